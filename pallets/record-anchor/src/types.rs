//! What is stored of an anchored batch of records.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Actor, Moment, Months, RecordClass, RecordStatus, RecordSummary};
use scale_info::TypeInfo;
use sp_core::H256;

/// The commitment to a batch of sealed records that stay off the chain (FHIR `Provenance.target`).
///
/// It says what a decision about the records needs and nothing of what they hold.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Anchor<AccountId> {
	/// What kind of records; one anchor holds records of one class.
	pub class: RecordClass,
	/// The Merkle root over the records' salted commitments, as [`crate::inclusion`] computes it.
	pub root: H256,
	/// How many records the root stands for, as its author says. The chain sees no leaf: a wrong
	/// number makes the author's own records unprovable, nothing else.
	pub leaves: u32,
	/// The months that the records' content falls in.
	pub content: Months,
	/// Who added them, and for which organization.
	pub author: Actor<AccountId>,
	/// When they were anchored.
	pub anchored_at: Moment,
	/// Where the anchor stands in its life.
	pub status: RecordStatus,
}

impl<AccountId: Clone> Anchor<AccountId> {
	/// What a decision needs to know of the anchor.
	pub fn summary(&self) -> RecordSummary<AccountId> {
		RecordSummary {
			class: self.class,
			author: self.author.clone(),
			content: self.content,
			anchored_at: self.anchored_at,
			status: self.status,
			root: self.root,
		}
	}
}
