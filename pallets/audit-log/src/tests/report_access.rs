//! `report_access`: what a custodian has released is written down in any case, and flagged if no ticket covers it.

use crate::{
	mock::*, types::ActivityKind, Activities, Call, Entries, Error, Event, Heads, Inquiries,
	InquiryCause, Redeemed, ReleaseReport, TicketFault, WeightInfo, FREE_REPORTS, MAX_OPEN_FLAGGED,
	MAX_REPORTS,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult, GetDispatchInfo},
	traits::ConstU32,
	BoundedVec,
};
use salus_primitives::{
	day_of,
	doubles::{Patients, Policy, Providers},
	Action, Actor, AuditEntry, AuditedEvent, Basis, Commitment, Decision, Denial, NotPractising,
	PatientId, PractitionerId, Purpose, Recipient, ReleaseFlaw, ReportCause, ReportedRelease, Role,
	Roles, Target, Targets, TicketHolder, TicketSecret, TrailId, MAX_TARGETS,
};
use sp_runtime::DispatchError;

const TRAIL: TrailId = TrailId::Patient(PATIENT);
const OF_ARCHIVE: TrailId = TrailId::Organization(ARCHIVE);
/// Of whom the chain knows nothing: a court.
const COURT: Recipient<u64> = Recipient::Outside(Commitment::repeat_byte(8));
const NURSE: u64 = 20;

fn physician() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN }
}

fn nurse() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: NURSE }
}

/// A release that the physician's ticket at that place covers, just now.
fn under(ticket: u64) -> ReleaseReport<u64> {
	ReleaseReport {
		patient: PATIENT,
		ticket: Some(ticket),
		secret: Some(SECRET),
		recipient: Recipient::Requester,
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: Targets::new(),
		released_at: NOW,
		cause: ReportCause::Bulk,
		statement: Some(REASON),
	}
}

/// A release to a court, without a ticket.
fn to_court() -> ReleaseReport<u64> {
	ReleaseReport {
		ticket: None,
		secret: None,
		recipient: COURT,
		action: Action::Disclose,
		purpose: Purpose::PublicHealth,
		targets: Targets::truncate_from(vec![TARGET]),
		cause: ReportCause::OutsideTheChain,
		..under(0)
	}
}

fn report_by(who: u64, reports: Vec<ReleaseReport<u64>>) -> DispatchResult {
	let reports = BoundedVec::try_from(reports).unwrap();
	AuditLog::report_access(RuntimeOrigin::signed(who), ARCHIVE, reports)
		.map(|_| ())
		.map_err(|refused| refused.error)
}

fn report(report: ReleaseReport<u64>) -> DispatchResult {
	report_by(KEEPER, vec![report])
}

/// What the latest entry of `trail` says was released.
fn told_in(trail: TrailId) -> ReportedRelease<u64> {
	let entry = Entries::<Test>::get(trail, AuditLog::head(trail).next - 1).unwrap();
	let AuditedEvent::ReleaseReported(release) = entry.event else { panic!("another event") };
	release
}

/// What the report lacks when it is told.
fn flaw_of(one: ReleaseReport<u64>) -> Option<ReleaseFlaw> {
	assert_ok!(report(one));
	told_in(TRAIL).flaw
}

fn has_inquiry(trail: TrailId, sequence: u64) -> bool {
	Inquiries::<Test>::get(ARCHIVE, (trail, sequence))
		.is_some_and(|inquiry| inquiry.cause == InquiryCause::Flagged)
}

