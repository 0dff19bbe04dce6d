//! What the chain has still to be told, or may lose: releases whose redemption is not final yet, and reports.
//!
//! A release is noted twice: with its nonce, before its ticket is redeemed; and with the block of the redemption, before anything goes
//! out. So at whatever point the service is killed, the next one knows: of a release that was only begun nothing went out, and there is
//! nothing to tell. Of any other something may have gone out: its redemption is watched until it is final, and if it is lost, the release
//! is reported. Where the second note fails, the release waits until its redemption is final: of that one nothing can be lost, with or without a note.

mod form;
mod hexadecimal;
mod note;
mod report;
mod reports;

pub use form::{add_report, FormError, MAX_FORM};
pub use report::{Actor, Incomplete, Recipient, Report};

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	kept::{nonce_free_from, Moment, Name},
	ledger::{Ledger, Redeemed, Unanswered},
	random::Random,
	trouble::Trouble,
};
use futures::{stream, StreamExt};
use note::{Note, Released};
use reports::Filed;
use salus_client::{
	chain::{Judged, LIFETIME},
	requests::ReleaseRequest,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	future::Future,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc, Mutex, MutexGuard, PoisonError,
	},
	time::Duration,
};
use tokio::sync::watch;

/// How often it is looked whether redemptions are final: about once a block.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often reports are filed.
const FILE_EVERY: Duration = Duration::from_secs(10);
/// How often it is looked for notes of another instance's: one that was at work may note what it released after this one took over.
const LOOK_AGAIN_EVERY: Duration = Duration::from_secs(60);
/// How long a release of another's that is only begun stays noted, in milliseconds: a redemption takes less.
const BEGUN_FOR: Moment = 300_000;
/// How often it is tried to note a redemption, at most. A database that another program has locked fails after some seconds.
const NOTED_AT_MOST: usize = 3;
/// How long to wait before the next time.
const BEFORE_NOTED_AGAIN: Duration = Duration::from_millis(100);
/// How long a redemption that could not be noted may take until it is final. Its reader waits meanwhile.
const FINAL_WITHIN: Duration = Duration::from_secs(30);
/// How often it is looked whether it is.
const LOOK_FOR_FINALITY_EVERY: Duration = Duration::from_millis(500);
/// How many notes are removed at a time.
const REMOVED_AT_A_TIME: usize = 64;

/// What the chain has still to be told, or may lose.
pub struct Outbox {
	ledger: Arc<dyn Ledger>,
	catalogue: Arc<Catalogue>,
	clock: Clock,
	random: Random,
	/// What is watched: the rest of it is in the catalogue.
	watched: Mutex<BTreeMap<Name, Watched>>,
	/// Releases of this instance's that are only begun.
	begun: Mutex<BTreeSet<Name>>,
	/// Notes of others' that tell of nothing that went out, or cannot be read, and since when they are known.
	of_others: Mutex<BTreeMap<Name, Moment>>,
	is_resumed: AtomicBool,
}

/// A redemption that is not known to be final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watched {
	statement: Name,
	block: [u8; 32],
	number: u64,
}

/// Why what is watched could not be looked at. It stays watched.
#[derive(Debug, thiserror::Error)]
enum WatchError {
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	#[error(transparent)]
	Ledger(#[from] Unanswered),
}

impl Outbox {
	/// Of a custodian that tells this ledger.
	pub fn new(
		ledger: Arc<dyn Ledger>,
		catalogue: Arc<Catalogue>,
		clock: Clock,
		random: Random,
	) -> Self {
		let (watched, begun, of_others) = (Mutex::default(), Mutex::default(), Mutex::default());
		let is_resumed = AtomicBool::new(false);
		Self { ledger, catalogue, clock, random, watched, begun, of_others, is_resumed }
	}

	/// Takes up what the service before this one left: to be called before anything is released.
	pub async fn resume(&self) -> Result<(), CatalogueError> {
		self.take_up(0).await?;
		self.is_resumed.store(true, Ordering::Release);
		Ok(())
	}

