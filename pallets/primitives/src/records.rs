//! What a decision needs to know of anchored records, and why records are corrected.

use crate::{Actor, AnchorId, Moment, Months, PatientId, RecordClass};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;

/// Why records are amended, or marked as entered in error (FHIR `Provenance.reason`).
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
pub enum CorrectionReason {
	/// They are about somebody else, all or some of them. Nobody is let see the old ones any more: they are
	/// another patient's.
	#[codec(index = 0)]
	WrongPatient,
	/// What they say is wrong.
	#[codec(index = 1)]
	WrongContent,
	/// Something is missing.
	#[codec(index = 2)]
	Incomplete,
	/// They are there already.
	#[codec(index = 3)]
	Duplicate,
	/// They cannot be opened, or were damaged when they were made.
	#[codec(index = 4)]
	Unreadable,
	/// They are of another class than the anchor says.
	#[codec(index = 5)]
	WrongClass,
	/// The patient disputed them, and is right.
	#[codec(index = 6)]
	DisputeUpheld,
}

/// What a decision needs to know of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSummary<AccountId> {
	/// What kind of records.
	pub class: RecordClass,
	/// Who wrote them, and for which organization.
	pub author: Actor<AccountId>,
	/// The months their content falls in.
	pub content: Months,
	/// When they were anchored: before, the patient had no such record.
	pub anchored_at: Moment,
	/// Since when nobody is let see them, if they were erased or belong to another patient.
	pub withheld_since: Option<Moment>,
}

/// What is anchored.
pub trait RecordDirectory<AccountId> {
	/// The anchor `anchor` of `patient`. One read.
	fn record(patient: &PatientId, anchor: AnchorId) -> Option<RecordSummary<AccountId>>;

	/// What one question costs at most beyond the reads that it is said here to cost. Whoever asks adds it to what was measured, once for each
	/// question, so a directory that costs more and whose chain takes the weights that come with the pallets says how much.
	///
	/// Nothing, unless it says so; and nothing where the weights were measured with this directory, which they hold then.
	fn weight() -> Weight {
		Weight::zero()
	}

	/// Makes an anchor of `patient` with records of `class`: another one at each call. `None` from a directory in which there
	/// are none; decisions about anchors are not measured then.
	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(patient: &PatientId, class: RecordClass) -> Option<AnchorId>;
}

/// Knows no anchor.
impl<AccountId> RecordDirectory<AccountId> for () {
	fn record(_: &PatientId, _: AnchorId) -> Option<RecordSummary<AccountId>> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(_: &PatientId, _: RecordClass) -> Option<AnchorId> {
		None
	}
}
