//! Repairing what a custodian lost, from the pieces of the other custodians of the plan: its own pieces and, where it keeps the batch whole, its
//! sealed records. What is whole is passed over, so a repair that was broken off goes on by being begun again.

mod command;

pub use command::{run, Arguments, NotRun, Summary};

use super::{
	count,
	gathering::{first_good, Gathered, Good},
	ledger::{AnchorState, Anchored, PieceLedger, Plan, Standing, Told, Unanswered},
	peers::{fetch, NotGiven, Peers, Wanted},
	reading::in_order,
	restoring::{NotRestored, PieceFiles},
	shelf::{NotTaken, Place, Shelf},
	DUE_AT_ONCE,
};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	kept::{KeptBatch, KeptPiece, Name, PatientId},
	vault::{Vault, VaultError},
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use salus_client::{batch::SealedRecord, pieces::PieceHead};
use std::{
	collections::{BTreeMap, HashSet},
	io,
	path::{Path, PathBuf},
	sync::Arc,
};
use tokio::{fs::File, io::AsyncReadExt, sync::mpsc, task::spawn_blocking};

pub use super::gathering::Blamed;

/// So many bytes of a file are read at once.
const PART: usize = 1 << 20;

/// With what is repaired.
pub struct Repairer {
	/// The chain.
	pub ledger: Arc<dyn PieceLedger>,
	/// What is kept. Nobody else is at work on it.
	pub catalogue: Arc<Catalogue>,
	/// Where the bytes are.
	pub vault: Vault,
	/// The other custodians.
	pub peers: Arc<dyn Peers>,
	/// Where pieces are put while they are fetched: it needs room for one batch's.
	pub folder: PathBuf,
}

/// What was done for an anchor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
	/// So many own pieces were restored.
	pub pieces: u32,
	/// So many sealed records were restored.
	pub records: u32,
	/// Who gave no good piece, as far as it was waited for.
	pub blamed: Vec<Blamed>,
}

