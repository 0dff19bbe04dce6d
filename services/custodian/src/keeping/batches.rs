//! Batches: taken in once their sealed records are here, if they are what the chain commits to.

use super::{
	blocking,
	desk::Taken,
	kept_headers::{epoch_of, is_earlier, kept_from, HandedBatch},
	open_sessions::Session,
	records::ensure_own,
	writers::Anchored,
	Keeping,
};
use crate::{
	catalogue::CatalogueError,
	kept::{Charged, KeptRecord, Name, PatientId, Writer},
	refusal::Refusal,
};
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::{
	chain::{Heads, H256},
	merkle,
};
use std::collections::HashSet;

/// So many missing records are named at most.
const MOST_MISSING: usize = 1000;
/// So many sealed records are looked for at a time.
const LOOKED_FOR_AT_A_TIME: usize = 16;

const NOT_AS_COMMITTED: Refusal =
	Refusal::NotAsCommitted("the batch is not the one that the chain has under this anchor");
const NO_HEADER: Refusal =
	Refusal::NotAsCommitted("the header is none, or of an epoch that has not begun");
const TWICE: Refusal = Refusal::NotAsCommitted("a sealed record stands in the batch twice");

impl Keeping {
	/// Takes a batch in, if its leaves give the root on the chain, its header may be one, and its sealed records are here. Handed in
	/// twice it changes nothing, and nobody puts another one in its place. With another header it is refused, since that one would
	/// be lost without a word.
	///
	/// It comes from the organization that wrote it, or that keeps it as its author says, or from one that has followed either; or
	/// from the patient's side. The chain commits to no header: from anybody else it might be one that opens nothing.
	pub async fn take_batch(
		&self,
		session: &Session,
		patient: &PatientId,
		anchor: u32,
		batch: HandedBatch,
	) -> Result<Taken, Refusal> {
		ensure_own(session.writer, patient)?;
		let (batch, root) = with_root(batch).await?;
		let names: Vec<_> = batch.records.iter().map(|record| record.name).collect();
		if names.iter().collect::<HashSet<_>>().len() != names.len() {
			return Err(TWICE);
		}
		let handed = Handed { writer: session.writer, patient, anchor, root };

		// Before its records are looked for, which takes long; and again in the patient's turn.
		self.ensure_committed(&handed, &batch).await?;
		let look = self.turns.look(patient);
		self.ensure_here(patient, &names).await?;
		let _turn = self.turns.turn(patient).await;
		if look.is_outdated() {
			// What was begun to be destroyed may be on an account still, without its bytes.
			self.ensure_here(patient, &names).await?;
		}
		let (heads, anchored) = self.ensure_committed(&handed, &batch).await?;
		// Accredited organizations vouch for those whom they write about: such a patient is no stranger.
		let is_of_organization = anchored.author.is_some();
		match self.catalogue.batch(patient, anchor).await? {
			// With another class it is another batch, whatever its root: its header leads to no key of the right one.
			Some(kept) if kept.class == batch.class && root_of(&kept.records) == Some(root) => {
				// One that is kept may have a later header by now.
				let is_known = kept.header == batch.header || is_earlier(&kept, &batch.header);
				if !is_known {
					return Err(Refusal::OtherHeader);
				}
				if is_of_organization {
					self.catalogue.note_history(patient).await?;
				}
				return Ok(Taken::Known);
			},
			Some(_) => self.ensure_final(&handed, batch.class, heads.finalized.hash).await?,
			None => {},
		}
		let batch = kept_from(*patient, anchor, batch, session.writer);
		match self.catalogue.charge_batch(&batch, is_of_organization, &self.quotas).await {
			Ok(Charged::New | Charged::Known) => Ok(Taken::New),
			Ok(Charged::OverLimit) => Err(Refusal::OverQuota),
			// Nobody had named them for a day.
			Err(CatalogueError::RecordsMissing) => {
				Err(Refusal::MissingRecords(self.uncharged(patient, &names).await?))
			},
			Err(trouble) => Err(trouble.into()),
		}
	}

