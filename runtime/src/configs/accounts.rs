//! Accounts that several people have in hand, and accounts that let others act for them: of hospitals, validators and members of the consortium.

use crate::{Balance, Balances, Runtime, RuntimeCall, RuntimeEvent, System, UNIT};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{ConstU128, ConstU32, InstanceFilter};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

/// How many people may have an account in hand together.
const MAX_SIGNATORIES: u32 = 32;

/// How many may act for an account, and how many calls each may have announced.
const MAX_PROXIES: u32 = 16;

/// What a stored row holds, whose size is small and known.
const ROW_DEPOSIT: Balance = UNIT / 10;

/// What each account named in it holds beside.
const ENTRY_DEPOSIT: Balance = UNIT / 100;

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = ConstU128<ROW_DEPOSIT>;
	type DepositFactor = ConstU128<ENTRY_DEPOSIT>;
	type MaxSignatories = ConstU32<MAX_SIGNATORIES>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

/// What somebody may do for an account that has named it.
#[derive(
	Clone,
	Copy,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// The daily business of an organization's administration: its practitioners, gateways and keys.
	#[codec(index = 1)]
	Organization,
	/// A validator's session keys.
	#[codec(index = 2)]
	Validator,
	/// Motions and votes of a member of the council or the technical committee.
	#[codec(index = 3)]
	Governance,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::Organization => is_daily_business(call),
			Self::Validator => matches!(call, RuntimeCall::Session(_)),
			Self::Governance => {
				matches!(call, RuntimeCall::Council(_) | RuntimeCall::TechnicalCommittee(_))
			},
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		*self == Self::Any || self == other
	}
}

/// Whether `call` is what an organization's administration does every day. Who administers it, only the admin itself says.
fn is_daily_business(call: &RuntimeCall) -> bool {
	use pallet_provider_registry::Call::*;
	matches!(
		call,
		RuntimeCall::ProviderRegistry(
			add_practitioner { .. }
				| change_practitioner { .. }
				| remove_practitioner { .. }
				| forget_practitioner { .. }
				| add_gateway { .. }
				| remove_gateway { .. }
				| forget_gateway { .. }
				| publish_organization_key { .. }
		)
	)
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<ROW_DEPOSIT>;
	type ProxyDepositFactor = ConstU128<ENTRY_DEPOSIT>;
	type MaxProxies = ConstU32<MAX_PROXIES>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<MAX_PROXIES>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<ROW_DEPOSIT>;
	type AnnouncementDepositFactor = ConstU128<ENTRY_DEPOSIT>;
	type BlockNumberProvider = System;
}
