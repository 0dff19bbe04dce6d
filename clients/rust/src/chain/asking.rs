//! What a question can fail with.

use subxt::{
	error::{
		BackendError, DispatchErrorDecodeError, EventsError, ExtrinsicDecodeErrorAt,
		ExtrinsicError, OnlineClientAtBlockError, RpcError, RuntimeApiError, StorageError,
		StorageKeyError, StorageValueError, TransactionEventsError, TransactionProgressError,
	},
	rpcs::{self, UserError},
	Error,
};

/// The chain could not be asked, or what it answered could not be read. Whatever was asked may be asked again.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct AskError(Box<Error>);

impl AskError {
	/// The error as subxt has it.
	pub fn get(&self) -> &Error {
		&self.0
	}

	/// Whether the node answered what came of a transaction in a block, and the answer was no use: it answers the same again. Otherwise it did not for now: the connection was lost,
	/// or was slow, or the node had too much to do.
	pub(super) fn is_answer(&self) -> bool {
		use OnlineClientAtBlockError::{
			CannotGetBlockHeader, CannotGetMetadata, CannotGetSpecVersion,
		};
		match self.get() {
			Error::OtherRpcClientError(error) => is_answer(error),
			Error::BackendError(reason)
			| Error::EventsError(EventsError::CannotFetchEventBytes(reason))
			| Error::OnlineClientAtBlockError(
				CannotGetBlockHeader { reason, .. } | CannotGetSpecVersion { reason, .. },
			) => {
				matches!(reason, BackendError::Rpc(RpcError::ClientError(error)) if is_answer(error))
			},
			// Why, subxt tells in words only.
			Error::OnlineClientAtBlockError(CannotGetMetadata { .. }) => false,
			_ => true,
		}
	}
}

/// What JSON-RPC itself refuses has a negative number, such as a request too many. It says nothing of what was asked.
fn is_answer(error: &rpcs::Error) -> bool {
	match error {
		rpcs::Error::User(UserError { code, .. }) => *code >= 0,
		rpcs::Error::Client(_) | rpcs::Error::DisconnectedWillReconnect(_) => false,
		_ => true,
	}
}

impl From<Error> for AskError {
	fn from(error: Error) -> Self {
		Self(Box::new(error))
	}
}

macro_rules! from_errors_of_subxt {
	($($error:ty),+ $(,)?) => {
		$(impl From<$error> for AskError {
			fn from(error: $error) -> Self {
				Error::from(error).into()
			}
		})+
	};
}

from_errors_of_subxt!(
	rpcs::Error,
	BackendError,
	DispatchErrorDecodeError,
	EventsError,
	ExtrinsicDecodeErrorAt,
	ExtrinsicError,
	OnlineClientAtBlockError,
	RuntimeApiError,
	StorageError,
	StorageKeyError,
	StorageValueError,
	TransactionEventsError,
	TransactionProgressError,
);

#[cfg(test)]
mod tests {
	use super::*;

	fn answered(code: i32) -> rpcs::Error {
		rpcs::Error::User(UserError { code, message: "message".into(), data: None })
	}

	#[test]
	fn what_the_node_says_of_a_block_is_an_answer_and_a_lost_connection_is_none() {
		type OfEvents = fn(BackendError) -> AskError;
		let ways: [OfEvents; 2] =
			[AskError::from, |reason| EventsError::CannotFetchEventBytes(reason).into()];
		for way in ways {
			let is_answer = |error: rpcs::Error| way(error.into()).is_answer();
			assert!(is_answer(answered(4003)), "the state is discarded");
			assert!(!is_answer(answered(-32_999)), "a request too many");
			assert!(!is_answer(rpcs::Error::Client("lost".into())));
			assert!(!is_answer(rpcs::Error::DisconnectedWillReconnect("lost".into())));
		}
		assert!(!AskError::from(rpcs::Error::Client("late".into())).is_answer());
		assert!(AskError::from(EventsError::CannotFindPalletWithIndex(7)).is_answer());
	}
}
