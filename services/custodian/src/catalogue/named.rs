//! What stands by name: envelopes and rings for emergencies.

use super::{
	columns::{bytes, hash},
	database::Database,
	CatalogueError,
};
use crate::kept::{Name, NamedKind, PatientId};

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
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
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
	writing.commit().await
}

pub(super) async fn remove_named(
	database: &Database,
	kind: NamedKind,
	patient: &PatientId,
	name: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	sqlx::query("DELETE FROM named WHERE kind = $1 AND patient = $2 AND name = $3")
		.bind(stored(kind))
		.bind(&patient[..])
		.bind(&name[..])
		.execute(writing.connection())
		.await?;
	writing.commit().await
}
