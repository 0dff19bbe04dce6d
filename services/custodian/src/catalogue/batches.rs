//! Batches: the records of one class under an anchor.

mod encoding;
mod states;

pub(super) use states::{end_records, ending_records, note_state, states};

use super::{
	accounts::{settle, Bill, Limit},
	columns::{bytes, hash, number, writer, writer_bytes},
	database::{Database, Writing},
	quotas, CatalogueError,
};
use crate::{
	kept::{BatchState, Charged, KeptBatch, KeptRecord, Name, PatientId, Writer},
	quotas::{room_for_batch, Quotas, What},
};
use std::collections::BTreeSet;

pub(super) async fn batch(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
) -> Result<Option<KeptBatch>, CatalogueError> {
	let row = sqlx::query(
		"SELECT class, header, handed_in, earlier, records, writer FROM batches WHERE patient = $1 AND anchor = $2 \
		AND NOT EXISTS (SELECT 1 FROM batch_states AS state WHERE state.patient = $1 AND state.anchor = $2 AND state.kind = 2)",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.fetch_optional(database.reading())
	.await?;
	let Some(row) = row else { return Ok(None) };
	Ok(Some(KeptBatch {
		patient: *patient,
		anchor,
		class: number(&row, 0)?,
		header: bytes(&row, 1)?,
		handed_in: hash(&row, 2)?,
		earlier: encoding::read_earlier(&bytes(&row, 3)?)?,
		records: encoding::read_records(&bytes(&row, 4)?)?,
		writer: writer(&row, 5)?,
	}))
}

pub(super) async fn anchors(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<u32>, CatalogueError> {
	let states = states(database, patient).await?.into_iter();
	let there = states.filter(|(_, state)| !matches!(state, BatchState::Ending { .. }));
	Ok(there.map(|(anchor, _)| anchor).collect())
}

pub(super) async fn anchors_with_earlier(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<u32>, CatalogueError> {
	sqlx::query(
		"SELECT anchor FROM batches WHERE patient = $1 AND length(earlier) > 0 ORDER BY anchor",
	)
	.bind(&patient[..])
	.fetch_all(database.reading())
	.await?
	.iter()
	.map(|row| number(row, 0))
	.collect()
}

pub(super) async fn put_batch(
	database: &Database,
	batch: &KeptBatch,
) -> Result<(), CatalogueError> {
	put(database, batch, Bill::default(), Limit::None).await.map(|_| ())
}

pub(super) async fn charge_batch(
	database: &Database,
	batch: &KeptBatch,
	is_of_organization: bool,
	quotas: &Quotas,
) -> Result<Charged, CatalogueError> {
	let mut bill = Bill::default();
	if is_of_organization {
		bill.begin_history(&batch.patient);
	}
	put(database, batch, bill, Limit::Within(quotas, What::Records)).await
}

async fn put(
	database: &Database,
	batch: &KeptBatch,
	mut bill: Bill,
	limit: Limit<'_>,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write_for(&batch.patient).await?;
	match replace(&mut writing, batch, &mut bill).await {
		Ok(()) => quotas::finish(writing, bill, limit).await,
		Err(error) => {
			writing.undo().await?;
			Err(error)
		},
	}
}

async fn replace(
	writing: &mut Writing,
	batch: &KeptBatch,
	bill: &mut Bill,
) -> Result<(), CatalogueError> {
	let before = there(writing, &batch.patient, batch.anchor).await?;
	let after = names(&batch.records);
	let (earlier, records) =
		(encoding::write_earlier(&batch.earlier), encoding::write_records(&batch.records));
	let row = Row { writer: batch.writer, records: length(&records), earlier: length(&earlier) };
	states::forget_of_another(writing, batch).await?;
	sqlx::query(
		"INSERT INTO batches (patient, anchor, class, header, handed_in, earlier, records, writer) \
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
		ON CONFLICT (patient, anchor) DO UPDATE SET class = excluded.class, header = excluded.header, \
		handed_in = excluded.handed_in, earlier = excluded.earlier, records = excluded.records, writer = excluded.writer",
	)
	.bind(&batch.patient[..])
	.bind(i64::from(batch.anchor))
	.bind(i64::from(batch.class))
	.bind(&batch.header[..])
	.bind(&batch.handed_in[..])
	.bind(earlier)
	.bind(records)
	.bind(writer_bytes(batch.writer))
	.execute(writing.connection())
	.await?;
	bill.add(row.writer, room_for_batch(row.records), 0)?;
	bill.add(Writer::Patient(batch.patient), row.earlier, 0)?;
	let before = match before {
		Some((row, names)) => {
			row.take_off(&batch.patient, bill)?;
			names
		},
		None => BTreeSet::new(),
	};
	// A new header, the usual change, names the same records: nothing is counted anew.
	quotas::begin_use(writing, &batch.patient, &(&after - &before), bill).await?;
	quotas::end_use(writing, &batch.patient, &(&before - &after), bill).await
}

pub(super) async fn remove_batch(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let Some((row, named)) = there(&mut writing, patient, anchor).await? else {
		return writing.undo().await;
	};
	sqlx::query("DELETE FROM batches WHERE patient = $1 AND anchor = $2")
		.bind(&patient[..])
		.bind(i64::from(anchor))
		.execute(writing.connection())
		.await?;
	let mut bill = Bill::default();
	row.take_off(patient, &mut bill)?;
	quotas::end_use(&mut writing, patient, &named, &mut bill).await?;
	states::forget(&mut writing, patient, anchor).await?;
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}

/// What the row of a batch takes: its records, on the account of who handed it in, and earlier headers, on the patient's, whose side exchanged them.
struct Row {
	writer: Writer,
	records: u64,
	earlier: u64,
}

impl Row {
	fn take_off(&self, patient: &PatientId, bill: &mut Bill) -> Result<(), CatalogueError> {
		bill.take(self.writer, room_for_batch(self.records), 0)?;
		bill.take(Writer::Patient(*patient), self.earlier, 0)
	}
}

/// What the batch that is there takes, and the names of its records; of one that is being destroyed, those that are left.
async fn there(
	writing: &mut Writing,
	patient: &PatientId,
	anchor: u32,
) -> Result<Option<(Row, BTreeSet<Name>)>, CatalogueError> {
	let row = sqlx::query(
		"SELECT records, writer, CAST(length(earlier) AS BIGINT) FROM batches WHERE patient = $1 AND anchor = $2",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.fetch_optional(writing.connection())
	.await?;
	let Some(row) = row else { return Ok(None) };
	let records = bytes(&row, 0)?;
	let (by, earlier) = (writer(&row, 1)?, number(&row, 2)?);
	let row = Row { writer: by, records: length(&records), earlier };
	let records = encoding::read_records(&records)?;
	let left = states::remaining(writing, patient, anchor).await?.unwrap_or(usize::MAX);
	Ok(Some((row, names(records.get(..left).unwrap_or(&records)))))
}

fn length(bytes: &[u8]) -> u64 {
	u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn names(records: &[KeptRecord]) -> BTreeSet<Name> {
	records.iter().map(|record| record.name).collect()
}
