//! Nonces, and what is noted of what began with one. Each release claims one and notes how far it has come, and each of these must be on the
//! disk before anything more is done: so one task writes, and puts all that wait into one transaction.

use super::{
	columns::{hash, placeholders, stored},
	database::{Database, Writing},
	statements, CatalogueError,
};
use crate::kept::{Moment, Name};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};
use tokio::{
	sync::{mpsc, oneshot, watch, Mutex},
	task::JoinHandle,
};

/// So many are written in one transaction at most.
const GROUP: usize = 256;
/// So many more wait at most; whoever comes then waits until there is room.
const QUEUE: usize = 1024;
/// So many old nonces more than twice those of the group are swept with it at most.
const SWEPT: usize = 64;

/// A nonce, and what is noted where it is new.
#[derive(Debug)]
pub(super) struct Claim {
	pub(super) account: [u8; 32],
	pub(super) nonce: [u8; 32],
	pub(super) now: Moment,
	pub(super) until: Moment,
	pub(super) note: Option<(Name, Vec<u8>)>,
}

/// An account and its nonce.
type Key = ([u8; 32], [u8; 32]);

impl Claim {
	fn key(&self) -> Key {
		(self.account, self.nonce)
	}
}

/// What is written with others in one transaction. Of one statement, one is asked for after the other is answered.
#[derive(Debug)]
pub(super) enum Entry {
	Claim(Claim),
	/// What there is to do for a statement.
	Note(Name, Vec<u8>),
	/// There is nothing more to do for it.
	Done(Name),
}

impl Entry {
	fn claim(&self) -> Option<&Claim> {
		match self {
			Self::Claim(claim) => Some(claim),
			Self::Note(..) | Self::Done(_) => None,
		}
	}
}

/// Of a claim whether it was new, of anything else yes.
type Answer = Result<bool, CatalogueError>;

#[derive(Debug)]
struct Asked {
	entry: Entry,
	answer: oneshot::Sender<Answer>,
}

/// Asks the task that writes.
#[derive(Debug)]
pub(super) struct Claims {
	queue: mpsc::Sender<Asked>,
	closing: watch::Sender<bool>,
	task: Mutex<Option<JoinHandle<()>>>,
}

impl Claims {
	/// Begins to write what is asked for.
	pub(super) fn start(database: Database) -> Self {
		let (queue, asked) = mpsc::channel(QUEUE);
		let (closing, closed) = watch::channel(false);
		let task = tokio::spawn(work(database, asked, closed));
		Self { queue, closing, task: Mutex::new(Some(task)) }
	}

	/// Whether the nonce of a claim is new; then it is claimed, and what it brings is noted. Anything else is written.
	pub(super) async fn ask(&self, entry: Entry) -> Answer {
		let (answer, answered) = oneshot::channel();
		self.queue.send(Asked { entry, answer }).await.map_err(|_| CatalogueError::Closed)?;
		answered.await.map_err(|_| CatalogueError::Closed)?
	}

	/// Answers whoever waits, and nobody any more.
	pub(super) async fn close(&self) {
		self.closing.send_replace(true);
		if let Some(task) = self.task.lock().await.take() {
			// It can only have panicked; then whoever waits was told.
			task.await.ok();
		}
	}
}

async fn work(
	database: Database,
	mut asked: mpsc::Receiver<Asked>,
	mut closing: watch::Receiver<bool>,
) {
	let mut group = Vec::with_capacity(GROUP);
	let mut open = true;
	loop {
		let closes = tokio::select! {
			received = asked.recv_many(&mut group, GROUP) => {
				if received == 0 {
					return;
				}
				false
			},
			_ = closing.changed(), if open => true,
		};
		if closes {
			// What is in the queue is still answered.
			asked.close();
			open = false;
			continue;
		}
		// Whoever is gone has not been answered, and need not be.
		group.retain(|asked| !asked.answer.is_closed());
		if group.is_empty() {
			continue;
		}
		let entries: Vec<&Entry> = group.iter().map(|asked| &asked.entry).collect();
		let answers = write(&database, &entries).await;
		answer(group.drain(..), answers);
	}
}

