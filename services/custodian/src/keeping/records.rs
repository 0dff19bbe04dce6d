//! Sealed records: taken in under the hash of their bytes, on the account of whoever hands them in.

use super::{
	desk::Taken,
	one_at_a_time::Look,
	open_sessions::Session,
	under_way::{Ended, OnItsWay},
	uploads::OTHER_BYTES,
	Keeping,
};
use crate::{
	hash::{hashed, hasher},
	kept::{Charged, Moment, Name, PatientId, Usage, Writer},
	quotas::room_for,
	refusal::Refusal,
	vault::VaultError,
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use salus_client::sealed_record::MAX_LENGTH;
use std::{collections::BTreeSet, sync::Arc};

/// For how long a record is kept that no batch names, in milliseconds.
const KEPT_LOOSE: u64 = 24 * 60 * 60 * 1000;
/// So many of them are looked at together, in their patient's turn.
const SWEPT_TOGETHER: u32 = 64;
/// So often a writer may bring the same record at once, whoever else brings it: it is charged once, and each is on the disk until it is whole or breaks off. One more than
/// one, since a client that lost its connection comes back before that is noticed here.
const MOST_AT_ONCE: usize = 2;
/// The same writer is bringing the record so often already, or with another length, of which one is wrong, and that will show. Or it was
/// destroyed while it came.
const COMING: Refusal = Refusal::TooMany(1);
const TOO_LONG: Refusal = Refusal::Malformed("a sealed record has 1 to 67,108,864 bytes");
const BROKEN_OFF: Refusal = Refusal::Malformed("the body broke off, or is of another length");

/// A sealed record as it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomingRecord {
	/// Whose it is.
	pub patient: PatientId,
	/// BLAKE2b-256 of its bytes.
	pub name: Name,
	/// How many bytes will come.
	pub length: u64,
}

/// What broke off, or is of another length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it broke off, or is of another length")]
struct Incomplete;

impl Keeping {
	/// Takes a sealed record in. It is loose until a batch names it. Whoever goes away meanwhile leaves nothing behind.
	pub async fn take_record<S, E>(
		self: &Arc<Self>,
		session: &Session,
		record: IncomingRecord,
		content: S,
	) -> Result<Taken, Refusal>
	where
		S: Stream<Item = Result<Bytes, E>> + Send + 'static,
		E: Send + 'static,
	{
		if !(1..=length_of(MAX_LENGTH)).contains(&record.length) {
			return Err(TOO_LONG);
		}
		ensure_own(session.writer, &record.patient)?;
		let (keeping, writer) = (Arc::clone(self), session.writer);
		let content = of_length(content, record.length);
		// On its own, since what is charged has to be put right also when whoever sends it is gone.
		let work = async move {
			let look = keeping.turns.look(&record.patient);
			match keeping.begin(writer, &record).await? {
				Begun::Known => keeping.compare(writer, &record, look, content).await,
				Begun::Coming(on_its_way) => {
					keeping.put(writer, &record, look, on_its_way, content).await
				},
			}
		};
		tokio::spawn(work).await.map_err(|_| Refusal::Unavailable)?
	}

	/// Destroys records that no batch has named for a day. How many there were.
	pub async fn sweep_loose(&self) -> Result<u64, Refusal> {
		let before = self.clock.now().saturating_sub(KEPT_LOOSE);
		let mut destroyed = 0_u64;
		loop {
			let loose = self.catalogue.loose_since(before, SWEPT_TOGETHER).await?;
			let patients: BTreeSet<_> = loose.into_iter().map(|(patient, _)| patient).collect();
			let mut these = 0_u64;
			for patient in patients {
				these = these.saturating_add(self.sweep_loose_of(&patient, before).await?);
			}
			if these == 0 {
				return Ok(destroyed);
			}
			destroyed = destroyed.saturating_add(these);
		}
	}

