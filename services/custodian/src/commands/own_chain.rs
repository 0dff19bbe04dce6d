//! The chain of a configuration, for a command: nobody waits before it for a node that is not there.

use crate::{config::Config, operations::Unready};
use salus_client::chain::{Chain, ConnectError};
use std::time::Duration;
use tokio::time::timeout;

/// How long a node may take for one answer.
pub(super) const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotConnected {
	/// The node takes none.
	#[error(transparent)]
	Node(#[from] ConnectError),
	/// The node says nothing.
	#[error(
		"the node does not answer within ten seconds: is it running, and is `node` its address?"
	)]
	NoAnswer,
	/// The node is of another chain.
	#[error("{reason}: its first block is {shown}", reason = Unready::OtherChain, shown = hex::encode(.0))]
	OtherChain([u8; 32]),
}

/// Connects to the node that is configured.
pub(super) async fn connect(config: &Config) -> Result<Chain, NotConnected> {
	let connected = timeout(ANSWER_WITHIN, Chain::connect(&config.node)).await;
	let chain = connected.map_err(|_| NotConnected::NoAnswer)??;
	let shown = chain.genesis();
	if shown == config.genesis {
		Ok(chain)
	} else {
		Err(NotConnected::OtherChain(shown))
	}
}
