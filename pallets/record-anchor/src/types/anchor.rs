//! An anchor, and where it stands in its life.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	Actor, AnchorId, CorrectionReason, Day, Moment, Months, OrganizationId, RecordClass,
	RecordSummary,
};
use scale_info::TypeInfo;
use sp_core::H256;

/// What proves the records of a batch.
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
pub struct Batch {
	/// The Merkle root over the records' leaves, as [`crate::inclusion`] computes it.
	pub root: H256,
	/// How many records the root stands for, as its author says. The chain sees no leaf: a wrong
	/// number makes the author's own records unprovable, nothing else.
	pub leaves: u32,
}

/// On whose side an anchor was made: the same root twice on one side is refused, and nobody's copy of
/// a root takes it away from another side.
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
pub enum Side {
	/// The patient's: the controller, a representative, a device.
	#[codec(index = 0)]
	Patient,
	/// An organization's.
	#[codec(index = 1)]
	Organization(OrganizationId),
}

impl Side {
	/// The side of `actor`.
	pub fn of<AccountId>(actor: &Actor<AccountId>) -> Self {
		actor.organization().map_or(Side::Patient, Side::Organization)
	}
}

/// That another version took the place of this one.
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
pub struct Superseded {
	/// The next version.
	pub by: AnchorId,
	/// When.
	pub at: Moment,
	/// Why.
	pub reason: CorrectionReason,
}

/// That records were marked as entered in error.
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
pub struct EnteredInError {
	/// When.
	pub at: Moment,
	/// Why.
	pub reason: CorrectionReason,
}

/// Where an anchor stands in its life.
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
pub enum RecordStatus {
	/// The latest version.
	#[codec(index = 0)]
	Current,
	/// Another version took its place.
	#[codec(index = 1)]
	Superseded,
	/// Its author marked it as entered in error (FHIR `entered-in-error`).
	#[codec(index = 2)]
	EnteredInError,
	/// The patient erased it.
	#[codec(index = 3)]
	Erased,
}

/// The commitment to a batch of sealed records that stay off the chain (FHIR `Provenance.target`).
///
/// It says what a decision about the records needs and nothing of what they hold.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Anchor<AccountId> {
	/// What kind of records; one anchor holds records of one class.
	pub class: RecordClass,
	/// What proves the records; none once they were erased.
	pub batch: Option<Batch>,
	/// The months that the records' content falls in.
	pub content: Months,
	/// Who added them, and for which organization.
	pub author: Actor<AccountId>,
	/// Who keeps the sealed records, as the author says. What custodians say themselves is in the
	/// custody of the anchor.
	pub custodian: OrganizationId,
	/// The epoch of the patient's key to which the author sealed the records; none if to none.
	pub key_epoch: Option<u32>,
	/// When they were anchored.
	pub anchored_at: Moment,
	/// The day before which the anchor is not evicted; none if it stays for good.
	pub keep_until: Option<Day>,
	/// The anchor before this one among those that are listed together, see [`crate::types::class_bucket`].
	pub previous: Option<AnchorId>,
	/// The version whose place it took.
	pub supersedes: Option<AnchorId>,
	/// Which version took its place.
	pub superseded: Option<Superseded>,
	/// Whether it was marked as entered in error.
	pub entered_in_error: Option<EnteredInError>,
	/// Since when nobody is let see the records: they belong to another patient, or were erased.
	pub withheld_since: Option<Moment>,
	/// Whether the arbiter has let it count again: its author can withhold it no more, until the arbiter permits it.
	pub is_settled: bool,
	/// From when on the patient may erase it, if that was announced.
	pub erasable_from: Option<Moment>,
	/// When it was erased.
	pub erased_at: Option<Moment>,
	/// Whether there is a dispute about it.
	pub is_disputed: bool,
	/// How many have co-signed it.
	pub co_signatures: u8,
	/// Whether its custody was planned.
	pub has_custody: bool,
}

impl<AccountId> Anchor<AccountId> {
	/// Where the anchor stands in its life.
	pub fn status(&self) -> RecordStatus {
		if self.erased_at.is_some() {
			RecordStatus::Erased
		} else if self.entered_in_error.is_some() {
			RecordStatus::EnteredInError
		} else if self.superseded.is_some() {
			RecordStatus::Superseded
		} else {
			RecordStatus::Current
		}
	}

	/// On whose side it was made.
	pub fn side(&self) -> Side {
		Side::of(&self.author)
	}
}

impl<AccountId: Clone> Anchor<AccountId> {
	/// What a decision needs to know of the anchor.
	pub fn summary(&self) -> RecordSummary<AccountId> {
		RecordSummary {
			class: self.class,
			author: self.author.clone(),
			content: self.content,
			anchored_at: self.anchored_at,
			withheld_since: self.withheld_since,
		}
	}
}
