//! Which transactions are free, on whose budget, and how urgent they are.
//!
//! Whether a call is free its pallet says (`feeless_if`). This table says the rest:
//!
//! | call | signer | lane, and whose budget |
//! |---|---|---|
//! | `sudo.*` | the superuser | before all others; it pays |
//! | `council.*`, `technicalCommittee.*`, of up to half a hundredth of a block | a member of that body | the same |
//! | what the registrar or the licensing office alone may do | one of its members | the same |
//! | opens an emergency session | practises with the emergency role | emergency: the organization's |
//! | asks for access for emergency treatment | the same | emergency: the organization's |
//! | redeems a ticket for emergency treatment | a custodian | emergency: the custodian's |
//! | anything else for an organization, relaying included | practises for it now | care: the organization's |
//! | takes away what may be doing harm | acts for a patient whose identity is attested | protect: the account's |
//! | anything else | the same | patients: the account's |
//! | anything, the first registration included | acts for a patient whom nobody has attested, or for itself | others: the account's |
//! | asks for access, opens an emergency session | is on an organization's list and may not practise now, and has free attempts left today | others: the account's: the attempt leaves an entry |
//! | anything else | anybody | paid |
//!
//! An emergency lane's or protect's transaction for which there is no budget or no room goes into care or patients.

use crate::{
	weights::lanes::WeightInfo, AccountId, AuditLog, Consent, Council, LicensingMembers,
	PatientIdentity, ProviderRegistry, RegistrarMembers, Runtime, RuntimeCall, RuntimeOrigin,
	TechnicalCommittee, Timestamp,
};
use codec::Encode;
use frame_support::{
	dispatch::{CheckIfFeeless, GetDispatchInfo},
	traits::SortedMembers,
	weights::Weight,
};
use pallet_admission::{Claim, Table, Verdict};
use salus_primitives::{
	Actor, AssuranceLevel, AuditedEvent, Capacity, NotPractising, OrganizationId, PatientId,
	ProviderDirectory, Purpose, Role, SessionId, Standing, TrailId,
};

/// The table of this runtime.
pub struct Lanes;

impl Table<AccountId, RuntimeCall> for Lanes {
	fn verdict(who: &AccountId, call: &RuntimeCall) -> Verdict {
		if governs(who, call) {
			return Verdict::Governs;
		}
		if let RuntimeCall::Admission(pallet_admission::Call::relay { organization, .. }) = call {
			return if standing(who, Capacity::Practitioner { organization: *organization }).is_ok()
				|| ProviderRegistry::speaks_for(*organization, who, Timestamp::get())
					== Some(*organization)
			{
				Verdict::Free(Claim::Organization {
					organization: *organization,
					is_emergency: false,
				})
			} else {
				Verdict::Paid
			};
		}
		if !call.is_feeless(&RuntimeOrigin::signed(who.clone())) {
			return if leaves_evidence(who, call) {
				Verdict::Free(Claim::Person { is_attested: false, protects: false })
			} else {
				Verdict::Paid
			};
		}
		let patient = match behalf(call) {
			Behalf::Organization(organization) => {
				let is_emergency = is_emergency(who, call);
				return Verdict::Free(Claim::Organization { organization, is_emergency });
			},
			Behalf::Patient(patient) => Some(patient),
			Behalf::PatientOf(session) => {
				pallet_consent::Sessions::<Runtime>::get(session).map(|session| session.patient)
			},
			Behalf::Itself => None,
		};
		let is_attested = patient.is_some_and(|patient| is_attested(&patient));
		Verdict::Free(Claim::Person { is_attested, protects: is_protective(call) })
	}

