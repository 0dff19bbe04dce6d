//! The choices of one step, all from the one number that the step is.

/// A small generator of numbers (SplitMix64, Steele, Lea and Flood 2014): what a step does depends on its
/// own number and the model's state, and on nothing else, so that the same numbers always give the same
/// calls.
pub struct Dice(u64);

impl Dice {
	/// Dice that fall as `roll` says.
	pub fn new(roll: u64) -> Self {
		Self(roll)
	}

	fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	/// A number below `bound`, which is not zero.
	pub fn below(&mut self, bound: u64) -> u64 {
		self.next() % bound
	}

	/// True in `percent` of a hundred cases.
	pub fn chance(&mut self, percent: u64) -> bool {
		self.below(100) < percent
	}

	/// One of `choices`, of which there is at least one.
	pub fn pick<C: Clone>(&mut self, choices: &[C]) -> C {
		choices[self.below(choices.len() as u64) as usize].clone()
	}

	/// One of `choices`, if there is any.
	pub fn pick_any<C: Clone>(&mut self, choices: &[C]) -> Option<C> {
		(!choices.is_empty()).then(|| self.pick(choices))
	}
}
