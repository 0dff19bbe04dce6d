//! What can stand beside grants: restrictions, policies, emergency sessions.

use super::*;
use salus_primitives::{
	Commitment, EmergencyReason, OrganizationKinds, PolicyId, RefusalId, SessionId,
};

/// Everything is refused to everybody.
pub fn everything(even_in_emergency: bool) -> Refusal<u64> {
	Refusal { whom: Refused::Everybody, class: None, purposes: None, even_in_emergency }
}

/// The patient refuses.
pub fn refuse(refusal: Refusal<u64>) -> RefusalId {
	let next = head().next_refusal;
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
	next
}

/// The patient refuses everything.
pub fn refuse_all(even_in_emergency: bool) {
	assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, even_in_emergency));
}

/// The patient keeps representatives from `class`.
pub fn mark_confidential(class: RecordClass) {
	assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, class));
}

/// Law lets hospitals and clinics read everything for treatment.
pub fn law() -> Policy {
	Policy {
		kinds: OrganizationKinds(0b11),
		roles: Roles::ALL,
		scope: Scope::All,
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from: START, until: None },
		refusals_bind: true,
		legal_basis: [7; 32],
	}
}

/// Governance enacts `policy`.
pub fn enact(policy: Policy) -> PolicyId {
	let next = Policies::<Test>::get().next;
	assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), policy));
	next
}

/// Lets `organization` break the glass.
pub fn license(organization: OrganizationId) {
	let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 100 });
	assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), organization, terms));
}

/// The rescuer of the hospital wants to see observations in an emergency.
pub fn by_rescuer() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
		purpose: Purpose::EmergencyTreatment,
		..reading()
	}
}

/// Somebody breaks the glass for `hours`.
pub fn open_session_as(account: u64, capacity: Capacity, hours: u8) -> SessionId {
	let next = NextSession::<Test>::get();
	assert_ok!(Consent::open_emergency(
		signed(account),
		PATIENT,
		capacity,
		EmergencyReason::Unresponsive,
		Commitment::repeat_byte(9),
		hours
	));
	next
}

/// The hospital may break the glass, and its rescuer does, for an hour.
pub fn open_session() -> SessionId {
	license(HOSPITAL);
	open_session_as(RESCUER, Capacity::Practitioner { organization: HOSPITAL }, 1)
}

/// The rescuer closes its session.
pub fn close_session(session: SessionId) {
	let capacity = Capacity::Practitioner { organization: HOSPITAL };
	assert_ok!(Consent::close_emergency(signed(RESCUER), capacity, session));
}

/// The clinic's privacy officer judges a session of the hospital, which its rescuer has closed if it is justified.
pub fn review_session(session: SessionId, is_justified: bool) {
	let is_open = Sessions::<Test>::get(session).is_some_and(|row| Timestamp::get() < row.until);
	if is_justified && is_open {
		close_session(session);
	}
	let capacity = Capacity::Practitioner { organization: CLINIC };
	let officer = signed(CLINIC_OFFICER);
	assert_ok!(Consent::review_emergency(officer, session, capacity, is_justified, None));
}
