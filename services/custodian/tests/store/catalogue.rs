//! What each method of the catalogue promises.

use crate::{
	databases::on_each_database,
	samples::{
		batch, charge, name, piece, quotas, BATCH, HOSPITAL, NOW, OTHER_PATIENT, PATIENT, ROOM,
		ROOT,
	},
};
use futures::future::join_all;
use salus_custodian::{
	catalogue::{Catalogue, CatalogueError},
	kept::{
		BackupEntry, Charged, KeptPiece, NamedKind, Owner, PatientId, PieceFigures, Usage, Writer,
	},
	quotas::Quotas,
};
use sqlx::{AnyConnection, Connection, Row};

on_each_database!(
	a_batch_comes_back_as_it_went_in,
	a_batch_takes_the_place_of_the_one_that_is_there,
	a_batch_of_records_charged_to_nobody_changes_nothing,
	records_that_a_batch_names_are_kept_and_loose_again_without_it,
	a_record_that_two_batches_name_is_kept_until_both_are_gone,
	anchors_ascend,
	the_longest_batch_is_kept,
	what_stands_by_name_is_replaced_and_removed,
	backups_come_back_as_they_came,
	whoever_has_something_here_comes_once_in_the_order_of_ids,
	a_nonce_is_new_once_until_its_time_is_over,
	of_many_that_claim_one_nonce_one_is_told_yes,
	a_claim_is_noted_where_its_nonce_is_new,
	old_nonces_are_swept,
	a_record_is_charged_once,
	a_charge_over_a_limit_changes_nothing,
	writers_at_once_do_not_come_over_a_limit,
	records_that_nothing_names_are_listed_oldest_first,
	what_is_to_do_stays_until_it_is_removed,
	pieces_come_back_as_they_went_in,
	a_piece_is_charged_within_the_limit,
	pieces_of_two_plans_are_beside_one_another,
	pieces_are_due_longest_ago_first,
	pieces_are_walked_through_and_lost_ones_found,
	how_pieces_are_is_counted,
	what_it_takes_is_told,
	which_it_is_it_says_for_ever,
	whose_it_is_is_remembered,
	whatever_is_done_twice_is_done_once,
	everything_is_there_when_it_is_opened_again,
	a_closed_catalogue_says_so,
	a_new_database_is_opened_by_several_at_once,
);

/// As a backup does while the service starts.
async fn a_new_database_is_opened_by_several_at_once(url: &str) {
	for opened in join_all((0..3).map(|_| Catalogue::open(url))).await {
		opened.unwrap().close().await;
	}
}

async fn a_batch_comes_back_as_it_went_in(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for number in 1..=3 {
		charge(&catalogue, number).await;
	}
	let kept = batch(5, [2, 1, 3]);
	catalogue.put_batch(&kept).await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(Some(kept)));
	assert_eq!(catalogue.batch(&PATIENT, 6).await, Ok(None));
	assert_eq!(catalogue.batch(&OTHER_PATIENT, 5).await, Ok(None));
	let empty = batch(u32::MAX, []);
	catalogue.put_batch(&empty).await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, u32::MAX).await, Ok(Some(empty)));
}

async fn a_batch_takes_the_place_of_the_one_that_is_there(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for number in 1..=3 {
		charge(&catalogue, number).await;
	}
	catalogue.put_batch(&batch(5, [1, 2])).await.unwrap();
	let mut other = batch(5, [2, 3]);
	other.header = vec![9; 3000];
	other.class = u16::MAX;
	other.earlier.clear();
	catalogue.put_batch(&other).await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(Some(other)));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 2 * ROOM + BATCH, loose: ROOM }));
	assert_eq!(catalogue.loose_since(NOW + 1, 10).await, Ok(vec![(PATIENT, name(1))]));
}

async fn a_batch_of_records_charged_to_nobody_changes_nothing(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	charge(&catalogue, 2).await;
	let kept = batch(5, [1]);
	catalogue.put_batch(&kept).await.unwrap();
	let refused = catalogue.put_batch(&batch(5, [2, 3])).await;
	assert_eq!(refused, Err(CatalogueError::RecordsMissing));
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(Some(kept)));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM + BATCH, loose: ROOM }));
}

