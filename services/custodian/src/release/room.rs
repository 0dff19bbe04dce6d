//! Room for what is being found, sealed and sent, which all releases share.
//!
//! No reader keeps memory for itself, however slowly it reads: what is long is sealed into a file and waits there. A release takes all the room in files that it will
//! need before its ticket is redeemed. Memory it takes when it seals, and gives back as soon as what it sealed is in the file: it comes to it in its turn, and
//! need not break off for want of it.

mod kind;

use super::{
	length::{batch_alone, batch_with_tree},
	waiting::Waiting,
};
use crate::{kept::PatientId, trouble::Trouble};

pub(super) use kind::Held;
use kind::Kind;
use salus_client::{
	chain::{
		types::{Actor, Ticket},
		AccountId32,
	},
	requests::ReleaseRequest,
};
use std::{future::Future, io, path::Path, sync::Arc, time::Duration};
use tokio::time::timeout;

/// How many bytes there are, for patients' sides and for practitioners each: in memory for batches, in memory for what is being sealed, and in files. The longest of each
/// fits.
const FOR_BATCHES: usize = 24 << 20;
const FOR_SEALING: usize = 65 << 20;
const IN_FILES: usize = 1 << 31;
/// How long a request waits for room before its ticket is redeemed. Its ticket holds as long.
const ROOM_TIME: Duration = Duration::from_secs(5);

/// Room for whoever asks for a release. Those of the patients' sides have their own: anybody may be a patient, and be as many as they like, and must not keep
/// practitioners from what they need for care. Each of the two has room for the longest of each kind.
#[derive(Clone)]
pub(super) struct Room {
	of_patients: Kinds,
	of_organizations: Kinds,
	/// Where files are.
	folder: Arc<Path>,
}

/// Each kind has its own room: what waits for one must not hold up what waits for another.
#[derive(Clone)]
struct Kinds {
	batches: Kind,
	sealing: Kind,
	files: Kind,
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

/// Room as one who asks may have it.
#[derive(Clone)]
pub(super) struct OwnRoom {
	kinds: Kinds,
	keys: Arc<[Key]>,
	folder: Arc<Path>,
}

/// A file with room for what one release has to have wait.
pub(super) struct Reserved {
	files: Kind,
	held: Held,
	waiting: Waiting,
}

/// Room for a batch in memory.
pub(super) struct OfBatch {
	batches: Kind,
	records: u32,
	held: Held,
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

	fn keys(&self) -> Arc<[Key]> {
		match *self {
			Self::Person { account, patient } => {
				[Key::Account(account), Key::Patient(patient)].into()
			},
			Self::Practitioner(key) => [key].into(),
		}
	}
}

impl Room {
	/// With files in this folder.
	pub(super) fn new(folder: &Path) -> Self {
		Self { of_patients: Kinds::new(), of_organizations: Kinds::new(), folder: folder.into() }
	}

	/// As this one may have it.
	pub(super) fn of(&self, asker: &Asker) -> OwnRoom {
		let kinds = match asker {
			Asker::Person { .. } => &self.of_patients,
			Asker::Practitioner(_) => &self.of_organizations,
		};
		OwnRoom { kinds: kinds.clone(), keys: asker.keys(), folder: self.folder.clone() }
	}
}

impl Kinds {
	fn new() -> Self {
		Self {
			batches: Kind::new(FOR_BATCHES),
			sealing: Kind::new(FOR_SEALING),
			files: Kind::new(IN_FILES),
		}
	}
}

impl OwnRoom {
	/// A file with room for so many bytes, if there are any: waits for it, for a while.
	pub(super) async fn file(&self, length: u64) -> Result<Reserved, NoRoom> {
		let files = self.kinds.files.clone();
		let bytes = usize::try_from(length).map_err(|_| NoRoom)?;
		let held = within_time(files.take(&self.keys, bytes)).await?;
		let waiting = Waiting::with_room(&self.folder, length).await;
		let waiting = waiting.inspect_err(|why| Trouble::Store.tell(why)).map_err(|_| NoRoom)?;
		Ok(Reserved { files, held, waiting })
	}

	/// Room for a batch of so many records while it is looked for: waits for it, for a while.
	pub(super) async fn found_batch(&self, records: u32) -> Result<OfBatch, NoRoom> {
		within_time(self.batch(records)).await
	}

	/// The same while it is made ready to be sent. Nobody who has it waits for a reader.
	pub(super) async fn batch(&self, records: u32) -> Option<OfBatch> {
		let batches = self.kinds.batches.clone();
		let held = batches.take(&self.keys, batch_with_tree(records)).await?;
		Some(OfBatch { batches, records, held })
	}

	/// So much memory for what is being sealed. Nobody who has it waits for a reader.
	pub(super) async fn sealing(&self, bytes: usize) -> Option<Held> {
		self.kinds.sealing.take(&self.keys, bytes).await
	}
}

async fn within_time<T>(taken: impl Future<Output = Option<T>>) -> Result<T, NoRoom> {
	timeout(ROOM_TIME, taken).await.ok().flatten().ok_or(NoRoom)
}

impl OfBatch {
	/// Its tree is not there any more.
	pub(super) fn without_tree(&mut self) {
		self.batches.shrink(&mut self.held, batch_alone(self.records));
	}
}

impl Reserved {
	/// What waits.
	pub(super) fn waiting(&self) -> &Waiting {
		&self.waiting
	}

	/// Gives back what is more than a release needs from now on.
	pub(super) async fn shrink(&mut self, length: u64) -> io::Result<()> {
		self.waiting.shrink(length).await?;
		let bytes = usize::try_from(length).unwrap_or(usize::MAX);
		self.files.shrink(&mut self.held, bytes);
		Ok(())
	}

