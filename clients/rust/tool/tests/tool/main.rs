//! The tool's questions and answers, and state proofs.

mod lines;
mod questions;
mod state_proofs;
