//! Asking a patient for consent, and the answer.

use crate::{
	acting::Provider, giving::Proposal, refused::is_all_refused, Config, ConsentRequest, Error,
	Event, Heads, Pallet, Provision, Requests, SealedKeys,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	Actor, AuditedEvent, Capacity, Commitment, Moment, OrganizationId, PatientId,
	ProviderDirectory, Role,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_consent(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		provision: Provision<T::AccountId>,
		reason: Commitment,
	) -> DispatchResult {
		let now = T::Time::now();
		let Provider { actor: requester, organization, .. } =
			Self::ensure_practises(&patient, who, capacity, now)?;
		let head = Heads::<T>::get(patient);
		ensure!(!is_all_refused(&head, &requester, &provision), Error::<T>::Refused);
		if let Some(earlier) = Requests::<T>::get(patient, organization) {
			ensure!(!earlier.is_open(now), Error::<T>::RequestAlreadyOpen);
			ensure!(earlier.lapses_at <= now, Error::<T>::RequestRejectedBefore);
		}
		Self::ensure_sound(&provision, now)?;
		let named = provision.grantee.practitioner();
		ensure!(
			named.is_none_or(|named| T::Providers::practises(organization, &named, now)),
			Error::<T>::PractitionerNotPractising
		);

		let lapses_at = now.saturating_add(T::RequestLifetime::get());
		let request = ConsentRequest {
			requester: requester.clone(),
			provision,
			reason,
			asked_at: now,
			lapses_at,
			is_rejected: false,
		};
		Requests::<T>::insert(patient, organization, request);
		Self::note(&patient, requester, AuditedEvent::ConsentRequested { organization });
		Self::deposit_event(Event::ConsentRequested { patient, organization, lapses_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_request(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
	) -> DispatchResult {
		let now = T::Time::now();
		let Provider { actor, organization, roles } =
			Self::ensure_practises(&patient, who, capacity, now)?;
		let request = Self::ensure_request(&patient, organization, now)?;
		// Whoever asked through one gateway may take it back through another.
		let made_it = request.requester.practitioner() == actor.practitioner();
		ensure!(made_it || roles.contains(Role::PrivacyOfficer), Error::<T>::NotAuthorized);

		Requests::<T>::remove(patient, organization);
		Self::note(&patient, actor, AuditedEvent::ConsentRequestWithdrawn { organization });
		Self::deposit_event(Event::RequestWithdrawn { patient, organization });
		Ok(())
	}

	pub(crate) fn do_approve_request(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		provision: Provision<T::AccountId>,
		terms: Option<Commitment>,
		envelope: Option<SealedKeys>,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_give(&patient, &who, now)?;
		let ConsentRequest { requester, provision: asked, .. } =
			Self::ensure_request(&patient, organization, now)?;
		ensure!(requester.account() != Some(&who), Error::<T>::CannotApproveOwnRequest);
		ensure!(asked.covers(&provision), Error::<T>::RequestExceeded);
		let proposal = Proposal { organization, provision, terms, envelope };
		let gift = Self::ensure_can_be_given(&patient, &who, &relation, proposal, now)?;
		let head = Self::head_at(&patient, now);
		let grant = Self::give(patient, head, gift, None, now)?;

		Requests::<T>::remove(patient, organization);
		Self::note_granted(who, patient, organization, grant);
		Self::deposit_event(Event::RequestApproved { patient, organization, grant });
		Ok(())
	}

	pub(crate) fn do_reject_request(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_consent(&patient, &who, now)?;
		let request = Self::ensure_request(&patient, organization, now)?;

		let rejected = ConsentRequest { is_rejected: true, ..request };
		Requests::<T>::insert(patient, organization, rejected);
		let event = AuditedEvent::ConsentRequestRejected { organization };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::RequestRejected { patient, organization });
		Ok(())
	}

	/// The request of `organization` that the patient can answer now.
	fn ensure_request(
		patient: &PatientId,
		organization: OrganizationId,
		now: Moment,
	) -> Result<ConsentRequest<T::AccountId>, Error<T>> {
		Requests::<T>::get(patient, organization)
			.filter(|request| request.is_open(now))
			.ok_or(Error::<T>::RequestNotFound)
	}
}