async fn records_that_a_batch_names_are_kept_and_loose_again_without_it(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	charge(&catalogue, 2).await;
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: 2 * ROOM }));
	// Named twice in one batch it is there once all the same.
	catalogue.put_batch(&batch(5, [1, 1])).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM + BATCH, loose: ROOM }));
	catalogue.uncharge(&PATIENT, &name(1)).await.unwrap();
	assert_eq!(catalogue.known_records(&PATIENT, &[name(1)]).await, Ok(vec![true]));
	catalogue.remove_batch(&PATIENT, 5).await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(None));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: 2 * ROOM }));
	catalogue.uncharge(&PATIENT, &name(1)).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: ROOM }));
}

async fn a_record_that_two_batches_name_is_kept_until_both_are_gone(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	catalogue.put_batch(&batch(5, [1])).await.unwrap();
	catalogue.put_batch(&batch(6, [1])).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM + 2 * BATCH, loose: 0 }));
	catalogue.remove_batch(&PATIENT, 5).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM + BATCH, loose: 0 }));
	catalogue.remove_batch(&PATIENT, 6).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: ROOM }));
}

async fn anchors_ascend(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for anchor in [300, 2, u32::MAX, 0] {
		catalogue.put_batch(&batch(anchor, [])).await.unwrap();
	}
	assert_eq!(catalogue.anchors(&PATIENT).await, Ok(vec![0, 2, 300, u32::MAX]));
	assert_eq!(catalogue.anchors(&OTHER_PATIENT).await, Ok(vec![]));
}

async fn the_longest_batch_is_kept(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let numbers = 0..65_536_u64;
	// Not through `charge`: a commit for each would be most of this test.
	charge_many(url, numbers.clone()).await;
	let kept = batch(5, numbers.clone());
	catalogue.put_batch(&kept).await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(Some(kept)));
	assert_eq!(
		catalogue.usage(HOSPITAL).await,
		Ok(Usage { kept: 65_536 * ROOM + 65_536 * 64 + 512 + 2048, loose: 0 })
	);
	let names: Vec<_> = numbers.map(name).chain([name(u64::MAX)]).collect();
	let known = catalogue.known_records(&PATIENT, &names).await.unwrap();
	assert_eq!(known.iter().filter(|known| **known).count(), 65_536);
	assert_eq!(known.last(), Some(&false));
	catalogue.remove_batch(&PATIENT, 5).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: 65_536 * ROOM }));
}

/// Charges records of 100 bytes to the hospital, in one transaction.
async fn charge_many(url: &str, numbers: std::ops::Range<u64>) {
	let mut connection = AnyConnection::connect(url).await.unwrap();
	let mut transaction = connection.begin().await.unwrap();
	let writer = [0, 0, 0, 0, 7_u8];
	for number in numbers.clone() {
		sqlx::query("INSERT INTO records (patient, name, length, writer, charged, uses) VALUES ($1, $2, 100, $3, 0, 0)")
			.bind(&PATIENT[..])
			.bind(&name(number)[..])
			.bind(&writer[..])
			.execute(&mut *transaction)
			.await
			.unwrap();
	}
	let room = i64::try_from(numbers.count() as u64 * ROOM).unwrap();
	sqlx::query(
		"INSERT INTO writers (writer, kept, loose) VALUES ($1, 0, $2) \
		ON CONFLICT (writer) DO UPDATE SET loose = writers.loose + excluded.loose",
	)
	.bind(&writer[..])
	.bind(room)
	.execute(&mut *transaction)
	.await
	.unwrap();
	let pot = sqlx::query("UPDATE pots SET bytes = bytes + $1 WHERE pot = 0").bind(room);
	pot.execute(&mut *transaction).await.unwrap();
	transaction.commit().await.unwrap();
	connection.close().await.unwrap();
}

async fn what_stands_by_name_is_replaced_and_removed(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let (envelope, ring) = (NamedKind::Envelope, NamedKind::EmergencyRing);
	catalogue.put_named(envelope, &PATIENT, &name(2), b"two", &Quotas::default()).await.unwrap();
	catalogue.put_named(envelope, &PATIENT, &name(1), b"one", &Quotas::default()).await.unwrap();
	catalogue.put_named(envelope, &PATIENT, &name(1), b"", &Quotas::default()).await.unwrap();
	catalogue.put_named(ring, &PATIENT, &name(1), b"ring", &Quotas::default()).await.unwrap();
	catalogue
		.put_named(envelope, &OTHER_PATIENT, &name(3), b"three", &Quotas::default())
		.await
		.unwrap();
	assert_eq!(catalogue.named(envelope, &PATIENT, &name(1)).await, Ok(Some(vec![])));
	assert_eq!(catalogue.named(ring, &PATIENT, &name(1)).await, Ok(Some(b"ring".to_vec())));
	assert_eq!(catalogue.named(ring, &PATIENT, &name(2)).await, Ok(None));
	assert_eq!(catalogue.names(envelope, &PATIENT).await, Ok(vec![name(1), name(2)]));
	catalogue.remove_named(envelope, &PATIENT, &name(1)).await.unwrap();
	assert_eq!(catalogue.names(envelope, &PATIENT).await, Ok(vec![name(2)]));
	assert_eq!(catalogue.names(ring, &PATIENT).await, Ok(vec![name(1)]));
	assert_eq!(catalogue.names(envelope, &OTHER_PATIENT).await, Ok(vec![name(3)]));
}

