//! How much there is.

use super::{
	columns::number,
	database::{Database, Kind},
	CatalogueError,
};

/// With what is in SQLite's log and not in its file yet.
const SQLITE: &str = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
const POSTGRES: &str = "SELECT pg_database_size(current_database())";

pub(super) async fn bytes(database: &Database) -> Result<u64, CatalogueError> {
	let asked = match database.kind() {
		Kind::Sqlite => SQLITE,
		Kind::Postgres => POSTGRES,
	};
	number(&sqlx::query(asked).fetch_one(database.reading()).await?, 0)
}