	async fn sweep_loose_of(&self, patient: &PatientId, before: Moment) -> Result<u64, Refusal> {
		let mut turn = self.turns.turn(patient).await;
		// Asked again: a batch may have come in before this turn.
		let loose = self.catalogue.loose_since(before, SWEPT_TOGETHER).await?;
		let mut destroyed = 0_u64;
		for (owner, name) in loose {
			if owner != *patient || self.under_way.has(patient, &name) {
				continue;
			}
			// The bytes first, so that what breaks off here is found again.
			turn.destroys();
			self.vault.remove(patient, &name).await?;
			self.catalogue.uncharge(patient, &name).await?;
			destroyed = destroyed.saturating_add(1);
		}
		Ok(destroyed)
	}

	async fn begin(&self, writer: Writer, record: &IncomingRecord) -> Result<Begun, Refusal> {
		let IncomingRecord { patient, name, length } = record;
		let _turn = self.turns.turn(patient).await;
		let own = self.under_way.lengths(patient, name, writer);
		// Otherwise a false length would be what is charged for the record.
		if own.len() >= MOST_AT_ONCE || own.iter().any(|other| other != length) {
			return Err(COMING);
		}
		let is_coming = self.under_way.has(patient, name);
		let mut was_charged = self.charge(writer, record).await?;
		if !was_charged && own.is_empty() {
			self.ensure_room(writer, record).await?;
		}
		if !was_charged && !is_coming {
			if self.vault.has(patient, name).await? {
				return Ok(Begun::Known);
			}
			// It was lost, or never came. Unless a batch names it, it is charged with the length of now.
			self.catalogue.uncharge(patient, name).await?;
			was_charged = self.charge(writer, record).await?;
		}
		let way = (writer, *length);
		Ok(Begun::Coming(self.under_way.begin(patient, name, way, was_charged)))
	}

	/// What is on another's account finds no room where one that is new finds none: otherwise the refusal would tell which records are here. And
	/// whoever brings a record first is charged for it: it may be on the account of one who began with a false length.
	async fn ensure_room(&self, writer: Writer, record: &IncomingRecord) -> Result<(), Refusal> {
		let IncomingRecord { patient, name, length } = record;
		if self.catalogue.is_charged_to(patient, name, writer).await? {
			return Ok(());
		}
		let more = Usage { kept: 0, loose: room_for(*length) };
		let has_room = self.catalogue.has_room(writer, more, &self.quotas).await?;
		has_room.then_some(()).ok_or(Refusal::OverQuota)
	}

	/// Whether the record is on the writer's account now, and was on nobody's before.
	async fn charge(&self, writer: Writer, record: &IncomingRecord) -> Result<bool, Refusal> {
		let IncomingRecord { patient, name, length } = record;
		let now = self.clock.now();
		let charged =
			self.catalogue.charge(patient, name, *length, writer, now, &self.quotas).await?;
		match charged {
			Charged::New => Ok(true),
			Charged::Known => Ok(false),
			Charged::OverLimit => Err(Refusal::OverQuota),
		}
	}

	/// Compares what comes with a record that is kept: whoever has other bytes than its name says has not handed it in.
	async fn compare<S>(
		&self,
		writer: Writer,
		record: &IncomingRecord,
		look: Look,
		content: S,
	) -> Result<Taken, Refusal>
	where
		S: Stream<Item = Result<Bytes, Incomplete>> + Send,
	{
		let IncomingRecord { patient, name, .. } = record;
		if hash_of(content).await? != *name {
			return Err(OTHER_BYTES);
		}
		let _turn = self.turns.turn(patient).await;
		let is_there = !look.is_outdated() || self.vault.has(patient, name).await?;
		let is_kept =
			is_there && self.catalogue.renew(patient, name, writer, self.clock.now()).await?;
		// Otherwise it was erased meanwhile, and comes in anew.
		is_kept.then_some(Taken::Known).ok_or(COMING)
	}

