//! What records cost the chain: bytes for each anchor, the proof of a call, and eviction's share of a block.

use codec::Encode;
use frame_support::{traits::Hooks, weights::Weight};
use pallet_record_anchor::{weights::SubstrateWeight, WeightInfo};
use salus_primitives::{Capacity, Purpose};
use salus_runtime::{RecordAnchor, Runtime, System};
use salus_runtime_tests::{
	scenes::{act, Scene, GRANTED},
	touched::touched,
	*,
};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A watch's day: a batch a minute, each of sixty readings.
const MINUTES: u32 = 24 * 60;

/// How many bytes an anchor of a device adds to the state, nodes of the trie included, beside its entry in the trail.
///
/// A half of it is no data of the anchor's: a leaf's key, the hash of its value and its own in the node above, and the
/// place of its root.
const BYTES_PER_ANCHOR: usize = 240;

/// The bytes of the state, without the trails or with them. What the block told is none of it.
fn bytes(state: &Photograph, with_trails: bool) -> usize {
	let mut chain = state.chain();
	chain.look(|| {
		System::reset_events();
		if !with_trails {
			let _ = sp_io::storage::clear_prefix(&sp_io::hashing::twox_128(b"AuditLog"), None);
		}
	});
	chain.photograph().bytes()
}

#[test]
fn a_watch_s_minute_adds_less_than_a_quarter_of_a_kilobyte() {
	let mut scene = Scene::typical();
	let (patient, key, device) = (scene.patient, scene.key.clone(), person("a watch"));
	scene.chain.look(|| {
		let identity = pallet_patient_identity::Call::<Runtime>::authorize_device {
			patient,
			account: account(&device),
			classes: vec![GRANTED].try_into().expect("there is room"),
			until: pallet_timestamp::Now::<Runtime>::get() + 1_000 * DAY,
		};
		act(&key, identity);
	});
	let Scene { mut chain, .. } = scene;
	let mut bytes_after = |day: u32| {
		chain.look(|| {
			for minute in 0..MINUTES {
				pallet_timestamp::Now::<Runtime>::mutate(|now| *now += 60_000);
				let root = BlakeTwo256::hash(&(day, minute).encode());
				let anchor = pallet_record_anchor::Call::<Runtime>::anchor {
					patient,
					batch: calls::batch(GRANTED, root, 60),
					purpose: Purpose::PatientRequest,
					capacity: Capacity::Person,
				};
				act(&device, anchor);
			}
		});
		let state = std::mem::replace(&mut chain, Chain::development()).photograph();
		chain = state.chain();
		(bytes(&state, false), bytes(&state, true))
	};
	// What the first day adds once for all is not counted.
	let before = bytes_after(0);
	let after = bytes_after(1);
	let anchors = MINUTES as usize;
	let own = (after.0 - before.0).div_ceil(anchors);
	let with_entry = (after.1 - before.1).div_ceil(anchors);
	println!(
		"an anchor adds {own} bytes to the state, and {with_entry} with its entry in the trail"
	);
	assert!(own < BYTES_PER_ANCHOR, "{own} bytes");
	assert!(with_entry > own);
}

#[test]
fn the_proof_of_a_call_is_under_ten_kilobytes_beside_decision_and_entry() {
	type Weights = SubstrateWeight<Runtime>;
	let calls = [
		("anchor", Weights::anchor()),
		("amend", Weights::amend()),
		("mark_entered_in_error", Weights::mark_entered_in_error()),
		("reinstate", Weights::reinstate()),
		("co_sign", Weights::co_sign()),
		("withdraw_co_signature", Weights::withdraw_co_signature()),
		("dispute", Weights::dispute()),
		("withdraw_dispute", Weights::withdraw_dispute()),
		("answer_dispute", Weights::answer_dispute()),
		("disagree", Weights::disagree()),
		("announce_erasure", Weights::announce_erasure()),
		("cancel_erasure", Weights::cancel_erasure()),
		("erase", Weights::erase()),
		("plan_custody", Weights::plan_custody()),
		("hold", Weights::hold()),
		("release", Weights::release()),
		("extend_retention", Weights::extend_retention()),
		("report_mix_up", Weights::report_mix_up()),
		("unsettle", Weights::unsettle()),
	];
	for (call, weight) in calls {
		let bytes = weight.proof_size();
		assert!(bytes > 0 && bytes < 10 * 1_024, "{call}: {bytes} bytes");
	}
}

/// What is left of an empty block.
fn room() -> Weight {
	<Runtime as frame_system::Config>::BlockWeights::get().max_block
}

#[test]
fn an_idle_block_is_charged_for_whatever_eviction_reads() {
	let mut chain = Chain::development();
	chain.pass_a_block();
	let (taken, touched) = chain.look(|| touched(|| RecordAnchor::on_idle(2, room())));
	let items = touched.items();
	let (reads, writes) = items.values().fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1));
	assert_eq!(items.keys().collect::<Vec<_>>(), ["RecordAnchor::EvictionDay"]);
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	assert!(taken.all_gte(db.reads_writes(reads as u64, writes as u64)), "{items:?} for {taken:?}");
}

#[test]
fn a_step_of_eviction_is_charged_for_whatever_it_touches_and_has_room_in_every_idle_block() {
	let mut scene = Scene::full();
	let (patient, device) = (scene.patient, person("a device 0"));
	scene.chain.look(|| {
		for number in 0..40u32 {
			let root = BlakeTwo256::hash(&number.to_le_bytes());
			let anchor = pallet_record_anchor::Call::<Runtime>::anchor {
				patient,
				batch: calls::batch(GRANTED, root, 60),
				purpose: Purpose::PatientRequest,
				capacity: Capacity::Person,
			};
			act(&device, anchor);
		}
		// Eviction begins on the day that they are due.
		let due = pallet_record_anchor::DueOn::<Runtime>::iter().next().expect("they are due").0;
		pallet_record_anchor::EvictionDay::<Runtime>::put(due);
		pallet_timestamp::Now::<Runtime>::put(u64::from(due) * DAY);
	});
	scene.chain.settle();
	let (taken, touched) = scene.chain.look(|| touched(|| RecordAnchor::on_idle(2, room())));
	assert!(taken.all_lte(room().div(4)));
	let evicted: u32 = scene.chain.look(|| {
		pallet_record_anchor::Evicted::<Runtime>::iter_values().map(|chunk| chunk.anchors).sum()
	});
	assert_eq!(evicted, 40, "both chunks have room in a quarter of a block");
	let items = touched.items();
	let (reads, writes) = items.values().fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1));
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	assert!(taken.all_gte(db.reads_writes(reads as u64, writes as u64)), "{items:?} for {taken:?}");
	assert_eq!(scene.chain.look(RecordAnchor::do_try_state), Ok(()));
}

/// A decision reads an anchor, so what nobody has said about it yet must not make it long.
#[test]
fn an_anchor_of_which_nothing_was_said_is_short() {
	let mut scene = Scene::typical();
	let patient = scene.patient;
	let anchor = scene.chain.look(|| {
		pallet_record_anchor::Anchors::<Runtime>::get(patient, 0).expect("it was anchored").encode()
	});
	assert!(anchor.len() <= 120, "{} bytes", anchor.len());
}
