//! Sealed records, and on whose account they are.

use super::{
	accounts::{settle, Bill, Limit},
	columns::{hash, number, placeholders, stored, writer, writer_bytes},
	database::{Database, Writing},
	CatalogueError,
};
use crate::{
	kept::{Charged, Moment, Name, PatientId, Writer},
	quotas::{room_for, Quotas, What},
};
use sqlx::{any::AnyRow, AnyConnection, AssertSqlSafe};
use std::collections::BTreeSet;

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
	quotas: &Quotas,
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
		return writing.undo().await.map(|()| Charged::Known);
	}
	let mut bill = Bill::default();
	bill.add(record.writer, 0, room_for(record.length))?;
	finish(writing, bill, Limit::Within(quotas, What::Records)).await
}

/// Settles the bill for what was written, and makes both durable; or neither, where that is over the limits.
pub(super) async fn finish(
	mut writing: Writing,
	bill: Bill,
	limit: Limit<'_>,
) -> Result<Charged, CatalogueError> {
	if settle(&mut writing, bill, limit).await? {
		writing.commit().await?;
		return Ok(Charged::New);
	}
	writing.undo().await?;
	Ok(Charged::OverLimit)
}

/// Makes it as one that is handed in now; whether it is on an account at all.
pub(super) async fn renew(
	database: &Database,
	patient: &PatientId,
	name: &Name,
	by: Writer,
	at: Moment,
) -> Result<bool, CatalogueError> {
	let Some(row) = row(database, patient, name).await? else { return Ok(false) };
	if row.charged >= stored(at) || row.is_loose() && row.writer != by {
		return Ok(true);
	}
	let mut writing = database.write().await?;
	sqlx::query("UPDATE records SET charged = $3 WHERE patient = $1 AND name = $2")
		.bind(&patient[..])
		.bind(&name[..])
		.bind(stored(at))
		.execute(writing.connection())
		.await?;
	writing.commit().await.map(|()| true)
}

/// Puts a loose record that has come on the account of whoever brought it, with its length, instead of the one it is on. One that a
/// batch names stays on its account, and is made as one that is handed in now. Nothing where it is on nobody's.
pub(super) async fn recharge(
	database: &Database,
	record: &Charge<'_>,
	quotas: &Quotas,
) -> Result<Option<Charged>, CatalogueError> {
	let Charge { patient, name, length, writer: by, at } = *record;
	let Some(row) = row(database, patient, name).await? else { return Ok(None) };
	if !row.is_loose() {
		return Ok(renew(database, patient, name, by, at).await?.then_some(Charged::Known));
	}
	if row.writer == by && row.length == length {
		return Ok(Some(Charged::Known));
	}
	let mut writing = database.write().await?;
	let changed = sqlx::query(
		"UPDATE records SET writer = $3, length = $4, charged = $5 \
		WHERE patient = $1 AND name = $2 AND uses = 0 AND writer = $6 AND length = $7",
	)
	.bind(&patient[..])
	.bind(&name[..])
	.bind(writer_bytes(by))
	.bind(stored(length))
	.bind(stored(at))
	.bind(writer_bytes(row.writer))
	.bind(stored(row.length))
	.execute(writing.connection())
	.await?;
	if changed.rows_affected() == 0 {
		return writing.undo().await.map(|()| None);
	}
	let mut bill = Bill::default();
	bill.take(row.writer, 0, room_for(row.length))?;
	bill.add(by, 0, room_for(length))?;
	finish(writing, bill, Limit::Within(quotas, What::Records)).await.map(Some)
}

/// Whether a batch names it.
pub(super) async fn is_used(
	database: &Database,
	patient: &PatientId,
	name: &Name,
) -> Result<bool, CatalogueError> {
	Ok(row(database, patient, name).await?.is_some_and(|row| !row.is_loose()))
}

/// Whether it is on this writer's account.
pub(super) async fn is_charged_to(
	database: &Database,
	patient: &PatientId,
	name: &Name,
	by: Writer,
) -> Result<bool, CatalogueError> {
	Ok(row(database, patient, name).await?.is_some_and(|row| row.writer == by))
}

/// What the tables have of a record.
struct Row {
	writer: Writer,
	length: u64,
	uses: u64,
	charged: i64,
}

impl Row {
	fn is_loose(&self) -> bool {
		self.uses == 0
	}
}

