//! What a runtime need not say, for `derive_impl`.

use crate::DefaultConfig;
use frame_support::{derive_impl, pallet_prelude::inject_runtime_type, traits::ConstU32};

/// Bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_pause::config_preludes::TestDefaultConfig)]`. What is left is who pauses, and what cannot be paused.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type MaxPaused = ConstU32<32>;
	type WeightInfo = ();
}
