//! The patient's ring: the roots of all epochs, sealed, and the locks each of which alone opens it.
//!
//! Who has the roots opens every record and needs no grant: the ring is all that a patient must not lose. It lies with a
//! custodian, as a [`RingBackup`].

mod backup;
mod guardians;
mod locks;

pub use backup::{next_version, BackupError, RingBackup, RingKeepers, MAX_LOCKS, MAX_TEXT};
pub use guardians::{hand_over, open_handed, GuardianShare, LockedShare};
pub use locks::{random_recovery_words, RingLock, WordsError};

use crate::{
	epoch_keys::Root,
	sealing::DoesNotOpen,
	secret::Secret,
	secret_box::{self, Nonce},
	suite::Suite,
};
use rand_core::CryptoRng;
use zeroize::{ZeroizeOnDrop, Zeroizing};

#[cfg(test)]
mod tests;

/// The longest sealed ring, in bytes: room for the roots of more epochs than a patient begins.
pub const MAX_LENGTH: usize = 1 << 22;

const MAGIC: &[u8; 4] = b"SKR1";
/// Plain texts are padded to a multiple of this.
const BLOCK: usize = 256;
/// A suite and a root.
const ENTRY: usize = 33;
/// What stands for a root that is not known.
const UNKNOWN: [u8; ENTRY] = [0; ENTRY];

/// What is in the ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRing {
	/// The roots of the epochs from 0 on, at least one; nothing for one that is not known, since it was lost or somebody else
	/// began the epoch.
	pub roots: Vec<Option<EpochRoot>>,
}

/// The root of an epoch, and the suite of the keys that follow from it: a patient may change to another suite with a new
/// epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochRoot {
	/// The suite.
	pub suite: Suite,
	/// The root itself.
	pub root: Root,
}

/// What a ring and its locks are bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingContext {
	/// The patient's id.
	pub patient: [u8; 32],
	/// Counts up on one device ([`next_version`]); no measure of which ring is the patient's.
	pub version: u32,
}

impl RingContext {
	/// Tag, patient and version.
	fn bound(&self, tag: &[u8]) -> Vec<u8> {
		[tag, &self.patient, &self.version.to_le_bytes()].concat()
	}
}

/// Why there is no ring in what was sealed, or none that could be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
	/// It does not open with this key.
	#[error(transparent)]
	DoesNotOpen(#[from] DoesNotOpen),
	/// It is none of version 1; or it opens, to something that is none.
	#[error("the content is not that of a ring of version 1")]
	UnknownContent,
	/// There is no root in it, or more of them than fit into [`MAX_LENGTH`].
	#[error("a ring has the roots of 1 epoch to some 127,000")]
	WrongNumberOfRoots,
}

impl KeyRing {
	/// Seals the ring. A ring key is new with every version.
	pub fn seal(
		&self,
		context: &RingContext,
		ring_key: &Secret<32>,
		rng: &mut impl CryptoRng,
	) -> Result<Vec<u8>, RingError> {
		let nonce = secret_box::random_nonce(rng);
		let sealed = seal_plain(context, ring_key, &nonce, &self.to_plain()?);
		(sealed.len() <= MAX_LENGTH).then_some(sealed).ok_or(RingError::WrongNumberOfRoots)
	}

	/// The ring that was sealed with this key.
	pub fn open(
		context: &RingContext,
		ring_key: &Secret<32>,
		ring: &[u8],
	) -> Result<Self, RingError> {
		let sealed = ring.strip_prefix(MAGIC).filter(|_| ring.len() <= MAX_LENGTH);
		let sealed = sealed.ok_or(RingError::UnknownContent)?;
		let plain = secret_box::open(ring_key, &context.bound(b"salus/key-ring/v1"), sealed)?;
		Self::of_plain(&plain).ok_or(RingError::UnknownContent)
	}

	fn to_plain(&self) -> Result<Zeroizing<Vec<u8>>, RingError> {
		let number = u32::try_from(self.roots.len()).ok().filter(|number| *number > 0);
		let number = number.ok_or(RingError::WrongNumberOfRoots)?;
		let length = self.roots.len().checked_mul(ENTRY).and_then(|length| length.checked_add(4));
		let filled = length.and_then(|length| length.checked_next_multiple_of(BLOCK));
		let filled = filled.filter(|filled| *filled <= MAX_LENGTH);
		let filled = filled.ok_or(RingError::WrongNumberOfRoots)?;
		// Of its whole length at once, so that it leaves no shorter copy behind as it grows.
		let mut plain = Zeroizing::new(Vec::with_capacity(filled));
		plain.extend_from_slice(&number.to_le_bytes());
		for root in &self.roots {
			match root {
				Some(EpochRoot { suite, root }) => {
					plain.push((*suite).into());
					plain.extend_from_slice(root.bytes().expose());
				},
				None => plain.extend_from_slice(&UNKNOWN),
			}
		}
		plain.resize(filled, 0);
		Ok(plain)
	}

	/// The reverse of [`Self::to_plain`]: what that would not have made is refused.
	fn of_plain(plain: &[u8]) -> Option<Self> {
		let (number, rest) = plain.split_first_chunk()?;
		let number = usize::try_from(u32::from_le_bytes(*number)).ok()?;
		let entries = rest.as_chunks().0.get(..number)?;
		let roots = entries.iter().map(EpochRoot::of_entry).collect::<Option<_>>()?;
		let ring = Self { roots };
		(**ring.to_plain().ok()? == *plain).then_some(ring)
	}
}

impl ZeroizeOnDrop for KeyRing {}
impl ZeroizeOnDrop for EpochRoot {}

impl EpochRoot {
	/// Nothing if that is no entry; nothing inside if the root is not known.
	fn of_entry(entry: &[u8; ENTRY]) -> Option<Option<Self>> {
		if *entry == UNKNOWN {
			return Some(None);
		}
		let [suite, root @ ..] = entry;
		let suite = Suite::try_from(*suite).ok()?;
		let root = Root::new(Secret::of(root)?).ok()?;
		Some(Some(Self { suite, root }))
	}
}

fn seal_plain(
	context: &RingContext,
	ring_key: &Secret<32>,
	nonce: &Nonce,
	plain: &[u8],
) -> Vec<u8> {
	let bound = context.bound(b"salus/key-ring/v1");
	[MAGIC.as_slice(), &secret_box::seal(ring_key, nonce, &bound, plain)].concat()
}
