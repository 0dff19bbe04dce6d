//! The transactions of patients, practitioners, gateways and custodians. Any other call is made by [`salus::transactions`].
//!
//! A call is sent by [`Chain::send`](super::Chain::send) and its like; what came of it says the [`Receipt`](super::Receipt).

use super::{
	salus,
	types::{
		Action, BoundedVec, Capacity, EmergencyReason, Encounter, Envelope, NewBatch,
		NewPatientKey, NewPiece, PatientId, PatientRefusal, Provision, Pseudonym, Purpose,
		ReleaseReport, Target, TicketClaim, TicketSecret,
	},
};
use crate::{requests::ReleaseRequest, PublishedKey};
use subxt::{
	transactions::Payload,
	utils::{AccountId32, H256},
};

/// Registers the signer as a patient, with its first key and the hash of the card that belongs to it. `salt` is random; the id follows from
/// it and the account.
pub fn register_patient(salt: [u8; 32], key: &PublishedKey, card: [u8; 32]) -> impl Payload {
	let key = NewPatientKey { public: key.into(), card: H256(card) };
	salus::transactions().patient_identity().register(H256(salt), key)
}

/// Grants something to an organization, or to somebody in it. `terms` is a hash of a text, `envelope` commits to the keys that are handed over
/// with it.
pub fn grant(
	patient: [u8; 32],
	organization: u32,
	provision: Provision<AccountId32>,
	terms: Option<[u8; 32]>,
	envelope: Option<Envelope>,
) -> impl Payload {
	let call = salus::transactions().consent();
	call.grant(PatientId(patient), organization, provision, terms.map(H256), envelope)
}

/// Ends a grant, from the block on that holds it.
pub fn revoke(patient: [u8; 32], grant: u32) -> impl Payload {
	salus::transactions().consent().revoke(PatientId(patient), grant)
}

/// Refuses something, whatever was or will be granted, until it is lifted.
pub fn refuse(patient: [u8; 32], refusal: PatientRefusal<AccountId32>) -> impl Payload {
	salus::transactions().consent().refuse(PatientId(patient), refusal)
}

/// Anchors a batch of sealed records.
pub fn anchor(
	patient: [u8; 32],
	batch: NewBatch,
	purpose: Purpose,
	capacity: Capacity,
) -> impl Payload {
	salus::transactions().record_anchor().anchor(PatientId(patient), batch, purpose, capacity)
}

/// Says which custodians shall keep an anchor's sealed records, in the place of what was planned before: any `threshold` of the pieces, in
/// their order, give the whole. [`NewPiece::of_plan`] makes them. By the patient's side, or for the organization that wrote the records, but not
/// once the patient's side has planned.
pub fn plan_custody(
	patient: [u8; 32],
	anchor: u32,
	threshold: u8,
	pieces: Vec<NewPiece>,
	purpose: Purpose,
	capacity: Capacity,
) -> impl Payload {
	salus::transactions().record_anchor().plan_custody(
		PatientId(patient),
		anchor,
		threshold,
		BoundedVec(pieces),
		purpose,
		capacity,
	)
}

/// A piece as its custodian names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnPiece {
	/// The patient's id.
	pub patient: [u8; 32],
	/// The number of the anchor.
	pub anchor: u32,
	/// Which piece of the plan, from 0. Where nothing was planned, piece 0 is the whole, and its root the anchor's.
	pub index: u8,
	/// What commits to it.
	pub root: [u8; 32],
}

/// Says until when, in milliseconds since 1970, a custodian keeps its piece; said again, it renews. By somebody with the role *custodian* in
/// the organization.
pub fn hold_piece(piece: &OwnPiece, until: u64, capacity: Capacity) -> impl Payload {
	let OwnPiece { patient, anchor, index, root } = *piece;
	let call = salus::transactions().record_anchor();
	call.hold(PatientId(patient), anchor, index, H256(root), until, capacity)
}

/// Says that a custodian no longer keeps its piece. By somebody with the role *custodian* in the organization.
pub fn release_piece(piece: &OwnPiece, capacity: Capacity) -> impl Payload {
	let OwnPiece { patient, anchor, index, .. } = *piece;
	salus::transactions().record_anchor().release(PatientId(patient), anchor, index, capacity)
}

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

/// Redeems the ticket of a request that was judged, with its secret and its targets. By an account that may release for the custodian.
pub fn redeem_ticket(request: &ReleaseRequest) -> impl Payload {
	salus::transactions().audit_log().redeem_ticket(
		PatientId(request.patient),
		request.sequence,
		AccountId32(request.holder),
		request.practitioner.map(Pseudonym),
		request.custodian,
		TicketSecret(*request.secret.expose()),
		BoundedVec(request.targets.as_slice().iter().map(Target::from).collect()),
	)
}

/// Reports releases of which the trail has no entry.
pub fn report_access(custodian: u32, reports: Vec<ReleaseReport<AccountId32>>) -> impl Payload {
	salus::transactions().audit_log().report_access(custodian, BoundedVec(reports))
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
