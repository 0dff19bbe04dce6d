//! Why a node does not take a transaction. No block can hold one that no node took.

use subxt::{
	error::{BackendError, ExtrinsicError, RpcError},
	rpcs::{self, UserError},
};

/// What a node answered (`docs/operating.md`, "What a refused transaction is told").
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotTaken {
	/// A meta transaction is good for ever, or for more than 256 blocks.
	#[error("it is good for too long")]
	TooLongLived,
	/// A free transaction is too long, or too heavy for its lane: send several parts, or pay.
	#[error("it is too long, or too heavy, to be free")]
	TooLong,
	/// Too many transactions of the account are before it: wait until these are in blocks.
	#[error("too many transactions of the account are before it")]
	TooFarAhead,
	/// What the account may send free of charge is spent: wait some minutes, or pay.
	#[error("the account's budget is spent")]
	BudgetSpent,
	/// It is not free for who signs, and the account has no coins.
	#[error("it is not free for the account, which cannot pay either")]
	CannotPay,
	/// The nonce is used.
	#[error("the nonce is used")]
	Outdated,
	/// The nonce is too far ahead for this node.
	#[error("the nonce is ahead of the account's")]
	Ahead,
	/// The signature does not fit the bytes, or they were signed for another runtime.
	#[error("the signature does not fit")]
	BadSignature,
	/// The block at which its lifetime begins is too old, or so new that the pool does not know it yet: sign it anew.
	#[error("its lifetime begins at a block that the node does not take")]
	AncientBirthBlock,
	/// Another transaction of the account has this nonce in the pool.
	#[error("another transaction of the account has this nonce")]
	NonceInPool,
	/// The pool has these very bytes.
	#[error("the node has it already")]
	AlreadyImported,
	/// The node refused the very same bytes less than half an hour ago: sign it anew, with a later block as the first of its lifetime.
	#[error("the node refused the same bytes a short time ago")]
	Banned,
	/// The pool is full of what goes first.
	#[error("the node's pool is full")]
	PoolFull,
	/// Any other answer.
	#[error("the node says {code}: {text}")]
	Other {
		/// Its number in JSON-RPC.
		code: i32,
		/// Its words.
		text: String,
	},
}

impl NotTaken {
	/// Whether another nonce may help, or a later moment, without anything else changed.
	pub fn is_about_the_nonce(&self) -> bool {
		matches!(self, Self::Outdated | Self::Ahead | Self::NonceInPool | Self::TooFarAhead)
	}

	/// What the node answered; nothing if it answered nothing about the transaction.
	pub(super) fn of(error: &ExtrinsicError) -> Option<Self> {
		let ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
			rpcs::Error::User(UserError { code, message, data }),
		))) = error
		else {
			return None;
		};
		let data = data.as_ref().map_or("", |data| data.get().trim_matches('"'));
		Self::of_answer(*code, message, data)
	}

	/// The numbers are those of `sc-rpc-api`, the words those of `sp_runtime`, which tells an invalid transaction's reason in no other way.
	fn of_answer(code: i32, message: &str, data: &str) -> Option<Self> {
		let text = || if data.is_empty() { message.to_owned() } else { data.to_owned() };
		Some(match code {
			1010 => Self::of_reason(data).unwrap_or_else(|| Self::Other { code, text: text() }),
			1012 => Self::Banned,
			1013 => Self::AlreadyImported,
			1014 => Self::NonceInPool,
			1016 => Self::PoolFull,
			1021 => Self::Ahead,
			1000..=1099 => Self::Other { code, text: text() },
			_ => return None,
		})
	}

	fn of_reason(text: &str) -> Option<Self> {
		const REASONS: [(&str, NotTaken); 9] = [
			("Custom error: 1", NotTaken::TooLongLived),
			("Custom error: 2", NotTaken::TooLong),
			("Custom error: 3", NotTaken::TooFarAhead),
			("Custom error: 4", NotTaken::BudgetSpent),
			("Inability to pay some fees", NotTaken::CannotPay),
			("Transaction is outdated", NotTaken::Outdated),
			("Transaction will be valid in the future", NotTaken::Ahead),
			("Transaction has a bad signature", NotTaken::BadSignature),
			("Transaction has an ancient birth block", NotTaken::AncientBirthBlock),
		];
		let found = REASONS.into_iter().find(|(words, _)| {
			// Another number may begin with the same digit.
			let after = text.strip_prefix(words).and_then(|rest| rest.chars().next());
			text.starts_with(words) && !after.is_some_and(|next| next.is_ascii_digit())
		});
		found.map(|(_, reason)| reason)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_a_node_says_has_a_name() {
		for (code, data, reason) in [
			(1010, "Custom error: 1", NotTaken::TooLongLived),
			(1010, "Custom error: 2", NotTaken::TooLong),
			(1010, "Custom error: 3", NotTaken::TooFarAhead),
			(1010, "Custom error: 4", NotTaken::BudgetSpent),
			(
				1010,
				"Inability to pay some fees (e.g. account balance too low)",
				NotTaken::CannotPay,
			),
			(1010, "Transaction is outdated", NotTaken::Outdated),
			(1012, "", NotTaken::Banned),
			(1014, "The transaction has too low priority", NotTaken::NonceInPool),
			(1016, "", NotTaken::PoolFull),
		] {
			assert_eq!(NotTaken::of_answer(code, "message", data), Some(reason));
		}
	}

	#[test]
	fn an_answer_without_a_name_keeps_its_words() {
		let other = |code, text: &str| Some(NotTaken::Other { code, text: text.into() });
		assert_eq!(
			NotTaken::of_answer(1010, "Invalid", "Custom error: 12"),
			other(1010, "Custom error: 12")
		);
		assert_eq!(
			NotTaken::of_answer(1002, "Verification Error", ""),
			other(1002, "Verification Error")
		);
	}

	#[test]
	fn what_is_not_about_transactions_is_no_refusal() {
		assert_eq!(NotTaken::of_answer(-32_601, "Method not found", ""), None);
	}
}
