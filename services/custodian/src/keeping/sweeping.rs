//! Destroying what the chain names no longer, what the patient erased, and what was replaced long ago.

mod asked;
mod batches;
mod walk;

pub use asked::Asked;

use super::{
	desk::Desk,
	kept_headers::{without_lapsed, KEPT_AFTER},
};
use crate::{
	kept::{BackupEntry, Moment, Name, NamedKind, PatientId},
	refusal::Refusal,
};
use async_trait::async_trait;
use salus_client::chain::Heads;
use std::collections::HashSet;

/// Pieces of batches, which are kept apart from records.
#[async_trait]
pub trait ErasedPieces: Send + Sync {
	/// Destroys those of a patient's pieces whose anchors are erased, finally; how many there were.
	async fn drop_erased(&self, patient: &PatientId) -> Result<u64, Refusal>;
}

impl Desk {
	/// As [`sweep`](Self::sweep), for whoever asks: few at a time, each of whom takes whole seconds. Whatever happens each patient's turn comes by [`run`](Self::run).
	pub async fn sweep_when_asked(&self, patient: &PatientId) -> Result<u64, Refusal> {
		self.asked.answer(self.sweep(patient)).await
	}

	/// Destroys a patient's envelopes and emergency rings that neither head names, batches whose erasure is final with their pieces,
	/// batches of blocks that are gone, and headers, but for the writer's, and backups that were replaced 90 days ago. How many there were.
	///
	/// Where one of these cannot be done now, the others are done all the same.
	pub async fn sweep(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let swept = [
			self.drop_unnamed_in_turn(patient).await,
			self.drop_erased(patient).await,
			self.drop_lost(patient).await,
			self.drop_lapsed(patient).await,
			self.pieces.drop_erased(patient).await,
		];
		let destroyed = swept.iter().flatten().copied().fold(0, u64::saturating_add);
		metrics::counter!("salus_custodian_destroyed_total").increment(destroyed);
		swept.into_iter().find_map(Result::err).map_or(Ok(destroyed), Err)
	}

	async fn drop_unnamed_in_turn(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let _turn = self.turns.turn(patient).await;
		self.drop_unnamed(patient).await
	}

	/// In the patient's turn. What the finalized head names may still be needed, and what the best one does was brought in time. What there is is looked at
	/// before the heads are, so that what the chain names meanwhile is not taken for what it names no longer.
	pub(super) async fn drop_unnamed(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let envelopes = self.catalogue.names(NamedKind::Envelope, patient).await?;
		let rings = self.catalogue.names(NamedKind::EmergencyRing, patient).await?;
		if envelopes.is_empty() && rings.is_empty() {
			return Ok(0);
		}
		let Heads { best, finalized } = self.fresh_heads().await?;
		let mut named = (HashSet::new(), HashSet::new());
		for head in [best, finalized] {
			if !envelopes.is_empty() {
				named.0.extend(self.chain.envelopes(patient, head.hash).await?);
			}
			if !rings.is_empty() {
				let ring = self.chain.emergency_ring(patient, head.hash).await?;
				named.1.extend(ring.map(|ring| ring.commitment));
			}
		}
		let mut dropped =
			self.drop_others(NamedKind::Envelope, patient, &envelopes, &named.0).await?;
		dropped += self.drop_others(NamedKind::EmergencyRing, patient, &rings, &named.1).await?;
		Ok(dropped)
	}

	async fn drop_others(
		&self,
		kind: NamedKind,
		patient: &PatientId,
		kept: &[Name],
		named: &HashSet<Name>,
	) -> Result<u64, Refusal> {
		let mut dropped: u64 = 0;
		for name in kept.iter().filter(|name| !named.contains(*name)) {
			self.catalogue.remove_named(kind, patient, name).await?;
			dropped = dropped.saturating_add(1);
		}
		Ok(dropped)
	}

	/// Only by a clock with which the chain agrees: one that is far ahead would destroy what brings the records back.
	async fn drop_lapsed(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let mut dropped: u64 = 0;
		for anchor in self.catalogue.anchors_with_earlier(patient).await? {
			dropped = dropped.saturating_add(self.drop_lapsed_headers(patient, anchor).await?);
		}
		let _turn = self.turns.turn(patient).await;
		let now = self.certain_time(&self.fresh_heads().await?);
		let lapsed = lapsed_backups(&self.catalogue.backup_list(patient).await?, now);
		if !lapsed.is_empty() {
			self.catalogue.remove_backups(patient, &lapsed).await?;
		}
		Ok(dropped.saturating_add(u64::try_from(lapsed.len()).unwrap_or(u64::MAX)))
	}

	async fn drop_lapsed_headers(&self, patient: &PatientId, anchor: u32) -> Result<u64, Refusal> {
		let _turn = self.turns.turn(patient).await;
		let now = self.certain_time(&self.fresh_heads().await?);
		let Some(batch) = self.catalogue.batch(patient, anchor).await? else { return Ok(0) };
		let before = batch.earlier.len();
		let left = without_lapsed(batch, now);
		let lapsed = before.saturating_sub(left.earlier.len());
		if lapsed > 0 {
			self.catalogue.put_batch(&left).await?;
		}
		Ok(u64::try_from(lapsed).unwrap_or(u64::MAX))
	}

	/// By the own clock and by the chain's.
	pub(super) fn certain_time(&self, heads: &Heads) -> Moment {
		self.clock.now().min(heads.best.time)
	}
}

/// Those after which another one came 90 days ago; so never the last.
fn lapsed_backups(kept: &[BackupEntry], now: Moment) -> Vec<u64> {
	let followed = kept.iter().zip(kept.iter().skip(1));
	followed
		.filter(|(_, later)| now.saturating_sub(later.at) >= KEPT_AFTER)
		.map(|(one, _)| one.number)
		.collect()
}

#[cfg(test)]
mod tests;
