//! A connection to a node, and what is sent over it.

use super::{body::Rpc, nonces::Nonces, AskError, AtBlock, Head, Heads, SalusConfig};
use std::{sync::Arc, time::Duration};
use subxt::{
	backend::{utils::retry, LegacyBackend},
	error::OnlineClientError,
	rpcs::{
		client::reconnecting_rpc_client::{ExponentialBackoff, RpcClient as ReconnectingRpcClient},
		methods::LegacyRpcMethods,
		utils::validate_url_is_secure,
		RpcClient,
	},
	utils::{AccountId32, H256},
	OnlineClient,
};

/// The longest pause between two attempts to connect again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// No connection came about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
	/// The URL is none of a WebSocket, or of one of a machine elsewhere and not encrypted.
	#[error("its URL is to begin with wss://, or with ws:// where it is on this machine, such as ws://127.0.0.1:9944")]
	Url,
	/// The node is out of reach.
	#[error("the node is out of reach: {0}")]
	OutOfReach(String),
	/// The node did not tell which chain it is of.
	#[error("the node did not tell its chain")]
	Chain(#[from] OnlineClientError),
}

/// A connection to a node of the chain. Clones share it, with the nonces that were taken.
#[derive(Clone)]
pub struct Chain {
	client: OnlineClient<SalusConfig>,
	rpc: Rpc,
	pub(super) nonces: Arc<Nonces>,
}

/// The two heads, and the chain at each.
#[derive(Clone)]
pub struct Present {
	/// The heads.
	pub heads: Heads,
	/// The chain at the best one.
	pub best: AtBlock,
	/// The chain at the finalized one.
	pub finalized: AtBlock,
}

/// Whether a node may have this URL: [`ConnectError::Url`] if not.
pub fn ensure_node_url(url: &str) -> Result<(), ConnectError> {
	let is_web_socket = url.starts_with("wss://") || url.starts_with("ws://");
	let is_secure = validate_url_is_secure(url).is_ok();
	(is_web_socket && is_secure).then_some(()).ok_or(ConnectError::Url)
}

impl Chain {
	/// Connects to the node at `url`, such as `wss://node.example:9944`, and again whenever the connection is lost. Without encryption it
	/// goes to this machine only. While the node is out of reach questions wait for it: whoever cannot wait sets a time limit.
	pub async fn connect(url: &str) -> Result<Self, ConnectError> {
		ensure_node_url(url)?;
		let client = ReconnectingRpcClient::builder()
			.retry_policy(ExponentialBackoff::from_millis(10).max_delay(LONGEST_PAUSE))
			.build(url)
			.await;
		let client = client.map_err(|error| ConnectError::OutOfReach(error.to_string()))?;
		Self::over(client).await
	}

	/// Takes a connection that the program brings along.
	pub async fn over(client: impl Into<RpcClient>) -> Result<Self, ConnectError> {
		let client = client.into();
		// These methods tell by a number why a transaction is not taken; the later ones tell it in words.
		let backend = LegacyBackend::builder().build(client.clone());
		let online =
			OnlineClient::from_backend_with_config(SalusConfig::default(), Arc::new(backend))
				.await?;
		Ok(Self { client: online, rpc: LegacyRpcMethods::new(client), nonces: Arc::default() })
	}

	/// The hash of the chain's first block.
	pub fn genesis(&self) -> [u8; 32] {
		self.client.genesis_hash().0
	}

	/// The hash of the first block that the node shows now: after the connection was lost, another node may answer, and one of another chain.
	pub async fn shown_genesis(&self) -> Result<[u8; 32], AskError> {
		Ok(retry(|| async { Ok(self.rpc.genesis_hash().await?) }).await?.0)
	}

	/// The client of subxt, for whatever this library has no method for. Its `at_current_block` is the finalized block, and the nonces
	/// that it asks for there know nothing of transactions on their way.
	pub fn client(&self) -> &OnlineClient<SalusConfig> {
		&self.client
	}

