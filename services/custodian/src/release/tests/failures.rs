//! What fails on the way, and what is left of it.

use super::scene::{Scene, CLASS, FIRST, PATIENT, SECOND};
use crate::{
	http::{InFlight, InFlightPlace, Kind},
	ledger::{
		double::{CLERK, NOW, TICKET},
		former_clerks, Ledger, NotRedeemed, Redeemer, REACH,
	},
	release::{
		is_redeemed_by_another,
		room::{Asker, Key, Side},
		Cause, NotReleased, Reason,
	},
};
use futures::{FutureExt, TryStreamExt};
use salus_client::{
	chain::{
		types::{Actor, Basis, Purpose},
		AccountId32,
	},
	release::{ReleasePart, MAX_MESSAGE},
	requests::Signed,
};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::{task::unconstrained, time::timeout};

/// What happens at once happens within this.
const SOON: Duration = Duration::from_millis(500);
/// Another practitioner.
const OTHER: Asker = Asker {
	side: Side::Organizations,
	one: Key::Account([0x0e; 32]),
	group: Key::Organization(0x0e),
};

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
		working_folder: scene.folder.path().to_owned(),
		redemptions: REACH,
		in_flight: 512,
	});
	let restarted = std::sync::Arc::new(restarted);
	let signed = scene.signed(scene.request(&[FIRST]));
	let refused = restarted.release(&signed, None).await.map(|_| ());
	assert_eq!(refused, Err(NotReleased::Unavailable(Cause::Starting)));
	restarted.resume().await.unwrap();
	assert!(restarted.release(&signed, None).await.is_ok());
}

#[tokio::test]
async fn a_release_that_cannot_go_on_breaks_off_and_does_not_end() {
	let records: Vec<_> = (0..40).map(|index| vec![index; 1 << 16]).collect();
	let scene = Scene::with_records(records).await;
	let signed = scene.signed(scene.request(&[FIRST, SECOND]));
	let answer =
		scene.releases.release(&signed, None).await.map_err(|why| format!("{why:?}")).unwrap();
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
	for is_in_files in [true, false] {
		let scene = Scene::with_records(vec![b"one".to_vec(), vec![7; 3 << 20]]).await;
		scene.keep_batch(6, &many()).await;
		scene.keep_envelope(1, &[5; 1 << 17]).await;
		scene.ledger.next_block();
		scene.ledger.world().ticket.is_single_use = false;
		let room = scene.releases.room.of(OTHER);
		// All that there is of a kind.
		let others = if is_in_files {
			(Some(room.all_files().await), None)
		} else {
			(None, Some(room.batch(200_000).await.unwrap()))
		};
		let request = scene.request(&[FIRST, SECOND]);
		let refused = scene.refused(request.clone()).await;
		assert_eq!(refused, NotReleased::Unavailable(Cause::Room), "{is_in_files}");
		assert_eq!(scene.noted().await, 0);
		assert_eq!(scene.ledger.world().asked.redeemed, 0);
		drop(others);
		assert_eq!(scene.release(request).await.unwrap().len(), 2, "the same request, later");
	}
}

#[tokio::test]
async fn readers_on_patients_sides_have_a_room_of_their_own() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	scene.ledger.world().ticket.is_single_use = false;
	let strangers = Asker { side: Side::Newcomers, ..OTHER };
	let all = scene.releases.room.of(strangers).all_files().await;
	scene.release(scene.request(&[FIRST])).await.unwrap();
	let account = AccountId32(scene.request(&[FIRST]).holder);
	scene.ledger.world().ticket.requester = Actor::Person(account);
	scene.ledger.next_block();
	let request = scene.request(&[FIRST]);
	assert_eq!(scene.refused(request.clone()).await, NotReleased::Unavailable(Cause::Room));
	// Nor does a stranger shut out a patient of whom an organization has something here.
	scene.catalogue.note_history(&PATIENT).await.unwrap();
	scene.release(request).await.unwrap();
	drop(all);
}

