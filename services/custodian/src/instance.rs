//! One instance at work on a store: a second one stands by, and takes over when the first is gone.
//!
//! What is at work holds a lock that ends with it, however it ends: on a file beside SQLite's, or, on PostgreSQL, one of the server's,
//! through a connection of its own (straight to the server: a pool in between that shares connections would share the lock).

use crate::catalogue::{options, CatalogueError, Kind};
use sqlx::{sqlite::SqliteConnectOptions, AnyConnection, Connection, Row};
use std::{
	ffi::OsString,
	fs::{self, File, OpenOptions, TryLockError},
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
	str::FromStr,
	time::Duration,
};
use tokio::{
	sync::Mutex,
	time::{sleep, timeout},
};

/// How often what stands by tries, and what is at work looks whether it still is.
const AGAIN: Duration = Duration::from_secs(1);
/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Which of the server's locks: "salu", "cust".
const LOCK: (i32, i32) = (0x7361_6c75, 0x6375_7374);
/// A server lets go of the lock of a machine that lost power after half a minute.
const KEEPALIVE: &str =
	"SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4";

/// That this process is the one at work on a catalogue. It is for as long as this lives; whoever is killed lets go of it.
#[derive(Debug)]
pub struct Instance(Held);

#[derive(Debug)]
enum Held {
	/// A database in memory is this process's alone.
	Alone,
	File {
		path: PathBuf,
		file: File,
	},
	Connection(Mutex<AnyConnection>),
}

impl Instance {
	/// Becomes the one at work on the catalogue of this URL, if none is. It may be called before the catalogue is there.
	pub async fn try_take(url: &str) -> Result<Option<Self>, CatalogueError> {
		if Kind::of(url)? == Kind::Sqlite {
			return lock_beside(url);
		}
		let connect = async {
			let mut connection = AnyConnection::connect_with(&options(url)?).await?;
			sqlx::raw_sql(KEEPALIVE).execute(&mut connection).await?;
			let taken = sqlx::query("SELECT pg_try_advisory_lock($1, $2)")
				.bind(LOCK.0)
				.bind(LOCK.1)
				.fetch_one(&mut connection)
				.await?
				.try_get(0)?;
			if taken {
				return Ok(Some(Self(Held::Connection(Mutex::new(connection)))));
			}
			connection.close().await?;
			Ok(None)
		};
		timeout(PATIENCE, connect).await.unwrap_or(Err(CatalogueError::Unavailable))
	}

	/// Stands by until this process is the one at work.
	pub async fn take(url: &str) -> Result<Self, CatalogueError> {
		loop {
			if let Some(instance) = Self::try_take(url).await? {
				return Ok(instance);
			}
			sleep(AGAIN).await;
		}
	}

	/// Comes back when it is at work no longer: the connection that showed it to others broke, or somebody removed the file.
	/// Whoever hears this ends at once; another instance may be at work already.
	pub async fn lost(&self) {
		while self.is_held().await {
			sleep(AGAIN).await;
		}
	}

	async fn is_held(&self) -> bool {
		match &self.0 {
			Held::Alone => true,
			Held::File { path, file } => is_there(path, file),
			Held::Connection(connection) => {
				let mut connection = connection.lock().await;
				matches!(timeout(PATIENCE, connection.ping()).await, Ok(Ok(())))
			},
		}
	}
}

/// Whether this file is still the one of this path.
fn is_there(path: &Path, file: &File) -> bool {
	match (fs::metadata(path), file.metadata()) {
		(Ok(there), Ok(held)) => there.dev() == held.dev() && there.ino() == held.ino(),
		_ => false,
	}
}

fn lock_beside(url: &str) -> Result<Option<Instance>, CatalogueError> {
	if url.contains(":memory:") || url.contains("mode=memory") {
		return Ok(Some(Instance(Held::Alone)));
	}
	let mut path: OsString = SqliteConnectOptions::from_str(url)?.get_filename().into();
	path.push(".lock");
	let path = PathBuf::from(path);
	let file = OpenOptions::new()
		.create(true)
		.truncate(false)
		.write(true)
		.open(&path)
		.map_err(|error| CatalogueError::File(error.kind()))?;
	match file.try_lock() {
		// Whoever removed the file between the two lines above left the next one to lock another.
		Ok(()) if is_there(&path, &file) => Ok(Some(Instance(Held::File { path, file }))),
		Ok(()) => Ok(None),
		Err(TryLockError::WouldBlock) => Ok(None),
		Err(TryLockError::Error(_)) => Err(CatalogueError::Unavailable),
	}
}
