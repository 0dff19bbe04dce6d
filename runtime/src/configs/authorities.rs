//! Who decides what, by stock pallets: a council and a technical committee that vote, and two offices whose members act alone.
//!
//! | authority | who | may |
//! |---|---|---|
//! | [`Consortium`] | three quarters of the council | parameters, validators, members of all of these; by pallet-whitelist whatever root may, such as an upgrade |
//! | [`Accreditation`] | more than half of the council | organizations and their states; the authorities' verdicts on emergencies |
//! | [`PolicyMakers`] | two thirds of the council | policies, which count after a notice |
//! | [`Registrar`] | each member of a set | representatives, deaths, contested recoveries, control given back, disputes about records |
//! | [`Licensing`] | each member of a set | emergency roles, licences to break the glass, the last word on inquiries |
//! | technical | more than half of the committee | safe mode and pauses: see `safety` |
//!
//! Root may all of it. Nobody has its key, except on a development chain.

use super::{payment::Deposit, system::RuntimeBlockWeights};
use crate::{
	motions::{OneOfTheWeek, MOTIONS_A_WEEK},
	AccountId, Balances, BlockNumber, LicensingMembers, OriginCaller, Preimage, RegistrarMembers,
	Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, System, DAYS,
};
use alloc::collections::BTreeSet;
use core::cmp::Ordering;
use frame_support::{
	parameter_types,
	traits::{
		ConstU32, ConstU64, Contains, EitherOf, EitherOfDiverse, MapSuccess, NeverEnsureOrigin,
		PrivilegeCmp, TypedGet,
	},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSignedBy};
use pallet_collective::{
	DefaultVote, EnsureProportionAtLeast, EnsureProportionMoreThan, MemberCount,
};
use salus_primitives::{Moment, DAY};
use sp_runtime::{traits::Replace, Perbill};

/// The council: one seat for each member of the consortium.
pub type CouncilCollective = pallet_collective::Instance1;
/// The technical committee: who can tell at night whether the chain is under attack.
pub type TechnicalCollective = pallet_collective::Instance2;
type RegistrarSet = pallet_membership::Instance1;
type LicensingSet = pallet_membership::Instance2;

type Root = EnsureRoot<AccountId>;

/// Who decides for the consortium as a whole: root, or three quarters of the council.
pub type Consortium = EitherOf<Root, EnsureProportionAtLeast<AccountId, CouncilCollective, 3, 4>>;

/// Who accredits organizations: more than half of the council.
pub type Accreditation =
	EitherOf<Root, EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>>;

/// Who enacts policies: two thirds of the council, or root. Both give notice.
pub type PolicyMakers = EitherOf<
	EnsureRootWithSuccess<AccountId, NoticeOfRoot>,
	MapSuccess<
		EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>,
		Replace<ConstU64<POLICY_NOTICE>>,
	>,
>;

/// How long a policy of root's waits: no less than the council's, which could be root otherwise; on a development chain it counts at once.
pub struct NoticeOfRoot;

impl TypedGet for NoticeOfRoot {
	type Type = Moment;

	fn get() -> Moment {
		if pallet_sudo::Key::<Runtime>::exists() {
			0
		} else {
			POLICY_NOTICE
		}
	}
}

/// Who keeps the register of persons. A member uses an account of its own for the office, since whatever this account signs it signs as the registrar.
pub type Registrar = EitherOfDiverse<EnsureSignedBy<RegistrarMembers, AccountId>, Root>;

/// Who licenses practitioners and organizations for emergencies.
pub type Licensing = EitherOfDiverse<EnsureSignedBy<LicensingMembers, AccountId>, Root>;

/// More than half of the technical committee.
pub type CommitteeMajority = EnsureProportionMoreThan<AccountId, TechnicalCollective, 1, 2>;

/// How long a policy waits that the council enacts: a week, in which patients can refuse, and the council can withdraw it.
const POLICY_NOTICE: Moment = 7 * DAY;

/// How long a motion may be voted on: a week.
pub const MOTION_DURATION: BlockNumber = 7 * DAYS;

/// How many members a body may have: as many as there can be validators.
const MAX_MEMBERS: u32 = 32;

