//! The hash by which things are named.

/// BLAKE2b-256 of `bytes`.
pub fn blake2b_256(bytes: &[u8]) -> [u8; 32] {
	let mut hash = [0; 32];
	let digest = blake2b_simd::Params::new().hash_length(hash.len()).hash(bytes);
	for (byte, value) in hash.iter_mut().zip(digest.as_bytes()) {
		*byte = *value;
	}
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
