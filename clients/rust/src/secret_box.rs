//! XChaCha20-Poly1305, as the document writes it: `nonce ‖ AEAD(key, nonce, aad, m)`.

use crate::{sealing::DoesNotOpen, secret::Secret};
use chacha20poly1305::{
	aead::{Aead, Payload},
	KeyInit, XChaCha20Poly1305,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// A nonce, used once.
pub(crate) type Nonce = [u8; 24];

/// A nonce for a key that seals more than once.
pub(crate) fn random_nonce(rng: &mut impl CryptoRng) -> Nonce {
	let mut nonce = [0; 24];
	rng.fill_bytes(&mut nonce);
	nonce
}

pub(crate) fn seal(key: &Secret<32>, nonce: &Nonce, aad: &[u8], plain: &[u8]) -> Vec<u8> {
	#[expect(clippy::expect_used, reason = "the limit is 256 GiB, which nobody has in memory")]
	let sealed = XChaCha20Poly1305::new(key.expose().into())
		.encrypt(nonce.into(), Payload { msg: plain, aad })
		.expect("what fits into memory is not too large to seal");
	[nonce.as_slice(), &sealed].concat()
}

/// The reverse of [`seal`].
pub(crate) fn open(
	key: &Secret<32>,
	aad: &[u8],
	sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
	let (nonce, sealed) = sealed.split_first_chunk::<24>().ok_or(DoesNotOpen)?;
	XChaCha20Poly1305::new(key.expose().into())
		.decrypt(nonce.into(), Payload { msg: sealed, aad })
		.map(Zeroizing::new)
		.map_err(|_| DoesNotOpen)
}
