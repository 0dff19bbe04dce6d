//! HPKE in the one way in which the format uses it: base mode, no `aad`, after the suite's byte.

use crate::{
	dice::{system_dice, CryptoRng},
	keys::{PrivateKey, PublicKey},
	suite::{Suite, XWing, X25519},
};
use hpke::{kem::Kem, Deserializable, HpkeError, OpModeR, OpModeS, Serializable};

type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

/// Nothing can be sealed to this key, as to points of low order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing can be sealed to this key")]
pub struct InvalidKey;

/// A message was not sealed to this key, or not for this use, or it was altered. Which of these, nobody learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not sealed to this key for this use, or altered")]
pub struct DoesNotOpen;

/// Messages that were sealed one after the other.
pub(crate) struct Sealed {
	/// The suite and the encapsulated key.
	pub start: Vec<u8>,
	/// The messages, in their order.
	pub messages: Vec<Vec<u8>>,
}

/// `seal(suite, pk, info, m)`.
pub(crate) fn seal(
	key: &PublicKey,
	info: &[u8],
	plain: &[u8],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, InvalidKey> {
	// Single shot is a context's first message.
	let Sealed { start, messages } = seal_all(key, info, &[plain], dice)?;
	Ok([start, messages.concat()].concat())
}

/// The reverse of [`seal`].
pub(crate) fn open(key: &PrivateKey, info: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
	let (encapsulated, sealed) = split_start(key, sealed).ok_or(DoesNotOpen)?;
	Ok(open_all(key, info, encapsulated, &[sealed])?.concat())
}

/// A key of 32 bytes, or another secret of a fixed length, out of what was sealed.
pub(crate) fn open_exactly<const N: usize>(
	key: &PrivateKey,
	info: &[u8],
	sealed: &[u8],
) -> Result<[u8; N], DoesNotOpen> {
	open(key, info, sealed)?.try_into().map_err(|_| DoesNotOpen)
}

/// The encapsulated key and the rest, if what was sealed is of the key's suite.
pub(crate) fn split_start<'a>(key: &PrivateKey, sealed: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
	let (suite, rest) = sealed.split_first()?;
	(*suite == u8::from(key.suite))
		.then(|| rest.split_at_checked(key.suite.encapsulated_length()))?
}

/// Seals messages one after the other in one context.
pub(crate) fn seal_all(
	key: &PublicKey,
	info: &[u8],
	plains: &[&[u8]],
	dice: &mut impl CryptoRng,
) -> Result<Sealed, InvalidKey> {
	let sealed = ensure_canonical(key.bytes()).and_then(|()| match key.suite() {
		Suite::X25519 => seal_with::<X25519>(key.bytes(), info, plains, dice),
		Suite::XWing => ensure_contributes(key.bytes())
			.and_then(|()| seal_with::<XWing>(key.bytes(), info, plains, dice)),
	});
	let (encapsulated, messages) = sealed.map_err(|_| InvalidKey)?;
	Ok(Sealed { start: [vec![key.suite().into()], encapsulated].concat(), messages })
}

/// The reverse of [`seal_all`]: all messages from the first on, in their order.
pub(crate) fn open_all(
	key: &PrivateKey,
	info: &[u8],
	encapsulated: &[u8],
	messages: &[&[u8]],
) -> Result<Vec<Vec<u8>>, DoesNotOpen> {
	match key.suite {
		Suite::X25519 => open_with::<X25519>(&key.private_key, info, encapsulated, messages),
		Suite::XWing => ensure_contributes(encapsulated)
			.and_then(|()| open_with::<XWing>(&key.private_key, info, encapsulated, messages)),
	}
	.map_err(|_| DoesNotOpen)
}

/// Whether the X25519 point at the end of a public key is written as X25519 writes it, below 2^255 - 19. In another encoding it is the
/// same key to X25519, but HPKE binds the bytes, and what is sealed to it does not open.
fn ensure_canonical(public_key: &[u8]) -> Result<(), HpkeError> {
	let [first, middle @ .., last] =
		public_key.last_chunk::<32>().ok_or(HpkeError::ValidationError)?;
	let is_below = *last < 0x7f
		|| (*last == 0x7f && (*first < 0xed || middle.iter().any(|byte| *byte != 0xff)));
	is_below.then_some(()).ok_or(HpkeError::ValidationError)
}

/// Whether X25519 agrees on a secret with the point in a key, or in an encapsulated key, of suite 2: with one of low
/// order everybody would. X-Wing's crate does not look; X25519's refuses such a point with any key.
fn ensure_contributes(bytes: &[u8]) -> Result<(), HpkeError> {
	let point = bytes.last_chunk::<32>().ok_or(HpkeError::ValidationError)?;
	let point = <X25519 as Kem>::PublicKey::from_bytes(point)?;
	X25519::encap_with_rng(&point, None, &mut system_dice()).map(|_| ())
}

fn seal_with<K: Kem>(
	key: &[u8],
	info: &[u8],
	plains: &[&[u8]],
	dice: &mut impl CryptoRng,
) -> Result<(Vec<u8>, Vec<Vec<u8>>), HpkeError> {
	let key = K::PublicKey::from_bytes(key)?;
	let (encapsulated, mut context) =
		hpke::setup_sender_with_rng::<Aead, Kdf, K>(&OpModeS::Base, &key, info, dice)?;
	let messages: Result<_, _> = plains.iter().map(|plain| context.seal(plain, &[])).collect();
	Ok((encapsulated.to_bytes().to_vec(), messages?))
}

fn open_with<K: Kem>(
	key: &[u8; 32],
	info: &[u8],
	encapsulated: &[u8],
	messages: &[&[u8]],
) -> Result<Vec<Vec<u8>>, HpkeError> {
	let key = K::PrivateKey::from_bytes(key)?;
	let encapsulated = K::EncappedKey::from_bytes(encapsulated)?;
	let mut context =
		hpke::setup_receiver::<Aead, Kdf, K>(&OpModeR::Base, &key, &encapsulated, info)?;
	messages.iter().map(|message| context.open(message, &[])).collect()
}
