//! Everything that is kept is on an account, and who fills the room of one kind of writers shuts out nobody of another.

use crate::{
	databases::on_each_database,
	postgres::tell,
	samples::{
		batch, charge, name, piece, quotas, BATCH, EARLIER, EMPTY_BATCH, HOSPITAL, NOW,
		OTHER_PATIENT, PATIENT, ROOM, ROOT,
	},
};
use futures::future::join_all;
use salus_custodian::{
	catalogue::Catalogue,
	kept::{Charged, KeptBatch, KeptPiece, NamedKind, PatientId, Usage, Writer},
	quotas::{Limits, Quotas, Together},
};

on_each_database!(
	envelopes_rings_and_backups_are_on_the_patients_account,
	a_batch_is_on_the_account_of_who_handed_it_in_and_earlier_headers_on_the_patients,
	a_header_is_exchanged_though_the_room_is_full,
	what_is_replaced_by_something_shorter_and_back_costs_the_difference,
	strangers_who_fill_the_room_of_newcomers_shut_out_nobody_who_is_known,
	an_organizations_records_do_not_wait_for_room_of_patients,
	many_at_once_do_not_come_over_what_all_have,
	a_patient_is_known_until_nothing_is_left,
	records_of_two_writers_change_at_once_without_an_end,
	what_an_earlier_version_wrote_is_on_accounts_as_well,
);

const OWN: Writer = Writer::Patient(PATIENT);

async fn together(catalogue: &Catalogue) -> (u64, u64, u64) {
	let Together { organizations, patients, newcomers } = catalogue.together().await.unwrap();
	(organizations, patients, newcomers)
}

async fn kept(catalogue: &Catalogue, writer: Writer) -> u64 {
	let Usage { kept, loose } = catalogue.usage(writer).await.unwrap();
	assert_eq!(loose, 0);
	kept
}

async fn put_ring(
	catalogue: &Catalogue,
	patient: &PatientId,
	length: usize,
	quotas: &Quotas,
) -> Charged {
	let (kind, content) = (NamedKind::EmergencyRing, vec![7; length]);
	catalogue.put_named(kind, patient, &name(1), &content, quotas).await.unwrap()
}

async fn envelopes_rings_and_backups_are_on_the_patients_account(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let limits = quotas(0, 3 * ROOM);
	let envelope = NamedKind::Envelope;
	let put = catalogue.put_named(envelope, &PATIENT, &name(1), &[7; 4096], &limits).await;
	assert_eq!(put, Ok(Charged::New));
	assert_eq!(put_ring(&catalogue, &PATIENT, 1, &limits).await, Charged::New);
	let backup = |at| catalogue.add_backup(&PATIENT, &[3; 32], at, "{}", &limits);
	let first = backup(NOW).await.unwrap().unwrap();
	assert_eq!(backup(NOW).await, Ok(Some(first)), "the very same costs nothing");
	assert_eq!(kept(&catalogue, OWN).await, 3 * ROOM);
	assert_eq!(backup(NOW + 1).await, Ok(None));
	let put = catalogue.put_named(envelope, &PATIENT, &name(2), &[7], &limits).await;
	assert_eq!(put, Ok(Charged::OverLimit));
	assert_eq!(catalogue.names(envelope, &PATIENT).await, Ok(vec![name(1)]));
	assert_eq!(catalogue.backup_list(&PATIENT).await.unwrap().len(), 1);
	assert_eq!(put_ring(&catalogue, &OTHER_PATIENT, 1, &limits).await, Charged::New);

	for _ in 0..2 {
		catalogue.remove_backups(&PATIENT, &[first]).await.unwrap();
		catalogue.remove_named(envelope, &PATIENT, &name(1)).await.unwrap();
	}
	assert_eq!(kept(&catalogue, OWN).await, ROOM);
	catalogue.remove_named(NamedKind::EmergencyRing, &PATIENT, &name(1)).await.unwrap();
	assert_eq!(kept(&catalogue, OWN).await, 0);
	assert_eq!(together(&catalogue).await, (0, 0, ROOM));
}

