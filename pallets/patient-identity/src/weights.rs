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
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Took a minimum of 28_815_000 picoseconds.
		Weight::from_parts(33_657_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn replace_encryption_key() -> Weight {
		// Took a minimum of 21_786_000 picoseconds.
		Weight::from_parts(26_570_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:0 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	fn sponsor() -> Weight {
		// Took a minimum of 124_600_000 picoseconds.
		Weight::from_parts(144_174_000, 4908)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn confirm_registration() -> Weight {
		// Took a minimum of 86_848_000 picoseconds.
		Weight::from_parts(94_108_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:10 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	fn attest_identity() -> Weight {
		// Took a minimum of 122_799_000 picoseconds.
		Weight::from_parts(135_001_000, 37240)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	fn offer_control() -> Weight {
		// Took a minimum of 53_253_000 picoseconds.
		Weight::from_parts(62_712_000, 6196)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Took a minimum of 40_168_000 picoseconds.
		Weight::from_parts(46_579_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
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
		// Took a minimum of 299_532_000 picoseconds.
		Weight::from_parts(338_037_000, 29623)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:10 w:10)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Deposits` (r:1 w:1)
	/// Proof: `PatientIdentity::Deposits` (`max_values`: None, `max_size`: Some(80), added: 2555, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:11 w:11)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	fn appoint_representative() -> Weight {
		// Took a minimum of 278_823_000 picoseconds.
		Weight::from_parts(300_930_000, 29623)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(24))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn end_representative() -> Weight {
		// Took a minimum of 164_285_000 picoseconds.
		Weight::from_parts(187_347_000, 24417)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:2 w:2)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn authorize_device() -> Weight {
		// Took a minimum of 50_313_000 picoseconds.
		Weight::from_parts(59_585_000, 6196)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:1 w:1)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn remove_device() -> Weight {
		// Took a minimum of 38_244_000 picoseconds.
		Weight::from_parts(45_212_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 322_814_000 picoseconds.
		Weight::from_parts(364_064_000, 47844)
			.saturating_add(T::DbWeight::get().reads(40))
			.saturating_add(T::DbWeight::get().writes(39))
	}
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn link() -> Weight {
		// Took a minimum of 52_875_000 picoseconds.
		Weight::from_parts(66_688_000, 8826)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:2 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:2 w:2)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Links` (r:2 w:2)
	/// Proof: `PatientIdentity::Links` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn unlink() -> Weight {
		// Took a minimum of 50_597_000 picoseconds.
		Weight::from_parts(63_506_000, 8826)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
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
		// Took a minimum of 484_897_000 picoseconds.
		Weight::from_parts(594_110_000, 76477)
			.saturating_add(T::DbWeight::get().reads(64))
			.saturating_add(T::DbWeight::get().writes(65))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::RoleCount` (r:9 w:9)
	/// Proof: `PatientIdentity::RoleCount` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:9 w:9)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Offers` (r:1 w:1)
	/// Proof: `PatientIdentity::Offers` (`max_values`: None, `max_size`: Some(72), added: 2547, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn correct_death() -> Weight {
		// Took a minimum of 138_816_000 picoseconds.
		Weight::from_parts(171_060_000, 24417)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(20))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn announce_closing() -> Weight {
		// Took a minimum of 21_882_000 picoseconds.
		Weight::from_parts(27_875_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	fn cancel_closing() -> Weight {
		// Took a minimum of 16_552_000 picoseconds.
		Weight::from_parts(21_045_000, 4908)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
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
	/// Storage: `Consent::EmergencyRings` (r:0 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// Took a minimum of 544_605_000 picoseconds.
		Weight::from_parts(673_731_000, 73874)
			.saturating_add(T::DbWeight::get().reads(72))
			.saturating_add(T::DbWeight::get().writes(74))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn set_guardians() -> Weight {
		// Took a minimum of 41_187_000 picoseconds.
		Weight::from_parts(48_007_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	fn cancel_guardian_change() -> Weight {
		// Took a minimum of 33_973_000 picoseconds.
		Weight::from_parts(41_205_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 221_851_000 picoseconds.
		Weight::from_parts(274_837_000, 38895)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(30))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:0)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn open_recovery() -> Weight {
		// Took a minimum of 90_514_000 picoseconds.
		Weight::from_parts(112_223_000, 33615)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 107_931_000 picoseconds.
		Weight::from_parts(127_156_000, 33615)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	fn veto_recovery() -> Weight {
		// Took a minimum of 40_251_000 picoseconds.
		Weight::from_parts(45_225_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 474_239_000 picoseconds.
		Weight::from_parts(567_075_000, 69219)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 516_025_000 picoseconds.
		Weight::from_parts(586_233_000, 69219)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 149_180_000 picoseconds.
		Weight::from_parts(171_252_000, 33615)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:9 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn withdraw_freeze_vote() -> Weight {
		// Took a minimum of 97_555_000 picoseconds.
		Weight::from_parts(115_863_000, 33615)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:1)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:1 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn lift_freeze() -> Weight {
		// Took a minimum of 53_890_000 picoseconds.
		Weight::from_parts(61_461_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 149_746_000 picoseconds.
		Weight::from_parts(171_555_000, 21206)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
		// Took a minimum of 57_218_000 picoseconds.
		Weight::from_parts(68_254_000, 6196)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Reassignments` (r:1 w:1)
	/// Proof: `PatientIdentity::Reassignments` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn veto_reassignment() -> Weight {
		// Took a minimum of 27_075_000 picoseconds.
		Weight::from_parts(32_898_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn complete_reassignment() -> Weight {
		// Took a minimum of 590_088_000 picoseconds.
		Weight::from_parts(660_510_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(85), added: 2560, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::GuardianCases` (r:1 w:1)
	/// Proof: `PatientIdentity::GuardianCases` (`max_values`: None, `max_size`: Some(828), added: 3303, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Guardians` (r:0 w:1)
	/// Proof: `PatientIdentity::Guardians` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::LinkProposals` (r:0 w:1)
	/// Proof: `PatientIdentity::LinkProposals` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn decide_reassignment() -> Weight {
		// Took a minimum of 597_020_000 picoseconds.
		Weight::from_parts(673_176_000, 73874)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(63))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(33_657_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(26_570_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sponsor() -> Weight {
		Weight::from_parts(144_174_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn confirm_registration() -> Weight {
		Weight::from_parts(94_108_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn attest_identity() -> Weight {
		Weight::from_parts(135_001_000, 37240)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(62_712_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(46_579_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(338_037_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(27))
			.saturating_add(ParityDbWeight::get().writes(27))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(300_930_000, 29623)
			.saturating_add(ParityDbWeight::get().reads(25))
			.saturating_add(ParityDbWeight::get().writes(24))
	}
	fn end_representative() -> Weight {
		Weight::from_parts(187_347_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(20))
			.saturating_add(ParityDbWeight::get().writes(19))
	}
	fn authorize_device() -> Weight {
		Weight::from_parts(59_585_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn remove_device() -> Weight {
		Weight::from_parts(45_212_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn clear_expired() -> Weight {
		Weight::from_parts(364_064_000, 47844)
			.saturating_add(ParityDbWeight::get().reads(40))
			.saturating_add(ParityDbWeight::get().writes(39))
	}
	fn link() -> Weight {
		Weight::from_parts(66_688_000, 8826)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn unlink() -> Weight {
		Weight::from_parts(63_506_000, 8826)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn declare_deceased() -> Weight {
		Weight::from_parts(594_110_000, 76477)
			.saturating_add(ParityDbWeight::get().reads(64))
			.saturating_add(ParityDbWeight::get().writes(65))
	}
	fn correct_death() -> Weight {
		Weight::from_parts(171_060_000, 24417)
			.saturating_add(ParityDbWeight::get().reads(21))
			.saturating_add(ParityDbWeight::get().writes(20))
	}
	fn announce_closing() -> Weight {
		Weight::from_parts(27_875_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_closing() -> Weight {
		Weight::from_parts(21_045_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn close() -> Weight {
		Weight::from_parts(673_731_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(72))
			.saturating_add(ParityDbWeight::get().writes(74))
	}
	fn set_guardians() -> Weight {
		Weight::from_parts(48_007_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_guardian_change() -> Weight {
		Weight::from_parts(41_205_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn reveal_guardians() -> Weight {
		Weight::from_parts(274_837_000, 38895)
			.saturating_add(ParityDbWeight::get().reads(33))
			.saturating_add(ParityDbWeight::get().writes(30))
	}
	fn open_recovery() -> Weight {
		Weight::from_parts(112_223_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(13))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_recovery() -> Weight {
		Weight::from_parts(127_156_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(14))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(45_225_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_recovery() -> Weight {
		Weight::from_parts(567_075_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn decide_recovery() -> Weight {
		Weight::from_parts(586_233_000, 69219)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn vote_freeze() -> Weight {
		Weight::from_parts(171_252_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(16))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn withdraw_freeze_vote() -> Weight {
		Weight::from_parts(115_863_000, 33615)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_freeze() -> Weight {
		Weight::from_parts(61_461_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn close_guardian_case() -> Weight {
		Weight::from_parts(171_555_000, 21206)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(16))
	}
	fn reassign_control() -> Weight {
		Weight::from_parts(68_254_000, 6196)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn veto_reassignment() -> Weight {
		Weight::from_parts(32_898_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_reassignment() -> Weight {
		Weight::from_parts(660_510_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
	fn decide_reassignment() -> Weight {
		Weight::from_parts(673_176_000, 73874)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(63))
	}
}
