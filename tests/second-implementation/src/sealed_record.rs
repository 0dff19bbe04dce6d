//! Sealed records: what a custodian stores.

use crate::{
	canonical::is_canonical,
	dice::{random_bytes, CryptoRng},
	hash::blake2b_256,
	hexadecimal, sealing,
};
use chacha20poly1305::{
	aead::{Aead, Payload},
	KeyInit, XChaCha20Poly1305,
};
use serde::Deserialize;

#[cfg(test)]
mod tests;

const MAGIC: &[u8; 4] = b"SLR1";
const RECORD_KEY_LENGTH: usize = 32;
const WRAPPED_LENGTH: usize = RECORD_KEY_LENGTH + sealing::OVERHEAD;
const NONCE_LENGTH: usize = 24;
/// Plain texts are padded to a multiple of this.
const BLOCK: usize = 256;

/// Whose record it is, and of which class: what its body is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The class.
	pub class: u16,
}

impl Context {
	/// What the record key is bound to.
	fn key_info(&self, epoch: u32) -> Vec<u8> {
		let Self { patient, class } = self;
		[b"salus/record-key/v1", patient.as_slice(), &class.to_le_bytes(), &epoch.to_le_bytes()]
			.concat()
	}

	/// What the body is bound to: not the epoch, so that a record can be moved to another one.
	fn body_data(&self) -> Vec<u8> {
		[b"salus/record-body/v1", self.patient.as_slice(), &self.class.to_le_bytes()].concat()
	}
}

/// The public key of a record's class, and the epoch that it is of.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recipient {
	/// The epoch.
	pub epoch: u32,
	/// The class's public key.
	#[serde(with = "hexadecimal")]
	pub public_key: [u8; 32],
}

/// What is inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
	/// The record's salt.
	pub salt: [u8; 32],
	/// Its canonical bytes.
	pub canonical: Vec<u8>,
}

/// Bytes that are used for one record and never again.
pub struct OneTime {
	/// What the body is sealed with.
	pub record_key: [u8; 32],
	/// What it is sealed with, too.
	pub nonce: [u8; 24],
}

impl OneTime {
	/// Random ones.
	pub fn random(dice: &mut impl CryptoRng) -> Self {
		Self { record_key: random_bytes(dice), nonce: random_bytes(dice) }
	}
}

/// Why there is no sealed record, or none that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
	/// The class's key is none.
	#[error("this is no X25519 key")]
	InvalidKey,
	/// The record is larger than its length can say.
	#[error("the record is too large")]
	TooLarge,
	/// The bytes are not those of a sealed record of version 1.
	#[error("this is no sealed record of version 1")]
	UnknownFormat,
	/// It was not sealed to this key for this patient and class, or it was altered.
	#[error("not sealed to this key for this patient and class, or altered")]
	DoesNotOpen,
	/// It opens, to something that is not padded as the format says.
	#[error("the content is not padded as the format says")]
	WrongPadding,
	/// The text inside is not its own canonical form.
	#[error("the record is not in canonical form")]
	NotCanonical,
}

