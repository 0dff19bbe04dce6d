//! Proving, again and again, that pieces are still there: a chunk at random of each. What was proved is told to the chain anew, so that its row of
//! custody is never older than the last proof; what is lost or damaged is told as well. And destroying what is not to be kept any longer.

use super::{
	back_off::BackOff,
	count,
	ledger::{AnchorState, Standing, Told, Unanswered},
	no_answer,
	piece_id::{id_of, PieceId},
	settings::KEPT_AFTER_DROPPED,
	shelf::Place,
	Pieces,
};
use crate::{
	catalogue::CatalogueError,
	kept::{KeptPiece, Moment, PatientId},
	refusal::Refusal,
	vault::VaultError,
};
use futures::{stream, StreamExt};
use std::{
	collections::HashSet,
	pin::pin,
	sync::{Arc, PoisonError},
	time::Duration,
};
use tokio::{
	sync::watch,
	time::{interval, sleep, MissedTickBehavior},
};

/// So long nothing is looked for where nothing was due, unless a piece arrives.
const PAUSE: Duration = Duration::from_secs(60);
/// So many pieces at most are looked at before it is looked anew which are due.
const PIECES_A_PASS: u32 = 1_000;

/// What came of looking at a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looked {
	/// It is there. The chain was told, where it wants to know.
	Proved,
	/// It is lost or damaged. The chain was told, where it had been told that it is kept.
	Lost,
	/// It is destroyed, since it was not to be kept any longer, or never was there.
	Destroyed,
	/// It is being taken in for the first time.
	OnItsWay,
}

/// What a piece's own turn has shown. What the chain is told of it is told after the turn: that may take minutes, in which the piece is handed out,
/// taken in anew or destroyed as ever.
enum Found {
	/// Nothing that the chain is to be told of.
	Over(Looked),
	/// It is there.
	There(KeptPiece),
	/// It is lost or damaged, and is noted as that.
	Gone(KeptPiece),
}

