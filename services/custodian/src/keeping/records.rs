//! Sealed records: taken in under the hash of their bytes, on the account of whoever hands them in.

use super::{
	desk::Taken,
	open_sessions::Session,
	under_way::{Ended, OnItsWay},
	uploads::OTHER_BYTES,
	Keeping,
};
use crate::{
	kept::{Charged, Moment, Name, PatientId, Writer},
	refusal::Refusal,
	vault::VaultError,
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use salus_client::sealed_record::MAX_LENGTH;
use std::{collections::BTreeSet, sync::Arc};

/// For how long a record is kept that no batch names, in milliseconds.
const KEPT_LOOSE: u64 = 24 * 60 * 60 * 1000;
/// So many of them are looked at together.
const SWEPT_TOGETHER: u32 = 256;
/// So often the same record may come in at once: it is charged once, and each is on the disk until it is whole or breaks off. One more than
/// one, since a client that lost its connection comes back before that is noticed here.
const MOST_AT_ONCE: usize = 2;
/// The same record is coming in so often already, or with another length. One of the two is wrong then, and that will show.
const COMING: Refusal = Refusal::TooMany(1);
const TOO_LONG: Refusal = Refusal::Malformed("a sealed record has 1 to 67,108,864 bytes");
const BROKEN_OFF: Refusal = Refusal::Malformed("the body broke off, or is of another length");

/// How many bytes a writer may have here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
	/// Of records that no batch names yet.
	pub loose: u64,
	/// Of all.
	pub total: u64,
}

/// How many bytes writers may have here, each for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
	/// An organization.
	pub organization: Limits,
	/// A patient's side.
	pub patient: Limits,
}

impl Quotas {
	/// What this writer may have here.
	pub fn of(&self, writer: Writer) -> Limits {
		match writer {
			Writer::Organization(_) => self.organization,
			Writer::Patient(_) => self.patient,
		}
	}
}

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
			match keeping.begin(writer, &record).await? {
				Begun::Known => drained(content).await.map(|()| Taken::Known),
				Begun::Coming(on_its_way) => keeping.put(&record, on_its_way, content).await,
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
		let _turn = self.turns.turn(patient).await;
		// Asked again: a batch may have come in before this turn.
		let loose = self.catalogue.loose_since(before, SWEPT_TOGETHER).await?;
		let mut destroyed = 0_u64;
		for (owner, name) in loose {
			if owner != *patient || self.under_way.length(patient, &name).is_some() {
				continue;
			}
			// The bytes first, so that what breaks off here is found again.
			self.vault.remove(patient, &name).await?;
			self.catalogue.uncharge(patient, &name).await?;
			destroyed = destroyed.saturating_add(1);
		}
		Ok(destroyed)
	}

	async fn begin(&self, writer: Writer, record: &IncomingRecord) -> Result<Begun, Refusal> {
		let IncomingRecord { patient, name, length } = record;
		let _turn = self.turns.turn(patient).await;
		if self.under_way.times(patient, name) >= MOST_AT_ONCE {
			return Err(COMING);
		}
		if let Some(other) = self.under_way.length(patient, name) {
			// Otherwise a false length would be what is charged for the record.
			let on_its_way = || self.under_way.begin(patient, name, *length, false);
			return (other == *length).then(on_its_way).map(Begun::Coming).ok_or(COMING);
		}
		let mut was_charged = self.charge(writer, record).await?;
		if !was_charged {
			if self.vault.has(patient, name).await? {
				return Ok(Begun::Known);
			}
			// It was lost, or never came. Unless a batch names it, it is charged with the length of now.
			self.catalogue.uncharge(patient, name).await?;
			was_charged = self.charge(writer, record).await?;
		}
		Ok(Begun::Coming(self.under_way.begin(patient, name, *length, was_charged)))
	}

	/// Whether the record is on the writer's account now, and was on nobody's before.
	async fn charge(&self, writer: Writer, record: &IncomingRecord) -> Result<bool, Refusal> {
		let IncomingRecord { patient, name, length } = record;
		let Limits { loose, total } = self.quotas.of(writer);
		let now = self.clock.now();
		let charged =
			self.catalogue.charge(patient, name, *length, writer, now, loose, total).await?;
		match charged {
			Charged::New => Ok(true),
			Charged::Known => Ok(false),
			Charged::OverLimit => Err(Refusal::OverQuota),
		}
	}

	async fn put<S>(
		&self,
		record: &IncomingRecord,
		on_its_way: OnItsWay,
		content: S,
	) -> Result<Taken, Refusal>
	where
		S: Stream<Item = Result<Bytes, Incomplete>> + Send,
	{
		let IncomingRecord { patient, name, length } = record;
		let put = self.vault.put(patient, name, content, *length).await;

		let _turn = self.turns.turn(patient).await;
		if on_its_way.end(put.is_ok()) == Ended::ChargedInVain {
			self.catalogue.uncharge(patient, name).await?;
		}
		match put {
			Ok(_) => self.ensure_charged(patient, name).await.map(|()| Taken::New),
			Err(VaultError::OtherContent) => Err(OTHER_BYTES),
			Err(VaultError::TooLong | VaultError::BrokenOff) => Err(BROKEN_OFF),
			Err(trouble) => Err(trouble.into()),
		}
	}

	/// A record that was erased while it came in is on nobody's account any more.
	async fn ensure_charged(&self, patient: &PatientId, name: &Name) -> Result<(), Refusal> {
		if self.catalogue.known_records(patient, &[*name]).await? == [true] {
			return Ok(());
		}
		self.vault.remove(patient, name).await?;
		Err(COMING)
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

/// Lets the rest come, since whoever sends it looks for the answer only afterwards.
async fn drained(
	content: impl Stream<Item = Result<Bytes, Incomplete>> + Send,
) -> Result<(), Refusal> {
	let mut content = Box::pin(content);
	while let Some(part) = content.next().await {
		part.map_err(|_| BROKEN_OFF)?;
	}
	Ok(())
}

fn length_of(length: usize) -> u64 {
	u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
