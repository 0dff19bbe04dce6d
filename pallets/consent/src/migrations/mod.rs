//! How what is stored is carried over when its shape changes.

mod v1;
pub mod v2;
