//! Refusals in a full list: none is blocked, none refuses less, and none holds even in an emergency because of
//! another.

use super::{emergency::refuse, *};
use frame_support::assert_noop;
use salus_primitives::{dice::Dice, AuditedEvent, Denial, PractitionerId, RefusalId};

fn standing() -> Vec<StandingRefusal<u64>> {
	head().refusals.into_inner()
}

fn try_refuse(who: u64, refusal: Refusal<u64>) -> sp_runtime::DispatchResult {
	Consent::refuse(signed(who), PATIENT, refusal)
}

fn refuse_by(who: u64, refusal: Refusal<u64>) -> RefusalId {
	assert_ok!(try_refuse(who, refusal));
	head().next_refusal - 1
}

fn purposes(purposes: &[Purpose]) -> Option<Purposes> {
	Some(Purposes::of(purposes))
}

/// Nobody called `number` sees notes.
fn of_practitioner(number: u64) -> Refusal<u64> {
	let whom = Refused::Practitioner(PractitionerId::Account(1_000 + number));
	Refusal { class: Some(NOTE), ..all_to(whom) }
}

fn even_in_emergency(refusal: Refusal<u64>) -> Refusal<u64> {
	Refusal { even_in_emergency: true, ..refusal }
}

/// Of one voice alone, so many find a place; one is kept for the other.
const OF_ONE_VOICE: u64 = MAX_REFUSALS as u64 - 1;

/// Fills the list with `others` of the controller, and before them with some that have nothing to do with the
/// hospital.
fn fill_with(others: &[Refusal<u64>]) {
	for number in others.len() as u64..OF_ONE_VOICE {
		refuse(of_practitioner(number));
	}
	for refusal in others {
		refuse(refusal.clone());
	}
	assert_eq!(standing().len() as u64, OF_ONE_VOICE);
}

#[test]
fn a_full_list_never_locks_the_patient_out() {
	run(|| {
		grant_to(HOSPITAL, broad());
		fill_with(&[]);
		assert!(is_permitted(&reading()));
		pass(MINUTE);
		refuse(all_to(Refused::Practitioner(PractitionerId::Account(PHYSICIAN))));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));

		let rows = standing();
		assert_eq!(rows.len() as u64, OF_ONE_VOICE);
		assert!(!rows.iter().any(|row| row.id < 2), "all are as close: the oldest make room");
		let (merged, made) = (&rows[rows.len() - 2], &rows[rows.len() - 1]);
		assert_eq!(
			merged,
			&StandingRefusal {
				id: 31,
				since: START + MINUTE,
				by_controller: true,
				refusal: Refusal { class: Some(NOTE), ..all_to(Refused::Everybody) },
			}
		);
		let physician = Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
		assert_eq!((made.id, &made.refusal), (32, &all_to(physician)), "as it was said");
		let (patient, one, other) = (PATIENT, 0, 1);
		System::assert_has_event(Event::RefusalsJoined { patient, one, other, refusal: 31 }.into());
		let (refusal, joined, even_in_emergency) = (32, None, false);
		let content = content_of(&made.refusal);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade { refusal, joined, even_in_emergency, content },
			Event::Refused { patient, refusal, joined, even_in_emergency },
		);
		// Until now, each of the two that made room stood by itself.
		for number in 0..2 {
			let kept = LiftedRestriction {
				restriction: Restriction::Refusal(of_practitioner(number.into())),
				since: START,
				lifted_at: START + MINUTE,
			};
			assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, number), Some(kept));
		}
		assert_eq!(head().lifted, Lifted { count: 2, at: START + MINUTE });
	});
}

#[test]
fn one_that_was_joined_is_kept_as_lifted() {
	run(|| {
		fill_with(&[]);
		pass(MINUTE);
		refuse(of_practitioner(99));
		let (patient, refusal, joined, even_in_emergency) = (PATIENT, 31, Some(0), false);
		let content = content_of(&of_practitioner(99));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade { refusal, joined, even_in_emergency, content },
			Event::Refused { patient, refusal, joined, even_in_emergency },
		);
		let kept = LiftedRestriction {
			restriction: Restriction::Refusal(of_practitioner(0)),
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert_eq!(head().lifted, Lifted { count: 1, at: START + MINUTE });
	});
}

