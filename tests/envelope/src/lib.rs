//! Envelopes of record format v1 (`docs/record-format.md`) in Rust, on the crate `hpke`.
//!
//! The client seals and opens envelopes in TypeScript, on `@hpke/core`. This is a second implementation,
//! written from the document: what either seals, the other opens, and both make the bytes of
//! `tests/vectors/record-format-v1.json`. The end-to-end tests run it as `salus-envelope` ([`tool`]).
//! Nothing else depends on it.

use hpke::{
	kem::Kem as _, rand_core::CryptoRng, Deserializable, HpkeError, OpModeR, OpModeS, Serializable,
};
use serde::{Deserialize, Serialize};

mod hexadecimal;
pub mod tool;

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

const TAG: &[u8] = b"salus/envelope/v1";
/// Kind of content: a list of class keys. No other kind exists in version 1.
const CLASS_KEYS: u8 = 0;
const KEY_LENGTH: usize = 32;
const ENTRY_LENGTH: usize = 2 + KEY_LENGTH;
/// What sealing adds: the encapsulated key and the authentication tag.
const OVERHEAD: usize = KEY_LENGTH + 16;
/// The most that the chain takes.
pub const MAX_SEALED: usize = 512;
/// How many class keys fit.
pub const MAX_CLASSES: usize = (MAX_SEALED - OVERHEAD - 2) / ENTRY_LENGTH;

/// What an envelope is bound to: moved to another patient, organization, grantee or epoch, it does not open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The organization that holds the grant.
	pub organization: u32,
	/// The practitioner's account or pseudonym; zeros if the envelope is for the organization's key.
	#[serde(with = "hexadecimal")]
	pub grantee: [u8; 32],
	/// The patient's key epoch, which is the epoch of the class keys inside.
	pub key_epoch: u32,
}

impl Context {
	fn info(&self) -> Vec<u8> {
		[
			TAG,
			&self.patient,
			&self.organization.to_le_bytes(),
			&self.grantee,
			&self.key_epoch.to_le_bytes(),
		]
		.concat()
	}
}

/// The private key of a class of records.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassKey {
	/// The class.
	pub class: u16,
	/// Its private key, as RFC 7748 writes it.
	#[serde(with = "hexadecimal")]
	pub private_key: [u8; 32],
}

/// Keeps the key out of messages of failed tests.
impl core::fmt::Debug for ClassKey {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.debug_struct("ClassKey").field("class", &self.class).finish_non_exhaustive()
	}
}

/// An X25519 key pair.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyPair {
	/// The public key.
	#[serde(with = "hexadecimal")]
	pub public_key: [u8; 32],
	/// The private key.
	#[serde(with = "hexadecimal")]
	pub private_key: [u8; 32],
}

impl KeyPair {
	/// A new one.
	pub fn generate() -> Self {
		Self::of(Kem::gen_keypair())
	}

	/// `DeriveKeyPair(ikm)` of RFC 9180, section 7.1.3.
	pub fn derive(ikm: &[u8; 32]) -> Self {
		Self::of(Kem::derive_keypair(ikm))
	}

	fn of(
		(private, public): (<Kem as hpke::Kem>::PrivateKey, <Kem as hpke::Kem>::PublicKey),
	) -> Self {
		Self { public_key: public.to_bytes().into(), private_key: private.to_bytes().into() }
	}
}

/// Why there is no envelope, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopeError {
	/// It would hold no class key, or more than fit.
	WrongNumberOfClasses,
	/// The same class twice, or not in ascending order.
	ClassesDoNotAscend,
	/// The grantee's key is none.
	InvalidKey,
	/// It was not sealed to this key for this context, or it was altered.
	DoesNotOpen,
	/// It opens, to something that version 1 does not know, or that is too short or too long.
	UnknownContent,
}

impl core::fmt::Display for EnvelopeError {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(match self {
			Self::WrongNumberOfClasses => "an envelope holds 1 to 13 class keys",
			Self::ClassesDoNotAscend => "the classes of an envelope ascend, each once",
			Self::InvalidKey => "this is no X25519 key",
			Self::DoesNotOpen => "not sealed to this key for this context, or altered",
			Self::UnknownContent => "the content is not that of an envelope of version 1",
		})
	}
}

impl std::error::Error for EnvelopeError {}

