//! The database, and what SQLite and PostgreSQL do each in its own way.

mod migrations;

use super::CatalogueError;
use crate::kept::PatientId;
use sqlx::{
	any::{install_default_drivers, AnyConnectOptions, AnyPoolOptions},
	sqlite::SqliteConnectOptions,
	AnyConnection, AnyPool, ConnectOptions, Connection,
};
use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, str::FromStr, sync::Arc, time::Duration};
use tokio::{
	sync::{Mutex, OwnedMutexGuard},
	time::timeout,
};

/// How long anything waits for a connection or for its turn to write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections at once: those to SQLite are a thread each.
const CONNECTIONS: u32 = 8;

/// Durable with each commit; a journal in which readers wait for no writer. What is destroyed is overwritten, and the journal
/// does not stay large after one large batch.
const SQLITE_SETTINGS: &str =
	"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
	PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;";

/// Durable with each commit, whatever the server's default; no lock is waited for without an end.
const POSTGRES_SETTINGS: &str = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; \
	SET lock_timeout = '5s'; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s';";

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
	Sqlite,
	Postgres,
}

impl Kind {
	/// By its URL.
	pub(crate) fn of(url: &str) -> Result<Self, CatalogueError> {
		match url.split_once(':') {
			Some(("sqlite", _)) => Ok(Self::Sqlite),
			Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
			_ => Err(CatalogueError::Url),
		}
	}
}

/// The database.
#[derive(Clone, Debug)]
pub(super) struct Database {
	kind: Kind,
	pool: AnyPool,
	/// SQLite has one writer at a time. Here they come one after the other as they asked; its own way, to try again and again, can
	/// let one of them starve.
	writing: Arc<Mutex<()>>,
}

/// What is being written: all of it is there once it is committed, or none.
pub(super) struct Writing {
	transaction: sqlx::Transaction<'static, sqlx::Any>,
	_turn: Option<OwnedMutexGuard<()>>,
}

impl Database {
	/// Opens it, and brings its tables to the form that this version has.
	pub(super) async fn open(url: &str) -> Result<Self, CatalogueError> {
		let kind = Kind::of(url)?;
		if kind == Kind::Sqlite && url.contains("mode=rwc") {
			make_file(url)?;
		}
		let database = Self::connect(kind, url).await?;
		migrations::run(kind, &database.pool).await?;
		Ok(database)
	}

	/// Opens it as it is: one that is not there, or has tables of another version, is left alone.
	pub(super) async fn open_beside(url: &str) -> Result<Self, CatalogueError> {
		let kind = Kind::of(url)?;
		let database = Self::connect(kind, &url.replace("mode=rwc", "mode=rw")).await?;
		migrations::ensure_done(kind, &database.pool).await?;
		Ok(database)
	}

	async fn connect(kind: Kind, url: &str) -> Result<Self, CatalogueError> {
		let options = options(url)?;
		// A pool tries again where settings are refused, and tells in the end that it waited too long; this one tells why.
		let mut first = AnyConnection::connect_with(&options).await?;
		sqlx::raw_sql(settings(kind)).execute(&mut first).await?;
		first.close().await?;
		let pool = pool(kind).connect_with(options).await?;
		Ok(Self { kind, pool, writing: Arc::default() })
	}

	/// Waits for what is under way, and closes it.
	pub(super) async fn close(&self) {
		self.pool.close().await;
	}

	/// Whether it answers, and may be written: from SQLite one can read while another program has locked it.
	pub(super) async fn ready(&self) -> Result<(), CatalogueError> {
		self.write().await?.undo().await
	}

	/// Which it is.
	pub(super) fn kind(&self) -> Kind {
		self.kind
	}

	/// To read from.
	pub(super) fn reading(&self) -> &AnyPool {
		&self.pool
	}

	/// Begins to write.
	pub(super) async fn write(&self) -> Result<Writing, CatalogueError> {
		match self.kind {
			Kind::Sqlite => {
				let turn = timeout(PATIENCE, Arc::clone(&self.writing).lock_owned())
					.await
					.map_err(|_| CatalogueError::Unavailable)?;
				// At once as a writer: one that begins to read and then wants to write is refused if another wrote meanwhile.
				let transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
				Ok(Writing { transaction, _turn: Some(turn) })
			},
			Kind::Postgres => {
				let transaction = self.pool.begin().await?;
				Ok(Writing { transaction, _turn: None })
			},
		}
	}

	/// Begins to write what depends on what is there of a patient: two that do so for the same one come one after the other.
	pub(super) async fn write_for(&self, patient: &PatientId) -> Result<Writing, CatalogueError> {
		let mut writing = self.write().await?;
		if self.kind == Kind::Postgres {
			// Of patients whose ids begin alike one waits for the other, which does no harm.
			let [a, b, c, d, e, f, g, h, ..] = *patient;
			sqlx::query("SELECT pg_advisory_xact_lock($1)")
				.bind(i64::from_be_bytes([a, b, c, d, e, f, g, h]))
				.execute(writing.connection())
				.await?;
		}
		Ok(writing)
	}
}

