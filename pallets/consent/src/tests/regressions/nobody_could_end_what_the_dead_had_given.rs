//! Whoever had died could be referred and asked for consent for ever, and nobody could revoke what it had granted.

use super::*;
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{Basis, Denial, RequestBar};
use sp_runtime::{traits::Dispatchable, DispatchResult};

const EXECUTOR: u64 = 40;

fn for_good() -> Provision<u64> {
	Provision { period: Period { from: 0, until: None }, ..disclosable() }
}

/// The patient has died; its executor may read.
fn die() {
	Patients::die_at(PATIENT, Timestamp::get());
	Patients::relate(PATIENT, CONTROLLER, Relation::Stranger);
	let powers = Powers::of(&[Power::Access]);
	Patients::relate(PATIENT, EXECUTOR, Relation::Executor(powers));
}

fn make(call: &Call<Test>) -> DispatchResult {
	let call = RuntimeCall::Consent(call.clone());
	call.dispatch(signed(EXECUTOR)).map(|_| ()).map_err(|refused| refused.error)
}

fn soft() -> Refusal<u64> {
	all_to(Refused::Organization(CLINIC))
}

/// Grants 0 to 3 to the hospital, 4 to the clinic, and a request of the clinic.
fn gave_much() {
	(0..4).for_each(|_| _ = grant_to(HOSPITAL, for_good()));
	grant_to(CLINIC, for_good());
	let by = signed(SPECIALIST);
	assert_ok!(Consent::request_consent(by, PATIENT, AT_CLINIC, for_good(), Default::default()));
}

#[test]
fn an_executor_ends_whatever_was_given_for_nothing() {
	run(|| {
		gave_much();
		pass(HOUR);
		die();
		assert!(is_permitted(&reading()));
		let patient = PATIENT;
		for call in [
			Call::revoke { patient, grant: 0 },
			Call::exclude_class { patient, grant: 1, class: NOTE },
			Call::refuse { patient, refusal: soft() },
			Call::refuse_all { patient, even_in_emergency: false },
			Call::reject_request { patient, organization: CLINIC },
			Call::revoke_organization { patient, organization: CLINIC },
			Call::revoke_since { patient, since: 0 },
		] {
			assert!(call.is_feeless(&signed(EXECUTOR)), "{call:?}");
			assert!(!call.is_feeless(&signed(STRANGER)), "{call:?}");
			assert_ok!(make(&call));
		}
		assert!(head().live.is_empty());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn an_executor_gives_nothing_and_takes_no_refusal_back() {
	run(|| {
		gave_much();
		assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, soft()));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		die();
		let patient = PATIENT;
		let envelope = envelope(0, 0, 1);
		let (provision, terms) = (broad(), None);
		for call in [
			Call::grant {
				patient,
				organization: CLINIC,
				provision: provision.clone(),
				terms,
				envelope: None,
			},
			Call::amend { patient, grant: 0, provision: provision.clone(), terms, envelope: None },
			Call::approve_request {
				patient,
				organization: CLINIC,
				provision,
				terms,
				envelope: None,
			},
			Call::replace_envelope { patient, grant: 0, envelope },
			Call::lift_refusal { patient, refusal: 0 },
			Call::lift_refuse_all { patient },
			Call::opt_out_of_emergencies { patient },
			Call::opt_in_to_emergencies { patient },
			Call::mark_confidential { patient, class: NOTE },
			Call::unmark_confidential { patient, class: NOTE },
		] {
			assert_noop!(make(&call), Error::<Test>::NotAuthorized);
		}
		for call in [
			Call::refuse {
				patient,
				refusal: Refusal { even_in_emergency: true, class: Some(NOTE), ..soft() },
			},
			Call::refuse_all { patient, even_in_emergency: true },
		] {
			assert_noop!(make(&call), Error::<Test>::EmergenciesStayOpen);
		}
	});
}

#[test]
fn what_an_executor_leaves_of_a_grant_is_no_more_than_a_representative_could_leave() {
	run(|| {
		gave_much();
		die();
		assert_ok!(make(&Call::exclude_class { patient: PATIENT, grant: 0, class: NOTE }));
		assert!(row(HOSPITAL, 5).excludes_confidential);
	});
}

#[test]
fn an_executor_reads_but_what_is_confidential() {
	run(|| {
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
		die();
		let asks = |account, class, action| AccessRequest {
			actor: Actor::Person(account),
			action,
			target: Target::Class { class, content: None },
			..reading()
		};
		assert_eq!(
			decide(&asks(EXECUTOR, OBSERVATION, Action::Access)),
			Decision::Permit(Basis::Representative)
		);
		assert_eq!(decide(&asks(EXECUTOR, NOTE, Action::Access)), Decision::Deny(Denial::Refused));
		assert!(!is_permitted(&asks(EXECUTOR, OBSERVATION, Action::Collect)));
		assert!(!is_permitted(&asks(CONTROLLER, OBSERVATION, Action::Access)));
	});
}

#[test]
fn the_dead_are_neither_referred_nor_asked() {
	run(|| {
		gave_much();
		let pass_on = || try_refer((HOSPITAL, PHYSICIAN), 0, CLINIC, for_good());
		let ask = || {
			let reason = Default::default();
			Consent::request_consent(signed(PHYSICIAN), PATIENT, AT_HOSPITAL, for_good(), reason)
		};
		pass(HOUR);
		die();
		assert_noop!(pass_on(), Error::<Test>::NotReferable);
		assert_ok!(ask());
		assert_eq!(Requests::<Test>::get(PATIENT, HOSPITAL), None);
		let event = AuditedEvent::ConsentRequestBarred {
			patient: PATIENT,
			organization: HOSPITAL,
			reason: RequestBar::Deceased,
		};
		assert_eq!(Trail::entries().pop().map(|(_, _, event)| event), Some(event));
		// Nor is there anything left of that if the death was a mistake.
		Patients::correct_death(PATIENT);
		assert_ok!(pass_on());
		assert_ok!(ask());
		assert!(Requests::<Test>::get(PATIENT, HOSPITAL).is_some());
	});
}

#[test]
fn who_holds_a_grant_of_the_dead_still_gives_it_back() {
	run(|| {
		gave_much();
		die();
		let by = signed(HOSPITAL_OFFICER);
		assert_ok!(Consent::renounce(by, PATIENT, AT_HOSPITAL, 0));
		assert!(!head().is_live(0));
	});
}
