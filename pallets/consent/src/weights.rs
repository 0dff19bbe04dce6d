//! What the calls of `pallet_consent` cost, measured by `scripts/weights.sh`.
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
	fn enact_policy() -> Weight;
	fn repeal_policy() -> Weight;
	fn license_break_glass() -> Weight;
	fn open_emergency() -> Weight;
	fn close_emergency() -> Weight;
	fn review_emergency() -> Weight;
	fn decide_by_class() -> Weight;
	fn decide_by_anchor() -> Weight;
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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn grant() -> Weight {
		// Took a minimum of 128_840_000 picoseconds.
		Weight::from_parts(150_330_000, 9157)
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
		// Took a minimum of 56_004_000 picoseconds.
		Weight::from_parts(81_973_000, 9157)
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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Took a minimum of 136_555_000 picoseconds.
		Weight::from_parts(202_657_000, 9157)
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
		// Took a minimum of 121_897_000 picoseconds.
		Weight::from_parts(172_632_000, 9157)
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
		// Took a minimum of 54_913_000 picoseconds.
		Weight::from_parts(86_662_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:8 w:0)
	fn revoke_since() -> Weight {
		// Not measured yet: the time of `revoke_organization`, and of eight files.
		Weight::from_parts(450_000_000, 66_000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn renounce() -> Weight {
		// Took a minimum of 126_876_000 picoseconds.
		Weight::from_parts(219_209_000, 9157)
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
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn replace_envelope() -> Weight {
		// Took a minimum of 109_704_000 picoseconds.
		Weight::from_parts(158_947_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:2 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn refer() -> Weight {
		// Took a minimum of 178_553_000 picoseconds.
		Weight::from_parts(286_685_000, 15356)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	fn request_consent() -> Weight {
		// Took a minimum of 81_893_000 picoseconds.
		Weight::from_parts(96_831_000, 9157)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Proof: `Consent::Requests` (`max_values`: None, `max_size`: Some(288), added: 2763, mode: `MaxEncodedLen`)
	fn withdraw_request() -> Weight {
		// Took a minimum of 62_707_000 picoseconds.
		Weight::from_parts(78_797_000, 4602)
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
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	fn approve_request() -> Weight {
		// Took a minimum of 139_841_000 picoseconds.
		Weight::from_parts(195_775_000, 9157)
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
		// Took a minimum of 40_065_000 picoseconds.
		Weight::from_parts(69_309_000, 4602)
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
		// Took a minimum of 50_704_000 picoseconds.
		Weight::from_parts(95_128_000, 9157)
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
	fn lift_refusal() -> Weight {
		// Took a minimum of 59_992_000 picoseconds.
		Weight::from_parts(122_318_000, 9157)
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
		// Took a minimum of 53_780_000 picoseconds.
		Weight::from_parts(83_165_000, 9157)
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
		// Took a minimum of 52_758_000 picoseconds.
		Weight::from_parts(79_958_000, 9157)
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
		// Took a minimum of 42_720_000 picoseconds.
		Weight::from_parts(59_922_000, 9157)
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
		// Took a minimum of 51_947_000 picoseconds.
		Weight::from_parts(75_892_000, 9157)
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
		// Took a minimum of 47_179_000 picoseconds.
		Weight::from_parts(72_996_000, 9157)
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
	fn unmark_confidential() -> Weight {
		// Took a minimum of 52_077_000 picoseconds.
		Weight::from_parts(82_324_000, 9157)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn enact_policy() -> Weight {
		// Took a minimum of 34_354_000 picoseconds.
		Weight::from_parts(50_314_000, 1493).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::RepealedPolicies` (r:0 w:1)
	/// Proof: `Consent::RepealedPolicies` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
	fn repeal_policy() -> Weight {
		// Took a minimum of 36_949_000 picoseconds.
		Weight::from_parts(53_640_000, 1493)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn license_break_glass() -> Weight {
		// Took a minimum of 36_247_000 picoseconds.
		Weight::from_parts(56_035_000, 4770)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
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
		// Took a minimum of 105_857_000 picoseconds.
		Weight::from_parts(149_840_000, 9157)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(291), added: 2766, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn close_emergency() -> Weight {
		// Took a minimum of 87_984_000 picoseconds.
		Weight::from_parts(121_256_000, 8173)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Proof: `Consent::Sessions` (`max_values`: None, `max_size`: Some(291), added: 2766, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Proof: `Consent::BreakGlasses` (`max_values`: None, `max_size`: Some(1305), added: 3780, mode: `MaxEncodedLen`)
	fn review_emergency() -> Weight {
		// Took a minimum of 119_162_000 picoseconds.
		Weight::from_parts(187_570_000, 8188)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn decide_by_class() -> Weight {
		// Took a minimum of 98_995_000 picoseconds.
		Weight::from_parts(124_221_000, 9157).saturating_add(T::DbWeight::get().reads(6))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1137), added: 3612, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(164), added: 2639, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1124), added: 3599, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(386), added: 2861, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4708), added: 7183, mode: `MaxEncodedLen`)
	fn decide_by_anchor() -> Weight {
		// Took a minimum of 104_014_000 picoseconds.
		Weight::from_parts(136_385_000, 9157).saturating_add(T::DbWeight::get().reads(7))
	}
	/// Storage: `Consent::Annexes` (r:3 w:2)
	/// Proof: `Consent::Annexes` (`max_values`: None, `max_size`: Some(1153), added: 3628, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5692), added: 8167, mode: `MaxEncodedLen`)
	fn sweep_step() -> Weight {
		// Took a minimum of 61_484_000 picoseconds.
		Weight::from_parts(92_292_000, 11874)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(150_330_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(81_973_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn amend() -> Weight {
		Weight::from_parts(202_657_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn exclude_class() -> Weight {
		Weight::from_parts(172_632_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke_organization() -> Weight {
		Weight::from_parts(86_662_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn revoke_since() -> Weight {
		Weight::from_parts(450_000_000, 66_000)
			.saturating_add(ParityDbWeight::get().reads(11))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn renounce() -> Weight {
		Weight::from_parts(219_209_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn replace_envelope() -> Weight {
		Weight::from_parts(158_947_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refer() -> Weight {
		Weight::from_parts(286_685_000, 15356)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_consent() -> Weight {
		Weight::from_parts(96_831_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(78_797_000, 4602)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_request() -> Weight {
		Weight::from_parts(195_775_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reject_request() -> Weight {
		Weight::from_parts(69_309_000, 4602)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refuse() -> Weight {
		Weight::from_parts(95_128_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refusal() -> Weight {
		Weight::from_parts(122_318_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse_all() -> Weight {
		Weight::from_parts(83_165_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(79_958_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(59_922_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(75_892_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_confidential() -> Weight {
		Weight::from_parts(72_996_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn unmark_confidential() -> Weight {
		Weight::from_parts(82_324_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		Weight::from_parts(50_314_000, 1493).saturating_add(ParityDbWeight::get().reads(1))
	}
	fn repeal_policy() -> Weight {
		Weight::from_parts(53_640_000, 1493)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn license_break_glass() -> Weight {
		Weight::from_parts(56_035_000, 4770)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(149_840_000, 9157)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn close_emergency() -> Weight {
		Weight::from_parts(121_256_000, 8173)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(187_570_000, 8188)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(124_221_000, 9157).saturating_add(ParityDbWeight::get().reads(6))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(136_385_000, 9157).saturating_add(ParityDbWeight::get().reads(7))
	}
	fn sweep_step() -> Weight {
		Weight::from_parts(92_292_000, 11874)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
}
