//! Room for what is being found, sealed and sent, which all releases share.
//!
//! No reader keeps memory for itself, however slowly it reads: what is long is sealed into a file and waits there. A release takes all the room in files that it will
//! need before its ticket is redeemed. Memory for sealing it takes afterwards, for one message after the other, and gives it back as soon as the message is in the file:
//! whoever has some waits for nothing but this machine's disk, so that it comes to each in its turn.

mod shared;

use super::{
	file::ReleaseFile,
	length::{batch_alone, batch_with_tree},
};
use crate::{kept::PatientId, trouble::Trouble};
use salus_client::{
	chain::{
		types::{Actor, Ticket},
		AccountId32,
	},
	requests::ReleaseRequest,
};
pub(super) use shared::Permit;
use shared::Shared;
use std::{future::Future, path::Path, sync::Arc, time::Duration};
use tokio::{
	sync::{OwnedSemaphorePermit, Semaphore},
	time::timeout,
};

/// How long a request waits for room before its ticket is redeemed. Its ticket holds as long.
const ROOM_TIME: Duration = Duration::from_secs(5);
/// What takes more memory to seal, in bytes, has memory of its own.
const LARGE: usize = 1 << 21;

/// How many bytes there are of each kind, for patients' sides and for practitioners each. The longest of each fits.
#[derive(Clone, Copy)]
struct Sizes {
	/// In memory, for batches that are looked for.
	finding: usize,
	/// In memory, for what is being sealed.
	sealing: usize,
	/// The same for what is [`LARGE`].
	sealing_large: usize,
	/// In files.
	files: usize,
	/// How many envelopes and rings are looked for at a time.
	heads: usize,
}

const SIZES: Sizes = Sizes {
	finding: 24 << 20,
	sealing: 8 << 20,
	sealing_large: 65 << 20,
	files: 1 << 30,
	heads: 2,
};

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
	finding: Shared,
	sealing: Shared,
	sealing_large: Shared,
	files: Shared,
	heads: Arc<Semaphore>,
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

/// A file with room for what of one release has to wait.
pub(super) struct Reserved {
	file: ReleaseFile,
	files: Shared,
	permit: Permit,
}

/// Room for a batch that is looked for.
pub(super) struct OfBatch {
	finding: Shared,
	permit: Permit,
	records: u32,
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
		Self::of_sizes(SIZES, folder)
	}

	fn of_sizes(sizes: Sizes, folder: &Path) -> Self {
		let (of_patients, of_organizations) = (Kinds::new(sizes), Kinds::new(sizes));
		Self { of_patients, of_organizations, folder: folder.into() }
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
	fn new(sizes: Sizes) -> Self {
		let Sizes { finding, sealing, sealing_large, files, heads } = sizes;
		Self {
			finding: Shared::new(finding),
			sealing: Shared::new(sealing),
			sealing_large: Shared::new(sealing_large),
			files: Shared::new(files),
			heads: Arc::new(Semaphore::new(heads)),
		}
	}
}

impl OwnRoom {
	/// Room for a batch of so many records while it is looked for: waits for it, for a while.
	pub(super) async fn batch(&self, records: u32) -> Result<OfBatch, NoRoom> {
		let finding = self.kinds.finding.clone();
		let permit =
			within_time(finding.take(&self.keys, batch_with_tree(records))).await.ok_or(NoRoom)?;
		Ok(OfBatch { finding, permit, records })
	}

	/// Room for an envelope or a ring while it is looked for: waits for it, for a while.
	pub(super) async fn head(&self) -> Result<OwnedSemaphorePermit, NoRoom> {
		let permit = within_time(self.kinds.heads.clone().acquire_owned()).await;
		permit.and_then(Result::ok).ok_or(NoRoom)
	}

