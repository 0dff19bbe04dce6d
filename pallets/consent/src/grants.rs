//! Giving, changing and ending grants.

use crate::{
	acting::Provider,
	giving::{Gift, Given, Proposal},
	Annexes, Config, Envelope, Error, Event, Files, Grant, Head, Heads, Pallet, Provision, Scope,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, Capacity, Commitment, GrantId, OrganizationId,
	PatientDirectory, PatientId, RecordClass, Relation, Role, TrailId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		provision: Provision<T::AccountId>,
		terms: Option<Commitment>,
		envelope: Option<Envelope>,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_give(&patient, &who, now)?;
		let head = Self::head_at(&patient, now);
		let proposal = Proposal { organization, provision, terms, envelope };
		let gift = Self::ensure_can_be_given(&patient, &who, &relation, &head, proposal, now)?;
		let given = Self::give(patient, head, gift, None, &Actor::Person(who.clone()), now)?;
		Self::note_granted(who, patient, organization, given);
		Ok(())
	}

	pub(crate) fn do_revoke(
		who: T::AccountId,
		patient: PatientId,
		grant: GrantId,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_end(&patient, &who, now)?;
		let mut head = Self::head_at(&patient, now);
		let organization = head.end(grant, now).ok_or(Error::<T>::GrantNotFound)?;

		Heads::<T>::insert(patient, head);
		Self::note_revoked(who, patient, organization, grant);
		Ok(())
	}

	pub(crate) fn do_amend(
		who: T::AccountId,
		patient: PatientId,
		grant: GrantId,
		provision: Provision<T::AccountId>,
		terms: Option<Commitment>,
		envelope: Option<Envelope>,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_give(&patient, &who, now)?;
		let mut head = Self::head_at(&patient, now);
		let organization = Self::ensure_own(&head, grant)?;
		let proposal = Proposal { organization, provision, terms, envelope };
		let gift = Self::ensure_can_be_given(&patient, &who, &relation, &head, proposal, now)?;
		head.end(grant, now).ok_or(Error::<T>::GrantNotFound)?;
		let by = Actor::Person(who.clone());
		let version = Self::give(patient, head, gift, Some(grant), &by, now)?;
		Self::note_amended(who, patient, organization, grant, version);
		Ok(())
	}

	pub(crate) fn do_exclude_class(
		who: T::AccountId,
		patient: PatientId,
		grant: GrantId,
		class: RecordClass,
	) -> DispatchResult {
		let now = T::Time::now();
		let relation = Self::ensure_may_end(&patient, &who, now)?;
		let mut head = Self::head_at(&patient, now);
		let organization = Self::ensure_own(&head, grant)?;
		let Grant { terms, excludes_confidential, mut provision, .. } =
			Self::ensure_row(&patient, organization, grant)?;
		provision.scope = Self::ensure_class_can_go(&provision.scope, class)?;

		head.end(grant, now).ok_or(Error::<T>::GrantNotFound)?;
		if provision.scope.is_empty() {
			Heads::<T>::insert(patient, head);
			Self::note_revoked(who, patient, organization, grant);
			return Ok(());
		}
		let gift = Gift {
			organization,
			provision,
			terms,
			// What a representative has touched is the representative's as well.
			excludes_confidential: excludes_confidential || relation != Relation::Controller,
			ancestors: Default::default(),
			// The keys of the other classes fit as they did. That of the class is among them still: no
			// call takes back what was sealed, see `docs/record-format.md`.
			envelope: Annexes::<T>::get(patient, grant).envelope,
		};
		let by = Actor::Person(who.clone());
		let version = Self::give(patient, head, gift, Some(grant), &by, now)?;
		Self::note_amended(who, patient, organization, grant, version);
		Ok(())
	}

	pub(crate) fn do_revoke_organization(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
	) -> DispatchResult {
		let now = T::Time::now();
		Self::ensure_may_end(&patient, &who, now)?;
		let mut head = Self::head_at(&patient, now);
		let grants = head.end_where(now, |live| live.organization == organization);
		ensure!(grants > 0, Error::<T>::NothingToDo);

		Heads::<T>::insert(patient, head);
		Self::note(
			&patient,
			Actor::Person(who),
			AuditedEvent::OrganizationRevoked { organization, grants },
		);
		Self::deposit_event(Event::OrganizationRevoked { patient, organization, grants });
		Ok(())
	}

	pub(crate) fn do_renounce(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		grant: GrantId,
	) -> DispatchResult {
		let now = T::Time::now();
		let Provider { actor, organization, roles } = Self::ensure_practises(who, capacity, now)?;
		ensure!(T::Patients::is_open(&patient), Error::<T>::GrantNotFound);
		let mut head = Self::head_at(&patient, now);
		let held = head.live(grant).is_some_and(|live| live.organization == organization);
		ensure!(held, Error::<T>::GrantNotFound);
		let named =
			Self::ensure_row(&patient, organization, grant)?.provision.grantee.practitioner();
		let is_named = named.is_some() && named == actor.practitioner();
		ensure!(is_named || roles.contains(Role::PrivacyOfficer), Error::<T>::GrantNotFound);
		head.end(grant, now).ok_or(Error::<T>::GrantNotFound)?;

		Heads::<T>::insert(patient, head);
		Self::note(&patient, actor, AuditedEvent::ConsentRenounced { grant, organization });
		Self::deposit_event(Event::Renounced { patient, organization, grant });
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Which organization holds `grant`, a live one of the patient's own.
	fn ensure_own(head: &Head<T::AccountId>, grant: GrantId) -> Result<OrganizationId, Error<T>> {
		head.live(grant)
			.filter(|live| live.parent.is_none())
			.map(|live| live.organization)
			.ok_or(Error::<T>::GrantNotFound)
	}

	/// What is left of `scope` without `class`.
	fn ensure_class_can_go(scope: &Scope, class: RecordClass) -> Result<Scope, Error<T>> {
		scope.without(class).ok_or(match scope {
			Scope::AllBut(exceptions) if !exceptions.contains(&class) => {
				Error::<T>::MaxClassesExceeded
			},
			_ => Error::<T>::ClassNotInScope,
		})
	}

	/// The row of `grant`, which the head lists as live and of `organization`.
	pub(crate) fn ensure_row(
		patient: &PatientId,
		organization: OrganizationId,
		grant: GrantId,
	) -> Result<Grant<T::AccountId>, Error<T>> {
		let file = Files::<T>::get(patient, organization);
		file.grant(grant).cloned().ok_or(Error::<T>::GrantNotFound)
	}

	/// Appends `event` to the patient's trail.
	pub(crate) fn note(
		patient: &PatientId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) {
		T::Audit::append(TrailId::Patient(*patient), actor, event);
	}

	pub(crate) fn note_granted(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		given: Given,
	) {
		let Given { grant, content } = given;
		let event = AuditedEvent::ConsentGranted { grant, organization, content };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::Granted { patient, organization, grant });
	}

	fn note_revoked(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		grant: GrantId,
	) {
		let event = AuditedEvent::ConsentRevoked { grant, organization };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::Revoked { patient, organization, grant });
	}

	fn note_amended(
		who: T::AccountId,
		patient: PatientId,
		organization: OrganizationId,
		grant: GrantId,
		given: Given,
	) {
		let Given { grant: version, content } = given;
		let event = AuditedEvent::ConsentAmended { grant, version, organization, content };
		Self::note(&patient, Actor::Person(who), event);
		Self::deposit_event(Event::Amended { patient, organization, grant, version });
	}
}
