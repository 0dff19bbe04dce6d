//! What a custodian keeps.

/// A patient's id.
pub type PatientId = [u8; 32];
/// BLAKE2b-256 of what it names.
pub type Name = [u8; 32];
/// Milliseconds since 1970.
pub type Moment = u64;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writer {
	/// An organization, for which a practitioner or a gateway of its writes.
	Organization(u32),
	/// A patient's side.
	Patient(PatientId),
}

/// What a writer has here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
	/// Bytes that belong to a batch, or are a piece.
	pub kept: u64,
	/// Bytes that belong to nothing yet.
	pub loose: u64,
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
