//! What clients may ask, beyond what every Substrate node answers.
//!
//! Two methods that wallets and apps rely on are added: the next nonce of an account, counting
//! what waits in the pool, and the fee of a transaction.
//!
//! There are deliberately no methods of Salus's own. Its questions (may this be read, is this
//! ticket good, who asked for my record) are runtime APIs, which any node answers through
//! `state_call`: metadata describes them, so that clients know them with no type of ours, and they
//! change with the runtime, not with the node.

use crate::aliases::{FullClient, FullPool};
use jsonrpsee::{server::RegisterMethodError, RpcModule};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// The methods added to the stock ones.
///
/// # Errors
/// If two of them have the same name.
pub fn methods(
	client: Arc<FullClient>,
	pool: Arc<FullPool>,
) -> Result<RpcModule<()>, RegisterMethodError> {
	let mut methods = RpcModule::new(());
	methods.merge(System::new(client.clone(), pool).into_rpc())?;
	methods.merge(TransactionPayment::new(client).into_rpc())?;
	Ok(methods)
}
