//! Why a trial failed.

use std::{io, path::PathBuf};

/// Why a trial failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	#[error("{0} cannot be read: {1}")]
	Unreadable(PathBuf, io::Error),
	#[error("no node answers at {0}: {1}")]
	Unreachable(String, String),
	#[error("the node at {0} does not give the state: {1}")]
	NoState(String, String),
	#[error("the node at {0} has not given the whole state in {1} minutes")]
	TooSlow(String, u64),
	#[error("the Wasm is built without the feature try-runtime: scripts/try-runtime/build-wasm.sh builds it with it")]
	NotToTry,
	#[error("the chain runs {0}, and the Wasm is {1}")]
	AnotherRuntime(String, String),
	#[error("the chain runs version {0}, and the Wasm is version {1}: it has to be the same")]
	AnotherVersion(u32, u32),
	#[error("the chain runs version {0}, and the Wasm is version {1}: an upgrade's is higher")]
	NotHigher(u32, u32),
	#[error("putting it in takes {0} % of a block")]
	TooHeavy(u128),
	#[error("no more data is carried over from block {0} on, with the cursor 0x{1}")]
	Stuck(u32, String),
	#[error("data is being carried over: what holds of it is known afterwards; `upgrade` goes on with it")]
	Unfinished,
	#[error("{0} failed: {1}. What the runtime logged stands above")]
	Call(&'static str, String),
	#[error("{0} gave what cannot be read: {1}")]
	Unexpected(&'static str, codec::Error),
	#[error("the clock's transaction was refused: {0}")]
	Clock(String),
	#[error("what a call wrote cannot be kept: {0}")]
	NotKept(String),
}
