//! Handing out pieces, and chunks of them, to whom the chain lets have them.

use super::{
	ledger::Standing,
	no_answer,
	piece_id::id_of,
	shelf::{Place, ProvedChunk},
	Pieces, DUE_AT_ONCE,
};
use crate::{
	catalogue::CatalogueError,
	kept::{KeptPiece, Name, PatientId, Writer},
	refusal::Refusal,
	vault::VaultError,
};
use bytes::Bytes;
use futures::{stream::BoxStream, StreamExt};

/// A piece that is handed out.
pub struct HandedOut {
	/// Its length in bytes.
	pub length: u64,
	/// Its bytes. What is damaged is not handed out: there they break off.
	pub content: BoxStream<'static, Result<Bytes, VaultError>>,
}

impl Pieces {
	/// The piece of an anchor that the present plan has, or the one with `root`.
	///
	/// # Errors
	/// [`Refusal::Refused`] to whoever is not let fetch it, and where it is not there; [`Refusal::Unavailable`].
	pub async fn piece(
		&self,
		asking: &Writer,
		patient: &PatientId,
		anchor: u32,
		root: Option<Name>,
	) -> Result<HandedOut, Refusal> {
		let piece = self.permitted(asking, patient, anchor, root).await?;
		let place = Place::from(&piece);
		let leaves = self.shelf.leaves(&place).await?;
		let Some(leaves) = leaves else { return Err(self.missed(piece).await) };
		let content = self.shelf.stream(place, leaves).boxed();
		Ok(HandedOut { length: piece.length, content })
	}

	/// A chunk of such a piece, with the siblings of its leaf.
	///
	/// # Errors
	/// As [`Pieces::piece`].
	pub async fn chunk(
		&self,
		asking: &Writer,
		patient: &PatientId,
		anchor: u32,
		root: Option<Name>,
		index: u32,
	) -> Result<ProvedChunk, Refusal> {
		let piece = self.permitted(asking, patient, anchor, root).await?;
		let place = Place::from(&piece);
		if u64::from(index) >= place.chunks() {
			return Err(Refusal::Malformed("the piece has no such chunk"));
		}
		match self.shelf.proved(&place, index).await? {
			Some(proved) => Ok(proved),
			None => Err(self.missed(piece).await),
		}
	}

	/// The piece that is asked for, if whoever asks is let have it.
	async fn permitted(
		&self,
		asking: &Writer,
		patient: &PatientId,
		anchor: u32,
		root: Option<Name>,
	) -> Result<KeptPiece, Refusal> {
		let standing = self.ledger.standing(patient, anchor).await.map_err(no_answer)?;
		if !self.lets_fetch(&standing, patient, asking).await? {
			return Err(Refusal::Refused);
		}
		let planned = standing.finalized.plan().into_iter();
		let planned = planned.flat_map(|plan| plan.pieces_of(&standing.own));
		let roots: Vec<Name> = match root {
			Some(root) => vec![root],
			None => planned.map(|(_, root)| root).collect(),
		};
		for root in &roots {
			let row = self.catalogue.piece(patient, anchor, root).await?;
			if let Some(piece) = row {
				return Ok(piece);
			}
		}
		Err(Refusal::Refused)
	}

	/// Whether somebody is let fetch pieces of the anchor, or has followed who is: plans and anchors name that one still.
	async fn lets_fetch(
		&self,
		standing: &Standing,
		patient: &PatientId,
		asking: &Writer,
	) -> Result<bool, Refusal> {
		if standing.lets_fetch(patient, asking) {
			return Ok(true);
		}
		let Writer::Organization(organization) = asking else { return Ok(false) };
		let numbers = self.ledger.numbers(*organization).await.map_err(no_answer)?;
		let mut named = numbers.into_iter().map(Writer::Organization);
		Ok(named.any(|named| standing.lets_fetch(patient, &named)))
	}

	/// What should be there is not, or is damaged: it is looked at next, whoever may be bringing it.
	async fn missed(&self, piece: KeptPiece) -> Refusal {
		let _turn = self.turns.turn(&id_of(&piece)).await;
		let due = self.make_due(&piece.patient, piece.anchor, &piece.root).await;
		due.map_or_else(Refusal::from, |_| Refusal::Refused)
	}

	/// Has a piece proved next, if it is still kept; whether it is. It is the caller's turn.
	pub(super) async fn make_due(
		&self,
		patient: &PatientId,
		anchor: u32,
		root: &Name,
	) -> Result<bool, CatalogueError> {
		let Some(piece) = self.catalogue.piece(patient, anchor, root).await? else {
			return Ok(false);
		};
		// One that was never proved is due, and is known by that.
		if piece.proved.is_some() {
			self.catalogue.put_piece(&KeptPiece { proved: DUE_AT_ONCE, ..piece }).await?;
		}
		self.arrived.notify_one();
		Ok(true)
	}
}

#[cfg(test)]
mod tests;
