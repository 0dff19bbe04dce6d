//! What the calls of `pallet_consent` cost, measured by `scripts/weights.sh`.
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
		// Took a minimum of 74_952_000 picoseconds.
		Weight::from_parts(78_797_000, 9198)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn revoke() -> Weight {
		// Took a minimum of 29_715_000 picoseconds.
		Weight::from_parts(32_679_000, 9198)
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
		// Took a minimum of 78_967_000 picoseconds.
		Weight::from_parts(83_134_000, 9198)
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
		// Took a minimum of 63_414_000 picoseconds.
		Weight::from_parts(67_290_000, 9198)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn revoke_organization() -> Weight {
		// Took a minimum of 30_565_000 picoseconds.
		Weight::from_parts(32_979_000, 9198)
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
		// Took a minimum of 120_820_000 picoseconds.
		Weight::from_parts(125_337_000, 49717)
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
		// Took a minimum of 52_919_000 picoseconds.
		Weight::from_parts(57_756_000, 9198)
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
		// Took a minimum of 65_127_000 picoseconds.
		Weight::from_parts(69_403_000, 9198)
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
		// Took a minimum of 100_871_000 picoseconds.
		Weight::from_parts(104_276_000, 14912)
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
		// Took a minimum of 52_768_000 picoseconds.
		Weight::from_parts(56_534_000, 9198)
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
		// Took a minimum of 37_205_000 picoseconds.
		Weight::from_parts(41_743_000, 4908)
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
		// Took a minimum of 83_494_000 picoseconds.
		Weight::from_parts(89_684_000, 9198)
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
		// Took a minimum of 20_981_000 picoseconds.
		Weight::from_parts(23_225_000, 4908)
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
		// Took a minimum of 54_572_000 picoseconds.
		Weight::from_parts(57_606_000, 9198)
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
		// Took a minimum of 27_461_000 picoseconds.
		Weight::from_parts(29_825_000, 9198)
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
		// Took a minimum of 27_281_000 picoseconds.
		Weight::from_parts(30_335_000, 9198)
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
		// Took a minimum of 27_662_000 picoseconds.
		Weight::from_parts(30_495_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	fn opt_out_of_emergencies() -> Weight {
		// Took a minimum of 26_119_000 picoseconds.
		Weight::from_parts(28_663_000, 9198)
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
		// Took a minimum of 27_421_000 picoseconds.
		Weight::from_parts(30_045_000, 9198)
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
		// Took a minimum of 24_307_000 picoseconds.
		Weight::from_parts(26_549_000, 9198)
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
		// Took a minimum of 29_384_000 picoseconds.
		Weight::from_parts(31_818_000, 9198)
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
		// Took a minimum of 27_942_000 picoseconds.
		Weight::from_parts(30_516_000, 9198)
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
		// Took a minimum of 27_080_000 picoseconds.
		Weight::from_parts(29_254_000, 9198)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Sudo::Key` (r:1 w:0)
	/// Proof: `Sudo::Key` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn enact_policy() -> Weight {
		// Took a minimum of 19_770_000 picoseconds.
		Weight::from_parts(21_642_000, 1517).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Sudo::Key` (r:1 w:0)
	/// Proof: `Sudo::Key` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `Consent::RepealedPolicies` (r:0 w:1)
	/// Proof: `Consent::RepealedPolicies` (`max_values`: None, `max_size`: Some(159), added: 2634, mode: `MaxEncodedLen`)
	fn repeal_policy() -> Weight {
		// Took a minimum of 20_100_000 picoseconds.
		Weight::from_parts(22_063_000, 1517)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `LicensingMembers::Members` (r:1 w:0)
	/// Proof: `LicensingMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1309), added: 3784, mode: `MaxEncodedLen`)
	fn license_break_glass() -> Weight {
		// Took a minimum of 23_395_000 picoseconds.
		Weight::from_parts(25_158_000, 4774)
			.saturating_add(T::DbWeight::get().reads(3))
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
		// Took a minimum of 62_463_000 picoseconds.
		Weight::from_parts(66_409_000, 9198)
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
		// Took a minimum of 40_180_000 picoseconds.
		Weight::from_parts(43_074_000, 4774)
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
		// Took a minimum of 55_142_000 picoseconds.
		Weight::from_parts(58_907_000, 4908)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	fn answer_emergency() -> Weight {
		// Took a minimum of 12_398_000 picoseconds.
		Weight::from_parts(13_420_000, 3918)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(453), added: 2928, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPool` (r:1 w:0)
	/// Proof: `ProviderRegistry::ReviewerPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::ReviewerPlaces` (r:8 w:0)
	/// Proof: `ProviderRegistry::ReviewerPlaces` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:8 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	fn draw_reviewers() -> Weight {
		// Took a minimum of 89_494_000 picoseconds.
		Weight::from_parts(97_786_000, 29990)
			.saturating_add(T::DbWeight::get().reads(18))
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
		// Took a minimum of 60_770_000 picoseconds.
		Weight::from_parts(63_435_000, 9198).saturating_add(T::DbWeight::get().reads(6))
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
		// Took a minimum of 66_089_000 picoseconds.
		Weight::from_parts(68_583_000, 9198).saturating_add(T::DbWeight::get().reads(7))
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
		// Took a minimum of 68_112_000 picoseconds.
		Weight::from_parts(61_564_490, 9198)
			.saturating_add(Weight::from_parts(6_100_715, 0).saturating_mul(n.into()))
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
		// Took a minimum of 101_061_000 picoseconds.
		Weight::from_parts(118_968_000, 29990)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::EmergencyRings` (r:1 w:1)
	/// Proof: `Consent::EmergencyRings` (`max_values`: None, `max_size`: Some(111), added: 2586, mode: `MaxEncodedLen`)
	fn remove_emergency_ring() -> Weight {
		// Took a minimum of 20_951_000 picoseconds.
		Weight::from_parts(22_944_000, 4908)
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
		// Took a minimum of 114_170_000 picoseconds.
		Weight::from_parts(117_095_000, 9198)
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
		// Took a minimum of 64_165_000 picoseconds.
		Weight::from_parts(67_401_000, 26158)
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
		// Took a minimum of 39_199_000 picoseconds.
		Weight::from_parts(41_813_000, 10428)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(78_797_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(32_679_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn amend() -> Weight {
		Weight::from_parts(83_134_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn exclude_class() -> Weight {
		Weight::from_parts(67_290_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke_organization() -> Weight {
		Weight::from_parts(32_979_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn revoke_since() -> Weight {
		Weight::from_parts(125_337_000, 49717)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn renounce() -> Weight {
		Weight::from_parts(57_756_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn replace_envelope() -> Weight {
		Weight::from_parts(69_403_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refer() -> Weight {
		Weight::from_parts(104_276_000, 14912)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_consent() -> Weight {
		Weight::from_parts(56_534_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(41_743_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn approve_request() -> Weight {
		Weight::from_parts(89_684_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn reject_request() -> Weight {
		Weight::from_parts(23_225_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse() -> Weight {
		Weight::from_parts(57_606_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn lift_refusal() -> Weight {
		Weight::from_parts(29_825_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse_all() -> Weight {
		Weight::from_parts(30_335_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(30_495_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(28_663_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(30_045_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_confidential() -> Weight {
		Weight::from_parts(26_549_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn unmark_confidential() -> Weight {
		Weight::from_parts(31_818_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn mark_all_confidential() -> Weight {
		Weight::from_parts(30_516_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn unmark_all_confidential() -> Weight {
		Weight::from_parts(29_254_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		Weight::from_parts(21_642_000, 1517).saturating_add(ParityDbWeight::get().reads(1))
	}
	fn repeal_policy() -> Weight {
		Weight::from_parts(22_063_000, 1517)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn license_break_glass() -> Weight {
		Weight::from_parts(25_158_000, 4774)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(66_409_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn close_emergency() -> Weight {
		Weight::from_parts(43_074_000, 4774)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(58_907_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn answer_emergency() -> Weight {
		Weight::from_parts(13_420_000, 3918)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn draw_reviewers() -> Weight {
		Weight::from_parts(97_786_000, 29990)
			.saturating_add(ParityDbWeight::get().reads(18))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(63_435_000, 9198).saturating_add(ParityDbWeight::get().reads(6))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(68_583_000, 9198).saturating_add(ParityDbWeight::get().reads(7))
	}
	fn decide_each(n: u32) -> Weight {
		Weight::from_parts(61_564_490, 9198)
			.saturating_add(Weight::from_parts(6_100_715, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2718).saturating_mul(n.into()))
	}
	fn set_emergency_ring() -> Weight {
		Weight::from_parts(118_968_000, 29990)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn remove_emergency_ring() -> Weight {
		Weight::from_parts(22_944_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn on_patient_closed() -> Weight {
		Weight::from_parts(117_095_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(98))
	}
	fn sweep_step_of_file() -> Weight {
		Weight::from_parts(67_401_000, 26158)
			.saturating_add(ParityDbWeight::get().reads(12))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn sweep_step() -> Weight {
		Weight::from_parts(41_813_000, 10428)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
}
