//! The books: what is on each writer's account, and what all of a kind have together.
//!
//! They change in the same transaction as what they add up, and are compared with limits while their rows are locked: so of two that add at once the
//! second one sees what the first one did, and after whatever breaks off they are as they were.

use super::{
	columns::{number, stored, writer_bytes},
	database::{Database, Writing},
	CatalogueError,
};
use crate::{
	kept::{PatientId, Usage, Writer},
	quotas::{Pot, Quotas, Together, What},
};
use std::collections::{BTreeMap, BTreeSet};

/// What comes on accounts, and goes off them, at once.
#[derive(Debug, Default)]
pub(super) struct Bill(BTreeMap<Writer, Change>);

#[derive(Clone, Copy, Debug, Default)]
struct Change {
	kept: i64,
	loose: i64,
	begins_history: bool,
}

/// Whether limits count.
#[derive(Clone, Copy)]
pub(super) enum Limit<'a> {
	/// What grows stays within these.
	Within(&'a Quotas, What),
	/// Whatever they are: it is counted all the same.
	None,
}

/// An account, whose row is locked.
#[derive(Clone, Copy)]
struct Account {
	usage: Usage,
	has_history: bool,
}

impl Bill {
	/// So much comes to a writer's account.
	pub(super) fn add(
		&mut self,
		writer: Writer,
		kept: u64,
		loose: u64,
	) -> Result<(), CatalogueError> {
		// What is longer than anything is over any limit.
		self.change(writer, Some(stored(kept)), Some(stored(loose)))
	}

	/// So much goes off a writer's account.
	pub(super) fn take(
		&mut self,
		writer: Writer,
		kept: u64,
		loose: u64,
	) -> Result<(), CatalogueError> {
		let negative = |bytes| i64::try_from(bytes).ok().and_then(i64::checked_neg);
		self.change(writer, negative(kept), negative(loose))
	}

	/// An organization has something of this patient here.
	pub(super) fn begin_history(&mut self, patient: &PatientId) {
		self.0.entry(Writer::Patient(*patient)).or_default().begins_history = true;
	}

	/// Something of this patient was removed: it is looked whether anything is left.
	pub(super) fn look_at(&mut self, patient: &PatientId) {
		self.0.entry(Writer::Patient(*patient)).or_default();
	}

	fn change(
		&mut self,
		writer: Writer,
		kept: Option<i64>,
		loose: Option<i64>,
	) -> Result<(), CatalogueError> {
		let change = self.0.entry(writer).or_default();
		let sum = |before: i64, more: Option<i64>| more.and_then(|more| before.checked_add(more));
		change.kept = sum(change.kept, kept).ok_or(CatalogueError::Damaged)?;
		change.loose = sum(change.loose, loose).ok_or(CatalogueError::Damaged)?;
		Ok(())
	}
}

/// Settles a bill, and says whether it stays within the limits. Where it does not, whoever asks undoes everything.
///
/// All that settle bills lock accounts in the same order, and the sums after them: none waits for another for ever.
pub(super) async fn settle(
	writing: &mut Writing,
	bill: Bill,
	limit: Limit<'_>,
) -> Result<bool, CatalogueError> {
	let mut pots = BTreeMap::<Pot, i64>::new();
	let mut grows = BTreeSet::new();
	let mut move_to = |pot, bytes: i64| {
		let sum = pots.entry(pot).or_default();
		*sum = sum.checked_add(bytes).ok_or(CatalogueError::Damaged)?;
		Ok::<_, CatalogueError>(())
	};
	for (writer, change) in bill.0 {
		let account = locked(writing, writer).await?;
		let had_history = account.has_history;
		let has_history = had_history || change.begins_history;
		let pot = Pot::of(writer, has_history);
		let before = account.usage;
		let after = changed(before, change)?;
		if let Limit::Within(quotas, what) = limit {
			if !quotas.permit(pot, what, before, after) {
				return Ok(false);
			}
		}
		write(writing, writer, Account { usage: after, has_history }).await?;
		move_to(Pot::of(writer, had_history), -stored(before.total()))?;
		move_to(pot, stored(after.total()))?;
		if after.total() > before.total() {
			grows.insert(pot);
		}
	}
	for (pot, change) in pots {
		// A patient who becomes known takes what there is along, also to where there is no room: an organization's records must not wait for that.
		let most = match limit {
			Limit::Within(quotas, _) if change > 0 && grows.contains(&pot) => {
				quotas.together.of(pot)
			},
			Limit::Within(..) | Limit::None => u64::MAX,
		};
		if !add_up(writing, pot, change, most).await? {
			return Ok(false);
		}
	}
	Ok(true)
}

/// What is on a writer's account.
pub(super) async fn usage(database: &Database, writer: Writer) -> Result<Usage, CatalogueError> {
	Ok(account(database, writer).await?.usage)
}

/// Whether so much more on a writer's account would be within the limits now: it is put there, and taken back.
pub(super) async fn has_room(
	database: &Database,
	writer: Writer,
	more: Usage,
	quotas: &Quotas,
) -> Result<bool, CatalogueError> {
	let mut writing = database.write().await?;
	let mut bill = Bill::default();
	bill.add(writer, more.kept, more.loose)?;
	let has_room = settle(&mut writing, bill, Limit::Within(quotas, What::Records)).await?;
	writing.undo().await?;
	Ok(has_room)
}

