//! Which transactions get into a block, and transactions that one signs and another sends.

use super::authorities::Consortium;
use crate::{
	extensions::MetaTxExtension, lanes::Lanes, Runtime, RuntimeCall, RuntimeEvent, Signature,
};
use frame_support::traits::{ConstU64, Contains};
use sp_runtime::traits::Verify;

/// For how many blocks a meta transaction can be sent at most: eight and a half minutes.
const MAX_RELAYED_LIFETIME: u64 = 256;

/// What an organization may send for others on its budget: what they have signed.
pub struct MetaTransactions;

impl Contains<RuntimeCall> for MetaTransactions {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::MetaTx(pallet_meta_tx::Call::dispatch { .. }))
	}
}

impl pallet_admission::Config for Runtime {
	type Table = Lanes;
	type Relayed = MetaTransactions;
	type AdminOrigin = Consortium;
	type MaxRelayedLifetime = ConstU64<MAX_RELAYED_LIFETIME>;
	type WeightInfo = pallet_admission::weights::SubstrateWeight<Runtime>;
}

impl pallet_meta_tx::Config for Runtime {
	type WeightInfo = pallet_meta_tx::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type Extension = MetaTxExtension;
}

/// Its extension stands in meta transactions only: stock clients do not know it.
impl pallet_verify_signature::Config for Runtime {
	type Signature = Signature;
	type AccountIdentifier = <Signature as Verify>::Signer;
	type WeightInfo = pallet_verify_signature::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}
