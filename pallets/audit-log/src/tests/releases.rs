//! What was released between two moments, to whom and why.

use super::entries::*;
use crate::{
	mock::*, views::MAX_LOOKED_AT, ActivityCursor, Exemption, ReleaseCursor, ReleaseView, Whose,
};
use salus_primitives::{
	day_of, Actor, AuditTrail, AuditedEvent, Basis, Outcome, Period, Purpose, Recipient,
	RecordClass, ReleaseFlaw, ReportCause, Sequence, Target, TrailId, DAY,
};

const ALWAYS: Period = Period { from: 0, until: None };
const OF_PATIENT: Whose = Whose::Patient(PATIENT);
const OF_ARCHIVE: Whose = Whose::Organization(ARCHIVE);
const LABORATORY: Target = Target::Class { class: RecordClass(4), content: None };
const OTHER_GRANT: Basis = Basis::Grant(9);

/// All that is told, page by page.
fn all(
	whose: Whose,
	between: Period,
	purpose: Option<Purpose>,
	limit: u32,
) -> Vec<ReleaseView<u64>> {
	let mut found = Vec::new();
	let mut after = None;
	loop {
		let page = AuditLog::releases(whose, between, purpose, after, limit);
		assert!(page.releases.len() <= limit as usize);
		found.extend(page.releases);
		if page.next.is_none() {
			return found;
		}
		assert_ne!(page.next, after, "a page goes on");
		after = page.next;
	}
}

/// The places of what is told.
fn places(whose: Whose, between: Period, purpose: Option<Purpose>) -> Vec<Sequence> {
	all(whose, between, purpose, 256).into_iter().map(|release| release.sequence).collect()
}

/// The one release at that place.
fn view_of(sequence: Sequence) -> ReleaseView<u64> {
	all(OF_PATIENT, ALWAYS, None, 256)
		.into_iter()
		.find(|release| release.sequence == sequence)
		.unwrap()
}

#[test]
fn a_release_says_to_whom_and_why_what_its_ticket_says() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT), (LABORATORY, OTHER_GRANT)]);
		wait(60_000);
		let sequence = release(ticket, &[]);
		let expected = ReleaseView {
			trail: TRAIL,
			sequence,
			released_at: NOW + 60_000,
			released_by: BY_KEEPER,
			recipient: Recipient::Actor(BY_PHYSICIAN),
			action: Some(salus_primitives::Action::Access),
			purpose: Some(Purpose::Research),
			targets: vec![TARGET, LABORATORY],
			bases: vec![GRANT, OTHER_GRANT],
			ticket: Some(ticket),
			cause: None,
			flaw: None,
			statement: None,
			exemption: Some(Exemption::Authorized),
		};
		assert_eq!(all(OF_PATIENT, ALWAYS, None, 256), std::slice::from_ref(&expected));
		assert_eq!(all(OF_ARCHIVE, ALWAYS, None, 256), [expected]);
		assert_eq!(all(Whose::Organization(HOSPITAL), ALWAYS, None, 256), []);
		assert_eq!(all(Whose::Patient(NOBODY), ALWAYS, None, 256), []);
	});
}

#[test]
fn a_release_of_a_part_has_the_grounds_of_that_part() {
	ExtBuilder::default().build_and_execute(|| {
		let third = Target::Anchor(8);
		let permitted = [(TARGET, GRANT), (LABORATORY, Basis::Policy(2)), (third, GRANT)];
		let ticket = permit(Purpose::Research, &permitted);
		let granted = view_of(release(ticket, &[third, TARGET]));
		assert_eq!(granted.targets, [third, TARGET]);
		assert_eq!(granted.bases, [GRANT], "each once");
		assert_eq!(granted.exemption, Some(Exemption::Authorized));
		let both = view_of(release(ticket, &[LABORATORY, TARGET]));
		assert_eq!(both.bases, [GRANT, Basis::Policy(2)]);
		assert_eq!(both.exemption, None, "law permitted a part of it");
	});
}

