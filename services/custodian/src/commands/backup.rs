//! Copies of what a custodian keeps.

use super::{
	backup_error::BackupError,
	vault_files::{
		add, being_made, beside, entries, gone, is_same, is_within, make_folder, new_file, remove,
		remove_file, sync_folder, PIECES, RECORDS,
	},
};
use crate::{
	catalogue::Catalogue,
	config::{sqlite_url, Config},
	own_store::{ensure_own, ensure_owner},
	service::sqlite_file,
	vault::Vault,
};
use sqlx::{sqlite::SqliteConnectOptions, ConnectOptions, Connection, SqliteConnection};
use std::{
	fs::{self, File, TryLockError},
	io,
	path::{Path, PathBuf},
	time::Duration,
};
use tokio::time::sleep;

pub(super) const CATALOGUE: &str = "catalogue.sqlite";
pub(super) const VAULT: &str = "vault";
/// What the database keeps beside its file.
pub(super) const JOURNALS: [&str; 2] = ["-wal", "-journal"];

/// How long a record may be gone before the catalogue names it no longer.
const A_WHILE: Duration = Duration::from_secs(if cfg!(test) { 4 } else { 1 });

/// What a copy lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
	/// How many records and pieces the catalogue names that are in the vault no longer: what was copied of them before stays.
	pub lost: usize,
}

/// Copies catalogue and vault into a folder, while the service is at work or not.
///
/// The catalogue comes first: so all that it names is in the vault when that is copied, but for what was destroyed meanwhile, and that shall not come back. Made again into the
/// same folder, what is there as it was is not copied again; what is in the vault no longer, and not named either, is destroyed in the copy, too. The new catalogue takes the place of the old one when
/// all that it names is there, and before anything is destroyed that the old one names: whenever this is broken off, what is there is a whole.
pub async fn backup(config: &Config, to: &Path) -> Result<Copied, BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	// What was copied of the own store before would go.
	ensure_own(config).await?;
	// Before the catalogue's copy is replaced: what is there stays a whole.
	ensure_vault(vault)?;
	make_folder(to)?;
	let (copy, copied_vault) = (to.join(CATALOGUE), to.join(VAULT));
	ensure_apart(to, &catalogue, vault)?;
	let _alone = alone(to)?;
	ensure_of_a_copy(&copy, &copied_vault)?;
	ensure_copy_is_own(&copy, config).await?;
	let id = Catalogue::id_at(&config.store.catalogue).await?;
	if copy.exists() && Catalogue::id_at(&sqlite_url(&copy)).await?.is_some_and(|of| Some(of) != id)
	{
		return Err(BackupError::OtherStore(to.to_owned()));
	}
	let fresh = being_made(&copy);
	remove_file(&fresh)?;
	let mut connection =
		SqliteConnectOptions::new().filename(&catalogue).create_if_missing(false).connect().await?;
	let path = fresh.to_str().ok_or_else(|| {
		BackupError::File(fresh.clone(), io::Error::from(io::ErrorKind::InvalidFilename))
	})?;
	// The database writes into an empty file as it is.
	new_file(&fresh).map_err(BackupError::of(&fresh))?;
	sqlx::query("VACUUM INTO ?").bind(path).execute(&mut connection).await?;
	add(vault, &copied_vault)?;
	// It may have been opened meanwhile.
	ensure_no_journal(&copy)?;
	let replaced = File::open(&fresh)
		.and_then(|fresh| fresh.sync_all())
		.and_then(|()| fs::rename(&fresh, &copy));
	replaced.map_err(BackupError::of(&copy))?;
	sync_folder(to)?;
	ensure_vault(vault)?;
	let mut lost = destroy(gone(vault, &copied_vault)?, &mut connection).await?;
	if !lost.is_empty() {
		// The service may have been about to destroy them.
		sleep(A_WHILE).await;
		lost = destroy(lost, &mut connection).await?;
	}
	connection.close().await?;
	Ok(Copied { lost: lost.len() })
}

/// Destroys what is named no longer of these paths in a vault's copy, and gives back the others.
async fn destroy(
	paths: Vec<PathBuf>,
	catalogue: &mut SqliteConnection,
) -> Result<Vec<PathBuf>, BackupError> {
	let mut lost = Vec::new();
	for path in paths {
		if is_named(catalogue, &path).await? {
			lost.push(path);
		} else {
			remove(&path)?;
		}
	}
	Ok(lost)
}

