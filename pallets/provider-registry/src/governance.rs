//! What authorities do stands in their own trail.

use crate::{Config, Pallet};
use salus_primitives::{Actor, AuditTrail, AuditedEvent, TrailId};

impl<T: Config> Pallet<T> {
	/// Appends to the trail of governance that an authority did `event`.
	pub(crate) fn note_act(event: AuditedEvent<T::AccountId>) {
		Self::note_act_of(Actor::Authority, event);
	}

	/// Appends to the trail of governance that `actor` did `event`: an authority, or the chain by its own rules.
	pub(crate) fn note_act_of(actor: Actor<T::AccountId>, event: AuditedEvent<T::AccountId>) {
		T::Audit::append(TrailId::Governance, actor, event);
	}
}