#[test]
fn what_was_denied_is_no_part_of_a_release() {
	ExtBuilder::default().build_and_execute(|| {
		let denial = Outcome::Denied(salus_primitives::Denial::NotGranted);
		let outcomes = [(TARGET, denial), (LABORATORY, Outcome::Permitted(GRANT))];
		let event = AuditedEvent::AccessRequested(attempt(Purpose::Research, &outcomes));
		let ticket = AuditLog::append_listed(TRAIL, BY_PHYSICIAN, event);
		assert_eq!(view_of(release(ticket, &[])).targets, [LABORATORY]);
	});
}

#[test]
fn a_reported_release_counts_when_it_was_released() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		wait(2 * DAY);
		let late = report(reported(Some(ticket), NOW + 1_000));
		let view = view_of(late);
		assert_eq!(view.released_at, NOW + 1_000);
		assert_eq!(view.recipient, Recipient::Actor(BY_PHYSICIAN));
		assert_eq!(view.cause, Some(ReportCause::Downtime));
		assert_eq!((view.bases, view.flaw), (vec![GRANT], None));
		let first_day = Period { from: NOW, until: Some(NOW + DAY) };
		let third_day = Period { from: NOW + 2 * DAY, until: Some(NOW + 3 * DAY) };
		for whose in [OF_PATIENT, OF_ARCHIVE] {
			assert_eq!(places(whose, first_day, None), [late]);
			assert_eq!(places(whose, third_day, None), Vec::<Sequence>::new());
		}
	});
}

#[test]
fn releases_say_since_when_nothing_is_missing() {
	ExtBuilder::default().build_and_execute(|| {
		let since = |whose| AuditLog::releases(whose, ALWAYS, None, None, 256).complete_since;
		assert_eq!((since(OF_PATIENT), since(OF_ARCHIVE)), (0, 0), "nothing was pruned");
		prune();
		let listed_since = NOW - u64::from(ACTIVITY_DAYS) * DAY;
		assert_eq!(since(OF_ARCHIVE), listed_since);
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		wait(DAY);
		let first = release(ticket, &[]);
		wait(2 * DAY);
		let second = release(ticket, &[]);
		// Of a day whose list is being pruned, some may be gone.
		assert_eq!((since(OF_PATIENT), since(OF_ARCHIVE)), (0, listed_since + DAY));
		wait(u64::from(ACTIVITY_DAYS + 2) * DAY);
		prune();
		assert_eq!(since(OF_ARCHIVE), NOW + 2 * DAY);
		assert_eq!(places(OF_ARCHIVE, ALWAYS, None), [second]);
		assert_eq!(places(OF_PATIENT, ALWAYS, None), [first, second]);

		wait(SHORTEST_RETENTION);
		prune();
		assert_eq!(since(OF_PATIENT), NOW + DAY);
		let later = 10 * SHORTEST_RETENTION;
		wait(later);
		prune();
		assert_eq!(since(OF_PATIENT), NOW + later, "nothing is kept");
	});
}

#[test]
fn a_page_without_a_limit_goes_on() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		for _ in 0..3 {
			release(ticket, &[]);
		}
		for whose in [OF_PATIENT, OF_ARCHIVE] {
			let page = AuditLog::releases(whose, ALWAYS, None, None, 0);
			assert_eq!(page, AuditLog::releases(whose, ALWAYS, None, None, 1));
			assert_eq!((page.releases.len(), page.next.is_some()), (1, true));
		}
		assert_eq!(AuditLog::entries(TRAIL, 1, 0), AuditLog::entries(TRAIL, 1, 1));
		assert_eq!(AuditLog::entries(TRAIL, 1, 0).len(), 1);
		assert_eq!(AuditLog::trails(None, 0).len(), 1);
	});
}

#[test]
fn the_bounds_of_the_period_are_those_of_every_period() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		let at = |later| {
			wait(later);
			release(ticket, &[])
		};
		let (first, second, third) = (at(0), at(1_000), at(2_000));
		let between = |from, until| Period { from: NOW + from, until: Some(NOW + until) };
		for whose in [OF_PATIENT, OF_ARCHIVE] {
			assert_eq!(places(whose, between(0, 2_000), None), [first, second]);
			assert_eq!(places(whose, between(1, 2_001), None), [second, third]);
			assert_eq!(
				places(whose, Period { from: NOW + 1_000, until: None }, None),
				[second, third]
			);
			assert_eq!(places(whose, between(1_000, 1_000), None), Vec::<Sequence>::new());
			assert_eq!(places(whose, between(2_000, 1_000), None), Vec::<Sequence>::new());
		}
	});
}

