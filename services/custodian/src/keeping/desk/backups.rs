//! Backups of a patient's ring. Whoever has the account may be a thief, who must not destroy what brings the records back: so each is kept
//! beside those before.

use super::{json_list::json_list, Desk};
use crate::{
	catalogue::Catalogue,
	kept::{Moment, PatientId},
	refusal::Refusal,
};
use bytes::Bytes;
use futures::{
	stream::{self, BoxStream},
	Stream,
};
use salus_client::{key_ring::RingBackup, requests::PatientRequest};
use std::{io, sync::Arc};

const DAY: Moment = 24 * 60 * 60 * 1000;
/// How many backups are taken from one account in a day: one is not enough where keys are renewed on the day that they were made.
const BACKUPS_A_DAY: usize = 4;

/// So many bytes of a backup are in memory while it is sent.
const PART: u32 = 1 << 18;

const NO_BACKUP: Refusal = Refusal::NotAsCommitted("the content is no backup of a ring");
const OTHER_PATIENT: Refusal = Refusal::NotAsCommitted("it is the backup of another patient");

impl Desk {
	/// The backup in a content, if it is this patient's.
	pub(super) async fn read_backup(
		&self,
		patient: &PatientId,
		content: Bytes,
	) -> Result<String, Refusal> {
		let (patient, genesis) = (*patient, self.chain.genesis());
		// It may have sixteen million characters.
		let work = move || {
			let text = std::str::from_utf8(&content).map_err(|_| NO_BACKUP)?;
			let backup = RingBackup::from_json(text).map_err(|_| NO_BACKUP)?;
			let is_own = backup.context().patient == patient && *backup.genesis() == genesis;
			// Written anew: no more is kept of it than a backup has.
			is_own.then(|| backup.to_json()).ok_or(OTHER_PATIENT)
		};
		tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Unavailable)?
	}

	/// Keeps a backup, in the patient's turn.
	pub(super) async fn take_backup(
		&self,
		PatientRequest { patient, account, .. }: &PatientRequest,
		text: &str,
		at: Moment,
	) -> Result<(), Refusal> {
		let kept = self.catalogue.backup_list(patient).await?;
		let own = kept.iter().filter(|one| one.account == *account).map(|one| one.at);
		// What a wrong clock put into the future counts as of now.
		let mut ages: Vec<_> =
			own.map(|then| at.saturating_sub(then)).filter(|age| *age < DAY).collect();
		ages.sort_unstable();
		// There is room again when the fourth youngest is a day old.
		if let Some(age) = ages.get(BACKUPS_A_DAY.saturating_sub(1)) {
			return Err(Refusal::TooMany(seconds(DAY.saturating_sub(*age))));
		}
		let number = self.catalogue.add_backup(patient, account, at, text, &self.quotas).await?;
		number.map(|_| ()).ok_or(Refusal::OverQuota)
	}

	/// All backups, the latest first, as one list in JSON. Each is read when it is sent, and in parts: whoever reads slowly holds little
	/// memory.
	pub(super) async fn give_backups(
		&self,
		patient: &PatientId,
	) -> Result<BoxStream<'static, io::Result<Bytes>>, Refusal> {
		let kept = self.catalogue.backup_list(patient).await?;
		let (catalogue, patient) = (Arc::clone(&self.catalogue), *patient);
		let texts = kept
			.into_iter()
			.rev()
			.map(move |one| parts_of(Arc::clone(&catalogue), patient, one.number));
		Ok(json_list(stream::iter(texts)))
	}
}

/// The text of a backup.
fn parts_of(
	catalogue: Arc<Catalogue>,
	patient: PatientId,
	number: u64,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
	stream::try_unfold((catalogue, 0), move |(catalogue, from)| async move {
		let part = catalogue.backup_part(&patient, number, from, PART).await;
		// One that lapsed meanwhile is missing in what was begun.
		let part = part.map_err(io::Error::other)?.ok_or(io::ErrorKind::NotFound)?;
		let next = (catalogue, from.saturating_add(PART));
		Ok((!part.is_empty()).then(|| (Bytes::from(part), next)))
	})
}

/// In how many seconds, at least one, so many milliseconds are over.
fn seconds(milliseconds: Moment) -> u32 {
	u32::try_from(milliseconds.div_ceil(1000)).unwrap_or(u32::MAX).max(1)
}
