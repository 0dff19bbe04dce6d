//! What the calls of `pallet_consent` cost, measured by `scripts/weights.sh`.
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
	fn grant() -> Weight;
	fn revoke() -> Weight;
	fn amend() -> Weight;
	fn exclude_class() -> Weight;
	fn revoke_organization() -> Weight;
	fn revoke_since() -> Weight;
	fn renounce() -> Weight;
	fn replace_envelope() -> Weight;
	fn refer() -> Weight;
	fn request_consent() -> Weight;
	fn withdraw_request() -> Weight;
	fn approve_request() -> Weight;
	fn reject_request() -> Weight;
	fn refuse() -> Weight;
	fn lift_refusal() -> Weight;
	fn refuse_all() -> Weight;
	fn lift_refuse_all() -> Weight;
	fn opt_out_of_emergencies() -> Weight;
	fn opt_in_to_emergencies() -> Weight;
	fn mark_confidential() -> Weight;
	fn mark_all_confidential() -> Weight;
	fn unmark_confidential() -> Weight;
	fn unmark_all_confidential() -> Weight;
	fn enact_policy() -> Weight;
	fn repeal_policy() -> Weight;
	fn license_break_glass() -> Weight;
	fn open_emergency() -> Weight;
	fn close_emergency() -> Weight;
	fn review_emergency() -> Weight;
	fn answer_emergency() -> Weight;
	fn draw_reviewers() -> Weight;
	fn decide_by_class() -> Weight;
	fn decide_by_anchor() -> Weight;
	fn on_patient_closed() -> Weight;
	fn sweep_step_of_file() -> Weight;
	fn sweep_step() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Took a minimum of 142_828_000 picoseconds.
		Weight::from_parts(189_324_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Took a minimum of 61_819_000 picoseconds.
		Weight::from_parts(73_849_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Took a minimum of 144_697_000 picoseconds.
		Weight::from_parts(172_998_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn exclude_class() -> Weight {
		// Took a minimum of 125_478_000 picoseconds.
		Weight::from_parts(145_311_000, 9157)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn revoke_organization() -> Weight {
		// Took a minimum of 61_801_000 picoseconds.
		Weight::from_parts(69_569_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:7 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn revoke_since() -> Weight {
		// Took a minimum of 233_797_000 picoseconds.
		Weight::from_parts(264_905_000, 51271)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn renounce() -> Weight {
		// Took a minimum of 120_228_000 picoseconds.
		Weight::from_parts(134_540_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn replace_envelope() -> Weight {
		// Took a minimum of 124_705_000 picoseconds.
		Weight::from_parts(142_999_000, 9157)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:2 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn refer() -> Weight {
		// Took a minimum of 195_572_000 picoseconds.
		Weight::from_parts(226_339_000, 15356)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	fn request_consent() -> Weight {
		// Took a minimum of 92_733_000 picoseconds.
		Weight::from_parts(112_049_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	fn withdraw_request() -> Weight {
		// Took a minimum of 75_719_000 picoseconds.
		Weight::from_parts(86_374_000, 4614)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn approve_request() -> Weight {
		// Took a minimum of 164_912_000 picoseconds.
		Weight::from_parts(189_616_000, 9157)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	fn reject_request() -> Weight {
		// Took a minimum of 47_971_000 picoseconds.
		Weight::from_parts(58_972_000, 4602)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn refuse() -> Weight {
		// Took a minimum of 58_196_000 picoseconds.
		Weight::from_parts(66_827_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn lift_refusal() -> Weight {
		// Took a minimum of 62_697_000 picoseconds.
		Weight::from_parts(74_171_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn refuse_all() -> Weight {
		// Took a minimum of 57_264_000 picoseconds.
		Weight::from_parts(77_557_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn lift_refuse_all() -> Weight {
		// Took a minimum of 63_429_000 picoseconds.
		Weight::from_parts(78_119_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn opt_out_of_emergencies() -> Weight {
		// Took a minimum of 55_703_000 picoseconds.
		Weight::from_parts(93_979_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn opt_in_to_emergencies() -> Weight {
		// Took a minimum of 61_330_000 picoseconds.
		Weight::from_parts(78_025_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn mark_confidential() -> Weight {
		// Took a minimum of 53_861_000 picoseconds.
		Weight::from_parts(86_072_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn mark_all_confidential() -> Weight {
		// Took a minimum of 53_861_000 picoseconds.
		Weight::from_parts(86_072_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn unmark_confidential() -> Weight {
		// Took a minimum of 66_050_000 picoseconds.
		Weight::from_parts(104_842_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn unmark_all_confidential() -> Weight {
		// Took a minimum of 66_050_000 picoseconds.
		Weight::from_parts(104_842_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn enact_policy() -> Weight {
		// Took a minimum of 42_215_000 picoseconds.
		Weight::from_parts(66_353_000, 1493).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::RepealedPolicies` (r:0 w:1)
	/// Proof: `Consent::RepealedPolicies` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	fn repeal_policy() -> Weight {
		// Took a minimum of 44_098_000 picoseconds.
		Weight::from_parts(71_995_000, 1493)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn license_break_glass() -> Weight {
		// Took a minimum of 47_225_000 picoseconds.
		Weight::from_parts(80_332_000, 4770)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::NextSession` (r:1 w:1)
	/// Proof: `Consent::NextSession` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:0 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(291), added: 2766, mode: `MaxEncodedLen`)
	fn open_emergency() -> Weight {
		// Took a minimum of 121_827_000 picoseconds.
		Weight::from_parts(191_087_000, 9157)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(291), added: 2766, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn close_emergency() -> Weight {
		// Took a minimum of 91_746_000 picoseconds.
		Weight::from_parts(105_917_000, 8173)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(291), added: 2766, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn review_emergency() -> Weight {
		// Took a minimum of 129_645_000 picoseconds.
		Weight::from_parts(152_785_000, 8238)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Not measured yet.
	fn answer_emergency() -> Weight {
		Weight::from_parts(105_917_000, 8173)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Not measured yet.
	fn draw_reviewers() -> Weight {
		Weight::from_parts(252_785_000, 8238)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn decide_by_class() -> Weight {
		// Took a minimum of 103_764_000 picoseconds.
		Weight::from_parts(111_682_000, 9157).saturating_add(T::DbWeight::get().reads(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(164), added: 2639, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1149), added: 3624, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(402), added: 2877, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn decide_by_anchor() -> Weight {
		// Took a minimum of 118_641_000 picoseconds.
		Weight::from_parts(130_994_000, 9157).saturating_add(T::DbWeight::get().reads(7))
	}
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:96)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn on_patient_closed() -> Weight {
		Weight::from_parts(240_000_000, 9157)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(97))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1409), added: 3884, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:8 w:0)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn sweep_step_of_file() -> Weight {
		Weight::from_parts(160_000_000, 30014)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Consent::Annexes` (r:3 w:2)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Took a minimum of 70_236_000 picoseconds.
		Weight::from_parts(77_972_000, 11874)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(189_324_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(73_849_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn amend() -> Weight {
		Weight::from_parts(172_998_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn exclude_class() -> Weight {
		Weight::from_parts(145_311_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke_organization() -> Weight {
		Weight::from_parts(69_569_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn revoke_since() -> Weight {
		Weight::from_parts(264_905_000, 51271)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn renounce() -> Weight {
		Weight::from_parts(134_540_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn replace_envelope() -> Weight {
		Weight::from_parts(142_999_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refer() -> Weight {
		Weight::from_parts(226_339_000, 15356)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_consent() -> Weight {
		Weight::from_parts(112_049_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(86_374_000, 4614)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_request() -> Weight {
		Weight::from_parts(189_616_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reject_request() -> Weight {
		Weight::from_parts(58_972_000, 4602)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refuse() -> Weight {
		Weight::from_parts(66_827_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn lift_refusal() -> Weight {
		Weight::from_parts(74_171_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse_all() -> Weight {
		Weight::from_parts(77_557_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(78_119_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(93_979_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(78_025_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_confidential() -> Weight {
		Weight::from_parts(86_072_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_all_confidential() -> Weight {
		Weight::from_parts(86_072_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn unmark_confidential() -> Weight {
		Weight::from_parts(104_842_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn unmark_all_confidential() -> Weight {
		Weight::from_parts(104_842_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		Weight::from_parts(66_353_000, 1493).saturating_add(ParityDbWeight::get().reads(1))
	}
	fn repeal_policy() -> Weight {
		Weight::from_parts(71_995_000, 1493)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn license_break_glass() -> Weight {
		Weight::from_parts(80_332_000, 4770)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(191_087_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn close_emergency() -> Weight {
		Weight::from_parts(105_917_000, 8173)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(152_785_000, 8238)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	/// Not measured yet.
	fn answer_emergency() -> Weight {
		Weight::from_parts(105_917_000, 8173)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	/// Not measured yet.
	fn draw_reviewers() -> Weight {
		Weight::from_parts(252_785_000, 8238)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(111_682_000, 9157).saturating_add(ParityDbWeight::get().reads(6))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(130_994_000, 9157).saturating_add(ParityDbWeight::get().reads(7))
	}
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:96)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn on_patient_closed() -> Weight {
		Weight::from_parts(240_000_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(97))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1409), added: 3884, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:8 w:0)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn sweep_step_of_file() -> Weight {
		Weight::from_parts(160_000_000, 30014)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn sweep_step() -> Weight {
		Weight::from_parts(77_972_000, 11874)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
}
