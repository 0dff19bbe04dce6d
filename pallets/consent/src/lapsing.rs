//! What ended by itself: a grant whose period is over, a request that nobody answered.
//!
//! Nothing happens on the chain at that moment, so the trail tells of it when what has lapsed gives up its place: to
//! another, or because the [sweep](crate::sweep) forgets it. It is the chain that does so, whoever's call it is.

use crate::{types::Grant, Config, ConsentRequest, Pallet};
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, GrantId, Moment, OrganizationId, PatientId, TrailId,
};

/// When `grant`, which is no longer live, lapsed: the end of its period, unless it had ended before. `end`: when it ended,
/// if that is still known.
pub(crate) fn lapsed_at<AccountId>(
	grant: &Grant<AccountId>,
	end: Option<Moment>,
	now: Moment,
) -> Option<Moment> {
	let until = grant.provision.period.until?;
	(until <= now && end.is_none_or(|end| until <= end)).then_some(until)
}

impl<T: Config> Pallet<T> {
	/// Writes down that a grant had lapsed.
	pub(crate) fn note_lapsed(
		patient: &PatientId,
		grant: GrantId,
		organization: OrganizationId,
		lapsed_at: Moment,
	) {
		let event = AuditedEvent::ConsentLapsed { grant, organization, lapsed_at };
		Self::note(patient, Actor::Chain, event);
	}

	/// Writes down that `request`, which gives up its place, had lapsed, if it waited for an answer till then.
	pub(crate) fn note_if_request_lapsed(
		patient: &PatientId,
		organization: OrganizationId,
		request: &ConsentRequest<T::AccountId>,
		now: Moment,
	) {
		if request.lapses_at <= now && !request.is_rejected {
			let event = AuditedEvent::ConsentRequestLapsed { organization };
			// Whoever asks anew is not told that it had asked before.
			T::Audit::append_quietly(TrailId::Patient(*patient), Actor::Chain, event);
		}
	}
}
