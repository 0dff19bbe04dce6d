//! What the calls of `pallet_patient_identity` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 50 steps and 20 repeats on AMD EPYC, on the Salus runtime. A call's
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
	fn link() -> Weight;
	fn unlink() -> Weight;
	fn declare_deceased() -> Weight;
	fn correct_death() -> Weight;
	fn announce_closing() -> Weight;
	fn cancel_closing() -> Weight;
	fn close() -> Weight;
	fn migrate_patient() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		Weight::from_parts(40_000_000, 3600)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(22_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn sponsor() -> Weight {
		Weight::from_parts(95_000_000, 12000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn confirm_registration() -> Weight {
		Weight::from_parts(70_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn attest_identity() -> Weight {
		Weight::from_parts(35_000_000, 12000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(35_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(28_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(60_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(40_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn end_representative() -> Weight {
		Weight::from_parts(30_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	fn authorize_device() -> Weight {
		Weight::from_parts(40_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	fn remove_device() -> Weight {
		Weight::from_parts(30_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	fn clear_expired() -> Weight {
		Weight::from_parts(190_000_000, 42000)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(36))
	}
	fn set_guardians() -> Weight {
		Weight::from_parts(26_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn cancel_guardian_change() -> Weight {
		Weight::from_parts(24_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn reveal_guardians() -> Weight {
		Weight::from_parts(150_000_000, 42000)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(33))
	}
	fn open_recovery() -> Weight {
		Weight::from_parts(34_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn approve_recovery() -> Weight {
		Weight::from_parts(34_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(28_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn complete_recovery() -> Weight {
		Weight::from_parts(250_000_000, 65000)
			.saturating_add(T::DbWeight::get().reads(62))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	fn decide_recovery() -> Weight {
		Weight::from_parts(250_000_000, 65000)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	fn vote_freeze() -> Weight {
		Weight::from_parts(60_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	fn withdraw_freeze_vote() -> Weight {
		Weight::from_parts(36_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn lift_freeze() -> Weight {
		Weight::from_parts(32_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	fn close_guardian_case() -> Weight {
		Weight::from_parts(110_000_000, 21000)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	fn link() -> Weight {
		Weight::from_parts(40_000_000, 7200)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn unlink() -> Weight {
		Weight::from_parts(40_000_000, 7200)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn declare_deceased() -> Weight {
		Weight::from_parts(240_000_000, 63000)
			.saturating_add(T::DbWeight::get().reads(60))
			.saturating_add(T::DbWeight::get().writes(58))
	}
	fn correct_death() -> Weight {
		Weight::from_parts(110_000_000, 21000)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(20))
	}
	fn announce_closing() -> Weight {
		Weight::from_parts(22_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn cancel_closing() -> Weight {
		Weight::from_parts(20_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn close() -> Weight {
		Weight::from_parts(300_000_000, 63000)
			.saturating_add(T::DbWeight::get().reads(70))
			.saturating_add(T::DbWeight::get().writes(68))
	}
	fn migrate_patient() -> Weight {
		Weight::from_parts(20_000_000, 4600)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(40_000_000, 3600)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn replace_encryption_key() -> Weight {
		Weight::from_parts(22_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sponsor() -> Weight {
		Weight::from_parts(95_000_000, 12000)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn confirm_registration() -> Weight {
		Weight::from_parts(70_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn attest_identity() -> Weight {
		Weight::from_parts(35_000_000, 12000)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn offer_control() -> Weight {
		Weight::from_parts(35_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn withdraw_offer() -> Weight {
		Weight::from_parts(28_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn accept_control() -> Weight {
		Weight::from_parts(60_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(8))
	}
	fn appoint_representative() -> Weight {
		Weight::from_parts(40_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn end_representative() -> Weight {
		Weight::from_parts(30_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn authorize_device() -> Weight {
		Weight::from_parts(40_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn remove_device() -> Weight {
		Weight::from_parts(30_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn clear_expired() -> Weight {
		Weight::from_parts(190_000_000, 42000)
			.saturating_add(ParityDbWeight::get().reads(37))
			.saturating_add(ParityDbWeight::get().writes(36))
	}
	fn set_guardians() -> Weight {
		Weight::from_parts(26_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_guardian_change() -> Weight {
		Weight::from_parts(24_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn reveal_guardians() -> Weight {
		Weight::from_parts(150_000_000, 42000)
			.saturating_add(ParityDbWeight::get().reads(37))
			.saturating_add(ParityDbWeight::get().writes(33))
	}
	fn open_recovery() -> Weight {
		Weight::from_parts(34_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_recovery() -> Weight {
		Weight::from_parts(34_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(28_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn complete_recovery() -> Weight {
		Weight::from_parts(250_000_000, 65000)
			.saturating_add(ParityDbWeight::get().reads(62))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn decide_recovery() -> Weight {
		Weight::from_parts(250_000_000, 65000)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn vote_freeze() -> Weight {
		Weight::from_parts(60_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(7))
	}
	fn withdraw_freeze_vote() -> Weight {
		Weight::from_parts(36_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_freeze() -> Weight {
		Weight::from_parts(32_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn close_guardian_case() -> Weight {
		Weight::from_parts(110_000_000, 21000)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(15))
	}
	fn link() -> Weight {
		Weight::from_parts(40_000_000, 7200)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn unlink() -> Weight {
		Weight::from_parts(40_000_000, 7200)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn declare_deceased() -> Weight {
		Weight::from_parts(240_000_000, 63000)
			.saturating_add(ParityDbWeight::get().reads(60))
			.saturating_add(ParityDbWeight::get().writes(58))
	}
	fn correct_death() -> Weight {
		Weight::from_parts(110_000_000, 21000)
			.saturating_add(ParityDbWeight::get().reads(21))
			.saturating_add(ParityDbWeight::get().writes(20))
	}
	fn announce_closing() -> Weight {
		Weight::from_parts(22_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_closing() -> Weight {
		Weight::from_parts(20_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn close() -> Weight {
		Weight::from_parts(300_000_000, 63000)
			.saturating_add(ParityDbWeight::get().reads(70))
			.saturating_add(ParityDbWeight::get().writes(68))
	}
	fn migrate_patient() -> Weight {
		Weight::from_parts(20_000_000, 4600)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
}
