//! The accounts that redeem and report.

use super::{FormerClerk, Redeemer};
use salus_client::chain::{SalusConfig, Signer};
use std::{
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc, Mutex, PoisonError,
	},
	time::Duration,
};
use tokio::{
	sync::{OwnedSemaphorePermit, Semaphore},
	time::{timeout, Instant},
};

/// So many transactions of an account of an organization a node keeps in its pool, as a chain has it at first (`organizationReach`). One more
/// would be refused, and made anew again and again.
pub const REACH: usize = 16;

/// How long anything waits for one that has room.
const CLERK_TIME: Duration = Duration::from_secs(30);

/// How long others go before one of which the node took nothing.
const REST: Duration = Duration::from_secs(30);

type AnySigner = dyn Signer<SalusConfig> + Send + Sync;

/// An account.
pub(super) struct Clerk {
	signer: Arc<AnySigner>,
	room: Arc<Semaphore>,
	rests_until: Mutex<Option<Instant>>,
}

/// An account that has room for one more transaction, and that room, until this is dropped. A ledger that needs none has a default one.
#[derive(Default)]
pub struct FreeClerk(pub(super) Option<Free>);

/// The account, and the room.
pub(super) type Free = (Arc<Clerk>, OwnedSemaphorePermit);

/// None has room for one more transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no own account has room for one more transaction")]
pub struct NoneFree;

/// All of them: one at least.
pub(super) struct Clerks {
	first: Arc<Clerk>,
	others: Vec<Arc<Clerk>>,
	former: Vec<FormerClerk>,
	turn: AtomicUsize,
}

impl Clerk {
	fn new(signer: Arc<AnySigner>) -> Self {
		Self { signer, room: Arc::new(Semaphore::new(REACH)), rests_until: Mutex::default() }
	}

	/// The node takes nothing of it: it may not act, or has spent what it may send. Says whether that is news.
	pub(super) fn rest(&self) -> bool {
		let until = Instant::now().checked_add(REST);
		let was_resting = self.rests();
		*self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
		!was_resting
	}

	fn rests(&self) -> bool {
		let until = *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
		until.is_some_and(|until| until > Instant::now())
	}

	pub(super) fn signer(&self) -> &AnySigner {
		&*self.signer
	}
}

impl Clerks {
	pub(super) fn new(first: Arc<AnySigner>) -> Self {
		let (others, former, turn) = (Vec::new(), Vec::new(), AtomicUsize::new(0));
		Self { first: Arc::new(Clerk::new(first)), others, former, turn }
	}

	pub(super) fn add(&mut self, other: Arc<AnySigner>) {
		self.others.push(Arc::new(Clerk::new(other)));
	}

	pub(super) fn remember(&mut self, former: Vec<FormerClerk>) {
		self.former = former;
	}

	/// Whether it is one of these, or was one of the former then.
	pub(super) fn has(&self, redeemer: &Redeemer) -> bool {
		self.all().any(|clerk| clerk.signer.account_id().0 == redeemer.account)
			|| self.former.iter().any(|former| former.is(redeemer))
	}

	/// How many there are.
	pub(super) fn number(&self) -> usize {
		self.others.len().saturating_add(1)
	}

	/// One with room for a transaction. Where none has, the next in turn is waited for, for a while; those that rest are asked only where all do.
	pub(super) async fn free(&self) -> Result<Free, NoneFree> {
		let number = self.number();
		let turn = self.turn.fetch_add(1, Ordering::Relaxed).checked_rem(number).unwrap_or(0);
		let in_turn = || self.all().cycle().skip(turn).take(number);
		let all_rest = self.all().all(|clerk| clerk.rests());
		let mut awake = in_turn().filter(|clerk| all_rest || !clerk.rests());
		let next = awake.clone().next().unwrap_or(&self.first);
		for clerk in awake.by_ref() {
			if let Ok(room) = clerk.room.clone().try_acquire_owned() {
				return Ok((clerk.clone(), room));
			}
		}
		let room = timeout(CLERK_TIME, next.room.clone().acquire_owned()).await;
		// It is never closed.
		Ok((next.clone(), room.map_err(|_| NoneFree)?.map_err(|_| NoneFree)?))
	}

	fn all(&self) -> impl Iterator<Item = &Arc<Clerk>> + Clone {
		std::iter::once(&self.first).chain(&self.others)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{chain::PairSigner, signatures::Sr25519Pair, Secret};

	fn clerk(seed: u8) -> Arc<AnySigner> {
		let pair = Sr25519Pair::from_seed(&Secret::new([seed; 32]));
		Arc::new(PairSigner::new(pair, crate::random::Random::of_machine()))
	}

	fn of_free(free: Result<Free, NoneFree>) -> [u8; 32] {
		account(&free.unwrap().0)
	}

	fn account(clerk: &Clerk) -> [u8; 32] {
		clerk.signer().account_id().0
	}

	#[tokio::test(start_paused = true)]
	async fn no_account_has_more_on_its_way_than_a_pool_keeps() {
		let clerks = Clerks::new(clerk(1));
		let mut held = Vec::new();
		for _ in 0..REACH {
			held.push(clerks.free().await.unwrap());
		}
		assert_eq!(clerks.free().await.err(), Some(NoneFree));
		held.pop();
		assert!(clerks.free().await.is_ok());
	}

	#[tokio::test]
	async fn accounts_take_turns_and_one_that_is_full_is_passed_over() {
		let mut clerks = Clerks::new(clerk(1));
		clerks.add(clerk(2));
		let (first, room) = clerks.free().await.unwrap();
		let (second, _) = clerks.free().await.unwrap();
		assert_ne!(account(&first), account(&second));
		let by = |account| Redeemer { account, at: 0 };
		assert!(clerks.has(&by(account(&first))) && clerks.has(&by(account(&second))));
		assert!(!clerks.has(&by([0; 32])));
		let _held = (room, first.room.acquire_many(15).await);
		for _ in 0..4 {
			let (clerk, _) = clerks.free().await.unwrap();
			assert_eq!(account(&clerk), account(&second));
		}
	}

	#[tokio::test(start_paused = true)]
	async fn one_of_which_the_node_takes_nothing_rests_while_another_works() {
		let mut clerks = Clerks::new(clerk(1));
		clerks.add(clerk(2));
		let (refused, _) = clerks.free().await.unwrap();
		assert!(refused.rest() && !refused.rest(), "it is told once");
		for _ in 0..4 {
			let (working, _) = clerks.free().await.unwrap();
			assert_ne!(account(&working), account(&refused));
		}
		let (other, _) = clerks.free().await.unwrap();
		other.rest();
		let both = [clerks.free().await, clerks.free().await].map(of_free);
		assert_ne!(both[0], both[1], "where all rest, each is asked");
		tokio::time::sleep(REST).await;
		let both = [clerks.free().await, clerks.free().await].map(of_free);
		assert_ne!(both[0], both[1]);
	}
}
