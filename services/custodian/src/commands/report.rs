//! Handing the service a release that the chain was not told of.

use crate::{
	catalogue::{Catalogue, CatalogueError},
	clock::Clock,
	config::{own_file, Config},
	outbox::{add_report, FormError, MAX_FORM},
	own_store::{ensure_own, NotOpened},
	service::sqlite_file,
};
use std::{
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
	/// There is no catalogue yet.
	#[error("{path} is not there: the service makes it with its first start", path = .0.display())]
	NoCatalogue(PathBuf),
	/// The catalogue is that of an earlier or a later version.
	#[error("the catalogue has the tables of another version: report with the version that is at work, or start this one first")]
	OtherVersion,
	/// The store is not this custodian's, or does not answer.
	#[error(transparent)]
	NotOpened(#[from] NotOpened),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(CatalogueError),
	/// What the file says.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	Form(PathBuf, #[source] FormError),
}

impl From<CatalogueError> for ReportError {
	fn from(error: CatalogueError) -> Self {
		match error {
			CatalogueError::OtherVersion => Self::OtherVersion,
			other => Self::Catalogue(other),
		}
	}
}

/// Keeps the release on a form to be reported, whether the service is at work or not: the catalogue is one for several at a time, and
/// the service looks again and again what is to be reported.
pub async fn report(config: &Config, path: &Path, clock: &Clock) -> Result<(), ReportError> {
	let failed = |error| ReportError::File(path.to_owned(), error);
	let longest = u64::try_from(MAX_FORM).unwrap_or(u64::MAX);
	let mut form = String::new();
	let file = own_file::open(path, longest).map_err(failed)?;
	file.take(longest).read_to_string(&mut form).map_err(failed)?;
	ensure_own(config).await?;
	if let Some(file) = sqlite_file(&config.store.catalogue).filter(|file| !file.exists()) {
		return Err(ReportError::NoCatalogue(file));
	}
	let catalogue = Catalogue::open_beside(&config.store.catalogue).await?;
	let added = add_report(&catalogue, &form, clock.now()).await;
	catalogue.close().await;
	added.map(|_| ()).map_err(|error| ReportError::Form(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::instance::Instance;
	use rustix::fs::{mknodat, FileType, Mode, CWD};
	use sqlx::{AnyConnection, Connection};

	const FORM: &str = r#"{
		"patient": "0707070707070707070707070707070707070707070707070707070707070707",
		"recipient": { "Organization": 1 }, "action": "Access", "purpose": "Treatment",
		"targets": [{ "class": 96, "content": null }], "releasedAt": 1700000000000, "cause": "Downtime"
	}"#;

	#[tokio::test]
	async fn a_report_is_kept_beside_an_instance_at_work_and_changes_no_tables() {
		let folder = tempfile::tempdir().unwrap();
		let form = folder.path().join("form.json");
		std::fs::write(&form, FORM).unwrap();
		let file = folder.path().join("catalogue.sqlite");
		let mut config = Config::parse(include_str!("../../custodian.sample.toml")).unwrap();
		config.store.catalogue = format!("sqlite://{}?mode=rwc", file.display());
		let url = config.store.catalogue.clone();
		let clock = Clock::new(|| 1_800_000_000_000);

		let refused = report(&config, &form, &clock).await;
		assert!(matches!(refused, Err(ReportError::NoCatalogue(_))), "{refused:?}");
		assert!(!file.exists(), "a catalogue that nobody works with is not made");
		let _at_work = Instance::try_take(&url).await.unwrap().unwrap();
		let at_work = Catalogue::open(&url).await.unwrap();
		for _ in 0..2 {
			report(&config, &form, &clock).await.unwrap();
		}
		assert_eq!(at_work.reports().await.unwrap().len(), 1);

		let mut connection = AnyConnection::connect(&url).await.unwrap();
		let later = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
		sqlx::raw_sql(later).execute(&mut connection).await.unwrap();
		let refused = report(&config, &form, &clock).await;
		assert!(matches!(refused, Err(ReportError::OtherVersion)), "{refused:?}");
		let earlier = "DELETE FROM _sqlx_migrations WHERE version = 9999";
		sqlx::raw_sql(earlier).execute(&mut connection).await.unwrap();
		let refused = report(&config, &form, &clock).await;
		assert!(matches!(refused, Err(ReportError::OtherVersion)), "{refused:?}");
	}

	#[tokio::test]
	async fn what_has_no_end_or_is_longer_than_a_form_is_not_waited_for() {
		let folder = tempfile::tempdir().unwrap();
		let [pipe, long] = ["pipe", "long"].map(|name| folder.path().join(name));
		mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
		std::fs::write(&long, " ".repeat(MAX_FORM + 1)).unwrap();
		let config = Config::parse(include_str!("../../custodian.sample.toml")).unwrap();
		for path in [&pipe, &long, Path::new("/dev/zero")] {
			let refused = report(&config, path, &Clock::new(|| 1_800_000_000_000)).await;
			assert!(matches!(refused, Err(ReportError::File(..))), "{refused:?}");
		}
	}
}
