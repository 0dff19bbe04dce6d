//! Copies that are made while the store is written to, and broken off: whatever is there restores to a store that is whole.

use crate::{
	child::{arguments, say, Child},
	databases,
	samples::{HOSPITAL, NOW, PATIENT},
};
use bytes::Bytes;
use futures::stream;
use salus_custodian::{
	catalogue::Catalogue,
	commands::{backup::backup, restore::restore, BackupError},
	config::Config,
	keeping::kept_headers::{kept_from, HandedBatch},
	kept::{KeptRecord, Name},
	quotas::{room_for, room_for_batch, Quotas},
	vault::Vault,
};
use std::{convert::Infallible, path::Path, time::Duration};

fn config(folder: &Path) -> Config {
	let mut config = Config::parse(include_str!("../../custodian.sample.toml")).unwrap();
	config.store.catalogue = databases::sqlite(folder);
	config.store.vault = folder.join("vault").display().to_string();
	config
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_records_come_in_restores_whole_whenever_it_breaks_off() {
	let folder = tempfile::tempdir().unwrap();
	let (store, copy) = (folder.path().join("store"), folder.path().join("copy"));
	std::fs::create_dir(&store).unwrap();
	let paths = [store.to_str().unwrap(), copy.to_str().unwrap()];
	let mut writer = Child::start("backups::keeps_batches_until_it_is_killed", &paths);
	for _ in 0..20 {
		writer.next().expect("it writes");
	}
	let mut kept = 0;
	for round in 0..6_u64 {
		let mut copier = Child::start("backups::copies_until_it_is_killed", &paths);
		if round == 0 {
			copier.next().expect("it copies");
		} else {
			// Wherever it is, which is another place each time.
			tokio::time::sleep(Duration::from_millis(100 + 97 * round)).await;
		}
		copier.kill();
		let machine = tempfile::tempdir().unwrap();
		let restored = machine.path().join("restored");
		restore(&config(&restored), &copy).await.unwrap();
		let now = check(&restored).await;
		assert!(now >= kept, "{now} after {kept}");
		kept = now;
	}
	writer.kill();
	assert!(kept >= 20, "{kept}");
	// The store that was killed is whole, too, and so is its copy.
	backup(&config(&store), &copy).await.unwrap();
	let machine = tempfile::tempdir().unwrap();
	let restored = machine.path().join("restored");
	restore(&config(&restored), &copy).await.unwrap();
	assert_eq!(check(&restored).await, check(&store).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_killed_is_brought_to_its_end_by_the_next_one() {
	let folder = tempfile::tempdir().unwrap();
	let (store, copy) = (folder.path().join("store"), folder.path().join("copy"));
	std::fs::create_dir(&store).unwrap();
	let paths = [store.to_str().unwrap(), copy.to_str().unwrap()];
	let mut writer = Child::start("backups::keeps_batches_until_it_is_killed", &paths);
	for _ in 0..10 {
		writer.next().expect("it writes");
	}
	writer.kill();
	backup(&config(&store), &copy).await.unwrap();
	let kept = check(&store).await;
	let steps = [
		"vault.restoring",
		"vault.restoring/records",
		"custodian.sqlite.restoring",
		"custodian.sqlite",
		"vault",
	];
	for step in steps.iter().cycle().take(25) {
		let machine = tempfile::tempdir().unwrap();
		let restored = machine.path().join("restored");
		let paths = [restored.to_str().unwrap(), copy.to_str().unwrap()];
		let child = Child::start("backups::restores", &paths);
		// Its last step is over before that is seen, sometimes.
		let is_there = |name: &str| restored.join(name).exists();
		while !is_there(step) && !is_there("vault") {
			std::thread::yield_now();
		}
		child.kill();
		match restore(&config(&restored), &copy).await {
			// It had come to its end.
			Ok(()) | Err(BackupError::NotEmpty(_)) => {},
			Err(error) => panic!("killed when {step} was there: {error}"),
		}
		assert!(restored.join("vault").exists(), "killed when {step} was there");
		assert_eq!(check(&restored).await, kept, "killed when {step} was there");
	}
}

#[tokio::test]
#[ignore = "other tests run it in a process that they kill"]
async fn restores() {
	let Some(arguments) = arguments() else { return };
	restore(&config(Path::new(&arguments[0])), Path::new(&arguments[1])).await.unwrap();
}

/// Whether each batch of a store has its records; how many there are.
async fn check(folder: &Path) -> usize {
	let config = config(folder);
	let catalogue = Catalogue::open(&config.store.catalogue).await.unwrap();
	let vault = Vault::open_present(&config.store.vault).await.unwrap();
	let anchors = catalogue.anchors(&PATIENT).await.unwrap();
	for anchor in &anchors {
		let batch = catalogue.batch(&PATIENT, *anchor).await.unwrap().unwrap();
		for KeptRecord { name, .. } in batch.records {
			assert!(vault.has(&PATIENT, &name).await.unwrap(), "a record of {anchor}");
		}
	}
	let loose = catalogue.loose_since(u64::MAX, u32::MAX).await.unwrap();
	let usage = catalogue.usage(HOSPITAL).await.unwrap();
	let number = |all: usize| u64::try_from(all).unwrap();
	let of_batch = 3 * room_for(1_000) + room_for_batch(3 * 64);
	assert_eq!(usage.loose, room_for(1_000) * number(loose.len()));
	assert_eq!(usage.kept, of_batch * number(anchors.len()));
	catalogue.close().await;
	anchors.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "other tests run it in a process that they kill"]
async fn keeps_batches_until_it_is_killed() {
	let Some(arguments) = arguments() else { return };
	let config = config(Path::new(&arguments[0]));
	let catalogue = Catalogue::open(&config.store.catalogue).await.unwrap();
	let vault = Vault::open(&config.store.vault).await.unwrap();
	for anchor in 0..u32::MAX {
		let mut records = Vec::new();
		for place in 0..3_u32 {
			let (content, name) = record(anchor * 3 + place);
			catalogue
				.charge(&PATIENT, &name, 1_000, HOSPITAL, NOW, &Quotas::default())
				.await
				.unwrap();
			let content = stream::iter([Ok::<_, Infallible>(content)]);
			vault.put(&PATIENT, &name, content, 1_000).await.unwrap();
			records.push(KeptRecord { commitment: [7; 32], name });
		}
		let batch = HandedBatch { class: 96, header: vec![1; 100], records };
		catalogue.put_batch(&kept_from(PATIENT, anchor, batch, HOSPITAL)).await.unwrap();
		say(&format!("kept {anchor}"));
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
}

#[tokio::test]
#[ignore = "other tests run it in a process that they kill"]
async fn copies_until_it_is_killed() {
	let Some(arguments) = arguments() else { return };
	loop {
		backup(&config(Path::new(&arguments[0])), Path::new(&arguments[1])).await.unwrap();
		say("copied");
	}
}

/// The bytes of a record, and their name.
fn record(number: u32) -> (Bytes, Name) {
	let content: Bytes = number.to_be_bytes().into_iter().cycle().take(1_000).collect();
	let hash = blake2b_simd::Params::new().hash_length(32).hash(&content);
	(content, hash.as_bytes().try_into().unwrap())
}
