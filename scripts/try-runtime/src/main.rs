//! Tries an upgrade, and checks what the pallets promise, on a copy of a live chain's state.
//!
//! The state of a final block is fetched by a node's RPC and kept in memory; nothing is sent. The
//! runtime has to be built with the feature `try-runtime`.
//!
//! - `upgrade` puts the runtime in, with what its migrations check before and after, makes blocks
//!   until all data is carried over, and then does what `state` does.
//! - `state` makes one more block and lets every pallet check its whole state.

mod chain;
mod error;

use chain::Chain;
use clap::{Args, Parser, Subcommand};
use error::Error;
use frame_try_runtime::runtime_decl_for_try_runtime::ID as TRIES;
use sp_core::{hexdisplay::HexDisplay, H256};
use std::{path::PathBuf, process::ExitCode};

/// After how many blocks in which a migration has not gone on it counts as one that cannot.
const STANDSTILL: u32 = 50;

#[derive(Parser)]
#[command(about, version)]
struct Command {
	/// What to try.
	#[command(subcommand)]
	trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
	/// Put the runtime in, carry all data over, and check the state.
	Upgrade(Options),
	/// Check the state by a runtime of the version that the chain has.
	State(Options),
}

#[derive(Args)]
struct Options {
	/// The node that gives its state.
	#[arg(long, default_value = "ws://127.0.0.1:9944")]
	url: String,

	/// The runtime's Wasm, built with the feature `try-runtime`.
	#[arg(long)]
	wasm: PathBuf,

	/// The block whose state it is, by its hash; the latest final one if none is named.
	#[arg(long)]
	at: Option<H256>,
}

#[tokio::main]
async fn main() -> ExitCode {
	sp_tracing::try_init_simple();
	match tried(Command::parse().trial).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Failed: {error}");
			ExitCode::FAILURE
		},
	}
}

/// Does what is asked for.
async fn tried(trial: Trial) -> Result<(), Error> {
	let (Trial::Upgrade(options) | Trial::State(options)) = &trial;
	let wasm = std::fs::read(&options.wasm)
		.map_err(|error| Error::Unreadable(options.wasm.clone(), error))?;
	let mut chain = Chain::copy(&options.url, options.at).await?;
	println!("Block {}: {} entries.", chain.height(), chain.entries());

	let before = chain.version()?;
	chain.put_in(wasm);
	let after = chain.version()?;
	if before.spec_name != after.spec_name {
		return Err(Error::AnotherRuntime(before.spec_name.into(), after.spec_name.into()));
	}
	if after.api_version(&TRIES).is_none() {
		return Err(Error::NotToTry);
	}
	let (from, to) = (before.spec_version, after.spec_version);
	let goes_on = chain.cursor().is_some();
	// The code of an upgrade is there, and its first block is not made yet.
	let is_due = chain.last_upgraded_to()?.is_some_and(|version| version != from);
	match trial {
		Trial::State(_) if goes_on || is_due => return Err(Error::Unfinished),
		Trial::State(_) if from != to => return Err(Error::AnotherVersion(from, to)),
		Trial::State(_) => {},
		// Code that takes a failing one's place has its version.
		Trial::Upgrade(_) if goes_on && from != to => return Err(Error::AnotherVersion(from, to)),
		Trial::Upgrade(_) if goes_on => carry_over(&mut chain)?,
		Trial::Upgrade(_) if from > to || (from == to && !is_due) => {
			return Err(Error::NotHigher(from, to));
		},
		Trial::Upgrade(_) => {
			println!("From version {from} to {to}.");
			let (weight, limit) = chain.upgrade()?;
			let share = 100 * u128::from(weight.ref_time()) / u128::from(limit.ref_time().max(1));
			println!("Put in: {share} % of a block.");
			if weight.any_gt(limit) {
				return Err(Error::TooHeavy(share));
			}
			carry_over(&mut chain)?;
		},
	}
	chain.check_state()?;
	println!("What all pallets promise of their state holds.");
	Ok(())
}

/// Makes blocks until all data is carried over.
fn carry_over(chain: &mut Chain) -> Result<(), Error> {
	let mut blocks = 0;
	let mut standing = 0;
	while let Some(cursor) = chain.cursor() {
		chain.make_block()?;
		blocks += 1;
		standing = if chain.cursor() == Some(cursor) { standing + 1 } else { 0 };
		if standing == STANDSTILL {
			let cursor = chain.cursor().unwrap_or_default();
			return Err(Error::Stuck(
				chain.height() - STANDSTILL + 1,
				HexDisplay::from(&cursor).to_string(),
			));
		}
	}
	println!("Carried over in {blocks} blocks.");
	Ok(())
}
