//! Calls as the people of the tests send them.

use super::{account, HOSPITAL, SOME_MONTHS};
use codec::Decode;
use frame_support::traits::{GetCallMetadata, PalletsInfoAccess};
use pallet_audit_log::ReleaseReport;
use pallet_consent::{Grantee, Provision, Scope};
use pallet_patient_identity::NewPatientKey;
use pallet_pause::CallName;
use pallet_record_anchor::NewBatch;
use salus_primitives::{
	Action, Actions, AnchorId, Capacity, EmergencyReason, Encounter, GrantId, OrganizationId,
	PatientId, Period, Pseudonym, PublicKey, Purpose, Purposes, RecordClass, Sequence, SessionId,
	Target, Targets, TicketSecret,
};
use salus_runtime::{AccountId, AllPalletsWithSystem, RuntimeCall};
use sp_core::{sr25519, H256};
use sp_runtime::traits::BlakeTwo256;
use std::collections::BTreeMap;

/// Registers a patient.
pub fn register(salt: u8) -> RuntimeCall {
	let encryption_key = patient_key(7);
	pallet_patient_identity::Call::register { salt: H256([salt; 32]), encryption_key }.into()
}

/// A patient's key with its card; another one for each number but 0, which may not be published.
pub fn patient_key(number: u8) -> NewPatientKey {
	NewPatientKey { public: public_key(number), card: H256::repeat_byte(number) }
}

/// A public key; another one for each number but 0, which may not be published.
pub fn public_key(number: u8) -> PublicKey {
	PublicKey::x25519([number; 32])
}

/// Everybody in an organization may do this with records of `scope` for treatment, for good.
pub fn provision(actions: &[Action], scope: Scope) -> Provision<AccountId> {
	Provision {
		grantee: Grantee::Organization,
		scope,
		content: None,
		actions: Actions::of(actions),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from: 0, until: None },
	}
}

/// Lets everybody in `organization` do `action` with records of `scope` for treatment.
pub fn grant(
	patient: PatientId,
	organization: OrganizationId,
	action: Action,
	scope: Scope,
) -> RuntimeCall {
	grant_as(patient, organization, provision(&[action], scope))
}

/// Grants `provision` to `organization`.
pub fn grant_as(
	patient: PatientId,
	organization: OrganizationId,
	provision: Provision<AccountId>,
) -> RuntimeCall {
	pallet_consent::Call::grant { patient, organization, provision, terms: None, envelope: None }
		.into()
}

/// Ends a grant.
pub fn revoke(patient: PatientId, grant: GrantId) -> RuntimeCall {
	pallet_consent::Call::revoke { patient, grant }.into()
}

/// Breaks the glass for an hour.
pub fn open_emergency(patient: PatientId, capacity: Capacity) -> RuntimeCall {
	pallet_consent::Call::open_emergency {
		patient,
		capacity,
		reason: EmergencyReason::Unresponsive,
		justification: H256::repeat_byte(8),
		hours: 1,
	}
	.into()
}

/// Judges an emergency session.
pub fn review_emergency(session: SessionId, capacity: Capacity, is_justified: bool) -> RuntimeCall {
	let findings = (!is_justified).then_some(H256::repeat_byte(6));
	pallet_consent::Call::review_emergency { session, capacity, is_justified, findings }.into()
}

/// Commits to the records with these commitments.
pub fn anchor(
	patient: PatientId,
	class: RecordClass,
	commitments: &[H256],
	capacity: Capacity,
) -> RuntimeCall {
	let root = binary_merkle_tree::merkle_root::<BlakeTwo256, _>(commitments.iter().map(|c| c.0));
	let batch = batch(class, root, commitments.len() as u32);
	let purpose = Purpose::Treatment;
	pallet_record_anchor::Call::anchor { patient, batch, purpose, capacity }.into()
}

