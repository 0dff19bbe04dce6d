//! Entries as other tests' subjects: written straight into trails, whatever the calls do.

use crate::{mock::*, InquiryCause};
use frame_support::weights::WeightMeter;
use salus_primitives::{
	AccessAttempt, Action, Actor, Answers, AuditTrail, AuditedEvent, Basis, Denial,
	EmergencyDenial, Moment, OrganizationId, Outcome, PatientId, Purpose, Recipient, ReleaseFlaw,
	ReportCause, ReportedRelease, Sequence, Target, Targets, TrailId,
};

pub const TRAIL: TrailId = TrailId::Patient(PATIENT);
pub const BY_PHYSICIAN: Actor<u64> =
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
pub const BY_RESIDENT: Actor<u64> =
	Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
pub const BY_KEEPER: Actor<u64> = Actor::Practitioner { organization: ARCHIVE, account: KEEPER };

/// An attempt for `purpose`, of which each target's outcome is given.
pub fn attempt(purpose: Purpose, outcomes: &[(Target, Outcome)]) -> AccessAttempt {
	let answers = Answers::join(outcomes.iter().copied());
	AccessAttempt {
		patient: None,
		action: Action::Access,
		purpose,
		custodian: ARCHIVE,
		reason: Some(REASON),
		claim: answers.is_permitted().then(|| SECRET.claim()),
		encounter: None,
		answers,
	}
}

/// Gives the physician a ticket for what is `permitted`, on which ground.
pub fn permit(purpose: Purpose, permitted: &[(Target, Basis)]) -> Sequence {
	permit_to(BY_PHYSICIAN, purpose, permitted)
}

/// Gives `actor` a ticket.
pub fn permit_to(actor: Actor<u64>, purpose: Purpose, permitted: &[(Target, Basis)]) -> Sequence {
	let outcomes: Vec<_> =
		permitted.iter().map(|(target, basis)| (*target, Outcome::Permitted(*basis))).collect();
	let event = AuditedEvent::AccessRequested(attempt(purpose, &outcomes));
	AuditLog::append_listed(TRAIL, actor, event)
}

/// Lets the physician be denied.
pub fn denied() -> Sequence {
	let outcome = (TARGET, Outcome::Denied(Denial::NotGranted));
	let event = AuditedEvent::AccessRequested(attempt(Purpose::Treatment, &[outcome]));
	AuditLog::append_listed(TRAIL, BY_PHYSICIAN, event)
}

/// Lets the keeper release `targets` of the ticket, or all.
pub fn release(ticket: Sequence, targets: &[Target]) -> Sequence {
	let event = AuditedEvent::RecordsReleased {
		ticket,
		recipient: Recipient::Requester,
		targets: Targets::truncate_from(targets.to_vec()),
	};
	AuditLog::append_listed(TRAIL, BY_KEEPER, event)
}

/// A report of a release for research that a ticket covers, or not.
pub fn reported(ticket: Option<Sequence>, released_at: Moment) -> ReportedRelease<u64> {
	ReportedRelease {
		patient: None,
		ticket,
		recipient: ticket.map_or(Recipient::Outside(REASON), |_| Recipient::Requester),
		action: Action::Access,
		purpose: Purpose::Research,
		targets: Targets::truncate_from(vec![TARGET]),
		released_at,
		cause: ReportCause::Downtime,
		flaw: ticket.is_none().then_some(ReleaseFlaw::NoTicket),
		statement: None,
	}
}

/// Lets the keeper report it.
pub fn report(report: ReportedRelease<u64>) -> Sequence {
	AuditLog::append_listed(TRAIL, BY_KEEPER, AuditedEvent::ReleaseReported(report))
}

/// Lets somebody of the hospital ask in an emergency for a patient whom nobody knows.
pub fn emergency_of(patient: PatientId) -> Sequence {
	let denial = EmergencyDenial::UnknownOrClosedPatient;
	let event = AuditedEvent::EmergencyDenied { patient, denial };
	AuditLog::append_listed(TrailId::Organization(HOSPITAL), BY_PHYSICIAN, event)
}

/// Lets the patient publish a key: an entry that is kept for the shortest time.
pub fn key_replaced(epoch: u32) -> Sequence {
	append_key(TRAIL, epoch)
}

/// The same in any trail but an organization's.
pub fn append_key(trail: TrailId, epoch: u32) -> Sequence {
	let event = AuditedEvent::EncryptionKeyReplaced { epoch };
	AuditLog::append(trail, Actor::Person(CONTROLLER), event)
}

/// Lets `organization` have to answer for an entry of the patient's trail, which the flag of a release asks for.
pub fn inquire(organization: OrganizationId, sequence: Sequence) {
	AuditLog::raise(organization, TRAIL, sequence, InquiryCause::Flagged);
}

/// Prunes as much as one block does that has room.
pub fn prune() {
	AuditLog::prune(&mut WeightMeter::new());
}
