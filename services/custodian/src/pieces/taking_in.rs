//! Taking in a piece: only one that the plan on the chain has for this custodian, and on the account of who brings it.

use super::{
	ledger::Standing,
	no_answer,
	piece_id::{id_of, PieceId},
	shelf::{self, NotTaken, Place},
	Pieces,
};
use crate::{
	catalogue::CatalogueError,
	keeping::records::ensure_own,
	kept::{Charged, KeptPiece, Name, PatientId, Usage, Writer},
	quotas::room_for,
	refusal::Refusal,
};
use bytes::{Bytes, BytesMut};
use futures::{stream, Stream, StreamExt};
use salus_client::pieces::{PieceHead, HEAD_LENGTH};
use std::{
	collections::HashMap,
	pin::Pin,
	sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::Notify;

const BROKEN_OFF: Refusal = Refusal::Malformed("the piece broke off");
const OTHER_PIECE: Refusal = Refusal::NotAsCommitted("it does not lead to the root in the plan");
const NOT_PLANNED: &str = "no plan on the chain has this piece for this custodian";

/// So often one writer may bring the same piece at once: it is charged once, and each is on the disk until it is whole or breaks off. One more
/// than one, since a client that lost its connection comes back before that is noticed here.
const MOST_AT_ONCE: usize = 2;
const COMING: Refusal = Refusal::TooMany(1);

/// What came of a piece that was brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
	/// It is kept from now on.
	New,
	/// It was kept already.
	Known,
}

impl Pieces {
	/// Takes in a piece while it comes. It is durable when this returns; the chain is told afterwards, once it was proved. One that is kept
	/// already is compared with its root all the same: whoever has other bytes has not brought it.
	///
	/// # Errors
	/// [`Refusal::Refused`] to a patient's side that brings another patient's, [`Refusal::Malformed`], [`Refusal::NotAsCommitted`] of what no
	/// plan at both heads has, or what does not lead to the root there, [`Refusal::OverQuota`], [`Refusal::TooMany`],
	/// [`Refusal::Unavailable`]. Nothing of it is kept then.
	pub async fn take_in<S, E>(
		self: &Arc<Self>,
		writer: Writer,
		patient: &PatientId,
		anchor: u32,
		content: S,
	) -> Result<Taken, Refusal>
	where
		S: Stream<Item = Result<Bytes, E>> + Send + 'static,
		E: Send + 'static,
	{
		ensure_own(writer, patient)?;
		let (pieces, patient) = (Arc::clone(self), *patient);
		// On its own, since what has come has to be put in order also when whoever sends it is gone: what was erased meanwhile must not stay.
		let work =
			async move { pieces.take_while_it_comes(writer, &patient, anchor, content).await };
		tokio::spawn(work).await.map_err(|_| Refusal::Unavailable)?
	}

	async fn take_while_it_comes<E: Send>(
		&self,
		writer: Writer,
		patient: &PatientId,
		anchor: u32,
		content: impl Stream<Item = Result<Bytes, E>> + Send,
	) -> Result<Taken, Refusal> {
		// Asked first: of what is not planned nothing is read.
		let standing = self.ledger.standing(patient, anchor).await.map_err(no_answer)?;
		if standing.finalized.plan().is_none() {
			return Err(Refusal::NotAsCommitted(NOT_PLANNED));
		}
		let mut content = Box::pin(content);
		let (begun, head) = begin(&mut content).await?;
		let piece = planned(&standing, head, patient, anchor, writer)?;
		let place = Place::from(&piece);
		let whole = stream::iter([Ok(begun)]).chain(content);
		let Some(_on_its_way) = self.begin_taking(&piece, &place, writer).await? else {
			shelf::compare(&place, whole).await.map_err(refusal_of)?;
			return Ok(Taken::Known);
		};
		self.shelf.put(&place, whole).await.map_err(refusal_of)?;
		let taken = self.taken(&piece).await?;
		if standing.finalized.is_of_organization() {
			self.catalogue.note_history(patient).await?;
		}
		Ok(taken)
	}

	/// Puts a piece that begins to come on the account of who brings it; nothing where it is kept already.
	async fn begin_taking(
		&self,
		piece: &KeptPiece,
		place: &Place,
		writer: Writer,
	) -> Result<Option<OnItsWay>, Refusal> {
		let _turn = self.turns.turn(&id_of(piece)).await;
		if self.is_kept(place).await? {
			return Ok(None);
		}
		// Told when it is over, however: what did not come whole is then found to be lost, and is on nobody's account.
		let begun = self.on_their_way.begin(id_of(piece), writer, self.arrived.clone());
		let on_its_way = begun.ok_or(COMING)?;
		self.charge(piece).await?;
		Ok(Some(on_its_way))
	}

	/// Puts a piece on the account of who brings it, unless it is on somebody's. What one that is there says of its length its head has said,
	/// which may have been false, and is still to be told.
	async fn charge(&self, piece: &KeptPiece) -> Result<(), Refusal> {
		match self.catalogue.charge_piece(piece, &self.quotas).await? {
			Charged::New => Ok(()),
			Charged::OverLimit => Err(Refusal::OverQuota),
			Charged::Known => {
				let KeptPiece { patient, anchor, root, .. } = piece;
				let row = self.catalogue.piece(patient, *anchor, root).await?;
				let is_alike = row.is_some_and(|row| row.length == piece.length);
				let more = Usage { kept: room_for(piece.length), loose: 0 };
				let has_room = self.catalogue.has_room(piece.writer, more, &self.quotas);
				if is_alike || has_room.await? {
					return Ok(());
				}
				Err(Refusal::OverQuota)
			},
		}
	}

