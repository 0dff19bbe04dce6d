//! Values as the tables have them, and back.

use super::CatalogueError;
use crate::kept::Writer;
use sqlx::{any::AnyRow, Row};

/// A number as the tables have it. What does not fit, a moment millions of years ahead, becomes the greatest that does.
pub(super) fn stored(number: u64) -> i64 {
	i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of a row.
pub(super) fn number<N: TryFrom<i64>>(row: &AnyRow, column: usize) -> Result<N, CatalogueError> {
	N::try_from(row.try_get::<i64, _>(column)?).map_err(|_| CatalogueError::Damaged)
}

/// A moment of a row, or none.
pub(super) fn moment(row: &AnyRow, column: usize) -> Result<Option<u64>, CatalogueError> {
	row.try_get::<Option<i64>, _>(column)?
		.map(|moment| u64::try_from(moment).map_err(|_| CatalogueError::Damaged))
		.transpose()
}

/// Bytes of a row.
pub(super) fn bytes(row: &AnyRow, column: usize) -> Result<Vec<u8>, CatalogueError> {
	Ok(row.try_get(column)?)
}

/// An id or a hash of a row.
pub(super) fn hash(row: &AnyRow, column: usize) -> Result<[u8; 32], CatalogueError> {
	row.try_get::<&[u8], _>(column)?.try_into().map_err(|_| CatalogueError::Damaged)
}

/// A writer as the tables have it.
pub(super) fn writer_bytes(writer: Writer) -> Vec<u8> {
	match writer {
		Writer::Organization(organization) => [&[0][..], &organization.to_be_bytes()].concat(),
		Writer::Patient(patient) => [&[1][..], &patient].concat(),
	}
}

/// A writer of a row.
pub(super) fn writer(row: &AnyRow, column: usize) -> Result<Writer, CatalogueError> {
	let bytes = row.try_get::<&[u8], _>(column)?;
	let writer = match bytes.split_first() {
		Some((0, organization)) => {
			organization.try_into().ok().map(u32::from_be_bytes).map(Writer::Organization)
		},
		Some((1, patient)) => patient.try_into().ok().map(Writer::Patient),
		_ => None,
	};
	writer.ok_or(CatalogueError::Damaged)
}

/// The placeholders of so many rows of so many columns, the first of them `$first`: `($1,$2),($3,$4)`.
pub(super) fn placeholders(first: usize, rows: usize, columns: usize) -> String {
	let row = |row: usize| {
		let of_column = |column: usize| format!("${}", first + row * columns + column);
		format!("({})", (0..columns).map(of_column).collect::<Vec<_>>().join(","))
	};
	(0..rows).map(row).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn placeholders_are_numbered_from_the_first() {
		assert_eq!(placeholders(1, 2, 2), "($1,$2),($3,$4)");
		assert_eq!(placeholders(2, 1, 3), "($2,$3,$4)");
	}

	#[test]
	fn a_moment_that_does_not_fit_is_the_last_one() {
		assert_eq!(stored(u64::MAX), i64::MAX);
		assert_eq!(stored(1_790_000_000_000), 1_790_000_000_000);
	}
}
