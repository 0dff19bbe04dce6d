//! How often the chain is asked.

use super::scene::{Scene, CLASS, FIRST, SECOND};
use crate::release::{Cause, NotReleased, Reason};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::time::{pause, resume, sleep, timeout, Instant};

#[tokio::test]
async fn at_the_same_heads_the_same_question_is_judged_once() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	for _ in 0..3 {
		scene.release(scene.request(&[FIRST])).await.unwrap();
	}
	let asked = scene.ledger.world().asked.clone();
	assert_eq!((asked.heads, asked.judged, asked.redeemed), (3, 1, 3));

	scene.release(scene.request(&[SECOND])).await.unwrap();
	assert_eq!(scene.ledger.world().asked.judged, 2, "other targets are another question");
	scene.ledger.next_block();
	scene.release(scene.request(&[FIRST])).await.unwrap();
	assert_eq!(scene.ledger.world().asked.judged, 3, "other heads may have another answer");
}

#[tokio::test]
async fn what_is_permitted_no_longer_is_refused_from_the_next_head_on() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.release(scene.request(&[FIRST])).await.unwrap();
	scene.ledger.world().ticket.is_void = true;
	scene.ledger.next_block();
	assert_eq!(scene.refused(scene.request(&[FIRST])).await, NotReleased::Refused(Reason::Void));
}

#[tokio::test]
async fn a_judgement_is_for_who_asked_only() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	let request = scene.request(&[FIRST]);
	scene.release(request.clone()).await.unwrap();
	let mut other = scene.request(&[FIRST]);
	other.secret = salus_client::Secret::new([4; 32]);
	assert_eq!(scene.refused(other).await, NotReleased::Refused(Reason::OtherSecret));
	let mut other = scene.request(&[FIRST]);
	other.sequence += 1;
	assert_eq!(scene.refused(other).await, NotReleased::Refused(Reason::Void));
	let mut other = scene.request(&[FIRST]);
	other.reader = scene.own.public.clone();
	assert_eq!(scene.refused(other).await, NotReleased::Refused(Reason::OtherKey));
}

#[tokio::test]
async fn a_kept_judgement_does_not_outlive_its_heads_age() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.release(scene.request(&[FIRST])).await.unwrap();
	scene.time.fetch_add(60_001, Ordering::SeqCst);
	let refused = scene.refused(scene.request(&[FIRST])).await;
	assert_eq!(refused, NotReleased::Unavailable(Cause::StaleHead));
}

#[tokio::test]
async fn a_head_grows_older_while_the_node_takes_its_time() {
	let scene = Scene::new().await;
	scene.ledger.answers.forget_permits(1 << 20);
	let mut asked = Box::pin(scene.refused(scene.request(&[FIRST])));
	assert!(tokio::time::timeout(Duration::from_millis(100), &mut asked).await.is_err());
	scene.time.fetch_add(60_001, Ordering::SeqCst);
	scene.ledger.answers.add_permits(1);
	assert_eq!(asked.await, NotReleased::Unavailable(Cause::StaleHead));
}

#[tokio::test]
async fn requests_that_come_together_share_the_question_for_the_heads() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.ledger.answers.forget_permits(1 << 20);
	let requests = (0..20).map(|_| scene.release(scene.request(&[CLASS])));
	let mut together = Box::pin(futures::future::join_all(requests));
	let early = tokio::time::timeout(Duration::from_millis(200), &mut together).await;
	assert!(early.is_err());
	scene.ledger.answers.add_permits(1 << 10);
	assert!(together.await.iter().all(Result::is_ok));
	let heads = scene.ledger.world().asked.heads;
	assert!(heads <= 2, "asked {heads} times");
}

