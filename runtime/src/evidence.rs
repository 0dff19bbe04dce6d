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
			call => carried_for_others(call).map_or_else(Vec::new, |carried| vec![carried]),
		}
	}
}

/// What a call carries that several people decide on, or that is dispatched for somebody else, now or later.
fn carried_for_others(call: &RuntimeCall) -> Option<&RuntimeCall> {
	use pallet_collective::Call::{execute, propose};
	use pallet_multisig::Call::{as_multi, as_multi_threshold_1};
	use pallet_proxy::Call::{proxy, proxy_announced};
	use pallet_scheduler::Call::{schedule, schedule_after, schedule_named, schedule_named_after};
	use pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage;
	match call {
		RuntimeCall::Council(execute { proposal, .. } | propose { proposal, .. }) => Some(proposal),
		RuntimeCall::TechnicalCommittee(execute { proposal, .. } | propose { proposal, .. }) => {
			Some(proposal)
		},
		RuntimeCall::Multisig(as_multi { call, .. } | as_multi_threshold_1 { call, .. })
		| RuntimeCall::Proxy(proxy { call, .. } | proxy_announced { call, .. })
		| RuntimeCall::Scheduler(
			schedule { call, .. }
			| schedule_after { call, .. }
			| schedule_named { call, .. }
			| schedule_named_after { call, .. },
		)
		| RuntimeCall::Whitelist(dispatch_whitelisted_call_with_preimage { call }) => Some(call),
		_ => None,
	}
}