#[test]
fn a_release_that_its_ticket_covers_is_an_entry_without_a_flaw() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		wait(60_000);
		System::reset_events();
		let one = ReleaseReport { released_at: NOW + 30_000, ..under(ticket) };
		assert_ok!(report(one));
		let release = ReportedRelease {
			patient: None,
			ticket: Some(ticket),
			recipient: Recipient::Requester,
			action: Action::Access,
			purpose: Purpose::Treatment,
			targets: Targets::new(),
			released_at: NOW + 30_000,
			cause: ReportCause::Bulk,
			flaw: None,
			statement: Some(REASON),
		};
		let keeper = Actor::Practitioner { organization: ARCHIVE, account: KEEPER };
		let event = AuditedEvent::ReleaseReported(release);
		assert_eq!(
			Entries::<Test>::get(TRAIL, 1),
			Some(AuditEntry::new(NOW + 60_000, keeper, event))
		);
		let told: Vec<_> = System::events().into_iter().map(|record| record.event).collect();
		let reported = Event::ReleasesReported { custodian: ARCHIVE, releases: 1, flagged: 0 };
		assert_eq!(told, [reported.into()], "in which trail it stands is not told");
		let row = (day_of(NOW), ARCHIVE, (TRAIL, 1));
		assert_eq!(Activities::<Test>::get(row), Some(ActivityKind::Released));
		assert_eq!(Inquiries::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_report_that_its_ticket_covers_uses_it_up() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		assert_eq!(flaw_of(under(ticket)), None);
		assert_eq!(
			AuditLog::check_ticket(PATIENT, ticket, PHYSICIAN, None, ARCHIVE),
			Err(TicketFault::TicketRedeemed)
		);
		assert_eq!(flaw_of(under(ticket)), Some(ReleaseFlaw::RedeemedBefore));
	});
}

#[test]
fn of_two_reports_in_one_call_the_second_finds_the_ticket_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		assert_ok!(report_by(KEEPER, vec![under(ticket), under(ticket)]));
		System::assert_last_event(
			Event::ReleasesReported { custodian: ARCHIVE, releases: 2, flagged: 1 }.into(),
		);
		assert!(!has_inquiry(TRAIL, 1));
		assert!(has_inquiry(TRAIL, 2));
	});
}

#[test]
fn a_flawed_report_uses_no_ticket_up() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		let unproven = ReleaseReport { secret: None, ..under(ticket) };
		assert_eq!(flaw_of(unproven), Some(ReleaseFlaw::NotProven));
		assert_eq!(Redeemed::<Test>::iter().count(), 0);
		assert_ok!(AuditLog::check_ticket(PATIENT, ticket, PHYSICIAN, None, ARCHIVE));
	});
}

/// Nothing would take such a mark away.
#[test]
fn a_ticket_whose_hour_is_over_gets_no_mark() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		// It expires in the hour that begins with NOW.
		wait(3_600_000 - 1);
		assert_eq!(flaw_of(under(ticket)), None);
		assert_eq!(flaw_of(under(ticket)), Some(ReleaseFlaw::RedeemedBefore));
		let other = self::later_ticket();
		wait(3 * 3_600_000);
		let before = Redeemed::<Test>::iter().count();
		let late = ReleaseReport { released_at: NOW + 3_600_000, ..under(other) };
		assert_eq!(flaw_of(late), Some(ReleaseFlaw::TooLate));
		assert_eq!(Redeemed::<Test>::iter().count(), before);
	});
}

/// A ticket given an hour after the first.
fn later_ticket() -> u64 {
	wait(3_600_000);
	ticket()
}

