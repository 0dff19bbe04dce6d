//! Calls that nobody may send.

use crate::RuntimeCall;
use frame_support::traits::Contains;

/// Lets every call through, except those that could erase the evidence of an attempt: at access, or to break the
/// glass.
///
/// A denied attempt must stay in the trail. Inside a call that is rolled back when one of
/// its parts fails, somebody could try, see the answer, and let the rest fail: the entry would be
/// gone. So an attempt may be sent alone or in a batch that keeps what was done
/// (`utility.batch`, `utility.force_batch`), and nowhere below an atomic one.
///
/// What a meta transaction carries cannot be seen from here, so it may not stand below an atomic batch
/// either. Its call passes this filter by itself when it is dispatched, and what it did stays.
pub struct KeepsEvidence;

impl Contains<RuntimeCall> for KeepsEvidence {
	fn contains(call: &RuntimeCall) -> bool {
		!may_erase_evidence(call)
	}
}

/// Whether an attempt in `call` could be rolled back.
fn may_erase_evidence(call: &RuntimeCall) -> bool {
	if is_atomic(call) {
		parts(call).into_iter().any(is_attempt)
	} else {
		parts(call).into_iter().any(may_erase_evidence)
	}
}

/// Whether `call` asks for access or breaks the glass, or may do so, or has such a call among its parts.
fn is_attempt(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::AuditLog(
			pallet_audit_log::Call::request_access { .. }
				| pallet_audit_log::Call::request_access_to_many { .. }
		) | RuntimeCall::Consent(pallet_consent::Call::open_emergency { .. })
			| RuntimeCall::MetaTx(pallet_meta_tx::Call::dispatch { .. })
	) || parts(call).into_iter().any(is_attempt)
}

/// Whether `call` undoes what its parts did when one of them fails.
fn is_atomic(call: &RuntimeCall) -> bool {
	use pallet_utility::Call::*;
	matches!(call, RuntimeCall::Utility(batch_all { .. } | if_else { .. }))
}

/// The calls that `call` carries.
fn parts(call: &RuntimeCall) -> alloc::vec::Vec<&RuntimeCall> {
	use alloc::vec;
	use pallet_sudo::Call::{sudo, sudo_as, sudo_unchecked_weight};
	use pallet_utility::Call::*;
	match call {
		RuntimeCall::Utility(batch { calls } | batch_all { calls } | force_batch { calls }) => {
			calls.iter().collect()
		},
		RuntimeCall::Utility(if_else { main, fallback }) => vec![main, fallback],
		RuntimeCall::Utility(
			as_derivative { call, .. }
			| dispatch_as { call, .. }
			| dispatch_as_fallible { call, .. }
			| with_weight { call, .. },
		) => vec![call],
		RuntimeCall::Sudo(
			sudo { call } | sudo_as { call, .. } | sudo_unchecked_weight { call, .. },
		) => vec![call],
		_ => vec![],
	}
}
