//! A runtime with this pallet and nothing else of Salus: the trail and the providers are tables of the
//! test's thread. Deposits are held balances.

use crate as pallet_patient_identity;
use crate::{HoldReason, NewPatientKey, PatientKey};
use frame_support::{
	assert_ok, derive_impl,
	dispatch::CheckIfFeeless,
	parameter_types,
	traits::{
		fungible::{HoldConsideration, InspectHold, Mutate},
		ConstU64, Footprint, LinearStoragePrice,
	},
};
use frame_system::EnsureRoot;
pub use salus_primitives::DAY;
use salus_primitives::{
	doubles, Actor, AssuranceLevel, AuditedEvent, Capacity, KeySuite, Moment, OrganizationId,
	PatientId, Period, Power, Powers, Pseudonym, PublicKey, Roles, TrailId,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		PatientIdentity: pallet_patient_identity,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	/// How long a recovery waits, which a test may set.
	pub static DelayOfRecoveries: Moment = RECOVERY_DELAY;
	pub const SponsorReason: RuntimeHoldReason =
		RuntimeHoldReason::PatientIdentity(HoldReason::SponsoredPatient);
}

impl pallet_patient_identity::Config for Test {
	type Time = Timestamp;
	type Audit = doubles::Trail;
	type OnClosed = doubles::ClosedHook;
	type Providers = doubles::Providers;
	type RegistrarOrigin = EnsureRoot<u64>;
	type Consideration = HoldConsideration<
		u64,
		Balances,
		SponsorReason,
		LinearStoragePrice<ConstU64<100>, ConstU64<1>, u64>,
		Footprint,
	>;
	type RecoveryDelay = DelayOfRecoveries;
	type FreezePeriod = ConstU64<FREEZE_PERIOD>;
	type AttemptLifetime = ConstU64<ATTEMPT_LIFETIME>;
	type OfferLifetime = ConstU64<OFFER_LIFETIME>;
	type WeightInfo = ();
}

/// A day.
/// How long a recovery waits.
pub const RECOVERY_DELAY: Moment = 3 * DAY;
/// How long a freeze lasts.
pub const FREEZE_PERIOD: Moment = 30 * DAY;
/// How long a recovery can be completed.
pub const ATTEMPT_LIFETIME: Moment = 60 * DAY;
/// How long an offer can be accepted.
pub const OFFER_LIFETIME: Moment = 7 * DAY;

/// A patient's account.
pub const ANNA: u64 = 1;
/// Another person's account: a representative, the next controller.
pub const BORIS: u64 = 2;
/// One more person's account.
pub const CARLA: u64 = 3;
/// A wearable's account.
pub const WATCH: u64 = 4;
/// A physician's account, with balance.
pub const DOCTOR: u64 = 5;
/// A hospital's gateway, with balance.
pub const GATEWAY: u64 = 6;
/// An admin of both hospitals, who practises in neither.
pub const ADMIN: u64 = 8;
/// An account that has nothing to do with the patient.
pub const STRANGER: u64 = 9;

/// The hospital that the physician and the gateway act for.
pub const HOSPITAL: OrganizationId = 0;
/// Another hospital, in which the physician practises, too.
pub const OTHER_HOSPITAL: OrganizationId = 1;
/// A practitioner whom the gateway acts for.
pub const NURSE: Pseudonym = Pseudonym([0x4e; 32]);

/// The physician, practising in the hospital.
pub const PRACTISING: Capacity = Capacity::Practitioner { organization: HOSPITAL };

/// When the tests play: 1 January 2026.
pub const NOW: Moment = 1_767_225_600_000;

/// A salt that only tests may use.
pub const SALT: H256 = H256::repeat_byte(7);

/// A key of either suite with its card, which differ for each `number`.
pub fn key(number: u8) -> NewPatientKey {
	let suite = if number.is_multiple_of(2) { KeySuite::XWing } else { KeySuite::X25519 };
	let public = PublicKey { suite, bytes: [number; 32] };
	NewPatientKey { public, card: H256::repeat_byte(number) }
}

/// The key `number` as it stands in a row.
pub fn published(number: u8, epoch: u32) -> PatientKey {
	let NewPatientKey { public, card } = key(number);
	PatientKey { public, epoch, card }
}

/// Shorthand for a signed origin.
pub fn signed(account: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

/// Shorthand for the registrar.
pub fn registrar() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// Lets the clock stand at `moment`.
pub fn set_time(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

/// Lets `span` pass.
pub fn pass(span: Moment) {
	set_time(Timestamp::get() + span);
}

/// Builds the state that a test starts from.
#[derive(Default)]
pub struct ExtBuilder {
	patients: Vec<u64>,
	sponsored: Vec<Option<u64>>,
}

impl ExtBuilder {
	/// Registers a patient for whom `controller` speaks, with key 1.
	pub fn with_patient(mut self, controller: u64) -> Self {
		self.patients.push(controller);
		self
	}

	/// Lets the physician register a patient for `controller`, with key 1 if there is one.
	pub fn with_sponsored(mut self, controller: Option<u64>) -> Self {
		self.sponsored.push(controller);
		self
	}

	/// The state alone.
	pub fn build(self) -> sp_io::TestExternalities {
		doubles::reset();
		DelayOfRecoveries::set(RECOVERY_DELAY);
		let storage = frame_system::GenesisConfig::<Test>::default()
			.build_storage()
			.expect("the genesis of the mock is well formed");
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(NOW);
			doubles::Providers::admit(HOSPITAL, DOCTOR, Roles::ALL);
			doubles::Providers::admit(OTHER_HOSPITAL, DOCTOR, Roles::ALL);
			doubles::Providers::admit_through(HOSPITAL, GATEWAY, NURSE, Roles::ALL);
			doubles::Providers::admit_admin(HOSPITAL, ADMIN);
			doubles::Providers::admit_admin(OTHER_HOSPITAL, ADMIN);
			for account in [DOCTOR, GATEWAY] {
				assert_ok!(Balances::mint_into(&account, 1_000_000));
			}
			for controller in self.patients {
				register(controller);
			}
			for controller in self.sponsored {
				sponsor(controller);
			}
			System::reset_events();
		});
		ext
	}

	/// Runs `test` on the state, then checks what must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check_invariants();
		});
	}
}