#[test]
fn releases_are_found_by_purpose() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let research = permit(Purpose::Research, &[(TARGET, GRANT)]);
		let treatment = permit(Purpose::Treatment, &[(TARGET, GRANT)]);
		let [first, second] = [release(research, &[]), release(treatment, &[])];
		let third = report(reported(Some(research), NOW));
		for whose in [OF_PATIENT, OF_ARCHIVE] {
			assert_eq!(places(whose, ALWAYS, Some(Purpose::Research)), [first, third]);
			assert_eq!(places(whose, ALWAYS, Some(Purpose::Treatment)), [second]);
			assert_eq!(places(whose, ALWAYS, Some(Purpose::Payment)), Vec::<Sequence>::new());
			assert_eq!(places(whose, ALWAYS, None), [first, second, third]);
		}
	});
}

#[test]
fn treatment_payment_and_operations_need_no_account() {
	ExtBuilder::default().build_and_execute(|| {
		let exemption_for = |purpose| {
			let ticket = permit(purpose, &[(TARGET, Basis::Policy(1))]);
			view_of(release(ticket, &[])).exemption
		};
		for purpose in [
			Purpose::Treatment,
			Purpose::EmergencyTreatment,
			Purpose::Payment,
			Purpose::Operations,
			Purpose::CareManagement,
		] {
			let routine = Some(Exemption::TreatmentPaymentOperations);
			assert_eq!(exemption_for(purpose), routine, "{purpose:?}");
		}
		for purpose in [
			Purpose::Research,
			Purpose::ClinicalTrial,
			Purpose::PublicHealth,
			Purpose::PatientRequest,
			Purpose::FamilyRequest,
			Purpose::PowerOfAttorney,
			Purpose::Coverage,
			Purpose::SystemAdministration,
		] {
			assert_eq!(exemption_for(purpose), None, "{purpose:?}");
		}
	});
}

#[test]
fn what_went_to_the_individual_needs_no_account() {
	ExtBuilder::default().build_and_execute(|| {
		let own = [(TARGET, Basis::Patient)];
		let ticket = permit_to(Actor::Person(CONTROLLER), Purpose::PatientRequest, &own);
		let view = view_of(release(ticket, &[]));
		assert_eq!(view.recipient, Recipient::Actor(Actor::Person(CONTROLLER)));
		assert_eq!(view.exemption, Some(Exemption::ToTheIndividual));

		let mut on_paper = reported(Some(ticket), NOW);
		on_paper.purpose = Purpose::PatientRequest;
		on_paper.recipient = Recipient::PatientsSide;
		assert_eq!(view_of(report(on_paper)).exemption, Some(Exemption::ToTheIndividual));
	});
}

#[test]
fn a_release_that_no_ticket_covers_is_always_accounted_for() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = permit(Purpose::Treatment, &[(TARGET, GRANT)]);
		let mut flagged = reported(Some(ticket), NOW);
		flagged.purpose = Purpose::Treatment;
		assert!(view_of(report(flagged.clone())).exemption.is_some());
		flagged.flaw = Some(ReleaseFlaw::WrongCustodian);
		let view = view_of(report(flagged.clone()));
		assert_eq!((view.exemption, view.flaw), (None, Some(ReleaseFlaw::WrongCustodian)));
		assert_eq!(view.bases, [], "it was on no ground");
		flagged.recipient = Recipient::PatientsSide;
		assert_eq!(view_of(report(flagged)).exemption, None);

		let view = view_of(report(reported(None, NOW)));
		assert_eq!((view.exemption, view.flaw), (None, Some(ReleaseFlaw::NoTicket)));
		assert_eq!(view.recipient, Recipient::Outside(REASON));
	});
}