#[tokio::test]
async fn an_emergency_finds_room_and_a_place_whatever_else_goes_on() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	scene.ledger.world().ticket.is_single_use = false;
	let others = scene.releases.room.of(OTHER);
	let _files = others.all_files().await;
	let mut places = Vec::new();
	for last in 0..=u8::MAX {
		let one = Key::Account([last; 32]);
		let other =
			scene.releases.room.of(Asker { one, group: Key::Organization(last.into()), ..OTHER });
		places.extend(unconstrained(other.place()).now_or_never());
	}
	let request = scene.request(&[FIRST]);
	assert!(unconstrained(others.place()).now_or_never().is_none());
	assert_eq!(scene.refused(request.clone()).await, NotReleased::Unavailable(Cause::Room));
	scene.ledger.world().ticket.targets[0].1 = Basis::Emergency(1);
	scene.ledger.next_block();
	scene.release(request).await.unwrap();
	// The ground may be a grant: the patient is known there, and needs care at once all the same.
	{
		let mut world = scene.ledger.world();
		world.ticket.targets[0].1 = Basis::Grant(1);
		world.ticket.purpose = Purpose::EmergencyTreatment;
	}
	scene.ledger.next_block();
	scene.release(scene.request(&[FIRST])).await.unwrap();
}

#[tokio::test]
async fn one_account_has_so_many_releases_at_once() {
	let scene = Scene::new().await;
	scene.ledger.world().ticket.is_single_use = false;
	scene.ledger.blocks.forget_permits(1 << 20);
	let at_once = || {
		let (releases, signed) = (scene.releases.clone(), scene.signed(scene.request(&[CLASS])));
		tokio::spawn(async move { releases.release(&signed, None).await.map(|_| ()) })
	};
	let asked: Vec<_> = (0..40).map(|_| at_once()).collect();
	while asked.iter().filter(|one| one.is_finished()).count() < 40 - 32 {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
	scene.ledger.blocks.add_permits(40);
	let mut released = 0;
	for one in asked {
		match one.await.unwrap() {
			Ok(()) => released += 1,
			Err(why) => assert_eq!(why, NotReleased::TooMany(1)),
		}
	}
	assert_eq!(released, 32);
	scene.release(scene.request(&[CLASS])).await.unwrap();
}

#[tokio::test]
async fn a_practitioners_release_that_is_judged_keeps_no_place_of_its_address() {
	let scene = Scene::new().await;
	scene.ledger.blocks.forget_permits(1 << 20);
	let (in_flight, address) = (InFlight::new(4), [192, 0, 2, 1].into());
	let place = InFlightPlace::of(in_flight.begin(address, Kind::Other).unwrap());
	assert!(in_flight.begin(address, Kind::Other).is_err());
	let forged = scene.signed(scene.request(&[FIRST]));
	let forged = Signed { request: scene.request(&[FIRST]), ..forged };
	assert!(scene.releases.release(&forged, Some(&place)).await.is_err());
	assert!(in_flight.begin(address, Kind::Other).is_err(), "it was not known whose it is");
	let signed = scene.signed(scene.request(&[FIRST]));
	let waits = scene.releases.release(&signed, Some(&place));
	assert!(timeout(SOON, waits).await.is_err());
	assert!(in_flight.begin(address, Kind::Other).is_ok());
}

/// Anybody may be a patient, and be as many as they like: of an address they have no more than before.
#[tokio::test]
async fn a_patients_release_keeps_the_place_of_its_address() {
	let scene = Scene::new().await;
	scene.ledger.blocks.forget_permits(1 << 20);
	let signed = scene.signed(scene.request(&[FIRST]));
	scene.ledger.world().ticket.requester = Actor::Person(AccountId32(signed.request.holder));
	let (in_flight, address) = (InFlight::new(4), [192, 0, 2, 1].into());
	let place = InFlightPlace::of(in_flight.begin(address, Kind::Other).unwrap());
	let waits = scene.releases.release(&signed, Some(&place));
	assert!(timeout(SOON, waits).await.is_err());
	assert_eq!(scene.noted().await, 1, "it was judged");
	assert!(in_flight.begin(address, Kind::Other).is_err());
}

#[tokio::test]
async fn a_reader_has_one_of_its_releases_until_it_has_all_of_it() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	scene.ledger.world().ticket.is_single_use = false;
	let one = Key::Account(scene.request(&[FIRST]).holder);
	let own = Asker { one, group: Key::Organization(3), ..OTHER };
	let _others: Vec<_> = (0..31).map(|_| scene.releases.at_once.take(&own).unwrap()).collect();
	let signed = scene.signed(scene.request(&[FIRST]));
	let answer =
		scene.releases.release(&signed, None).await.map_err(|why| format!("{why:?}")).unwrap();
	assert_eq!(scene.refused(scene.request(&[CLASS])).await, NotReleased::TooMany(1));
	scene.open(&signed.request, answer).await;
	while scene.releases.at_once.take(&own).is_err() {
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
}

#[tokio::test]
async fn where_no_account_is_free_the_ticket_holds() {
	let scene = Scene::new().await;
	scene.ledger.clerks.forget_permits(1 << 20);
	let request = scene.request(&[FIRST]);
	assert_eq!(scene.refused(request.clone()).await, NotReleased::Unavailable(Cause::Place));
	assert_eq!((scene.noted().await, scene.ledger.world().asked.redeemed), (0, 0));
	scene.ledger.clerks.add_permits(1);
	scene.release(request).await.unwrap();
}

#[tokio::test]
async fn a_reader_that_stalls_has_no_memory_and_one_that_goes_no_file() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	let signed = scene.signed(scene.request(&[FIRST]));
	let answer =
		scene.releases.release(&signed, None).await.map_err(|why| format!("{why:?}")).unwrap();
	let mut reader = answer.body.into_data_stream();
	reader.try_next().await.unwrap().unwrap();
	let room = scene.releases.room.of(OTHER);
	timeout(SOON, room.sealing(MAX_MESSAGE)).await.expect("it keeps memory");
	assert!(timeout(SOON, room.all_files()).await.is_err());
	drop(reader);
	room.all_files().await;
}

