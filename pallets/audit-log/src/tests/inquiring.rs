//! What the tests of inquiries have in common: a hospital with privacy officers, and entries to contest.

use crate::{mock::*, Escalated, Heads, Inquiries, InquiriesDue, Inquiry, InquiryCause};
use frame_support::{dispatch::DispatchResult, traits::Hooks, weights::Weight};
use salus_primitives::{
	doubles::Providers, Action, Actor, AuditTrail, AuditedEvent, Basis, Capacity, Commitment, Day,
	InquiryAnswer, InquiryVerdict, OrganizationId, PatientId, Pseudonym, Purpose, Recipient,
	RecordClass, ReleaseFlaw, ReportCause, ReportedRelease, Role, Roles, Sequence, Targets,
	TrailId, DAY,
};

pub const TRAIL: TrailId = TrailId::Patient(PATIENT);
/// The hospital's privacy officers: one with an account, one for whom the gateway signs.
pub const OFFICER: u64 = 21;
pub const SILENT_OFFICER: Pseudonym = Pseudonym([0x0F; 32]);
pub const FOR_OFFICER: Capacity =
	Capacity::Gateway { organization: HOSPITAL, practitioner: SILENT_OFFICER };
pub const STATEMENT: Commitment = Commitment::repeat_byte(0xC0);
pub const REPLY: Commitment = Commitment::repeat_byte(0xC1);

pub const BY_PHYSICIAN: Actor<u64> =
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
pub const BY_RESIDENT: Actor<u64> =
	Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
pub const BY_OFFICER: Actor<u64> = Actor::Practitioner { organization: HOSPITAL, account: OFFICER };

/// Runs `test` where the hospital has its privacy officers, then checks that what always holds still does.
pub fn with_officers(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		let officer = Roles::of(&[Role::PrivacyOfficer]);
		Providers::admit(HOSPITAL, OFFICER, officer);
		Providers::admit_through(HOSPITAL, GATEWAY, SILENT_OFFICER, officer);
		test();
	});
}

/// Something that `actor` did with the patient's records.
pub fn deed() -> AuditedEvent<u64> {
	AuditedEvent::RecordsAnchored {
		anchor: 3,
		class: RecordClass(1),
		purpose: Purpose::Treatment,
		basis: Basis::Author,
	}
}

/// A release that no ticket covers, which the physician reported: the hospital has to answer for it.
pub fn flagged_release() -> Sequence {
	flagged_in(TRAIL, None)
}

/// As [`flagged_release`], in `trail`; in an organization's, `patient` is somebody whom nobody knows.
pub fn flagged_in(trail: TrailId, patient: Option<PatientId>) -> Sequence {
	let report = AuditedEvent::ReleaseReported(ReportedRelease {
		patient,
		ticket: None,
		recipient: Recipient::Outside(STATEMENT),
		action: Action::Disclose,
		purpose: Purpose::PublicHealth,
		targets: Targets::truncate_from(vec![TARGET]),
		released_at: NOW,
		cause: ReportCause::OutsideTheChain,
		flaw: Some(ReleaseFlaw::NoTicket),
		statement: None,
	});
	let sequence = AuditLog::append(trail, BY_PHYSICIAN, report);
	AuditLog::raise(HOSPITAL, trail, sequence, InquiryCause::Flagged);
	sequence
}

/// Writes down that `actor` did something, and tells where.
pub fn written_by(actor: Actor<u64>) -> Sequence {
	AuditLog::append(TRAIL, actor, deed())
}

pub fn contest(who: u64, sequence: Sequence) -> DispatchResult {
	AuditLog::contest_entry(RuntimeOrigin::signed(who), PATIENT, sequence, STATEMENT)
}

/// An entry by the physician that the controller contests.
pub fn contested_entry() -> Sequence {
	let sequence = written_by(BY_PHYSICIAN);
	contest(CONTROLLER, sequence).unwrap();
	sequence
}

pub fn answer(who: u64, capacity: Capacity, sequence: Sequence) -> DispatchResult {
	answer_in(TRAIL, who, capacity, sequence)
}

pub fn answer_in(
	trail: TrailId,
	who: u64,
	capacity: Capacity,
	sequence: Sequence,
) -> DispatchResult {
	let who = RuntimeOrigin::signed(who);
	AuditLog::answer_inquiry(who, capacity, trail, sequence, InquiryAnswer::Justified, REPLY)
}

pub fn resolve(sequence: Sequence) -> DispatchResult {
	resolve_of(HOSPITAL, TRAIL, sequence)
}

pub fn resolve_of(
	organization: OrganizationId,
	trail: TrailId,
	sequence: Sequence,
) -> DispatchResult {
	let verdict = InquiryVerdict::Upheld;
	AuditLog::resolve_inquiry(RuntimeOrigin::root(), organization, trail, sequence, verdict, None)
}

/// Lets a block have room for all that is to be done.
pub fn idle() {
	AuditLog::on_idle(1, Weight::MAX);
}

/// Lets the clock show the first moment of the day after an inquiry of [`NOW`] was to be answered, and a block have room.
pub fn let_it_be_overdue() {
	wait(ANSWER_PERIOD + DAY);
	idle();
}

pub fn inquiry(sequence: Sequence) -> Option<Inquiry> {
	Inquiries::<Test>::get(HOSPITAL, (TRAIL, sequence))
}

/// How many entries of the patient are contested and wait.
pub fn contested() -> u8 {
	Heads::<Test>::get(TRAIL).map_or(0, |head| head.contested)
}

/// What is to be answered, by day and place.
pub fn due() -> Vec<(Day, Sequence)> {
	let mut due: Vec<_> =
		InquiriesDue::<Test>::iter_keys().map(|(day, (_, _, place))| (day, place)).collect();
	due.sort();
	due
}

/// What waits for the authority, by place.
pub fn escalated() -> Vec<Sequence> {
	let mut escalated: Vec<_> = Escalated::<Test>::iter_keys().map(|(_, _, place)| place).collect();
	escalated.sort();
	escalated
}

/// The latest entry of the patient's trail: by whom, and what.
pub fn latest_entry() -> (Actor<u64>, AuditedEvent<u64>) {
	let next = AuditLog::head(TRAIL).next;
	let (_, entry) = AuditLog::entries(TRAIL, next - 1, 1).remove(0);
	(entry.actor, entry.event)
}