async fn whoever_has_something_here_comes_once_in_the_order_of_ids(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	assert_eq!(catalogue.patients(None, 9).await, Ok(Vec::new()));
	for (kind, patient) in [(NamedKind::Envelope, 7), (NamedKind::EmergencyRing, 3)] {
		catalogue
			.put_named(kind, &[patient; 32], &[1; 32], b"sealed", &Quotas::default())
			.await
			.unwrap();
		catalogue.put_named(kind, &[5; 32], &[1; 32], b"sealed", &Quotas::default()).await.unwrap();
	}
	for patient in [5, 255] {
		catalogue.add_backup(&[patient; 32], &[2; 32], 10, "{}", &Quotas::default()).await.unwrap();
	}
	let piece = KeptPiece {
		patient: [6; 32],
		anchor: 0,
		index: 0,
		root: [1; 32],
		length: 1,
		writer: Writer::Organization(1),
		held_until: None,
		proved: None,
		dropped: None,
		lost: None,
	};
	catalogue.put_piece(&piece).await.unwrap();
	let all = [3, 5, 6, 7, 255].map(|patient| [patient; 32]);
	assert_eq!(catalogue.patients(None, 9).await, Ok(all.to_vec()));
	assert_eq!(catalogue.patients(None, 3).await, Ok(all[..3].to_vec()));
	assert_eq!(catalogue.patients(Some(&[5; 32]), 9).await, Ok(all[2..].to_vec()));
	assert_eq!(catalogue.patients(Some(&[255; 32]), 9).await, Ok(Vec::new()));
}

const ACCOUNT: [u8; 32] = [3; 32];

async fn add_backup(catalogue: &Catalogue, patient: &PatientId, at: u64, text: &str) -> u64 {
	let quotas = Quotas::default();
	catalogue.add_backup(patient, &ACCOUNT, at, text, &quotas).await.unwrap().unwrap()
}

async fn backups_come_back_as_they_came(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let account = ACCOUNT;
	let first = add_backup(&catalogue, &PATIENT, NOW, "first").await;
	let second = add_backup(&catalogue, &PATIENT, NOW - 5, "second \u{0} ü").await;
	let other = add_backup(&catalogue, &OTHER_PATIENT, NOW, "first").await;
	assert!(first < second);
	let both =
		[(first, NOW), (second, NOW - 5)].map(|(number, at)| BackupEntry { number, account, at });
	assert_eq!(catalogue.backup_list(&PATIENT).await, Ok(both.to_vec()));
	let text = "second \u{0} ü".as_bytes();
	let part = async |from, most| catalogue.backup_part(&PATIENT, second, from, most).await;
	assert_eq!(part(0, 99).await, Ok(Some(text.to_vec())));
	assert_eq!(part(2, 3).await, Ok(Some(text[2..5].to_vec())));
	assert_eq!(part(8, 99).await, Ok(Some(text[8..].to_vec())));
	assert_eq!(part(11, 99).await, Ok(Some(vec![])));
	assert_eq!(part(u32::MAX, 99).await, Ok(Some(vec![])));
	assert_eq!(catalogue.backup_part(&PATIENT, other, 0, 99).await, Ok(None));
	assert_eq!(add_backup(&catalogue, &PATIENT, NOW, "first").await, first);
	// A number of another patient's is left alone.
	catalogue.remove_backups(&PATIENT, &[first, second, other]).await.unwrap();
	assert_eq!(catalogue.backup_list(&PATIENT).await, Ok(vec![]));
	assert_eq!(catalogue.backup_list(&OTHER_PATIENT).await.unwrap().len(), 1);
	let third = add_backup(&catalogue, &PATIENT, NOW, "first").await;
	assert!(third > other, "a number is never given twice");
}

