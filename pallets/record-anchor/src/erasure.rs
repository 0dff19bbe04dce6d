//! Erasing anchors.
//!
//! What is erased is gone for good, so whoever stole the controller's key must not be able to do it before anybody
//! notices:
//! - An erasure waits as long as a recovery. Until it is due, the controller and the representatives see it announced,
//!   in the trail, too, and can take it back.
//! - A recovery that begins after the announcement comes too late by itself; a freeze does not: it counts at once, and
//!   nothing is announced or erased while it lasts.
//! - After a recovery, only the new controller can erase what the thief announced.
//! - An announcement lapses [`ERASURE_WINDOW`] after it is due: one that was forgotten must not spare a thief the
//!   waiting, years later.
//! - A closed patient erases nothing: nothing about it is decided any more. What custodians keep of it goes by their own
//!   retention.
//! - A representative erases nothing, nor does an executor, nor anybody once the person has died: the duty to keep
//!   records ends with their retention.

use crate::{
	disputes::SignerAndAnchor, Anchor, Anchors, Config, Error, Event, Pallet, RecordStatus,
};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
};
use salus_primitives::{
	AnchorId, AuditTrail, AuditedEvent, Moment, PatientDirectory, PatientId, Relation, TrailId, DAY,
};

/// For how long after it is due an erasure may be done, in milliseconds; later it must be announced anew.
pub const ERASURE_WINDOW: Moment = 30 * DAY;

impl<T: Config> Pallet<T> {
	/// Announces an erasure.
	pub(crate) fn do_announce_erasure(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
	) -> DispatchResult {
		let now = T::Time::now();
		let (actor, mut anchored) = Self::permit_erasure(who, patient, anchor, now)?;
		let is_announced = anchored.erasable_from.is_some_and(|due| !has_lapsed(due, now));
		ensure!(!is_announced, Error::<T>::ErasureAnnounced);
		let due = now.saturating_add(T::ErasureDelay::get());

		anchored.erasable_from = Some(due);
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::ErasureAnnounced { anchor, due };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::ErasureAnnounced { patient, anchor, due });
		Ok(())
	}

	/// Takes the announcement back.
	pub(crate) fn do_cancel_erasure(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
	) -> DispatchResult {
		let (actor, mut anchored) = Self::permit_patients_side(who, patient, anchor)?;
		ensure!(anchored.erasable_from.is_some(), Error::<T>::ErasureNotAnnounced);

		anchored.erasable_from = None;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::ErasureCancelled { anchor };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::ErasureCancelled { patient, anchor });
		Ok(())
	}

	/// Erases an anchor.
	pub(crate) fn do_erase(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
	) -> DispatchResult {
		let now = T::Time::now();
		let (actor, anchored) = Self::permit_erasure(who, patient, anchor, now)?;
		let due = anchored.erasable_from.filter(|due| !has_lapsed(*due, now));
		ensure!(due.ok_or(Error::<T>::ErasureNotAnnounced)? <= now, Error::<T>::ErasureNotDue);

		Self::write_erased(&patient, anchor, anchored, now);
		let entry = AuditedEvent::RecordsErased { anchor };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::RecordsErased { patient, anchor });
		Ok(())
	}

	/// The signer, if it is the controller of a living person whose side is not frozen, and the anchor, if it is there
	/// to be erased.
	fn permit_erasure(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
		now: Moment,
	) -> Result<SignerAndAnchor<T::AccountId>, Error<T>> {
		let (actor, anchored) = Self::permit_patients_side(who.clone(), patient, anchor)?;
		let relation = T::Patients::relation(&patient, &who, now);
		let may_erase =
			relation == Some(Relation::Controller) && !T::Patients::has_died(&patient, now);
		ensure!(may_erase, Error::NotPermitted);
		ensure!(!T::Patients::is_frozen(&patient, now), Error::PatientFrozen);
		ensure!(anchored.status() != RecordStatus::Erased, Error::Erased);
		Ok((actor, anchored))
	}

	/// Takes away what proves the records, and whatever was said about them. The rest of the anchor stays.
	fn write_erased(
		patient: &PatientId,
		number: AnchorId,
		anchored: Anchor<T::AccountId>,
		now: Moment,
	) {
		Self::remove_rows(patient, number, &anchored);
		let erased = Anchor {
			batch: None,
			erased_at: Some(now),
			withheld_since: anchored.withheld_since.or(Some(now)),
			erasable_from: None,
			co_signatures: 0,
			is_disputed: false,
			has_custody: false,
			..anchored
		};
		Anchors::<T>::insert(patient, number, erased);
	}
}

/// Whether an erasure that was due at `due` must be announced anew at `now`.
fn has_lapsed(due: Moment, now: Moment) -> bool {
	due.saturating_add(ERASURE_WINDOW) <= now
}
