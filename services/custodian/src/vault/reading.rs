//! Taking bytes out of the vault.

use super::{place::Place, VaultError};
use crate::{
	hash::{hashed, hasher},
	kept::Name,
};
use bytes::{Bytes, BytesMut};
use futures::{
	stream::{self, BoxStream},
	StreamExt, TryStreamExt,
};
use object_store::{path::Path, GetResult, ObjectStoreExt};
use std::{fmt, ops::Range};

/// What is no longer is read and compared at once.
const SHORT: u64 = 1 << 18;
/// No sealed record is longer.
const LONGEST_RECORD: u64 = 1 << 26;

/// What the vault has under a name.
pub struct Content {
	/// How many bytes come, if the stream ends without an error.
	pub length: u64,
	/// The bytes.
	pub stream: BoxStream<'static, Result<Bytes, VaultError>>,
}

impl fmt::Debug for Content {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.debug_struct("Content").field("length", &self.length).finish_non_exhaustive()
	}
}

/// What is there, compared with its name while it comes.
pub(super) async fn checked(place: &Place, path: &Path, name: Name) -> Result<Content, VaultError> {
	let found = place.store().get(path).await?;
	let length = found.meta.size;
	if length <= SHORT {
		let bytes = found.bytes().await?;
		let mut hasher = hasher();
		hasher.update(&bytes);
		if hashed(&hasher) != name {
			return Err(VaultError::Damaged);
		}
		return Ok(Content { length, stream: stream::iter([Ok(bytes)]).boxed() });
	}
	let stream =
		stream::try_unfold((chunks(found), hasher()), move |(mut chunks, mut hasher)| async move {
			match chunks.try_next().await? {
				Some(chunk) => {
					hasher.update(&chunk);
					Ok(Some((chunk, (chunks, hasher))))
				},
				None if hashed(&hasher) == name => Ok(None),
				None => Err(VaultError::Damaged),
			}
		});
	Ok(Content { length, stream: stream.boxed() })
}

/// What is there, compared with nothing but its length.
pub(super) async fn unchecked(place: &Place, path: &Path) -> Result<Content, VaultError> {
	let found = place.store().get(path).await?;
	Ok(Content { length: found.meta.size, stream: chunks(found) })
}

/// What is there, compared with its name.
pub(super) async fn whole(place: &Place, path: &Path, name: Name) -> Result<Bytes, VaultError> {
	let Content { length, mut stream } = checked(place, path, name).await?;
	if length > LONGEST_RECORD {
		return Err(VaultError::Damaged);
	}
	let mut whole = match stream.try_next().await? {
		Some(first) if first.len() as u64 == length => return Ok(first),
		Some(first) => BytesMut::from(&first[..]),
		None => BytesMut::new(),
	};
	while let Some(chunk) = stream.try_next().await? {
		whole.extend_from_slice(&chunk);
	}
	Ok(whole.freeze())
}

/// How long it is, if it is there, and what its name says.
pub(super) async fn length_if_whole(
	place: &Place,
	path: &Path,
	name: Name,
) -> Result<Option<u64>, VaultError> {
	let read = async {
		let Content { length, mut stream } = checked(place, path, name).await?;
		while stream.try_next().await?.is_some() {}
		Ok::<u64, VaultError>(length)
	};
	match read.await {
		Ok(length) => Ok(Some(length)),
		Err(VaultError::Absent) => place.ensure_there().await.map(|()| None),
		Err(VaultError::Damaged) => Ok(None),
		Err(error) => Err(error),
	}
}

/// These bytes of what is there.
pub(super) async fn range(
	place: &Place,
	path: &Path,
	range: Range<u64>,
) -> Result<Bytes, VaultError> {
	let length = place.store().head(path).await?.size;
	if range.start > range.end || range.end > length {
		return Err(VaultError::Damaged);
	}
	if range.is_empty() {
		return Ok(Bytes::new());
	}
	Ok(place.store().get_range(path, range).await?)
}

/// The bytes as they come. A file that became shorter meanwhile would be read without an end.
fn chunks(found: GetResult) -> BoxStream<'static, Result<Bytes, VaultError>> {
	found
		.into_stream()
		.map(|chunk| match chunk {
			Ok(chunk) if chunk.is_empty() => Err(VaultError::Damaged),
			Ok(chunk) => Ok(chunk),
			Err(error) => Err(error.into()),
		})
		.boxed()
}
