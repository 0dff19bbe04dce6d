//! Keys for grantees, off the decide path.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// How long the sealed part of an envelope may be, in bytes.
pub const MAX_SEALED: u32 = 512;

/// Keys for the grantee, as a caller hands them in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SealedKeys {
	/// The epoch of the patient's encryption key under which the class keys were made.
	pub key_epoch: u32,
	/// The epoch of the grantee's encryption key to which they are sealed: the practitioner's for a grant
	/// to a practitioner, otherwise the organization's.
	pub grantee_key_epoch: u32,
	/// The private keys of the granted classes, sealed to the grantee (HPKE, RFC 9180). The format is in
	/// `docs/record-format.md`. A call with more bytes does not decode, so it is in no block.
	pub sealed: BoundedVec<u8, ConstU32<MAX_SEALED>>,
}

/// Keys for the grantee of one grant.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Envelope {
	/// The epoch of the patient's encryption key under which the class keys were made.
	pub key_epoch: u32,
	/// The epoch of the grantee's encryption key to which they are sealed.
	pub grantee_key_epoch: u32,
	/// The private keys of the granted classes, sealed to the grantee.
	pub sealed: BoundedVec<u8, ConstU32<MAX_SEALED>>,
}

/// An envelope, and whether it still fits the keys of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct EnvelopeStatus {
	/// The envelope.
	pub envelope: Envelope,
	/// The patient has a newer key: the envelope opens no record that was sealed since.
	pub is_patient_key_stale: bool,
	/// The grantee has a newer key, and may have thrown the old one away.
	pub is_grantee_key_stale: bool,
}
