//! Breaking the glass, from the licence to what follows a misuse.

use pallet_consent::BreakGlassTerms;
use salus_primitives::{
	Action, AuditedEvent, Basis, Decision, Denial, NotPractising, OrganizationId, PatientId,
	Period, PractitionerId, Purpose, Role, Roles, SessionId, TrailId,
};
use salus_runtime::{AuditLog, Consent, Runtime, RuntimeEvent};
use salus_runtime_tests::{calls, *};
use sp_core::sr25519::Pair;

type ConsentCall = pallet_consent::Call<Runtime>;
type ConsentError = pallet_consent::Error<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const HOUR: u64 = 60 * 60 * 1_000;
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
fn an_unjustified_session_ends_at_once_and_suspends_its_practitioner() {
	let mut world = world();
	let session = world.open();
	let ticket = |world: &mut World| {
		let request = pallet_audit_log::Call::request_access {
			patient: world.patient,
			target: salus_primitives::Target::Class { class: OBSERVATION, content: None },
			action: Action::Access,
			purpose: Purpose::EmergencyTreatment,
			capacity: practising(HOSPITAL),
			custodian: HOSPITAL,
			reason: None,
		};
		answer(&world.chain.send(&person("Bob"), request).ok())
	};
	assert!(ticket(&mut world).is_some());
	let own = world.review("a colleague", HOSPITAL, session, true);
	own.refused(ConsentError::CannotReviewOwnSession);
	let judged = world.review("Olivia", CLINIC, session, false).ok();
	assert_eq!(fees(&judged), 0);
	let suspended = Denial::NotPractising(NotPractising::PractitionerSuspended);
	assert_eq!(world.on_bob_in_emergency(), Decision::Deny(suspended));
	world.review("Olivia", CLINIC, session, true).refused(ConsentError::AlreadyReviewed);

	let patient = world.patient;
	let told: Vec<_> = world
		.chain
		.look(|| AuditLog::entries(TrailId::Patient(patient), 0, 100))
		.into_iter()
		.map(|(_, entry)| (entry.actor.organization(), entry.event))
		.collect();
	assert!(told.iter().any(|(by, event)| *by == Some(HOSPITAL)
		&& matches!(event, AuditedEvent::EmergencyOpened { session: opened, .. } if *opened == session)));
	let judgement = AuditedEvent::EmergencyReviewed { session, justified: false };
	assert!(told.contains(&(Some(CLINIC), judgement)));
	// The licensing authority lets him practise again: the session stays over.
	world
		.chain
		.sudo(Registry::reinstate_practitioner { organization: HOSPITAL, practitioner: bob() });
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
}

#[test]
fn an_authority_of_the_chain_judges_as_well() {
	let mut world = world();
	let session = world.open();
	world.chain.wait(HOUR);
	world.chain.sudo(calls::review_emergency(session, salus_primitives::Capacity::Person, true));
	let review = world.chain.look(|| Consent::session(session)).and_then(|row| row.review);
	assert!(review.is_some_and(|review| review.reviewer == salus_primitives::Actor::Authority));
	assert_eq!(
		world.on_bob_in_emergency(),
		NOT_GRANTED,
		"its hour is over, and nobody acts on after the verdict"
	);
	world.open();
}

#[test]
fn overdue_reviews_close_break_glass_until_they_are_done() {
	let mut world = world();
	let sessions: Vec<_> = (0..3)
		.map(|_| {
			let session = world.open();
			world.chain.wait(HOUR);
			session
		})
		.collect();
	assert!(world.chain.look(Consent::overdue_reviews).is_empty());
	world.chain.wait(7 * DAY);
	assert_eq!(world.chain.look(Consent::overdue_reviews).len(), 3);
	world.try_to_open().refused(ConsentError::ReviewsOverdue);
	world.review("Olivia", CLINIC, sessions[1], true).ok();
	world.open();
}

#[test]
fn an_organization_breaks_the_glass_only_as_far_as_it_is_licensed() {
	let mut world = world();
	world.license(None);
	world.try_to_open().refused(ConsentError::BreakGlassNotLicensed);
	world.license(Some(BreakGlassTerms { max_open: 1, max_per_day: 2 }));
	world.open();
	world.try_to_open().refused(ConsentError::EmergencyAlreadyOpen);
	let close = |session| ConsentCall::close_emergency { capacity: practising(HOSPITAL), session };
	let sent = world.chain.send(&person("Bob"), close(0)).ok();
	assert_eq!(fees(&sent), 0);
	assert_eq!(world.on_bob_in_emergency(), NOT_GRANTED);
	world.open();
	world.chain.send(&person("Bob"), close(1)).ok();
	world.try_to_open().refused(ConsentError::EmergencyLimitReached);
	world.chain.wait(DAY);
	world.open();
}

#[test]
fn without_the_role_nobody_breaks_the_glass() {
	let mut world = world();
	let open = calls::open_emergency(world.patient, practising(CLINIC));
	fund(&mut world.chain, &person("Eve"));
	world.chain.send(&person("Eve"), open).refused(ConsentError::NotAnEmergencyPractitioner);
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
	world.try_to_open().refused(ConsentError::EmergencyRefused);
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
