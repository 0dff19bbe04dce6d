//! Which calls nobody can stop: neither a pause nor safe mode.
//!
//! What protects a patient, what an emergency needs, what a block cannot do without, and what ends all this. Calls that carry others are among them, since
//! what they carry is looked at by itself.

use crate::RuntimeCall;
use frame_support::traits::{CallMetadata, Contains, GetCallMetadata};
use pallet_pause::CallName;
use salus_primitives::Purpose;

/// The calls that are never stopped, by pallet.
const PROTECTED: &[(&str, Calls)] = &[
	("Timestamp", Calls::All),
	("Grandpa", Calls::All),
	("Session", Calls::All),
	("ValidatorSet", Calls::All),
	// Who decides, and how.
	("Sudo", Calls::All),
	("Council", Calls::All),
	("TechnicalCommittee", Calls::All),
	("RegistrarMembers", Calls::All),
	("LicensingMembers", Calls::All),
	("Whitelist", Calls::All),
	("Preimage", Calls::All),
	("Scheduler", Calls::All),
	("SafeMode", Calls::All),
	("Pause", Calls::All),
	("Parameters", Calls::All),
	("Migrations", Calls::All),
	("System", Calls::Some(&["authorize_upgrade", "apply_authorized_upgrade"])),
	// What carries other calls: each of them is looked at by itself.
	("Admission", Calls::All),
	("MetaTx", Calls::All),
	("Multisig", Calls::All),
	("Proxy", Calls::All),
	("Utility", Calls::All),
	// What protects a patient, and what an emergency needs.
	(
		"PatientIdentity",
		Calls::Some(&[
			"reveal_guardians",
			"vote_freeze",
			"open_recovery",
			"approve_recovery",
			"veto_recovery",
			"veto_reassignment",
			"cancel_guardian_change",
			"withdraw_offer",
			"cancel_closing",
			"end_representative",
			"remove_device",
			"replace_encryption_key",
			"lift_freeze",
			"correct_death",
		]),
	),
	(
		"Consent",
		Calls::Some(&[
			"revoke",
			"revoke_organization",
			"revoke_since",
			"exclude_class",
			"refuse",
			"refuse_all",
			"opt_out_of_emergencies",
			"opt_in_to_emergencies",
			"lift_refusal",
			"lift_refuse_all",
			"mark_confidential",
			"mark_all_confidential",
			"remove_emergency_ring",
			"repeal_policy",
			"open_emergency",
			"close_emergency",
			"license_break_glass",
			"review_emergency",
			"answer_emergency",
		]),
	),
	("RecordAnchor", Calls::Some(&["cancel_erasure"])),
	// Access is asked for in emergencies, too. In safe mode it is for nothing else.
	(
		"AuditLog",
		Calls::Some(&[
			"request_access",
			"request_access_to_many",
			"redeem_ticket",
			"report_access",
			"contest_entry",
			"answer_inquiry",
			"resolve_inquiry",
		]),
	),
	// Who has lost its office acts no more, and who was taken for such a one by mistake acts again. No time runs out meanwhile.
	(
		"ProviderRegistry",
		Calls::Some(&[
			"suspend_organization",
			"reinstate_organization",
			"renew_accreditation",
			"revoke_accreditation",
			"remove_admin",
			"remove_gateway",
			"remove_practitioner",
			"suspend_practitioner",
			"reinstate_practitioner",
			"leave",
			"set_emergency_role",
			"publish_practitioner_key",
		]),
	),
];

/// The calls that are never stopped and stand in the list by their own names, not as a whole pallet.
pub fn single_names() -> impl Iterator<Item = CallName> {
	PROTECTED.iter().flat_map(|(pallet, calls)| {
		let names: &[&'static str] = match calls {
			Calls::All => &[],
			Calls::Some(names) => names,
		};
		names.iter().map(move |name| (*pallet, *name))
	})
}

/// Which calls of a pallet.
enum Calls {
	All,
	Some(&'static [&'static str]),
}

/// The calls that nobody can pause.
pub struct Protected;

impl Contains<CallName> for Protected {
	fn contains((pallet, call): &CallName) -> bool {
		PROTECTED.iter().any(|(name, calls)| {
			name == pallet
				&& match calls {
					Calls::All => true,
					Calls::Some(calls) => calls.contains(call),
				}
		})
	}
}

/// Whether `call` may be sent in safe mode: what nobody can pause, and access for emergency treatment only. A ticket can be redeemed, since it was
/// issued before, or in an emergency.
pub fn goes_on_in_safe_mode(call: &RuntimeCall) -> bool {
	use pallet_audit_log::Call::{request_access, request_access_to_many};
	if let RuntimeCall::AuditLog(
		request_access { purpose, .. } | request_access_to_many { purpose, .. },
	) = call
	{
		return *purpose == Purpose::EmergencyTreatment;
	}
	let CallMetadata { function_name, pallet_name } = call.get_call_metadata();
	Protected::contains(&(pallet_name, function_name))
}
