//! HPKE in the one way in which the format uses it: base mode, no `aad`, after the suite's byte.
//!
//! What is sealed with it stands in the other modules, each with the `info` that it is bound to. Public here are the errors
//! that all of them share, and what anybody can tell of a sealed message.

use crate::{
	keys::{PrivateKey, PublicKey},
	secret::Secret,
	suite::{Suite, UnknownSuite, XWing, X25519},
};
use hpke::{
	aead::{AeadCtxR, AeadCtxS},
	kem::Kem,
	Deserializable, HpkeError, OpModeR, OpModeS, Serializable,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// What sealing adds to a message, in bytes.
pub(crate) const TAG: usize = 16;

type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;
type SenderContext<K> = AeadCtxS<Aead, Kdf, K>;
type RecipientContext<K> = AeadCtxR<Aead, Kdf, K>;

/// Nothing can be sealed to this key: its X25519 point is of low order, or written otherwise than X25519 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing can be sealed to this key")]
pub struct InvalidKey;

/// A message was not sealed to this key, or not for this use, or it was altered. Which of these, nobody learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not sealed to this key for this use, or altered")]
pub struct DoesNotOpen;

/// The suite in which a message was sealed, by its first byte.
pub fn sealed_suite(sealed: &[u8]) -> Result<Suite, UnknownSuite> {
	sealed.first().copied().ok_or(UnknownSuite)?.try_into()
}

/// Whether something can be sealed to this key. Ask before a key is published, or relied on.
pub fn ensure_can_seal_to(key: &PublicKey) -> Result<(), InvalidKey> {
	let point = ensure_canonical(key.bytes()).and_then(|()| ensure_contributes(key.bytes()));
	let is_read = match key.suite() {
		Suite::X25519 => <X25519 as Kem>::PublicKey::from_bytes(key.bytes()).is_ok(),
		Suite::XWing => <XWing as Kem>::PublicKey::from_bytes(key.bytes()).is_ok(),
	};
	point.ok().filter(|()| is_read).ok_or(InvalidKey)
}

/// `seal(suite, pk, info, m)`.
pub(crate) fn seal(
	key: &PublicKey,
	info: &[u8],
	plain: &[u8],
	rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, InvalidKey> {
	// Single shot is a context's first message.
	let (mut sealed, mut sender) = Sender::begin(key, info, rng)?;
	sealed.extend_from_slice(&sender.seal(plain)?);
	Ok(sealed)
}

/// The reverse of [`seal`].
pub(crate) fn open(
	key: &PrivateKey,
	info: &[u8],
	sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
	let (start, sealed) = sealed.split_at_checked(start_length(key.suite)).ok_or(DoesNotOpen)?;
	Recipient::begin(key, info, start)?.open(sealed)
}

/// A key of 32 bytes, or another secret of a fixed length, out of what was sealed.
pub(crate) fn open_exactly<const N: usize>(
	key: &PrivateKey,
	info: &[u8],
	sealed: &[u8],
) -> Result<Secret<N>, DoesNotOpen> {
	Secret::of(&open(key, info, sealed)?).ok_or(DoesNotOpen)
}

/// How long `u8 suite ‖ enc` is, with which a sealed message begins.
pub(crate) fn start_length(suite: Suite) -> usize {
	suite.encapsulated_length().saturating_add(1)
}

/// Seals messages one after the other.
pub(crate) enum Sender {
	X25519(Box<SenderContext<X25519>>),
	XWing(Box<SenderContext<XWing>>),
}

impl Sender {
	/// `u8 suite ‖ enc`, and what seals.
	pub(crate) fn begin(
		key: &PublicKey,
		info: &[u8],
		rng: &mut impl CryptoRng,
	) -> Result<(Vec<u8>, Self), InvalidKey> {
		ensure_can_seal_to(key)?;
		let (encapsulated, sender) = match key.suite() {
			Suite::X25519 => send::<X25519>(key.bytes(), info, rng)
				.map(|(encapsulated, context)| (encapsulated, Self::X25519(Box::new(context)))),
			Suite::XWing => send::<XWing>(key.bytes(), info, rng)
				.map(|(encapsulated, context)| (encapsulated, Self::XWing(Box::new(context)))),
		}
		.map_err(|_| InvalidKey)?;
		Ok(([vec![key.suite().into()], encapsulated].concat(), sender))
	}

	/// Seals the next message. After 2⁶⁴ of them there is none.
	pub(crate) fn seal(&mut self, plain: &[u8]) -> Result<Vec<u8>, InvalidKey> {
		match self {
			Self::X25519(context) => context.seal(plain, &[]),
			Self::XWing(context) => context.seal(plain, &[]),
		}
		.map_err(|_| InvalidKey)
	}

	/// The same in its place, without a copy: the tag is to follow.
	pub(crate) fn seal_in_place(&mut self, message: &mut [u8]) -> Result<[u8; TAG], InvalidKey> {
		let mut tag = [0; TAG];
		match self {
			Self::X25519(context) => context
				.seal_inout_detached(message.into(), &[])
				.map(|sealed| sealed.write_exact(&mut tag)),
			Self::XWing(context) => context
				.seal_inout_detached(message.into(), &[])
				.map(|sealed| sealed.write_exact(&mut tag)),
		}
		.map_err(|_| InvalidKey)?;
		Ok(tag)
	}
}

/// Opens what a [`Sender`] sealed, in its order.
pub(crate) enum Recipient {
	X25519(Box<RecipientContext<X25519>>),
	XWing(Box<RecipientContext<XWing>>),
}

impl Recipient {
	/// With `u8 suite ‖ enc`.
	pub(crate) fn begin(key: &PrivateKey, info: &[u8], start: &[u8]) -> Result<Self, DoesNotOpen> {
		let (suite, encapsulated) = start.split_first().ok_or(DoesNotOpen)?;
		if *suite != u8::from(key.suite) {
			return Err(DoesNotOpen);
		}
		let secret = key.bytes.expose();
		match key.suite {
			Suite::X25519 => receive::<X25519>(secret, info, encapsulated)
				.map(|context| Self::X25519(Box::new(context))),
			Suite::XWing => ensure_contributes(encapsulated)
				.and_then(|()| receive::<XWing>(secret, info, encapsulated))
				.map(|context| Self::XWing(Box::new(context))),
		}
		.map_err(|_| DoesNotOpen)
	}

	/// Opens the next message.
	pub(crate) fn open(&mut self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
		match self {
			Self::X25519(context) => context.open(sealed, &[]),
			Self::XWing(context) => context.open(sealed, &[]),
		}
		.map(Zeroizing::new)
		.map_err(|_| DoesNotOpen)
	}
}

/// Whether the X25519 point at the end of a public key is written as X25519 writes it, below 2²⁵⁵ − 19. In another encoding it is the
/// same key to X25519, but HPKE binds the bytes, and what is sealed to it does not open.
fn ensure_canonical(public_key: &[u8]) -> Result<(), HpkeError> {
	let [first, middle @ .., last] =
		public_key.last_chunk::<32>().ok_or(HpkeError::ValidationError)?;
	let is_below = *last < 0x7f
		|| (*last == 0x7f && (*first < 0xed || middle.iter().any(|byte| *byte != 0xff)));
	is_below.then_some(()).ok_or(HpkeError::ValidationError)
}

/// Whether X25519 agrees on a secret with the point at the end of a key, or of an encapsulated key: with one of low order
/// everybody would agree on zeros, whatever their key. X-Wing's crate does not look.
fn ensure_contributes(bytes: &[u8]) -> Result<(), HpkeError> {
	/// Any scalar does: X25519 clears the bits by which points of low order would differ.
	const SCALAR: [u8; 32] = [0x42; 32];
	let point = bytes.last_chunk::<32>().ok_or(HpkeError::ValidationError)?;
	let agrees = x25519_dalek::x25519(SCALAR, *point) != [0; 32];
	agrees.then_some(()).ok_or(HpkeError::ValidationError)
}

fn send<K: Kem>(
	key: &[u8],
	info: &[u8],
	rng: &mut impl CryptoRng,
) -> Result<(Vec<u8>, SenderContext<K>), HpkeError> {
	let key = K::PublicKey::from_bytes(key)?;
	let (encapsulated, context) =
		hpke::setup_sender_with_rng::<Aead, Kdf, K>(&OpModeS::Base, &key, info, rng)?;
	Ok((encapsulated.to_bytes().to_vec(), context))
}

fn receive<K: Kem>(
	key: &[u8; 32],
	info: &[u8],
	encapsulated: &[u8],
) -> Result<RecipientContext<K>, HpkeError> {
	let key = K::PrivateKey::from_bytes(key)?;
	let encapsulated = K::EncappedKey::from_bytes(encapsulated)?;
	hpke::setup_receiver::<Aead, Kdf, K>(&OpModeR::Base, &key, &encapsulated, info)
}
