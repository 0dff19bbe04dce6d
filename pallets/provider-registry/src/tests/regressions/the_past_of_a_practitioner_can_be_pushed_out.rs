use crate::{mock::*, Event, History, Organizations, PractitionerAnnexes, Practitioners};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{NotPractising, Role, Roles};

const NURSE: Roles = Roles(1 << Role::Nurse as u16);

/// When the doctor is suspended, and no longer.
const SUSPENDED: u64 = NOW + DAY;
const REINSTATED: u64 = NOW + 2 * DAY;

/// One block of two seconds after the other.
const BLOCK: u64 = 2_000;

/// Changes the doctor's roles to and fro, once in each block.
fn change_roles(times: u64) {
	for number in 0..times {
		go_to(REINSTATED + BLOCK * (1 + number));
		let roles = if number % 2 == 0 { NURSE } else { doctors_roles() };
		let change = ProviderRegistry::change_practitioner;
		assert_ok!(change(signed(ADMIN), 0, by(DOCTOR), roles, OPEN));
	}
}

fn with_a_doctor_who_was_suspended(test: impl FnOnce()) {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(SUSPENDED);
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		go_to(REINSTATED);
		assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, by(DOCTOR)));
		test();
	});
}

#[test]
fn changing_roles_again_and_again_hides_nothing() {
	for times in [9, 100] {
		with_a_doctor_who_was_suspended(|| {
			change_roles(times);
			for at in [NOW, SUSPENDED - 1, REINSTATED, REINSTATED + BLOCK - 1] {
				assert_eq!(doctor_at(at), Ok(doctors_roles()));
			}
			for at in [SUSPENDED, REINSTATED - 1] {
				assert_eq!(doctor_at(at), Err(NotPractising::PractitionerSuspended));
			}
			for number in 0..times {
				let roles = if number % 2 == 0 { NURSE } else { doctors_roles() };
				assert_eq!(doctor_at(REINSTATED + BLOCK * (1 + number)), Ok(roles));
			}
		});
	}
}

#[test]
fn suspending_an_organization_again_and_again_hides_nothing() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		for number in 1..=50 {
			go_to(NOW + 2 * number * BLOCK);
			suspend();
			go_to(NOW + (2 * number + 1) * BLOCK);
			reinstate();
		}
		for number in 1..=50 {
			assert_eq!(
				doctor_at(NOW + 2 * number * BLOCK),
				Err(NotPractising::OrganizationSuspended)
			);
			assert_eq!(doctor_at(NOW + (2 * number + 1) * BLOCK), Ok(doctors_roles()));
		}
	});
}

#[test]
fn what_ended_before_the_retention_leaves_two_by_two() {
	with_a_doctor_who_was_suspended(|| {
		change_roles(20);
		// Ten of the 22 that ended do not lie in the row, but two are forgotten with each that moves.
		let terms = || doctors_row().terms;
		assert_eq!(terms().annexed.count(), 14);
		for (number, count) in (1..).zip([13, 12, 11]) {
			go_to(REINSTATED + 2 * RETENTION + number * BLOCK);
			let roles = if number % 2 == 1 { NURSE } else { doctors_roles() };
			let change = ProviderRegistry::change_practitioner;
			assert_ok!(change(signed(ADMIN), 0, by(DOCTOR), roles, OPEN));
			assert_eq!(terms().annexed.count(), count);
			assert_eq!(PractitionerAnnexes::<Test>::iter().count(), count as usize);
			let History { known_since, .. } = terms();
			assert_eq!(doctor_at(known_since - 1), Err(NotPractising::NoLongerKnown));
			assert!(doctor_at(known_since).is_ok());
		}
	});
}

#[test]
fn whoever_left_is_forgotten_bit_by_bit() {
	with_a_doctor_who_was_suspended(|| {
		change_roles(50);
		assert_ok!(ProviderRegistry::leave(signed(DOCTOR), 0));
		let left_at = doctors_row().terms.since();
		let annexed = doctors_row().terms.annexed.count();
		assert!(annexed > 32);
		go_to(left_at + RETENTION);
		let forget = || ProviderRegistry::forget_practitioner(signed(OUTSIDER), 0, by(DOCTOR));
		for entries_left in [annexed - 16, annexed - 32] {
			assert_ok!(forget());
			assert_eq!(doctors_row().terms.annexed.count(), entries_left);
			System::assert_last_event(
				Event::PractitionerPartlyForgotten {
					organization: 0,
					practitioner: by(DOCTOR),
					entries_left,
				}
				.into(),
			);
			check();
		}
		while Practitioners::<Test>::contains_key(0, by(DOCTOR)) {
			assert_ok!(forget());
		}
		assert_eq!(PractitionerAnnexes::<Test>::iter().count(), 0);
		assert_eq!(
			Organizations::<Test>::get(0).map(|row| row.practitioners_known_since),
			Some(left_at)
		);
		assert_noop!(forget(), crate::Error::<Test>::PractitionerNotFound);
	});
}
