//! Rule 5: what was passed on counts as long as all that it was passed on from.

use super::*;
use salus_primitives::Basis;

/// Lets somebody practise in four organizations in a row, each of which passes on to the next what the
/// patient granted the first. Returns who reads in each.
fn pass_on_three_times() -> Vec<AccessRequest<u64>> {
	let organizations = [HOSPITAL, CLINIC, 12, 13];
	let practitioners = [PHYSICIAN, SPECIALIST, 32, 33];
	for (organization, account) in organizations.into_iter().zip(practitioners).skip(2) {
		Providers::admit(organization, account, Roles::of(&[Role::Physician]));
	}
	let first = grant_to(HOSPITAL, disclosable());
	for (depth, pair) in organizations.windows(2).enumerate() {
		let from = (pair[0], practitioners[depth]);
		assert_ok!(try_refer(from, first + depth as u32, pair[1], disclosable()));
	}
	let reading_in = |(organization, account)| AccessRequest {
		actor: Actor::Practitioner { organization, account },
		..reading()
	};
	organizations.into_iter().zip(practitioners).map(reading_in).collect()
}

#[test]
fn what_was_passed_on_counts_at_every_depth_and_dies_with_any_ancestor() {
	for ended in 0..4 {
		run(|| {
			let readers = pass_on_three_times();
			for (depth, request) in readers.iter().enumerate() {
				assert_eq!(decide(request), Decision::Permit(Basis::Grant(depth as u32)));
			}
			revoke(ended);
			for (depth, request) in readers.iter().enumerate() {
				assert_eq!(is_permitted(request), depth < ended as usize, "{ended}: {depth}");
			}
		});
	}
}

#[test]
fn what_was_passed_on_dies_when_the_patient_changes_what_it_was_passed_on_from() {
	run(|| {
		let readers = pass_on_three_times();
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, 0, NOTE));
		assert!(is_permitted(&readers[0]));
		for request in &readers[1..] {
			assert_eq!(decide(request), Decision::Deny(Denial::NotGranted));
		}
	});
}

#[test]
fn a_live_row_whose_ancestor_is_not_live_permits_nothing() {
	run(|| {
		let readers = pass_on_three_times();
		let before = head();
		Heads::<Test>::mutate(PATIENT, |head| head.live.retain(|live| live.id != 1));
		assert!(is_permitted(&readers[0]));
		for request in &readers[1..] {
			assert!(!is_permitted(request), "whatever the head says of the child itself");
		}
		Heads::<Test>::insert(PATIENT, before);
	});
}

#[test]
fn what_was_passed_on_is_as_narrow_as_it_was_made() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let narrow = Provision {
			scope: classes(&[OBSERVATION]),
			actions: Actions::of(&[Action::Access]),
			period: Period { from: START + MINUTE, until: Some(START + 10 * MINUTE) },
			..broad()
		};
		refer(parent, CLINIC, narrow);
		for (at, expected) in [
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + 10 * MINUTE - 1, true),
			(START + 10 * MINUTE, false),
		] {
			assert_eq!(decide_at(&by_specialist(), at).is_permitted(), expected, "at {at}");
			assert!(decide_at(&reading(), at).is_permitted());
		}
		go_to(START + MINUTE);
		assert!(!is_permitted(&AccessRequest { action: Action::Collect, ..by_specialist() }));
		let target = Target::Class { class: CONDITION, content: None };
		assert!(!is_permitted(&AccessRequest { target, ..by_specialist() }));
	});
}

#[test]
fn what_a_representative_gave_covers_no_confidential_class_nor_does_what_was_passed_on_from_it() {
	run(|| {
		let aunt = 3;
		represent(aunt);
		assert_ok!(Consent::grant(signed(aunt), PATIENT, HOSPITAL, disclosable(), None, None));
		refer(0, CLINIC, broad());
		mark_confidential(OBSERVATION);
		for request in [reading(), by_specialist()] {
			assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
			let target = Target::Anchor(BY_HOSPITAL);
			assert!(!is_permitted(&AccessRequest { target, ..request.clone() }));
			let target = Target::Anchor(BY_PATIENT);
			assert!(is_permitted(&AccessRequest { target, ..request }), "another class");
		}
		let by_controller = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(by_controller)));
	});
}

#[test]
fn the_oldest_grant_that_covers_is_named_and_grants_come_before_policies() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let policy = enact(law());
		let referred = refer(parent, CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(referred)));
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(referred)));
		revoke(referred);
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(own)));
		revoke(own);
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Policy(policy)));
	});
}

#[test]
fn what_was_passed_on_ends_with_the_patient_s_death_and_what_it_gave_itself_does_not() {
	run(|| {
		let readers = pass_on_three_times();
		let died_at = START + MINUTE;
		Patients::die_at(PATIENT, died_at);
		for now in [died_at, died_at + MINUTE] {
			go_to(now);
			assert_eq!(decide(&readers[0]), Decision::Permit(Basis::Grant(0)));
			for (depth, request) in readers.iter().enumerate().skip(1) {
				assert_eq!(decide(request), Decision::Deny(Denial::NotGranted));
				let before = decide_at(request, died_at - 1);
				assert_eq!(before, Decision::Permit(Basis::Grant(depth as u32)));
			}
		}
		let policy = enact(law());
		assert_eq!(decide(&readers[1]), Decision::Permit(Basis::Policy(policy)), "law counts");
		Patients::correct_death(PATIENT);
		assert_eq!(decide(&readers[1]), Decision::Permit(Basis::Grant(1)));
	});
}
