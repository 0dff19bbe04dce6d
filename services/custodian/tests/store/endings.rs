//! Where batches stand, and batches that are destroyed step by step.

use crate::{
	databases::on_each_database,
	samples::{batch, charge, name, HOSPITAL, NOW, PATIENT},
};
use salus_custodian::{
	catalogue::{Catalogue, CatalogueError},
	kept::{BatchState, EndingRecords, Usage},
	quotas::{room_for, room_for_batch},
};

on_each_database!(
	where_a_batch_stands_is_kept_until_another_takes_its_place,
	a_batch_ends_from_its_last_record_on,
	what_is_open_beside_an_instance_is_as_it_was,
);

async fn where_a_batch_stands_is_kept_until_another_takes_its_place(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for number in 0..3 {
		charge(&catalogue, number).await;
	}
	catalogue.put_batch(&batch(1, [0])).await.unwrap();
	catalogue.put_batch(&batch(2, [1])).await.unwrap();
	let states = async || catalogue.batch_states(&PATIENT).await.unwrap();
	let note = async |anchor, state| {
		catalogue.note_batch_state(&PATIENT, anchor, state).await.unwrap();
	};
	assert_eq!(states().await, [(1, BatchState::New), (2, BatchState::New)]);
	note(1, BatchState::Unknown { since: NOW }).await;
	note(2, BatchState::Settled).await;
	// Of what is not here nothing is noted.
	note(3, BatchState::Settled).await;
	let unknown = BatchState::Unknown { since: NOW };
	assert_eq!(states().await, [(1, unknown), (2, BatchState::Settled)]);
	note(1, BatchState::New).await;
	assert_eq!(states().await[0], (1, BatchState::New));

	// Another header is no other batch; other records, or another class, are.
	let mut header = batch(2, [1]);
	header.header = vec![9];
	catalogue.put_batch(&header).await.unwrap();
	assert_eq!(states().await[1], (2, BatchState::Settled));
	let mut class = batch(2, [1]);
	class.class += 1;
	catalogue.put_batch(&class).await.unwrap();
	assert_eq!(states().await[1], (2, BatchState::New));
	note(2, BatchState::Settled).await;
	class.records = batch(2, [2]).records;
	catalogue.put_batch(&class).await.unwrap();
	assert_eq!(states().await[1], (2, BatchState::New));
	note(2, BatchState::Settled).await;
	catalogue.remove_batch(&PATIENT, 2).await.unwrap();
	catalogue.put_batch(&class).await.unwrap();
	assert_eq!(states().await[1], (2, BatchState::New));
	assert_eq!(catalogue.anchors_with_earlier(&PATIENT).await, Ok(vec![1, 2]));
	class.earlier.clear();
	catalogue.put_batch(&class).await.unwrap();
	assert_eq!(catalogue.anchors_with_earlier(&PATIENT).await, Ok(vec![1]));
	catalogue.close().await;
}

async fn a_batch_ends_from_its_last_record_on(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for number in 0..5 {
		charge(&catalogue, number).await;
	}
	catalogue.put_batch(&batch(1, 0..5)).await.unwrap();
	catalogue.put_batch(&batch(2, [4])).await.unwrap();
	let next = async || catalogue.ending_records(&PATIENT, 1, 2).await.unwrap();
	assert_eq!(next().await, EndingRecords::default(), "it does not end");
	let ending = BatchState::Ending { since: NOW };
	catalogue.note_batch_state(&PATIENT, 1, ending).await.unwrap();
	catalogue.note_batch_state(&PATIENT, 1, BatchState::Settled).await.unwrap();
	assert_eq!(catalogue.batch_states(&PATIENT).await.unwrap()[0], (1, ending), "it stays so");
	assert_eq!(catalogue.batch(&PATIENT, 1).await, Ok(None));
	assert_eq!(catalogue.anchors(&PATIENT).await, Ok(vec![2]));

	// One is of the other batch as well, and one was handed in again.
	assert_eq!(catalogue.renew(&PATIENT, &name(2), HOSPITAL, NOW + 1).await, Ok(true));
	let first = EndingRecords { names: vec![name(3), name(4)], doomed: vec![name(3)] };
	assert_eq!(next().await, first);
	catalogue.end_records(&PATIENT, 1, &first).await.unwrap();
	let second = EndingRecords { names: vec![name(1), name(2)], doomed: vec![name(1)] };
	assert_eq!(next().await, second);
	assert_eq!(next().await, second, "nothing is done by looking");
	catalogue.close().await;

	let catalogue = Catalogue::open(url).await.unwrap();
	catalogue.end_records(&PATIENT, 1, &second).await.unwrap();
	let kept = 2 * room_for(100) + room_for_batch(5 * 64) + room_for_batch(64);
	let usage = Usage { kept, loose: room_for(100) };
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(usage));
	let third = EndingRecords { names: vec![name(0)], doomed: vec![name(0)] };
	assert_eq!(catalogue.ending_records(&PATIENT, 1, 2).await, Ok(third.clone()));
	catalogue.end_records(&PATIENT, 1, &third).await.unwrap();
	let none = catalogue.ending_records(&PATIENT, 1, 2).await;
	assert_eq!(none, Ok(EndingRecords::default()));
	catalogue.remove_batch(&PATIENT, 1).await.unwrap();
	assert_eq!(catalogue.batch_states(&PATIENT).await, Ok(vec![(2, BatchState::New)]));
	let names: Vec<_> = (0..5).map(name).collect();
	let known = catalogue.known_records(&PATIENT, &names).await;
	assert_eq!(known, Ok(vec![false, false, true, false, true]));
	let usage = Usage { kept: room_for(100) + room_for_batch(64), loose: room_for(100) };
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(usage));
	assert_eq!(catalogue.loose_since(NOW + 2, 9).await, Ok(vec![(PATIENT, name(2))]));
	catalogue.close().await;
}

async fn what_is_open_beside_an_instance_is_as_it_was(url: &str) {
	let beside = Catalogue::open_beside(url).await;
	assert!(beside.is_err(), "nobody has worked with it yet");
	let at_work = Catalogue::open(url).await.unwrap();
	let beside = Catalogue::open_beside(url).await.unwrap();
	beside.add_report(&name(1), b"first").await.unwrap();
	at_work.put_report(&name(1), b"on its way").await.unwrap();
	beside.add_report(&name(1), b"again").await.unwrap();
	assert_eq!(at_work.reports().await, Ok(vec![(name(1), b"on its way".to_vec())]));
	beside.close().await;
	let earlier =
		"DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
	crate::postgres::tell(url, earlier.into()).await;
	let refused = Catalogue::open_beside(url).await.map(|_| ());
	assert_eq!(refused, Err(CatalogueError::OtherVersion));
	at_work.close().await;
}
