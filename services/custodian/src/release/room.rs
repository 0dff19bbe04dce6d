//! Room in memory for what is being sent, which all releases share. A release takes all that it will need before its ticket is redeemed: what was redeemed must not
//! break off for want of memory.

mod kind;

use crate::kept::PatientId;
use kind::{Held, Kind};
use salus_client::{
	chain::{
		types::{Actor, Ticket},
		AccountId32,
	},
	requests::ReleaseRequest,
	sealed_record::MAX_LENGTH,
};
use std::time::Duration;
use tokio::time::timeout;

/// How much of batches, of heads, of records and of long records may be in memory at once, in units of [`UNIT`], for patients' sides and for practitioners each. The
/// longest of each fits.
const UNITS_OF_BATCHES: u32 = 2 << 8;
const UNITS_OF_HEADS: u32 = 3 << 8;
const UNITS_OF_RECORDS: u32 = 3 << 8;
const UNITS_OF_LONG_RECORDS: u32 = 2 << 10;
/// What is longer, in bytes, is a long record.
const LONG_RECORD: usize = 1 << 21;
/// Memory is given out in pieces of so many bytes.
const UNIT: usize = 1 << 16;
/// What a batch has in memory for each of its records while it is read: as it is stored, as it is known, and in its tree.
const BYTES_IN_BATCH: usize = 224;
/// Sealing has a record in memory so often: as its writer sealed it, and sealed to its reader.
const COPIES: usize = 2;
/// And a head, of which bytes are two digits each in its message.
const COPIES_OF_HEAD: usize = 6;
/// What is no longer than this, in bytes, needs no room: long messages to slow readers must not hold up short ones.
const SHORT: usize = 1 << 16;
/// How long a request waits for room. Its ticket holds as long.
const ROOM_TIME: Duration = Duration::from_secs(5);

/// Room for whoever asks for a release. Those of the patients' sides have their own: anybody may be a patient, and be as many as they like, and must not keep
/// practitioners from what they need for care. Each of the two has room for the longest of each kind.
#[derive(Clone)]
pub(super) struct Room {
	of_patients: Kinds,
	of_organizations: Kinds,
}

/// Each kind has its own room: a reader that takes an hour for a long record must not hold up anything else.
#[derive(Clone)]
struct Kinds {
	batches: Kind,
	heads: Kind,
	records: Kind,
	long_records: Kind,
}

/// Who asks for a release, as the chain has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
	/// Somebody on the patient's side. All of one patient's sides share in that patient's part.
	Person {
		/// Whose account signs.
		account: [u8; 32],
		/// Whose records they are.
		patient: PatientId,
	},
	/// Somebody of an organization that the chain knows. What others have of the same patient's records is no matter: in an emergency many may need them.
	Practitioner(Key),
}

/// By what those are told apart who have a part of the room each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
	/// The account that signs.
	Account([u8; 32]),
	/// A practitioner for whom a gateway signs: by the gateway alone a whole hospital had no more than one.
	OfGateway([u8; 32], [u8; 32]),
	/// A patient.
	Patient(PatientId),
}

/// There is too much on its way to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoRoom;

/// The longest of each that a release has in memory at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Need {
	/// How many records its largest batch has.
	batch: usize,
	/// The longest head, in bytes.
	head: usize,
	/// The longest record, in bytes, of those that are not long.
	record: usize,
	/// The longest of those that are.
	long_record: usize,
}

/// Room that one release has.
pub(super) struct Reserved {
	kinds: Kinds,
	batches: Held,
	heads: Held,
	records: Held,
	long_records: Held,
}

impl Asker {
	/// Of a request, and the ticket that it shows.
	pub(super) fn of(request: &ReleaseRequest, ticket: &Ticket<AccountId32>) -> Self {
		let account = request.holder;
		match &ticket.requester {
			Actor::Practitioner { .. } | Actor::Organization { .. } => {
				Self::Practitioner(Key::Account(account))
			},
			Actor::Gateway { practitioner, .. } => {
				Self::Practitioner(Key::OfGateway(account, practitioner.0))
			},
			_ => Self::Person { account, patient: request.patient },
		}
	}

	fn keys(&self) -> Vec<Key> {
		match *self {
			Self::Person { account, patient } => {
				vec![Key::Account(account), Key::Patient(patient)]
			},
			Self::Practitioner(key) => vec![key],
		}
	}
}

