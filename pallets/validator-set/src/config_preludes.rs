//! What a runtime need not say, for `derive_impl`.

use crate::DefaultConfig;
use frame_support::{
	derive_impl,
	pallet_prelude::inject_runtime_type,
	traits::{ConstU32, ConstU64},
};

/// Bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_validator_set::config_preludes::TestDefaultConfig)]`. What is left is the clock, the
/// sessions, and who the consortium is.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type SessionLength = ConstU64<150>;
	type MinValidators = ConstU32<4>;
	type MaxValidators = ConstU32<32>;
	type FailingAfter = ConstU32<3>;
	type WeightInfo = ();
}