fn answer(group: impl Iterator<Item = Asked>, answers: Result<Vec<bool>, CatalogueError>) {
	match answers {
		Ok(answers) => {
			for (asked, new) in group.zip(answers) {
				asked.answer.send(Ok(new)).ok();
			}
		},
		Err(error) => {
			for asked in group {
				asked.answer.send(Err(error.clone())).ok();
			}
		},
	}
}

/// Writes all of these in one transaction, and says of each claim whether it was new.
async fn write(database: &Database, entries: &[&Entry]) -> Result<Vec<bool>, CatalogueError> {
	let mut writing = database.write().await?;
	match write_all(&mut writing, entries).await {
		Ok(answers) => {
			writing.commit().await?;
			Ok(answers)
		},
		Err(error) => {
			writing.undo().await?;
			Err(error)
		},
	}
}

async fn write_all(writing: &mut Writing, entries: &[&Entry]) -> Result<Vec<bool>, CatalogueError> {
	// Of two with the same nonce in one group the first is told yes.
	let mut first: BTreeMap<Key, &Claim> = BTreeMap::new();
	let is_first: Vec<bool> = entries
		.iter()
		.map(|entry| {
			let Some(claim) = entry.claim() else { return true };
			let alone = !first.contains_key(&claim.key());
			first.entry(claim.key()).or_insert(claim);
			alone
		})
		.collect();
	let new = claim_nonces(writing, &first).await?;
	let answers: Vec<bool> = entries
		.iter()
		.zip(is_first)
		.map(|(entry, is_first)| {
			is_first && entry.claim().is_none_or(|claim| new.contains(&claim.key()))
		})
		.collect();
	let notes = entries
		.iter()
		.zip(&answers)
		.filter(|(_, new)| **new)
		.filter_map(|(entry, _)| match entry {
			Entry::Claim(Claim { note: Some((statement, content)), .. })
			| Entry::Note(statement, content) => Some((*statement, &content[..])),
			Entry::Claim(_) | Entry::Done(_) => None,
		})
		.collect();
	statements::write(writing, statements::Kind::Pending, &notes).await?;
	let done: Vec<_> = entries
		.iter()
		.filter_map(|entry| match entry {
			Entry::Done(statement) => Some(statement),
			Entry::Claim(_) | Entry::Note(..) => None,
		})
		.collect();
	statements::remove_all(writing, statements::Kind::Pending, &done).await?;
	let claims: Vec<_> = entries.iter().filter_map(|entry| entry.claim()).collect();
	sweep(writing, &claims).await?;
	Ok(answers)
}

/// Which of these were new.
async fn claim_nonces(
	writing: &mut Writing,
	claims: &BTreeMap<Key, &Claim>,
) -> Result<BTreeSet<Key>, CatalogueError> {
	if claims.is_empty() {
		return Ok(BTreeSet::new());
	}
	let statement = format!(
		"INSERT INTO nonces (account, nonce, claimed, free_from) VALUES {} \
		ON CONFLICT (account, nonce) DO UPDATE SET claimed = excluded.claimed, free_from = excluded.free_from \
		WHERE nonces.free_from <= excluded.claimed RETURNING account, nonce",
		placeholders(1, claims.len(), 4)
	);
	let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false);
	for claim in claims.values() {
		query = query
			.bind(&claim.account[..])
			.bind(&claim.nonce[..])
			.bind(stored(claim.now))
			.bind(stored(claim.until));
	}
	query
		.fetch_all(writing.connection())
		.await?
		.iter()
		.map(|row| Ok((hash(row, 0)?, hash(row, 1)?)))
		.collect()
}

/// Forgets some nonces that count as new again: more than came, so that they do not add up, and few enough that nobody waits long.
async fn sweep(writing: &mut Writing, claims: &[&Claim]) -> Result<(), CatalogueError> {
	let Some(now) = claims.iter().map(|claim| claim.now).min() else { return Ok(()) };
	let limit = claims.len().saturating_mul(2).saturating_add(SWEPT);
	sqlx::query(
		"DELETE FROM nonces WHERE (account, nonce) IN \
		(SELECT account, nonce FROM nonces WHERE free_from <= $1 ORDER BY free_from LIMIT $2)",
	)
	.bind(stored(now))
	.bind(i64::try_from(limit).unwrap_or(i64::MAX))
	.execute(writing.connection())
	.await?;
	Ok(())
}
