//! Taking bytes into the vault: beside their place, until they are whole.

use super::{place::Place, VaultError};
use crate::{
	hash::{hashed, hasher},
	kept::Name,
};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use object_store::{path::Path, MultipartUpload, ObjectStoreExt};
use std::pin::pin;

/// What came, and is not yet seen.
pub(super) struct Written<'a> {
	pub(super) length: u64,
	pub(super) hash: Name,
	pub(super) upload: Upload<'a>,
}

/// What is not yet seen. It goes to waste where it is dropped.
pub(super) enum Upload<'a> {
	/// Short, and still in memory.
	Short { place: &'a Place, path: &'a Path, bytes: Bytes },
	/// Long, and written beside its place.
	Long { upload: Box<dyn MultipartUpload> },
}

impl Upload<'_> {
	/// Puts it in its place. It is durable when this returns.
	pub(super) async fn keep(self) -> Result<(), VaultError> {
		match self {
			Self::Short { place, path, bytes } => {
				place.store().put(path, bytes.into()).await?;
			},
			Self::Long { mut upload } => {
				upload.complete().await?;
			},
		}
		Ok(())
	}

	/// Removes what is written of it.
	pub(super) async fn drop_it(self) {
		if let Self::Long { mut upload } = self {
			// What cannot be removed now is swept when the vault is opened next; nobody sees it.
			upload.abort().await.ok();
		}
	}
}

/// Takes in what comes, hashes it, and leaves it where nobody sees it.
pub(super) async fn write<'a, S, E>(
	place: &'a Place,
	path: &'a Path,
	content: S,
	length_limit: u64,
) -> Result<Written<'a>, VaultError>
where
	S: Stream<Item = Result<Bytes, E>> + Send,
{
	let mut parts = Parts { place, path, waiting: BytesMut::new(), upload: None };
	match take_in(&mut parts, content, length_limit).await {
		Ok((length, hash)) => Ok(Written { length, hash, upload: parts.end().await? }),
		Err(error) => {
			parts.drop_all().await;
			Err(error)
		},
	}
}

async fn take_in<S, E>(
	parts: &mut Parts<'_>,
	content: S,
	length_limit: u64,
) -> Result<(u64, Name), VaultError>
where
	S: Stream<Item = Result<Bytes, E>> + Send,
{
	let mut content = pin!(content);
	let mut hasher = hasher();
	let mut length = 0_u64;
	while let Some(chunk) = content.next().await {
		let chunk = chunk.map_err(|_| VaultError::BrokenOff)?;
		length = length.saturating_add(chunk.len() as u64);
		if length > length_limit {
			return Err(VaultError::TooLong);
		}
		hasher.update(&chunk);
		parts.add(&chunk).await?;
	}
	Ok((length, hashed(&hasher)))
}

/// Gathers what comes to parts of the length that the place takes.
struct Parts<'a> {
	place: &'a Place,
	path: &'a Path,
	waiting: BytesMut,
	upload: Option<Box<dyn MultipartUpload>>,
}

impl<'a> Parts<'a> {
	/// Copies: a chunk may hold on to a far longer buffer of its connection.
	async fn add(&mut self, chunk: &[u8]) -> Result<(), VaultError> {
		self.waiting.extend_from_slice(chunk);
		while self.waiting.len() > self.place.part() {
			let part = self.waiting.split_to(self.place.part()).freeze();
			self.write(part).await?;
		}
		Ok(())
	}

	async fn write(&mut self, part: Bytes) -> Result<(), VaultError> {
		let upload = match &mut self.upload {
			Some(upload) => upload,
			none => none.insert(self.place.store().put_multipart(self.path).await?),
		};
		Ok(upload.put_part(part.into()).await?)
	}

	/// Writes what still waits. What is no longer than one part is not written yet.
	async fn end(self) -> Result<Upload<'a>, VaultError> {
		let rest = self.waiting.freeze();
		let Some(mut upload) = self.upload else {
			return Ok(Upload::Short { place: self.place, path: self.path, bytes: rest });
		};
		match upload.put_part(rest.into()).await {
			Ok(()) => Ok(Upload::Long { upload }),
			Err(error) => {
				upload.abort().await.ok();
				Err(error.into())
			},
		}
	}

	async fn drop_all(self) {
		if let Some(mut upload) = self.upload {
			// What cannot be removed now is swept when the vault is opened next; nobody sees it.
			upload.abort().await.ok();
		}
	}
}
