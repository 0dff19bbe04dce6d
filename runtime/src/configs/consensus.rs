//! Who makes blocks (Aura), who finalises them (GRANDPA), who is among them (sessions), and what time it is.

use super::{authorities::Consortium, upgrades::dynamic_params};
use crate::{
	opaque::SessionKeys, AccountId, Aura, Balance, Balances, BlockNumber, Historical, Runtime,
	RuntimeCall, RuntimeEvent, Session, Timestamp, UncheckedExtrinsic, ValidatorSet, SLOT_DURATION,
	UNIT,
};
use alloc::vec::Vec;
use frame_support::traits::{ConstBool, ConstU128, ConstU32, ConstU64, Get, KeyOwnerProofSystem};
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use pallet_session::{
	historical::{self, NoteHistoricalRoot},
	PeriodicSessions, SessionManager,
};
use pallet_validator_set::{EndedElsewhere, NeverNobody, NothingMore};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::crypto::KeyTypeId;
use sp_runtime::traits::{ConvertInto, OpaqueKeys};
use sp_staking::SessionIndex;

/// How many blocks a session has. What is counted in sessions (a week of proofs, who counts as failing) shrinks and grows with it.
pub struct SessionLength;

impl Get<BlockNumber> for SessionLength {
	fn get() -> BlockNumber {
		dynamic_params::consortium::SessionLength::get().clamp(10, 1_800)
	}
}

/// How many validators there can be: as many as there are hospitals in a consortium that one vote can oversee.
const MAX_VALIDATORS: u32 = 32;

/// For how many sessions it can be proved whose a key was, and so that its owner said two things at once: a week of
/// those of five minutes.
const PROVABLE_SESSIONS: SessionIndex = 7 * 24 * 12;

/// After how many sessions in a row without a block a validator counts as failing: a quarter of an hour.
const FAILING_AFTER: u32 = 3;

/// What publishing session keys holds, as long as they are published.
const KEY_DEPOSIT: Balance = UNIT;

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Aura;
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type WeightInfo = crate::weights::pallet_timestamp::WeightInfo<Runtime>;
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type SlotDuration = pallet_aura::MinimumPeriodTimesTwo<Runtime>;
}

/// For how many blocks a report of two votes in one round is good.
pub struct ReportLongevity;

impl Get<u64> for ReportLongevity {
	fn get() -> u64 {
		u64::from(PROVABLE_SESSIONS).saturating_mul(SessionLength::get().into())
	}
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ PROVABLE_SESSIONS as u64 }>;
	type KeyOwnerProof = <Historical as KeyOwnerProofSystem<(KeyTypeId, GrandpaId)>>::Proof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, ValidatorSet, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ValidatorSet;
}

/// Forgets, whenever a session is planned, the one of which nothing can be proved any more.
pub struct WithinAWeek<Manager>(core::marker::PhantomData<Manager>);

impl<Manager: SessionManager<AccountId>> SessionManager<AccountId> for WithinAWeek<Manager> {
	fn new_session(session: SessionIndex) -> Option<Vec<AccountId>> {
		if session > PROVABLE_SESSIONS {
			Historical::prune_up_to(session.saturating_sub(PROVABLE_SESSIONS));
		}
		Manager::new_session(session)
	}

	fn new_session_genesis(session: SessionIndex) -> Option<Vec<AccountId>> {
		Manager::new_session_genesis(session)
	}

	fn end_session(session: SessionIndex) {
		Manager::end_session(session);
	}

	fn start_session(session: SessionIndex) {
		Manager::start_session(session);
	}
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = EndedElsewhere;
	type NextSessionRotation = PeriodicSessions<SessionLength, ConstU32<0>>;
	type SessionManager = WithinAWeek<NoteHistoricalRoot<Self, ValidatorSet>>;
	type SessionHandler = NeverNobody<<SessionKeys as OpaqueKeys>::KeyTypeIdProviders>;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ConstU128<KEY_DEPOSIT>;
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NothingMore;
}

/// Reports of two votes in one round, which a node makes by itself: nobody signs them.
impl<Call> CreateTransactionBase<Call> for Runtime
where
	RuntimeCall: From<Call>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<Call> CreateBare<Call> for Runtime
where
	RuntimeCall: From<Call>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

/// The least number of validators: never none, and never more than there can be.
pub struct MinValidators;

impl Get<u32> for MinValidators {
	fn get() -> u32 {
		dynamic_params::consortium::MinValidators::get().clamp(1, MAX_VALIDATORS)
	}
}

impl pallet_validator_set::Config for Runtime {
	type Time = Timestamp;
	type Session = Session;
	type SessionLength = SessionLength;
	type ConsortiumOrigin = Consortium;
	type MinValidators = MinValidators;
	type MaxValidators = ConstU32<MAX_VALIDATORS>;
	type FailingAfter = ConstU32<FAILING_AFTER>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = PublishedKeys;
	type WeightInfo = pallet_validator_set::weights::SubstrateWeight<Runtime>;
}

/// Session keys that nobody has the secrets of.
#[cfg(feature = "runtime-benchmarks")]
pub struct PublishedKeys;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_validator_set::BenchmarkHelper<AccountId> for PublishedKeys {
	fn publish_keys(account: &AccountId) {
		use sp_core::{ed25519, sr25519, ByteArray};
		let bytes: &[u8] = account.as_ref();
		if let (Ok(aura), Ok(grandpa)) =
			(sr25519::Public::from_slice(bytes), ed25519::Public::from_slice(bytes))
		{
			let keys = SessionKeys { aura: aura.into(), grandpa: grandpa.into() };
			pallet_session::NextKeys::<Runtime>::insert(account, keys);
		}
	}

	fn settle() {
		pallet_grandpa::PendingChange::<Runtime>::kill();
	}
}
