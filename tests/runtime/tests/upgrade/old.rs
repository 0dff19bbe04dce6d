//! A chain whose patients are kept in another shape than now, and the migrations that carry them over.

use codec::{Decode, Encode};
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage_alias,
	traits::{GetStorageVersion, StorageVersion},
	weights::{Weight, WeightMeter},
	Identity,
};
use frame_system::LastRuntimeUpgradeInfo;
use pallet_consent::Scope;
use pallet_patient_identity::{Patient, Patients};
use salus_primitives::{Action, Decision, Denial, Moment, PatientId, Purpose};
use salus_runtime::{
	configs::MaxMigrationWeight, test_migrations, AccountId, PatientIdentity, Runtime,
	RuntimeEvent, System,
};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;
use sp_runtime::ExtrinsicInclusionMode;

/// How many patients there are.
pub const PATIENTS: usize = 20;

/// How many of them a block can carry over.
pub const ROWS_PER_BLOCK: u64 = 7;

/// Which of them, in the order of their ids, was registered at a moment that nobody wrote down.
pub const WITHOUT_MOMENT: usize = 10;

/// The version of the old shape.
const OLD: StorageVersion = StorageVersion::new(0);

/// The version of the present shape.
pub const PRESENT: StorageVersion = StorageVersion::new(1);

/// How a patient was kept: its moment was optional, and came first.
#[derive(Encode, Decode)]
struct OldPatient {
	registered_at: Option<Moment>,
	rest: Patient<AccountId>,
}

/// The patients' rows, in the place where the present ones lie.
mod rows {
	use super::*;

	#[storage_alias(verbatim)]
	pub type Patients = StorageMap<PatientIdentity, Identity, PatientId, OldPatient>;
}

/// A patient, with what its row shall be after the upgrade, and what is decided on it.
pub struct Known {
	pub id: PatientId,
	pub key: Pair,
	pub row: Patient<AccountId>,
	pub decision: Decision,
}

/// A chain, and its patients in the order of their ids.
pub struct World {
	pub chain: Chain,
	pub patients: Vec<Known>,
}

/// A chain with patients in the old shape, of whom every second one has granted the hospital all, and this
/// runtime's code just put in.
pub fn old_chain() -> World {
	let mut chain = Chain::development();
	let keys = (0..PATIENTS).map(|number| person(&format!("patient {number}")));
	let mut patients: Vec<(PatientId, Pair)> = chain.block(|| {
		keys.map(|key| (registered(&send(&key, calls::register(1)).ok()), key)).collect()
	});
	chain.block(|| {
		for (patient, key) in patients.iter().step_by(2) {
			send(key, calls::grant(*patient, HOSPITAL, Action::Access, Scope::All)).ok();
		}
	});
	patients.sort_by_key(|(id, _)| *id);
	let patients = patients.into_iter().map(|(id, key)| {
		let decision = decision(&mut chain, id);
		let row = chain.look(|| PatientIdentity::patient(id)).expect("just registered");
		Known { id, key, row, decision }
	});
	let mut patients: Vec<Known> = patients.collect();
	chain.look(|| {
		for (number, patient) in patients.iter_mut().enumerate() {
			let is_known = number != WITHOUT_MOMENT;
			let rest = patient.row.clone();
			let registered_at = is_known.then_some(rest.registered_at);
			rows::Patients::insert(patient.id, OldPatient { registered_at, rest });
			patient.row.registered_at = registered_at.unwrap_or_default();
		}
		OLD.put::<PatientIdentity>();
		frame_system::LastRuntimeUpgrade::<Runtime>::put(LastRuntimeUpgradeInfo {
			spec_version: 0.into(),
			spec_name: "salus".into(),
		});
	});
	World { chain, patients }
}

/// What is decided now on Bob of the hospital, who wants to read what `patient` has observed.
fn decision(chain: &mut Chain, patient: PatientId) -> Decision {
	let who = ("Bob", practising(HOSPITAL));
	chain.decision(patient, who, (Action::Access, Purpose::Treatment), OBSERVATION)
}

impl World {
	/// Makes a block, which is closed to transactions and no heavier than a block may be, and returns what
	/// happened to migrations in it.
	pub fn closed_block(&mut self) -> Vec<pallet_migrations::Event<Runtime>> {
		let (mode, ()) = self.chain.block_unchecked(|| ());
		assert_eq!(mode, ExtrinsicInclusionMode::OnlyInherents, "no transactions meanwhile");
		self.chain.look(|| {
			let most = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
			let weight = System::block_weight().total();
			assert!(weight.all_lte(most), "{weight:?} in a block of {most:?}");
			let events = System::events().into_iter();
			events
				.filter_map(|record| match record.event {
					RuntimeEvent::Migrations(event) => Some(event),
					_ => None,
				})
				.collect()
		})
	}

	/// Makes blocks until all is migrated, and says how many it took.
	pub fn migrate(&mut self) -> u32 {
		(1..100)
			.find(|_| {
				let events = self.closed_block();
				assert!(!events.iter().any(is_failure), "{events:?}");
				!self.is_migrating()
			})
			.expect("it comes to an end")
	}

