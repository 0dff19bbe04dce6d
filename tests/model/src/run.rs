//! The sequences: how they are drawn, run, shortened and reported.

use crate::{Ends, Kind, World};
use frame_support::traits::GetCallName;
use proptest::{
	bool::weighted,
	collection::vec,
	prelude::*,
	strategy::Union,
	test_runner::{RngSeed, TestError, TestRunner},
};
use salus_primitives::dice::Dice;
use std::{
	cell::RefCell,
	collections::BTreeMap,
	hash::{BuildHasher, Hasher, RandomState},
};

/// How many calls a case makes.
const STEPS: usize = 60;

/// How many cases a run has to have before every call must have succeeded in it.
const CASES_THAT_REACH_EVERYTHING: u32 = 256;

/// Makes random sequences of calls in `W`, as many as proptest's configuration says, and prints what came
/// of them. Panics at a difference; and, in a run of usual length, over a call that never succeeded.
#[track_caller]
pub fn run<W: World>() -> Run {
	let run = compare::<W>(ProptestConfig::default()).unwrap_or_else(|failure| panic!("{failure}"));
	run.ends.print::<W::Error>();
	for (what, count) in &run.met {
		println!("{count} {what}");
	}
	for call in W::Call::get_call_names() {
		run.insist(
			run.ends.successes(call) > 0,
			&format!("{call} never succeeded, so it was hardly tested"),
		);
	}
	run
}

/// A run without a difference.
pub struct Run {
	seed: u64,
	cases: u32,
	ends: Ends,
	met: BTreeMap<&'static str, u32>,
}

impl Run {
	/// How often what [`World::met`] tells by these words was met.
	pub fn met(&self, what: &str) -> u32 {
		self.met.get(what).copied().unwrap_or(0)
	}

	/// Panics over what a run of usual length must have met, and this one has not.
	#[track_caller]
	pub fn insist(&self, is_met: bool, complaint: &str) {
		let is_usual = self.cases >= CASES_THAT_REACH_EVERYTHING;
		assert!(is_met || !is_usual, "PROPTEST_RNG_SEED={}: {complaint}", self.seed);
	}
}

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

/// Makes the calls of many cases; gives the report of a difference, if there is one.
fn compare<W: World>(config: ProptestConfig) -> Result<Run, String> {
	let seed = match config.rng_seed {
		RngSeed::Fixed(seed) => seed,
		RngSeed::Random => RandomState::new().build_hasher().finish(),
	};
	let config = ProptestConfig {
		rng_seed: RngSeed::Fixed(seed),
		failure_persistence: None,
		max_shrink_iters: 4 * STEPS as u32,
		..config
	};
	let (cases, ends, met) = (config.cases, Ends::default(), BTreeMap::new());
	let run = RefCell::new(Run { seed, cases, ends, met });

	match TestRunner::new(config).run(&drawn::<W>(), |case| play::<W>(case, &run)) {
		Ok(()) => Ok(run.into_inner()),
		Err(TestError::Fail(reason, mut case)) => {
			case.steps.retain(|step| step.kept);
			Err(format!("PROPTEST_RNG_SEED={seed}: {reason}\nby {case:?}"))
		},
		Err(aborted) => Err(format!("PROPTEST_RNG_SEED={seed}: {aborted}")),
	}
}

fn drawn<W: World>() -> impl Strategy<Value = Case> {
	let kinds = W::kinds().into_iter().map(|(weight, kind)| {
		let calls = match kind {
			Kind::Of(calls) => Just(calls).boxed(),
			Kind::Any => any::<u64>().boxed(),
		};
		(weight, calls)
	});
	let calls = Union::new_weighted(kinds.collect());
	let step = (weighted(1.0), any::<u64>().no_shrink());
	let steps = vec(step.prop_map(|(kept, roll)| Step { kept, roll }), STEPS);
	(calls.no_shrink(), steps).prop_map(|(calls, steps)| Case { calls, steps })
}

/// Makes the calls of a case, and says at which of them the pallet and the model part.
fn play<W: World>(case: Case, run: &RefCell<Run>) -> Result<(), TestCaseError> {
	let mut story = Vec::new();
	W::chain().execute_with(|| {
		// Of the first step, also where it is left out: a shortened sequence begins as the long one did.
		let roll = case.steps.first().map_or(0, |step| step.roll);
		let mut world = W::begin(&mut Dice::new(roll));
		for step in case.steps.into_iter().filter(|step| step.kept) {
			let act = world.next(&mut Dice::new(step.roll), case.calls);
			story.push(world.describe(&act));
			let name = W::name(&act);
			match world.step(act) {
				Ok(result) => run.borrow_mut().ends.count(name, result),
				Err(difference) => {
					let story = story.join("\n");
					return Err(TestCaseError::fail(format!("{difference}, after\n{story}\n")));
				},
			}
		}
		for (what, count) in world.met() {
			*run.borrow_mut().met.entry(what).or_default() += count;
		}
		Ok(())
	})
}

#[cfg(test)]
mod tests;
