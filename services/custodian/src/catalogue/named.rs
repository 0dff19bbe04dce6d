//! What stands by name: envelopes and rings for emergencies.

use super::{
	accounts::{settle, Bill, Limit},
	columns::{bytes, hash, number},
	database::Database,
	quotas::finish,
	CatalogueError,
};
use crate::{
	kept::{Charged, Name, NamedKind, PatientId, Writer},
	quotas::{room_for, Quotas, What},
};

/// Its number in the table.
fn stored(kind: NamedKind) -> i64 {
	match kind {
		NamedKind::Envelope => 0,
		NamedKind::EmergencyRing => 1,
	}
}

pub(super) async fn named(
	database: &Database,
	kind: NamedKind,
	patient: &PatientId,
	name: &Name,
) -> Result<Option<Vec<u8>>, CatalogueError> {
	sqlx::query("SELECT content FROM named WHERE kind = $1 AND patient = $2 AND name = $3")
		.bind(stored(kind))
		.bind(&patient[..])
		.bind(&name[..])
		.fetch_optional(database.reading())
		.await?
		.map(|row| bytes(&row, 0))
		.transpose()
}

pub(super) async fn names(
	database: &Database,
	kind: NamedKind,
	patient: &PatientId,
) -> Result<Vec<Name>, CatalogueError> {
	sqlx::query("SELECT name FROM named WHERE kind = $1 AND patient = $2 ORDER BY name")
		.bind(stored(kind))
		.bind(&patient[..])
		.fetch_all(database.reading())
		.await?
		.iter()
		.map(|row| hash(row, 0))
		.collect()
}

pub(super) async fn put_named(
	database: &Database,
	kind: NamedKind,
	patient: &PatientId,
	name: &Name,
	content: &[u8],
	quotas: &Quotas,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let there = sqlx::query(
		"SELECT CAST(length(content) AS BIGINT) FROM named WHERE kind = $1 AND patient = $2 AND name = $3",
	)
	.bind(stored(kind))
	.bind(&patient[..])
	.bind(&name[..])
	.fetch_optional(writing.connection())
	.await?;
	sqlx::query(
		"INSERT INTO named (kind, patient, name, content) VALUES ($1, $2, $3, $4) \
		ON CONFLICT (kind, patient, name) DO UPDATE SET content = excluded.content",
	)
	.bind(stored(kind))
	.bind(&patient[..])
	.bind(&name[..])
	.bind(content)
	.execute(writing.connection())
	.await?;
	let (writer, mut bill) = (Writer::Patient(*patient), Bill::default());
	if let Some(row) = there {
		bill.take(writer, room_for(number(&row, 0)?), 0)?;
	}
	bill.add(writer, room_for(u64::try_from(content.len()).unwrap_or(u64::MAX)), 0)?;
	finish(writing, bill, Limit::Within(quotas, What::Keys)).await
}

pub(super) async fn remove_named(
	database: &Database,
	kind: NamedKind,
	patient: &PatientId,
	name: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let removed = sqlx::query(
		"DELETE FROM named WHERE kind = $1 AND patient = $2 AND name = $3 RETURNING CAST(length(content) AS BIGINT)",
	)
	.bind(stored(kind))
	.bind(&patient[..])
	.bind(&name[..])
	.fetch_all(writing.connection())
	.await?;
	let mut bill = Bill::default();
	for row in &removed {
		bill.take(Writer::Patient(*patient), room_for(number(row, 0)?), 0)?;
	}
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}
