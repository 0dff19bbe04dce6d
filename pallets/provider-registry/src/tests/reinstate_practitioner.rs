use crate::{mock::*, Error, Event, PractitionerState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, OnMisconduct, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

fn reinstate_practitioner(practitioner: PractitionerId<u64>) -> DispatchResult {
	ProviderRegistry::reinstate_practitioner(root(), 0, practitioner)
}

fn suspend_doctor() {
	assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
}

#[test]
fn a_reinstated_practitioner_may_act_again_and_the_suspension_stays_known() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend_doctor();
		go_to(NOW + DAY);
		assert_ok!(reinstate_practitioner(by(DOCTOR)));

		assert_eq!(doctor_now(), Ok(doctors_roles()));
		assert_eq!(doctor_at(NOW + 1), Err(NotPractising::PractitionerSuspended));
		System::assert_last_event(
			Event::PractitionerReinstated { organization: 0, practitioner: by(DOCTOR) }.into(),
		);
	});
}

#[test]
fn what_was_imposed_for_misconduct_is_lifted_too() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		tick();
		assert_ok!(reinstate_practitioner(by(DOCTOR)));
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn whoever_left_is_reinstated_and_still_gone() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend_doctor();
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_ok!(reinstate_practitioner(by(DOCTOR)));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: false });
		assert_roles(DOCTOR, 0);
	});
}

#[test]
fn whoever_is_not_suspended_cannot_be_reinstated() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_noop!(reinstate_practitioner(by(DOCTOR)), Error::<Test>::NotSuspended);
		for practitioner in [by(ADMIN), midwife()] {
			assert_noop!(reinstate_practitioner(practitioner), Error::<Test>::PractitionerNotFound);
		}
	});
}

#[test]
fn only_the_licensing_origin_reinstates() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend_doctor();
		for origin in [RuntimeOrigin::none(), signed(ADMIN), signed(DOCTOR)] {
			assert_noop!(
				ProviderRegistry::reinstate_practitioner(origin, 0, by(DOCTOR)),
				DispatchError::BadOrigin
			);
		}
	});
}
