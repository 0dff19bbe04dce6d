//! What is on an account equals what is charged to it, whatever is done in whatever order.

use crate::{
	databases::on_each_database,
	samples::{batch, name, piece, quotas, BATCH, EARLIER, EMPTY_BATCH, NOW, PATIENT, ROOT},
};
use chacha20::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use salus_custodian::{
	catalogue::{Catalogue, CatalogueError},
	kept::{Charged, KeptBatch, KeptPiece, NamedKind, Usage, Writer},
};
use std::collections::{BTreeMap, BTreeSet};

const LOOSE_LIMIT: u64 = 40_000;
const TOTAL_LIMIT: u64 = 90_000;
const WRITERS: [Writer; 3] = [Writer::Organization(1), Writer::Organization(2), OWN];
const OWN: Writer = Writer::Patient(PATIENT);

on_each_database!(usage_equals_what_is_charged_after_any_sequence);

/// What there is, by the rules.
#[derive(Default)]
struct Model {
	records: BTreeMap<u64, (u64, Writer)>,
	batches: BTreeMap<u32, (BTreeSet<u64>, Writer)>,
	pieces: BTreeMap<u32, (u64, Writer)>,
	envelopes: BTreeMap<u64, u64>,
	backups: BTreeMap<u64, u64>,
}

/// What something takes that is so long: whole blocks, and a row.
fn room(length: u64) -> u64 {
	let blocks = (0..).find(|blocks| blocks * 4096 >= length).unwrap();
	blocks * 4096 + 512
}

impl Model {
	fn is_named(&self, record: u64) -> bool {
		self.batches.values().any(|(names, _)| names.contains(&record))
	}

	fn usage(&self, writer: Writer) -> Usage {
		let mut usage = Usage::default();
		for (record, (length, of)) in &self.records {
			if *of == writer {
				*if self.is_named(*record) { &mut usage.kept } else { &mut usage.loose } +=
					room(*length);
			}
		}
		usage.kept += self
			.pieces
			.values()
			.filter(|(_, of)| *of == writer)
			.map(|(length, _)| room(*length))
			.sum::<u64>();
		for (names, of) in self.batches.values() {
			if *of == writer {
				usage.kept += if names.is_empty() { EMPTY_BATCH } else { BATCH };
			}
			if writer == OWN {
				usage.kept += EARLIER;
			}
		}
		if writer == OWN {
			usage.kept += self
				.envelopes
				.values()
				.chain(self.backups.values())
				.map(|length| room(*length))
				.sum::<u64>();
		}
		usage
	}

	fn has_room(&self, writer: Writer, kept: u64, loose: u64) -> bool {
		let usage = self.usage(writer);
		// Of a patient's room an eighth is for keys.
		let total = if writer == OWN { TOTAL_LIMIT / 8 * 7 } else { TOTAL_LIMIT };
		usage.kept + usage.loose + kept + loose <= total
			&& (loose == 0 || usage.loose + loose <= LOOSE_LIMIT)
	}
}

async fn usage_equals_what_is_charged_after_any_sequence(url: &str) {
	let catalogue = Catalogue::open(url).await.unwrap();
	let mut model = Model::default();
	let mut random = ChaCha8Rng::from_seed([42; 32]);
	let mut met = BTreeMap::new();
	for step in 0..1500 {
		let done = one_step(&catalogue, &mut model, &mut random).await;
		*met.entry(done).or_insert(0) += 1;
		for writer in WRITERS {
			let usage = catalogue.usage(writer).await;
			assert_eq!(usage, Ok(model.usage(writer)), "after step {step}, {done}");
		}
		let together = catalogue.together().await.unwrap();
		let of = |writer| model.usage(writer).total();
		assert_eq!(together.organizations, of(WRITERS[0]) + of(WRITERS[1]), "after step {step}");
		assert_eq!((together.patients, together.newcomers), (0, of(OWN)), "after step {step}");
		let loose: BTreeSet<_> = model
			.records
			.keys()
			.filter(|record| !model.is_named(**record))
			.map(|record| (PATIENT, name(*record)))
			.collect();
		let listed = catalogue.loose_since(NOW + 1, 1000).await.unwrap();
		assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), loose, "after step {step}");
	}
	// It tried everything.
	assert_eq!(met.len(), 18, "{met:?}");
	assert!(met.values().all(|times| *times > 3), "{met:?}");
}

