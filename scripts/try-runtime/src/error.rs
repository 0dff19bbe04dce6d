//! Why a trial failed.

use std::{io, path::PathBuf};

/// Why a trial failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	#[error("{0} cannot be read: {1}")]
	Unreadable(PathBuf, io::Error),
	#[error("the state cannot be fetched: {0}")]
	NoState(String),
	#[error("the chain runs {0}, and the Wasm is {1}")]
	AnotherRuntime(String, String),
	#[error("the chain runs version {0}, and the Wasm is version {1}: it has to be the same")]
	AnotherVersion(u32, u32),
	#[error("the chain runs version {0}, and the Wasm is version {1}: an upgrade's is higher")]
	NotHigher(u32, u32),
	#[error("putting it in takes {0} % of a block")]
	TooHeavy(u128),
	#[error("no more data is carried over from block {0} on; the messages above say why")]
	Stuck(u32),
	#[error("data is being carried over: what holds of it is known afterwards; `upgrade` goes on with it")]
	Unfinished,
	#[error("{0} failed: {1}. The messages above may say why; a Wasm without the feature try-runtime cannot be tried")]
	Call(&'static str, String),
	#[error("{0} gave what cannot be read: {1}")]
	Unexpected(&'static str, codec::Error),
	#[error("the clock's transaction was refused: {0}")]
	Clock(String),
}
