//! What is looked at before a store is opened: by the service, and by each command that works on one.

use crate::{
	catalogue::{Catalogue, CatalogueError},
	config::Config,
	kept::Owner,
};
use std::{
	io,
	path::{Path, PathBuf},
};

/// Why a store is not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotOpened {
	/// What it holds would be taken for what nobody names any more.
	#[error("the store was made for organization {organization} of the chain whose first block is {genesis}: the configuration's genesis or organization is another, or names another's store")]
	Others {
		/// Of which chain it is.
		genesis: String,
		/// Whose it is there.
		organization: u32,
	},
	/// A restore is at work, or broke off: the vault is not in its place yet.
	#[error("{path} is there: a restore is at work, or broke off, and the store is not whole. If it broke off, restore it again, from the same copy", path = .0.display())]
	HalfRestored(PathBuf),
	/// It cannot be looked whether one is.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	Vault(PathBuf, #[source] io::Error),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
}

/// Opens the catalogue of a store for what is at work on it: from now on the store is this custodian's.
pub async fn open(config: &Config) -> Result<Catalogue, NotOpened> {
	ensure_own(config).await?;
	let catalogue = Catalogue::open(&config.store.catalogue).await?;
	let own = config.owner();
	if catalogue.owner().await? != Some(own) {
		catalogue.put_owner(&own).await?;
	}
	Ok(catalogue)
}

/// That the configured store is whole, and this custodian's, or nobody's yet.
pub async fn ensure_own(config: &Config) -> Result<(), NotOpened> {
	ensure_whole(config)?;
	ensure_owner(&config.store.catalogue, config.owner()).await
}

/// That no restore of the configured store is still to come to its end.
pub(crate) fn ensure_whole(config: &Config) -> Result<(), NotOpened> {
	let Some(vault) = config.store.vault_folder() else { return Ok(()) };
	let half = restoring(vault);
	match half.try_exists() {
		Ok(false) => Ok(()),
		Ok(true) => Err(NotOpened::HalfRestored(half)),
		Err(error) => Err(NotOpened::Vault(half, error)),
	}
}

/// Where a restore puts a file or a folder until it is whole: beside its place. The vault is the last one that it moves to its own.
pub(crate) fn restoring(place: &Path) -> PathBuf {
	// Without the slash with which a folder's path may end.
	let mut beside = place.components().as_path().as_os_str().to_owned();
	beside.push(".restoring");
	beside.into()
}

/// That a catalogue, or a copy of one, says that its store is `own`'s, or says nothing. On another chain, or in another's name, whatever it names would be found to be named no longer, and destroyed.
pub(crate) async fn ensure_owner(catalogue: &str, own: Owner) -> Result<(), NotOpened> {
	match Catalogue::owner_at(catalogue).await? {
		Some(owner) if owner != own => {
			let Owner { genesis, organization } = owner;
			Err(NotOpened::Others { genesis: hex::encode(genesis), organization })
		},
		_ => Ok(()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::kept::NamedKind;
	use sqlx::{Connection, SqliteConnection};

	#[tokio::test]
	async fn anothers_store_is_left_alone() {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("kept.db");
		let mut own = Config::parse(include_str!("../custodian.sample.toml")).unwrap();
		own.store.catalogue = format!("sqlite://{}?mode=rwc", file.display());
		let of_other_chain = Config { genesis: [8; 32], ..own.clone() };
		let others = Config { organization: 5, ..own.clone() };
		// Nothing is lost while it holds nothing: whoever mistyped the genesis mends it.
		ensure_own(&own).await.unwrap();
		assert!(!file.exists());
		open(&of_other_chain).await.unwrap().close().await;
		let catalogue = open(&own).await.unwrap();
		let (kind, quotas) = (NamedKind::Envelope, &own.limits.quotas);
		catalogue.put_named(kind, &[1; 32], &[2; 32], b"sealed", quotas).await.unwrap();
		for config in [of_other_chain, others] {
			let refused = open(&config).await.unwrap_err();
			assert!(matches!(refused, NotOpened::Others { organization: 4, .. }), "{refused}");
		}
		open(&own).await.unwrap();
	}

	#[tokio::test]
	async fn a_store_of_an_earlier_version_is_nobodys_yet() {
		let folder = tempfile::tempdir().unwrap();
		let url = format!("sqlite://{}?mode=rwc", folder.path().join("kept.db").display());
		let mut config = Config::parse(include_str!("../custodian.sample.toml")).unwrap();
		config.store.catalogue.clone_from(&url);
		let mut early = SqliteConnection::connect(&url).await.unwrap();
		let begin = include_str!("../migrations/sqlite/0001_begin.sql");
		sqlx::raw_sql(begin).execute(&mut early).await.unwrap();
		let envelope = "INSERT INTO named VALUES (0, zeroblob(32), zeroblob(32), x'01')";
		sqlx::raw_sql(envelope).execute(&mut early).await.unwrap();
		ensure_own(&config).await.unwrap();
	}
}
