//! Pieces as the vault has them: the bytes of the piece, and behind them the leaves of its chunks. So one chunk is compared with the
//! root, or shown to others with its siblings, without reading the whole piece. The leaves are no more trusted than the piece: they have to lead
//! to the root.

use crate::{
	kept::{KeptPiece, Name, PatientId},
	vault::{Vault, VaultError},
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use salus_client::{
	merkle::{self, MerkleTree},
	pieces::chunks::{leaf, PieceHasher, CHUNK_LENGTH},
};
use std::sync::{
	atomic::{AtomicBool, Ordering},
	Arc,
};

/// [`CHUNK_LENGTH`], for places in the vault.
const CHUNK: u64 = 65_536;
const HASH: u64 = 32;

/// So many chunks are read at once, and handed out.
const CHUNKS_AT_ONCE: usize = 16;

/// Which piece, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
	/// Whose records it is of.
	pub patient: PatientId,
	/// The number of their anchor.
	pub anchor: u32,
	/// What commits to it.
	pub root: Name,
	/// Its length in bytes.
	pub length: u64,
}

/// A chunk of a piece, by which its custodian shows that it has the piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedChunk {
	/// Its bytes.
	pub chunk: Bytes,
	/// The siblings of its leaf.
	pub siblings: Vec<Name>,
}

/// A piece was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
	/// It is not what the root commits to.
	#[error("it is not the piece of this root")]
	OtherPiece,
	/// It broke off on its way.
	#[error("it broke off on its way")]
	BrokenOff,
	/// The vault does not take it.
	#[error(transparent)]
	Vault(VaultError),
}

/// The pieces in a vault.
#[derive(Clone, Debug)]
pub struct Shelf {
	vault: Vault,
}

/// Ends the stream of a piece so that the vault keeps nothing of it.
#[derive(Clone, Copy, Debug)]
struct Stop;

impl From<&KeptPiece> for Place {
	fn from(piece: &KeptPiece) -> Self {
		let KeptPiece { patient, anchor, root, length, .. } = *piece;
		Self { patient, anchor, root, length }
	}
}

impl Place {
	/// How many chunks the piece has.
	pub fn chunks(&self) -> u64 {
		self.length.div_ceil(CHUNK)
	}

	/// How long the piece and the leaves behind it are.
	fn with_leaves(&self) -> u64 {
		self.length.saturating_add(self.chunks().saturating_mul(HASH))
	}
}

impl Shelf {
	/// The pieces in this vault.
	pub fn new(vault: Vault) -> Self {
		Self { vault }
	}

	/// The vault.
	pub fn vault(&self) -> &Vault {
		&self.vault
	}

