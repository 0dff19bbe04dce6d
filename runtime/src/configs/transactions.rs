//! Transactions that one signs and another sends, and the nonces of accounts that come and go.

use crate::{extensions::MetaTxExtension, nonces, Runtime, RuntimeEvent, Signature};
use sp_runtime::traits::Verify;

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

impl nonces::Config for Runtime {}
