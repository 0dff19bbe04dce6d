//! Calls that nobody may send, since they could erase the evidence of an attempt.

use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::traits::Contains;

/// How deep calls may stand in calls.
const MAX_DEPTH: u8 = 8;

/// What a runtime says of its calls.
pub trait Evidence<Call> {
	/// Whether `call` by itself is an attempt that must leave an entry, at access or to break the glass, or may carry one that
	/// cannot be seen, as a meta transaction may.
	fn is_attempt(call: &Call) -> bool;

	/// Whether `call` undoes what its parts did when one of them fails.
	fn is_atomic(call: &Call) -> bool;

	/// The calls that `call` carries.
	fn parts(call: &Call) -> Vec<&Call>;
}

/// Lets every call through, except those that could erase the evidence of an attempt.
///
/// A denied attempt must stay in the trail. Inside a call that is rolled back when one of its parts fails, somebody could
/// try, see the answer, and let the rest fail: the entry would be gone. So an attempt may be sent alone or in a
/// batch that keeps what was done (`utility.batch`, `utility.force_batch`), and nowhere below an atomic one.
///
/// What a meta transaction carries cannot be seen from here, so it may not stand below an atomic batch either. Its
/// call passes this filter by itself when it is dispatched, and what it did stays.
///
/// Each part is looked at once. Calls that stand more than eight deep in others are not let through: each level that
/// is dispatched is looked at anew.
pub struct KeepsEvidence<E>(PhantomData<E>);

impl<Call, E: Evidence<Call>> Contains<Call> for KeepsEvidence<E> {
	fn contains(call: &Call) -> bool {
		keeps::<Call, E>(call, false, MAX_DEPTH)
	}
}

/// Whether no attempt in `call`, which stands below an atomic call or not, could be rolled back.
fn keeps<Call, E: Evidence<Call>>(call: &Call, is_below_atomic: bool, depth: u8) -> bool {
	if is_below_atomic && E::is_attempt(call) {
		return false;
	}
	let is_below_atomic = is_below_atomic || E::is_atomic(call);
	let parts = E::parts(call);
	match depth.checked_sub(1) {
		Some(depth) => parts.into_iter().all(|part| keeps::<Call, E>(part, is_below_atomic, depth)),
		None => parts.is_empty(),
	}
}
