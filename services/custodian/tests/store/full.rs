//! A disk with no room left: a small one in memory, where this user may mount one.

use crate::{
	databases::sqlite,
	samples::{name, NOW, PATIENT},
	small_disk::SmallDisk,
};
use bytes::Bytes;
use futures::stream;
use salus_custodian::{
	catalogue::{Catalogue, CatalogueError},
	kept::{Charged, NamedKind},
	quotas::Quotas,
	vault::{Vault, VaultError},
};
use std::convert::Infallible;

/// How large the disk is, in mebibytes, and how large once room was made.
const SMALL: u32 = 4;
const LARGER: u32 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_catalogue_without_room_refuses_and_goes_on_when_there_is_room() {
	let Some(disk) = SmallDisk::mount(SMALL) else { return };
	let catalogue = Catalogue::open(&sqlite(disk.path())).await.unwrap();
	let content = vec![7; 64 << 10];
	let put = |number| {
		let (catalogue, content) = (&catalogue, &content);
		async move {
			catalogue
				.put_named(
					NamedKind::Envelope,
					&PATIENT,
					&name(number),
					content,
					&Quotas::default(),
				)
				.await
		}
	};
	let mut kept = 0;
	while put(kept).await.is_ok() {
		kept += 1;
		assert!(kept < 200, "the disk does not get full");
	}
	for _ in 0..20 {
		assert_eq!(put(kept).await, Err(CatalogueError::Full));
	}
	// Small things may still find room; whatever is told is true.
	let mut claimed = Vec::new();
	for number in 0..500 {
		let claim = catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await;
		assert!([Ok(true), Err(CatalogueError::Full)].contains(&claim), "{claim:?}");
		claimed.push(claim.is_ok());
	}
	assert!(claimed.contains(&false));
	assert_eq!(catalogue.names(NamedKind::Envelope, &PATIENT).await.unwrap().len() as u64, kept);

	disk.resize(LARGER);
	assert_eq!(put(kept).await, Ok(Charged::New));
	for (number, claimed) in (0..).zip(claimed) {
		let again = catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await;
		assert_eq!(again, Ok(!claimed));
	}
	for number in 0..=kept {
		let there = catalogue.named(NamedKind::Envelope, &PATIENT, &name(number)).await;
		assert_eq!(there, Ok(Some(content.clone())));
	}
	catalogue.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vault_without_room_is_opened_and_a_catalogue_when_there_is_room() {
	let Some(disk) = SmallDisk::mount(SMALL) else { return };
	let (url, folder) = (sqlite(disk.path()), disk.path().join("vault"));
	let content: Bytes = b"sealed".to_vec().into();
	let hash = blake2b_simd::Params::new().hash_length(32).hash(&content);
	let sealed = hash.as_bytes().try_into().unwrap();
	{
		let catalogue = Catalogue::open(&url).await.unwrap();
		assert_eq!(catalogue.claim_nonce(&[1; 32], &name(1), NOW, NOW + 9).await, Ok(true));
		catalogue.close().await;
		let vault = Vault::open(folder.to_str().unwrap()).await.unwrap();
		let chunks = stream::iter([Ok::<_, Infallible>(content.clone())]);
		vault.put(&PATIENT, &sealed, chunks, 1 << 26).await.unwrap();
	}
	disk.fill();
	let vault = Vault::open(folder.to_str().unwrap()).await.unwrap();
	assert_eq!(vault.read(&PATIENT, &sealed).await, Ok(content));
	assert!(Catalogue::open(&url).await.is_err(), "the database needs some, also to be read");
	disk.resize(LARGER);
	let catalogue = Catalogue::open(&url).await.unwrap();
	assert_eq!(catalogue.claim_nonce(&[1; 32], &name(1), NOW, NOW + 9).await, Ok(false));
	catalogue.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vault_without_room_refuses_and_goes_on_when_there_is_room() {
	let Some(disk) = SmallDisk::mount(SMALL) else { return };
	let vault = Vault::open(disk.path().join("vault").to_str().unwrap()).await.unwrap();
	for length in [2_600_000, 300_000] {
		let content: Bytes = vec![length as u8; length].into();
		let hash = blake2b_simd::Params::new().hash_length(32).hash(&content);
		let name = hash.as_bytes().try_into().unwrap();
		let put = |patient: u8| {
			let (vault, content) = (&vault, content.clone());
			async move {
				let chunks =
					content.chunks(65_536).map(Bytes::copy_from_slice).map(Ok::<_, Infallible>);
				let chunks = stream::iter(chunks.collect::<Vec<_>>());
				vault.put(&[patient; 32], &name, chunks, 1 << 26).await
			}
		};
		let mut kept = 0;
		let refused = loop {
			match put(kept).await {
				Ok(_) => kept += 1,
				Err(error) => break error,
			}
		};
		assert_eq!(refused, VaultError::Full);
		assert_eq!(vault.has(&[kept; 32], &name).await, Ok(false));
		for patient in 0..kept {
			assert_eq!(vault.has(&[patient; 32], &name).await, Ok(true));
		}
		if length == 300_000 {
			disk.resize(LARGER);
			assert_eq!(put(kept).await, Ok(300_000));
			assert_eq!(vault.read(&[kept; 32], &name).await, Ok(content.clone()));
		}
	}
}
