//! A connection to a node of the chain: transactions, questions, and tickets judged as a custodian has to.
//!
//! - [`Chain`] connects, by a URL or by a client for JSON-RPC that the program brings along, and sends what any [`Signer`] signs.
//! - [`calls`] are the transactions of patients, practitioners, gateways and custodians, [`Receipt`] is what came of one.
//! - [`AtBlock`] asks the chain's runtime APIs at a block, [`Heads`] are the two that a custodian asks at.
//! - [`judge`] says whether a request to release may be answered. What is permitted the chain decides, never this library.
//!
//! Each question and each transaction takes the runtime's metadata from the block that it is for, so a program goes on over an upgrade of the
//! runtime. A call or question whose form an upgrade changed is refused before it is sent ([`subxt::error::ExtrinsicError::IncompatibleCodegen`],
//! [`subxt::error::RuntimeApiError::IncompatibleCodegen`]).

mod asking;
mod at_block;
mod body;
pub mod calls;
mod config;
mod connection;
mod custody;
mod erased;
mod failure;
mod fate;
mod heads;
mod judging;
mod meta_transaction;
mod mortality;
mod nonces;
mod not_taken;
mod published_key;
mod reader_key;
mod receipt;
mod runtime;
mod sending;
mod signer;
mod submitted;
mod targets;
pub mod types;
mod writers;

pub use asking::AskError;
pub use at_block::{AtBlock, ShownTicket};
pub use config::SalusConfig;
pub use connection::{ensure_node_url, Chain, ConnectError, Present};
pub use failure::{Refusal, SendError};
pub use heads::{Head, HeadKind, Heads, StaleHead, MAX_HEAD_AGE};
pub use judging::{judge, judge_at, JudgeError, Judged};
pub use meta_transaction::{MetaTransaction, RelayError};
pub use mortality::LIFETIME;
pub use not_taken::NotTaken;
pub use receipt::Receipt;
pub use runtime::salus;
pub use signer::PairSigner;
pub use submitted::Submitted;
pub use subxt;
pub use subxt::{
	transactions::{Payload, Signer},
	utils::{AccountId32, H256},
};
pub use targets::{GrantedTarget, NotCovered};
