//! Repairing what a custodian lost, from the pieces of the other custodians of the plan: its own pieces and, where it keeps the batch whole, its
//! sealed records. The service itself does it for pieces that it finds lost. What is whole is passed over, so a repair that was broken off goes on by being begun again.

mod command;
mod mending;
mod over_route;

pub use command::{run, Arguments, NotRun, Summary};
pub use mending::Mender;
pub use over_route::{ask, NotAsked, Route};

use super::{
	count,
	gathering::{first_good, Gathered, Good},
	ledger::{AnchorState, Anchored, PieceLedger, Plan, Standing, Told, Unanswered},
	peers::{fetch, NotGiven, Peers, Wanted},
	piece_id::piece_id,
	reading::in_order,
	restoring::{unnamed, NotRestored, PieceFiles},
	shelf::{NotTaken, Place, Shelf},
	DUE_AT_ONCE,
};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	keeping::one_at_a_time::OneAtATime,
	kept::{KeptBatch, KeptPiece, Name, PatientId},
	vault::{Vault, VaultError},
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use salus_client::{batch::SealedRecord, pieces::PieceHead};
use std::{
	collections::{BTreeMap, HashSet},
	fs::File,
	io::{self, Seek},
	path::PathBuf,
	sync::Arc,
};
use tokio::{
	fs,
	io::{AsyncReadExt, AsyncWriteExt},
	sync::mpsc,
	task::spawn_blocking,
};

pub use super::gathering::Blamed;

/// So many bytes of a file are read at once.
const PART: usize = 1 << 20;

/// With what is repaired.
pub struct Repairer {
	/// The chain.
	pub ledger: Arc<dyn PieceLedger>,
	/// What is kept.
	pub catalogue: Arc<Catalogue>,
	/// Where the bytes are.
	pub vault: Vault,
	/// The other custodians.
	pub peers: Arc<dyn Peers>,
	/// Where pieces are put while they are fetched, in files that have no name: it needs room for one batch's.
	pub folder: PathBuf,
	/// With whatever else is at work on what is kept.
	pub turns: Turns,
}

/// Whose turn it is to change what is kept.
#[derive(Clone, Debug, Default)]
pub struct Turns {
	/// Of a piece, by its id.
	pub pieces: OneAtATime,
	/// Of a patient.
	pub patients: OneAtATime,
}

/// What was done for an anchor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
	/// So many own pieces were restored.
	pub pieces: u32,
	/// So many sealed records were restored.
	pub records: u32,
	/// The anchor names this custodian, and the batch itself is not here: with its header it comes from its writer, or from a copy, only.
	pub is_batch_absent: bool,
	/// Who gave no good piece, as far as it was waited for.
	pub blamed: Vec<Blamed>,
}

