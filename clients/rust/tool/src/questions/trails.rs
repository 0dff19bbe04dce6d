//! Questions about archives of audit trails.

use super::{Ask, Refusal};
use crate::hexadecimal;
use rand_core::CryptoRng;
use salus_client::trail::Archive;
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
	archive: String,
}

impl Ask for Check {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Archive { header, heads } = Archive::read(&self.archive)?;
		Ok(json!({
			"genesis": hex::encode(header.genesis),
			"trail": hex::encode(header.trail),
			"first": header.first,
			"next": header.next,
			"heads": heads.iter().map(hex::encode).collect::<Vec<_>>(),
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prove {
	archive: String,
	first: u64,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	checkpoint: [u8; 32],
}

impl Ask for Prove {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let archive = Archive::read(&self.archive)?;
		Ok(json!({ "proven": archive.is_proven_by(self.first, &self.checkpoint) }))
	}
}