#[test]
fn a_full_list_joins_the_refusals_that_are_closest() {
	let all_of_hospital = all_to(Refused::Organization(HOSPITAL));
	let observations = Refusal { class: Some(OBSERVATION), ..all_of_hospital.clone() };
	let research = Refusal { purposes: purposes(&[Purpose::Research]), ..observations.clone() };
	let two = Refusal {
		purposes: purposes(&[Purpose::Payment, Purpose::Operations]),
		..observations.clone()
	};
	let conditions = Refusal { class: Some(CONDITION), ..all_of_hospital.clone() };
	let by_everybody = Refusal { whom: Refused::Everybody, ..research.clone() };
	let new = Refusal { purposes: purposes(&[Purpose::Treatment]), ..observations.clone() };
	for (others, closest, joined) in [
		// One that refuses all of it already goes before the same people and class.
		(vec![all_to(Refused::Everybody), research.clone()], 29, all_to(Refused::Everybody)),
		// One that it refuses all of, too.
		(
			vec![
				Refusal {
					whom: Refused::Organization(HOSPITAL),
					purposes: purposes(&[Purpose::Treatment]),
					..conditions.clone()
				},
				observations.clone(),
			],
			30,
			observations.clone(),
		),
		// The same people go before the same class, and that before fewer purposes.
		(
			vec![by_everybody.clone(), conditions.clone()],
			30,
			Refusal { class: None, purposes: None, ..new.clone() },
		),
		(
			vec![two, research.clone(), conditions.clone()],
			29,
			Refusal { purposes: purposes(&[Purpose::Treatment, Purpose::Research]), ..new.clone() },
		),
		// Nobody has the same people: the class decides.
		(
			vec![by_everybody.clone()],
			30,
			Refusal {
				whom: Refused::Everybody,
				purposes: purposes(&[Purpose::Treatment, Purpose::Research]),
				..new.clone()
			},
		),
	] {
		run(|| {
			fill_with(&others);
			pass(MINUTE);
			refuse(new.clone());
			let (patient, refusal) = (PATIENT, OF_ONE_VOICE as RefusalId);
			let joined_with = Some(closest);
			System::assert_last_event(
				Event::Refused { patient, refusal, joined: joined_with, even_in_emergency: false }
					.into(),
			);
			let rows = standing();
			assert_eq!(rows.last().map(|row| row.refusal.clone()), Some(joined));
			assert!(!rows.iter().any(|row| row.id == closest));
			assert!(rows.iter().map(|row| row.id).is_sorted());
		});
	}
}

#[test]
fn what_the_controller_refused_is_never_joined_with_what_a_representative_did() {
	run(|| {
		represent(PARENT);
		fill_with(&[]);
		let of_controller = standing();
		for number in 0..40 {
			refuse_by(PARENT, of_practitioner(100 + number));
		}
		let rows = standing();
		assert_eq!(rows.len(), MAX_REFUSALS as usize);
		assert!(of_controller.iter().all(|row| rows.contains(row)), "as they were");
		let by_parent = rows.iter().find(|row| !row.by_controller).expect("it has a place");
		let notes = Refusal { class: Some(NOTE), ..all_to(Refused::Everybody) };
		assert_eq!(by_parent.refusal, notes);
		assert_ok!(Consent::lift_refusal(signed(PARENT), PATIENT, by_parent.id));

		// The other way round, the controller's own place is kept.
		let other = of_controller.iter().map(|row| row.id);
		for id in other {
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, id));
		}
		for number in 0..40 {
			refuse_by(PARENT, of_practitioner(number));
		}
		assert_eq!(standing().len() as u64, OF_ONE_VOICE);
		let own = refuse(of_practitioner(99));
		let row = standing().pop().expect("it was just made");
		assert_eq!((row.id, row.by_controller, row.refusal), (own, true, of_practitioner(99)));
	});
}

#[test]
fn a_representative_s_only_refusal_that_becomes_the_controller_s_leaves_a_place() {
	run(|| {
		represent(PARENT);
		fill_with(&[]);
		refuse_by(PARENT, of_practitioner(100));
		assert_eq!(standing().len(), MAX_REFUSALS as usize);
		pass(MINUTE);
		assert_ok!(try_refuse(CONTROLLER, of_practitioner(100)));
		assert_eq!(standing().len() as u64, OF_ONE_VOICE, "two of the controller's became one");
		let (patient, one, other, refusal) = (PATIENT, 0, 1, MAX_REFUSALS);
		System::assert_has_event(Event::RefusalsJoined { patient, one, other, refusal }.into());
		let rows = standing();
		assert!(rows.iter().all(|row| row.by_controller));
		refuse_by(PARENT, of_practitioner(101));
		assert!(rows.iter().all(|row| standing().contains(row)));
	});
}

