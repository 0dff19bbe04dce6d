use crate::{mock::*, Call, Error, Event, PractitionerState};
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::NotPractising;
use sp_runtime::DispatchError;

fn is_free(who: u64) -> bool {
	Call::<Test>::leave { organization: 0 }.is_feeless(&signed(who))
}

#[test]
fn a_practitioner_leaves_by_itself() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert!(is_free(DOCTOR));
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));

		assert_eq!(doctor_now(), Err(NotPractising::PractitionerLeft));
		assert_eq!(doctor_at(NOW), Ok(doctors_roles()));
		assert_roles(DOCTOR, 0);
		System::assert_last_event(
			Event::PractitionerLeft { organization: 0, practitioner: by(DOCTOR) }.into(),
		);
	});
}

#[test]
fn leaving_one_organization_leaves_no_other() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(DOCTOR, OPEN);
		assert_roles(DOCTOR, 2);
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_roles(DOCTOR, 1);
	});
}

#[test]
fn whatever_the_organization_is_a_practitioner_leaves_for_free() {
	for end in [suspend, revoke, be_followed] {
		ExtBuilder::default().with_doctor().build_and_execute(|| {
			end();
			assert!(is_free(DOCTOR));
			assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		});
	}
}

#[test]
fn a_suspension_goes_along() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: true });
	});
}

#[test]
fn nobody_leaves_where_it_is_not() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		accredit(ADMIN, OPEN);
		for (who, organization) in [(ADMIN, 0), (OUTSIDER, 0), (DOCTOR, 1), (DOCTOR, 7)] {
			assert_noop!(
				ProviderRegistry::leave(signed(who), organization),
				Error::<Test>::PractitionerNotFound
			);
			let call = Call::<Test>::leave { organization };
			assert!(!call.is_feeless(&signed(who)));
		}
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert!(!is_free(DOCTOR));
		assert_noop!(
			ProviderRegistry::leave(signed(DOCTOR), 0),
			Error::<Test>::PractitionerNotFound
		);
	});
}

#[test]
fn only_a_signed_origin_leaves() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(ProviderRegistry::leave(origin, 0), DispatchError::BadOrigin);
		}
	});
}
