//! HPKE in the one way in which the format uses it: base mode, single shot, no `aad`, `enc ‖ ct`.

use hpke::{
	kem::Kem as _, rand_core::CryptoRng, Deserializable, HpkeError, OpModeR, OpModeS, Serializable,
};

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;
type PublicKey = <Kem as hpke::Kem>::PublicKey;
type PrivateKey = <Kem as hpke::Kem>::PrivateKey;
type EncappedKey = <Kem as hpke::Kem>::EncappedKey;

const ENC_LENGTH: usize = 32;
/// What sealing adds: the encapsulated key and the authentication tag.
pub(crate) const OVERHEAD: usize = ENC_LENGTH + 16;

/// `HPKE(pk, info, m)`. It fails only if nothing can be agreed on with this key, as with points of low order.
pub(crate) fn seal(
	public_key: &[u8; 32],
	info: &[u8],
	plain: &[u8],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, HpkeError> {
	let (encapped, sealed) = hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(
		&OpModeS::Base,
		&PublicKey::from_bytes(public_key)?,
		info,
		plain,
		&[],
		dice,
	)?;
	Ok([encapped.to_bytes().as_slice(), &sealed].concat())
}

/// The reverse of [`seal`].
pub(crate) fn open(
	private_key: &[u8; 32],
	info: &[u8],
	sealed: &[u8],
) -> Result<Vec<u8>, HpkeError> {
	let (encapped, sealed) = sealed.split_at_checked(ENC_LENGTH).ok_or(HpkeError::OpenError)?;
	hpke::single_shot_open::<Aead, Kdf, Kem>(
		&OpModeR::Base,
		&PrivateKey::from_bytes(private_key)?,
		&EncappedKey::from_bytes(encapped)?,
		info,
		sealed,
		&[],
	)
}

/// `DeriveKeyPair(ikm)` of RFC 9180, section 7.1.3: the public and the private key.
pub(crate) fn derive_key_pair(ikm: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
	let (private, public) = Kem::derive_keypair(ikm);
	(public.to_bytes().into(), private.to_bytes().into())
}
