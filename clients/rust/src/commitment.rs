//! Commitments: the 32 bytes that stand for a record.

use crate::{hash::keyed_blake2b_256, secret::Secret};

/// What stands under the Merkle root for a record: a hash of its canonical bytes, keyed with its salt.
///
/// Without the salt nobody can test a guess at what the record says. A hospital's salt is [random](Secret::random); that
/// of a record that the patient adds [follows from the root](crate::epoch_keys::Root::owner_salt).
pub fn commitment(salt: &Secret<32>, canonical: &[u8]) -> [u8; 32] {
	keyed_blake2b_256(salt.expose(), &[b"salus/record/v1", canonical])
}
