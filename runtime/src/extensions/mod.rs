//! What happens to a transaction before it is executed.
//!
//! Two of the stock extensions are wrapped. A wrapper keeps the identifier, the bytes on the wire and
//! the metadata of what it wraps, so stock clients sign with no custom type:
//!
//! - [`AdmitNewcomers`] around `CheckNonce`: an account to which nothing refers, be it new, one that has lost
//!   its last role or one whose registration failed, may register as a patient; and an account that comes back
//!   goes on with the nonce that it had.
//! - [`LimitFreeCalls`] around `SkipCheckIfFeeless<ChargeTransactionPayment>`: how many free
//!   transactions an account may send in a block, and which of them go first.
//!
//! A meta transaction, which one signs and another sends, has a pipeline of its own
//! ([`MetaTxExtension`]), with one wrapper more:
//!
//! - [`ShortMortality`] around `CheckMortality`: it is good for a short time only.

mod admit_newcomers;
mod limit_free_calls;
mod meta_transactions;
mod short_mortality;

pub use admit_newcomers::AdmitNewcomers;
pub use limit_free_calls::{free_calls, LimitFreeCalls};
pub use meta_transactions::{MetaTxExtension, SignedExtension, META_TX_VERSION};
pub use short_mortality::{ShortMortality, MAX_LIFETIME, TOO_LONG_LIVED};

use crate::{AccountId, Runtime, RuntimeCall};
use pallet_skip_feeless_payment::SkipCheckIfFeeless;
use pallet_transaction_payment::ChargeTransactionPayment;

/// The extensions of a transaction, in the order in which they are checked.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	AdmitNewcomers,
	frame_system::CheckWeight<Runtime>,
	LimitFreeCalls<SkipCheckIfFeeless<Runtime, ChargeTransactionPayment<Runtime>>>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Whether nothing on the chain refers to `account`: no balance, no role.
fn is_newcomer(account: &AccountId) -> bool {
	let known = frame_system::Account::<Runtime>::get(account);
	known.providers == 0 && known.sufficients == 0
}

/// Whether `call` registers a patient.
fn registers_a_patient(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::PatientIdentity(pallet_patient_identity::Call::register { .. }))
}
