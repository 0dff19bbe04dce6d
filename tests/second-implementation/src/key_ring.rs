//! The patient's ring: the roots of all epochs, sealed, and the locks that open it.

mod backup;
mod guardians;
mod locks;

pub use backup::{Backup, BackupError, Holders};
pub use guardians::{hand_over, open_handed, FoundShare, GuardianShare};
pub use locks::{Lock, WordsError};

use crate::{
	hexadecimal,
	sealing::DoesNotOpen,
	secret_box::{self, Nonce},
	suite::Suite,
};
use core::fmt;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

const MAGIC: &[u8; 4] = b"SKR1";
/// Plain texts are padded to a multiple of this.
const BLOCK: usize = 256;
/// A suite and a root.
const ENTRY: usize = 33;
/// What stands for a root that is not known.
const UNKNOWN: [u8; ENTRY] = [0; ENTRY];

/// What is in the ring.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRing {
	/// The roots of the epochs from 0 on; nothing for one that is not known.
	pub roots: Vec<Option<Root>>,
}

/// The root of an epoch.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
	/// The suite of the keys that come from it.
	pub suite: Suite,
	/// The root itself.
	#[serde(with = "hexadecimal")]
	pub root: [u8; 32],
}

/// What a ring and its locks are bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
	/// The patient's id.
	#[serde(with = "hexadecimal")]
	pub patient: [u8; 32],
	/// The version, which counts up.
	pub version: u32,
}

impl Context {
	/// Tag, patient and version.
	fn bound(&self, tag: &[u8]) -> Vec<u8> {
		[tag, &self.patient, &self.version.to_le_bytes()].concat()
	}
}

/// Why there is no ring in what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
	/// It does not open with this key.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// It opens, to something that is no ring of version 1.
	#[error("the content is not that of a ring of version 1")]
	UnknownContent,
}

impl KeyRing {
	/// The sealed ring.
	pub fn seal(&self, context: &Context, ring_key: &[u8; 32], nonce: &Nonce) -> Vec<u8> {
		seal_plain(context, ring_key, nonce, &self.to_plain())
	}

	/// The ring that was sealed with this key.
	pub fn open(context: &Context, ring_key: &[u8; 32], ring: &[u8]) -> Result<Self, RingError> {
		let sealed = ring.strip_prefix(MAGIC).ok_or(RingError::UnknownContent)?;
		let plain = secret_box::open(ring_key, &context.bound(b"salus/key-ring/v1"), sealed)?;
		Self::of_plain(&plain).ok_or(RingError::UnknownContent)
	}

	fn to_plain(&self) -> Vec<u8> {
		let number = u32::try_from(self.roots.len()).expect("as many roots as there are epochs");
		let mut plain = number.to_le_bytes().to_vec();
		for root in &self.roots {
			plain.extend_from_slice(&root.as_ref().map_or(UNKNOWN, Root::to_entry));
		}
		plain.resize(plain.len().next_multiple_of(BLOCK), 0);
		plain
	}

	/// The reverse of [`Self::to_plain`]: what that would not have made is refused.
	fn of_plain(plain: &[u8]) -> Option<Self> {
		let (number, rest) = plain.split_first_chunk()?;
		let number = usize::try_from(u32::from_le_bytes(*number)).ok()?;
		let entries = rest.as_chunks().0.get(..number)?;
		let roots = entries.iter().map(Root::of_entry).collect::<Option<_>>()?;
		let ring = Self { roots };
		(number > 0 && ring.to_plain() == plain).then_some(ring)
	}
}

impl Root {
	fn to_entry(&self) -> [u8; ENTRY] {
		let mut entry = UNKNOWN;
		entry[0] = self.suite.into();
		entry[1..].copy_from_slice(&self.root);
		entry
	}

	/// Nothing if that is no entry; nothing inside if the root is not known.
	fn of_entry(entry: &[u8; ENTRY]) -> Option<Option<Self>> {
		if *entry == UNKNOWN {
			return Some(None);
		}
		let (suite, root) = (Suite::try_from(entry[0]).ok()?, entry[1..].try_into().ok()?);
		(root != [0; 32]).then_some(Some(Self { suite, root }))
	}
}

fn seal_plain(context: &Context, ring_key: &[u8; 32], nonce: &Nonce, plain: &[u8]) -> Vec<u8> {
	let bound = context.bound(b"salus/key-ring/v1");
	[MAGIC.as_slice(), &secret_box::seal(ring_key, nonce, &bound, plain)].concat()
}

/// Keeps the roots out of messages of failed tests.
impl fmt::Debug for KeyRing {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "KeyRing({} roots)", self.roots.len())
	}
}
