//! Releases are entries: by whom, to whom, under which ticket, and those that are told afterwards.

use pallet_audit_log::{InquiryCause, ReleaseReport, Whose};
use pallet_consent::Scope;
use salus_primitives::{
	Action, Actor, AuditedEvent, Capacity, InquiryAnswer, PatientId, Period, PractitionerId,
	Purpose, Recipient, ReleaseFlaw, ReportCause, ReportedRelease, Role, Roles, Sequence, Target,
	TicketSecret, TrailId,
};
use salus_runtime::{AccountId, AuditLog, Runtime, RuntimeCall, RuntimeEvent, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};

type AuditCall = pallet_audit_log::Call<Runtime>;
type AuditError = pallet_audit_log::Error<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

/// A patient who lets the clinic read all that the hospital keeps; the hospital has a second custodian, and a privacy
/// officer.
fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	for (name, role) in [("a clerk", Role::Custodian), ("Olivia", Role::PrivacyOfficer)] {
		let add = Registry::add_practitioner {
			organization: HOSPITAL,
			practitioner: PractitionerId::Account(account(&person(name))),
			roles: Roles::of(&[role]),
			licence: Period { from: 0, until: None },
		};
		chain.send(&person("Alice"), add).ok();
	}
	World { chain, key, patient }
}

fn hospital_s(name: &str) -> Actor<AccountId> {
	Actor::Practitioner { organization: HOSPITAL, account: account(&person(name)) }
}

impl World {
	fn trail(&self) -> TrailId {
		TrailId::Patient(self.patient)
	}

	/// Eve asks for the record.
	fn ticket(&mut self) -> Sequence {
		let ask = calls::read(self.patient, 0, practising(CLINIC));
		answer(&self.chain.send(&person("Eve"), ask).ok()).expect("the grant covers it")
	}

	/// What Charlie has released to Eve while the chain stood still.
	fn report(&mut self, ticket: Option<Sequence>) -> ReleaseReport<AccountId> {
		let eve = Actor::Practitioner { organization: CLINIC, account: account(&person("Eve")) };
		ReleaseReport {
			patient: self.patient,
			ticket,
			secret: ticket.map(|_| calls::SECRET),
			recipient: ticket.map_or(Recipient::Actor(eve), |_| Recipient::Requester),
			action: Action::Access,
			purpose: Purpose::Treatment,
			targets: calls::some([Target::Anchor(0)]),
			released_at: self.chain.look(Timestamp::get),
			cause: ReportCause::Downtime,
			statement: Some(H256::repeat_byte(3)),
		}
	}

	/// The releases that were reported, in the trail's order.
	fn reported(&mut self) -> Vec<ReportedRelease<AccountId>> {
		let trail = self.trail();
		let told = trails::told(&mut self.chain, trail).into_iter();
		told.filter_map(|event| match event {
			AuditedEvent::ReleaseReported(release) => Some(release),
			_ => None,
		})
		.collect()
	}

	/// What the hospital has to answer for.
	fn inquiries(&mut self) -> Vec<pallet_audit_log::OpenInquiry> {
		self.chain.look(|| AuditLog::inquiries(HOSPITAL, None, 100))
	}
}

fn flagged(sent: &Sent) -> (u32, u32) {
	sent.events
		.iter()
		.find_map(|event| match event {
			RuntimeEvent::AuditLog(pallet_audit_log::Event::ReleasesReported {
				releases,
				flagged,
				..
			}) => Some((*releases, *flagged)),
			_ => None,
		})
		.expect("releases were reported")
}

#[test]
fn a_release_is_an_entry_of_whoever_released() {
	let mut world = world();
	let ticket = world.ticket();
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	let sent = world.chain.send(&person("Charlie"), redeem).ok();
	assert_eq!(fees(&sent), 0);
	let trail = world.trail();
	let (place, entry) = trails::last(&mut world.chain, trail);
	assert_eq!(entry.actor, hospital_s("Charlie"));
	let expected = AuditedEvent::RecordsReleased {
		ticket,
		recipient: Recipient::Requester,
		targets: Default::default(),
	};
	assert_eq!(entry.event, expected);
	let told = pallet_audit_log::Event::RecordsReleased {
		patient: world.patient,
		ticket,
		custodian: HOSPITAL,
		sequence: place,
	};
	assert!(sent.events.contains(&RuntimeEvent::AuditLog(told)));
	trails::assert_whole(&mut world.chain, trail);
}

