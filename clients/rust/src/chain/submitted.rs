//! A transaction that a node took.

use super::{nonces::Account, Receipt, SalusConfig, SendError};
use std::sync::Arc;
use subxt::{
	client::OnlineClientAtBlockImpl,
	transactions::{TransactionInBlock, TransactionProgress, TransactionStatus},
	utils::H256,
};

/// What subxt says of a transaction that was in a block for 512 blocks, none of which became final.
const FINALITY_TIMEOUT: &str = "Finality timeout";

type AtBlock = OnlineClientAtBlockImpl<SalusConfig>;

/// A transaction on its way. It goes on when this is dropped: then nobody is told what becomes of it.
pub struct Submitted {
	pub(super) progress: TransactionProgress<SalusConfig, AtBlock>,
	pub(super) account: Arc<Account>,
	pub(super) nonce: u64,
}

impl Submitted {
	/// The transaction's hash.
	pub fn hash(&self) -> H256 {
		self.progress.extrinsic_hash()
	}

	/// Its nonce.
	pub fn nonce(&self) -> u64 {
		self.nonce
	}

	/// Waits until a block holds it, and its call succeeded there. Another block may hold it in the end: see [`Self::finalized`].
	pub async fn included(&mut self) -> Result<Receipt, SendError> {
		let (block, _) = self.next_block().await?;
		receipt(&block).await
	}

	/// Waits until a final block holds it, and its call succeeded there. May be called after [`Self::included`], or in its place.
	pub async fn finalized(&mut self) -> Result<Receipt, SendError> {
		loop {
			let (block, is_final) = self.next_block().await?;
			if is_final {
				return match receipt(&block).await {
					Err(SendError::Unknown(source)) => {
						Err(SendError::Elsewhere { block: block.block_hash(), source })
					},
					told => told,
				};
			}
		}
	}

	async fn next_block(
		&mut self,
	) -> Result<(TransactionInBlock<SalusConfig, AtBlock>, bool), SendError> {
		while let Some(status) = self.progress.next().await {
			let status = status.map_err(|error| self.lost(error))?;
			match status {
				TransactionStatus::InBestBlock(block) => return Ok((block, false)),
				TransactionStatus::InFinalizedBlock(block) => return Ok((block, true)),
				// The chain has used its nonce, at least for now.
				TransactionStatus::Dropped { message } if message == FINALITY_TIMEOUT => {
					return Err(SendError::NotFinal);
				},
				TransactionStatus::Invalid { message }
				| TransactionStatus::Dropped { message }
				| TransactionStatus::Error { message } => {
					self.account.free(self.nonce);
					return Err(SendError::LetGo(message));
				},
				TransactionStatus::Validated
				| TransactionStatus::Broadcasted
				| TransactionStatus::NoLongerInBestBlock => {},
			}
		}
		Err(self
			.lost(subxt::error::TransactionProgressError::UnexpectedEndOfTransactionStatusStream))
	}

	/// The next transaction asks the chain for its nonce, without a thought to this one or others.
	fn lost(&self, error: subxt::error::TransactionProgressError) -> SendError {
		self.account.forget();
		SendError::of_progress(error)
	}
}

async fn receipt(block: &TransactionInBlock<SalusConfig, AtBlock>) -> Result<Receipt, SendError> {
	let events = block.wait_for_success().await.map_err(SendError::of_events)?;
	Ok(Receipt { block: block.block_hash(), transaction: block.extrinsic_hash(), events })
}
