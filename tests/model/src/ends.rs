//! How calls ended.

use scale_info::{TypeDef, TypeInfo};
use std::{collections::BTreeMap, ops::AddAssign};

/// How often each call came to each end.
#[derive(Default)]
pub struct Ends(BTreeMap<&'static str, BTreeMap<&'static str, u32>>);

impl Ends {
	const SUCCESS: &'static str = "succeeded";

	/// Counts a call's end: success, or the name of the error.
	pub fn count(&mut self, call: &'static str, result: Result<(), &'static str>) {
		let end = result.err().unwrap_or(Self::SUCCESS);
		*self.0.entry(call).or_default().entry(end).or_default() += 1;
	}

	/// How often a call succeeded.
	pub fn successes(&self, call: &str) -> u32 {
		self.0.get(call).and_then(|ends| ends.get(Self::SUCCESS)).copied().unwrap_or(0)
	}

	/// The names of the errors `E` that no call came to.
	pub fn errors_never_met<E: TypeInfo>(&self) -> Vec<&'static str> {
		let met = self.0.values().flat_map(BTreeMap::keys).copied().collect::<Vec<_>>();
		let TypeDef::Variant(errors) = E::type_info().type_def else {
			panic!("errors are an enum");
		};
		let errors = errors.variants.into_iter().map(|error| error.name);
		errors.filter(|error| !met.contains(error)).collect()
	}

	/// Prints all counts, and which of the errors `E` are not among them.
	pub fn print<E: TypeInfo>(&self) {
		let (mut succeeded, mut made) = (0, 0);
		for (call, ends) in &self.0 {
			succeeded += self.successes(call);
			made += ends.values().sum::<u32>();
			println!("{call}: {ends:?}");
		}
		println!("{succeeded} of {made} calls succeeded");
		println!("errors never met: {:?}", self.errors_never_met::<E>());
	}
}

impl AddAssign for Ends {
	fn add_assign(&mut self, other: Self) {
		for (call, ends) in other.0 {
			for (end, count) in ends {
				*self.0.entry(call).or_default().entry(end).or_default() += count;
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[derive(TypeInfo)]
	#[allow(dead_code)]
	enum Error {
		Late,
		Early,
	}

	#[test]
	fn sums_of_two_runs_hold_what_either_met() {
		let (mut ends, mut others) = (Ends::default(), Ends::default());
		ends.count("go", Ok(()));
		ends.count("go", Err("Late"));
		others.count("go", Ok(()));
		others.count("stay", Err("Late"));
		ends += others;

		assert_eq!(ends.successes("go"), 2);
		assert_eq!(ends.successes("stay"), 0);
		assert_eq!(ends.errors_never_met::<Error>(), ["Early"]);
	}
}
