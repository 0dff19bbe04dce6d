//! Which organizations have a privacy officer, so that some can be drawn to judge what another's practitioner did.
//!
//! Those that could judge stand in a row of places without gaps: a lot is a place. One that loses its last privacy
//! officer, or is over for good, gives its place up to the last. Whether an organization may act now depends on
//! the clock and is looked up when it is drawn.

use crate::{
	types::PractitionerTerms, Config, Organizations, Pallet, PrivacyOfficers, ReviewerPlaces,
	ReviewerPool,
};
use alloc::collections::BTreeMap;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::defensive;
use salus_primitives::{Moment, OrganizationId, Reviewers, Role, Seed};
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// How many organizations one draw looks at.
pub const MAX_TRIES: u32 = 8;

/// The privacy officers of an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Officers {
	/// How many of its practitioners have the role and are neither suspended nor gone.
	pub count: u32,
	/// The organization's place among those that can be drawn; none if it has no officer, or is over for good.
	pub place: Option<u32>,
}

/// Whether somebody on these terms counts as a privacy officer. When the licence runs is left to the clock.
pub(crate) fn is_officer(terms: &PractitionerTerms) -> bool {
	terms.roles.contains(Role::PrivacyOfficer)
		&& !terms.state.has_left()
		&& !terms.state.is_suspended()
}

impl<T: Config> Pallet<T> {
	/// Notes that somebody in `organization` became a privacy officer, or is none any more.
	pub(crate) fn count_officer(organization: OrganizationId, was: bool, is: bool) {
		if was == is {
			return;
		}
		let mut officers = PrivacyOfficers::<T>::get(organization);
		officers.count =
			if is { officers.count.saturating_add(1) } else { officers.count.saturating_sub(1) };
		if officers.count == 0 {
			Self::leave_pool(&mut officers);
		} else if officers.place.is_none() && !Self::has_ended(organization) {
			officers.place = Some(Self::join_pool(organization));
		}
		Self::store_officers(organization, officers);
	}

	/// Notes that `organization` is over for good.
	pub(crate) fn end_reviewing(organization: OrganizationId) {
		let mut officers = PrivacyOfficers::<T>::get(organization);
		if officers.place.is_some() {
			Self::leave_pool(&mut officers);
			Self::store_officers(organization, officers);
		}
	}

	fn has_ended(organization: OrganizationId) -> bool {
		Organizations::<T>::get(organization).is_none_or(|row| row.state().has_ended())
	}

	fn store_officers(organization: OrganizationId, officers: Officers) {
		if officers == Officers::default() {
			PrivacyOfficers::<T>::remove(organization);
		} else {
			PrivacyOfficers::<T>::insert(organization, officers);
		}
	}

	fn join_pool(organization: OrganizationId) -> u32 {
		let place = ReviewerPool::<T>::get();
		ReviewerPlaces::<T>::insert(place, organization);
		// There are no more than organizations, which have numbers of the same size.
		ReviewerPool::<T>::put(place.saturating_add(1));
		place
	}

	/// Gives up the place, which the last takes.
	fn leave_pool(officers: &mut Officers) {
		let Some(place) = officers.place.take() else { return };
		let last = ReviewerPool::<T>::get().saturating_sub(1);
		let Some(moved) = ReviewerPlaces::<T>::take(last) else {
			defensive!("places have no gaps");
			return;
		};
		ReviewerPool::<T>::put(last);
		if place != last {
			ReviewerPlaces::<T>::insert(place, moved);
			PrivacyOfficers::<T>::mutate(moved, |other| other.place = Some(place));
		}
	}

	/// Draws up to two organizations that may act at `at`: neither `not_for` nor one that has followed it. One that
	/// it has followed is over, and not among them.
	///
	/// It looks at [`MAX_TRIES`] of them, none twice: 1 + 2 × [`MAX_TRIES`] reads. If there are no more than that,
	/// whoever can be drawn is found.
	pub(crate) fn draw(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		let pool = ReviewerPool::<T>::get();
		let mut drawn = Reviewers::new();
		// The beginning of a shuffle: what lies at a place that was drawn gives way to what lies further on.
		let mut shuffled = BTreeMap::<u32, u32>::new();
		for turn in 0..MAX_TRIES.min(pool) {
			let left = pool.saturating_sub(turn);
			let chosen = turn.saturating_add(lot(seed, turn, left));
			let at_turn = shuffled.get(&turn).copied().unwrap_or(turn);
			let place = shuffled.insert(chosen, at_turn).unwrap_or(chosen);
			let Some(organization) = ReviewerPlaces::<T>::get(place) else {
				defensive!("places have no gaps");
				continue;
			};
			if organization == not_for {
				continue;
			}
			let could_judge = Organizations::<T>::get(organization).is_some_and(|row| {
				Self::check_organization(organization, &row, at).is_ok()
					&& !row.predecessors.iter().any(|followed| followed.organization == not_for)
			});
			if could_judge && (drawn.try_push(organization).is_err() || drawn.is_full()) {
				break;
			}
		}
		drawn
	}
}

/// A number below `bound`, which is not zero, by `seed` and `turn`.
fn lot(seed: Seed, turn: u32, bound: u32) -> u32 {
	let hash = BlakeTwo256::hash_of(&(seed, turn));
	let number = hash
		.as_fixed_bytes()
		.iter()
		.take(8)
		.fold(0u64, |all, byte| all.wrapping_shl(8) | u64::from(*byte));
	// The remainder of so large a number favours nobody to speak of.
	u32::try_from(number.checked_rem(bound.into()).unwrap_or(0)).unwrap_or(0)
}
