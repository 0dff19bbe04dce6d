//! Record format v1 in Rust, written from `docs/record-format.md`.
//!
//! The client's implementation is in TypeScript, on other libraries. This one shares nothing with it but the
//! document: both make the bytes of `tests/vectors/record-format-v1.json`, and what either seals, signs or
//! proves, the other opens and verifies. The end-to-end tests run it as `salus-format` ([`tool`]). Nothing
//! else depends on it.
//!
//! One file for each section of the document. What is read and the months of an anchor are left out: their
//! rules come from tables, which a second program could only copy. Key cards are made and checked with sr25519
//! signatures only.
//!
//! [`state_proof`] is not part of the format: it checks what a node says about the chain's state against the
//! state's root, so that the tests need not take one node's word.

pub mod canonical;
pub mod commitment;
pub mod dice;
pub mod envelope;
mod hash;
mod hexadecimal;
pub mod key_card;
pub mod keys;
pub mod merkle;
pub mod sealed_record;
mod sealing;
pub mod state_proof;
pub mod tool;
