//! Blocks, batches and the superuser.

use super::safety::CallFilter;
use crate::{
	weights, AccountId, Admission, Balance, Block, BlockNumber, Hash, Migrations, Nonce,
	OriginCaller, PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask,
	DEVELOPMENT_SS58_PREFIX, SS58_PREFIX, VERSION,
};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU32, Get},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, RuntimeDbWeight, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;
use sp_version::RuntimeVersion;

/// What share of a block ordinary transactions may fill.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(80);

/// What share of a block its own work takes at most, before transactions.
const AVERAGE_ON_INITIALIZE: Perbill = Perbill::from_percent(10);

/// What a block takes at most.
const BLOCK: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND.saturating_mul(5) / 4, u64::MAX);

/// What a transaction costs beside its call and what its extensions are charged. What was measured went through all of
/// them and paid a fee, and they are charged on their own. Admission stays in it, though it is charged, too: what was
/// measured had no lane to look for, so nobody knows how much of it there is.
fn base_extrinsic() -> Weight {
	use frame_system::ExtensionsWeightInfo as _;
	use pallet_transaction_payment::WeightInfo as _;
	type System = weights::frame_system_extensions::WeightInfo<Runtime>;
	type Payment = weights::pallet_transaction_payment::WeightInfo<Runtime>;
	let account = weights::database::DATABASE.reads_writes(1, 1);
	let charged = [
		System::check_non_zero_sender(),
		System::check_spec_version(),
		System::check_tx_version(),
		System::check_genesis(),
		System::check_mortality_immortal_transaction(),
		System::check_weight(),
		System::check_nonce().saturating_sub(account),
		Payment::charge_transaction_payment().saturating_sub(account),
		System::weight_reclaim(),
	];
	charged
		.iter()
		.fold(weights::overhead::EXTRINSIC, |base, extension| base.saturating_sub(*extension))
		.set_proof_size(0)
}

parameter_types! {
	/// For how many blocks a transaction can be good: four hours.
	pub const BlockHashCount: BlockNumber = 7_200;
	pub const Version: RuntimeVersion = VERSION;
	/// One second of ordinary transactions for a block every two, and a quarter beside for governance and for what blocks do on
	/// their own. Weights say about one and a half times what execution takes (docs/performance.md), so a node that imports a full
	/// block has most of the slot left, for making the next one, for gossip and for clients; and an author, who has two
	/// thirds of the slot, makes a full one even where its machine is slower. There is no relay chain to prove anything to, so
	/// the size of proofs is no limit.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(weights::overhead::BLOCK)
		.for_class(DispatchClass::all(), |limits| {
			limits.base_extrinsic = base_extrinsic();
		})
		.for_class(DispatchClass::Normal, |limits| {
			limits.max_total = Some(NORMAL_DISPATCH_RATIO * BLOCK);
		})
		.for_class(DispatchClass::Operational, |limits| {
			limits.max_total = Some(BLOCK);
			limits.reserved = Some(BLOCK.saturating_sub(NORMAL_DISPATCH_RATIO * BLOCK));
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE)
		.build_or_panic();
	/// The node keeps its state in ParityDB.
	pub const Database: RuntimeDbWeight = weights::database::DATABASE;
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO * *max
		})
		.build();
}

/// By which number addresses are recognised: a development chain is one that has a superuser.
pub struct Ss58Prefix;

impl Get<u16> for Ss58Prefix {
	fn get() -> u16 {
		if pallet_sudo::Key::<Runtime>::exists() {
			DEVELOPMENT_SS58_PREFIX
		} else {
			SS58_PREFIX
		}
	}
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type BaseCallFilter = CallFilter;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type BlockHashCount = BlockHashCount;
	type DbWeight = Database;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = weights::frame_system_extensions::WeightInfo<Runtime>;
	type SS58Prefix = Ss58Prefix;
	type MaxConsumers = ConstU32<16>;
	type OnKilledAccount = Admission;
	type MultiBlockMigrator = Migrations;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

/// Its key is set by the preset `development` and by no other. Everywhere else root is three quarters of the council, by pallet-whitelist.
impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}
