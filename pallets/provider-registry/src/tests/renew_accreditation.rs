use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, Period, ProviderDirectory};
use sp_runtime::{DispatchError, DispatchResult};

fn renew(accreditation: Period) -> DispatchResult {
	ProviderRegistry::renew_accreditation(root(), 0, accreditation)
}

#[test]
fn another_period_applies_from_now_on_and_the_earlier_one_to_the_time_before() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		go_to(NOW + 3 * DAY);
		// Dated back, which fills no gap.
		let accreditation = Period { from: NOW, until: Some(NOW + 9 * DAY) };
		assert_ok!(renew(accreditation));

		System::assert_last_event(
			Event::AccreditationRenewed { organization: 0, accreditation }.into(),
		);
		for (at, accredited) in [
			(NOW, true),
			(NOW + DAY, false),
			(NOW + 3 * DAY - 1, false),
			(NOW + 3 * DAY, true),
			(NOW + 9 * DAY, false),
		] {
			assert_eq!(ProviderRegistry::is_accredited(0, at), accredited);
		}
	});
}

#[test]
fn a_suspension_still_stands() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		go_to(NOW + DAY);
		assert_ok!(renew(Period { from: NOW, until: Some(NOW + 9 * DAY) }));
		assert_eq!(doctor_now(), Err(NotPractising::OrganizationSuspended));
		tick();
		reinstate();
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn a_period_that_is_too_short_or_over_is_refused() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for accreditation in [
			Period { from: NOW, until: Some(NOW + 59_999) },
			Period { from: 0, until: Some(NOW) },
			Period { from: NOW + DAY, until: Some(NOW) },
		] {
			assert_noop!(renew(accreditation), Error::<Test>::InvalidPeriod);
		}
	});
}

#[test]
fn an_unknown_organization_cannot_be_renewed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(renew(OPEN), Error::<Test>::OrganizationNotFound);
	});
}

#[test]
fn an_organization_that_is_over_cannot_be_renewed() {
	for end in [revoke, be_followed] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			assert_noop!(renew(OPEN), Error::<Test>::OrganizationEnded);
		});
	}
}

#[test]
fn only_the_accrediting_origin_renews() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::renew_accreditation(origin, 0, OPEN),
				DispatchError::BadOrigin
			);
		}
	});
}
