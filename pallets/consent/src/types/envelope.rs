//! Keys for grantees, off the decide path and off the chain: what is kept of them is a commitment.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::Commitment;
use scale_info::TypeInfo;

/// The envelope of a grant: by which keys it was made, and what commits to it.
///
/// The envelope itself holds the keys of the granted classes, sealed to the grantee, and lies with custodians under the
/// name of its commitment. They hand it to nobody but the grantee, in a release (`docs/record-format.md`).
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
pub struct Envelope {
	/// The epoch of the patient's encryption key under which the class keys were made.
	pub key_epoch: u32,
	/// The epoch of the grantee's encryption key to which they are sealed: the practitioner's for a grant
	/// to a practitioner, otherwise the organization's.
	pub grantee_key_epoch: u32,
	/// BLAKE2b-256 of the envelope.
	pub commitment: Commitment,
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
