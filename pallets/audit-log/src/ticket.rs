//! Whether a ticket holds: the one judgement behind the runtime API, the view function and the
//! redemption.

use crate::{Config, Entries, Redemptions, Ticket, TicketFault};
use frame_support::traits::Get;
use salus_primitives::{
	AccessPolicy, AccessRequest, AuditedEvent, Decision, Moment, OrganizationId, Outcome,
	PatientId, Sequence, TrailId,
};

/// Judges at `now` the ticket that `holder` shows to `custodian`: the permitted attempt at `sequence`
/// in the trail of `patient`. The holder is the account that signed the attempt, for a practitioner
/// without an account the gateway's.
///
/// That `holder` is who asks the custodian now, this does not judge: a ticket is public. The custodian MUST have a
/// release request that the holder has signed (`docs/record-format.md`).
///
/// Holder and custodian come first: whoever shows or is shown a stranger's ticket does not learn
/// whether the attempt was permitted, is used up, or has a consent that still stands behind it. The
/// policy comes last and judges the same actor, so that a revocation beats every ticket, and so does the
/// end of a gateway or of the practitioner whom it acts for.
///
/// That there is nothing to release is said right after: it tells the action alone, which holder and
/// custodian know, and neither whether the ticket was used nor what stands behind it.
///
/// The ground must be the one that was written down: a ticket whose grant was revoked does not come back to
/// life when the patient grants anew, since that grant may have been meant for something else, and the trail
/// would name a ground that permits nothing. Whoever is still permitted asks again, at the cost of another entry.
/// A grant that is added beside the one in the trail takes nothing away, as the policy names the oldest.
pub fn judge<T: Config>(
	patient: &PatientId,
	sequence: Sequence,
	holder: &T::AccountId,
	custodian: OrganizationId,
	now: Moment,
) -> Result<Ticket<T::AccountId>, TicketFault> {
	let entry = Entries::<T>::get(TrailId::Patient(*patient), sequence)
		.ok_or(TicketFault::TicketNotFound)?;
	let AuditedEvent::AccessRequested(attempt) = entry.event else {
		return Err(TicketFault::TicketNotFound);
	};
	if entry.actor.account() != Some(holder) {
		return Err(TicketFault::NotTicketHolder);
	}
	if attempt.custodian != custodian {
		return Err(TicketFault::WrongCustodian);
	}
	let Outcome::Permitted(ground) = attempt.outcome else {
		return Err(TicketFault::TicketNotFound);
	};
	if !attempt.action.shows_records() {
		return Err(TicketFault::NothingToRelease);
	}
	let expires_at = entry.at.saturating_add(T::TicketLifetime::get());
	if now >= expires_at {
		return Err(TicketFault::TicketExpired);
	}
	if Redemptions::<T>::contains_key(patient, sequence) {
		return Err(TicketFault::TicketRedeemed);
	}
	let request = AccessRequest {
		patient: *patient,
		actor: entry.actor.clone(),
		action: attempt.action,
		purpose: attempt.purpose,
		target: attempt.target,
	};
	if T::Policy::decide(&request, now) != Decision::Permit(ground) {
		return Err(TicketFault::NoLongerPermitted);
	}
	Ok(Ticket {
		actor: entry.actor,
		action: attempt.action,
		purpose: attempt.purpose,
		target: attempt.target,
		custodian,
		basis: ground,
		issued_at: entry.at,
		expires_at,
	})
}
