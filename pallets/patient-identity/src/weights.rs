//! What the calls of `pallet_patient_identity` cost, measured by `scripts/weights.sh`.
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
	fn register() -> Weight;
	fn replace_encryption_key() -> Weight;
	fn sponsor() -> Weight;
	fn confirm_registration() -> Weight;
	fn attest_identity() -> Weight;
	fn offer_control() -> Weight;
	fn withdraw_offer() -> Weight;
	fn accept_control() -> Weight;
	fn appoint_representative() -> Weight;
	fn end_representative() -> Weight;
	fn authorize_device() -> Weight;
	fn remove_device() -> Weight;
	fn clear_expired() -> Weight;
	fn link() -> Weight;
	fn unlink() -> Weight;
	fn declare_deceased() -> Weight;
	fn correct_death() -> Weight;
	fn announce_closing() -> Weight;
	fn cancel_closing() -> Weight;
	fn close() -> Weight;
	fn set_guardians() -> Weight;
	fn cancel_guardian_change() -> Weight;
	fn reveal_guardians() -> Weight;
	fn open_recovery() -> Weight;
	fn approve_recovery() -> Weight;
	fn veto_recovery() -> Weight;
	fn complete_recovery() -> Weight;
	fn decide_recovery() -> Weight;
	fn vote_freeze() -> Weight;
	fn withdraw_freeze_vote() -> Weight;
	fn lift_freeze() -> Weight;
	fn close_guardian_case() -> Weight;
	fn reassign_control() -> Weight;
	fn veto_reassignment() -> Weight;
	fn complete_reassignment() -> Weight;
	fn decide_reassignment() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `PatientIdentity::Registrations` (r:1 w:1)
	/// Proof: `PatientIdentity::Registrations` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Took a minimum of 19_359_000 picoseconds.
		Weight::from_parts(20_150_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	fn replace_encryption_key() -> Weight {
		// Took a minimum of 12_058_000 picoseconds.
		Weight::from_parts(12_679_000, 4908)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Registrations` (r:1 w:1)
	/// Proof: `PatientIdentity::Registrations` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:0 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn sponsor() -> Weight {
		// Took a minimum of 78_177_000 picoseconds.
		Weight::from_parts(81_652_000, 4908)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn confirm_registration() -> Weight {
		// Took a minimum of 57_446_000 picoseconds.
		Weight::from_parts(60_340_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:10 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	fn attest_identity() -> Weight {
		// Took a minimum of 71_407_000 picoseconds.
		Weight::from_parts(74_441_000, 37240)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn offer_control() -> Weight {
		// Took a minimum of 38_077_000 picoseconds.
		Weight::from_parts(39_969_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Took a minimum of 28_712_000 picoseconds.
		Weight::from_parts(30_556_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:10 w:10)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:11 w:11)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn accept_control() -> Weight {
		// Took a minimum of 205_777_000 picoseconds.
		Weight::from_parts(212_717_000, 29623)
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:10 w:10)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:11 w:11)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	fn appoint_representative() -> Weight {
		// Took a minimum of 181_070_000 picoseconds.
		Weight::from_parts(187_169_000, 29623)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(24))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn end_representative() -> Weight {
		// Took a minimum of 120_660_000 picoseconds.
		Weight::from_parts(125_928_000, 24417)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn authorize_device() -> Weight {
		// Took a minimum of 35_523_000 picoseconds.
		Weight::from_parts(36_965_000, 6196)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_device() -> Weight {
		// Took a minimum of 25_458_000 picoseconds.
		Weight::from_parts(26_680_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:18 w:18)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:18 w:18)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn clear_expired() -> Weight {
		// Took a minimum of 231_124_000 picoseconds.
		Weight::from_parts(238_265_000, 47844)
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().writes(39))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn link() -> Weight {
		// Took a minimum of 40_942_000 picoseconds.
		Weight::from_parts(42_874_000, 8826)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn unlink() -> Weight {
		// Took a minimum of 39_649_000 picoseconds.
		Weight::from_parts(41_501_000, 8826)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:28 w:28)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:29 w:29)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn declare_deceased() -> Weight {
		// Took a minimum of 392_204_000 picoseconds.
		Weight::from_parts(405_735_000, 76477)
			.saturating_add(T::DbWeight::get().reads(64))
			.saturating_add(T::DbWeight::get().writes(65))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn correct_death() -> Weight {
		// Took a minimum of 108_983_000 picoseconds.
		Weight::from_parts(112_668_000, 24417)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(20))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn announce_closing() -> Weight {
		// Took a minimum of 15_283_000 picoseconds.
		Weight::from_parts(16_054_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	fn cancel_closing() -> Weight {
		// Took a minimum of 11_066_000 picoseconds.
		Weight::from_parts(11_677_000, 4908)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:27 w:27)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:28 w:28)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:9 w:9)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:0 w:1)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `Consent::EmergencyRings` (r:0 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Took a minimum of 414_088_000 picoseconds.
		Weight::from_parts(428_579_000, 73874)
			.saturating_add(T::DbWeight::get().reads(72))
			.saturating_add(T::DbWeight::get().writes(74))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn set_guardians() -> Weight {
		// Took a minimum of 27_851_000 picoseconds.
		Weight::from_parts(30_064_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	fn cancel_guardian_change() -> Weight {
		// Took a minimum of 19_039_000 picoseconds.
		Weight::from_parts(21_132_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:15 w:15)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:14 w:14)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn reveal_guardians() -> Weight {
		// Took a minimum of 168_131_000 picoseconds.
		Weight::from_parts(172_177_000, 38895)
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().writes(30))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn open_recovery() -> Weight {
		// Took a minimum of 60_971_000 picoseconds.
		Weight::from_parts(63_916_000, 33615)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn approve_recovery() -> Weight {
		// Took a minimum of 67_080_000 picoseconds.
		Weight::from_parts(70_235_000, 33615)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	fn veto_recovery() -> Weight {
		// Took a minimum of 20_881_000 picoseconds.
		Weight::from_parts(22_724_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:27 w:27)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:26 w:26)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:0)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:0)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn complete_recovery() -> Weight {
		// Took a minimum of 340_699_000 picoseconds.
		Weight::from_parts(349_351_000, 69219)
			.saturating_add(T::DbWeight::get().reads(59))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:27 w:27)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:26 w:26)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:0)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:0)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn decide_recovery() -> Weight {
		// Took a minimum of 342_951_000 picoseconds.
		Weight::from_parts(352_456_000, 69219)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn vote_freeze() -> Weight {
		// Took a minimum of 89_063_000 picoseconds.
		Weight::from_parts(94_040_000, 33615)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn withdraw_freeze_vote() -> Weight {
		// Took a minimum of 60_210_000 picoseconds.
		Weight::from_parts(63_304_000, 33615)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn lift_freeze() -> Weight {
		// Took a minimum of 34_261_000 picoseconds.
		Weight::from_parts(36_615_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:8 w:8)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:7 w:7)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn close_guardian_case() -> Weight {
		// Took a minimum of 106_188_000 picoseconds.
		Weight::from_parts(109_974_000, 21206)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn reassign_control() -> Weight {
		// Took a minimum of 41_071_000 picoseconds.
		Weight::from_parts(43_164_000, 6196)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn veto_reassignment() -> Weight {
		// Took a minimum of 18_839_000 picoseconds.
		Weight::from_parts(19_840_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:27 w:27)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:28 w:28)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn complete_reassignment() -> Weight {
		// Took a minimum of 417_843_000 picoseconds.
		Weight::from_parts(426_907_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:27 w:27)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:28 w:28)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(211), added: 2686, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn decide_reassignment() -> Weight {
		// Took a minimum of 420_437_000 picoseconds.
		Weight::from_parts(428_099_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(20_150_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(12_679_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sponsor() -> Weight {
		Weight::from_parts(81_652_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn confirm_registration() -> Weight {
		Weight::from_parts(60_340_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn attest_identity() -> Weight {
		Weight::from_parts(74_441_000, 37240)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(39_969_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(30_556_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(212_717_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(26))
			.saturating_add(ParityDbWeight::get().writes(27))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(187_169_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(25))
			.saturating_add(ParityDbWeight::get().writes(24))
	}
	fn end_representative() -> Weight {
		Weight::from_parts(125_928_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(20))
			.saturating_add(ParityDbWeight::get().writes(19))
	}
	fn authorize_device() -> Weight {
		Weight::from_parts(36_965_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn remove_device() -> Weight {
		Weight::from_parts(26_680_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn clear_expired() -> Weight {
		Weight::from_parts(238_265_000, 47844)
			.saturating_add(ParityDbWeight::get().reads(39))
			.saturating_add(ParityDbWeight::get().writes(39))
	}
	fn link() -> Weight {
		Weight::from_parts(42_874_000, 8826)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn unlink() -> Weight {
		Weight::from_parts(41_501_000, 8826)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn declare_deceased() -> Weight {
		Weight::from_parts(405_735_000, 76477)
			.saturating_add(ParityDbWeight::get().reads(64))
			.saturating_add(ParityDbWeight::get().writes(65))
	}
	fn correct_death() -> Weight {
		Weight::from_parts(112_668_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(21))
			.saturating_add(ParityDbWeight::get().writes(20))
	}
	fn announce_closing() -> Weight {
		Weight::from_parts(16_054_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_closing() -> Weight {
		Weight::from_parts(11_677_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn close() -> Weight {
		Weight::from_parts(428_579_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(72))
			.saturating_add(ParityDbWeight::get().writes(74))
	}
	fn set_guardians() -> Weight {
		Weight::from_parts(30_064_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_guardian_change() -> Weight {
		Weight::from_parts(21_132_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn reveal_guardians() -> Weight {
		Weight::from_parts(172_177_000, 38895)
			.saturating_add(ParityDbWeight::get().reads(32))
			.saturating_add(ParityDbWeight::get().writes(30))
	}
	fn open_recovery() -> Weight {
		Weight::from_parts(63_916_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_recovery() -> Weight {
		Weight::from_parts(70_235_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(22_724_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_recovery() -> Weight {
		Weight::from_parts(349_351_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(59))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn decide_recovery() -> Weight {
		Weight::from_parts(352_456_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn vote_freeze() -> Weight {
		Weight::from_parts(94_040_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(15))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn withdraw_freeze_vote() -> Weight {
		Weight::from_parts(63_304_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_freeze() -> Weight {
		Weight::from_parts(36_615_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn close_guardian_case() -> Weight {
		Weight::from_parts(109_974_000, 21206)
			.saturating_add(ParityDbWeight::get().reads(18))
			.saturating_add(ParityDbWeight::get().writes(16))
	}
	fn reassign_control() -> Weight {
		Weight::from_parts(43_164_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn veto_reassignment() -> Weight {
		Weight::from_parts(19_840_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_reassignment() -> Weight {
		Weight::from_parts(426_907_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
	fn decide_reassignment() -> Weight {
		Weight::from_parts(428_099_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
}
