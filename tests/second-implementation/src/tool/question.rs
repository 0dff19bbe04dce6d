//! What the tool is asked.

use crate::{
	envelope::{self, ClassKey},
	hexadecimal,
	key_card::{self, KeyCard},
	sealed_record::{self, Recipient},
};
use serde::Deserialize;

/// A question: its member `ask` says which.
#[derive(Deserialize)]
#[serde(
	tag = "ask",
	rename_all = "camelCase",
	rename_all_fields = "camelCase",
	deny_unknown_fields
)]
pub enum Question {
	/// For a new key pair.
	KeyPair,
	/// For the canonical form of a JSON text.
	Canonicalize {
		/// The text's bytes.
		#[serde(with = "hexadecimal")]
		source: Vec<u8>,
	},
	/// For a record's commitment.
	Commit {
		/// The record's salt.
		#[serde(with = "hexadecimal")]
		salt: [u8; 32],
		/// Its canonical bytes.
		#[serde(with = "hexadecimal")]
		canonical: Vec<u8>,
	},
	/// For the salt of a record that the patient adds.
	OwnerSalt {
		/// The patient's secret.
		#[serde(with = "hexadecimal")]
		secret: [u8; 32],
		/// The record's canonical bytes.
		#[serde(with = "hexadecimal")]
		canonical: Vec<u8>,
	},
	/// For the key pairs that come from a patient's secret.
	DeriveKeys {
		/// The secret.
		#[serde(with = "hexadecimal")]
		secret: [u8; 32],
		/// The epoch.
		epoch: u32,
		/// Of which classes, beside the patient's own.
		classes: Vec<u16>,
	},
	/// To seal a record.
	SealRecord {
		/// Whose it is, and of which class.
		context: sealed_record::Context,
		/// The class's public key, and its epoch.
		recipient: Recipient,
		/// The record's salt.
		#[serde(with = "hexadecimal")]
		salt: [u8; 32],
		/// Its canonical bytes.
		#[serde(with = "hexadecimal")]
		canonical: Vec<u8>,
	},
	/// To open a sealed record.
	OpenRecord {
		/// Whose it is, and of which class.
		context: sealed_record::Context,
		/// The class's private key.
		#[serde(with = "hexadecimal")]
		private_key: [u8; 32],
		/// The sealed record.
		#[serde(with = "hexadecimal")]
		blob: Vec<u8>,
	},
	/// To move a sealed record to another epoch.
	RewrapRecord {
		/// Whose it is, and of which class.
		context: sealed_record::Context,
		/// The class's private key, of the epoch that the record is of.
		#[serde(with = "hexadecimal")]
		private_key: [u8; 32],
		/// The sealed record.
		#[serde(with = "hexadecimal")]
		blob: Vec<u8>,
		/// The class's public key of the epoch that it shall be of.
		recipient: Recipient,
	},
	/// For a signed key card.
	MakeKeyCard {
		/// What it says.
		content: key_card::Content,
		/// The seed of the sr25519 key of the patient's controller.
		#[serde(with = "hexadecimal")]
		controller_seed: [u8; 32],
	},
	/// For the keys of a card, if a writer may rely on it.
	AcceptKeyCard {
		/// The card.
		card: KeyCard,
		/// What it must fit.
		expected: key_card::Expected,
	},
	/// For the root over a batch.
	MerkleRoot {
		/// The commitments of its records.
		#[serde(with = "hexadecimal::list")]
		commitments: Vec<[u8; 32]>,
	},
	/// For a proof that a record is in a batch.
	MerkleProof {
		/// The commitments of the batch.
		#[serde(with = "hexadecimal::list")]
		commitments: Vec<[u8; 32]>,
		/// The record's number.
		index: u32,
	},
	/// Whether a record is under a root.
	VerifyInclusion {
		/// The root.
		#[serde(with = "hexadecimal")]
		root: [u8; 32],
		/// How many records are under it.
		leaves: u32,
		/// The record's number.
		index: u32,
		/// Its commitment.
		#[serde(with = "hexadecimal")]
		commitment: [u8; 32],
		/// The siblings, from the leaf's row upwards.
		#[serde(with = "hexadecimal::list")]
		proof: Vec<[u8; 32]>,
	},
	/// To seal class keys to a grantee.
	SealEnvelope {
		/// What the envelope is bound to.
		context: envelope::Context,
		/// The grantee's public key.
		#[serde(with = "hexadecimal")]
		public_key: [u8; 32],
		/// The keys.
		keys: Vec<ClassKey>,
	},
	/// To open what was sealed to a grantee.
	OpenEnvelope {
		/// What the envelope is bound to.
		context: envelope::Context,
		/// The grantee's private key.
		#[serde(with = "hexadecimal")]
		private_key: [u8; 32],
		/// The envelope.
		#[serde(with = "hexadecimal")]
		sealed: Vec<u8>,
	},
	/// For what stands in the chain's state, as a proof shows.
	VerifyStateProof {
		/// The state's root, out of a block's header.
		#[serde(with = "hexadecimal")]
		root: [u8; 32],
		/// What `state_getReadProof` answers.
		#[serde(with = "hexadecimal::list")]
		proof: Vec<Vec<u8>>,
		/// The key in the state.
		#[serde(with = "hexadecimal")]
		key: Vec<u8>,
	},
}