#[test]
fn one_that_holds_even_in_an_emergency_gets_the_place_of_one_of_two_that_do_not() {
	run(|| {
		let closest = [Purpose::Research, Purpose::Payment].map(|purpose| Refusal {
			purposes: purposes(&[purpose]),
			..all_to(Refused::Organization(HOSPITAL))
		});
		fill_with(&closest);
		pass(MINUTE);
		let hard = even_in_emergency(of_practitioner(99));
		assert_ok!(try_refuse(CONTROLLER, hard.clone()));
		let rows = standing();
		assert_eq!(rows.len() as u64, OF_ONE_VOICE);
		let (merged, made) = (&rows[rows.len() - 2], &rows[rows.len() - 1]);
		assert_eq!((merged.id, made.id), (31, 32));
		assert_eq!(made.refusal, hard, "as it was said");
		let both = purposes(&[Purpose::Research, Purpose::Payment]);
		assert_eq!(merged.refusal, Refusal { purposes: both, ..closest[0].clone() });
		let (patient, one, other) = (PATIENT, 29, 30);
		System::assert_has_event(Event::RefusalsJoined { patient, one, other, refusal: 31 }.into());
		let entries = salus_primitives::doubles::Trail::entries();
		let entries: Vec<_> =
			entries.iter().rev().take(2).map(|(_, _, event)| event.clone()).collect();
		let content = content_of(&hard);
		let (joined, even_in_emergency) = (None, true);
		let expected = [
			AuditedEvent::RefusalMade { refusal: 32, joined, even_in_emergency, content },
			AuditedEvent::RefusalsJoined { one, other, refusal: 31 },
		];
		assert_eq!(entries, expected);
		assert_eq!(head().lifted, Lifted { count: 2, at: START + MINUTE });
	});
}

#[test]
fn those_that_hold_even_in_an_emergency_are_joined_only_if_nothing_is_added() {
	run(|| {
		// Each of another practitioner: any two together would be everybody.
		for number in 0..40 {
			pass(MINUTE);
			assert_ok!(try_refuse(CONTROLLER, even_in_emergency(of_practitioner(number))));
		}
		let rows = standing();
		let said = |row: &StandingRefusal<u64>| {
			(0..40).any(|number| row.refusal == even_in_emergency(of_practitioner(number)))
		};
		let hard = rows.iter().filter(|row| row.refusal.even_in_emergency);
		assert_eq!(hard.clone().count(), 30);
		assert!(hard.clone().all(said), "none is wider than it was said");
		// The others are refused, and give way in an emergency: the event says so.
		let soft: Vec<_> = rows.iter().filter(|row| !row.refusal.even_in_emergency).collect();
		let notes = Refusal { class: Some(NOTE), ..all_to(Refused::Everybody) };
		assert_eq!(soft.iter().map(|row| row.refusal.clone()).collect::<Vec<_>>(), vec![notes]);
		let (patient, refusal, joined) = (PATIENT, 39, Some(38));
		let event = Event::Refused { patient, refusal, joined, even_in_emergency: false };
		System::assert_last_event(event.into());

		// One that adds only purposes, or nothing, still finds room as it is meant.
		let first = hard.clone().next().expect("there are thirty").clone();
		let wider = Refusal { class: None, ..first.refusal.clone() };
		assert_ok!(try_refuse(CONTROLLER, wider.clone()));
		assert!(standing().iter().any(|row| row.refusal == wider));
		assert!(!standing().iter().any(|row| row.id == first.id));
		// And when two that stand can be joined, another finds room.
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, standing()[0].id));
		let of_two = [Purpose::Research, Purpose::Payment].map(|purpose| {
			even_in_emergency(Refusal { purposes: purposes(&[purpose]), ..of_practitioner(77) })
		});
		assert_ok!(try_refuse(CONTROLLER, of_two[0].clone()));
		assert_ok!(try_refuse(CONTROLLER, of_two[1].clone()));
		let both = purposes(&[Purpose::Research, Purpose::Payment]);
		let joined = Refusal { purposes: both, ..of_two[0].clone() };
		assert!(standing().iter().any(|row| row.refusal == joined));
	});
}

#[test]
fn what_is_refused_softly_already_is_not_refused_again_for_want_of_room() {
	run(|| {
		for number in 0..31 {
			assert_ok!(try_refuse(CONTROLLER, even_in_emergency(of_practitioner(number))));
		}
		// The thirty-first stands, and gives way: said again, there is no news.
		let again = even_in_emergency(of_practitioner(30));
		assert!(standing().iter().any(|row| row.refusal == of_practitioner(30)));
		assert_noop!(try_refuse(CONTROLLER, again), Error::<Test>::NothingToDo);
	});
}

/// Somebody's word, as it was said, and whether it was to hold even in an emergency and was told to.
struct Said {
	by_controller: bool,
	refusal: Refusal<u64>,
}