#[test]
fn each_flaw_is_found_in_the_documented_order() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer(Decision::Permit(GRANT));
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		let ticket = latest();
		assert_ok!(AuditLog::request_access(
			RuntimeOrigin::signed(PHYSICIAN),
			PATIENT,
			TARGET,
			Action::Access,
			Purpose::Treatment,
			AT_HOSPITAL,
			HOSPITAL,
			None,
			SECRET.claim(),
		));
		let for_hospital = latest();
		let correcting = permitted_to(Action::Correct);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		let denied = latest();
		Policy::answer(Decision::Permit(GRANT));
		wait(LIFETIME);

		// From the last flaw to the first: each report has all that come after its own.
		Policy::answer(Decision::Permit(Basis::Grant(77)));
		assert_eq!(flaw_of(under(ticket)), Some(ReleaseFlaw::NoLongerPermitted));
		let unproven = ReleaseReport { secret: Some(TicketSecret([0; 32])), ..under(ticket) };
		assert_eq!(flaw_of(unproven.clone()), Some(ReleaseFlaw::NotProven));
		assert_eq!(
			flaw_of(ReleaseReport { secret: None, ..under(ticket) }),
			Some(ReleaseFlaw::NotProven)
		);
		Policy::answer(Decision::Permit(GRANT));
		assert_eq!(flaw_of(under(ticket)), None);
		assert_eq!(flaw_of(unproven.clone()), Some(ReleaseFlaw::RedeemedBefore));
		let early = ReleaseReport { released_at: NOW - 1, ..unproven.clone() };
		assert_eq!(flaw_of(early), Some(ReleaseFlaw::OutsideItsLife));
		let late = ReleaseReport { released_at: NOW + LIFETIME, ..unproven };
		assert_eq!(flaw_of(late.clone()), Some(ReleaseFlaw::OutsideItsLife));
		let not_covered = Some(ReleaseFlaw::NotCovered);
		let other_action = ReleaseReport { action: Action::Use, ..late.clone() };
		assert_eq!(flaw_of(other_action.clone()), not_covered);
		let other_purpose = ReleaseReport { purpose: Purpose::Research, ..late.clone() };
		assert_eq!(flaw_of(other_purpose), not_covered);
		let targets = Targets::truncate_from(vec![TARGET, Target::Anchor(77)]);
		assert_eq!(flaw_of(ReleaseReport { targets, ..late }), not_covered);
		let to_stranger = ReleaseReport { recipient: COURT, ..other_action };
		assert_eq!(flaw_of(to_stranger.clone()), Some(ReleaseFlaw::NotTicketHolder));
		let of_another = ReleaseReport { ticket: Some(for_hospital), ..to_stranger };
		assert_eq!(flaw_of(of_another.clone()), Some(ReleaseFlaw::WrongCustodian));
		for no_ticket in [denied, correcting, latest(), 7_777] {
			let not_found = ReleaseReport { ticket: Some(no_ticket), ..of_another.clone() };
			assert_eq!(flaw_of(not_found), Some(ReleaseFlaw::TicketNotFound));
		}
		assert_eq!(flaw_of(to_court()), Some(ReleaseFlaw::NoTicket));
	});
}

/// A ticket that was used in time leaves a mark for its hour alone: whoever reports later could do so again and again.
#[test]
fn what_is_reported_when_the_ticket_s_mark_is_gone_is_to_be_answered_for() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		wait(2 * 3_600_000);
		for sequence in 1..=2 {
			assert_eq!(flaw_of(under(ticket)), Some(ReleaseFlaw::TooLate));
			assert!(has_inquiry(TRAIL, sequence));
		}
		// One for an encounter serves until it expires, and is no later for that.
		let round = encounter_ticket(TicketHolder::Requester);
		let released_at = Timestamp::get();
		wait(20 * 3_600_000);
		assert_eq!(flaw_of(ReleaseReport { released_at, ..under(round) }), None);
	});
}

#[test]
fn what_was_released_in_a_downtime_is_to_be_answered_for_under_whatever_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		assert_eq!(flaw_of(ReleaseReport { cause: ReportCause::Downtime, ..under(ticket) }), None);
		assert!(has_inquiry(TRAIL, 1));
		System::assert_last_event(
			Event::ReleasesReported { custodian: ARCHIVE, releases: 1, flagged: 1 }.into(),
		);
	});
}

/// Otherwise a custodian would report what it releases after a revocation, in place of redeeming.
#[test]
fn what_is_permitted_no_longer_when_it_is_reported_is_to_be_answered_for() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer(Decision::Permit(GRANT));
		let asked = [Target::Anchor(1), Target::Anchor(2)];
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &asked, None));
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Deny(Denial::NotGranted),
		});
		let of = |targets: &[Target]| {
			let targets = Targets::truncate_from(targets.to_vec());
			flaw_of(ReleaseReport { targets, ..under(0) })
		};
		assert_eq!(of(&asked[1..]), Some(ReleaseFlaw::NoLongerPermitted));
		assert_eq!(of(&[]), Some(ReleaseFlaw::NoLongerPermitted));
		assert_eq!(of(&asked[..1]), None);
	});
}

