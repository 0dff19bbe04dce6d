//! What a block holds, byte by byte.

use super::{AskError, SalusConfig};
use crate::hash::blake2b_256;
use subxt::{
	backend::utils::retry, config::RpcConfigFor, rpcs::methods::LegacyRpcMethods, utils::H256,
};

/// What a node is asked by its own methods.
pub(super) type Rpc = LegacyRpcMethods<RpcConfigFor<SalusConfig>>;

/// The transactions of a block, as they were sent. To find one of them takes neither the block's state, which most nodes keep for a while only,
/// nor its metadata, by which it may be unreadable where the block brings another runtime.
pub(super) struct Body(pub(super) Vec<Vec<u8>>);

impl Body {
	pub(super) async fn of(block: H256, rpc: &Rpc) -> Result<Self, AskError> {
		let shown = retry(|| async { Ok(rpc.chain_get_block(Some(block)).await?) }).await?;
		let missing = || subxt::Error::other_str("the node does not show the block");
		let transactions = shown.ok_or_else(missing)?.block.extrinsics;
		Ok(Self(transactions.into_iter().map(|bytes| bytes.0).collect()))
	}

	/// At which place one of these stands, by their hashes.
	pub(super) fn place(&self, hashes: &[H256]) -> Option<usize> {
		self.0.iter().position(|bytes| hashes.contains(&H256(blake2b_256(&[bytes]))))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_cannot_be_decoded_is_found() {
		let body = Body(vec![vec![4, 255], vec![255], Vec::new()]);
		let hash = |bytes: &[u8]| H256(blake2b_256(&[bytes]));
		assert_eq!(body.place(&[hash(&[1]), hash(&[255])]), Some(1));
		assert_eq!(body.place(&[hash(&[1])]), None);
	}
}
