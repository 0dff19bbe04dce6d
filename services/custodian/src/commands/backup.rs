//! Copies of what a custodian keeps, and putting them back.

use crate::{
	catalogue::CatalogueError,
	config::{sqlite_url, Config},
	hash::{hashed, hasher},
	instance::Instance,
	own_store::{ensure_own, ensure_owner, restoring, NotOpened},
	service::sqlite_file,
	vault::Vault,
};
use sqlx::{sqlite::SqliteConnectOptions, ConnectOptions, Connection};
use std::{
	fs::{self, DirBuilder, OpenOptions, TryLockError},
	io,
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
};

const CATALOGUE: &str = "catalogue.sqlite";
const VAULT: &str = "vault";
/// At the end of what is not whole yet.
const NEW: &str = ".new";

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
	/// The store is not this custodian's, or does not answer.
	#[error(transparent)]
	NotOpened(#[from] NotOpened),
	/// The copy is not of this custodian's store, or cannot be read.
	#[error("{path}: {source}", path = .0.display(), source = .1)]
	OtherCopy(PathBuf, #[source] NotOpened),
	/// The copy would lie in what is copied, or take its place.
	#[error("{path} is where the store itself is: name a folder elsewhere", path = .0.display())]
	InStore(PathBuf),
	/// A folder that no copy has made is where the vault's copy would be.
	#[error("{path} is there, and belongs to no copy: name a folder in which there is none, since whatever is not in the vault would be removed from it", path = .0.display())]
	Foreign(PathBuf),
	/// There is something already.
	#[error("{path} is there already: nothing is put in the place of something", path = .0.display())]
	NotEmpty(PathBuf),
	/// There is no vault to copy.
	#[error("{path} is no vault (is its disk mounted?): nothing is copied, and nothing that was copied before is removed", path = .0.display())]
	NoVault(PathBuf),
	/// Another copy is being made in the same folder.
	#[error("{path} is being written by another: wait for it", path = .0.display())]
	Copying(PathBuf),
	/// An instance is at work.
	#[error("an instance is at work on this store: stop it first")]
	AtWork,
}

/// Copies catalogue and vault into a folder, while the service is at work or not.
///
/// The catalogue comes first: so all that it names is in the vault when that is copied, but for what was destroyed meanwhile, and that shall not come back. Made again into the
/// same folder, what is there as it was is not copied again; what is in the vault no longer is destroyed in the copy, too. The new catalogue takes the place of the old one when
/// all that it names is there, and before anything is destroyed that the old one names: whenever this is broken off, what is there is a whole.
pub async fn backup(config: &Config, to: &Path) -> Result<(), BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	// What was copied of the own store before would go.
	ensure_own(config).await?;
	// Before the catalogue's copy is replaced: what is there stays a whole.
	ensure_vault(vault)?;
	make_folder(to)?;
	ensure_elsewhere(to, &catalogue, vault)?;
	let copy = to.join(CATALOGUE);
	let _alone = alone(to)?;
	ensure_copy_is_own(&copy, config).await?;
	let fresh = beside(&copy, NEW);
	ensure_of_a_copy(&to.join(VAULT), [&copy, &fresh])?;
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
	add(vault, &to.join(VAULT))?;
	let replaced = fs::File::open(&fresh)
		.and_then(|fresh| fresh.sync_all())
		.and_then(|()| fs::rename(&fresh, &copy))
		.and_then(|()| sync_folder(to));
	replaced.map_err(|error| BackupError::File(copy, error))?;
	ensure_vault(vault)?;
	prune(vault, &to.join(VAULT))
}

