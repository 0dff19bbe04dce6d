//! What the tool answers.

use crate::{
	envelope::ClassKey,
	hexadecimal,
	key_card::{ClassPublicKey, KeyCard},
	keys::KeyPair,
};
use serde::Serialize;

/// An answer: which one follows from the question.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer {
	/// A new key pair.
	KeyPair(KeyPair),
	/// A canonical form.
	Canonical {
		/// Its bytes.
		#[serde(with = "hexadecimal")]
		canonical: Vec<u8>,
	},
	/// A commitment.
	Commitment {
		/// The commitment.
		#[serde(with = "hexadecimal")]
		commitment: [u8; 32],
	},
	/// A salt.
	Salt {
		/// The salt.
		#[serde(with = "hexadecimal")]
		salt: [u8; 32],
	},
	/// What comes from a patient's secret.
	Keys {
		/// The patient's own key pair.
		patient: KeyPair,
		/// Those of the classes.
		classes: Vec<NamedKeyPair>,
	},
	/// A sealed record.
	Blob {
		/// The name under which a store keeps it.
		name: String,
		/// Its bytes.
		#[serde(with = "hexadecimal")]
		blob: Vec<u8>,
	},
	/// What was in a sealed record.
	Record {
		/// Its salt.
		#[serde(with = "hexadecimal")]
		salt: [u8; 32],
		/// Its canonical bytes.
		#[serde(with = "hexadecimal")]
		canonical: Vec<u8>,
		/// The commitment to both.
		#[serde(with = "hexadecimal")]
		commitment: [u8; 32],
	},
	/// A signed card.
	KeyCard(KeyCard),
	/// The keys of an accepted card.
	ClassPublicKeys {
		/// The keys.
		classes: Vec<ClassPublicKey>,
	},
	/// The root over a batch.
	Root {
		/// The root.
		#[serde(with = "hexadecimal")]
		root: [u8; 32],
	},
	/// A proof of inclusion.
	Proof {
		/// The siblings, from the leaf's row upwards.
		#[serde(with = "hexadecimal::list")]
		proof: Vec<[u8; 32]>,
	},
	/// Whether a record is under a root.
	Included {
		/// It is.
		included: bool,
	},
	/// An envelope.
	Envelope {
		/// Its bytes.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
	/// What was in an envelope.
	ClassKeys {
		/// The keys.
		keys: Vec<ClassKey>,
	},
	/// What stands in the chain's state.
	State {
		/// The value; `null` if there is none.
		#[serde(serialize_with = "hexadecimal::optional::serialize")]
		value: Option<Vec<u8>>,
	},
}

/// The key pair of a class.
#[derive(Serialize)]
pub struct NamedKeyPair {
	/// The class.
	pub class: u16,
	/// Its keys.
	#[serde(flatten)]
	pub keys: KeyPair,
}
