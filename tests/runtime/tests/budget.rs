//! What the design allows each operation in reads and writes, against what was measured with every table at
//! its bound: the storage items that `scripts/weights.sh` lists above each weight.

use std::{collections::BTreeMap, fs, path::Path};

/// How often an item is read and written.
type Items = BTreeMap<String, (u32, u32)>;

/// What the clock takes, which every block has at hand, is set aside.
const CLOCK: &str = "Timestamp::Now";

/// The items that were measured for `call` of `pallet`.
fn measured(pallet: &str, call: &str) -> Items {
	let pallets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pallets");
	let path = pallets.join(pallet).join("src/weights.rs");
	let source = fs::read_to_string(&path).expect("a pallet has weights");
	let weights = source
		.split_once("WeightInfo for SubstrateWeight<T> {")
		.expect("they are weights for a runtime")
		.1;
	let above = weights.split_once(&format!("fn {call}(")).expect("the call was measured").0;
	let mut items = Items::new();
	for line in above.lines().rev().skip(1) {
		let Some(comment) = line.trim().strip_prefix("///") else { break };
		let Some(item) = comment.trim().strip_prefix("Storage: ") else { continue };
		let (name, counts) = item.split_once(" (").expect("an item and how often");
		let count = |letter: &str| -> u32 {
			let counts = counts.trim_end_matches(')').split(' ');
			let found = counts.filter_map(|count| count.strip_prefix(letter)).next();
			found.expect("reads and writes are told").parse().expect("a number")
		};
		items.insert(name.trim_matches('`').into(), (count("r:"), count("w:")));
	}
	assert!(!items.is_empty(), "{pallet}::{call} reads something");
	items.remove(CLOCK);
	items
}

fn decide() -> Items {
	measured("consent", "decide_by_anchor")
}

fn audit() -> Items {
	measured("audit-log", "append")
}

/// The items of `call` without those that `parts`, which it contains and pays for once, touch as well.
fn beside(call: Items, parts: &[Items]) -> Items {
	let is_part = |item: &String| parts.iter().any(|part| part.contains_key(item));
	call.into_iter().filter(|(item, _)| !is_part(item)).collect()
}

#[track_caller]
fn assert_within(what: &str, items: &Items, (reads, writes): (u32, u32)) {
	let sum = |count: fn(&(u32, u32)) -> u32| items.values().map(count).sum::<u32>();
	let (read, written) = (sum(|item| item.0), sum(|item| item.1));
	assert!(
		read <= reads && written <= writes,
		"{what} takes {read} reads and {written} writes, more than {reads} and {writes}: {items:#?}"
	);
}

#[test]
fn a_decision_by_class_takes_five_reads_and_writes_nothing() {
	assert_within("decide", &measured("consent", "decide_by_class"), (5, 0));
}

#[test]
fn a_decision_by_anchor_takes_one_more() {
	assert_within("decide", &decide(), (6, 0));
}

#[test]
fn an_audit_entry_takes_one_read_and_two_writes() {
	assert_within("audit", &audit(), (1, 2));
}

#[test]
fn a_grant_takes_five_reads_and_three_writes_beside_its_entry() {
	assert_within("grant", &measured("consent", "grant"), (5, 3));
}

#[test]
fn a_revocation_takes_two_reads_and_one_write_beside_its_entry() {
	for call in ["revoke", "revoke_organization"] {
		assert_within(call, &measured("consent", call), (2, 1));
	}
}

#[test]
fn asking_for_access_takes_a_decision_and_an_entry_and_nothing_else() {
	let call = measured("audit-log", "request_access");
	assert_within("request_access", &beside(call, &[decide(), audit()]), (0, 0));
}

#[test]
fn anchoring_a_batch_takes_two_reads_and_four_writes_beside_decision_and_entry() {
	let call = measured("record-anchor", "anchor");
	assert_within("anchor", &beside(call, &[decide(), audit()]), (2, 4));
}