#[test]
fn a_release_whose_ticket_was_pruned_is_still_told() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let ticket = permit(Purpose::Treatment, &[(TARGET, GRANT)]);
		wait(60_000);
		let sequence = release(ticket, &[]);
		wait(SHORTEST_RETENTION + 60_000);
		prune();
		assert_eq!(AuditLog::head(TRAIL).first, sequence);
		let view = view_of(sequence);
		assert_eq!(view.recipient, Recipient::Requester);
		assert_eq!((view.action, view.purpose), (None, None));
		assert_eq!((view.targets, view.bases), (vec![], vec![]));
		assert_eq!(view.exemption, None, "nothing says why it would be exempt");
		assert_eq!(view.ticket, Some(ticket));
	});
}

#[test]
fn an_organization_is_told_of_patients_whom_nobody_knows() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let mut unknown = reported(None, NOW);
		unknown.patient = Some(NOBODY);
		let event = AuditedEvent::ReleaseReported(unknown);
		let trail = TrailId::Organization(ARCHIVE);
		AuditLog::append_listed(trail, BY_KEEPER, event);
		let found = all(OF_ARCHIVE, ALWAYS, None, 256);
		assert_eq!(found.len(), 1);
		assert_eq!((found[0].trail, found[0].sequence), (trail, 0));
	});
}

#[test]
fn pages_give_the_same_as_one_answer_also_of_five_thousand_entries() {
	ExtBuilder::default().build_and_execute(|| {
		prune();
		let mut expected = Vec::new();
		for day in 0..10 {
			wait(day * DAY);
			let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
			for number in 1..500 {
				if number % 10 == 0 {
					expected.push(release(ticket, &[]));
				} else {
					key_replaced(number);
				}
			}
		}
		assert_eq!(AuditLog::head(TRAIL).next, 5_000);
		let sequences = |whose, limit| -> Vec<Sequence> {
			all(whose, ALWAYS, None, limit).into_iter().map(|release| release.sequence).collect()
		};
		for limit in [1, 100, 256] {
			assert_eq!(sequences(OF_PATIENT, limit), expected);
			// Within a day the order is that of keys.
			let mut found = sequences(OF_ARCHIVE, limit);
			found.sort();
			assert_eq!(found, expected);
		}
		let page = AuditLog::releases(OF_PATIENT, ALWAYS, None, None, u32::MAX);
		assert_eq!(page.releases.len(), expected.iter().filter(|place| **place < 1_000).count());
		assert_eq!(page.next, Some(ReleaseCursor::Patient(u64::from(MAX_LOOKED_AT) - 1)));
	});
}

#[test]
fn a_page_that_was_filled_by_the_last_entry_is_the_last() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		release(ticket, &[]);
		release(ticket, &[]);
		let page = AuditLog::releases(OF_PATIENT, ALWAYS, None, None, 2);
		assert_eq!((page.releases.len(), page.next), (2, None));
		let page = AuditLog::releases(OF_PATIENT, ALWAYS, None, None, 1);
		assert_eq!((page.releases.len(), page.next), (1, Some(ReleaseCursor::Patient(1))));
	});
}

#[test]
fn a_place_in_another_questions_answer_is_none() {
	ExtBuilder::default().build_and_execute(|| {
		let ticket = permit(Purpose::Research, &[(TARGET, GRANT)]);
		release(ticket, &[]);
		let listed = ActivityCursor { day: day_of(NOW), trail: TRAIL, sequence: 0 };
		for (whose, after) in [
			(OF_PATIENT, ReleaseCursor::Organization(listed)),
			(OF_ARCHIVE, ReleaseCursor::Patient(0)),
		] {
			let page = AuditLog::releases(whose, ALWAYS, None, Some(after), 10);
			assert_eq!((page.releases, page.next), (vec![], None));
		}
		let after = Some(ReleaseCursor::Patient(Sequence::MAX));
		let page = AuditLog::releases(OF_PATIENT, ALWAYS, None, after, 10);
		assert_eq!((page.releases, page.next), (vec![], None));
	});
}
