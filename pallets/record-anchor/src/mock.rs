//! A runtime with this pallet alone; the others are replaced by doubles that a test fills.

use crate as pallet_record_anchor;
use frame_support::traits::ConstU32;
use salus_primitives::{
	doubles, mock_runtime, Basis, Capacity, Decision, Moment, PatientId, Pseudonym, Role, Roles,
};
use sp_core::H256;

mock_runtime!(RecordAnchor: pallet_record_anchor);

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
/// The hospital's gateway, and the practitioner without an account whom it acts for.
pub const GATEWAY: u64 = 4;
pub const RESIDENT: Pseudonym = Pseudonym([0x51; 32]);
/// Neither.
pub const OUTSIDER: u64 = 9;

/// The capacities in which one adds records.
pub const PERSON: Capacity = Capacity::Person;
pub const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
pub const FOR_RESIDENT: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };

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
		let externalities = externalities(NOW);
		doubles::Patients::open(PATIENT, CONTROLLER);
		let physician = Roles::of(&[Role::Physician]);
		doubles::Providers::admit(HOSPITAL, PHYSICIAN, physician);
		doubles::Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, physician);
		if let Some(decision) = self.decision {
			doubles::Policy::answer(decision);
		}
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
