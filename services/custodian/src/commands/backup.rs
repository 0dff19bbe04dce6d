//! Copies of what a custodian keeps, and putting them back.

use crate::{
	catalogue::CatalogueError, config::Config, instance::Instance, service::sqlite_file,
	vault::Vault,
};
use sqlx::{sqlite::SqliteConnectOptions, ConnectOptions, Connection};
use std::{
	fs::{self, DirBuilder, OpenOptions},
	io,
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
};

const CATALOGUE: &str = "catalogue.sqlite";
const VAULT: &str = "vault";

/// Why nothing was copied, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
	/// The catalogue is no file.
	#[error("the catalogue is PostgreSQL's: copy it by pg_dump --format=custom, and put it back by pg_restore; only then copy the vault")]
	Postgres,
	/// The vault is no folder.
	#[error("the vault is a bucket: copy it by its own tools, after the catalogue")]
	Bucket,
	/// A file.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	File(PathBuf, #[source] io::Error),
	/// The database.
	#[error("the catalogue: {0}")]
	Database(#[from] sqlx::Error),
	/// The catalogue.
	#[error("the catalogue: {0}")]
	Catalogue(#[from] CatalogueError),
	/// There is something already.
	#[error("{path} is there already: nothing is put in the place of something", path = .0.display())]
	NotEmpty(PathBuf),
	/// There is no vault to copy.
	#[error("{path} is no vault (is its disk mounted?): nothing is copied, and nothing that was copied before is removed", path = .0.display())]
	NoVault(PathBuf),
	/// An instance is at work.
	#[error("an instance is at work on this store: stop it first")]
	AtWork,
}

/// Copies catalogue and vault into a folder, while the service is at work or not.
///
/// The catalogue comes first: so all that it names is in the vault when that is copied, but for what was destroyed meanwhile, and that shall not come back. Made again into the
/// same folder, what is there as it was is not copied again; what is in the vault no longer is destroyed in the copy, too.
pub async fn backup(config: &Config, to: &Path) -> Result<(), BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	// Before the catalogue's copy is replaced: what is there stays a whole.
	ensure_vault(vault)?;
	make_folder(to)?;
	let copy = to.join(CATALOGUE);
	let fresh = to.join("catalogue.sqlite.new");
	remove_file(&fresh)?;
	let mut connection =
		SqliteConnectOptions::new().filename(&catalogue).create_if_missing(false).connect().await?;
	let path = fresh.to_str().ok_or_else(|| {
		BackupError::File(fresh.clone(), io::Error::from(io::ErrorKind::InvalidFilename))
	})?;
	// The database writes into an empty file as it is.
	let mut own = OpenOptions::new();
	own.write(true).create_new(true).mode(0o600);
	own.open(&fresh).map_err(|error| BackupError::File(fresh.clone(), error))?;
	sqlx::query("VACUUM INTO ?").bind(path).execute(&mut connection).await?;
	connection.close().await?;
	let replaced = fs::File::open(&fresh)
		.and_then(|fresh| fresh.sync_all())
		.and_then(|()| fs::rename(&fresh, &copy));
	replaced.map_err(|error| BackupError::File(copy, error))?;
	copy_vault(vault, &to.join(VAULT))
}

/// Puts a copy in the place of a store that is not there.
pub async fn restore(config: &Config, from: &Path) -> Result<(), BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	ensure_vault(&from.join(VAULT))?;
	for path in [catalogue.as_path(), vault] {
		let is_there = path.try_exists();
		if is_there.map_err(|error| BackupError::File(path.to_owned(), error))? {
			return Err(BackupError::NotEmpty(path.to_owned()));
		}
	}
	if let Some(folder) = catalogue.parent() {
		make_folder(folder)?;
	}
	let instance = Instance::try_take(&config.store.catalogue).await?;
	let _at_work = instance.ok_or(BackupError::AtWork)?;
	copy_vault(&from.join(VAULT), vault)?;
	// Last, since a custodian with a catalogue and no vault would miss everything.
	copy(&from.join(CATALOGUE), &catalogue)
}

fn vault_folder(config: &Config) -> Result<&Path, BackupError> {
	let vault = &config.store.vault;
	if vault.contains("://") {
		return Err(BackupError::Bucket);
	}
	Ok(Path::new(vault))
}

/// Makes a folder, for this user alone: its names tell of patients. One that is there stays as it is.
fn make_folder(folder: &Path) -> Result<(), BackupError> {
	let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
	made.map_err(|error| BackupError::File(folder.to_owned(), error))
}

/// Makes a copy what the vault is. One that is not there, as a disk that is not mounted, would leave nothing of the copy just when it is needed.
fn copy_vault(vault: &Path, to: &Path) -> Result<(), BackupError> {
	ensure_vault(vault)?;
	mirror(vault, to)
}

fn ensure_vault(folder: &Path) -> Result<(), BackupError> {
	Vault::is_in(folder).then_some(()).ok_or_else(|| BackupError::NoVault(folder.to_owned()))
}

