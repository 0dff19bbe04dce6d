//! What a runtime need not say, for `derive_impl`.

use crate::DefaultConfig;
use frame_support::{
	derive_impl,
	pallet_prelude::inject_runtime_type,
	traits::{ConstU32, ConstU64, ConstU8},
};
use salus_primitives::DAY;

/// Neighbours that know nobody, permit nothing and keep nothing; periods and bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_consent::config_preludes::TestDefaultConfig)]`. What is left is the
/// clock, who has which office, and the lot.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type Patients = ();
	type Providers = ();
	type Records = ();
	type Audit = ();
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
