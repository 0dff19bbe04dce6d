//! Every pallet in one runtime, each with what its prelude gives it: its neighbours are `()`, know nobody, permit nothing and keep nothing.

use frame_support::{derive_impl, traits::Randomness};
use frame_system::{pallet_prelude::BlockNumberFor, EnsureRoot, EnsureRootWithSuccess};
use pallet_consent::EnsurePrivacyOfficer;
use salus_primitives::Seed;

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

#[derive_impl(pallet_patient_identity::config_preludes::TestDefaultConfig)]
impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type RegistrarOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_provider_registry::config_preludes::TestDefaultConfig)]
impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type AccreditOrigin = EnsureRoot<u64>;
	type LicensingOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_record_anchor::config_preludes::TestDefaultConfig)]
impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type ArbiterOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_consent::config_preludes::TestDefaultConfig)]
impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type PolicyOrigin = EnsureRootWithSuccess<u64, frame_support::traits::ConstU64<0>>;
	type LicensingOrigin = EnsureRoot<u64>;
	type ReviewOrigin = EnsurePrivacyOfficer<Runtime>;
	type Randomness = NoLot;
}

/// The same lot every time: there is nobody to be drawn.
pub struct NoLot;

impl Randomness<Seed, BlockNumberFor<Runtime>> for NoLot {
	fn random(_: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
		(Seed::zero(), 0)
	}
}

#[derive_impl(pallet_audit_log::config_preludes::TestDefaultConfig)]
impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type AuthorityOrigin = EnsureRoot<u64>;
}
