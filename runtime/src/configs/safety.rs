//! What the technical committee may stop while a fault is looked into, for a bounded time: single calls, or everything that protects nobody.
//!
//! What is never stopped stands in [`crate::protected`].

use super::authorities::{Accreditation, CommitteeMajority, Consortium, KeepsAuthorities};
use crate::{
	evidence::Attempts, protected, AccountId, Balances, BlockNumber, Pause, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, SafeMode, DAYS, HOURS,
};
use frame_support::traits::{
	ConstU32, Contains, EitherOf, InsideBoth, MapSuccess, NeverEnsureOrigin,
};
use frame_system::EnsureRootWithSuccess;
use pallet_admission::KeepsEvidence;
use sp_runtime::traits::Replace;

/// Which calls are dispatched.
pub type CallFilter =
	InsideBoth<InsideBoth<KeepsEvidence<Attempts>, KeepsAuthorities>, InsideBoth<SafeMode, Pause>>;

/// For how long the committee enters safe mode, and the council lets it go on each time.
const SAFE_MODE: BlockNumber = 2 * HOURS;

/// For how long the committee pauses a call at most.
const LONGEST_PAUSE: BlockNumber = DAYS;

/// How many calls can be paused.
const MAX_PAUSED: u32 = 32;

/// Who ends what the committee began.
type CommitteeOrCouncil = EitherOf<CommitteeMajority, Accreditation>;

/// What goes on in safe mode.
pub struct GoesOn;

impl Contains<RuntimeCall> for GoesOn {
	fn contains(call: &RuntimeCall) -> bool {
		protected::goes_on_in_safe_mode(call)
	}
}

/// Nobody enters by leaving a deposit. The committee enters for two hours, and it takes the council to make that longer.
impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = GoesOn;
	type EnterDuration = ConstU32<SAFE_MODE>;
	type ExtendDuration = ConstU32<SAFE_MODE>;
	type EnterDepositAmount = ();
	type ExtendDepositAmount = ();
	type ForceEnterOrigin = EitherOf<
		EnsureRootWithSuccess<AccountId, ConstU32<SAFE_MODE>>,
		MapSuccess<CommitteeMajority, Replace<ConstU32<SAFE_MODE>>>,
	>;
	type ForceExtendOrigin = MapSuccess<Consortium, Replace<ConstU32<SAFE_MODE>>>;
	type ForceExitOrigin = CommitteeOrCouncil;
	type ForceDepositOrigin = NeverEnsureOrigin<()>;
	type Notify = ();
	type ReleaseDelay = ();
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}

impl pallet_pause::Config for Runtime {
	type PauseOrigin = EitherOf<
		EnsureRootWithSuccess<AccountId, ConstU32<LONGEST_PAUSE>>,
		MapSuccess<CommitteeMajority, Replace<ConstU32<LONGEST_PAUSE>>>,
	>;
	type ResumeOrigin = CommitteeOrCouncil;
	type Protected = protected::Protected;
	type MaxPaused = ConstU32<MAX_PAUSED>;
	type WeightInfo = pallet_pause::weights::SubstrateWeight<Runtime>;
}