async fn one_step(
	catalogue: &Catalogue,
	model: &mut Model,
	random: &mut ChaCha8Rng,
) -> &'static str {
	let mut below = |limit: u64| random.next_u64() % limit;
	let record = below(12);
	let anchor = u32::try_from(below(3)).unwrap();
	let writer = WRITERS[usize::try_from(below(3)).unwrap()];
	let length = 1 + below(19_900);
	let limits = quotas(LOOSE_LIMIT, TOTAL_LIMIT);
	for more in [Usage { kept: 0, loose: room(length) }, Usage { kept: room(length), loose: 0 }] {
		let has_room = catalogue.has_room(writer, more, &limits).await;
		assert_eq!(has_room, Ok(model.has_room(writer, more.kept, more.loose)));
	}
	match below(9) {
		0 | 1 => {
			let charged = catalogue
				.charge(&PATIENT, &name(record), length, writer, NOW, &limits)
				.await
				.unwrap();
			let expected = if model.records.contains_key(&record) {
				Charged::Known
			} else if model.has_room(writer, 0, room(length)) {
				model.records.insert(record, (length, writer));
				Charged::New
			} else {
				Charged::OverLimit
			};
			assert_eq!(charged, expected);
			match charged {
				Charged::New => "charged",
				Charged::Known => "known",
				Charged::OverLimit => "over the limit",
			}
		},
		2 => {
			catalogue.uncharge(&PATIENT, &name(record)).await.unwrap();
			if model.is_named(record) {
				"not uncharged, because a batch names it"
			} else if model.records.remove(&record).is_some() {
				"uncharged"
			} else {
				"not there"
			}
		},
		3 => {
			let names: BTreeSet<u64> = (0..below(5)).map(|_| below(12)).collect();
			let put = catalogue
				.put_batch(&KeptBatch { writer, ..batch(anchor, names.iter().copied()) })
				.await;
			if names.iter().all(|name| model.records.contains_key(name)) {
				assert_eq!(put, Ok(()));
				model.batches.insert(anchor, (names, writer));
				"a batch"
			} else {
				assert_eq!(put, Err(CatalogueError::RecordsMissing));
				"no batch"
			}
		},
		4 => {
			catalogue.remove_batch(&PATIENT, anchor).await.unwrap();
			model.batches.remove(&anchor);
			"a batch fewer"
		},
		5 => {
			let content = vec![7; usize::try_from(length).unwrap()];
			let kind = NamedKind::Envelope;
			let put = catalogue.put_named(kind, &PATIENT, &name(record), &content, &limits).await;
			let there = model.envelopes.get(&record).map_or(0, |there| room(*there));
			let before = model.usage(OWN).total();
			let after = before - there + room(length);
			if after <= before || after <= TOTAL_LIMIT {
				assert_eq!(put, Ok(Charged::New));
				model.envelopes.insert(record, length);
				"an envelope"
			} else {
				assert_eq!(put, Ok(Charged::OverLimit));
				"no room for an envelope"
			}
		},
		6 => {
			catalogue.remove_named(NamedKind::Envelope, &PATIENT, &name(record)).await.unwrap();
			model.envelopes.remove(&record);
			"an envelope fewer"
		},
		7 => {
			if below(2) == 0 {
				let numbers: Vec<_> = model.backups.keys().copied().take(2).collect();
				catalogue.remove_backups(&PATIENT, &numbers).await.unwrap();
				model.backups.retain(|number, _| !numbers.contains(number));
				return "backups fewer";
			}
			let text = "x".repeat(usize::try_from(length).unwrap());
			let at = random.next_u64() >> 8;
			let added = catalogue.add_backup(&PATIENT, &[3; 32], at, &text, &limits).await.unwrap();
			let has_room = model.usage(OWN).total() + room(length) <= TOTAL_LIMIT;
			assert_eq!(added.is_some(), has_room);
			match added {
				Some(number) => {
					model.backups.insert(number, length);
					"a backup"
				},
				None => "no room for a backup",
			}
		},
		_ => {
			let kept = KeptPiece { writer, ..piece(anchor, length) };
			match below(3) {
				0 => {
					catalogue.put_piece(&kept).await.unwrap();
					model.pieces.insert(anchor, (length, writer));
					"a piece"
				},
				1 => {
					catalogue.remove_piece(&PATIENT, anchor, &ROOT).await.unwrap();
					model.pieces.remove(&anchor);
					"a piece fewer"
				},
				_ => {
					let charged = catalogue.charge_piece(&kept, &limits).await.unwrap();
					let expected = if model.pieces.contains_key(&anchor) {
						Charged::Known
					} else if model.has_room(writer, room(length), 0) {
						model.pieces.insert(anchor, (length, writer));
						Charged::New
					} else {
						Charged::OverLimit
					};
					assert_eq!(charged, expected);
					"a piece charged"
				},
			}
		},
	}
}
