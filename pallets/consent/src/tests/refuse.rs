use super::{emergency::refuse, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::Patients, AuditedEvent, Basis, Denial, PatientId, Power, Powers, PractitionerId,
	Purposes, Relation,
};
use sp_runtime::{DispatchError, DispatchResult};

fn try_refuse(who: u64, refusal: Refusal<u64>) -> DispatchResult {
	Consent::refuse(signed(who), PATIENT, refusal)
}

fn standing() -> Vec<StandingRefusal<u64>> {
	Heads::<Test>::get(PATIENT).refusals.into_inner()
}

/// Nobody called `number` sees anything.
fn of_practitioner(number: u64) -> Refusal<u64> {
	all_to(Refused::Practitioner(PractitionerId::Account(1_000 + number)))
}

fn purposes(purposes: &[Purpose]) -> Option<Purposes> {
	Some(Purposes::of(purposes))
}

#[test]
fn a_refusal_is_stored_announced_and_written_to_the_trail() {
	run(|| {
		let refusal = Refusal {
			whom: Refused::Organization(HOSPITAL),
			class: Some(OBSERVATION),
			purposes: purposes(&[Purpose::Treatment, Purpose::Research]),
			even_in_emergency: true,
		};
		assert_ok!(try_refuse(CONTROLLER, refusal.clone()));
		let stored = StandingRefusal { id: 0, since: START, by_controller: true, refusal };
		assert_eq!(standing(), vec![stored]);
		assert_eq!(Heads::<Test>::get(PATIENT).next_refusal, 1);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade { refusal: 0 },
			Event::Refused { patient: PATIENT, refusal: 0, joined: None },
		);
	});
}

