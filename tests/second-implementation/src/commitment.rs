//! Commitments and their salts.

use crate::hash::{blake2b_256, hkdf, keyed_blake2b_256};

/// What stands under the Merkle root for a record: a hash of its canonical bytes, keyed with its salt.
pub fn commitment(salt: &[u8; 32], canonical: &[u8]) -> [u8; 32] {
	keyed_blake2b_256(salt, &[b"salus/record/v1", canonical])
}

/// The salt of a record that the patient adds, so that the same record gives the same
/// commitment: `root` is that of the epoch.
pub fn owner_salt(root: &[u8; 32], canonical: &[u8]) -> [u8; 32] {
	let content = blake2b_256(&[b"salus/content/v1", canonical]);
	hkdf(root, &[b"salus/salt/v1", &content])
}
