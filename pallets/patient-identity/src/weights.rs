//! What the calls of `pallet_patient_identity` cost, measured by `scripts/weights.sh`.
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
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Took a minimum of 41_804_000 picoseconds.
		Weight::from_parts(53_045_000, 4875)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn replace_encryption_key() -> Weight {
		// Took a minimum of 34_870_000 picoseconds.
		Weight::from_parts(45_473_000, 4875)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Registrations` (r:1 w:1)
	/// Proof: `PatientIdentity::Registrations` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:0 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn sponsor() -> Weight {
		// Took a minimum of 132_720_000 picoseconds.
		Weight::from_parts(171_160_000, 4875)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn confirm_registration() -> Weight {
		// Took a minimum of 87_713_000 picoseconds.
		Weight::from_parts(110_575_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:10 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	fn attest_identity() -> Weight {
		// Took a minimum of 127_477_000 picoseconds.
		Weight::from_parts(144_411_000, 37230)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn offer_control() -> Weight {
		// Took a minimum of 57_214_000 picoseconds.
		Weight::from_parts(72_468_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Took a minimum of 43_142_000 picoseconds.
		Weight::from_parts(57_913_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:10 w:10)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:11 w:11)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn accept_control() -> Weight {
		// Took a minimum of 335_680_000 picoseconds.
		Weight::from_parts(384_616_000, 29623)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:10 w:10)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:11 w:11)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn appoint_representative() -> Weight {
		// Took a minimum of 298_191_000 picoseconds.
		Weight::from_parts(327_129_000, 29623)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(24))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn end_representative() -> Weight {
		// Took a minimum of 179_457_000 picoseconds.
		Weight::from_parts(195_576_000, 24417)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn authorize_device() -> Weight {
		// Took a minimum of 55_505_000 picoseconds.
		Weight::from_parts(64_700_000, 6196)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_device() -> Weight {
		// Took a minimum of 40_881_000 picoseconds.
		Weight::from_parts(47_326_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:18 w:18)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:18 w:18)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn clear_expired() -> Weight {
		// Took a minimum of 347_876_000 picoseconds.
		Weight::from_parts(380_682_000, 47844)
			.saturating_add(T::DbWeight::get().reads(40))
			.saturating_add(T::DbWeight::get().writes(39))
	}
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn link() -> Weight {
		// Took a minimum of 61_530_000 picoseconds.
		Weight::from_parts(69_359_000, 8760)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn unlink() -> Weight {
		// Took a minimum of 60_653_000 picoseconds.
		Weight::from_parts(69_940_000, 8760)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:28 w:28)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn declare_deceased() -> Weight {
		// Took a minimum of 596_549_000 picoseconds.
		Weight::from_parts(663_563_000, 76477)
			.saturating_add(T::DbWeight::get().reads(64))
			.saturating_add(T::DbWeight::get().writes(65))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn correct_death() -> Weight {
		// Took a minimum of 163_698_000 picoseconds.
		Weight::from_parts(182_708_000, 24417)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(20))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn announce_closing() -> Weight {
		// Took a minimum of 26_515_000 picoseconds.
		Weight::from_parts(55_952_000, 4875)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	fn cancel_closing() -> Weight {
		// Took a minimum of 19_678_000 picoseconds.
		Weight::from_parts(23_902_000, 4875)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:9 w:9)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:0 w:1)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Took a minimum of 679_123_000 picoseconds.
		Weight::from_parts(732_315_000, 73874)
			.saturating_add(T::DbWeight::get().reads(72))
			.saturating_add(T::DbWeight::get().writes(73))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn set_guardians() -> Weight {
		// Took a minimum of 47_793_000 picoseconds.
		Weight::from_parts(57_168_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	fn cancel_guardian_change() -> Weight {
		// Took a minimum of 40_957_000 picoseconds.
		Weight::from_parts(51_564_000, 4875)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:15 w:15)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:14 w:14)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn reveal_guardians() -> Weight {
		// Took a minimum of 263_143_000 picoseconds.
		Weight::from_parts(315_259_000, 38895)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(30))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	fn open_recovery() -> Weight {
		// Took a minimum of 120_726_000 picoseconds.
		Weight::from_parts(167_752_000, 33606)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn approve_recovery() -> Weight {
		// Took a minimum of 139_305_000 picoseconds.
		Weight::from_parts(172_739_000, 33606)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	fn veto_recovery() -> Weight {
		// Took a minimum of 54_771_000 picoseconds.
		Weight::from_parts(72_459_000, 4875)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
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
		// Took a minimum of 498_803_000 picoseconds.
		Weight::from_parts(649_025_000, 69219)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
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
		// Took a minimum of 480_258_000 picoseconds.
		Weight::from_parts(625_626_000, 69219)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn vote_freeze() -> Weight {
		// Took a minimum of 165_621_000 picoseconds.
		Weight::from_parts(201_850_000, 33606)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	fn withdraw_freeze_vote() -> Weight {
		// Took a minimum of 120_822_000 picoseconds.
		Weight::from_parts(148_708_000, 33606)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn lift_freeze() -> Weight {
		// Took a minimum of 66_293_000 picoseconds.
		Weight::from_parts(81_663_000, 4875)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:8 w:8)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:7 w:7)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn close_guardian_case() -> Weight {
		// Took a minimum of 166_594_000 picoseconds.
		Weight::from_parts(224_579_000, 21206)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn reassign_control() -> Weight {
		// Took a minimum of 60_958_000 picoseconds.
		Weight::from_parts(82_903_000, 6196)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn veto_reassignment() -> Weight {
		// Took a minimum of 29_641_000 picoseconds.
		Weight::from_parts(47_250_000, 4875)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn complete_reassignment() -> Weight {
		// Took a minimum of 653_973_000 picoseconds.
		Weight::from_parts(1_036_050_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1410), added: 3885, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn decide_reassignment() -> Weight {
		// Took a minimum of 631_906_000 picoseconds.
		Weight::from_parts(973_610_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(53_045_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(45_473_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sponsor() -> Weight {
		Weight::from_parts(171_160_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn confirm_registration() -> Weight {
		Weight::from_parts(110_575_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn attest_identity() -> Weight {
		Weight::from_parts(144_411_000, 37230)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(72_468_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(57_913_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(384_616_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(27))
			.saturating_add(ParityDbWeight::get().writes(27))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(327_129_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(25))
			.saturating_add(ParityDbWeight::get().writes(24))
	}
	fn end_representative() -> Weight {
		Weight::from_parts(195_576_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(20))
			.saturating_add(ParityDbWeight::get().writes(19))
	}
	fn authorize_device() -> Weight {
		Weight::from_parts(64_700_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn remove_device() -> Weight {
		Weight::from_parts(47_326_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn clear_expired() -> Weight {
		Weight::from_parts(380_682_000, 47844)
			.saturating_add(ParityDbWeight::get().reads(40))
			.saturating_add(ParityDbWeight::get().writes(39))
	}
	fn link() -> Weight {
		Weight::from_parts(69_359_000, 8760)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn unlink() -> Weight {
		Weight::from_parts(69_940_000, 8760)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn declare_deceased() -> Weight {
		Weight::from_parts(663_563_000, 76477)
			.saturating_add(ParityDbWeight::get().reads(64))
			.saturating_add(ParityDbWeight::get().writes(65))
	}
	fn correct_death() -> Weight {
		Weight::from_parts(182_708_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(21))
			.saturating_add(ParityDbWeight::get().writes(20))
	}
	fn announce_closing() -> Weight {
		Weight::from_parts(55_952_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_closing() -> Weight {
		Weight::from_parts(23_902_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn close() -> Weight {
		Weight::from_parts(732_315_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(72))
			.saturating_add(ParityDbWeight::get().writes(73))
	}
	fn set_guardians() -> Weight {
		Weight::from_parts(57_168_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_guardian_change() -> Weight {
		Weight::from_parts(51_564_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn reveal_guardians() -> Weight {
		Weight::from_parts(315_259_000, 38895)
			.saturating_add(ParityDbWeight::get().reads(33))
			.saturating_add(ParityDbWeight::get().writes(30))
	}
	fn open_recovery() -> Weight {
		Weight::from_parts(167_752_000, 33606)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_recovery() -> Weight {
		Weight::from_parts(172_739_000, 33606)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(72_459_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_recovery() -> Weight {
		Weight::from_parts(649_025_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn decide_recovery() -> Weight {
		Weight::from_parts(625_626_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn vote_freeze() -> Weight {
		Weight::from_parts(201_850_000, 33606)
			.saturating_add(ParityDbWeight::get().reads(16))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn withdraw_freeze_vote() -> Weight {
		Weight::from_parts(148_708_000, 33606)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_freeze() -> Weight {
		Weight::from_parts(81_663_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn close_guardian_case() -> Weight {
		Weight::from_parts(224_579_000, 21206)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(16))
	}
	fn reassign_control() -> Weight {
		Weight::from_parts(82_903_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn veto_reassignment() -> Weight {
		Weight::from_parts(47_250_000, 4875)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_reassignment() -> Weight {
		Weight::from_parts(1_036_050_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
	fn decide_reassignment() -> Weight {
		Weight::from_parts(973_610_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
}
