//! Room for what is being found, sealed and sent, which all releases share.
//!
//! No reader keeps memory for itself, however slowly it reads: what is long is sealed into a file and waits there. A release takes all the room in files that it will
//! need before its ticket is redeemed; so long it has memory for what is looked for, of which each side has its own. Memory for sealing it takes afterwards, for one message
//! after the other, and gives it back as soon as the message is in the file: whoever has some waits for nothing but this machine's disk and the catalogue, which answers
//! within its time, so that it comes to each in its turn.

mod asker;
mod places;
mod shared;

use super::{
	file::ReleaseFile,
	length::{batch_alone, batch_with_tree},
};
use crate::trouble::Trouble;
pub(super) use asker::{Asker, Key, Side};
pub(super) use places::Place;
use places::Places;
pub(super) use shared::Permit;
use shared::Shared;
use std::{future::Future, path::Path, sync::Arc, time::Duration};
use tokio::{
	sync::{OwnedSemaphorePermit, Semaphore},
	time::timeout,
};

/// How long a request waits for each room that it needs before its ticket is redeemed. Its ticket holds as long.
const ROOM_TIME: Duration = Duration::from_secs(5);
/// How long it waits for a place to redeem its ticket: so long a burst takes.
const PLACE_TIME: Duration = Duration::from_secs(20);
/// What takes more memory to seal, in bytes, has memory of its own.
const LARGE: usize = 1 << 21;

/// How many bytes there are of each kind. The longest of each fits.
#[derive(Clone, Copy)]
struct Sizes {
	/// In memory, for batches that are looked for, for each side: who looks waits for the vault, which may be far away.
	finding: usize,
	/// How many envelopes and rings are looked for at a time, for each side.
	heads: usize,
	/// In memory, for what is being sealed. Twice: patients' sides have theirs, and all others.
	sealing: usize,
	/// The same for what is [`LARGE`].
	sealing_large: usize,
	/// In files, for each side.
	files: fn(Side) -> usize,
}

const SIZES: Sizes =
	Sizes { finding: 24 << 20, heads: 2, sealing: 8 << 20, sealing_large: 65 << 20, files };

fn files(side: Side) -> usize {
	match side {
		Side::Newcomers => 128 << 20,
		Side::Patients => 512 << 20,
		Side::Organizations => 768 << 20,
		Side::Emergencies => 640 << 20,
	}
}

/// Room for whoever asks for a release. Patients' sides have their own, and so have emergencies: anybody may be a patient, and be as many as they like, and must not keep
/// practitioners from what they need for care; and whatever there is to do elsewhere, an emergency finds room. Only to seal it waits its turn.
#[derive(Clone)]
pub(super) struct Room {
	newcomers: Kinds,
	patients: Kinds,
	organizations: Kinds,
	emergencies: Kinds,
	places: Places,
	/// Where files are.
	folder: Arc<Path>,
}

/// Each kind has its own room: what waits for one must not hold up what waits for another.
#[derive(Clone)]
struct Kinds {
	finding: Shared,
	heads: Arc<Semaphore>,
	sealing: Sealing,
	files: Shared,
}

/// Memory for what is being sealed.
#[derive(Clone)]
struct Sealing {
	ordinary: Shared,
	large: Shared,
}

/// There is too much on its way to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoRoom;

/// Too many others redeem their tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoPlace;

/// Room as one who asks may have it.
#[derive(Clone)]
pub(super) struct OwnRoom {
	kinds: Kinds,
	asker: Asker,
	places: Places,
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

impl Room {
	/// With files in this folder, and so many redemptions at a time.
	pub(super) fn new(folder: &Path, redemptions: usize) -> Self {
		Self::of_sizes(SIZES, folder, redemptions)
	}

	fn of_sizes(sizes: Sizes, folder: &Path, redemptions: usize) -> Self {
		let (of_patients, of_others) = (Sealing::new(sizes), Sealing::new(sizes));
		Self {
			newcomers: Kinds::new(sizes, Side::Newcomers, &of_patients),
			patients: Kinds::new(sizes, Side::Patients, &of_patients),
			organizations: Kinds::new(sizes, Side::Organizations, &of_others),
			emergencies: Kinds::new(sizes, Side::Emergencies, &of_others),
			places: Places::new(redemptions),
			folder: folder.into(),
		}
	}

