//! Releases by a double of the chain that can say no, and the real catalogue and vault.

mod answers;
mod failures;
mod judgements;
mod refusals;
mod scene;