/// What must always hold: the pallet's invariants, and that exactly the stored deposits are held.
pub fn check_invariants() {
	PatientIdentity::do_try_state().expect("the pallet's invariants hold");
	let tickets: usize = crate::Deposits::<Test>::iter().count();
	let held: u64 = [DOCTOR, GATEWAY]
		.iter()
		.map(|account| Balances::balance_on_hold(&SponsorReason::get(), account))
		.sum();
	assert_eq!(held, tickets as u64 * deposit(), "deposits held must equal the tickets stored");
}

/// What a sponsor pays for a patient.
pub fn deposit() -> u64 {
	use codec::MaxEncodedLen;
	100 + crate::Patient::<u64>::max_encoded_len() as u64
}

/// Registers a patient for whom `controller` speaks, with key 1, and returns its id.
pub fn register(controller: u64) -> PatientId {
	let count = crate::Registrations::<Test>::get(controller);
	assert_ok!(PatientIdentity::register(signed(controller), SALT, key(1)));
	PatientIdentity::derive_patient_id(&controller, count, SALT)
}

/// Lets the physician register a patient for `controller`, and returns its id. Without a controller it
/// has no key.
pub fn sponsor(controller: Option<u64>) -> PatientId {
	let count = crate::Registrations::<Test>::get(DOCTOR);
	assert_ok!(PatientIdentity::sponsor(
		signed(DOCTOR),
		PRACTISING,
		SALT,
		controller,
		controller.map(|_| key(1)),
		AssuranceLevel::Level3,
	));
	PatientIdentity::derive_patient_id(&DOCTOR, count, SALT)
}

/// The id of the first patient of `controller`.
pub fn first_patient_of(controller: u64) -> PatientId {
	PatientIdentity::derive_patient_id(&controller, 0, SALT)
}

/// The id of the first patient that the physician sponsored.
pub fn first_sponsored() -> PatientId {
	first_patient_of(DOCTOR)
}

/// The patient's row.
pub fn row(patient: PatientId) -> crate::Patient<u64> {
	crate::Patients::<Test>::get(patient).expect("the patient is open")
}

/// How many rows name `account`; it exists by exactly so many references.
pub fn roles(account: u64) -> u32 {
	assert_eq!(System::sufficients(&account), crate::RoleCount::<Test>::get(account));
	crate::RoleCount::<Test>::get(account)
}

/// What the patient's trail says, from the first entry on.
pub fn trail(patient: PatientId) -> Vec<(Actor<u64>, AuditedEvent<u64>)> {
	doubles::Trail::entries()
		.into_iter()
		.filter(|(trail, ..)| *trail == TrailId::Patient(patient))
		.map(|(_, actor, event)| (actor, event))
		.collect()
}

/// The last entries of the patient's trail are these, made by this actor.
pub fn assert_trail_ends<const N: usize>(
	patient: PatientId,
	actor: Actor<u64>,
	events: [AuditedEvent<u64>; N],
) {
	let trail = trail(patient);
	let expected: Vec<_> = events.into_iter().map(|event| (actor.clone(), event)).collect();
	assert_eq!(trail[trail.len() - N..], expected);
}

/// The last events of the pallet are these.
pub fn assert_events<const N: usize>(expected: [crate::Event<Test>; N]) {
	let events: Vec<_> = System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::PatientIdentity(event) => Some(event),
			_ => None,
		})
		.collect();
	assert_eq!(events[events.len() - N..], expected);
}

/// Whether the call is free for whoever signs with `account`.
pub fn is_free(call: &crate::Call<Test>, account: u64) -> bool {
	call.is_feeless(&signed(account))
}

/// Nobody's patient.
pub fn unknown() -> PatientId {
	PatientId([3; 32])
}

/// From now on for a year.
pub fn year() -> Period {
	Period { from: Timestamp::get(), until: Some(Timestamp::get() + 365 * DAY) }
}

/// Lets the patient's side be frozen, as guardians would.
pub fn freeze_side(patient: PatientId) {
	let persons = [61, 62];
	persons.iter().for_each(crate::RoleReferences::<Test>::hold);
	let case = crate::GuardianCase {
		commitment: H256::zero(),
		members: persons.map(crate::Guardian::Person).to_vec().try_into().expect("two fit"),
		threshold: 2,
		attempts: Default::default(),
		freeze_votes: crate::MemberSet(0b11),
		revealed_at: Timestamp::get(),
	};
	crate::GuardianCases::<Test>::insert(patient, case);
	crate::Patients::<Test>::mutate(patient, |row| {
		row.as_mut().expect("the patient is open").frozen_until =
			Some(Timestamp::get() + FREEZE_PERIOD);
	});
}

/// Lets the registrar declare the patient deceased.
pub fn bury(patient: PatientId) {
	assert_ok!(PatientIdentity::declare_deceased(registrar(), patient, None));
}

/// Lets `by` appoint `account` with `powers` for a year.
pub fn appoint(by: RuntimeOrigin, patient: PatientId, account: u64, powers: &[Power]) {
	assert_ok!(PatientIdentity::appoint_representative(
		by,
		patient,
		account,
		Powers::of(powers),
		year()
	));
}