/// Puts a copy in the place of a store that is not there. Broken off, it is begun again: until it is over nothing works on what it has put there.
pub async fn restore(config: &Config, from: &Path) -> Result<(), BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	ensure_vault(&from.join(VAULT))?;
	let copied = from.join(CATALOGUE);
	fs::metadata(&copied).map_err(|error| BackupError::File(copied.clone(), error))?;
	ensure_copy_is_own(&copied, config).await?;
	ensure_absent(vault)?;
	for folder in [catalogue.parent(), vault.parent()].into_iter().flatten() {
		make_folder(folder)?;
	}
	let instance = Instance::try_take(&config.store.catalogue).await?;
	let _at_work = instance.ok_or(BackupError::AtWork)?;
	// One that broke off before its last step has put it there already, and nobody has worked on it since.
	let is_in_its_place = catalogue.exists() && hash_of(&catalogue)? == hash_of(&copied)?;
	if !is_in_its_place {
		ensure_absent(&catalogue)?;
	}
	// The journal of the database that is lost would be taken for this one's.
	for journal in ["-wal", "-journal"] {
		ensure_absent(&beside(&catalogue, journal))?;
	}
	let [new_catalogue, new_vault] = [catalogue.as_path(), vault].map(restoring);
	mirror(&from.join(VAULT), &new_vault)?;
	// The catalogue first: with one and no vault a custodian does not start; without one it would begin another beside a vault that it
	// does not know.
	if !is_in_its_place {
		copy(&copied, &new_catalogue)?;
		place(&new_catalogue, &catalogue)?;
	}
	place(&new_vault, vault)
}

/// Another custodian's copy is neither put back nor written over.
async fn ensure_copy_is_own(copy: &Path, config: &Config) -> Result<(), BackupError> {
	let is_own = ensure_owner(&sqlite_url(copy), config.owner()).await;
	is_own.map_err(|error| BackupError::OtherCopy(copy.to_owned(), error))
}

/// Neither the catalogue nor the vault is written over by its copy, and no copy is copied into itself.
fn ensure_elsewhere(to: &Path, catalogue: &Path, vault: &Path) -> Result<(), BackupError> {
	let real = |path: &Path| {
		fs::canonicalize(path).map_err(|error| BackupError::File(path.to_owned(), error))
	};
	let (to_folder, vault) = (real(to)?, real(vault)?);
	let copied_vault = real_or_named(&to_folder.join(VAULT));
	let is_in_vault = to_folder.starts_with(&vault) || copied_vault.starts_with(&vault);
	let is_around_vault = vault.starts_with(&copied_vault);
	let is_catalogue = real_or_named(&to_folder.join(CATALOGUE)) == real(catalogue)?;
	if is_in_vault || is_around_vault || is_catalogue {
		return Err(BackupError::InStore(to.to_owned()));
	}
	Ok(())
}