/// What is refused to whom and for what, in all that refusals here tell apart.
fn cases() -> Vec<(Actor<u64>, RecordClass, Purpose)> {
	let actors = [
		Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
		Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT },
		Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		Actor::Practitioner { organization: 999, account: 999 },
	];
	let mut cases = Vec::new();
	for actor in actors {
		for class in [OBSERVATION, CONDITION, NOTE, RecordClass(9)] {
			for purpose in [Purpose::Treatment, Purpose::Payment, Purpose::Research] {
				cases.push((actor.clone(), class, purpose));
			}
		}
	}
	cases
}

#[test]
fn whatever_is_said_is_refused_by_whoever_said_it_and_only_what_was_said_so_holds_in_emergencies() {
	for seed in 0..20 {
		run(|| {
			represent(PARENT);
			let mut dice = Dice::new(seed);
			let parties = [
				Refused::Everybody,
				Refused::Organization(HOSPITAL),
				Refused::Organization(CLINIC),
				Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
				Refused::Practitioner(PractitionerId::Pseudonym(RESIDENT)),
				Refused::Practitioner(PractitionerId::Account(SPECIALIST)),
			];
			let some = [Purpose::Treatment, Purpose::Payment, Purpose::Research];
			let mut said = Vec::<Said>::new();
			for _ in 0..150 {
				pass(1);
				let by_controller = dice.chance(65);
				let hard = by_controller && dice.chance(50);
				let first = usize::from(dice.chance(if seed % 2 == 0 { 95 } else { 99 }));
				let whom = parties[first + dice.below(5) as usize * first].clone();
				let class = dice.chance(85).then(|| dice.pick(&[OBSERVATION, CONDITION, NOTE]));
				let purposes = dice.chance(85).then(|| Purposes::of(&[dice.pick(&some)]));
				let refusal = Refusal { whom, class, purposes, even_in_emergency: hard };
				let who = if by_controller { CONTROLLER } else { PARENT };
				let holds = match try_refuse(who, refusal.clone()) {
					Ok(()) => {
						let event = System::events().pop().expect("it was told").event;
						matches!(
							event,
							RuntimeEvent::Consent(Event::Refused { even_in_emergency: true, .. })
						)
					},
					Err(error) => {
						assert_eq!(error, Error::<Test>::NothingToDo.into());
						standing().iter().any(|row| row.refusal == refusal)
					},
				};
				let even_in_emergency = hard && holds;
				said.push(Said {
					by_controller,
					refusal: Refusal { even_in_emergency, ..refusal },
				});
				hold_against(&said);
			}
		});
	}
}

fn hold_against(said: &[Said]) {
	let rows = standing();
	assert!(rows.len() <= MAX_REFUSALS as usize);
	for (actor, class, purpose) in cases() {
		let said = said.iter().filter(|said| said.refusal.covers(&actor, class, purpose));
		let rows = rows.iter().filter(|row| row.refusal.covers(&actor, class, purpose));
		let what = || format!("{actor:?}, {class:?}, {purpose:?}");
		for hard in [false, true] {
			for by_controller in [false, true] {
				let was_said = said.clone().any(|said| {
					said.by_controller == by_controller && said.refusal.even_in_emergency == hard
				});
				// What a representative said may have become the controller's.
				let stands = rows.clone().any(|row| {
					row.by_controller >= by_controller && row.refusal.even_in_emergency >= hard
				});
				assert!(!was_said || stands, "no longer refused: {}", what());
			}
		}
		let hard = rows.clone().any(|row| row.refusal.even_in_emergency);
		let said_hard = said.clone().any(|said| said.refusal.even_in_emergency);
		assert!(!hard || said_hard, "closed to emergencies: {}", what());
	}
}

#[test]
fn what_made_room_in_the_moment_in_which_it_was_made_leaves_no_trace() {
	run(|| {
		fill_with(&[]);
		refuse(of_practitioner(99));
		assert_eq!(LiftedRestrictions::<Test>::iter().count(), 0);
		assert_eq!(head().lifted, Lifted::default());
	});
}

#[test]
fn what_two_refusals_became_holds_even_in_an_emergency_only_if_both_did() {
	let soft = of_practitioner(0);
	let hard = even_in_emergency(soft.clone());
	for (one, other, joined) in
		[(&hard, &hard, &hard), (&hard, &soft, &soft), (&soft, &hard, &soft), (&soft, &soft, &soft)]
	{
		assert_eq!(one.joined(other), *joined);
		assert_eq!(one.joins_exactly(other), one == other);
	}
}