async fn a_nonce_is_new_once_until_its_time_is_over(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let (one, two) = ([1; 32], [2; 32]);
	assert_eq!(catalogue.claim_nonce(&one, &name(1), NOW, NOW + 100).await, Ok(true));
	assert_eq!(catalogue.claim_nonce(&one, &name(1), NOW, NOW + 100).await, Ok(false));
	assert_eq!(catalogue.claim_nonce(&one, &name(1), NOW + 99, NOW + 900).await, Ok(false));
	assert_eq!(catalogue.claim_nonce(&two, &name(1), NOW, NOW + 100).await, Ok(true));
	assert_eq!(catalogue.claim_nonce(&one, &name(2), NOW, NOW + 100).await, Ok(true));
	assert_eq!(catalogue.claim_nonce(&one, &name(1), NOW + 100, NOW + 200).await, Ok(true));
	assert_eq!(catalogue.claim_nonce(&one, &name(1), NOW + 199, NOW + 900).await, Ok(false));
}

async fn of_many_that_claim_one_nonce_one_is_told_yes(url: &str) {
	// Through two catalogues: those that one writer puts into one transaction, and those of two.
	let catalogues = [Catalogue::open(url).await.unwrap(), Catalogue::open(url).await.unwrap()];
	let asked = (0..400_u64).map(|number| {
		let catalogue = &catalogues[usize::from(number % 3 == 0)];
		async move { catalogue.claim_nonce(&[1; 32], &name(number % 4), NOW, NOW + 100).await }
	});
	let told = join_all(asked).await;
	let yes = told.iter().filter(|told| **told == Ok(true)).count();
	assert!(told.iter().all(Result::is_ok), "{told:?}");
	assert_eq!(yes, 4);
}

async fn a_claim_is_noted_where_its_nonce_is_new(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let account = [1; 32];
	let first =
		catalogue.claim_and_note(&account, &name(1), NOW, NOW + 100, &name(11), b"first").await;
	let again =
		catalogue.claim_and_note(&account, &name(1), NOW, NOW + 100, &name(12), b"again").await;
	assert_eq!((first, again), (Ok(true), Ok(false)));
	assert_eq!(catalogue.pending().await, Ok(vec![(name(11), b"first".to_vec())]));
	// Of two at once with one nonce that is noted which was told yes.
	let claim = |statement| {
		let catalogue = &catalogue;
		async move {
			let (nonce, statement) = (name(2), name(statement));
			catalogue.claim_and_note(&account, &nonce, NOW, NOW + 100, &statement, b"both").await
		}
	};
	let (one, two) = tokio::join!(claim(21), claim(22));
	let noted = catalogue.pending().await.unwrap();
	let is_noted = |statement| noted.iter().any(|(there, _)| *there == name(statement));
	assert_eq!((one, two), (Ok(is_noted(21)), Ok(is_noted(22))));
	assert_eq!(noted.len(), 2);
}

async fn old_nonces_are_swept(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let claim = |number: u64, now| {
		let catalogue = &catalogue;
		async move { catalogue.claim_nonce(&[1; 32], &name(number), now, now + 100).await }
	};
	let told = join_all((0..300).map(|number| claim(number, NOW))).await;
	assert!(told.iter().all(|told| *told == Ok(true)));
	assert_eq!(count(url, "nonces").await, 300);
	assert_eq!(claim(1000, NOW + 99).await, Ok(true));
	assert_eq!(count(url, "nonces").await, 301, "none of them is over");
	for number in 1001..1010 {
		assert_eq!(claim(number, NOW + 150).await, Ok(true));
	}
	assert_eq!(count(url, "nonces").await, 10);
}

async fn count(url: &str, table: &'static str) -> i64 {
	let mut connection = AnyConnection::connect(url).await.unwrap();
	let statement = format!("SELECT COUNT(*) FROM {table}");
	let row = sqlx::query(sqlx::AssertSqlSafe(statement)).fetch_one(&mut connection).await.unwrap();
	connection.close().await.unwrap();
	row.get(0)
}

