//! The page's form of a release that the chain was not told of, and what the chain has of it.

use crate::{care::Care, page};
use salus_client::{
	chain::{
		salus::runtime_types::salus_primitives::audit::release::ReleaseFlaw,
		types::{
			Action, AuditedEvent, BoundedVec, PatientId, Purpose, Recipient, ReportCause,
			ReportedRelease, Target, TrailId,
		},
		AccountId32,
	},
	requests::ReleaseTarget,
};
use salus_dev_chain::{now, CLINIC, OBSERVATION};
use serde_json::Value;

const MINUTES: u64 = 60_000;

/// As the page has it, of this patient, and of some minutes ago: the form, and that moment.
pub fn form(care: &Care) -> (String, u64) {
	let mut form: Value = serde_json::from_str(page::block("json")).unwrap();
	let released_at = now() - 5 * MINUTES;
	form["patient"] = hex::encode(care.id).into();
	form["releasedAt"] = released_at.into();
	(form.to_string(), released_at)
}

/// That the patient's trail has it, once, as the form has it.
pub async fn ensure_reported_once(care: &Care, released_at: u64) {
	let at = care.chain.at_finalized().await.unwrap();
	let entries = at.entries(TrailId::Patient(PatientId(care.id)), 0, 256).await.unwrap();
	let mut reports: Vec<ReportedRelease<AccountId32>> = entries
		.into_iter()
		.filter_map(|(_, entry)| match entry.event {
			AuditedEvent::ReleaseReported(report) => Some(report),
			_ => None,
		})
		.collect();
	assert_eq!(reports.len(), 1, "{reports:?}");
	let reported = reports.remove(0);
	assert!(reported.statement.is_some());
	let of_form = ReportedRelease {
		patient: None,
		ticket: None,
		recipient: Recipient::Organization(CLINIC),
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: BoundedVec(vec![Target::from(&ReleaseTarget::Class {
			class: OBSERVATION,
			content: None,
		})]),
		released_at,
		cause: ReportCause::Downtime,
		flaw: Some(ReleaseFlaw::NoTicket),
		statement: reported.statement,
	};
	assert_eq!(reported, of_form);
}