/// Why an anchor could not be repaired.
#[derive(Debug, thiserror::Error)]
pub enum NotRepaired {
	/// The chain has no such anchor, or it was erased: there is nothing to keep.
	#[error("the chain has no such anchor, or it was erased")]
	NoAnchor,
	/// Sealed records are lost, and nobody planned pieces from which they could be restored.
	#[error("sealed records are lost, and no pieces of them were planned: their writer has them, or a copy of this store")]
	NoPlan,
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

impl From<NotTaken> for NotRepaired {
	fn from(error: NotTaken) -> Self {
		match error {
			// The others are as planned, and this one is not to be had from them.
			NotTaken::OtherPiece => Self::FalsePlan,
			NotTaken::BrokenOff => Self::Folder(io::ErrorKind::UnexpectedEof.into()),
			NotTaken::Vault(error) => Self::Vault(error),
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
	/// The batch is not there, and should be.
	is_batch_absent: bool,
}

impl Repairer {
	/// Restores what this custodian has to keep of an anchor, and does not have.
	pub async fn repair(&self, patient: &PatientId, anchor: u32) -> Result<Repaired, NotRepaired> {
		let standing = self.ledger.standing(patient, anchor).await?;
		let AnchorState::Anchored(anchored) = &standing.finalized else {
			return Err(NotRepaired::NoAnchor);
		};
		let lacking = self.lacking(patient, anchor, anchored, &standing).await?;
		let mut repaired =
			Repaired { is_batch_absent: lacking.is_batch_absent, ..Repaired::default() };
		if lacking.pieces.is_empty() && lacking.records.is_empty() {
			return Ok(repaired);
		}
		let Some(plan) = &anchored.plan else { return Err(NotRepaired::NoPlan) };
		let there = self.own_whole(patient, anchor, &lacking).await?;
		let Gathered { good, blamed } =
			self.gather(patient, anchor, plan, &standing.own, there).await;
		let head = good.first().map(|good| good.head);
		let head = head.filter(|_| good.len() >= usize::from(plan.pieces.needed));
		let Some(head) = head else { return Err(NotRepaired::TooFewPieces(blamed)) };
		repaired.blamed = blamed;
		let files = good.into_iter().map(|good| (good.head.index, good.content)).collect();
		let files = self.restored(head, files, anchored, &lacking).await?;
		repaired.pieces =
			self.keep_pieces(patient, anchor, anchored, &lacking, &head, &files).await?;
		repaired.records =
			self.keep_records(patient, anchor, anchored, lacking.records, files).await?;
		Ok(repaired)
	}

	/// What is not here, or not whole.
	async fn lacking(
		&self,
		patient: &PatientId,
		anchor: u32,
		anchored: &Anchored,
		standing: &Standing,
	) -> Result<Lacking, NotRepaired> {
		let (mut pieces, mut whole) = (Vec::new(), Vec::new());
		let planned = anchored.plan.iter().flat_map(|plan| plan.pieces_of(&standing.own));
		for (index, root) in planned {
			let row = self.catalogue.piece(patient, anchor, &root).await?;
			let is_whole = match &row {
				Some(piece) => self.shelf().is_whole(&Place::from(piece)).await?,
				None => false,
			};
			if is_whole { &mut whole } else { &mut pieces }.push((index, root));
		}
		let batch = self.catalogue.batch(patient, anchor).await?;
		let is_batch_absent = batch.is_none() && standing.own.contains(&anchored.custodian);
		let records = self.lacking_records(batch).await?;
		Ok(Lacking { pieces, whole, records, is_batch_absent })
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

	/// Own pieces that are whole help to restore the others, and the records.
	async fn own_whole(
		&self,
		patient: &PatientId,
		anchor: u32,
		lacking: &Lacking,
	) -> Result<Vec<Good<File>>, NotRepaired> {
		let mut there = Vec::new();
		for (_, root) in &lacking.whole {
			let Some(piece) = self.catalogue.piece(patient, anchor, root).await? else { continue };
			let place = Place::from(&piece);
			let Some(leaves) = self.shelf().leaves(&place).await? else { continue };
			let mut file = fs::File::from_std(unnamed(&self.folder)?);
			let mut first = None;
			let mut parts = Box::pin(self.shelf().stream(place, leaves));
			while let Some(part) = parts.next().await {
				let part = part?;
				first.get_or_insert_with(|| PieceHead::of(&part));
				file.write_all(&part).await?;
			}
			file.flush().await?;
			let content = file.into_std().await;
			there.extend(first.flatten().map(|head| Good { head, content }));
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
		there: Vec<Good<File>>,
	) -> Gathered<File> {
		let followers = self.followers(plan).await;
		let others = in_order(plan).filter(|(_, custodian, _)| !own.contains(custodian));
		let asked = others.map(|(index, custodian, root)| {
			let custodian = followers.get(&custodian).copied().unwrap_or(custodian);
			let wanted = Wanted { patient: *patient, anchor, root };
			let fetched = async move {
				let file = unnamed(&self.folder).map_err(|_| NotGiven::NoRoom)?;
				let mut file = fs::File::from_std(file);
				let head =
					fetch(&*self.peers, custodian, &wanted, &plan.pieces, index, &mut file).await?;
				Ok(Good { head, content: file.into_std().await })
			};
			(custodian, fetched)
		});
		first_good(plan.pieces.needed.into(), there, asked).await
	}

	/// Of those custodians of a plan of whom nobody says where they are asked, who has followed them: it has their pieces, and their plans name
	/// them still.
	async fn followers(&self, plan: &Plan) -> BTreeMap<u32, u32> {
		let known = self.peers.known();
		let mut followers = BTreeMap::new();
		if plan.custodians.iter().all(|custodian| known.contains(custodian)) {
			return followers;
		}
		for peer in &known {
			// Where the chain does not say it, the others are asked.
			let numbers = self.ledger.numbers(*peer).await.unwrap_or_default();
			let followed = numbers.into_iter().filter(|number| !known.contains(number));
			followers.extend(followed.map(|number| (number, *peer)));
		}
		followers
	}

	/// Restores the pieces that are lacking into files, once the package is known to be the anchor's.
	async fn restored(
		&self,
		head: PieceHead,
		files: BTreeMap<u8, File>,
		anchored: &Anchored,
		lacking: &Lacking,
	) -> Result<PieceFiles, NotRepaired> {
		let (batch, folder) = (anchored.batch, self.folder.clone());
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
			let file = files.file(*index).ok_or(NotRepaired::FalsePlan)?;
			let place = Place { patient: *patient, anchor, root: *root, length };
			let _turn = self.turns.pieces.turn(&piece_id(patient, anchor, root)).await;
			let before = self.catalogue.piece(patient, anchor, root).await?;
			let row =
				before.clone().unwrap_or_else(|| unkept(patient, anchor, *index, *root, anchored));
			let restored = KeptPiece { proved: DUE_AT_ONCE, length, ..row };
			// First: what comes to an end between leaves nothing that nobody knows of.
			self.catalogue.put_piece(&restored).await?;
			if let Err(error) = self.shelf().put(&place, in_parts(file)?).await {
				match before {
					Some(before) => self.catalogue.put_piece(&before).await?,
					None => self.catalogue.remove_piece(patient, anchor, root).await?,
				}
				return Err(error.into());
			}
			self.catalogue.put_piece(&KeptPiece { lost: None, ..restored }).await?;
			count("restored");
			kept = kept.saturating_add(1);
		}
		Ok(kept)
	}

	/// Puts those records into the vault that the batch has and the vault has not. What the batch has no longer by now is left out.
	async fn keep_records(
		&self,
		patient: &PatientId,
		anchor: u32,
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
			let _turn = self.turns.patients.turn(patient).await;
			let batch = self.catalogue.batch(patient, anchor).await?;
			if !batch.is_some_and(|batch| batch.records.iter().any(|record| record.name == name)) {
				continue;
			}
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
		lost: None,
	}
}

/// What is in a file, from its beginning.
fn in_parts(file: &File) -> io::Result<impl Stream<Item = io::Result<Bytes>> + Send> {
	let mut file = file.try_clone()?;
	file.rewind()?;
	Ok(stream::try_unfold(fs::File::from_std(file), |mut file| async move {
		let mut part = Vec::new();
		let limit = u64::try_from(PART).unwrap_or(u64::MAX);
		let read = (&mut file).take(limit).read_to_end(&mut part).await?;
		Ok((read > 0).then(|| (part.into(), file)))
	}))
}

#[cfg(test)]
mod tests;
