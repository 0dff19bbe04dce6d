//! Archives of audit trails (`docs/trail-archive.md`): the hash chain over their entries.
//!
//! Not a part of the record format: an archive has to be checked for as long as it is kept, by whoever keeps it, without
//! the client that wrote it.

use crate::hash::blake2b_256;
use serde::Deserialize;
use std::str::Lines;

/// What the seed's hash begins with.
const SEED_DOMAIN: &[u8] = b"salus/audit/v1";

const FORMAT: &str = "salus-trail-archive/1";

/// The first line of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Header {
	format: String,
	/// The hash of the chain's first block.
	#[serde(with = "prefixed")]
	pub genesis: [u8; 32],
	/// Whose trail it is, in SCALE: `0x00` and the patient's id, `0x01` and the organization's number, or `0x02` for the
	/// authorities'.
	#[serde(with = "prefixed")]
	pub trail: Vec<u8>,
	/// The block as of which it was read.
	pub block: Block,
	/// The place of the first entry.
	pub first: u64,
	/// The place after the last one.
	pub next: u64,
	/// The hash before entry `first`.
	#[serde(with = "prefixed")]
	pub checkpoint: [u8; 32],
	/// The hash before entry `next`.
	#[serde(with = "prefixed")]
	pub tip: [u8; 32],
}

/// A block of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
	/// Its number.
	pub number: u64,
	/// Its hash, as a node writes it.
	pub hash: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
	sequence: u64,
	#[serde(with = "prefixed")]
	entry: Vec<u8>,
}

/// Why an archive proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
	/// It is of another format, or damaged.
	#[error("line {line} is not of the format, at column {column}")]
	OtherForm {
		/// The line, from 1.
		line: usize,
		/// The column, from 1.
		column: usize,
	},
	/// There is no first line, or it is that of something else.
	#[error("the first line is not that of {FORMAT}")]
	OtherFormat,
	/// An entry is missing, or stands elsewhere.
	#[error("line {0} is not entry {1}")]
	OtherPlace(usize, u64),
	/// There are fewer entries than the first line says.
	#[error("the archive ends before entry {0}")]
	Truncated(u64),
	/// It begins with entry 0, and not with the seed of its trail.
	#[error("the trail begins with another seed: it is of another chain, or of somebody else")]
	OtherSeed,
	/// The entries lead to another hash than the first line says.
	#[error("the entries do not lead to the tip")]
	OtherTip,
}

/// An archive whose entries lead from its checkpoint to its tip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
	/// What it says of itself.
	pub header: Header,
	/// The hash before each entry, and that after the last one.
	pub heads: Vec<[u8; 32]>,
}

/// The hash before entry 0 of a trail (SCALE) of the chain with this genesis.
pub fn seed(genesis: &[u8; 32], trail: &[u8]) -> [u8; 32] {
	blake2b_256(&[SEED_DOMAIN, genesis, trail])
}

/// The hash after an entry, as the chain stores it.
pub fn head_after(head: &[u8; 32], entry: &[u8]) -> [u8; 32] {
	blake2b_256(&[head, entry])
}

impl Archive {
	/// Reads an archive and computes its hash chain anew.
	pub fn read(text: &str) -> Result<Self, ArchiveError> {
		let mut lines = text.lines();
		let header = header(&mut lines)?;
		if header.first == 0 && header.checkpoint != seed(&header.genesis, &header.trail) {
			return Err(ArchiveError::OtherSeed);
		}
		let mut heads = vec![header.checkpoint];
		let (mut head, mut place) = (header.checkpoint, header.first);
		for (line, text) in (2..).zip(lines) {
			let Entry { sequence, entry } = parsed(line, text)?;
			if sequence != place || place >= header.next {
				return Err(ArchiveError::OtherPlace(line, place));
			}
			head = head_after(&head, &entry);
			heads.push(head);
			place = place.saturating_add(1);
		}
		if place < header.next {
			return Err(ArchiveError::Truncated(place));
		}
		if head != header.tip {
			return Err(ArchiveError::OtherTip);
		}
		Ok(Self { header, heads })
	}

	/// Whether the entries before `first` are those of a chain that has pruned them, whose head of the trail shows
	/// `checkpoint` as the hash before entry `first`. `None` if the archive does not reach to there.
	pub fn is_proven_by(&self, first: u64, checkpoint: &[u8; 32]) -> Option<bool> {
		let index = usize::try_from(first.checked_sub(self.header.first)?).ok()?;
		self.heads.get(index).map(|head| head == checkpoint)
	}
}

/// The error tells the place, and nothing of the content.
fn parsed<'a, T: Deserialize<'a>>(line: usize, text: &'a str) -> Result<T, ArchiveError> {
	serde_json::from_str(text)
		.map_err(|error| ArchiveError::OtherForm { line, column: error.column() })
}

fn header(lines: &mut Lines) -> Result<Header, ArchiveError> {
	let header: Header = parsed(1, lines.next().ok_or(ArchiveError::OtherFormat)?)?;
	if header.format != FORMAT || header.next < header.first {
		return Err(ArchiveError::OtherFormat);
	}
	Ok(header)
}

/// Bytes as the chain's JSON has them: behind `0x`.
mod prefixed {
	use serde::{de::Error, Deserialize, Deserializer};

	pub(super) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
	where
		D: Deserializer<'de>,
		T: TryFrom<Vec<u8>>,
	{
		let text = String::deserialize(deserializer)?;
		text.strip_prefix("0x")
			.and_then(crate::hexadecimal::decoded)
			.and_then(|bytes| T::try_from(bytes).ok())
			.ok_or_else(|| D::Error::custom("these are not so many bytes in hexadecimal behind 0x"))
	}
}
