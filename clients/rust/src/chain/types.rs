//! What calls take and questions answer, as the runtime has it. What is not here is in [`salus`](super::salus).

use super::runtime::salus::runtime_types as all;

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
	pallet_patient_identity::types::{NewPatientKey, Patient, PatientKey},
	pallet_provider_registry::types::{Organization, Practitioner},
	pallet_record_anchor::types::{
		anchor::{Anchor, RecordStatus},
		finding::{AnchorFilter, AnchorView, AnchorsPage},
		new::NewBatch,
	},
	salus_primitives::{
		access::{Actor, Basis, Capacity, Target},
		audit::{
			attempt::{Encounter, TicketClaim, TicketHolder, TicketSecret},
			release::{Recipient, ReportCause},
		},
		codes::{Action, Actions, EmergencyReason, Purpose, Purposes, RecordClass, Role},
		ids::{PatientId, PractitionerId, Pseudonym},
		keys::{EncryptionKey, KeySuite, PublicKey},
		time::{Months, Period},
	},
};

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