/// Where a path leads to, or itself where nothing is there yet.
fn real_or_named(path: &Path) -> PathBuf {
	fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What was removed from the vault is removed from its copy, and from nothing else. A catalogue, whole or not, is there before the vault's copy is begun.
fn ensure_of_a_copy(vault: &Path, catalogues: [&Path; 2]) -> Result<(), BackupError> {
	let is_of_a_copy = catalogues.into_iter().any(Path::exists);
	if !is_of_a_copy && !entries(vault)?.is_empty() {
		return Err(BackupError::Foreign(vault.to_owned()));
	}
	Ok(())
}

fn ensure_absent(path: &Path) -> Result<(), BackupError> {
	match path.try_exists() {
		Ok(false) => Ok(()),
		Ok(true) => Err(BackupError::NotEmpty(path.to_owned())),
		Err(error) => Err(BackupError::File(path.to_owned(), error)),
	}
}

/// Puts what is whole in its place, and makes that durable.
fn place(new: &Path, place: &Path) -> Result<(), BackupError> {
	let placed = fs::rename(new, place).and_then(|()| place.parent().map_or(Ok(()), sync_folder));
	placed.map_err(|error| BackupError::File(place.to_owned(), error))
}

fn hash_of(path: &Path) -> Result<[u8; 32], BackupError> {
	let mut hasher = hasher();
	let read = fs::File::open(path).and_then(|mut file| io::copy(&mut file, &mut hasher));
	read.map_err(|error| BackupError::File(path.to_owned(), error))?;
	Ok(hashed(&hasher))
}

/// Nobody else writes a copy into this folder until this is dropped.
fn alone(folder: &Path) -> Result<fs::File, BackupError> {
	let failed = |error| BackupError::File(folder.to_owned(), error);
	let own = fs::File::open(folder).map_err(failed)?;
	match own.try_lock() {
		Ok(()) => Ok(own),
		Err(TryLockError::WouldBlock) => Err(BackupError::Copying(folder.to_owned())),
		Err(TryLockError::Error(error)) => Err(failed(error)),
	}
}

fn vault_folder(config: &Config) -> Result<&Path, BackupError> {
	config.store.vault_folder().ok_or(BackupError::Bucket)
}

/// Makes a folder, for this user alone: its names tell of patients. One that is there stays as it is.
fn make_folder(folder: &Path) -> Result<(), BackupError> {
	let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
	made.map_err(|error| BackupError::File(folder.to_owned(), error))
}

fn ensure_vault(folder: &Path) -> Result<(), BackupError> {
	Vault::is_in(folder).then_some(()).ok_or_else(|| BackupError::NoVault(folder.to_owned()))
}

/// Makes `to` what `from` is.
fn mirror(from: &Path, to: &Path) -> Result<(), BackupError> {
	add(from, to)?;
	prune(from, to)
}

/// Copies into `to` what is in `from`, and was not copied yet. What is in `to` alone stays.
fn add(from: &Path, to: &Path) -> Result<(), BackupError> {
	make_folder(to)?;
	for path in entries(from)? {
		let Some(name) = path.file_name() else { continue };
		let copied = to.join(name);
		if path.is_dir() {
			add(&path, &copied)?;
		} else if !is_copied(&path, &copied) {
			match copy(&path, &copied) {
				// It was destroyed, or was only half written.
				Err(BackupError::File(_, error)) if error.kind() == io::ErrorKind::NotFound => {},
				done => done?,
			}
		}
	}
	sync_folder(to).map_err(|error| BackupError::File(to.to_owned(), error))
}

/// Destroys in `to` what is not in `from` any more.
fn prune(from: &Path, to: &Path) -> Result<(), BackupError> {
	for path in entries(to)? {
		let Some(name) = path.file_name() else { continue };
		let original = from.join(name);
		if !original.exists() {
			let removed =
				if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
			removed.map_err(|error| BackupError::File(path, error))?;
		} else if path.is_dir() {
			prune(&original, &path)?;
		}
	}
	Ok(())
}

fn sync_folder(folder: &Path) -> io::Result<()> {
	fs::File::open(folder)?.sync_all()
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
	let new = beside(to, NEW);
	let copied = fs::copy(from, &new)
		.and_then(|_| fs::File::open(&new)?.sync_all())
		.and_then(|()| fs::rename(&new, to));
	copied.map_err(|error| BackupError::File(from.to_owned(), error))
}

/// The path with this at its end.
fn beside(path: &Path, end: &str) -> PathBuf {
	let mut beside = path.as_os_str().to_owned();
	beside.push(end);
	PathBuf::from(beside)
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
	use crate::{catalogue::Catalogue, kept::NamedKind};

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

	/// A store in a folder.
	async fn store_in(folder: &Path) -> (Config, Catalogue, Vault) {
		fs::create_dir_all(folder).unwrap();
		let mut config = Config::parse(include_str!("../../custodian.sample.toml")).unwrap();
		config.store.catalogue =
			format!("sqlite://{}?mode=rwc", folder.join("catalogue.sqlite").display());
		config.store.vault = folder.join("vault").display().to_string();
		let catalogue = Catalogue::open(&config.store.catalogue).await.unwrap();
		let vault = Vault::open(&config.store.vault).await.unwrap();
		(config, catalogue, vault)
	}

	#[tokio::test]
	async fn a_vault_that_is_not_there_takes_nothing_from_its_copy() {
		let folder = tempfile::tempdir().unwrap();
		let (config, _catalogue, _) = store_in(folder.path()).await;
		let (vault, to) = (folder.path().join("vault"), folder.path().join("copy"));
		write(&vault.join("records/one"), "1");
		backup(&config, &to).await.unwrap();
		fs::remove_dir_all(&vault).unwrap();
		assert!(matches!(backup(&config, &to).await, Err(BackupError::NoVault(_))));
		fs::create_dir(&vault).unwrap();
		assert!(matches!(backup(&config, &to).await, Err(BackupError::NoVault(_))));
		assert_eq!(fs::read_to_string(to.join("vault/records/one")).unwrap(), "1");
		Vault::open(vault.to_str().unwrap()).await.unwrap();
		backup(&config, &to).await.unwrap();
		assert!(!to.join("vault/records/one").exists());
	}

	#[tokio::test]
	async fn a_copy_that_breaks_off_leaves_the_one_before_whole() {
		let folder = tempfile::tempdir().unwrap();
		let (config, catalogue, _) = store_in(folder.path()).await;
		let (vault, to) = (folder.path().join("vault"), folder.path().join("copy"));
		write(&vault.join("records/aa/old"), "1");
		catalogue.add_report(&[1; 32], b"old").await.unwrap();
		backup(&config, &to).await.unwrap();
		let before = fs::read(to.join(CATALOGUE)).unwrap();

		// The second one cannot be copied, where the first cannot be removed.
		fs::remove_dir_all(vault.join("records/aa")).unwrap();
		write(&vault.join("records/bb/new"), "1");
		write(&to.join("vault/records/bb"), "in its way");
		catalogue.add_report(&[2; 32], b"new").await.unwrap();
		backup(&config, &to).await.unwrap_err();
		assert_eq!(fs::read(to.join(CATALOGUE)).unwrap(), before);
		assert!(to.join("vault/records/aa/old").exists());

		fs::remove_file(to.join("vault/records/bb")).unwrap();
		backup(&config, &to).await.unwrap();
		assert_ne!(fs::read(to.join(CATALOGUE)).unwrap(), before);
		assert!(!to.join("vault/records/aa").exists());
		assert!(to.join("vault/records/bb/new").exists());
	}

	#[tokio::test]
	async fn anothers_copy_is_not_written_over() {
		let folder = tempfile::tempdir().unwrap();
		let to = folder.path().join("copy");
		let (config, catalogue, _) = store_in(&folder.path().join("one")).await;
		write(&folder.path().join("one/vault/records/aa/one"), "1");
		catalogue.put_owner(&config.owner()).await.unwrap();
		let (kind, quotas) = (NamedKind::Envelope, &config.limits.quotas);
		catalogue.put_named(kind, &[1; 32], &[2; 32], b"sealed", quotas).await.unwrap();
		backup(&config, &to).await.unwrap();
		let before = fs::read(to.join(CATALOGUE)).unwrap();
		let (mut other, _catalogue, _) = store_in(&folder.path().join("other")).await;
		other.organization = config.organization + 1;
		let refused = backup(&other, &to).await;
		assert!(matches!(refused, Err(BackupError::OtherCopy(..))), "{refused:?}");
		assert_eq!(fs::read(to.join(CATALOGUE)).unwrap(), before);
		assert!(to.join("vault/records/aa/one").exists());
		backup(&config, &to).await.unwrap();
	}

	#[tokio::test]
	async fn a_store_is_not_written_over_by_its_own_copy() {
		let folder = tempfile::tempdir().unwrap();
		let store = folder.path().join("store");
		let (config, catalogue, _) = store_in(&store).await;
		write(&store.join("vault/records/aa/one"), "1");
		catalogue.put_owner(&config.owner()).await.unwrap();
		let link = folder.path().join("link");
		std::os::unix::fs::symlink(&store, &link).unwrap();
		let around = folder.path().join("around");
		fs::create_dir(&around).unwrap();
		std::os::unix::fs::symlink(&store, around.join(VAULT)).unwrap();
		let vault = store.join(VAULT);
		for to in [&store, &link, &around, &vault, &vault.join("records"), &vault.join("copy")] {
			let refused = backup(&config, to).await;
			assert!(matches!(refused, Err(BackupError::InStore(_))), "{to:?}: {refused:?}");
		}
		assert!(!beside(&store.join(CATALOGUE), NEW).exists());
		assert_eq!(fs::read_to_string(vault.join("records/aa/one")).unwrap(), "1");
		// Beside them there is room for one.
		backup(&config, &store.join("copy")).await.unwrap();
	}

	#[tokio::test]
	async fn nothing_is_removed_from_a_folder_of_anothers() {
		let folder = tempfile::tempdir().unwrap();
		let (config, _catalogue, _) = store_in(&folder.path().join("store")).await;
		let to = folder.path().join("home");
		write(&to.join("vault/letters"), "mine");
		write(&to.join("lost+found"), "");
		let refused = backup(&config, &to).await;
		assert!(matches!(refused, Err(BackupError::Foreign(_))), "{refused:?}");
		assert_eq!(fs::read_to_string(to.join("vault/letters")).unwrap(), "mine");
		fs::remove_file(to.join("vault/letters")).unwrap();
		backup(&config, &to).await.unwrap();
		assert!(to.join("lost+found").exists());
		// The first one may have broken off before its catalogue was in its place.
		fs::rename(to.join(CATALOGUE), to.join("catalogue.sqlite.new")).unwrap();
		backup(&config, &to).await.unwrap();
	}

	#[tokio::test]
	async fn two_do_not_write_the_same_copy_at_once() {
		let folder = tempfile::tempdir().unwrap();
		let (config, _catalogue, _) = store_in(folder.path()).await;
		let to = folder.path().join("copy");
		make_folder(&to).unwrap();
		let held = alone(&to).unwrap();
		assert!(matches!(backup(&config, &to).await, Err(BackupError::Copying(_))));
		drop(held);
		backup(&config, &to).await.unwrap();
	}

	#[tokio::test]
	async fn what_is_restored_is_there_wholly_or_not_at_all() {
		let folder = tempfile::tempdir().unwrap();
		let (config, catalogue, _) = store_in(&folder.path().join("old")).await;
		write(&folder.path().join("old/vault/records/aa/one"), "1");
		catalogue.add_report(&[1; 32], b"told").await.unwrap();
		let to = folder.path().join("copy");
		backup(&config, &to).await.unwrap();

		let place = folder.path().join("new");
		let mut config = config;
		config.store.catalogue = format!("sqlite://{}?mode=rwc", place.join("kept.db").display());
		config.store.vault = format!("{}/", place.join("vault").display());
		// Without its catalogue a copy is none.
		let away = folder.path().join("away");
		fs::rename(to.join(CATALOGUE), &away).unwrap();
		restore(&config, &to).await.unwrap_err();
		assert!(!place.exists());
		fs::rename(&away, to.join(CATALOGUE)).unwrap();
		// What is left of the lost database, or of an attempt before.
		write(&place.join("kept.db-wal"), "journal");
		assert!(matches!(restore(&config, &to).await, Err(BackupError::NotEmpty(_))));
		fs::remove_file(place.join("kept.db-wal")).unwrap();
		write(&place.join("vault.restoring/records/bb"), "of another copy");
		restore(&config, &to).await.unwrap();
		assert_eq!(fs::read_to_string(place.join("vault/records/aa/one")).unwrap(), "1");
		assert!(!place.join("vault/records/bb").exists());
		let restored = Catalogue::open_beside(&config.store.catalogue).await.unwrap();
		assert_eq!(restored.reports().await.unwrap().len(), 1);
		restored.close().await;
		assert!(matches!(restore(&config, &to).await, Err(BackupError::NotEmpty(_))));
	}

	#[tokio::test]
	async fn what_broke_off_before_its_last_step_is_restored_by_the_same_copy_and_no_other() {
		let folder = tempfile::tempdir().unwrap();
		let (config, catalogue, _) = store_in(&folder.path().join("old")).await;
		let (one, other) = (folder.path().join("one"), folder.path().join("other"));
		write(&folder.path().join("old/vault/records/aa/one"), "1");
		backup(&config, &other).await.unwrap();
		catalogue.add_report(&[1; 32], b"told").await.unwrap();
		backup(&config, &one).await.unwrap();
		catalogue.close().await;

		let place = folder.path().join("old");
		fs::remove_dir_all(&place).unwrap();
		restore(&config, &one).await.unwrap();
		fs::rename(place.join("vault"), place.join("vault.restoring")).unwrap();
		write(&place.join("vault.restoring/records/bb/half"), "of another attempt");
		let placed = fs::read(place.join("catalogue.sqlite")).unwrap();
		assert!(matches!(restore(&config, &other).await, Err(BackupError::NotEmpty(_))));
		assert_eq!(fs::read(place.join("catalogue.sqlite")).unwrap(), placed);
		restore(&config, &one).await.unwrap();
		assert_eq!(fs::read(place.join("catalogue.sqlite")).unwrap(), placed);
		assert_eq!(fs::read_to_string(place.join("vault/records/aa/one")).unwrap(), "1");
		assert!(!place.join("vault/records/bb").exists());
		assert!(!place.join("vault.restoring").exists());
	}
}