#[tokio::test]
async fn what_is_redeemed_waits_for_its_turn_unless_its_reader_goes() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	scene.ledger.world().ticket.is_single_use = false;
	let room = scene.releases.room.of(OTHER);
	let others = room.sealing(MAX_MESSAGE).await;
	let signed = [(); 2].map(|()| scene.signed(scene.request(&[FIRST])));
	let answer = scene.releases.release(&signed[0], None).await.map_err(|why| format!("{why:?}"));
	drop(answer.unwrap());
	room.all_files().await;
	let answer = scene.releases.release(&signed[1], None).await.map_err(|why| format!("{why:?}"));
	let mut opened = Box::pin(scene.open(&signed[1].request, answer.unwrap()));
	assert!(timeout(SOON, &mut opened).await.is_err());
	drop(others);
	assert_eq!(opened.await[0].records[0].sealed.len(), 3 << 20);
}

#[tokio::test]
async fn a_long_batch_and_a_long_head_wait_in_the_file_and_come_whole() {
	let scene = Scene::with_records(many()).await;
	scene.keep_envelope(1, &[5; 1 << 17]).await;
	let parts = scene.release(scene.request(&[FIRST, SECOND, CLASS])).await.unwrap();
	assert!(parts.iter().all(|part| part.head.envelope == Some(vec![5; 1 << 17])));
	let on_chain = scene.ledger.world().batches[&5].batch;
	assert_eq!(parts[0].records.len(), 300);
	assert!(parts[0].records.iter().all(|record| record.is_included(&on_chain)));
	assert_eq!(parts[1].records[0].sealed, b"three");
}

#[tokio::test]
async fn where_no_file_can_be_made_the_ticket_holds() {
	let scene = Scene::with_records(vec![vec![7; 3 << 20]]).await;
	let folder = scene.folder.path().join("gone");
	std::fs::create_dir(&folder).unwrap();
	let scene = scene.working_in(&folder).await;
	std::fs::remove_dir(&folder).unwrap();
	let request = scene.request(&[FIRST]);
	assert_eq!(scene.refused(request.clone()).await, NotReleased::Unavailable(Cause::Room));
	assert_eq!((scene.noted().await, scene.ledger.world().asked.redeemed), (0, 0));
	std::fs::create_dir(&folder).unwrap();
	scene.release(request).await.unwrap();
}

/// So many records that their batch needs room, a long one among them.
fn many() -> Vec<Vec<u8>> {
	let mut records: Vec<_> = (0..300_u32).map(|index| index.to_le_bytes().to_vec()).collect();
	records[150] = vec![9; 1 << 17];
	records
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
		asked.push(tokio::spawn(async move { releases.release(&signed, None).await.map(|_| ()) }));
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