#[test]
fn a_refused_report_pays_back_the_decisions_that_were_not_made() {
	ExtBuilder::default().build_and_execute(|| {
		let refused = |who, reports: Vec<ReleaseReport<u64>>| {
			let reports = BoundedVec::truncate_from(reports);
			let call = Call::<Test>::report_access { custodian: ARCHIVE, reports: reports.clone() };
			let declared = call.get_dispatch_info().call_weight;
			let outcome = AuditLog::report_access(RuntimeOrigin::signed(who), ARCHIVE, reports);
			(declared, outcome.unwrap_err().post_info.actual_weight.unwrap())
		};
		let to_come = ReleaseReport { released_at: NOW + 1, ..to_court() };
		for (who, reports) in [(OUTSIDER, vec![to_court(); 64]), (KEEPER, vec![to_come; 64])] {
			let (declared, actual) = refused(who, reports);
			assert!(declared.ref_time() > actual.ref_time());
		}
	});
}

/// Whoever answers for nothing that is flagged floods trails at its own cost.
#[test]
fn a_custodian_that_leaves_too_much_unanswered_pays_for_its_reports_and_may_still_report() {
	ExtBuilder::default().build_and_execute(|| {
		let is_free = || call(1).is_feeless(&RuntimeOrigin::signed(KEEPER));
		assert_ok!(report_by(KEEPER, vec![to_court(); MAX_OPEN_FLAGGED as usize]));
		assert!(is_free());
		assert_ok!(report(to_court()));
		assert!(!is_free());
		assert_ok!(report(to_court()));
	});
}

#[test]
fn many_targets_are_reported_at_the_cost_of_many_reports() {
	ExtBuilder::default().build_and_execute(|| {
		let of = |targets: u32| ReleaseReport {
			targets: Targets::truncate_from((0..targets).map(Target::Anchor).collect()),
			..to_court()
		};
		let is_free = |reports: Vec<ReleaseReport<u64>>| {
			let reports = BoundedVec::truncate_from(reports);
			RuntimeCall::AuditLog(Call::report_access { custodian: ARCHIVE, reports })
				.is_feeless(&RuntimeOrigin::signed(KEEPER))
		};
		assert!(is_free(vec![of(64)]));
		assert!(!is_free(vec![of(64), of(1)]));
		assert!(is_free(vec![of(32), of(32)]));
	});
}

#[test]
fn reports_pay_for_the_decisions_that_were_made() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		let weight_of = |reports: Vec<ReleaseReport<u64>>| {
			let reports = BoundedVec::truncate_from(reports);
			let call = Call::<Test>::report_access { custodian: ARCHIVE, reports: reports.clone() };
			let declared = call.get_dispatch_info().call_weight;
			let who = RuntimeOrigin::signed(KEEPER);
			let post = AuditLog::report_access(who, ARCHIVE, reports).unwrap();
			(declared, post.actual_weight.unwrap())
		};
		let (declared, actual) = weight_of(vec![under(ticket)]);
		assert!(declared.ref_time() > actual.ref_time());
		// No ticket, no decision; what the first of each report takes is charged all the same.
		assert_eq!(weight_of(vec![to_court()]).1, actual);
	});
}

#[test]
fn a_release_without_a_ticket_is_recorded_and_to_be_answered_for() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(report(to_court()));
		let told = told_in(TRAIL);
		assert_eq!((told.flaw, told.recipient), (Some(ReleaseFlaw::NoTicket), COURT));
		assert!(has_inquiry(TRAIL, 0));
		System::assert_last_event(
			Event::ReleasesReported { custodian: ARCHIVE, releases: 1, flagged: 1 }.into(),
		);
	});
}

#[test]
fn a_release_of_a_closed_patient_stands_in_the_patients_trail() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = ticket();
		Patients::close(PATIENT);
		assert_eq!(flaw_of(under(ticket)), Some(ReleaseFlaw::NoLongerPermitted));
		assert!(!Heads::<Test>::contains_key(OF_ARCHIVE));
	});
}

