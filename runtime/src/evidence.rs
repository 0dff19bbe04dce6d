//! Which calls are attempts that must leave an entry, and which could take it back.

use crate::RuntimeCall;
use alloc::{vec, vec::Vec};
use pallet_admission::Evidence;

/// The attempts of this runtime: at access, and to break the glass.
pub struct Attempts;

impl Evidence<RuntimeCall> for Attempts {
	fn is_attempt(call: &RuntimeCall) -> bool {
		matches!(
			call,
			RuntimeCall::AuditLog(
				pallet_audit_log::Call::request_access { .. }
					| pallet_audit_log::Call::request_access_to_many { .. }
			) | RuntimeCall::Consent(pallet_consent::Call::open_emergency { .. })
				| RuntimeCall::MetaTx(pallet_meta_tx::Call::dispatch { .. })
		)
	}

	fn is_atomic(call: &RuntimeCall) -> bool {
		use pallet_utility::Call::*;
		matches!(call, RuntimeCall::Utility(batch_all { .. } | if_else { .. }))
	}

	fn parts(call: &RuntimeCall) -> Vec<&RuntimeCall> {
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
			RuntimeCall::Admission(pallet_admission::Call::relay { call, .. }) => vec![call],
			_ => vec![],
		}
	}
}
