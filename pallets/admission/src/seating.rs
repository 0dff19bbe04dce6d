//! Taking from budgets and lanes, and giving back.

use crate::{
	budget::{Budget, Meter},
	figures::Figures,
	lane::{Claim, Holder, Lane, Seat},
	tally::{Lent, Tally, BLOCK},
	Budgets, Carried, Config, CurrentFigures, Pallet, Used,
};
use codec::Encode;
use frame_support::{dispatch::DispatchClass, weights::Weight};
use sp_runtime::traits::{BlakeTwo256, Get, Hash, UniqueSaturatedInto};

/// Within how many blocks a budget has to have something again for its transaction to be kept in the pool: a minute.
const SOON: u64 = 30;

impl<T: Config> Pallet<T> {
	/// How a block is divided now.
	pub fn figures() -> Figures {
		CurrentFigures::<T>::get()
	}

	/// What a transaction uses of a block, in billionth parts: of the weight, of the proof or of the length, whichever
	/// is most.
	pub(crate) fn cost(class: DispatchClass, weight: Weight, len: usize) -> u64 {
		let limits = T::BlockWeights::get();
		let room = limits.get(DispatchClass::Normal).max_total.unwrap_or(limits.max_block);
		let weight = weight.saturating_add(limits.get(class).base_extrinsic);
		let length = u64::from(*T::BlockLength::get().max.get(DispatchClass::Normal));
		let len = u64::try_from(len).unwrap_or(u64::MAX);
		[
			part(weight.ref_time(), room.ref_time()),
			part(weight.proof_size(), room.proof_size()),
			part(len, length),
		]
		.into_iter()
		.max()
		.unwrap_or(BLOCK)
	}

	/// The budget of `holder`, and how it grows.
	pub(crate) fn budget(
		figures: &Figures,
		holder: &Holder<T::AccountId>,
	) -> (Option<Budget>, Meter) {
		let height = frame_system::Pallet::<T>::block_number().unique_saturated_into();
		let meter = Meter::of(holder, figures, &Carried::<T>::get(), height);
		(Budgets::<T>::get(holder), meter)
	}

	/// Takes `cost` for a transaction of `who` from the first seat that has it; `None` if none has.
	pub(crate) fn take_seat(
		who: &T::AccountId,
		claim: Claim,
		cost: u64,
	) -> Option<Seat<T::AccountId>> {
		let figures = Self::figures();
		let mut used = Used::<T>::get();
		let Tally { lent, paid, epoch, .. } = Carried::<T>::get();
		let mut first = None;
		for seat in claim.seats(who).into_iter().flatten() {
			let (budget, meter) = Self::budget(&figures, &seat.holder);
			let has_room = match (seat.lane, first) {
				(Lane::Others, _) if claim.protects() => {
					used.has_room_before_paid(&figures, cost, paid)
				},
				(lane, Some(first)) => used.has_room_beside(&figures, first, lane, cost, lent),
				(lane, None) => used.has_room(&figures, lane, cost, lent),
			};
			first = first.or(Some(seat.lane));
			if meter.level(budget) > 0 && has_room {
				used.add(seat.lane, cost);
				Used::<T>::put(used);
				if matches!(seat.holder, Holder::Organization(_)) {
					Self::note_seen(budget);
				}
				Budgets::<T>::insert(&seat.holder, meter.take(budget, cost, epoch));
				return Some(seat);
			}
		}
		None
	}

	/// Notes that an organization with this `budget` uses its part in this epoch.
	fn note_seen(budget: Option<Budget>) {
		Carried::<T>::mutate(|tally| {
			if budget.is_none_or(|budget| budget.epoch != tally.epoch) {
				tally.current = tally.current.saturating_add(1);
			}
		});
	}

	/// Takes `cost` from the lane of those who pay; `false` if it has no room.
	pub(crate) fn take_paid(cost: u64) -> bool {
		let figures = Self::figures();
		let mut used = Used::<T>::get();
		let has_room = used.has_room(&figures, Lane::Paid, cost, Lent::default());
		if has_room {
			used.add(Lane::Paid, cost);
			Used::<T>::put(used);
		}
		has_room
	}

	/// Gives `unspent` back to a seat.
	pub(crate) fn give_back(seat: &Seat<T::AccountId>, unspent: u64) {
		Used::<T>::mutate(|used| used.give_back(seat.lane, unspent));
		let unspent = i64::try_from(unspent).unwrap_or(i64::MAX);
		Budgets::<T>::mutate(&seat.holder, |budget| {
			if let Some(budget) = budget {
				budget.level = budget.level.saturating_add(unspent);
			}
		});
	}

	/// Gives `unspent` back to the lane of those who pay.
	pub(crate) fn give_back_paid(unspent: u64) {
		Used::<T>::mutate(|used| used.give_back(Lane::Paid, unspent));
	}

	/// Whether a budget for `claim` has something again within a few blocks.
	pub(crate) fn is_soon(who: &T::AccountId, claim: Claim) -> bool {
		let figures = Self::figures();
		claim.seats(who).into_iter().flatten().any(|seat| {
			let (budget, meter) = Self::budget(&figures, &seat.holder);
			match seat.holder {
				// It grows with what blocks carry, by more than nothing in each.
				Holder::Organization(_) => {
					let part = meter.depth.checked_div(figures.organization_depth.max(1).into());
					let ticks = part.unwrap_or_default().saturating_mul(SOON);
					meter.ticks_until_some(budget) <= ticks
				},
				_ => meter.ticks_until_some(budget) <= SOON,
			}
		})
	}

	/// A lot of `who` that nobody knows before the block before.
	pub(crate) fn lot(who: &T::AccountId) -> u16 {
		let parent = frame_system::Pallet::<T>::parent_hash();
		let hash = (parent, who).using_encoded(BlakeTwo256::hash);
		let [first, second, ..] = hash.to_fixed_bytes();
		u16::from_le_bytes([first, second])
	}

	/// Whether what protects goes before what is paid for, if `who` acts for nobody whom an organization has attested.
	pub(crate) fn goes_before_paid(who: &T::AccountId) -> bool {
		Carried::<T>::get().goes_before_paid(Self::lot(who))
	}

	/// Ends the block: what it carried makes the budgets of those who share in what is left grow.
	pub(crate) fn end_block() {
		let used = Used::<T>::take();
		let figures = Self::figures();
		Carried::<T>::mutate(|tally: &mut Tally| tally.end_block(&figures, &used));
	}
}

/// `amount` of `room`, in billionth parts, rounded up.
fn part(amount: u64, room: u64) -> u64 {
	if room == 0 || room == u64::MAX {
		return 0;
	}
	let part = u128::from(amount).saturating_mul(BLOCK.into()).div_ceil(room.into());
	u64::try_from(part).unwrap_or(u64::MAX)
}
