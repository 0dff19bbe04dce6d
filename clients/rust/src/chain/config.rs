//! How subxt is to talk to this chain.

use subxt::{
	config::{
		substrate::{BlakeTwo256, SubstrateHeader},
		transaction_extensions::{
			ChargeTransactionPayment, CheckGenesis, CheckMetadataHash, CheckMortality, CheckNonce,
			CheckSpecVersion, CheckTxVersion,
		},
		Config, SubstrateConfig,
	},
	utils::{AccountId32, MultiAddress, MultiSignature, H256},
	ArcMetadata,
};

/// The chain's accounts, addresses, headers and transactions.
///
/// To a client its transactions are those of a stock chain: `pallet-admission` stands in the place of `CheckNonce` and
/// `ChargeTransactionPayment`, with their names and bytes. The extensions that are left out here have neither.
#[derive(Clone, Debug, Default)]
pub struct SalusConfig(SubstrateConfig);

impl Config for SalusConfig {
	type AccountId = AccountId32;
	type Address = MultiAddress<AccountId32, ()>;
	type Signature = MultiSignature;
	type Hasher = BlakeTwo256;
	type Header = SubstrateHeader<H256>;
	type TransactionExtensions = (
		CheckSpecVersion,
		CheckTxVersion,
		CheckGenesis<Self>,
		CheckMortality<Self>,
		CheckNonce,
		ChargeTransactionPayment,
		CheckMetadataHash,
	);
	type AssetId = ();

	fn metadata_for_spec_version(&self, spec_version: u32) -> Option<ArcMetadata> {
		self.0.metadata_for_spec_version(spec_version)
	}

	fn set_metadata_for_spec_version(&self, spec_version: u32, metadata: ArcMetadata) {
		self.0.set_metadata_for_spec_version(spec_version, metadata);
	}
}