#[test]
fn a_release_of_nobody_stands_in_the_custodians_trail() {
	ExtBuilder::default().build_and_execute(|| {
		for (one, flaw) in [
			(ReleaseReport { patient: NOBODY, ..to_court() }, ReleaseFlaw::NoTicket),
			(ReleaseReport { patient: NOBODY, ..under(0) }, ReleaseFlaw::TicketNotFound),
		] {
			assert_ok!(report(one));
			let told = told_in(OF_ARCHIVE);
			assert_eq!((told.patient, told.flaw), (Some(NOBODY), Some(flaw)));
		}
		assert!(!Heads::<Test>::contains_key(TrailId::Patient(NOBODY)));
		assert!(has_inquiry(OF_ARCHIVE, 0) && has_inquiry(OF_ARCHIVE, 1));
		let row = (day_of(NOW), ARCHIVE, (OF_ARCHIVE, 1));
		assert_eq!(Activities::<Test>::get(row), Some(ActivityKind::Released));
	});
}

#[test]
fn a_ticket_of_another_patient_covers_nothing() {
	const OTHER: PatientId = PatientId([0xA2; 32]);
	ExtBuilder::default().build_and_execute(|| {
		Patients::open(OTHER, CONTROLLER);
		let ticket = ticket();
		assert_ok!(report(ReleaseReport { patient: OTHER, ..under(ticket) }));
		assert_eq!(told_in(TrailId::Patient(OTHER)).flaw, Some(ReleaseFlaw::TicketNotFound));
	});
}

#[test]
fn the_requester_may_be_named_and_nobody_else() {
	ExtBuilder::default().build_and_execute(|| {
		let given = ticket_for(GATEWAY, FOR_RESIDENT);
		let resident =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		let to = |recipient| ReleaseReport { recipient, ..under(given) };
		let others = [
			Recipient::Actor(physician()),
			Recipient::Actor(Actor::Practitioner { organization: HOSPITAL, account: GATEWAY }),
			Recipient::Actor(Actor::Person(GATEWAY)),
			Recipient::Actor(Actor::Chain),
			Recipient::Organization(HOSPITAL),
			Recipient::PatientsSide,
			COURT,
		];
		for other in others {
			assert_eq!(flaw_of(to(other)), Some(ReleaseFlaw::NotTicketHolder));
		}
		assert_eq!(flaw_of(to(Recipient::Actor(resident))), None);
	});
}

#[test]
fn of_a_team_it_counts_who_had_the_role_when_it_was_released() {
	ExtBuilder::default().build_and_execute(|| {
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Nurse]));
		Providers::admit(ARCHIVE, 21, Roles::ALL);
		let ticket = encounter_ticket(TicketHolder::Role(Role::Nurse));
		wait(60_000);
		let of_nurse = PractitionerId::Account(NURSE);
		Providers::set_roles_at(HOSPITAL, &of_nurse, Roles::of(&[Role::Billing]), NOW + 30_000);
		let to = |recipient, after| {
			flaw_of(ReleaseReport { recipient, released_at: NOW + after, ..under(ticket) })
		};
		let not_holder = Some(ReleaseFlaw::NotTicketHolder);
		assert_eq!(to(Recipient::Actor(nurse()), 29_999), None);
		assert_eq!(to(Recipient::Actor(nurse()), 30_000), not_holder);
		// Serves until it expires, for reports, too.
		assert_eq!(to(Recipient::Actor(nurse()), 0), None);
		// The requester is a physician; the other has the role elsewhere.
		assert_eq!(to(Recipient::Requester, 0), not_holder);
		let elsewhere = Actor::Practitioner { organization: ARCHIVE, account: 21 };
		assert_eq!(to(Recipient::Actor(elsewhere), 0), not_holder);
		for other in [Recipient::Organization(HOSPITAL), Recipient::PatientsSide, COURT] {
			assert_eq!(to(other, 0), not_holder);
		}
		// Where the directory no longer knows, the custodian is believed.
		Providers::bar(HOSPITAL, NotPractising::NoLongerKnown);
		assert_eq!(to(Recipient::Actor(nurse()), 30_000), None);
	});
}

#[test]
fn what_was_denied_beside_what_was_permitted_is_not_covered() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(Basis::Policy(1)),
			_ => Decision::Deny(Denial::NotGranted),
		});
		let asked = [Target::Anchor(1), Target::Anchor(2)];
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &asked, None));
		let of = |targets: &[Target]| ReleaseReport {
			targets: Targets::truncate_from(targets.to_vec()),
			..under(0)
		};
		assert_eq!(flaw_of(of(&asked)), Some(ReleaseFlaw::NotCovered));
		assert_eq!(flaw_of(of(&asked[..1])), None);
	});
}

