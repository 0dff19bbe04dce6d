//! Passing on a part of a grant.

use crate::{
	acting::Provider,
	decide::may_use,
	giving::{Gift, Given},
	refused::is_refused_anything,
	Config, Envelope, Error, Event, Grant, Head, Pallet, Provision, MAX_CHILDREN,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Action, AuditedEvent, Capacity, GrantId, Moment, OrganizationId, PatientDirectory, PatientId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_refer(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		parent: GrantId,
		organization: OrganizationId,
		provision: Provision<T::AccountId>,
		envelope: Option<Envelope>,
	) -> DispatchResult {
		let now = T::Time::now();
		// What the signer got wrong itself says nothing about the patient.
		let from = Self::ensure_practises(who, capacity, now)?;
		Self::ensure_sound(&provision, now)?;
		ensure!(organization != from.organization, Error::<T>::CannotReferToOwnOrganization);
		Self::ensure_grantee_practises(organization, &provision.grantee, now)?;

		let head = Self::head_at(&patient, now);
		let parent = Self::usable_parent(&patient, &head, &from, parent, now)
			.filter(|_| {
				!is_refused_anything(&head, &from.actor, &provision)
					&& !Self::refuses_grantee_any(&head, organization, &provision)
			})
			.ok_or(Error::<T>::NotReferable)?;

		// The signer may know what it holds itself.
		ensure!(parent.provision.covers_whoever(&provision), Error::<T>::ParentExceeded);
		let mut ancestors = parent.ancestors.clone();
		ancestors.try_push(parent.id).map_err(|_| Error::<T>::MaxDepthExceeded)?;
		let has_child_there = head
			.live
			.iter()
			.any(|live| live.parent == Some(parent.id) && live.organization == organization);
		let has_room = head.children(parent.id) < MAX_CHILDREN as usize;
		ensure!(has_room && !has_child_there, Error::<T>::MaxChildrenExceeded);
		let envelope = envelope
			.map(|keys| {
				Self::ensure_envelope_fits(&patient, organization, &provision.grantee, keys)
			})
			.transpose()?;

		let gift = Gift {
			organization,
			provision,
			terms: None,
			excludes_confidential: parent.excludes_confidential,
			ancestors,
			envelope,
		};
		let parent = parent.id;
		let Provider { actor, organization: from, .. } = from;
		let Given { grant, content } = Self::give(patient, head, gift, None, &actor, now)?;
		let event = AuditedEvent::ConsentReferred { grant, parent, organization, content };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::Referred { patient, from, organization, parent, grant });
		Ok(())
	}

	/// The grant `parent`, if `from` may use it now and pass it on: it lives, is its own, permits to
	/// disclose, and the patient is open, alive and not frozen.
	fn usable_parent(
		patient: &PatientId,
		head: &Head<T::AccountId>,
		from: &Provider<T::AccountId>,
		parent: GrantId,
		now: Moment,
	) -> Option<Grant<T::AccountId>> {
		let can_give = T::Patients::is_open(patient)
			&& !T::Patients::has_died(patient, now)
			&& !T::Patients::is_frozen(patient, now);
		// Ending a grant ends all that were passed on from it: if the parent is live, its ancestors are.
		let held = head.live(parent).is_some_and(|live| live.organization == from.organization);
		if !can_give || !held {
			return None;
		}
		Self::ensure_row(patient, from.organization, parent).ok().filter(|parent| {
			may_use(parent, &from.actor, from.roles)
				&& parent.provision.period.contains(now)
				&& parent.provision.actions.contains(Action::Disclose)
		})
	}
}
