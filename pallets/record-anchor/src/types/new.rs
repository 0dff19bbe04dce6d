//! What a writer anchors.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{AnchorId, Months, OrganizationId, PatientId, Purpose, RecordClass};
use scale_info::TypeInfo;
use sp_core::H256;

/// How many batches one run may anchor.
pub const MAX_RUN: u32 = 32;

/// How many anchors one call may mark as entered in error.
pub const MAX_MARKED: u32 = 32;

/// A batch of sealed records that is to be anchored.
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
pub struct NewBatch {
	/// What kind of records.
	pub class: RecordClass,
	/// The Merkle root over the records' leaves, see [`crate::inclusion`].
	pub root: H256,
	/// How many records.
	pub leaves: u32,
	/// The months that the records' content falls in. What is not known is as wide as can be, never *now*:
	/// a photograph of 2015 must not be covered by a grant from 2026 on.
	pub content: Months,
	/// Who keeps the sealed records, as the author says: nobody checks that there is such an organization.
	pub custodian: OrganizationId,
	/// The epoch of the patient's key to which they are sealed; none if to none of the patient's keys.
	pub key_epoch: Option<u32>,
}

/// One batch of a run.
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
pub struct RunItem {
	/// Whose records.
	pub patient: PatientId,
	/// The batch.
	pub batch: NewBatch,
	/// Why they are collected.
	pub purpose: Purpose,
}

/// The batches of a run.
pub type Run = BoundedVec<RunItem, ConstU32<MAX_RUN>>;

/// The anchors that a call marks as entered in error.
pub type MarkedAnchors = BoundedVec<AnchorId, ConstU32<MAX_MARKED>>;
