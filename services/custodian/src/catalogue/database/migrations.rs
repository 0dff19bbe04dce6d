//! The tables, as each version changed them. What has once been released is not changed any more: a database remembers its hash.

use super::Kind;
use sqlx::{
	migrate::{MigrateError, Migration, MigrationType, Migrator},
	AnyPool, SqlSafeStr,
};
use std::time::Duration;

/// How often it is tried on SQLite, where nothing keeps two processes from changing the same tables: whoever is later fails, and then
/// finds what the other one has made.
const ATTEMPTS: u32 = 4;
const BEFORE_ANEW: Duration = Duration::from_millis(100);

const SQLITE: &[(i64, &str, &str)] =
	&[(1, "begin", include_str!("../../../migrations/sqlite/0001_begin.sql"))];

const POSTGRES: &[(i64, &str, &str)] =
	&[(1, "begin", include_str!("../../../migrations/postgres/0001_begin.sql"))];

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
