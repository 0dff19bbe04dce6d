//! What keeping asks the chain about writers, and about what they have anchored.

use super::asking::{within, HeadsOfChain, Unanswered, LONGEST_ANSWER};
use crate::kept::PatientId;
use async_trait::async_trait;
use salus_client::{
	chain::{types::Actor, AccountId32, Chain, H256},
	requests::Side,
};

/// Who writes for whom.
#[async_trait]
pub trait WritersOnChain: HeadsOfChain {
	/// Whether an account writes for this side at a block.
	async fn writes_for(
		&self,
		account: &[u8; 32],
		side: Side,
		at: H256,
	) -> Result<bool, Unanswered>;
}

/// A batch as the chain has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchored {
	/// Its class.
	pub class: u16,
	/// The root over its records' leaves.
	pub root: [u8; 32],
	/// How many records it has.
	pub leaves: u32,
	/// The organization for which it was written; none if by the patient's side.
	pub author: Option<u32>,
	/// The organization that keeps it, as its author says.
	pub custodian: u32,
	/// The epoch of the patient's key at this block.
	pub epoch: u32,
}

/// What was anchored.
#[async_trait]
pub trait AnchorsOnChain: HeadsOfChain {
	/// The batch of a patient's anchor at a block; nothing if there is none, or it was erased.
	async fn anchored(
		&self,
		patient: &PatientId,
		anchor: u32,
		at: H256,
	) -> Result<Option<Anchored>, Unanswered>;

	/// Whether an organization has followed another one by this block.
	async fn has_followed(
		&self,
		organization: u32,
		other: u32,
		at: H256,
	) -> Result<bool, Unanswered>;
}

#[async_trait]
impl WritersOnChain for Chain {
	async fn writes_for(
		&self,
		account: &[u8; 32],
		side: Side,
		at: H256,
	) -> Result<bool, Unanswered> {
		within(LONGEST_ANSWER, async { self.at(at).await?.writes_for(*account, side).await }).await
	}
}

#[async_trait]
impl AnchorsOnChain for Chain {
	async fn anchored(
		&self,
		patient: &PatientId,
		anchor: u32,
		at: H256,
	) -> Result<Option<Anchored>, Unanswered> {
		within(LONGEST_ANSWER, async {
			let at = self.at(at).await?;
			let (view, row) = tokio::try_join!(at.anchor(*patient, anchor), at.patient(*patient))?;
			let Some(anchor) = view.map(|view| view.anchor) else { return Ok(None) };
			let key = row.and_then(|row| row.key);
			Ok(anchor.batch.map(|batch| Anchored {
				class: anchor.class.0,
				root: batch.root.0,
				leaves: batch.leaves,
				author: organization_of(&anchor.author),
				custodian: anchor.custodian,
				epoch: key.map_or(0, |key| key.epoch),
			}))
		})
		.await
	}

	async fn has_followed(
		&self,
		organization: u32,
		other: u32,
		at: H256,
	) -> Result<bool, Unanswered> {
		within(LONGEST_ANSWER, async {
			let at = self.at(at).await?;
			let (row, now) = tokio::try_join!(at.organization(organization), at.time())?;
			Ok(row.is_some_and(|row| row.has_followed(other, now)))
		})
		.await
	}
}

/// For which organization somebody acts.
fn organization_of(actor: &Actor<AccountId32>) -> Option<u32> {
	match actor {
		Actor::Practitioner { organization, .. }
		| Actor::Gateway { organization, .. }
		| Actor::Organization { organization, .. } => Some(*organization),
		Actor::Person(_) | Actor::Authority | Actor::Chain => None,
	}
}
