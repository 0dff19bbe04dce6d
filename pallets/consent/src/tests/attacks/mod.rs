//! What somebody might try, and what comes of it; by what it is tried on.

mod bounds;
mod emergencies;
mod freezes;
mod grants;
mod origins;
mod periods;
mod policies;
mod referrals;
mod refusals;
mod representatives;
mod requests;
mod reviews;

use super::*;
use salus_primitives::{
	Commitment, EmergencyReason, OrganizationKind, OrganizationKinds, PatientId, PolicyId,
	SessionId,
};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, StateVersion};

/// Why a call was refused.
type Why = Error<Test>;

/// A practitioner who also represents the patient, and another patient with its controller.
const MOTHER: u64 = 30;
const WATCH: u64 = 31;
const OTHER_PATIENT: PatientId = PatientId([8; 32]);
const OTHER_CONTROLLER: u64 = 2;

const AT_HOSPITAL: Capacity = Capacity::Practitioner { organization: HOSPITAL };
const AT_CLINIC: Capacity = Capacity::Practitioner { organization: CLINIC };

/// Everything, for treatment, for a day; also to be passed on.
fn referable() -> Provision<u64> {
	Provision {
		actions: Actions::of(&[Action::Access, Action::Collect, Action::Disclose]),
		period: Period { from: START, until: Some(START + DAY) },
		..broad()
	}
}

fn pass_on(
	who: u64,
	from: OrganizationId,
	parent: GrantId,
	to: OrganizationId,
	provision: Provision<u64>,
) -> DispatchResult {
	let capacity = Capacity::Practitioner { organization: from };
	Consent::refer(signed(who), PATIENT, capacity, parent, to, provision, None)
}

/// Passes on, and returns the number of the grant that came of it.
fn passed_on(
	who: u64,
	from: OrganizationId,
	parent: GrantId,
	to: OrganizationId,
	provision: Provision<u64>,
) -> GrantId {
	let next = Heads::<Test>::get(PATIENT).next;
	assert_ok!(pass_on(who, from, parent, to, provision));
	next
}

fn request_consent(who: u64, capacity: Capacity, provision: Provision<u64>) -> DispatchResult {
	Consent::request_consent(signed(who), PATIENT, capacity, provision, Commitment::zero())
}

fn approve(who: u64, organization: OrganizationId, provision: Provision<u64>) -> DispatchResult {
	Consent::approve_request(signed(who), PATIENT, organization, provision, None, None)
}

fn refuse(refusal: Refusal<u64>) {
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
}

/// Refuses everything to everybody, by a refusal that names nothing.
fn refusal() -> Refusal<u64> {
	Refusal { whom: Refused::Everybody, class: None, purposes: None, even_in_emergency: false }
}

fn license(organization: OrganizationId) {
	let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 16 });
	assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), organization, terms));
}

fn open(who: u64, patient: PatientId) -> DispatchResult {
	open_in(who, patient, AT_HOSPITAL)
}

fn open_in(who: u64, patient: PatientId, capacity: Capacity) -> DispatchResult {
	let reason = EmergencyReason::Unresponsive;
	Consent::open_emergency(signed(who), patient, capacity, reason, Commitment::zero(), 4)
}

/// Breaks the glass for the patient, and returns the session.
fn opened(who: u64) -> SessionId {
	let next = NextSession::<Test>::get();
	assert_ok!(open(who, PATIENT));
	assert_eq!(NextSession::<Test>::get(), next + 1, "no session opened");
	next_block();
	next
}

fn close(who: u64, session: SessionId) -> DispatchResult {
	Consent::close_emergency(signed(who), AT_HOSPITAL, session)
}

fn review(who: u64, capacity: Capacity, session: SessionId, is_justified: bool) -> DispatchResult {
	let findings = Some(Commitment::repeat_byte(6));
	Consent::review_emergency(signed(who), session, capacity, is_justified, findings)
}

/// The rescuer of the hospital wants to read observations for emergency treatment.
fn rescuing() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
		purpose: Purpose::EmergencyTreatment,
		..reading()
	}
}

/// The specialist of the clinic wants to read observations for treatment.
fn reading_at_the_clinic() -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
		..reading()
	}
}

fn reading_of(class: RecordClass) -> AccessRequest<u64> {
	AccessRequest { target: Target::Class { class, content: None }, ..reading() }
}

fn represent_with(who: u64, powers: Powers) {
	Patients::relate(PATIENT, who, Relation::Representative(powers));
}

