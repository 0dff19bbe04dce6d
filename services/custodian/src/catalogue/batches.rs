//! Batches: the records of one class under an anchor.

mod encoding;

use super::{
	columns::{bytes, hash, number},
	database::{Database, Writing},
	quotas, CatalogueError,
};
use crate::kept::{KeptBatch, KeptRecord, Name, PatientId};
use std::collections::BTreeSet;

pub(super) async fn batch(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
) -> Result<Option<KeptBatch>, CatalogueError> {
	let row = sqlx::query(
		"SELECT class, header, handed_in, earlier, records FROM batches WHERE patient = $1 AND anchor = $2",
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
	}))
}

pub(super) async fn anchors(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<u32>, CatalogueError> {
	sqlx::query("SELECT anchor FROM batches WHERE patient = $1 ORDER BY anchor")
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
	let mut writing = database.write_for(&batch.patient).await?;
	match replace(&mut writing, batch).await {
		Ok(()) => writing.commit().await,
		Err(error) => {
			writing.undo().await?;
			Err(error)
		},
	}
}

async fn replace(writing: &mut Writing, batch: &KeptBatch) -> Result<(), CatalogueError> {
	let before = named_by(writing, &batch.patient, batch.anchor).await?;
	let after = names(&batch.records);
	sqlx::query(
		"INSERT INTO batches (patient, anchor, class, header, handed_in, earlier, records) \
		VALUES ($1, $2, $3, $4, $5, $6, $7) \
		ON CONFLICT (patient, anchor) DO UPDATE SET class = excluded.class, header = excluded.header, \
		handed_in = excluded.handed_in, earlier = excluded.earlier, records = excluded.records",
	)
	.bind(&batch.patient[..])
	.bind(i64::from(batch.anchor))
	.bind(i64::from(batch.class))
	.bind(&batch.header[..])
	.bind(&batch.handed_in[..])
	.bind(encoding::write_earlier(&batch.earlier))
	.bind(encoding::write_records(&batch.records))
	.execute(writing.connection())
	.await?;
	// A new header, the usual change, names the same records: nothing is counted anew.
	quotas::begin_use(writing, &batch.patient, &(&after - &before)).await?;
	quotas::end_use(writing, &batch.patient, &(&before - &after)).await
}

pub(super) async fn remove_batch(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let named = named_by(&mut writing, patient, anchor).await?;
	sqlx::query("DELETE FROM batches WHERE patient = $1 AND anchor = $2")
		.bind(&patient[..])
		.bind(i64::from(anchor))
		.execute(writing.connection())
		.await?;
	quotas::end_use(&mut writing, patient, &named).await?;
	writing.commit().await
}

/// The names of the records of the batch that is there.
async fn named_by(
	writing: &mut Writing,
	patient: &PatientId,
	anchor: u32,
) -> Result<BTreeSet<Name>, CatalogueError> {
	let row = sqlx::query("SELECT records FROM batches WHERE patient = $1 AND anchor = $2")
		.bind(&patient[..])
		.bind(i64::from(anchor))
		.fetch_optional(writing.connection())
		.await?;
	match row {
		Some(row) => Ok(names(&encoding::read_records(&bytes(&row, 0)?)?)),
		None => Ok(BTreeSet::new()),
	}
}

fn names(records: &[KeptRecord]) -> BTreeSet<Name> {
	records.iter().map(|record| record.name).collect()
}
