//! The tool `salus-format`: answers questions about record format v1, so that what the TypeScript client seals, signs or proves is
//! opened and verified by [`salus_client`], and the other way round. The end-to-end tests run it.
//!
//! Keys go in and out in the clear, which the library itself never does: this is for tests, and for looking into what went
//! wrong.

mod forms;
mod hexadecimal;
pub mod questions;
pub mod state_proof;
