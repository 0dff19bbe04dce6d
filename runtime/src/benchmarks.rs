//! The pallets whose weights are measured on this runtime.

use crate::{
	Admission, AllPalletsWithSystem, AuditLog, Consent, PatientIdentity, ProviderRegistry,
	RecordAnchor,
};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};

define_benchmarks!(
	[pallet_admission, Admission]
	[pallet_audit_log, AuditLog]
	[pallet_consent, Consent]
	[pallet_patient_identity, PatientIdentity]
	[pallet_provider_registry, ProviderRegistry]
	[pallet_record_anchor, RecordAnchor]
);

/// What can be measured, and what is stored where.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs the measurement that `config` asks for.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}
