//! Envelopes: what a grant hands over.

use crate::{dice::CryptoRng, hexadecimal, sealing};
use core::fmt;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Kind of content: a list of class keys. No other kind exists in version 1.
const CLASS_KEYS: u8 = 0;
const ENTRY_LENGTH: usize = 2 + 32;
/// The most that the chain takes.
pub const MAX_SEALED: usize = 512;
/// How many class keys fit.
pub const MAX_CLASSES: usize = (MAX_SEALED - sealing::OVERHEAD - 2) / ENTRY_LENGTH;

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
			b"salus/envelope/v1",
			self.patient.as_slice(),
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
impl fmt::Debug for ClassKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("ClassKey").field("class", &self.class).finish_non_exhaustive()
	}
}

/// Why there is no envelope, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
	/// It would hold no class key, or more than fit.
	#[error("an envelope holds 1 to 13 class keys")]
	WrongNumberOfClasses,
	/// The same class twice, or not in ascending order.
	#[error("the classes of an envelope ascend, each once")]
	ClassesDoNotAscend,
	/// The grantee's key is none.
	#[error("this is no X25519 key")]
	InvalidKey,
	/// It was not sealed to this key for this context, or it was altered.
	#[error("not sealed to this key for this context, or altered")]
	DoesNotOpen,
	/// It opens, to something that version 1 does not know, or that is too short or too long.
	#[error("the content is not that of an envelope of version 1")]
	UnknownContent,
}

/// Seals class keys to a grantee.
pub fn seal(
	context: &Context,
	grantee: &[u8; 32],
	keys: &[ClassKey],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, EnvelopeError> {
	sealing::seal(grantee, &context.info(), &content(keys)?, dice)
		.map_err(|_| EnvelopeError::InvalidKey)
}

/// Opens what was sealed to a grantee, with the grantee's private key.
pub fn open(
	context: &Context,
	grantee: &[u8; 32],
	sealed: &[u8],
) -> Result<Vec<ClassKey>, EnvelopeError> {
	let plain =
		sealing::open(grantee, &context.info(), sealed).map_err(|_| EnvelopeError::DoesNotOpen)?;
	class_keys(&plain)
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
	let counted = usize::from(*count);
	if !(1..=MAX_CLASSES).contains(&counted) || entries.len() != counted || !rest.is_empty() {
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
	let ascend = keys.is_sorted_by(|one, next| one.class < next.class);
	ascend.then_some(()).ok_or(EnvelopeError::ClassesDoNotAscend)
}
