//! What the program does besides serving.

pub mod backup;
mod backup_error;
pub mod check;
pub mod keys;
mod own_chain;
pub mod repair;
pub mod report;
pub mod restore;
mod vault_files;

pub use backup_error::BackupError;
pub use own_chain::NotConnected;