async fn a_batch_is_on_the_account_of_who_handed_it_in_and_earlier_headers_on_the_patients(
	url: &str,
) {
	let catalogue = Catalogue::open(url).await.unwrap();
	charge(&catalogue, 1).await;
	let limits = quotas(ROOM, ROOM + BATCH);
	let fresh = KeptBatch { earlier: Vec::new(), ..batch(5, [1]) };
	assert_eq!(catalogue.charge_batch(&fresh, true, &limits).await, Ok(Charged::New));
	assert_eq!(kept(&catalogue, HOSPITAL).await, ROOM + BATCH);
	let second = KeptBatch { anchor: 6, ..fresh.clone() };
	assert_eq!(catalogue.charge_batch(&second, true, &limits).await, Ok(Charged::OverLimit));
	assert_eq!(catalogue.anchors(&PATIENT).await, Ok(vec![5]));

	// One of another organization comes in its place, as after a fork.
	let clinic = Writer::Organization(8);
	let other = KeptBatch { writer: clinic, ..fresh.clone() };
	assert_eq!(catalogue.charge_batch(&other, true, &limits).await, Ok(Charged::New));
	assert_eq!(kept(&catalogue, HOSPITAL).await, ROOM);
	assert_eq!(kept(&catalogue, clinic).await, BATCH);
	catalogue.put_batch(&batch(5, [1])).await.unwrap();
	assert_eq!(kept(&catalogue, OWN).await, EARLIER);
	assert_eq!(together(&catalogue).await, (ROOM + BATCH, EARLIER, 0));
	catalogue.remove_batch(&PATIENT, 5).await.unwrap();
	catalogue.uncharge(&PATIENT, &name(1)).await.unwrap();
	assert_eq!(together(&catalogue).await, (0, 0, 0));
}

/// It follows on a revocation.
async fn a_header_is_exchanged_though_the_room_is_full(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let fresh = KeptBatch { earlier: Vec::new(), writer: OWN, ..batch(5, []) };
	let full = quotas(0, EMPTY_BATCH * 8 / 7 + 1);
	assert_eq!(catalogue.charge_batch(&fresh, false, &full).await, Ok(Charged::New));
	let again = KeptBatch { anchor: 6, ..fresh.clone() };
	assert_eq!(catalogue.charge_batch(&again, false, &full).await, Ok(Charged::OverLimit));
	catalogue.put_batch(&KeptBatch { writer: OWN, ..batch(5, []) }).await.unwrap();
	assert_eq!(kept(&catalogue, OWN).await, EMPTY_BATCH + EARLIER);
}

async fn what_is_replaced_by_something_shorter_and_back_costs_the_difference(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let (long, longest) = (4 * 4096, 5 * 4096 + 512);
	let limits = quotas(0, longest);
	for _ in 0..3 {
		assert_eq!(put_ring(&catalogue, &PATIENT, 5 * 4096, &limits).await, Charged::New);
		assert_eq!(kept(&catalogue, OWN).await, longest);
		assert_eq!(put_ring(&catalogue, &PATIENT, 1, &limits).await, Charged::New);
		assert_eq!(kept(&catalogue, OWN).await, ROOM);
	}
	// What was given back another may have meanwhile.
	let put = catalogue.put_named(NamedKind::Envelope, &PATIENT, &name(2), &[7], &limits).await;
	assert_eq!(put, Ok(Charged::New));
	assert_eq!(put_ring(&catalogue, &PATIENT, long, &limits).await, Charged::OverLimit);
	let there = catalogue.named(NamedKind::EmergencyRing, &PATIENT, &name(1)).await.unwrap();
	assert_eq!(there, Some(vec![7]), "what was there stays");
	assert_eq!(kept(&catalogue, OWN).await, 2 * ROOM);
}

/// Two newcomers, three records of patients and five of organizations fit.
fn small() -> Quotas {
	let (newcomers, patients, organizations) = (2 * ROOM, 3 * ROOM + BATCH, 5 * ROOM + BATCH);
	let limits = Limits { loose: 1 << 20, total: 1 << 20 };
	Quotas {
		organization: limits,
		patient: limits,
		newcomer: Limits { loose: ROOM, total: ROOM },
		together: Together { organizations, patients, newcomers },
	}
}