/// So many records of a class under `root`, which the hospital keeps, sealed to the patient's first key.
pub fn batch(class: RecordClass, root: H256, leaves: u32) -> NewBatch {
	let (content, custodian, key_epoch) = (SOME_MONTHS, HOSPITAL, Some(0));
	NewBatch { class, root, leaves, content, custodian, key_epoch }
}

/// What everybody in the tests tells the custodian that it asks.
pub const SECRET: TicketSecret = TicketSecret([7; 32]);

/// Asks the hospital to `action` what is meant, for `purpose`.
pub fn ask(
	patient: PatientId,
	target: Target,
	(action, purpose): (Action, Purpose),
	capacity: Capacity,
) -> RuntimeCall {
	pallet_audit_log::Call::request_access {
		patient,
		target,
		action,
		purpose,
		capacity,
		custodian: HOSPITAL,
		reason: None,
		claim: SECRET.claim(),
	}
	.into()
}

/// Asks to read what is under an anchor, from the hospital, for treatment.
pub fn read(patient: PatientId, anchor: AnchorId, capacity: Capacity) -> RuntimeCall {
	ask(patient, Target::Anchor(anchor), (Action::Access, Purpose::Treatment), capacity)
}

/// Asks to read all of `targets`, from the hospital, for treatment: at once, or for an encounter.
pub fn read_many(
	patient: PatientId,
	targets: impl IntoIterator<Item = Target>,
	capacity: Capacity,
	encounter: Option<Encounter>,
) -> RuntimeCall {
	pallet_audit_log::Call::request_access_to_many {
		patient,
		targets: some(targets),
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity,
		custodian: HOSPITAL,
		reason: None,
		claim: SECRET.claim(),
		encounter,
	}
	.into()
}

/// As many targets as a call takes.
pub fn some(targets: impl IntoIterator<Item = Target>) -> Targets {
	let targets: Vec<_> = targets.into_iter().collect();
	targets.try_into().expect("no more than a call takes")
}

/// Redeems a ticket at the hospital, all of it.
pub fn redeem(patient: PatientId, sequence: Sequence, holder: &sr25519::Pair) -> RuntimeCall {
	redeem_for(patient, sequence, holder, None, [])
}

/// Redeems a ticket at the hospital for whom a gateway acts, if it is one, and of some of its records, if some are named.
pub fn redeem_for(
	patient: PatientId,
	sequence: Sequence,
	holder: &sr25519::Pair,
	practitioner: Option<Pseudonym>,
	targets: impl IntoIterator<Item = Target>,
) -> RuntimeCall {
	pallet_audit_log::Call::redeem_ticket {
		patient,
		sequence,
		holder: account(holder),
		practitioner,
		custodian: HOSPITAL,
		secret: SECRET,
		targets: some(targets),
	}
	.into()
}

/// The hospital reports what it has released.
pub fn report(reports: impl IntoIterator<Item = ReleaseReport<AccountId>>) -> RuntimeCall {
	let reports: Vec<_> = reports.into_iter().collect();
	pallet_audit_log::Call::report_access {
		custodian: HOSPITAL,
		reports: reports.try_into().expect("no more than a call takes"),
	}
	.into()
}

/// Every call of the runtime, made of zeros, or of whatever number it can be made of, by the names of its pallet and its own.
pub fn every() -> BTreeMap<CallName, RuntimeCall> {
	let pallets = AllPalletsWithSystem::infos().into_iter();
	let numbers = pallets.filter_map(|pallet| u8::try_from(pallet.index).ok());
	let calls = numbers.flat_map(|pallet| (0..=u8::MAX).map(move |call| [pallet, call]));
	calls
		.filter_map(|numbers| {
			let made_of = |filling| {
				let bytes = [&numbers[..], &[filling; 4_096]].concat();
				RuntimeCall::decode(&mut &bytes[..]).ok()
			};
			let call = (0..=u8::MAX).find_map(made_of)?;
			let names = call.get_call_metadata();
			Some(((names.pallet_name, names.function_name), call))
		})
		.collect()
}
