//! The pallet's behaviour, one file per call or question.

mod anchor;
mod directory;
mod inclusion;
mod invariants;
