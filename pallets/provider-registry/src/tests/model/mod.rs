//! Random sequences of all calls, held against a plain model of what they should do.
//!
//! A case is [`STEPS`] numbers. Each number moves the clock and makes one call, chosen by
//! [`generate`] so that most calls can succeed in the model's present state and the others are refused
//! for as many reasons as there are. After every step [`compare`] holds the pallet against
//! [`reference`]: the result, the storage, the references, and whether the people of organizations may act;
//! [`chronicle`] holds what is answered about past moments, any of them, against a journal that forgets nothing.
//! Some cases make all calls, some only those that have to do with what is remembered, or fill an
//! organization's tables, some any choice of them: what is left then comes more often, and gets further.
//!
//! A failing run prints its seed, the numbers that are left after shrinking, and the calls they stand
//! for. The same run again:
//!
//! ```text
//! PROPTEST_RNG_SEED=… cargo test -p pallet-provider-registry model
//! ```
//!
//! More cases than the usual 256: `PROPTEST_CASES=10000`. What was called how often, and what came of it:
//! `-- --nocapture`.

mod chronicle;
mod compare;
mod generate;
mod reference;

use crate::{mock::*, Call, Error};
use chronicle::Chronicle;
use frame_support::traits::GetCallName;
use generate::Act;
use proptest::{
	bool::weighted,
	collection::vec,
	prelude::*,
	test_runner::{RngSeed, TestError, TestRunner},
};
use reference::Model;
use salus_primitives::dice::Dice;
use scale_info::{TypeDef, TypeInfo};
use std::{
	cell::RefCell,
	collections::BTreeMap,
	hash::{BuildHasher, Hasher, RandomState},
};

/// How many calls a case makes.
const STEPS: usize = 60;

/// How many cases a run has to have before every call must have succeeded in it.
const CASES_THAT_REACH_EVERYTHING: u32 = 256;

/// One step of a case.
#[derive(Clone, Debug)]
struct Step {
	/// False once shrinking has left the step out.
	kept: bool,
	/// What the step does, seen from the state it meets.
	roll: u64,
}

/// A sequence of calls.
#[derive(Clone, Debug)]
struct Case {
	/// Which calls are made: one bit for each, in the order of their names.
	calls: u64,
	steps: Vec<Step>,
}

fn cases() -> impl Strategy<Value = Case> {
	let calls = prop_oneof![
		6 => Just(u64::MAX),
		6 => Just(generate::about_histories()),
		2 => Just(generate::about_one_history()),
		1 => Just(generate::bits(&["add_admin"])),
		1 => Just(generate::bits(&["add_gateway"])),
		2 => Just(generate::bits(&["add_gateway", "remove_gateway", "forget_gateway"])),
		1 => Just(generate::bits(&["succeed_organization"])),
		6 => any::<u64>(),
	];
	let step = (weighted(1.0), any::<u64>().no_shrink());
	let steps = vec(step.prop_map(|(kept, roll)| Step { kept, roll }), STEPS);
	(calls.no_shrink(), steps).prop_map(|(calls, steps)| Case { calls, steps })
}

/// What a run met.
#[derive(Default)]
struct Tally {
	/// How often each call came to each end.
	ends: BTreeMap<&'static str, BTreeMap<&'static str, u32>>,
	/// How often the answer about a past moment was that it is not known any more.
	forgotten: u32,
}

impl Tally {
	const SUCCESS: &'static str = "succeeded";

	fn count(&mut self, call: &'static str, result: Result<(), &'static str>) {
		let end = result.err().unwrap_or(Self::SUCCESS);
		*self.ends.entry(call).or_default().entry(end).or_default() += 1;
	}

	fn successes(&self, call: &str) -> u32 {
		self.ends.get(call).and_then(|ends| ends.get(Self::SUCCESS)).copied().unwrap_or(0)
	}

	fn print(&self) {
		let (mut succeeded, mut made) = (0, 0);
		for (call, ends) in &self.ends {
			succeeded += self.successes(call);
			made += ends.values().sum::<u32>();
			println!("{call}: {ends:?}");
		}
		println!("{succeeded} of {made} calls succeeded");
		let met = self.ends.values().flat_map(BTreeMap::keys).copied().collect::<Vec<_>>();
		let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else { return };
		let errors = errors.variants.into_iter().map(|error| error.name);
		let never_met = errors.filter(|error| !met.contains(error)).collect::<Vec<_>>();
		println!("errors never met: {never_met:?}");
		println!("{} answers were no longer known", self.forgotten);
	}
}

/// Makes the calls of a case, and says at which of them the pallet and the model part.
fn run(case: Case, tally: &RefCell<Tally>) -> Result<(), TestCaseError> {
	let mut story = Vec::new();
	compare::setting().execute_with(|| {
		let roll = case.steps.first().map_or(0, |step| step.roll);
		let mut model = Model::new(NOW, generate::retention(roll));
		let mut chronicle = Chronicle::default();
		for step in case.steps.into_iter().filter(|step| step.kept) {
			let mut dice = Dice::new(step.roll);
			model.now = generate::next_moment(&model, &mut dice);
			let act = generate::next_act(&model, &mut dice, case.calls);
			story.push(format!("{} ms later, {act:?}", model.now - NOW));
			let name = match &act {
				Act::Call(_, call) => call.get_call_name(),
				Act::Misconduct(..) => "on_misconduct",
			};
			match compare::step(&mut model, &mut chronicle, act) {
				Ok(result) => tally.borrow_mut().count(name, result),
				Err(difference) => {
					let story = story.join("\n");
					return Err(TestCaseError::fail(format!("{difference}, after\n{story}\n")));
				},
			}
		}
		tally.borrow_mut().forgotten += chronicle.forgotten;
		Ok(())
	})
}

#[test]
fn every_sequence_of_calls_does_what_the_model_says() {
	let mut config = ProptestConfig {
		failure_persistence: None,
		max_shrink_iters: 4 * STEPS as u32,
		..ProptestConfig::default()
	};
	let seed = match config.rng_seed {
		RngSeed::Fixed(seed) => seed,
		RngSeed::Random => RandomState::new().build_hasher().finish(),
	};
	config.rng_seed = RngSeed::Fixed(seed);
	let count = config.cases;
	let tally = RefCell::<Tally>::default();

	match TestRunner::new(config).run(&cases(), |case| run(case, &tally)) {
		Ok(()) => (),
		Err(TestError::Fail(reason, mut case)) => {
			case.steps.retain(|step| step.kept);
			panic!("PROPTEST_RNG_SEED={seed}: {reason}\nby {case:?}");
		},
		Err(aborted) => panic!("PROPTEST_RNG_SEED={seed}: {aborted}"),
	}

	let tally = tally.into_inner();
	tally.print();
	if count >= CASES_THAT_REACH_EVERYTHING {
		for call in Call::<Test>::get_call_names() {
			assert!(
				tally.successes(call) > 0,
				"PROPTEST_RNG_SEED={seed}: {call} never succeeded, so it was hardly tested"
			);
		}
		assert!(tally.forgotten > 0, "PROPTEST_RNG_SEED={seed}: no history ever ran full");
	}
}