	/// Whether the chain commits to the batch at its best head, and takes it from this writer.
	async fn ensure_committed(
		&self,
		handed: &Handed<'_>,
		batch: &HandedBatch,
	) -> Result<(Heads, Anchored), Refusal> {
		let heads = self.chain.fresh_heads(self.clock.now()).await?;
		let Handed { writer, patient, anchor, root } = *handed;
		let anchored = self.chain.anchored(patient, anchor, heads.best.hash).await?;
		let anchored = anchored.ok_or(NOT_AS_COMMITTED)?;
		if !self.is_from(writer, &anchored, heads.best.hash).await? {
			return Err(Refusal::Refused);
		}
		let is_anchored = anchored.class == batch.class
			&& usize::try_from(anchored.leaves) == Ok(batch.records.len())
			&& anchored.root == root;
		if !is_anchored {
			return Err(NOT_AS_COMMITTED);
		}
		epoch_of(&batch.header, anchored.epoch).map(|_| (heads, anchored)).ok_or(NO_HEADER)
	}

	/// What is kept under this anchor is another batch, which stood in a block that is gone, or will be. It gives way once that is
	/// decided.
	async fn ensure_final(
		&self,
		handed: &Handed<'_>,
		class: u16,
		finalized: H256,
	) -> Result<(), Refusal> {
		let anchored = self.chain.anchored(handed.patient, handed.anchor, finalized).await?;
		let is_final = anchored
			.is_some_and(|anchored| anchored.class == class && anchored.root == handed.root);
		is_final.then_some(()).ok_or(Refusal::Unavailable)
	}

	async fn is_from(
		&self,
		writer: Writer,
		anchored: &Anchored,
		at: H256,
	) -> Result<bool, Refusal> {
		// Of a patient's side it is known that it is this patient's.
		let Writer::Organization(organization) = writer else { return Ok(true) };
		let named = anchored.author.into_iter().chain([anchored.custodian]);
		if named.clone().any(|named| named == organization) {
			return Ok(true);
		}
		for named in named {
			if self.chain.has_followed(organization, named, at).await? {
				return Ok(true);
			}
		}
		Ok(false)
	}

	/// Says which of these sealed records are not here, where one is not.
	async fn ensure_here(&self, patient: &PatientId, names: &[Name]) -> Result<(), Refusal> {
		let missing = self.missing(patient, names).await?;
		missing.is_empty().then_some(()).ok_or(Refusal::MissingRecords(missing))
	}

	/// Which of these sealed records are not here, or not whole: the first thousand.
	async fn missing(&self, patient: &PatientId, names: &[Name]) -> Result<Vec<Name>, Refusal> {
		let known = self.catalogue.known_records(patient, names).await?;
		stream::iter(names.iter().copied().zip(known))
			.map(|(name, is_known)| async move {
				Ok::<_, Refusal>((name, is_known && self.vault.has(patient, &name).await?))
			})
			.buffered(LOOKED_FOR_AT_A_TIME)
			.try_filter_map(|(name, is_here)| async move { Ok((!is_here).then_some(name)) })
			.take(MOST_MISSING)
			.try_collect()
			.await
	}

	async fn uncharged(&self, patient: &PatientId, names: &[Name]) -> Result<Vec<Name>, Refusal> {
		let known = self.catalogue.known_records(patient, names).await?;
		let of_nobody = names.iter().zip(known).filter(|(_, is_known)| !is_known);
		Ok(of_nobody.map(|(name, _)| *name).take(MOST_MISSING).collect())
	}
}

/// Who hands in what.
#[derive(Clone, Copy)]
struct Handed<'a> {
	writer: Writer,
	patient: &'a PatientId,
	anchor: u32,
	root: [u8; 32],
}

/// A batch, and the root of its leaves: of tens of thousands that takes a while.
async fn with_root(batch: HandedBatch) -> Result<(HandedBatch, [u8; 32]), Refusal> {
	let (batch, root) = blocking(move || {
		let root = root_of(&batch.records);
		(batch, root)
	})
	.await?;
	Ok((batch, root.ok_or(NOT_AS_COMMITTED)?))
}

/// The root over these records' leaves; nothing for none, or for more than a batch has.
pub(super) fn root_of(records: &[KeptRecord]) -> Option<[u8; 32]> {
	let leaf = |record: &KeptRecord| merkle::leaf_of_hash(&record.commitment, &record.name);
	merkle::root(&records.iter().map(leaf).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
