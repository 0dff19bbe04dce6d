//! The hash by which things are named.

use blake2b_simd::{Params, State};

/// BLAKE2b-256 of `bytes`.
pub fn blake2b_256(bytes: &[u8]) -> [u8; 32] {
	let mut hash = [0; 32];
	let digest = Params::new().hash_length(hash.len()).hash(bytes);
	for (byte, value) in hash.iter_mut().zip(digest.as_bytes()) {
		*byte = *value;
	}
	hash
}

/// BLAKE2b-256 of what comes in parts.
pub(crate) fn hasher() -> State {
	Params::new().hash_length(32).to_state()
}

/// What a hasher has come to.
pub(crate) fn hashed(hasher: &State) -> [u8; 32] {
	let mut hash = [0; 32];
	hash.iter_mut().zip(hasher.finalize().as_bytes()).for_each(|(to, from)| *to = *from);
	hash
}

#[cfg(test)]
mod tests {
	/// From the record format's vectors: what names a sealed record there.
	#[test]
	fn it_is_that_of_the_record_format() {
		assert_eq!(
			hex::encode(super::blake2b_256(b"abc")),
			salus_client::sealed_record::name(b"abc")
		);
	}
}
