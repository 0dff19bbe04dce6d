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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn accredit_organization() -> Weight {
		// Took a minimum of 28_204_000 picoseconds.
		Weight::from_parts(47_695_000, 3593)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn suspend_organization() -> Weight {
		// Took a minimum of 59_655_000 picoseconds.
		Weight::from_parts(67_752_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn reinstate_organization() -> Weight {
		// Took a minimum of 56_146_000 picoseconds.
		Weight::from_parts(64_001_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 120_587_000 picoseconds.
		Weight::from_parts(134_854_000, 6148)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 109_699_000 picoseconds.
		Weight::from_parts(126_853_000, 6148)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	fn publish_practitioner_key() -> Weight {
		// Took a minimum of 50_081_000 picoseconds.
		Weight::from_parts(91_753_000, 4615)
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
		// Took a minimum of 59_977_000 picoseconds.
		Weight::from_parts(69_722_000, 3570)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Took a minimum of 48_795_000 picoseconds.
		Weight::from_parts(58_776_000, 3570)
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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn accept_application() -> Weight {
		// Took a minimum of 76_640_000 picoseconds.
		Weight::from_parts(87_026_000, 3593)
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
		// Took a minimum of 53_749_000 picoseconds.
		Weight::from_parts(64_634_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(54), added: 2529, mode: `MaxEncodedLen`)
	fn renew_accreditation() -> Weight {
		// Took a minimum of 54_593_000 picoseconds.
		Weight::from_parts(66_421_000, 6048)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
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
		// Took a minimum of 80_848_000 picoseconds.
		Weight::from_parts(89_853_000, 6048)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 92_681_000 picoseconds.
		Weight::from_parts(112_477_000, 8240)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn add_admin() -> Weight {
		// Took a minimum of 57_372_000 picoseconds.
		Weight::from_parts(68_189_000, 4615)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_admin() -> Weight {
		// Took a minimum of 56_178_000 picoseconds.
		Weight::from_parts(72_500_000, 4615)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 103_815_000 picoseconds.
		Weight::from_parts(120_856_000, 6102)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
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
		// Took a minimum of 111_178_000 picoseconds.
		Weight::from_parts(126_046_000, 6102)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn publish_organization_key() -> Weight {
		// Took a minimum of 33_463_000 picoseconds.
		Weight::from_parts(43_051_000, 4615)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
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
		// Took a minimum of 124_505_000 picoseconds.
		Weight::from_parts(145_310_000, 6148)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Took a minimum of 98_872_000 picoseconds.
		Weight::from_parts(115_428_000, 6148)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn set_emergency_role() -> Weight {
		// Took a minimum of 70_646_000 picoseconds.
		Weight::from_parts(86_201_000, 6148)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
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
		// Took a minimum of 98_756_000 picoseconds.
		Weight::from_parts(113_610_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PrivacyOfficers` (r:1 w:1)
	/// Proof: `ProviderRegistry::PrivacyOfficers` (`max_values`: None, `max_size`: Some(21), added: 2496, mode: `MaxEncodedLen`)
	fn reinstate_practitioner() -> Weight {
		// Took a minimum of 73_568_000 picoseconds.
		Weight::from_parts(85_365_000, 6148)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn forget_practitioner() -> Weight {
		// Took a minimum of 240_454_000 picoseconds.
		Weight::from_parts(264_786_000, 42254)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn forget_gateway() -> Weight {
		// Took a minimum of 243_444_000 picoseconds.
		Weight::from_parts(267_925_000, 41886)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
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
		// Took a minimum of 90_557_000 picoseconds.
		Weight::from_parts(102_727_000, 6148)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(9))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn accredit_organization() -> Weight {
		Weight::from_parts(47_695_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_organization() -> Weight {
		Weight::from_parts(67_752_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reinstate_organization() -> Weight {
		Weight::from_parts(64_001_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn add_practitioner() -> Weight {
		Weight::from_parts(134_854_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn change_practitioner() -> Weight {
		Weight::from_parts(126_853_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(91_753_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn apply() -> Weight {
		Weight::from_parts(69_722_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(58_776_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn accept_application() -> Weight {
		Weight::from_parts(87_026_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn reject_application() -> Weight {
		Weight::from_parts(64_634_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn renew_accreditation() -> Weight {
		Weight::from_parts(66_421_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn revoke_accreditation() -> Weight {
		Weight::from_parts(89_853_000, 6048)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn succeed_organization() -> Weight {
		Weight::from_parts(112_477_000, 8240)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(10))
	}
	fn add_admin() -> Weight {
		Weight::from_parts(68_189_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn remove_admin() -> Weight {
		Weight::from_parts(72_500_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn add_gateway() -> Weight {
		Weight::from_parts(120_856_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn remove_gateway() -> Weight {
		Weight::from_parts(126_046_000, 6102)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn publish_organization_key() -> Weight {
		Weight::from_parts(43_051_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_practitioner() -> Weight {
		Weight::from_parts(145_310_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(11))
	}
	fn leave() -> Weight {
		Weight::from_parts(115_428_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn set_emergency_role() -> Weight {
		Weight::from_parts(86_201_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_practitioner() -> Weight {
		Weight::from_parts(113_610_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
	fn reinstate_practitioner() -> Weight {
		Weight::from_parts(85_365_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn forget_practitioner() -> Weight {
		Weight::from_parts(264_786_000, 42254)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn forget_gateway() -> Weight {
		Weight::from_parts(267_925_000, 41886)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn on_misconduct() -> Weight {
		Weight::from_parts(102_727_000, 6148)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(9))
	}
}
