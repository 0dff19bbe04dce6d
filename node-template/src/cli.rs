//! What may be typed on the command line.
//!
//! Every command is a stock one, so that an operator who knows one Substrate node knows
//! this one.

use clap::Parser;
use sc_cli::{
	ChainInfoCmd, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ExportStateCmd,
	ImportBlocksCmd, KeySubcommand, PurgeChainCmd, RevertCmd, RunCmd,
};
use staging_chain_spec_builder::ChainSpecBuilder;

/// The command line: a subcommand, or the options of a node that runs.
///
/// The pool is the one that judges by one state, the best block's, unless another is asked for. The fork-aware pool tells of a block a
/// good while before it judges by it when thousands of transactions wait, and what a full one takes it does not yet
/// know the priority of: under a flood it turned away what goes first.
#[derive(Debug, Parser)]
#[command(mut_arg("pool_type", |argument| argument.default_value("single-state")))]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// How to run the node.
	#[command(flatten)]
	pub run: RunCmd,
}

/// What the node does besides running.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, show and store the keys of accounts, validators and nodes.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Write a chain specification, which all nodes of one chain share, as JSON.
	ExportChainSpec(ExportChainSpecCmd),

	/// Make a chain specification from the Wasm of any runtime.
	ChainSpecBuilder(ChainSpecBuilder),

	/// Execute a stored block again and check it.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Write the state at a block as a chain specification.
	ExportState(ExportStateCmd),

	/// Read blocks from a file, checking each.
	ImportBlocks(ImportBlocksCmd),

	/// Delete the chain's database, keeping its keys.
	PurgeChain(PurgeChainCmd),

	/// Take the newest blocks off the chain; final ones stay.
	Revert(RevertCmd),

	/// Print the best and the final block of the database as JSON.
	ChainInfo(ChainInfoCmd),
}
