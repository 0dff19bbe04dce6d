//! What always holds of the marks of redeemed tickets, of the lists of what organizations did, and of the counts of attempts.

use crate::{
	counting::attempted_at, ticket::hour_of, Activities, ActivityKind, Attempts, Config, Entries,
	Heads, Pallet, Redeemed,
};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{day_of, AuditEntry, AuditedEvent, Day, Sequence, TrailId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// What was redeemed once is a permitted attempt to see records, for no encounter, whose time ends in the hour of the
	/// mark; and an entry tells of the release.
	pub(super) fn check_redeemed() -> Result<(), TryRuntimeError> {
		for (hour, (patient, sequence)) in Redeemed::<T>::iter_keys() {
			let trail = TrailId::Patient(patient);
			let Some(entry) = Self::unless_pruned(&trail, sequence)? else { continue };
			let AuditedEvent::AccessRequested(attempt) = &entry.event else {
				return Err("what was redeemed is no attempt at access".into());
			};
			ensure!(
				attempt.answers.is_permitted()
					&& attempt.action.shows_records()
					&& attempt.encounter.is_none(),
				"what was redeemed is no permitted attempt to see records once"
			);
			let expires_at = entry.at.saturating_add(T::TicketLifetime::get());
			ensure!(
				hour_of(expires_at) == hour,
				"a mark of redemption is not of the hour in which its ticket expires"
			);
			let is_told = Entries::<T>::iter_prefix_values(trail).any(|later| match later.event {
				AuditedEvent::RecordsReleased { ticket, .. } => ticket == sequence,
				AuditedEvent::ReleaseReported(report) => {
					report.ticket == Some(sequence) && report.flaw.is_none()
				},
				_ => false,
			});
			ensure!(is_told, "a ticket is marked as redeemed, and no entry tells of a release");
		}
		Ok(())
	}

	/// What is listed was done by somebody of the organization on that day, and is of that kind.
	pub(super) fn check_activities() -> Result<(), TryRuntimeError> {
		for ((day, organization, (trail, sequence)), kind) in Activities::<T>::iter() {
			let Some(entry) = Self::unless_pruned(&trail, sequence)? else { continue };
			ensure!(
				entry.actor.organization() == Some(organization),
				"what is listed of an organization was not done for it"
			);
			ensure!(day_of(entry.at) == day, "what is listed was done on another day");
			ensure!(
				ActivityKind::of(&entry.event) == Some(kind),
				"what is listed is of another kind"
			);
		}
		Ok(())
	}

	/// Each attempt that is listed today is counted; and no more are counted than entries tell of, unless some
	/// were pruned.
	pub(super) fn check_attempts() -> Result<(), TryRuntimeError> {
		let mut told = Counts::new();
		for (trail, _, entry) in Entries::<T>::iter() {
			count(&mut told, &trail, &entry);
		}
		let today = day_of(T::Time::now());
		let mut listed = Counts::new();
		for ((day, _, (trail, sequence)), _) in Activities::<T>::iter() {
			if let (true, Some(entry)) = (day == today, Entries::<T>::get(trail, sequence)) {
				count(&mut listed, &trail, &entry);
			}
		}
		let counted: Counts = Attempts::<T>::iter()
			.map(|(day, attempted, count)| ((day, attempted.encode()), count))
			.collect();
		for (attempted, least) in listed {
			let count = counted.get(&attempted).copied().unwrap_or_default();
			ensure!(count >= least, "an attempt is listed and not counted");
		}
		let is_pruned = Heads::<T>::iter_values().any(|head| head.first > 0);
		for (attempted, count) in counted {
			let most = told.get(&attempted).copied().unwrap_or_default();
			ensure!(is_pruned || count <= most, "attempts are counted that never were");
		}
		Ok(())
	}

	/// The entry, unless it was pruned.
	pub(super) fn unless_pruned(
		trail: &TrailId,
		sequence: Sequence,
	) -> Result<Option<AuditEntry<T::AccountId>>, TryRuntimeError> {
		let entry = Entries::<T>::get(trail, sequence);
		let is_pruned = Heads::<T>::get(trail).is_some_and(|head| sequence < head.first);
		ensure!(entry.is_some() || is_pruned, "something is stored about an entry that never was");
		Ok(entry)
	}
}

/// How many attempts on a day, at whom and by whom: encoded, as in storage.
type Counts = BTreeMap<(Day, Vec<u8>), u16>;

/// Counts `entry`, if it is an attempt of a practitioner.
fn count<AccountId: Clone + Encode>(
	counts: &mut Counts,
	trail: &TrailId,
	entry: &AuditEntry<AccountId>,
) {
	let Some(patient) = attempted_at(trail, &entry.event) else { return };
	if entry.actor.practitioner().is_some() {
		let attempted = (patient, &entry.actor).encode();
		let count = counts.entry((day_of(entry.at), attempted)).or_default();
		*count = count.saturating_add(1);
	}
}
