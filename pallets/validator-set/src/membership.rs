//! Who is admitted, and which of them validate next.

use crate::{Config, Error, Pallet};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::cmp::Reverse;
use frame_support::{
	ensure,
	traits::{Get, Time, ValidatorRegistration},
};
use salus_primitives::Moment;
use scale_info::TypeInfo;
use sp_staking::SessionIndex;

/// What is known of a validator.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Membership {
	/// From when on it validates no more; without an end if none.
	pub until: Option<Moment>,
	/// In how many sessions in a row, up to the last one, it has made no block.
	pub missed: u32,
	/// In how many sessions it was proved to have said two things at once.
	pub offences: u32,
	/// The session in which that was proved last.
	pub reported_in: Option<SessionIndex>,
}

impl Membership {
	/// Somebody new.
	pub fn until(until: Option<Moment>) -> Self {
		Self { until, missed: 0, offences: 0, reported_in: None }
	}

	fn is_over(&self, now: Moment) -> bool {
		self.until.is_some_and(|until| until <= now)
	}
}

/// Which members validate next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan<AccountId> {
	/// They do, in the order of accounts.
	pub validators: Vec<AccountId>,
	/// Their time has run out, and enough others are there.
	pub expired: Vec<AccountId>,
}

impl<AccountId: Clone + Ord> Plan<AccountId> {
	/// All members with keys whose time has not run out; if they are fewer than `least`, as many as are missing of those whose time has,
	/// the last to run out first.
	pub fn of(
		members: &BTreeMap<AccountId, Membership>,
		now: Moment,
		least: usize,
		has_keys: impl Fn(&AccountId) -> bool,
	) -> Self {
		let (mut over, current): (Vec<_>, Vec<_>) =
			members.iter().partition(|(_, membership)| membership.is_over(now));
		let mut validators = current
			.into_iter()
			.map(|(account, _)| account)
			.filter(|account| has_keys(account))
			.cloned()
			.collect::<Vec<_>>();
		over.sort_by_key(|(_, membership)| Reverse(membership.until));
		let mut expired = Vec::new();
		for (account, _) in over {
			if validators.len() < least && has_keys(account) {
				validators.push(account.clone());
			} else {
				expired.push(account.clone());
			}
		}
		validators.sort();
		Self { validators, expired }
	}
}

impl<T: Config> Pallet<T> {
	/// Which of `members` validate next.
	pub(crate) fn plan(members: &BTreeMap<T::AccountId, Membership>) -> Plan<T::AccountId> {
		let least = T::MinValidators::get() as usize;
		Plan::of(members, T::Time::now(), least, T::Session::is_registered)
	}

	/// How many of `members` could validate.
	pub(crate) fn eligible_among(members: &BTreeMap<T::AccountId, Membership>) -> usize {
		Self::plan(members).validators.len()
	}

	/// That enough of `members` can validate; where too few could `before`, that they are no fewer now.
	pub(crate) fn ensure_enough(
		members: &BTreeMap<T::AccountId, Membership>,
		before: usize,
	) -> Result<(), Error<T>> {
		let least = (T::MinValidators::get() as usize).min(before);
		ensure!(Self::eligible_among(members) >= least, Error::<T>::TooFewValidators);
		Ok(())
	}
}
