//! The accounts that redeem and report.

use salus_client::chain::{SalusConfig, Signer};
use std::sync::{
	atomic::{AtomicUsize, Ordering},
	Arc,
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many transactions of an account of an organization a node keeps in its pool, as a chain has it at first (`organizationReach`). One more
/// would be refused, and made anew again and again.
const REACH: usize = 16;

type AnySigner = dyn Signer<SalusConfig> + Send + Sync;

/// An account.
pub(super) struct Clerk {
	signer: Arc<AnySigner>,
	room: Semaphore,
}

/// All of them: one at least.
pub(super) struct Clerks {
	first: Clerk,
	others: Vec<Clerk>,
	turn: AtomicUsize,
}

impl Clerk {
	fn new(signer: Arc<AnySigner>) -> Self {
		Self { signer, room: Semaphore::new(REACH) }
	}

	pub(super) fn signer(&self) -> &AnySigner {
		&*self.signer
	}
}

impl Clerks {
	pub(super) fn new(first: Arc<AnySigner>) -> Self {
		Self { first: Clerk::new(first), others: Vec::new(), turn: AtomicUsize::new(0) }
	}

	pub(super) fn add(&mut self, other: Arc<AnySigner>) {
		self.others.push(Clerk::new(other));
	}

	pub(super) fn has(&self, account: &[u8; 32]) -> bool {
		self.all().any(|clerk| clerk.signer.account_id().0 == *account)
	}

	/// One with room for a transaction, which is given back when what comes with it is dropped. Where none has, the next in turn is waited for.
	pub(super) async fn free(&self) -> (&Clerk, Option<SemaphorePermit<'_>>) {
		let number = self.others.len().saturating_add(1);
		let turn = self.turn.fetch_add(1, Ordering::Relaxed).checked_rem(number).unwrap_or(0);
		let in_turn = || self.all().cycle().skip(turn).take(number);
		for clerk in in_turn() {
			if let Ok(room) = clerk.room.try_acquire() {
				return (clerk, Some(room));
			}
		}
		let clerk = in_turn().next().unwrap_or(&self.first);
		// It is never closed.
		(clerk, clerk.room.acquire().await.ok())
	}

	fn all(&self) -> impl Iterator<Item = &Clerk> + Clone {
		std::iter::once(&self.first).chain(&self.others)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{chain::PairSigner, signatures::Sr25519Pair, Secret};
	use std::time::Duration;

	fn clerk(seed: u8) -> Arc<AnySigner> {
		let pair = Sr25519Pair::from_seed(&Secret::new([seed; 32]));
		Arc::new(PairSigner::new(pair, crate::random::Random::of_machine()))
	}

	fn account(clerk: &Clerk) -> [u8; 32] {
		clerk.signer().account_id().0
	}

	#[tokio::test]
	async fn no_account_has_more_on_its_way_than_a_pool_keeps() {
		let clerks = Clerks::new(clerk(1));
		let mut held = Vec::new();
		for _ in 0..REACH {
			held.push(clerks.free().await);
		}
		let one_more = clerks.free();
		assert!(tokio::time::timeout(Duration::from_millis(50), one_more).await.is_err());
		held.pop();
		clerks.free().await;
	}

	#[tokio::test]
	async fn accounts_take_turns_and_one_that_is_full_is_passed_over() {
		let mut clerks = Clerks::new(clerk(1));
		clerks.add(clerk(2));
		let (first, room) = clerks.free().await;
		let (second, _) = clerks.free().await;
		assert_ne!(account(first), account(second));
		assert!(clerks.has(&account(first)) && clerks.has(&account(second)));
		assert!(!clerks.has(&[0; 32]));
		let _held = (room, first.room.acquire_many(15).await);
		for _ in 0..4 {
			let (clerk, _) = clerks.free().await;
			assert_eq!(account(clerk), account(second));
		}
	}
}
