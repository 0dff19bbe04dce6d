//! The first message of a target's part: what belongs to the batch, and to the ground on which it was permitted.

use crate::{emergency_ring::ReleasedEmergency, envelope, hexadecimal, json, merkle::MAX_LEAVES};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Longer than any header, in bytes.
const MAX_HEADER: usize = 1 << 22;

/// What comes before the records of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseHead {
	/// The anchor; none where the target is a class: then there is no header, and no record follows.
	pub anchor: Option<u32>,
	/// The class.
	pub class: u16,
	/// The header of the batch.
	pub header: Option<Vec<u8>>,
	/// How many records follow.
	pub records: u32,
	/// The envelope, if the target was permitted on a grant that names one, and the custodian has it.
	pub envelope: Option<Vec<u8>>,
	/// The emergency ring, if it was permitted on an emergency session, and the custodian keeps a share.
	pub emergency: Option<ReleasedEmergency>,
}

impl ReleaseHead {
	/// An anchor brings its header and its records, a class brings neither; and nothing is longer than any.
	fn is_consistent(&self) -> bool {
		let is_of_batch = self.anchor.is_some();
		let fits = |bytes: &Option<Vec<u8>>, most| {
			bytes.as_ref().is_none_or(|bytes| (1..=most).contains(&bytes.len()))
		};
		self.header.is_some() == is_of_batch
			&& (self.records > 0) == is_of_batch
			&& self.records <= MAX_LEAVES
			&& fits(&self.header, MAX_HEADER)
			&& fits(&self.envelope, envelope::MAX_LENGTH)
	}

	/// Its message; nothing if it is none that a release may have.
	pub(super) fn to_bytes(&self) -> Option<Zeroizing<String>> {
		let Self { anchor, class, header, records, envelope, emergency } = self.clone();
		let file = File { format: Format::V1, anchor, class, header, records, envelope, emergency };
		self.is_consistent().then(|| Zeroizing::new(json::write(&file)))
	}

	/// The reverse of [`Self::to_bytes`].
	pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
		let text = core::str::from_utf8(bytes).ok()?;
		let file: File = json::read(text, super::MAX_MESSAGE).ok()?;
		let File { anchor, class, header, records, envelope, emergency, .. } = file;
		let head = Self { anchor, class, header, records, envelope, emergency };
		head.is_consistent().then_some(head)
	}
}

/// As JSON has it. Members that are missing are no `null`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
	format: Format,
	#[serde(deserialize_with = "Option::deserialize")]
	anchor: Option<u32>,
	class: u16,
	#[serde(with = "hexadecimal::optional")]
	header: Option<Vec<u8>>,
	records: u32,
	#[serde(with = "hexadecimal::optional")]
	envelope: Option<Vec<u8>>,
	#[serde(deserialize_with = "Option::deserialize")]
	emergency: Option<ReleasedEmergency>,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/release/v1")]
	V1,
}
