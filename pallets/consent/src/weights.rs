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
	fn migrate_head() -> Weight;
	fn migrate_file() -> Weight;
	fn migrate_envelope() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	fn grant() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	fn revoke() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	fn amend() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	fn exclude_class() -> Weight {
		Weight::from_parts(130_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	fn revoke_organization() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:0)
	fn renounce() -> Weight {
		Weight::from_parts(100_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	fn replace_envelope() -> Weight {
		Weight::from_parts(110_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:2 w:1)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	fn refer() -> Weight {
		Weight::from_parts(220_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Storage: `Consent::Requests` (r:1 w:1)
	fn request_consent() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Requests` (r:1 w:1)
	fn withdraw_request() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Requests` (r:1 w:1)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:0 w:1)
	fn approve_request() -> Weight {
		Weight::from_parts(170_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Requests` (r:1 w:1)
	fn reject_request() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn refuse() -> Weight {
		Weight::from_parts(80_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn lift_refusal() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn refuse_all() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	fn mark_confidential() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::LiftedRestrictions` (r:0 w:1)
	fn unmark_confidential() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	fn enact_policy() -> Weight {
		Weight::from_parts(40_000_000, 9_000).saturating_add(T::DbWeight::get().reads(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `Consent::RepealedPolicies` (r:0 w:1)
	fn repeal_policy() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	fn license_break_glass() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	/// Storage: `Consent::NextSession` (r:1 w:1)
	/// Storage: `Consent::Sessions` (r:0 w:1)
	fn open_emergency() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	fn close_emergency() -> Weight {
		Weight::from_parts(120_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Storage: `Consent::Sessions` (r:1 w:1)
	/// Storage: `Consent::Files` (r:1 w:1)
	/// Storage: `Consent::BreakGlasses` (r:1 w:1)
	fn review_emergency() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Storage: `Consent::Files` (r:1 w:0)
	fn decide_by_class() -> Weight {
		Weight::from_parts(120_000_000, 9_000).saturating_add(T::DbWeight::get().reads(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Storage: `RecordAnchor::Anchors` (r:1 w:0)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Storage: `Consent::Files` (r:1 w:0)
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(130_000_000, 9_000).saturating_add(T::DbWeight::get().reads(7))
	}
	/// Storage: `Consent::Annexes` (r:2 w:2)
	/// Storage: `Consent::Heads` (r:1 w:1)
	fn sweep_step() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Storage: `Consent::Heads` (r:1 w:1)
	/// Storage: `Consent::ForgottenBefore` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:2 w:2)
	fn migrate_head() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// Storage: `Consent::Files` (r:1 w:1)
	fn migrate_file() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// Storage: `Consent::Envelopes` (r:1 w:1)
	/// Storage: `Consent::Annexes` (r:1 w:1)
	fn migrate_envelope() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn grant() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn amend() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn exclude_class() -> Weight {
		Weight::from_parts(130_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn revoke_organization() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn renounce() -> Weight {
		Weight::from_parts(100_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn replace_envelope() -> Weight {
		Weight::from_parts(110_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refer() -> Weight {
		Weight::from_parts(220_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_consent() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn withdraw_request() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn approve_request() -> Weight {
		Weight::from_parts(170_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn reject_request() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn refuse() -> Weight {
		Weight::from_parts(80_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refusal() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn refuse_all() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn lift_refuse_all() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn opt_out_of_emergencies() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn opt_in_to_emergencies() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn mark_confidential() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn unmark_confidential() -> Weight {
		Weight::from_parts(70_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn enact_policy() -> Weight {
		Weight::from_parts(40_000_000, 9_000).saturating_add(ParityDbWeight::get().reads(1))
	}
	fn repeal_policy() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn license_break_glass() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn close_emergency() -> Weight {
		Weight::from_parts(120_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(150_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(8))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn decide_by_class() -> Weight {
		Weight::from_parts(120_000_000, 9_000).saturating_add(ParityDbWeight::get().reads(6))
	}
	fn decide_by_anchor() -> Weight {
		Weight::from_parts(130_000_000, 9_000).saturating_add(ParityDbWeight::get().reads(7))
	}
	fn sweep_step() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn migrate_head() -> Weight {
		Weight::from_parts(90_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn migrate_file() -> Weight {
		Weight::from_parts(60_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(1))
	}
	fn migrate_envelope() -> Weight {
		Weight::from_parts(50_000_000, 9_000)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
}
