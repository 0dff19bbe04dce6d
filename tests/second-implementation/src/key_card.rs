//! Class key cards: how a writer gets the public keys of a patient's classes.

use crate::{
	hash::blake2b_256,
	hexadecimal,
	keys::{PublicKey, PublishedKey, WrongLength},
	suite::Suite,
};
use serde::{Deserialize, Serialize};

/// A card as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyCard {
	format: Format,
	/// The hash of the chain's first block.
	#[serde(with = "hexadecimal")]
	pub genesis: [u8; 32],
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The epoch of the keys.
	pub epoch: u32,
	/// The suite of all keys.
	pub suite: Suite,
	/// The patient's own public key.
	#[serde(with = "hexadecimal")]
	pub public_key: Vec<u8>,
	/// The classes, ascending, each once.
	pub classes: Vec<ClassPublicKey>,
}

/// The only one that there is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/class-key-card/v1")]
	V1,
}

/// The public key of a class of records.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClassPublicKey {
	/// The class.
	pub class: u16,
	/// Its public key.
	#[serde(with = "hexadecimal")]
	pub public_key: Vec<u8>,
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
	/// That key.
	pub published_key: PublishedKey,
	/// The hash beside it.
	#[serde(with = "hexadecimal")]
	pub card: [u8; 32],
}

/// Why a card is not made, or not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
	/// The same class twice, or not in ascending order.
	#[error("the classes of a card ascend, each once")]
	ClassesDoNotAscend,
	/// It lists more classes than can be counted in what is hashed.
	#[error("a card lists at most 65,535 classes")]
	TooManyClasses,
	/// A key is not as long as the card's suite says.
	#[error(transparent)]
	WrongLength(#[from] WrongLength),
	/// It was made for another chain.
	#[error("the card is for another chain")]
	OtherChain,
	/// It is another patient's.
	#[error("the card is another patient's")]
	OtherPatient,
	/// The patient's current keys are of another epoch.
	#[error("the card is of another epoch than the patient's key")]
	OtherEpoch,
	/// The patient's current key is of another suite, or another one.
	#[error("the card is of another key than the patient's")]
	OtherKey,
	/// Its hash does not stand beside the patient's key.
	#[error("the card's hash is not the one on the chain")]
	OtherHash,
}

impl KeyCard {
	/// A card of these keys.
	pub fn new(
		genesis: [u8; 32],
		patient: [u8; 32],
		epoch: u32,
		public_key: &PublicKey,
		classes: Vec<ClassPublicKey>,
	) -> Result<Self, CardError> {
		let (suite, public_key) = (public_key.suite(), public_key.bytes().to_vec());
		let card = Self { format: Format::V1, genesis, patient, epoch, suite, public_key, classes };
		card.hash()?;
		Ok(card)
	}

	/// What stands on the chain beside the patient's key.
	pub fn hash(&self) -> Result<[u8; 32], CardError> {
		let Self { suite, public_key, classes, .. } = self;
		let patient = PublicKey::new(*suite, public_key.clone())?;
		if !classes.is_sorted_by(|one, next| one.class < next.class) {
			return Err(CardError::ClassesDoNotAscend);
		}
		let count = u16::try_from(classes.len()).map_err(|_| CardError::TooManyClasses)?;
		let length = u16::try_from(suite.public_key_length()).map_err(|_| WrongLength)?;
		let mut listed = Vec::new();
		for ClassPublicKey { class, public_key } in classes {
			let key = PublicKey::new(*suite, public_key.clone())?;
			listed.extend_from_slice(&class.to_le_bytes());
			listed.extend_from_slice(key.bytes());
		}
		Ok(blake2b_256(&[
			b"salus/class-key-card/v1",
			&[(*suite).into()],
			&length.to_le_bytes(),
			patient.bytes(),
			&count.to_le_bytes(),
			&listed,
		]))
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
		let hash = self.hash()?;
		let key = PublicKey::new(self.suite, self.public_key.clone())?;
		if key.published() != expected.published_key {
			return Err(CardError::OtherKey);
		}
		if hash != expected.card {
			return Err(CardError::OtherHash);
		}
		Ok(&self.classes)
	}
}
