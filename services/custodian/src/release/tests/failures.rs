//! What fails on the way, and what is left of it.

use super::scene::{Scene, CLASS, FIRST, PATIENT, SECOND};
use crate::{
	ledger::{
		double::{CLERK, NOW, TICKET},
		former_clerks, Ledger, NotRedeemed, Redeemer,
	},
	release::{
		is_redeemed_by_another,
		room::{Asker, Key, Need},
		Cause, NotReleased, Reason,
	},
};
use salus_client::{
	chain::{types::Actor, AccountId32},
	release::ReleasePart,
	sealed_record::MAX_LENGTH,
};
use std::{sync::atomic::Ordering, time::Duration};

/// Another practitioner.
const OTHER: Asker = Asker::Practitioner(Key::Account([0x0e; 32]));

#[tokio::test]
async fn nothing_is_handed_out_when_the_redemption_fails() {
	for (why, expected) in [
		(NotRedeemed::Redeemed, NotReleased::Refused(Reason::Redeemed)),
		(NotRedeemed::Refused, NotReleased::Refused(Reason::NotRedeemed)),
		(NotRedeemed::NotSent, NotReleased::Unavailable(Cause::Redemption)),
		(NotRedeemed::MayNotRedeem, NotReleased::Unavailable(Cause::MayNotRedeem)),
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

/// What comes of a release whose redemption is in block 103, and cannot be noted; `finalized` is the final block of that number.
async fn unnoted(scene: &Scene, finalized: [u8; 32]) -> Result<Vec<ReleasePart>, NotReleased> {
	scene.ledger.blocks.forget_permits(1 << 20);
	scene.ledger.world().finalized.insert(103, finalized);
	let losing = async {
		while scene.noted().await == 0 {
			tokio::time::sleep(Duration::from_millis(5)).await;
		}
		scene.catalogue.close().await;
		scene.ledger.blocks.add_permits(1);
	};
	tokio::join!(scene.release(scene.request(&[FIRST])), losing).0
}

#[tokio::test]
async fn what_cannot_be_noted_after_its_redemption_goes_out_when_that_is_final() {
	let scene = Scene::new().await;
	let parts = unnoted(&scene, [0xb1; 32]).await.unwrap();
	assert_eq!(parts[0].records.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_noted_after_its_redemption_does_not_go_out_when_that_is_lost() {
	let scene = Scene::new().await;
	let released = unnoted(&scene, [0xff; 32]).await.map(|_| ());
	assert_eq!(released, Err(NotReleased::Unavailable(Cause::Store)));
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

#[tokio::test]
async fn without_room_for_all_of_it_no_ticket_is_redeemed_and_no_nonce_used_up() {
	let scene = Scene::with_records(vec![b"one".to_vec(), vec![7; 3 << 20]]).await;
	// All that there is of each kind.
	for taken in [Need::of_record(MAX_LENGTH), Need::of_head(1 << 23), Need::of_batch(200_000)] {
		let scene = &scene;
		scene.keep_batch(6, &many()).await;
		scene.keep_envelope(1, &[5; 1 << 17]).await;
		scene.ledger.next_block();
		let others = scene.releases.room.reserve(&OTHER, taken).await.unwrap();
		let request = scene.request(&[FIRST, SECOND]);
		let refused = scene.refused(request.clone()).await;
		assert_eq!(refused, NotReleased::Unavailable(Cause::Room), "{taken:?}");
		assert_eq!(scene.noted().await, 0);
		assert_eq!(scene.ledger.world().asked.redeemed, 0);
		drop(others);
		scene.ledger.world().ticket.is_single_use = false;
		assert_eq!(scene.release(request).await.unwrap().len(), 2, "the same request, later");
		scene.ledger.world().asked.redeemed = 0;
		for (statement, _) in scene.catalogue.pending().await.unwrap() {
			scene.catalogue.remove_pending(&statement).await.unwrap();
		}
	}
}

#[tokio::test]
async fn a_patient_that_reads_slowly_waits_for_itself_and_practitioners_do_not() {
	let scene = Scene::with_records(vec![vec![7; 13_000_000]]).await;
	scene.ledger.world().ticket.is_single_use = false;
	let by_practitioner = std::mem::replace(
		&mut scene.ledger.world().ticket.requester,
		Actor::Person(AccountId32(scene.request(&[FIRST]).holder)),
	);
	let slow = scene.signed(scene.request(&[FIRST]));
	let slow = scene.releases.release(&slow).await.map_err(|why| format!("{why:?}")).unwrap();
	let request = scene.request(&[FIRST]);
	let refused = scene.refused(request.clone()).await;
	assert_eq!(refused, NotReleased::Unavailable(Cause::Room));
	assert_eq!((scene.noted().await, scene.ledger.world().asked.redeemed), (1, 1));
	scene.ledger.world().ticket.requester = by_practitioner;
	scene.ledger.next_block();
	scene.release(scene.request(&[FIRST])).await.unwrap();
	drop(slow);
	scene.release(request).await.unwrap();
}

/// So many records that their batch needs room.
fn many() -> Vec<Vec<u8>> {
	(0..300_u32).map(|index| index.to_le_bytes().to_vec()).collect()
}

#[tokio::test]
async fn what_has_begun_goes_on_whatever_others_take() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	let signed = scene.signed(scene.request(&[FIRST]));
	let answer = scene.releases.release(&signed).await.map_err(|why| format!("{why:?}")).unwrap();
	let mut others = Vec::new();
	for other in 0.. {
		let other = Asker::Practitioner(Key::Account([other; 32]));
		let reserved = scene.releases.room.reserve(&other, Need::of_record(20 << 20)).await;
		let Ok(reserved) = reserved else { break };
		others.push(reserved);
	}
	assert_eq!(scene.open(&signed.request, answer).await[0].records[0].sealed.len(), 3 << 20);
}

#[tokio::test]
async fn what_took_longer_to_find_than_a_head_is_trusted_is_judged_anew() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	let request = scene.request(&[FIRST]);
	let verdict = scene.releases.judge.judge(&request, &scene.releases.clock).await.unwrap();
	scene.time.fetch_add(60_001, Ordering::SeqCst);
	let stale = scene.releases.still(verdict.clone(), &request).await;
	assert_eq!(stale.unwrap_err(), NotReleased::Unavailable(Cause::StaleHead));
	for head in [true, false] {
		{
			let mut world = scene.ledger.world();
			let heads = &mut world.heads;
			(heads.best.time, heads.finalized.time) = (scene.now(), scene.now());
			heads.best.hash = salus_client::chain::H256::repeat_byte(u8::from(head));
			world.ticket.is_void = head;
		}
		let judged = scene.releases.still(verdict.clone(), &request).await;
		assert_eq!(judged.err(), head.then_some(NotReleased::Refused(Reason::Void)));
	}
}

#[tokio::test]
async fn a_ticket_that_is_shown_again_and_again_waits_for_itself() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.ledger.blocks.forget_permits(1 << 20);
	let mut asked = Vec::new();
	for _ in 0..6 {
		let (releases, signed) = (scene.releases.clone(), scene.signed(scene.request(&[CLASS])));
		asked.push(tokio::spawn(async move { releases.release(&signed).await.map(|_| ()) }));
	}
	while scene.noted().await < 4 {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	tokio::time::sleep(Duration::from_millis(200)).await;
	assert_eq!(scene.noted().await, 4, "the others have used up no nonce");
	scene.ledger.blocks.add_permits(6);
	for asked in asked {
		assert_eq!(asked.await.unwrap(), Ok(()));
	}
}

#[tokio::test]
async fn a_redemption_by_a_clerk_that_was_replaced_since_is_the_own() {
	const FORMER: [u8; 32] = [0xf0; 32];
	let scene = Scene::new().await;
	let is_by_another = || is_redeemed_by_another(&*scene.ledger, &PATIENT, TICKET);
	assert!(!is_by_another().await, "nobody has");
	let by = |account, at| {
		scene.ledger.world().redeemer = Some(Redeemer { account, at });
	};
	by(FORMER, NOW);
	assert!(is_by_another().await);
	former_clerks(&scene.catalogue, &[FORMER], NOW).await.unwrap();
	scene.ledger.world().former = former_clerks(&scene.catalogue, &[CLERK], NOW).await.unwrap();
	assert!(!is_by_another().await);
	let redeemer = Redeemer { account: FORMER, at: NOW + 3_600_000 };
	assert!(!scene.ledger.is_own(&redeemer), "whoever has its seed now is another");
	by(CLERK, NOW + 3_600_000);
	assert!(!is_by_another().await);
}
