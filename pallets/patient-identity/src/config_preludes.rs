//! What a runtime need not say, for `derive_impl`.

use crate::DefaultConfig;
use frame_support::{derive_impl, pallet_prelude::inject_runtime_type, traits::ConstU64};
use salus_primitives::DAY;

/// Neighbours that know nobody, permit nothing and keep nothing; periods and bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_patient_identity::config_preludes::TestDefaultConfig)]`. What is left is the
/// clock, and who has which office.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type Audit = ();
	type OnClosed = ();
	type Providers = ();
	type Consideration = ();
	type RecoveryDelay = ConstU64<{ 3 * DAY }>;
	type FreezePeriod = ConstU64<{ 30 * DAY }>;
	type AttemptLifetime = ConstU64<{ 60 * DAY }>;
	type OfferLifetime = ConstU64<{ 7 * DAY }>;
	type WeightInfo = ();
}