/// Any employee with the role of a custodian could use up every ticket that names the organization, as soon as it appeared.
#[test]
fn a_clerk_cannot_burn_a_ticket_whose_holder_has_not_come() {
	let mut world = world();
	let ticket = world.ticket();
	let (trail, patient) = (world.trail(), world.patient);
	let guess = |secret| -> RuntimeCall {
		AuditCall::redeem_ticket {
			patient,
			sequence: ticket,
			holder: account(&person("Eve")),
			practitioner: None,
			custodian: HOSPITAL,
			secret,
			targets: Default::default(),
		}
		.into()
	};
	let mut near = calls::SECRET;
	near.0[31] ^= 1;
	let mut from_claim = TicketSecret([0; 32]);
	from_claim.0[..16].copy_from_slice(&calls::SECRET.claim().0);
	for secret in [TicketSecret([0; 32]), near, from_claim] {
		let (call, before) = (guess(secret), trails::head(&mut world.chain, trail));
		world.chain.send(&person("a clerk"), call).refused(AuditError::WrongSecret);
		assert_eq!(trails::head(&mut world.chain, trail), before);
	}
	// Eve comes, and is served.
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem.clone()).ok();
	world.chain.send(&person("a clerk"), redeem).refused(AuditError::TicketRedeemed);
}

#[test]
fn what_was_released_while_the_chain_stood_still_is_told_afterwards_and_looked_at_again() {
	let mut world = world();
	let ticket = world.ticket();
	let report = world.report(Some(ticket));
	let released_at = report.released_at;
	// The chain stands still: no ticket of minutes can be redeemed any more.
	world.chain.wait(HOUR / 5);
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).refused(AuditError::TicketExpired);
	let sent = world.chain.send(&person("Charlie"), calls::report([report])).ok();
	assert_eq!((fees(&sent), flagged(&sent)), (0, (1, 1)));
	let [told] = &world.reported()[..] else { panic!("one was reported") };
	assert_eq!((told.ticket, told.flaw), (Some(ticket), None), "the ticket covered it");
	assert_eq!((told.cause, told.released_at), (ReportCause::Downtime, released_at));
	let [open] = &world.inquiries()[..] else { panic!("it awaits review") };
	assert_eq!(open.inquiry.cause, InquiryCause::Flagged);
	let trail = world.trail();
	trails::assert_whole(&mut world.chain, trail);
}

/// The mark that a ticket has served goes with the hour, so that the same release could be told twice.
#[test]
fn a_release_that_is_told_much_later_has_to_be_explained() {
	let mut world = world();
	let ticket = world.ticket();
	let report = ReleaseReport { cause: ReportCause::Bulk, ..world.report(Some(ticket)) };
	world.chain.wait(3 * HOUR);
	let sent = world.chain.send(&person("Charlie"), calls::report([report])).ok();
	assert_eq!(flagged(&sent), (1, 1));
	assert_eq!(world.reported()[0].flaw, Some(ReleaseFlaw::TooLate));
}

#[test]
fn a_ticket_that_has_served_covers_no_other_release() {
	let mut world = world();
	let (redeemed, reported) = (world.ticket(), world.ticket());
	let redeem = calls::redeem(world.patient, redeemed, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).ok();
	// A release that is reported counts as a redemption, too.
	for (ticket, flags) in [(redeemed, 1), (reported, 0), (reported, 1)] {
		let report = ReleaseReport { cause: ReportCause::Bulk, ..world.report(Some(ticket)) };
		let sent = world.chain.send(&person("Charlie"), calls::report([report])).ok();
		assert_eq!(flagged(&sent), (1, flags));
	}
	let flaws: Vec<_> = world.reported().into_iter().map(|told| told.flaw).collect();
	let before = Some(ReleaseFlaw::RedeemedBefore);
	assert_eq!(flaws, [before, None, before]);
	let redeem = calls::redeem(world.patient, reported, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).refused(AuditError::TicketRedeemed);
}

#[test]
fn a_release_without_a_ticket_is_recorded_flagged_and_answered_for() {
	let mut world = world();
	let report = world.report(None);
	let sent = world.chain.send(&person("Charlie"), calls::report([report])).ok();
	assert_eq!(flagged(&sent), (1, 1));
	let (trail, capacity) = (world.trail(), practising(HOSPITAL));
	let (sequence, entry) = trails::entries(&mut world.chain, trail)
		.into_iter()
		.rfind(|(_, entry)| matches!(entry.event, AuditedEvent::ReleaseReported(_)))
		.expect("it was reported");
	assert_eq!(entry.actor, hospital_s("Charlie"));
	let [inquiry] = &world.inquiries()[..] else { panic!("it awaits an answer") };
	assert_eq!((inquiry.trail, inquiry.sequence), (trail, sequence));
	assert_eq!(inquiry.inquiry.cause, InquiryCause::Flagged);
	let (answer, statement) = (InquiryAnswer::Justified, H256::repeat_byte(4));
	let call = AuditCall::answer_inquiry { capacity, trail, sequence, answer, statement };
	// Not by who released.
	fund(&mut world.chain, &person("Charlie"));
	world.chain.send(&person("Charlie"), call.clone()).refused(AuditError::NotAuthorized);
	let sent = world.chain.send(&person("Olivia"), call).ok();
	assert_eq!(fees(&sent), 0);
	let (_, last) = trails::last(&mut world.chain, trail);
	let expected =
		AuditedEvent::InquiryAnswered { entry: sequence, answer, is_late: false, statement };
	assert_eq!((last.actor, last.event), (hospital_s("Olivia"), expected));
	assert!(world.inquiries().iter().all(|open| open.inquiry.is_over()));
}