	/// A file with room for so many bytes, if there are any: waits for it, for a while.
	pub(super) async fn file(&self, length: u64) -> Result<Reserved, NoRoom> {
		let bytes = usize::try_from(length).map_err(|_| NoRoom)?;
		let made = within_time(async {
			let permit = self.kinds.files.take(&self.keys, bytes).await;
			// What is being made has its room, also where nobody waits for it any more.
			ReleaseFile::with_room(self.folder.clone(), length, permit).await
		});
		let (file, permit) = made
			.await
			.ok_or(NoRoom)?
			.inspect_err(|why| Trouble::ReleaseFile.tell(why))
			.map_err(|_| NoRoom)?;
		Ok(Reserved { file, files: self.kinds.files.clone(), permit })
	}

	/// So much memory for what is being sealed. Whoever has it waits for no reader, no node and no bucket.
	pub(super) async fn sealing(&self, bytes: usize) -> Permit {
		let Kinds { sealing, sealing_large, .. } = &self.kinds;
		let kind = if bytes > LARGE { sealing_large } else { sealing };
		kind.take(&self.keys, bytes).await
	}

	/// All the room in files that there is.
	#[cfg(test)]
	pub(super) async fn all_files(&self) -> Permit {
		self.kinds.files.take(&[], usize::MAX).await
	}
}

async fn within_time<T>(taken: impl Future<Output = T>) -> Option<T> {
	timeout(ROOM_TIME, taken).await.ok()
}

impl OfBatch {
	/// Its tree is not there any more.
	pub(super) fn without_tree(&mut self) {
		self.finding.shrink(&mut self.permit, batch_alone(self.records));
	}
}

impl Reserved {
	/// Where it waits.
	pub(super) fn file(&self) -> &ReleaseFile {
		&self.file
	}

	/// Gives back what is more than a release needs from now on.
	pub(super) async fn shrink(&mut self, length: u64) {
		match self.file.shrink(length).await {
			Ok(()) => {
				let bytes = usize::try_from(length).unwrap_or(usize::MAX);
				self.files.shrink(&mut self.permit, bytes);
			},
			// It has its room still.
			Err(why) => Trouble::ReleaseFile.tell(why),
		}
	}

