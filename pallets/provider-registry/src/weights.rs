//! What the calls of `pallet_provider_registry` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 30 steps and 15 repeats on AMD EPYC, on the Salus runtime. A call's
//! weight does not hold what a decision or an entry in a trail costs: those are added where the call
//! is declared. A runtime names its database in `frame_system::Config::DbWeight`; that of the Salus
//! node is ParityDB.

#![allow(missing_docs)]
#![allow(unused_imports)]
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
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Proof: `ProviderRegistry::NextOrganizationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn accredit_organization() -> Weight {
		// Took a minimum of 16_965_000 picoseconds.
		Weight::from_parts(17_716_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn suspend_organization() -> Weight {
		// Took a minimum of 30_816_000 picoseconds.
		Weight::from_parts(32_759_000, 6048)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn reinstate_organization() -> Weight {
		// Took a minimum of 30_726_000 picoseconds.
		Weight::from_parts(32_799_000, 6048)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
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
		// Took a minimum of 66_599_000 picoseconds.
		Weight::from_parts(69_454_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn change_practitioner() -> Weight {
		// Took a minimum of 60_350_000 picoseconds.
		Weight::from_parts(63_024_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	fn publish_practitioner_key() -> Weight {
		// Took a minimum of 22_805_000 picoseconds.
		Weight::from_parts(24_567_000, 4615)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn apply() -> Weight {
		// Took a minimum of 42_133_000 picoseconds.
		Weight::from_parts(43_706_000, 3676)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Took a minimum of 37_976_000 picoseconds.
		Weight::from_parts(39_329_000, 3676)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::NextOrganizationId` (r:1 w:1)
	/// Proof: `ProviderRegistry::NextOrganizationId` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn accept_application() -> Weight {
		// Took a minimum of 52_749_000 picoseconds.
		Weight::from_parts(54_661_000, 3676)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn reject_application() -> Weight {
		// Took a minimum of 41_582_000 picoseconds.
		Weight::from_parts(43_514_000, 3676)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn renew_accreditation() -> Weight {
		// Took a minimum of 30_336_000 picoseconds.
		Weight::from_parts(32_318_000, 6048)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn revoke_accreditation() -> Weight {
		// Took a minimum of 44_376_000 picoseconds.
		Weight::from_parts(46_580_000, 6048)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:2)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn succeed_organization() -> Weight {
		// Took a minimum of 51_136_000 picoseconds.
		Weight::from_parts(53_350_000, 8240)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_admin() -> Weight {
		// Took a minimum of 28_713_000 picoseconds.
		Weight::from_parts(30_846_000, 4615)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_admin() -> Weight {
		// Took a minimum of 30_486_000 picoseconds.
		Weight::from_parts(32_649_000, 4615)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_gateway() -> Weight {
		// Took a minimum of 61_592_000 picoseconds.
		Weight::from_parts(64_906_000, 6102)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_gateway() -> Weight {
		// Took a minimum of 63_785_000 picoseconds.
		Weight::from_parts(67_651_000, 6102)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn publish_organization_key() -> Weight {
		// Took a minimum of 16_665_000 picoseconds.
		Weight::from_parts(18_498_000, 4615)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
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
		// Took a minimum of 73_770_000 picoseconds.
		Weight::from_parts(77_375_000, 6148)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Took a minimum of 58_898_000 picoseconds.
		Weight::from_parts(61_422_000, 6148)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `LicensingMembers::Members` (r:1 w:0)
	/// Proof: `LicensingMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn set_emergency_role() -> Weight {
		// Took a minimum of 43_745_000 picoseconds.
		Weight::from_parts(45_948_000, 6148)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `LicensingMembers::Members` (r:1 w:0)
	/// Proof: `LicensingMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn suspend_practitioner() -> Weight {
		// Took a minimum of 56_704_000 picoseconds.
		Weight::from_parts(59_839_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `LicensingMembers::Members` (r:1 w:0)
	/// Proof: `LicensingMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	fn reinstate_practitioner() -> Weight {
		// Took a minimum of 48_622_000 picoseconds.
		Weight::from_parts(50_966_000, 6148)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn forget_practitioner() -> Weight {
		// Took a minimum of 163_594_000 picoseconds.
		Weight::from_parts(168_982_000, 42254)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn forget_gateway() -> Weight {
		// Took a minimum of 153_629_000 picoseconds.
		Weight::from_parts(159_378_000, 41886)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:2 w:2)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:1)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:1 w:2)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	fn on_misconduct() -> Weight {
		// Took a minimum of 49_594_000 picoseconds.
		Weight::from_parts(51_957_000, 6148)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(9))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn accredit_organization() -> Weight {
		Weight::from_parts(17_716_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_organization() -> Weight {
		Weight::from_parts(32_759_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reinstate_organization() -> Weight {
		Weight::from_parts(32_799_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn add_practitioner() -> Weight {
		Weight::from_parts(69_454_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn change_practitioner() -> Weight {
		Weight::from_parts(63_024_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(24_567_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn apply() -> Weight {
		Weight::from_parts(43_706_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(39_329_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn accept_application() -> Weight {
		Weight::from_parts(54_661_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn reject_application() -> Weight {
		Weight::from_parts(43_514_000, 3676)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn renew_accreditation() -> Weight {
		Weight::from_parts(32_318_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn revoke_accreditation() -> Weight {
		Weight::from_parts(46_580_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn succeed_organization() -> Weight {
		Weight::from_parts(53_350_000, 8240)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn add_admin() -> Weight {
		Weight::from_parts(30_846_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn remove_admin() -> Weight {
		Weight::from_parts(32_649_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn add_gateway() -> Weight {
		Weight::from_parts(64_906_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn remove_gateway() -> Weight {
		Weight::from_parts(67_651_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn publish_organization_key() -> Weight {
		Weight::from_parts(18_498_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_practitioner() -> Weight {
		Weight::from_parts(77_375_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn leave() -> Weight {
		Weight::from_parts(61_422_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn set_emergency_role() -> Weight {
		Weight::from_parts(45_948_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_practitioner() -> Weight {
		Weight::from_parts(59_839_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn reinstate_practitioner() -> Weight {
		Weight::from_parts(50_966_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn forget_practitioner() -> Weight {
		Weight::from_parts(168_982_000, 42254)
			.saturating_add(ParityDbWeight::get().reads(18))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn forget_gateway() -> Weight {
		Weight::from_parts(159_378_000, 41886)
			.saturating_add(ParityDbWeight::get().reads(18))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn on_misconduct() -> Weight {
		Weight::from_parts(51_957_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
}
