//! Beside neighbours that are `()` every pallet keeps its word: nobody is known, nothing is permitted, and no id that somebody thought up
//! leaves a row.

use frame_support::{assert_noop, assert_ok, StorageHasher};
use salus_library_tests::strangers::{
	AuditLog, Consent, PatientIdentity, RecordAnchor, Runtime, RuntimeEvent, RuntimeOrigin, System,
};
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actions, Actor, AssuranceLevel, Capacity, Commitment,
	Decision, Denial, EmergencyReason, Months, PatientId, Period, Purpose, Purposes, RecordClass,
	Target, TicketClaim, TrailId,
};
use sp_core::H256;
use sp_io::TestExternalities;

/// An id that somebody thought up.
const THOUGHT_UP: PatientId = PatientId([1; 32]);
const SOMEBODY: u64 = 1;
const AT_WORK: Capacity = Capacity::Practitioner { organization: 7 };
const CLASS: RecordClass = RecordClass(100);
const TARGET: Target = Target::Class { class: CLASS, content: None };

fn among_strangers(test: impl FnOnce()) {
	TestExternalities::new_empty().execute_with(|| {
		System::set_block_number(1);
		test();
	});
}

/// How many rows the pallets have, but for the system's own.
fn rows() -> usize {
	let system = frame_support::Twox128::hash(b"System");
	let mut count = 0;
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		count += usize::from(!next.starts_with(&system) && !next.starts_with(b":"));
		key = next;
	}
	count
}

#[test]
fn an_attempt_on_an_id_that_somebody_thought_up_is_denied_and_leaves_nothing() {
	among_strangers(|| {
		for capacity in [Capacity::Person, AT_WORK] {
			assert_ok!(AuditLog::request_access(
				RuntimeOrigin::signed(SOMEBODY),
				THOUGHT_UP,
				TARGET,
				Action::Access,
				Purpose::Treatment,
				capacity,
				7,
				None,
				TicketClaim([0; 16]),
			));
			let organization = (capacity == AT_WORK).then_some(7);
			let (patient, account) = (THOUGHT_UP, SOMEBODY);
			System::assert_last_event(RuntimeEvent::AuditLog(
				pallet_audit_log::Event::AccessAnswered {
					patient,
					account,
					organization,
					ticket: None,
				},
			));
		}
		for trail in [TrailId::Patient(THOUGHT_UP), TrailId::Organization(7)] {
			assert_eq!(AuditLog::head(trail).next, 0);
		}
		assert_eq!(rows(), 0);
	});
}

#[test]
fn nobody_has_a_say_about_a_patient_whom_nobody_knows() {
	among_strangers(|| {
		let request = |actor| AccessRequest {
			patient: THOUGHT_UP,
			actor,
			action: Action::Access,
			purpose: Purpose::EmergencyTreatment,
			target: TARGET,
		};
		for actor in [Actor::Person(SOMEBODY), Actor::new(SOMEBODY, AT_WORK)] {
			let decision = Consent::decide(&request(actor), 0);
			assert_eq!(decision, Decision::Deny(Denial::UnknownOrClosedPatient));
		}
		let provision = pallet_consent::Provision {
			grantee: pallet_consent::Grantee::Organization,
			scope: pallet_consent::Scope::All,
			content: None,
			actions: Actions::ALL,
			purposes: Purposes::ALL,
			period: Period { from: 0, until: None },
		};
		assert_noop!(
			Consent::grant(RuntimeOrigin::signed(SOMEBODY), THOUGHT_UP, 7, provision, None, None),
			pallet_consent::Error::<Runtime>::PatientNotFound
		);
		// It fails by its event alone: why is told to whoever may know.
		assert_ok!(Consent::open_emergency(
			RuntimeOrigin::signed(SOMEBODY),
			THOUGHT_UP,
			AT_WORK,
			EmergencyReason::Unresponsive,
			Commitment::zero(),
			1,
		));
		assert_eq!(rows(), 0);
	});
}

#[test]
fn no_record_is_anchored_without_a_policy_that_permits_it() {
	among_strangers(|| {
		let batch = pallet_record_anchor::NewBatch {
			class: CLASS,
			root: H256::repeat_byte(1),
			leaves: 1,
			content: Months { from: 600, until: 601 },
			custodian: 7,
			key_epoch: None,
		};
		for capacity in [Capacity::Person, AT_WORK] {
			assert_noop!(
				RecordAnchor::anchor(
					RuntimeOrigin::signed(SOMEBODY),
					THOUGHT_UP,
					batch,
					Purpose::Treatment,
					capacity,
				),
				pallet_record_anchor::Error::<Runtime>::NotPermitted
			);
		}
		assert_eq!(rows(), 0);
	});
}

#[test]
fn where_nobody_practises_nobody_sponsors_or_attests() {
	among_strangers(|| {
		assert_noop!(
			PatientIdentity::sponsor(
				RuntimeOrigin::signed(SOMEBODY),
				AT_WORK,
				H256::zero(),
				Some(2),
				None,
				AssuranceLevel::Level3,
			),
			pallet_patient_identity::Error::<Runtime>::NotPractising
		);
		assert_eq!(rows(), 0);
	});
}
