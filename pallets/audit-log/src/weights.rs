//! What the calls of `pallet_audit_log` cost, measured by `scripts/weights.sh`.
//!
//! Measured with 20 steps and 6 repeats on Intel(R) Xeon(R) Processor, on the Salus runtime. A call's
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
	fn append() -> Weight;
	fn request_access(t: u32) -> Weight;
	fn request_access_to_unknown_patient(t: u32) -> Weight;
	fn redeem_ticket() -> Weight;
	fn report_access(n: u32) -> Weight;
	fn prune_trail(n: u32) -> Weight;
	fn prune_activities(n: u32) -> Weight;
	fn prune_attempts(n: u32) -> Weight;
	fn prune_redeemed(n: u32) -> Weight;
	fn contest_entry() -> Weight;
	fn answer_inquiry() -> Weight;
	fn resolve_inquiry() -> Weight;
	fn escalate_inquiry() -> Weight;
}

/// Weights for a runtime that names its database in `frame_system::Config::DbWeight`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn append() -> Weight {
		// Took a minimum of 19_961_000 picoseconds.
		Weight::from_parts(23_426_000, 3603)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:1)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn request_access(t: u32) -> Weight {
		// Took a minimum of 57_630_000 picoseconds.
		Weight::from_parts(63_907_414, 4908)
			.saturating_add(Weight::from_parts(127_645, 0).saturating_mul(t.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:2 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:1)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn request_access_to_unknown_patient(_t: u32) -> Weight {
		// Took a minimum of 86_233_000 picoseconds.
		Weight::from_parts(103_637_160, 6216)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:2 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:2 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:1 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Heads` (r:1 w:0)
	/// Proof: `Consent::Heads` (`max_values`: None, `max_size`: Some(5733), added: 8208, mode: `MaxEncodedLen`)
	/// Storage: `Consent::Files` (r:1 w:0)
	/// Proof: `Consent::Files` (`max_values`: None, `max_size`: Some(4486), added: 6961, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:1)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn redeem_ticket() -> Weight {
		// Took a minimum of 168_376_000 picoseconds.
		Weight::from_parts(185_987_000, 9198)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:257 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:257 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:256 w:256)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:256 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:256 w:256)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::EscalationDay` (r:1 w:1)
	/// Proof: `AuditLog::EscalationDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:1 w:1)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:0 w:256)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::InquiriesDue` (r:0 w:256)
	/// Proof: `AuditLog::InquiriesDue` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:256)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn report_access(n: u32) -> Weight {
		// Took a minimum of 139_869_000 picoseconds.
		Weight::from_parts(148_322_000, 4615)
			.saturating_add(Weight::from_parts(89_053_511, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3918).saturating_mul(n.into()))
	}
	/// Storage: `AuditLog::Entries` (r:33 w:32)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:33 w:32)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:32 w:32)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:0 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Escalated` (r:0 w:32)
	/// Proof: `AuditLog::Escalated` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	fn prune_trail(n: u32) -> Weight {
		// Took a minimum of 15_525_000 picoseconds.
		Weight::from_parts(21_657_496, 4656)
			.saturating_add(Weight::from_parts(25_812_466, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3666).saturating_mul(n.into()))
	}
	/// Storage: `AuditLog::FirstActivityDay` (r:1 w:1)
	/// Proof: `AuditLog::FirstActivityDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:33 w:32)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn prune_activities(n: u32) -> Weight {
		// Took a minimum of 13_961_000 picoseconds.
		Weight::from_parts(17_752_732, 6292)
			.saturating_add(Weight::from_parts(10_822_399, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2519).saturating_mul(n.into()))
	}
	/// Storage: `AuditLog::FirstRedeemedHour` (r:1 w:1)
	/// Proof: `AuditLog::FirstRedeemedHour` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Redeemed` (r:33 w:32)
	/// Proof: `AuditLog::Redeemed` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn prune_redeemed(n: u32) -> Weight {
		// Took a minimum of 10_855_000 picoseconds.
		Weight::from_parts(14_685_034, 6263)
			.saturating_add(Weight::from_parts(5_186_423, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2505).saturating_mul(n.into()))
	}
	fn prune_attempts(n: u32) -> Weight {
		// Took a minimum of 10_855_000 picoseconds.
		Weight::from_parts(14_685_034, 6263)
			.saturating_add(Weight::from_parts(5_186_423, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2505).saturating_mul(n.into()))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:1 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:1 w:1)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::EscalationDay` (r:1 w:0)
	/// Proof: `AuditLog::EscalationDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::InquiriesDue` (r:0 w:2)
	/// Proof: `AuditLog::InquiriesDue` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn contest_entry() -> Weight {
		// Took a minimum of 68_241_000 picoseconds.
		Weight::from_parts(77_600_000, 4908)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Organizations` (r:1 w:0)
	/// Proof: `ProviderRegistry::Organizations` (`max_values`: None, `max_size`: Some(1150), added: 3625, mode: `MaxEncodedLen`)
	/// Storage: `ProviderRegistry::Practitioners` (r:1 w:0)
	/// Proof: `ProviderRegistry::Practitioners` (`max_values`: None, `max_size`: Some(403), added: 2878, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:1 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:1 w:1)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::InquiriesDue` (r:0 w:1)
	/// Proof: `AuditLog::InquiriesDue` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	fn answer_inquiry() -> Weight {
		// Took a minimum of 100_115_000 picoseconds.
		Weight::from_parts(107_429_000, 4656)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:1 w:1)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Escalated` (r:0 w:1)
	/// Proof: `AuditLog::Escalated` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn resolve_inquiry() -> Weight {
		// Took a minimum of 40_115_000 picoseconds.
		Weight::from_parts(45_683_000, 3603)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `AuditLog::InquiriesDue` (r:2 w:1)
	/// Proof: `AuditLog::InquiriesDue` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Escalated` (r:0 w:1)
	/// Proof: `AuditLog::Escalated` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn escalate_inquiry() -> Weight {
		// Took a minimum of 42_255_000 picoseconds.
		Weight::from_parts(49_697_000, 6070)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn append() -> Weight {
		Weight::from_parts(23_426_000, 3603)
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn request_access(t: u32) -> Weight {
		Weight::from_parts(63_907_414, 4908)
			.saturating_add(Weight::from_parts(127_645, 0).saturating_mul(t.into()))
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn request_access_to_unknown_patient(_t: u32) -> Weight {
		Weight::from_parts(103_637_160, 6216)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn redeem_ticket() -> Weight {
		Weight::from_parts(185_987_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(10))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn report_access(n: u32) -> Weight {
		Weight::from_parts(148_322_000, 4615)
			.saturating_add(Weight::from_parts(89_053_511, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(2))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3918).saturating_mul(n.into()))
	}
	fn prune_trail(n: u32) -> Weight {
		Weight::from_parts(21_657_496, 4656)
			.saturating_add(Weight::from_parts(25_812_466, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3666).saturating_mul(n.into()))
	}
	fn prune_activities(n: u32) -> Weight {
		Weight::from_parts(17_752_732, 6292)
			.saturating_add(Weight::from_parts(10_822_399, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2519).saturating_mul(n.into()))
	}
	fn prune_redeemed(n: u32) -> Weight {
		Weight::from_parts(14_685_034, 6263)
			.saturating_add(Weight::from_parts(5_186_423, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2505).saturating_mul(n.into()))
	}
	fn prune_attempts(n: u32) -> Weight {
		Weight::from_parts(14_685_034, 6263)
			.saturating_add(Weight::from_parts(5_186_423, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2505).saturating_mul(n.into()))
	}
	fn contest_entry() -> Weight {
		Weight::from_parts(77_600_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn answer_inquiry() -> Weight {
		Weight::from_parts(107_429_000, 4656)
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn resolve_inquiry() -> Weight {
		Weight::from_parts(45_683_000, 3603)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn escalate_inquiry() -> Weight {
		Weight::from_parts(49_697_000, 6070)
			.saturating_add(ParityDbWeight::get().reads(5))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
}
