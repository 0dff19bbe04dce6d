//! What only the holder of a ticket has.

use crate::hash::blake2b_128;

/// What a request for access commits to a secret with.
pub fn claim(secret: &[u8; 32]) -> [u8; 16] {
	blake2b_128(&[b"salus/claim/v1", secret])
}
