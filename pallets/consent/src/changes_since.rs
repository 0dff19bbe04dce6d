//! What was given and restricted since a moment, and ending what was given: for a patient who has taken its
//! side back from somebody who stole its key.
//!
//! Who of several people with the same key did what, the chain cannot tell; from when on the key was in the
//! wrong hands, the patient can. So all that was given since that moment is listed, and ended, alike.
//!
//! When a grant was given stands in its row, not in the head. But numbers are given out in the order of time,
//! and the head lists live grants by number: which of them is the first to be given at a moment or later is
//! found by looking at few rows, whatever the number of grants.

use crate::{
	views::{with_rows, MAX_ITEMS_READ},
	ChangesSince, Config, EmergencyRings, Error, Event, ForgottenBefore, Head, Heads, HeldGrant,
	LiftedRestriction, LiftedRestrictions, LiveGrant, Pallet, Restriction, Restrictions,
};
use alloc::vec::Vec;
use frame_support::traits::Time;
use salus_primitives::{Actor, AuditedEvent, GrantId, Moment, PatientId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_revoke_since(
		who: T::AccountId,
		patient: PatientId,
		since: Moment,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_end(&patient, &who, now)?;
		let mut head = Self::head_at(&patient, now);
		let first =
			first_given_since::<T>(&patient, &head, since).ok_or(Error::<T>::NothingToDo)?;
		let grants = head.end_where(now, |live| live.id >= first);

		Heads::<T>::insert(patient, head);
		let event = AuditedEvent::RevokedSince { since, grants };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::RevokedSince { patient, since, grants });
		Ok(())
	}
}

/// The first of the live grants in `head` that was given at `since` or later. All after it were, too.
fn first_given_since<T: Config>(
	patient: &PatientId,
	head: &Head<T::AccountId>,
	since: Moment,
) -> Option<GrantId> {
	let was_given_before = |live: &LiveGrant| {
		// Every live grant has its row. One without would be taken for one given since, which ends it.
		Pallet::<T>::ensure_row(patient, live.organization, live.id)
			.is_ok_and(|row| row.granted_at < since)
	};
	let position = head.live.partition_point(was_given_before);
	head.live.get(position).map(|live| live.id)
}

/// The live grants that [`Pallet::do_revoke_since`] would end, each with the organization that holds it.
pub(crate) fn given_since<T: Config>(
	patient: PatientId,
	since: Moment,
) -> Vec<HeldGrant<T::AccountId>> {
	let head = Pallet::<T>::head_at(&patient, T::Time::now());
	let Some(first) = first_given_since::<T>(&patient, &head, since) else {
		return Vec::new();
	};
	with_rows::<T>(patient, head.live.into_iter().filter(|live| live.id >= first).collect())
}

/// What was given since `since`, and in what the patient's restrictions differ from those before it.
pub(crate) fn changes_since<T: Config>(
	patient: PatientId,
	since: Moment,
) -> ChangesSince<T::AccountId> {
	let head = Heads::<T>::get(patient);
	let (stood_before, is_complete) = lifted_since::<T>(&patient, &head, since);
	let standing = standing(&head);
	let restrictions_lifted =
		stood_before.iter().filter(|row| !standing.contains(&row.restriction)).cloned().collect();
	// What was lifted and set again as it was is no change.
	let is_new = |restriction: Restriction<T::AccountId>, set_at: Moment| {
		since <= set_at && stood_before.iter().all(|row| row.restriction != restriction)
	};
	let Restrictions { mut refusals, refuse_all, opt_out, mut confidential, all_confidential } =
		head.into();
	refusals.retain(|row| is_new(Restriction::Refusal(row.refusal.clone()), row.since));
	confidential.retain(|row| is_new(Restriction::Confidential(row.class), row.since));
	let refuse_all = refuse_all.filter(|all| {
		is_new(Restriction::All { even_in_emergency: all.even_in_emergency }, all.since)
	});
	let opt_out = opt_out.filter(|opt_out| is_new(Restriction::Emergencies, opt_out.since));
	let all_confidential = all_confidential.filter(|all| {
		is_new(Restriction::AllConfidential { exceptions: all.exceptions.clone() }, all.since)
	});
	let emergency_ring = EmergencyRings::<T>::get(patient)
		.filter(|standing| since <= standing.since)
		.map(|standing| standing.ring);
	ChangesSince {
		grants: given_since::<T>(patient, since),
		restrictions_set: Restrictions {
			refusals,
			refuse_all,
			opt_out,
			confidential,
			all_confidential,
		},
		restrictions_lifted,
		emergency_ring,
		is_complete,
	}
}

/// What the patient has set against access and not lifted.
fn standing<AccountId: Clone>(head: &Head<AccountId>) -> Vec<Restriction<AccountId>> {
	let refusals =
		head.refusals.iter().map(|standing| Restriction::Refusal(standing.refusal.clone()));
	let all = head
		.refuse_all
		.iter()
		.map(|all| Restriction::All { even_in_emergency: all.even_in_emergency });
	let emergencies = head.opt_out.iter().map(|_| Restriction::Emergencies);
	let confidential =
		head.confidential.iter().map(|marked| Restriction::Confidential(marked.class));
	let all_confidential = head
		.all_confidential
		.iter()
		.map(|all| Restriction::AllConfidential { exceptions: all.exceptions.clone() });
	refusals.chain(all).chain(emergencies).chain(confidential).chain(all_confidential).collect()
}

/// What stood before `since` and was lifted at `since` or later, the latest first; and whether that is all of
/// it. The list of what was lifted is followed only so far, and what was lifted long ago is forgotten.
fn lifted_since<T: Config>(
	patient: &PatientId,
	head: &Head<T::AccountId>,
	since: Moment,
) -> (Vec<LiftedRestriction<T::AccountId>>, bool) {
	let mut stood_before = Vec::new();
	if head.lifted.at < since {
		return (stood_before, true);
	}
	let earliest = head.lifted.count.saturating_sub(MAX_ITEMS_READ);
	for number in (earliest..head.lifted.count).rev() {
		match LiftedRestrictions::<T>::get(patient, number) {
			Some(row) if row.lifted_at < since => return (stood_before, true),
			Some(row) if row.since < since => stood_before.push(row),
			// Set and lifted since: nothing of it is left.
			Some(_) => (),
			None => return (stood_before, ForgottenBefore::<T>::get() < since),
		}
	}
	(stood_before, earliest == 0)
}