impl Need {
	/// Of a batch with so many records, while its tree is made.
	pub(super) fn of_batch(records: usize) -> Self {
		Self { batch: records, ..Self::default() }
	}

	/// Of a head that is so long.
	pub(super) fn of_head(length: usize) -> Self {
		Self { head: length, ..Self::default() }
	}

	/// Of a record that is so long.
	pub(super) fn of_record(length: usize) -> Self {
		if length > LONG_RECORD {
			Self { long_record: length, ..Self::default() }
		} else {
			Self { record: length, ..Self::default() }
		}
	}

	/// Of one after the other.
	pub(super) fn or(self, other: Self) -> Self {
		Self {
			batch: self.batch.max(other.batch),
			head: self.head.max(other.head),
			record: self.record.max(other.record),
			long_record: self.long_record.max(other.long_record),
		}
	}
}

impl Room {
	pub(super) fn new() -> Self {
		Self { of_patients: Kinds::new(), of_organizations: Kinds::new() }
	}

	/// Waits for room, for a while. Whoever has some asks for no more: so nobody waits for one who waits.
	pub(super) async fn reserve(&self, asker: &Asker, need: Need) -> Result<Reserved, NoRoom> {
		let kinds = match asker {
			Asker::Person { .. } => &self.of_patients,
			Asker::Practitioner(_) => &self.of_organizations,
		};
		let reserved = timeout(ROOM_TIME, kinds.reserve(&asker.keys(), need)).await;
		reserved.ok().flatten().ok_or(NoRoom)
	}
}

impl Kinds {
	fn new() -> Self {
		Self {
			batches: Kind::new(UNITS_OF_BATCHES, BYTES_IN_BATCH, SHORT / BYTES_IN_BATCH),
			heads: Kind::new(UNITS_OF_HEADS, COPIES_OF_HEAD, SHORT),
			records: Kind::new(UNITS_OF_RECORDS, COPIES, SHORT),
			long_records: Kind::new(UNITS_OF_LONG_RECORDS, COPIES, SHORT),
		}
	}

	async fn reserve(&self, keys: &[Key], need: Need) -> Option<Reserved> {
		let Need { batch, head, record, long_record } = need;
		let long_record = long_record.min(MAX_LENGTH);
		// All shares first: who waits for what it has itself has no room for which others wait.
		let mut reserved = Reserved {
			long_records: self.long_records.share(keys, long_record).await?,
			heads: self.heads.share(keys, head).await?,
			batches: self.batches.share(keys, batch).await?,
			records: self.records.share(keys, record).await?,
			kinds: self.clone(),
		};
		self.long_records.fill(&mut reserved.long_records, long_record).await?;
		self.heads.fill(&mut reserved.heads, head).await?;
		self.batches.fill(&mut reserved.batches, batch).await?;
		self.records.fill(&mut reserved.records, record).await?;
		Some(reserved)
	}
}

impl Reserved {
	/// Gives back what a release has more than it needs from now on.
	pub(super) fn shrink(&mut self, need: Need) {
		let Self { kinds, batches, heads, records, long_records } = self;
		kinds.long_records.shrink(long_records, need.long_record);
		kinds.heads.shrink(heads, need.head);
		kinds.batches.shrink(batches, need.batch);
		kinds.records.shrink(records, need.record);
	}

