//! The pallet alone: its neighbours are the doubles of `salus-primitives`.

use crate as pallet_consent;
use crate::*;
use frame_support::{derive_impl, parameter_types, traits::Time};
use salus_primitives::{
	doubles::{self, Patients, Providers, Records, Trail},
	Moment, Months, OrganizationId, PatientId, RecordClass, RecordStatus, RecordSummary, Role,
	Roles,
};
use sp_runtime::BuildStorage;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Consent = pallet_consent;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

parameter_types! {
	pub static Now: Moment = START;
}

/// A clock that a test sets.
pub struct Clock;
impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Now::get()
	}
}

impl Config for Test {
	type Time = Clock;
	type Patients = Patients;
	type Providers = Providers;
	type Records = Records;
	type Audit = Trail;
	type WeightInfo = ();
}

/// When a test begins.
pub const START: Moment = 1_000_000_000;
pub const MINUTE: Moment = 60_000;
pub const HOUR: Moment = 60 * MINUTE;

pub const PATIENT: PatientId = PatientId([7; 32]);
pub const CONTROLLER: u64 = 1;
pub const HOSPITAL: OrganizationId = 10;
pub const CLINIC: OrganizationId = 11;
/// Physician of the hospital.
pub const PHYSICIAN: u64 = 20;
/// Nurse of the hospital.
pub const NURSE: u64 = 21;
/// Physician of the clinic.
pub const SPECIALIST: u64 = 22;
pub const STRANGER: u64 = 99;

pub const OBSERVATION: RecordClass = RecordClass(100);
pub const CONDITION: RecordClass = RecordClass(101);
pub const NOTE: RecordClass = RecordClass(0x8001);

/// The hospital wrote anchor 0 (observations, months 600..603), the patient anchor 1 (conditions,
/// months 610..611).
pub const BY_HOSPITAL: u32 = 0;
pub const BY_PATIENT: u32 = 1;

/// Externalities with no one in the directories, as benchmarks want them.
pub fn bare() -> sp_io::TestExternalities {
	doubles::reset();
	Now::set(START);
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage();
	let mut externalities: sp_io::TestExternalities = storage.unwrap_or_default().into();
	externalities.execute_with(|| System::set_block_number(1));
	externalities
}

/// Runs `test` in a world with one patient, two organizations and two anchors, then checks the
/// pallet's invariants.
pub fn run(test: impl FnOnce()) {
	bare().execute_with(|| {
		Patients::open(PATIENT, CONTROLLER);
		Providers::admit(HOSPITAL, PHYSICIAN, Roles::of(&[Role::Physician]));
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Nurse]));
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Physician]));
		let record = |class, author, from, until| RecordSummary {
			class,
			author,
			content: Months { from, until },
			status: RecordStatus::Current,
			root: Default::default(),
		};
		Records::put(PATIENT, BY_HOSPITAL, record(OBSERVATION, Some(HOSPITAL), 600, 603));
		Records::put(PATIENT, BY_PATIENT, record(CONDITION, None, 610, 611));
		test();
		#[cfg(feature = "try-runtime")]
		Consent::do_try_state().expect("the invariants hold after every test");
	});
}