	/// Whether others may have to wait for it.
	pub(super) fn is_some(&self) -> bool {
		self.held.is_some()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{merkle::MAX_LEAVES, release::MAX_MESSAGE};
	use tempfile::TempDir;

	const ONE: Asker = Asker::Practitioner(Key::Account([1; 32]));
	const ANOTHER: Asker = Asker::Practitioner(Key::Account([2; 32]));
	/// Of which all of the room has five, and a share one.
	const LONG: u64 = 400 << 20;

	fn patient(account: u8, patient: u8) -> Asker {
		Asker::Person { account: [account; 32], patient: [patient; 32] }
	}

	struct Scene {
		room: Room,
		_folder: TempDir,
	}

	impl Scene {
		fn new() -> Self {
			let folder = tempfile::tempdir().unwrap();
			Self { room: Room::new(folder.path()), _folder: folder }
		}

		async fn file(&self, asker: Asker, length: u64) -> Result<Reserved, NoRoom> {
			self.room.of(&asker).file(length).await
		}
	}

	#[tokio::test(start_paused = true)]
	async fn many_readers_of_the_longest_records_have_room_at_once() {
		let scene = Scene::new();
		let longest = u64::try_from(MAX_MESSAGE).unwrap();
		let mut slow = Vec::new();
		for account in 0..30 {
			let asker = Asker::Practitioner(Key::Account([account; 32]));
			slow.push(scene.file(asker, longest).await.unwrap());
		}
		for other in [ONE, ANOTHER] {
			let room = scene.room.of(&other);
			let both = (room.sealing(MAX_MESSAGE).await, room.found_batch(MAX_LEAVES).await);
			assert!(both.0.is_some() && both.1.is_ok());
		}
	}

	#[tokio::test(start_paused = true)]
	async fn one_seals_after_the_other_and_batches_have_their_own_memory() {
		let scene = Scene::new();
		let (one, another) = (scene.room.of(&ONE), scene.room.of(&ANOTHER));
		let sealing = one.sealing(MAX_MESSAGE).await.unwrap();
		assert!(timeout(ROOM_TIME, another.sealing(MAX_MESSAGE)).await.is_err());
		let mut batch = another.found_batch(MAX_LEAVES).await.unwrap();
		assert!(one.found_batch(MAX_LEAVES).await.is_err(), "two do not fit");
		batch.without_tree();
		assert!(one.found_batch(MAX_LEAVES).await.is_ok());
		drop(sealing);
		assert!(timeout(ROOM_TIME, another.sealing(MAX_MESSAGE)).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_needed_no_more_is_given_back() {
		let scene = Scene::new();
		let mut held = scene.file(ONE, LONG).await.unwrap();
		assert!(held.is_some());
		assert_eq!(scene.file(ONE, LONG).await.err(), Some(NoRoom));
		held.shrink(LONG / 4).await.unwrap();
		let mut rest = scene.file(ONE, LONG / 4).await.unwrap();
		rest.shrink(0).await.unwrap();
		assert!(!rest.is_some());
		assert!(scene.file(ONE, LONG / 4).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_found_no_file_keeps_no_room() {
		let missing = Room::new(Path::new("/nowhere"));
		for _ in 0..5 {
			assert_eq!(missing.of(&ONE).file(LONG).await.err(), Some(NoRoom));
		}
		let all = missing.of_organizations.files.take(&[], IN_FILES);
		assert!(timeout(ROOM_TIME, all).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_short_needs_none() {
		let scene = Scene::new();
		let room = scene.room.of(&ONE);
		assert!(!room.file(0).await.unwrap().is_some());
		assert!(!room.sealing(0).await.unwrap().is_some());
		assert!(!room.found_batch(200).await.unwrap().held.is_some());
	}

	#[tokio::test(start_paused = true)]
	async fn one_stranger_who_reads_slowly_shuts_out_nobody() {
		let scene = Scene::new();
		let slow = scene.file(patient(1, 1), LONG).await.unwrap();
		for same in [patient(1, 1), patient(1, 2), patient(2, 1)] {
			assert!(scene.file(same, LONG).await.is_err(), "{same:?} has twice its share");
		}
		let mut held = Vec::new();
		for other in [patient(3, 3), patient(4, 4), patient(5, 5), ONE] {
			held.push(scene.file(other, LONG).await.unwrap());
		}
		drop(slow);
		assert!(scene.file(patient(1, 2), LONG).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn however_many_patients_there_are_practitioners_find_room() {
		let scene = Scene::new();
		let mut held = Vec::new();
		for stranger in 0..20 {
			held.extend(scene.file(patient(stranger, stranger), LONG).await);
		}
		assert_eq!(held.len(), 5);
		assert!(scene.file(ONE, LONG).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn practitioners_of_one_gateway_have_a_part_each() {
		let scene = Scene::new();
		let of_gateway = |last| Asker::Practitioner(Key::OfGateway([9; 32], [last; 32]));
		let _one = scene.file(of_gateway(1), LONG).await.unwrap();
		assert!(scene.file(of_gateway(1), LONG).await.is_err());
		assert!(scene.file(of_gateway(2), LONG).await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn who_waits_for_itself_has_no_room_for_which_others_wait() {
		let scene = Scene::new();
		let _slow = scene.file(ONE, LONG).await.unwrap();
		let waits = scene.file(ONE, LONG);
		let others = async {
			let mut held = Vec::new();
			for account in 10..14 {
				let other = Asker::Practitioner(Key::Account([account; 32]));
				held.push(timeout(Duration::from_secs(1), scene.file(other, LONG)).await.unwrap());
			}
			held.len()
		};
		let (waited, others) = tokio::join!(waits, others);
		assert!(waited.is_err() && others == 4);
	}
}
