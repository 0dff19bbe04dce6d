//! What whoever keeps records does.

use crate::{
	chain::{
		salus,
		types::{BoundedVec, Capacity, PatientId, Pseudonym, ReleaseReport, Target, TicketSecret},
	},
	requests::ReleaseRequest,
	PublishedKey,
};
use subxt::{
	transactions::Payload,
	utils::{AccountId32, H256},
};

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

/// Publishes an organization's key, or another one: envelopes and shares of emergency rings are sealed to it. By an admin of the organization.
pub fn publish_organization_key(organization: u32, key: &PublishedKey) -> impl Payload {
	salus::transactions().provider_registry().publish_organization_key(organization, key.into())
}
