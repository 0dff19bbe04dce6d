//! Random sequences of all calls, held against a plain model of what they should do.
//!
//! A case is 60 numbers. Each number moves the clock and makes one call, chosen by
//! [`generate`] so that most calls can succeed in the model's present state and the others are refused
//! for as many reasons as there are. After every step [`compare`] holds the pallet against
//! [`reference`]: the result, the trail, the storage, the references, the answers to other pallets.
//! Some cases make all calls, some only those that have to do with guardians, or fill a patient's
//! tables, some any choice of them: what is left then comes more often, and gets further.
//!
//! [`salus_model_tests`] makes the cases, and says how to make a failing run again.

mod compare;
mod generate;
mod reference;

use crate::{mock::*, Call, Error};
use frame_support::traits::GetCallName;
use reference::{Model, Signer};
use salus_model_tests::{Kind, World};
use salus_primitives::dice::Dice;

impl World for Model {
	type Call = Call<Test>;
	type Error = Error<Test>;
	type Act = (Signer, Call<Test>);

	fn kinds() -> Vec<(u32, Kind)> {
		vec![
			(6, Kind::ALL),
			(6, Kind::Of(generate::about_guardians())),
			(1, Kind::Of(generate::bits(&["appoint_representative"]))),
			(1, Kind::Of(generate::bits(&["authorize_device"]))),
			(6, Kind::Any),
		]
	}

	fn chain() -> sp_io::TestExternalities {
		compare::setting()
	}

	fn begin(_: &mut Dice) -> Self {
		Model::new(NOW)
	}

	fn next(&mut self, dice: &mut Dice, calls: u64) -> Self::Act {
		self.now = generate::next_moment(self, dice);
		generate::next_call(self, dice, calls)
	}

	fn name((_, call): &Self::Act) -> &'static str {
		call.get_call_name()
	}

	fn describe(&self, (signer, call): &Self::Act) -> String {
		format!("{} ms later, {signer:?}: {call:?}", self.now - NOW)
	}

	fn step(&mut self, (signer, call): Self::Act) -> Result<Result<(), &'static str>, String> {
		compare::step(self, signer, call)
	}
}

#[test]
fn every_sequence_of_calls_does_what_the_model_says() {
	salus_model_tests::run::<Model>();
}
