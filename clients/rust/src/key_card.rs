//! Class key cards: how a writer gets the public keys of a patient's classes.
//!
//! The patient hands the card over off the chain. It is no secret, but it must be genuine: a forged one would make a hospital
//! seal records for a stranger. So its hash stands on the chain beside the patient's key, and [`KeyCard::check`] compares.

use crate::{
	batch::ClassPublicKey,
	classes,
	epoch_keys::Root,
	hash::blake2b_256,
	hexadecimal,
	json::{self, JsonError},
	keys::{PublicKey, PublishedKey, WrongLength},
	suite::Suite,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest card, in characters of JSON. One of suite 2 with all classes has about 520,000.
pub const MAX_TEXT: usize = 1 << 21;

/// A card, whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "File", into = "File")]
pub struct KeyCard {
	genesis: [u8; 32],
	patient: [u8; 32],
	epoch: u32,
	public_key: PublicKey,
	classes: BTreeMap<u16, PublicKey>,
}

/// What a writer knows about the patient at the head that it trusts: a card is only as good as its agreement with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPatient {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The patient whom it treats. Whether the patient's file is open, the caller asks.
	pub patient: [u8; 32],
	/// The epoch of the patient's current key on the chain.
	pub epoch: u32,
	/// That key.
	pub public_key: PublishedKey,
	/// The hash of the card, which stands beside it.
	pub card: [u8; 32],
}

/// A genuine card. Its epoch and keys belong together: nothing is sealed with the one and another's other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedCard(KeyCard);

/// Why a card is not made, or not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
	/// It lists no class, or more than can be counted in what is hashed.
	#[error("a card lists 1 to 65,535 classes")]
	WrongNumberOfClasses,
	/// The same class twice, or not in ascending order.
	#[error("the classes of a card ascend, each once")]
	ClassesDoNotAscend,
	/// A key is of another suite than the patient's, or not as long as it must be.
	#[error("all keys of a card are of its suite")]
	WrongKey,
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
	/// A card of these keys: `public_key` is the patient's own, all are of its suite.
	pub fn new(
		genesis: [u8; 32],
		patient: [u8; 32],
		epoch: u32,
		public_key: PublicKey,
		classes: BTreeMap<u16, PublicKey>,
	) -> Result<Self, CardError> {
		let card = Self { genesis, patient, epoch, public_key, classes };
		if card.classes.is_empty() || u16::try_from(card.classes.len()).is_err() {
			return Err(CardError::WrongNumberOfClasses);
		}
		let is_of_suite = |key: &PublicKey| key.suite() == card.suite();
		card.classes.values().all(is_of_suite).then_some(()).ok_or(CardError::WrongKey)?;
		Ok(card)
	}

	/// The card of an epoch as every patient's is: with every resource type, and the labels that all cards list.
	pub fn of_epoch(
		genesis: [u8; 32],
		patient: [u8; 32],
		epoch: u32,
		suite: Suite,
		root: &Root,
	) -> Result<Self, CardError> {
		let secret = root.class_secret();
		let classes = classes::all_classes().into_iter().chain(classes::card_labels());
		let keys = classes.map(|class| (class, secret.key_pair(suite, class).public)).collect();
		Self::new(genesis, patient, epoch, root.patient_key_pair(suite).public, keys)
	}

	/// Reads a card from JSON text. Whether it is genuine says [`Self::check`].
	pub fn from_json(text: &str) -> Result<Self, JsonError> {
		json::read(text, MAX_TEXT)
	}

	/// The JSON text that is handed over.
	pub fn to_json(&self) -> String {
		json::write(self)
	}

	/// The hash of the first block of the chain that it is for.
	pub fn genesis(&self) -> &[u8; 32] {
		&self.genesis
	}

	/// The patient's id.
	pub fn patient(&self) -> &[u8; 32] {
		&self.patient
	}

	/// The epoch of the keys.
	pub fn epoch(&self) -> u32 {
		self.epoch
	}

	/// The suite of all keys.
	pub fn suite(&self) -> Suite {
		self.public_key.suite()
	}

	/// The patient's own public key.
	pub fn public_key(&self) -> &PublicKey {
		&self.public_key
	}

	/// The public key of each class.
	pub fn classes(&self) -> &BTreeMap<u16, PublicKey> {
		&self.classes
	}

	/// What stands on the chain beside the patient's key.
	pub fn hash(&self) -> [u8; 32] {
		let mut listed = Vec::new();
		for (class, key) in &self.classes {
			listed.extend_from_slice(&class.to_le_bytes());
			listed.extend_from_slice(key.bytes());
		}
		blake2b_256(&[
			b"salus/class-key-card/v1",
			&[self.suite().into()],
			&u16_of(self.public_key.bytes().len()),
			self.public_key.bytes(),
			&u16_of(self.classes.len()),
			&listed,
		])
	}

	/// The same card as a genuine one: of this chain and patient, with the key and the epoch that stand on the chain, and
	/// with the hash beside them.
	pub fn check(self, known: &KnownPatient) -> Result<CheckedCard, CardError> {
		if self.genesis != known.genesis {
			return Err(CardError::OtherChain);
		}
		if self.patient != known.patient {
			return Err(CardError::OtherPatient);
		}
		if self.epoch != known.epoch {
			return Err(CardError::OtherEpoch);
		}
		if self.public_key.published() != known.public_key {
			return Err(CardError::OtherKey);
		}
		if self.hash() != known.card {
			return Err(CardError::OtherHash);
		}
		Ok(CheckedCard(self))
	}
}

impl CheckedCard {
	/// The public key of a class, to seal a batch to; nothing if the card does not list the class.
	pub fn class_key(&self, class: u16) -> Option<ClassPublicKey> {
		let key = self.0.classes.get(&class)?.clone();
		Some(ClassPublicKey { epoch: self.0.epoch, key })
	}

	/// The card.
	pub fn card(&self) -> &KeyCard {
		&self.0
	}
}

/// What [`KeyCard::new`] has counted.
fn u16_of(number: usize) -> [u8; 2] {
	u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
	format: Format,
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	epoch: u32,
	suite: Suite,
	#[serde(with = "hexadecimal")]
	public_key: Vec<u8>,
	classes: Vec<ClassInFile>,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/class-key-card/v1")]
	V1,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClassInFile {
	class: u16,
	#[serde(with = "hexadecimal")]
	public_key: Vec<u8>,
}

impl TryFrom<File> for KeyCard {
	type Error = CardError;

	fn try_from(file: File) -> Result<Self, CardError> {
		let File { genesis, patient, epoch, suite, public_key, classes, .. } = file;
		if !classes.is_sorted_by(|one, next| one.class < next.class) {
			return Err(CardError::ClassesDoNotAscend);
		}
		let key = |bytes| PublicKey::new(suite, bytes).map_err(|WrongLength| CardError::WrongKey);
		let classes = classes
			.into_iter()
			.map(|listed| Ok((listed.class, key(listed.public_key)?)))
			.collect::<Result<_, CardError>>()?;
		Self::new(genesis, patient, epoch, key(public_key)?, classes)
	}
}

impl From<KeyCard> for File {
	fn from(card: KeyCard) -> Self {
		let KeyCard { genesis, patient, epoch, public_key, classes } = card;
		let listed = |(class, key): (u16, PublicKey)| ClassInFile {
			class,
			public_key: key.bytes().to_vec(),
		};
		Self {
			format: Format::V1,
			genesis,
			patient,
			epoch,
			suite: public_key.suite(),
			public_key: public_key.bytes().to_vec(),
			classes: classes.into_iter().map(listed).collect(),
		}
	}
}