	async fn put<S>(
		&self,
		writer: Writer,
		record: &IncomingRecord,
		look: Look,
		on_its_way: OnItsWay,
		content: S,
	) -> Result<Taken, Refusal>
	where
		S: Stream<Item = Result<Bytes, Incomplete>> + Send,
	{
		let IncomingRecord { patient, name, length } = record;
		let put = self.vault.put(patient, name, content, *length).await;

		let mut turn = self.turns.turn(patient).await;
		let taken = match put {
			Ok(_) => self.settle(writer, record, &look, &on_its_way).await,
			Err(VaultError::OtherContent) => Err(OTHER_BYTES),
			Err(VaultError::TooLong | VaultError::BrokenOff) => Err(BROKEN_OFF),
			Err(trouble) => Err(trouble.into()),
		};
		let was_in_vain = on_its_way.end(taken.is_ok()) == Ended::ChargedInVain;
		if taken == Err(COMING) || was_in_vain && !self.catalogue.is_used(patient, name).await? {
			// A bucket may have it all the same, and only did not answer in time. What cannot be destroyed now stays charged, and is swept.
			turn.destroys();
			self.vault.remove(patient, name).await?;
			self.catalogue.uncharge(patient, name).await?;
		}
		taken
	}

	/// Charges a record that has come to whoever brought it first.
	async fn settle(
		&self,
		writer: Writer,
		record: &IncomingRecord,
		look: &Look,
		on_its_way: &OnItsWay,
	) -> Result<Taken, Refusal> {
		let IncomingRecord { patient, name, length } = record;
		if look.is_outdated() && !self.vault.has(patient, name).await? {
			return Err(COMING);
		}
		let now = self.clock.now();
		if on_its_way.has_come() {
			let is_charged = self.catalogue.renew(patient, name, writer, now).await?;
			return is_charged.then_some(Taken::New).ok_or(COMING);
		}
		let quotas = &self.quotas;
		match self.catalogue.recharge(patient, name, *length, writer, now, quotas).await? {
			Some(Charged::New | Charged::Known) => Ok(Taken::New),
			Some(Charged::OverLimit) => Err(Refusal::OverQuota),
			// A record that was erased while it came in is on nobody's account any more.
			None => Err(COMING),
		}
	}
}

enum Begun {
	Known,
	Coming(OnItsWay),
}

/// A patient's side hands nothing in for anybody else.
pub(crate) fn ensure_own(writer: Writer, patient: &PatientId) -> Result<(), Refusal> {
	match writer {
		Writer::Patient(own) if own != *patient => Err(Refusal::Refused),
		Writer::Patient(_) | Writer::Organization(_) => Ok(()),
	}
}

/// What comes, and an error in the place of its end where that is not after `length` bytes.
fn of_length<S, E>(
	content: S,
	length: u64,
) -> impl Stream<Item = Result<Bytes, Incomplete>> + Send + 'static
where
	S: Stream<Item = Result<Bytes, E>> + Send + 'static,
{
	stream::try_unfold((Box::pin(content), length), |(mut content, left)| async move {
		match content.next().await {
			Some(Ok(part)) => {
				let left = left.checked_sub(length_of(part.len())).ok_or(Incomplete)?;
				Ok(Some((part, (content, left))))
			},
			None if left == 0 => Ok(None),
			Some(Err(_)) | None => Err(Incomplete),
		}
	})
}

/// The hash of all that comes. Whoever sends it looks for the answer only afterwards.
async fn hash_of(
	content: impl Stream<Item = Result<Bytes, Incomplete>> + Send,
) -> Result<Name, Refusal> {
	let mut content = Box::pin(content);
	let mut hasher = hasher();
	while let Some(part) = content.next().await {
		hasher.update(&part.map_err(|_| BROKEN_OFF)?);
	}
	Ok(hashed(&hasher))
}

fn length_of(length: usize) -> u64 {
	u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