/// A report about an id that nobody has stands in the custodian's own trail.
#[test]
fn a_report_about_nobody_stands_with_the_custodian() {
	let mut world = world();
	let nobody = PatientId([9; 32]);
	let report = ReleaseReport { patient: nobody, ..world.report(None) };
	world.chain.send(&person("Charlie"), calls::report([report])).ok();
	let own = TrailId::Organization(HOSPITAL);
	let told = trails::told(&mut world.chain, own);
	let reported = told.iter().find_map(|event| match event {
		AuditedEvent::ReleaseReported(release) => Some(release),
		_ => None,
	});
	assert_eq!(reported.expect("it was reported").patient, Some(nobody));
	assert!(trails::entries(&mut world.chain, TrailId::Patient(nobody)).is_empty());
	trails::assert_whole(&mut world.chain, own);
}

/// What a patient, a custodian and a regulator ask: what was released, when, to whom, why.
#[test]
fn what_was_released_is_one_question() {
	let mut world = world();
	let began = world.chain.look(Timestamp::get);
	let ticket = world.ticket();
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).ok();
	let report = world.report(None);
	world.chain.send(&person("Charlie"), calls::report([report])).ok();
	let ended = world.chain.look(Timestamp::get) + 1;
	let all = Period { from: began, until: Some(ended) };
	let mut ask = |whose, purpose| {
		let page = world.chain.look(|| AuditLog::releases(whose, all, purpose, None, 100));
		assert_eq!(page.next, None);
		page.releases
	};
	for whose in [Whose::Patient(world.patient), Whose::Organization(HOSPITAL)] {
		let releases = ask(whose, None);
		assert_eq!(releases.len(), 2, "{whose:?}");
		let eve = Actor::Practitioner { organization: CLINIC, account: account(&person("Eve")) };
		for release in &releases {
			assert_eq!(release.recipient, Recipient::Actor(eve.clone()));
			assert_eq!(release.released_by, hospital_s("Charlie"));
			assert_eq!(release.targets, [Target::Anchor(0)]);
			assert_eq!(release.purpose, Some(Purpose::Treatment));
		}
		let flaws: Vec<_> = releases.iter().map(|release| release.flaw).collect();
		assert_eq!(flaws, [None, Some(ReleaseFlaw::NoTicket)]);
		assert_eq!(ask(whose, Some(Purpose::Research)), vec![]);
	}
	assert_eq!(ask(Whose::Organization(CLINIC), None), vec![], "it has asked, not released");
}

#[test]
fn the_patient_contests_and_what_is_not_answered_goes_to_the_authority() {
	let mut world = world();
	let sequence = world.ticket();
	let (patient, trail, statement) = (world.patient, world.trail(), H256::repeat_byte(1));
	let contest = AuditCall::contest_entry { patient, sequence, statement };
	let sent = world.chain.send(&world.key, contest).ok();
	assert_eq!(fees(&sent), 0);
	let of_clinic = |world: &mut World| world.chain.look(|| AuditLog::inquiries(CLINIC, None, 10));
	let [open] = &of_clinic(&mut world)[..] else { panic!("the clinic has to answer") };
	assert_eq!(open.inquiry.cause, InquiryCause::Contested);
	assert_eq!(trails::head(&mut world.chain, trail).contested, 1);
	world.chain.wait(32 * DAY);
	for _ in 0..3 {
		world.chain.pass_a_block();
	}
	let escalated = world.chain.look(|| AuditLog::escalated(None, 10));
	assert_eq!(escalated.len(), 1);
	let (_, last) = trails::last(&mut world.chain, trail);
	assert_eq!(last.actor, Actor::Chain);
	assert_eq!(last.event, AuditedEvent::InquiryEscalated { entry: sequence });
	let verdict = salus_primitives::InquiryVerdict::Upheld;
	let organization = CLINIC;
	let findings = Some(H256::repeat_byte(2));
	let resolve = AuditCall::resolve_inquiry { organization, trail, sequence, verdict, findings };
	world.chain.sudo(resolve);
	let (_, last) = trails::last(&mut world.chain, trail);
	assert_eq!(last.actor, Actor::Authority);
	assert_eq!(last.event, AuditedEvent::InquiryResolved { entry: sequence, verdict, findings });
	assert_eq!(world.chain.look(|| AuditLog::escalated(None, 10)).len(), 0);
	assert_eq!(trails::head(&mut world.chain, trail).contested, 0);
	trails::assert_whole(&mut world.chain, trail);
}
