//! The first message of a target's: what belongs to the batch, and to the ground on which it was permitted.

use crate::hexadecimal;
use serde::{Deserialize, Serialize};

/// What comes before the records. Members that are missing are no `null`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contents {
	format: Format,
	/// The anchor; none for a class.
	#[serde(deserialize_with = "Option::deserialize")]
	pub anchor: Option<u32>,
	/// The class.
	pub class: u16,
	/// The header of the batch.
	#[serde(with = "hexadecimal::optional")]
	pub header: Option<Vec<u8>>,
	/// How many records follow.
	pub records: u32,
	/// The envelope of the grant on which it was permitted.
	#[serde(with = "hexadecimal::optional")]
	pub envelope: Option<Vec<u8>>,
	/// What an emergency session brings.
	#[serde(deserialize_with = "Option::deserialize")]
	pub emergency: Option<Emergency>,
}

/// The only one that there is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/release/v1")]
	V1,
}

/// The ring for emergencies, and this custodian's share of its key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
	/// The sealed ring.
	#[serde(with = "hexadecimal")]
	pub ring: Vec<u8>,
	/// Which custodians have shares of its key, and what stands for these on the chain.
	pub shares: Vec<ShareCommitment>,
	/// How many shares it takes.
	pub threshold: u8,
	/// The key epoch.
	pub epoch: u32,
	/// This custodian's share.
	#[serde(with = "hexadecimal")]
	pub share: [u8; 33],
}

/// What stands for a custodian's share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShareCommitment {
	/// The custodian.
	pub custodian: u32,
	/// The commitment to its share.
	#[serde(with = "hexadecimal")]
	pub commitment: [u8; 32],
}

impl Contents {
	/// A class brings no header and no records; an anchor brings its header.
	pub(super) fn is_consistent(&self) -> bool {
		match self.anchor {
			Some(_) => self.header.is_some(),
			None => self.header.is_none() && self.records == 0,
		}
	}

	pub(super) fn to_bytes(&self) -> Vec<u8> {
		serde_json::to_vec(self).expect("all of it is JSON")
	}

	pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
		serde_json::from_slice(bytes).ok()
	}
}