	/// The best and the finalized block, each with the chain's clock in it.
	pub async fn heads(&self) -> Result<Heads, AskError> {
		Ok(self.present().await?.heads)
	}

	/// The heads, and the chain at them.
	pub async fn present(&self) -> Result<Present, AskError> {
		let (best, finalized) = self.both().await?;
		present_at(best, finalized).await
	}

	/// The same as [`Self::present`]. As long as the heads are those of `known` no more is asked.
	pub async fn present_after(&self, known: &Present) -> Result<Present, AskError> {
		let (best, finalized) = self.both_hashes().await?;
		if best == known.best.hash() && finalized == known.finalized.hash() {
			return Ok(known.clone());
		}
		present_at(self.at(best).await?, self.at(finalized).await?).await
	}

	/// The chain at its best and at its finalized block.
	pub(super) async fn both(&self) -> Result<(AtBlock, AtBlock), AskError> {
		let (best, finalized) = self.both_hashes().await?;
		Ok((self.at(best).await?, self.at(finalized).await?))
	}

	async fn both_hashes(&self) -> Result<(H256, H256), AskError> {
		// In this order, since the best one is never behind the finalized one.
		let finalized = self.finalized().await?;
		Ok((self.best().await?, finalized))
	}

	/// The chain at a block.
	pub async fn at(&self, block: H256) -> Result<AtBlock, AskError> {
		Ok(AtBlock(self.client.at_block(block).await?, self.rpc.clone()))
	}

	/// The chain at its best block. What is asked at it may be otherwise in the end, after a fork.
	pub async fn at_best(&self) -> Result<AtBlock, AskError> {
		self.at(self.best().await?).await
	}

	/// The chain at its finalized block.
	pub async fn at_finalized(&self) -> Result<AtBlock, AskError> {
		self.at(self.finalized().await?).await
	}

	/// The nonce that the chain expects of an account next, at its best block. Those on their way are not counted.
	pub async fn nonce(&self, account: [u8; 32]) -> Result<u64, AskError> {
		let at_best = self.at_best().await?;
		Ok(at_best.client().transactions().account_nonce(&AccountId32(account)).await?)
	}

	/// The same, past those that are ready in the node's pool, whoever sent them.
	pub(super) async fn nonce_past_pool(&self, account: &AccountId32) -> Result<u64, AskError> {
		Ok(retry(|| async { Ok(self.rpc.system_account_next_index(account).await?) }).await?)
	}

	/// The hash of the final block of this number; nothing where finality has not come so far.
	pub async fn final_block(&self, number: u64) -> Result<Option<H256>, AskError> {
		let finalized = self.at_finalized().await?;
		if finalized.number() < number {
			return Ok(None);
		}
		self.block(number).await
	}

	/// The hash of the block of this number, which the best one follows; nothing where the chain has not come so far.
	pub(super) async fn block(&self, number: u64) -> Result<Option<H256>, AskError> {
		let number = Some(number.into());
		Ok(retry(|| async { Ok(self.rpc.chain_get_block_hash(number).await?) }).await?)
	}

	pub(super) fn rpc(&self) -> &Rpc {
		&self.rpc
	}

	async fn best(&self) -> Result<H256, AskError> {
		let best = retry(|| async { Ok(self.rpc.chain_get_block_hash(None).await?) }).await?;
		best.ok_or_else(|| subxt::Error::other_str("the node names no best block").into())
	}

	async fn finalized(&self) -> Result<H256, AskError> {
		Ok(retry(|| async { Ok(self.rpc.chain_get_finalized_head().await?) }).await?)
	}
}

async fn present_at(best: AtBlock, finalized: AtBlock) -> Result<Present, AskError> {
	let heads = Heads { best: head(&best).await?, finalized: head(&finalized).await? };
	Ok(Present { heads, best, finalized })
}

async fn head(at: &AtBlock) -> Result<Head, AskError> {
	Ok(Head { hash: at.hash(), number: at.number(), time: at.time().await? })
}
