//! What is asked about a patient's anchors, and the answers.

use crate::types::{Anchor, CoSignature, Dispute, RecordStatus, Side};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use salus_primitives::{AnchorId, Moment, Months, OrganizationId, RecordClass};
use scale_info::TypeInfo;

/// How many anchors one page holds at most.
pub const MAX_PAGE: u32 = 100;

/// How many anchors one question looks at, at most.
pub const MAX_STEPS: u32 = 500;

/// How many versions one question follows in either direction, at most.
pub const MAX_VERSIONS: u32 = 50;

/// Which anchors are meant: all that meet every condition that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AnchorFilter {
	/// Those of this class.
	pub class: Option<RecordClass>,
	/// Those whose months of content overlap these.
	pub content: Option<Months>,
	/// Those that this side made.
	pub author: Option<Side>,
	/// Those that name this custodian.
	pub custodian: Option<OrganizationId>,
	/// Those that stand so.
	pub status: Option<RecordStatus>,
	/// Those that were anchored at this moment or later.
	pub since: Option<Moment>,
	/// Those about which there is a dispute, or is none.
	pub is_disputed: Option<bool>,
}

/// An anchor, with what others say about it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AnchorView<AccountId> {
	/// Its number.
	pub number: AnchorId,
	/// What is stored.
	pub anchor: Anchor<AccountId>,
	/// Where it stands in its life.
	pub status: RecordStatus,
	/// What the patient says against it, and what the author says to that.
	pub dispute: Option<Dispute>,
	/// Who stands by it, besides its author.
	pub co_signatures: Vec<CoSignature<AccountId>>,
}

/// Some of a patient's anchors, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AnchorsPage<AccountId> {
	/// The anchors.
	pub anchors: Vec<AnchorView<AccountId>>,
	/// Where to go on, by the same question; none if there are no more. A page may be empty and yet have more to follow:
	/// one question looks at a bounded number of anchors.
	pub next: Option<AnchorId>,
}

/// The versions around an anchor, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Versions<AccountId> {
	/// The versions, the anchor that was asked about among them.
	pub versions: Vec<AnchorView<AccountId>>,
	/// The version before the first of them, to ask about next.
	pub earlier: Option<AnchorId>,
	/// The version after the last of them, to ask about next; none if the last is the latest.
	pub later: Option<AnchorId>,
}
