//! What a directory says that its answers cost is in the weights of those who ask it.

use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use salus_library_tests::dear_chain::{Consent, Runtime, RuntimeCall, A_PATIENT, A_PROVIDER};
use salus_primitives::{
	AccessPolicy, Action, AssuranceLevel, Capacity, GrantId, PatientId, Purpose, Questions,
	RecordClass, Target, TicketClaim,
};
use sp_core::H256;

const SOMEBODY: PatientId = PatientId([1; 32]);

/// How many questions a weight holds.
fn questions_in(weight: Weight) -> Questions {
	let providers = weight.ref_time() / A_PROVIDER.ref_time();
	let patients = weight.ref_time() % A_PROVIDER.ref_time() / A_PATIENT.ref_time();
	Questions { patients, providers }
}

fn questions_of(call: impl Into<RuntimeCall>) -> Questions {
	questions_in(call.into().get_dispatch_info().call_weight)
}

fn both(one: Questions, other: Questions) -> Questions {
	Questions {
		patients: one.patients + other.patients,
		providers: one.providers + other.providers,
	}
}

#[test]
fn calls_and_decisions_hold_what_they_ask() {
	use pallet_consent::{QUESTIONS, QUESTIONS_OF_A_DECISION};

	let revoke = pallet_consent::Call::<Runtime>::revoke { patient: SOMEBODY, grant: 0 as GrantId };
	assert_eq!(questions_of(revoke), QUESTIONS, "revoke");
	let decision = <Consent as AccessPolicy<u64>>::weight();
	assert_eq!(questions_in(decision), QUESTIONS_OF_A_DECISION, "one decision");
	let of_many = <Consent as AccessPolicy<u64>>::weight_of_each(64);
	assert_eq!(questions_in(of_many), QUESTIONS_OF_A_DECISION, "many decisions");

	let request = pallet_audit_log::Call::<Runtime>::request_access {
		patient: SOMEBODY,
		target: Target::Class { class: RecordClass(1), content: None },
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity: Capacity::Person,
		custodian: 0,
		reason: None,
		claim: TicketClaim([0; 16]),
	};
	assert_eq!(questions_of(request), both(pallet_audit_log::QUESTIONS, QUESTIONS_OF_A_DECISION));

	let erase = pallet_record_anchor::Call::<Runtime>::erase { patient: SOMEBODY, anchor: 0 };
	assert_eq!(questions_of(erase), both(pallet_record_anchor::QUESTIONS, QUESTIONS_OF_A_DECISION));

	let sponsor = pallet_patient_identity::Call::<Runtime>::sponsor {
		capacity: Capacity::Practitioner { organization: 0 },
		salt: H256::zero(),
		controller: None,
		encryption_key: None,
		level: AssuranceLevel::Level1,
	};
	assert_eq!(questions_of(sponsor), pallet_patient_identity::QUESTIONS);
}