	/// Whether others may have to wait for it.
	pub(super) fn has_room(&self) -> bool {
		self.permit.is_some()
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
	const LONG: u64 = 4 << 20;
	const SMALL: Sizes = Sizes { files: 20 << 20, ..SIZES };

	fn patient(account: u8, patient: u8) -> Asker {
		Asker::Person { account: [account; 32], patient: [patient; 32] }
	}

	struct Scene {
		room: Room,
		folder: TempDir,
	}

	impl Scene {
		fn new() -> Self {
			let folder = tempfile::tempdir().unwrap();
			Self { room: Room::of_sizes(SMALL, folder.path()), folder }
		}

		async fn file(&self, asker: Asker, length: u64) -> Result<Reserved, NoRoom> {
			self.room.of(&asker).file(length).await
		}
	}

	#[tokio::test(start_paused = true)]
	async fn fifteen_readers_of_the_longest_records_have_room_at_once() {
		let scene = Scene::new();
		let room = Room::new(scene.folder.path());
		let mut slow = Vec::new();
		for account in 0..15 {
			let files = &room.of(&ONE).kinds.files;
			slow.push(within_time(files.take(&[Key::Account([account; 32])], MAX_MESSAGE)).await);
		}
		assert!(slow.iter().all(Option::is_some));
		let files = &room.of(&ANOTHER).kinds.files;
		assert!(within_time(files.take(&[], MAX_MESSAGE)).await.is_none(), "the disk has an end");
		slow.pop();
		assert!(within_time(files.take(&[], MAX_MESSAGE)).await.is_some());
	}

	#[tokio::test(start_paused = true)]
	async fn each_kind_has_memory_of_its_own() {
		let scene = Scene::new();
		let (one, another) = (scene.room.of(&ONE), scene.room.of(&ANOTHER));
		let image = one.sealing(MAX_MESSAGE).await;
		assert!(within_time(another.sealing(MAX_MESSAGE)).await.is_none());
		let report = within_time(another.sealing(LARGE)).await;
		assert!(report.is_some_and(|report| report.is_some()), "it waits for an image");
		let mut batch = another.batch(MAX_LEAVES).await.unwrap();
		assert!(one.batch(MAX_LEAVES).await.is_err(), "two do not fit");
		batch.without_tree();
		assert!(one.batch(MAX_LEAVES).await.is_ok());
		let heads = (one.head().await.unwrap(), another.head().await.unwrap());
		assert!(one.head().await.is_err());
		drop((image, heads));
		assert!(within_time(another.sealing(MAX_MESSAGE)).await.is_some());
		assert!(one.head().await.is_ok());
	}

	#[tokio::test]
	async fn what_is_needed_no_more_is_given_back() {
		let scene = Scene::new();
		let mut held = scene.file(ONE, LONG).await.unwrap();
		assert!(held.has_room());
		held.shrink(LONG / 4).await;
		let mut rest = scene.file(ONE, LONG).await.unwrap();
		rest.shrink(0).await;
		assert!(!rest.has_room() && held.has_room());
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_found_no_file_keeps_no_room() {
		let missing = Room::new(Path::new("/nowhere"));
		for _ in 0..5 {
			assert_eq!(missing.of(&ONE).file(LONG).await.err(), Some(NoRoom));
		}
		assert!(within_time(missing.of(&ONE).all_files()).await.is_some());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_short_needs_none() {
		let scene = Scene::new();
		let room = scene.room.of(&ONE);
		assert!(!room.file(0).await.unwrap().has_room());
		assert!(!room.sealing(0).await.is_some());
		assert!(!room.batch(200).await.unwrap().permit.is_some());
	}

	#[tokio::test]
	async fn one_stranger_who_reads_slowly_shuts_out_nobody() {
		let scene = Scene::new();
		let slow = scene.file(patient(1, 1), LONG).await.unwrap();
		let same = [patient(1, 1), patient(1, 2), patient(2, 1)];
		let tried = futures::future::join_all(same.map(|same| scene.file(same, LONG))).await;
		assert!(tried.iter().all(Result::is_err), "somebody has twice their share");
		let mut held = Vec::new();
		for other in [patient(3, 3), patient(4, 4), patient(5, 5), ONE] {
			held.push(scene.file(other, LONG).await.unwrap());
		}
		drop(slow);
		assert!(scene.file(patient(1, 2), LONG).await.is_ok());
	}

	#[tokio::test]
	async fn however_many_patients_there_are_practitioners_find_room() {
		let scene = Scene::new();
		let strangers = (0..8).map(|stranger| scene.file(patient(stranger, stranger), LONG));
		let held = futures::future::join_all(strangers).await;
		assert_eq!(held.iter().filter(|held| held.is_ok()).count(), 5);
		assert!(scene.file(ONE, LONG).await.is_ok());
	}

	#[tokio::test]
	async fn practitioners_of_one_gateway_have_a_part_each() {
		let scene = Scene::new();
		let of_gateway = |last| Asker::Practitioner(Key::OfGateway([9; 32], [last; 32]));
		let _one = scene.file(of_gateway(1), LONG).await.unwrap();
		assert!(scene.file(of_gateway(1), LONG).await.is_err());
		assert!(scene.file(of_gateway(2), LONG).await.is_ok());
	}

	#[tokio::test]
	async fn who_waits_for_itself_has_no_room_for_which_others_wait() {
		let scene = Scene::new();
		let _slow = scene.file(ONE, LONG).await.unwrap();
		let waits = scene.file(ONE, LONG);
		let others = async {
			let mut held = Vec::new();
			for account in 10..14 {
				let other = Asker::Practitioner(Key::Account([account; 32]));
				held.push(timeout(ROOM_TIME / 2, scene.file(other, LONG)).await.unwrap().unwrap());
			}
			held.len()
		};
		let (waited, others) = tokio::join!(waits, others);
		assert!(waited.is_err() && others == 4);
	}
}
