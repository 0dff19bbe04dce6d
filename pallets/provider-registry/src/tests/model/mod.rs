//! Random sequences of all calls, held against a plain model of what they should do.
//!
//! A case is 60 numbers. Each number moves the clock and makes one call, chosen by
//! [`generate`] so that most calls can succeed in the model's present state and the others are refused
//! for as many reasons as there are. After every step [`compare`] holds the pallet against
//! [`reference`]: the result, the storage, the references, and whether the people of organizations may act;
//! [`chronicle`] holds what is answered about past moments, any of them, against a journal that forgets nothing.
//! Some cases make all calls, some only those that have to do with what is remembered, or fill an
//! organization's tables, some any choice of them: what is left then comes more often, and gets further.
//!
//! [`salus_model_tests`] makes the cases, and says how to make a failing run again.

mod chronicle;
mod compare;
mod generate;
mod reference;

use crate::{mock::*, Call, Error};
use chronicle::Chronicle;
use frame_support::traits::GetCallName;
use generate::Act;
use reference::Model;
use salus_model_tests::{Kind, World};
use salus_primitives::dice::Dice;

/// What it is called when an answer about a past moment was that it is not known any more.
const FORGOTTEN: &str = "answers were no longer known";

/// The pallet's model, and what the pallet answered before.
struct Registry {
	model: Model,
	chronicle: Chronicle,
}

impl World for Registry {
	type Call = Call<Test>;
	type Error = Error<Test>;
	type Act = Act;

	fn kinds() -> Vec<(u32, Kind)> {
		vec![
			(6, Kind::ALL),
			(6, Kind::Of(generate::about_histories())),
			(2, Kind::Of(generate::about_one_history())),
			(1, Kind::Of(generate::bits(&["add_admin"]))),
			(1, Kind::Of(generate::bits(&["add_gateway"]))),
			(2, Kind::Of(generate::bits(&["add_gateway", "remove_gateway", "forget_gateway"]))),
			(1, Kind::Of(generate::bits(&["succeed_organization"]))),
			(6, Kind::Any),
		]
	}

	fn chain() -> sp_io::TestExternalities {
		compare::setting()
	}

	fn begin(dice: &mut Dice) -> Self {
		Self { model: Model::new(NOW, generate::retention(dice)), chronicle: Chronicle::default() }
	}

	fn next(&mut self, dice: &mut Dice, calls: u64) -> Act {
		self.model.now = generate::next_moment(&self.model, dice);
		generate::next_act(&self.model, dice, calls)
	}

	fn name(act: &Act) -> &'static str {
		match act {
			Act::Call(_, call) => call.get_call_name(),
			Act::Misconduct(..) => "on_misconduct",
		}
	}

	fn describe(&self, act: &Act) -> String {
		format!("{} ms later, {act:?}", self.model.now - NOW)
	}

	fn step(&mut self, act: Act) -> Result<Result<(), &'static str>, String> {
		compare::step(&mut self.model, &mut self.chronicle, act)
	}

	fn met(&self) -> Vec<(&'static str, u32)> {
		vec![(FORGOTTEN, self.chronicle.forgotten)]
	}
}

#[test]
fn every_sequence_of_calls_does_what_the_model_says() {
	let run = salus_model_tests::run::<Registry>();
	run.insist(run.met(FORGOTTEN) > 0, "no history ever ran full");
}