async fn strangers_who_fill_the_room_of_newcomers_shut_out_nobody_who_is_known(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let limits = small();
	let put = async |patient: &PatientId, length| {
		put_ring(&catalogue, patient, length, &limits).await == Charged::New
	};
	let record = async |number, writer| {
		let charged =
			catalogue.charge(&PATIENT, &name(number), 1, writer, NOW, &limits).await.unwrap();
		charged == Charged::New
	};
	// A patient whom the hospital has written about.
	assert!(record(1, HOSPITAL).await);
	let fresh = KeptBatch { earlier: Vec::new(), ..batch(5, [1]) };
	assert_eq!(catalogue.charge_batch(&fresh, true, &limits).await, Ok(Charged::New));

	assert!(!put(&[1; 32], 4097).await, "more than a newcomer has");
	assert!(put(&[1; 32], 1).await && put(&[2; 32], 1).await);
	assert!(!put(&[3; 32], 1).await, "the room of newcomers is full");
	assert_eq!(together(&catalogue).await, (ROOM + BATCH, 0, 2 * ROOM));

	assert!(put(&PATIENT, 2 * 4096).await, "who is known has a room of its own");
	assert!(record(2, HOSPITAL).await, "and so has an organization");
	// Whom an organization writes about leaves the room of newcomers, and others find room there.
	let next = KeptBatch { patient: [1; 32], anchor: 1, ..fresh };
	let next = KeptBatch { records: Vec::new(), ..next };
	assert_eq!(catalogue.charge_batch(&next, true, &limits).await, Ok(Charged::New));
	let of_organizations = 2 * ROOM + BATCH + EMPTY_BATCH;
	let of_patients = 2 * 4096 + 512 + ROOM;
	assert_eq!(together(&catalogue).await, (of_organizations, of_patients, ROOM));
	assert!(put(&[3; 32], 1).await);

	// Patients together, and organizations together, have a limit as well; of their own, each.
	assert!(!put(&PATIENT, 3 * 4096 + 4096).await);
	assert!(record(3, OWN).await, "what is left of it");
	assert!(record(4, HOSPITAL).await && record(5, HOSPITAL).await);
	assert!(!record(6, Writer::Organization(9)).await);
	catalogue.uncharge(&PATIENT, &name(4)).await.unwrap();
	assert!(record(6, Writer::Organization(9)).await);
}

async fn an_organizations_records_do_not_wait_for_room_of_patients(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let none = Together { patients: 0, ..small().together };
	let limits = Quotas { together: none, ..small() };
	assert_eq!(put_ring(&catalogue, &PATIENT, 1, &limits).await, Charged::New);
	let charged = catalogue.charge(&PATIENT, &name(1), 1, HOSPITAL, NOW, &limits).await;
	assert_eq!(charged, Ok(Charged::New));
	let fresh = KeptBatch { earlier: Vec::new(), ..batch(5, [1]) };
	assert_eq!(catalogue.charge_batch(&fresh, true, &limits).await, Ok(Charged::New));
	assert_eq!(together(&catalogue).await, (ROOM + BATCH, ROOM, 0));
	assert_eq!(put_ring(&catalogue, &PATIENT, 4097, &limits).await, Charged::OverLimit);
}

async fn many_at_once_do_not_come_over_what_all_have(url: &str) {
	let catalogues = [Catalogue::open(url).await.unwrap(), Catalogue::open(url).await.unwrap()];
	let limits =
		Quotas { together: Together { newcomers: 10 * ROOM + 99, ..small().together }, ..small() };
	let put = (0..40_u8).map(|patient| {
		let (catalogue, limits) = (&catalogues[usize::from(patient % 2)], &limits);
		async move { put_ring(catalogue, &[patient; 32], 9, limits).await }
	});
	let put = join_all(put).await;
	let new = put.iter().filter(|charged| **charged == Charged::New).count();
	assert_eq!(new, 10, "{put:?}");
	assert_eq!(together(&catalogues[0]).await, (0, 0, 10 * ROOM));
	let of_each = (0..40_u8).map(|patient| kept(&catalogues[1], Writer::Patient([patient; 32])));
	assert_eq!(join_all(of_each).await.iter().sum::<u64>(), 10 * ROOM);
	// And all of them, and more, back at once.
	let removed = (0..80_u8).map(|number| {
		let catalogue = &catalogues[usize::from(number % 2)];
		let patient = [number % 40; 32];
		async move { catalogue.remove_named(NamedKind::EmergencyRing, &patient, &name(1)).await }
	});
	for removed in join_all(removed).await {
		removed.unwrap();
	}
	assert_eq!(together(&catalogues[0]).await, (0, 0, 0));
}

