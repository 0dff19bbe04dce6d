//! Contesting an entry.

use super::inquiring::*;
use crate::{mock::*, Error, Event, Inquiry, InquiryCause, MAX_CONTESTED, MAX_CONTESTED_BY_OTHERS};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use salus_primitives::{
	day_of,
	doubles::{Patients, Providers},
	AccessAttempt, Action, Actor, Answers, AuditTrail, AuditedEvent, Denial, EmergencyDenial,
	NotPractising, Outcome, Power, Powers, Purpose, Relation, Role, Roles, Target, TrailId, DAY,
};
use sp_runtime::DispatchError;

const MOTHER: u64 = 31;
const EXECUTOR: u64 = 32;
const OTHER_REPRESENTATIVE: u64 = 33;

#[test]
fn a_contested_entry_is_to_be_answered_by_a_date() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		assert_ok!(contest(CONTROLLER, sequence));
		let due = NOW + ANSWER_PERIOD;
		assert_eq!(
			inquiry(sequence),
			Some(Inquiry {
				cause: InquiryCause::Contested,
				raised_at: NOW,
				due,
				is_answered: false,
				is_escalated: false,
				is_resolved: false,
			})
		);
		assert_eq!(super::inquiring::due(), [(day_of(due), sequence)]);
		assert_eq!(contested(), 1);
		System::assert_last_event(
			Event::EntryContested { patient: PATIENT, sequence, organization: HOSPITAL, due }
				.into(),
		);
	});
}

#[test]
fn that_it_is_contested_stands_in_the_same_trail() {
	with_officers(|| {
		let sequence = contested_entry();
		let contested = AuditedEvent::EntryContested {
			entry: sequence,
			organization: HOSPITAL,
			statement: STATEMENT,
		};
		assert_eq!(latest_entry(), (Actor::Person(CONTROLLER), contested));
		let head = AuditLog::head(TRAIL);
		System::assert_has_event(
			Event::EntryAppended { trail: TRAIL, sequence: sequence + 1, tip: head.tip }.into(),
		);
	});
}

#[test]
fn what_a_gateway_did_for_somebody_is_contested_too() {
	with_officers(|| {
		let sequence = written_by(BY_RESIDENT);
		assert_ok!(contest(CONTROLLER, sequence));
		assert!(inquiry(sequence).is_some());
	});
}

#[test]
fn whoever_may_read_for_the_patient_contests_on_its_behalf() {
	with_officers(|| {
		let may_read = Powers::of(&[Power::Access]);
		Patients::relate(PATIENT, MOTHER, Relation::Representative(may_read));
		Patients::relate(PATIENT, EXECUTOR, Relation::Executor(may_read));
		for who in [MOTHER, EXECUTOR] {
			let sequence = written_by(BY_PHYSICIAN);
			assert_ok!(contest(who, sequence));
			assert_eq!(latest_entry().0, Actor::Person(who));
		}
	});
}

#[test]
fn a_patient_whose_side_is_frozen_contests_all_the_same() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		Patients::freeze(PATIENT);
		assert_ok!(contest(CONTROLLER, sequence));
	});
}

#[test]
fn nobody_else_contests() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		let all_but_reading = [Power::Consent, Power::Records, Power::Recovery, Power::Identity];
		Patients::relate(PATIENT, MOTHER, Relation::Representative(Powers::of(&all_but_reading)));
		for who in [OUTSIDER, PHYSICIAN, OFFICER, MOTHER] {
			assert_noop!(contest(who, sequence), Error::<Test>::NotAuthorized);
		}
		// Nor does a stranger learn which entries there are.
		assert_noop!(contest(OUTSIDER, 99), Error::<Test>::NotAuthorized);
		assert_noop!(
			AuditLog::contest_entry(RuntimeOrigin::root(), PATIENT, sequence, STATEMENT),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn nobody_contests_for_a_patient_who_is_closed_or_unknown() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		Patients::close(PATIENT);
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::NotAuthorized);
		assert_noop!(
			AuditLog::contest_entry(RuntimeOrigin::signed(CONTROLLER), NOBODY, 0, STATEMENT),
			Error::<Test>::NotAuthorized
		);
	});
}

#[test]
fn what_is_not_there_is_not_contested() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		for absent in [sequence + 1, u64::MAX] {
			assert_noop!(contest(CONTROLLER, absent), Error::<Test>::EntryNotFound);
		}
	});
}

#[test]
fn an_entry_of_another_trail_is_not_contested() {
	with_officers(|| {
		flagged_in(TrailId::Organization(HOSPITAL), Some(NOBODY));
		assert_noop!(contest(CONTROLLER, 0), Error::<Test>::EntryNotFound);
	});
}

#[test]
fn what_no_organization_did_is_not_contested() {
	with_officers(|| {
		for actor in [Actor::Person(CONTROLLER), Actor::Authority, Actor::Chain] {
			let sequence = written_by(actor);
			assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::NothingToContest);
		}
	});
}

