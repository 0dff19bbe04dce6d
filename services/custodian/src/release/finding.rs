//! What is kept here of what a request names: all of it, or the request is refused while its ticket still holds.

use super::{
	judging::Named,
	length::{is_long_batch, message_of_head, message_of_record, rows_of},
	refused::{NotReleased, Reason},
	room::OwnRoom,
};
use crate::{
	catalogue::{Catalogue, CatalogueError},
	keeping::shares::Shares,
	kept::{KeptBatch, KeptRecord, Name, NamedKind, PatientId},
	ledger::BatchOnChain,
	trouble::Trouble,
	vault::Vault,
};
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::{
	emergency_ring::ReleasedEmergency,
	merkle::{leaf_of_hash, MerkleTree},
	requests::ReleaseTarget,
	sealed_record::MAX_LENGTH,
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
	/// How long what its head is made of is.
	pub(super) head: usize,
}

impl Part {
	/// How many bytes of it have to wait in a file, at most: the rows of its batch, and with them one message after the other.
	pub(super) fn in_file(&self) -> u64 {
		let batch = self.batch.as_ref();
		let (records, longest) =
			batch.map_or((0, 0), |batch| (batch.on_chain.batch.records, batch.longest));
		let message = message_of_head(self.head).max(message_of_record(longest));
		rows_of(records).saturating_add(message)
	}
}

/// A batch of which all is here.
pub(super) struct FoundBatch {
	pub(super) anchor: u32,
	pub(super) on_chain: BatchOnChain,
	pub(super) kept: Found<Batch>,
	/// How long its header is.
	header: usize,
	/// How long the longest of its records is.
	longest: usize,
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
struct Budget(usize);

impl Budget {
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
		room: &OwnRoom,
	) -> Result<Vec<Part>, NotReleased> {
		let mut budget = Budget(HELD_AT_MOST);
		// Many records on one ground are the usual case.
		let mut envelopes = HashMap::new();
		let mut emergencies = HashMap::new();
		let mut parts = Vec::new();
		for Named { target, batch, envelope, ring } in targets {
			let batch = match (target, batch) {
				(ReleaseTarget::Anchor { anchor }, Some(on_chain)) => {
					Some(self.found_batch(patient, *anchor, on_chain, &mut budget, room).await?)
				},
				_ => None,
			};
			if let Some(name) = envelope {
				if !envelopes.contains_key(name) {
					envelopes.insert(
						*name,
						self.found_envelope(patient, name, &mut budget, room).await?,
					);
				}
			}
			if let Some(name) = ring {
				if !emergencies.contains_key(name) {
					emergencies.insert(
						*name,
						self.found_emergency(patient, name, &mut budget, room).await?,
					);
				}
			}
			let (envelope, length_of_envelope) = of_name(&envelopes, envelope.as_ref());
			let (emergency, length_of_ring) = of_name(&emergencies, ring.as_ref());
			if batch.is_none() && envelope.is_none() && emergency.is_none() {
				return Err(NotReleased::Refused(Reason::NothingKept));
			}
			let header = batch.as_ref().map_or(0, |batch| batch.header);
			let head = length_of_envelope.saturating_add(length_of_ring).saturating_add(header);
			parts.push(Part { target: *target, batch, envelope, emergency, head });
		}
		Ok(parts)
	}

	/// A batch that is the one on the chain: it may have been taken in from a block that is gone, and its number be another batch's now.
	pub(super) async fn batch(
		&self,
		patient: &PatientId,
		anchor: u32,
		on_chain: &BatchOnChain,
	) -> Result<Option<(Batch, MerkleTree)>, CatalogueError> {
		let Some(KeptBatch { class, header, records, .. }) =
			self.catalogue.batch(patient, anchor).await?
		else {
			return Ok(None);
		};
		let Some(tree) = tree(&records) else { return Ok(None) };
		let BatchOnChain { class: on_chain, batch: anchored } = on_chain;
		let is_on_chain = class == *on_chain
			&& tree.root() == anchored.root
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
		on_chain: &BatchOnChain,
		budget: &mut Budget,
		room: &OwnRoom,
	) -> Result<FoundBatch, NotReleased> {
		let nothing_kept = NotReleased::Refused(Reason::NothingKept);
		let mut while_it_is_read = room.batch(on_chain.batch.records).await?;
		let (batch, _) = self.batch(patient, anchor, on_chain).await?.ok_or(nothing_kept)?;
		while_it_is_read.without_tree();
		let Some(longest) = self.longest(patient, &batch.records).await? else {
			Trouble::RecordMissing.tell("a batch is kept of which a sealed record is not");
			return Err(nothing_kept);
		};
		let header = batch.header.len();
		let kept = if is_long_batch(on_chain.batch.records) {
			Found::Named(on_chain.batch.root)
		} else {
			let records = batch.records.len().saturating_mul(size_of::<KeptRecord>());
			budget.found(batch, header.saturating_add(records), &on_chain.batch.root)
		};
		Ok(FoundBatch { anchor, on_chain: *on_chain, kept, header, longest })
	}

	/// How long the longest of the sealed records of a batch is; nothing unless all are in the vault, whole.
	async fn longest(
		&self,
		patient: &PatientId,
		records: &[KeptRecord],
	) -> Result<Option<usize>, NotReleased> {
		let names: Vec<_> = records.iter().map(|record| record.name).collect();
		let looks = stream::iter(names)
			.map(|name| async move { self.vault.length_if_whole(patient, &name).await });
		let mut lengths = looks.buffer_unordered(LOOKED_FOR_AT_A_TIME);
		let mut longest = 0;
		while let Some(length) = lengths.try_next().await? {
			let length = length.and_then(|length| usize::try_from(length).ok());
			let Some(length) = length.filter(|length| *length <= MAX_LENGTH) else {
				return Ok(None);
			};
			longest = longest.max(length);
		}
		Ok(Some(longest))
	}

	async fn found_envelope(
		&self,
		patient: &PatientId,
		name: &Name,
		budget: &mut Budget,
		room: &OwnRoom,
	) -> Result<Measured<Vec<u8>>, NotReleased> {
		let _while_it_is_read = room.head().await?;
		let envelope = self.envelope(patient, name).await?;
		Ok(envelope.map(|envelope| {
			let length = envelope.len();
			(budget.found(envelope, length, name), length)
		}))
	}

	async fn found_emergency(
		&self,
		patient: &PatientId,
		name: &Name,
		budget: &mut Budget,
		room: &OwnRoom,
	) -> Result<Measured<ReleasedEmergency>, NotReleased> {
		let _while_it_is_read = room.head().await?;
		let emergency = self.emergency(patient, name).await?;
		Ok(emergency.map(|emergency| {
			let length = emergency.parts.ring.len();
			(budget.found(emergency, length, name), length)
		}))
	}
}

/// What was found under a name, and how long it is, in bytes.
type Measured<T> = Option<(Found<T>, usize)>;

fn of_name<T: Clone>(
	all: &HashMap<Name, Measured<T>>,
	name: Option<&Name>,
) -> (Option<Found<T>>, usize) {
	match name.and_then(|name| all.get(name)) {
		Some(Some((found, length))) => (Some(found.clone()), *length),
		_ => (None, 0),
	}
}

/// The tree over a batch's leaves.
pub(super) fn tree(records: &[KeptRecord]) -> Option<MerkleTree> {
	let leaves: Vec<_> =
		records.iter().map(|record| leaf_of_hash(&record.commitment, &record.name)).collect();
	MerkleTree::new(&leaves)
}