	/// Takes up what others left. What they only began, and noted so long ago, is forgotten: should one of them be at work still, and redeem it yet, it
	/// is noted anew.
	async fn take_up(&self, begun_for: Moment) -> Result<(), CatalogueError> {
		let now = self.clock.now();
		let rows = self.catalogue.pending().await?;
		let known = std::mem::take(&mut *locked(&self.of_others));
		let mut of_others = BTreeMap::new();
		for (statement, row) in rows {
			let since = known.get(&statement).copied();
			match serde_json::from_slice(&row) {
				Ok(Note::Begun) if self.has_begun(&statement) => {},
				Ok(Note::Begun) if now.saturating_sub(since.unwrap_or(now)) >= begun_for => {
					Trouble::RedemptionUnknown.tell("a release was begun and not ended");
					self.catalogue.remove_pending(&statement).await?;
				},
				Ok(Note::Begun) => {
					of_others.insert(statement, since.unwrap_or(now));
				},
				Ok(Note::Redeemed(Released { block, number, .. })) => {
					self.watch(Watched { statement, block, number });
				},
				// It stays, since what it tells of may be lost.
				Err(_) => {
					if since.is_none() {
						Trouble::KeptUnreadable.tell("a release whose redemption is not final");
					}
					of_others.insert(statement, since.unwrap_or(now));
				},
			}
		}
		*locked(&self.of_others) = of_others;
		Ok(())
	}

	/// Whether a release is this instance's, though no more is noted of it than that it began.
	fn has_begun(&self, statement: &Name) -> bool {
		locked(&self.begun).contains(statement) || self.watched().contains_key(statement)
	}

	fn watch(&self, watched: Watched) {
		self.watched().insert(watched.statement, watched);
	}

	/// Whether [`Self::resume`] was done: before, nothing may be released.
	pub fn is_resumed(&self) -> bool {
		self.is_resumed.load(Ordering::Acquire)
	}

	/// Watches redemptions and files reports, until `until` turns true.
	pub async fn run(self: Arc<Self>, until: watch::Receiver<bool>) {
		let outbox: &Self = &self;
		let watching = repeat(LOOK_EVERY, until.clone(), || async move {
			if let Err(why) = outbox.settle().await {
				tracing::debug!(%why, "redemptions are looked at later");
			}
		});
		let taking_up = repeat(LOOK_AGAIN_EVERY, until.clone(), || async move {
			if let Err(why) = outbox.take_up(BEGUN_FOR).await {
				tracing::debug!(%why, "it is looked later for what others left");
			}
		});
		let filing = repeat(FILE_EVERY, until, || async move {
			match outbox.file().await {
				Ok(Filed { filed: 0, .. }) => {},
				Ok(Filed { filed, waiting }) => {
					tracing::info!(filed, waiting, "releases were reported");
				},
				Err(why) => tracing::debug!(%why, "reports are filed later"),
			}
		});
		tokio::join!(watching, taking_up, filing);
	}

	/// Notes that a release begins, if the request's nonce is new: its statement. Whoever breaks off afterwards leaves a note behind that says that
	/// nothing went out.
	pub(crate) async fn begin(
		&self,
		request: &ReleaseRequest,
		now: Moment,
	) -> Result<Option<Name>, CatalogueError> {
		let statement = self.random.bytes();
		let note = written(&Note::Begun)?;
		let until = nonce_free_from(now);
		let ReleaseRequest { holder, nonce, .. } = request;
		locked(&self.begun).insert(statement);
		let claimed = self.catalogue.claim_and_note(holder, nonce, now, until, &statement, &note);
		let claimed = claimed.await;
		if !matches!(claimed, Ok(true)) {
			locked(&self.begun).remove(&statement);
		}
		Ok(claimed?.then_some(statement))
	}

	/// Notes that a block holds the redemption; where that fails, waits until this block is final, so that no fork can lose it. Nothing may go out before this
	/// returned, and anything may afterwards.
	pub(crate) async fn redeemed(
		&self,
		statement: Name,
		request: &ReleaseRequest,
		judged: &Judged,
		redeemed: Redeemed,
	) -> Result<(), CatalogueError> {
		let released = Released::of(request, judged, redeemed, statement, self.clock.now());
		let watched = Watched { statement, block: released.block, number: released.number };
		let note = written(&Note::Redeemed(released))?;
		let safe = self.ensure_safe(&watched, &note).await;
		if safe.is_ok() {
			self.watch(watched);
		}
		locked(&self.begun).remove(&statement);
		safe
	}

	/// Notes it; or it is final, and then only the note of its beginning is left to be removed.
	async fn ensure_safe(&self, watched: &Watched, note: &[u8]) -> Result<(), CatalogueError> {
		let Err(why) = self.note(&watched.statement, note).await else { return Ok(()) };
		if !self.becomes_final(watched).await {
			return Err(why);
		}
		Trouble::Store.tell(why);
		Ok(())
	}