async fn a_record_is_charged_once(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let other = Writer::Patient(PATIENT);
	let charge = |patient, number, writer| {
		let catalogue = &catalogue;
		async move {
			catalogue.charge(patient, &name(number), 100, writer, NOW, &Quotas::default()).await
		}
	};
	assert_eq!(charge(&PATIENT, 1, HOSPITAL).await, Ok(Charged::New));
	assert_eq!(charge(&PATIENT, 1, HOSPITAL).await, Ok(Charged::Known));
	assert_eq!(charge(&PATIENT, 1, other).await, Ok(Charged::Known));
	assert_eq!(charge(&OTHER_PATIENT, 1, other).await, Ok(Charged::New));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: ROOM }));
	assert_eq!(catalogue.usage(other).await, Ok(Usage { kept: 0, loose: ROOM }));
	assert_eq!(catalogue.usage(Writer::Organization(8)).await, Ok(Usage::default()));
	let known = catalogue.known_records(&PATIENT, &[name(2), name(1), name(2)]).await;
	assert_eq!(known, Ok(vec![false, true, false]));
	assert_eq!(catalogue.known_records(&PATIENT, &[]).await, Ok(vec![]));
	catalogue.uncharge(&PATIENT, &name(1)).await.unwrap();
	catalogue.uncharge(&PATIENT, &name(1)).await.unwrap();
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage::default()));
	assert_eq!(count(url, "writers").await, 1, "an account with nothing on it is forgotten");
	assert_eq!(charge(&PATIENT, 1, other).await, Ok(Charged::New));
}

async fn a_charge_over_a_limit_changes_nothing(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let charge = |number, length, loose, total| {
		let catalogue = &catalogue;
		async move {
			let quotas = quotas(loose, total);
			catalogue.charge(&PATIENT, &name(number), length, HOSPITAL, NOW, &quotas).await
		}
	};
	let all = 3 * ROOM + BATCH;
	assert_eq!(charge(1, 100, ROOM - 1, all).await, Ok(Charged::OverLimit));
	assert_eq!(charge(1, 100, all, ROOM - 1).await, Ok(Charged::OverLimit));
	assert_eq!(charge(1, 4097, ROOM, all).await, Ok(Charged::OverLimit));
	assert_eq!(charge(1, u64::MAX, ROOM, all).await, Ok(Charged::OverLimit));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage::default()));
	assert_eq!(count(url, "writers").await, 0);
	assert_eq!(charge(1, 100, ROOM, all).await, Ok(Charged::New));
	assert_eq!(charge(2, 1, ROOM, all).await, Ok(Charged::OverLimit));
	assert_eq!(catalogue.known_records(&PATIENT, &[name(2)]).await, Ok(vec![false]));
	catalogue.put_batch(&batch(5, [1])).await.unwrap();
	assert_eq!(charge(2, 60, ROOM, all).await, Ok(Charged::New));
	assert_eq!(charge(3, 41, ROOM, all).await, Ok(Charged::OverLimit), "too much that is loose");
	assert_eq!(charge(3, 41, all, all - 1).await, Ok(Charged::OverLimit), "too much in all");
	assert_eq!(charge(1, 1000, ROOM, all).await, Ok(Charged::Known), "known whatever the limit");
	let usage = Usage { kept: ROOM + BATCH, loose: ROOM };
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(usage));
	assert_eq!(charge(3, 40, 2 * ROOM, all).await, Ok(Charged::New));
}

async fn writers_at_once_do_not_come_over_a_limit(url: &str) {
	let catalogues = [Catalogue::open(url).await.unwrap(), Catalogue::open(url).await.unwrap()];
	let charged = (0..60_u64).map(|number| {
		let catalogue = &catalogues[usize::from(number % 2 == 0)];
		async move {
			catalogue
				.charge(
					&PATIENT,
					&name(number),
					100,
					HOSPITAL,
					NOW,
					&quotas(25 * ROOM + 99, 1 << 40),
				)
				.await
		}
	});
	let charged = join_all(charged).await;
	let new = charged.iter().filter(|charged| **charged == Ok(Charged::New)).count();
	let over = charged.iter().filter(|charged| **charged == Ok(Charged::OverLimit)).count();
	assert_eq!((new, over), (25, 35), "{charged:?}");
	assert_eq!(catalogues[0].usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: 25 * ROOM }));
	// The same record, by many at once.
	let charged = (0..20).map(|number| {
		let catalogue = &catalogues[usize::from(number % 2 == 0)];
		async move {
			catalogue.charge(&OTHER_PATIENT, &name(1), 1, HOSPITAL, NOW, &Quotas::default()).await
		}
	});
	let charged = join_all(charged).await;
	assert_eq!(charged.iter().filter(|charged| **charged == Ok(Charged::New)).count(), 1);
	assert_eq!(charged.iter().filter(|charged| **charged == Ok(Charged::Known)).count(), 19);
}