	fn admits_newcomer(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::PatientIdentity(pallet_patient_identity::Call::register { .. }))
	}

	/// Of an organization's call it is measured. The rows that are read for it (who practises, a ticket, how often somebody
	/// asked today) the call itself reads again, which finds them in the node's memory: they are in the call's weight.
	///
	/// For others it is as much, and the reads come on top that the call does not make: who acts for a patient is found in the
	/// patient's row, with up to two of what the call is about; who vouches for that patient's identity, in up to nine, and so is
	/// who speaks for an institution that is a guardian.
	fn weight(call: &RuntimeCall) -> Weight {
		let database = <Runtime as frame_system::Config>::DbWeight::get();
		let measured = WeightInfo::<Runtime>::verdict().set_proof_size(0);
		let looked_up = measured.saturating_sub(database.reads(MEASURED_READS));
		let reads = match behalf(call) {
			Behalf::Organization(_) => 0,
			_ if is_of_guardians(call) => 22,
			Behalf::Itself if is_of_governance(call) => {
				return A_GLANCE.saturating_add(database.reads(1))
			},
			Behalf::Itself if !is_of_salus(call) => return A_GLANCE,
			_ => 13,
		};
		looked_up.saturating_add(database.reads(reads))
	}
}

/// How many rows are read in what is measured of the table: the organization, and the practitioner.
const MEASURED_READS: u64 = 2;

/// Finding that a call is none of Salus's, and so paid for. Who governs is read for governance's own calls alone, on top.
const A_GLANCE: Weight = Weight::from_parts(2_000_000, 0);

/// For whom a free call is sent.
enum Behalf {
	Organization(OrganizationId),
	Patient(PatientId),
	/// Of the patient of this emergency session.
	PatientOf(SessionId),
	Itself,
}

impl Behalf {
	/// Of a call that names both a patient and a capacity.
	fn of(capacity: &Capacity, patient: &PatientId) -> Self {
		match capacity {
			Capacity::Person => Self::Patient(*patient),
			Capacity::Practitioner { organization } | Capacity::Gateway { organization, .. } => {
				Self::Organization(*organization)
			},
		}
	}

	/// Of a call that names a capacity alone.
	fn of_organization(capacity: &Capacity) -> Self {
		match capacity {
			Capacity::Person => Self::Itself,
			Capacity::Practitioner { organization } | Capacity::Gateway { organization, .. } => {
				Self::Organization(*organization)
			},
		}
	}
}

/// For whom `call` is sent, if it is free.
fn behalf(call: &RuntimeCall) -> Behalf {
	match call {
		RuntimeCall::AuditLog(call) => behalf_at_the_gate(call),
		RuntimeCall::Consent(call) => behalf_in_consent(call),
		RuntimeCall::PatientIdentity(call) => behalf_in_identity(call),
		RuntimeCall::ProviderRegistry(call) => behalf_in_the_registry(call),
		RuntimeCall::RecordAnchor(call) => behalf_of_records(call),
		_ => Behalf::Itself,
	}
}

fn behalf_at_the_gate(call: &pallet_audit_log::Call<Runtime>) -> Behalf {
	use pallet_audit_log::Call::*;
	match call {
		request_access { patient, capacity, .. }
		| request_access_to_many { patient, capacity, .. } => Behalf::of(capacity, patient),
		redeem_ticket { custodian, .. } | report_access { custodian, .. } => {
			Behalf::Organization(*custodian)
		},
		contest_entry { patient, .. } => Behalf::Patient(*patient),
		answer_inquiry { capacity, .. } => Behalf::of_organization(capacity),
		_ => Behalf::Itself,
	}
}

