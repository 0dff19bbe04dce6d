//! Batches that are destroyed: those that the patient erased, and those of blocks that are gone.
//!
//! A batch may have tens of thousands of records. It is noted that it ends, from when on nobody finds it any more; then its records
//! go in small steps, between which others have the patient's turn. Whatever breaks it off, it goes on from there: a record's bytes go
//! before it is forgotten. One that somebody hands in meanwhile, for another batch, stays.

use crate::{
	keeping::{asking::Under, batches::root_of, desk::Desk},
	kept::{BatchState, KeptBatch, Moment, PatientId},
	refusal::Refusal,
};
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::chain::Heads;

/// Of so many anchors at a time the chain is asked whether they were erased.
const ANCHORS_AT_A_TIME: usize = 256;
/// So many records are destroyed in one turn.
const RECORDS_AT_A_TIME: u32 = 128;
/// So many files of them at once.
const FILES_AT_A_TIME: usize = 16;
/// So long neither head has known a batch before it is destroyed, in milliseconds. What a fork takes out of a block comes into a later
/// one within minutes, if at all.
const UNKNOWN_FOR: Moment = 24 * 60 * 60 * 1000;

impl Desk {
	/// Destroys what the patient erased, and goes on with what is being destroyed. An erasure that is final stays one: the chain is
	/// asked before the patient's turn, since a trail may be long.
	pub(super) async fn drop_erased(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let states = self.catalogue.batch_states(patient).await?;
		let (ending, kept): (Vec<_>, Vec<_>) =
			states.into_iter().partition(|(_, state)| matches!(state, BatchState::Ending { .. }));
		let mut dropped: u64 = 0;
		for (anchor, _) in ending {
			dropped = dropped.saturating_add(self.destroy(patient, anchor).await?);
		}
		let kept: Vec<_> = kept.into_iter().map(|(anchor, _)| anchor).collect();
		for anchors in kept.chunks(ANCHORS_AT_A_TIME) {
			let Heads { finalized, .. } = self.fresh_heads().await?;
			for anchor in self.chain.erased(patient, anchors, finalized.hash).await? {
				let turn = self.turns.turn(patient).await;
				self.end(patient, anchor).await?;
				drop(turn);
				dropped = dropped.saturating_add(self.destroy(patient, anchor).await?);
			}
		}
		Ok(dropped)
	}

	/// Destroys batches that were taken in at a best head which vanished: whatever they share with the one that took their place would
	/// outlive its erasure.
	pub(super) async fn drop_lost(&self, patient: &PatientId) -> Result<u64, Refusal> {
		let mut dropped: u64 = 0;
		for (anchor, state) in self.catalogue.batch_states(patient).await? {
			let is_open = matches!(state, BatchState::New | BatchState::Unknown { .. });
			if is_open && self.is_lost(patient, anchor, state).await? {
				dropped = dropped.saturating_add(self.destroy(patient, anchor).await?);
			}
		}
		Ok(dropped)
	}

	/// Notes where a batch stands, in the patient's turn, and says whether it ends.
	async fn is_lost(
		&self,
		patient: &PatientId,
		anchor: u32,
		before: BatchState,
	) -> Result<bool, Refusal> {
		let _turn = self.turns.turn(patient).await;
		let Some(batch) = self.catalogue.batch(patient, anchor).await? else { return Ok(false) };
		let heads = self.fresh_heads().await?;
		let own = of(batch).await?;
		let finalized = self.chain.under(patient, anchor, heads.finalized.hash).await?;
		let state = match finalized {
			Under::Nothing => {
				let best = self.chain.under(patient, anchor, heads.best.hash).await?;
				if best == own {
					Some(BatchState::New)
				} else {
					self.unknown(before, &heads)
				}
			},
			// Under a number that is given there will never be another batch.
			Under::Batch { .. } if finalized != own => None,
			Under::Batch { .. } | Under::Past => Some(BatchState::Settled),
		};
		match state {
			None => self.end(patient, anchor).await?,
			Some(state) if state != before => {
				self.catalogue.note_batch_state(patient, anchor, state).await?;
			},
			Some(_) => {},
		}
		Ok(state.is_none())
	}

	/// Where a batch stands that neither head knows; nothing if that has been so for long.
	fn unknown(&self, before: BatchState, heads: &Heads) -> Option<BatchState> {
		let BatchState::Unknown { since } = before else {
			return Some(BatchState::Unknown { since: self.time(heads) });
		};
		let age = self.certain_time(heads).saturating_sub(since);
		(age < UNKNOWN_FOR).then_some(before)
	}

	/// Notes that a batch ends, in the patient's turn. By the own clock, by which records come in.
	async fn end(&self, patient: &PatientId, anchor: u32) -> Result<(), Refusal> {
		let state = BatchState::Ending { since: self.clock.now() };
		Ok(self.catalogue.note_batch_state(patient, anchor, state).await?)
	}

	/// Destroys a batch that ends, step by step. How many there were.
	async fn destroy(&self, patient: &PatientId, anchor: u32) -> Result<u64, Refusal> {
		loop {
			let mut turn = self.turns.turn(patient).await;
			let records = self.catalogue.ending_records(patient, anchor, RECORDS_AT_A_TIME).await?;
			if records.names.is_empty() {
				return self.forget(patient, anchor).await;
			}
			// The bytes first, so that what breaks off here is found again.
			turn.destroys();
			stream::iter(records.doomed.clone())
				.map(|name| async move { self.vault.remove(patient, &name).await })
				.buffer_unordered(FILES_AT_A_TIME)
				.try_collect::<()>()
				.await?;
			self.catalogue.end_records(patient, anchor, &records).await?;
			drop(turn);
		}
	}

	/// Forgets a batch of whose records none is left; not one that took its place meanwhile.
	async fn forget(&self, patient: &PatientId, anchor: u32) -> Result<u64, Refusal> {
		let states = self.catalogue.batch_states(patient).await?;
		let is_ending = |(other, state): &(u32, BatchState)| {
			*other == anchor && matches!(state, BatchState::Ending { .. })
		};
		if !states.iter().any(is_ending) {
			return Ok(0);
		}
		self.catalogue.remove_batch(patient, anchor).await?;
		Ok(1)
	}
}

/// What the chain has under its number if it knows this batch: of tens of thousands of records that takes a while.
async fn of(batch: KeptBatch) -> Result<Under, Refusal> {
	let class = batch.class;
	let work = move || root_of(&batch.records);
	let root = tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Unavailable)?;
	// One without records, which nobody hands in, is none that the chain knows.
	Ok(root.map_or(Under::Nothing, |root| Under::Batch { class, root }))
}
