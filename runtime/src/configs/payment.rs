//! The token, and who pays fees.

use crate::{
	weights, AccountId, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason,
	RuntimeHoldReason, System, EXISTENTIAL_DEPOSIT, UNIT,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU128, ConstU32, ConstU8, LinearStoragePrice,
		VariantCountOf,
	},
	weights::IdentityFee,
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{traits::One, FixedPointNumber, Perquintill};

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = weights::pallet_balances::WeightInfo<Runtime>;
	type Balance = Balance;
	type DustRemoval = ();
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ();
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

parameter_types! {
	/// How full blocks may be on average without the fee rising.
	pub const TargetFullness: Perquintill = Perquintill::from_percent(25);
	/// How fast it rises: by a factor of e within 45 minutes of full blocks.
	pub Adjustment: Multiplier = Multiplier::saturating_from_rational(1, 1_000);
	/// It never falls below what weight and length say.
	pub LowestMultiplier: Multiplier = Multiplier::one();
	/// It never rises above a million times that.
	pub HighestMultiplier: Multiplier = Multiplier::saturating_from_integer(1_000_000);
	/// What one stored item costs whoever has to leave a deposit for it.
	pub const DepositPerItem: Balance = UNIT / 10;
	/// What each byte of it costs beside.
	pub const DepositPerByte: Balance = UNIT / 10_000;
}

/// A deposit for something stored, held on the account of whoever brought it in.
pub type Deposit<Reason> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<DepositPerItem, DepositPerByte, Balance>,
>;

/// Whoever fills blocks pays more and more for it.
type RisesWithLoad =
	TargetedFeeAdjustment<Runtime, TargetFullness, Adjustment, LowestMultiplier, HighestMultiplier>;

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = IdentityFee<Balance>;
	type FeeMultiplierUpdate = RisesWithLoad;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = weights::pallet_transaction_payment::WeightInfo<Runtime>;
}
