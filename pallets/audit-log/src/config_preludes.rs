//! What a runtime need not say, for `derive_impl`.

use crate::DefaultConfig;
use frame_support::{
	derive_impl,
	pallet_prelude::inject_runtime_type,
	traits::{ConstBool, ConstU16, ConstU32, ConstU64, ConstU8},
};
use salus_primitives::{DAY, MINUTE};

/// Neighbours that know nobody, permit nothing and keep nothing; periods and bounds as they are suggested.
///
/// For tests, and to begin with: `#[derive_impl(pallet_audit_log::config_preludes::TestDefaultConfig)]`. What is left is the
/// clock, and who has which office.
pub struct TestDefaultConfig;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig, no_aggregated_types)]
impl frame_system::DefaultConfig for TestDefaultConfig {}

#[frame_support::register_default_impl(TestDefaultConfig)]
impl DefaultConfig for TestDefaultConfig {
	type Patients = ();
	type Providers = ();
	type Policy = ();
	type Retention = ();
	type TicketLifetime = ConstU64<{ 5 * MINUTE }>;
	type SingleUseTickets = ConstBool<true>;
	type MaxEncounterHours = ConstU8<12>;
	type AnswerPeriod = ConstU64<{ 30 * DAY }>;
	type ActivityDays = ConstU32<90>;
	type FreeAttempts = ConstU16<256>;
	type MaxPruningSteps = ConstU32<100>;
	type WeightInfo = ();
}
