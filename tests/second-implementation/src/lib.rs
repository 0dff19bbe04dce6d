//! Record format v1 in Rust, written from `docs/record-format.md`.
//!
//! The client's implementation is in TypeScript, on other libraries. This one shares nothing with it but the
//! document: both make the bytes of `tests/vectors/record-format-v1.json`, and what either seals, signs or
//! proves, the other opens and verifies. The end-to-end tests run it as `salus-format` ([`tool`]). Nothing
//! else depends on it.
//!
//! One file for each section of the document. What is read and the months of an anchor are left out: their
//! rules come from tables, which a second program could only copy. Requests are signed and checked with
//! sr25519 only.
//!
//! [`state_proof`] and [`trail`] are not part of the format. The latter checks archives of audit trails
//! (`docs/trail-archive.md`). The former checks what a node says about the chain's state against the
//! state's root, so that the tests need not take one node's word.

pub mod batch;
pub mod canonical;
pub mod class_keys;
pub mod commitment;
pub mod dice;
pub mod emergency;
pub mod entry;
pub mod envelope;
mod hash;
mod hexadecimal;
pub mod key_card;
pub mod key_ring;
pub mod keys;
pub mod merkle;
pub mod package;
pub mod pieces;
pub mod reading;
pub mod record_class;
pub mod release;
pub mod requests;
pub mod sealed_record;
pub mod sealing;
pub mod secret_box;
pub mod shares;
pub mod state_proof;
pub mod suite;
pub mod ticket_secret;
pub mod tool;
pub mod trail;
