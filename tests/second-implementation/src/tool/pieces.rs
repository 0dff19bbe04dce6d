//! Questions about packages and their pieces.

use super::{Ask, Refusal};
use crate::{
	dice::CryptoRng,
	hexadecimal,
	package::{self, PackedRecord},
	pieces::{self, chunks, Plan},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
	records: Vec<PackedRecord>,
}

impl Ask for Pack {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "package": hex::encode(package::pack(&self.records)?) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unpack {
	#[serde(with = "hexadecimal")]
	package: Vec<u8>,
}

impl Ask for Unpack {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let records = package::unpack(&self.package)?;
		let root = package::root(&records).ok_or(package::NoPackage)?;
		Ok(json!({ "records": records, "root": hex::encode(root) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
	#[serde(with = "hexadecimal")]
	package: Vec<u8>,
	needed: u8,
	pieces: u8,
}

impl Ask for Split {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let made = pieces::split(&self.package, self.needed, self.pieces)?;
		let plan = pieces::plan(self.needed, &made).ok_or(pieces::PieceError::WrongLength)?;
		let roots: Vec<_> = plan.roots.iter().map(hex::encode).collect();
		let made: Vec<_> = made.iter().map(hex::encode).collect();
		Ok(json!({ "pieces": made, "plan": { "needed": plan.needed, "roots": roots } }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
	plan: Plan,
	#[serde(with = "hexadecimal::list")]
	pieces: Vec<Vec<u8>>,
}

impl Ask for Join {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let joined = pieces::join(&self.plan, &self.pieces)?;
		Ok(json!({ "package": hex::encode(joined.package), "bad": joined.bad }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prove {
	#[serde(with = "hexadecimal")]
	piece: Vec<u8>,
	index: u32,
}

impl Ask for Prove {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let proof = chunks::proof(&self.piece, self.index).ok_or("the piece has no such chunk")?;
		Ok(json!({ "proof": proof.iter().map(hex::encode).collect::<Vec<_>>() }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verify {
	#[serde(with = "hexadecimal")]
	root: [u8; 32],
	length: usize,
	index: u32,
	#[serde(with = "hexadecimal")]
	chunk: Vec<u8>,
	#[serde(with = "hexadecimal::list")]
	proof: Vec<[u8; 32]>,
}

impl Ask for Verify {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { root, length, index, chunk, proof } = self;
		Ok(json!({ "included": chunks::verify(&root, length, index, &chunk, &proof) }))
	}
}