#[test]
fn what_says_nothing_or_is_to_come_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let good = to_court;
		let refused: [(Vec<ReleaseReport<u64>>, Error<Test>); 5] = [
			(vec![], Error::NothingReported),
			(
				vec![good(), ReleaseReport { released_at: NOW + 1, ..good() }],
				Error::ReleasedInFuture,
			),
			(
				vec![good(), ReleaseReport { recipient: Recipient::Requester, ..good() }],
				Error::IncompleteReport,
			),
			(
				vec![good(), ReleaseReport { targets: Targets::new(), ..good() }],
				Error::IncompleteReport,
			),
			(
				vec![
					good(),
					ReleaseReport {
						targets: Targets::truncate_from(vec![TARGET, TARGET]),
						..good()
					},
				],
				Error::TargetsNotDistinct,
			),
		];
		for (reports, error) in refused {
			assert_noop!(report_by(KEEPER, reports), error);
		}
		// It is not refused for a patient whom nobody knows, or a ticket that is none.
		assert_ok!(report(ReleaseReport { patient: NOBODY, ..under(9) }));
		assert_ok!(report(good()));
	});
}

#[test]
fn nobody_but_the_custodians_people_reports() {
	ExtBuilder::default().build_and_execute(|| {
		Providers::admit(ARCHIVE, 7, Roles::of(&[Role::Billing]));
		Providers::admit_through(ARCHIVE, GATEWAY, RESIDENT, Roles::of(&[Role::Custodian]));
		for who in [PHYSICIAN, CONTROLLER, OUTSIDER, 7, GATEWAY] {
			assert_noop!(report_by(who, vec![to_court()]), Error::<Test>::NotAuthorized);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let reports = BoundedVec::try_from(vec![to_court()]).unwrap();
			assert_noop!(
				AuditLog::report_access(origin, ARCHIVE, reports),
				DispatchError::BadOrigin
			);
		}
		Providers::bar(ARCHIVE, NotPractising::OrganizationSuspended);
		assert_noop!(report_by(KEEPER, vec![to_court()]), Error::<Test>::NotAuthorized);
	});
}

fn call(count: usize) -> RuntimeCall {
	let reports: BoundedVec<_, ConstU32<MAX_REPORTS>> =
		BoundedVec::try_from(vec![to_court(); count]).unwrap();
	RuntimeCall::AuditLog(Call::report_access { custodian: ARCHIVE, reports })
}

#[test]
fn as_many_as_may_be_are_reported_at_once_one_entry_each() {
	ExtBuilder::default().build_and_execute(|| {
		let all = vec![to_court(); MAX_REPORTS as usize];
		assert_ok!(report_by(KEEPER, all));
		assert_eq!(AuditLog::head(TRAIL).next, u64::from(MAX_REPORTS));
		assert_eq!(Activities::<Test>::iter().count(), MAX_REPORTS as usize);
		System::assert_last_event(
			Event::ReleasesReported {
				custodian: ARCHIVE,
				releases: MAX_REPORTS,
				flagged: MAX_REPORTS,
			}
			.into(),
		);
	});
	for count in [1, 256] {
		let weight = call(count).get_dispatch_info().call_weight;
		let most = PolicyWeight::get().saturating_mul(count as u64 * u64::from(MAX_TARGETS));
		let expected = <() as WeightInfo>::report_access(count as u32).saturating_add(most);
		assert_eq!(weight, expected, "a decision on each of as many targets as can be");
	}
}

#[test]
fn a_few_are_reported_without_a_fee_by_the_custodians_people() {
	ExtBuilder::default().build_and_execute(|| {
		let is_free = |who, count| call(count).is_feeless(&RuntimeOrigin::signed(who));
		assert!(is_free(KEEPER, 1) && is_free(KEEPER, FREE_REPORTS));
		assert!(!is_free(KEEPER, FREE_REPORTS + 1));
		assert!(!is_free(PHYSICIAN, 1) && !is_free(OUTSIDER, 1));
		assert!(!call(1).is_feeless(&RuntimeOrigin::root()));
	});
}
