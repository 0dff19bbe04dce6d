//! What the calls of `pallet_provider_registry` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 50 steps and 8 repeats on AMD EPYC, on the Salus runtime. A call's
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
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:0 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	fn accredit_organization() -> Weight {
		// Took a minimum of 35_887_000 picoseconds.
		Weight::from_parts(38_121_000, 3593)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	fn suspend_organization() -> Weight {
		// Took a minimum of 33_293_000 picoseconds.
		Weight::from_parts(49_309_000, 9665)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	fn reinstate_organization() -> Weight {
		// Took a minimum of 33_302_000 picoseconds.
		Weight::from_parts(49_140_000, 9665)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn add_practitioner() -> Weight {
		// Took a minimum of 67_776_000 picoseconds.
		Weight::from_parts(85_257_000, 9743)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn change_practitioner() -> Weight {
		// Took a minimum of 42_208_000 picoseconds.
		Weight::from_parts(58_897_000, 9743)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn publish_practitioner_key() -> Weight {
		// Took a minimum of 36_669_000 picoseconds.
		Weight::from_parts(44_309_000, 4589)
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
		// Took a minimum of 73_508_000 picoseconds.
		Weight::from_parts(75_912_000, 3570)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Applications` (r:1 w:1)
	/// Proof: `ProviderRegistry::Applications` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// Took a minimum of 61_464_000 picoseconds.
		Weight::from_parts(63_699_000, 3570)
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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	fn accept_application() -> Weight {
		// Took a minimum of 88_345_000 picoseconds.
		Weight::from_parts(91_250_000, 3593)
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
		// Took a minimum of 65_583_000 picoseconds.
		Weight::from_parts(68_067_000, 3593)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	fn renew_accreditation() -> Weight {
		// Took a minimum of 33_041_000 picoseconds.
		Weight::from_parts(48_758_000, 9665)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	fn revoke_accreditation() -> Weight {
		// Took a minimum of 33_041_000 picoseconds.
		Weight::from_parts(49_310_000, 9665)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:2)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::OrganizationAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::OrganizationAnnexes` (`max_values`: None, `max_size`: Some(63), added: 2538, mode: `MaxEncodedLen`)
	fn succeed_organization() -> Weight {
		// Took a minimum of 41_057_000 picoseconds.
		Weight::from_parts(59_548_000, 13264)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn add_admin() -> Weight {
		// Took a minimum of 58_849_000 picoseconds.
		Weight::from_parts(66_274_000, 4589)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Retired` (r:0 w:1)
	/// Proof: `Nonces::Retired` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn remove_admin() -> Weight {
		// Took a minimum of 53_068_000 picoseconds.
		Weight::from_parts(66_384_000, 4589)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn add_gateway() -> Weight {
		// Took a minimum of 59_190_000 picoseconds.
		Weight::from_parts(103_315_000, 12361)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Retired` (r:0 w:1)
	/// Proof: `Nonces::Retired` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn remove_gateway() -> Weight {
		// Took a minimum of 62_296_000 picoseconds.
		Weight::from_parts(92_065_000, 12361)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn publish_organization_key() -> Weight {
		// Took a minimum of 28_132_000 picoseconds.
		Weight::from_parts(42_145_000, 4589)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Retired` (r:0 w:1)
	/// Proof: `Nonces::Retired` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn remove_practitioner() -> Weight {
		// Took a minimum of 74_228_000 picoseconds.
		Weight::from_parts(122_135_000, 9743)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::RoleCount` (r:1 w:1)
	/// Proof: `ProviderRegistry::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Floor` (r:1 w:0)
	/// Proof: `Nonces::Floor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Nonces::Retired` (r:0 w:1)
	/// Proof: `Nonces::Retired` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// Took a minimum of 55_544_000 picoseconds.
		Weight::from_parts(79_416_000, 9005)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn set_emergency_role() -> Weight {
		// Took a minimum of 32_060_000 picoseconds.
		Weight::from_parts(48_738_000, 9005)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn suspend_practitioner() -> Weight {
		// Took a minimum of 31_929_000 picoseconds.
		Weight::from_parts(52_145_000, 9005)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn reinstate_practitioner() -> Weight {
		// Took a minimum of 32_110_000 picoseconds.
		Weight::from_parts(55_871_000, 9005)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn forget_practitioner() -> Weight {
		// Took a minimum of 44_703_000 picoseconds.
		Weight::from_parts(114_832_000, 45821)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::GatewayHistories` (r:1 w:1)
	/// Proof: `ProviderRegistry::GatewayHistories` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:1)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::GatewayAnnexes` (r:16 w:16)
	/// Proof: `ProviderRegistry::GatewayAnnexes` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn forget_gateway() -> Weight {
		Weight::from_parts(114_832_000, 45549)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(18))
	}
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:1)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::PractitionerAnnexes` (r:2 w:3)
	/// Proof: `ProviderRegistry::PractitionerAnnexes` (`max_values`: None, `max_size`: Some(102), added: 2577, mode: `MaxEncodedLen`)
	fn on_misconduct() -> Weight {
		// Took a minimum of 25_578_000 picoseconds.
		Weight::from_parts(42_156_000, 9005)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn accredit_organization() -> Weight {
		Weight::from_parts(38_121_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_organization() -> Weight {
		Weight::from_parts(49_309_000, 9665)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reinstate_organization() -> Weight {
		Weight::from_parts(49_140_000, 9665)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn add_practitioner() -> Weight {
		Weight::from_parts(85_257_000, 9743)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn change_practitioner() -> Weight {
		Weight::from_parts(58_897_000, 9743)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn publish_practitioner_key() -> Weight {
		Weight::from_parts(44_309_000, 4589)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn apply() -> Weight {
		Weight::from_parts(75_912_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(63_699_000, 3570)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn accept_application() -> Weight {
		Weight::from_parts(91_250_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn reject_application() -> Weight {
		Weight::from_parts(68_067_000, 3593)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn renew_accreditation() -> Weight {
		Weight::from_parts(48_758_000, 9665)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn revoke_accreditation() -> Weight {
		Weight::from_parts(49_310_000, 9665)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn succeed_organization() -> Weight {
		Weight::from_parts(59_548_000, 13264)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn add_admin() -> Weight {
		Weight::from_parts(66_274_000, 4589)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn remove_admin() -> Weight {
		Weight::from_parts(66_384_000, 4589)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn add_gateway() -> Weight {
		Weight::from_parts(103_315_000, 12361)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn remove_gateway() -> Weight {
		Weight::from_parts(92_065_000, 12361)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn publish_organization_key() -> Weight {
		Weight::from_parts(42_145_000, 4589)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_practitioner() -> Weight {
		Weight::from_parts(122_135_000, 9743)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn leave() -> Weight {
		Weight::from_parts(79_416_000, 9005)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn set_emergency_role() -> Weight {
		Weight::from_parts(48_738_000, 9005)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn suspend_practitioner() -> Weight {
		Weight::from_parts(52_145_000, 9005)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reinstate_practitioner() -> Weight {
		Weight::from_parts(55_871_000, 9005)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn forget_practitioner() -> Weight {
		Weight::from_parts(114_832_000, 45821)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn forget_gateway() -> Weight {
		Weight::from_parts(114_832_000, 45549)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(18))
	}
	fn on_misconduct() -> Weight {
		Weight::from_parts(42_156_000, 9005)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
}
