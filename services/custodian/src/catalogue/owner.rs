//! Which store it is, and whose: of which chain, and of which organization there.

use super::{
	columns::{bytes, hash, number},
	database::{look_into, Database, Kind},
	patients::patients,
	CatalogueError,
};
use crate::kept::Owner;
use sqlx::{Any, AnyConnection, Connection, Executor};

const IS_TABLE_IN_SQLITE: &str = "SELECT count(*) FROM sqlite_master WHERE name = $1";
const IS_TABLE_IN_POSTGRES: &str = "SELECT count(*) FROM pg_class WHERE oid = to_regclass($1)";

pub(super) async fn owner(database: &Database) -> Result<Option<Owner>, CatalogueError> {
	said_in(database.reading()).await
}

/// Nothing is lost of a store that names nothing: whoever mistyped the genesis mends it.
pub(super) async fn owner_at(url: &str) -> Result<Option<Owner>, CatalogueError> {
	let Some((kind, mut connection)) = look_into(url).await? else { return Ok(None) };
	let is_said = has_table(&mut connection, kind, "owner").await?;
	let owner = if is_said && !patients(&mut connection, None, 1).await?.is_empty() {
		said_in(&mut connection).await?
	} else {
		None
	};
	connection.close().await?;
	Ok(owner)
}

/// Which store it is; nothing where there is none, or one that no version has worked on that says it.
pub(super) async fn id_at(url: &str) -> Result<Option<Vec<u8>>, CatalogueError> {
	let Some((kind, mut connection)) = look_into(url).await? else { return Ok(None) };
	let id = if has_table(&mut connection, kind, "store").await? {
		let row = sqlx::query("SELECT id FROM store").fetch_optional(&mut connection).await?;
		row.map(|row| bytes(&row, 0)).transpose()?
	} else {
		None
	};
	connection.close().await?;
	Ok(id)
}

/// A catalogue of an early version has not all of them.
async fn has_table(
	connection: &mut AnyConnection,
	kind: Kind,
	table: &str,
) -> Result<bool, CatalogueError> {
	let is_table = match kind {
		Kind::Sqlite => IS_TABLE_IN_SQLITE,
		Kind::Postgres => IS_TABLE_IN_POSTGRES,
	};
	let tables = sqlx::query(is_table).bind(table).fetch_one(connection).await?;
	Ok(number::<i64>(&tables, 0)? > 0)
}

async fn said_in(
	executor: impl Executor<'_, Database = Any>,
) -> Result<Option<Owner>, CatalogueError> {
	let row =
		sqlx::query("SELECT genesis, organization FROM owner").fetch_optional(executor).await?;
	row.map(|row| Ok(Owner { genesis: hash(&row, 0)?, organization: number(&row, 1)? })).transpose()
}

pub(super) async fn put_owner(database: &Database, owner: &Owner) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	sqlx::query(
		"INSERT INTO owner (one, genesis, organization) VALUES (1, $1, $2) \
		ON CONFLICT (one) DO UPDATE SET genesis = excluded.genesis, organization = excluded.organization",
	)
	.bind(&owner.genesis[..])
	.bind(i64::from(owner.organization))
	.execute(writing.connection())
	.await?;
	writing.commit().await
}
