//! What of a release waits for its reader: in a file without a name, not in memory. However the service ends, nothing of it is left to be found.

use super::{length::position, room::Permit};
use crate::{
	disk,
	kept::{KeptRecord, Name},
	vault::VaultError,
};
use bytes::{Bytes, BytesMut};
use futures::{stream::BoxStream, TryStreamExt};
use rustix::{
	fs::{fallocate, FallocateFlags},
	io::Errno,
};
use salus_client::merkle::{MerkleTree, MAX_SIBLINGS};
use std::{fs::File, io, os::unix::fs::FileExt, path::Path, sync::Arc};
use tokio::task::spawn_blocking;

/// What is taken in is written in parts of so many bytes.
const PART: usize = 1 << 16;
/// How long a row is: the record's name, its commitment, how many siblings there are, and place for as many as there may be.
pub(super) const ROW: usize = 32 + 32 + 1 + 32 * MAX_SIBLINGS;
/// So many rows are written at once.
const ROWS_AT_ONCE: usize = 1 << 10;

/// The rows of the batch that goes out, and after them the message that goes out. Where nothing has to wait there is no file.
#[derive(Clone, Debug, Default)]
pub(super) struct ReleaseFile(Option<Arc<File>>);

/// A record of a batch, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
	/// Under which the vault has it.
	pub(super) name: Name,
	/// To what is in it.
	pub(super) commitment: [u8; 32],
	/// The siblings, from the leaf's row upwards.
	pub(super) proof: Vec<[u8; 32]>,
}

impl ReleaseFile {
	/// With room for so many bytes, in this folder, which the disk does not give to anything else; and with the permit for it.
	pub(super) async fn with_room(
		folder: Arc<Path>,
		length: u64,
		permit: Permit,
	) -> io::Result<(Self, Permit)> {
		if length == 0 {
			return Ok((Self::default(), permit));
		}
		off_the_threads(move || Ok((Self(Some(Arc::new(made(&folder, length)?))), permit))).await
	}

	/// Writes what comes, from there on, as it comes.
	pub(super) async fn fill(
		&self,
		mut stream: BoxStream<'static, Result<Bytes, VaultError>>,
		mut at: u64,
	) -> Result<(), NotFilled> {
		let mut part = BytesMut::new();
		loop {
			let chunk = stream.try_next().await?;
			let is_over = chunk.is_none();
			part.extend_from_slice(&chunk.unwrap_or_default());
			if is_over || part.len() >= PART {
				let (file, bytes) = (self.clone(), part.split().freeze());
				let length = position(bytes.len());
				off_the_threads(move || file.put(&bytes, at)).await?;
				at = at.saturating_add(length);
			}
			if is_over {
				return Ok(());
			}
		}
	}

	/// Writes bytes where they are to wait. This blocks.
	pub(super) fn put(&self, bytes: &[u8], at: u64) -> io::Result<()> {
		self.file()?.write_all_at(bytes, at)
	}

	/// Writes the rows of a batch. This blocks.
	pub(super) fn put_rows(&self, records: &[KeptRecord], tree: &MerkleTree) -> io::Result<()> {
		let mut at = 0_u64;
		let mut numbers = (0..).take(records.len());
		loop {
			let mut bytes = BytesMut::new();
			for index in numbers.by_ref().take(ROWS_AT_ONCE) {
				let row = Row::in_tree(records, tree, index).ok_or(io::ErrorKind::InvalidData)?;
				row.write_to(&mut bytes)?;
			}
			if bytes.is_empty() {
				return Ok(());
			}
			self.put(&bytes, at)?;
			at = at.saturating_add(position(bytes.len()));
		}
	}

	/// A row.
	pub(super) async fn row(&self, index: u32) -> io::Result<Row> {
		let at = position(ROW).saturating_mul(index.into());
		Row::of(&self.get(at, ROW).await?).ok_or(io::ErrorKind::InvalidData.into())
	}

	/// These bytes.
	pub(super) async fn get(&self, at: u64, length: usize) -> io::Result<Bytes> {
		let file = self.clone();
		off_the_threads(move || {
			let mut bytes = vec![0; length];
			file.read(&mut bytes, at)?;
			Ok(bytes.into())
		})
		.await
	}

	/// The same, into a place for them. This blocks.
	pub(super) fn read(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
		self.file()?.read_exact_at(bytes, at)
	}

	/// Gives the disk back what is more than this.
	pub(super) async fn shrink(&mut self, length: u64) -> io::Result<()> {
		let Some(file) = self.0.clone() else { return Ok(()) };
		if length == 0 {
			self.0 = None;
		}
		off_the_threads(move || {
			if length > 0 && file.metadata()?.len() > length {
				file.set_len(length)?;
			}
			Ok(())
		})
		.await
	}

	fn file(&self) -> io::Result<&File> {
		self.0.as_deref().ok_or_else(|| io::Error::other("nothing of it was to wait"))
	}
}