	pub fn is_migrating(&mut self) -> bool {
		self.chain.look(pallet_migrations::Cursor::<Runtime>::exists)
	}

	/// The patients' rows as they are stored, in the order of their ids.
	pub fn stored(&mut self) -> Vec<Vec<u8>> {
		let keys =
			self.patients.iter().map(|patient| Patients::<Runtime>::hashed_key_for(patient.id));
		let keys: Vec<_> = keys.collect();
		self.chain.look(|| {
			keys.iter()
				.map(|key| sp_io::storage::get(key).expect("no row is lost").to_vec())
				.collect()
		})
	}

	/// How many patients are in the present shape.
	pub fn carried_over(&mut self) -> usize {
		let stored = self.stored();
		let known = stored.iter().zip(&self.patients);
		known.filter(|(stored, patient)| **stored == patient.row.encode()).count()
	}

	/// Checks that every row was carried over, and that the same is decided as before.
	pub fn check_all(&mut self) {
		self.chain.check();
		assert_eq!(self.carried_over(), PATIENTS);
		let version = self.chain.look(PatientIdentity::on_chain_storage_version);
		assert_eq!(version, PRESENT);
		let decisions = self.patients.iter().map(|patient| decision(&mut self.chain, patient.id));
		let decisions: Vec<_> = decisions.collect();
		let permitted = decisions.iter().filter(|decision| decision.is_permitted()).count();
		assert_eq!(permitted, PATIENTS / 2);
		for (patient, decision) in self.patients.iter().zip(decisions) {
			assert_eq!(decision, patient.decision);
		}
	}

	/// Checks that everybody goes on: a patient ends what it granted before, another one grants, and Bob reads.
	pub fn go_on(&mut self) {
		let is_open = |known: &&Known| known.decision.is_permitted();
		let position = self.patients.iter().position(|known| is_open(&known)).expect("one granted");
		let (open, key) = (self.patients[position].id, self.patients[position].key.clone());
		self.chain.send(&key, calls::revoke(open, 0)).ok();
		assert_eq!(decision(&mut self.chain, open), Decision::Deny(Denial::NotGranted));

		let closed = self.patients.iter().find(|known| !is_open(known)).expect("one did not");
		let (closed, key) = (closed.id, closed.key.clone());
		let call = calls::grant(closed, HOSPITAL, Action::Access, Scope::All);
		self.chain.send(&key, call).ok();
		let capacity = salus_primitives::Capacity::Person;
		let call = calls::anchor(closed, OBSERVATION, &[sp_core::H256::zero()], capacity);
		self.chain.send(&key, call).ok();
		let read = calls::read(closed, 0, practising(HOSPITAL));
		let sent = self.chain.send(&person("Bob"), read).ok();
		assert!(answer(&sent).is_some());
	}
}

fn is_failure(event: &pallet_migrations::Event<Runtime>) -> bool {
	use pallet_migrations::Event::{MigrationFailed, UpgradeFailed};
	matches!(event, MigrationFailed { .. } | UpgradeFailed)
}

/// Carries the patients over, one after the other. The one that is `BROKEN` stops at a patient without a moment.
pub struct Carry<const BROKEN: bool>;

impl<const BROKEN: bool> SteppedMigration for Carry<BROKEN> {
	type Cursor = PatientId;
	type Identifier = MigrationId<14>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"salus/patients", version_from: 0, version_to: 1 }
	}

	/// Fewer than it takes: a migration that is late must not get stuck by that.
	fn max_steps() -> Option<u32> {
		Some(1)
	}

	fn step(
		mut cursor: Option<PatientId>,
		meter: &mut WeightMeter,
	) -> Result<Option<PatientId>, SteppedMigrationError> {
		if PatientIdentity::on_chain_storage_version() != OLD {
			return Ok(None);
		}
		while meter.try_consume(weight_of_a_row()).is_ok() {
			let next = match cursor {
				Some(last) => {
					rows::Patients::iter_from(rows::Patients::hashed_key_for(last)).next()
				},
				None => rows::Patients::iter().next(),
			};
			let Some((patient, old)) = next else {
				PRESENT.put::<PatientIdentity>();
				return Ok(None);
			};
			let registered_at = match old.registered_at {
				Some(moment) => moment,
				None if BROKEN => return Err(SteppedMigrationError::Failed),
				None => 0,
			};
			Patients::<Runtime>::insert(patient, Patient { registered_at, ..old.rest });
			cursor = Some(patient);
		}
		Ok(cursor)
	}
}

/// So much that a block has room for [`ROWS_PER_BLOCK`].
fn weight_of_a_row() -> Weight {
	MaxMigrationWeight::get() / (ROWS_PER_BLOCK + 1)
}

/// The runtime that the upgrade puts in.
pub fn put_in_the_broken_one() {
	test_migrations::bring::<Carry<true>>();
}

/// A runtime that carries everything over, of the same version.
pub fn put_in_the_right_one() {
	test_migrations::bring::<Carry<false>>();
}
