//! Who asks for a release, and whose room that one shares in.

use crate::kept::PatientId;
use salus_client::{
	chain::{
		types::{Actor, Basis, Ticket},
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
	/// The same, for what an emergency session lets them see.
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
	/// Of a request, and the ticket that it shows. What others have of the same patient's records is no matter to practitioners: in an emergency many may need them.
	pub(in super::super) fn of(
		request: &ReleaseRequest,
		ticket: &Ticket<AccountId32>,
		is_newcomer: bool,
	) -> Self {
		let account = request.holder;
		let is_emergency =
			ticket.targets.iter().any(|one| matches!(one.basis, Basis::Emergency(_)));
		let side = if is_emergency { Side::Emergencies } else { Side::Organizations };
		let (side, one, group) = match &ticket.requester {
			Actor::Practitioner { organization, .. } | Actor::Organization { organization, .. } => {
				(side, Key::Account(account), Key::Organization(*organization))
			},
			Actor::Gateway { organization, practitioner, .. } => {
				(side, Key::OfGateway(account, practitioner.0), Key::Organization(*organization))
			},
			_ => {
				let side = if is_newcomer { Side::Newcomers } else { Side::Patients };
				(side, Key::Account(account), Key::Patient(request.patient))
			},
		};
		Self { side, one, group }
	}

	/// Whether it is somebody of the patient's side.
	pub(in super::super) fn is_patients_side(ticket: &Ticket<AccountId32>) -> bool {
		!matches!(
			ticket.requester,
			Actor::Practitioner { .. } | Actor::Organization { .. } | Actor::Gateway { .. }
		)
	}
}
