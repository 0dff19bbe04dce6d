//! The crate against the document and `tests/vectors/record-format-v1.json`, which the client wrote: one file
//! for each section.

mod batches;
mod canonical;
mod commitments;
mod emergency_rings;
mod envelopes;
mod key_cards;
mod key_rings;
mod keys;
mod merkle;
mod packages;
mod pieces;
mod reading;
mod record_contents;
mod releases;
mod requests;
mod sealing;
mod secrets;
mod shares;
mod signatures;
mod trails;
mod vectors;
