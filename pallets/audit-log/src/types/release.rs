//! What was released, when, to whom and why.

use super::ActivityCursor;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	Action, Actor, Basis, Commitment, Moment, OrganizationId, PatientId, Purpose, Recipient,
	ReleaseFlaw, ReportCause, Sequence, Target, TrailId,
};
use scale_info::TypeInfo;

/// Whose releases are asked about.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Whose {
	/// Those of a patient's records (45 CFR 164.528: an accounting of disclosures).
	#[codec(index = 0)]
	Patient(PatientId),
	/// Those that an organization made, as the custodian.
	#[codec(index = 1)]
	Organization(OrganizationId),
}

/// Where a question about releases goes on: after this one.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ReleaseCursor {
	/// Of a patient: after the entry at this place.
	#[codec(index = 0)]
	Patient(Sequence),
	/// Of an organization.
	#[codec(index = 1)]
	Organization(ActivityCursor),
}

/// A release, with what its ticket says about it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ReleaseView<AccountId> {
	/// In which trail its entry stands.
	pub trail: TrailId,
	/// At which place.
	pub sequence: Sequence,
	/// When the records were released.
	pub released_at: Moment,
	/// Who released them, for which custodian.
	pub released_by: Actor<AccountId>,
	/// To whom: never *the requester*, but who that was, unless the ticket's entry was pruned.
	pub recipient: Recipient<AccountId>,
	/// What for: the action. None if the ticket's entry was pruned.
	pub action: Option<Action>,
	/// What for: the purpose. None if the ticket's entry was pruned.
	pub purpose: Option<Purpose>,
	/// Which records.
	pub targets: Vec<Target>,
	/// On what grounds, each once: what permitted the ticket's targets.
	pub bases: Vec<Basis>,
	/// The ticket's place in the same trail.
	pub ticket: Option<Sequence>,
	/// Why it was reported afterwards, if it was.
	pub cause: Option<ReportCause>,
	/// What the ticket lacks, if it does not cover the release.
	pub flaw: Option<ReleaseFlaw>,
	/// A salted commitment to what the custodian said of it in words.
	pub statement: Option<Commitment>,
	/// Why it need not be accounted for, if it need not (45 CFR 164.528(a)(1)).
	pub exemption: Option<Exemption>,
}

/// Why a disclosure need not be accounted for (45 CFR 164.528(a)(1)). It is told all the same.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Exemption {
	/// It was for treatment, payment or healthcare operations ((a)(1)(i)).
	#[codec(index = 0)]
	TreatmentPaymentOperations,
	/// It was to the individual, or to whoever acts for it ((a)(1)(ii)).
	#[codec(index = 1)]
	ToTheIndividual,
	/// The patient had granted it: an authorization ((a)(1)(iv)).
	#[codec(index = 2)]
	Authorized,
}

/// A page of releases, in the order of their entries.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ReleasesPage<AccountId> {
	/// The releases; there may be none on a page that is not the last.
	pub releases: Vec<ReleaseView<AccountId>>,
	/// Where to go on, unless this is the last page.
	pub next: Option<ReleaseCursor>,
	/// Since when nothing is missing that was written down: of an organization, midnight of the first day that is listed in
	/// full; of a patient, the moment of the oldest entry kept, of whose block others may be gone. 0 if nothing was pruned; now
	/// if all was. What lies before may be told in part, or not at all.
	pub complete_since: Moment,
}
