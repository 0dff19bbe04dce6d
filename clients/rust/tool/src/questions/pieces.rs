//! Questions about packages and their pieces.

use super::{Ask, Refusal};
use crate::{
	forms::{packed_in_json, PackedForm},
	hexadecimal,
};
use rand_core::CryptoRng;
use salus_client::{
	batch::SealedRecord,
	package,
	pieces::{self, chunks, PiecePlan},
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack {
	records: Vec<PackedForm>,
}

impl Ask for Pack {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let records: Vec<SealedRecord> = self.records.into_iter().map(Into::into).collect();
		Ok(json!({ "package": hex::encode(package::pack(&records)?) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unpack {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	package: Vec<u8>,
}

impl Ask for Unpack {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let records = package::unpack(&self.package)?;
		let root = package::root(&records).ok_or(package::PackageError::NoPackage)?;
		let records: Vec<_> = records.iter().map(packed_in_json).collect();
		Ok(json!({ "records": records, "root": hex::encode(root) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
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
	plan: PlanForm,
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	pieces: Vec<Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanForm {
	needed: u8,
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	roots: Vec<[u8; 32]>,
}

impl Ask for Join {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let PlanForm { needed, roots } = self.plan;
		let joined = pieces::join(&PiecePlan { needed, roots }, &self.pieces)?;
		Ok(json!({ "package": hex::encode(joined.package), "bad": joined.bad }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prove {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
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
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
	length: usize,
	index: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	chunk: Vec<u8>,
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	proof: Vec<[u8; 32]>,
}

impl Ask for Verify {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Self { root, length, index, chunk, proof } = self;
		Ok(json!({ "included": chunks::verify(&root, length, index, &chunk, &proof) }))
	}
}
