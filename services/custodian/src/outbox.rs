//! What the chain has still to be told, or may lose: releases whose redemption is not final yet, and reports.
//!
//! A release is noted twice: with its nonce, before its ticket is redeemed; and with the block of the redemption, before anything goes
//! out. So at whatever point the service is killed, the next one knows: of a release that was only begun nothing went out, and there is
//! nothing to tell. Of any other something may have gone out: its redemption is watched until it is final, and if it is lost, the release
//! is reported.

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
	kept::{Moment, Name},
	ledger::{Ledger, Redeemed, Unanswered},
	random::Random,
	trouble::Trouble,
};
use futures::{stream, StreamExt};
use note::{Note, Released};
use reports::Filed;
use salus_client::{
	chain::{Judged, LIFETIME},
	requests::{ReleaseRequest, NONCE_MEMORY},
};
use std::{
	collections::BTreeMap,
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
/// How many notes are removed at a time.
const REMOVED_AT_A_TIME: usize = 64;

/// What the chain has still to be told, or may lose.
pub struct Outbox {
	ledger: Arc<dyn Ledger>,
	catalogue: Arc<Catalogue>,
	clock: Clock,
	random: Random,
	/// What is watched: the rest of it is in the catalogue.
	watched: Mutex<Vec<Watched>>,
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
		let (watched, is_resumed) = (Mutex::default(), AtomicBool::new(false));
		Self { ledger, catalogue, clock, random, watched, is_resumed }
	}

	/// Takes up what the service before this one left: to be called once, before anything is released.
	pub async fn resume(&self) -> Result<(), CatalogueError> {
		for (statement, row) in self.catalogue.pending().await? {
			match serde_json::from_slice(&row) {
				Ok(Note::Begun) => {
					Trouble::RedemptionUnknown.tell("the service ended while it redeemed a ticket");
					self.catalogue.remove_pending(&statement).await?;
				},
				Ok(Note::Redeemed(Released { block, number, .. })) => {
					self.watched().push(Watched { statement, block, number });
				},
				// It stays, since what it tells of may be lost.
				Err(_) => Trouble::KeptUnreadable.tell("a release whose redemption is not final"),
			}
		}
		self.is_resumed.store(true, Ordering::Release);
		Ok(())
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
		let filing = repeat(FILE_EVERY, until, || async move {
			match outbox.file().await {
				Ok(Filed { filed: 0, .. }) => {},
				Ok(Filed { filed, waiting }) => {
					tracing::info!(filed, waiting, "releases were reported");
				},
				Err(why) => tracing::debug!(%why, "reports are filed later"),
			}
		});
		tokio::join!(watching, filing);
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
		let until = now.saturating_add(NONCE_MEMORY);
		let ReleaseRequest { holder, nonce, .. } = request;
		let claimed = self.catalogue.claim_and_note(holder, nonce, now, until, &statement, &note);
		Ok(claimed.await?.then_some(statement))
	}

	/// Notes that a block holds the redemption. Nothing may go out before this returned, and anything may afterwards.
	pub(crate) async fn redeemed(
		&self,
		statement: Name,
		request: &ReleaseRequest,
		judged: &Judged,
		redeemed: Redeemed,
	) -> Result<(), CatalogueError> {
		let released = Released::of(request, judged, redeemed, statement, self.clock.now());
		let watched = Watched { statement, block: released.block, number: released.number };
		self.catalogue.put_pending(&statement, &written(&Note::Redeemed(released))?).await?;
		self.watched().push(watched);
		Ok(())
	}

	/// Forgets a release that was begun, and of which nothing goes out.
	pub(crate) async fn abandon(&self, statement: &Name) {
		// What stays says that nothing went out; the next start removes it.
		if let Err(why) = self.catalogue.remove_pending(statement).await {
			Trouble::Store.tell(why);
		}
	}

	/// Looks once what became of the redemptions.
	async fn settle(&self) -> Result<(), WatchError> {
		let mut of_number: BTreeMap<u64, Vec<Watched>> = BTreeMap::new();
		for watched in self.watched().iter() {
			of_number.entry(watched.number).or_default().push(*watched);
		}
		for (number, watched) in of_number {
			let Some(block) = self.ledger.final_block(number).await? else { break };
			let (is_final, elsewhere): (Vec<_>, Vec<_>) =
				watched.into_iter().partition(|one| one.block == block);
			self.forget(&is_final).await?;
			if !elsewhere.is_empty() {
				self.settle_elsewhere(number, &elsewhere).await?;
			}
		}
		Ok(())
	}

	/// Of redemptions whose block is not final: another may hold them, as long as they are not too old for it.
	async fn settle_elsewhere(&self, number: u64, watched: &[Watched]) -> Result<(), WatchError> {
		if self.ledger.final_block(number.saturating_add(LIFETIME)).await?.is_none() {
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
		let mut gone: Vec<_> = settled
			.iter()
			.zip(&removed)
			.filter(|(_, removed)| removed.is_ok())
			.map(|(one, _)| one.statement)
			.collect();
		gone.sort_unstable();
		self.watched().retain(|one| gone.binary_search(&one.statement).is_err());
		removed.into_iter().collect()
	}

	fn watched(&self) -> MutexGuard<'_, Vec<Watched>> {
		self.watched.lock().unwrap_or_else(PoisonError::into_inner)
	}
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
