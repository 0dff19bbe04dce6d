//! What the vault promises, in a folder.

use crate::samples::{OTHER_PATIENT, PATIENT, ROOT};
use bytes::Bytes;
use futures::{
	stream::{self, BoxStream},
	StreamExt, TryStreamExt,
};
use salus_custodian::{
	kept::Name,
	vault::{Vault, VaultError},
};
use std::{
	fs,
	path::{Path, PathBuf},
	time::Duration,
};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

/// What is written at once, and what is written in parts.
const LENGTHS: [usize; 4] = [0, 4096, 1 << 20, 3_500_001];
const LIMIT: u64 = 1 << 26;

pub type Chunks = BoxStream<'static, Result<Bytes, &'static str>>;

async fn open() -> (TempDir, Vault) {
	let folder = tempfile::tempdir().unwrap();
	let vault = Vault::open(folder.path().to_str().unwrap()).await.unwrap();
	(folder, vault)
}

pub fn content(length: usize) -> Bytes {
	(0..length).map(|number| (number % 251) as u8).collect()
}

pub fn hash(content: &[u8]) -> Name {
	let hash = blake2b_simd::Params::new().hash_length(32).hash(content);
	hash.as_bytes().try_into().unwrap()
}

pub fn chunks(content: &Bytes) -> Chunks {
	let chunks = content.chunks(10_000).map(|chunk| Ok(Bytes::copy_from_slice(chunk)));
	stream::iter(chunks.collect::<Vec<_>>()).boxed()
}

fn broken_off(content: &Bytes) -> Chunks {
	chunks(content).chain(stream::iter([Err("the client is gone")])).boxed()
}

fn file(folder: &TempDir, name: &Name) -> PathBuf {
	folder.path().join("records").join(hex::encode(PATIENT)).join(hex::encode(name))
}

/// All files in the vault but the one that says what it is.
fn files(folder: &Path) -> Vec<PathBuf> {
	let mut files = Vec::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		if path.is_dir() {
			files.extend(self::files(&path));
		} else if !path.ends_with("format") {
			files.push(path);
		}
	}
	files
}

async fn read_all(vault: &Vault, name: &Name) -> Result<(u64, Vec<u8>), VaultError> {
	let found = vault.get(&PATIENT, name).await?;
	let chunks: Vec<Bytes> = found.stream.try_collect().await?;
	Ok((found.length, chunks.concat()))
}

#[tokio::test]
async fn a_record_comes_out_as_it_went_in() {
	let (_folder, vault) = open().await;
	for length in LENGTHS {
		let content = content(length);
		let name = hash(&content);
		assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
		for _ in 0..2 {
			let put = vault.put(&PATIENT, &name, chunks(&content), length as u64).await;
			assert_eq!(put, Ok(length as u64));
		}
		assert_eq!(vault.has(&PATIENT, &name).await, Ok(true), "{length}");
		assert_eq!(vault.read(&PATIENT, &name).await, Ok(content.clone()), "{length}");
		let read = read_all(&vault, &name).await.unwrap();
		assert_eq!(read, (length as u64, content.to_vec()));
	}
}