/// How many motions of a body may be open: all that its members can make while one is.
const MAX_MOTIONS: u32 = MAX_MEMBERS * MOTIONS_A_WEEK;

/// How many calls may be due in a block.
const MAX_SCHEDULED: u32 = 16;

parameter_types! {
	/// What a motion may take: it has to fit beside a block's own work.
	pub MaxMotionWeight: Weight = Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
	/// What is due may take so much of a block; the rest of it waits for the next one.
	pub MaxScheduledWeight: Weight = Perbill::from_percent(5) * RuntimeBlockWeights::get().max_block;
	pub const StoredCall: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

/// Who does not vote has not agreed, whatever others say: with the stock rules a majority, or a prime member, would become three quarters by waiting.
pub struct OnlyWhoVotes;

impl DefaultVote for OnlyWhoVotes {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = ConstU32<MOTION_DURATION>;
	type MaxProposals = ConstU32<MAX_MOTIONS>;
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type DefaultVote = OnlyWhoVotes;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = Consortium;
	type MaxProposalWeight = MaxMotionWeight;
	/// What nobody wants to vote on need not stay for a week.
	type DisapproveOrigin = EitherOf<Consortium, CommitteeMajority>;
	type KillOrigin = NeverEnsureOrigin<()>;
	type Consideration = OneOfTheWeek;
}

impl pallet_collective::Config<TechnicalCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = ConstU32<MOTION_DURATION>;
	type MaxProposals = ConstU32<MAX_MOTIONS>;
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type DefaultVote = OnlyWhoVotes;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = Consortium;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = Accreditation;
	type KillOrigin = NeverEnsureOrigin<()>;
	type Consideration = OneOfTheWeek;
}

impl pallet_membership::Config<RegistrarSet> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = Consortium;
	type RemoveOrigin = Consortium;
	type SwapOrigin = Consortium;
	type ResetOrigin = Consortium;
	type PrimeOrigin = Consortium;
	type MembershipInitialized = ();
	type MembershipChanged = ();
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}

impl pallet_membership::Config<LicensingSet> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = Consortium;
	type RemoveOrigin = Consortium;
	type SwapOrigin = Consortium;
	type ResetOrigin = Consortium;
	type PrimeOrigin = Consortium;
	type MembershipInitialized = ();
	type MembershipChanged = ();
	type MaxMembers = ConstU32<MAX_MEMBERS>;
	type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}

/// What the council has agreed to with three quarters it dispatches as root, in the same motion:
/// `utility.batchAll([whitelist.whitelistCall(hash), whitelist.dispatchWhitelistedCallWithPreimage(call)])`.
impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = Consortium;
	type DispatchWhitelistedOrigin = Consortium;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = ConstU32<MOTION_DURATION>;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = Consortium;
	type Consideration = Deposit<StoredCall>;
}

/// Whoever may schedule may also cancel what others have scheduled: with other votes, or when there were other members.
pub struct ByTheConsortium;

impl PrivilegeCmp<OriginCaller> for ByTheConsortium {
	fn cmp_privilege(_: &OriginCaller, _: &OriginCaller) -> Option<Ordering> {
		Some(Ordering::Equal)
	}
}

/// Calls about the authorities themselves that are sent with sound arguments, and by the right ones: an office is not passed on by its holder, and a body
/// has members, each once and no more than its motions are weighed for.
pub struct KeepsAuthorities;

impl Contains<RuntimeCall> for KeepsAuthorities {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_collective::Call::set_members;
		use pallet_membership::Call::change_key;
		match call {
			RuntimeCall::RegistrarMembers(change_key { .. })
			| RuntimeCall::LicensingMembers(change_key { .. }) => false,
			RuntimeCall::Council(set_members { new_members, .. })
			| RuntimeCall::TechnicalCommittee(set_members { new_members, .. }) => {
				let distinct = new_members.iter().collect::<BTreeSet<_>>().len();
				(1..=MAX_MEMBERS as usize).contains(&distinct) && distinct == new_members.len()
			},
			_ => true,
		}
	}
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaxScheduledWeight;
	type ScheduleOrigin = Consortium;
	type OriginPrivilegeCmp = ByTheConsortium;
	type MaxScheduledPerBlock = ConstU32<MAX_SCHEDULED>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}
