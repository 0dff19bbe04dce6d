//! Proving, again and again, that pieces are still there: a chunk at random of each. What was proved is told to the chain anew, so that its row of
//! custody is never older than the last proof; what is lost or damaged is told as well. And destroying what is not to be kept any longer.

use super::{
	count,
	ledger::{AnchorState, Standing, Told, Unanswered},
	no_answer,
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
use std::{pin::pin, sync::Arc, time::Duration};
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
	/// It is being taken in.
	OnItsWay,
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
	/// Proves what is due until `until` says true.
	pub async fn run(self: Arc<Self>, mut until: watch::Receiver<bool>) {
		let work = async {
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
		};
		tokio::select! {
			() = work => {},
			_ = until.wait_for(|ends| *ends) => {},
		}
	}

	/// Looks at pieces that are due, at the rate that is set; how many are not due any more.
	pub(super) async fn prove_due(&self) -> Result<u64, NotNow> {
		let now = self.ledger.now().await?;
		let due = self.catalogue.pieces_due(self.settings.due_before(now), PIECES_A_PASS).await?;
		let mut beat =
			interval(Duration::from_secs(60).div_f64(self.settings.proofs_per_minute.into()));
		beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
		let at_its_turn =
			stream::unfold((beat, due.into_iter()), |(mut beat, mut due)| async move {
				let piece = due.next()?;
				beat.tick().await;
				Some((piece, (beat, due)))
			});
		let looked = at_its_turn.map(|piece| async move { self.look_after(&piece).await });
		let looked = looked.buffer_unordered(self.settings.proofs_at_once.into());
		let mut looked = pin!(looked);
		let (mut done, mut first_error) = (0_u64, None);
		while let Some(looked) = looked.next().await {
			match looked {
				Ok(Looked::OnItsWay) => {},
				Ok(_) => done = done.saturating_add(1),
				// The same would befall the others.
				Err(error @ (NotNow::Chain(_) | NotNow::Catalogue(_))) => return Err(error),
				Err(error) => first_error = first_error.or(Some(error)),
			}
		}
		match first_error {
			Some(error) if done == 0 => Err(error),
			_ => Ok(done),
		}
	}

	/// Looks at a piece: whether it is to be kept, and whether it is there.
	async fn look_after(&self, piece: &KeptPiece) -> Result<Looked, NotNow> {
		let _turn = self.turns.turn(&piece.root).await;
		// It may have been destroyed, or proved, since it was found due.
		let KeptPiece { patient, anchor, root, .. } = piece;
		let Some(mut piece) = self.catalogue.piece(patient, *anchor, root).await? else {
			return Ok(Looked::Destroyed);
		};
		let standing = self.ledger.standing(patient, *anchor).await?;
		if self.is_over(&mut piece, &standing).await? {
			self.destroy(&piece).await?;
			count("destroyed");
			return Ok(Looked::Destroyed);
		}
		let place = Place::from(&piece);
		// What is damaged shows twice; what memory or a cable altered does not.
		let is_there = self.sample(&place).await? || self.sample(&place).await?;
		let now = standing.now;
		if is_there {
			// Also while somebody brings it again, or something else in its name.
			self.proved(piece, &standing, now).await
		} else if self.on_their_way.has(root) {
			Ok(Looked::OnItsWay)
		} else {
			self.lost(piece, &standing, now).await
		}
	}

	/// A chunk at random is compared with the root.
	pub(super) async fn sample(&self, place: &Place) -> Result<bool, VaultError> {
		let Ok(index) = u32::try_from(self.any_of(place.chunks())) else { return Ok(false) };
		Ok(self.shelf.proved(place, index).await?.is_some())
	}

	async fn proved(
		&self,
		mut piece: KeptPiece,
		standing: &Standing,
		now: Moment,
	) -> Result<Looked, NotNow> {
		if standing.has_planned(piece.index, &piece.root) {
			let until = self.settings.held_until(now);
			match self.ledger.hold(&piece, until).await? {
				Told::Taken => piece.held_until = Some(until),
				// Such as `NotTheCustodian`: whoever runs the custodian has to see to it.
				Told::Refused(name) => {
					count("hold-refused");
					tracing::warn!(kind = "hold-refused", name, "pieces");
				},
			}
		}
		piece.proved = Some(now);
		self.catalogue.put_piece(&piece).await?;
		count("proved");
		Ok(Looked::Proved)
	}

	async fn lost(
		&self,
		mut piece: KeptPiece,
		standing: &Standing,
		now: Moment,
	) -> Result<Looked, NotNow> {
		// A disk that is not there has lost nothing.
		self.shelf.ready().await?;
		if piece.held_until.is_none() && piece.proved.is_none() {
			// It did not come whole, and nobody was told of it.
			self.destroy(&piece).await?;
			count("never-came");
			return Ok(Looked::Destroyed);
		}
		let plan = standing.finalized.plan();
		let is_held = plan.is_some_and(|plan| plan.is_held(piece.index, now));
		if is_held && standing.has_finally_planned(piece.index, &piece.root) {
			if let Told::Refused(name) = self.ledger.release(&piece).await? {
				tracing::warn!(kind = "release-refused", name, "pieces");
			}
		}
		count("lost");
		tracing::error!(
			kind = "piece-lost",
			"a piece is lost or damaged: repair it by `salus-custodian repair --all`"
		);
		// The row stays: what comes back, as a disk that was not there, is found to be there.
		piece.held_until = None;
		piece.proved = Some(now);
		self.catalogue.put_piece(&piece).await?;
		Ok(Looked::Lost)
	}

	/// Whether a piece is to be destroyed: the patient has erased the anchor, or a plan dropped it 90 days ago. One whose retention is over is
	/// neither.
	async fn is_over(
		&self,
		piece: &mut KeptPiece,
		standing: &Standing,
	) -> Result<bool, Unanswered> {
		match &standing.finalized {
			AnchorState::Erased => return Ok(true),
			AnchorState::Unknown => {
				let erased = self.ledger.erased(&piece.patient, &[piece.anchor]).await?;
				return Ok(erased.contains(&piece.anchor));
			},
			AnchorState::Anchored(_) => {},
		}
		if standing.has_finally_planned(piece.index, &piece.root) {
			piece.dropped = None;
			return Ok(false);
		}
		let since = *piece.dropped.get_or_insert(standing.now);
		Ok(standing.now.saturating_sub(since) >= KEPT_AFTER_DROPPED)
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
			let _turn = self.turns.turn(&piece.root).await;
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

#[cfg(test)]
mod tests;
