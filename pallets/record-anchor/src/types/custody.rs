//! Who keeps the ciphertext of an anchor, whole or in pieces.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Moment, OrganizationId};
use scale_info::TypeInfo;
use sp_core::H256;

/// In how many pieces the ciphertext of one anchor may be kept.
pub const MAX_PIECES: u32 = 16;

/// A piece that a custodian shall keep.
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
pub struct NewPiece {
	/// Which custodian: nobody checks that there is such an organization; it says itself that it keeps the piece.
	pub custodian: OrganizationId,
	/// What commits to the piece, see `docs/record-format.md`, "Pieces".
	pub root: H256,
}

/// The pieces that are planned, in their order.
pub type Pieces = BoundedVec<NewPiece, ConstU32<MAX_PIECES>>;

/// A piece of an anchor's ciphertext.
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
pub struct Piece {
	/// Which custodian shall keep it.
	pub custodian: OrganizationId,
	/// What commits to it.
	pub root: H256,
	/// Until when the custodian says that it keeps it; none if it never said so, or no longer does.
	pub held_until: Option<Moment>,
}

impl Piece {
	/// Whether the custodian says that it keeps the piece at `at`.
	pub fn is_held(&self, at: Moment) -> bool {
		self.held_until.is_some_and(|until| at < until)
	}
}

/// How the ciphertext of an anchor is kept: any `threshold` of the pieces give the whole.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Custody {
	/// How many pieces give the whole; with 1 each is a copy.
	pub threshold: u8,
	/// The pieces, in their order.
	pub pieces: BoundedVec<Piece, ConstU32<MAX_PIECES>>,
	/// Whether the patient's side planned it: then nobody else plans it anew.
	pub by_patient: bool,
}

/// Where the ciphertext of an anchor can be had.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CustodyView {
	/// How many pieces give the whole; 1 if nothing was planned.
	pub threshold: u8,
	/// The pieces, in their order; the whole with the anchor's custodian, of which that custodian has said
	/// nothing, if nothing was planned.
	pub pieces: Vec<PieceView>,
	/// How many of them are live.
	pub live: u32,
	/// Whether as many are live as give the whole.
	pub is_recoverable: bool,
}

/// A piece, as it stands now.
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
pub struct PieceView {
	/// Which custodian keeps it.
	pub custodian: OrganizationId,
	/// What commits to it.
	pub root: H256,
	/// Until when the custodian says that it keeps it.
	pub held_until: Option<Moment>,
	/// Whether it can be had now: that moment is to come, and the custodian may act.
	pub is_live: bool,
}