fn behalf_in_consent(call: &pallet_consent::Call<Runtime>) -> Behalf {
	use pallet_consent::Call::*;
	match call {
		renounce { patient, capacity, .. }
		| refer { patient, capacity, .. }
		| request_consent { patient, capacity, .. }
		| withdraw_request { patient, capacity }
		| open_emergency { patient, capacity, .. } => Behalf::of(capacity, patient),
		close_emergency { capacity: Capacity::Person, session } => Behalf::PatientOf(*session),
		close_emergency { capacity, .. }
		| review_emergency { capacity, .. }
		| answer_emergency { capacity, .. } => Behalf::of_organization(capacity),
		grant { patient, .. }
		| revoke { patient, .. }
		| amend { patient, .. }
		| exclude_class { patient, .. }
		| revoke_organization { patient, .. }
		| revoke_since { patient, .. }
		| replace_envelope { patient, .. }
		| approve_request { patient, .. }
		| reject_request { patient, .. }
		| refuse { patient, .. }
		| lift_refusal { patient, .. }
		| refuse_all { patient, .. }
		| lift_refuse_all { patient }
		| opt_out_of_emergencies { patient }
		| opt_in_to_emergencies { patient }
		| mark_confidential { patient, .. }
		| unmark_confidential { patient, .. }
		| mark_all_confidential { patient, .. }
		| unmark_all_confidential { patient }
		| set_emergency_ring { patient, .. }
		| remove_emergency_ring { patient } => Behalf::Patient(*patient),
		_ => Behalf::Itself,
	}
}

fn behalf_in_identity(call: &pallet_patient_identity::Call<Runtime>) -> Behalf {
	use pallet_patient_identity::Call::*;
	match call {
		attest_identity { capacity, .. } => Behalf::of_organization(capacity),
		replace_encryption_key { patient, .. }
		| confirm_registration { patient }
		| offer_control { patient, .. }
		| withdraw_offer { patient }
		| accept_control { patient }
		| appoint_representative { patient, .. }
		| end_representative { patient, .. }
		| authorize_device { patient, .. }
		| remove_device { patient, .. }
		| clear_expired { patient }
		| set_guardians { patient, .. }
		| cancel_guardian_change { patient }
		| reveal_guardians { patient, .. }
		| open_recovery { patient, .. }
		| approve_recovery { patient, .. }
		| veto_recovery { patient, .. }
		| complete_recovery { patient, .. }
		| vote_freeze { patient, .. }
		| withdraw_freeze_vote { patient, .. }
		| lift_freeze { patient }
		| close_guardian_case { patient, .. }
		| link { patient, .. }
		| unlink { patient, .. }
		| announce_closing { patient }
		| cancel_closing { patient }
		| close { patient }
		| veto_reassignment { patient, .. }
		| complete_reassignment { patient, .. } => Behalf::Patient(*patient),
		_ => Behalf::Itself,
	}
}

fn behalf_in_the_registry(call: &pallet_provider_registry::Call<Runtime>) -> Behalf {
	use pallet_provider_registry::Call::*;
	match call {
		publish_practitioner_key { organization, .. } => Behalf::Organization(*organization),
		_ => Behalf::Itself,
	}
}

fn behalf_of_records(call: &pallet_record_anchor::Call<Runtime>) -> Behalf {
	use pallet_record_anchor::Call::*;
	match call {
		anchor { patient, capacity, .. }
		| amend { patient, capacity, .. }
		| mark_entered_in_error { patient, capacity, .. }
		| reinstate { patient, capacity, .. }
		| co_sign { patient, capacity, .. }
		| withdraw_co_signature { patient, capacity, .. }
		| answer_dispute { patient, capacity, .. }
		| plan_custody { patient, capacity, .. }
		| hold { patient, capacity, .. }
		| release { patient, capacity, .. }
		| extend_retention { patient, capacity, .. }
		| report_mix_up { patient, capacity, .. } => Behalf::of(capacity, patient),
		anchor_run { run, capacity } => {
			run.first().map_or(Behalf::Itself, |first| Behalf::of(capacity, &first.patient))
		},
		dispute { patient, .. }
		| withdraw_dispute { patient, .. }
		| disagree { patient, .. }
		| announce_erasure { patient, .. }
		| cancel_erasure { patient, .. }
		| erase { patient, .. } => Behalf::Patient(*patient),
		_ => Behalf::Itself,
	}
}

