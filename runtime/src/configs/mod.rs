//! How each pallet is set up, and how they are joined.

mod consensus;
mod payment;
mod salus;
mod system;
mod transactions;
mod upgrades;

#[cfg(feature = "try-runtime")]
pub use system::RuntimeBlockWeights;
pub use upgrades::{
	dynamic_params, MaxMigrationWeight, ReleaseMigrations, RuntimeParameters, UpgradeMigrations,
};
