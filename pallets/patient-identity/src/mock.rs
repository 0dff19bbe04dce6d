//! A runtime with this pallet and nothing else of Salus: the trail is a table of the test's thread.

use crate as pallet_patient_identity;
use frame_support::{assert_ok, derive_impl};
use salus_primitives::{doubles, Moment, PatientId};
use sp_core::H256;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		PatientIdentity: pallet_patient_identity,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

impl pallet_patient_identity::Config for Test {
	type Time = Timestamp;
	type Audit = doubles::Trail;
	type WeightInfo = ();
}

/// A patient's account.
pub const ANNA: u64 = 1;
/// An account that has nothing to do with the patient.
pub const STRANGER: u64 = 9;

/// When the tests play: 1 January 2026.
pub const NOW: Moment = 1_767_225_600_000;

/// A salt that only tests may use.
pub const SALT: H256 = H256::repeat_byte(7);

/// A key that differs for each `number`.
pub fn key(number: u8) -> [u8; 32] {
	[number; 32]
}

/// Builds the state that a test starts from.
#[derive(Default)]
pub struct ExtBuilder {
	patients: Vec<u64>,
}

impl ExtBuilder {
	/// Registers a patient for whom `controller` speaks, with key 1.
	pub fn with_patient(mut self, controller: u64) -> Self {
		self.patients.push(controller);
		self
	}

	/// The state alone.
	pub fn build(self) -> sp_io::TestExternalities {
		doubles::reset();
		let storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.expect("the genesis of the mock is well formed");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(NOW);
			for controller in self.patients {
				register(controller);
			}
		});
		ext
	}

	/// Runs `test` on the state, then checks what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			PatientIdentity::do_try_state().expect("the pallet's invariants hold");
		});
	}
}

/// Registers a patient for whom `controller` speaks, with key 1, and returns its id.
pub fn register(controller: u64) -> PatientId {
	let count = crate::Registrations::<Test>::get(controller);
	assert_ok!(PatientIdentity::register(RuntimeOrigin::signed(controller), SALT, key(1)));
	PatientIdentity::derive_patient_id(&controller, count, SALT)
}

/// The id of the first patient of `controller`.
pub fn first_patient_of(controller: u64) -> PatientId {
	PatientIdentity::derive_patient_id(&controller, 0, SALT)
}
