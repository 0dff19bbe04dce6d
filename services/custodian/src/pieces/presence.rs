//! Looking whether pieces are there at all, which costs far less than proving them: a folder or a disk that is gone shows within minutes, not when
//! all of it would have been due. What is not there is proved next, and so told to the chain.

use super::{piece_id::id_of, proving::NotNow, shelf::Place, Pieces, DUE_AT_ONCE};
use crate::kept::KeptPiece;
use futures::{stream, StreamExt, TryStreamExt};
use std::time::Duration;
use tokio::time::sleep;

/// How often it is looked for what is there no longer.
const EVERY: Duration = Duration::from_secs(24 * 3_600);
/// It is looked for sooner when a piece turned out to be lost, but not before so long.
const NOT_SOONER: Duration = Duration::from_secs(600);
/// So many rows are read at once, and so many pieces looked for.
const ROWS_AT_ONCE: u32 = 1_000;
const LOOKED_AT_ONCE: usize = 16;

impl Pieces {
	/// Looks for what is there no longer: when it begins, daily, and soon after a piece was lost.
	pub(super) async fn look_again_and_again(&self) {
		loop {
			let suspect = self.suspect.notified();
			let looked = self.look_for_absent().await;
			sleep(NOT_SOONER).await;
			match looked {
				Ok(_) => tokio::select! {
					() = suspect => {},
					() = sleep(EVERY) => {},
				},
				Err(error) => tracing::warn!(kind = "not-looked-for", %error, "pieces"),
			}
		}
	}

	/// Has those pieces proved next that are not there, or are shorter; how many.
	pub(super) async fn look_for_absent(&self) -> Result<u64, NotNow> {
		let (mut absent, mut after) = (0_u64, None);
		loop {
			let rows = self.catalogue.all_pieces(after.as_ref(), ROWS_AT_ONCE).await?;
			let Some(last) = rows.last().cloned() else { return Ok(absent) };
			after = Some(last);
			let looked = stream::iter(rows).map(|row| async move { self.is_absent(&row).await });
			let these = looked.buffer_unordered(LOOKED_AT_ONCE);
			let these = these.try_fold(0_u64, |sum, is_absent| async move {
				Ok(sum.saturating_add(is_absent.into()))
			});
			absent = absent.saturating_add(these.await?);
		}
	}

	/// Whether a piece is found to be gone now: one that was never proved, or is known to be lost, is looked at all the same.
	async fn is_absent(&self, row: &KeptPiece) -> Result<bool, NotNow> {
		let is_news = row.lost.is_none() && row.proved.is_some_and(|proved| proved > 0);
		if !is_news || self.shelf.is_as_long(&Place::from(row)).await? {
			return Ok(false);
		}
		// A disk that is not there has lost nothing.
		self.shelf.ready().await?;
		let _turn = self.turns.turn(&id_of(row)).await;
		let present = self.catalogue.piece(&row.patient, row.anchor, &row.root).await?;
		let Some(present) = present.filter(|present| present == row) else { return Ok(false) };
		self.catalogue.put_piece(&KeptPiece { proved: DUE_AT_ONCE, ..present }).await?;
		self.arrived.notify_one();
		Ok(true)
	}
}

#[cfg(test)]
mod tests;
