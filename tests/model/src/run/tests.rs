use super::*;
use scale_info::TypeInfo;
use sp_io::TestExternalities;

/// The calls of no pallet.
struct Call;

impl GetCallName for Call {
	fn get_call_names() -> &'static [&'static str] {
		&["open", "shut"]
	}

	fn get_call_name(&self) -> &'static str {
		unreachable!("only their names are asked for")
	}
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum Error {
	IsOpen,
	IsShut,
}

/// A door that lets itself be shut a second time, once it was open; its model does not.
#[derive(Default)]
struct Door {
	is_open: bool,
	was_open: bool,
}

impl World for Door {
	type Call = Call;
	type Error = Error;
	type Act = &'static str;

	fn kinds() -> Vec<(u32, Kind)> {
		vec![(1, Kind::ALL), (1, Kind::Any), (1, Kind::Of(0b10))]
	}

	fn chain() -> TestExternalities {
		TestExternalities::default()
	}

	fn begin(_: &mut Dice) -> Self {
		Self::default()
	}

	fn next(&mut self, dice: &mut Dice, calls: u64) -> &'static str {
		let choice = if calls & 1 == 0 { 1 } else { dice.below(2) };
		Call::get_call_names()[choice as usize]
	}

	fn name(act: &&'static str) -> &'static str {
		act
	}

	fn describe(&self, act: &&'static str) -> String {
		format!("somebody: {act}")
	}

	fn step(&mut self, act: &'static str) -> Result<Result<(), &'static str>, String> {
		let result = match (act, self.is_open) {
			("open", true) => Err("IsOpen"),
			("shut", false) if self.was_open => return Err("it shuts twice".into()),
			("shut", false) => Err("IsShut"),
			_ => Ok(()),
		};
		if result.is_ok() {
			self.is_open = act == "open";
			self.was_open = true;
		}
		Ok(result)
	}
}

fn report(seed: u64) -> String {
	let config = ProptestConfig { rng_seed: RngSeed::Fixed(seed), ..ProptestConfig::default() };
	compare::<Door>(config).err().expect("it shuts twice")
}

#[test]
fn a_difference_is_reported_with_its_seed_and_the_steps_it_takes() {
	let report = report(5);
	assert!(report.starts_with("PROPTEST_RNG_SEED=5: it shuts twice, after\n"), "{report}");
	let story = "somebody: open\nsomebody: shut\nsomebody: shut\n";
	assert!(report.contains(story), "{report}");
	assert_eq!(report.matches("roll").count(), 3, "{report}");
}

#[test]
fn the_same_seed_gives_the_same_report() {
	assert_eq!(report(6), report(6));
	assert_ne!(report(6), report(7));
}

fn run_of(cases: u32) -> Run {
	Run { seed: 8, cases, ends: Ends::default(), met: BTreeMap::new() }
}

#[test]
#[should_panic = "PROPTEST_RNG_SEED=8: nobody ever came"]
fn a_run_of_usual_length_must_have_met_everything() {
	run_of(CASES_THAT_REACH_EVERYTHING).insist(false, "nobody ever came");
}

#[test]
fn a_shorter_run_need_not_have_met_everything() {
	run_of(CASES_THAT_REACH_EVERYTHING - 1).insist(false, "nobody ever came");
}