async fn a_patient_is_known_until_nothing_is_left(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let limits = small();
	let is_known = async || put_ring(&catalogue, &PATIENT, 4097, &limits).await == Charged::New;
	let forget = async || {
		catalogue.remove_named(NamedKind::EmergencyRing, &PATIENT, &name(1)).await.unwrap()
	};
	assert!(!is_known().await);
	let fresh = KeptBatch { earlier: Vec::new(), ..batch(5, []) };
	assert_eq!(catalogue.charge_batch(&fresh, false, &limits).await, Ok(Charged::New));
	assert!(!is_known().await, "the patient's side wrote it");
	for _ in 0..2 {
		catalogue.note_history(&PATIENT).await.unwrap();
		assert!(is_known().await);
		forget().await;
		assert!(is_known().await, "something is here still");
		// Who erases records does not lose the room for what else there is,
		catalogue.remove_batch(&PATIENT, 5).await.unwrap();
		assert!(is_known().await);
		// and of whom nothing is left nothing is known.
		forget().await;
		assert!(!is_known().await);
		let kept = KeptPiece { patient: PATIENT, ..piece(6, 9) };
		catalogue.put_piece(&kept).await.unwrap();
		catalogue.note_history(&PATIENT).await.unwrap();
		assert!(is_known().await);
		forget().await;
		catalogue.remove_piece(&PATIENT, 6, &ROOT).await.unwrap();
		assert!(!is_known().await);
		catalogue.put_batch(&fresh).await.unwrap();
	}
}

/// Each takes the accounts of both, and waits for the other for no longer than that one takes.
async fn records_of_two_writers_change_at_once_without_an_end(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let clinic = Writer::Organization(8);
	let quotas = Quotas::default();
	let patients: Vec<PatientId> = (1..=12).map(|patient| [patient; 32]).collect();
	for patient in &patients {
		for (number, writer) in [(1, HOSPITAL), (2, clinic)] {
			let charged = catalogue.charge(patient, &name(number), 1, writer, NOW, &quotas).await;
			assert_eq!(charged, Ok(Charged::New));
		}
	}
	let changed = patients.iter().enumerate().map(|(index, patient)| {
		let (catalogue, quotas) = (&catalogue, &quotas);
		let writer = if index % 2 == 0 { HOSPITAL } else { clinic };
		async move {
			for _ in 0..5 {
				let kept = KeptBatch { patient: *patient, writer, ..batch(5, [1, 2]) };
				let charged = catalogue.charge_batch(&kept, true, quotas).await;
				assert_eq!(charged, Ok(Charged::New));
				catalogue.remove_batch(patient, 5).await.unwrap();
			}
		}
	});
	join_all(changed).await;
	let loose = Usage { kept: 0, loose: 12 * ROOM };
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(loose));
	assert_eq!(catalogue.usage(clinic).await, Ok(loose));
	assert_eq!(together(&catalogue).await, (24 * ROOM, 0, 0));
}

/// Bytes as each database writes them.
fn blob(url: &str, bytes: &[u8]) -> String {
	let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
	if url.starts_with("sqlite") {
		format!("X'{digits}'")
	} else {
		format!("'\\x{digits}'::bytea")
	}
}

