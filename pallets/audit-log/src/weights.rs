//! What the calls of `pallet_audit_log` cost, measured by `scripts/weights.sh`.
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
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn append() -> Weight {
		// Took a minimum of 11_748_000 picoseconds.
		Weight::from_parts(12_408_000, 3603)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// Storage: `PatientIdentity::Patients` (r:1 w:0)
	/// Proof: `PatientIdentity::Patients` (`max_values`: None, `max_size`: Some(1443), added: 3918, mode: `MaxEncodedLen`)
	/// Storage: `PatientIdentity::Tombstones` (r:1 w:0)
	/// Proof: `PatientIdentity::Tombstones` (`max_values`: None, `max_size`: Some(40), added: 2515, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Attempts` (r:1 w:1)
	/// Proof: `AuditLog::Attempts` (`max_values`: None, `max_size`: Some(131), added: 2606, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:1)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn request_access(t: u32) -> Weight {
		// Took a minimum of 32_098_000 picoseconds.
		Weight::from_parts(34_825_570, 4908)
			.saturating_add(Weight::from_parts(80_774, 0).saturating_mul(t.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
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
	/// Storage: `AuditLog::Attempts` (r:1 w:1)
	/// Proof: `AuditLog::Attempts` (`max_values`: None, `max_size`: Some(131), added: 2606, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Activities` (r:0 w:1)
	/// Proof: `AuditLog::Activities` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn request_access_to_unknown_patient(t: u32) -> Weight {
		// Took a minimum of 47_000_000 picoseconds.
		Weight::from_parts(50_354_104, 6216)
			.saturating_add(Weight::from_parts(92_457, 0).saturating_mul(t.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
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
		// Took a minimum of 94_561_000 picoseconds.
		Weight::from_parts(102_172_000, 9198)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
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
		// Took a minimum of 78_377_000 picoseconds.
		Weight::from_parts(80_760_000, 4615)
			.saturating_add(Weight::from_parts(56_387_277, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
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
		// Took a minimum of 9_644_000 picoseconds.
		Weight::from_parts(10_404_026, 4656)
			.saturating_add(Weight::from_parts(16_046_621, 0).saturating_mul(n.into()))
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
		// Took a minimum of 8_372_000 picoseconds.
		Weight::from_parts(9_256_506, 6228)
			.saturating_add(Weight::from_parts(7_326_607, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2525).saturating_mul(n.into()))
	}
	/// Storage: `AuditLog::FirstAttemptDay` (r:1 w:1)
	/// Proof: `AuditLog::FirstAttemptDay` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Attempts` (r:33 w:32)
	/// Proof: `AuditLog::Attempts` (`max_values`: None, `max_size`: Some(131), added: 2606, mode: `MaxEncodedLen`)
	fn prune_attempts(n: u32) -> Weight {
		// Took a minimum of 6_289_000 picoseconds.
		Weight::from_parts(7_118_914, 6362)
			.saturating_add(Weight::from_parts(4_666_648, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2590).saturating_mul(n.into()))
	}
	/// Storage: `AuditLog::FirstRedeemedHour` (r:1 w:1)
	/// Proof: `AuditLog::FirstRedeemedHour` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Redeemed` (r:33 w:32)
	/// Proof: `AuditLog::Redeemed` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn prune_redeemed(n: u32) -> Weight {
		// Took a minimum of 6_850_000 picoseconds.
		Weight::from_parts(8_051_465, 6199)
			.saturating_add(Weight::from_parts(3_549_488, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2512).saturating_mul(n.into()))
	}
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
		// Took a minimum of 41_722_000 picoseconds.
		Weight::from_parts(43_475_000, 4908)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
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
		// Took a minimum of 49_534_000 picoseconds.
		Weight::from_parts(52_448_000, 4656)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `LicensingMembers::Members` (r:1 w:0)
	/// Proof: `LicensingMembers::Members` (`max_values`: Some(1), `max_size`: Some(1025), added: 1520, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Flagged` (r:1 w:1)
	/// Proof: `AuditLog::Flagged` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Escalated` (r:0 w:1)
	/// Proof: `AuditLog::Escalated` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn resolve_inquiry() -> Weight {
		// Took a minimum of 27_381_000 picoseconds.
		Weight::from_parts(29_044_000, 3603)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// Storage: `AuditLog::InquiriesDue` (r:2 w:1)
	/// Proof: `AuditLog::InquiriesDue` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Inquiries` (r:1 w:1)
	/// Proof: `AuditLog::Inquiries` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Heads` (r:1 w:1)
	/// Proof: `AuditLog::Heads` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Escalated` (r:0 w:1)
	/// Proof: `AuditLog::Escalated` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	/// Storage: `AuditLog::Entries` (r:0 w:1)
	/// Proof: `AuditLog::Entries` (`max_values`: None, `max_size`: Some(1191), added: 3666, mode: `MaxEncodedLen`)
	fn escalate_inquiry() -> Weight {
		// Took a minimum of 25_317_000 picoseconds.
		Weight::from_parts(26_529_000, 6070)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}

/// Weights for a runtime without a database of its own: tests.
impl WeightInfo for () {
	fn append() -> Weight {
		Weight::from_parts(12_408_000, 3603)
			.saturating_add(ParityDbWeight::get().reads(1))
			.saturating_add(ParityDbWeight::get().writes(2))
	}
	fn request_access(t: u32) -> Weight {
		Weight::from_parts(34_825_570, 4908)
			.saturating_add(Weight::from_parts(80_774, 0).saturating_mul(t.into()))
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn request_access_to_unknown_patient(t: u32) -> Weight {
		Weight::from_parts(50_354_104, 6216)
			.saturating_add(Weight::from_parts(92_457, 0).saturating_mul(t.into()))
			.saturating_add(ParityDbWeight::get().reads(7))
			.saturating_add(ParityDbWeight::get().writes(4))
	}
	fn redeem_ticket() -> Weight {
		Weight::from_parts(102_172_000, 9198)
			.saturating_add(ParityDbWeight::get().reads(9))
			.saturating_add(ParityDbWeight::get().writes(3))
	}
	fn report_access(n: u32) -> Weight {
		Weight::from_parts(80_760_000, 4615)
			.saturating_add(Weight::from_parts(56_387_277, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().reads((5_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(2))
			.saturating_add(ParityDbWeight::get().writes((5_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3918).saturating_mul(n.into()))
	}
	fn prune_trail(n: u32) -> Weight {
		Weight::from_parts(10_404_026, 4656)
			.saturating_add(Weight::from_parts(16_046_621, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(2))
			.saturating_add(ParityDbWeight::get().reads((3_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3666).saturating_mul(n.into()))
	}
	fn prune_activities(n: u32) -> Weight {
		Weight::from_parts(9_256_506, 6228)
			.saturating_add(Weight::from_parts(7_326_607, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2525).saturating_mul(n.into()))
	}
	fn prune_attempts(n: u32) -> Weight {
		Weight::from_parts(7_118_914, 6362)
			.saturating_add(Weight::from_parts(4_666_648, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2590).saturating_mul(n.into()))
	}
	fn prune_redeemed(n: u32) -> Weight {
		Weight::from_parts(8_051_465, 6199)
			.saturating_add(Weight::from_parts(3_549_488, 0).saturating_mul(n.into()))
			.saturating_add(ParityDbWeight::get().reads(3))
			.saturating_add(ParityDbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(ParityDbWeight::get().writes(1))
			.saturating_add(ParityDbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2512).saturating_mul(n.into()))
	}
	fn contest_entry() -> Weight {
		Weight::from_parts(43_475_000, 4908)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(6))
	}
	fn answer_inquiry() -> Weight {
		Weight::from_parts(52_448_000, 4656)
			.saturating_add(ParityDbWeight::get().reads(6))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn resolve_inquiry() -> Weight {
		Weight::from_parts(29_044_000, 3603)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
	fn escalate_inquiry() -> Weight {
		Weight::from_parts(26_529_000, 6070)
			.saturating_add(ParityDbWeight::get().reads(4))
			.saturating_add(ParityDbWeight::get().writes(5))
	}
}
