//! Which nonce the next transaction of an account has, with several on their way at once.

use std::{
	collections::{BTreeMap, HashMap},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The accounts that this connection sends for.
#[derive(Default)]
pub(super) struct Nonces(Mutex<HashMap<[u8; 32], Arc<Account>>>);

impl Nonces {
	pub(super) fn of(&self, account: &[u8; 32]) -> Arc<Account> {
		locked(&self.0).entry(*account).or_default().clone()
	}
}

/// One account.
#[derive(Default)]
pub(super) struct Account {
	/// Held while a transaction is signed and handed over, so that the node gets them in the order of their nonces.
	pub(super) turn: tokio::sync::Mutex<()>,
	on_their_way: Mutex<OnTheirWay>,
}

impl Account {
	/// [Takes](Self::take) a nonce that is freed again when it is dropped before it was kept.
	pub(super) fn reserve(&self, known: Known, best: u64, death: u64) -> Reserved<'_> {
		Reserved { account: self, nonce: self.take(known, best, death), is_kept: false }
	}

	/// The same for this very nonce, whose transaction the node let go of; nothing if another one has it by now.
	pub(super) fn reserve_again(&self, nonce: u64, death: u64) -> Option<Reserved<'_>> {
		let is_free = locked(&self.on_their_way).take_again(nonce, death);
		is_free.then_some(Reserved { account: self, nonce, is_kept: false })
	}

	/// The next nonce after what is known at block `best`. Nobody else gets it before it is [freed](Self::free), or block
	/// `death` is there, from which on no block can hold its transaction.
	fn take(&self, known: Known, best: u64, death: u64) -> u64 {
		locked(&self.on_their_way).take(known, best, death)
	}

	/// The node does not have the transaction of this nonce, or not any more.
	pub(super) fn free(&self, nonce: u64) {
		locked(&self.on_their_way).0.remove(&nonce);
	}

	/// What became of transactions is unknown: what the chain says next is true.
	pub(super) fn forget(&self) {
		locked(&self.on_their_way).0.clear();
	}
}

/// Which nonces are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
	/// The chain's next one.
	pub(super) chain: u64,
	/// The next one after those in the node's pool, which another program may have sent.
	pub(super) pool: u64,
}

/// A nonce whose transaction the node has not taken yet. Whoever gives up in the middle leaves no gap.
pub(super) struct Reserved<'a> {
	account: &'a Account,
	pub(super) nonce: u64,
	is_kept: bool,
}

impl Reserved<'_> {
	/// The node has taken the transaction.
	pub(super) fn keep(mut self) -> u64 {
		self.is_kept = true;
		self.nonce
	}
}

impl Drop for Reserved<'_> {
	fn drop(&mut self) {
		if !self.is_kept {
			self.account.free(self.nonce);
		}
	}
}

/// The nonces of transactions that a node took, each with the first block that is too late for it.
#[derive(Default)]
struct OnTheirWay(BTreeMap<u64, u64>);

impl OnTheirWay {
	fn take(&mut self, known: Known, best: u64, death: u64) -> u64 {
		self.0.retain(|nonce, death| *nonce >= known.chain && *death > best);
		let mut nonce = known.chain.max(known.pool);
		while self.0.contains_key(&nonce) {
			nonce = nonce.saturating_add(1);
		}
		self.0.insert(nonce, death);
		nonce
	}

	fn take_again(&mut self, nonce: u64, death: u64) -> bool {
		let is_free = !self.0.contains_key(&nonce);
		self.0.entry(nonce).or_insert(death);
		is_free
	}
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The chain's word, with nothing in the pool.
	fn chain(next: u64) -> Known {
		Known { chain: next, pool: next }
	}

	#[test]
	fn several_on_their_way_have_consecutive_nonces() {
		let account = Account::default();
		assert_eq!([0; 3].map(|_| account.take(chain(7), 100, 164)), [7, 8, 9]);
	}

	#[test]
	fn a_freed_nonce_is_the_next_one() {
		let account = Account::default();
		let _ = [0; 3].map(|_| account.take(chain(7), 100, 164));
		account.free(8);
		assert_eq!([0; 2].map(|_| account.take(chain(7), 101, 165)), [8, 10]);
	}

	#[test]
	fn a_reserved_nonce_is_free_unless_it_was_kept() {
		let account = Account::default();
		drop(account.reserve(chain(7), 100, 164));
		assert_eq!(account.reserve(chain(7), 100, 164).keep(), 7);
		assert_eq!(account.take(chain(7), 100, 164), 8);
	}

	#[test]
	fn what_the_chain_has_used_is_over() {
		let account = Account::default();
		let _ = [0; 3].map(|_| account.take(chain(7), 100, 164));
		assert_eq!(account.take(chain(9), 101, 165), 10);
		assert_eq!(account.take(chain(20), 102, 166), 20);
	}

	#[test]
	fn a_nonce_whose_transaction_is_too_old_for_any_block_is_free() {
		let account = Account::default();
		let _ = [account.take(chain(7), 100, 164), account.take(chain(7), 120, 184)];
		assert_eq!(account.take(chain(7), 163, 227), 9);
		assert_eq!(account.take(chain(7), 164, 228), 7);
	}

	#[test]
	fn after_a_lost_connection_the_chain_is_asked_anew() {
		let account = Account::default();
		let _ = [0; 3].map(|_| account.take(chain(7), 100, 164));
		account.forget();
		assert_eq!(account.take(chain(8), 101, 165), 8);
	}

	#[test]
	fn accounts_count_apart() {
		let nonces = Nonces::default();
		assert_eq!(nonces.of(&[1; 32]).take(chain(0), 1, 65), 0);
		assert_eq!(nonces.of(&[2; 32]).take(chain(0), 1, 65), 0);
		assert_eq!(nonces.of(&[1; 32]).take(chain(0), 1, 65), 1);
	}

	#[test]
	fn what_another_program_has_in_the_pool_is_passed_over() {
		let account = Account::default();
		assert_eq!(account.take(Known { chain: 7, pool: 9 }, 100, 164), 9);
		assert_eq!(account.take(Known { chain: 7, pool: 9 }, 100, 164), 10);
		assert_eq!(account.take(Known { chain: 7, pool: 7 }, 100, 164), 7, "the other one is gone");
		assert_eq!(account.take(Known { chain: 9, pool: 7 }, 100, 164), 11, "the pool is behind");
	}

	#[test]
	fn a_nonce_is_taken_again_only_while_it_is_free() {
		let account = Account::default();
		let first = account.reserve(chain(7), 100, 164).keep();
		assert!(account.reserve_again(first, 164).is_none());
		account.free(first);
		assert_eq!(account.reserve_again(first, 164).map(Reserved::keep), Some(first));
		assert!(account.reserve_again(first, 164).is_none());
	}
}