/// Whether `call` is one of governance's, and `who` is somebody whose it is.
///
/// Of members only what is light: they are many, and one of them must not keep emergencies out of blocks. What is heavier goes with what is paid for.
fn governs(who: &AccountId, call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Sudo(_) => pallet_sudo::Key::<Runtime>::get().as_ref() == Some(who),
		RuntimeCall::Council(_) => is_light(call) && Council::is_member(who),
		RuntimeCall::TechnicalCommittee(_) => is_light(call) && TechnicalCommittee::is_member(who),
		call if is_the_registrars(call) => is_light(call) && RegistrarMembers::contains(who),
		call if is_the_licensing_offices(call) => is_light(call) && LicensingMembers::contains(who),
		_ => false,
	}
}

/// How long a call is at most that goes before others because it governs.
const MAX_LIGHT_BYTES: usize = 16 * 1024;

/// Whether sixteen of it, as many as the pool keeps of an account, take less than a tenth of a block.
fn is_light(call: &RuntimeCall) -> bool {
	let block = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	call.get_dispatch_info().call_weight.ref_time() <= block.ref_time() / 200
		&& call.encoded_size() <= MAX_LIGHT_BYTES
}

/// Whether nobody but the registrar may send `call`.
fn is_the_registrars(call: &RuntimeCall) -> bool {
	use pallet_patient_identity::Call::*;
	matches!(
		call,
		RuntimeCall::PatientIdentity(
			decide_recovery { .. }
				| lift_freeze { .. }
				| declare_deceased { .. }
				| correct_death { .. }
				| reassign_control { .. }
				| decide_reassignment { .. }
		) | RuntimeCall::RecordAnchor(pallet_record_anchor::Call::unsettle { .. })
	)
}

/// Whether nobody but the licensing office may send `call`.
fn is_the_licensing_offices(call: &RuntimeCall) -> bool {
	use pallet_provider_registry::Call::*;
	matches!(
		call,
		RuntimeCall::ProviderRegistry(
			set_emergency_role { .. } | suspend_practitioner { .. } | reinstate_practitioner { .. }
		) | RuntimeCall::Consent(pallet_consent::Call::license_break_glass { .. })
			| RuntimeCall::AuditLog(pallet_audit_log::Call::resolve_inquiry { .. })
	)
}

/// Whether a free call of an organization is about an emergency.
fn is_emergency(who: &AccountId, call: &RuntimeCall) -> bool {
	use pallet_audit_log::Call::{redeem_ticket, request_access, request_access_to_many};
	match call {
		RuntimeCall::Consent(pallet_consent::Call::open_emergency { .. }) => true,
		RuntimeCall::AuditLog(
			request_access { purpose: Purpose::EmergencyTreatment, capacity, .. }
			| request_access_to_many { purpose: Purpose::EmergencyTreatment, capacity, .. },
		) => standing(who, *capacity).is_ok_and(|standing| standing.roles.contains(Role::Emergency)),
		RuntimeCall::AuditLog(redeem_ticket { patient, sequence, .. }) => {
			pallet_audit_log::Entries::<Runtime>::get(TrailId::Patient(*patient), *sequence)
				.is_some_and(|entry| {
					matches!(
						entry.event,
						AuditedEvent::AccessRequested(attempt)
							if attempt.purpose == Purpose::EmergencyTreatment
					)
				})
		},
		_ => false,
	}
}

/// Whether `call` takes away what may be doing harm.
///
/// What gives something back, such as lifting a refusal, has time; so has a mark on all classes that excepts another
/// from it.
pub fn is_protective(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Consent(call) => is_protective_in_consent(call),
		RuntimeCall::PatientIdentity(call) => is_protective_in_identity(call),
		RuntimeCall::RecordAnchor(call) => {
			matches!(call, pallet_record_anchor::Call::cancel_erasure { .. })
		},
		_ => false,
	}
}

