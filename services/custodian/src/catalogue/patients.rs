//! Of whom anything is kept.

use super::{columns::hash, CatalogueError};
use crate::kept::PatientId;
use sqlx::{Any, Executor};

/// Each part looks no further than it must, by an index that begins with the patient.
const PATIENTS: &str = "\
	SELECT patient FROM ( \
		SELECT * FROM (SELECT DISTINCT patient FROM batches WHERE patient > $1 ORDER BY patient LIMIT $2) AS of_batches \
		UNION SELECT * FROM (SELECT DISTINCT patient FROM named WHERE kind = 0 AND patient > $1 ORDER BY patient LIMIT $2) AS of_envelopes \
		UNION SELECT * FROM (SELECT DISTINCT patient FROM named WHERE kind = 1 AND patient > $1 ORDER BY patient LIMIT $2) AS of_rings \
		UNION SELECT * FROM (SELECT DISTINCT patient FROM backups WHERE patient > $1 ORDER BY patient LIMIT $2) AS of_backups \
		UNION SELECT * FROM (SELECT DISTINCT patient FROM pieces WHERE patient > $1 ORDER BY patient LIMIT $2) AS of_pieces \
	) AS together ORDER BY patient LIMIT $2";

pub(super) async fn patients(
	reading: impl Executor<'_, Database = Any>,
	after: Option<&PatientId>,
	limit: u32,
) -> Result<Vec<PatientId>, CatalogueError> {
	// No id comes before the empty one.
	let after = after.map_or([].as_slice(), |after| after);
	sqlx::query(PATIENTS)
		.bind(after)
		.bind(i64::from(limit))
		.fetch_all(reading)
		.await?
		.iter()
		.map(|row| hash(row, 0))
		.collect()
}