#[tokio::test]
async fn the_heads_are_asked_for_after_the_request_has_come() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.ledger.answers.forget_permits(1 << 20);
	let mut first = Box::pin(scene.release(scene.request(&[CLASS])));
	assert!(tokio::time::timeout(Duration::from_millis(100), &mut first).await.is_err());
	// While the question of the first is on its way another comes: its answer may be of before.
	let mut second = Box::pin(scene.release(scene.request(&[CLASS])));
	assert!(tokio::time::timeout(Duration::from_millis(100), &mut second).await.is_err());
	scene.ledger.answers.add_permits(1);
	first.await.unwrap();
	assert!(tokio::time::timeout(Duration::from_millis(100), &mut second).await.is_err());
	scene.ledger.answers.add_permits(1);
	second.await.unwrap();
	assert_eq!(scene.ledger.world().asked.heads, 2);
}

#[tokio::test]
async fn a_reader_that_goes_while_it_waits_holds_up_nobody() {
	let scene = Scene::new().await;
	scene.ledger.answers.forget_permits(1 << 20);
	let gone = scene.release(scene.request(&[FIRST]));
	assert!(tokio::time::timeout(Duration::from_millis(50), gone).await.is_err());
	scene.ledger.answers.add_permits(1);
	scene.release(scene.request(&[FIRST])).await.unwrap();
}

/// What comes of a request with a ticket that the finalized block has from this one on, while each two seconds another one is final, and then `change` happens.
async fn waited_for(scene: &Scene, final_at: u64, change: fn(&Scene)) -> Result<(), NotReleased> {
	pause();
	scene.ledger.world().ticket.final_at = final_at;
	let finality = async {
		for _ in 0..2 {
			sleep(Duration::from_secs(2)).await;
			assert_eq!(scene.ledger.world().asked.redeemed, 0);
			scene.ledger.next_block();
			scene.ledger.next_final_block();
		}
		change(scene);
		// The database's own threads would not stop the clock from running ahead.
		resume();
	};
	let (released, ()) = tokio::join!(scene.release(scene.request(&[FIRST])), finality);
	released.map(drop)
}

#[tokio::test]
async fn a_ticket_that_is_not_final_yet_is_waited_for() {
	let scene = Scene::new().await;
	waited_for(&scene, 102, |_| ()).await.unwrap();
	// At each finalized head once.
	assert_eq!(scene.ledger.world().asked.judged, 3);
}

#[tokio::test]
async fn what_is_waited_for_is_judged_anew() {
	for (change, expected) in [
		(
			(|scene| scene.ledger.world().ticket.is_void = true) as fn(&Scene),
			NotReleased::Refused(Reason::Void),
		),
		(
			|scene| {
				scene.time.fetch_add(60_001, Ordering::SeqCst);
			},
			NotReleased::Unavailable(Cause::StaleHead),
		),
		(|scene| scene.ledger.world().is_answering = false, NotReleased::Unavailable(Cause::Chain)),
	] {
		let scene = Scene::new().await;
		assert_eq!(waited_for(&scene, 102, change).await, Err(expected));
		assert_eq!(scene.noted().await, 0);
	}
}

#[tokio::test]
async fn a_ticket_that_does_not_become_final_is_refused_like_any_other() {
	let scene = Scene::new().await;
	pause();
	scene.ledger.world().ticket.final_at = u64::MAX;
	let refused = scene.refused(scene.request(&[FIRST]));
	let refused = timeout(Duration::from_secs(7), refused).await.expect("it is waited for");
	assert_eq!(refused, NotReleased::Refused(Reason::NotFinal));
	assert_eq!(scene.ledger.world().asked.judged, 1);
	resume();
	assert_eq!(scene.noted().await, 0);
}

/// So that those of one account do not keep others of its address from being judged.
#[tokio::test]
async fn few_of_one_account_are_waited_for() {
	let scene = Scene::new().await;
	pause();
	scene.ledger.world().ticket.final_at = u64::MAX;
	let began = Instant::now();
	let asked = (0..10).map(|_| async {
		let refused = scene.refused(scene.request(&[FIRST])).await;
		(refused, began.elapsed())
	});
	let refused = futures::future::join_all(asked).await;
	let not_final = NotReleased::Refused(Reason::NotFinal);
	assert!(refused.iter().all(|(refused, _)| *refused == not_final));
	let at_once = refused.iter().filter(|(_, after)| *after < Duration::from_millis(500));
	assert_eq!(at_once.count(), 6);
}
