//! What is kept here of what a request names: all of it, or the request is refused while its ticket still holds.

use super::{
	judging::Named,
	refused::{NotReleased, Reason},
};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	keeping::shares::Shares,
	kept::{KeptBatch, KeptRecord, Name, NamedKind, PatientId},
	trouble::Trouble,
	vault::Vault,
};
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::{
	emergency_ring::ReleasedEmergency,
	merkle::{leaf_of_hash, MerkleTree},
	reading::AnchoredBatch,
	requests::ReleaseTarget,
};
use std::{collections::HashMap, sync::Arc};

/// How many sealed records are looked for at a time.
const LOOKED_FOR_AT_A_TIME: usize = 16;
/// So much of what is found for a request is held until it goes out, in bytes. The rest is read again.
const HELD_AT_MOST: usize = 1 << 16;

/// Where a custodian looks for what it hands out.
#[derive(Clone)]
pub(super) struct Shelf {
	pub(super) catalogue: Arc<Catalogue>,
	pub(super) vault: Vault,
	pub(super) shares: Arc<Shares>,
}

/// What is released of one target.
pub(super) struct Part {
	pub(super) target: ReleaseTarget,
	pub(super) batch: Option<FoundBatch>,
	pub(super) envelope: Option<Found<Vec<u8>>>,
	pub(super) emergency: Option<Found<ReleasedEmergency>>,
}

/// A batch of which all is here.
pub(super) struct FoundBatch {
	pub(super) anchor: u32,
	pub(super) anchored: AnchoredBatch,
	pub(super) kept: Found<Batch>,
}

/// A batch as it goes out: its class, its present header, and its records in their order.
pub(super) struct Batch {
	pub(super) class: u16,
	pub(super) header: Vec<u8>,
	pub(super) records: Vec<KeptRecord>,
}

/// Something that was found, and is held until it goes out where there is room.
#[derive(Clone)]
pub(super) enum Found<T> {
	Held(Arc<T>),
	Named(Name),
}

/// How much more may be held for a request.
struct Held(usize);

impl Held {
	fn found<T>(&mut self, what: T, length: usize, name: &Name) -> Found<T> {
		match self.0.checked_sub(length) {
			Some(rest) => {
				self.0 = rest;
				Found::Held(Arc::new(what))
			},
			None => Found::Named(*name),
		}
	}
}

/// It was here when the request was judged, and is no more, or is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was found is not here any more")]
pub(super) struct Gone;

impl Shelf {
	/// Finds what the chain names.
	pub(super) async fn find(
		&self,
		patient: &PatientId,
		targets: &[Named],
	) -> Result<Vec<Part>, NotReleased> {
		let mut held = Held(HELD_AT_MOST);
		// Many records on one ground are the usual case.
		let mut envelopes = HashMap::new();
		let mut emergencies = HashMap::new();
		let mut parts = Vec::new();
		for Named { target, batch, envelope, ring } in targets {
			let batch = match (target, batch) {
				(ReleaseTarget::Anchor { anchor }, Some(anchored)) => {
					Some(self.found_batch(patient, *anchor, anchored, &mut held).await?)
				},
				_ => None,
			};
			if let Some(name) = envelope {
				if !envelopes.contains_key(name) {
					envelopes.insert(*name, self.found_envelope(patient, name, &mut held).await?);
				}
			}
			if let Some(name) = ring {
				if !emergencies.contains_key(name) {
					emergencies
						.insert(*name, self.found_emergency(patient, name, &mut held).await?);
				}
			}
			let envelope = envelope.and_then(|name| envelopes.get(&name).cloned().flatten());
			let emergency = ring.and_then(|name| emergencies.get(&name).cloned().flatten());
			if batch.is_none() && envelope.is_none() && emergency.is_none() {
				return Err(NotReleased::Refused(Reason::NothingKept));
			}
			parts.push(Part { target: *target, batch, envelope, emergency });
		}
		Ok(parts)
	}

