//! Who asks for a release, and whose room that one shares in.

use crate::kept::PatientId;
use salus_client::{
	chain::{
		types::{Actor, Basis, Purpose, Ticket},
		AccountId32,
	},
	requests::ReleaseRequest,
};

/// Each side has its own room, so that none can keep another out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Side {
	/// The sides of patients of whom no organization has anything here: anybody may be one, and be as many as they like.
	Newcomers,
	/// Those of all other patients.
	Patients,
	/// Practitioners and organizations.
	Organizations,
	/// The same, in an emergency.
	Emergencies,
}

/// Who asks for a release, as the chain has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Asker {
	pub(in super::super) side: Side,
	/// Who has a part of the side's room: a hospital's practitioners have one each.
	pub(in super::super) one: Key,
	/// To whom this one belongs: who has many accounts has not all of the room for that.
	pub(in super::super) group: Key,
}

/// By what those are told apart who have a part of the room each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in super::super) enum Key {
	/// The account that signs.
	Account([u8; 32]),
	/// A practitioner for whom a gateway signs: by the gateway alone a whole hospital had no more than one.
	OfGateway([u8; 32], [u8; 32]),
	/// All of a patient's side.
	Patient(PatientId),
	/// All of an organization.
	Organization(u32),
}

impl Asker {
	/// Of a request, and the ticket that it shows; of a patient's side as if that had a history here. What others have of the same patient's records is no matter to practitioners: in an emergency many may need them.
	pub(in super::super) fn of(request: &ReleaseRequest, ticket: &Ticket<AccountId32>) -> Self {
		let account = Key::Account(request.holder);
		let Some(organization) = organization_of(ticket) else {
			let group = Key::Patient(request.patient);
			return Self { side: Side::Patients, one: account, group };
		};
		let one = match &ticket.requester {
			Actor::Gateway { practitioner, .. } => Key::OfGateway(request.holder, practitioner.0),
			_ => account,
		};
		let side = if is_emergency(ticket) { Side::Emergencies } else { Side::Organizations };
		Self { side, one, group: Key::Organization(organization) }
	}
}

/// For which organization it is asked; nothing for the patient's side.
fn organization_of(ticket: &Ticket<AccountId32>) -> Option<u32> {
	match ticket.requester {
		Actor::Practitioner { organization, .. }
		| Actor::Organization { organization, .. }
		| Actor::Gateway { organization, .. } => Some(organization),
		_ => None,
	}
}

/// As the chain's own lane for emergencies has it, by what it is asked for: of a patient who is known there the ground is a grant, or a policy. And whatever is open only to
/// an emergency session.
fn is_emergency(ticket: &Ticket<AccountId32>) -> bool {
	matches!(ticket.purpose, Purpose::EmergencyTreatment)
		|| ticket.targets.iter().any(|one| matches!(one.basis, Basis::Emergency(_)))
}
