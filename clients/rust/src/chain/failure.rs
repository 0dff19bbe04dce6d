//! What can become of a transaction that did not do what it should.

use super::{AskError, NotTaken};
use subxt::{
	error::{DispatchError, TransactionEventsError, TransactionProgressError},
	utils::H256,
};

/// A pallet refused a call, which a block holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chain refused it: {pallet}.{name}")]
pub struct Refusal {
	/// The pallet, such as `Consent`.
	pub pallet: String,
	/// The name of its error, such as `GrantNotFound`.
	pub name: String,
}

/// Why a transaction did not do what it should.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
	/// A block holds it, and a pallet refused the call.
	#[error(transparent)]
	Refused(Refusal),
	/// A block holds it, and the call failed with an error that is no pallet's.
	#[error("the call failed: {0}")]
	Failed(DispatchError),
	/// The node did not take it, so no block can hold it.
	#[error("the node did not take the transaction: {0}")]
	NotTaken(NotTaken),
	/// The node took it, and dropped it or found it invalid afterwards. Another node may still have it.
	#[error("the node let go of the transaction: {0}")]
	LetGo(String),
	/// A final block holds another transaction of the account with its nonce: no block can hold this one any more, and its call may be sent again.
	#[error("another transaction of the account took its place")]
	Superseded,
	/// A block holds it, and the node waits no longer for that block to become final: ask later whether it did, by the transaction's hash.
	#[error("a block holds the transaction, and finality is too far behind for the node to wait")]
	NotFinal,
	/// The connection was lost, or the node stopped telling of it. Whether a block holds it is unknown, as long as it is valid.
	#[error("what became of the transaction is unknown")]
	Unknown(#[source] AskError),
	/// A final block holds it, and not the one that was told first, if any was. [`Submitted::outcome_in`](super::Submitted::outcome_in) asks again.
	#[error(
		"block {block} holds the transaction in the end, and what it did there could not be read"
	)]
	Elsewhere {
		/// The final block.
		block: H256,
		/// Why it could not be read.
		#[source]
		source: AskError,
	},
	/// It could not be made, or nothing of it was sent.
	#[error("nothing was sent")]
	NotSent(#[source] AskError),
}

impl SendError {
	pub(super) fn of_events(error: TransactionEventsError) -> Self {
		match error {
			TransactionEventsError::ExtrinsicFailed(error) => Self::of_dispatch(error),
			other => Self::Unknown(other.into()),
		}
	}

	pub(super) fn of_progress(error: TransactionProgressError) -> Self {
		Self::Unknown(error.into())
	}

	pub(super) fn of_dispatch(error: DispatchError) -> Self {
		let refusal = match &error {
			DispatchError::Module(module) => module.details().ok().map(|details| Refusal {
				pallet: details.pallet.name().to_owned(),
				name: details.variant.name.clone(),
			}),
			_ => None,
		};
		refusal.map_or(Self::Failed(error), Self::Refused)
	}

	/// The name of the pallet's error, if a pallet refused the call.
	pub fn refusal(&self) -> Option<&Refusal> {
		match self {
			Self::Refused(refusal) => Some(refusal),
			_ => None,
		}
	}
}
