//! `salus-node`: the node that runs a Salus chain.
//!
//! Validators take turns in authoring blocks (Aura) and vote on which are final (GRANDPA); the
//! database is ParityDB. The chain's rules are not here but in the runtime, `salus-runtime`, whose
//! Wasm lies on the chain itself: a change of the rules needs no new node.
//!
//! | module | what it holds |
//! |---|---|
//! | [`cli`] | what may be typed |
//! | [`command`] | what is done with it |
//! | [`chain_spec`] | the chains this node knows by name |
//! | [`service`] | the parts of a running node, and how they are joined |
//! | [`consensus`] | who authors a block and when it is final |
//! | [`rpc`] | what clients may ask |
//! | [`aliases`] | the types of the parts |

// `sc_cli` and `sc_service` fail with types of their own, which are large; a run fails at most once.
#![allow(clippy::result_large_err)]

mod aliases;
mod chain_spec;
mod cli;
mod command;
mod consensus;
mod rpc;
mod service;
mod warp;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		},
	}
}