	/// Notes it, and tries again where that fails: a ticket was redeemed for it, and the same note may be put twice.
	async fn note(&self, statement: &Name, note: &[u8]) -> Result<(), CatalogueError> {
		for _ in 1..NOTED_AT_MOST {
			if self.catalogue.put_pending(statement, note).await.is_ok() {
				return Ok(());
			}
			tokio::time::sleep(BEFORE_NOTED_AGAIN).await;
		}
		self.catalogue.put_pending(statement, note).await
	}

	/// Whether the block in which a redemption was seen becomes final soon.
	async fn becomes_final(&self, watched: &Watched) -> bool {
		let final_block = async {
			loop {
				if let Ok(Some(block)) = self.ledger.final_block(watched.number).await {
					return block;
				}
				tokio::time::sleep(LOOK_FOR_FINALITY_EVERY).await;
			}
		};
		let final_block = tokio::time::timeout(FINAL_WITHIN, final_block).await;
		final_block.is_ok_and(|block| block == watched.block)
	}

	/// Forgets a release that was begun, and of which nothing goes out.
	pub(crate) async fn abandon(&self, statement: &Name) {
		// What stays says that nothing went out, and is removed later.
		if let Err(why) = self.catalogue.remove_pending(statement).await {
			Trouble::Store.tell(why);
		}
		locked(&self.begun).remove(statement);
	}

	/// Looks once what became of the redemptions.
	async fn settle(&self) -> Result<(), WatchError> {
		let mut of_number: BTreeMap<u64, Vec<Watched>> = BTreeMap::new();
		for watched in self.watched().values() {
			of_number.entry(watched.number).or_default().push(*watched);
		}
		let mut elsewhere = Vec::new();
		for (number, watched) in of_number {
			let Some(block) = self.ledger.final_block(number).await? else { break };
			let (is_final, others): (Vec<_>, Vec<_>) =
				watched.into_iter().partition(|one| one.block == block);
			self.forget(&is_final).await?;
			// Another block may hold them, as long as they are not too old for it.
			let last = number.saturating_add(LIFETIME);
			if !others.is_empty() && self.ledger.final_block(last).await?.is_some() {
				elsewhere.extend(others);
			}
		}
		self.settle_elsewhere(&elsewhere).await
	}

	/// Of redemptions whose block is not final, and which no further one can hold.
	async fn settle_elsewhere(&self, watched: &[Watched]) -> Result<(), WatchError> {
		if watched.is_empty() {
			return Ok(());
		}
		let rows: BTreeMap<_, _> = self.catalogue.pending().await?.into_iter().collect();
		for one in watched {
			let note = rows.get(&one.statement).map(|row| serde_json::from_slice(row));
			match note {
				Some(Ok(Note::Redeemed(released))) => {
					if !self.ledger.has_redemption(&released.redemption()).await? {
						Trouble::ReleaseUnrecorded
							.tell("the block with the redemption is not final");
						reports::add(&self.catalogue, released.report).await?;
					}
					self.forget(&[*one]).await?;
				},
				None | Some(Ok(Note::Begun)) => self.forget(&[*one]).await?,
				Some(Err(_)) => Trouble::KeptUnreadable.tell("a release whose redemption is lost"),
			}
		}
		Ok(())
	}

	async fn forget(&self, settled: &[Watched]) -> Result<(), CatalogueError> {
		let statements: Vec<_> = settled.iter().map(|one| one.statement).collect();
		let removals = stream::iter(statements)
			.map(|statement| async move { self.catalogue.remove_pending(&statement).await });
		let removed: Vec<_> = removals.buffered(REMOVED_AT_A_TIME).collect().await;
		for (one, removed) in settled.iter().zip(&removed) {
			if removed.is_ok() {
				self.watched().remove(&one.statement);
			}
		}
		removed.into_iter().collect()
	}

	fn watched(&self) -> MutexGuard<'_, BTreeMap<Name, Watched>> {
		locked(&self.watched)
	}
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn written(note: &Note) -> Result<Vec<u8>, CatalogueError> {
	serde_json::to_vec(note).map_err(|_| CatalogueError::Damaged)
}

/// Does something again and again, until `until` turns true, or nobody can turn it.
async fn repeat<F: Future<Output = ()>>(
	every: Duration,
	mut until: watch::Receiver<bool>,
	mut work: impl FnMut() -> F,
) {
	loop {
		let round = async {
			work().await;
			tokio::time::sleep(every).await;
		};
		// A report may take minutes until it is final, and whoever stands by waits for the end. To break off is no more than to be killed.
		tokio::select! {
			_ = until.wait_for(|is_over| *is_over) => return,
			() = round => {},
		}
	}
}

#[cfg(test)]
mod tests;