/// Makes `to` what `from` is.
fn mirror(from: &Path, to: &Path) -> Result<(), BackupError> {
	make_folder(to)?;
	for path in entries(to)? {
		let Some(name) = path.file_name() else { continue };
		if !from.join(name).exists() {
			let removed =
				if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
			removed.map_err(|error| BackupError::File(path, error))?;
		}
	}
	for path in entries(from)? {
		let Some(name) = path.file_name() else { continue };
		let copied = to.join(name);
		if path.is_dir() {
			mirror(&path, &copied)?;
		} else if !is_copied(&path, &copied) {
			match copy(&path, &copied) {
				// It was destroyed, or was only half written.
				Err(BackupError::File(_, error)) if error.kind() == io::ErrorKind::NotFound => {},
				done => done?,
			}
		}
	}
	Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
	let failed = |error| BackupError::File(folder.to_owned(), error);
	let entries = match fs::read_dir(folder) {
		Ok(entries) => entries,
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
		Err(error) => return Err(failed(error)),
	};
	entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect()
}

/// Whether a copy is as long as what it is of, and no older.
fn is_copied(path: &Path, copied: &Path) -> bool {
	let (Ok(original), Ok(copy)) = (fs::metadata(path), fs::metadata(copied)) else { return false };
	let is_later = || Some(copy.modified().ok()? >= original.modified().ok()?);
	original.len() == copy.len() && is_later() == Some(true)
}

/// Copies a file beside its place, and puts it there when it is on the disk.
fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
	let mut beside = to.as_os_str().to_owned();
	beside.push(".new");
	let beside = PathBuf::from(beside);
	let copied = fs::copy(from, &beside)
		.and_then(|_| fs::File::open(&beside)?.sync_all())
		.and_then(|()| fs::rename(&beside, to));
	copied.map_err(|error| BackupError::File(from.to_owned(), error))
}

fn remove_file(path: &Path) -> Result<(), BackupError> {
	match fs::remove_file(path) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => {
			Err(BackupError::File(path.to_owned(), error))
		},
		_ => Ok(()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::catalogue::Catalogue;

	fn write(path: &Path, text: &str) {
		fs::create_dir_all(path.parent().unwrap()).unwrap();
		fs::write(path, text).unwrap();
	}

	#[test]
	fn a_copy_of_a_folder_is_what_the_folder_is() {
		let folder = tempfile::tempdir().unwrap();
		let (from, to) = (folder.path().join("from"), folder.path().join("to"));
		write(&from.join("a/one"), "1");
		write(&from.join("b/two"), "22");
		mirror(&from, &to).unwrap();
		fs::remove_dir_all(from.join("a")).unwrap();
		write(&from.join("b/two"), "333");
		write(&from.join("c"), "4");
		mirror(&from, &to).unwrap();
		assert!(!to.join("a").exists());
		assert_eq!(fs::read_to_string(to.join("b/two")).unwrap(), "333");
		assert_eq!(fs::read_to_string(to.join("c")).unwrap(), "4");
	}

	#[tokio::test]
	async fn nobody_else_may_read_a_copy() {
		use std::os::unix::fs::PermissionsExt;
		let folder = tempfile::tempdir().unwrap();
		let sample = include_str!("../../custodian.sample.toml");
		let mut config = Config::parse(sample).unwrap();
		let store = folder.path().join("catalogue.sqlite");
		config.store.catalogue = format!("sqlite://{}?mode=rwc", store.display());
		config.store.vault = folder.path().join("vault").display().to_string();
		Vault::open(&config.store.vault).await.unwrap();
		write(&folder.path().join("vault/records/07/one"), "1");
		Catalogue::open(&config.store.catalogue).await.unwrap().close().await;
		let to = folder.path().join("copies/of-today");
		backup(&config, &to).await.unwrap();
		for path in ["", CATALOGUE, VAULT, "vault/records", "vault/records/07"] {
			let path = to.join(path);
			let mode = fs::metadata(&path).unwrap().permissions().mode();
			assert_eq!(mode & 0o077, 0, "{} has {mode:o}", path.display());
		}
	}

	#[tokio::test]
	async fn a_vault_that_is_not_there_takes_nothing_from_its_copy() {
		let folder = tempfile::tempdir().unwrap();
		let (vault, to) = (folder.path().join("vault"), folder.path().join("copy"));
		Vault::open(vault.to_str().unwrap()).await.unwrap();
		write(&vault.join("records/one"), "1");
		copy_vault(&vault, &to).unwrap();
		fs::remove_dir_all(&vault).unwrap();
		assert!(matches!(copy_vault(&vault, &to), Err(BackupError::NoVault(_))));
		fs::create_dir(&vault).unwrap();
		assert!(matches!(copy_vault(&vault, &to), Err(BackupError::NoVault(_))));
		assert_eq!(fs::read_to_string(to.join("records/one")).unwrap(), "1");
		Vault::open(vault.to_str().unwrap()).await.unwrap();
		copy_vault(&vault, &to).unwrap();
		assert!(!to.join("records/one").exists());
	}
}
