//! Transactions that one signs and another sends and pays for.

use super::{AdmitNewcomers, ShortMortality};
use crate::Runtime;

/// What is signed of a meta transaction beside its call.
///
/// The marker keeps it apart from an ordinary transaction: neither signature is good for the other.
pub type SignedExtension = (
	pallet_meta_tx::MetaTxMarker<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	ShortMortality,
	AdmitNewcomers,
);

/// The extensions of a meta transaction: who signed, and what was signed.
pub type MetaTxExtension = (pallet_verify_signature::VerifySignature<Runtime>, SignedExtension);

/// The version of these extensions, which is signed, too.
pub const META_TX_VERSION: u8 = 0;
