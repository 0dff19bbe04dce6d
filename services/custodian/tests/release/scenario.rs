//! From a ticket to records.

use crate::world::World;
use axum::http::StatusCode;
use futures::future::join_all;
use salus_client::{
	chain::{
		calls,
		types::{
			Action, AuditedEvent, BoundedVec, Encounter, PatientId, Purpose, Recipient,
			ReleaseReport, ReportCause, Target, TicketHolder,
		},
		Chain,
	},
	release::{self, ReleaseContext},
};
use salus_dev_chain::{charlie, until, Node, CLINIC, HOSPITAL};
use tokio::sync::watch;

/// A ticket that serves once, used and used again; and one whose ground goes.
pub async fn from_ticket_to_records(world: &World) {
	let patient = world.patient().await;
	let ticket = world.ticketed(&patient, None).await;
	let (request, answer) = world.ask(&ticket).await;
	assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
	assert_eq!(answer.headers["salus-records"], "2");
	let context = ReleaseContext::from(&request);
	let parts = release::open(&context, &world.reader.private, 1, &answer.body).unwrap();
	let sealed: Vec<_> = parts[0].records.iter().map(|record| &record.sealed[..]).collect();
	assert_eq!(sealed, [&b"sealed"[..], b"sealed, too"]);

	// The block that is named holds the transaction that is named.
	let hash = |name: &str| -> [u8; 32] {
		hex::decode(&answer.headers[name]).unwrap().try_into().unwrap()
	};
	let block = world.chain.at(hash("salus-block").into()).await.unwrap();
	let succeeded = block.succeeded(hash("salus-extrinsic").into()).await.unwrap();
	assert_eq!(succeeded, Some(true));

	// It is noted until that block is final, and there is nothing to report.
	let (end, ended) = watch::channel(false);
	let working = tokio::spawn(world.releases.clone().run(ended));
	until("the redemption becomes final", async || {
		world.catalogue.pending().await.unwrap().is_empty()
	})
	.await;
	end.send(true).unwrap();
	working.await.unwrap();
	assert!(world.catalogue.reports().await.unwrap().is_empty());
	let trail = world.trail(&patient, ticket.sequence + 1).await;
	let released = |event: &AuditedEvent<_>| matches!(event, AuditedEvent::RecordsReleased { ticket: of, recipient: Recipient::Requester, .. } if *of == ticket.sequence);
	assert_eq!(trail.iter().filter(|event| released(event)).count(), 1);

	let (_, again) = world.ask(&ticket).await;
	assert_eq!(again.status, StatusCode::FORBIDDEN);

	let ticket = world.ticketed(&patient, None).await;
	let revoke = calls::revoke(patient.id, patient.grant);
	world.chain.send(&revoke, &patient.account).await.unwrap();
	let (_, revoked) = world.ask(&ticket).await;
	assert_eq!(revoked.status, StatusCode::FORBIDDEN);
	assert_eq!(revoked.body, again.body);
}

/// A ticket for an encounter is shown many times at once, while another process sends by the custodian's account, too: each is released, and each
/// has an entry.
pub async fn an_encounter_with_another_process_beside(world: &World, node: &Node) {
	const TIMES: usize = 12;
	const OTHERS: usize = 6;
	let patient = world.patient().await;
	let encounter = Encounter { hours: 1, holder: TicketHolder::Requester };
	let ticket = world.ticketed(&patient, Some(encounter)).await;
	// It counts nonces of its own.
	let (other, clerk) = (Chain::connect(&node.url).await.unwrap(), charlie());
	let beside = async {
		let mut sent = 0;
		while sent < OTHERS {
			let report = ReleaseReport {
				patient: PatientId(patient.id),
				ticket: None,
				secret: None,
				recipient: Recipient::Organization(CLINIC),
				action: Action::Access,
				purpose: Purpose::Treatment,
				targets: BoundedVec(vec![Target::Anchor(patient.anchor)]),
				released_at: 0,
				cause: ReportCause::Bulk,
				statement: None,
			};
			// It is refused when it comes second.
			let call = calls::report_access(HOSPITAL, vec![report]);
			sent += usize::from(other.send(&call, &clerk).await.is_ok());
		}
	};
	// Only some redemptions of a ticket are on their way at once. Who has waited for too long asks again.
	let asking = || async {
		for _ in 0..5 {
			let (_, answer) = world.ask(&ticket).await;
			if answer.status != StatusCode::SERVICE_UNAVAILABLE {
				return answer;
			}
		}
		world.ask(&ticket).await.1
	};
	let asked = join_all((0..TIMES).map(|_| asking()));
	let (answers, ()) = tokio::join!(asked, beside);
	for answer in &answers {
		assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
	}
	until("each release has an entry", async || {
		let trail = world.trail(&patient, ticket.sequence + 1).await;
		let released = trail.iter().filter(|event| {
			matches!(event, AuditedEvent::RecordsReleased { ticket: of, .. } if *of == ticket.sequence)
		});
		released.count() == TIMES
	})
	.await;
}