/// Why an anchor could not be repaired.
#[derive(Debug, thiserror::Error)]
pub enum NotRepaired {
	/// The chain has no such anchor, or it was erased: there is nothing to keep.
	#[error("the chain has no such anchor, or it was erased")]
	NoAnchor,
	/// Too few custodians gave a good piece.
	#[error("fewer custodians than it takes gave a good piece")]
	TooFewPieces(Vec<Blamed>),
	/// All pieces are as planned, and do not give the batch.
	#[error("the plan is not of the anchored batch: who made it is to blame")]
	FalsePlan,
	/// The chain does not answer.
	#[error(transparent)]
	Chain(#[from] Unanswered),
	/// What is kept does not answer.
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	/// The vault does not answer, or does not take what was restored.
	#[error(transparent)]
	Vault(#[from] VaultError),
	/// The folder for repairs.
	#[error("the folder for repairs could not be read or written")]
	Folder(#[from] io::Error),
}

impl From<NotRestored> for NotRepaired {
	fn from(error: NotRestored) -> Self {
		match error {
			NotRestored::Files(error) => Self::Folder(error),
			NotRestored::FalsePlan => Self::FalsePlan,
		}
	}
}

/// What an anchor lacks here.
struct Lacking {
	/// Own pieces that are not there, or not whole.
	pieces: Vec<(u8, Name)>,
	/// Own pieces that are whole.
	whole: Vec<(u8, Name)>,
	/// The sealed records of the batch that are not there, or not whole.
	records: HashSet<Name>,
}

impl Repairer {
	/// Restores what this custodian has to keep of an anchor, and does not have.
	pub async fn repair(&self, patient: &PatientId, anchor: u32) -> Result<Repaired, NotRepaired> {
		let standing = self.ledger.standing(patient, anchor).await?;
		let AnchorState::Anchored(anchored) = &standing.finalized else {
			return Err(NotRepaired::NoAnchor);
		};
		let Some(plan) = &anchored.plan else { return Ok(Repaired::default()) };
		let lacking = self.lacking(patient, anchor, plan, &standing).await?;
		if lacking.pieces.is_empty() && lacking.records.is_empty() {
			return Ok(Repaired::default());
		}
		std::fs::create_dir_all(&self.folder)?;
		let folder = tempfile::tempdir_in(&self.folder)?;
		let there = self.own_whole(patient, anchor, &lacking, folder.path()).await?;
		let gathered =
			self.gather(patient, anchor, plan, &standing.own, there, folder.path()).await;
		let Gathered { good, blamed } = gathered;
		let head = good.first().map(|good| good.head);
		let head = head.filter(|_| good.len() >= usize::from(plan.pieces.needed));
		let Some(head) = head else { return Err(NotRepaired::TooFewPieces(blamed)) };
		let files = good.into_iter().map(|good| (good.head.index, good.content)).collect();
		let files = self.restored(head, files, anchored, &lacking, folder.path()).await?;
		let pieces = self.keep_pieces(patient, anchor, anchored, &lacking, &head, &files).await?;
		let records = self.keep_records(patient, anchored, lacking.records, files).await?;
		Ok(Repaired { pieces, records, blamed })
	}

	/// What is not here, or not whole.
	async fn lacking(
		&self,
		patient: &PatientId,
		anchor: u32,
		plan: &Plan,
		standing: &Standing,
	) -> Result<Lacking, NotRepaired> {
		let (mut pieces, mut whole) = (Vec::new(), Vec::new());
		for (index, root) in plan.pieces_of(&standing.own) {
			let row = self.catalogue.piece(patient, anchor, &root).await?;
			let is_whole = match &row {
				Some(piece) => self.shelf().is_whole(&Place::from(piece)).await?,
				None => false,
			};
			if is_whole { &mut whole } else { &mut pieces }.push((index, root));
		}
		let batch = self.catalogue.batch(patient, anchor).await?;
		let records = self.lacking_records(batch).await?;
		Ok(Lacking { pieces, whole, records })
	}

	async fn lacking_records(
		&self,
		batch: Option<KeptBatch>,
	) -> Result<HashSet<Name>, NotRepaired> {
		let mut lacking = HashSet::new();
		let Some(batch) = batch else { return Ok(lacking) };
		for record in &batch.records {
			if !self.vault.has(&batch.patient, &record.name).await? {
				lacking.insert(record.name);
			}
		}
		Ok(lacking)
	}

	/// Own pieces that are whole help to restore the records.
	async fn own_whole(
		&self,
		patient: &PatientId,
		anchor: u32,
		lacking: &Lacking,
		folder: &Path,
	) -> Result<Vec<Good<PathBuf>>, NotRepaired> {
		let mut there = Vec::new();
		for (index, root) in &lacking.whole {
			let Some(piece) = self.catalogue.piece(patient, anchor, root).await? else { continue };
			let place = Place::from(&piece);
			let Some(leaves) = self.shelf().leaves(&place).await? else { continue };
			let path = fetched(folder, *index);
			let mut file = File::create(&path).await?;
			let mut first = None;
			let mut parts = Box::pin(self.shelf().stream(place, leaves));
			while let Some(part) = parts.next().await {
				let part = part?;
				first.get_or_insert_with(|| PieceHead::of(&part));
				tokio::io::AsyncWriteExt::write_all(&mut file, &part).await?;
			}
			tokio::io::AsyncWriteExt::flush(&mut file).await?;
			there.extend(first.flatten().map(|head| Good { head, content: path }));
		}
		Ok(there)
	}

	/// Asks the other custodians of the plan, all at once.
	async fn gather(
		&self,
		patient: &PatientId,
		anchor: u32,
		plan: &Plan,
		own: &[u32],
		there: Vec<Good<PathBuf>>,
		folder: &Path,
	) -> Gathered<PathBuf> {
		let others = in_order(plan).filter(|(_, custodian, _)| !own.contains(custodian));
		let asked = others.map(|(index, custodian, root)| {
			let wanted = Wanted { patient: *patient, anchor, root };
			let fetched = async move {
				let path = fetched(folder, index);
				let file = File::create(&path).await.map_err(|_| NotGiven::NoRoom)?;
				let head =
					fetch(&*self.peers, custodian, &wanted, &plan.pieces, index, file).await?;
				Ok(Good { head, content: path })
			};
			(custodian, fetched)
		});
		first_good(plan.pieces.needed.into(), there, asked).await
	}

	/// Restores the pieces that are lacking into files, once the package is known to be the anchor's.
	async fn restored(
		&self,
		head: PieceHead,
		files: BTreeMap<u8, PathBuf>,
		anchored: &Anchored,
		lacking: &Lacking,
		folder: &Path,
	) -> Result<PieceFiles, NotRepaired> {
		let (batch, folder) = (anchored.batch, folder.to_path_buf());
		let indices: Vec<u8> = lacking.pieces.iter().map(|(index, _)| *index).collect();
		let restored = spawn_blocking(move || {
			let mut files = PieceFiles::new(head, files);
			files.restore(&indices, &folder)?;
			files.records(&batch, |_| Ok(()))?;
			Ok::<_, NotRestored>(files)
		});
		Ok(restored.await.map_err(io::Error::other)??)
	}

	/// Puts the restored pieces into the vault, if they have their roots, and has them proved next.
	async fn keep_pieces(
		&self,
		patient: &PatientId,
		anchor: u32,
		anchored: &Anchored,
		lacking: &Lacking,
		head: &PieceHead,
		files: &PieceFiles,
	) -> Result<u32, NotRepaired> {
		let length = head.piece_length().and_then(|length| u64::try_from(length).ok());
		let length = length.ok_or(NotRepaired::FalsePlan)?;
		let mut kept = 0_u32;
		for (index, root) in &lacking.pieces {
			let path = files.file(*index).ok_or(NotRepaired::FalsePlan)?;
			let place = Place { patient: *patient, anchor, root: *root, length };
			match self.shelf().put(&place, in_parts(File::open(path).await?)).await {
				Ok(()) => {},
				// The others are as planned, and this one is not to be had from them.
				Err(NotTaken::OtherPiece) => return Err(NotRepaired::FalsePlan),
				Err(NotTaken::BrokenOff) => {
					return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
				},
				Err(NotTaken::Vault(error)) => return Err(error.into()),
			}
			let row = self.catalogue.piece(patient, anchor, root).await?;
			let row = row.unwrap_or_else(|| unkept(patient, anchor, *index, *root, anchored));
			self.catalogue.put_piece(&KeptPiece { proved: DUE_AT_ONCE, length, ..row }).await?;
			count("restored");
			kept = kept.saturating_add(1);
		}
		Ok(kept)
	}

	/// Puts those records into the vault that the batch has and the vault has not.
	async fn keep_records(
		&self,
		patient: &PatientId,
		anchored: &Anchored,
		lacking: HashSet<Name>,
		files: PieceFiles,
	) -> Result<u32, NotRepaired> {
		if lacking.is_empty() {
			return Ok(0);
		}
		// One record after the other: each may be long.
		let (give, mut take) = mpsc::channel::<(Name, Bytes)>(1);
		let batch = anchored.batch;
		let giving = spawn_blocking(move || {
			files.records(&batch, |SealedRecord { sealed, .. }| {
				let name = crate::hash::blake2b_256(&sealed);
				if !lacking.contains(&name) {
					return Ok(());
				}
				give.blocking_send((name, sealed.into())).map_err(io::Error::other)
			})
		});
		let mut kept = 0_u32;
		while let Some((name, sealed)) = take.recv().await {
			let length = u64::try_from(sealed.len()).unwrap_or(u64::MAX);
			let content = stream::iter([Ok::<_, io::Error>(sealed)]);
			self.vault.put(patient, &name, content, length).await?;
			kept = kept.saturating_add(1);
		}
		giving.await.map_err(io::Error::other)??;
		Ok(kept)
	}

	/// Has the chain say no longer that pieces are kept here that are lost for now; whether it took that.
	pub(super) async fn tell_the_chain(
		&self,
		patient: &PatientId,
		anchor: u32,
	) -> Result<bool, NotRun> {
		let standing = self.ledger.standing(patient, anchor).await?;
		let AnchorState::Anchored(anchored) = &standing.finalized else { return Ok(true) };
		let Some(plan) = &anchored.plan else { return Ok(true) };
		let mut is_told = true;
		for (index, root) in plan.pieces_of(&standing.own) {
			let row = self.catalogue.piece(patient, anchor, &root).await?;
			let is_there = match &row {
				// What the vault cannot say is not said to be lost.
				Some(piece) => self.shelf().is_whole(&Place::from(piece)).await.unwrap_or(true),
				None => false,
			};
			if is_there || !plan.is_held(index, standing.now) {
				continue;
			}
			let row = row.unwrap_or_else(|| unkept(patient, anchor, index, root, anchored));
			is_told &= self.ledger.release(&row).await? == Told::Taken;
		}
		Ok(is_told)
	}

	fn shelf(&self) -> Shelf {
		Shelf::new(self.vault.clone())
	}
}

/// An own piece of which nothing is known here.
fn unkept(
	patient: &PatientId,
	anchor: u32,
	index: u8,
	root: Name,
	anchored: &Anchored,
) -> KeptPiece {
	KeptPiece {
		patient: *patient,
		anchor,
		index,
		root,
		length: 0,
		writer: anchored.writer(patient),
		held_until: None,
		proved: None,
		dropped: None,
	}
}

fn fetched(folder: &Path, index: u8) -> PathBuf {
	folder.join(format!("fetched-{index}"))
}

fn in_parts(file: File) -> impl Stream<Item = io::Result<Bytes>> + Send {
	stream::try_unfold(file, |mut file| async move {
		let mut part = Vec::new();
		let limit = u64::try_from(PART).unwrap_or(u64::MAX);
		let read = (&mut file).take(limit).read_to_end(&mut part).await?;
		Ok((read > 0).then(|| (part.into(), file)))
	})
}

#[cfg(test)]
mod tests;
