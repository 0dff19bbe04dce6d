//! The pallet alone: its neighbours are the doubles of `salus-primitives`.

use crate as pallet_consent;
use crate::*;
use frame_support::{
	ord_parameter_types,
	traits::{ConstU32, ConstU64, ConstU8, EitherOf, Hooks, MapSuccess, Randomness},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSignedBy};
use salus_primitives::{
	doubles::{MisconductHook, Patients, Providers, Records, Trail},
	mock_runtime, Actor, Moment, Months, OrganizationId, PatientId, PractitionerId, Pseudonym,
	RecordClass, RecordSummary, Role, Roles, Seed,
};
pub use salus_primitives::{DAY, HOUR, MINUTE};
use sp_runtime::traits::{BlakeTwo256, Hash, Replace};

mock_runtime!(Consent: pallet_consent);

impl Config for Test {
	type Time = Timestamp;
	type Patients = Patients;
	type Providers = Providers;
	type Records = Records;
	type Audit = Trail;
	type PolicyOrigin = EitherOf<
		EnsureRootWithSuccess<u64, ConstU64<0>>,
		MapSuccess<EnsureSignedBy<Council, u64>, Replace<ConstU64<NOTICE>>>,
	>;
	type LicensingOrigin = EnsureRoot<u64>;
	type ReviewOrigin = EnsurePrivacyOfficer<Test>;
	type Randomness = Lot;
	type OnMisconduct = MisconductHook;
	type RequestLifetime = ConstU64<{ 7 * DAY }>;
	type MaxSessionHours = ConstU8<24>;
	type FlaggedSessionHours = ConstU8<4>;
	type ReviewPeriod = ConstU64<{ 4 * DAY }>;
	type AnswerPeriod = ConstU64<{ DAY }>;
	type MaxOverdueReviews = ConstU32<2>;
	type HistoryRetention = ConstU64<{ 365 * DAY }>;
	type WeightInfo = ();
}

ord_parameter_types! {
	/// Enacts policies, too, but not at once.
	pub const Council: u64 = 40;
}

/// How long a policy of the council waits.
pub const NOTICE: Moment = 2 * DAY;

/// A lot that the height of the chain and the subject decide.
pub struct Lot;

impl Randomness<Seed, u64> for Lot {
	fn random(subject: &[u8]) -> (Seed, u64) {
		let height = System::block_number();
		(BlakeTwo256::hash_of(&(height, subject)), height)
	}
}

/// When a test begins.
pub const START: Moment = 1_000_000_000;

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
/// The hospital's gateway, and the physician and the nurse without accounts whom it acts for.
pub const GATEWAY: u64 = 23;
pub const RESIDENT: Pseudonym = Pseudonym([0x51; 32]);
pub const MIDWIFE: Pseudonym = Pseudonym([0x52; 32]);
/// Physician of the hospital with the emergency role.
pub const RESCUER: u64 = 26;
/// Privacy officers of the hospital and of the clinic.
pub const HOSPITAL_OFFICER: u64 = 24;
pub const CLINIC_OFFICER: u64 = 25;
pub const STRANGER: u64 = 99;

pub const OBSERVATION: RecordClass = RecordClass(100);
pub const CONDITION: RecordClass = RecordClass(101);
pub const NOTE: RecordClass = RecordClass(0x8001);

/// The hospital wrote anchor 0 (observations, months 600..603), the patient anchor 1 (conditions,
/// months 610..611).
pub const BY_HOSPITAL: u32 = 0;
pub const BY_PATIENT: u32 = 1;

/// Lets `at` be now.
pub fn go_to(at: Moment) {
	Timestamp::set_timestamp(at);
}

/// Begins the next block, at the same moment.
pub fn next_block() {
	let next = System::block_number() + 1;
	System::set_block_number(next);
	Consent::on_initialize(next);
}

/// Lets `duration` pass.
pub fn pass(duration: Moment) {
	go_to(Timestamp::get() + duration);
}

/// Runs `test` in a world with one patient, two organizations and two anchors, then checks the
/// pallet's invariants.
pub fn run(test: impl FnOnce()) {
	externalities(START).execute_with(|| {
		Patients::open(PATIENT, CONTROLLER);
		Providers::admit(HOSPITAL, PHYSICIAN, Roles::of(&[Role::Physician]));
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Nurse]));
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Physician]));
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Physician]));
		Providers::admit_through(HOSPITAL, GATEWAY, MIDWIFE, Roles::of(&[Role::Nurse]));
		let rescuer = Roles::of(&[Role::Physician, Role::Emergency]);
		Providers::admit(HOSPITAL, RESCUER, rescuer);
		let officer = Roles::of(&[Role::PrivacyOfficer]);
		Providers::admit(HOSPITAL, HOSPITAL_OFFICER, officer);
		Providers::admit(CLINIC, CLINIC_OFFICER, officer);
		for organization in [HOSPITAL, CLINIC] {
			Providers::set_key_epoch(organization, None, 0);
		}
		for (organization, account) in [(HOSPITAL, PHYSICIAN), (CLINIC, SPECIALIST)] {
			Providers::set_key_epoch(organization, Some(PractitionerId::Account(account)), 0);
		}
		let record = |class, author, from, until| RecordSummary {
			class,
			author,
			content: Months { from, until },
			anchored_at: 0,
			withheld_since: None,
		};
		let by_physician = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		Records::put(PATIENT, BY_HOSPITAL, record(OBSERVATION, by_physician, 600, 603));
		Records::put(PATIENT, BY_PATIENT, record(CONDITION, Actor::Person(CONTROLLER), 610, 611));
		test();
		#[cfg(feature = "try-runtime")]
		Consent::do_try_state().expect("the invariants hold after every test");
	});
}