#[test]
fn what_belongs_to_an_inquiry_is_not_contested_again() {
	with_officers(|| {
		let sequence = contested_entry();
		assert_noop!(contest(CONTROLLER, sequence + 1), Error::<Test>::NothingToContest);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_eq!(latest_entry().0, BY_OFFICER);
		assert_noop!(contest(CONTROLLER, sequence + 2), Error::<Test>::NothingToContest);
	});
}

#[test]
fn an_entry_is_contested_once() {
	with_officers(|| {
		let sequence = contested_entry();
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
		// Not even when that is over.
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
	});
}

#[test]
fn a_flagged_release_is_contested_once_with_a_date_of_its_own() {
	with_officers(|| {
		let sequence = flagged_release();
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 1);
		wait(3 * DAY);
		assert_ok!(contest(CONTROLLER, sequence));
		let inquiry = inquiry(sequence).unwrap();
		assert_eq!(inquiry.cause, InquiryCause::Contested);
		let due = NOW + 3 * DAY + ANSWER_PERIOD;
		assert_eq!((inquiry.raised_at, inquiry.due), (NOW + 3 * DAY, due));
		assert_eq!(super::inquiring::due(), [(day_of(due), sequence)]);
		assert_eq!((contested(), AuditLog::open_flagged(HOSPITAL)), (1, 0));
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);

		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_eq!((contested(), AuditLog::open_flagged(HOSPITAL)), (0, 0));
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
	});
}

#[test]
fn what_was_said_about_the_flag_does_not_bar_the_patient() {
	with_officers(|| {
		let answered = flagged_release();
		assert_ok!(answer(OFFICER, AT_HOSPITAL, answered));
		let resolved = flagged_release();
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 1);
		let_it_be_overdue();
		assert_ok!(resolve(resolved));
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 0);
		for sequence in [answered, resolved] {
			assert_ok!(contest(CONTROLLER, sequence));
			let inquiry = inquiry(sequence).unwrap();
			assert!(inquiry.is_to_be_answered());
			assert_eq!(inquiry.cause, InquiryCause::Contested);
			assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
			assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		}
		assert_eq!((contested(), AuditLog::open_flagged(HOSPITAL)), (0, 0));
	});
}

#[test]
fn a_flagged_release_that_is_with_the_authority_is_not_contested() {
	with_officers(|| {
		let sequence = flagged_release();
		let_it_be_overdue();
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
		// Not even when it was answered late.
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
		assert_noop!(contest(CONTROLLER, sequence), Error::<Test>::AlreadyContested);
		assert_eq!((contested(), AuditLog::open_flagged(HOSPITAL)), (0, 1));
		assert_ok!(resolve(sequence));
		assert_ok!(contest(CONTROLLER, sequence));
	});
}

#[test]
fn open_flagged_releases_are_counted_by_organization() {
	with_officers(|| {
		let all: Vec<_> = (0..3).map(|_| flagged_release()).collect();
		flagged_in(TrailId::Organization(HOSPITAL), Some(NOBODY));
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 4);
		assert_eq!(AuditLog::open_flagged(ARCHIVE), 0);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, all[0]));
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 3);
		let_it_be_overdue();
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 3, "the authority has to see to them");
		assert_ok!(resolve(all[1]));
		assert_eq!(AuditLog::open_flagged(HOSPITAL), 2);
	});
}

/// An attempt in the hospital's name, by somebody whom nobody knows, of which each target was denied, or permitted.
fn attempt_of(outcomes: &[Outcome]) -> AuditedEvent<u64> {
	let targets = (0..).map(Target::Anchor);
	AuditedEvent::AccessRequested(AccessAttempt {
		patient: None,
		action: Action::Access,
		purpose: Purpose::Treatment,
		custodian: ARCHIVE,
		reason: None,
		claim: None,
		encounter: None,
		answers: Answers::join(targets.zip(outcomes.iter().copied())),
	})
}

#[test]
fn what_was_only_tried_in_the_name_of_an_organization_is_not_its_doing() {
	with_officers(|| {
		let stranger = |organization| Actor::Practitioner { organization, account: OUTSIDER };
		let not_practising = |reason| Outcome::Denied(Denial::NotPractising(reason));
		let is_contested = |organization, event| {
			let sequence = AuditLog::append(TRAIL, stranger(organization), event);
			match contest(CONTROLLER, sequence) {
				Ok(()) => true,
				Err(error) => {
					assert_eq!(error, Error::<Test>::NothingToContest.into());
					assert!(inquiry(sequence).is_none());
					false
				},
			}
		};
		let nobody = not_practising(NotPractising::NotAPractitioner);
		let left = not_practising(NotPractising::PractitionerLeft);
		let unknown = not_practising(NotPractising::UnknownOrganization);
		assert!(!is_contested(HOSPITAL, attempt_of(&[nobody])));
		assert!(!is_contested(HOSPITAL, attempt_of(&[nobody, left])));
		assert!(!is_contested(77, attempt_of(&[unknown])));
		let refused = Outcome::Denied(Denial::Refused);
		let permitted = Outcome::Permitted(GRANT);
		for outcome in [refused, permitted] {
			assert!(is_contested(HOSPITAL, attempt_of(&[outcome])));
			assert!(is_contested(HOSPITAL, attempt_of(&[nobody, outcome])));
		}
		let emergency = |denial| AuditedEvent::EmergencyDenied { patient: PATIENT, denial };
		let reason = NotPractising::NotAPractitioner;
		assert!(!is_contested(HOSPITAL, emergency(EmergencyDenial::NotPractising(reason))));
		assert!(is_contested(HOSPITAL, emergency(EmergencyDenial::NoEmergencyRole)));
		assert!(is_contested(HOSPITAL, emergency(EmergencyDenial::Refused)));
	});
}

