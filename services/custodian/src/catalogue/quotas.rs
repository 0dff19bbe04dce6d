//! Whose account sealed bytes are on.
//!
//! What a writer has is added up in one row, which changes in the same transaction as what it adds up. Limits are compared in the
//! statement that adds, so that of two that add at once the second one sees what the first one did.

use super::{
	columns::{bytes, hash, number, placeholders, stored, writer_bytes},
	database::{Database, Writing},
	CatalogueError,
};
use crate::kept::{Charged, Moment, Name, PatientId, Usage, Writer};
use sqlx::{any::AnyRow, AssertSqlSafe};
use std::collections::{BTreeMap, BTreeSet};

/// Names in one statement.
const NAMES_AT_ONCE: usize = 500;

/// A sealed record, and whose account it shall be on.
pub(super) struct Charge<'a> {
	pub(super) patient: &'a PatientId,
	pub(super) name: &'a Name,
	pub(super) length: u64,
	pub(super) writer: Writer,
	pub(super) at: Moment,
}

pub(super) async fn charge(
	database: &Database,
	record: &Charge<'_>,
	loose_limit: u64,
	total_limit: u64,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write().await?;
	let added = sqlx::query(
		"INSERT INTO records (patient, name, length, writer, charged, uses) VALUES ($1, $2, $3, $4, $5, 0) \
		ON CONFLICT (patient, name) DO NOTHING",
	)
	.bind(&record.patient[..])
	.bind(&record.name[..])
	.bind(stored(record.length))
	.bind(writer_bytes(record.writer))
	.bind(stored(record.at))
	.execute(writing.connection())
	.await?;
	if added.rows_affected() == 0 {
		writing.undo().await?;
		return Ok(Charged::Known);
	}
	if record.length > loose_limit
		|| !add_within(&mut writing, record.writer, 0, record.length, loose_limit, total_limit)
			.await?
	{
		writing.undo().await?;
		return Ok(Charged::OverLimit);
	}
	writing.commit().await?;
	Ok(Charged::New)
}

pub(super) async fn uncharge(
	database: &Database,
	patient: &PatientId,
	name: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	let removed = sqlx::query(
		"DELETE FROM records WHERE patient = $1 AND name = $2 AND uses = 0 RETURNING writer, length",
	)
	.bind(&patient[..])
	.bind(&name[..])
	.fetch_all(writing.connection())
	.await?;
	for row in &removed {
		let length: i64 = number(row, 1)?;
		change(&mut writing, &bytes(row, 0)?, 0, -length).await?;
	}
	writing.commit().await
}

pub(super) async fn usage(database: &Database, writer: Writer) -> Result<Usage, CatalogueError> {
	let row = sqlx::query("SELECT kept, loose FROM writers WHERE writer = $1")
		.bind(writer_bytes(writer))
		.fetch_optional(database.reading())
		.await?;
	match row {
		Some(row) => Ok(Usage { kept: number(&row, 0)?, loose: number(&row, 1)? }),
		None => Ok(Usage::default()),
	}
}

pub(super) async fn loose_since(
	database: &Database,
	before: Moment,
	limit: u32,
) -> Result<Vec<(PatientId, Name)>, CatalogueError> {
	sqlx::query(
		"SELECT patient, name FROM records WHERE uses = 0 AND charged < $1 ORDER BY charged LIMIT $2",
	)
	.bind(stored(before))
	.bind(i64::from(limit))
	.fetch_all(database.reading())
	.await?
	.iter()
	.map(|row| Ok((hash(row, 0)?, hash(row, 1)?)))
	.collect()
}

pub(super) async fn known_records(
	database: &Database,
	patient: &PatientId,
	names: &[Name],
) -> Result<Vec<bool>, CatalogueError> {
	let mut known = BTreeSet::new();
	for some in names.chunks(NAMES_AT_ONCE) {
		let statement = format!(
			"SELECT name FROM records WHERE patient = $1 AND name IN {}",
			placeholders(2, 1, some.len())
		);
		let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false).bind(&patient[..]);
		for name in some {
			query = query.bind(&name[..]);
		}
		for row in query.fetch_all(database.reading()).await? {
			known.insert(hash(&row, 0)?);
		}
	}
	Ok(names.iter().map(|name| known.contains(name)).collect())
}

