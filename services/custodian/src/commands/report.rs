//! Handing the service a release that the chain was not told of.

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	config::Config,
	outbox::{add_report, FormError, MAX_FORM},
};
use std::{
	fs::File,
	io::{self, Read},
	path::{Path, PathBuf},
};

/// Why a report was not taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
	/// The file.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	File(PathBuf, #[source] io::Error),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// What the file says.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	Form(PathBuf, #[source] FormError),
}

/// Keeps the release on a form to be reported, whether the service is at work or not.
pub async fn report(config: &Config, path: &Path, clock: &Clock) -> Result<(), ReportError> {
	let failed = |error| ReportError::File(path.to_owned(), error);
	let longest = u64::try_from(MAX_FORM).unwrap_or(u64::MAX).saturating_add(1);
	let mut form = String::new();
	File::open(path).map_err(failed)?.take(longest).read_to_string(&mut form).map_err(failed)?;
	let catalogue = Catalogue::open(&config.store.catalogue).await?;
	let added = add_report(&catalogue, &form, clock.now()).await;
	catalogue.close().await;
	added.map(|_| ()).map_err(|error| ReportError::Form(path.to_owned(), error))
}
