//! Putting copies of what a custodian keeps back.

use super::{
	backup::{ensure_copy_is_own, ensure_vault, vault_folder, CATALOGUE, JOURNALS, VAULT},
	backup_error::BackupError,
	vault_files::{beside, copy, hash_of, is_within, make_folder, mirror, sync_folder},
};
use crate::{config::Config, instance::Instance, own_store::restoring, service::sqlite_file};
use std::{fs, path::Path};

/// Puts a copy in the place of a store that is not there. Broken off, it is begun again: until it is over nothing works on what it has put there.
pub async fn restore(config: &Config, from: &Path) -> Result<(), BackupError> {
	let catalogue = sqlite_file(&config.store.catalogue).ok_or(BackupError::Postgres)?;
	let vault = vault_folder(config)?;
	let (copied, copied_vault) = (from.join(CATALOGUE), from.join(VAULT));
	ensure_vault(&copied_vault)?;
	fs::metadata(&copied).map_err(BackupError::of(&copied))?;
	if is_within(vault, &copied_vault) || is_within(&catalogue, &copied_vault) {
		return Err(BackupError::InEachOther(from.to_owned()));
	}
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
	for journal in JOURNALS {
		ensure_absent(&beside(&catalogue, journal))?;
	}
	let [new_catalogue, new_vault] = [catalogue.as_path(), vault].map(restoring);
	mirror(&copied_vault, &new_vault)?;
	// The catalogue first: with one and no vault a custodian does not start; without one it would begin another beside a vault that it
	// does not know.
	if !is_in_its_place {
		copy(&copied, &new_catalogue)?;
		place(&new_catalogue, &catalogue)?;
	}
	place(&new_vault, vault)
}

/// That nothing is there. An empty folder is nothing: it goes.
fn ensure_absent(path: &Path) -> Result<(), BackupError> {
	match path.try_exists() {
		Ok(false) => Ok(()),
		Ok(true) if fs::remove_dir(path).is_ok() => Ok(()),
		Ok(true) => Err(BackupError::NotEmpty(path.to_owned())),
		Err(error) => Err(BackupError::of(path)(error)),
	}
}

/// Puts what is whole in its place, and makes that durable.
fn place(new: &Path, place: &Path) -> Result<(), BackupError> {
	fs::rename(new, place).map_err(BackupError::of(place))?;
	place.parent().map_or(Ok(()), sync_folder)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		catalogue::Catalogue,
		commands::backup::{
			backup,
			tests::{store_in, write},
		},
	};
	use std::path::PathBuf;

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
		// Without its vault, or without its catalogue, a copy is none.
		let away = folder.path().join("away");
		fs::rename(to.join("vault/format"), &away).unwrap();
		assert!(matches!(restore(&config, &to).await, Err(BackupError::NoVault(_))));
		assert!(!place.exists());
		fs::rename(&away, to.join("vault/format")).unwrap();
		fs::rename(to.join(CATALOGUE), &away).unwrap();
		restore(&config, &to).await.unwrap_err();
		assert!(!place.exists());
		fs::rename(&away, to.join(CATALOGUE)).unwrap();
		// What is left of the lost database, or of an attempt before.
		for journal in ["kept.db-wal", "kept.db-journal"].map(|journal| place.join(journal)) {
			write(&journal, "journal");
			assert!(matches!(restore(&config, &to).await, Err(BackupError::NotEmpty(_))));
			fs::remove_file(journal).unwrap();
		}
		// Nor is a vault whose catalogue is lost written over.
		write(&place.join("vault/records/cc"), "all that there is");
		assert!(matches!(restore(&config, &to).await, Err(BackupError::NotEmpty(_))));
		assert!(!place.join("kept.db").exists());
		fs::remove_dir_all(place.join("vault")).unwrap();
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

	#[tokio::test]
	async fn nothing_is_restored_into_its_copy() {
		let folder = tempfile::tempdir().unwrap();
		let (mut config, catalogue, _) = store_in(&folder.path().join("old")).await;
		write(&folder.path().join("old/vault/records/aa/one"), "1");
		let to = folder.path().join("copy");
		backup(&config, &to).await.unwrap();
		catalogue.close().await;
		let number = || fs::read_dir(to.join(VAULT)).unwrap().count();
		let before = number();
		for place in ["copy/vault/inner", "copy/vault/records/aa/inner"] {
			let place = folder.path().join(place);
			config.store.vault = place.display().to_string();
			config.store.catalogue =
				format!("sqlite://{}?mode=rwc", folder.path().join("new/kept.db").display());
			let refused = restore(&config, &to).await;
			assert!(matches!(refused, Err(BackupError::InEachOther(_))), "{refused:?}");
			config.store.vault = folder.path().join("new/vault").display().to_string();
			config.store.catalogue =
				format!("sqlite://{}?mode=rwc", place.join("kept.db").display());
			let refused = restore(&config, &to).await;
			assert!(matches!(refused, Err(BackupError::InEachOther(_))), "{refused:?}");
		}
		assert_eq!(number(), before);
		// An empty folder is in nobody's way.
		config.store.catalogue =
			format!("sqlite://{}?mode=rwc", folder.path().join("new/kept.db").display());
		fs::create_dir_all(folder.path().join("new/vault")).unwrap();
		restore(&config, &to).await.unwrap();
	}

	/// A store that is lost: how it was configured, and where its copy is.
	async fn lost_but_for_its_copy(folder: &Path) -> (Config, PathBuf) {
		let (config, catalogue, _) = store_in(&folder.join("store")).await;
		let to = folder.join("copy");
		backup(&config, &to).await.unwrap();
		catalogue.close().await;
		fs::remove_dir_all(folder.join("store")).unwrap();
		(config, to)
	}

	#[tokio::test]
	async fn what_the_journal_of_a_copy_holds_is_not_left_behind() {
		let folder = tempfile::tempdir().unwrap();
		let (config, to) = lost_but_for_its_copy(folder.path()).await;
		let copied = to.join(CATALOGUE);
		let at_work = Catalogue::open(&format!("sqlite://{}", copied.display())).await.unwrap();
		at_work.add_report(&[1; 32], b"in the journal").await.unwrap();
		let refused = restore(&config, &to).await;
		assert!(matches!(refused, Err(BackupError::Journal(_))), "{refused:?}");
		at_work.close().await;
		// One with nothing in it keeps nothing back.
		write(&beside(&copied, "-journal"), "");
		restore(&config, &to).await.unwrap();
		let restored = Catalogue::open(&config.store.catalogue).await.unwrap();
		assert_eq!(restored.reports().await.unwrap().len(), 1);
	}

	#[tokio::test]
	async fn nothing_is_restored_where_an_instance_is_at_work() {
		let folder = tempfile::tempdir().unwrap();
		let (config, to) = lost_but_for_its_copy(folder.path()).await;
		fs::create_dir(folder.path().join("store")).unwrap();
		let at_work = Instance::try_take(&config.store.catalogue).await.unwrap().unwrap();
		assert!(matches!(restore(&config, &to).await, Err(BackupError::AtWork)));
		drop(at_work);
		restore(&config, &to).await.unwrap();
	}

	#[test]
	fn a_place_in_the_present_folder_is_made_durable() {
		sync_folder(Path::new("kept.db").parent().unwrap()).unwrap();
	}
}