async fn records_that_nothing_names_are_listed_oldest_first(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for (number, at) in [(1, 30), (2, 10), (3, 20), (4, 5)] {
		let charged =
			catalogue.charge(&PATIENT, &name(number), 1, HOSPITAL, at, &Quotas::default()).await;
		assert_eq!(charged, Ok(Charged::New));
	}
	catalogue.put_batch(&batch(5, [4])).await.unwrap();
	let listed = [(PATIENT, name(2)), (PATIENT, name(3))];
	assert_eq!(catalogue.loose_since(30, 10).await, Ok(listed.to_vec()));
	assert_eq!(catalogue.loose_since(30, 1).await, Ok(listed[..1].to_vec()));
	assert_eq!(catalogue.loose_since(10, 10).await, Ok(vec![]));
}

async fn what_is_to_do_stays_until_it_is_removed(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	catalogue.put_pending(&name(2), b"two").await.unwrap();
	catalogue.put_pending(&name(1), b"one").await.unwrap();
	catalogue.put_pending(&name(1), b"one, later").await.unwrap();
	catalogue.put_report(&name(1), b"report").await.unwrap();
	let both = vec![(name(1), b"one, later".to_vec()), (name(2), b"two".to_vec())];
	assert_eq!(catalogue.pending().await, Ok(both));
	assert_eq!(catalogue.reports().await, Ok(vec![(name(1), b"report".to_vec())]));
	catalogue.remove_pending(&name(1)).await.unwrap();
	assert_eq!(catalogue.pending().await, Ok(vec![(name(2), b"two".to_vec())]));
	catalogue.remove_report(&name(2)).await.unwrap();
	assert_eq!(catalogue.reports().await.unwrap().len(), 1);
	catalogue.remove_report(&name(1)).await.unwrap();
	assert_eq!(catalogue.reports().await, Ok(vec![]));
}

async fn pieces_come_back_as_they_went_in(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let kept = piece(5, 1000);
	catalogue.put_piece(&kept).await.unwrap();
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await, Ok(Some(kept)));
	assert_eq!(catalogue.piece(&PATIENT, 6, &ROOT).await, Ok(None));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM, loose: 0 }));
	let writer = Writer::Patient(OTHER_PATIENT);
	let later = KeptPiece {
		writer,
		length: 30,
		index: u8::MAX,
		held_until: Some(1),
		proved: Some(2),
		dropped: Some(3),
		lost: Some(4),
		..piece(5, 0)
	};
	catalogue.put_piece(&later).await.unwrap();
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await, Ok(Some(later)));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage::default()));
	assert_eq!(catalogue.usage(writer).await, Ok(Usage { kept: ROOM, loose: 0 }));
	catalogue.remove_piece(&PATIENT, 5, &ROOT).await.unwrap();
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await, Ok(None));
	assert_eq!(catalogue.usage(writer).await, Ok(Usage::default()));
}

async fn a_piece_is_charged_within_the_limit(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	let charge = |anchor, length| {
		let (catalogue, quotas) = (&catalogue, quotas(0, 2 * ROOM));
		async move { catalogue.charge_piece(&piece(anchor, length), &quotas).await }
	};
	assert_eq!(charge(5, 4097).await, Ok(Charged::OverLimit));
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await, Ok(None));
	assert_eq!(charge(5, 100).await, Ok(Charged::New));
	assert_eq!(charge(5, 7).await, Ok(Charged::Known));
	assert_eq!(charge(6, 1).await, Ok(Charged::OverLimit));
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await.unwrap().unwrap().length, 100);
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM, loose: ROOM }));
	let replace = |length| {
		let (catalogue, quotas) = (&catalogue, quotas(0, 2 * ROOM));
		async move { catalogue.replace_piece(&piece(5, length), &quotas).await }
	};
	assert_eq!(replace(4097).await, Ok(Charged::OverLimit));
	assert_eq!(replace(4096).await, Ok(Charged::New), "the difference counts");
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await.unwrap().unwrap().length, 4096);
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: ROOM, loose: ROOM }));
}

