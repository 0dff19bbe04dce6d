//! The types of this node's parts, of which several files speak.

use salus_runtime::{opaque::Block, RuntimeApi};
use sc_consensus::LongestChain;
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf};
use sc_executor::WasmExecutor;
use sc_service::{TFullBackend, TFullClient};
use sc_transaction_pool::TransactionPoolHandle;
use std::sync::Arc;

/// The chain as this node knows it. Blocks are executed in Wasm with the stock host functions, so
/// any Substrate node can execute them.
pub type FullClient = TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;

/// The database.
pub type FullBackend = TFullBackend<Block>;

/// The transactions that wait for a block.
pub type FullPool = TransactionPoolHandle<Block, FullClient>;

/// Follows the longest chain that GRANDPA has not ruled out.
pub type SelectChain = LongestChain<FullBackend, Block>;

/// Takes blocks in, and with them the changes of GRANDPA's validators.
pub type BlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, SelectChain>;

/// What joins [`BlockImport`] to the voter.
pub type GrandpaLink = LinkHalf<Block, FullClient, SelectChain>;

/// How the node keeps step with its peers' chain.
pub type Sync = Arc<sc_network_sync::SyncingService<Block>>;
