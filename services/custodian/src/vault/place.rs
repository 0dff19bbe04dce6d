//! A folder, or a bucket of an object store.

mod folder;

use super::VaultError;
use crate::kept::{Name, PatientId};
use object_store::{
	aws::AmazonS3Builder, local::LocalFileSystem, path::Path, prefix::PrefixStore, BackoffConfig,
	ObjectStore, ObjectStoreExt, PutPayload, RetryConfig,
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::task::spawn_blocking;

/// What is longer goes in parts of this length: they are in memory one at a time.
const PART_OF_FOLDER: usize = 1 << 20;
/// Object stores take no shorter parts than 5 MiB.
const PART_OF_S3: usize = 5 << 20;
/// Says that this is a vault, and of which form: written when it is opened, looked for whenever the question is whether it is
/// there. A disk that is mounted no longer looks like an empty folder.
const FORMAT: (&str, &str) = ("format", "salus/vault/v1\n");

/// The library's own go on for three minutes, in which whoever asked is long gone.
const RETRIES: RetryConfig = RetryConfig {
	backoff: BackoffConfig {
		init_backoff: Duration::from_millis(100),
		max_backoff: Duration::from_secs(2),
		base: 2.0,
	},
	max_retries: 3,
	retry_timeout: Duration::from_secs(10),
};

/// Where sealed bytes are.
#[derive(Clone, Debug)]
pub(super) struct Place {
	store: Arc<dyn ObjectStore>,
	folder: Option<PathBuf>,
	part: usize,
}

impl Place {
	/// Opens a folder by its path, or a bucket by its URL.
	pub(super) async fn open(location: &str) -> Result<Self, VaultError> {
		let place = match location.strip_prefix("s3://") {
			Some(bucket) => Self::bucket(bucket)?,
			None if location.is_empty() || location.contains("://") => {
				return Err(VaultError::Location)
			},
			None => Self::folder(PathBuf::from(location)).await?,
		};
		if place.ready().await != Ok(()) {
			let (name, content) = FORMAT;
			place.store.put(&Path::from(name), PutPayload::from_static(content.as_bytes())).await?;
		}
		Ok(place)
	}

	fn bucket(location: &str) -> Result<Self, VaultError> {
		let (bucket, prefix) = location.split_once('/').unwrap_or((location, ""));
		// The client for HTTPS takes the process's cryptography: whoever installed one before keeps it.
		rustls::crypto::ring::default_provider().install_default().ok();
		let store = AmazonS3Builder::from_env()
			.with_bucket_name(bucket)
			.with_retry(RETRIES)
			.build()
			.map_err(|_| VaultError::Location)?;
		let store = PrefixStore::new(store, prefix);
		Ok(Self { store: Arc::new(store), folder: None, part: PART_OF_S3 })
	}

	async fn folder(folder: PathBuf) -> Result<Self, VaultError> {
		let made = folder.clone();
		spawn_blocking(move || {
			folder::make(&made)?;
			folder::sweep(&made)
		})
		.await
		.map_err(|_| VaultError::Unavailable)??;
		// Nobody shall read from an empty folder that a patient once was here.
		let store = LocalFileSystem::new_with_prefix(&folder)?
			.with_fsync(true)
			.with_automatic_cleanup(true);
		Ok(Self { store: Arc::new(store), folder: Some(folder), part: PART_OF_FOLDER })
	}

	/// Where to read and write.
	pub(super) fn store(&self) -> &dyn ObjectStore {
		&*self.store
	}

	/// What is longer goes in parts of this length.
	pub(super) fn part(&self) -> usize {
		self.part
	}

	/// Whether it answers, and is a vault.
	pub(super) async fn ready(&self) -> Result<(), VaultError> {
		let (name, content) = FORMAT;
		match self.store.head(&Path::from(name)).await {
			Ok(found) if found.size == content.len() as u64 => Ok(()),
			Ok(_) => Err(VaultError::Damaged),
			Err(error) => Err(error.into()),
		}
	}

	/// Whether a folder is the vault still: where its disk went away, nothing is known of what is not there, and nothing may be put there. A bucket
	/// that is gone says so itself.
	pub(super) async fn ensure_there(&self) -> Result<(), VaultError> {
		if self.folder.is_none() {
			return Ok(());
		}
		self.ready().await.map_err(|error| match error {
			VaultError::Absent => VaultError::Missing,
			other => other,
		})
	}

	/// Removes what is there. It does not come back after a loss of power, nor with a disk that was not there.
	pub(super) async fn remove(&self, path: &Path) -> Result<(), VaultError> {
		match self.store.delete(path).await {
			Ok(()) => {},
			Err(object_store::Error::NotFound { .. }) => self.ensure_there().await?,
			Err(error) => return Err(error.into()),
		}
		if let Some(folder) = self.folder.clone() {
			let path = path.clone();
			spawn_blocking(move || folder::make_removal_durable(&folder, &path))
				.await
				.map_err(|_| VaultError::Unavailable)??;
		}
		Ok(())
	}
}

/// Whether a folder says that it is a vault.
pub(super) fn is_vault(folder: &std::path::Path) -> bool {
	let (name, content) = FORMAT;
	std::fs::read(folder.join(name)).is_ok_and(|found| found == content.as_bytes())
}

/// Where a sealed record is.
pub(super) fn record(patient: &PatientId, name: &Name) -> Path {
	Path::from_iter(["records".to_owned(), hex::encode(patient), hex::encode(name)])
}

/// Where the piece of an anchor with this root is: one that a plan has dropped stays beside the next plan's.
pub(super) fn piece(patient: &PatientId, anchor: u32, root: &Name) -> Path {
	let name = format!("{anchor}-{}", hex::encode(root));
	Path::from_iter(["pieces".to_owned(), hex::encode(patient), name])
}
