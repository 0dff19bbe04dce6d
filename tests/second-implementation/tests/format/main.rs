//! The crate against the document and `tests/vectors/record-format-v1.json`, which the client wrote: one file
//! for each section.

mod canonical;
mod commitments;
mod envelopes;
mod key_cards;
mod keys;
mod merkle;
mod sealed_records;
mod state_proofs;
mod tool;
mod vectors;