	/// Takes in a piece while it comes, if its length and its root are those of `place`; otherwise nothing of it is kept.
	pub async fn put<E: Send>(
		&self,
		place: &Place,
		content: impl Stream<Item = Result<Bytes, E>> + Send,
	) -> Result<(), NotTaken> {
		let Place { patient, anchor, root, .. } = place;
		let (is_other, is_broken) =
			(Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
		let checked = checked(*place, content, is_other.clone(), is_broken.clone());
		let put = self.vault.put_piece(patient, *anchor, root, checked, place.with_leaves());
		let put = put.await;
		found(&is_other, &is_broken)?;
		put.map(drop).map_err(NotTaken::Vault)
	}

	/// The leaves of a piece, where they are there and lead to its root.
	pub async fn leaves(&self, place: &Place) -> Result<Option<Vec<Name>>, VaultError> {
		let Some(bytes) = self.read(place, place.length, place.with_leaves()).await? else {
			return Ok(None);
		};
		let leaves: Vec<Name> =
			bytes.chunks_exact(32).filter_map(|leaf| leaf.try_into().ok()).collect();
		Ok(Some(leaves).filter(|leaves| merkle::root(leaves) == Some(place.root)))
	}

	/// Some chunks from number `first` on, at most so many, if each is the one of its leaf.
	pub async fn chunks(
		&self,
		place: &Place,
		leaves: &[Name],
		first: usize,
		number: usize,
	) -> Result<Option<Bytes>, VaultError> {
		let from = position(first).min(place.length);
		let until = position(first.saturating_add(number)).min(place.length);
		let Some(bytes) = self.read(place, from, until).await? else { return Ok(None) };
		let own = leaves.iter().skip(first).take(number);
		let are_own = bytes.chunks(CHUNK_LENGTH).map(leaf).eq(own.copied());
		Ok(Some(bytes).filter(|_| are_own))
	}

	/// A chunk with its siblings; nothing if there is no such chunk, or if it or the leaves are damaged.
	pub async fn proved(
		&self,
		place: &Place,
		index: u32,
	) -> Result<Option<ProvedChunk>, VaultError> {
		let Some(leaves) = self.leaves(place).await? else { return Ok(None) };
		let Some(siblings) = MerkleTree::new(&leaves).and_then(|tree| tree.proof(index)) else {
			return Ok(None);
		};
		let Ok(first) = usize::try_from(index) else { return Ok(None) };
		let chunk = self.chunks(place, &leaves, first, 1).await?;
		Ok(chunk.map(|chunk| ProvedChunk { chunk, siblings }))
	}

	/// The piece, part by part, each compared with the root before it is given. It ends with an error where it is lost or damaged.
	pub fn stream(
		&self,
		place: Place,
		leaves: Vec<Name>,
	) -> impl Stream<Item = Result<Bytes, VaultError>> + Send + 'static {
		let parts = (0..leaves.len()).step_by(CHUNKS_AT_ONCE);
		let (shelf, leaves) = (self.clone(), Arc::new(leaves));
		stream::iter(parts).then(move |first| {
			let (shelf, leaves) = (shelf.clone(), leaves.clone());
			async move {
				let part = shelf.chunks(&place, &leaves, first, CHUNKS_AT_ONCE).await?;
				part.ok_or(VaultError::Damaged)
			}
		})
	}

	/// Whether the whole piece is there as its root says.
	pub async fn is_whole(&self, place: &Place) -> Result<bool, VaultError> {
		let Some(leaves) = self.leaves(place).await? else { return Ok(false) };
		for first in (0..leaves.len()).step_by(CHUNKS_AT_ONCE) {
			if self.chunks(place, &leaves, first, CHUNKS_AT_ONCE).await?.is_none() {
				return Ok(false);
			}
		}
		Ok(true)
	}

	/// Whether something is there that is as long as the piece.
	pub async fn is_as_long(&self, place: &Place) -> Result<bool, VaultError> {
		let Place { patient, anchor, root, .. } = place;
		let length = self.vault.piece_length(patient, *anchor, root).await?;
		Ok(length == Some(place.with_leaves()))
	}

	/// Whether the vault is there, and answers.
	pub async fn ready(&self) -> Result<(), VaultError> {
		self.vault.ready().await
	}

	/// Destroys a piece.
	pub async fn remove(&self, place: &Place) -> Result<(), VaultError> {
		self.vault.remove_piece(&place.patient, place.anchor, &place.root).await
	}

	/// Nothing for what is not there, or ends before.
	async fn read(
		&self,
		place: &Place,
		from: u64,
		until: u64,
	) -> Result<Option<Bytes>, VaultError> {
		let Place { patient, anchor, root, .. } = place;
		match self.vault.piece_range(patient, *anchor, root, from..until).await {
			Ok(bytes) => Ok(Some(bytes)),
			Err(VaultError::Absent | VaultError::Damaged) => Ok(None),
			Err(error) => Err(error),
		}
	}
}

/// Where a chunk begins.
fn position(chunk: usize) -> u64 {
	u64::try_from(chunk).unwrap_or(u64::MAX).saturating_mul(CHUNK)
}

