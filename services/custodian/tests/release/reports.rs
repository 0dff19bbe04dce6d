//! What the chain is told afterwards.

use crate::world::World;
use salus_client::chain::types::AuditedEvent;
use salus_custodian::{
	ledger::{Ledger, Redeemed, Redemption},
	outbox::add_report,
};
use salus_dev_chain::{now, until};
use serde_json::json;
use tokio::sync::watch;

/// However often a form is added.
pub async fn a_downtime_form_stands_in_the_trail_once(world: &World) {
	let patient = world.patient().await;
	let form = json!({
		"patient": hex::encode(patient.id),
		"recipient": { "Organization": 1 },
		"action": "Access",
		"purpose": "Treatment",
		"targets": [{ "anchor": patient.anchor }],
		"releasedAt": now() - 60_000,
		"cause": "Downtime",
	});
	let form = form.to_string();
	let statement = add_report(&world.catalogue, &form, now()).await.unwrap();
	for _ in 0..2 {
		let (end, ended) = watch::channel(false);
		let working = tokio::spawn(world.releases.clone().run(ended));
		until("the report is filed", async || world.catalogue.reports().await.unwrap().is_empty())
			.await;
		end.send(true).unwrap();
		working.await.unwrap();
		add_report(&world.catalogue, &form, now()).await.unwrap();
	}
	let trail = world.trail(&patient, 0).await;
	let told = |event: &AuditedEvent<_>| matches!(event, AuditedEvent::ReleaseReported(report) if report.statement.is_some_and(|own| own.0 == statement));
	assert_eq!(trail.iter().filter(|event| told(event)).count(), 1);
}

/// As after a fork: the block in which it was seen is none of the chain's.
pub async fn a_lost_redemption_is_looked_for_in_the_chain(world: &World) {
	let patient = world.patient().await;
	let ticket = world.ticketed(&patient, None).await;
	let clerk = world.ledger.free_clerk().await.unwrap();
	let redeemed = world.ledger.redeem(&ticket, clerk).await.unwrap();
	until("it becomes final", async || {
		world.ledger.final_block(redeemed.number).await.unwrap() == Some(redeemed.block)
	})
	.await;
	let seen_elsewhere = Redemption {
		patient: patient.id,
		ticket: ticket.sequence,
		is_single_use: true,
		redeemed: Redeemed { block: [0xff; 32], number: redeemed.number + 3, ..redeemed },
	};
	assert_eq!(world.ledger.has_redemption(&seen_elsewhere).await, Ok(true));
	let lost = Redeemed { transaction: [0xff; 32], ..seen_elsewhere.redeemed };
	let lost = Redemption { redeemed: lost, ..seen_elsewhere };
	assert_eq!(world.ledger.has_redemption(&lost).await, Ok(false));
	let redeemer = world.ledger.redeemer(&patient.id, ticket.sequence).await.unwrap();
	assert!(redeemer.is_some_and(|redeemer| world.ledger.is_own(&redeemer)));
}
