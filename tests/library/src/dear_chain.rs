//! The pallets over directories that cost more than others: each question reads a row that nothing else reads.

use frame_support::{derive_impl, traits::Randomness, weights::Weight};
use frame_system::{pallet_prelude::BlockNumberFor, EnsureRoot, EnsureRootWithSuccess};
use pallet_consent::EnsurePrivacyOfficer;
use salus_primitives::{
	Actor, AnchorId, EncryptionKey, Moment, NotPractising, OrganizationId, PatientDirectory,
	PatientId, PractitionerId, ProviderDirectory, RecordClass, RecordDirectory, RecordSummary,
	Relation, Reviewers, Seed, Standing,
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

frame_support::construct_runtime!(
	pub enum Runtime {
		System: frame_system,
		Timestamp: pallet_timestamp,
		ProviderRegistry: pallet_provider_registry,
		PatientIdentity: pallet_patient_identity,
		Consent: pallet_consent,
		AuditLog: pallet_audit_log,
		RecordAnchor: pallet_record_anchor,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = frame_system::mocking::MockBlock<Runtime>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

#[derive_impl(pallet_provider_registry::config_preludes::TestDefaultConfig)]
impl pallet_provider_registry::Config for Runtime {
	type Time = Timestamp;
	type AccreditOrigin = EnsureRoot<u64>;
	type LicensingOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_patient_identity::config_preludes::TestDefaultConfig)]
impl pallet_patient_identity::Config for Runtime {
	type Time = Timestamp;
	type Providers = DearProviders;
	type RegistrarOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_consent::config_preludes::TestDefaultConfig)]
impl pallet_consent::Config for Runtime {
	type Time = Timestamp;
	type Patients = DearPatients;
	type Providers = DearProviders;
	type Records = DearRecords;
	type PolicyOrigin = EnsureRootWithSuccess<u64, frame_support::traits::ConstU64<0>>;
	type LicensingOrigin = EnsureRoot<u64>;
	type ReviewOrigin = EnsurePrivacyOfficer<Runtime>;
	type Randomness = Lot;
}

/// The hash of the block before.
pub struct Lot;

impl Randomness<Seed, BlockNumberFor<Runtime>> for Lot {
	fn random(_: &[u8]) -> (Seed, BlockNumberFor<Runtime>) {
		(System::parent_hash(), System::block_number())
	}
}

#[derive_impl(pallet_record_anchor::config_preludes::TestDefaultConfig)]
impl pallet_record_anchor::Config for Runtime {
	type Time = Timestamp;
	type Patients = DearPatients;
	type Providers = DearProviders;
	type Policy = Consent;
	type ArbiterOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_audit_log::config_preludes::TestDefaultConfig)]
impl pallet_audit_log::Config for Runtime {
	type Time = Timestamp;
	type Patients = DearPatients;
	type Providers = DearProviders;
	type Policy = Consent;
	type AuthorityOrigin = EnsureRoot<u64>;
}

/// What the keys begin with that questions to [`DearPatients`] read: as much as a bencher joins what it counts by.
pub const OF_PATIENTS: &[u8; 32] = b"dear_chain: asked about patients";
/// Those to [`DearProviders`].
pub const OF_PROVIDERS: &[u8; 32] = b"dear_chain: asked on providers..";

/// Those to [`DearRecords`].
pub const OF_RECORDS: &[u8; 32] = b"dear_chain: asked about records.";

/// What a question about records costs besides.
pub const A_RECORD: Weight = Weight::from_parts(10_000_000_000_000_000, 0);
/// What a question about patients costs besides.
pub const A_PATIENT: Weight = Weight::from_parts(10_000_000_000, 0);
/// What a question about providers costs besides.
pub const A_PROVIDER: Weight = Weight::from_parts(10_000_000_000_000, 0);

/// Reads another row each time.
fn read_besides(prefix: &[u8]) {
	static ASKED: AtomicU64 = AtomicU64::new(0);
	let key = [prefix, &ASKED.fetch_add(1, Relaxed).to_le_bytes()].concat();
	sp_io::storage::get(&key);
}

/// The patients of `pallet-patient-identity`, at a price.
pub struct DearPatients;

impl PatientDirectory<u64> for DearPatients {
	fn relation(patient: &PatientId, account: &u64, at: Moment) -> Option<Relation> {
		read_besides(OF_PATIENTS);
		PatientIdentity::relation(patient, account, at)
	}

	fn key_epoch(patient: &PatientId) -> Option<u32> {
		read_besides(OF_PATIENTS);
		PatientIdentity::key_epoch(patient)
	}

	fn is_frozen(patient: &PatientId, at: Moment) -> bool {
		read_besides(OF_PATIENTS);
		PatientIdentity::is_frozen(patient, at)
	}

	fn has_died(patient: &PatientId, at: Moment) -> bool {
		read_besides(OF_PATIENTS);
		PatientIdentity::has_died(patient, at)
	}

	fn is_open(patient: &PatientId) -> bool {
		read_besides(OF_PATIENTS);
		<PatientIdentity as PatientDirectory<u64>>::is_open(patient)
	}

	fn is_known(patient: &PatientId) -> bool {
		read_besides(OF_PATIENTS);
		<PatientIdentity as PatientDirectory<u64>>::is_known(patient)
	}

	fn weight() -> Weight {
		A_PATIENT
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register_for_benchmark(controller: &u64) -> Option<PatientId> {
		PatientIdentity::register_for_benchmark(controller)
	}
}

/// The records of `pallet-record-anchor`, at a price.
pub struct DearRecords;

impl RecordDirectory<u64> for DearRecords {
	fn record(patient: &PatientId, anchor: AnchorId) -> Option<RecordSummary<u64>> {
		read_besides(OF_RECORDS);
		RecordAnchor::record(patient, anchor)
	}

	fn weight() -> Weight {
		A_RECORD
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(patient: &PatientId, class: RecordClass) -> Option<AnchorId> {
		RecordAnchor::anchor_for_benchmark(patient, class)
	}
}

/// The providers of `pallet-provider-registry`, at a price.
pub struct DearProviders;

impl ProviderDirectory<u64> for DearProviders {
	fn standing(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::standing(actor, at)
	}

	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> bool {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::practises(organization, practitioner, at)
	}

	fn is_accredited(organization: OrganizationId, at: Moment) -> bool {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::is_accredited(organization, at)
	}

	fn speaks_for(
		organization: OrganizationId,
		account: &u64,
		at: Moment,
	) -> Option<OrganizationId> {
		read_besides(OF_PROVIDERS);
		ProviderRegistry::speaks_for(organization, account, at)
	}

	fn vouches(organization: OrganizationId, at: Moment) -> bool {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::vouches(organization, at)
	}

	fn encryption_key(
		organization: OrganizationId,
		practitioner: Option<&PractitionerId<u64>>,
	) -> Option<EncryptionKey> {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::encryption_key(organization, practitioner)
	}

	fn draw_reviewers(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		read_besides(OF_PROVIDERS);
		<ProviderRegistry as ProviderDirectory<u64>>::draw_reviewers(seed, not_for, at)
	}

	fn weight() -> Weight {
		A_PROVIDER
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn reviewers_for_benchmark() {
		<ProviderRegistry as ProviderDirectory<u64>>::reviewers_for_benchmark();
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(account: &u64) -> Option<OrganizationId> {
		<ProviderRegistry as ProviderDirectory<u64>>::admit_for_benchmark(account)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn succession_for_benchmark(account: &u64) -> Option<OrganizationId> {
		<ProviderRegistry as ProviderDirectory<u64>>::succession_for_benchmark(account)
	}
}
