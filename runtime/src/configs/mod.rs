//! How each pallet is set up, and how they are joined.

mod consensus;
mod payment;
mod salus;
mod system;

#[cfg(feature = "try-runtime")]
pub use system::RuntimeBlockWeights;
