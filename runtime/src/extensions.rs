//! What happens to a transaction before it is executed, and what is signed of it.
//!
//! [`Admit`] stands for two stock extensions, `CheckNonce` and `ChargeTransactionPayment`: to a client it is these, with
//! their identifiers, bytes and metadata, so stock clients sign with no custom type. `pallet-admission` says what it does.
//!
//! A meta transaction, which one signs and another sends, has a pipeline of its own ([`MetaTxExtension`]).

use crate::Runtime;
use pallet_admission::{Admit, CheckKeptNonce, ShortMortality};
use pallet_transaction_payment::ChargeTransactionPayment;

/// The extensions of a transaction, in the order in which they are checked.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckWeight<Runtime>,
	Admit<Runtime, ChargeTransactionPayment<Runtime>>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// What is signed of a meta transaction beside its call.
///
/// The marker keeps it apart from an ordinary transaction: neither signature is good for the other.
pub type SignedExtension = (
	pallet_meta_tx::MetaTxMarker<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	ShortMortality<Runtime>,
	CheckKeptNonce<Runtime>,
);

/// The extensions of a meta transaction: who signed, and what was signed.
pub type MetaTxExtension = (pallet_verify_signature::VerifySignature<Runtime>, SignedExtension);

/// The version of these extensions, which is signed, too.
pub const META_TX_VERSION: u8 = 0;
