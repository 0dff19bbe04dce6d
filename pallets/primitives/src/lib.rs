#![doc = include_str!("../README.md")]
//!
//! ## Modules
//!
//! | module | what it holds | FHIR |
//! |---|---|---|
//! | [`ids`] | who and what: patients, organizations, anchors, grants | `identifier` |
//! | [`codes`] | coded values and sets of them: actions, purposes, roles, classes | `CodeableConcept` |
//! | [`time`] | moments, periods, months | `Period` |
//! | [`keys`] | encryption keys, their suites and epochs | – |
//! | [`access`] | a request for access and the decision on it | `Consent.provision` |
//! | [`audit`] | what an audit trail records: entries, attempts, releases, inquiries; tickets' claims and encounters | `AuditEvent` |
//! | [`directories`] | traits: who is a patient, a practitioner; what is an anchor | – |
//! | [`policy`] | traits: the decision, the trail, what follows an anchored record, a closing, misconduct | – |
//! | [`deposits`] | how what somebody paid is given back | – |
//! | [`roles`] | the references by which an account with a role exists without a coin | – |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod access;
pub mod audit;
pub mod codes;
pub mod deposits;
#[cfg(feature = "doubles")]
pub mod dice;
pub mod directories;
#[cfg(feature = "doubles")]
pub mod doubles;
pub mod ids;
pub mod keys;
pub mod policy;
pub mod questions;
pub mod records;
pub mod roles;
pub mod time;

pub use access::{AccessRequest, Actor, Basis, Capacity, Decision, Denial, Target};
pub use audit::{
	AccessAttempt, Answer, Answers, AuditEntry, AuditedEvent, ControlChange, EmergencyDenial,
	Encounter, EntryVersion, InquiryAnswer, InquiryVerdict, Outcome, Recipient, ReleaseFlaw,
	ReportCause, ReportedRelease, RequestBar, Sequence, Targets, TicketClaim, TicketHolder,
	TicketSecret, TrailId, MAX_TARGETS,
};
pub use codes::{
	Action, Actions, AssuranceLevel, ClassSet, EmergencyFlag, EmergencyFlags, EmergencyReason,
	OrganizationKind, OrganizationKinds, Power, Powers, Purpose, Purposes, RecordClass, Role,
	Roles,
};
pub use directories::{
	NotPractising, PatientDirectory, Predecessors, ProviderDirectory, Relation, Reviewers,
	Standing, MAX_PREDECESSORS, MAX_REVIEWERS,
};
pub use ids::{
	AnchorId, Commitment, GrantId, OrganizationId, PatientId, PolicyId, PractitionerId, Pseudonym,
	RefusalId, Seed, SessionId,
};
pub use keys::{EncryptionKey, KeySuite, PublicKey};
pub use policy::{AccessPolicy, AuditTrail, OnMisconduct, OnPatientClosed, OnRecordAnchored};
pub use questions::Questions;
pub use records::{CorrectionReason, RecordDirectory, RecordSummary};
pub use roles::RoleReferences;
pub use time::{day_of, Day, Moment, Month, Months, Period, DAY, HOUR, MINUTE, MIN_PERIOD};

#[cfg(test)]
mod tests;
