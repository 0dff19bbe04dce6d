//! Pieces of batches' packages.

use super::{
	accounts::{settle, Bill, Limit},
	columns::{hash, moment, number, stored, writer, writer_bytes},
	database::{Database, Writing},
	quotas::finish,
	CatalogueError,
};
use crate::{
	kept::{Charged, KeptPiece, Moment, Name, PatientId, PieceFigures},
	quotas::{room_for, Quotas, What},
};
use sqlx::{any::AnyRow, AssertSqlSafe};

pub(super) async fn piece(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	root: &Name,
) -> Result<Option<KeptPiece>, CatalogueError> {
	sqlx::query(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost FROM pieces \
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
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost FROM pieces \
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
	replace(database, piece, Limit::None).await.map(|_| ())
}

pub(super) async fn replace_piece(
	database: &Database,
	piece: &KeptPiece,
	quotas: &Quotas,
) -> Result<Charged, CatalogueError> {
	replace(database, piece, Limit::Within(quotas, What::Records)).await
}

async fn replace(
	database: &Database,
	piece: &KeptPiece,
	limit: Limit<'_>,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write_for(&piece.patient).await?;
	let mut bill = Bill::default();
	remove(&mut writing, &piece.patient, piece.anchor, &piece.root, &mut bill).await?;
	add(&mut writing, piece).await?;
	bill.add(piece.writer, room_for(piece.length), 0)?;
	finish(writing, bill, limit).await
}

pub(super) async fn charge_piece(
	database: &Database,
	piece: &KeptPiece,
	quotas: &Quotas,
) -> Result<Charged, CatalogueError> {
	let mut writing = database.write_for(&piece.patient).await?;
	if !add(&mut writing, piece).await? {
		writing.undo().await?;
		return Ok(Charged::Known);
	}
	let mut bill = Bill::default();
	bill.add(piece.writer, room_for(piece.length), 0)?;
	finish(writing, bill, Limit::Within(quotas, What::Records)).await
}

pub(super) async fn remove_piece(
	database: &Database,
	patient: &PatientId,
	anchor: u32,
	root: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let mut bill = Bill::default();
	remove(&mut writing, patient, anchor, root, &mut bill).await?;
	bill.look_at(patient);
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}

pub(super) async fn pieces_due(
	database: &Database,
	before: Moment,
	limit: u32,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	sqlx::query(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost FROM pieces \
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

pub(super) async fn all_pieces(
	database: &Database,
	after: Option<&KeptPiece>,
	limit: u32,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	follow(database, after, limit, "").await
}

pub(super) async fn lost_pieces(
	database: &Database,
	after: Option<&KeptPiece>,
	limit: u32,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	follow(database, after, limit, "lost IS NOT NULL AND dropped IS NULL AND ").await
}

/// Those that come after `after` in the order of patients, anchors and roots, and of which the condition holds; with nothing the first ones.
async fn follow(
	database: &Database,
	after: Option<&KeptPiece>,
	limit: u32,
	condition: &'static str,
) -> Result<Vec<KeptPiece>, CatalogueError> {
	let (patient, anchor, root) = match after {
		Some(piece) => (piece.patient.into(), piece.anchor.into(), piece.root.into()),
		None => (Vec::new(), 0_i64, Vec::new()),
	};
	let statement = format!(
		"SELECT patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost FROM pieces \
		WHERE {condition}(patient, anchor, root) > ($1, $2, $3) ORDER BY patient, anchor, root LIMIT $4"
	);
	sqlx::query(AssertSqlSafe(statement))
		.bind::<Vec<u8>>(patient)
		.bind(anchor)
		.bind::<Vec<u8>>(root)
		.bind(i64::from(limit))
		.fetch_all(database.reading())
		.await?
		.iter()
		.map(read)
		.collect()
}

pub(super) async fn piece_figures(database: &Database) -> Result<PieceFigures, CatalogueError> {
	// Each by its own index: a million pieces are not read for it.
	let row = sqlx::query(
		"SELECT (SELECT COUNT(*) FROM pieces WHERE lost IS NOT NULL AND dropped IS NULL), \
		(SELECT COUNT(*) FROM pieces WHERE proved IS NULL) \
			+ (SELECT COUNT(*) FROM pieces WHERE proved = 0), \
		(SELECT MIN(proved) FROM pieces WHERE proved > 0 AND lost IS NULL)",
	)
	.fetch_one(database.reading())
	.await?;
	Ok(PieceFigures {
		lost: number(&row, 0)?,
		waiting: number(&row, 1)?,
		oldest_proof: moment(&row, 2)?,
	})
}

/// Adds a piece where it is not there, and says whether.
async fn add(writing: &mut Writing, piece: &KeptPiece) -> Result<bool, CatalogueError> {
	let added = sqlx::query(
		"INSERT INTO pieces (patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost) \
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (patient, anchor, root) DO NOTHING",
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
	.bind(piece.lost.map(stored))
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
	bill: &mut Bill,
) -> Result<(), CatalogueError> {
	let removed = sqlx::query(
		"DELETE FROM pieces WHERE patient = $1 AND anchor = $2 AND root = $3 \
		RETURNING patient, anchor, piece, root, length, writer, held_until, proved, dropped, lost",
	)
	.bind(&patient[..])
	.bind(i64::from(anchor))
	.bind(&root[..])
	.fetch_all(writing.connection())
	.await?;
	for row in &removed {
		let piece = read(row)?;
		bill.take(piece.writer, room_for(piece.length), 0)?;
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
		lost: moment(row, 9)?,
	})
}
