//! Redemptions that may be lost, and a service that is killed at any point.

use super::scene::{reader_of_a_team, Scene, HOLDER, PATIENT, REDEEMED, SECRET, TARGET};
use crate::{
	catalogue::CatalogueError,
	ledger::{double::NOW, double::TICKET, Unanswered},
	outbox::{Actor, Recipient, Report, WatchError, BEGUN_FOR},
};
use salus_client::chain::{
	types::{Action, Purpose, ReportCause},
	LIFETIME,
};
use sqlx::{AnyConnection, Connection};
use std::time::Duration;
use tokio::sync::watch;

#[tokio::test]
async fn a_release_is_noted_until_its_block_is_final() {
	let scene = Scene::new().await;
	let statement = scene.released().await;
	scene.outbox.settle().await.unwrap();
	assert_eq!(scene.noted().await, [statement]);
	scene.ledger.world().finalized.insert(103, REDEEMED.block);
	scene.outbox.settle().await.unwrap();
	assert!(scene.noted().await.is_empty());
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn killed_before_anything_can_have_gone_out_there_is_nothing_to_tell() {
	let scene = Scene::new().await;
	let request = scene.request();
	assert!(scene.outbox.begin(&request, NOW).await.unwrap().is_some());
	// Whether the redemption was sent, or is in a block, nobody knows.
	let scene = scene.restarted().await;
	assert!(scene.noted().await.is_empty());
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	assert!(scene.to_be_reported().await.is_empty());
	assert_eq!(scene.outbox.begin(&request, NOW).await, Ok(None), "its nonce is used up");
}

#[tokio::test]
async fn killed_after_something_can_have_gone_out_it_is_watched_on() {
	let scene = Scene::new().await;
	let statement = scene.released().await;
	let scene = scene.restarted().await;
	assert_eq!(scene.noted().await, [statement]);
	scene.ledger.world().finalized.insert(103, REDEEMED.block);
	scene.outbox.settle().await.unwrap();
	assert!(scene.noted().await.is_empty());
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn a_release_whose_redemption_is_lost_is_reported_once_also_over_restarts() {
	let scene = Scene::new().await;
	let statement = scene.released().await;
	scene.finalize_others(103 + LIFETIME - 1);
	scene.outbox.settle().await.unwrap();
	assert_eq!(scene.noted().await, [statement], "another block may still hold it");
	assert!(scene.to_be_reported().await.is_empty());

	let scene = scene.restarted().await;
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	assert!(scene.noted().await.is_empty());
	let expected = Report {
		patient: PATIENT,
		ticket: Some(TICKET),
		secret: Some(SECRET),
		recipient: Recipient::Requester,
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: vec![TARGET],
		released_at: NOW,
		cause: ReportCause::Downtime,
		statement,
	};
	assert_eq!(scene.to_be_reported().await, [expected]);

	let scene = scene.restarted().await;
	scene.outbox.settle().await.unwrap();
	scene.outbox.file().await.unwrap();
	scene.outbox.file().await.unwrap();
	assert_eq!(scene.ledger.world().asked.calls, [[statement]]);
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn killed_between_the_report_and_the_end_of_the_watch_it_is_one_report() {
	let scene = Scene::new().await;
	let statement = scene.released().await;
	scene.finalize_others(103 + LIFETIME);
	let note = scene.catalogue.pending().await.unwrap();
	scene.outbox.settle().await.unwrap();
	// As if it had been killed before the note was removed.
	scene.catalogue.put_pending(&statement, &note[0].1).await.unwrap();
	let scene = scene.restarted().await;
	scene.outbox.settle().await.unwrap();
	assert_eq!(scene.to_be_reported().await.len(), 1);
	scene.outbox.file().await.unwrap();
	// And the same after the chain had it.
	scene.catalogue.put_pending(&statement, &note[0].1).await.unwrap();
	let scene = scene.restarted().await;
	scene.outbox.settle().await.unwrap();
	scene.outbox.file().await.unwrap();
	assert_eq!(scene.ledger.world().asked.calls, [[statement]]);
}

#[tokio::test]
async fn a_redemption_that_another_block_holds_is_not_reported() {
	let scene = Scene::new().await;
	scene.released().await;
	scene.ledger.world().redeemed_elsewhere.insert(REDEEMED.transaction);
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	assert!(scene.noted().await.is_empty());
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn of_a_block_some_are_final_and_others_are_lost() {
	let scene = Scene::new().await;
	scene.released().await;
	let request = scene.request();
	let lost = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let judged = scene.judged(&request).await;
	let elsewhere =
		crate::ledger::Redeemed { block: [0xb2; 32], transaction: [0x7b; 32], ..REDEEMED };
	scene.outbox.redeemed(lost, &request, &judged, elsewhere).await.unwrap();
	scene.finalize_others(103 + LIFETIME);
	scene.ledger.world().finalized.insert(103, REDEEMED.block);
	scene.outbox.settle().await.unwrap();
	let reported: Vec<_> =
		scene.to_be_reported().await.iter().map(|report| report.statement).collect();
	assert_eq!(reported, [lost]);
}

#[tokio::test]
async fn without_the_chain_it_stays_noted() {
	let scene = Scene::new().await;
	let statement = scene.released().await;
	scene.ledger.world().is_answering = false;
	let settled = scene.outbox.settle().await;
	assert!(matches!(settled, Err(WatchError::Ledger(Unanswered))), "{settled:?}");
	assert_eq!(scene.noted().await, [statement]);
}

#[tokio::test]
async fn one_of_a_team_is_named_as_the_recipient() {
	let scene = Scene::new().await;
	let request = scene.request();
	let statement = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let mut judged = scene.judged(&request).await;
	judged.ticket.reader = reader_of_a_team();
	scene.outbox.redeemed(statement, &request, &judged, REDEEMED).await.unwrap();
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	let reports = scene.to_be_reported().await;
	let gateway = Actor::Gateway { organization: 3, account: HOLDER, practitioner: [0x99; 32] };
	assert_eq!(reports[0].recipient, Recipient::Actor(gateway));
}

#[tokio::test]
async fn what_cannot_be_read_is_not_forgotten() {
	let scene = Scene::new().await;
	scene.catalogue.put_pending(&[1; 32], b"{").await.unwrap();
	let scene = scene.restarted().await;
	scene.finalize_others(1_000);
	scene.outbox.settle().await.unwrap();
	assert_eq!(scene.noted().await, [[1; 32]]);
}

#[tokio::test]
async fn it_works_by_itself_until_it_is_told_to_end() {
	let scene = Scene::new().await;
	scene.released().await;
	scene.ledger.world().finalized.insert(103, REDEEMED.block);
	let (end, until) = watch::channel(false);
	let running = tokio::spawn(scene.outbox.clone().run(until));
	while !scene.noted().await.is_empty() {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	end.send(true).unwrap();
	tokio::time::timeout(Duration::from_secs(30), running).await.unwrap().unwrap();
}

#[tokio::test]
async fn what_another_instance_noted_after_this_one_took_over_is_watched() {
	let scene = Scene::new().await;
	let old = scene.another();
	let statement = scene.released_by(&old).await;
	scene.finalize_others(103 + LIFETIME);
	let (end, until) = watch::channel(false);
	let running = tokio::spawn(scene.outbox.clone().run(until));
	while scene.ledger.world().asked.calls.is_empty() {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	end.send(true).unwrap();
	running.await.unwrap();
	assert_eq!(scene.ledger.world().asked.calls, [[statement]]);
	assert!(scene.noted().await.is_empty());
}

#[tokio::test]
async fn what_another_instance_redeems_yet_is_left_to_it_for_a_while() {
	let scene = Scene::new().await;
	let (old, request) = (scene.another(), scene.request());
	let own = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let begun = old.begin(&scene.request(), NOW).await.unwrap().unwrap();
	scene.outbox.take_up(BEGUN_FOR).await.unwrap();
	scene.outbox.take_up(BEGUN_FOR).await.unwrap();
	assert_eq!(scene.noted().await.len(), 2);
	// As if that time was over.
	scene.outbox.take_up(0).await.unwrap();
	assert_eq!(scene.noted().await, [own], "its own is not forgotten");
	let judged = scene.judged(&request).await;
	old.redeemed(begun, &request, &judged, REDEEMED).await.unwrap();
	scene.outbox.abandon(&own).await;
	scene.outbox.take_up(BEGUN_FOR).await.unwrap();
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	assert_eq!(scene.to_be_reported().await[0].statement, begun);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_locked_for_some_seconds_costs_no_ticket() {
	let scene = Scene::new().await;
	let request = scene.request();
	let statement = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let judged = scene.judged(&request).await;
	let mut other = AnyConnection::connect(&scene.url()).await.unwrap();
	sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
	let unlocked = async {
		tokio::time::sleep(Duration::from_secs(7)).await;
		sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
	};
	let redeemed = scene.outbox.redeemed(statement, &request, &judged, REDEEMED);
	let (noted, ()) = tokio::join!(redeemed, unlocked);
	assert_eq!(noted, Ok(()));
	assert_eq!(scene.noted().await, [statement]);
}

/// Lets nobody change what is noted, as on a disk that is full, until it is [`changeable`] again.
async fn unchangeable(scene: &Scene) -> AnyConnection {
	let mut other = AnyConnection::connect(&scene.url()).await.unwrap();
	for (name, change) in [("updated", "UPDATE"), ("deleted", "DELETE")] {
		let trigger = format!(
			"CREATE TRIGGER {name} BEFORE {change} ON statements BEGIN SELECT RAISE(ABORT, 'full'); END"
		);
		sqlx::raw_sql(sqlx::AssertSqlSafe(trigger)).execute(&mut other).await.unwrap();
	}
	other
}

async fn changeable(mut other: AnyConnection) {
	let triggers = "DROP TRIGGER updated; DROP TRIGGER deleted";
	sqlx::raw_sql(triggers).execute(&mut other).await.unwrap();
}

/// A release that goes on though its redemption cannot be noted.
async fn released_unnoted(scene: &Scene) -> AnyConnection {
	let request = scene.request();
	let statement = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let judged = scene.judged(&request).await;
	let other = unchangeable(scene).await;
	let redeemed = scene.outbox.redeemed(statement, &request, &judged, REDEEMED);
	let mut redeemed = std::pin::pin!(redeemed);
	let early = tokio::time::timeout(Duration::from_secs(1), redeemed.as_mut()).await;
	assert!(early.is_err(), "a fork may lose it yet");
	scene.ledger.world().finalized.insert(103, REDEEMED.block);
	redeemed.await.unwrap();
	other
}

#[tokio::test]
async fn what_cannot_be_noted_goes_on_when_it_is_final_and_is_settled_afterwards() {
	let scene = Scene::new().await;
	let other = released_unnoted(&scene).await;
	let (end, until) = watch::channel(false);
	let running = tokio::spawn(scene.outbox.clone().run(until));
	scene.outbox.take_up(0).await.unwrap();
	assert_eq!(scene.noted().await.len(), 1);
	changeable(other).await;
	while !scene.noted().await.is_empty() {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	end.send(true).unwrap();
	running.await.unwrap();
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn killed_after_what_could_not_be_noted_went_out_there_is_nothing_to_tell() {
	let scene = Scene::new().await;
	changeable(released_unnoted(&scene).await).await;
	let scene = scene.restarted().await;
	assert!(scene.noted().await.is_empty());
	scene.finalize_others(1_000);
	scene.outbox.settle().await.unwrap();
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_noted_and_is_lost_does_not_go_on() {
	let scene = Scene::new().await;
	let request = scene.request();
	let statement = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
	let judged = scene.judged(&request).await;
	let other = unchangeable(&scene).await;
	scene.finalize_others(103);
	let redeemed = scene.outbox.redeemed(statement, &request, &judged, REDEEMED).await;
	assert!(matches!(redeemed, Err(CatalogueError::Refused(_))), "{redeemed:?}");
	changeable(other).await;
	let scene = scene.restarted().await;
	scene.finalize_others(103 + LIFETIME);
	scene.outbox.settle().await.unwrap();
	assert!(scene.noted().await.is_empty());
	assert!(scene.to_be_reported().await.is_empty(), "nothing went out");
}

#[tokio::test]
async fn whoever_waits_for_what_cannot_be_noted_waits_for_half_a_minute_at_most() {
	for is_answering in [true, false] {
		let scene = Scene::new().await;
		let request = scene.request();
		let statement = scene.outbox.begin(&request, NOW).await.unwrap().unwrap();
		let judged = scene.judged(&request).await;
		scene.catalogue.close().await;
		scene.ledger.world().is_answering = is_answering;
		tokio::time::pause();
		let began = tokio::time::Instant::now();
		let redeemed = scene.outbox.redeemed(statement, &request, &judged, REDEEMED).await;
		assert_eq!(redeemed, Err(CatalogueError::Closed));
		assert!(began.elapsed() < Duration::from_secs(31), "{:?}", began.elapsed());
		tokio::time::resume();
	}
}
