//! Pruning what is no longer kept, bit by bit, when blocks have room: entries, marks of redemption, lists, counts.
//!
//! They take turns, a step each, so that none of them waits for another to be through. A step is charged for what it
//! reads and writes before it does so.

pub(crate) mod rows;
pub(crate) mod trails;

use crate::{ticket::hour_of, Config, Pallet};
use frame_support::{
	traits::{Get, Time},
	weights::{Weight, WeightMeter},
};
use rows::{CountedDays, ListedDays, RedeemedHours, Rows};
use salus_primitives::day_of;
use trails::Trails;

/// How many kinds of things are pruned.
pub(crate) const KINDS: u8 = 4;

impl<T: Config> Pallet<T> {
	/// Prunes as far as the meter goes, and [`Config::MaxPruningSteps`] steps at most.
	pub(crate) fn prune(meter: &mut WeightMeter) {
		let now = T::Time::now();
		let is_over = hour_of(now);
		let today = day_of(now);
		let is_listed = today.saturating_sub(T::ActivityDays::get());
		let mut trails = Trails::<T>::begin(now, meter);
		let mut marks = Rows::<RedeemedHours<T>>::begin(is_over, meter);
		let mut lists = Rows::<ListedDays<T>>::begin(is_listed, meter);
		let mut counts = Rows::<CountedDays<T>>::begin(today, meter);

		let mut left = T::MaxPruningSteps::get();
		let mut idle_turns = 0_u8;
		for turn in (0..KINDS).cycle() {
			if left == 0 || idle_turns == KINDS {
				break;
			}
			let has_worked = match turn {
				0 => trails.step(meter),
				1 => marks.step(meter),
				2 => lists.step(meter),
				_ => counts.step(meter),
			};
			if has_worked {
				left = left.saturating_sub(1);
				idle_turns = 0;
			} else {
				idle_turns = idle_turns.saturating_add(1);
			}
		}
		trails.end();
		marks.end();
		lists.end();
		counts.end();
	}
}

/// What `weight` is more for one than for none.
fn for_each(weight: impl Fn(u32) -> Weight) -> Weight {
	weight(1).saturating_sub(weight(0))
}
