//! Organizations: accrediting them, where they stand, who follows whom, and their keys.

use crate::{
	types::{Admins, Organization, OrganizationState, Predecessor},
	Config, Error, Event, NextOrganizationId, Organizations, Pallet, References,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	AuditedEvent, Commitment, EncryptionKey, Moment, OrganizationId, OrganizationKind, Period,
	PublicKey, MAX_PREDECESSORS,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// The last in a line of organizations of which each has followed the one before.
pub(crate) struct Successor<AccountId> {
	/// Its id.
	pub organization: OrganizationId,
	/// What it is.
	pub row: Organization<AccountId>,
	/// Whether the accreditation of one of the line was revoked, its own or one's that was followed after
	/// that.
	pub was_any_revoked: bool,
}

impl<T: Config> Pallet<T> {
	/// The organization with this id.
	pub(crate) fn organization_row(
		organization: OrganizationId,
	) -> Result<Organization<T::AccountId>, Error<T>> {
		Organizations::<T>::get(organization).ok_or(Error::<T>::OrganizationNotFound)
	}

	/// The organization with this id, if `who` is one of its admins.
	pub(crate) fn organization_managed_by(
		organization: OrganizationId,
		who: &T::AccountId,
	) -> Result<Organization<T::AccountId>, Error<T>> {
		let row = Self::organization_row(organization)?;
		ensure!(row.admins.contains(who), Error::<T>::NotAuthorized);
		Ok(row)
	}

	/// The organization with this id, if `who` is one of its admins and it is accredited now: what an
	/// admin adds needs that, what it takes away does not.
	pub(crate) fn accredited_organization_managed_by(
		organization: OrganizationId,
		who: &T::AccountId,
		now: Moment,
	) -> Result<Organization<T::AccountId>, Error<T>> {
		let row = Self::organization_managed_by(organization, who)?;
		ensure!(row.check_present(now).is_ok(), Error::<T>::OrganizationNotAccredited);
		Ok(row)
	}

	/// The organization with this id, if it isn't over for good.
	fn lasting_organization(
		organization: OrganizationId,
	) -> Result<Organization<T::AccountId>, Error<T>> {
		let row = Self::organization_row(organization)?;
		ensure!(!row.state().has_ended(), Error::<T>::OrganizationEnded);
		Ok(row)
	}

	/// The last in the line of those that have followed `organization`: itself, if none has. `None` if there
	/// is no such organization.
	pub(crate) fn successor(organization: OrganizationId) -> Option<Successor<T::AccountId>> {
		let row = Organizations::<T>::get(organization)?;
		let was_any_revoked = row.was_revoked;
		let mut last = Successor { organization, row, was_any_revoked };
		// Each step leads to an organization that has followed one more.
		for _ in 0..MAX_PREDECESSORS {
			let OrganizationState::Succeeded { by } = last.row.state() else { break };
			last.row = Organizations::<T>::get(by)?;
			last.organization = by;
			last.was_any_revoked |= last.row.was_revoked;
		}
		Some(last)
	}

	/// Checks that something can be valid for this period from now on.
	pub(crate) fn ensure_may_begin(period: &Period, now: Moment) -> Result<(), Error<T>> {
		ensure!(period.is_long_enough() && !period.has_ended(now), Error::<T>::InvalidPeriod);
		Ok(())
	}

	/// The key that follows `present`, which is `public`.
	pub(crate) fn next_key(
		present: Option<EncryptionKey>,
		public: PublicKey,
	) -> Result<EncryptionKey, Error<T>> {
		ensure!(
			public.is_acceptable() && present.is_none_or(|present| present.public != public),
			Error::<T>::InvalidEncryptionKey
		);
		Ok(present
			.map_or_else(|| EncryptionKey::first(public), |present| present.replaced_by(public)))
	}

	/// Stores a new organization and its admin's role, or nothing.
	pub(crate) fn store_organization(
		kind: OrganizationKind,
		admin: &T::AccountId,
		accreditation: Period,
		profile: Commitment,
		now: Moment,
	) -> Result<OrganizationId, DispatchError> {
		let organization = NextOrganizationId::<T>::get();
		let next = organization.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		References::<T>::ensure_room(admin)?;
		let admins = Admins::truncate_from(alloc::vec![admin.clone()]);

		NextOrganizationId::<T>::put(next);
		References::<T>::hold(admin);
		Organizations::<T>::insert(
			organization,
			Organization::new(kind, admins, accreditation, profile, now),
		);
		Ok(organization)
	}

	/// Accredits a new organization and returns its id, or changes nothing.
	pub(crate) fn do_accredit(
		kind: OrganizationKind,
		admin: &T::AccountId,
		accreditation: Period,
		profile: Commitment,
	) -> Result<OrganizationId, DispatchError> {
		let now = T::Time::now();
		Self::ensure_may_begin(&accreditation, now)?;

		let organization = Self::store_organization(kind, admin, accreditation, profile, now)?;
		let until = accreditation.until;
		Self::note_act(AuditedEvent::OrganizationAccredited { organization, until });
		Self::deposit_event(Event::OrganizationAccredited { organization, kind });
		Ok(organization)
	}

	/// Stores that an organization stands at `state`.
	fn enter(
		organization: OrganizationId,
		mut row: Organization<T::AccountId>,
		state: OrganizationState,
	) {
		let terms = row.terms_in(state);
		Self::change_organization_terms(organization, &mut row, terms, T::Time::now());
		if state.has_ended() {
			Self::end_reviewing(organization);
		}
		Organizations::<T>::insert(organization, row);
	}

	pub(crate) fn do_suspend_organization(organization: OrganizationId) -> DispatchResult {
		let row = Self::lasting_organization(organization)?;
		ensure!(row.state() != OrganizationState::Suspended, Error::<T>::AlreadySuspended);

		Self::enter(organization, row, OrganizationState::Suspended);
		Self::note_act(AuditedEvent::OrganizationSuspended { organization });
		Self::deposit_event(Event::OrganizationSuspended { organization });
		Ok(())
	}

	pub(crate) fn do_reinstate_organization(organization: OrganizationId) -> DispatchResult {
		let row = Self::lasting_organization(organization)?;
		ensure!(row.state() == OrganizationState::Suspended, Error::<T>::NotSuspended);

		Self::enter(organization, row, OrganizationState::Active);
		Self::note_act(AuditedEvent::OrganizationReinstated { organization });
		Self::deposit_event(Event::OrganizationReinstated { organization });
		Ok(())
	}

	pub(crate) fn do_renew_accreditation(
		organization: OrganizationId,
		accreditation: Period,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_begin(&accreditation, now)?;
		let mut row = Self::lasting_organization(organization)?;

		let terms = row.terms_with(accreditation);
		Self::change_organization_terms(organization, &mut row, terms, now);
		Organizations::<T>::insert(organization, row);
		let until = accreditation.until;
		Self::note_act(AuditedEvent::OrganizationAccredited { organization, until });
		Self::deposit_event(Event::AccreditationRenewed { organization, accreditation });
		Ok(())
	}

	pub(crate) fn do_revoke_accreditation(organization: OrganizationId) -> DispatchResult {
		let mut row = Self::lasting_organization(organization)?;

		row.was_revoked = true;
		Self::enter(organization, row, OrganizationState::Revoked);
		Self::note_act(AuditedEvent::AccreditationRevoked { organization });
		Self::deposit_event(Event::AccreditationRevoked { organization });
		Ok(())
	}

	/// That an organization follows nobody twice, and that nobody follows itself by way of others, comes
	/// of this: who has been followed is over for good, and only who isn't can follow.
	pub(crate) fn do_succeed_organization(
		organization: OrganizationId,
		by: OrganizationId,
	) -> DispatchResult {
		let now = T::Time::now();
		ensure!(organization != by, Error::<T>::CannotSucceedItself);
		let row = Self::organization_row(organization)?;
		ensure!(
			!matches!(row.state(), OrganizationState::Succeeded { .. }),
			Error::<T>::OrganizationEnded
		);
		let mut successor = Self::organization_row(by)?;
		ensure!(successor.check_present(now).is_ok(), Error::<T>::OrganizationNotAccredited);
		let since = successor.follows_from(now);
		let followed = row
			.predecessors
			.iter()
			.map(|predecessor| predecessor.organization)
			.chain([organization])
			.map(|organization| Predecessor { organization, since })
			.collect::<Vec<_>>();
		successor
			.predecessors
			.try_extend(followed.into_iter())
			.map_err(|()| Error::<T>::MaxPredecessorsExceeded)?;

		Self::enter(organization, row, OrganizationState::Succeeded { by });
		Organizations::<T>::insert(by, successor);
		Self::note_act(AuditedEvent::OrganizationSucceeded { organization, by });
		Self::deposit_event(Event::OrganizationSucceeded { organization, by });
		Ok(())
	}

	pub(crate) fn do_publish_organization_key(
		who: &T::AccountId,
		organization: OrganizationId,
		encryption_key: PublicKey,
	) -> DispatchResult {
		let mut row = Self::accredited_organization_managed_by(organization, who, T::Time::now())?;
		let key = Self::next_key(row.key, encryption_key)?;

		row.key = Some(key);
		Organizations::<T>::insert(organization, row);
		Self::deposit_event(Event::OrganizationKeyPublished { organization, epoch: key.epoch });
		Ok(())
	}
}