impl Writing {
	/// Where to write.
	pub(super) fn connection(&mut self) -> &mut AnyConnection {
		&mut self.transaction
	}

	/// Makes it durable.
	pub(super) async fn commit(self) -> Result<(), CatalogueError> {
		Ok(self.transaction.commit().await?)
	}

	/// Leaves everything as it was.
	pub(super) async fn undo(self) -> Result<(), CatalogueError> {
		Ok(self.transaction.rollback().await?)
	}
}

/// A connection to what is there, whatever version its tables are of; nothing where SQLite's file is not there.
pub(super) async fn look_into(url: &str) -> Result<Option<(Kind, AnyConnection)>, CatalogueError> {
	let kind = Kind::of(url)?;
	if kind == Kind::Sqlite && !SqliteConnectOptions::from_str(url)?.get_filename().exists() {
		return Ok(None);
	}
	let options = options(&url.replace("mode=rwc", "mode=rw"))?;
	let connection = timeout(PATIENCE, AnyConnection::connect_with(&options)).await;
	Ok(Some((kind, connection.map_err(|_| CatalogueError::Unavailable)??)))
}

/// How to connect to what `url` names. Statements are logged nowhere: the library would log slow ones.
pub(crate) fn options(url: &str) -> Result<AnyConnectOptions, CatalogueError> {
	install_default_drivers();
	Ok(AnyConnectOptions::from_str(url)?.disable_statement_logging())
}

/// Makes the file of a new catalogue, for this user alone: the database would leave that to the process. Its journal has the same permissions.
fn make_file(url: &str) -> Result<(), CatalogueError> {
	let options = SqliteConnectOptions::from_str(url)?;
	let file = OpenOptions::new()
		.write(true)
		.create(true)
		.truncate(false)
		.mode(0o600)
		.open(options.get_filename());
	file.map(|_| ()).map_err(|error| CatalogueError::File(error.kind()))
}

fn settings(kind: Kind) -> &'static str {
	match kind {
		Kind::Sqlite => SQLITE_SETTINGS,
		Kind::Postgres => POSTGRES_SETTINGS,
	}
}

fn pool(kind: Kind) -> AnyPoolOptions {
	AnyPoolOptions::new()
		.max_connections(CONNECTIONS)
		.acquire_timeout(PATIENCE)
		// A server may have ended a connection that nobody used; a file does not.
		.test_before_acquire(kind == Kind::Postgres)
		.after_connect(move |connection, _| {
			Box::pin(async move {
				sqlx::raw_sql(settings(kind)).execute(connection).await?;
				Ok(())
			})
		})
		// Where a rollback itself failed, as it may on a full disk, the library still believes a transaction to be open, and would
		// refuse every later one on this connection. The ping waits for a rollback that is under way.
		.after_release(|connection, _| {
			Box::pin(async move {
				connection.ping().await?;
				Ok(!connection.is_in_transaction())
			})
		})
}

#[cfg(test)]
mod tests {
	use super::*;
	use sqlx::Row;

	#[tokio::test]
	async fn nobody_else_may_read_what_a_new_one_holds() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("custodian.sqlite");
		let url = format!("sqlite://{}?mode=rwc", path.display());
		let _database = Database::open(&url).await.unwrap();
		for file in std::fs::read_dir(folder.path()).unwrap() {
			let file = file.unwrap();
			let mode = file.metadata().unwrap().permissions().mode();
			assert_eq!(mode & 0o077, 0, "{:?} has {mode:o}", file.file_name());
		}
	}

	#[tokio::test]
	async fn every_connection_to_sqlite_is_durable_and_overwrites_what_it_destroys() {
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("custodian.sqlite").display());
		let database = Database::open(&url).await.unwrap();
		let mut connections = Vec::new();
		for _ in 0..CONNECTIONS {
			let mut connection = database.pool.acquire().await.unwrap();
			let journal =
				sqlx::query("PRAGMA journal_mode").fetch_one(&mut *connection).await.unwrap();
			assert_eq!(journal.get::<String, _>(0), "wal");
			for (setting, expected) in [
				("PRAGMA synchronous", 2_i64),
				("PRAGMA foreign_keys", 1),
				("PRAGMA secure_delete", 1),
				("PRAGMA busy_timeout", 5000),
			] {
				let row = sqlx::query(setting).fetch_one(&mut *connection).await.unwrap();
				assert_eq!(row.get::<i64, _>(0), expected, "{setting}");
			}
			connections.push(connection);
		}
	}
}
