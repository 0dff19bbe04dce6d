//! How often a practitioner tried within a day what concerns one patient: so many attempts are free.

use crate::{Attempts, Config, Pallet};
use frame_support::traits::{Get, Time};
use salus_primitives::{day_of, Actor, AuditedEvent, PatientId, TrailId};

impl<T: Config> Pallet<T> {
	/// Whether `actor` has attempts at `patient` left today that cost nothing. True of whoever acts for no organization:
	/// nobody counts for it.
	///
	/// It counts by the id that was named, whether or not there is such a patient, so that a fee tells nothing of that; and by
	/// the account that signed, so that nobody uses up what others have by claiming to act for them.
	pub fn has_free_attempts(patient: &PatientId, actor: &Actor<T::AccountId>) -> bool {
		let today = day_of(T::Time::now());
		actor.practitioner().is_none()
			|| Attempts::<T>::get(today, (*patient, actor)) < T::FreeAttempts::get()
	}

	/// Counts an attempt of `actor` at `patient`.
	pub(crate) fn count_attempt(patient: PatientId, actor: &Actor<T::AccountId>) {
		if actor.practitioner().is_some() {
			let today = day_of(T::Time::now());
			Attempts::<T>::mutate(today, (patient, actor), |count| {
				*count = count.saturating_add(1);
			});
		}
	}
}

/// At whose records, or at whose emergency, `event` is an attempt, as it stands in `trail`.
pub(crate) fn attempted_at<AccountId>(
	trail: &TrailId,
	event: &AuditedEvent<AccountId>,
) -> Option<PatientId> {
	let named = match event {
		AuditedEvent::AccessRequested(attempt) => attempt.patient,
		AuditedEvent::EmergencyDenied { patient, .. } => Some(*patient),
		AuditedEvent::EmergencyOpened { .. } => None,
		_ => return None,
	};
	named.or(match trail {
		TrailId::Patient(patient) => Some(*patient),
		TrailId::Organization(_) | TrailId::Governance => None,
	})
}
