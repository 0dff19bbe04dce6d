//! A custodian: keeps sealed records, envelopes, rings and pieces, of which it can read nothing, and hands them out as
//! `docs/record-format.md` says: only against a ticket that the chain confirms, only to its holder, and sealed to its reader.
//!
//! The program is `salus-custodian`; `docs/custodian.md` tells how it is run and what it answers.

pub mod catalogue;
pub mod clock;
pub mod commands;
pub mod config;
pub mod dev;
mod disk;
pub mod hash;
pub mod http;
pub mod instance;
pub mod keeping;
pub mod kept;
pub mod ledger;
pub mod limits;
pub mod log;
pub mod operations;
pub mod outbox;
pub mod own_store;
pub mod pieces;
mod portions;
pub mod quotas;
pub mod random;
pub mod refusal;
pub mod release;
pub mod service;
pub mod trouble;
pub mod vault;
