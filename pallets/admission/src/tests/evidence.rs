//! No attempt stands where it could be undone, and looking costs no more than the call is long.

use crate::{Evidence, KeepsEvidence};
use frame_support::traits::Contains;
use std::cell::Cell;

enum Call {
	Attempt,
	Else,
	Batch(Vec<Call>),
	Atomic(Vec<Call>),
}

thread_local! {
	static LOOKED_AT: Cell<usize> = const { Cell::new(0) };
}

struct Toy;

impl Evidence<Call> for Toy {
	fn is_attempt(call: &Call) -> bool {
		matches!(call, Call::Attempt)
	}

	fn is_atomic(call: &Call) -> bool {
		matches!(call, Call::Atomic(_))
	}

	fn parts(call: &Call) -> Vec<&Call> {
		LOOKED_AT.set(LOOKED_AT.get() + 1);
		match call {
			Call::Batch(calls) | Call::Atomic(calls) => calls.iter().collect(),
			_ => vec![],
		}
	}
}

fn passes(call: &Call) -> bool {
	KeepsEvidence::<Toy>::contains(call)
}

#[test]
fn an_attempt_stands_alone_or_in_what_keeps_what_was_done() {
	assert!(passes(&Call::Attempt));
	assert!(passes(&Call::Batch(vec![Call::Else, Call::Attempt])));
	assert!(passes(&Call::Atomic(vec![Call::Else, Call::Batch(vec![Call::Else])])));
	assert!(passes(&Call::Batch(vec![Call::Atomic(vec![Call::Else]), Call::Attempt])));
}

#[test]
fn an_attempt_stands_nowhere_below_what_is_atomic() {
	for call in [
		Call::Atomic(vec![Call::Attempt]),
		Call::Atomic(vec![Call::Else, Call::Batch(vec![Call::Batch(vec![Call::Attempt])])]),
		Call::Batch(vec![Call::Else, Call::Atomic(vec![Call::Batch(vec![Call::Attempt])])]),
	] {
		assert!(!passes(&call));
	}
}

#[test]
fn each_part_is_looked_at_once() {
	let wide = || Call::Batch((0..100).map(|_| Call::Else).collect());
	let call = Call::Atomic(vec![Call::Batch(vec![wide(), wide()]), wide()]);
	LOOKED_AT.set(0);
	assert!(passes(&call));
	assert_eq!(LOOKED_AT.get(), 2 + 3 * 101);
}

#[test]
fn calls_that_stand_too_deep_are_not_let_through() {
	let nested = |depth: usize| (0..depth).fold(Call::Else, |call, _| Call::Batch(vec![call]));
	assert!(passes(&nested(8)));
	assert!(!passes(&nested(9)));
}