/// Notes that one more batch names these records. Those that none named are loose no longer.
pub(super) async fn begin_use(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
) -> Result<(), CatalogueError> {
	let changed = change_uses(writing, patient, names, "uses + 1").await?;
	if changed.len() != names.len() {
		return Err(CatalogueError::RecordsMissing);
	}
	for (writer, length) in lengths(&changed, 1)? {
		change(writing, &writer, length, -length).await?;
	}
	Ok(())
}

/// Notes that one batch fewer names these records. Those that none names any more are loose.
pub(super) async fn end_use(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
) -> Result<(), CatalogueError> {
	let changed = change_uses(writing, patient, names, "uses - 1").await?;
	for (writer, length) in lengths(&changed, 0)? {
		change(writing, &writer, -length, length).await?;
	}
	Ok(())
}

/// Adds bytes to a writer's account if it stays within its limits, and says whether.
pub(super) async fn add_within(
	writing: &mut Writing,
	writer: Writer,
	kept: u64,
	loose: u64,
	loose_limit: u64,
	total_limit: u64,
) -> Result<bool, CatalogueError> {
	if kept.saturating_add(loose) > total_limit {
		return Ok(false);
	}
	let added = sqlx::query(
		"INSERT INTO writers (writer, kept, loose) VALUES ($1, $2, $3) \
		ON CONFLICT (writer) DO UPDATE SET kept = writers.kept + excluded.kept, loose = writers.loose + excluded.loose \
		WHERE writers.loose + excluded.loose <= $4 \
		AND writers.kept + writers.loose + excluded.kept + excluded.loose <= $5",
	)
	.bind(writer_bytes(writer))
	.bind(stored(kept))
	.bind(stored(loose))
	.bind(stored(loose_limit))
	.bind(stored(total_limit))
	.execute(writing.connection())
	.await?;
	Ok(added.rows_affected() > 0)
}

/// Moves what is on a writer's account, or takes from it. An account with nothing on it is forgotten.
pub(super) async fn change(
	writing: &mut Writing,
	writer: &[u8],
	kept: i64,
	loose: i64,
) -> Result<(), CatalogueError> {
	let changed =
		sqlx::query("UPDATE writers SET kept = kept + $2, loose = loose + $3 WHERE writer = $1")
			.bind(writer)
			.bind(kept)
			.bind(loose)
			.execute(writing.connection())
			.await?;
	if changed.rows_affected() == 0 {
		return Err(CatalogueError::Damaged);
	}
	sqlx::query("DELETE FROM writers WHERE writer = $1 AND kept = 0 AND loose = 0")
		.bind(writer)
		.execute(writing.connection())
		.await?;
	Ok(())
}

/// Sets how many batches name these records, and gives writer, length and that number of each that is charged.
async fn change_uses(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
	uses: &'static str,
) -> Result<Vec<AnyRow>, CatalogueError> {
	let names: Vec<&Name> = names.iter().collect();
	let mut changed = Vec::with_capacity(names.len());
	for some in names.chunks(NAMES_AT_ONCE) {
		let statement = format!(
			"UPDATE records SET uses = {uses} WHERE patient = $1 AND name IN {} RETURNING writer, length, uses",
			placeholders(2, 1, some.len())
		);
		let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false).bind(&patient[..]);
		for name in some {
			query = query.bind(&name[..]);
		}
		changed.extend(query.fetch_all(writing.connection()).await?);
	}
	Ok(changed)
}

/// The lengths of those records that so many batches name now, added up by writer, in an order in which two that do this at once
/// do not wait for each other for ever.
fn lengths(changed: &[AnyRow], uses: i64) -> Result<BTreeMap<Vec<u8>, i64>, CatalogueError> {
	let mut lengths = BTreeMap::new();
	for row in changed {
		if number::<i64>(row, 2)? == uses {
			let length = lengths.entry(bytes(row, 0)?).or_insert(0_i64);
			*length = length.checked_add(number(row, 1)?).ok_or(CatalogueError::Damaged)?;
		}
	}
	Ok(lengths)
}
