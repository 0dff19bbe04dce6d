//! What only the holder of a ticket has: a secret, of which the chain gets a hash when access is asked for, and the
//! custodian the secret itself when the holder asks it to release. So nobody redeems a ticket whose holder has not come.
//!
//! Make a [new secret](Secret::random) for each request for access.

use crate::{hash::blake2b_128, secret::Secret};

/// What a request for access commits to its secret with.
pub fn claim(secret: &Secret<32>) -> [u8; 16] {
	blake2b_128(&[b"salus/claim/v1", secret.expose()])
}