/// Seals class keys to a grantee.
pub fn seal(
	context: &Context,
	grantee: &[u8; 32],
	keys: &[ClassKey],
) -> Result<Vec<u8>, EnvelopeError> {
	let (recipient, plain) = (public_key(grantee)?, content(keys)?);
	joined(hpke::single_shot_seal::<Aead, Kdf, Kem>(
		&OpModeS::Base,
		&recipient,
		&context.info(),
		&plain,
		&[],
	))
}

/// Seals with dice of the caller's, so that the bytes of a test vector can be made again.
pub fn seal_with(
	context: &Context,
	grantee: &[u8; 32],
	keys: &[ClassKey],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, EnvelopeError> {
	let (recipient, plain) = (public_key(grantee)?, content(keys)?);
	joined(hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(
		&OpModeS::Base,
		&recipient,
		&context.info(),
		&plain,
		&[],
		dice,
	))
}

/// `enc ‖ ct`. Sealing fails only if nothing can be agreed on with the recipient's key.
fn joined(
	sealed: Result<(<Kem as hpke::Kem>::EncappedKey, Vec<u8>), HpkeError>,
) -> Result<Vec<u8>, EnvelopeError> {
	let (encapped, sealed) = sealed.map_err(|_| EnvelopeError::InvalidKey)?;
	Ok([encapped.to_bytes().as_slice(), &sealed].concat())
}

/// Opens what was sealed to a grantee.
pub fn open(
	context: &Context,
	grantee: &[u8; 32],
	sealed: &[u8],
) -> Result<Vec<ClassKey>, EnvelopeError> {
	let private = <Kem as hpke::Kem>::PrivateKey::from_bytes(grantee)
		.map_err(|_| EnvelopeError::InvalidKey)?;
	let (encapped, sealed) =
		sealed.split_at_checked(KEY_LENGTH).ok_or(EnvelopeError::DoesNotOpen)?;
	let encapped = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapped)
		.map_err(|_| EnvelopeError::DoesNotOpen)?;
	let plain = hpke::single_shot_open::<Aead, Kdf, Kem>(
		&OpModeR::Base,
		&private,
		&encapped,
		&context.info(),
		sealed,
		&[],
	)
	.map_err(|_| EnvelopeError::DoesNotOpen)?;
	class_keys(&plain)
}

fn public_key(bytes: &[u8; 32]) -> Result<<Kem as hpke::Kem>::PublicKey, EnvelopeError> {
	<Kem as hpke::Kem>::PublicKey::from_bytes(bytes).map_err(|_| EnvelopeError::InvalidKey)
}

/// The bytes that are sealed: kind, number, and each class with its key.
fn content(keys: &[ClassKey]) -> Result<Vec<u8>, EnvelopeError> {
	if keys.is_empty() || keys.len() > MAX_CLASSES {
		return Err(EnvelopeError::WrongNumberOfClasses);
	}
	ensure_ascending(keys)?;
	let count = u8::try_from(keys.len()).map_err(|_| EnvelopeError::WrongNumberOfClasses)?;
	let mut plain = vec![CLASS_KEYS, count];
	for key in keys {
		plain.extend_from_slice(&key.class.to_le_bytes());
		plain.extend_from_slice(&key.private_key);
	}
	Ok(plain)
}

/// The reverse of [`content`].
fn class_keys(plain: &[u8]) -> Result<Vec<ClassKey>, EnvelopeError> {
	let [CLASS_KEYS, count, entries @ ..] = plain else {
		return Err(EnvelopeError::UnknownContent);
	};
	let (entries, rest) = entries.as_chunks::<ENTRY_LENGTH>();
	if entries.len() != usize::from(*count) || !rest.is_empty() {
		return Err(EnvelopeError::UnknownContent);
	}
	let keys: Vec<_> = entries
		.iter()
		.map(|[low, high, private_key @ ..]| ClassKey {
			class: u16::from_le_bytes([*low, *high]),
			private_key: *private_key,
		})
		.collect();
	ensure_ascending(&keys)?;
	Ok(keys)
}

fn ensure_ascending(keys: &[ClassKey]) -> Result<(), EnvelopeError> {
	let ascend = keys.windows(2).all(|pair| pair[0].class < pair[1].class);
	ascend.then_some(()).ok_or(EnvelopeError::ClassesDoNotAscend)
}
