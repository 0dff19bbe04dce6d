//! What a node that joins by warp sync keeps of the way to its first state.
//!
//! A proof of finality is made of the headers at which the voters changed. The queue hands them on
//! unchecked, since the proof was checked as a whole, and with them past what tells whether a block
//! is the best one. Here that is answered, so that they are kept.

use crate::aliases::BlockImport;
use salus_runtime::opaque::Block;
use sc_consensus::{
	BlockCheckParams, BlockImport as ImportsBlocks, BlockImportParams, ForkChoiceStrategy,
	ImportResult,
};
use sp_consensus::{BlockOrigin, Error as ConsensusError};

/// Takes blocks in as [`BlockImport`] does, and the headers of a proof besides.
#[derive(Clone)]
pub struct ProvenImport(pub BlockImport);

#[async_trait::async_trait]
impl ImportsBlocks<Block> for ProvenImport {
	type Error = ConsensusError;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		self.0.check_block(block).await
	}

	async fn import_block(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		if block.origin == BlockOrigin::WarpSync {
			// No state comes with it: the best block is the one whose state is loaded afterwards.
			block.fork_choice.get_or_insert(ForkChoiceStrategy::Custom(false));
		}
		self.0.import_block(block).await
	}
}
