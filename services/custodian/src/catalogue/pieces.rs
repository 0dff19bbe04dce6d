//! Pieces of batches' packages.

use super::{
	columns::{hash, moment, number, stored, writer, writer_bytes},
	database::{Database, Writing},
	quotas, CatalogueError,
};
use crate::kept::{Charged, KeptPiece, Moment, Name, PatientId};
use sqlx::any::AnyRow;

pub(super) async fn piece(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	root: &Name,
) -> Result<Option<KeptPiece>, CatalogueError> {
	sqlx::query(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped FROM pieces \
		WHERE patient = $1 AND anchor = $2 AND root = $3",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.bind(&root[..])
	.fetch_optional(database.reading())
	.await?
	.map(|row| read(&row))
	.transpose()
}

pub(super) async fn pieces(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	sqlx::query(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped FROM pieces \
		WHERE patient = $1 ORDER BY anchor, root",
	)
	.bind(&patient[..])
	.fetch_all(database.reading())
	.await?
	.iter()
	.map(read)
	.collect()
}

pub(super) async fn put_piece(
	database: &Database,
	piece: &KeptPiece,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(&piece.patient).await?;
	remove(&mut writing, &piece.patient, piece.anchor, &piece.root).await?;
	add(&mut writing, piece).await?;
	quotas::add_within(&mut writing, piece.writer, piece.length, 0, u64::MAX, u64::MAX).await?;
	writing.commit().await
}

pub(super) async fn charge_piece(
	database: &Database,
	piece: &KeptPiece,
	total_limit: u64,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write_for(&piece.patient).await?;
	if !add(&mut writing, piece).await? {
		writing.undo().await?;
		return Ok(Charged::Known);
	}
	if !quotas::add_within(&mut writing, piece.writer, piece.length, 0, u64::MAX, total_limit)
		.await?
	{
		writing.undo().await?;
		return Ok(Charged::OverLimit);
	}
	writing.commit().await?;
	Ok(Charged::New)
}

pub(super) async fn remove_piece(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	root: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	remove(&mut writing, patient, anchor, root).await?;
	writing.commit().await
}

pub(super) async fn pieces_due(
	database: &Database,
	before: Moment,
	limit: u32,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	sqlx::query(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped FROM pieces \
		WHERE proved IS NULL OR proved < $1 ORDER BY proved NULLS FIRST, patient, anchor, root LIMIT $2",
	)
	.bind(stored(before))
	.bind(i64::from(limit))
	.fetch_all(database.reading())
	.await?
	.iter()
	.map(read)
	.collect()
}

/// Adds a piece where it is not there, and says whether.
async fn add(writing: &mut Writing, piece: &KeptPiece) -> Result<bool, CatalogueError> {
	let added = sqlx::query(
		"INSERT INTO pieces (patient, anchor, piece, root, length, writer, held_until, proved, dropped) \
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (patient, anchor, root) DO NOTHING",
	)
	.bind(&piece.patient[..])
	.bind(i64::from(piece.anchor))
	.bind(i64::from(piece.index))
	.bind(&piece.root[..])
	.bind(stored(piece.length))
	.bind(writer_bytes(piece.writer))
	.bind(piece.held_until.map(stored))
	.bind(piece.proved.map(stored))
	.bind(piece.dropped.map(stored))
	.execute(writing.connection())
	.await?;
	Ok(added.rows_affected() > 0)
}

/// Forgets a piece, and takes it off its writer's account.
async fn remove(
	writing: &mut Writing,
	patient: &PatientId,
	anchor: u32,
	root: &Name,
) -> Result<(), CatalogueError> {
	let removed = sqlx::query(
		"DELETE FROM pieces WHERE patient = $1 AND anchor = $2 AND root = $3 \
		RETURNING patient, anchor, piece, root, length, writer, held_until, proved, dropped",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.bind(&root[..])
	.fetch_all(writing.connection())
	.await?;
	for row in &removed {
		let piece = read(row)?;
		quotas::change(writing, &writer_bytes(piece.writer), -stored(piece.length), 0).await?;
	}
	Ok(())
}

fn read(row: &AnyRow) -> Result<KeptPiece, CatalogueError> {
	Ok(KeptPiece {
		patient: hash(row, 0)?,
		anchor: number(row, 1)?,
		index: number(row, 2)?,
		root: hash(row, 3)?,
		length: number(row, 4)?,
		writer: writer(row, 5)?,
		held_until: moment(row, 6)?,
		proved: moment(row, 7)?,
		dropped: moment(row, 8)?,
	})
}
