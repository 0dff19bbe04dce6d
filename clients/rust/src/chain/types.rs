//! What calls take and questions answer, as the runtime has it. What is not here is in [`salus`](super::salus).

use super::runtime::salus::runtime_types as all;
use crate::emergency_ring::EmergencyRingOnChain;
use subxt::utils::H256;

pub use all::{
	bounded_collections::bounded_vec::BoundedVec,
	pallet_audit_log::types::{
		report::ReleaseReport,
		ticket::{Ticket, TicketFault, TicketTarget},
	},
	pallet_consent::types::{
		emergency_ring::{EmergencyRing, EmergencyRingStatus},
		envelope::{Envelope, EnvelopeStatus},
		grant::Grant,
		provision::{Grantee, Provision, Scope},
		refusal::{Refusal as PatientRefusal, Refused},
	},
	pallet_patient_identity::types::{Mandate, NewPatientKey, Patient, PatientKey},
	pallet_provider_registry::{
		history::History,
		types::{
			Gateway, Organization, OrganizationState, OrganizationTerms, Practitioner, Predecessor,
		},
	},
	pallet_record_anchor::types::{
		anchor::{Anchor, RecordStatus},
		custody::{CustodyView, NewPiece, PieceView},
		finding::{AnchorFilter, AnchorView, AnchorsPage},
		new::NewBatch,
	},
	salus_primitives::{
		access::{Actor, Basis, Capacity, Target},
		audit::{
			attempt::{Encounter, TicketClaim, TicketHolder, TicketSecret},
			release::{Recipient, ReportCause, ReportedRelease},
			AuditEntry, AuditedEvent, TrailId,
		},
		codes::{
			Action, Actions, EmergencyReason, OrganizationKind, Powers, Purpose, Purposes,
			RecordClass, Role, Roles,
		},
		directories::{NotPractising, Standing},
		ids::{PatientId, PractitionerId, Pseudonym},
		keys::{EncryptionKey, KeySuite, PublicKey},
		records::CorrectionReason,
		time::{Months, Period},
	},
};

impl From<EmergencyRing> for EmergencyRingOnChain {
	fn from(ring: EmergencyRing) -> Self {
		let EmergencyRing { custodians, threshold, key_epoch, commitment } = ring;
		Self { custodians: custodians.0, threshold, epoch: key_epoch, commitment: commitment.0 }
	}
}

impl From<EmergencyRingOnChain> for EmergencyRing {
	fn from(ring: EmergencyRingOnChain) -> Self {
		let EmergencyRingOnChain { custodians, threshold, epoch, commitment } = ring;
		let (custodians, commitment) = (BoundedVec(custodians), H256(commitment));
		Self { custodians, threshold, key_epoch: epoch, commitment }
	}
}

impl Powers {
	/// Whether giving and ending consent is among them.
	pub fn has_consent(&self) -> bool {
		self.0 & 1 != 0
	}
}

impl Period {
	/// Whether it has begun at `moment`, and not ended.
	pub fn contains(&self, moment: u64) -> bool {
		self.from <= moment && self.until.is_none_or(|until| moment < until)
	}
}

impl<T> History<T> {
	/// The latest value, if it applies at `moment`. What changes twice within a block applies from the next one on.
	pub fn latest_at(&self, moment: u64) -> Option<&T> {
		let since = self.past.0.last().map_or(self.in_row_since, |past| past.until);
		(since <= moment).then_some(&self.latest)
	}
}

impl Roles {
	/// Whether a role is among them.
	pub fn has(&self, role: &Role) -> bool {
		self.0 & Self::of(std::slice::from_ref(role)).0 != 0
	}

	/// The set of these roles.
	pub fn of(roles: &[Role]) -> Self {
		Self(roles.iter().fold(0, |set, role| {
			set | match role {
				Role::Physician => 1,
				Role::Nurse => 1 << 1,
				Role::Pharmacist => 1 << 2,
				Role::Laboratory => 1 << 3,
				Role::Researcher => 1 << 4,
				Role::PrivacyOfficer => 1 << 5,
				Role::Billing => 1 << 6,
				Role::Custodian => 1 << 7,
				Role::Emergency => 1 << 8,
			}
		}))
	}
}

impl Actions {
	/// The set of these actions.
	pub fn of(actions: &[Action]) -> Self {
		Self(actions.iter().fold(0, |set, action| {
			set | match action {
				Action::Access => 1,
				Action::Collect => 2,
				Action::Correct => 4,
				Action::Disclose => 8,
				Action::Use => 16,
			}
		}))
	}
}

impl Purposes {
	/// The set of these purposes.
	pub fn of(purposes: &[Purpose]) -> Self {
		Self(purposes.iter().fold(0, |set, purpose| {
			set | match purpose {
				Purpose::Treatment => 1,
				Purpose::EmergencyTreatment => 1 << 1,
				Purpose::Payment => 1 << 2,
				Purpose::Operations => 1 << 3,
				Purpose::CareManagement => 1 << 4,
				Purpose::Research => 1 << 5,
				Purpose::ClinicalTrial => 1 << 6,
				Purpose::PublicHealth => 1 << 7,
				Purpose::PatientRequest => 1 << 8,
				Purpose::FamilyRequest => 1 << 9,
				Purpose::PowerOfAttorney => 1 << 10,
				Purpose::Coverage => 1 << 11,
				Purpose::SystemAdministration => 1 << 12,
			}
		}))
	}
}
