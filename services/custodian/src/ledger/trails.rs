//! What trails tell of releases.

use super::Redeemer;
use crate::kept::{Moment, Name, PatientId};
use salus_client::chain::{
	types::{Actor, AuditEntry, AuditedEvent, PatientId as OnChainId, TrailId},
	AccountId32, AskError, AtBlock,
};

/// So many entries a question gives at most.
const PAGE: u32 = 256;

/// Who redeemed a ticket first, or reported a release that the ticket covers, which uses it up as well; nothing if no entry
/// after the ticket's tells of it. A ticket lives for minutes, or hours, so these are few.
pub(super) async fn redeemer(
	at: &AtBlock,
	patient: &PatientId,
	ticket: u64,
) -> Result<Option<Redeemer>, AskError> {
	let from = ticket.saturating_add(1);
	find(
		at,
		|| TrailId::Patient(OnChainId(*patient)),
		from,
		|entry| match &entry.actor {
			Actor::Practitioner { account, .. } if uses_up(&entry.event, ticket) => {
				Some(Redeemer { account: account.0, at: entry.at })
			},
			_ => None,
		},
	)
	.await
}

fn uses_up(event: &AuditedEvent<AccountId32>, used: u64) -> bool {
	match event {
		AuditedEvent::RecordsReleased { ticket, .. } => *ticket == used,
		AuditedEvent::ReleaseReported(report) => {
			report.ticket == Some(used) && report.flaw.is_none()
		},
		_ => false,
	}
}

/// Whether a report with this statement stands in the patient's trail; or in the custodian's, where nobody knows the patient.
pub(super) async fn is_reported(
	at: &AtBlock,
	patient: &PatientId,
	custodian: u32,
	statement: &Name,
	since: Moment,
) -> Result<bool, AskError> {
	let patients = || TrailId::Patient(OnChainId(*patient));
	Ok(has_statement(at, patients, statement, since).await?
		|| has_statement(at, || TrailId::Organization(custodian), statement, since).await?)
}

async fn has_statement(
	at: &AtBlock,
	trail: impl Fn() -> TrailId,
	statement: &Name,
	since: Moment,
) -> Result<bool, AskError> {
	let from = at.first_since(trail(), since).await?;
	let found = find(at, trail, from, |entry| match &entry.event {
		AuditedEvent::ReleaseReported(report) => {
			report.statement.filter(|own| own.0 == *statement).map(|_| ())
		},
		_ => None,
	});
	Ok(found.await?.is_some())
}

/// What `look` finds first in a trail, from a place on.
async fn find<T>(
	at: &AtBlock,
	trail: impl Fn() -> TrailId,
	mut from: u64,
	look: impl Fn(&AuditEntry<AccountId32>) -> Option<T>,
) -> Result<Option<T>, AskError> {
	loop {
		let page = at.entries(trail(), from, PAGE).await?;
		let Some((last, _)) = page.last() else { return Ok(None) };
		from = last.saturating_add(1);
		if let Some(found) = page.iter().find_map(|(_, entry)| look(entry)) {
			return Ok(Some(found));
		}
	}
}
