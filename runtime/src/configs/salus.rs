//! The pallets of Salus, each joined to the others through traits.

#[cfg(not(all(feature = "runtime-benchmarks", not(feature = "std"))))]
use crate::AuditLog;
use crate::{
	AccountId, Consent, PatientIdentity, ProviderRegistry, RecordAnchor, Runtime, Timestamp,
};
use frame_support::traits::{ConstU32, ConstU64};
use frame_system::EnsureRoot;
use salus_primitives::Moment;

/// For how long a ticket can be used: five minutes.
const TICKET_LIFETIME: Moment = 5 * 60 * 1_000;

/// How many records one anchor commits to at most.
const MAX_LEAVES: u32 = 65_536;

/// Where the other pallets write down what happened. A runtime that is built for measuring keeps
/// nothing: an entry is measured by itself, and each call that writes one adds its weight.
#[cfg(not(all(feature = "runtime-benchmarks", not(feature = "std"))))]
type Trail = AuditLog;
#[cfg(all(feature = "runtime-benchmarks", not(feature = "std")))]
type Trail = ();

impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type Audit = Trail;
	type WeightInfo = pallet_patient_identity::weights::SubstrateWeight<Runtime>;
}

impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type AccreditOrigin = EnsureRoot<AccountId>;
	type WeightInfo = pallet_provider_registry::weights::SubstrateWeight<Runtime>;
}

impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type Audit = Trail;
	type OnRecordAnchored = ();
	type MaxLeaves = ConstU32<MAX_LEAVES>;
	type WeightInfo = pallet_record_anchor::weights::SubstrateWeight<Runtime>;
}

impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Records = RecordAnchor;
	type Audit = Trail;
	type WeightInfo = pallet_consent::weights::SubstrateWeight<Runtime>;
}

impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type Patients = PatientIdentity;
	type Providers = ProviderRegistry;
	type Policy = Consent;
	type TicketLifetime = ConstU64<TICKET_LIFETIME>;
	type WeightInfo = pallet_audit_log::weights::SubstrateWeight<Runtime>;
}
