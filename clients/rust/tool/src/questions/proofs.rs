//! Questions about what is under a root, that of a batch or that of the chain's state.

use super::{Ask, Refusal};
use crate::{hexadecimal, state_proof::proven_value};
use rand_core::CryptoRng;
use salus_client::merkle;
use serde::Deserialize;
use serde_json::{json, Value};

/// Why there is no root, or no proof.
const NO_SUCH_LEAF: &str = "a batch holds 1 to 65,536 records, numbered from 0";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leaf {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	commitment: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl Ask for Leaf {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "leaf": hex::encode(merkle::leaf(&self.commitment, &self.sealed)) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Root {
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	leaves: Vec<[u8; 32]>,
}

impl Ask for Root {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let root = merkle::root(&self.leaves).ok_or(NO_SUCH_LEAF)?;
		Ok(json!({ "root": hex::encode(root) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	leaves: Vec<[u8; 32]>,
	index: u32,
}

impl Ask for Proof {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let proof = merkle::proof(&self.leaves, self.index).ok_or(NO_SUCH_LEAF)?;
		Ok(json!({ "proof": proof.iter().map(hex::encode).collect::<Vec<_>>() }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inclusion {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
	leaves: u32,
	index: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	leaf: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	proof: Vec<[u8; 32]>,
}

impl Ask for Inclusion {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { root, leaves, index, leaf, proof } = self;
		Ok(json!({ "included": merkle::verify_inclusion(&root, leaves, index, &leaf, &proof) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	proof: Vec<Vec<u8>>,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	key: Vec<u8>,
}

impl Ask for State {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let value = proven_value(&self.root, self.proof, &self.key)?;
		Ok(json!({ "value": value.map(hex::encode) }))
	}
}
