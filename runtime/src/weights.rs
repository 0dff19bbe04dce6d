//! What blocks, transactions, extensions and stock calls cost on this runtime, and what its node's database does. Each file
//! is written by `scripts/weights.sh`. Rare stock calls keep the weights that came with them.

pub mod database;
pub mod frame_system_extensions;
pub mod lanes;
pub mod overhead;
pub mod pallet_balances;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
