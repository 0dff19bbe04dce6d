//! What a runtime does once when it takes a newer version of this pallet.

pub mod v1;
pub mod v2;
