//! A runtime with this pallet alone; the others are replaced by doubles that a test fills.

use crate as pallet_record_anchor;
use frame_support::{derive_impl, traits::ConstU32};
use salus_primitives::{doubles, Basis, Decision, Moment, PatientId, Role, Roles};
use sp_core::H256;
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
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(22)]
	pub type RecordAnchor = pallet_record_anchor;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

impl pallet_record_anchor::Config for Test {
	type Time = Timestamp;
	type Patients = doubles::Patients;
	type Providers = doubles::Providers;
	type Policy = doubles::Policy;
	type Audit = doubles::Trail;
	type OnRecordAnchored = (doubles::AnchoredHook,);
	type MaxLeaves = ConstU32<65_536>;
	type WeightInfo = ();
}

/// 2024-01-01T00:00:00Z.
pub const NOW: Moment = 1_704_067_200_000;
/// The patient, and the account that speaks for it.
pub const PATIENT: PatientId = PatientId([0xA1; 32]);
pub const CONTROLLER: u64 = 1;
/// A practitioner of the hospital.
pub const PHYSICIAN: u64 = 2;
pub const HOSPITAL: u32 = 0;
/// Neither.
pub const OUTSIDER: u64 = 9;

pub const ROOT: H256 = H256([0x52; 32]);

/// Builds a chain with one patient and one hospital, whose policy permits what a test sets.
#[derive(Default)]
pub struct ExtBuilder {
	decision: Option<Decision>,
}

impl ExtBuilder {
	/// Lets the policy decide so; without it, it denies.
	pub fn with_decision(mut self, decision: Decision) -> Self {
		self.decision = Some(decision);
		self
	}

	/// Lets the policy permit everything to everybody as if to the patient.
	pub fn permitting() -> Self {
		Self::default().with_decision(Decision::Permit(Basis::Patient))
	}

	fn build(self) -> sp_io::TestExternalities {
		doubles::reset();
		doubles::Patients::open(PATIENT, CONTROLLER);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, Roles::of(&[Role::Physician]));
		if let Some(decision) = self.decision {
			doubles::Policy::answer(decision);
		}
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut externalities = sp_io::TestExternalities::new(storage);
		externalities.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(NOW);
		});
		externalities
	}

	/// Runs `test`, then checks that what always holds still does.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			RecordAnchor::do_try_state().unwrap();
		});
	}
}

/// A chain for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn benchmark_externalities() -> sp_io::TestExternalities {
	ExtBuilder::permitting().build()
}
