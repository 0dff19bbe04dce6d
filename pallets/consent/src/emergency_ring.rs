//! The emergency ring: which custodians help whoever has broken the glass to the keys.
//!
//! A session permits and opens nothing by itself: records are sealed. So the patient's client may seal keys for emergencies
//! under a ring key and split that among custodians. The chain keeps who they are, how many it takes, and a
//! commitment, so that everybody reads the same and a false share is found out. It decides nothing about access:
//! a custodian hands out its share only against a ticket whose ground is an emergency session.

use crate::{
	Config, EmergencyRing, EmergencyRingStatus, EmergencyRings, Error, Event, Pallet, StandingRing,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditedEvent, Moment, OrganizationId, PatientDirectory, PatientId, ProviderDirectory,
	Relation,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_emergency_ring(
		who: T::AccountId,
		patient: PatientId,
		ring: EmergencyRing,
	) -> DispatchResult {
		let now = T::Time::now();
		let by_controller = Self::ensure_may_give(&patient, &who, now)? == Relation::Controller;
		ensure!(ring.custodians_ascend(), Error::<T>::CustodiansNotAscending);
		ensure!(ring.has_sound_threshold(), Error::<T>::InvalidThreshold);
		ensure!(!ring.commitment.is_zero(), Error::<T>::CommitmentMissing);
		ensure!(
			T::Patients::key_epoch(&patient) == Some(ring.key_epoch),
			Error::<T>::StaleKeyEpoch
		);
		if let Some(present) = EmergencyRings::<T>::get(patient) {
			let is_stale = present.ring.key_epoch != ring.key_epoch;
			ensure!(by_controller || !present.by_controller || is_stale, Error::<T>::NotAuthorized);
			// What a representative has set becomes the controller's when the controller sets it, too.
			let is_news = present.ring != ring || by_controller != present.by_controller;
			ensure!(is_news, Error::<T>::NothingToDo);
		}
		for custodian in &ring.custodians {
			Self::ensure_can_keep_share(*custodian, now)?;
		}

		let standing = StandingRing { ring: ring.clone(), since: now, by_controller };
		EmergencyRings::<T>::insert(patient, standing);
		let EmergencyRing { custodians, threshold, key_epoch, commitment } = ring;
		let event = AuditedEvent::EmergencyRingSet { key_epoch, commitment };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::EmergencyRingSet {
			patient,
			custodians,
			threshold,
			key_epoch,
			commitment,
		});
		Ok(())
	}

	pub(crate) fn do_remove_emergency_ring(
		who: T::AccountId,
		patient: PatientId,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_end(&patient, &who, now)?;
		Self::ensure_not_frozen(&patient, now)?;
		let present = EmergencyRings::<T>::get(patient).ok_or(Error::<T>::NothingToDo)?;
		// Nobody breaks the glass of somebody who has died: there the executor takes no way to care.
		let is_representative = matches!(relation, Relation::Representative(_));
		ensure!(!(is_representative && present.by_controller), Error::<T>::NotAuthorized);

		EmergencyRings::<T>::remove(patient);
		Self::note(&patient, Actor::Person(who), AuditedEvent::EmergencyRingRemoved);
		Self::deposit_event(Event::EmergencyRingRemoved { patient });
		Ok(())
	}

	/// That a share can be sealed to the organization, and that it may act, now. What becomes of it later does not
	/// undo the ring: whether enough are left, the patient's client looks up.
	fn ensure_can_keep_share(custodian: OrganizationId, now: Moment) -> Result<(), Error<T>> {
		ensure!(T::Providers::is_accredited(custodian, now), Error::<T>::OrganizationNotAccredited);
		ensure!(
			T::Providers::encryption_key(custodian, None).is_some(),
			Error::<T>::CustodianHasNoKey
		);
		Ok(())
	}
}

/// The patient's ring, and whether it is of its present key.
pub(crate) fn status<T: Config>(patient: PatientId) -> Option<EmergencyRingStatus> {
	let StandingRing { ring, since, by_controller } = EmergencyRings::<T>::get(patient)?;
	let is_stale = T::Patients::key_epoch(&patient) != Some(ring.key_epoch);
	Some(EmergencyRingStatus { ring, since, by_controller, is_stale })
}
