//! What can go wrong with what is kept. Nothing here says of whom or of what: it goes to the log.

use sqlx::{error::DatabaseError, migrate::MigrateError, sqlite::SqliteError};

/// Why the catalogue did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
	/// No such database, or none that this program works with.
	#[error("the database's URL is of no form that is known: it begins with sqlite: or postgres:")]
	Url,
	/// Its tables are those of a later version, or were changed by hand.
	#[error("the database's tables are not those of this version")]
	OtherVersion,
	/// A batch names a sealed record that is charged to nobody.
	#[error("a sealed record of the batch is charged to nobody")]
	RecordsMissing,
	/// It does not answer: locked by another for too long, gone, or all connections are in use.
	#[error("the database does not answer")]
	Unavailable,
	/// Its file, or one beside it, cannot be opened.
	#[error("{}", of_file(*.0))]
	File(std::io::ErrorKind),
	/// There is no room left for it.
	#[error("the database has no room left")]
	Full,
	/// It answers with what was never written: the file is damaged, or was changed by hand.
	#[error("the database holds what was never written there")]
	Damaged,
	/// It was closed.
	#[error("the database was closed")]
	Closed,
	/// Anything else, by the code that the database has for it.
	#[error("the database refused, with code {0}")]
	Refused(String),
}

fn of_file(error: std::io::ErrorKind) -> String {
	use std::io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull};
	match error {
		NotFound => "the folder in which the database is to be is not there: make it for the user that the service runs as".to_owned(),
		PermissionDenied | ReadOnlyFilesystem => "the database's file or its folder may not be written by the user who runs this".to_owned(),
		StorageFull => CatalogueError::Full.to_string(),
		other => format!("the database's file cannot be opened: {other}"),
	}
}

impl From<sqlx::Error> for CatalogueError {
	fn from(error: sqlx::Error) -> Self {
		use sqlx::Error;
		match error {
			Error::Database(error) => {
				let code = error.code().unwrap_or_default().into_owned();
				if is_of_sqlite(&*error) {
					of_sqlite(code)
				} else {
					of_postgres(code)
				}
			},
			Error::Configuration(_) => Self::Url,
			Error::PoolClosed => Self::Closed,
			Error::Migrate(error) => (*error).into(),
			Error::RowNotFound
			| Error::TypeNotFound { .. }
			| Error::ColumnIndexOutOfBounds { .. }
			| Error::ColumnNotFound(_)
			| Error::ColumnDecode { .. }
			| Error::Decode(_)
			| Error::AnyDriverError(_) => Self::Damaged,
			_ => Self::Unavailable,
		}
	}
}

impl From<MigrateError> for CatalogueError {
	fn from(error: MigrateError) -> Self {
		match error {
			MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
			_ => Self::OtherVersion,
		}
	}
}

fn is_of_sqlite(error: &dyn DatabaseError) -> bool {
	error.try_downcast_ref::<SqliteError>().is_some()
}

/// By SQLite's result codes, <https://www.sqlite.org/rescode.html>: the low byte of an extended one is the primary one.
fn of_sqlite(code: String) -> CatalogueError {
	match code.parse::<u32>().map(|code| code & 0xff) {
		// BUSY, LOCKED, IOERR, CANTOPEN, PROTOCOL
		Ok(5 | 6 | 10 | 14 | 15) => CatalogueError::Unavailable,
		// FULL
		Ok(13) => CatalogueError::Full,
		// CORRUPT, NOTADB
		Ok(11 | 26) => CatalogueError::Damaged,
		_ => CatalogueError::Refused(code),
	}
}

/// By PostgreSQL's classes of codes, appendix A of its manual.
fn of_postgres(code: String) -> CatalogueError {
	match code.as_str() {
		// disk_full
		"53100" => CatalogueError::Full,
		// lock_not_available; data_corrupted and index_corrupted are below
		"55P03" => CatalogueError::Unavailable,
		"XX001" | "XX002" => CatalogueError::Damaged,
		_ => match code.get(..2) {
			// The connection broke; rolled back for another's sake; too few resources; an operator intervened; the system failed
			Some("08" | "40" | "53" | "57" | "58") => CatalogueError::Unavailable,
			_ => CatalogueError::Refused(code),
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codes_are_told_apart() {
		assert_eq!(of_sqlite("517".into()), CatalogueError::Unavailable, "BUSY_SNAPSHOT");
		assert_eq!(of_sqlite("13".into()), CatalogueError::Full);
		assert_eq!(of_sqlite("267".into()), CatalogueError::Damaged, "CORRUPT_VTAB");
		assert_eq!(
			of_sqlite("275".into()),
			CatalogueError::Refused("275".into()),
			"CONSTRAINT_CHECK"
		);
		assert_eq!(of_postgres("53100".into()), CatalogueError::Full);
		assert_eq!(of_postgres("57P01".into()), CatalogueError::Unavailable, "admin_shutdown");
		assert_eq!(of_postgres("40P01".into()), CatalogueError::Unavailable, "deadlock_detected");
		assert_eq!(of_postgres("23505".into()), CatalogueError::Refused("23505".into()));
	}
}
