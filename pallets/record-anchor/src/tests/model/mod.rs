//! Random histories of several patients against a model that follows the rules as they are said, keeps whole lists and searches them.

mod compare;
mod rules;
mod steps;

use crate::mock::ExtBuilder;
use rules::World;
use salus_primitives::dice::Dice;

/// How many histories, and how many steps each has.
const HISTORIES: u64 = 24;
const STEPS: u64 = 100;

/// What came of the steps of all histories, to see that the model is not blind.
#[derive(Default)]
struct Tally {
	done: std::collections::BTreeMap<String, u32>,
}

impl Tally {
	fn note(&mut self, what: impl Into<String>) {
		*self.done.entry(what.into()).or_default() += 1;
	}
}

#[test]
fn random_histories_are_as_the_rules_say() {
	let mut tally = Tally::default();
	for history in 0..HISTORIES {
		ExtBuilder::default().build_and_execute(|| {
			let mut world = World::begin();
			for step in 0..STEPS {
				let mut dice = Dice::new(history * STEPS + step);
				world.step(&mut dice, &mut tally);
				world.compare(&mut dice);
			}
		});
	}
	// Each call succeeds often, and each reason to refuse one comes up.
	for call in ["anchor", "run item", "amend", "mark", "reinstate", "arbitrate"] {
		let count = tally.done.get(&format!("{call}: ok")).copied().unwrap_or_default();
		assert!(count > 25, "{call} succeeded {count} times: {:?}", tally.done);
	}
	for rare in ["unsettle: ok", "arbitrate beside another"] {
		assert!(tally.done.contains_key(rare), "{rare} never came up: {:?}", tally.done);
	}
	let errors = [
		"NoLeaves",
		"TooManyLeaves",
		"InvalidContentPeriod",
		"NotPermitted",
		"AlreadyAnchored",
		"UnknownKeyEpoch",
		"AnchorNotFound",
		"InvalidAnchors",
		"OtherClass",
		"NotLatestVersion",
		"EnteredInError",
		"NotTheAuthor",
		"NothingToReinstate",
		"OtherMark",
		"Settled",
		"NotSettled",
	];
	for error in errors {
		let ends = format!(": {error}");
		let seen = tally.done.keys().any(|what| what.ends_with(&ends));
		assert!(seen, "nothing was refused as {error}: {:?}", tally.done);
	}
}