fn is_protective_in_consent(call: &pallet_consent::Call<Runtime>) -> bool {
	use pallet_consent::Call::*;
	match call {
		mark_all_confidential { patient, exceptions } => {
			Consent::only_marks_more(patient, exceptions)
		},
		close_emergency { capacity, .. } => *capacity == Capacity::Person,
		revoke { .. }
		| revoke_organization { .. }
		| revoke_since { .. }
		| exclude_class { .. }
		| refuse { .. }
		| refuse_all { .. }
		| opt_out_of_emergencies { .. }
		| mark_confidential { .. } => true,
		_ => false,
	}
}

fn is_protective_in_identity(call: &pallet_patient_identity::Call<Runtime>) -> bool {
	use pallet_patient_identity::Call::*;
	matches!(
		call,
		reveal_guardians { .. }
			| vote_freeze { .. }
			| open_recovery { .. }
			| approve_recovery { .. }
			| veto_recovery { .. }
			| veto_reassignment { .. }
			| cancel_guardian_change { .. }
			| withdraw_offer { .. }
			| cancel_closing { .. }
			| end_representative { .. }
			| remove_device { .. }
	)
}

/// Whether it is looked up for `call` who is the superuser, or a member of a body.
fn is_of_governance(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Sudo(_) | RuntimeCall::Council(_) | RuntimeCall::TechnicalCommittee(_)
	)
}

/// Whether a pallet of Salus has `call`: others are free for nobody.
fn is_of_salus(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Admission(_)
			| RuntimeCall::AuditLog(_)
			| RuntimeCall::Consent(_)
			| RuntimeCall::PatientIdentity(_)
			| RuntimeCall::ProviderRegistry(_)
			| RuntimeCall::RecordAnchor(_)
	)
}

/// Whether `call` may be signed for an institution that is a guardian.
fn is_of_guardians(call: &RuntimeCall) -> bool {
	use pallet_patient_identity::Call::*;
	matches!(
		call,
		RuntimeCall::PatientIdentity(
			reveal_guardians { .. }
				| open_recovery { .. }
				| approve_recovery { .. }
				| complete_recovery { .. }
				| vote_freeze { .. }
				| withdraw_freeze_vote { .. }
				| close_guardian_case { .. }
		)
	)
}

/// Whether an organization whose word counts has attested who the patient is.
fn is_attested(patient: &PatientId) -> bool {
	PatientIdentity::assurance(*patient)
		.is_some_and(|assurance| assurance.level >= AssuranceLevel::Level2)
}

/// Whether `call` is an attempt of somebody whom an organization lists and who may not practise now: it pays nothing,
/// so that the attempt is written down; not more often in a day than others try for nothing.
fn leaves_evidence(who: &AccountId, call: &RuntimeCall) -> bool {
	use pallet_audit_log::Call::{request_access, request_access_to_many};
	let (capacity, patient) = match call {
		RuntimeCall::AuditLog(
			request_access { capacity, patient, .. }
			| request_access_to_many { capacity, patient, .. },
		)
		| RuntimeCall::Consent(pallet_consent::Call::open_emergency {
			capacity, patient, ..
		}) => (*capacity, patient),
		_ => return false,
	};
	if !AuditLog::has_free_attempts(patient, &Actor::new(who.clone(), capacity)) {
		return false;
	}
	match standing(who, capacity) {
		// Whoever practises and is not free lacks the role for an emergency.
		Ok(_) => true,
		Err(reason) => matches!(
			reason,
			NotPractising::NotAccredited
				| NotPractising::OrganizationSuspended
				| NotPractising::NotLicensed
				| NotPractising::AccreditationRevoked
				| NotPractising::OrganizationSucceeded
				| NotPractising::PractitionerSuspended
		),
	}
}

/// What `who` is in `capacity` now.
fn standing(who: &AccountId, capacity: Capacity) -> Result<Standing, NotPractising> {
	let actor = Actor::new(who.clone(), capacity);
	<ProviderRegistry as ProviderDirectory<AccountId>>::standing(&actor, Timestamp::get())
}