async fn pieces_of_two_plans_are_beside_one_another(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let (kept, next) = (piece(5, 10), KeptPiece { root: name(78), ..piece(5, 20) });
	let later = KeptPiece { proved: Some(1), ..piece(6, 1) };
	for one in [&later, &next, &kept] {
		assert_eq!(catalogue.charge_piece(one, &quotas(0, 3 * ROOM)).await, Ok(Charged::New));
	}
	let mut both = vec![kept.clone(), next.clone()];
	both.sort_by_key(|piece| piece.root);
	both.push(later);
	assert_eq!(catalogue.pieces(&PATIENT).await, Ok(both));
	assert_eq!(catalogue.pieces(&OTHER_PATIENT).await, Ok(Vec::new()));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 3 * ROOM, loose: 0 }));
	catalogue.remove_piece(&PATIENT, 5, &ROOT).await.unwrap();
	assert_eq!(catalogue.piece(&PATIENT, 5, &ROOT).await, Ok(None));
	assert_eq!(catalogue.piece(&PATIENT, 5, &name(78)).await, Ok(Some(next)));
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 2 * ROOM, loose: 0 }));
}

async fn pieces_are_due_longest_ago_first(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	for (anchor, proved) in [(1, Some(30)), (2, None), (3, Some(10)), (4, Some(40))] {
		catalogue.put_piece(&KeptPiece { proved, ..piece(anchor, 1) }).await.unwrap();
	}
	let due = |before, limit| {
		let catalogue = &catalogue;
		async move {
			let due = catalogue.pieces_due(before, limit).await.unwrap();
			due.iter().map(|piece| piece.anchor).collect::<Vec<_>>()
		}
	};
	assert_eq!(due(40, 10).await, [2, 3, 1]);
	assert_eq!(due(40, 2).await, [2, 3]);
	assert_eq!(due(10, 10).await, [2]);
}

async fn whatever_is_done_twice_is_done_once(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	for _ in 0..2 {
		catalogue.put_batch(&batch(5, [1])).await.unwrap();
		catalogue.put_piece(&piece(5, 10)).await.unwrap();
	}
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 2 * ROOM + BATCH, loose: 0 }));
	for _ in 0..2 {
		catalogue.remove_batch(&PATIENT, 5).await.unwrap();
		catalogue.remove_piece(&PATIENT, 5, &ROOT).await.unwrap();
		catalogue.remove_backups(&PATIENT, &[1, 2]).await.unwrap();
		catalogue.remove_named(NamedKind::Envelope, &PATIENT, &name(1)).await.unwrap();
	}
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(Usage { kept: 0, loose: ROOM }));
}

async fn everything_is_there_when_it_is_opened_again(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	catalogue.put_batch(&batch(5, [1])).await.unwrap();
	let claimed = catalogue.claim_and_note(&[1; 32], &name(1), NOW, NOW + 9, &name(2), b"x").await;
	assert_eq!(claimed, Ok(true));
	catalogue.close().await;
	let catalogue = Catalogue::open(url).await.unwrap();
	catalogue.ready().await.unwrap();
	assert_eq!(catalogue.batch(&PATIENT, 5).await, Ok(Some(batch(5, [1]))));
	assert_eq!(catalogue.claim_nonce(&[1; 32], &name(1), NOW, NOW + 9).await, Ok(false));
	assert_eq!(catalogue.pending().await, Ok(vec![(name(2), b"x".to_vec())]));
}

async fn a_closed_catalogue_says_so(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let waiting = join_all((0..50).map(|number| {
		let catalogue = &catalogue;
		async move { catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await }
	}));
	let (told, ()) = tokio::join!(waiting, catalogue.close());
	assert!(
		told.iter().all(|told| [Ok(true), Err(CatalogueError::Closed)].contains(told)),
		"{told:?}"
	);
	assert_eq!(catalogue.anchors(&PATIENT).await, Err(CatalogueError::Closed));
	assert_eq!(catalogue.put_batch(&batch(1, [])).await, Err(CatalogueError::Closed));
	let late = catalogue.claim_nonce(&[1; 32], &name(99), NOW, NOW + 9).await;
	assert_eq!(late, Err(CatalogueError::Closed));
	catalogue.close().await;
}

async fn what_it_takes_is_told(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	assert!(catalogue.bytes().await.unwrap() > 10_000, "its tables alone take that");
	catalogue.close().await;
}

async fn which_it_is_it_says_for_ever(url: &str) {
	assert_eq!(Catalogue::id_at(url).await, Ok(None), "nobody has opened it");
	Catalogue::open(url).await.unwrap().close().await;
	let id = Catalogue::id_at(url).await.unwrap();
	assert_eq!(id.as_ref().map(Vec::len), Some(16));
	Catalogue::open(url).await.unwrap().close().await;
	assert_eq!(Catalogue::id_at(url).await, Ok(id.clone()));
	let folder = tempfile::tempdir().unwrap();
	let other = crate::databases::sqlite(folder.path());
	Catalogue::open(&other).await.unwrap().close().await;
	assert_ne!(Catalogue::id_at(&other).await, Ok(id));
}

