//! Where batches stand, and what is left of those that are being destroyed. In a table of their own: a batch's row may have megabytes.

use super::encoding::{read_records, RECORD};
use crate::{
	catalogue::{
		accounts::{settle, Bill, Limit},
		columns::{bytes, moment, number, stored},
		database::{Database, Writing},
		quotas, CatalogueError,
	},
	kept::{BatchState, EndingRecords, KeptBatch, KeptRecord, Moment, PatientId},
};
use sqlx::Row;

const SETTLED: i64 = 0;
const UNKNOWN: i64 = 1;
const ENDING: i64 = 2;

pub(in crate::catalogue) async fn states(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<(u32, BatchState)>, CatalogueError> {
	sqlx::query(
		"SELECT batches.anchor, state.kind, state.since FROM batches \
		LEFT JOIN batch_states AS state ON state.patient = batches.patient AND state.anchor = batches.anchor \
		WHERE batches.patient = $1 ORDER BY batches.anchor",
	)
	.bind(&patient[..])
	.fetch_all(database.reading())
	.await?
	.iter()
	.map(|row| {
		let since = moment(row, 2)?.unwrap_or_default();
		let state = match row.try_get::<Option<i64>, _>(1)? {
			None => BatchState::New,
			Some(SETTLED) => BatchState::Settled,
			Some(UNKNOWN) => BatchState::Unknown { since },
			Some(ENDING) => BatchState::Ending { since },
			Some(_) => return Err(CatalogueError::Damaged),
		};
		Ok((number(row, 0)?, state))
	})
	.collect()
}

pub(in crate::catalogue) async fn note_state(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	state: BatchState,
) -> Result<(), CatalogueError> {
	let (kind, since) = match state {
		BatchState::New => (None, 0),
		BatchState::Settled => (Some(SETTLED), 0),
		BatchState::Unknown { since } => (Some(UNKNOWN), since),
		BatchState::Ending { since } => (Some(ENDING), since),
	};
	let mut writing = database.write_for(patient).await?;
	match kind {
		Some(kind) => {
			let statement = format!(
				"INSERT INTO batch_states (patient, anchor, kind, since, remain) \
				SELECT patient, anchor, CAST($3 AS BIGINT), CAST($4 AS BIGINT), length(records) / {RECORD} FROM batches \
				WHERE patient = $1 AND anchor = $2 \
				ON CONFLICT (patient, anchor) DO UPDATE SET kind = excluded.kind, since = excluded.since \
				WHERE batch_states.kind <> {ENDING}"
			);
			sqlx::query(sqlx::AssertSqlSafe(statement))
				.bind(&patient[..])
				.bind(i64::from(anchor))
				.bind(kind)
				.bind(stored(since))
				.execute(writing.connection())
				.await?;
		},
		None => {
			sqlx::query(
				"DELETE FROM batch_states WHERE patient = $1 AND anchor = $2 AND kind <> 2",
			)
			.bind(&patient[..])
			.bind(i64::from(anchor))
			.execute(writing.connection())
			.await?;
		},
	}
	writing.commit().await
}

pub(in crate::catalogue) async fn ending_records(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	most: u32,
) -> Result<EndingRecords, CatalogueError> {
	let state = sqlx::query(
		"SELECT since, remain FROM batch_states WHERE patient = $1 AND anchor = $2 AND kind = 2",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.fetch_optional(database.reading())
	.await?;
	let Some(state) = state else { return Ok(EndingRecords::default()) };
	let since: Moment = number(&state, 0)?;
	let remain: u32 = number(&state, 1)?;
	if remain == 0 {
		return Ok(EndingRecords::default());
	}
	let first = remain.saturating_sub(most);
	let part = sqlx::query(
		"SELECT substr(records, CAST($3 AS INTEGER), CAST($4 AS INTEGER)) FROM batches WHERE patient = $1 AND anchor = $2",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	// Bytes are counted from one.
	.bind(i64::from(first).saturating_mul(RECORD).saturating_add(1))
	.bind(i64::from(remain.saturating_sub(first)).saturating_mul(RECORD))
	.fetch_one(database.reading())
	.await?;
	let records = read_records(&bytes(&part, 0)?)?;
	let names: Vec<_> = records.into_iter().map(|KeptRecord { name, .. }| name).collect();
	let doomed = quotas::of_one_batch(database, patient, &names, since).await?;
	Ok(EndingRecords { names, doomed })
}

pub(in crate::catalogue) async fn end_records(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	EndingRecords { names, doomed }: &EndingRecords,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let ended = sqlx::query(
		"UPDATE batch_states SET remain = remain - $3 WHERE patient = $1 AND anchor = $2 AND kind = 2 AND remain >= $3",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.bind(i64::try_from(names.len()).map_err(|_| CatalogueError::Damaged)?)
	.execute(writing.connection())
	.await?;
	if ended.rows_affected() == 0 {
		return writing.undo().await;
	}
	let mut bill = Bill::default();
	quotas::end_use(&mut writing, patient, &names.iter().copied().collect(), &mut bill).await?;
	quotas::drop_loose(&mut writing, patient, doomed, &mut bill).await?;
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}

/// How many records are left of a batch that is being destroyed.
pub(super) async fn remaining(
	writing: &mut Writing,
	patient: &PatientId,
	anchor: u32,
) -> Result<Option<usize>, CatalogueError> {
	let row = sqlx::query(
		"SELECT remain FROM batch_states WHERE patient = $1 AND anchor = $2 AND kind = 2",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.fetch_optional(writing.connection())
	.await?;
	let Some(row) = row else { return Ok(None) };
	let remain: u32 = number(&row, 0)?;
	usize::try_from(remain).map(Some).map_err(|_| CatalogueError::Damaged)
}

/// Before a batch comes in: where the one in whose place it comes stands says nothing of it, unless it is the same one.
pub(super) async fn forget_of_another(
	writing: &mut Writing,
	batch: &KeptBatch,
) -> Result<(), CatalogueError> {
	sqlx::query(
		"DELETE FROM batch_states WHERE patient = $1 AND anchor = $2 AND (kind = 2 OR NOT EXISTS \
		(SELECT 1 FROM batches WHERE patient = $1 AND anchor = $2 AND class = $3 AND records = $4))",
	)
	.bind(&batch.patient[..])
	.bind(i64::from(batch.anchor))
	.bind(i64::from(batch.class))
	.bind(super::encoding::write_records(&batch.records))
	.execute(writing.connection())
	.await?;
	Ok(())
}

/// Nothing is known of it any more.
pub(super) async fn forget(
	writing: &mut Writing,
	patient: &PatientId,
	anchor: u32,
) -> Result<(), CatalogueError> {
	sqlx::query("DELETE FROM batch_states WHERE patient = $1 AND anchor = $2")
		.bind(&patient[..])
		.bind(i64::from(anchor))
		.execute(writing.connection())
		.await?;
	Ok(())
}
