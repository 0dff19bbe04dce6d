//! Stores that are not opened: another custodian's, and what a restore left that broke off.

use crate::{
	program::{run, run_with},
	unconnected::configured,
};
use salus_custodian::{
	catalogue::Catalogue,
	kept::{NamedKind, Owner},
	quotas::Quotas,
	vault::Vault,
};
use std::{collections::BTreeMap, fs, path::Path};

/// A form of a release, for whose report no chain is asked.
const FORM: &str = r#"{
	"patient": "0707070707070707070707070707070707070707070707070707070707070707",
	"recipient": { "Organization": 1 }, "action": "Access", "purpose": "Treatment",
	"targets": [{ "class": 96, "content": null }], "releasedAt": 1700000000000, "cause": "Downtime"
}"#;

/// Where no node is: whatever comes as far as that ends there.
const NO_NODE: (&str, &str) = ("SALUS_CUSTODIAN__NODE", "ws://127.0.0.1:1");

/// A store that names something, of organization 4, and a copy of it; with the configuration's path.
async fn kept(folder: &Path) -> String {
	let config = configured(folder, "[http]\nlisten = \"127.0.0.1:0\"\n").await;
	let store = folder.join("store");
	let url = format!("sqlite://{}?mode=rwc", store.join("catalogue.sqlite").display());
	let catalogue = Catalogue::open(&url).await.unwrap();
	catalogue.put_owner(&Owner { genesis: [7; 32], organization: 4 }).await.unwrap();
	let (kind, quotas) = (NamedKind::Envelope, Quotas::default());
	catalogue.put_named(kind, &[1; 32], &[2; 32], b"sealed", &quotas).await.unwrap();
	catalogue.close().await;
	Vault::open(store.join("vault").to_str().unwrap()).await.unwrap();
	fs::write(folder.join("form.json"), FORM).unwrap();
	let copy = folder.join("copy").display().to_string();
	let (ended_well, told) = run(&["backup", "--config", &config, "--to", &copy]).await;
	assert!(ended_well, "{told}");
	config
}

/// What each command that opens a store says to these variables in its environment, and of which it does not say what is expected.
async fn otherwise_than(
	expected: &str,
	environment: &[(&str, &str)],
	config: &str,
	folder: &Path,
) -> Vec<String> {
	let (copy, form) = (folder.join("copy"), folder.join("form.json"));
	let (copy, form) = (copy.to_str().unwrap(), form.to_str().unwrap());
	let commands: [&[&str]; 5] = [
		&["--config", config],
		&["check", "--config", config],
		&["backup", "--config", config, "--to", copy],
		&["report", "--config", config, "--file", form],
		&["repair", "--config", config, "--all"],
	];
	let mut otherwise = Vec::new();
	let environment = [environment, &[NO_NODE]].concat();
	for arguments in commands {
		let (ended_well, told) = run_with(&environment, arguments).await;
		if ended_well || !told.contains(expected) {
			otherwise.push(format!("{}: {told}", arguments[0]));
		}
	}
	otherwise
}

/// All files of a folder, but for the lock of whoever looked.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
	let mut all = BTreeMap::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			all.extend(files(&path));
		} else if path.extension().is_none_or(|end| end != "lock") {
			all.insert(path.display().to_string(), fs::read(&path).unwrap());
		}
	}
	all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_command_works_on_anothers_store() {
	let folder = tempfile::tempdir().unwrap();
	let config = kept(folder.path()).await;
	let before = files(folder.path());
	let other_genesis = "0a".repeat(32);
	for other in [
		("SALUS_CUSTODIAN__ORGANIZATION", "5"),
		("SALUS_CUSTODIAN__GENESIS", other_genesis.as_str()),
	] {
		let made_for = "the store was made for organization 4 of the chain";
		let otherwise = otherwise_than(made_for, &[other], &config, folder.path()).await;
		assert!(otherwise.is_empty(), "{other:?}: {otherwise:#?}");
		// Nor is another's copy put where none is.
		let elsewhere = folder.path().join("elsewhere").display().to_string();
		let place = ("SALUS_CUSTODIAN__STORE__FOLDER", elsewhere.as_str());
		let copy = folder.path().join("copy").display().to_string();
		let restore = ["restore", "--config", &config, "--from", &copy];
		let (ended_well, told) = run_with(&[other, place], &restore).await;
		assert!(!ended_well && told.contains(made_for), "{told}");
		assert!(!Path::new(&elsewhere).exists());
	}
	assert_eq!(files(folder.path()), before);
	let form = folder.path().join("form.json").display().to_string();
	let (ended_well, told) = run(&["report", "--config", &config, "--file", &form]).await;
	assert!(ended_well, "its own reports as ever: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_restore_left_that_broke_off_is_opened_by_no_command() {
	let folder = tempfile::tempdir().unwrap();
	let config = kept(folder.path()).await;
	let (store, copy) = (folder.path().join("store"), folder.path().join("copy"));
	let at = |name: &str| store.join(name);
	let restore = ["restore", "--config", &config, "--from", copy.to_str().unwrap()];
	fs::remove_dir_all(&store).unwrap();
	let (ended_well, told) = run(&restore).await;
	assert!(ended_well, "{told}");
	for is_catalogue_in_its_place in [true, false] {
		// As it is before its last step, and before the one before that.
		fs::rename(at("vault"), at("vault.restoring")).unwrap();
		if !is_catalogue_in_its_place {
			fs::rename(at("catalogue.sqlite"), at("catalogue.sqlite.restoring")).unwrap();
		}
		let before = files(&store);
		let otherwise = otherwise_than("restore it again", &[], &config, folder.path()).await;
		assert!(otherwise.is_empty(), "{is_catalogue_in_its_place}: {otherwise:#?}");
		assert_eq!(files(&store), before);
		let (ended_well, told) = run(&restore).await;
		assert!(ended_well, "{is_catalogue_in_its_place}: {told}");
		let (_, told) = run_with(&[NO_NODE], &["check", "--config", &config]).await;
		assert!(told.contains("well     vault"), "{told}");
	}
}