	/// What the patient has erased while it came is not kept. It came under its root, which covers the head: so its length is the true one, and
	/// whoever was charged for another one has not brought it.
	async fn taken(&self, piece: &KeptPiece) -> Result<Taken, Refusal> {
		let KeptPiece { patient, anchor, root, .. } = piece;
		let _turn = self.turns.turn(&id_of(piece)).await;
		let row = self.catalogue.piece(patient, *anchor, root).await?;
		if row.is_some_and(|row| row.length != piece.length)
			&& self.catalogue.replace_piece(piece, &self.quotas).await? == Charged::OverLimit
		{
			self.shelf.remove(&Place::from(piece)).await?;
			return Err(Refusal::OverQuota);
		}
		if self.make_due(patient, *anchor, root).await? {
			self.lost_no_longer(patient, *anchor, root).await?;
			return Ok(Taken::New);
		}
		self.shelf.remove(&Place::from(piece)).await?;
		Err(Refusal::NotAsCommitted(NOT_PLANNED))
	}

	/// A piece that was lost has come. What the chain is told of the loss meanwhile is no news of this one.
	async fn lost_no_longer(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<(), CatalogueError> {
		match self.catalogue.piece(patient, anchor, root).await? {
			Some(row) if row.lost.is_some() => {
				self.catalogue.put_piece(&KeptPiece { lost: None, ..row }).await
			},
			_ => Ok(()),
		}
	}

	/// Whether the piece is kept, as far as a chunk at random shows.
	async fn is_kept(&self, place: &Place) -> Result<bool, Refusal> {
		let Place { patient, anchor, root, .. } = place;
		let row = self.catalogue.piece(patient, *anchor, root).await?;
		match row {
			Some(_) => Ok(self.sample(place).await?),
			None => Ok(false),
		}
	}
}

fn refusal_of(why: NotTaken) -> Refusal {
	match why {
		NotTaken::OtherPiece => OTHER_PIECE,
		NotTaken::BrokenOff => BROKEN_OFF,
		NotTaken::Vault(error) => error.into(),
	}
}

/// The first bytes of a piece, and the head with which they begin.
async fn begin<E>(
	content: &mut Pin<Box<impl Stream<Item = Result<Bytes, E>>>>,
) -> Result<(Bytes, PieceHead), Refusal> {
	let mut begun = BytesMut::new();
	while begun.len() < HEAD_LENGTH {
		match content.next().await {
			Some(Ok(bytes)) => begun.extend_from_slice(&bytes),
			Some(Err(_)) => return Err(BROKEN_OFF),
			None => return Err(Refusal::Malformed("it is no piece")),
		}
	}
	let head = PieceHead::of(&begun).ok_or(Refusal::Malformed("it is no piece"))?;
	Ok((begun.freeze(), head))
}

/// The piece that a head names, if the plan has it for this custodian.
fn planned(
	standing: &Standing,
	head: PieceHead,
	patient: &PatientId,
	anchor: u32,
	writer: Writer,
) -> Result<KeptPiece, Refusal> {
	let plan = standing.finalized.plan().map(|plan| &plan.pieces);
	let plan = plan
		.filter(|plan| plan.needed == head.needed && plan.roots.len() == usize::from(head.pieces));
	let root = plan.and_then(|plan| plan.roots.get(usize::from(head.index)));
	let root = root.filter(|root| standing.has_planned(head.index, root));
	let length = head.piece_length().and_then(|length| u64::try_from(length).ok());
	match (root, length) {
		(Some(root), Some(length)) => Ok(KeptPiece {
			patient: *patient,
			anchor,
			index: head.index,
			root: *root,
			length,
			writer,
			held_until: None,
			proved: None,
			dropped: None,
			lost: None,
		}),
		_ => Err(Refusal::NotAsCommitted(NOT_PLANNED)),
	}
}

/// Which pieces are being taken in, and from whom: what was never kept is not lost, although it is not there.
#[derive(Clone, Debug, Default)]
pub(super) struct OnTheirWay(Arc<Mutex<HashMap<PieceId, Vec<Writer>>>>);

/// A piece is being taken in for as long as this is there.
#[derive(Debug)]
pub(super) struct OnItsWay {
	all: OnTheirWay,
	id: PieceId,
	writer: Writer,
	arrived: Arc<Notify>,
}

impl OnTheirWay {
	/// A piece begins to come; nothing where the same writer brings it so often already.
	fn begin(&self, id: PieceId, writer: Writer, arrived: Arc<Notify>) -> Option<OnItsWay> {
		let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		let writers = all.entry(id).or_default();
		if writers.iter().filter(|other| **other == writer).count() >= MOST_AT_ONCE {
			return None;
		}
		writers.push(writer);
		Some(OnItsWay { all: self.clone(), id, writer, arrived })
	}

	/// Whether a piece is coming.
	pub(super) fn has(&self, id: &PieceId) -> bool {
		self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(id)
	}
}

impl Drop for OnItsWay {
	fn drop(&mut self) {
		let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(writers) = all.get_mut(&self.id) {
			let own = writers.iter().position(|writer| *writer == self.writer);
			own.map(|own| writers.swap_remove(own));
			if writers.is_empty() {
				all.remove(&self.id);
			}
		}
		drop(all);
		self.arrived.notify_one();
	}
}

#[cfg(test)]
mod tests;