/// Reads what comes as a piece that is kept already, of which nothing is kept: whether it is the one of `place`.
pub async fn compare<E: Send>(
	place: &Place,
	content: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<(), NotTaken> {
	let (is_other, is_broken) =
		(Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
	let mut checked = Box::pin(checked(*place, content, is_other.clone(), is_broken.clone()));
	while let Some(Ok(_)) = checked.next().await {}
	found(&is_other, &is_broken)
}

/// What was found of a piece, once all of it has come.
fn found(is_other: &AtomicBool, is_broken: &AtomicBool) -> Result<(), NotTaken> {
	if is_other.load(Ordering::Relaxed) {
		return Err(NotTaken::OtherPiece);
	}
	if is_broken.load(Ordering::Relaxed) {
		return Err(NotTaken::BrokenOff);
	}
	Ok(())
}

/// A piece and its leaves, as long as it is the one of `place`.
fn checked<E: Send>(
	place: Place,
	content: impl Stream<Item = Result<Bytes, E>> + Send,
	is_other: Arc<AtomicBool>,
	is_broken: Arc<AtomicBool>,
) -> impl Stream<Item = Result<Bytes, Stop>> + Send {
	let begun = Some((Box::pin(content), PieceHasher::default(), 0_u64));
	stream::unfold(begun, move |state| {
		let (is_other, is_broken) = (is_other.clone(), is_broken.clone());
		let stop = move |why: &AtomicBool| {
			why.store(true, Ordering::Relaxed);
			Some((Err(Stop), None))
		};
		async move {
			let (mut content, mut hasher, came) = state?;
			match content.next().await {
				Some(Ok(bytes)) => {
					let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
					let came = came.saturating_add(length);
					if came > place.length {
						return stop(&is_other);
					}
					hasher.update(&bytes);
					Some((Ok(bytes), Some((content, hasher, came))))
				},
				Some(Err(_)) => stop(&is_broken),
				None => {
					let leaves = hasher.leaves();
					if came != place.length || merkle::root(&leaves) != Some(place.root) {
						return stop(&is_other);
					}
					Some((Ok(Bytes::from(leaves.concat())), None))
				},
			}
		}
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::pieces::chunks;

	/// Bytes that repeat nowhere soon.
	pub fn noise(length: usize) -> Vec<u8> {
		(0..length).map(|i| u8::try_from(i * i % 251).unwrap()).collect()
	}

	fn place(piece: &[u8]) -> Place {
		let (root, length) = (chunks::root(piece).unwrap(), piece.len() as u64);
		Place { patient: [1; 32], anchor: 3, root, length }
	}

	fn in_parts(bytes: &[u8], part: usize) -> impl Stream<Item = Result<Bytes, ()>> + Send {
		let parts: Vec<_> =
			bytes.chunks(part).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
		stream::iter(parts)
	}

	async fn shelf() -> (Shelf, tempfile::TempDir) {
		let folder = tempfile::tempdir().unwrap();
		let vault = Vault::open(folder.path().to_str().unwrap()).await.unwrap();
		(Shelf::new(vault), folder)
	}

	#[tokio::test]
	async fn a_piece_comes_back_whole_and_in_chunks_that_prove_it() {
		for length in [1, CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 40 * CHUNK_LENGTH + 5] {
			let (shelf, _folder) = shelf().await;
			let piece = noise(length);
			let place = place(&piece);
			shelf.put(&place, in_parts(&piece, 10_007)).await.unwrap();
			assert!(shelf.is_whole(&place).await.unwrap());
			let leaves = shelf.leaves(&place).await.unwrap().unwrap();
			let parts: Vec<_> = shelf.stream(place, leaves).collect().await;
			let parts: Vec<Bytes> = parts.into_iter().map(Result::unwrap).collect();
			assert_eq!(parts.concat(), piece);
			for index in 0..place.chunks() as u32 {
				let proved = shelf.proved(&place, index).await.unwrap().unwrap();
				let ProvedChunk { chunk, siblings } = proved;
				assert!(chunks::verify(&place.root, length, index, &chunk, &siblings));
			}
			assert_eq!(shelf.proved(&place, place.chunks() as u32).await.unwrap(), None);
		}
	}

	#[tokio::test]
	async fn what_is_not_the_piece_or_breaks_off_leaves_nothing_and_takes_nothing_away() {
		let (shelf, _folder) = shelf().await;
		let piece = noise(100_000);
		let place = place(&piece);
		let mut altered = piece.clone();
		altered[99_999] ^= 1;
		let longer = [piece.as_slice(), &[0]].concat();
		for other in [&altered, &longer, &piece[1..].to_vec(), &piece[..99_999].to_vec(), &vec![]] {
			let refused = shelf.put(&place, in_parts(other, 5_000)).await;
			assert_eq!(refused, Err(NotTaken::OtherPiece));
			assert!(!shelf.is_whole(&place).await.unwrap());
		}
		shelf.put(&place, in_parts(&piece, 5_000)).await.unwrap();
		let broken = in_parts(&piece[..50_000], 5_000).chain(stream::iter([Err(())]));
		assert_eq!(shelf.put(&place, broken).await, Err(NotTaken::BrokenOff));
		assert_eq!(shelf.put(&place, in_parts(&altered, 9)).await, Err(NotTaken::OtherPiece));
		assert!(shelf.is_whole(&place).await.unwrap());
	}

	/// The one file in a folder.
	fn only_file(folder: &std::path::Path) -> std::path::PathBuf {
		let mut folders = vec![folder.to_path_buf()];
		let mut files = Vec::new();
		while let Some(folder) = folders.pop() {
			for entry in std::fs::read_dir(folder).unwrap() {
				let path = entry.unwrap().path();
				if path.is_dir() {
					folders.push(path)
				} else {
					files.push(path)
				}
			}
		}
		let long = files.into_iter().filter(|file| file.metadata().unwrap().len() > 1_000);
		let long: Vec<_> = long.collect();
		assert_eq!(long.len(), 1);
		long.into_iter().next().unwrap()
	}

	#[tokio::test]
	async fn a_damaged_chunk_is_given_to_nobody_and_a_lost_piece_is_no_error() {
		let (shelf, folder) = shelf().await;
		let piece = noise(3 * CHUNK_LENGTH);
		let place = place(&piece);
		assert_eq!(shelf.proved(&place, 0).await.unwrap(), None);
		shelf.put(&place, in_parts(&piece, 5_000)).await.unwrap();
		let file = only_file(folder.path());
		let mut bytes = std::fs::read(&file).unwrap();
		bytes[CHUNK_LENGTH + 7] ^= 1;
		std::fs::write(&file, &bytes).unwrap();
		assert!(shelf.proved(&place, 0).await.unwrap().is_some());
		assert_eq!(shelf.proved(&place, 1).await.unwrap(), None);
		assert!(!shelf.is_whole(&place).await.unwrap());
		let leaves = shelf.leaves(&place).await.unwrap().unwrap();
		let parts: Vec<_> = shelf.stream(place, leaves).collect().await;
		assert_eq!(parts, [Err(VaultError::Damaged)]);

		bytes[CHUNK_LENGTH + 7] ^= 1;
		std::fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
		assert_eq!(shelf.proved(&place, 0).await.unwrap(), None, "the leaves are cut off");
		let last = bytes.len() - 1;
		bytes[last] ^= 1;
		std::fs::write(&file, &bytes).unwrap();
		assert_eq!(shelf.proved(&place, 0).await.unwrap(), None, "a leaf is another");
		std::fs::remove_file(&file).unwrap();
		assert!(!shelf.is_whole(&place).await.unwrap());
		shelf.remove(&place).await.unwrap();
	}
}
