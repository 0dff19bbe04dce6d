//! What an entry adds to the state: bytes that every node keeps for six years, nodes of the trie included.

use pallet_consent::Scope;
use salus_primitives::{Action, Capacity, Encounter, PatientId, Target, TicketHolder};
use salus_runtime::{Runtime, RuntimeCall, System};
use salus_runtime_tests::{calls, scenes::act, *};
use sp_core::{sr25519::Pair, H256};

/// How often something is done to measure it.
const TIMES: u32 = 1_000;

/// How many bytes an entry may add, where it stands: an attempt at one record, a release.
const BYTES_PER_ENTRY: usize = 160;

/// How many more one about nobody, which names the id.
const BYTES_OF_AN_ID: usize = 32;

/// How many bytes its row in the list of an organization may add, beside others of the same day and trail.
const BYTES_PER_ROW: usize = 20;

fn state(chain: &mut Chain) -> (usize, usize) {
	chain.look(System::reset_events);
	let photograph = std::mem::replace(chain, Chain::development()).photograph();
	*chain = photograph.chain();
	let mut unlisted = photograph.chain();
	unlisted.look(|| {
		let _ = pallet_audit_log::Activities::<Runtime>::clear(u32::MAX, None);
	});
	(unlisted.photograph().bytes(), photograph.bytes())
}

/// What each of many times that `who` does `call` adds to the state: where the entry stands, and in the list.
fn growth(chain: &mut Chain, who: &Pair, call: RuntimeCall) -> (usize, usize) {
	let mut again = || {
		chain.look(|| {
			for _ in 0..TIMES {
				pallet_timestamp::Now::<Runtime>::mutate(|now| *now += 1_000);
				act(who, call.clone());
			}
		});
		state(chain)
	};
	// What the first adds once for all is not counted.
	let (before, after) = (again(), again());
	let each = |bytes: usize| bytes.div_ceil(TIMES as usize);
	let (entry, both) = (each(after.0 - before.0), each(after.1 - before.1));
	(entry, both - entry)
}

#[test]
fn an_entry_adds_less_than_160_bytes() {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	let (eve, capacity) = (person("Eve"), practising(CLINIC));
	let many = |count: u32| {
		let targets = (0..count).map(Target::Anchor);
		calls::read_many(patient, targets, capacity, None)
	};
	let round = Encounter { hours: 24, holder: TicketHolder::Requester };
	let asked = calls::read_many(patient, [Target::Anchor(0)], capacity, Some(round));
	let ticket = answer(&chain.send(&eve, asked).ok()).expect("the grant covers it");
	let unknown = calls::read(PatientId([9; 32]), 0, capacity);
	let kinds = [
		("permitted", eve.clone(), calls::read(patient, 0, capacity)),
		("denied", eve.clone(), calls::read(patient, 7, capacity)),
		("of the patient's side", key.clone(), calls::read(patient, 0, Capacity::Person)),
		("about nobody", eve.clone(), unknown),
		("release", person("Charlie"), calls::redeem(patient, ticket, &eve)),
	];
	for (kind, who, call) in kinds {
		let (entry, row) = growth(&mut chain, &who, call);
		println!("{kind}: {entry} bytes, and {row} in the list");
		let id = if kind == "about nobody" { BYTES_OF_AN_ID } else { 0 };
		assert!(entry < BYTES_PER_ENTRY + id, "{kind}: {entry} bytes");
		assert!(row < BYTES_PER_ROW, "{kind}: {row} bytes");
		assert_eq!(row == 0, kind == "of the patient's side");
	}
	let (entry, _) = growth(&mut chain, &eve, many(64));
	println!("for 64 anchors: {entry} bytes");
	assert!(entry < BYTES_PER_ENTRY + 64 * 5);
}
