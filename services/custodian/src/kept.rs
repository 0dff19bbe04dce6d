//! What a custodian keeps.

use salus_client::requests::NONCE_MEMORY;
use serde::{Deserialize, Serialize};

/// A patient's id.
pub type PatientId = [u8; 32];
/// BLAKE2b-256 of what it names.
pub type Name = [u8; 32];
/// Milliseconds since 1970.
pub type Moment = u64;

/// What a request may take, in milliseconds, from the moment at which its time is looked at until its nonce is noted: it may wait for room, for an account, and for its ticket to be final.
const NOTED_WITHIN: u64 = 5 * 60 * 1000;

/// From when on a nonce counts as new again that is noted at this moment: no copy of its request that was in time is on its way then.
pub(crate) fn nonce_free_from(noted: Moment) -> Moment {
	noted.saturating_add(NONCE_MEMORY).saturating_add(NOTED_WITHIN)
}

/// A sealed record of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptRecord {
	/// The salted commitment to its content, which stands in its leaf.
	pub commitment: [u8; 32],
	/// The hash of the sealed bytes, under which the vault has them.
	pub name: Name,
}

/// The records of one class under an anchor, in their order, and the header that leads to their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBatch {
	/// Whose records they are.
	pub patient: PatientId,
	/// The number of their anchor.
	pub anchor: u32,
	/// Their class.
	pub class: u16,
	/// The present header.
	pub header: Vec<u8>,
	/// BLAKE2b-256 of the header with which the batch was handed in.
	pub handed_in: Name,
	/// Headers in whose place another one came, the latest first.
	pub earlier: Vec<EarlierHeader>,
	/// In the order of the tree's leaves.
	pub records: Vec<KeptRecord>,
	/// Who handed it in.
	pub writer: Writer,
}

/// Where a batch stands that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
	/// It came in, and it is not known yet whether the finalized chain has it.
	New,
	/// The finalized chain has it.
	Settled,
	/// Neither head knows it: since when that has been seen.
	Unknown {
		/// By the custodian's clock.
		since: Moment,
	},
	/// It is destroyed, step by step.
	Ending {
		/// What was handed in later is not meant.
		since: Moment,
	},
}

/// What is destroyed next of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndingRecords {
	/// Its last records.
	pub names: Vec<Name>,
	/// Those of them that no other batch names, and that nobody handed in again.
	pub doomed: Vec<Name>,
}

/// A header in whose place another one came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierHeader {
	/// Its bytes.
	pub header: Vec<u8>,
	/// When it was replaced.
	pub replaced: Moment,
}

/// What there is of a patient by what the chain keeps of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamedKind {
	/// The keys of a grant, sealed to its grantee.
	Envelope,
	/// A ring for emergencies, with a share for each custodian: its JSON.
	EmergencyRing,
}

/// A backup of a patient's ring, without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupEntry {
	/// Which of the patient's backups: later ones have higher numbers.
	pub number: u64,
	/// The account from which it came.
	pub account: [u8; 32],
	/// When.
	pub at: Moment,
}

/// On whose account bytes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Writer {
	/// An organization, for which a practitioner or a gateway of its writes.
	Organization(u32),
	/// A patient's side.
	Patient(PatientId),
}

/// The room that a writer takes here, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
	/// All but what is loose.
	pub kept: u64,
	/// Records that no batch names yet.
	pub loose: u64,
}

impl Usage {
	/// Both.
	pub fn total(&self) -> u64 {
		self.kept.saturating_add(self.loose)
	}
}

/// A piece of a batch's package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPiece {
	/// Whose records they are.
	pub patient: PatientId,
	/// The number of their anchor.
	pub anchor: u32,
	/// Which piece of the plan.
	pub index: u8,
	/// The root over its chunks, as the plan on the chain has it.
	pub root: [u8; 32],
	/// Its length in bytes.
	pub length: u64,
	/// On whose account it is kept.
	pub writer: Writer,
	/// Until when the chain was told that it is kept.
	pub held_until: Option<Moment>,
	/// When it was last compared with its root, by a chunk at random.
	pub proved: Option<Moment>,
	/// Since when no plan on the chain has it.
	pub dropped: Option<Moment>,
	/// Since when it is known to be lost or damaged.
	pub lost: Option<Moment>,
}

/// How pieces are, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PieceFigures {
	/// So many are lost or damaged that no plan has dropped.
	pub lost: u64,
	/// So many were never proved, or are to be proved at once.
	pub waiting: u64,
	/// When that of the others was proved whose proof is the oldest. Nothing where there are none.
	pub oldest_proof: Option<Moment>,
}

/// What came of charging bytes to a writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charged {
	/// They are on its account.
	New,
	/// They were charged before, to this writer or to another one. Nothing changed.
	Known,
	/// They would be more than the writer may have here. Nothing changed.
	OverLimit,
}

/// Whose store it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
	/// The hash of the first block of the chain.
	pub genesis: [u8; 32],
	/// The organization's number there.
	pub organization: u32,
}
