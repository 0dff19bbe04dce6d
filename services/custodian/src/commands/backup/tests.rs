//! What a copy holds, and what is not written over.

use super::*;
use crate::{
	commands::{
		restore::restore,
		vault_files::tests::{make_pipe, writing_end_once_read},
	},
	instance::Instance,
	kept::{KeptPiece, NamedKind, Writer},
};
use std::os::unix::fs::symlink;
use tokio::task::spawn_blocking;

pub fn write(path: &Path, text: &str) {
	fs::create_dir_all(path.parent().unwrap()).unwrap();
	fs::write(path, text).unwrap();
}

#[tokio::test]
async fn nobody_else_may_read_a_copy() {
	use std::os::unix::fs::PermissionsExt;
	let folder = tempfile::tempdir().unwrap();
	let sample = include_str!("../../../custodian.sample.toml");
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
pub async fn store_in(folder: &Path) -> (Config, Catalogue, Vault) {
	fs::create_dir_all(folder).unwrap();
	let mut config = Config::parse(include_str!("../../../custodian.sample.toml")).unwrap();
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
	let (config, catalogue, _) = store_in(folder.path()).await;
	let (vault, to) = (folder.path().join("vault"), folder.path().join("copy"));
	write(&vault.join("records/one"), "1");
	backup(&config, &to).await.unwrap();
	let before = fs::read(to.join(CATALOGUE)).unwrap();
	catalogue.add_report(&[1; 32], b"new").await.unwrap();
	fs::remove_dir_all(&vault).unwrap();
	assert!(matches!(backup(&config, &to).await, Err(BackupError::NoVault(_))));
	fs::create_dir(&vault).unwrap();
	assert!(matches!(backup(&config, &to).await, Err(BackupError::NoVault(_))));
	assert_eq!(fs::read_to_string(to.join("vault/records/one")).unwrap(), "1");
	assert_eq!(fs::read(to.join(CATALOGUE)).unwrap(), before);
	Vault::open(vault.to_str().unwrap()).await.unwrap();
	backup(&config, &to).await.unwrap();
	assert!(!to.join("vault/records/one").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_goes_away_while_it_is_copied_takes_nothing_from_its_copy() {
	let folder = tempfile::tempdir().unwrap();
	let (config, _catalogue, _) = store_in(folder.path()).await;
	let (vault, to) = (folder.path().join("vault"), folder.path().join("copy"));
	write(&vault.join("records/aa/one"), "1");
	backup(&config, &to).await.unwrap();
	let pipe = vault.join("pieces/aa/two");
	make_pipe(&pipe);
	let copied = to.clone();
	let copying = tokio::spawn(async move { backup(&config, &copied).await });
	let ended = copying.abort_handle();
	let held =
		spawn_blocking(move || writing_end_once_read(&pipe, || ended.is_finished())).await.unwrap();
	fs::rename(&vault, folder.path().join("away")).unwrap();
	drop(held);
	let refused = copying.await.unwrap();
	assert!(matches!(refused, Err(BackupError::NoVault(_))), "{refused:?}");
	assert!(to.join("vault/records/aa/one").exists());
}

#[tokio::test]
async fn a_catalogue_that_is_not_there_is_neither_copied_nor_made() {
	let folder = tempfile::tempdir().unwrap();
	let (config, catalogue, _) = store_in(&folder.path().join("store")).await;
	catalogue.close().await;
	let file = folder.path().join("store").join(CATALOGUE);
	fs::remove_file(&file).unwrap();
	let refused = backup(&config, &folder.path().join("copy")).await;
	assert!(matches!(refused, Err(BackupError::Database(_))), "{refused:?}");
	assert!(!file.exists());
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
	symlink(&store, &link).unwrap();
	let around = folder.path().join("around");
	fs::create_dir(&around).unwrap();
	symlink(&store, around.join(VAULT)).unwrap();
	let vault = store.join(VAULT);
	for to in [&store, &link, &around, &vault, &vault.join("records"), &vault.join("copy")] {
		let refused = backup(&config, to).await;
		assert!(matches!(refused, Err(BackupError::InEachOther(_))), "{to:?}: {refused:?}");
	}
	assert!(!being_made(&store.join(CATALOGUE)).exists());
	assert_eq!(fs::read_to_string(vault.join("records/aa/one")).unwrap(), "1");
	// Beside them there is room for one.
	backup(&config, &store.join("copy")).await.unwrap();
}

#[test]
fn whichever_of_them_lies_in_the_other_it_is_seen() {
	let folder = tempfile::tempdir().unwrap();
	let at = |name: &str| folder.path().join(name);
	let (catalogue, vault) = (at("store").join(CATALOGUE), at("disk/vault"));
	write(&catalogue, "");
	write(&vault.join("records/aa/one"), "1");
	fs::create_dir(at("elsewhere")).unwrap();
	let linked = |to: &str, vault: &Path| {
		fs::create_dir(at(to)).unwrap();
		symlink(vault, at(to).join(VAULT)).unwrap();
		at(to)
	};
	for to in [
		linked("disk/vault/copy", &at("elsewhere")),
		linked("into-the-vault", &vault.join("records")),
		linked("around-the-vault", &at("disk")),
		linked("around-the-catalogue", &at("store")),
		at("store"),
	] {
		let refused = ensure_apart(&to, &catalogue, &vault);
		assert!(matches!(refused, Err(BackupError::InEachOther(_))), "{to:?}: {refused:?}");
	}
	ensure_apart(&linked("beside", &at("elsewhere")), &catalogue, &vault).unwrap();
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
	// A vault, too, whose catalogue is on a server.
	write(&to.join("vault/format"), "salus/vault/v1\n");
	let refused = backup(&config, &to).await;
	assert!(matches!(refused, Err(BackupError::Foreign(_))), "{refused:?}");
	fs::remove_file(to.join("vault/format")).unwrap();
	backup(&config, &to).await.unwrap();
	assert!(to.join("lost+found").exists());
	// The first one may have broken off before its catalogue was in its place.
	fs::rename(to.join(CATALOGUE), to.join("catalogue.sqlite.new")).unwrap();
	backup(&config, &to).await.unwrap();
}

#[tokio::test]
async fn a_first_copy_that_broke_off_is_gone_on_with() {
	let folder = tempfile::tempdir().unwrap();
	let (config, _catalogue, _) = store_in(&folder.path().join("store")).await;
	let (aa, to) = (folder.path().join("store/vault/records/aa"), folder.path().join("copy"));
	fs::create_dir_all(&aa).unwrap();
	symlink("nowhere", aa.join("one")).unwrap();
	backup(&config, &to).await.unwrap_err();
	assert!(to.join("vault/records/aa").exists());
	fs::remove_file(aa.join("one")).unwrap();
	backup(&config, &to).await.unwrap();
}

#[tokio::test]
async fn a_copy_of_an_earlier_version_is_gone_on_with() {
	let folder = tempfile::tempdir().unwrap();
	let (config, _catalogue, _) = store_in(&folder.path().join("store")).await;
	let to = folder.path().join("copy");
	backup(&config, &to).await.unwrap();
	let url = sqlite_url(&to.join(CATALOGUE));
	let mut copied = SqliteConnection::connect(&url).await.unwrap();
	sqlx::raw_sql("DROP TABLE store").execute(&mut copied).await.unwrap();
	copied.close().await.unwrap();
	backup(&config, &to).await.unwrap();
	assert!(Catalogue::id_at(&url).await.unwrap().is_some());
}

#[tokio::test]
async fn a_store_or_another_programs_database_is_no_copy() {
	let folder = tempfile::tempdir().unwrap();
	let (config, _catalogue, _) = store_in(&folder.path().join("store")).await;
	let (of_store, of_books) = (folder.path().join("other"), folder.path().join("books"));
	let (other, _at_work, _) = store_in(&of_store).await;
	let _instance = Instance::try_take(&other.store.catalogue).await.unwrap().unwrap();
	let refused = backup(&config, &of_store).await;
	assert!(matches!(refused, Err(BackupError::Store(_))), "{refused:?}");
	write(&of_books.join(CATALOGUE), "");
	for _ in 0..2 {
		let refused = backup(&config, &of_books).await;
		assert!(matches!(refused, Err(BackupError::Foreign(_))), "{refused:?}");
		write(&of_books.join("vault/notes"), "mine");
	}
	assert_eq!(fs::read_to_string(of_books.join("vault/notes")).unwrap(), "mine");
}

#[tokio::test]
async fn a_store_that_is_begun_anew_takes_nothing_from_the_copy_of_the_one_before() {
	let folder = tempfile::tempdir().unwrap();
	let (store, to) = (folder.path().join("store"), folder.path().join("copy"));
	let (config, _catalogue, _) = store_in(&store).await;
	write(&store.join("vault/records/aa/one"), "1");
	backup(&config, &to).await.unwrap();
	fs::rename(&store, folder.path().join("lost")).unwrap();
	let (config, catalogue, _) = store_in(&store).await;
	let before = fs::read(to.join(CATALOGUE)).unwrap();
	let refused = backup(&config, &to).await;
	assert!(matches!(refused, Err(BackupError::OtherStore(_))), "{refused:?}");
	assert_eq!(fs::read(to.join(CATALOGUE)).unwrap(), before);
	assert!(to.join("vault/records/aa/one").exists());
	// Put back it is the one of which there is a copy.
	catalogue.close().await;
	fs::remove_dir_all(&store).unwrap();
	restore(&config, &to).await.unwrap();
	backup(&config, &to).await.unwrap();
}

#[tokio::test]
async fn what_the_vault_has_lost_stays_in_its_copy_as_long_as_it_is_named() {
	let folder = tempfile::tempdir().unwrap();
	let (config, catalogue, _) = store_in(&folder.path().join("store")).await;
	let to = folder.path().join("copy");
	let (patient, name, root) = ([1; 32], [2; 32], [3; 32]);
	let quotas = config.limits.quotas;
	let writer = Writer::Organization(7);
	catalogue.charge(&patient, &name, 1, writer, 1, &quotas).await.unwrap();
	let [of_patient, other] = [1, 9].map(|id: u8| hex::encode([id; 32]));
	let piece = KeptPiece {
		patient,
		anchor: 3,
		index: 0,
		root,
		length: 1,
		writer,
		held_until: None,
		proved: None,
		dropped: None,
		lost: None,
	};
	catalogue.put_piece(&piece).await.unwrap();
	let named = [
		format!("vault/records/{of_patient}/{}", hex::encode(name)),
		format!("vault/pieces/{of_patient}/3-{}", hex::encode(root)),
	];
	let others = [
		format!("vault/records/{other}/{}", hex::encode(name)),
		format!("vault/pieces/{of_patient}/4-{}", hex::encode(root)),
		format!("vault/records/{of_patient}/{}#1", hex::encode(name)),
	];
	for path in others.iter().chain(&named) {
		write(&folder.path().join("store").join(path), "1");
	}
	backup(&config, &to).await.unwrap();
	fs::remove_dir_all(folder.path().join("store/vault/records")).unwrap();
	fs::remove_dir_all(folder.path().join("store/vault/pieces")).unwrap();
	assert_eq!(backup(&config, &to).await.unwrap(), Copied { lost: 2 });
	assert!(named.iter().all(|path| to.join(path).exists()));
	assert!(others.iter().all(|path| !to.join(path).exists()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_service_is_about_to_destroy_is_not_lost() {
	let folder = tempfile::tempdir().unwrap();
	let (config, catalogue, _) = store_in(&folder.path().join("store")).await;
	let (vault, to) = (folder.path().join("store/vault"), folder.path().join("copy"));
	let (patient, name) = ([1; 32], [2; 32]);
	let (writer, quotas) = (Writer::Organization(7), config.limits.quotas);
	catalogue.charge(&patient, &name, 1, writer, 1, &quotas).await.unwrap();
	let named = format!("records/{}/{}", hex::encode(patient), hex::encode(name));
	write(&vault.join(&named), "1");
	write(&vault.join("pieces/aa/other"), "1");
	backup(&config, &to).await.unwrap();
	fs::remove_dir_all(vault.join("records")).unwrap();
	fs::remove_dir_all(vault.join("pieces")).unwrap();
	let copied = to.clone();
	let copying = tokio::spawn(async move { backup(&config, &copied).await });
	// Pieces come after records: when this one is destroyed, the record was found to be named.
	while to.join(VAULT).join("pieces/aa/other").exists() {
		assert!(!copying.is_finished(), "it is not destroyed");
		sleep(Duration::from_millis(1)).await;
	}
	catalogue.uncharge(&patient, &name).await.unwrap();
	assert_eq!(copying.await.unwrap().unwrap(), Copied { lost: 0 });
	assert!(!to.join(VAULT).join(named).exists());
}

#[tokio::test]
async fn a_copy_with_a_journal_is_not_written_over() {
	let folder = tempfile::tempdir().unwrap();
	let (config, _catalogue, _) = store_in(&folder.path().join("store")).await;
	let to = folder.path().join("copy");
	backup(&config, &to).await.unwrap();
	let copied = format!("sqlite://{}", to.join(CATALOGUE).display());
	let open = Catalogue::open(&copied).await.unwrap();
	open.add_report(&[1; 32], b"in the journal").await.unwrap();
	let refused = backup(&config, &to).await;
	assert!(matches!(refused, Err(BackupError::Journal(_))), "{refused:?}");
	open.close().await;
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
