//! Filing reports.

use super::scene::{report, Scene};
use crate::{
	ledger::{double::NOW, NotReported},
	outbox::reports::{self, Filed, FilingError},
};
use salus_client::chain::LIFETIME;
use std::time::Duration;
use tokio::sync::watch;

async fn with(reports: &[(u8, u64, usize)]) -> Scene {
	let scene = Scene::new().await;
	for (statement, released_at, targets) in reports {
		let report = report([*statement; 32], *released_at, *targets);
		reports::add(&scene.catalogue, report).await.unwrap();
	}
	scene
}

#[tokio::test]
async fn as_many_go_in_a_call_as_are_free_the_earliest_first() {
	let scene = with(&[(1, NOW - 1, 60), (2, NOW - 4, 3), (3, NOW - 3, 0), (4, NOW - 2, 61)]).await;
	let filed = scene.outbox.file().await.unwrap();
	assert_eq!(filed, Filed { filed: 4, waiting: 0 });
	let calls = scene.ledger.world().asked.calls.clone();
	assert_eq!(calls, [vec![[2; 32], [3; 32]], vec![[4; 32]], vec![[1; 32]]]);
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn the_same_statement_is_the_same_report() {
	let scene = with(&[(1, NOW, 1), (1, NOW, 2)]).await;
	let kept = scene.to_be_reported().await;
	assert_eq!(kept, [report([1; 32], NOW, 1)]);
}

#[tokio::test]
async fn what_stands_in_a_trail_is_not_sent_again() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.ledger.world().reported.insert([1; 32]);
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
	assert!(scene.ledger.world().asked.calls.is_empty());
	assert!(scene.to_be_reported().await.is_empty());
}

#[tokio::test]
async fn what_may_be_on_its_way_is_sent_again_only_when_no_block_can_hold_it() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.ledger.world().reporting = Err(NotReported::Unknown);
	let failed = scene.outbox.file().await;
	assert!(matches!(failed, Err(FilingError::NotReported(NotReported::Unknown))), "{failed:?}");

	let scene = scene.restarted().await;
	scene.ledger.world().reporting = Ok(());
	// It was sent at block 102.
	scene.ledger.world().heads.finalized.number = 102 + 4 * LIFETIME;
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 0, waiting: 1 });
	assert_eq!(scene.ledger.world().asked.calls.len(), 1);
	scene.ledger.world().heads.finalized.number += 1;
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
	assert_eq!(scene.ledger.world().asked.calls.len(), 2);
}

#[tokio::test]
async fn what_was_on_its_way_and_came_is_forgotten() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.ledger.world().reporting = Err(NotReported::Unknown);
	scene.outbox.file().await.unwrap_err();
	let scene = scene.restarted().await;
	scene.ledger.world().reported.insert([1; 32]);
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
	assert_eq!(scene.ledger.world().asked.calls.len(), 1);
}

#[tokio::test]
async fn what_the_chain_did_not_take_is_sent_again() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.ledger.world().reporting = Err(NotReported::Never);
	scene.outbox.file().await.unwrap_err();
	scene.ledger.world().reporting = Ok(());
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
}

#[tokio::test]
async fn what_the_chains_clock_has_not_reached_waits() {
	let scene = with(&[(1, NOW + 1, 1)]).await;
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 0, waiting: 1 });
	scene.ledger.world().heads.best.time += 1;
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
}

#[tokio::test]
async fn told_to_end_it_waits_for_no_report_and_the_next_one_finds_it() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.ledger.reports.forget_permits(1 << 20);
	let (end, until) = watch::channel(false);
	let running = tokio::spawn(scene.outbox.clone().run(until));
	while scene.ledger.world().asked.calls.is_empty() {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	end.send(true).unwrap();
	let ended = tokio::time::timeout(Duration::from_secs(10), running).await;
	ended.expect("whoever stands by waits for as long as a block takes to be final").unwrap();

	let scene = scene.restarted().await;
	scene.ledger.reports.add_permits(1);
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 0, waiting: 1 });
	scene.ledger.world().reported.insert([1; 32]);
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
	assert_eq!(scene.ledger.world().asked.calls.len(), 1);
}

#[tokio::test]
async fn one_that_cannot_be_read_keeps_no_other_back() {
	let scene = with(&[(1, NOW, 1)]).await;
	scene.catalogue.put_report(&[0; 32], b"{}").await.unwrap();
	assert_eq!(scene.outbox.file().await.unwrap(), Filed { filed: 1, waiting: 0 });
	assert_eq!(scene.catalogue.reports().await.unwrap().len(), 1);
}
