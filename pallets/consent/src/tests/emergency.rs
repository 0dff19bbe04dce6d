//! What can stand beside grants: restrictions, policies, emergency sessions.

use super::*;
use salus_primitives::{
	Commitment, EmergencyDenial, EmergencyReason, OrganizationKinds, PatientId, PolicyId,
	RefusalId, SessionId,
};
use sp_runtime::DispatchResult;

/// What is committed to by whoever finds that a session was not justified.
pub const FINDINGS: Commitment = Commitment::repeat_byte(6);

/// How long a verdict on a session may take, and how long one on a flagged session.
pub const REVIEW_PERIOD: Moment = 4 * DAY;
pub const SHORT_REVIEW_PERIOD: Moment = 2 * DAY;

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

/// Somebody tries to break the glass of `patient` for an hour.
pub fn try_open_as(account: u64, capacity: Capacity, patient: PatientId) -> DispatchResult {
	let (reason, justification) = (EmergencyReason::Unresponsive, Commitment::repeat_byte(9));
	Consent::open_emergency(signed(account), patient, capacity, reason, justification, 1)
}

/// Somebody breaks the glass for `hours`, and a block later it is drawn who judges that.
pub fn open_session_as(account: u64, capacity: Capacity, hours: u8) -> SessionId {
	let next = NextSession::<Test>::get();
	let (reason, justification) = (EmergencyReason::Unresponsive, Commitment::repeat_byte(9));
	let by = signed(account);
	assert_ok!(Consent::open_emergency(by, PATIENT, capacity, reason, justification, hours));
	assert_eq!(NextSession::<Test>::get(), next + 1, "no session opened");
	next_block();
	next
}

/// The hospital may break the glass, and its rescuer does, for an hour.
pub fn open_session() -> SessionId {
	license(HOSPITAL);
	open_session_as(RESCUER, AT_HOSPITAL, 1)
}

/// That no session opens: the trail tells why, nobody else is told, and nothing else changes.
#[track_caller]
pub fn assert_denied(
	account: u64,
	capacity: Capacity,
	patient: PatientId,
	denial: EmergencyDenial,
) {
	let known = || (NextSession::<Test>::get(), PendingReviews::<Test>::iter().count());
	let before = (known(), Consent::break_glass(HOSPITAL), Trail::entries().len());
	System::reset_events();
	assert_ok!(try_open_as(account, capacity, patient));
	let actor = Actor::new(account, capacity);
	let told = Event::EmergencyDenied { patient, account, organization: actor.organization() };
	let events: Vec<_> = System::events().into_iter().map(|row| row.event).collect();
	assert_eq!(events, vec![RuntimeEvent::Consent(told)]);
	let entry = AuditedEvent::EmergencyDenied { patient, denial };
	let entries = Trail::entries().split_off(before.2);
	assert_eq!(entries, vec![(TrailId::Patient(patient), actor, entry)]);
	assert_eq!((known(), Consent::break_glass(HOSPITAL)), (before.0, before.1));
}

/// Who signed for a session, in which capacity.
fn signer_of(session: SessionId) -> (u64, Capacity) {
	match Consent::session(session).expect("opened").actor {
		Actor::Practitioner { organization, account } => {
			(account, Capacity::Practitioner { organization })
		},
		Actor::Gateway { organization, account, practitioner } => {
			(account, Capacity::Gateway { organization, practitioner })
		},
		other => panic!("{other:?} broke the glass"),
	}
}

/// Whoever opened it closes a session.
pub fn close_session(session: SessionId) {
	let (account, capacity) = signer_of(session);
	assert_ok!(Consent::close_emergency(signed(account), capacity, session));
}

/// Whoever opened it answers the first verdict on a session.
pub fn answer_session(session: SessionId) {
	let (account, capacity) = signer_of(session);
	let answer = Commitment::repeat_byte(5);
	assert_ok!(Consent::answer_emergency(signed(account), capacity, session, answer));
}

/// The privacy officer of the clinic, which was drawn, gives a verdict on a session of the hospital.
pub fn give_verdict(session: SessionId, is_justified: bool) -> DispatchResult {
	let findings = Some(FINDINGS);
	Consent::review_emergency(signed(CLINIC_OFFICER), session, AT_CLINIC, is_justified, findings)
}

/// The authority of the chain gives a verdict on a session.
pub fn give_verdict_as_authority(session: SessionId, is_justified: bool) -> DispatchResult {
	Consent::do_review_emergency(Actor::Authority, session, is_justified, Some(FINDINGS))
}

/// Says the last word on a session, which is closed before if it is open: the clinic's privacy officer judges it,
/// and after the answer the authority agrees if it was not justified.
pub fn review_session(session: SessionId, is_justified: bool) {
	if Sessions::<Test>::get(session).is_some_and(|row| Timestamp::get() < row.until) {
		close_session(session);
	}
	if NextDraw::<Test>::get() <= session {
		next_block();
	}
	assert_ok!(give_verdict(session, is_justified));
	if !is_justified {
		answer_session(session);
		assert_ok!(give_verdict_as_authority(session, false));
	}
	assert_eq!(Consent::session(session).and_then(|row| row.verdict()), Some(is_justified));
}
