//! What keeping asks the chain about a patient.

mod client;

pub(super) use client::{within, LONGEST_ANSWER};

use crate::{
	kept::{Moment, Name, PatientId},
	refusal::Refusal,
};
use async_trait::async_trait;
use salus_client::{
	chain::{AskError, Heads, StaleHead, H256},
	emergency_ring::EmergencyRingOnChain,
};
use std::collections::{BTreeSet, HashSet};

/// Nothing is known: whatever was asked may be asked again.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
	/// The node does not show the present, or the own clock is wrong.
	#[error(transparent)]
	Stale(#[from] StaleHead),
	/// The node could not be asked, or what it said could not be read.
	#[error("the node could not be asked")]
	Unasked(#[from] AskError),
	/// The node does not answer.
	#[error("the node does not answer")]
	TooLate,
}

/// Where the chain stands.
#[async_trait]
pub trait HeadsOfChain: Send + Sync {
	/// The best and the finalized head, if neither is older than a minute by a clock that says `now`.
	async fn fresh_heads(&self, now: Moment) -> Result<Heads, Unanswered>;
}

/// What the chain names by a hash.
#[async_trait]
pub trait NamesOnChain: HeadsOfChain {
	/// The envelopes that the patient's live grants name at a block.
	async fn envelopes(&self, patient: &PatientId, at: H256) -> Result<HashSet<Name>, Unanswered>;

	/// The patient's emergency ring at a block.
	async fn emergency_ring(
		&self,
		patient: &PatientId,
		at: H256,
	) -> Result<Option<EmergencyRingOnChain>, Unanswered>;
}

/// How an account stands to a patient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
	/// It controls the patient.
	pub is_controller: bool,
	/// It controls the patient, or represents it with the power *consent*.
	pub may_consent: bool,
	/// The patient's side is frozen.
	pub is_frozen: bool,
	/// The epoch of the patient's key.
	pub epoch: u32,
}

/// Who speaks for a patient.
#[async_trait]
pub trait SpeakersOnChain: HeadsOfChain {
	/// The hash of the chain's first block.
	fn genesis(&self) -> [u8; 32];

	/// How an account stands to a patient at a block.
	async fn standing(
		&self,
		patient: &PatientId,
		account: &[u8; 32],
		at: H256,
	) -> Result<Standing, Unanswered>;
}

/// What patients erased.
#[async_trait]
pub trait ErasuresOnChain: HeadsOfChain {
	/// Those of these anchors that the patient has erased as of a block. One whose retention is over is not erased by that; the
	/// chain knows nothing of it any more, and the patient's trail tells whether it was erased before.
	async fn erased(
		&self,
		patient: &PatientId,
		anchors: &[u32],
		at: H256,
	) -> Result<BTreeSet<u32>, Unanswered>;

	/// What the chain has under the number of an anchor as of a block.
	async fn under(&self, patient: &PatientId, anchor: u32, at: H256) -> Result<Under, Unanswered>;
}

/// What the chain has under the number of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
	/// A batch of this class, with this root over its records' leaves.
	Batch {
		/// Its class.
		class: u16,
		/// Its root.
		root: Name,
	},
	/// A batch that was erased, or whose retention is over.
	Past,
	/// Nothing: no anchor of the patient has had this number by then.
	Nothing,
}

impl From<Unanswered> for Refusal {
	fn from(why: Unanswered) -> Self {
		tracing::warn!(error = %why, "nothing is done without the chain");
		Self::Unavailable
	}
}
