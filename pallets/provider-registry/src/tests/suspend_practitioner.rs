use crate::{mock::*, Error, Event, PractitionerState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

fn suspend_practitioner(practitioner: PractitionerId<u64>) -> DispatchResult {
	ProviderRegistry::suspend_practitioner(root(), 0, practitioner)
}

#[test]
fn a_suspended_practitioner_may_not_act_at_once() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(NOW + DAY);
		assert_ok!(suspend_practitioner(by(DOCTOR)));

		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert_roles(DOCTOR, 1);
		System::assert_last_event(
			Event::PractitionerSuspended { organization: 0, practitioner: by(DOCTOR) }.into(),
		);
	});
}

#[test]
fn no_gateway_acts_for_a_suspended_practitioner() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		assert_ok!(suspend_practitioner(midwife()));
		assert_eq!(
			ProviderRegistry::standing(acting_through(0, GATEWAY), None),
			Err(NotPractising::PractitionerSuspended)
		);
	});
}

#[test]
fn whoever_left_is_suspended_for_the_time_after_coming_back() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_ok!(suspend_practitioner(by(DOCTOR)));
		assert_eq!(doctors_row().state(), PractitionerState::Left { suspended: true });
		assert_roles(DOCTOR, 0);
		tick();
		add(by(DOCTOR));
		tick();
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
	});
}

#[test]
fn nobody_is_suspended_twice() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_ok!(suspend_practitioner(by(DOCTOR)));
		assert_noop!(suspend_practitioner(by(DOCTOR)), Error::<Test>::AlreadySuspended);
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		assert_noop!(suspend_practitioner(by(DOCTOR)), Error::<Test>::AlreadySuspended);
	});
}

#[test]
fn whoever_was_never_there_cannot_be_suspended() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for practitioner in [by(ADMIN), midwife()] {
			assert_noop!(suspend_practitioner(practitioner), Error::<Test>::PractitionerNotFound);
		}
	});
}

#[test]
fn only_the_licensing_origin_suspends() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::suspend_practitioner(origin, 0, by(DOCTOR)),
				DispatchError::BadOrigin
			);
		}
	});
}
