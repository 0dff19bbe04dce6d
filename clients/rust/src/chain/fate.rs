//! What became of a transaction of which the node tells nothing, or that it let go of: the chain is asked.

use super::{AskError, AtBlock, Chain, Receipt, SendError};
use subxt::utils::{AccountId32, H256};

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
	/// A block that is not final yet holds a transaction with the nonce: perhaps one of them.
	Undecided,
	/// No block holds a transaction with the nonce.
	Unused,
	/// The same, and every next block is too late for it.
	Expired,
}

impl Trace {
	/// As the node shows the chain.
	pub(super) async fn fate(&self) -> Result<Fate, AskError> {
		let (best, finalized) = self.chain.both().await?;
		if self.is_nonce_used(&finalized).await? {
			let outcome = self.final_outcome(&finalized).await?;
			return Ok(outcome.map_or(Fate::Superseded, Fate::Final));
		}
		if self.is_nonce_used(&best).await? {
			return Ok(Fate::Undecided);
		}
		let is_expired = best.number().saturating_add(1) >= self.death;
		Ok(if is_expired { Fate::Expired } else { Fate::Unused })
	}

	async fn is_nonce_used(&self, at: &AtBlock) -> Result<bool, AskError> {
		Ok(at.client().transactions().account_nonce(&self.id).await? > self.nonce)
	}

	/// What came of it in a final block; nothing if none holds it.
	async fn final_outcome(
		&self,
		finalized: &AtBlock,
	) -> Result<Option<Result<Receipt, SendError>>, AskError> {
		for number in self.birth.saturating_add(1)..=self.death.min(finalized.number()) {
			// Another node may answer by now, which has fewer of them.
			let missing =
				|| subxt::Error::other_str("the node shows fewer final blocks than before");
			let block = self.chain.final_block(number).await?.ok_or_else(missing)?;
			let outcome = self.chain.at(block).await?.outcome(&self.hashes).await?;
			if outcome.is_some() {
				return Ok(outcome);
			}
		}
		Ok(None)
	}
}