	/// Whether others may have to wait for it.
	pub(super) fn is_some(&self) -> bool {
		[&self.batches, &self.heads, &self.records, &self.long_records]
			.into_iter()
			.any(Held::is_some)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ONE: Asker = Asker::Practitioner(Key::Account([1; 32]));
	const ANOTHER: Asker = Asker::Practitioner(Key::Account([2; 32]));

	fn patient(account: u8, patient: u8) -> Asker {
		Asker::Person { account: [account; 32], patient: [patient; 32] }
	}

	/// The most records that a batch has.
	const MOST: usize = 100_000;

	#[tokio::test(start_paused = true)]
	async fn a_long_record_to_a_slow_reader_holds_up_no_shorter_one_no_head_and_no_batch() {
		let room = Room::new();
		let _slow = room.reserve(&ONE, Need::of_record(MAX_LENGTH)).await.unwrap();
		for other in [Need::of_record(LONG_RECORD), Need::of_head(1 << 23), Need::of_batch(MOST)] {
			assert!(room.reserve(&ANOTHER, other).await.is_ok(), "{other:?} waits");
		}
		let as_long = room.reserve(&ANOTHER, Need::of_record(MAX_LENGTH)).await;
		assert!(as_long.is_err(), "there is no more memory than there is");
	}

	#[tokio::test(start_paused = true)]
	async fn the_longest_of_each_fits_and_is_counted_once() {
		let room = Room::new();
		let all = Need::of_batch(MOST)
			.or(Need::of_head(1 << 23))
			.or(Need::of_record(LONG_RECORD))
			.or(Need::of_record(MAX_LENGTH));
		let held = room.reserve(&ONE, all).await.unwrap();
		assert!(held.is_some());
		assert!(room.reserve(&ONE, Need::of_batch(MOST)).await.is_err(), "two do not fit");
		drop(held);
		assert!(room.reserve(&ONE, all).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_found_no_room_keeps_none() {
		let room = Room::new();
		let batch = room.reserve(&ONE, Need::of_batch(MOST)).await.unwrap();
		let both = Need::of_record(MAX_LENGTH).or(Need::of_batch(MOST));
		assert!(room.reserve(&ONE, both).await.is_err());
		assert!(room.reserve(&ONE, Need::of_record(MAX_LENGTH)).await.is_ok());
		drop(batch);
		assert!(room.reserve(&ONE, both).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_needed_no_more_is_given_back() {
		let room = Room::new();
		let mut held = room.reserve(&ONE, Need::of_record(MAX_LENGTH)).await.unwrap();
		held.shrink(Need::of_record(MAX_LENGTH / 2));
		let half = room.reserve(&ANOTHER, Need::of_record(MAX_LENGTH / 2)).await.unwrap();
		assert!(room.reserve(&ANOTHER, Need::of_record(MAX_LENGTH / 2)).await.is_err());
		held.shrink(Need::default());
		assert!(!held.is_some() && half.is_some());
		assert!(room.reserve(&ONE, Need::of_record(MAX_LENGTH / 2)).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_short_needs_none() {
		let room = Room::new();
		let all = Need::of_record(SHORT).or(Need::of_head(SHORT)).or(Need::of_batch(200));
		assert!(!room.reserve(&ONE, all).await.unwrap().is_some());
	}

	/// Of which a share holds one, and all of the room five.
	const IMAGE: usize = 13_000_000;

	#[tokio::test(start_paused = true)]
	async fn one_stranger_with_a_long_record_of_its_own_shuts_out_nobody() {
		let room = Room::new();
		let image = Need::of_record(IMAGE);
		let slow = room.reserve(&patient(1, 1), image).await.unwrap();
		for same in [patient(1, 1), patient(1, 2), patient(2, 1)] {
			assert!(room.reserve(&same, image).await.is_err(), "{same:?} has twice its share");
		}
		let others = [patient(3, 3), patient(4, 4), patient(5, 5), ONE];
		let mut held = Vec::new();
		for other in others {
			held.push(room.reserve(&other, image).await.unwrap());
		}
		drop(slow);
		assert!(room.reserve(&patient(1, 2), image).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn however_many_patients_there_are_practitioners_find_room() {
		let room = Room::new();
		let image = Need::of_record(IMAGE);
		let mut held = Vec::new();
		for stranger in 0..20 {
			held.extend(room.reserve(&patient(stranger, stranger), image).await);
		}
		assert_eq!(held.len(), 5);
		assert!(room.reserve(&ONE, Need::of_record(MAX_LENGTH)).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn practitioners_of_one_gateway_have_a_part_each_and_need_the_same_records() {
		let room = Room::new();
		let image = Need::of_record(IMAGE);
		let of_gateway = |last| Asker::Practitioner(Key::OfGateway([9; 32], [last; 32]));
		let _one = room.reserve(&of_gateway(1), image).await.unwrap();
		assert!(room.reserve(&of_gateway(1), image).await.is_err());
		assert!(room.reserve(&of_gateway(2), image).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn who_waits_for_itself_has_no_room_for_which_others_wait() {
		let room = Room::new();
		let head = Need::of_head(1 << 22);
		let _slow = room.reserve(&ONE, head).await.unwrap();
		let waits = room.reserve(&ONE, head.or(Need::of_record(MAX_LENGTH)));
		let another = async {
			tokio::time::sleep(Duration::from_secs(1)).await;
			timeout(Duration::from_secs(1), room.reserve(&ANOTHER, Need::of_record(MAX_LENGTH)))
				.await
		};
		let (waited, another) = tokio::join!(waits, another);
		assert!(waited.is_err() && another.is_ok_and(|room| room.is_ok()));
	}
}
