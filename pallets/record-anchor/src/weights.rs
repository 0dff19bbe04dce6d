//! What the calls of `pallet_record_anchor` cost, measured by `scripts/weights.sh`.
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
	fn anchor() -> Weight;
	fn amend() -> Weight;
	fn mark_entered_in_error() -> Weight;
	fn reinstate() -> Weight;
	fn co_sign() -> Weight;
	fn withdraw_co_signature() -> Weight;
	fn dispute() -> Weight;
	fn withdraw_dispute() -> Weight;
	fn answer_dispute() -> Weight;
	fn disagree() -> Weight;
	fn announce_erasure() -> Weight;
	fn cancel_erasure() -> Weight;
	fn erase() -> Weight;
	fn plan_custody() -> Weight;
	fn hold() -> Weight;
	fn release() -> Weight;
	fn extend_retention() -> Weight;
	fn report_mix_up() -> Weight;
	fn unsettle() -> Weight;
	fn evict_chunk() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::RecordIndexes` (r:1 w:1)
	/// Proof: `RecordAnchor::RecordIndexes` (`max_values`: None, `max_size`: Some(1318), added: 3793, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:0 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn anchor() -> Weight {
		// Took a minimum of 41_121_000 picoseconds.
		Weight::from_parts(46_479_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:2)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::RecordIndexes` (r:1 w:1)
	/// Proof: `RecordAnchor::RecordIndexes` (`max_values`: None, `max_size`: Some(1318), added: 3793, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Took a minimum of 54_131_000 picoseconds.
		Weight::from_parts(57_435_000, 4908)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn mark_entered_in_error() -> Weight {
		// Took a minimum of 37_516_000 picoseconds.
		Weight::from_parts(39_910_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn reinstate() -> Weight {
		// Took a minimum of 25_198_000 picoseconds.
		Weight::from_parts(27_291_000, 3708)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::CoSignaturesOf` (r:1 w:1)
	/// Proof: `RecordAnchor::CoSignaturesOf` (`max_values`: None, `max_size`: Some(405), added: 2880, mode: `MaxEncodedLen`)
	fn co_sign() -> Weight {
		// Took a minimum of 53_380_000 picoseconds.
		Weight::from_parts(56_595_000, 9198)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::CoSignaturesOf` (r:1 w:1)
	/// Proof: `RecordAnchor::CoSignaturesOf` (`max_values`: None, `max_size`: Some(405), added: 2880, mode: `MaxEncodedLen`)
	fn withdraw_co_signature() -> Weight {
		// Took a minimum of 20_581_000 picoseconds.
		Weight::from_parts(22_353_000, 3870)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Disputes` (r:0 w:1)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	fn dispute() -> Weight {
		// Took a minimum of 28_302_000 picoseconds.
		Weight::from_parts(30_886_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Disputes` (r:0 w:1)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	fn withdraw_dispute() -> Weight {
		// Took a minimum of 30_826_000 picoseconds.
		Weight::from_parts(33_740_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
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
	/// Storage: `RecordAnchor::Disputes` (r:1 w:1)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	fn answer_dispute() -> Weight {
		// Took a minimum of 44_736_000 picoseconds.
		Weight::from_parts(47_581_000, 9198)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Disputes` (r:1 w:1)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	fn disagree() -> Weight {
		// Took a minimum of 31_026_000 picoseconds.
		Weight::from_parts(33_831_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `Parameters::Parameters` (r:1 w:0)
	/// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	fn announce_erasure() -> Weight {
		// Took a minimum of 39_840_000 picoseconds.
		Weight::from_parts(43_205_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn cancel_erasure() -> Weight {
		// Took a minimum of 24_917_000 picoseconds.
		Weight::from_parts(27_251_000, 4908)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:1 w:1)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Custodies` (r:0 w:1)
	/// Proof: `RecordAnchor::Custodies` (`max_values`: None, `max_size`: Some(767), added: 3242, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Disputes` (r:0 w:1)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::CoSignaturesOf` (r:0 w:1)
	/// Proof: `RecordAnchor::CoSignaturesOf` (`max_values`: None, `max_size`: Some(405), added: 2880, mode: `MaxEncodedLen`)
	fn erase() -> Weight {
		// Took a minimum of 46_729_000 picoseconds.
		Weight::from_parts(53_179_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Custodies` (r:1 w:1)
	/// Proof: `RecordAnchor::Custodies` (`max_values`: None, `max_size`: Some(767), added: 3242, mode: `MaxEncodedLen`)
	fn plan_custody() -> Weight {
		// Took a minimum of 40_590_000 picoseconds.
		Weight::from_parts(42_693_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Custodies` (r:0 w:1)
	/// Proof: `RecordAnchor::Custodies` (`max_values`: None, `max_size`: Some(767), added: 3242, mode: `MaxEncodedLen`)
	fn hold() -> Weight {
		// Took a minimum of 34_772_000 picoseconds.
		Weight::from_parts(36_935_000, 4615)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Custodies` (r:1 w:1)
	/// Proof: `RecordAnchor::Custodies` (`max_values`: None, `max_size`: Some(767), added: 3242, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// Took a minimum of 36_865_000 picoseconds.
		Weight::from_parts(39_529_000, 4615)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::EvictionDay` (r:1 w:0)
	/// Proof: `RecordAnchor::EvictionDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::DueOn` (r:0 w:2)
	/// Proof: `RecordAnchor::DueOn` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	fn extend_retention() -> Weight {
		// Took a minimum of 31_667_000 picoseconds.
		Weight::from_parts(33_490_000, 4908)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
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
	fn report_mix_up() -> Weight {
		// Took a minimum of 33_470_000 picoseconds.
		Weight::from_parts(35_744_000, 9198).saturating_add(T::DbWeight::get().reads(5))
	}
	/// Storage: `RegistrarMembers::Members` (r:1 w:0)
	/// Proof: `RegistrarMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:1)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	fn unsettle() -> Weight {
		// Took a minimum of 18_738_000 picoseconds.
		Weight::from_parts(20_500_000, 3708)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `RecordAnchor::Anchors` (r:32 w:32)
	/// Proof: `RecordAnchor::Anchors` (`max_values`: None, `max_size`: Some(243), added: 2718, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Disputes` (r:32 w:32)
	/// Proof: `RecordAnchor::Disputes` (`max_values`: None, `max_size`: Some(177), added: 2652, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::AnchorByRoot` (r:32 w:32)
	/// Proof: `RecordAnchor::AnchorByRoot` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Evicted` (r:0 w:1)
	/// Proof: `RecordAnchor::Evicted` (`max_values`: None, `max_size`: Some(94), added: 2569, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::Custodies` (r:0 w:32)
	/// Proof: `RecordAnchor::Custodies` (`max_values`: None, `max_size`: Some(767), added: 3242, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::DueOn` (r:0 w:1)
	/// Proof: `RecordAnchor::DueOn` (`max_values`: None, `max_size`: Some(70), added: 2545, mode: `MaxEncodedLen`)
	/// Storage: `RecordAnchor::CoSignaturesOf` (r:0 w:32)
	/// Proof: `RecordAnchor::CoSignaturesOf` (`max_values`: None, `max_size`: Some(405), added: 2880, mode: `MaxEncodedLen`)
	fn evict_chunk() -> Weight {
		// Took a minimum of 583_530_000 picoseconds.
		Weight::from_parts(600_185_000, 87966)
			.saturating_add(T::DbWeight::get().reads(96))
			.saturating_add(T::DbWeight::get().writes(162))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn anchor() -> Weight {
		Weight::from_parts(46_479_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn amend() -> Weight {
		Weight::from_parts(57_435_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn mark_entered_in_error() -> Weight {
		Weight::from_parts(39_910_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn reinstate() -> Weight {
		Weight::from_parts(27_291_000, 3708)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn co_sign() -> Weight {
		Weight::from_parts(56_595_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_co_signature() -> Weight {
		Weight::from_parts(22_353_000, 3870)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn dispute() -> Weight {
		Weight::from_parts(30_886_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn withdraw_dispute() -> Weight {
		Weight::from_parts(33_740_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn answer_dispute() -> Weight {
		Weight::from_parts(47_581_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn disagree() -> Weight {
		Weight::from_parts(33_831_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn announce_erasure() -> Weight {
		Weight::from_parts(43_205_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn cancel_erasure() -> Weight {
		Weight::from_parts(27_251_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn erase() -> Weight {
		Weight::from_parts(53_179_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn plan_custody() -> Weight {
		Weight::from_parts(42_693_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn hold() -> Weight {
		Weight::from_parts(36_935_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn release() -> Weight {
		Weight::from_parts(39_529_000, 4615)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn extend_retention() -> Weight {
		Weight::from_parts(33_490_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn report_mix_up() -> Weight {
		Weight::from_parts(35_744_000, 9198).saturating_add(ParityDbWeight::get().reads(5))
	}
	fn unsettle() -> Weight {
		Weight::from_parts(20_500_000, 3708)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn evict_chunk() -> Weight {
		Weight::from_parts(600_185_000, 87966)
			.saturating_add(ParityDbWeight::get().reads(96))
			.saturating_add(ParityDbWeight::get().writes(162))
	}
}
