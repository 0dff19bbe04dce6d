//! The tables, as each version changed them. What has once been released is not changed any more: a database remembers its hash.

use super::Kind;
use crate::catalogue::{
	columns::{bytes, number},
	CatalogueError,
};
use sqlx::{
	migrate::{MigrateError, Migration, MigrationType, Migrator},
	AnyPool, SqlSafeStr,
};
use std::time::Duration;

/// How often it is tried on SQLite, where nothing keeps two processes from changing the same tables: whoever is later fails, and then
/// finds what the other one has made.
const ATTEMPTS: u32 = 4;
const BEFORE_ANEW: Duration = Duration::from_millis(100);

const SQLITE: &[(i64, &str, &str)] = &[
	(1, "begin", include_str!("../../../migrations/sqlite/0001_begin.sql")),
	(2, "accounts", include_str!("../../../migrations/sqlite/0002_accounts.sql")),
	(3, "lost pieces", include_str!("../../../migrations/sqlite/0003_lost_pieces.sql")),
	(4, "batch states", include_str!("../../../migrations/sqlite/0004_batch_states.sql")),
	(5, "owner", include_str!("../../../migrations/sqlite/0005_owner.sql")),
	(6, "store", include_str!("../../../migrations/sqlite/0006_store.sql")),
];

const POSTGRES: &[(i64, &str, &str)] = &[
	(1, "begin", include_str!("../../../migrations/postgres/0001_begin.sql")),
	(2, "accounts", include_str!("../../../migrations/postgres/0002_accounts.sql")),
	(3, "lost pieces", include_str!("../../../migrations/postgres/0003_lost_pieces.sql")),
	(4, "batch states", include_str!("../../../migrations/postgres/0004_batch_states.sql")),
	(5, "owner", include_str!("../../../migrations/postgres/0005_owner.sql")),
	(6, "store", include_str!("../../../migrations/postgres/0006_store.sql")),
];

/// Brings the tables to the form that this version has.
pub(super) async fn run(kind: Kind, pool: &AnyPool) -> Result<(), MigrateError> {
	let migrator = of(kind);
	if kind == Kind::Sqlite {
		for _ in 1..ATTEMPTS {
			if migrator.run(pool).await.is_ok() {
				return Ok(());
			}
			tokio::time::sleep(BEFORE_ANEW).await;
		}
	}
	migrator.run(pool).await
}

/// Whether the tables have the form that this version has, no earlier and no later one.
pub(super) async fn ensure_done(kind: Kind, pool: &AnyPool) -> Result<(), CatalogueError> {
	let done = sqlx::query("SELECT version, checksum FROM _sqlx_migrations ORDER BY version");
	// There are no tables at all.
	let rows = done.fetch_all(pool).await.map_err(|error| match error {
		sqlx::Error::Database(_) => CatalogueError::OtherVersion,
		other => other.into(),
	})?;
	let done: Vec<_> = rows
		.iter()
		.map(|row| Ok((number::<i64>(row, 0)?, bytes(row, 1)?)))
		.collect::<Result<_, CatalogueError>>()?;
	let of_this = of(kind);
	let of_this = of_this.iter().map(|one| (one.version, one.checksum.to_vec()));
	if done.into_iter().eq(of_this) {
		Ok(())
	} else {
		Err(CatalogueError::OtherVersion)
	}
}

/// All migrations of this kind of database.
fn of(kind: Kind) -> Migrator {
	let migrations = match kind {
		Kind::Sqlite => SQLITE,
		Kind::Postgres => POSTGRES,
	};
	Migrator::with_migrations(
		migrations
			.iter()
			.map(|&(version, description, sql)| {
				Migration::new(
					version,
					description.into(),
					MigrationType::Simple,
					sql.into_sql_str(),
					false,
				)
			})
			.collect(),
	)
}
