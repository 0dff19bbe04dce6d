//! What whoever wishes to see records does, also in an emergency.

use crate::{
	chain::{
		salus,
		types::{
			Action, BoundedVec, Capacity, EmergencyReason, Encounter, PatientId, PractitionerId,
			Purpose, Target, TicketClaim,
		},
	},
	PublishedKey,
};
use subxt::{
	transactions::Payload,
	utils::{AccountId32, H256},
};

/// What is asked for access, but for the targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessQuestion {
	/// The patient's id.
	pub patient: [u8; 32],
	/// One that shows records: to read, to disclose or to use.
	pub action: Action,
	/// What for.
	pub purpose: Purpose,
	/// As whom.
	pub capacity: Capacity,
	/// Who shall release.
	pub custodian: u32,
	/// A salted commitment to a reason in words, which stay off the chain.
	pub reason: Option<[u8; 32]>,
	/// What commits to a new secret: [`claim`](crate::ticket_secret::claim). The secret is to be kept with the ticket.
	pub claim: [u8; 16],
}

/// Asks for one target.
pub fn request_access(question: AccessQuestion, target: Target) -> impl Payload {
	let AccessQuestion { patient, action, purpose, capacity, custodian, reason, claim } = question;
	salus::transactions().audit_log().request_access(
		PatientId(patient),
		target,
		action,
		purpose,
		capacity,
		custodian,
		reason.map(H256),
		TicketClaim(claim),
	)
}

/// Asks for up to 64 targets of one patient at once, or for an encounter, for which the ticket serves again and again.
pub fn request_access_to_many(
	question: AccessQuestion,
	targets: Vec<Target>,
	encounter: Option<Encounter>,
) -> impl Payload {
	let AccessQuestion { patient, action, purpose, capacity, custodian, reason, claim } = question;
	salus::transactions().audit_log().request_access_to_many(
		PatientId(patient),
		BoundedVec(targets),
		action,
		purpose,
		capacity,
		custodian,
		reason.map(H256),
		TicketClaim(claim),
		encounter,
	)
}

/// Breaks the glass. `justification` is a salted commitment to a text that stays off the chain; the session lasts for so many hours at most.
pub fn open_emergency(
	patient: [u8; 32],
	capacity: Capacity,
	reason: EmergencyReason,
	justification: [u8; 32],
	hours: u8,
) -> impl Payload {
	let call = salus::transactions().consent();
	call.open_emergency(PatientId(patient), capacity, reason, H256(justification), hours)
}

/// Ends an emergency session before its time.
pub fn close_emergency(capacity: Capacity, session: u32) -> impl Payload {
	salus::transactions().consent().close_emergency(capacity, session)
}

/// Publishes a practitioner's key, or another one: releases are sealed to it. By the practitioner's own account, or by a gateway for one who has
/// none.
pub fn publish_practitioner_key(
	organization: u32,
	practitioner: PractitionerId<AccountId32>,
	key: &PublishedKey,
) -> impl Payload {
	let call = salus::transactions().provider_registry();
	call.publish_practitioner_key(organization, practitioner, key.into())
}
