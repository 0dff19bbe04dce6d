//! Random sequences of a pallet's calls, held against a plain model of what they should do.
//!
//! A pallet's test says by [`World`] how its pallet and its model make one call and are compared, and
//! [`run()`] makes many sequences of them. A sequence with a difference is shortened to the steps that it
//! takes, and reported with its seed. The same run again:
//!
//! ```text
//! PROPTEST_RNG_SEED=… cargo test -p <the pallet> model
//! ```
//!
//! More sequences than the usual 256: `PROPTEST_CASES=10000`. What was called how often, and what came of
//! it: `-- --nocapture`.
//!
//! [`Ends`] stands by itself, for tests that make their sequences in another way.

mod ends;
mod run;

pub use ends::Ends;
pub use run::{run, Run};

use frame_support::traits::GetCallName;
use salus_primitives::dice::Dice;
use scale_info::TypeInfo;
use sp_io::TestExternalities;
use std::fmt::Debug;

/// A pallet and a model of it, which live through the same calls.
pub trait World {
	/// The pallet's calls.
	type Call: GetCallName;
	/// The pallet's errors.
	type Error: TypeInfo + 'static;
	/// What happens in one step: mostly a call, and who makes it.
	type Act: Debug;

	/// Which calls the sequences make, and with which weight a sequence is of that kind.
	fn kinds() -> Vec<(u32, Kind)>;

	/// The chain that every sequence starts from.
	fn chain() -> TestExternalities;

	/// The model of that chain, of which `dice` chooses what differs from sequence to sequence.
	fn begin(dice: &mut Dice) -> Self;

	/// Goes to the moment of the next step, and chooses what happens then, if only those calls are made
	/// whose bit is set in `calls`.
	fn next(&mut self, dice: &mut Dice, calls: u64) -> Self::Act;

	/// Under which name an act is counted: the call's.
	fn name(act: &Self::Act) -> &'static str;

	/// What an act is, and when, in the report of a difference.
	fn describe(&self, act: &Self::Act) -> String;

	/// Does it in pallet and model, and compares them: what it came to, or where they differ.
	fn step(&mut self, act: Self::Act) -> Result<Result<(), &'static str>, String>;

	/// What else a sequence met without a difference, under the words by which it is told.
	fn met(&self) -> Vec<(&'static str, u32)> {
		Vec::new()
	}
}

/// The calls that a sequence makes: one bit for each, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
	/// These.
	Of(u64),
	/// Any choice of them.
	Any,
}

impl Kind {
	/// All calls.
	pub const ALL: Self = Self::Of(u64::MAX);
}
