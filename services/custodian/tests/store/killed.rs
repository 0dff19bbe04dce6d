//! A process that is killed in the middle of its work: whatever it acknowledged is there, wholly.

use crate::{
	child::{arguments, say, Child},
	databases::on_each_database,
	samples::{batch, name, EARLIER, EMPTY_BATCH, HOSPITAL, NOW, PATIENT, ROOM},
};
use bytes::Bytes;
use futures::{future::join_all, stream};
use salus_custodian::{
	catalogue::Catalogue,
	kept::{Charged, Name, NamedKind, Usage, Writer},
	quotas::Quotas,
	vault::Vault,
};
use std::{convert::Infallible, fs, path::Path};

/// How many do something at once.
const TASKS: u64 = 12;

on_each_database!(nothing_acknowledged_is_lost);

async fn nothing_acknowledged_is_lost(url: &str) {
	let folder = tempfile::tempdir().unwrap();
	let vault = folder.path().to_str().unwrap();
	for round in 0..3 {
		let first = (round * 1_000_000).to_string();
		let mut child = Child::start("killed::writes_until_it_is_killed", &[url, vault, &first]);
		let mut acknowledged: Vec<String> =
			(0..200).map(|_| child.next().expect("the child writes")).collect();
		acknowledged.extend(child.kill());
		check(url, vault, &acknowledged).await;
	}
}

async fn check(url: &str, vault: &str, acknowledged: &[String]) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let vault_there = Vault::open(vault).await.unwrap();
	assert_eq!(half_written(Path::new(vault)), 0);
	let pending = catalogue.pending().await.unwrap();
	let mut records = 0;
	for line in acknowledged {
		let (what, number) = line.split_once(' ').unwrap();
		let number = number.parse().unwrap();
		match what {
			"claimed" => {
				let again = catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await;
				assert_eq!(again, Ok(false), "{line}");
				let noted = (name(number), number.to_string().into_bytes());
				assert!(pending.contains(&noted), "{line}");
			},
			"stored" => {
				let (content, name) = record(number);
				assert_eq!(catalogue.known_records(&PATIENT, &[name]).await, Ok(vec![true]));
				assert_eq!(vault_there.read(&PATIENT, &name).await, Ok(content), "{line}");
				records += 1;
			},
			"kept" => {
				let anchor = u32::try_from(number).unwrap();
				assert_eq!(catalogue.batch(&PATIENT, anchor).await, Ok(Some(batch(anchor, []))));
			},
			other => panic!("{other}"),
		}
	}
	assert!(records > 0 && records < acknowledged.len(), "{records}");
	// Whatever was under way, the accounts add up.
	let Usage { loose, kept } = catalogue.usage(HOSPITAL).await.unwrap();
	let listed = catalogue.loose_since(NOW + 1, u32::MAX).await.unwrap();
	let batches = catalogue.anchors(&PATIENT).await.unwrap().len() as u64;
	assert_eq!(kept, batches * EMPTY_BATCH);
	let envelopes = catalogue.names(NamedKind::Envelope, &PATIENT).await.unwrap().len() as u64;
	let backups = catalogue.backup_list(&PATIENT).await.unwrap().len() as u64;
	assert!(envelopes > 0 && backups > 0);
	let of_patient = (envelopes + backups) * ROOM + batches * EARLIER;
	let usage = catalogue.usage(Writer::Patient(PATIENT)).await.unwrap();
	assert_eq!(usage, Usage { kept: of_patient, loose: 0 });
	let together = catalogue.together().await.unwrap();
	assert_eq!((together.organizations, together.patients), (kept + loose, 0));
	assert_eq!(together.newcomers, of_patient);
	assert_eq!(loose, listed.len() as u64 * ROOM);
	catalogue.close().await;
}

/// Files that are beside their place.
fn half_written(vault: &Path) -> usize {
	let folder = vault.join("records").join(hex::encode(PATIENT));
	let files = fs::read_dir(folder).unwrap();
	files.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains('#')).count()
}

/// The bytes of a record, some of them in several parts, and their name.
fn record(number: u64) -> (Bytes, Name) {
	let length = if number.is_multiple_of(7) { 2_500_000 } else { 2_000 };
	let content: Bytes = number.to_be_bytes().into_iter().cycle().take(length).collect();
	let hash = blake2b_simd::Params::new().hash_length(32).hash(&content);
	(content, hash.as_bytes().try_into().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "other tests run it in a process that they kill"]
async fn writes_until_it_is_killed() {
	let Some(arguments) = arguments() else { return };
	let [url, vault, first] = &arguments[..] else { panic!("{arguments:?}") };
	let catalogue = Catalogue::open(url).await.unwrap();
	let vault = Vault::open(vault).await.unwrap();
	let first: u64 = first.parse().unwrap();
	join_all((0..TASKS).map(|task| write(&catalogue, &vault, first + task))).await;
}

/// Writes without an end, and says what is acknowledged.
async fn write(catalogue: &Catalogue, vault: &Vault, first: u64) {
	for number in (first..).step_by(usize::try_from(TASKS).unwrap()) {
		let content = number.to_string();
		let claimed = catalogue
			.claim_and_note(
				&[1; 32],
				&name(number),
				NOW,
				NOW + 9,
				&name(number),
				content.as_bytes(),
			)
			.await;
		assert_eq!(claimed, Ok(true));
		say(&format!("claimed {number}"));

		let (content, name) = record(number);
		let charged =
			catalogue.charge(&PATIENT, &name, 100, HOSPITAL, NOW, &Quotas::default()).await;
		assert_eq!(charged, Ok(Charged::New));
		let length = content.len() as u64;
		let chunks =
			content.chunks(100_000).map(|chunk| Ok::<_, Infallible>(Bytes::copy_from_slice(chunk)));
		let chunks = stream::iter(chunks.collect::<Vec<_>>());
		assert_eq!(vault.put(&PATIENT, &name, chunks, length).await, Ok(length));
		say(&format!("stored {number}"));

		let anchor = u32::try_from(number).unwrap();
		catalogue.put_batch(&batch(anchor, [])).await.unwrap();
		say(&format!("kept {number}"));

		let (quotas, kind) = (Quotas::default(), NamedKind::Envelope);
		let put = catalogue.put_named(kind, &PATIENT, &name, b"sealed", &quotas).await;
		assert_eq!(put, Ok(Charged::New));
		catalogue.add_backup(&PATIENT, &[1; 32], number, "{}", &quotas).await.unwrap().unwrap();
	}
}
