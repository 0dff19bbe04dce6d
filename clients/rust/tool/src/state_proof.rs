//! Proofs of what stands in the chain's state.
//!
//! A node that is asked `state_getReadProof` answers with nodes of the trie over the state. Together with the
//! state's root, out of a block's header, they show a key's value, or that there is none: a node can hold an
//! answer back, but not forge one. The trie is the SDK's own.

use sp_core::{Blake2Hasher, H256};
use sp_trie::{read_trie_value, LayoutV1, StorageProof};

/// The nodes do not lead from the root to the key: one is missing, or was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not lead from this root to this key")]
pub struct StateProofError;

/// What stands under `key` in the state with this root, as `proof` shows; `None` if nothing does.
///
/// Further nodes in the proof, for other keys, do no harm.
pub fn proven_value(
	root: &[u8; 32],
	proof: Vec<Vec<u8>>,
	key: &[u8],
) -> Result<Option<Vec<u8>>, StateProofError> {
	let nodes = StorageProof::new(proof).into_memory_db::<Blake2Hasher>();
	read_trie_value::<LayoutV1<Blake2Hasher>, _>(&nodes, &H256(*root), key, None, None)
		.map_err(|_| StateProofError)
}