#[tokio::test]
async fn records_are_kept_by_patient() {
	let (folder, vault) = open().await;
	let content = content(100);
	let name = hash(&content);
	vault.put(&PATIENT, &name, chunks(&content), LIMIT).await.unwrap();
	assert_eq!(vault.has(&OTHER_PATIENT, &name).await, Ok(false));
	vault.put(&OTHER_PATIENT, &name, chunks(&content), LIMIT).await.unwrap();
	vault.remove(&PATIENT, &name).await.unwrap();
	vault.remove(&PATIENT, &name).await.unwrap();
	assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
	assert_eq!(vault.read(&PATIENT, &name).await, Err(VaultError::Absent));
	assert_eq!(read_all(&vault, &name).await, Err(VaultError::Absent));
	assert_eq!(vault.has(&OTHER_PATIENT, &name).await, Ok(true));
	// Not even an empty folder tells that the patient was here.
	let patients: Vec<_> = fs::read_dir(folder.path().join("records")).unwrap().collect();
	assert_eq!(patients.len(), 1);
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind_and_what_was_there_as_it_was() {
	let (folder, vault) = open().await;
	for length in LENGTHS {
		let content = content(length);
		let other = [&content[..], b"!"].concat().into();
		let name = hash(&content);
		let limit = length as u64;
		let wrong = vault.put(&PATIENT, &name, chunks(&other), LIMIT).await;
		assert_eq!(wrong, Err(VaultError::OtherContent));
		let long = vault.put(&PATIENT, &hash(&other), chunks(&other), limit).await;
		assert_eq!(long, Err(VaultError::TooLong));
		let broken = vault.put(&PATIENT, &name, broken_off(&content), LIMIT).await;
		assert_eq!(broken, Err(VaultError::BrokenOff));
		assert_eq!(files(folder.path()), Vec::<PathBuf>::new(), "{length}");

		vault.put(&PATIENT, &name, chunks(&content), limit).await.unwrap();
		let wrong = vault.put(&PATIENT, &name, chunks(&other), LIMIT).await;
		assert_eq!(wrong, Err(VaultError::OtherContent));
		assert_eq!(files(folder.path()), [file(&folder, &name)]);
		assert_eq!(vault.read(&PATIENT, &name).await, Ok(content));
		vault.remove(&PATIENT, &name).await.unwrap();
	}
}

#[tokio::test]
async fn a_torn_record_counts_as_absent_until_it_is_put_again() {
	let (folder, vault) = open().await;
	for length in [4096, 3_500_001] {
		let content = content(length);
		let name = hash(&content);
		let mut flipped = content.to_vec();
		flipped[length / 2] ^= 1;
		let longer = [&content[..], &[0]].concat();
		for torn in [&content[..length - 1], &content[..length / 3], &[], &flipped, &longer] {
			vault.put(&PATIENT, &name, chunks(&content), LIMIT).await.unwrap();
			fs::write(file(&folder, &name), torn).unwrap();
			assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
			assert_eq!(vault.read(&PATIENT, &name).await, Err(VaultError::Damaged));
			assert_eq!(read_all(&vault, &name).await, Err(VaultError::Damaged));
		}
		vault.put(&PATIENT, &name, chunks(&content), LIMIT).await.unwrap();
		assert_eq!(vault.has(&PATIENT, &name).await, Ok(true));
	}
}

#[tokio::test]
async fn nothing_is_seen_while_it_comes_and_nothing_is_left_of_what_is_given_up() {
	let (folder, vault) = open().await;
	let content = content(3_500_000);
	let name = hash(&content);
	let never_ends = chunks(&content).chain(stream::pending()).boxed();
	let putting = tokio::spawn({
		let vault = vault.clone();
		async move { vault.put(&PATIENT, &name, never_ends, LIMIT).await }
	});
	until(|| !files(folder.path()).is_empty()).await;
	assert_eq!(vault.has(&PATIENT, &name).await, Ok(false));
	assert!(!file(&folder, &name).exists());
	putting.abort();
	until(|| files(folder.path()).is_empty()).await;
}

async fn until(mut holds: impl FnMut() -> bool) {
	let waited = timeout(Duration::from_secs(60), async {
		while !holds() {
			sleep(Duration::from_millis(5)).await;
		}
	});
	waited.await.expect("it comes true");
}

#[tokio::test]
async fn what_a_killed_process_left_is_swept_when_the_vault_is_opened() {
	let (folder, vault) = open().await;
	let content = content(100);
	let name = hash(&content);
	vault.put(&PATIENT, &name, chunks(&content), LIMIT).await.unwrap();
	vault.put_piece(&PATIENT, 5, &ROOT, chunks(&content), LIMIT).await.unwrap();
	let alone = folder.path().join("pieces").join(hex::encode(OTHER_PATIENT));
	fs::create_dir(&alone).unwrap();
	fs::write(alone.join("7#1"), b"half").unwrap();
	let mut half = file(&folder, &name).into_os_string();
	half.push("#12");
	fs::write(&half, b"half").unwrap();
	let vault = Vault::open(folder.path().to_str().unwrap()).await.unwrap();
	assert_eq!(files(folder.path()).len(), 2);
	assert!(!alone.exists());
	assert_eq!(vault.has(&PATIENT, &name).await, Ok(true));
	assert_eq!(vault.piece_length(&PATIENT, 5, &ROOT).await, Ok(Some(100)));
}

#[tokio::test]
async fn many_put_the_same_record_at_once() {
	let (folder, vault) = open().await;
	let content = content(1_500_000);
	let name = hash(&content);
	let puts = (0..8).map(|_| vault.put(&PATIENT, &name, chunks(&content), LIMIT));
	for put in futures::future::join_all(puts).await {
		assert_eq!(put, Ok(1_500_000));
	}
	assert_eq!(files(folder.path()), [file(&folder, &name)]);
	assert_eq!(vault.has(&PATIENT, &name).await, Ok(true));
}

#[tokio::test]
async fn a_piece_comes_out_whole_and_in_ranges() {
	let (folder, vault) = open().await;
	assert_eq!(vault.piece_length(&PATIENT, 5, &ROOT).await, Ok(None));
	assert_eq!(vault.piece_range(&PATIENT, 5, &ROOT, 0..1).await, Err(VaultError::Absent));
	assert_eq!(vault.piece(&PATIENT, 5, &ROOT).await.unwrap_err(), VaultError::Absent);
	let content = content(3_500_001);
	let put = vault.put_piece(&PATIENT, 5, &ROOT, chunks(&content), LIMIT).await;
	assert_eq!(put, Ok(3_500_001));
	assert_eq!(vault.piece_length(&PATIENT, 5, &ROOT).await, Ok(Some(3_500_001)));
	assert_eq!(vault.piece_length(&OTHER_PATIENT, 5, &ROOT).await, Ok(None));
	let whole: Vec<Bytes> =
		vault.piece(&PATIENT, 5, &ROOT).await.unwrap().stream.try_collect().await.unwrap();
	assert_eq!(whole.concat(), content);
	for (start, end) in [(0, 1), (65_536, 131_072), (3_500_000, 3_500_001), (7, 7)] {
		let bytes = vault.piece_range(&PATIENT, 5, &ROOT, start..end).await.unwrap();
		assert_eq!(bytes, content[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]);
	}
	for (start, end) in [(3_500_000, 3_500_002), (u64::MAX - 1, u64::MAX), (9, 8)] {
		let beyond = vault.piece_range(&PATIENT, 5, &ROOT, start..end).await;
		assert_eq!(beyond, Err(VaultError::Damaged));
	}
	// One whose stream says that it is another is not taken.
	let refused =
		vault.put_piece(&PATIENT, 5, &ROOT, broken_off(&content.slice(..2_000_000)), LIMIT).await;
	assert_eq!(refused, Err(VaultError::BrokenOff));
	assert_eq!(vault.piece_length(&PATIENT, 5, &ROOT).await, Ok(Some(3_500_001)));
	vault.put_piece(&PATIENT, 5, &ROOT, chunks(&content.slice(..9)), LIMIT).await.unwrap();
	assert_eq!(vault.piece_length(&PATIENT, 5, &ROOT).await, Ok(Some(9)));
	vault.remove_piece(&PATIENT, 5, &ROOT).await.unwrap();
	vault.remove_piece(&PATIENT, 5, &ROOT).await.unwrap();
	assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_vault_whose_disk_is_gone_is_not_ready_and_takes_nothing_in() {
	let (folder, vault) = open().await;
	assert_eq!(vault.ready().await, Ok(()));
	fs::remove_file(folder.path().join("format")).unwrap();
	assert_eq!(vault.ready().await, Err(VaultError::Absent));
	let content = content(10);
	let put = vault.put(&PATIENT, &hash(&content), chunks(&content), LIMIT).await;
	assert_eq!(put, Err(VaultError::Missing));
	let removed = vault.remove(&PATIENT, &hash(&content)).await;
	assert_eq!(removed, Err(VaultError::Missing), "nobody knows that it is not on the disk");
	assert!(folder.path().exists());
}

#[tokio::test]
async fn a_place_of_another_kind_is_refused() {
	for location in ["", "https://example.org/vault", "file:///var/vault"] {
		assert_eq!(Vault::open(location).await.unwrap_err(), VaultError::Location, "{location}");
	}
	let file = tempfile::NamedTempFile::new().unwrap();
	let opened = Vault::open(file.path().to_str().unwrap()).await;
	assert_eq!(opened.unwrap_err(), VaultError::Unavailable);
}