#[test]
fn so_many_entries_wait_for_an_answer_and_no_more() {
	with_officers(|| {
		let all: Vec<_> = (0..MAX_CONTESTED).map(|_| contested_entry()).collect();
		let one_more = written_by(BY_PHYSICIAN);
		assert_noop!(contest(CONTROLLER, one_more), Error::<Test>::TooManyContested);
		// That an entry is contested already is told first.
		assert_noop!(contest(CONTROLLER, all[0]), Error::<Test>::AlreadyContested);

		assert_ok!(answer(OFFICER, AT_HOSPITAL, all[7]));
		assert_ok!(contest(CONTROLLER, one_more));
		assert_eq!(contested(), MAX_CONTESTED);
	});
}

/// A representative who contested all that there was room for kept the controller from contesting, for as long as nobody answered.
#[test]
fn representatives_leave_the_controller_room_to_contest() {
	with_officers(|| {
		let may_read = Powers::of(&[Power::Access]);
		Patients::relate(PATIENT, MOTHER, Relation::Representative(may_read));
		Patients::relate(PATIENT, OTHER_REPRESENTATIVE, Relation::Representative(may_read));
		Patients::relate(PATIENT, EXECUTOR, Relation::Executor(may_read));
		let all = [MOTHER, OTHER_REPRESENTATIVE, EXECUTOR];
		let mut filed = Vec::new();
		for who in all.into_iter().cycle().take(MAX_CONTESTED_BY_OTHERS.into()) {
			let sequence = written_by(BY_PHYSICIAN);
			assert_ok!(contest(who, sequence));
			filed.push(sequence);
		}
		// Together they have had their share.
		let one_more = written_by(BY_PHYSICIAN);
		for who in all {
			assert_noop!(contest(who, one_more), Error::<Test>::TooManyContested);
		}
		for _ in MAX_CONTESTED_BY_OTHERS..MAX_CONTESTED {
			contested_entry();
		}
		assert_eq!(contested(), MAX_CONTESTED);
		assert_noop!(contest(CONTROLLER, one_more), Error::<Test>::TooManyContested);

		// What is answered makes room for the controller first.
		assert_ok!(answer(OFFICER, AT_HOSPITAL, filed[0]));
		assert_noop!(contest(MOTHER, one_more), Error::<Test>::TooManyContested);
		assert_ok!(contest(CONTROLLER, one_more));
	});
}

#[test]
fn a_representative_contests_again_once_few_enough_wait() {
	with_officers(|| {
		Patients::relate(PATIENT, MOTHER, Relation::Representative(Powers::of(&[Power::Access])));
		let all: Vec<_> = (0..MAX_CONTESTED_BY_OTHERS).map(|_| contested_entry()).collect();
		let one_more = written_by(BY_PHYSICIAN);
		assert_noop!(contest(MOTHER, one_more), Error::<Test>::TooManyContested);
		assert_ok!(answer(OFFICER, AT_HOSPITAL, all[0]));
		assert_ok!(contest(MOTHER, one_more));
	});
}

#[test]
fn what_is_flagged_takes_no_room_of_what_is_contested() {
	with_officers(|| {
		for _ in 0..=MAX_CONTESTED {
			flagged_release();
		}
		assert_eq!(contested(), 0);
		contested_entry();
		assert_eq!(contested(), 1);
	});
}

#[test]
fn contesting_is_free_for_whoever_may() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		let call =
			crate::Call::<Test>::contest_entry { patient: PATIENT, sequence, statement: STATEMENT };
		let is_free = |who| {
			frame_support::dispatch::CheckIfFeeless::is_feeless(&call, &RuntimeOrigin::signed(who))
		};
		assert!(is_free(CONTROLLER));
		assert!(!is_free(OUTSIDER));
		assert!(!is_free(OFFICER));
		let declared = call.get_dispatch_info().call_weight;
		assert!(declared.all_gte(<AuditLog as AuditTrail<u64>>::weight()));
	});
}

#[test]
fn an_organization_that_may_not_act_is_asked_all_the_same() {
	with_officers(|| {
		let sequence = written_by(BY_PHYSICIAN);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_ok!(contest(CONTROLLER, sequence));
		assert_noop!(answer(OFFICER, AT_HOSPITAL, sequence), Error::<Test>::NotAuthorized);
		let_it_be_overdue();
		assert_eq!(escalated(), [sequence]);
		Providers::admit(HOSPITAL, OFFICER, Roles::of(&[Role::PrivacyOfficer]));
		assert_ok!(answer(OFFICER, AT_HOSPITAL, sequence));
	});
}
