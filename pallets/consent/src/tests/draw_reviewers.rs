use super::{emergency::*, *};
use frame_support::traits::Hooks;
use salus_primitives::{PatientId, SessionId};
use std::collections::BTreeSet;

/// Organizations with a privacy officer, beside the clinic.
const OTHERS: core::ops::Range<OrganizationId> = 20..24;

const NOBODY: Vec<OrganizationId> = Vec::new();

fn admit_others() {
	for organization in OTHERS {
		let officer = Roles::of(&[Role::PrivacyOfficer]);
		Providers::admit(organization, u64::from(organization) + 100, officer);
	}
}

fn drawn(session: SessionId) -> Vec<OrganizationId> {
	Consent::session(session).expect("opened").reviewers.to_vec()
}

/// Opens so many sessions in one block, each for another patient.
fn open_many(count: u32) {
	for number in 0..count {
		let patient = PatientId([100 + number as u8; 32]);
		Patients::open(patient, 1_000 + u64::from(number));
		assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, patient));
	}
}

#[test]
fn reviewers_are_drawn_in_a_later_block_and_announced() {
	run(|| {
		admit_others();
		license(HOSPITAL);
		assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, PATIENT));
		assert_eq!(drawn(0), NOBODY);
		System::reset_events();
		next_block();
		let reviewers = Consent::session(0).expect("opened").reviewers;
		assert_eq!(reviewers.len(), 2);
		let told = Event::ReviewersDrawn {
			patient: PATIENT,
			session: 0,
			organizations: reviewers.clone(),
		};
		let events: Vec<_> = System::events().into_iter().map(|row| row.event).collect();
		assert_eq!(events, vec![RuntimeEvent::Consent(told)]);
		// Once.
		next_block();
		assert_eq!(Consent::session(0).expect("opened").reviewers, reviewers);
		assert_eq!(System::events().len(), 1);
	});
}

#[test]
fn nobody_knows_when_a_session_opens_who_will_be_drawn() {
	let mut seen = BTreeSet::new();
	for waiting in 0..20 {
		run(|| {
			admit_others();
			license(HOSPITAL);
			assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, PATIENT));
			// The same session; what differs is the block after it.
			System::set_block_number(System::block_number() + waiting);
			next_block();
			seen.insert(drawn(0));
		});
	}
	assert!(seen.len() > 2, "{seen:?}");
}

#[test]
fn each_session_of_a_block_has_its_own_lot() {
	run(|| {
		admit_others();
		license(HOSPITAL);
		open_many(10);
		next_block();
		let seen: BTreeSet<_> = (0..10).map(drawn).collect();
		assert!(seen.len() > 1, "{seen:?}");
	});
}

#[test]
fn neither_the_own_organization_nor_one_that_may_not_act_is_drawn() {
	run(|| {
		license(HOSPITAL);
		open_many(16);
		next_block();
		for session in 0..16 {
			assert_eq!(drawn(session), vec![CLINIC]);
		}
	});
}

#[test]
fn a_block_draws_for_so_many_sessions_and_the_next_one_goes_on() {
	run(|| {
		admit_others();
		license(HOSPITAL);
		open_many(2 * MAX_DRAWS + 3);
		let count =
			|| Sessions::<Test>::iter().filter(|(_, row)| !row.reviewers.is_empty()).count();
		for (drawn, next) in [
			(MAX_DRAWS, MAX_DRAWS),
			(2 * MAX_DRAWS, 2 * MAX_DRAWS),
			(2 * MAX_DRAWS + 3, 2 * MAX_DRAWS + 3),
			(2 * MAX_DRAWS + 3, 2 * MAX_DRAWS + 3),
		] {
			next_block();
			assert_eq!((count() as u32, NextDraw::<Test>::get()), (drawn, next));
		}
	});
}

#[test]
fn drawing_costs_what_it_does() {
	run(|| {
		license(HOSPITAL);
		let none = Consent::on_initialize(2);
		open_many(2);
		let two = Consent::on_initialize(3);
		let draws = <() as WeightInfo>::draw_reviewers().saturating_mul(2);
		// And how far it came is written down.
		let noted = <Test as frame_system::Config>::DbWeight::get().writes(1);
		assert_eq!(two, none.saturating_add(draws).saturating_add(noted));
		assert_eq!(Consent::on_initialize(4), none);
	});
}

#[test]
fn for_a_session_that_was_judged_before_nobody_is_drawn() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, PATIENT));
		close_session(0);
		assert_ok!(give_verdict_as_authority(0, true));
		System::reset_events();
		next_block();
		assert_eq!((drawn(0), System::events().len()), (NOBODY, 0));
		assert_eq!(NextDraw::<Test>::get(), 1);
	});
}
