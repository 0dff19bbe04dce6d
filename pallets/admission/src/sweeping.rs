//! Forgetting budgets that are full again.

use crate::{Budget, Budgets, Carried, Config, Holder, Pallet, SweptTo, WeightInfo};
use frame_support::{traits::Get, weights::Weight};

/// How many budgets a block looks at.
const MAX_LOOKED_AT: u32 = 32;

impl<T: Config> Pallet<T> {
	/// Looks at some budgets, as far as `limit` allows, and forgets those that are full: one that is not kept is full.
	/// Says what that cost.
	pub(crate) fn sweep_budgets(limit: Weight) -> Weight {
		let step = T::WeightInfo::sweep_budget();
		let mut spent = T::DbWeight::get().reads_writes(1, 1);
		if spent.saturating_add(step).any_gt(limit) {
			return Weight::zero();
		}
		let figures = Self::figures();
		let mut rows = match SweptTo::<T>::get() {
			Some(last) => Budgets::<T>::iter_from_key(last),
			None => Budgets::<T>::iter(),
		};
		let mut last = None;
		for _ in 0..MAX_LOOKED_AT {
			if spent.saturating_add(step).any_gt(limit) {
				break;
			}
			spent.saturating_accrue(step);
			let Some((holder, budget)) = rows.next() else {
				last = None;
				break;
			};
			let (_, meter) = Self::budget(&figures, &holder);
			if meter.is_full(budget) && !Self::counts(&holder, budget) {
				Budgets::<T>::remove(&holder);
			}
			last = Some(holder);
		}
		SweptTo::<T>::set(last);
		spent
	}

	/// Whether `budget` tells that its organization has been counted in this epoch: without it, it would be again.
	fn counts(holder: &Holder<T::AccountId>, budget: Budget) -> bool {
		matches!(holder, Holder::Organization(_)) && budget.epoch == Carried::<T>::get().epoch
	}
}
