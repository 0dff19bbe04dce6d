//! Backups of patients' rings, as they came.

use super::{
	accounts::{settle, Bill, Limit},
	columns::{bytes, hash, number, stored},
	database::Database,
	CatalogueError,
};
use crate::{
	kept::{BackupEntry, Moment, PatientId, Writer},
	quotas::{room_for, Quotas, What},
};

pub(super) async fn backup_list(
	database: &Database,
	patient: &PatientId,
) -> Result<Vec<BackupEntry>, CatalogueError> {
	sqlx::query("SELECT number, account, came FROM backups WHERE patient = $1 ORDER BY number")
		.bind(&patient[..])
		.fetch_all(database.reading())
		.await?
		.iter()
		.map(|row| {
			Ok(BackupEntry { number: number(row, 0)?, account: hash(row, 1)?, at: number(row, 2)? })
		})
		.collect()
}

pub(super) async fn backup_part(
	database: &Database,
	patient: &PatientId,
	number: u64,
	from: u32,
	most: u32,
) -> Result<Option<Vec<u8>>, CatalogueError> {
	// The first byte is number one. PostgreSQL counts to 2³¹, which is after the end of any text.
	let counted = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
	sqlx::query(
		"SELECT substr(content, CAST($3 AS INTEGER), CAST($4 AS INTEGER)) FROM backups WHERE patient = $1 AND number = $2",
	)
	.bind(&patient[..])
	.bind(stored(number))
	.bind(counted(from.saturating_add(1)))
	.bind(counted(most))
	.fetch_optional(database.reading())
	.await?
	.map(|row| bytes(&row, 0))
	.transpose()
}

pub(super) async fn add_backup(
	database: &Database,
	patient: &PatientId,
	account: &[u8; 32],
	at: Moment,
	text: &str,
	quotas: &Quotas,
) -> Result<Option<u64>, CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let there = sqlx::query(
		"SELECT number FROM backups WHERE patient = $1 AND account = $2 AND came = $3 AND content = $4",
	)
	.bind(&patient[..])
	.bind(&account[..])
	.bind(stored(at))
	.bind(text.as_bytes())
	.fetch_optional(writing.connection())
	.await?;
	if let Some(row) = there {
		writing.undo().await?;
		return number(&row, 0).map(Some);
	}
	let added = sqlx::query(
		"INSERT INTO backups (patient, account, came, content) VALUES ($1, $2, $3, $4) RETURNING number",
	)
	.bind(&patient[..])
	.bind(&account[..])
	.bind(stored(at))
	.bind(text.as_bytes())
	.fetch_one(writing.connection())
	.await?;
	let mut bill = Bill::default();
	let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
	bill.add(Writer::Patient(*patient), room_for(length), 0)?;
	if !settle(&mut writing, bill, Limit::Within(quotas, What::Keys)).await? {
		writing.undo().await?;
		return Ok(None);
	}
	writing.commit().await?;
	number(&added, 0).map(Some)
}

pub(super) async fn remove_backups(
	database: &Database,
	patient: &PatientId,
	numbers: &[u64],
) -> Result<(), CatalogueError> {
	let mut writing = database.write_for(patient).await?;
	let mut bill = Bill::default();
	for backup in numbers {
		let removed = sqlx::query(
			"DELETE FROM backups WHERE patient = $1 AND number = $2 RETURNING CAST(length(content) AS BIGINT)",
		)
		.bind(&patient[..])
		.bind(stored(*backup))
		.fetch_all(writing.connection())
		.await?;
		for row in &removed {
			bill.take(Writer::Patient(*patient), room_for(number(row, 0)?), 0)?;
		}
	}
	settle(&mut writing, bill, Limit::None).await?;
	writing.commit().await
}
