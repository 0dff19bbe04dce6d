//! What is still to do for a statement, and what the chain has still to be told of it.

use super::{
	columns::{bytes, hash, placeholders},
	database::{Database, Writing},
	CatalogueError,
};
use crate::kept::Name;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// Of what kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
	Pending,
	Report,
	/// An account by which tickets are redeemed, or were; in the place of the statement.
	Clerk,
}

impl Kind {
	/// Its number in the table.
	fn stored(self) -> i64 {
		match self {
			Self::Pending => 0,
			Self::Report => 1,
			Self::Clerk => 2,
		}
	}
}

pub(super) async fn put(
	database: &Database,
	kind: Kind,
	statement: &Name,
	content: &[u8],
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	write(&mut writing, kind, &BTreeMap::from([(*statement, content)])).await?;
	writing.commit().await
}

/// Where there is none of this kind; the one that is there stays.
pub(super) async fn add(
	database: &Database,
	kind: Kind,
	statement: &Name,
	content: &[u8],
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	sqlx::query(
		"INSERT INTO statements (kind, statement, content) VALUES ($1, $2, $3) ON CONFLICT (kind, statement) DO NOTHING",
	)
	.bind(kind.stored())
	.bind(&statement[..])
	.bind(content)
	.execute(writing.connection())
	.await?;
	writing.commit().await
}

/// Writes all of these at once.
pub(super) async fn write(
	writing: &mut Writing,
	kind: Kind,
	contents: &BTreeMap<Name, &[u8]>,
) -> Result<(), CatalogueError> {
	if contents.is_empty() {
		return Ok(());
	}
	let statement = format!(
		"INSERT INTO statements (kind, statement, content) VALUES {} \
		ON CONFLICT (kind, statement) DO UPDATE SET content = excluded.content",
		placeholders(1, contents.len(), 3)
	);
	let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false);
	for (name, content) in contents {
		query = query.bind(kind.stored()).bind(&name[..]).bind(*content);
	}
	query.execute(writing.connection()).await?;
	Ok(())
}

pub(super) async fn all(
	database: &Database,
	kind: Kind,
) -> Result<Vec<(Name, Vec<u8>)>, CatalogueError> {
	sqlx::query("SELECT statement, content FROM statements WHERE kind = $1 ORDER BY statement")
		.bind(kind.stored())
		.fetch_all(database.reading())
		.await?
		.iter()
		.map(|row| Ok((hash(row, 0)?, bytes(row, 1)?)))
		.collect()
}

/// Removes all of these at once.
pub(super) async fn remove_all(
	writing: &mut Writing,
	kind: Kind,
	done: &[&Name],
) -> Result<(), CatalogueError> {
	if done.is_empty() {
		return Ok(());
	}
	let statement = format!(
		"DELETE FROM statements WHERE kind = $1 AND statement IN ({})",
		placeholders(2, done.len(), 1)
	);
	let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(false).bind(kind.stored());
	for name in done {
		query = query.bind(&name[..]);
	}
	query.execute(writing.connection()).await?;
	Ok(())
}

pub(super) async fn remove(
	database: &Database,
	kind: Kind,
	statement: &Name,
) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	sqlx::query("DELETE FROM statements WHERE kind = $1 AND statement = $2")
		.bind(kind.stored())
		.bind(&statement[..])
		.execute(writing.connection())
		.await?;
	writing.commit().await
}
