//! Where sealed bytes are: records under the hash of their bytes, pieces under the number of their anchor
//! and their root. In a folder, or in an object store that speaks S3.
//!
//! Everything is kept by patient: the same bytes once for each. What is acknowledged is durable, and nothing half-written is ever
//! seen: bytes are written beside their place, and put there when they are whole.

mod error;
mod place;
mod reading;
mod writing;

pub use error::VaultError;
pub use reading::Content;

use crate::kept::{Name, PatientId};
use bytes::Bytes;
use futures::Stream;
use object_store::ObjectStoreExt;
use place::Place;
use std::{ops::Range, path::Path};
use writing::{Upload, Written};

/// Where sealed bytes are.
#[derive(Clone, Debug)]
pub struct Vault {
	place: Place,
}

impl Vault {
	/// Opens what `location` names: the path of a folder, which is made where it is not there, or `s3://bucket/prefix`, for which
	/// region, endpoint and credentials come from the variables of the environment that Amazon's own tools take (`AWS_REGION`,
	/// `AWS_ENDPOINT`, `AWS_ACCESS_KEY_ID` and so on).
	///
	/// What a process that was killed left half-written in a folder is swept: so only the instance at work opens one.
	pub async fn open(location: &str) -> Result<Self, VaultError> {
		Ok(Self { place: Place::open(location).await? })
	}

	/// As [`Vault::open`], where there must be one already: a folder that is none is not made one.
	pub async fn open_present(location: &str) -> Result<Self, VaultError> {
		if !location.contains("://") && !Self::is_in(Path::new(location)) {
			return Err(VaultError::Missing);
		}
		Self::open(location).await
	}

	/// Whether a folder is a vault: an empty one where a disk is not mounted is none.
	pub(crate) fn is_in(folder: &Path) -> bool {
		place::is_vault(folder)
	}

	/// Whether it answers: for the question whether the service is ready.
	pub async fn ready(&self) -> Result<(), VaultError> {
		self.place.ready().await
	}

	/// Takes in a sealed record, hashes it while it comes, and says its length. It is durable when this returns; where it is there
	/// already it is written anew, so that a damaged one is mended.
	///
	/// # Errors
	/// Nothing of it is kept, and what was there before is as it was: [`VaultError::OtherContent`] where its hash is not `name`,
	/// [`VaultError::TooLong`], [`VaultError::BrokenOff`] where the stream ends with an error.
	pub async fn put<S, E>(
		&self,
		patient: &PatientId,
		name: &Name,
		content: S,
		length_limit: u64,
	) -> Result<u64, VaultError>
	where
		S: Stream<Item = Result<Bytes, E>> + Send,
	{
		let path = place::record(patient, name);
		let written = writing::write(&self.place, &path, content, length_limit).await?;
		let Written { length, hash, upload } = written;
		if hash != *name {
			upload.drop_it().await;
			return Err(VaultError::OtherContent);
		}
		self.keep(upload).await?;
		Ok(length)
	}

	/// A sealed record. The stream ends with [`VaultError::Damaged`] where it is not what its name says.
	pub async fn get(&self, patient: &PatientId, name: &Name) -> Result<Content, VaultError> {
		reading::checked(&self.place, &place::record(patient, name), *name).await
	}

	/// A sealed record, at most 2²⁶ bytes, compared with its name.
	pub async fn read(&self, patient: &PatientId, name: &Name) -> Result<Bytes, VaultError> {
		reading::whole(&self.place, &place::record(patient, name), *name).await
	}

	/// Whether a sealed record is there and whole: it is read and compared with its name. A damaged one counts as absent.
	pub async fn has(&self, patient: &PatientId, name: &Name) -> Result<bool, VaultError> {
		Ok(self.length_if_whole(patient, name).await?.is_some())
	}

	/// As [`Vault::has`], with its length.
	pub async fn length_if_whole(
		&self,
		patient: &PatientId,
		name: &Name,
	) -> Result<Option<u64>, VaultError> {
		reading::length_if_whole(&self.place, &place::record(patient, name), *name).await
	}

	/// Destroys a sealed record, where it is there.
	pub async fn remove(&self, patient: &PatientId, name: &Name) -> Result<(), VaultError> {
		self.place.remove(&place::record(patient, name)).await
	}

	/// Takes in a piece, in the place of the one that is there, and says its length. What the piece must be its stream itself can
	/// say: where it ends with an error nothing is kept.
	///
	/// # Errors
	/// As [`Vault::put`].
	pub async fn put_piece<S, E>(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
		content: S,
		length_limit: u64,
	) -> Result<u64, VaultError>
	where
		S: Stream<Item = Result<Bytes, E>> + Send,
	{
		let path = place::piece(patient, anchor, root);
		let written = writing::write(&self.place, &path, content, length_limit).await?;
		self.keep(written.upload).await?;
		Ok(written.length)
	}

	/// Puts what came in its place, but not where a disk went away.
	async fn keep(&self, upload: Upload<'_>) -> Result<(), VaultError> {
		match self.place.ensure_there().await {
			Ok(()) => upload.keep().await,
			Err(error) => {
				upload.drop_it().await;
				Err(error)
			},
		}
	}

	/// A piece, whole.
	pub async fn piece(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<Content, VaultError> {
		reading::unchecked(&self.place, &place::piece(patient, anchor, root)).await
	}

	/// The length of a piece, where it is there.
	pub async fn piece_length(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<Option<u64>, VaultError> {
		match self.place.store().head(&place::piece(patient, anchor, root)).await {
			Ok(found) => Ok(Some(found.size)),
			Err(object_store::Error::NotFound { .. }) => Ok(None),
			Err(error) => Err(error.into()),
		}
	}

	/// These bytes of a piece.
	///
	/// # Errors
	/// [`VaultError::Absent`] where it is not there, [`VaultError::Damaged`] where it ends before them.
	pub async fn piece_range(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
		range: Range<u64>,
	) -> Result<Bytes, VaultError> {
		reading::range(&self.place, &place::piece(patient, anchor, root), range).await
	}

	/// Destroys a piece, where it is there.
	pub async fn remove_piece(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<(), VaultError> {
		self.place.remove(&place::piece(patient, anchor, root)).await
	}
}
