//! The choices of one step of a random sequence of calls, all from the one number that the step is.

/// What a step does depends on its own number and the state that it meets, and on nothing else: so the
/// same numbers always give the same calls, also after other steps were left out.
pub struct Dice(fastrand::Rng);

impl Dice {
	/// Dice that fall as `roll` says.
	pub fn new(roll: u64) -> Self {
		Self(fastrand::Rng::with_seed(roll))
	}

	/// A number below `bound`, which is not zero.
	pub fn below(&mut self, bound: u64) -> u64 {
		self.0.u64(..bound)
	}

	/// True in `percent` of a hundred cases.
	pub fn chance(&mut self, percent: u64) -> bool {
		self.below(100) < percent
	}

	/// One of `choices`, of which there is at least one.
	pub fn pick<C: Clone>(&mut self, choices: &[C]) -> C {
		choices[self.0.usize(..choices.len())].clone()
	}

	/// One of `choices`, if there is any.
	pub fn pick_any<C: Clone>(&mut self, choices: &[C]) -> Option<C> {
		(!choices.is_empty()).then(|| self.pick(choices))
	}
}
