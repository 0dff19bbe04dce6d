//! Restoring pieces and records from k pieces in files, part by part: a package may be longer than the memory.

use salus_client::{
	batch::SealedRecord,
	package::{PackageError, Unpacker},
	pieces::{restore, PieceError, PieceHead, HEAD_LENGTH},
	reading::AnchoredBatch,
};
use std::{
	collections::BTreeMap,
	fs::File,
	io::{self, Read, Seek, SeekFrom, Write},
	path::{Path, PathBuf},
};

/// So many bytes of each shard are restored at once.
const PART: usize = 1 << 20;

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotRestored {
	/// The files could not be read or written.
	#[error("the folder for repairs could not be read or written")]
	Files(#[from] io::Error),
	/// All pieces are as planned, and do not give the batch.
	#[error("the plan is not of the anchored batch: who made it is to blame")]
	FalsePlan,
}

impl From<PieceError> for NotRestored {
	fn from(_: PieceError) -> Self {
		Self::FalsePlan
	}
}

impl From<PackageError> for NotRestored {
	fn from(_: PackageError) -> Self {
		Self::FalsePlan
	}
}

/// Good pieces of one package, in files.
#[derive(Debug)]
pub(super) struct PieceFiles {
	/// What all of them say of themselves, but for the index.
	head: PieceHead,
	files: BTreeMap<u8, PathBuf>,
}

impl PieceFiles {
	/// Pieces that were compared with their roots, and name the same numbers.
	pub(super) fn new(head: PieceHead, files: BTreeMap<u8, PathBuf>) -> Self {
		Self { head, files }
	}

	/// The file of a piece.
	pub(super) fn file(&self, index: u8) -> Option<&Path> {
		self.files.get(&index).map(PathBuf::as_path)
	}

	/// Restores these pieces, and all that hold the package itself, into files of `folder`.
	pub(super) fn restore(&mut self, indices: &[u8], folder: &Path) -> Result<(), NotRestored> {
		let PieceHead { needed, pieces, .. } = self.head;
		let is_wanted = |index: &u8| *index < needed || indices.contains(index);
		let missing: Vec<u8> =
			(0..pieces).filter(is_wanted).filter(|index| !self.files.contains_key(index)).collect();
		if missing.is_empty() {
			return Ok(());
		}
		let mut there = BTreeMap::new();
		for (index, path) in self.files.iter().take(needed.into()) {
			there.insert(*index, shard(path)?);
		}
		let mut restored = BTreeMap::new();
		for index in &missing {
			let path = folder.join(format!("restored-{index}"));
			let mut file = File::create(&path)?;
			file.write_all(&PieceHead { index: *index, ..self.head }.to_bytes())?;
			restored.insert(*index, (file, path));
		}
		let length = self.head.piece_length().ok_or(NotRestored::FalsePlan)?;
		let mut left = length.saturating_sub(HEAD_LENGTH);
		while left > 0 {
			let part = left.min(PART);
			let mut shards = vec![None; pieces.into()];
			for (index, file) in &mut there {
				let mut bytes = vec![0; part];
				file.read_exact(&mut bytes)?;
				if let Some(shard) = shards.get_mut(usize::from(*index)) {
					*shard = Some(bytes);
				}
			}
			restore(needed, &mut shards)?;
			for (index, (file, _)) in &mut restored {
				let bytes = shards.get(usize::from(*index)).and_then(Option::as_deref);
				file.write_all(bytes.ok_or(NotRestored::FalsePlan)?)?;
			}
			left = left.saturating_sub(part);
		}
		self.files.extend(restored.into_iter().map(|(index, (_, path))| (index, path)));
		Ok(())
	}

	/// Takes the package apart, and gives its records one after the other. An error at the end says that they are not those of the anchor.
	pub(super) fn records(
		&self,
		anchored: &AnchoredBatch,
		mut each: impl FnMut(SealedRecord) -> io::Result<()>,
	) -> Result<(), NotRestored> {
		let mut unpacker = Unpacker::default();
		let mut left =
			usize::try_from(self.head.package_length).map_err(|_| NotRestored::FalsePlan)?;
		let mut bytes = vec![0; PART];
		for index in 0..self.head.needed {
			let path = self.files.get(&index).ok_or(NotRestored::FalsePlan)?;
			let mut file = shard(path)?;
			loop {
				let read = file.read(&mut bytes)?;
				let Some(part) = bytes.get(..read).filter(|part| !part.is_empty()) else { break };
				let (own, filling) = part.split_at_checked(left).unwrap_or((part, &[]));
				if filling.iter().any(|byte| *byte != 0) {
					return Err(NotRestored::FalsePlan);
				}
				left = left.saturating_sub(own.len());
				for record in unpacker.update(own)? {
					each(record)?;
				}
			}
		}
		Ok(unpacker.finish(anchored)?)
	}
}

/// The file of a piece, past its head.
fn shard(path: &Path) -> io::Result<File> {
	let mut file = File::open(path)?;
	file.seek(SeekFrom::Start(u64::try_from(HEAD_LENGTH).unwrap_or(u64::MAX)))?;
	Ok(file)
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{package, pieces::split};

	fn records() -> Vec<SealedRecord> {
		let record = |length: usize| SealedRecord {
			commitment: [u8::try_from(length % 251).unwrap(); 32],
			sealed: (0..length).map(|i| u8::try_from(i * i % 251).unwrap()).collect(),
		};
		[5, 0, 2_000_000, 70_000, 1_200_000].map(record).into()
	}

	fn anchored(records: &[SealedRecord]) -> AnchoredBatch {
		let number = u32::try_from(records.len()).unwrap();
		AnchoredBatch { root: package::root(records).unwrap(), records: number }
	}

	fn in_files(pieces: &[Vec<u8>], which: &[u8], folder: &Path) -> PieceFiles {
		let files = which.iter().map(|index| {
			let path = folder.join(format!("fetched-{index}"));
			std::fs::write(&path, &pieces[usize::from(*index)]).unwrap();
			(*index, path)
		});
		PieceFiles::new(PieceHead::of(&pieces[0]).unwrap(), files.collect())
	}

	#[test]
	fn any_k_pieces_give_the_others_and_the_records() {
		let records = records();
		let pieces = split(&package::pack(&records).unwrap(), 3, 5).unwrap();
		for which in [[0, 1, 2], [1, 2, 3], [2, 3, 4], [0, 3, 4]] {
			let folder = tempfile::tempdir().unwrap();
			let mut files = in_files(&pieces, &which, folder.path());
			files.restore(&[0, 4], folder.path()).unwrap();
			for index in [0, 4] {
				let restored = std::fs::read(files.file(index).unwrap()).unwrap();
				assert!(restored == pieces[usize::from(index)], "{index} of {which:?}");
			}
			let mut found = Vec::new();
			let each = |record| {
				found.push(record);
				Ok(())
			};
			files.records(&anchored(&records), each).unwrap();
			assert!(found == records);
		}
	}

	#[test]
	fn a_plan_of_another_batch_is_false() {
		let records = records();
		let folder = tempfile::tempdir().unwrap();
		let pieces = split(&package::pack(&records[1..]).unwrap(), 2, 3).unwrap();
		let mut files = in_files(&pieces, &[1, 2], folder.path());
		files.restore(&[], folder.path()).unwrap();
		let read = files.records(&anchored(&records), |_| Ok(()));
		assert!(matches!(read, Err(NotRestored::FalsePlan)));
	}

	#[test]
	fn what_fills_up_is_zeros() {
		let records = vec![records().remove(0)];
		let packed = package::pack(&records).unwrap();
		let mut pieces = split(&packed, 2, 2).unwrap();
		assert_eq!(packed.len() % 2, 1);
		*pieces[1].last_mut().unwrap() = 1;
		let folder = tempfile::tempdir().unwrap();
		let files = in_files(&pieces, &[0, 1], folder.path());
		let read = files.records(&anchored(&records), |_| Ok(()));
		assert!(matches!(read, Err(NotRestored::FalsePlan)));
	}
}
