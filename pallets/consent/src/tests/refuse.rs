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
		let content = content_of(&refusal);
		let stored = StandingRefusal { id: 0, since: START, by_controller: true, refusal };
		assert_eq!(standing(), vec![stored]);
		assert_eq!(Heads::<Test>::get(PATIENT).next_refusal, 1);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RefusalMade {
				refusal: 0,
				joined: None,
				even_in_emergency: true,
				content,
			},
			Event::Refused { patient: PATIENT, refusal: 0, joined: None, even_in_emergency: true },
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
fn during_a_freeze_nobody_refuses_even_in_an_emergency() {
	run(|| {
		Patients::freeze(PATIENT);
		let hard = Refusal { even_in_emergency: true, ..of_practitioner(0) };
		assert_noop!(try_refuse(CONTROLLER, hard.clone()), Error::<Test>::EmergenciesStayOpen);
		Patients::thaw(PATIENT);
		assert_ok!(try_refuse(CONTROLLER, hard));
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
		assert_ok!(try_refuse(CONTROLLER, harder));
		assert_eq!(standing().len(), 2);
	});
}

#[test]
fn only_the_controller_refuses_even_in_an_emergency() {
	run(|| {
		represent(PARENT);
		let hard = Refusal { even_in_emergency: true, ..of_practitioner(0) };
		assert_noop!(try_refuse(PARENT, hard.clone()), Error::<Test>::EmergenciesStayOpen);
		assert_ok!(try_refuse(PARENT, of_practitioner(0)));
		assert_ok!(try_refuse(CONTROLLER, hard));
		// Nor for somebody who has no controller.
		let new_born = PatientId([9; 32]);
		let powers = Relation::Representative(Powers::of(&[Power::Consent]));
		Patients::relate(new_born, PARENT, powers);
		let hard = Refusal { even_in_emergency: true, ..of_practitioner(0) };
		let refused = Consent::refuse(signed(PARENT), new_born, hard);
		assert_noop!(refused, Error::<Test>::EmergenciesStayOpen);
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
			AuditedEvent::RefusalMade {
				refusal: 0,
				joined: None,
				even_in_emergency: false,
				content: content_of(&of_practitioner(0)),
			},
			Event::Refused { patient: PATIENT, refusal: 0, joined: None, even_in_emergency: false },
		);
		assert_noop!(
			Consent::lift_refusal(signed(PARENT), PATIENT, 0),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(try_refuse(CONTROLLER, of_practitioner(0)), Error::<Test>::NothingToDo);
	});
}
