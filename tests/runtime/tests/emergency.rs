//! Breaking the glass, from the licence to what follows a misuse.

use pallet_consent::BreakGlassTerms;
use salus_primitives::{
	Action, AuditedEvent, Basis, Decision, Denial, EmergencyDenial, EmergencyFlag, EmergencyFlags,
	NotPractising, OrganizationId, PatientId, Period, PractitionerId, Purpose, Role, Roles,
	SessionId, TrailId,
};
use salus_runtime::{AccountId, AuditLog, Consent, Runtime, RuntimeEvent};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;

type ConsentCall = pallet_consent::Call<Runtime>;
type ConsentError = pallet_consent::Error<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const NOT_GRANTED: Decision = Decision::Deny(Denial::NotGranted);

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

/// A patient; Bob, who has the emergency role in the hospital, which may break the glass; and Olivia, a
/// privacy officer of the clinic.
fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	chain.sudo(Registry::set_emergency_role {
		organization: HOSPITAL,
		practitioner: bob(),
		holds: true,
	});
	for (organization, admin, name) in
		[(CLINIC, "Dave", "Olivia"), (HOSPITAL, "Alice", "a colleague")]
	{
		let add = Registry::add_practitioner {
			organization,
			practitioner: PractitionerId::Account(account(&person(name))),
			roles: Roles::of(&[Role::PrivacyOfficer]),
			licence: Period { from: 0, until: None },
		};
		chain.send(&person(admin), add).ok();
	}
	let mut world = World { chain, key, patient };
	world.license(Some(BreakGlassTerms { max_open: 2, max_per_day: 10 }));
	world
}

fn bob() -> PractitionerId<salus_runtime::AccountId> {
	PractitionerId::Account(account(&person("Bob")))
}

impl World {
	fn license(&mut self, terms: Option<BreakGlassTerms>) {
		self.chain.sudo(ConsentCall::license_break_glass { organization: HOSPITAL, terms });
	}

	/// Bob tries to break the glass.
	fn try_to_open(&mut self) -> Sent {
		let open = calls::open_emergency(self.patient, practising(HOSPITAL));
		self.chain.send(&person("Bob"), open)
	}

	#[track_caller]
	fn open(&mut self) -> SessionId {
		let sent = self.try_to_open().ok();
		assert_eq!(fees(&sent), 0);
		sent.events
			.iter()
			.find_map(|event| match event {
				RuntimeEvent::Consent(pallet_consent::Event::EmergencyOpened {
					session, ..
				}) => Some(*session),
				_ => None,
			})
			.expect("the patient is told")
	}

	/// Bob tries to break the glass, and the trail says why he does not.
	#[track_caller]
	fn is_denied(&mut self, denial: EmergencyDenial) {
		let sent = self.try_to_open().ok();
		assert_eq!(fees(&sent), 0);
		let told = pallet_consent::Event::EmergencyDenied {
			patient: self.patient,
			account: account(&person("Bob")),
			organization: Some(HOSPITAL),
		};
		assert!(sent.events.contains(&RuntimeEvent::Consent(told)));
		let entry = AuditedEvent::EmergencyDenied { patient: self.patient, denial };
		assert_eq!(self.trail().pop(), Some((Some(HOSPITAL), entry)));
	}

	/// What the patient's trail tells, and for which organization who did it acted.
	fn trail(&mut self) -> Vec<(Option<OrganizationId>, AuditedEvent<AccountId>)> {
		let patient = self.patient;
		self.chain
			.look(|| AuditLog::entries(TrailId::Patient(patient), 0, 100))
			.into_iter()
			.map(|(_, entry)| (entry.actor.organization(), entry.event))
			.collect()
	}

	/// What a session exceeds.
	fn flags(&mut self, session: SessionId) -> EmergencyFlags {
		self.chain.look(|| Consent::session(session)).expect("opened").flags
	}

	/// What is decided on Bob.
	fn on_bob(&mut self, action: Action, purpose: Purpose) -> Decision {
		let bob = ("Bob", practising(HOSPITAL));
		self.chain.decision(self.patient, bob, (action, purpose), OBSERVATION)
	}

	fn on_bob_in_emergency(&mut self) -> Decision {
		self.on_bob(Action::Access, Purpose::EmergencyTreatment)
	}

	fn review(
		&mut self,
		reviewer: &str,
		organization: OrganizationId,
		session: SessionId,
		is_justified: bool,
	) -> Sent {
		let review = calls::review_emergency(session, practising(organization), is_justified);
		self.chain.send(&person(reviewer), review)
	}
}

