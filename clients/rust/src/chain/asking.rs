//! What a question can fail with.

use subxt::error::{
	BackendError, DispatchErrorDecodeError, EventsError, ExtrinsicDecodeErrorAt, ExtrinsicError,
	OnlineClientAtBlockError, RuntimeApiError, StorageError, StorageKeyError, StorageValueError,
	TransactionEventsError, TransactionProgressError,
};

/// The chain could not be asked, or what it answered could not be read. Whatever was asked may be asked again.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct AskError(Box<subxt::Error>);

impl AskError {
	/// The error as subxt has it.
	pub fn get(&self) -> &subxt::Error {
		&self.0
	}
}

impl From<subxt::Error> for AskError {
	fn from(error: subxt::Error) -> Self {
		Self(Box::new(error))
	}
}

macro_rules! from_errors_of_subxt {
	($($error:ty),+ $(,)?) => {
		$(impl From<$error> for AskError {
			fn from(error: $error) -> Self {
				subxt::Error::from(error).into()
			}
		})+
	};
}

from_errors_of_subxt!(
	subxt::rpcs::Error,
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
