//! A transaction that a node took.

use super::{
	fate::{Fate, Trace},
	nonces::Account,
	Receipt, SalusConfig, SendError,
};
use std::{sync::Arc, time::Duration};
use subxt::{
	client::OnlineClientAtBlockImpl,
	error::TransactionProgressError,
	transactions::{TransactionInBlock, TransactionProgress, TransactionStatus},
	utils::H256,
};

/// What subxt says of a transaction that was in a block for 512 blocks, none of which became final.
const FINALITY_TIMEOUT: &str = "Finality timeout";

/// For so long the node may tell nothing new of a transaction, until the chain is asked. A node's pool never tells of one that another node's
/// block has overtaken.
const SILENCE: Duration = Duration::from_secs(6);

type AtBlock = OnlineClientAtBlockImpl<SalusConfig>;

/// A transaction on its way. It goes on when this is dropped: then nobody is told what becomes of it.
pub struct Submitted {
	pub(super) progress: TransactionProgress<SalusConfig, AtBlock>,
	pub(super) account: Arc<Account>,
	pub(super) trace: Trace,
}

/// How far a transaction has to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
	/// Into a block.
	Block,
	/// Into a final one.
	FinalBlock,
}

/// How far it has come.
enum Step {
	/// Into a block.
	Block(TransactionInBlock<SalusConfig, AtBlock>),
	/// Into a final one.
	FinalBlock(TransactionInBlock<SalusConfig, AtBlock>),
	/// Into a final one of which the node did not tell, and this came of it.
	Outcome(Result<Receipt, SendError>),
}

impl Submitted {
	/// The transaction's hash.
	pub fn hash(&self) -> H256 {
		self.progress.extrinsic_hash()
	}

	/// Its nonce.
	pub fn nonce(&self) -> u64 {
		self.trace.nonce
	}

	/// Waits until a block holds it, and its call succeeded there. Another block may hold it in the end: see [`Self::finalized`].
	pub async fn included(&mut self) -> Result<Receipt, SendError> {
		match self.next_step().await? {
			Step::Block(block) | Step::FinalBlock(block) => receipt(&block).await,
			Step::Outcome(outcome) => outcome,
		}
	}

	/// Waits until a final block holds it, and its call succeeded there. May be called after [`Self::included`], or in its place.
	pub async fn finalized(&mut self) -> Result<Receipt, SendError> {
		loop {
			match self.next_step().await? {
				Step::Block(_) => {},
				Step::FinalBlock(block) => {
					return match receipt(&block).await {
						Err(SendError::Unknown(source)) => {
							Err(SendError::Elsewhere { block: block.block_hash(), source })
						},
						told => told,
					};
				},
				Step::Outcome(outcome) => return outcome,
			}
		}
	}

	/// What came of it in the block that [`SendError::Elsewhere`] names: perhaps it can be read by now, as where another node answers. Otherwise this is the same error.
	pub async fn outcome_in(&mut self, block: H256) -> Result<Receipt, SendError> {
		self.trace.outcome_in(block).await
	}

	/// Waits until it has come so far.
	pub(super) async fn reaches(&mut self, goal: Goal) -> Result<Receipt, SendError> {
		match goal {
			Goal::Block => self.included().await,
			Goal::FinalBlock => self.finalized().await,
		}
	}

	async fn next_step(&mut self) -> Result<Step, SendError> {
		loop {
			let Ok(told) = tokio::time::timeout(SILENCE, self.progress.next()).await else {
				match self.trace.fate().await {
					Ok(Fate::Final(outcome)) => return Ok(Step::Outcome(outcome)),
					Ok(Fate::Superseded) => return Err(self.gone(SendError::Superseded)),
					Ok(Fate::Expired) => {
						return Err(self.gone(SendError::LetGo("its lifetime is over".into())));
					},
					Ok(Fate::Undecided | Fate::Unused) | Err(_) => continue,
				}
			};
			let status =
				told.ok_or(TransactionProgressError::UnexpectedEndOfTransactionStatusStream);
			match status.flatten().map_err(|error| self.lost(error))? {
				TransactionStatus::InBestBlock(block) => return Ok(Step::Block(block)),
				TransactionStatus::InFinalizedBlock(block) => return Ok(Step::FinalBlock(block)),
				// The chain has used its nonce, at least for now.
				TransactionStatus::Dropped { message } if message == FINALITY_TIMEOUT => {
					return Err(SendError::NotFinal);
				},
				TransactionStatus::Invalid { message }
				| TransactionStatus::Dropped { message }
				| TransactionStatus::Error { message } => {
					return Err(self.gone(SendError::LetGo(message)));
				},
				TransactionStatus::Validated
				| TransactionStatus::Broadcasted
				| TransactionStatus::NoLongerInBestBlock => {},
			}
		}
	}

	/// The node does not have it any more: its nonce is free.
	fn gone(&self, why: SendError) -> SendError {
		self.account.free(self.trace.nonce);
		why
	}

	/// The next transaction asks the chain for its nonce, without a thought to this one or others.
	fn lost(&self, error: TransactionProgressError) -> SendError {
		self.account.forget();
		SendError::of_progress(error)
	}
}

async fn receipt(block: &TransactionInBlock<SalusConfig, AtBlock>) -> Result<Receipt, SendError> {
	let events = block.wait_for_success().await.map_err(SendError::of_events)?;
	Ok(Receipt { block: block.block_hash(), transaction: block.extrinsic_hash(), events })
}
