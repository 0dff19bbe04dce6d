//! Class key cards: how a writer gets the public keys of a patient's classes.

use crate::hexadecimal;
use schnorrkel::{signing_context, ExpansionMode, MiniSecretKey, PublicKey, Signature};
use serde::{Deserialize, Serialize};

/// The context in which Substrate's accounts sign with sr25519.
const SIGNING_CONTEXT: &[u8] = b"substrate";

/// A card as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyCard {
	format: Format,
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	epoch: u32,
	classes: Vec<ClassPublicKey>,
	#[serde(with = "hexadecimal")]
	signature: [u8; 64],
}

/// The only one that there is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/class-key-card/v1")]
	V1,
}

/// What a card says, before it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Content {
	/// The hash of the chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The epoch of the keys.
	pub epoch: u32,
	/// The classes, ascending, each once.
	pub classes: Vec<ClassPublicKey>,
}

/// The public key of a class of records.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassPublicKey {
	/// The class.
	pub class: u16,
	/// Its public key.
	#[serde(with = "hexadecimal")]
	pub public_key: [u8; 32],
}

/// What a writer knows at the head that it trusts, and a card must fit.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expected {
	/// The hash of its chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient whom it treats.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The epoch of the patient's key on the chain.
	pub epoch: u32,
	/// The sr25519 public key of the account that speaks for the patient.
	#[serde(with = "hexadecimal")]
	pub controller: [u8; 32],
}

/// Why a card is not made, or not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
	/// The same class twice, or not in ascending order.
	#[error("the classes of a card ascend, each once")]
	ClassesDoNotAscend,
	/// It lists more classes than can be counted in what is signed.
	#[error("a card lists at most 65,535 classes")]
	TooManyClasses,
	/// It was made for another chain.
	#[error("the card is for another chain")]
	OtherChain,
	/// It is another patient's.
	#[error("the card is another patient's")]
	OtherPatient,
	/// The patient's current keys are of another epoch.
	#[error("the card is of another epoch than the patient's key")]
	OtherEpoch,
	/// It is not signed by the account that speaks for the patient.
	#[error("the patient's controller has not signed the card")]
	NotSignedByController,
}

impl KeyCard {
	/// A card signed by an account with this 32-byte secret, the seed of an sr25519 key.
	pub fn sign(content: Content, controller_seed: &[u8; 32]) -> Result<Self, CardError> {
		let message = content.signed_bytes()?;
		let signature = MiniSecretKey::from_bytes(controller_seed)
			.expect("32 bytes are a seed")
			.expand_to_keypair(ExpansionMode::Ed25519)
			.sign(signing_context(SIGNING_CONTEXT).bytes(&message))
			.to_bytes();
		let Content { genesis, patient, epoch, classes } = content;
		Ok(Self { format: Format::V1, genesis, patient, epoch, classes, signature })
	}

	/// The keys, if the card is what a writer may rely on.
	pub fn accept(&self, expected: &Expected) -> Result<&[ClassPublicKey], CardError> {
		if self.genesis != expected.genesis {
			return Err(CardError::OtherChain);
		}
		if self.patient != expected.patient {
			return Err(CardError::OtherPatient);
		}
		if self.epoch != expected.epoch {
			return Err(CardError::OtherEpoch);
		}
		let message = self.content().signed_bytes()?;
		if !is_signed_by(&expected.controller, &message, &self.signature) {
			return Err(CardError::NotSignedByController);
		}
		Ok(&self.classes)
	}

	fn content(&self) -> Content {
		let Self { genesis, patient, epoch, ref classes, .. } = *self;
		Content { genesis, patient, epoch, classes: classes.clone() }
	}
}

impl Content {
	/// What the controller signs, between the marks for free bytes.
	pub fn signed_bytes(&self) -> Result<Vec<u8>, CardError> {
		if !self.classes.is_sorted_by(|one, next| one.class < next.class) {
			return Err(CardError::ClassesDoNotAscend);
		}
		let count = u16::try_from(self.classes.len()).map_err(|_| CardError::TooManyClasses)?;
		let mut bytes = [
			b"<Bytes>salus/class-key-card/v1",
			self.genesis.as_slice(),
			&self.patient,
			&self.epoch.to_le_bytes(),
			&count.to_le_bytes(),
		]
		.concat();
		for ClassPublicKey { class, public_key } in &self.classes {
			bytes.extend_from_slice(&class.to_le_bytes());
			bytes.extend_from_slice(public_key);
		}
		bytes.extend_from_slice(b"</Bytes>");
		Ok(bytes)
	}
}

fn is_signed_by(public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
	let (Ok(public_key), Ok(signature)) =
		(PublicKey::from_bytes(public_key), Signature::from_bytes(signature))
	else {
		return false;
	};
	public_key.verify_simple(SIGNING_CONTEXT, message, &signature).is_ok()
}
