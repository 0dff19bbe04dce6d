//! A downtime form: what was released while the chain, or the way to it, stood still, as whoever runs the custodian tells it.

use super::{reports, Incomplete, Report};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	hash::blake2b_256,
	kept::{Moment, Name},
};

/// The longest form, in bytes.
pub const MAX_FORM: usize = 1 << 16;

/// 2020 began.
const EARLIEST: Moment = 1_577_836_800_000;

/// Why a form is not kept.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
	/// It is longer than any.
	#[error("the form is longer than {MAX_FORM} bytes")]
	TooLong,
	/// It is no JSON, or not of this form. The place is told, never the content.
	#[error("the form is not JSON of a report, at line {line}, column {column}: a member is missing before it, stands there twice, or is another than docs/custodian.md, \"Releases past the chain\", lists")]
	OtherForm {
		/// The line, from 1.
		line: usize,
		/// The column.
		column: usize,
	},
	/// The chain would not take it.
	#[error("the form cannot be reported: {0}")]
	Incomplete(#[from] Incomplete),
	/// The release was before there was any chain: its moment is in seconds, perhaps.
	#[error("the form's moment, `releasedAt`, is before 2020: it is in milliseconds since 1970")]
	TooEarly,
	/// The release is of the future.
	#[error("the form's moment, `releasedAt`, is in the future")]
	InFuture,
	/// It could not be kept.
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
}

/// Keeps the release of a form to be reported, and gives the statement that will stand in its entry. `now` is the custodian's clock.
///
/// A form without a statement has one that follows from its bytes: so the same form, added again, is the same report, and is never
/// reported twice. The service files it, whether it runs at this time or later.
pub async fn add_report(catalogue: &Catalogue, form: &str, now: Moment) -> Result<Name, FormError> {
	let report = read(form)?;
	report.ensure_complete()?;
	if report.released_at < EARLIEST {
		return Err(FormError::TooEarly);
	}
	if report.released_at > now {
		return Err(FormError::InFuture);
	}
	let statement = report.statement;
	reports::add(catalogue, report).await?;
	Ok(statement)
}

fn read(form: &str) -> Result<Report, FormError> {
	if form.len() > MAX_FORM {
		return Err(FormError::TooLong);
	}
	let other = |error: serde_json::Error| FormError::OtherForm {
		line: error.line(),
		column: error.column(),
	};
	// From the text at once: a member that stands there twice is refused.
	let mut report: Report = serde_json::from_str(form).map_err(other)?;
	if report.statement == Name::default() {
		report.statement = statement_of(form);
	}
	Ok(report)
}

fn statement_of(form: &str) -> Name {
	blake2b_256(&[b"salus/downtime-form/v1", form.as_bytes()].concat())
}
