//! What the program does besides serving.

pub mod backup;
pub mod check;
pub mod keys;
mod own_chain;
pub mod repair;
pub mod report;

pub use own_chain::NotConnected;