async fn whose_it_is_is_remembered(url: &str) {
	assert_eq!(Catalogue::owner_at(url).await, Ok(None), "nobody has opened it");
	let catalogue = Catalogue::open(url).await.unwrap();
	assert_eq!(catalogue.owner().await, Ok(None));
	for organization in [4, 5] {
		let owner = Owner { genesis: [7; 32], organization };
		catalogue.put_owner(&owner).await.unwrap();
		assert_eq!(catalogue.owner().await, Ok(Some(owner)));
	}
	catalogue.close().await;
	let catalogue = Catalogue::open(url).await.unwrap();
	let owner = Some(Owner { genesis: [7; 32], organization: 5 });
	assert_eq!(catalogue.owner().await, Ok(owner));
	assert_eq!(Catalogue::owner_at(url).await, Ok(None), "it names nothing");
	catalogue.put_batch(&batch(5, [])).await.unwrap();
	assert_eq!(Catalogue::owner_at(url).await, Ok(owner), "beside who works on it");
	catalogue.close().await;
	assert_eq!(Catalogue::owner_at(url).await, Ok(owner));
}

#[tokio::test]
async fn a_url_of_another_database_is_refused() {
	for url in ["mysql://localhost/custodian", "custodian.sqlite", ""] {
		assert_eq!(Catalogue::open(url).await.unwrap_err(), CatalogueError::Url, "{url}");
	}
}

#[tokio::test]
async fn tables_of_a_later_version_are_left_alone() {
	let folder = tempfile::tempdir().unwrap();
	let url = crate::databases::sqlite(folder.path());
	Catalogue::open(&url).await.unwrap().close().await;
	let later =
		"INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
		VALUES (9999, 'later', TRUE, x'00', 0)";
	crate::postgres::tell(&url, later.into()).await;
	assert_eq!(Catalogue::open(&url).await.unwrap_err(), CatalogueError::OtherVersion);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_damaged() {
	let folder = tempfile::tempdir().unwrap();
	std::fs::write(folder.path().join("custodian.sqlite"), vec![b'x'; 10_000]).unwrap();
	let opened = Catalogue::open(&crate::databases::sqlite(folder.path())).await;
	assert_eq!(opened.unwrap_err(), CatalogueError::Damaged);
}

async fn pieces_are_walked_through_and_lost_ones_found(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let of = |patient: u8, anchor, root: u8, lost, dropped| KeptPiece {
		patient: [patient; 32],
		root: [root; 32],
		lost,
		dropped,
		..piece(anchor, 1)
	};
	let all = [
		of(0, 0, 0, None, None),
		of(0, 7, 0, Some(1), None),
		of(1, 0, 9, None, None),
		of(1, 5, 1, Some(2), None),
		of(1, 5, 2, Some(3), Some(4)),
		of(255, u32::MAX, 255, Some(5), None),
	];
	for kept in all.iter().rev() {
		catalogue.put_piece(kept).await.unwrap();
	}
	let lost = [1, 3, 5].map(|place| all[place].clone());
	for limit in [1, 2, 9] {
		let (mut walked, mut found) = (Vec::new(), Vec::new());
		loop {
			let next = catalogue.all_pieces(walked.last(), limit).await.unwrap();
			assert!(next.len() <= limit as usize);
			if next.is_empty() {
				break;
			}
			walked.extend(next);
		}
		assert_eq!(walked, all);
		loop {
			let next = catalogue.lost_pieces(found.last(), limit).await.unwrap();
			if next.is_empty() {
				break;
			}
			found.extend(next);
		}
		assert_eq!(found, lost, "one that a plan has dropped is not missed");
	}
}

async fn how_pieces_are_is_counted(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	assert_eq!(catalogue.piece_figures().await, Ok(PieceFigures::default()));
	for (anchor, proved, lost, dropped) in [
		(1, None, None, None),
		(2, Some(0), None, None),
		(3, Some(20), None, None),
		(4, Some(30), None, None),
		(5, Some(10), Some(1), None),
		(6, Some(10), Some(1), Some(1)),
	] {
		let kept = KeptPiece { proved, lost, dropped, ..piece(anchor, 1) };
		catalogue.put_piece(&kept).await.unwrap();
	}
	let expected = PieceFigures { lost: 1, waiting: 2, oldest_proof: Some(20) };
	assert_eq!(catalogue.piece_figures().await, Ok(expected));
}