/// Why a piece was not looked at, or the chain not told. It is tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotNow {
	#[error(transparent)]
	Chain(#[from] Unanswered),
	#[error(transparent)]
	Catalogue(#[from] CatalogueError),
	#[error(transparent)]
	Vault(#[from] VaultError),
}

impl Pieces {
	/// Proves what is due, and looks whether all is there, until `until` says true.
	pub async fn run(self: Arc<Self>, mut until: watch::Receiver<bool>) {
		let every = Duration::from_millis(self.settings.proved_every()).as_secs_f64();
		metrics::gauge!("salus_custodian_piece_proofs_every_seconds").set(every);
		let work = async { tokio::join!(self.prove(), self.look_again_and_again()) };
		tokio::select! {
			_ = work => {},
			_ = until.wait_for(|ends| *ends) => {},
		}
	}

	async fn prove(&self) {
		loop {
			let arrived = self.arrived.notified();
			match self.prove_due().await {
				// More of it may be due.
				Ok(proved) if proved > 0 => continue,
				Ok(_) => {},
				Err(error) => tracing::warn!(kind = "proofs-held-up", %error, "pieces"),
			}
			tokio::select! {
				() = arrived => {},
				() = sleep(PAUSE) => {},
			}
		}
	}

	/// Looks at pieces that are due, at the rate that is set; how many are not due any more. What fails is put off until all others were looked
	/// at, and holds up none but by a pause that becomes longer: only when everything fails the pass ends.
	pub(super) async fn prove_due(&self) -> Result<u64, NotNow> {
		let now = self.ledger.now().await?;
		let mut put_off = std::mem::take(&mut *self.put_off());
		let limit = PIECES_A_PASS.saturating_add(u32::try_from(put_off.len()).unwrap_or(u32::MAX));
		let mut due = self.catalogue.pieces_due(self.settings.due_before(now), limit).await?;
		let are_all = due.len() < usize::try_from(limit).unwrap_or(usize::MAX);
		due.retain(|piece| !put_off.contains(&id_of(piece)));
		let looked = self.look_after_all(due, &mut put_off).await;
		let is_round_over = are_all && !matches!(looked, Err(Ended::Early(_)));
		if !is_round_over {
			*self.put_off() = put_off;
		}
		match looked {
			Ok(done) => Ok(done),
			Err(Ended::Early(error) | Ended::Well(error)) => Err(error),
		}
	}

	async fn look_after_all(
		&self,
		due: Vec<KeptPiece>,
		put_off: &mut HashSet<PieceId>,
	) -> Result<u64, Ended> {
		let mut beat =
			interval(Duration::from_secs(60).div_f64(self.settings.proofs_per_minute.into()));
		beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
		let (back_off, at_once) =
			(Arc::new(BackOff::default()), usize::from(self.settings.proofs_at_once));
		let begun = (beat, due.into_iter(), back_off.clone());
		let at_its_turn = stream::unfold(begun, |(mut beat, mut due, back_off)| async move {
			let piece = due.next()?;
			beat.tick().await;
			back_off.wait().await;
			Some((piece, (beat, due, back_off)))
		});
		let looked = at_its_turn.map(|piece| async move {
			let looked = self.look_after(&piece).await;
			(id_of(&piece), looked)
		});
		let mut looked = pin!(looked.buffer_unordered(at_once));
		let (mut done, mut first_error) = (0_u64, None);
		while let Some((id, looked)) = looked.next().await {
			match looked {
				Ok(looked) => {
					back_off.went_well();
					if looked != Looked::OnItsWay {
						done = done.saturating_add(1);
					}
				},
				Err(error) => {
					put_off.insert(id);
					first_error.get_or_insert(error.clone());
					if !back_off.failed(at_once) {
						return Err(Ended::Early(error));
					}
				},
			}
		}
		match first_error {
			Some(error) if done == 0 => Err(Ended::Well(error)),
			_ => Ok(done),
		}
	}

	/// Looks at a piece: whether it is to be kept, and whether it is there.
	async fn look_after(&self, piece: &KeptPiece) -> Result<Looked, NotNow> {
		let standing = self.ledger.standing(&piece.patient, piece.anchor).await?;
		let is_erased = self.is_erased(piece, &standing).await?;
		match self.look_at(piece, &standing, is_erased).await? {
			Found::Over(looked) => Ok(looked),
			Found::There(piece) => self.proved(piece, &standing).await,
			Found::Gone(piece) => self.lost(piece, &standing).await,
		}
	}

	/// What can be found out without the chain, in the piece's turn.
	async fn look_at(
		&self,
		piece: &KeptPiece,
		standing: &Standing,
		is_erased: bool,
	) -> Result<Found, NotNow> {
		let _turn = self.turns.turn(&id_of(piece)).await;
		// It may have been destroyed, or proved, since it was found due.
		let KeptPiece { patient, anchor, root, .. } = piece;
		let Some(mut piece) = self.catalogue.piece(patient, *anchor, root).await? else {
			return Ok(Found::Over(Looked::Destroyed));
		};
		if is_erased || is_dropped_long_ago(&mut piece, standing) {
			self.destroy(&piece).await?;
			count("destroyed");
			return Ok(Found::Over(Looked::Destroyed));
		}
		let place = Place::from(&piece);
		// What is damaged shows twice; what memory or a cable altered does not.
		let is_there = self.sample(&place).await? || self.sample(&place).await?;
		if is_there {
			// Also while somebody brings it again, or something else in its name.
			return Ok(Found::There(piece));
		}
		let never_came = piece.held_until.is_none() && piece.proved.is_none();
		// What was kept is lost all the same: whoever begins to bring it does not hide that, however slowly it comes.
		if never_came && self.on_their_way.has(&id_of(&piece)) {
			return Ok(Found::Over(Looked::OnItsWay));
		}
		// A disk that is not there has lost nothing.
		self.shelf.ready().await?;
		if never_came {
			// It did not come whole, and nobody was told of it.
			self.destroy(&piece).await?;
			count("never-came");
			return Ok(Found::Over(Looked::Destroyed));
		}
		if matches!(standing.finalized, AnchorState::Unknown) {
			// Its retention is over: nobody misses it.
			self.destroy(&piece).await?;
			count("destroyed");
			return Ok(Found::Over(Looked::Destroyed));
		}
		if piece.lost.is_none() {
			count("lost");
			tracing::error!(
				kind = "piece-lost",
				"a piece is lost or damaged: it is made anew from those of the peers that the configuration names"
			);
			piece.lost = Some(standing.now);
			self.catalogue.put_piece(&piece).await?;
		}
		self.lost.notify_one();
		self.suspect.notify_one();
		Ok(Found::Gone(piece))
	}

	/// A chunk at random is compared with the root.
	pub(super) async fn sample(&self, place: &Place) -> Result<bool, VaultError> {
		let Ok(index) = u32::try_from(self.any_of(place.chunks())) else { return Ok(false) };
		Ok(self.shelf.proved(place, index).await?.is_some())
	}

	async fn proved(&self, piece: KeptPiece, standing: &Standing) -> Result<Looked, NotNow> {
		let mut held_until = piece.held_until;
		if standing.has_planned(piece.index, &piece.root) {
			let until = self.settings.held_until(standing.now);
			match self.ledger.hold(&piece, until).await? {
				Told::Taken => held_until = Some(until),
				// Such as `NotTheCustodian`: whoever runs the custodian has to see to it.
				Told::Refused(name) => {
					count("hold-refused");
					tracing::warn!(kind = "hold-refused", name, "pieces");
				},
			}
		}
		self.looked_at(&piece, standing.now, |row| {
			row.held_until = held_until;
			row.dropped = piece.dropped;
			row.lost = None;
		})
		.await?;
		count("proved");
		Ok(Looked::Proved)
	}

	async fn lost(&self, piece: KeptPiece, standing: &Standing) -> Result<Looked, NotNow> {
		let plan = standing.finalized.plan();
		let is_held = plan.is_some_and(|plan| plan.is_held(piece.index, standing.now));
		if is_held && standing.has_finally_planned(piece.index, &piece.root) {
			if let Told::Refused(name) = self.ledger.release(&piece).await? {
				tracing::warn!(kind = "release-refused", name, "pieces");
			}
		}
		// The row stays: what comes back, as a disk that was not there, is found to be there.
		self.looked_at(&piece, standing.now, |row| {
			row.held_until = None;
			row.dropped = piece.dropped;
		})
		.await?;
		Ok(Looked::Lost)
	}

	/// Notes what came of looking at a piece, now that the chain was told. What happened to it meanwhile stands: one that is to be looked at
	/// again, or was restored, is.
	async fn looked_at(
		&self,
		seen: &KeptPiece,
		now: Moment,
		note: impl FnOnce(&mut KeptPiece),
	) -> Result<(), CatalogueError> {
		let _turn = self.turns.turn(&id_of(seen)).await;
		let row = self.catalogue.piece(&seen.patient, seen.anchor, &seen.root).await?;
		let Some(mut row) = row else { return Ok(()) };
		if (row.proved, row.lost) == (seen.proved, seen.lost) {
			note(&mut row);
			row.proved = Some(now);
			self.catalogue.put_piece(&row).await?;
		}
		Ok(())
	}

	/// Whether the patient has erased the anchor of a piece. One whose retention is over is not.
	async fn is_erased(&self, piece: &KeptPiece, standing: &Standing) -> Result<bool, Unanswered> {
		match &standing.finalized {
			AnchorState::Erased => Ok(true),
			AnchorState::Anchored(_) => Ok(false),
			AnchorState::Unknown => {
				let erased = self.ledger.erased(&piece.patient, &[piece.anchor]).await?;
				Ok(erased.contains(&piece.anchor))
			},
		}
	}

	fn put_off(&self) -> std::sync::MutexGuard<'_, HashSet<PieceId>> {
		self.put_off.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// Destroys those of a patient's pieces whose anchors are erased, finally; how many there were. For whenever somebody asks to look.
	pub async fn drop_erased(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let pieces = self.catalogue.pieces(patient).await?;
		if pieces.is_empty() {
			return Ok(0);
		}
		let anchors: Vec<u32> = pieces.iter().map(|piece| piece.anchor).collect();
		let erased = self.ledger.erased(patient, &anchors).await.map_err(no_answer)?;
		let mut dropped = 0_u64;
		for piece in pieces.iter().filter(|piece| erased.contains(&piece.anchor)) {
			let _turn = self.turns.turn(&id_of(piece)).await;
			self.destroy(piece).await.map_err(|error| match error {
				NotNow::Chain(error) => no_answer(error),
				NotNow::Catalogue(error) => error.into(),
				NotNow::Vault(error) => error.into(),
			})?;
			dropped = dropped.saturating_add(1);
			count("destroyed");
		}
		Ok(dropped)
	}

	/// The bytes first: what is broken off between is found again.
	async fn destroy(&self, piece: &KeptPiece) -> Result<(), NotNow> {
		self.shelf.remove(&Place::from(piece)).await?;
		self.catalogue.remove_piece(&piece.patient, piece.anchor, &piece.root).await?;
		Ok(())
	}
}

/// How a pass ended that had nothing to show.
enum Ended {
	/// Everything failed, and what was left was not looked at.
	Early(NotNow),
	/// All was looked at.
	Well(NotNow),
}

/// Whether a plan dropped a piece 90 days ago. Of one that is dropped it is noted since when.
fn is_dropped_long_ago(piece: &mut KeptPiece, standing: &Standing) -> bool {
	let is_over = matches!(standing.finalized, AnchorState::Unknown);
	if is_over || standing.has_finally_planned(piece.index, &piece.root) {
		if !is_over {
			piece.dropped = None;
		}
		return false;
	}
	let since = *piece.dropped.get_or_insert(standing.now);
	standing.now.saturating_sub(since) >= KEPT_AFTER_DROPPED
}

#[cfg(test)]
mod tests;
