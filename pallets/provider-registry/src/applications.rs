//! Applications: an institution asks to be accredited, and leaves a deposit until that is decided.

use crate::{types::Application, Applications, Config, Error, Event, Pallet};
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Time},
};
use salus_primitives::{deposits::give_back, AuditedEvent, Commitment, OrganizationKind, Period};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What an application takes up.
	pub(crate) fn application_footprint() -> Footprint {
		Footprint::from_mel::<(T::AccountId, Application<T::Consideration>)>()
	}

	pub(crate) fn do_apply(
		applicant: T::AccountId,
		kind: OrganizationKind,
		profile: Commitment,
	) -> DispatchResult {
		ensure!(!Applications::<T>::contains_key(&applicant), Error::<T>::AlreadyExists);

		let ticket = T::Consideration::new(&applicant, Self::application_footprint())?;
		Applications::<T>::insert(
			&applicant,
			Application { kind, profile, applied_at: T::Time::now(), ticket },
		);
		Self::deposit_event(Event::ApplicationSubmitted { applicant, kind });
		Ok(())
	}

	pub(crate) fn do_withdraw_application(applicant: T::AccountId) -> DispatchResult {
		let application =
			Applications::<T>::get(&applicant).ok_or(Error::<T>::ApplicationNotFound)?;

		application.ticket.drop(&applicant)?;
		Applications::<T>::remove(&applicant);
		Self::deposit_event(Event::ApplicationWithdrawn { applicant });
		Ok(())
	}

	/// The application that is meant: an applicant can withdraw one and apply for something else between the
	/// reading and the decision.
	fn application_meant(
		applicant: &T::AccountId,
		kind: OrganizationKind,
		profile: Commitment,
	) -> Result<Application<T::Consideration>, Error<T>> {
		let application =
			Applications::<T>::get(applicant).ok_or(Error::<T>::ApplicationNotFound)?;
		ensure!(
			application.kind == kind && application.profile == profile,
			Error::<T>::ApplicationChanged
		);
		Ok(application)
	}

	pub(crate) fn do_accept_application(
		applicant: T::AccountId,
		kind: OrganizationKind,
		profile: Commitment,
		accreditation: Period,
	) -> DispatchResult {
		let Application { ticket, .. } = Self::application_meant(&applicant, kind, profile)?;

		let organization = Self::do_accredit(kind, &applicant, accreditation, profile)?;
		Self::settle(&applicant, ticket);
		Self::deposit_event(Event::ApplicationAccepted { applicant, organization });
		Ok(())
	}

	pub(crate) fn do_reject_application(
		applicant: T::AccountId,
		kind: OrganizationKind,
		profile: Commitment,
	) -> DispatchResult {
		let Application { ticket, .. } = Self::application_meant(&applicant, kind, profile)?;

		Self::settle(&applicant, ticket);
		Self::note_act(AuditedEvent::ApplicationRejected { applicant: applicant.clone() });
		Self::deposit_event(Event::ApplicationRejected { applicant });
		Ok(())
	}

	/// Removes a decided application and gives its deposit back, if that can be: an applicant must not be
	/// able to keep an authority from deciding.
	fn settle(applicant: &T::AccountId, ticket: T::Consideration) {
		Applications::<T>::remove(applicant);
		give_back(applicant, ticket);
	}
}
