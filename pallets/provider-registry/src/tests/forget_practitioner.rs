use crate::{mock::*, Error, Event, Practitioner};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, PractitionerId};
use sp_runtime::{DispatchError, DispatchResult};

fn forget(practitioner: PractitionerId<u64>) -> DispatchResult {
	ProviderRegistry::forget_practitioner(signed(OUTSIDER), 0, practitioner)
}

/// When the doctor leaves in these tests.
const LEFT: u64 = NOW + 10 * DAY;

fn with_somebody_who_left(test: impl FnOnce()) {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		go_to(LEFT);
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		test();
	});
}

#[test]
fn anybody_lets_the_chain_forget_whoever_left_long_ago() {
	with_somebody_who_left(|| {
		go_to(LEFT + RETENTION);
		assert_ok!(forget(by(DOCTOR)));

		assert_eq!(ProviderRegistry::practitioner(0, by(DOCTOR)), None);
		assert_eq!(organizations_row().practitioners_known_since, LEFT);
		System::assert_last_event(
			Event::PractitionerForgotten { organization: 0, practitioner: by(DOCTOR) }.into(),
		);
	});
}

#[test]
fn what_was_forgotten_is_unknown_and_not_a_no() {
	with_somebody_who_left(|| {
		go_to(LEFT + RETENTION);
		assert_ok!(forget(by(DOCTOR)));

		assert_eq!(doctor_at(NOW - 1), Err(NotPractising::NotAccredited));
		for at in [NOW, LEFT - 1] {
			assert_eq!(doctor_at(at), Err(NotPractising::NoLongerKnown));
		}
		assert_eq!(doctor_at(LEFT), Err(NotPractising::NotAPractitioner));
		// Whoever is still listed is still known.
		assert!(ProviderRegistry::standing(acting_through(0, GATEWAY), Some(NOW)).is_ok());

		// Added once more, it is somebody new, of whose time before nothing is known.
		add(by(DOCTOR));
		assert_eq!(doctors_row(), Practitioner::new(doctors_roles(), OPEN, LEFT + RETENTION));
		assert_eq!(doctor_at(NOW), Err(NotPractising::NoLongerKnown));
		assert_eq!(doctor_at(LEFT), Err(NotPractising::NotAPractitioner));
		assert_eq!(doctor_now(), Ok(doctors_roles()));
	});
}

#[test]
fn whoever_left_too_short_a_time_ago_stays_known() {
	with_somebody_who_left(|| {
		for at in [LEFT, LEFT + RETENTION - 1] {
			go_to(at);
			assert_noop!(forget(by(DOCTOR)), Error::<Test>::TooEarly);
		}
	});
}

#[test]
fn waiting_lifts_no_suspension() {
	with_somebody_who_left(|| {
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		go_to(LEFT + 9 * RETENTION);
		assert_noop!(forget(by(DOCTOR)), Error::<Test>::SuspensionStands);

		// Lifted, the time counts from then on.
		assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, by(DOCTOR)));
		assert_noop!(forget(by(DOCTOR)), Error::<Test>::TooEarly);
		go_to(LEFT + 10 * RETENTION);
		assert_ok!(forget(by(DOCTOR)));
	});
}

#[test]
fn whoever_practises_is_not_forgotten() {
	with_somebody_who_left(|| {
		go_to(LEFT + RETENTION);
		assert_noop!(forget(midwife()), Error::<Test>::NotLeft);
		add(by(DOCTOR));
		assert_noop!(forget(by(DOCTOR)), Error::<Test>::NotLeft);
	});
}

#[test]
fn what_is_not_known_cannot_be_forgotten() {
	with_somebody_who_left(|| {
		assert_noop!(forget(by(ADMIN)), Error::<Test>::PractitionerNotFound);
		assert_noop!(
			ProviderRegistry::forget_practitioner(signed(OUTSIDER), 7, by(DOCTOR)),
			Error::<Test>::PractitionerNotFound
		);
	});
}

#[test]
fn the_latest_of_those_forgotten_counts() {
	with_somebody_who_left(|| {
		go_to(LEFT + DAY);
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, midwife()));
		go_to(LEFT + DAY + RETENTION);
		assert_ok!(forget(midwife()));
		assert_ok!(forget(by(DOCTOR)));
		assert_eq!(organizations_row().practitioners_known_since, LEFT + DAY);
	});
}

#[test]
fn only_a_signed_origin_forgets() {
	with_somebody_who_left(|| {
		go_to(LEFT + RETENTION);
		for origin in [RuntimeOrigin::none(), root()] {
			assert_noop!(
				ProviderRegistry::forget_practitioner(origin, 0, by(DOCTOR)),
				DispatchError::BadOrigin
			);
		}
	});
}
