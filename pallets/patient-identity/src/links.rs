//! Ids of the same person.

use crate::{
	rows::Caller, Config, Error, Event, LinkProposal, LinkProposals, Links, Pallet, PatientStatus,
	Patients,
};
use frame_support::{defensive, ensure};
use salus_primitives::{Actor, AuditedEvent, PatientId};
use sp_runtime::DispatchError;

/// What came of a call about a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct LinkOutcome {
	/// Whether the call confirmed the patient's registration.
	pub confirmed: bool,
	/// Whether the link was made or ended, not only proposed.
	pub done: bool,
}

impl<T: Config> Pallet<T> {
	/// Links `patient` with `other`, or unlinks them, once both sides want it. Until then it is a
	/// proposal; a proposal of the opposite is taken back.
	pub(crate) fn do_change_link(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		other: PatientId,
		link: bool,
	) -> Result<LinkOutcome, DispatchError> {
		ensure!(patient != other, Error::<T>::CannotLinkToItself);
		match caller {
			Caller::Registrar => {
				Self::row(&patient)?;
				Self::row(&other)?;
				Self::ensure_link_can_change(&patient, &other, link)?;
				Self::write_link(patient, other, link, Actor::Authority);
				Ok(LinkOutcome { confirmed: false, done: true })
			},
			Caller::Account(who) => Self::do_agree_on_link(who, patient, other, link),
		}
	}

	/// The part of [`Self::do_change_link`] for the controller of `patient`.
	fn do_agree_on_link(
		who: T::AccountId,
		patient: PatientId,
		other: PatientId,
		link: bool,
	) -> Result<LinkOutcome, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_controller(&row, &who)?;
		Self::ensure_not_frozen(&row)?;
		let other_row = Self::active_row(&other)?;
		let own_proposal = LinkProposals::<T>::get(patient);
		let takes_back = own_proposal == Some(LinkProposal { other, link: !link });
		let wanted = LinkProposal { other, link };
		// What a thief proposed for a patient that is frozen now does not count as its wish.
		let other_agrees = !other_row.is_frozen(Self::now())
			&& (LinkProposals::<T>::get(other) == Some(LinkProposal { other: patient, link })
				|| (other_row.is_controller(&who) && other_row.status == PatientStatus::Active));
		let is_linked = Links::<T>::get(patient).contains(&other);
		let done = is_linked != link && other_agrees;
		if is_linked != link {
			Self::ensure_link_can_change(&patient, &other, link)?;
			ensure!(done || own_proposal != Some(wanted), Error::<T>::NothingToDo);
		} else if !takes_back {
			return Err(Self::link_stands(link).into());
		}

		let confirmed = Self::confirm(patient, &mut row, &who);
		if confirmed {
			Patients::<T>::insert(patient, row);
		}
		if done {
			Self::write_link(patient, other, link, Actor::Person(who));
		} else if is_linked == link {
			LinkProposals::<T>::remove(patient);
			Self::deposit_event(Event::LinkProposalWithdrawn { patient, other });
		} else {
			LinkProposals::<T>::insert(patient, wanted);
			Self::deposit_event(Event::LinkProposed { patient, other, link });
		}
		Ok(LinkOutcome { confirmed, done })
	}

	/// The two are not linked, and have room to be; or they are, if `link` is false.
	fn ensure_link_can_change(
		patient: &PatientId,
		other: &PatientId,
		link: bool,
	) -> Result<(), DispatchError> {
		let others = Links::<T>::get(patient);
		ensure!(others.contains(other) != link, Self::link_stands(link));
		ensure!(
			!link || !(others.is_full() || Links::<T>::get(other).is_full()),
			Error::<T>::MaxLinksExceeded
		);
		Ok(())
	}

	/// Why a link that is there is not made, and one that is not is not ended.
	fn link_stands(link: bool) -> Error<T> {
		if link {
			Error::AlreadyLinked
		} else {
			Error::NotLinked
		}
	}

	/// Makes or ends the link on both sides, removes what either proposed about it, and writes it into
	/// both trails.
	fn write_link(patient: PatientId, other: PatientId, link: bool, actor: Actor<T::AccountId>) {
		for (one, another) in [(patient, other), (other, patient)] {
			Self::write_link_of(one, another, link);
			if LinkProposals::<T>::get(one).is_some_and(|proposal| proposal.other == another) {
				LinkProposals::<T>::remove(one);
			}
			let event = if link {
				AuditedEvent::Linked { other: another }
			} else {
				AuditedEvent::Unlinked { other: another }
			};
			Self::append(one, actor.clone(), event);
		}
		Self::deposit_event(if link {
			Event::Linked { patient, other }
		} else {
			Event::Unlinked { patient, other }
		});
	}

	/// Puts `another` on the list of `one`, or takes it off. An empty list is not stored.
	fn write_link_of(one: PatientId, another: PatientId, link: bool) {
		let mut others = Links::<T>::get(one);
		others.retain(|id| *id != another);
		if link && others.try_push(another).is_err() {
			defensive!("whoever calls has made sure that there is room");
		}
		if others.is_empty() {
			Links::<T>::remove(one);
		} else {
			Links::<T>::insert(one, others);
		}
	}

	/// Takes `patient` off the lists of all others, and removes its own.
	pub(crate) fn drop_links(patient: &PatientId) {
		for other in Links::<T>::take(patient) {
			Self::write_link_of(other, *patient, false);
		}
		LinkProposals::<T>::remove(patient);
	}
}
