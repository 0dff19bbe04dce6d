//! The pallets whose weights are measured on this runtime.

mod lanes;

use crate::{
	Admission, AllPalletsWithSystem, AuditLog, Balances, Consent, PatientIdentity, Pause,
	ProviderRegistry, RecordAnchor, Runtime, Timestamp, TransactionPayment, ValidatorSet,
};
use alloc::{string::String, vec::Vec};
use frame_benchmarking::{define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::{
	storage::storage_prefix,
	traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys},
};
use frame_system_benchmarking::extensions::Pallet as SystemExtensions;
use lanes::Pallet as TableOfLanes;
use sp_storage::TrackedStorageKey;

define_benchmarks!(
	[lanes, TableOfLanes::<Runtime>]
	[frame_system_extensions, SystemExtensions::<Runtime>]
	[pallet_balances, Balances]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_admission, Admission]
	[pallet_audit_log, AuditLog]
	[pallet_consent, Consent]
	[pallet_patient_identity, PatientIdentity]
	[pallet_pause, Pause]
	[pallet_provider_registry, ProviderRegistry]
	[pallet_record_anchor, RecordAnchor]
	[pallet_validator_set, ValidatorSet]
);

/// What can be measured, and what is stored where.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs the measurement that `config` asks for.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	// A block begins with its parent's hash, and its first transaction sets the clock: all others find them in memory. Pallets
	// name what else a block has there (`whitelist_storage`).
	let clock = pallet_timestamp::Now::<Runtime>::hashed_key().to_vec();
	let parent = storage_prefix(b"System", b"ParentHash").to_vec();
	whitelist.extend([clock, parent].map(TrackedStorageKey::new));
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {}