/// Why it does not wait in a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotFilled {
	/// It does not come.
	#[error(transparent)]
	Vault(#[from] VaultError),
	/// It cannot be written.
	#[error(transparent)]
	File(#[from] io::Error),
}

/// A file without a name, and so many bytes of the disk for it. Some file systems cannot promise them, or not for what is written twice: there they are looked for, at
/// least.
fn made(folder: &Path, length: u64) -> io::Result<File> {
	let file = tempfile::tempfile_in(folder)?;
	ensure_free(folder, length)?;
	let missing = match fallocate(&file, FallocateFlags::empty(), 0, length) {
		Ok(()) => 0,
		Err(Errno::OPNOTSUPP) => length,
		Err(error) => return Err(error.into()),
	};
	// Again: others may have taken theirs at the same time.
	ensure_free(folder, missing)?;
	Ok(file)
}

/// Whether the disk has room for so many bytes, and some to spare.
fn ensure_free(folder: &Path, length: u64) -> io::Result<()> {
	let is_free = disk::free(folder)? >= length.saturating_add(disk::SPARE);
	is_free.then_some(()).ok_or(io::ErrorKind::StorageFull.into())
}

impl Row {
	/// Of a record of this batch.
	pub(super) fn in_tree(records: &[KeptRecord], tree: &MerkleTree, index: u32) -> Option<Self> {
		let KeptRecord { commitment, name } = *records.get(usize::try_from(index).ok()?)?;
		Some(Self { name, commitment, proof: tree.proof(index)? })
	}

	fn write_to(&self, bytes: &mut BytesMut) -> io::Result<()> {
		let end = bytes.len().saturating_add(ROW);
		let siblings = u8::try_from(self.proof.len()).map_err(|_| io::ErrorKind::InvalidData)?;
		bytes.extend_from_slice(&self.name);
		bytes.extend_from_slice(&self.commitment);
		bytes.extend_from_slice(&[siblings]);
		bytes.extend_from_slice(self.proof.as_flattened());
		bytes.resize(end, 0);
		Ok(())
	}

	fn of(bytes: &[u8]) -> Option<Self> {
		let (name, rest) = bytes.split_first_chunk()?;
		let (commitment, rest) = rest.split_first_chunk()?;
		let (siblings, rest) = rest.split_first()?;
		let proof = rest.as_chunks().0.get(..usize::from(*siblings))?.to_vec();
		Some(Self { name: *name, commitment: *commitment, proof })
	}
}

/// Does what blocks where nobody else is kept from going on. Where that panics nobody is told with what, since that may be anything.
pub(super) async fn off_the_threads<T: Send + 'static, E: From<io::Error> + Send + 'static>(
	work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
	spawn_blocking(work).await.map_err(io::Error::from)?
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::release::finding::tree;
	use futures::{stream, StreamExt};

	fn records(number: u32) -> Vec<KeptRecord> {
		let hash = |index: u32| crate::hash::blake2b_256(&index.to_le_bytes());
		(0..number).map(|i| KeptRecord { commitment: hash(i), name: hash(!i) }).collect()
	}

	async fn file(length: u64) -> (ReleaseFile, tempfile::TempDir) {
		let folder = tempfile::tempdir().unwrap();
		let made = ReleaseFile::with_room(folder.path().into(), length, Permit::default()).await;
		(made.unwrap().0, folder)
	}

	#[tokio::test]
	async fn rows_of_every_width_come_back() {
		for number in [1, 2, 300, 2_047, 65_536] {
			let (file, folder) = file(1).await;
			let (records, tree) = (records(number), tree(&records(number)).unwrap());
			file.put_rows(&records, &tree).unwrap();
			for index in [0, number / 2, number - 1] {
				let expected = Row::in_tree(&records, &tree, index);
				assert_eq!(file.row(index).await.ok(), expected);
			}
			assert!(file.row(number).await.is_err());
			assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it has a name");
		}
	}

	#[tokio::test]
	async fn what_comes_is_written_as_it_comes_or_not_at_all() {
		let (file, _folder) = file(1).await;
		let chunks = [1_usize, PART - 1, 2 * PART, 7];
		let came = || stream::iter(chunks.map(|length| Ok(vec![7; length].into())));
		file.fill(came().boxed(), 5).await.unwrap();
		let length = chunks.iter().sum();
		assert_eq!(file.get(5, length).await.unwrap(), vec![7; length]);
		assert!(file.get(6, length).await.is_err(), "there is more");
		let broken = came().chain(stream::iter([Err(VaultError::Damaged)]));
		let filled = file.fill(broken.boxed(), 0).await;
		assert!(matches!(filled, Err(NotFilled::Vault(VaultError::Damaged))));
	}

	#[tokio::test]
	async fn the_disk_gets_back_what_is_needed_no_more() {
		let (mut file, _folder) = file(1 << 24).await;
		file.put(b"message", 5).unwrap();
		file.shrink(1 << 16).await.unwrap();
		let length = |file: &ReleaseFile| file.file().unwrap().metadata().unwrap().len();
		assert!(length(&file) <= 1 << 16);
		assert_eq!(&file.get(5, 7).await.unwrap()[..], b"message");
		let before = length(&file);
		file.shrink(1 << 20).await.unwrap();
		assert_eq!(length(&file), before, "it only gives back");
		file.shrink(0).await.unwrap();
		assert!(file.file().is_err());
	}

	#[tokio::test]
	async fn a_panic_is_told_as_one_and_not_with_what() {
		let told = off_the_threads::<(), io::Error>(|| panic!("of a patient")).await.unwrap_err();
		assert!(!told.to_string().contains("patient"), "{told}");
	}

	#[tokio::test]
	async fn where_nothing_waits_there_is_no_file_and_where_there_is_no_room_none_is_promised() {
		let (none, folder) = file(0).await;
		assert!(none.put(b"message", 0).is_err());
		let disk = rustix::fs::statvfs(folder.path()).unwrap();
		let all = disk.f_bavail * disk.f_frsize;
		// Twice, since others give room back meanwhile.
		let made = made(folder.path(), all.saturating_mul(2));
		assert_eq!(made.unwrap_err().kind(), io::ErrorKind::StorageFull);
		assert!(super::made(&folder.path().join("missing"), 1).is_err());
	}
}
