//! Every pallet in one runtime, each with `()` for all its neighbours: they know nobody, permit nothing and keep nothing.

use frame_support::{
	derive_impl,
	traits::{ConstBool, ConstU16, ConstU32, ConstU64, ConstU8, Randomness},
};
use frame_system::{pallet_prelude::BlockNumberFor, EnsureRoot};
use pallet_consent::EnsurePrivacyOfficer;
use salus_primitives::{Seed, DAY};

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		Timestamp: pallet_timestamp,
		PatientIdentity: pallet_patient_identity,
		ProviderRegistry: pallet_provider_registry,
		RecordAnchor: pallet_record_anchor,
		Consent: pallet_consent,
		AuditLog: pallet_audit_log,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = frame_system::mocking::MockBlock<Runtime>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type Audit = ();
	type OnClosed = ();
	type Providers = ();
	type RegistrarOrigin = EnsureRoot<u64>;
	type Consideration = ();
	type RecoveryDelay = ConstU64<{ 3 * DAY }>;
	type FreezePeriod = ConstU64<{ 30 * DAY }>;
	type AttemptLifetime = ConstU64<{ 60 * DAY }>;
	type OfferLifetime = ConstU64<{ 7 * DAY }>;
	type WeightInfo = ();
}

impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type Audit = ();
	type AccreditOrigin = EnsureRoot<u64>;
	type LicensingOrigin = EnsureRoot<u64>;
	type Consideration = ();
	type HistoryRetention = ConstU64<{ 3_653 * DAY }>;
	type WeightInfo = ();
}

impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type Patients = ();
	type Providers = ();
	type Policy = ();
	type Audit = ();
	type OnRecordAnchored = ();
	type Retention = ();
	type ArbiterOrigin = EnsureRoot<u64>;
	type MaxLeaves = ConstU32<65_536>;
	type ErasureDelay = ConstU64<{ 3 * DAY }>;
	type DisputePeriod = ConstU64<{ 60 * DAY }>;
	type MaxCustodyPeriod = ConstU64<{ 366 * DAY }>;
	type MaxEvictionSteps = ConstU32<100>;
	type WeightInfo = ();
}

impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type Patients = ();
	type Providers = ();
	type Records = ();
	type Audit = ();
	type PolicyOrigin = EnsureRoot<u64>;
	type LicensingOrigin = EnsureRoot<u64>;
	type ReviewOrigin = EnsurePrivacyOfficer<Runtime>;
	type Randomness = NoLot;
	type OnMisconduct = ();
	type RequestLifetime = ConstU64<{ 14 * DAY }>;
	type MaxSessionHours = ConstU8<24>;
	type FlaggedSessionHours = ConstU8<4>;
	type ReviewPeriod = ConstU64<{ 7 * DAY }>;
	type AnswerPeriod = ConstU64<{ 2 * DAY }>;
	type MaxOverdueReviews = ConstU32<3>;
	type HistoryRetention = ConstU64<{ 6 * 366 * DAY }>;
	type WeightInfo = ();
}

/// The same lot every time: there is nobody to be drawn.
pub struct NoLot;

impl Randomness<Seed, BlockNumberFor<Runtime>> for NoLot {
	fn random(_: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
		(Seed::zero(), 0)
	}
}

impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type Patients = ();
	type Providers = ();
	type Policy = ();
	type Retention = ();
	type AuthorityOrigin = EnsureRoot<u64>;
	type TicketLifetime = ConstU64<300_000>;
	type SingleUseTickets = ConstBool<true>;
	type MaxEncounterHours = ConstU8<12>;
	type AnswerPeriod = ConstU64<{ 30 * DAY }>;
	type ActivityDays = ConstU32<90>;
	type FreeAttempts = ConstU16<256>;
	type MaxPruningSteps = ConstU32<100>;
	type WeightInfo = ();
}
