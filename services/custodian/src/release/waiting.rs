//! What of a release waits for its reader: in a file without a name, not in memory. However the service ends, nothing is left of it.

use super::length::position;
use crate::kept::{KeptRecord, Name};
use bytes::{Bytes, BytesMut};
use rustix::{
	fs::{fallocate, FallocateFlags},
	io::Errno,
};
use salus_client::merkle::{MerkleTree, MAX_SIBLINGS};
use std::{fs::File, io, os::unix::fs::FileExt, path::Path, sync::Arc};
use tokio::task::spawn_blocking;

/// How long a row is: the record's name, its commitment, how many siblings there are, and place for as many as there may be.
pub(super) const ROW: usize = 32 + 32 + 1 + 32 * MAX_SIBLINGS;
/// So many rows are written at once.
const ROWS_AT_ONCE: usize = 1 << 10;

/// Where it waits: the rows of the batch that goes out, and then the message that goes out. Where nothing has to wait there is no file.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(Option<Arc<File>>);

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

impl Waiting {
	/// With room for so many bytes, in this folder, which the disk does not give to anything else.
	pub(super) async fn with_room(folder: &Arc<Path>, length: u64) -> io::Result<Self> {
		if length == 0 {
			return Ok(Self::default());
		}
		let folder = folder.clone();
		off_the_threads(move || {
			let file = tempfile::tempfile_in(folder)?;
			match fallocate(&file, FallocateFlags::empty(), 0, length) {
				// Some file systems cannot promise it.
				Ok(()) | Err(Errno::OPNOTSUPP) => Ok(Self(Some(Arc::new(file)))),
				Err(error) => Err(error.into()),
			}
		})
		.await
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
		let waiting = self.clone();
		off_the_threads(move || {
			let mut bytes = vec![0; length];
			waiting.file()?.read_exact_at(&mut bytes, at)?;
			Ok(bytes.into())
		})
		.await
	}

	/// Gives the disk back what is more than this.
	pub(super) async fn shrink(&mut self, length: u64) -> io::Result<()> {
		let Some(file) = self.0.clone().filter(|_| length > 0) else {
			self.0 = None;
			return Ok(());
		};
		off_the_threads(move || {
			if file.metadata()?.len() > length {
				file.set_len(length)?;
			}
			Ok(())
		})
		.await
	}

	fn file(&self) -> io::Result<&File> {
		self.0.as_deref().ok_or(io::ErrorKind::StorageFull.into())
	}
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

async fn off_the_threads<T: Send + 'static>(
	work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
	spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::release::finding::tree;

	fn records(number: u32) -> Vec<KeptRecord> {
		let hash = |index: u32| crate::hash::blake2b_256(&index.to_le_bytes());
		(0..number).map(|i| KeptRecord { commitment: hash(i), name: hash(!i) }).collect()
	}

	async fn waiting(length: u64) -> (Waiting, tempfile::TempDir) {
		let folder = tempfile::tempdir().unwrap();
		(Waiting::with_room(&folder.path().into(), length).await.unwrap(), folder)
	}

	#[tokio::test]
	async fn rows_of_every_width_come_back() {
		for number in [1, 2, 300, 2_047, 65_536] {
			let (waiting, folder) = waiting(1).await;
			let (records, tree) = (records(number), tree(&records(number)).unwrap());
			waiting.put_rows(&records, &tree).unwrap();
			for index in [0, number / 2, number - 1] {
				let expected = Row::in_tree(&records, &tree, index);
				assert_eq!(waiting.row(index).await.ok(), expected);
			}
			assert!(waiting.row(number).await.is_err());
			assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it has a name");
		}
	}

	#[tokio::test]
	async fn the_disk_has_the_room_before_it_is_used_and_gets_it_back() {
		use std::os::unix::fs::MetadataExt;
		let (mut waiting, _folder) = waiting(1 << 24).await;
		let taken = |waiting: &Waiting| waiting.file().unwrap().metadata().unwrap().blocks() << 9;
		assert!(taken(&waiting) >= 1 << 24);
		waiting.put(b"message", 5).unwrap();
		waiting.shrink(1 << 16).await.unwrap();
		assert!((1..1 << 20).contains(&taken(&waiting)));
		assert_eq!(&waiting.get(5, 7).await.unwrap()[..], b"message");
		waiting.shrink(1 << 20).await.unwrap();
		assert_eq!(
			waiting.file().unwrap().metadata().unwrap().len(),
			1 << 16,
			"it only gives back"
		);
		waiting.shrink(0).await.unwrap();
		assert!(waiting.file().is_err());
	}

	#[tokio::test]
	async fn where_nothing_waits_there_is_no_file_and_where_there_is_no_room_none_is_promised() {
		let (none, folder) = waiting(0).await;
		assert!(none.put(b"message", 0).is_err());
		assert!(Waiting::with_room(&folder.path().into(), 1 << 62).await.is_err());
		let missing = folder.path().join("missing");
		assert!(Waiting::with_room(&missing.as_path().into(), 1).await.is_err());
	}
}
