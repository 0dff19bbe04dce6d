//! What became of a transaction of which the node tells nothing, or that it let go of: the chain is asked.

use super::{body::Body, AskError, AtBlock, Chain, Receipt, SendError};
use std::{future::Future, ops::RangeInclusive, time::Duration};
use subxt::utils::{AccountId32, H256};
use tokio::time::timeout;

/// For so long an answer is waited for: while the node is out of reach a question waits, and the loss of the connection would not be told.
const ANSWER_WITHIN: Duration = Duration::from_secs(6);

/// By what the chain knows a transaction.
pub(super) struct Trace {
	pub(super) chain: Chain,
	/// The account.
	pub(super) id: AccountId32,
	pub(super) nonce: u64,
	/// Its hash, after those of the transactions of the same call and nonce that the node let go of.
	pub(super) hashes: Vec<H256>,
	/// The block at which the life of the first of them begins, and the first block that is too late for this one.
	pub(super) birth: u64,
	pub(super) death: u64,
}

/// What became of a transaction, and of those of the same call that had its nonce before it.
pub(super) enum Fate {
	/// A final block holds one of them, and this came of it.
	Final(Result<Receipt, SendError>),
	/// A final block holds another transaction with the nonce, so that no block can hold any of them any more.
	Superseded,
	/// A block holds a transaction with the nonce: perhaps one of them, if it is not final yet; or it is, and the node did not tell for now what came of it.
	Undecided,
	/// No block holds a transaction with the nonce.
	Unused,
	/// The same, and every next block is too late for it.
	Expired,
}

impl Trace {
	/// As the node shows the chain. Each question has its time, and not all of them together: over a slow connection they would never come to their end.
	pub(super) async fn fate(&self) -> Result<Fate, AskError> {
		// In this order, since the best one is never behind the finalized one.
		let finalized = in_time(self.chain.at_finalized()).await?;
		if self.is_nonce_used(&finalized).await? {
			return self.of_used_nonce(&finalized).await;
		}
		let best = in_time(self.chain.at_best()).await?;
		if self.is_nonce_used(&best).await? {
			return Ok(Fate::Undecided);
		}
		let is_expired = best.number().saturating_add(1) >= self.death;
		Ok(if is_expired { Fate::Expired } else { Fate::Unused })
	}

	async fn is_nonce_used(&self, at: &AtBlock) -> Result<bool, AskError> {
		let next = async { Ok(at.client().transactions().account_nonce(&self.id).await?) };
		Ok(in_time(next).await? > self.nonce)
	}

	/// A final block holds one of them, or another transaction in their place.
	async fn of_used_nonce(&self, finalized: &AtBlock) -> Result<Fate, AskError> {
		let Some(block) = self.holder(finalized).await? else { return Ok(Fate::Superseded) };
		Ok(match self.outcome_in(block).await {
			Err(SendError::Elsewhere { source, .. }) if !source.is_answer() => Fate::Undecided,
			outcome => Fate::Final(outcome),
		})
	}

	/// What came of the one of them that this block holds.
	pub(super) async fn outcome_in(&self, block: H256) -> Result<Receipt, SendError> {
		let outcome = self.told_outcome(block).await;
		outcome.unwrap_or_else(|source| Err(SendError::Elsewhere { block, source }))
	}

	async fn told_outcome(&self, block: H256) -> Result<Result<Receipt, SendError>, AskError> {
		let at = in_time(self.chain.at(block)).await?;
		// It was found there. So this says nothing of what came of it, and least of all that it may be sent again.
		let missing = || subxt::Error::other_str("the node shows the block without it");
		Ok(in_time(at.outcome(&self.hashes)).await?.ok_or_else(missing)?)
	}

	/// The final block that holds one of them; nothing if none does.
	async fn holder(&self, finalized: &AtBlock) -> Result<Option<H256>, AskError> {
		let mut holder = None;
		for number in self.possible_users(finalized).await {
			let block = self.block(number).await?;
			let body = in_time(Body::of(block, self.chain.rpc())).await?;
			if body.place(&self.hashes).is_some() {
				holder = Some(block);
				break;
			}
		}
		// Another node may answer by now, which is behind, or on a fork.
		if self.block(finalized.number()).await? != finalized.hash() {
			return Err(subxt::Error::other_str("the node shows another chain than before").into());
		}
		Ok(holder)
	}

	/// The numbers of the final blocks of which one used the nonce, if it is not too late for all of them: one block, or more where the node
	/// does not have their states any more.
	async fn possible_users(&self, finalized: &AtBlock) -> RangeInclusive<u64> {
		let (mut before, mut user) = (self.birth, self.death.min(finalized.number()));
		while before.saturating_add(1) < user {
			let between = before.midpoint(user);
			match self.was_nonce_used(between).await {
				Ok(true) => user = between,
				Ok(false) => before = between,
				Err(_) => break,
			}
		}
		before.saturating_add(1)..=user
	}

	async fn was_nonce_used(&self, number: u64) -> Result<bool, AskError> {
		let block = self.block(number).await?;
		self.is_nonce_used(&in_time(self.chain.at(block)).await?).await
	}

	async fn block(&self, number: u64) -> Result<H256, AskError> {
		let missing = || subxt::Error::other_str("the node shows fewer blocks than before");
		Ok(in_time(self.chain.block(number)).await?.ok_or_else(missing)?)
	}
}

/// The answer, if it comes in time.
async fn in_time<T>(answer: impl Future<Output = Result<T, AskError>>) -> Result<T, AskError> {
	let late = |_| subxt::rpcs::Error::Client("the node does not answer".into());
	timeout(ANSWER_WITHIN, answer).await.map_err(late)?
}
