//! What fails on the way, and what is left of it.

use super::scene::{Scene, FIRST, PATIENT, SECOND};
use crate::{
	ledger::NotRedeemed,
	release::{Cause, NotReleased, Reason},
};
use std::time::Duration;

#[tokio::test]
async fn nothing_is_handed_out_when_the_redemption_fails() {
	for (why, expected) in [
		(NotRedeemed::Redeemed, NotReleased::Refused(Reason::Redeemed)),
		(NotRedeemed::Refused, NotReleased::Refused(Reason::NotRedeemed)),
		(NotRedeemed::NotSent, NotReleased::Unavailable(Cause::Redemption)),
		(NotRedeemed::Unknown, NotReleased::Unavailable(Cause::Redemption)),
	] {
		let scene = Scene::new().await;
		scene.ledger.world().redemption = Err(why);
		let request = scene.request(&[FIRST]);
		assert_eq!(scene.refused(request.clone()).await, expected);
		assert_eq!(scene.noted().await, 0, "nothing has to be told of it");
		assert_eq!(scene.refused(request).await, NotReleased::Refused(Reason::SeenBefore));
	}
}

#[tokio::test]
async fn without_the_chain_nothing_is_guessed() {
	let scene = Scene::new().await;
	scene.ledger.world().is_answering = false;
	let refused = scene.refused(scene.request(&[FIRST])).await;
	assert_eq!(refused, NotReleased::Unavailable(Cause::Chain));
	scene.ledger.world().is_answering = true;
	scene.release(scene.request(&[FIRST])).await.unwrap();
}

#[tokio::test]
async fn without_the_catalogue_nothing_is_redeemed() {
	let scene = Scene::new().await;
	scene.catalogue.close().await;
	let refused = scene.refused(scene.request(&[FIRST])).await;
	assert_eq!(refused, NotReleased::Unavailable(Cause::Store));
	assert_eq!(scene.ledger.world().asked.redeemed, 0);
}

#[tokio::test]
async fn what_cannot_be_noted_after_its_redemption_does_not_go_out() {
	let scene = Scene::new().await;
	scene.ledger.blocks.forget_permits(1 << 20);
	let signed = scene.signed(scene.request(&[FIRST]));
	let releases = scene.releases.clone();
	let asked = tokio::spawn(async move { releases.release(&signed).await.map(|_| ()) });
	while scene.noted().await == 0 {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	scene.catalogue.close().await;
	scene.ledger.blocks.add_permits(1);
	assert_eq!(asked.await.unwrap(), Err(NotReleased::Unavailable(Cause::Store)));
}

#[tokio::test]
async fn before_it_has_taken_up_what_was_left_nothing_is_released() {
	let scene = Scene::new().await;
	let restarted = crate::release::Releases::new(crate::release::Parts {
		organization: crate::ledger::double::CUSTODIAN,
		ledger: scene.ledger.clone(),
		catalogue: scene.catalogue.clone(),
		vault: scene.vault.clone(),
		keys: [].into(),
		clock: crate::clock::Clock::new(|| crate::ledger::double::NOW),
		random: super::scene::random(),
		accounts: std::sync::Arc::new(crate::limits::PerMinute::new(1_000)),
	});
	let restarted = std::sync::Arc::new(restarted);
	let signed = scene.signed(scene.request(&[FIRST]));
	let refused = restarted.release(&signed).await.map(|_| ());
	assert_eq!(refused, Err(NotReleased::Unavailable(Cause::Starting)));
	restarted.resume().await.unwrap();
	assert!(restarted.release(&signed).await.is_ok());
}

#[tokio::test]
async fn a_release_that_cannot_go_on_breaks_off_and_does_not_end() {
	let records: Vec<_> = (0..40).map(|index| vec![index; 1 << 16]).collect();
	let scene = Scene::with_records(records).await;
	let signed = scene.signed(scene.request(&[FIRST, SECOND]));
	let answer = scene.releases.release(&signed).await.map_err(|why| format!("{why:?}")).unwrap();
	let name = crate::hash::blake2b_256(b"three");
	scene.vault.remove(&PATIENT, &name).await.unwrap();
	assert_eq!(scene.bytes(answer).await, None);
	assert_eq!(scene.noted().await, 1, "something went out");
}

#[tokio::test]
async fn a_reader_that_goes_leaves_a_release_that_is_redeemed_and_noted() {
	let scene = Scene::new().await;
	scene.ledger.blocks.forget_permits(1 << 20);
	{
		let mut asked = Box::pin(scene.release(scene.request(&[FIRST])));
		while scene.noted().await == 0 {
			assert!(tokio::time::timeout(Duration::from_millis(5), &mut asked).await.is_err());
		}
	}
	scene.ledger.blocks.add_permits(1);
	while scene.ledger.world().asked.redeemed == 0 {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	// The heads say what they said until another block is there.
	scene.ledger.next_block();
	let refused = scene.refused(scene.request(&[FIRST])).await;
	assert_eq!(refused, NotReleased::Refused(Reason::Redeemed));
	assert_eq!(scene.noted().await, 1);
}
