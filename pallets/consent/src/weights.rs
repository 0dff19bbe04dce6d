//! What the calls of `pallet_consent` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 30 steps and 15 repeats on AMD EPYC, on the Salus runtime. A call's
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
	fn unmark_confidential() -> Weight;
	fn mark_all_confidential() -> Weight;
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
	fn decide_each(n: u32) -> Weight;
	fn set_emergency_ring() -> Weight;
	fn remove_emergency_ring() -> Weight;
	fn on_patient_closed() -> Weight;
	fn sweep_step_of_file() -> Weight;
	fn sweep_step() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Took a minimum of 72_057_000 picoseconds.
		Weight::from_parts(75_393_000, 9198)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Took a minimum of 28_563_000 picoseconds.
		Weight::from_parts(31_277_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Took a minimum of 77_165_000 picoseconds.
		Weight::from_parts(81_131_000, 9198)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn exclude_class() -> Weight {
		// Took a minimum of 63_665_000 picoseconds.
		Weight::from_parts(70_886_000, 9198)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn revoke_organization() -> Weight {
		// Took a minimum of 29_834_000 picoseconds.
		Weight::from_parts(35_413_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:7 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	fn revoke_since() -> Weight {
		// Took a minimum of 120_660_000 picoseconds.
		Weight::from_parts(144_956_000, 49717)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	fn renounce() -> Weight {
		// Took a minimum of 53_890_000 picoseconds.
		Weight::from_parts(63_615_000, 9198)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn replace_envelope() -> Weight {
		// Took a minimum of 64_807_000 picoseconds.
		Weight::from_parts(79_068_000, 9198)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:2 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn refer() -> Weight {
		// Took a minimum of 98_837_000 picoseconds.
		Weight::from_parts(111_987_000, 14912)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Rejections` (r:0 w:1)
	/// Proof: `Consent::Rejections` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn request_consent() -> Weight {
		// Took a minimum of 50_185_000 picoseconds.
		Weight::from_parts(57_927_000, 9198)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Rejections` (r:1 w:1)
	/// Proof: `Consent::Rejections` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn withdraw_request() -> Weight {
		// Took a minimum of 33_299_000 picoseconds.
		Weight::from_parts(42_433_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Rejections` (r:0 w:1)
	/// Proof: `Consent::Rejections` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn approve_request() -> Weight {
		// Took a minimum of 78_718_000 picoseconds.
		Weight::from_parts(88_892_000, 9198)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Rejections` (r:0 w:1)
	/// Proof: `Consent::Rejections` (`max_values`: None, `max_size`: Some(289), added: 2764, mode: `MaxEncodedLen`)
	fn reject_request() -> Weight {
		// Took a minimum of 18_658_000 picoseconds.
		Weight::from_parts(21_753_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:2)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn refuse() -> Weight {
		// Took a minimum of 50_725_000 picoseconds.
		Weight::from_parts(68_012_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn lift_refusal() -> Weight {
		// Took a minimum of 25_298_000 picoseconds.
		Weight::from_parts(30_535_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn refuse_all() -> Weight {
		// Took a minimum of 24_757_000 picoseconds.
		Weight::from_parts(27_441_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn lift_refuse_all() -> Weight {
		// Took a minimum of 24_197_000 picoseconds.
		Weight::from_parts(26_680_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn opt_out_of_emergencies() -> Weight {
		// Took a minimum of 23_024_000 picoseconds.
		Weight::from_parts(31_567_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn opt_in_to_emergencies() -> Weight {
		// Took a minimum of 24_567_000 picoseconds.
		Weight::from_parts(29_073_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn mark_confidential() -> Weight {
		// Took a minimum of 22_764_000 picoseconds.
		Weight::from_parts(28_172_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:2)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn unmark_confidential() -> Weight {
		// Took a minimum of 27_351_000 picoseconds.
		Weight::from_parts(31_447_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn mark_all_confidential() -> Weight {
		// Took a minimum of 25_859_000 picoseconds.
		Weight::from_parts(33_861_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	/// Proof: `Consent::LiftedRestrictions` (`max_values`: None, `max_size`: Some(104), added: 2579, mode: `MaxEncodedLen`)
	fn unmark_all_confidential() -> Weight {
		// Took a minimum of 24_938_000 picoseconds.
		Weight::from_parts(30_556_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		// Took a minimum of 15_373_000 picoseconds.
		Weight::from_parts(18_798_000, 0)
	}
	/// Storage: `Consent::RepealedPolicies` (r:0 w:1)
	/// Proof: `Consent::RepealedPolicies` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
	fn repeal_policy() -> Weight {
		// Took a minimum of 15_473_000 picoseconds.
		Weight::from_parts(23_525_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1309), added: 3784, mode: `MaxEncodedLen`)
	fn license_break_glass() -> Weight {
		// Took a minimum of 25_538_000 picoseconds.
		Weight::from_parts(52_879_000, 4774)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LatestSessions` (r:1 w:1)
	/// Proof: `Consent::LatestSessions` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1309), added: 3784, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::NextSession` (r:1 w:1)
	/// Proof: `Consent::NextSession` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:0 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	/// Storage: `Consent::PendingReviews` (r:0 w:1)
	/// Proof: `Consent::PendingReviews` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	fn open_emergency() -> Weight {
		// Took a minimum of 88_823_000 picoseconds.
		Weight::from_parts(133_659_000, 9198)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LatestSessions` (r:1 w:1)
	/// Proof: `Consent::LatestSessions` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1309), added: 3784, mode: `MaxEncodedLen`)
	/// Storage: `Consent::PendingReviews` (r:0 w:1)
	/// Proof: `Consent::PendingReviews` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	fn close_emergency() -> Weight {
		// Took a minimum of 43_374_000 picoseconds.
		Weight::from_parts(82_103_000, 4774)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1309), added: 3784, mode: `MaxEncodedLen`)
	/// Storage: `Consent::PendingReviews` (r:0 w:1)
	/// Proof: `Consent::PendingReviews` (`max_values`: None, `max_size`: Some(25), added: 2500, mode: `MaxEncodedLen`)
	fn review_emergency() -> Weight {
		// Took a minimum of 96_213_000 picoseconds.
		Weight::from_parts(145_978_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	fn answer_emergency() -> Weight {
		// Took a minimum of 21_853_000 picoseconds.
		Weight::from_parts(51_336_000, 3918)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	/// Storage: `System::ParentHash` (r:1 w:0)
	/// Proof: `System::ParentHash` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:0)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:8 w:0)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:8 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn draw_reviewers() -> Weight {
		// Took a minimum of 135_072_000 picoseconds.
		Weight::from_parts(169_222_000, 29990)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LatestSessions` (r:1 w:0)
	/// Proof: `Consent::LatestSessions` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn decide_by_class() -> Weight {
		// Took a minimum of 67_651_000 picoseconds.
		Weight::from_parts(118_567_000, 9198).saturating_add(T::DbWeight::get().reads(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LatestSessions` (r:1 w:0)
	/// Proof: `Consent::LatestSessions` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn decide_by_anchor() -> Weight {
		// Took a minimum of 64_386_000 picoseconds.
		Weight::from_parts(135_252_000, 9198).saturating_add(T::DbWeight::get().reads(7))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:64 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `Consent::LatestSessions` (r:1 w:0)
	/// Proof: `Consent::LatestSessions` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn decide_each(n: u32) -> Weight {
		// Took a minimum of 95_883_000 picoseconds.
		Weight::from_parts(98_487_820, 9198)
			.saturating_add(Weight::from_parts(9_879_072, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2718).saturating_mul(n.into()))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::EmergencyRings` (r:1 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:8 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn set_emergency_ring() -> Weight {
		// Took a minimum of 171_215_000 picoseconds.
		Weight::from_parts(181_991_000, 29990)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::EmergencyRings` (r:1 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn remove_emergency_ring() -> Weight {
		// Took a minimum of 20_521_000 picoseconds.
		Weight::from_parts(55_964_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:96)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	/// Storage: `Consent::EmergencyRings` (r:0 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn on_patient_closed() -> Weight {
		// Took a minimum of 118_948_000 picoseconds.
		Weight::from_parts(144_746_000, 9198)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(98))
	}
	/// Storage: `Consent::Files` (r:2 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:8 w:0)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	fn sweep_step_of_file() -> Weight {
		// Took a minimum of 67_961_000 picoseconds.
		Weight::from_parts(105_397_000, 26158)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Annexes` (r:3 w:2)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(671), added: 3146, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Took a minimum of 39_239_000 picoseconds.
		Weight::from_parts(71_656_000, 10428)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(75_393_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(31_277_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn amend() -> Weight {
		Weight::from_parts(81_131_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn exclude_class() -> Weight {
		Weight::from_parts(70_886_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke_organization() -> Weight {
		Weight::from_parts(35_413_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn revoke_since() -> Weight {
		Weight::from_parts(144_956_000, 49717)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn renounce() -> Weight {
		Weight::from_parts(63_615_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn replace_envelope() -> Weight {
		Weight::from_parts(79_068_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refer() -> Weight {
		Weight::from_parts(111_987_000, 14912)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_consent() -> Weight {
		Weight::from_parts(57_927_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(42_433_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn approve_request() -> Weight {
		Weight::from_parts(88_892_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn reject_request() -> Weight {
		Weight::from_parts(21_753_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse() -> Weight {
		Weight::from_parts(68_012_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn lift_refusal() -> Weight {
		Weight::from_parts(30_535_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse_all() -> Weight {
		Weight::from_parts(27_441_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(26_680_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(31_567_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(29_073_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_confidential() -> Weight {
		Weight::from_parts(28_172_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn unmark_confidential() -> Weight {
		Weight::from_parts(31_447_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn mark_all_confidential() -> Weight {
		Weight::from_parts(33_861_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn unmark_all_confidential() -> Weight {
		Weight::from_parts(30_556_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		Weight::from_parts(18_798_000, 0)
	}
	fn repeal_policy() -> Weight {
		Weight::from_parts(23_525_000, 0).saturating_add(ParityDbWeight::get().writes(1))
	}
	fn license_break_glass() -> Weight {
		Weight::from_parts(52_879_000, 4774)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(133_659_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn close_emergency() -> Weight {
		Weight::from_parts(82_103_000, 4774)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(145_978_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn answer_emergency() -> Weight {
		Weight::from_parts(51_336_000, 3918)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn draw_reviewers() -> Weight {
		Weight::from_parts(169_222_000, 29990)
			.saturating_add(ParityDbWeight::get().reads(19))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(118_567_000, 9198).saturating_add(ParityDbWeight::get().reads(6))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(135_252_000, 9198).saturating_add(ParityDbWeight::get().reads(7))
	}
	fn decide_each(n: u32) -> Weight {
		Weight::from_parts(98_487_820, 9198)
			.saturating_add(Weight::from_parts(9_879_072, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2718).saturating_mul(n.into()))
	}
	fn set_emergency_ring() -> Weight {
		Weight::from_parts(181_991_000, 29990)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_emergency_ring() -> Weight {
		Weight::from_parts(55_964_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn on_patient_closed() -> Weight {
		Weight::from_parts(144_746_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(98))
	}
	fn sweep_step_of_file() -> Weight {
		Weight::from_parts(105_397_000, 26158)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sweep_step() -> Weight {
		Weight::from_parts(71_656_000, 10428)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
}
