//! Why a transaction is turned away, in numbers that a client shows.

use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// Why a transaction is not taken into the pool. Stock clients show `1010: Invalid Transaction: Custom error: n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Refusal {
	/// A meta transaction is good for ever, or for too long. Sign one with a shorter era.
	TooLongLived = 1,
	/// A free transaction is too long or too heavy, and the account cannot pay for it. Send less at once.
	TooLong = 2,
	/// Too many transactions of the account are before it. Send it when these are in blocks.
	TooFarAhead = 3,
	/// The budget is spent, and the account cannot pay. Send it again in some minutes.
	BudgetSpent = 4,
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal as u8).into()
	}
}
