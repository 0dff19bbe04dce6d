//! What somebody may still send freely.

use crate::{
	figures::{parts, Figures},
	lane::Holder,
	tally::Tally,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A budget that grows with time up to a bound, and that each free transaction is taken from. It can fall below
/// nothing by one transaction, so that none is too large for it.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Budget {
	/// What was left when it was last used, in billionth parts of a block.
	pub level: i64,
	/// When that was, by the clock of its holder: blocks, or for an organization what each has been given.
	pub as_of: u64,
	/// In which epoch that was.
	pub epoch: u32,
}

/// How a budget grows: with which clock, how fast, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meter {
	/// What time it is.
	pub now: u64,
	/// By how much the budget grows with each tick.
	pub rate: u64,
	/// How large it gets.
	pub depth: u64,
}

impl Meter {
	/// How the budget of `holder` grows in the block `height`.
	pub fn of<AccountId>(
		holder: &Holder<AccountId>,
		figures: &Figures,
		tally: &Tally,
		height: u64,
	) -> Self {
		let saved = u64::from(figures.organization_depth.max(1));
		match holder {
			// What care has room for in a block is divided among the organizations that use it.
			Holder::Organization(_) => {
				let part = parts(figures.care).checked_div(tally.sharing()).unwrap_or_default();
				Self { now: tally.flow, rate: 1, depth: part.max(1).saturating_mul(saved) }
			},
			Holder::Emergency(_) => {
				let rate = parts(figures.organization_emergency).max(1);
				Self { now: height, rate, depth: rate.saturating_mul(saved) }
			},
			Holder::Attested(_) => {
				let depth = parts(figures.attested).max(1);
				let rate = depth.checked_div(figures.attested_blocks.into()).unwrap_or(depth);
				Self { now: height, rate: rate.max(1), depth }
			},
			Holder::Protection(_) => {
				let rate = parts(figures.protection).max(1);
				Self { now: height, rate, depth: rate }
			},
			Holder::Account(_) => {
				let rate = parts(figures.account).max(1);
				Self {
					now: height,
					rate,
					depth: rate.saturating_mul(figures.account_depth.max(1).into()),
				}
			},
		}
	}

	/// What `budget` has come to; a budget that is not kept is full.
	pub fn level(&self, budget: Option<Budget>) -> i64 {
		let full = i64::try_from(self.depth).unwrap_or(i64::MAX);
		let Some(budget) = budget else { return full };
		let ticks = self.now.saturating_sub(budget.as_of);
		let grown = i64::try_from(ticks.saturating_mul(self.rate)).unwrap_or(i64::MAX);
		budget.level.saturating_add(grown).min(full)
	}

	/// Whether nothing is missing from `budget`.
	pub fn is_full(&self, budget: Budget) -> bool {
		self.level(Some(budget)) == self.level(None)
	}

	/// `budget` after `cost` was taken from it.
	pub fn take(&self, budget: Option<Budget>, cost: u64, epoch: u32) -> Budget {
		let cost = i64::try_from(cost).unwrap_or(i64::MAX);
		Budget { level: self.level(budget).saturating_sub(cost), as_of: self.now, epoch }
	}

	/// How full `budget` is, in parts of [`Self::FULL`].
	pub fn fullness(&self, budget: Option<Budget>) -> u64 {
		let level = u64::try_from(self.level(budget)).unwrap_or_default();
		level.saturating_mul(Self::FULL).checked_div(self.depth).unwrap_or_default().min(Self::FULL)
	}

	/// A full budget's fullness.
	pub const FULL: u64 = 1_000;

	/// For how many ticks `budget` is spent.
	pub fn ticks_until_some(&self, budget: Option<Budget>) -> u64 {
		let debt = self.level(budget).saturating_neg();
		u64::try_from(debt)
			.ok()
			.and_then(|debt| debt.checked_div(self.rate))
			.map_or(0, |ticks| ticks.saturating_add(1))
	}
}