#[test]
fn an_open_session_lets_its_practitioner_see_and_add_for_emergency_treatment_only() {
	let mut world = world();
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
	let session = world.open();
	let permitted = Decision::Permit(Basis::Emergency(session));
	assert_eq!(world.on_bob_in_emergency(), permitted);
	assert_eq!(world.on_bob(Action::Collect, Purpose::EmergencyTreatment), permitted);
	assert_eq!(world.on_bob(Action::Disclose, Purpose::EmergencyTreatment), NOT_GRANTED);
	assert_eq!(world.on_bob(Action::Access, Purpose::Treatment), NOT_GRANTED);
	let others = [("Charlie", practising(HOSPITAL)), ("Eve", practising(CLINIC))];
	for other in others {
		let wish = (Action::Access, Purpose::EmergencyTreatment);
		assert_eq!(world.chain.decision(world.patient, other, wish, OBSERVATION), NOT_GRANTED);
	}
	world.chain.wait(HOUR);
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED, "its hour is over");
}

#[test]
fn two_verdicts_and_a_hearing_suspend_a_practitioner_and_one_does_nothing() {
	let mut world = world();
	let session = world.open();
	let permitted = Decision::Permit(Basis::Emergency(session));
	world.review("Olivia", CLINIC, session, false).refused(ConsentError::SessionStillOpen);
	assert_eq!(world.on_bob_in_emergency(), permitted, "nobody ends a treatment");
	world.chain.wait(HOUR);
	let own = world.review("a colleague", HOSPITAL, session, true);
	own.refused(ConsentError::CannotReviewOwnSession);
	let judged = world.review("Olivia", CLINIC, session, false).ok();
	assert_eq!(fees(&judged), 0);
	world.review("Olivia", CLINIC, session, false).refused(ConsentError::CannotReviewTwice);
	// Nothing has followed: Bob goes on helping.
	let next = world.open();
	assert_eq!(world.on_bob_in_emergency(), Decision::Permit(Basis::Emergency(next)));

	let answer = ConsentCall::answer_emergency {
		capacity: practising(HOSPITAL),
		session,
		answer: sp_core::H256::repeat_byte(5),
	};
	assert_eq!(fees(&world.chain.send(&person("Bob"), answer).ok()), 0);
	let by_authority = |is_justified| {
		calls::review_emergency(session, salus_primitives::Capacity::Person, is_justified)
	};
	world.chain.sudo(by_authority(false));
	let suspended = Denial::NotPractising(NotPractising::PractitionerSuspended);
	assert_eq!(world.on_bob_in_emergency(), Decision::Deny(suspended));
	world.review("Olivia", CLINIC, session, true).refused(ConsentError::AlreadyReviewed);

	let told = world.trail();
	assert!(told.iter().any(|(by, event)| *by == Some(HOSPITAL)
		&& matches!(event, AuditedEvent::EmergencyOpened { session: opened, .. } if *opened == session)));
	let judgement =
		|is_final| AuditedEvent::EmergencyReviewed { session, justified: false, is_final };
	assert!(told.contains(&(Some(CLINIC), judgement(false))));
	assert!(told.contains(&(None, judgement(true))));
	// The licensing authority lets him practise again: what is over stays so.
	world.chain.wait(HOUR);
	world
		.chain
		.sudo(Registry::reinstate_practitioner { organization: HOSPITAL, practitioner: bob() });
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
}

#[test]
fn whoever_was_drawn_judges_first() {
	let mut world = world();
	// A third organization gets its privacy officer after the draw.
	let session = world.open();
	world.chain.pass_a_block();
	let reviewers = world.chain.look(|| Consent::session(session)).expect("opened").reviewers;
	assert_eq!(reviewers.to_vec(), vec![CLINIC], "of its own nobody is drawn");
	world.chain.sudo(Registry::accredit_organization {
		kind: salus_primitives::OrganizationKind::Clinic,
		admin: account(&person("Ferdie")),
		accreditation: Period { from: 0, until: None },
		profile: Default::default(),
	});
	let third = 2;
	let add = Registry::add_practitioner {
		organization: third,
		practitioner: PractitionerId::Account(account(&person("Paul"))),
		roles: Roles::of(&[Role::PrivacyOfficer]),
		licence: Period { from: 0, until: None },
	};
	world.chain.send(&person("Ferdie"), add).ok();
	world.chain.wait(HOUR);
	world.review("Paul", third, session, true).refused(ConsentError::NotDrawn);
	world.chain.wait(7 * DAY / 2);
	world.review("Paul", third, session, true).ok();
}

#[test]
fn an_authority_of_the_chain_judges_as_well() {
	let mut world = world();
	let session = world.open();
	world.chain.wait(HOUR);
	world.chain.sudo(calls::review_emergency(session, salus_primitives::Capacity::Person, true));
	let row = world.chain.look(|| Consent::session(session)).expect("opened");
	assert_eq!(row.reviews[0].reviewer, salus_primitives::Actor::Authority);
	assert_eq!(row.verdict(), Some(true));
	assert_eq!(
		world.on_bob_in_emergency(),
		NOT_GRANTED,
		"its hour is over, and nobody acts on after the verdict"
	);
	world.open();
}