/// Seals a record to its class.
pub fn seal(
	context: &Context,
	recipient: &Recipient,
	content: &Content,
	one_time: &OneTime,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, RecordError> {
	if !is_canonical(&content.canonical) {
		return Err(RecordError::NotCanonical);
	}
	seal_plain(context, recipient, &padded(content)?, one_time, dice)
}

/// Opens a sealed record with the private key of its class.
pub fn open(
	context: &Context,
	private_key: &[u8; 32],
	blob: &[u8],
) -> Result<Content, RecordError> {
	let blob = Blob::of(blob)?;
	let record_key = blob.unwrap(context, private_key)?;
	let message = Payload { msg: blob.body, aad: &context.body_data() };
	let plain = XChaCha20Poly1305::new((&record_key).into())
		.decrypt(blob.nonce.into(), message)
		.map_err(|_| RecordError::DoesNotOpen)?;
	let content = unpadded(&plain)?;
	if !is_canonical(&content.canonical) {
		return Err(RecordError::NotCanonical);
	}
	Ok(content)
}

/// Moves a sealed record to another epoch of its class: whoever can open it seals its key anew.
pub fn rewrap(
	context: &Context,
	private_key: &[u8; 32],
	blob: &[u8],
	recipient: &Recipient,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, RecordError> {
	// What does not open is not passed on.
	open(context, private_key, blob)?;
	let blob = Blob::of(blob)?;
	let record_key = blob.unwrap(context, private_key)?;
	let wrapped = wrap(context, recipient, &record_key, dice)?;
	let Blob { nonce, body, .. } = blob;
	Ok(Blob { epoch: recipient.epoch, wrapped: &wrapped, nonce, body }.to_bytes())
}

/// The name under which a store keeps it.
pub fn name(blob: &[u8]) -> String {
	hex::encode(blake2b_256(&[blob]))
}

fn seal_plain(
	context: &Context,
	recipient: &Recipient,
	plain: &[u8],
	one_time: &OneTime,
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, RecordError> {
	let OneTime { record_key, nonce } = one_time;
	let message = Payload { msg: plain, aad: &context.body_data() };
	let body = XChaCha20Poly1305::new(record_key.into())
		.encrypt(nonce.into(), message)
		.map_err(|_| RecordError::TooLarge)?;
	let wrapped = wrap(context, recipient, record_key, dice)?;
	Ok(Blob { epoch: recipient.epoch, wrapped: &wrapped, nonce, body: &body }.to_bytes())
}

fn wrap(
	context: &Context,
	recipient: &Recipient,
	record_key: &[u8; 32],
	dice: &mut impl CryptoRng,
) -> Result<Vec<u8>, RecordError> {
	let info = context.key_info(recipient.epoch);
	sealing::seal(&recipient.public_key, &info, record_key, dice)
		.map_err(|_| RecordError::InvalidKey)
}

/// The parts of a sealed record.
struct Blob<'a> {
	epoch: u32,
	wrapped: &'a [u8],
	nonce: &'a [u8; NONCE_LENGTH],
	body: &'a [u8],
}

impl<'a> Blob<'a> {
	fn of(bytes: &'a [u8]) -> Result<Self, RecordError> {
		let parts = || {
			let rest = bytes.strip_prefix(MAGIC)?;
			let (epoch, rest) = rest.split_first_chunk()?;
			let (wrapped, rest) = rest.split_at_checked(WRAPPED_LENGTH)?;
			let (nonce, body) = rest.split_first_chunk()?;
			Some(Self { epoch: u32::from_le_bytes(*epoch), wrapped, nonce, body })
		};
		parts().ok_or(RecordError::UnknownFormat)
	}

	fn to_bytes(&self) -> Vec<u8> {
		let Self { epoch, wrapped, nonce, body } = self;
		[MAGIC.as_slice(), &epoch.to_le_bytes(), wrapped, nonce.as_slice(), body].concat()
	}

	/// The record key.
	fn unwrap(&self, context: &Context, private_key: &[u8; 32]) -> Result<[u8; 32], RecordError> {
		sealing::open(private_key, &context.key_info(self.epoch), self.wrapped)
			.ok()
			.and_then(|key| key.try_into().ok())
			.ok_or(RecordError::DoesNotOpen)
	}
}

fn padded(Content { salt, canonical }: &Content) -> Result<Vec<u8>, RecordError> {
	let length = u32::try_from(canonical.len()).map_err(|_| RecordError::TooLarge)?;
	let mut plain = [salt.as_slice(), &length.to_le_bytes(), canonical].concat();
	plain.resize(plain.len().next_multiple_of(BLOCK), 0);
	Ok(plain)
}

/// The reverse of [`padded`]: what it would not have made is refused.
fn unpadded(plain: &[u8]) -> Result<Content, RecordError> {
	let parts = || {
		let (salt, rest) = plain.split_first_chunk()?;
		let (length, rest) = rest.split_first_chunk()?;
		let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
		let (canonical, _) = rest.split_at_checked(length)?;
		Some(Content { salt: *salt, canonical: canonical.to_vec() })
	};
	let content = parts().ok_or(RecordError::WrongPadding)?;
	if padded(&content)? != plain {
		return Err(RecordError::WrongPadding);
	}
	Ok(content)
}
