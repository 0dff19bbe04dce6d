//! The folders that a custodian has on its machine.

use crate::config::Store;
use rustix::fs::statfs;
use sqlx::sqlite::SqliteConnectOptions;
use std::{
	path::{Path, PathBuf},
	str::FromStr,
};

/// What Linux calls file systems that are in memory (`linux/magic.h`).
const IN_MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];

/// The file of a catalogue of SQLite.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
	if !url.starts_with("sqlite:") {
		return None;
	}
	Some(SqliteConnectOptions::from_str(url).ok()?.get_filename().to_owned())
}

/// Where pieces are put while they are fetched, and releases while they wait for their readers: with the vault, so that nothing sealed is anywhere else, and there is
/// as much room; of a bucket, with the catalogue.
pub(crate) fn working_folder(store: &Store) -> PathBuf {
	let vault = store.vault_folder().map(Path::to_owned);
	vault.or_else(|| catalogue(store)).unwrap_or_else(std::env::temp_dir)
}

/// All of them, and what is in each.
pub(super) fn folders(store: &Store) -> Vec<(&'static str, PathBuf)> {
	let (catalogue, vault) = (catalogue(store), store.vault_folder().map(Path::to_owned));
	let working = (catalogue.is_none() && vault.is_none()).then(|| working_folder(store));
	let named = [("catalogue", catalogue), ("vault", vault), ("working-folder", working)];
	named.into_iter().filter_map(|(of, folder)| Some((of, folder?))).collect()
}

/// Says so where what waits for slow readers would take memory all the same.
pub(super) fn warn_of_memory(store: &Store) {
	let folder = working_folder(store);
	if is_in_memory(&folder) {
		tracing::warn!(
			kind = "working-folder",
			folder = %folder.display(),
			"what waits for slow readers is put in memory: have TMPDIR name a folder on a disk"
		);
	}
}

fn is_in_memory(folder: &Path) -> bool {
	statfs(folder)
		.is_ok_and(|disk| u64::try_from(disk.f_type).is_ok_and(|kind| IN_MEMORY.contains(&kind)))
}

fn catalogue(store: &Store) -> Option<PathBuf> {
	sqlite_file(&store.catalogue)?.parent().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
	use super::*;
	use rustix::fs::{memfd_create, MemfdFlags};
	use std::os::fd::AsRawFd;

	const SQLITE: &str = "sqlite:///a/c.sqlite?mode=rwc";
	const POSTGRES: &str = "postgres://a@b/c";

	fn store(catalogue: &str, vault: &str) -> Store {
		Store { catalogue: catalogue.to_owned(), vault: vault.to_owned() }
	}

	#[test]
	fn what_is_fetched_is_where_the_vault_is() {
		for catalogue in [SQLITE, POSTGRES] {
			assert_eq!(working_folder(&store(catalogue, "/b/vault")), Path::new("/b/vault"));
		}
		assert_eq!(working_folder(&store(SQLITE, "s3://bucket")), Path::new("/a"));
		assert_eq!(working_folder(&store(POSTGRES, "s3://bucket")), std::env::temp_dir());
	}

	#[test]
	fn each_folder_is_named_for_what_fills_it() {
		let named = |catalogue: &str, vault: &str| {
			let folders = folders(&store(catalogue, vault)).into_iter();
			folders.map(|(of, _)| of).collect::<Vec<_>>()
		};
		assert_eq!(named(SQLITE, "/b/vault"), ["catalogue", "vault"]);
		assert_eq!(named(SQLITE, "s3://bucket"), ["catalogue"]);
		assert_eq!(named(POSTGRES, "/b/vault"), ["vault"]);
		assert_eq!(named(POSTGRES, "s3://bucket"), ["working-folder"]);
	}

	#[test]
	fn a_folder_in_memory_is_known() {
		// On whatever disks the machine has, Linux keeps such a file in memory, and what tells of processes on no disk at all.
		let file = memfd_create("in-memory", MemfdFlags::CLOEXEC).unwrap();
		let path = format!("/proc/self/fd/{}", file.as_raw_fd());
		assert!(is_in_memory(Path::new(&path)));
		assert!(!is_in_memory(Path::new("/proc/self")));
		assert!(!is_in_memory(Path::new("/not/there")));
	}
}