	/// As this one may have it.
	pub(super) fn of(&self, asker: Asker) -> OwnRoom {
		let kinds = match asker.side {
			Side::Newcomers => &self.newcomers,
			Side::Patients => &self.patients,
			Side::Organizations => &self.organizations,
			Side::Emergencies => &self.emergencies,
		};
		let (kinds, places, folder) = (kinds.clone(), self.places.clone(), self.folder.clone());
		OwnRoom { kinds, asker, places, folder }
	}
}

impl Kinds {
	fn new(sizes: Sizes, side: Side, sealing: &Sealing) -> Self {
		Self {
			finding: Shared::in_turn(sizes.finding),
			heads: Arc::new(Semaphore::new(sizes.heads)),
			sealing: sealing.clone(),
			files: Shared::for_long((sizes.files)(side)),
		}
	}
}

impl Sealing {
	fn new(sizes: Sizes) -> Self {
		Self {
			ordinary: Shared::in_turn(sizes.sealing),
			large: Shared::in_turn(sizes.sealing_large),
		}
	}
}

impl OwnRoom {
	/// Room for a batch of so many records while it is looked for: waits for it, for a while.
	pub(super) async fn batch(&self, records: u32) -> Result<OfBatch, NoRoom> {
		let finding = self.kinds.finding.clone();
		let permit = within_time(finding.take(Some(&self.asker), batch_with_tree(records)))
			.await
			.ok_or(NoRoom)?;
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
			let permit = self.kinds.files.take(Some(&self.asker), bytes).await;
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

	/// A place for the redemption: waits for it, for a while.
	pub(super) async fn place(&self) -> Result<Place, NoPlace> {
		timeout(PLACE_TIME, self.places.take(&self.asker)).await.map_err(|_| NoPlace)
	}

	/// So much memory for what is being sealed. Whoever has it waits for no reader, no node and no bucket; for the catalogue at most.
	pub(super) async fn sealing(&self, bytes: usize) -> Permit {
		let Sealing { ordinary, large } = &self.kinds.sealing;
		let kind = if bytes > LARGE { large } else { ordinary };
		kind.take(Some(&self.asker), bytes).await
	}

	/// All the room in files that there is.
	#[cfg(test)]
	pub(super) async fn all_files(&self) -> Permit {
		self.kinds.files.take(None, usize::MAX).await
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
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::{merkle::MAX_LEAVES, release::MAX_MESSAGE};
	use tempfile::TempDir;

	const ONE: Asker = practitioner(1, 1);
	const ANOTHER: Asker = practitioner(2, 2);
	/// Of which a side's room has five: one is kept for who has none, and a part of one account is as much as one.
	const LONG: u64 = 4 << 20;
	const SMALL: Sizes = Sizes { files: |_| 20 << 20, ..SIZES };
	const REDEMPTIONS: usize = 16;

	const fn practitioner(account: u8, organization: u32) -> Asker {
		let (one, group) = (Key::Account([account; 32]), Key::Organization(organization));
		Asker { side: Side::Organizations, one, group }
	}

	fn patient(account: u8, patient: u8) -> Asker {
		let (one, group) = (Key::Account([account; 32]), Key::Patient([patient; 32]));
		Asker { side: Side::Patients, one, group }
	}

	fn on(side: Side, asker: Asker) -> Asker {
		Asker { side, ..asker }
	}

	struct Scene {
		room: Room,
		_folder: TempDir,
	}

	impl Scene {
		fn new() -> Self {
			let folder = tempfile::tempdir().unwrap();
			Self { room: Room::of_sizes(SMALL, folder.path(), REDEMPTIONS), _folder: folder }
		}

		async fn file(&self, asker: Asker, length: u64) -> Result<Reserved, NoRoom> {
			self.room.of(asker).file(length).await
		}
	}

	#[tokio::test(start_paused = true)]
	async fn so_many_readers_of_the_longest_records_have_room_at_once() {
		let folder = tempfile::tempdir().unwrap();
		let room = Room::new(folder.path(), REDEMPTIONS);
		for (side, expected) in [
			(Side::Newcomers, 1),
			(Side::Patients, 6),
			(Side::Organizations, 10),
			(Side::Emergencies, 9),
		] {
			let mut slow = Vec::new();
			for last in 0..20 {
				let asker = on(side, practitioner(last, last.into()));
				let files = room.of(asker).kinds.files;
				slow.extend(within_time(files.take(Some(&asker), MAX_MESSAGE)).await);
			}
			assert_eq!(slow.len(), expected, "{side:?}");
		}
	}

	#[tokio::test(start_paused = true)]
	async fn each_kind_has_memory_of_its_own() {
		let scene = Scene::new();
		let (one, another) = (scene.room.of(ONE), scene.room.of(ANOTHER));
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

	#[tokio::test(start_paused = true)]
	async fn each_side_finds_its_batches_whatever_another_looks_for() {
		let scene = Scene::new();
		let mut looked_for = Vec::new();
		for side in [Side::Newcomers, Side::Patients, Side::Organizations, Side::Emergencies] {
			let [one, another] = [ONE, ANOTHER].map(|asker| scene.room.of(on(side, asker)));
			looked_for.push(one.batch(MAX_LEAVES).await.expect("another side has it all"));
			assert!(another.batch(MAX_LEAVES).await.is_err());
		}
	}

	#[tokio::test(start_paused = true)]
	async fn however_many_batches_an_organization_looks_for_another_finds_its_own() {
		let scene = Scene::new();
		let long = MAX_LEAVES / 8;
		let mut looked_for = Vec::new();
		for account in 0..20 {
			looked_for.extend(scene.room.of(practitioner(account, 1)).batch(long).await);
		}
		assert!(looked_for.len() < 20, "there is room for all of them");
		assert!(scene.room.of(practitioner(99, 2)).batch(long).await.is_ok());
	}

	#[tokio::test]
	async fn what_is_needed_no_more_is_given_back() {
		let scene = Scene::new();
		let mut held = scene.file(ONE, LONG).await.unwrap();
		assert!(held.permit.is_some());
		held.shrink(LONG / 4).await;
		let mut rest = scene.file(ONE, LONG).await.unwrap();
		rest.shrink(0).await;
		assert!(!rest.permit.is_some() && held.permit.is_some());
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_found_no_file_keeps_no_room() {
		let missing = Room::new(Path::new("/nowhere"), REDEMPTIONS);
		for _ in 0..5 {
			assert_eq!(missing.of(ONE).file(LONG).await.err(), Some(NoRoom));
		}
		assert!(within_time(missing.of(ONE).all_files()).await.is_some());
	}

	#[tokio::test(start_paused = true)]
	async fn what_is_short_needs_none() {
		let scene = Scene::new();
		let room = scene.room.of(ONE);
		assert!(!room.file(0).await.unwrap().permit.is_some());
		assert!(!room.sealing(0).await.is_some());
		assert!(!room.batch(200).await.unwrap().permit.is_some());
	}

	#[tokio::test]
	async fn one_stranger_who_reads_slowly_shuts_out_nobody() {
		let scene = Scene::new();
		let slow = scene.file(patient(1, 1), LONG).await.unwrap();
		let same = [patient(1, 1), patient(1, 2)];
		let tried = futures::future::join_all(same.map(|same| scene.file(same, LONG))).await;
		assert!(tried.iter().all(Result::is_err), "somebody has twice their share");
		let mut held = Vec::new();
		for other in [patient(2, 1), patient(3, 3), patient(4, 4), ONE] {
			held.push(scene.file(other, LONG).await.unwrap());
		}
		drop(slow);
		assert!(scene.file(patient(1, 2), LONG).await.is_ok());
	}

	#[tokio::test]
	async fn however_many_strangers_there_are_others_find_room() {
		let scene = Scene::new();
		let strangers = (0..8).map(|last| on(Side::Newcomers, patient(last, last)));
		let held = futures::future::join_all(strangers.map(|one| scene.file(one, LONG))).await;
		assert_eq!(held.iter().filter(|held| held.is_ok()).count(), 4);
		for other in [patient(9, 9), ONE, on(Side::Emergencies, ONE)] {
			assert!(scene.file(other, LONG).await.is_ok(), "{other:?}");
		}
	}

	#[tokio::test]
	async fn however_many_accounts_an_organization_has_others_find_room() {
		let scene = Scene::new();
		let accounts = (0..8).map(|account| scene.file(practitioner(account, 1), LONG));
		let held = futures::future::join_all(accounts).await;
		assert_eq!(held.iter().filter(|held| held.is_ok()).count(), 3);
		assert!(scene.file(practitioner(9, 2), LONG).await.is_ok());
		assert!(scene.file(on(Side::Emergencies, ONE), LONG).await.is_ok());
	}

	#[tokio::test]
	async fn practitioners_of_one_gateway_have_a_part_each() {
		let scene = Scene::new();
		let of_gateway =
			|last| Asker { one: Key::OfGateway([9; 32], [last; 32]), ..practitioner(9, 1) };
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
			for other in 10..13 {
				let other = practitioner(other, other.into());
				held.push(timeout(ROOM_TIME / 2, scene.file(other, LONG)).await.unwrap().unwrap());
			}
			held.len()
		};
		let (waited, others) = tokio::join!(waits, others);
		assert!(waited.is_err() && others == 3);
	}

	#[tokio::test(start_paused = true)]
	async fn no_organization_keeps_patients_from_redemptions() {
		let scene = Scene::new();
		let mut held = Vec::new();
		for account in 0..40 {
			let room = scene.room.of(practitioner(account, 1));
			held.extend(timeout(Duration::from_millis(1), room.place()).await);
		}
		assert_eq!(held.len(), 11);
		for other in [patient(50, 50), on(Side::Newcomers, patient(51, 51)), practitioner(52, 2)] {
			assert!(scene.room.of(other).place().await.is_ok(), "{other:?}");
		}
	}

	#[tokio::test(start_paused = true)]
	async fn no_organizations_emergencies_keep_out_those_of_another() {
		let scene = Scene::new();
		let mut held = Vec::new();
		for account in 0..40 {
			let room = scene.room.of(on(Side::Emergencies, practitioner(account, 1)));
			held.extend(timeout(Duration::from_millis(1), room.place()).await);
		}
		assert_eq!(held.len(), 12);
		let other = on(Side::Emergencies, practitioner(50, 2));
		assert!(scene.room.of(other).place().await.is_ok());
	}

	#[tokio::test(start_paused = true)]
	async fn whoever_floods_it_redemptions_of_others_have_a_place() {
		let scene = Scene::new();
		let mut held = Vec::new();
		let mut flood = async |side, group: fn(u8) -> Key| {
			let before = held.len();
			for last in 0..40 {
				let asker = Asker { side, one: Key::Account([last; 32]), group: group(last) };
				let room = scene.room.of(asker);
				held.extend(timeout(Duration::from_millis(1), room.place()).await);
			}
			held.len() - before
		};
		assert_eq!(flood(Side::Newcomers, |last| Key::Patient([last; 32])).await, 2);
		assert_eq!(flood(Side::Patients, |last| Key::Patient([last; 32])).await, 4);
		assert_eq!(flood(Side::Organizations, |_| Key::Organization(1)).await, 5);
		let others = scene.room.of(ANOTHER);
		let place = others.place().await.unwrap();
		let emergency = scene.room.of(on(Side::Emergencies, ONE));
		let _emergencies = [emergency.place().await.unwrap(), emergency.place().await.unwrap()];
		drop(place);
		held.clear();
		assert!(scene.room.of(patient(1, 1)).place().await.is_ok());
	}
}