/// A world in which every call has something to work on.
fn busy() {
	represent_with(MOTHER, Powers::of(&[Power::Access, Power::Records]));
	Patients::relate(
		PATIENT,
		WATCH,
		Relation::Device {
			classes: ClassSet::truncate_from(vec![OBSERVATION]),
			by_representative: false,
		},
	);
	Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
	license(HOSPITAL);
	assert_eq!(grant_to(HOSPITAL, referable()), 0);
	assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
	refuse(Refusal { class: Some(NOTE), ..refusal() });
	assert_eq!(opened(RESCUER), 0);
	assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), reporting()));
}

/// Law lets regulators read observations for public health.
fn reporting() -> Policy {
	Policy {
		kinds: OrganizationKinds::of(&[OrganizationKind::Regulator]),
		roles: Roles::ALL,
		scope: classes(&[OBSERVATION]),
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::PublicHealth]),
		period: Period { from: START, until: None },
		refusals_bind: true,
		legal_basis: [1; 32],
	}
}

/// Every call that the patient's side makes.
fn calls_of_the_patient(patient: PatientId) -> Vec<RuntimeCall> {
	let provision = broad();
	let envelope = envelope(0, 0, 1);
	[
		Call::grant {
			patient,
			organization: CLINIC,
			provision: provision.clone(),
			terms: None,
			envelope: None,
		},
		Call::revoke { patient, grant: 0 },
		Call::amend {
			patient,
			grant: 0,
			provision: provision.clone(),
			terms: None,
			envelope: None,
		},
		Call::exclude_class { patient, grant: 0, class: NOTE },
		Call::revoke_organization { patient, organization: HOSPITAL },
		Call::revoke_since { patient, since: 0 },
		Call::replace_envelope { patient, grant: 0, envelope },
		Call::approve_request {
			patient,
			organization: CLINIC,
			provision: broad(),
			terms: None,
			envelope: None,
		},
		Call::reject_request { patient, organization: CLINIC },
		Call::refuse { patient, refusal: refusal() },
		Call::lift_refusal { patient, refusal: 0 },
		Call::refuse_all { patient, even_in_emergency: true },
		Call::lift_refuse_all { patient },
		Call::opt_out_of_emergencies { patient },
		Call::opt_in_to_emergencies { patient },
		Call::mark_confidential { patient, class: NOTE },
		Call::unmark_confidential { patient, class: NOTE },
		Call::set_emergency_ring { patient, ring: ring() },
		Call::remove_emergency_ring { patient },
	]
	.into_iter()
	.map(RuntimeCall::Consent)
	.collect()
}

/// Every call that a practitioner makes, but those about emergencies.
fn calls_of_practitioners(patient: PatientId, capacity: Capacity) -> Vec<RuntimeCall> {
	let provision = broad();
	[
		Call::renounce { patient, capacity, grant: 0 },
		Call::refer {
			patient,
			capacity,
			parent: 0,
			organization: CLINIC,
			provision: provision.clone(),
			envelope: None,
		},
		Call::request_consent { patient, capacity, provision, reason: Commitment::zero() },
		Call::withdraw_request { patient, capacity },
	]
	.into_iter()
	.map(RuntimeCall::Consent)
	.collect()
}

/// Breaking the glass, which always gets an answer.
fn breaking_the_glass(patient: PatientId, capacity: Capacity) -> RuntimeCall {
	RuntimeCall::Consent(Call::open_emergency {
		patient,
		capacity,
		reason: EmergencyReason::Unresponsive,
		justification: Commitment::zero(),
		hours: 1,
	})
}

/// Every call about a session: closing, judging and answering.
fn calls_about_sessions(capacity: Capacity) -> [RuntimeCall; 3] {
	[
		Call::close_emergency { capacity, session: 0 },
		Call::review_emergency { session: 0, capacity, is_justified: true, findings: None },
		Call::answer_emergency { capacity, session: 0, answer: Commitment::zero() },
	]
	.map(RuntimeCall::Consent)
}

/// Every call of the policy origin.
fn calls_of_governance() -> [RuntimeCall; 3] {
	[
		Call::enact_policy { policy: reporting() },
		Call::repeal_policy { policy: PolicyId::default() },
		Call::license_break_glass { organization: CLINIC, terms: None },
	]
	.map(RuntimeCall::Consent)
}

/// Why `call` was refused. It changed nothing.
fn refused(call: RuntimeCall, origin: RuntimeOrigin) -> DispatchError {
	let root = || sp_io::storage::root(StateVersion::V1);
	let before = root();
	let answer = call.clone().dispatch(origin);
	assert_eq!(root(), before, "{call:?} was refused and changed something");
	answer.expect_err(&format!("{call:?} must be refused")).error
}