async fn what_an_earlier_version_wrote_is_on_accounts_as_well(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	catalogue.close().await;
	// Back to what the first version had.
	for statement in [
		"DROP TABLE store",
		"DROP TABLE owner",
		"DROP TABLE batch_states",
		"DROP INDEX lost_pieces",
		"ALTER TABLE pieces DROP COLUMN lost",
		"DROP TABLE pots",
		"ALTER TABLE writers DROP COLUMN history",
		"ALTER TABLE batches DROP COLUMN writer",
		"DELETE FROM _sqlx_migrations WHERE version > 1",
	] {
		tell(url, statement.into()).await;
	}
	let bytes = |bytes: &[u8]| blob(url, bytes);
	let (known, newcomer, own) = ([0x80; 32], [0; 32], [0xff; 32]);
	let hospital = bytes(&[0, 0, 0, 0, 7]);
	let by_own = bytes(&[&[1][..], &own].concat());
	let (first, second) = (bytes(&name(1)), bytes(&name(2)));
	let of_batch = |number: u64| bytes(&[[9; 32], name(number)].concat());
	let earlier = bytes(&[&[0; 15][..], &[18], &[5; 18]].concat());
	let long = bytes(&[6; 5000]);
	for (table, row) in [
		("records", format!("{}, {first}, 4096, {hospital}, 5, 1", bytes(&known))),
		("records", format!("{}, {second}, 4097, {hospital}, 5, 0", bytes(&known))),
		("records", format!("{}, {first}, 1, {by_own}, 5, 1", bytes(&own))),
		("writers", format!("{hospital}, 4106, 4097")),
		("writers", format!("{by_own}, 1, 0")),
		(
			"batches",
			format!("{}, 3, 96, {first}, {first}, {earlier}, {}", bytes(&known), of_batch(1)),
		),
		(
			"batches",
			format!("{}, 4, 96, {first}, {first}, {}, {}", bytes(&own), bytes(&[]), of_batch(1)),
		),
		("named", format!("0, {}, {first}, {long}", bytes(&known))),
		("named", format!("1, {}, {first}, {long}", bytes(&newcomer))),
		("pieces", format!("{}, 3, 1, {first}, 10, {hospital}, NULL, NULL, NULL", bytes(&known))),
	] {
		tell(url, format!("INSERT INTO {table} VALUES ({row})")).await;
	}
	for patient in [known, newcomer] {
		let (patient, account) = (bytes(&patient), bytes(&[3; 32]));
		let columns = "patient, account, came, content";
		let row = format!("{patient}, {account}, 5, {first}");
		tell(url, format!("INSERT INTO backups ({columns}) VALUES ({row})")).await;
	}

	let catalogue = Catalogue::open(url).await.unwrap();
	let long = 2 * 4096 + 512;
	let of_hospital = Usage { kept: 2 * ROOM + BATCH, loose: long };
	assert_eq!(catalogue.usage(HOSPITAL).await, Ok(of_hospital));
	assert_eq!(kept(&catalogue, Writer::Patient(known)).await, EARLIER + long + ROOM);
	assert_eq!(kept(&catalogue, Writer::Patient(newcomer)).await, long + ROOM);
	assert_eq!(kept(&catalogue, Writer::Patient(own)).await, ROOM + BATCH);
	let of_known = EARLIER + long + ROOM + ROOM + BATCH;
	assert_eq!(together(&catalogue).await, (of_hospital.total(), of_known, long + ROOM));
	let batch = catalogue.batch(&known, 3).await.unwrap().unwrap();
	assert_eq!((batch.writer, batch.records[0].name), (HOSPITAL, name(1)));
	assert_eq!(catalogue.batch(&own, 4).await.unwrap().unwrap().writer, Writer::Patient(own));

	// All of it can be given back.
	for (patient, anchor) in [(known, 3), (own, 4)] {
		catalogue.remove_batch(&patient, anchor).await.unwrap();
		catalogue.uncharge(&patient, &name(1)).await.unwrap();
		catalogue.uncharge(&patient, &name(2)).await.unwrap();
	}
	catalogue.remove_piece(&known, 3, &name(1)).await.unwrap();
	catalogue.remove_named(NamedKind::Envelope, &known, &name(1)).await.unwrap();
	catalogue.remove_named(NamedKind::EmergencyRing, &newcomer, &name(1)).await.unwrap();
	for patient in [known, newcomer] {
		let backups = catalogue.backup_list(&patient).await.unwrap();
		let numbers: Vec<_> = backups.iter().map(|backup| backup.number).collect();
		catalogue.remove_backups(&patient, &numbers).await.unwrap();
	}
	assert_eq!(together(&catalogue).await, (0, 0, 0));
}
