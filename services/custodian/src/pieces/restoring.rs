//! Restoring pieces and records from k pieces in files, part by part: a package may be longer than the memory.

use salus_client::{
	batch::SealedRecord,
	package::{PackageError, Unpacker},
	pieces::{restore, PieceError, PieceHead, HEAD_LENGTH},
	reading::AnchoredBatch,
};
use std::{collections::BTreeMap, fs::File, io, os::unix::fs::FileExt, path::Path};

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

/// Good pieces of one package, in files that have no name: nothing is left of them when this process ends, however it ends.
#[derive(Debug)]
pub(super) struct PieceFiles {
	/// What all of them say of themselves, but for the index.
	head: PieceHead,
	files: BTreeMap<u8, File>,
}

impl PieceFiles {
	/// Pieces that were compared with their roots, and name the same numbers.
	pub(super) fn new(head: PieceHead, files: BTreeMap<u8, File>) -> Self {
		Self { head, files }
	}

	/// The file of a piece.
	pub(super) fn file(&self, index: u8) -> Option<&File> {
		self.files.get(&index)
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
		let mut restored = BTreeMap::new();
		for index in &missing {
			let file = unnamed(folder)?;
			file.write_all_at(&PieceHead { index: *index, ..self.head }.to_bytes(), 0)?;
			restored.insert(*index, file);
		}
		let length = self.head.piece_length().ok_or(NotRestored::FalsePlan)?;
		let mut done = HEAD_LENGTH;
		while done < length {
			let part = length.saturating_sub(done).min(PART);
			let mut shards = vec![None; pieces.into()];
			for (index, file) in self.files.iter().take(needed.into()) {
				let mut bytes = vec![0; part];
				file.read_exact_at(&mut bytes, position(done))?;
				if let Some(shard) = shards.get_mut(usize::from(*index)) {
					*shard = Some(bytes);
				}
			}
			restore(needed, &mut shards)?;
			for (index, file) in &restored {
				let bytes = shards.get(usize::from(*index)).and_then(Option::as_deref);
				file.write_all_at(bytes.ok_or(NotRestored::FalsePlan)?, position(done))?;
			}
			done = done.saturating_add(part);
		}
		self.files.extend(restored);
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
			let file = self.files.get(&index).ok_or(NotRestored::FalsePlan)?;
			let mut done = HEAD_LENGTH;
			loop {
				let read = file.read_at(&mut bytes, position(done))?;
				done = done.saturating_add(read);
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

/// A new file of a folder, without a name.
pub(super) fn unnamed(folder: &Path) -> io::Result<File> {
	tempfile::tempfile_in(folder)
}

fn position(bytes: usize) -> u64 {
	u64::try_from(bytes).unwrap_or(u64::MAX)
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
			let file = unnamed(folder).unwrap();
			file.write_all_at(&pieces[usize::from(*index)], 0).unwrap();
			(*index, file)
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
				let (file, piece) = (files.file(index).unwrap(), &pieces[usize::from(index)]);
				let mut restored = vec![0; piece.len() + 1];
				assert_eq!(file.read_at(&mut restored, 0).unwrap(), piece.len());
				assert!(restored[..piece.len()] == **piece, "{index} of {which:?}");
			}
			let mut found = Vec::new();
			let each = |record| {
				found.push(record);
				Ok(())
			};
			files.records(&anchored(&records), each).unwrap();
			assert!(found == records);
			let seen = std::fs::read_dir(folder.path()).unwrap().count();
			assert_eq!(seen, 0, "whoever is killed leaves nothing");
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
