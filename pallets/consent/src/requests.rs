//! Asking a patient for consent, and the answer.
//!
//! Whoever asks learns nothing about the patient from that: not whether there is one, nor whether it lives,
//! refuses, or has been asked before. Each time the call succeeds, with the same event, and leaves an entry;
//! only where the patient can be asked does it leave a request, too.

use crate::{
	acting::Provider, giving::Proposal, refused::is_all_refused, Config, ConsentRequest, Envelope,
	Error, Event, Heads, Pallet, Provision, Rejections, Requests,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, Capacity, Commitment, Moment, OrganizationId,
	PatientDirectory, PatientId, ProviderDirectory, RequestBar, TrailId,
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
			Self::ensure_practises(who, capacity, now)?;
		Self::ensure_sound(&provision, now)?;
		let named = provision.grantee.practitioner();
		ensure!(
			named.is_none_or(|named| T::Providers::practises(organization, &named, now)),
			Error::<T>::PractitionerNotPractising
		);

		let asked = Self::ensure_may_ask(&patient, &requester, organization, &provision, now);
		match asked {
			Ok(rejected) => {
				let follows_rejection = rejected.is_some();
				// It takes the place of the rejected one, which gets it back if this one is withdrawn.
				Rejections::<T>::set(patient, organization, rejected);
				if let Some(earlier) = Requests::<T>::get(patient, organization) {
					Self::note_if_request_lapsed(&patient, organization, &earlier, now);
				}
				let request = ConsentRequest {
					requester: requester.clone(),
					provision,
					reason,
					asked_at: now,
					lapses_at: now.saturating_add(T::RequestLifetime::get()),
					is_rejected: false,
					follows_rejection,
				};
				Requests::<T>::insert(patient, organization, request);
				let trail = TrailId::Patient(patient);
				let event = AuditedEvent::ConsentRequested { organization };
				T::Audit::append_quietly(trail, requester, event);
			},
			Err(reason) => {
				// A trail is never made for an id that somebody thought up.
				let trail = if T::Patients::is_known(&patient) {
					TrailId::Patient(patient)
				} else {
					TrailId::Organization(organization)
				};
				let event = AuditedEvent::ConsentRequestBarred { patient, organization, reason };
				T::Audit::append_quietly(trail, requester, event);
			},
		}
		Self::deposit_event(Event::ConsentRequested { patient, organization });
		Ok(())
	}

	pub(crate) fn do_withdraw_request(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
	) -> DispatchResult {
		let now = T::Time::now();
		let Provider { actor, organization, .. } = Self::ensure_practises(who, capacity, now)?;
		if let (true, Ok(request)) =
			(T::Patients::is_open(&patient), Self::ensure_request(&patient, organization, now))
		{
			// Neither does this forget what the patient rejected before, nor is what it withdraws rejected.
			let rejected = Rejections::<T>::take(patient, organization)
				.filter(|rejected| request.follows_rejection && now < rejected.lapses_at);
			Requests::<T>::set(patient, organization, rejected);
			let event = AuditedEvent::ConsentRequestWithdrawn { organization };
			T::Audit::append_quietly(TrailId::Patient(patient), actor, event);
		}
		Self::deposit_event(Event::RequestWithdrawn { patient, organization });
		Ok(())
	}

	pub(crate) fn do_approve_request(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		provision: Provision<T::AccountId>,
		terms: Option<Commitment>,
		envelope: Option<Envelope>,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_give(&patient, &who, now)?;
		let ConsentRequest { requester, provision: asked, .. } =
			Self::ensure_request(&patient, organization, now)?;
		ensure!(requester.account() != Some(&who), Error::<T>::CannotApproveOwnRequest);
		ensure!(asked.covers(&provision), Error::<T>::RequestExceeded);
		let head = Self::head_at(&patient, now);
		let proposal = Proposal { organization, provision, terms, envelope };
		let gift = Self::ensure_can_be_given(&patient, &who, &relation, &head, proposal, now)?;
		let given = Self::give(patient, head, gift, None, &Actor::Person(who.clone()), now)?;
		let grant = given.grant;

		Requests::<T>::remove(patient, organization);
		Rejections::<T>::remove(patient, organization);
		Self::note_granted(who, patient, organization, given);
		Self::deposit_event(Event::RequestApproved { patient, organization, grant });
		Ok(())
	}

	pub(crate) fn do_reject_request(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_end(&patient, &who, now)?;
		let request = Self::ensure_request(&patient, organization, now)?;

		// A second one bars the organization: the first adds nothing to that.
		let rejected = ConsentRequest { is_rejected: true, ..request };
		Requests::<T>::insert(patient, organization, rejected);
		Rejections::<T>::remove(patient, organization);
		let event = AuditedEvent::ConsentRequestRejected { organization };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::RequestRejected { patient, organization });
		Ok(())
	}

	/// That the patient can be asked this now; what else of the organization it has rejected not long ago.
	///
	/// One rejection bars for [`Config::RequestLifetime`] who asked, and whatever asks for as much or more:
	/// if it barred the whole organization, a single insider could do that with a request made to be
	/// rejected. A second one within this time bars the organization: nobody rejects one practitioner of a
	/// hospital after another.
	fn ensure_may_ask(
		patient: &PatientId,
		requester: &Actor<T::AccountId>,
		organization: OrganizationId,
		provision: &Provision<T::AccountId>,
		now: Moment,
	) -> Result<Option<ConsentRequest<T::AccountId>>, RequestBar> {
		ensure!(T::Patients::is_open(patient), RequestBar::UnknownOrClosedPatient);
		ensure!(!T::Patients::has_died(patient, now), RequestBar::Deceased);
		let head = Heads::<T>::get(patient);
		let is_refused = is_all_refused(&head, requester, provision)
			|| Self::refuses_grantee_all(&head, organization, provision);
		ensure!(!is_refused, RequestBar::Refused);
		let standing = Requests::<T>::get(patient, organization).filter(|row| now < row.lapses_at);
		let Some(standing) = standing else { return Ok(None) };
		ensure!(standing.is_rejected, RequestBar::AlreadyOpen);
		let is_barred = standing.follows_rejection
			|| standing.requester.practitioner() == requester.practitioner()
			|| provision.covers(&standing.provision);
		ensure!(!is_barred, RequestBar::RejectedBefore);
		Ok(Some(standing))
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
