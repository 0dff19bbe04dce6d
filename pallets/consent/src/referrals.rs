//! Passing on a part of a grant.

use crate::{
	acting::Provider, decide::may_use, giving::Gift, refused::is_refused_anything, Config, Error,
	Event, Pallet, Provision, SealedKeys, MAX_CHILDREN,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{Action, AuditedEvent, Capacity, GrantId, OrganizationId, PatientId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_refer(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		parent: GrantId,
		organization: OrganizationId,
		provision: Provision<T::AccountId>,
		envelope: Option<SealedKeys>,
	) -> DispatchResult {
		let now = T::Time::now();
		let Provider { actor, organization: from, roles } =
			Self::ensure_practises(&patient, who, capacity, now)?;
		Self::ensure_not_frozen(&patient, now)?;
		let head = Self::head_at(&patient, now);
		// Ending a grant ends all that were passed on from it: if the parent is live, its ancestors are.
		let held = head.live(parent).is_some_and(|live| live.organization == from);
		ensure!(held, Error::<T>::GrantNotFound);
		let parent = Self::ensure_row(&patient, from, parent)?;
		ensure!(may_use(&parent, &actor, roles), Error::<T>::NotTheGrantee);
		let permits_to_disclose = parent.provision.period.contains(now)
			&& parent.provision.actions.contains(Action::Disclose);
		ensure!(permits_to_disclose, Error::<T>::NotReferable);
		ensure!(!is_refused_anything(&head, &actor, &provision), Error::<T>::Refused);

		Self::ensure_sound(&provision, now)?;
		ensure!(parent.provision.covers_whoever(&provision), Error::<T>::ParentExceeded);
		let mut ancestors = parent.ancestors.clone();
		ancestors.try_push(parent.id).map_err(|_| Error::<T>::MaxDepthExceeded)?;
		let has_child_there = head
			.live
			.iter()
			.any(|live| live.parent == Some(parent.id) && live.organization == organization);
		let has_room = head.children(parent.id) < MAX_CHILDREN as usize;
		ensure!(has_room && !has_child_there, Error::<T>::MaxChildrenExceeded);
		Self::ensure_grantee_practises(organization, &provision.grantee, now)?;
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
		let grant = Self::give(patient, head, gift, None, now)?;
		let event = AuditedEvent::ConsentReferred { grant, parent, organization };
		Self::note(&patient, actor, event);
		Self::deposit_event(Event::Referred { patient, from, organization, parent, grant });
		Ok(())
	}
}
