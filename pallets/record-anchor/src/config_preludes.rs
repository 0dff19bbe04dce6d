//! What a runtime need not say, for `derive_impl`.

use crate::{DefaultConfig, MOST_LEAVES};
use frame_support::{
	derive_impl,
	pallet_prelude::inject_runtime_type,
	traits::{ConstU32, ConstU64},
};
use salus_primitives::DAY;

/// Neighbours that know nobody, permit nothing and keep nothing; periods and bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_record_anchor::config_preludes::TestDefaultConfig)]`. What is left is the
/// clock, and who has which office.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type Patients = ();
	type Providers = ();
	type Policy = ();
	type Audit = ();
	type OnRecordAnchored = ();
	type Retention = ();
	type MaxLeaves = ConstU32<MOST_LEAVES>;
	type ErasureDelay = ConstU64<{ 3 * DAY }>;
	type DisputePeriod = ConstU64<{ 60 * DAY }>;
	type MaxCustodyPeriod = ConstU64<{ 366 * DAY }>;
	type MaxEvictionSteps = ConstU32<100>;
	type WeightInfo = ();
}