/// Whether the catalogue names what is at this path of a vault's copy: then the vault has lost it, and this may be all that there is.
async fn is_named(connection: &mut SqliteConnection, path: &Path) -> Result<bool, sqlx::Error> {
	let mut names = path.iter().rev().filter_map(|name| name.to_str());
	let (Some(name), Some(patient), Some(kind)) = (names.next(), names.next(), names.next()) else {
		return Ok(false);
	};
	let (anchor, hash) = name.split_once('-').unwrap_or(("0", name));
	let (Ok(anchor), Ok(hash), Ok(patient)) =
		(anchor.parse::<u32>(), hex::decode(hash), hex::decode(patient))
	else {
		return Ok(false);
	};
	let named = match kind {
		RECORDS => {
			sqlx::query("SELECT 1 FROM records WHERE patient = ? AND name = ?").bind(patient)
		},
		PIECES => sqlx::query("SELECT 1 FROM pieces WHERE patient = ? AND anchor = ? AND root = ?")
			.bind(patient)
			.bind(anchor),
		_ => return Ok(false),
	};
	Ok(named.bind(hash).fetch_optional(connection).await?.is_some())
}

/// Neither is written over by the other, and no copy is copied into itself, by whatever ways the paths lead there.
fn ensure_apart(to: &Path, catalogue: &Path, vault: &Path) -> Result<(), BackupError> {
	let copied_vault = to.join(VAULT);
	let in_each_other = is_within(to, vault)
		|| is_within(&copied_vault, vault)
		|| is_within(vault, &copied_vault)
		|| is_within(catalogue, &copied_vault)
		|| is_same(&to.join(CATALOGUE), catalogue);
	if in_each_other {
		return Err(BackupError::InEachOther(to.to_owned()));
	}
	Ok(())
}

/// What lies where the copy would be is a copy: what was removed from the vault is removed from its copy, and from nothing else.
fn ensure_of_a_copy(catalogue: &Path, vault: &Path) -> Result<(), BackupError> {
	let lock = beside(catalogue, ".lock");
	if lock.exists() {
		return Err(BackupError::Store(lock));
	}
	// A catalogue, whole or not, is there before the vault's copy is begun.
	let is_begun = catalogue.exists() || being_made(catalogue).exists();
	let is_copied = is_begun && Vault::is_in(vault);
	if !is_copied && !entries(vault)?.is_empty() {
		return Err(BackupError::Foreign(vault.to_owned()));
	}
	if !is_copied && catalogue.exists() {
		return Err(BackupError::Foreign(catalogue.to_owned()));
	}
	Ok(())
}

/// Another custodian's copy is neither put back nor written over; nor is one with a journal, which would be taken for the next one's.
pub(super) async fn ensure_copy_is_own(copy: &Path, config: &Config) -> Result<(), BackupError> {
	let is_own = ensure_owner(&sqlite_url(copy), config.owner()).await;
	is_own.map_err(|error| BackupError::OtherCopy(copy.to_owned(), error))?;
	// Whoever copied the files of a store has them, and looking into the catalogue has written them into it, where that is permitted, and nobody else has it open.
	ensure_no_journal(copy)
}

fn ensure_no_journal(copy: &Path) -> Result<(), BackupError> {
	for journal in JOURNALS.map(|journal| beside(copy, journal)) {
		if fs::metadata(&journal).is_ok_and(|found| found.len() > 0) {
			return Err(BackupError::Journal(journal));
		}
	}
	Ok(())
}

/// Nobody else writes a copy into this folder until this is dropped.
fn alone(folder: &Path) -> Result<File, BackupError> {
	let own = File::open(folder).map_err(BackupError::of(folder))?;
	match own.try_lock() {
		Ok(()) => Ok(own),
		Err(TryLockError::WouldBlock) => Err(BackupError::Copying(folder.to_owned())),
		Err(TryLockError::Error(error)) => Err(BackupError::of(folder)(error)),
	}
}

pub(super) fn vault_folder(config: &Config) -> Result<&Path, BackupError> {
	config.store.vault_folder().ok_or(BackupError::Bucket)
}

pub(super) fn ensure_vault(folder: &Path) -> Result<(), BackupError> {
	Vault::is_in(folder).then_some(()).ok_or_else(|| BackupError::NoVault(folder.to_owned()))
}

#[cfg(test)]
pub(super) mod tests;
