//! Questions about what is under a root, that of a batch or that of the chain's state.

use super::{Ask, Refusal};
use crate::{dice::CryptoRng, hexadecimal, merkle, state_proof::proven_value};
use serde::Deserialize;
use serde_json::{json, Value};

/// Why there is no root, or no proof.
const NO_SUCH_LEAF: &str = "a batch holds 1 to 65,536 records, numbered from 0";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leaf {
	#[serde(with = "hexadecimal")]
	commitment: [u8; 32],
	#[serde(with = "hexadecimal")]
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
	#[serde(with = "hexadecimal::list")]
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
	#[serde(with = "hexadecimal::list")]
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
	#[serde(with = "hexadecimal")]
	root: [u8; 32],
	leaves: u32,
	index: u32,
	#[serde(with = "hexadecimal")]
	leaf: [u8; 32],
	#[serde(with = "hexadecimal::list")]
	proof: Vec<[u8; 32]>,
}

impl Ask for Inclusion {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { root, leaves, index, leaf, proof } = self;
		Ok(json!({ "included": merkle::verify(&root, leaves, index, &leaf, &proof) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
	#[serde(with = "hexadecimal")]
	root: [u8; 32],
	#[serde(with = "hexadecimal::list")]
	proof: Vec<Vec<u8>>,
	#[serde(with = "hexadecimal")]
	key: Vec<u8>,
}

impl Ask for State {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let value = proven_value(&self.root, self.proof, &self.key)?;
		Ok(json!({ "value": value.map(hex::encode) }))
	}
}