/// What all writers of each kind have.
pub(super) async fn together(database: &Database) -> Result<Together, CatalogueError> {
	let mut sums = Together::default();
	let rows = sqlx::query("SELECT pot, bytes FROM pots").fetch_all(database.reading()).await?;
	for row in &rows {
		let of = number::<i64>(row, 0)?;
		let pot = Pot::ALL.into_iter().find(|pot| pot_number(*pot) == of);
		let sum = match pot.ok_or(CatalogueError::Damaged)? {
			Pot::Organizations => &mut sums.organizations,
			Pot::Patients => &mut sums.patients,
			Pot::Newcomers => &mut sums.newcomers,
		};
		*sum = number(row, 1)?;
	}
	Ok(sums)
}

/// Whether an organization has something of a patient here.
pub(super) async fn has_history(
	database: &Database,
	patient: &PatientId,
) -> Result<bool, CatalogueError> {
	Ok(account(database, Writer::Patient(*patient)).await?.has_history)
}

/// Notes that an organization has something of a patient here.
pub(super) async fn note_history(
	database: &Database,
	patient: &PatientId,
) -> Result<(), CatalogueError> {
	if has_history(database, patient).await? {
		return Ok(());
	}
	let mut writing = database.write_for(patient).await?;
	let mut bill = Bill::default();
	bill.begin_history(patient);
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}

async fn account(database: &Database, writer: Writer) -> Result<Account, CatalogueError> {
	let row = sqlx::query("SELECT kept, loose, history FROM writers WHERE writer = $1")
		.bind(writer_bytes(writer))
		.fetch_optional(database.reading())
		.await?;
	match row {
		Some(row) => read(&row),
		None => Ok(Account { usage: Usage::default(), has_history: false }),
	}
}

/// The account of a writer, which nobody else changes until this is committed or undone.
async fn locked(writing: &mut Writing, writer: Writer) -> Result<Account, CatalogueError> {
	let row = sqlx::query(
		"INSERT INTO writers (writer, kept, loose, history) VALUES ($1, 0, 0, 0) \
		ON CONFLICT (writer) DO UPDATE SET kept = writers.kept RETURNING kept, loose, history",
	)
	.bind(writer_bytes(writer))
	.fetch_one(writing.connection())
	.await?;
	read(&row)
}

/// Writes an account down. It is forgotten with the last that is kept of its writer; a patient's history with the last that is kept of the patient.
async fn write(
	writing: &mut Writing,
	writer: Writer,
	Account { usage, has_history }: Account,
) -> Result<(), CatalogueError> {
	sqlx::query("UPDATE writers SET kept = $2, loose = $3, history = $4 WHERE writer = $1")
		.bind(writer_bytes(writer))
		.bind(stored(usage.kept))
		.bind(stored(usage.loose))
		.bind(i64::from(has_history))
		.execute(writing.connection())
		.await?;
	if usage != Usage::default() {
		return Ok(());
	}
	let patient = match &writer {
		Writer::Patient(patient) => patient.as_slice(),
		Writer::Organization(_) => &[],
	};
	sqlx::query(
		"DELETE FROM writers WHERE writer = $1 AND (history = 0 OR \
		NOT EXISTS (SELECT 1 FROM batches WHERE patient = $2) AND NOT EXISTS (SELECT 1 FROM pieces WHERE patient = $2))",
	)
	.bind(writer_bytes(writer))
	.bind(patient)
	.execute(writing.connection())
	.await?;
	Ok(())
}

/// Adds to what all of a kind have, if that comes to no more than `most`, and says whether.
async fn add_up(
	writing: &mut Writing,
	pot: Pot,
	change: i64,
	most: u64,
) -> Result<bool, CatalogueError> {
	if change == 0 {
		return Ok(true);
	}
	let added =
		sqlx::query("UPDATE pots SET bytes = bytes + $2 WHERE pot = $1 AND bytes + $2 <= $3")
			.bind(pot_number(pot))
			.bind(change)
			.bind(stored(most))
			.execute(writing.connection())
			.await?;
	Ok(added.rows_affected() > 0)
}

/// Its number in the table.
fn pot_number(pot: Pot) -> i64 {
	match pot {
		Pot::Organizations => 0,
		Pot::Patients => 1,
		Pot::Newcomers => 2,
	}
}

fn read(row: &sqlx::any::AnyRow) -> Result<Account, CatalogueError> {
	let usage = Usage { kept: number(row, 0)?, loose: number(row, 1)? };
	Ok(Account { usage, has_history: number::<i64>(row, 2)? != 0 })
}

fn changed(before: Usage, change: Change) -> Result<Usage, CatalogueError> {
	let sum =
		|before: u64, change: i64| before.checked_add_signed(change).ok_or(CatalogueError::Damaged);
	Ok(Usage { kept: sum(before.kept, change.kept)?, loose: sum(before.loose, change.loose)? })
}
