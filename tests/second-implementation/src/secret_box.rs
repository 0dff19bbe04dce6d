//! XChaCha20-Poly1305, as the document writes it: `nonce ‖ AEAD(key, nonce, aad, m)`.

use crate::sealing::DoesNotOpen;
use chacha20poly1305::{
	aead::{Aead, Payload},
	KeyInit, XChaCha20Poly1305,
};

/// A nonce, random and used once.
pub type Nonce = [u8; 24];

pub(crate) fn seal(key: &[u8; 32], nonce: &Nonce, aad: &[u8], plain: &[u8]) -> Vec<u8> {
	let sealed = XChaCha20Poly1305::new(key.into())
		.encrypt(nonce.into(), Payload { msg: plain, aad })
		.expect("what fits into memory is not too large to seal");
	[nonce.as_slice(), &sealed].concat()
}

/// The reverse of [`seal`].
pub(crate) fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
	let (nonce, sealed) = sealed.split_first_chunk::<24>().ok_or(DoesNotOpen)?;
	XChaCha20Poly1305::new(key.into())
		.decrypt(nonce.into(), Payload { msg: sealed, aad })
		.map_err(|_| DoesNotOpen)
}