async fn row(
	database: &Database,
	patient: &PatientId,
	name: &Name,
) -> Result<Option<Row>, CatalogueError> {
	let row = sqlx::query(
		"SELECT writer, length, uses, charged FROM records WHERE patient = $1 AND name = $2",
	)
	.bind(&patient[..])
	.bind(&name[..])
	.fetch_optional(database.reading())
	.await?;
	let read = |row: AnyRow| {
		let (length, uses) = (number(&row, 1)?, number(&row, 2)?);
		Ok(Row { writer: writer(&row, 0)?, length, uses, charged: number(&row, 3)? })
	};
	row.map(read).transpose()
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
	let mut bill = Bill::default();
	for row in &removed {
		bill.take(writer(row, 0)?, 0, room_for(number(row, 1)?))?;
	}
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
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
	let mut connection = database.reading().acquire().await?;
	let statement = ["SELECT name FROM records WHERE patient = $1 AND name IN", ""];
	let known = of_names(&mut connection, statement, patient, names).await?;
	let known = known.iter().map(|row| hash(row, 0)).collect::<Result<BTreeSet<Name>, _>>()?;
	Ok(names.iter().map(|name| known.contains(name)).collect())
}

/// Notes that one more batch names these records. Those that none named are loose no longer.
pub(super) async fn begin_use(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
	bill: &mut Bill,
) -> Result<(), CatalogueError> {
	let changed = change_uses(writing, patient, names, "uses + 1").await?;
	if changed.len() != names.len() {
		return Err(CatalogueError::RecordsMissing);
	}
	for (writer, room) in used_so_often(&changed, 1)? {
		bill.add(writer, room, 0)?;
		bill.take(writer, 0, room)?;
	}
	Ok(())
}

/// Notes that one batch fewer names these records. Those that none names any more are loose.
pub(super) async fn end_use(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
	bill: &mut Bill,
) -> Result<(), CatalogueError> {
	let changed = change_uses(writing, patient, names, "uses - 1").await?;
	for (writer, room) in used_so_often(&changed, 0)? {
		bill.take(writer, room, 0)?;
		bill.add(writer, 0, room)?;
	}
	Ok(())
}

/// Takes those of these records off their accounts that no batch names any more.
pub(super) async fn drop_loose(
	writing: &mut Writing,
	patient: &PatientId,
	names: &[Name],
	bill: &mut Bill,
) -> Result<(), CatalogueError> {
	let statement = [
		"DELETE FROM records WHERE patient = $1 AND uses = 0 AND name IN",
		"RETURNING writer, length",
	];
	let dropped = of_names(writing.connection(), statement, patient, names).await?;
	for row in &dropped {
		bill.take(writer(row, 0)?, 0, room_for(number(row, 1)?))?;
	}
	Ok(())
}

/// Those of these records that one batch alone names, and that were handed in no later than `until`.
pub(super) async fn of_one_batch(
	database: &Database,
	patient: &PatientId,
	names: &[Name],
	until: Moment,
) -> Result<Vec<Name>, CatalogueError> {
	let mut connection = database.reading().acquire().await?;
	let alone = format!(
		"SELECT name FROM records WHERE patient = $1 AND uses = 1 AND charged <= {} AND name IN",
		stored(until)
	);
	let found = of_names(&mut connection, [&alone, ""], patient, names).await?;
	found.iter().map(|row| hash(row, 0)).collect()
}

/// Sets how many batches name these records, and gives writer, length and that number of each that is charged.
async fn change_uses(
	writing: &mut Writing,
	patient: &PatientId,
	names: &BTreeSet<Name>,
	uses: &'static str,
) -> Result<Vec<AnyRow>, CatalogueError> {
	let names: Vec<Name> = names.iter().copied().collect();
	let change = format!("UPDATE records SET uses = {uses} WHERE patient = $1 AND name IN");
	let statement = [&change, "RETURNING writer, length, uses"];
	of_names(writing.connection(), statement, patient, &names).await
}

/// All rows that a statement gives of some of a patient's records, whose names stand between its two parts.
async fn of_names(
	connection: &mut AnyConnection,
	[before, after]: [&str; 2],
	patient: &PatientId,
	names: &[Name],
) -> Result<Vec<AnyRow>, CatalogueError> {
	let mut rows = Vec::with_capacity(names.len());
	for some in names.chunks(NAMES_AT_ONCE) {
		let statement = format!("{before} {} {after}", placeholders(2, 1, some.len()));
		let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false).bind(&patient[..]);
		for name in some {
			query = query.bind(&name[..]);
		}
		rows.extend(query.fetch_all(&mut *connection).await?);
	}
	Ok(rows)
}

/// Writer and room of those records that so many batches name now.
fn used_so_often(changed: &[AnyRow], uses: i64) -> Result<Vec<(Writer, u64)>, CatalogueError> {
	let mut used = Vec::new();
	for row in changed {
		if number::<i64>(row, 2)? == uses {
			used.push((writer(row, 0)?, room_for(number(row, 1)?)));
		}
	}
	Ok(used)
}
