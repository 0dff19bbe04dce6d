//! What the calls of `pallet_provider_registry` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 20 steps and 8 repeats on Intel(R) Xeon(R) Processor, on the Salus runtime. A call's
//! weight does not hold what a decision or an entry in a trail costs: those are added where the call
//! is declared. A runtime names its database in `frame_system::Config::DbWeight`; that of the Salus
//! node is ParityDB.

#![allow(missing_docs)]
#![allow(unused_parens)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
	fn accredit_organization() -> Weight;
	fn suspend_organization() -> Weight;
	fn reinstate_organization() -> Weight;
	fn add_practitioner() -> Weight;
	fn change_practitioner() -> Weight;
	fn publish_practitioner_key() -> Weight;
	fn apply() -> Weight;
	fn withdraw_application() -> Weight;
	fn accept_application() -> Weight;
	fn reject_application() -> Weight;
	fn renew_accreditation() -> Weight;
	fn revoke_accreditation() -> Weight;
	fn succeed_organization() -> Weight;
	fn add_admin() -> Weight;
	fn remove_admin() -> Weight;
	fn add_gateway() -> Weight;
	fn remove_gateway() -> Weight;
	fn publish_organization_key() -> Weight;
	fn remove_practitioner() -> Weight;
	fn leave() -> Weight;
	fn set_emergency_role() -> Weight;
	fn suspend_practitioner() -> Weight;
	fn reinstate_practitioner() -> Weight;
	fn forget_practitioner() -> Weight;
	fn forget_gateway() -> Weight;
	fn on_misconduct() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Proof: `ProviderRegistry::NextOrganizationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	fn accredit_organization() -> Weight {
		// Took a minimum of 27_137_000 picoseconds.
		Weight::from_parts(33_432_000, 3593)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn suspend_organization() -> Weight {
		// Took a minimum of 56_793_000 picoseconds.
		Weight::from_parts(71_510_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn reinstate_organization() -> Weight {
		// Took a minimum of 56_238_000 picoseconds.
		Weight::from_parts(78_804_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:0 w:1)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn add_practitioner() -> Weight {
		// Took a minimum of 124_829_000 picoseconds.
		Weight::from_parts(192_747_000, 6148)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn change_practitioner() -> Weight {
		// Took a minimum of 119_354_000 picoseconds.
		Weight::from_parts(188_561_000, 6148)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	fn publish_practitioner_key() -> Weight {
		// Took a minimum of 80_663_000 picoseconds.
		Weight::from_parts(97_039_000, 4614)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn apply() -> Weight {
		// Took a minimum of 71_944_000 picoseconds.
		Weight::from_parts(124_688_000, 3570)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Took a minimum of 54_540_000 picoseconds.
		Weight::from_parts(105_699_000, 3570)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Proof: `ProviderRegistry::NextOrganizationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	fn accept_application() -> Weight {
		// Took a minimum of 117_632_000 picoseconds.
		Weight::from_parts(147_819_000, 3593)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn reject_application() -> Weight {
		// Took a minimum of 58_200_000 picoseconds.
		Weight::from_parts(111_563_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn renew_accreditation() -> Weight {
		// Took a minimum of 59_624_000 picoseconds.
		Weight::from_parts(79_248_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn revoke_accreditation() -> Weight {
		// Took a minimum of 86_879_000 picoseconds.
		Weight::from_parts(102_356_000, 6048)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:2)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn succeed_organization() -> Weight {
		// Took a minimum of 104_052_000 picoseconds.
		Weight::from_parts(123_335_000, 8238)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_admin() -> Weight {
		// Took a minimum of 63_372_000 picoseconds.
		Weight::from_parts(78_282_000, 4614)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_admin() -> Weight {
		// Took a minimum of 60_419_000 picoseconds.
		Weight::from_parts(82_475_000, 4614)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_gateway() -> Weight {
		// Took a minimum of 111_254_000 picoseconds.
		Weight::from_parts(175_180_000, 6102)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_gateway() -> Weight {
		// Took a minimum of 116_562_000 picoseconds.
		Weight::from_parts(140_354_000, 6102)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	fn publish_organization_key() -> Weight {
		// Took a minimum of 39_671_000 picoseconds.
		Weight::from_parts(52_146_000, 4614)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_practitioner() -> Weight {
		// Took a minimum of 139_202_000 picoseconds.
		Weight::from_parts(220_323_000, 6148)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Took a minimum of 110_884_000 picoseconds.
		Weight::from_parts(181_730_000, 6148)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn set_emergency_role() -> Weight {
		// Took a minimum of 73_337_000 picoseconds.
		Weight::from_parts(86_648_000, 6148)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn suspend_practitioner() -> Weight {
		// Took a minimum of 98_111_000 picoseconds.
		Weight::from_parts(123_045_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	fn reinstate_practitioner() -> Weight {
		// Took a minimum of 84_290_000 picoseconds.
		Weight::from_parts(134_370_000, 6148)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn forget_practitioner() -> Weight {
		// Took a minimum of 240_498_000 picoseconds.
		Weight::from_parts(280_646_000, 42254)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn forget_gateway() -> Weight {
		// Took a minimum of 236_971_000 picoseconds.
		Weight::from_parts(306_642_000, 41886)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn on_misconduct() -> Weight {
		// Took a minimum of 96_075_000 picoseconds.
		Weight::from_parts(148_419_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn accredit_organization() -> Weight {
		Weight::from_parts(33_432_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_organization() -> Weight {
		Weight::from_parts(71_510_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reinstate_organization() -> Weight {
		Weight::from_parts(78_804_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn add_practitioner() -> Weight {
		Weight::from_parts(192_747_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn change_practitioner() -> Weight {
		Weight::from_parts(188_561_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(97_039_000, 4614)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn apply() -> Weight {
		Weight::from_parts(124_688_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(105_699_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn accept_application() -> Weight {
		Weight::from_parts(147_819_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn reject_application() -> Weight {
		Weight::from_parts(111_563_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn renew_accreditation() -> Weight {
		Weight::from_parts(79_248_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn revoke_accreditation() -> Weight {
		Weight::from_parts(102_356_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn succeed_organization() -> Weight {
		Weight::from_parts(123_335_000, 8238)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn add_admin() -> Weight {
		Weight::from_parts(78_282_000, 4614)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn remove_admin() -> Weight {
		Weight::from_parts(82_475_000, 4614)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn add_gateway() -> Weight {
		Weight::from_parts(175_180_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn remove_gateway() -> Weight {
		Weight::from_parts(140_354_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn publish_organization_key() -> Weight {
		Weight::from_parts(52_146_000, 4614)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_practitioner() -> Weight {
		Weight::from_parts(220_323_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn leave() -> Weight {
		Weight::from_parts(181_730_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn set_emergency_role() -> Weight {
		Weight::from_parts(86_648_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_practitioner() -> Weight {
		Weight::from_parts(123_045_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn reinstate_practitioner() -> Weight {
		Weight::from_parts(134_370_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn forget_practitioner() -> Weight {
		Weight::from_parts(280_646_000, 42254)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn forget_gateway() -> Weight {
		Weight::from_parts(306_642_000, 41886)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn on_misconduct() -> Weight {
		Weight::from_parts(148_419_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
}