	/// A batch that is the one on the chain: it may have been taken in from a block that is gone, and its number be another batch's now.
	pub(super) async fn batch(
		&self,
		patient: &PatientId,
		anchor: u32,
		anchored: &AnchoredBatch,
	) -> Result<Option<(Batch, MerkleTree)>, CatalogueError> {
		let Some(KeptBatch { class, header, records, .. }) =
			self.catalogue.batch(patient, anchor).await?
		else {
			return Ok(None);
		};
		let Some(tree) = tree(&records) else { return Ok(None) };
		let is_on_chain = tree.root() == anchored.root
			&& u32::try_from(records.len()).is_ok_and(|records| records == anchored.records);
		Ok(is_on_chain.then_some((Batch { class, header, records }, tree)))
	}

	/// What the catalogue has by name.
	pub(super) async fn envelope(
		&self,
		patient: &PatientId,
		name: &Name,
	) -> Result<Option<Vec<u8>>, CatalogueError> {
		self.catalogue.named(NamedKind::Envelope, patient, name).await
	}

	/// The ring that the chain names, and the own share. Nothing if there is none, or if the share does not open any more: then others may have
	/// theirs, and the records are needed all the same.
	pub(super) async fn emergency(
		&self,
		patient: &PatientId,
		name: &Name,
	) -> Result<Option<ReleasedEmergency>, CatalogueError> {
		self.shares.for_release(patient, name).await
	}

	async fn found_batch(
		&self,
		patient: &PatientId,
		anchor: u32,
		anchored: &AnchoredBatch,
		held: &mut Held,
	) -> Result<FoundBatch, NotReleased> {
		let nothing_kept = NotReleased::Refused(Reason::NothingKept);
		let (batch, _) = self.batch(patient, anchor, anchored).await?.ok_or(nothing_kept)?;
		if !self.has_all(patient, &batch.records).await? {
			Trouble::RecordMissing.tell("a batch is kept of which a sealed record is not");
			return Err(nothing_kept);
		}
		let records = batch.records.len().saturating_mul(size_of::<KeptRecord>());
		let length = batch.header.len().saturating_add(records);
		let kept = held.found(batch, length, &anchored.root);
		Ok(FoundBatch { anchor, anchored: *anchored, kept })
	}

	/// Whether all sealed records of a batch are in the vault, whole.
	async fn has_all(
		&self,
		patient: &PatientId,
		records: &[KeptRecord],
	) -> Result<bool, NotReleased> {
		let names: Vec<_> = records.iter().map(|record| record.name).collect();
		let looks =
			stream::iter(names).map(|name| async move { self.vault.has(patient, &name).await });
		let found = looks.buffer_unordered(LOOKED_FOR_AT_A_TIME);
		Ok(found.try_all(std::future::ready).await?)
	}

	async fn found_envelope(
		&self,
		patient: &PatientId,
		name: &Name,
		held: &mut Held,
	) -> Result<Option<Found<Vec<u8>>>, CatalogueError> {
		let envelope = self.envelope(patient, name).await?;
		Ok(envelope.map(|envelope| {
			let length = envelope.len();
			held.found(envelope, length, name)
		}))
	}

	async fn found_emergency(
		&self,
		patient: &PatientId,
		name: &Name,
		held: &mut Held,
	) -> Result<Option<Found<ReleasedEmergency>>, CatalogueError> {
		let emergency = self.emergency(patient, name).await?;
		Ok(emergency.map(|emergency| {
			let length = emergency.parts.ring.len();
			held.found(emergency, length, name)
		}))
	}
}

/// The tree over a batch's leaves.
pub(super) fn tree(records: &[KeptRecord]) -> Option<MerkleTree> {
	let leaves: Vec<_> =
		records.iter().map(|record| leaf_of_hash(&record.commitment, &record.name)).collect();
	MerkleTree::new(&leaves)
}
