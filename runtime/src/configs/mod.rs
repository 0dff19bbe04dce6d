//! How each pallet is set up, and how they are joined.

mod accounts;
mod authorities;
mod consensus;
mod payment;
mod safety;
mod salus;
mod system;
mod transactions;
mod upgrades;

pub use accounts::ProxyType;
pub use authorities::{CouncilCollective, TechnicalCollective, MOTION_DURATION};
#[cfg(feature = "try-runtime")]
pub use system::RuntimeBlockWeights;
pub use upgrades::{
	dynamic_params, MaxMigrationWeight, ReleaseMigrations, RuntimeParameters, UpgradeMigrations,
};