#[test]
fn overdue_reviews_flag_sessions_until_they_are_done() {
	let mut world = world();
	let sessions: Vec<_> = (0..3)
		.map(|_| {
			let session = world.open();
			world.chain.wait(HOUR);
			session
		})
		.collect();
	assert!(world.chain.look(|| Consent::overdue_reviews(None)).reviews.is_empty());
	world.chain.wait(7 * DAY);
	assert_eq!(world.chain.look(|| Consent::overdue_reviews(None)).reviews.len(), 3);
	let late = world.open();
	assert_eq!(world.flags(late), EmergencyFlags::of(&[EmergencyFlag::ReviewsOverdue]));
	assert_eq!(world.chain.look(|| Consent::flagged_sessions(None)).reviews.len(), 1);
	world.chain.wait(HOUR);
	world.review("Olivia", CLINIC, sessions[1], true).ok();
	let next = world.open();
	assert!(world.flags(next).is_empty());
}

#[test]
fn beyond_what_it_is_licensed_for_an_organizations_sessions_are_flagged() {
	let mut world = world();
	world.license(None);
	world.is_denied(EmergencyDenial::NotLicensed);
	world.license(Some(BreakGlassTerms { max_open: 1, max_per_day: 2 }));
	let first = world.open();
	world.try_to_open().refused(ConsentError::EmergencyAlreadyOpen);
	let close = |session| ConsentCall::close_emergency { capacity: practising(HOSPITAL), session };
	let sent = world.chain.send(&person("Bob"), close(first)).ok();
	assert_eq!(fees(&sent), 0);
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
	let second = world.open();
	// The hospital's own privacy officer closes it.
	let sent = world.chain.send(&person("a colleague"), close(second)).ok();
	assert_eq!(fees(&sent), 0);
	let third = world.open();
	assert_eq!(world.on_bob_in_emergency(), Decision::Permit(Basis::Emergency(third)));
	for (session, is_flagged) in [(first, false), (second, false), (third, true)] {
		assert_eq!(!world.flags(session).is_empty(), is_flagged);
	}
	// So does the patient.
	let by_patient = ConsentCall::close_emergency {
		capacity: salus_primitives::Capacity::Person,
		session: third,
	};
	let sent = world.chain.send(&world.key, by_patient).ok();
	assert_eq!(fees(&sent), 0);
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
	world.chain.wait(DAY);
	let next_day = world.open();
	assert!(world.flags(next_day).is_empty());
}

#[test]
fn without_the_role_nobody_breaks_the_glass() {
	let mut world = world();
	let open = calls::open_emergency(world.patient, practising(CLINIC));
	let sent = world.chain.send(&person("Eve"), open).ok();
	assert_eq!(fees(&sent), 0, "an attempt is written down, also of who has no coin");
	let denial = EmergencyDenial::NoEmergencyRole;
	let entry = AuditedEvent::EmergencyDenied { patient: world.patient, denial };
	assert_eq!(world.trail().pop(), Some((Some(CLINIC), entry)));
	// The hospital cannot give the role itself.
	let change = Registry::change_practitioner {
		organization: HOSPITAL,
		practitioner: PractitionerId::Account(account(&person("Charlie"))),
		roles: Roles::of(&[Role::Emergency]),
		licence: Period { from: 0, until: None },
	};
	let reserved = pallet_provider_registry::Error::<Runtime>::EmergencyRoleReserved;
	world.chain.send(&person("Alice"), change).refused(reserved);
}

#[test]
fn losing_the_role_ends_what_a_session_permits() {
	let mut world = world();
	world.open();
	world.chain.sudo(Registry::set_emergency_role {
		organization: HOSPITAL,
		practitioner: bob(),
		holds: false,
	});
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
}

#[test]
fn who_opted_out_is_not_even_seen_in_an_emergency() {
	let mut world = world();
	let patient = world.patient;
	world.open();
	let opt_out = ConsentCall::opt_out_of_emergencies { patient };
	assert_eq!(fees(&world.chain.send(&world.key, opt_out).ok()), 0);
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED, "not in the open session either");
	world.chain.wait(HOUR);
	world.is_denied(EmergencyDenial::Refused);
	let opt_in = ConsentCall::opt_in_to_emergencies { patient };
	world.chain.send(&world.key, opt_in).ok();
	world.open();
}

#[test]
fn a_session_lifts_a_refusal_unless_it_holds_even_in_an_emergency() {
	let mut world = world();
	let patient = world.patient;
	let refuse_all = |even_in_emergency| ConsentCall::refuse_all { patient, even_in_emergency };
	world.chain.send(&world.key, refuse_all(false)).ok();
	let refused = Decision::Deny(Denial::Refused);
	assert_eq!(world.on_bob_in_emergency(), refused);
	let session = world.open();
	assert_eq!(world.on_bob_in_emergency(), Decision::Permit(Basis::Emergency(session)));
	world.chain.send(&world.key, refuse_all(true)).ok();
	assert_eq!(world.on_bob_in_emergency(), refused);
}