#[test]
fn a_refusal_overrides_grants_before_and_after_it() {
	run(|| {
		grant_to(HOSPITAL, broad());
		refuse(all_to(Refused::Organization(HOSPITAL)));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn a_refusal_reaches_no_further_than_it_says() {
	for refusal in [
		all_to(Refused::Organization(CLINIC)),
		all_to(Refused::Practitioner(PractitionerId::Account(NURSE))),
		all_to(Refused::Practitioner(PractitionerId::Pseudonym(RESIDENT))),
		Refusal { class: Some(CONDITION), ..all_to(Refused::Everybody) },
		Refusal { purposes: purposes(&[Purpose::Research]), ..all_to(Refused::Everybody) },
	] {
		run(|| {
			let grant = grant_to(HOSPITAL, broad());
			refuse(refusal);
			assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
		});
	}
}

#[test]
fn whoever_may_consent_may_refuse_and_nobody_else() {
	run(|| {
		let (carer, watch) = (3, 4);
		represent(PARENT);
		let others = Powers(Powers::ALL.0 & !Powers::of(&[Power::Consent]).0);
		Patients::relate(PATIENT, carer, Relation::Representative(others));
		Patients::relate(
			PATIENT,
			watch,
			Relation::Device { classes: Default::default(), by_representative: false },
		);
		assert_ok!(try_refuse(PARENT, of_practitioner(0)));
		assert!(!standing().iter().any(|row| row.by_controller));
		let call = Call::<Test>::refuse { patient: PATIENT, refusal: of_practitioner(1) };
		for account in [CONTROLLER, PARENT] {
			assert!(call.is_feeless(&signed(account)));
		}
		for account in [carer, watch, STRANGER, PHYSICIAN] {
			assert_noop!(try_refuse(account, of_practitioner(1)), Error::<Test>::NotAuthorized);
			assert!(!call.is_feeless(&signed(account)));
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::refuse(origin, PATIENT, of_practitioner(1)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nobody_refuses_for_a_patient_who_is_unknown_or_closed() {
	run(|| {
		Patients::close(PATIENT);
		for patient in [PATIENT, PatientId([9; 32])] {
			assert_noop!(
				Consent::refuse(signed(CONTROLLER), patient, of_practitioner(0)),
				Error::<Test>::PatientNotFound
			);
		}
	});
}

#[test]
fn no_freeze_stops_a_refusal() {
	run(|| {
		represent(PARENT);
		Patients::freeze(PATIENT);
		assert_ok!(try_refuse(CONTROLLER, of_practitioner(0)));
		assert_ok!(try_refuse(PARENT, of_practitioner(1)));
	});
}

#[test]
fn purposes_without_a_meaning_are_refused() {
	run(|| {
		for bits in [0, 1 << 31, Purposes::ALL.0 | 1 << 13] {
			let refusal = Refusal { purposes: Some(Purposes(bits)), ..of_practitioner(0) };
			assert_noop!(try_refuse(CONTROLLER, refusal), Error::<Test>::InvalidPurposes);
		}
		let all = Refusal { purposes: Some(Purposes::ALL), ..of_practitioner(0) };
		assert_ok!(try_refuse(CONTROLLER, all));
	});
}

#[test]
fn the_same_refusal_is_made_once() {
	run(|| {
		represent(PARENT);
		refuse(of_practitioner(0));
		pass(MINUTE);
		for account in [CONTROLLER, PARENT] {
			assert_noop!(try_refuse(account, of_practitioner(0)), Error::<Test>::NothingToDo);
		}
		// One that also holds in emergencies is another.
		let harder = Refusal { even_in_emergency: true, ..of_practitioner(0) };
		assert_ok!(try_refuse(PARENT, harder));
		assert_eq!(standing().len(), 2);
	});
}

#[test]
fn a_representative_cannot_forestall_what_the_controller_refuses() {
	run(|| {
		represent(PARENT);
		assert_ok!(try_refuse(PARENT, of_practitioner(0)));
		assert_noop!(try_refuse(PARENT, of_practitioner(0)), Error::<Test>::NothingToDo);
		pass(MINUTE);
		assert_ok!(try_refuse(CONTROLLER, of_practitioner(0)));
		// It stands since it was made first, and is the controller's from now on.
		let refusal = of_practitioner(0);
		let stored = StandingRefusal { id: 0, since: START, by_controller: true, refusal };
		assert_eq!(standing(), vec![stored]);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade { refusal: 0 },
			Event::Refused { patient: PATIENT, refusal: 0, joined: None },
		);
		assert_noop!(
			Consent::lift_refusal(signed(PARENT), PATIENT, 0),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(try_refuse(CONTROLLER, of_practitioner(0)), Error::<Test>::NothingToDo);
	});
}

#[test]
fn a_full_list_never_locks_the_patient_out() {
	run(|| {
		represent(PARENT);
		grant_to(HOSPITAL, broad());
		for number in 0..MAX_REFUSALS {
			assert_ok!(try_refuse(PARENT, of_practitioner(number.into())));
		}
		assert!(is_permitted(&reading()));
		pass(MINUTE);
		let refusal = all_to(Refused::Practitioner(PractitionerId::Account(PHYSICIAN)));
		assert_ok!(try_refuse(CONTROLLER, refusal));
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));

		let rows = standing();
		assert_eq!(rows.len(), MAX_REFUSALS as usize);
		assert!(!rows.iter().any(|row| row.id == 0), "all are as close: the oldest makes room");
		let joined = StandingRefusal {
			id: MAX_REFUSALS,
			since: START + MINUTE,
			by_controller: true,
			refusal: all_to(Refused::Everybody),
		};
		assert_eq!(rows.last(), Some(&joined));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade { refusal: MAX_REFUSALS },
			Event::Refused { patient: PATIENT, refusal: MAX_REFUSALS, joined: Some(0) },
		);
		// Until now, the one that made room stood by itself.
		let kept = LiftedRestriction {
			restriction: Restriction::Refusal(of_practitioner(0)),
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert_eq!(Heads::<Test>::get(PATIENT).lifted, Lifted { count: 1, at: START + MINUTE });
	});
}

/// Fills the list with refusals that have nothing to do with the hospital, or with its observations, and
/// with `others` at its end.
fn fill_with(others: &[Refusal<u64>]) {
	for number in others.len() as u64..MAX_REFUSALS.into() {
		refuse(Refusal { class: Some(NOTE), ..of_practitioner(number) });
	}
	for refusal in others {
		refuse(refusal.clone());
	}
	assert_eq!(standing().len(), MAX_REFUSALS as usize);
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
	let new = Refusal {
		purposes: purposes(&[Purpose::Treatment]),
		even_in_emergency: true,
		..observations.clone()
	};
	for (others, closest, joined) in [
		// One that refuses all of it already goes before the same people and class.
		(
			vec![
				Refusal { even_in_emergency: true, ..all_to(Refused::Everybody) },
				research.clone(),
			],
			30,
			Refusal { even_in_emergency: true, ..all_to(Refused::Everybody) },
		),
		// The same people go before the same class, and that before fewer purposes.
		(
			vec![by_everybody.clone(), conditions.clone()],
			31,
			Refusal { class: None, purposes: None, ..new.clone() },
		),
		(
			vec![conditions.clone(), observations.clone()],
			31,
			Refusal { purposes: None, ..new.clone() },
		),
		(
			vec![two, research.clone(), observations.clone()],
			30,
			Refusal { purposes: purposes(&[Purpose::Treatment, Purpose::Research]), ..new.clone() },
		),
		// Nobody has the same people: the class decides.
		(
			vec![by_everybody.clone()],
			31,
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
			System::assert_last_event(
				Event::Refused { patient: PATIENT, refusal: 32, joined: Some(closest) }.into(),
			);
			let rows = standing();
			assert_eq!(rows.last().map(|row| row.refusal.clone()), Some(joined));
			assert!(!rows.iter().any(|row| row.id == closest));
			assert!(rows.iter().map(|row| row.id).is_sorted());
		});
	}
}

#[test]
fn joining_refuses_all_that_either_refused() {
	run(|| {
		let actors = [
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT },
			Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		];
		let kinds = [
			Refused::Organization(HOSPITAL),
			Refused::Organization(CLINIC),
			Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			Refused::Practitioner(PractitionerId::Pseudonym(RESIDENT)),
		];
		let some = [None, purposes(&[Purpose::Treatment]), purposes(&[Purpose::Payment])];
		let mut made = Vec::new();
		for whom in kinds {
			for class in [OBSERVATION, CONDITION, NOTE] {
				for purposes in some {
					for even_in_emergency in [false, true] {
						made.push(Refusal {
							whom: whom.clone(),
							class: Some(class),
							purposes,
							even_in_emergency,
						});
					}
				}
			}
		}
		assert!(made.len() > 2 * MAX_REFUSALS as usize);
		for (number, refusal) in made.iter().enumerate() {
			pass(MINUTE);
			// What was joined meanwhile may be this very refusal: then it stands.
			let _ = try_refuse(CONTROLLER, refusal.clone());
			let rows = standing();
			assert!(rows.len() <= MAX_REFUSALS as usize);
			for before in &made[..=number] {
				for actor in &actors {
					for class in [OBSERVATION, CONDITION, NOTE] {
						for purpose in [Purpose::Treatment, Purpose::Payment, Purpose::Research] {
							let still = |row: &StandingRefusal<u64>| {
								row.refusal.covers(actor, class, purpose)
									&& row.refusal.even_in_emergency >= before.even_in_emergency
							};
							assert!(
								!before.covers(actor, class, purpose) || rows.iter().any(still)
							);
						}
					}
				}
			}
		}
	});
}

#[test]
fn a_join_with_what_the_controller_refused_is_the_controller_s() {
	run(|| {
		represent(PARENT);
		fill_with(&[]);
		assert_ok!(try_refuse(PARENT, of_practitioner(99)));
		assert_noop!(
			Consent::lift_refusal(signed(PARENT), PATIENT, MAX_REFUSALS),
			Error::<Test>::NotAuthorized
		);
	});
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
