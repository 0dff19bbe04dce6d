//! The hashes of the document's conventions.

use crate::secret::Secret;
use hkdf::Hkdf;
use sha2::Sha256;

/// `BLAKE2b-256(parts joined)`.
pub(crate) fn blake2b_256(parts: &[&[u8]]) -> [u8; 32] {
	hashed(blake2b_simd::Params::new().hash_length(32), parts)
}

/// `BLAKE2b-128(parts joined)`.
pub(crate) fn blake2b_128(parts: &[&[u8]]) -> [u8; 16] {
	hashed(blake2b_simd::Params::new().hash_length(16), parts)
}

/// `BLAKE2b-256(key, parts joined)`.
pub(crate) fn keyed_blake2b_256(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
	hashed(blake2b_simd::Params::new().hash_length(32).key(key), parts)
}

/// `HKDF(ikm, info parts joined)`: HKDF-SHA256, no salt, 32 bytes.
pub(crate) fn hkdf(ikm: &[u8; 32], info: &[&[u8]]) -> Secret<32> {
	Secret::made_by(|output| {
		#[expect(
			clippy::expect_used,
			reason = "HKDF-SHA256 refuses more than 255 · 32 bytes only"
		)]
		Hkdf::<Sha256>::new(None, ikm)
			.expand_multi_info(info, output)
			.expect("32 bytes are less than HKDF's limit");
	})
}

/// `params` must ask for so many bytes.
fn hashed<const LENGTH: usize>(params: &blake2b_simd::Params, parts: &[&[u8]]) -> [u8; LENGTH] {
	let mut state = params.to_state();
	for part in parts {
		state.update(part);
	}
	let mut bytes = [0; LENGTH];
	let hash = state.finalize();
	for (byte, value) in bytes.iter_mut().zip(hash.as_bytes()) {
		*byte = *value;
	}
	bytes
}
