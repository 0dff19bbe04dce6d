//! Encryption keys, which are published on the chain, and their epochs.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An X25519 public key (RFC 7748) and how often its owner has replaced it.
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
pub struct EncryptionKey {
	/// The key's 32 bytes, little-endian as in RFC 7748.
	pub public: [u8; 32],
	/// 0 for the first key, one more for each that follows. What is sealed under a past epoch stays
	/// readable to whoever could read it then.
	pub epoch: u32,
}

impl EncryptionKey {
	/// The first key of its owner.
	pub fn first(public: [u8; 32]) -> Self {
		Self { public, epoch: 0 }
	}

	/// The key that replaces this one.
	pub fn replaced_by(&self, public: [u8; 32]) -> Self {
		Self { public, epoch: self.epoch.saturating_add(1) }
	}

	/// Whether these bytes may be published as a key: all zeros is what a client sends that forgot
	/// to make one, and what X25519 must never be given.
	pub fn is_acceptable(public: &[u8; 32]) -> bool {
		public != &[0; 32]
	}
}
