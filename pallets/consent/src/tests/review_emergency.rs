use super::{emergency::*, *};
use frame_support::{
	assert_noop,
	dispatch::CheckIfFeeless,
	traits::{EitherOf, EnsureOriginWithArg},
};
use frame_system::{EnsureRoot, EnsureSigned};
use salus_primitives::{
	doubles::{MisconductHook, Patients, Providers, Trail},
	AuditedEvent, Capacity, Commitment, NotPractising, PatientId, PractitionerId, Pseudonym, Role,
	Roles, SessionId, TrailId,
};
use sp_runtime::{DispatchError, DispatchResult};

const FINDINGS: Option<Commitment> = Some(Commitment::repeat_byte(6));

fn try_review(
	who: u64,
	capacity: Capacity,
	session: SessionId,
	is_justified: bool,
) -> DispatchResult {
	Consent::review_emergency(signed(who), session, capacity, is_justified, FINDINGS)
}

fn officer() -> Roles {
	Roles::of(&[Role::PrivacyOfficer])
}

fn file() -> File<u64> {
	Files::<Test>::get(PATIENT, HOSPITAL)
}

#[test]
fn a_session_found_justified_waits_no_longer_and_is_over() {
	run(|| {
		let session = open_session();
		pass(MINUTE);
		close_session(session);
		assert_ok!(try_review(CLINIC_OFFICER, AT_CLINIC, session, true));
		let reviewer = Actor::Practitioner { organization: CLINIC, account: CLINIC_OFFICER };
		let stored = Consent::session(session).expect("opened");
		assert_eq!(
			stored.review,
			Some(Review {
				reviewer: reviewer.clone(),
				at: START + MINUTE,
				is_justified: true,
				findings: FINDINGS,
			})
		);
		let now = START + MINUTE;
		assert_eq!(stored.until, now);
		assert_eq!((file().sessions[0].until, file().sessions[0].is_reviewed), (now, true));
		assert!(Consent::break_glass(HOSPITAL).pending.is_empty());
		assert_told(
			reviewer,
			AuditedEvent::EmergencyReviewed { session, justified: true },
			Event::EmergencyReviewed { patient: PATIENT, session, is_justified: true },
		);
		assert!(decide_at(&by_rescuer(), now - 1).is_permitted());
		assert!(!is_permitted(&by_rescuer()));
		assert_eq!(MisconductHook::heard(), vec![]);
	});
}

#[test]
fn an_unjustified_session_ends_at_once_and_is_held_against_its_practitioner() {
	run(|| {
		let session = open_session();
		pass(MINUTE);
		let now = START + MINUTE;
		assert_ok!(try_review(CLINIC_OFFICER, AT_CLINIC, session, false));
		assert!(!is_permitted(&by_rescuer()));
		assert!(decide_at(&by_rescuer(), now - 1).is_permitted());
		let stored = Consent::session(session).expect("opened");
		assert_eq!(stored.until, now);
		assert_eq!(stored.review.map(|review| review.is_justified), Some(false));
		assert_eq!((file().sessions[0].until, file().sessions[0].is_reviewed), (now, true));
		assert!(Consent::break_glass(HOSPITAL).pending.is_empty());
		assert_told(
			Actor::Practitioner { organization: CLINIC, account: CLINIC_OFFICER },
			AuditedEvent::EmergencyReviewed { session, justified: false },
			Event::EmergencyReviewed { patient: PATIENT, session, is_justified: false },
		);
		assert_eq!(MisconductHook::heard(), vec![(HOSPITAL, PractitionerId::Account(RESCUER))]);
	});
}

#[test]
fn an_unjustified_session_that_was_over_keeps_its_end() {
	run(|| {
		let session = open_session();
		pass(DAY);
		review_session(session, false);
		assert_eq!(Consent::session(session).map(|row| row.until), Some(START + HOUR));
		assert_eq!(file().sessions[0].until, START + HOUR);
		assert_eq!(MisconductHook::heard().len(), 1);
	});
}

#[test]
fn misconduct_through_a_gateway_is_the_practitioner_s() {
	run(|| {
		license(HOSPITAL);
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		open_session_as(GATEWAY, capacity, 1);
		review_session(0, false);
		assert_eq!(MisconductHook::heard(), vec![(HOSPITAL, PractitionerId::Pseudonym(RESIDENT))]);
	});
}

#[test]
fn a_session_is_judged_once() {
	run(|| {
		let session = open_session();
		review_session(session, true);
		for is_justified in [true, false] {
			let again = try_review(CLINIC_OFFICER, AT_CLINIC, session, is_justified);
			assert_noop!(again, Error::<Test>::AlreadyReviewed);
		}
		assert_eq!(MisconductHook::heard(), vec![]);
	});
}

#[test]
fn a_session_that_is_not_there_is_not_judged() {
	run(|| {
		let reviewing = try_review(CLINIC_OFFICER, AT_CLINIC, 0, true);
		assert_noop!(reviewing, Error::<Test>::SessionNotFound);
	});
}

#[test]
fn only_a_privacy_officer_judges() {
	run(|| {
		let session = open_session();
		let call = |capacity| Call::<Test>::review_emergency {
			session,
			capacity,
			is_justified: true,
			findings: None,
		};
		for (who, capacity) in [
			(SPECIALIST, AT_CLINIC),
			(STRANGER, AT_CLINIC),
			(HOSPITAL_OFFICER, AT_CLINIC),
			(CLINIC_OFFICER, Capacity::Person),
			(CONTROLLER, Capacity::Person),
		] {
			let reviewing = try_review(who, capacity, session, true);
			assert_noop!(reviewing, DispatchError::BadOrigin);
		}
		assert!(call(AT_CLINIC).is_feeless(&signed(CLINIC_OFFICER)));
		assert!(!call(AT_CLINIC).is_feeless(&signed(STRANGER)));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let reviewing = Consent::review_emergency(origin, session, AT_CLINIC, true, None);
			assert_noop!(reviewing, DispatchError::BadOrigin);
		}
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		let reviewing = try_review(CLINIC_OFFICER, AT_CLINIC, session, true);
		assert_noop!(reviewing, DispatchError::BadOrigin);
	});
}

#[test]
fn a_privacy_officer_without_an_account_judges_through_its_gateway() {
	run(|| {
		let session = open_session();
		let (gateway, practitioner) = (60, Pseudonym([0x61; 32]));
		Providers::admit_through(CLINIC, gateway, practitioner, officer());
		let capacity = Capacity::Gateway { organization: CLINIC, practitioner };
		close_session(session);
		assert_ok!(try_review(gateway, capacity, session, true));
	});
}

#[test]
fn nobody_judges_a_session_of_its_own_organization() {
	run(|| {
		let session = open_session();
		let reviewing = try_review(HOSPITAL_OFFICER, AT_HOSPITAL, session, true);
		assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
	});
}

#[test]
fn nobody_judges_its_own_session_under_another_hat() {
	run(|| {
		license(HOSPITAL);
		// The rescuer is a privacy officer of the clinic, too.
		Providers::admit(CLINIC, RESCUER, officer());
		let session = open_session();
		let reviewing = try_review(RESCUER, AT_CLINIC, session, true);
		assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
		// It is a gateway of the clinic, too.
		let practitioner = Pseudonym([0x61; 32]);
		Providers::admit_through(CLINIC, RESCUER, practitioner, officer());
		let as_gateway = Capacity::Gateway { organization: CLINIC, practitioner };
		let reviewing = try_review(RESCUER, as_gateway, session, true);
		assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
		review_session(session, true);

		// A gateway of the hospital signs, and then judges by itself or for others at the clinic.
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		let as_resident = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		open_session_as(GATEWAY, as_resident, 1);
		let clinics_gateway = 60;
		Providers::admit(CLINIC, GATEWAY, officer());
		Providers::admit_through(CLINIC, GATEWAY, practitioner, officer());
		// The clinic lists the practitioner by the same pseudonym.
		Providers::admit_through(CLINIC, clinics_gateway, RESIDENT, officer());
		let for_resident = Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT };
		for (who, capacity) in
			[(GATEWAY, AT_CLINIC), (GATEWAY, as_gateway), (clinics_gateway, for_resident)]
		{
			let reviewing = try_review(who, capacity, session + 1, true);
			assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
		}
		pass(HOUR);
		assert_ok!(try_review(clinics_gateway, as_gateway, session + 1, true));
	});
}

#[test]
fn neither_a_successor_nor_a_predecessor_judges() {
	for (predecessor, successor) in [(HOSPITAL, CLINIC), (CLINIC, HOSPITAL)] {
		run(|| {
			let session = open_session();
			Providers::succeed(predecessor, successor);
			// Its people practise on, so that nothing else keeps them from judging.
			Providers::accredit(predecessor);
			let reviewing = try_review(CLINIC_OFFICER, AT_CLINIC, session, true);
			assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
			let third = 12;
			let officer_of_third = 61;
			Providers::admit(third, officer_of_third, officer());
			let elsewhere = Capacity::Practitioner { organization: third };
			pass(HOUR);
			assert_ok!(try_review(officer_of_third, elsewhere, session, true));
		});
	}
}

#[test]
fn a_session_is_judged_although_its_organization_or_practitioner_is_gone() {
	run(|| {
		let session = open_session();
		Providers::dismiss(HOSPITAL, &PractitionerId::Account(RESCUER));
		Providers::bar(HOSPITAL, NotPractising::AccreditationRevoked);
		review_session(session, false);
		assert_eq!(MisconductHook::heard(), vec![(HOSPITAL, PractitionerId::Account(RESCUER))]);
	});
}

#[test]
fn a_closed_or_frozen_patient_s_session_is_judged_and_its_trail_tells() {
	for end in [Patients::freeze as fn(PatientId), Patients::close as fn(PatientId)] {
		run(|| {
			let session = open_session();
			end(PATIENT);
			review_session(session, false);
			let (trail, _, event) = Trail::entries().pop().expect("written");
			assert_eq!(trail, TrailId::Patient(PATIENT));
			assert_eq!(event, AuditedEvent::EmergencyReviewed { session, justified: false });
		});
	}
}

#[test]
fn reviews_are_overdue_from_their_date_on_until_they_are_done() {
	run(|| {
		let first = open_session();
		let due = START + 3 * DAY;
		let overdue = |session, until| (HOSPITAL, PendingReview { session, until, due });
		go_to(due - 1);
		assert_eq!(Consent::overdue_reviews(), vec![]);
		go_to(due);
		assert_eq!(Consent::overdue_reviews(), vec![overdue(first, START + HOUR)]);
		open_session();
		assert_eq!(Consent::overdue_reviews().len(), 1, "the second has time");
		review_session(first, true);
		assert_eq!(Consent::overdue_reviews(), vec![]);
	});
}

#[test]
fn a_list_of_overdue_reviews_has_an_end() {
	run(|| {
		let books: Vec<_> = (0..6).map(|number| 1_000 + number).collect();
		for organization in &books {
			BreakGlasses::<Test>::mutate(organization, |book| {
				for session in 0..MAX_PENDING_REVIEWS {
					let waiting = PendingReview { session, until: START, due: START };
					book.pending.try_push(waiting).expect("there is room");
				}
			});
		}
		assert_eq!(Consent::overdue_reviews().len(), 256);
		books.iter().for_each(BreakGlasses::<Test>::remove);
	});
}

type Reviewers = EitherOf<EnsurePrivacyOfficer<Test>, EnsureAuthority<EnsureRoot<u64>>>;

#[test]
fn an_authority_judges_in_whatever_capacity() {
	run(|| {
		let judging = |origin, capacity| Reviewers::ensure_origin(origin, &capacity).ok();
		for capacity in [Capacity::Person, AT_CLINIC, AT_HOSPITAL] {
			assert_eq!(judging(RuntimeOrigin::root(), capacity), Some(Actor::Authority));
		}
		let actor = Actor::Practitioner { organization: CLINIC, account: CLINIC_OFFICER };
		assert_eq!(judging(signed(CLINIC_OFFICER), AT_CLINIC), Some(actor));
		for origin in [signed(SPECIALIST), RuntimeOrigin::none()] {
			assert_eq!(judging(origin, AT_CLINIC), None);
		}
		let session = open_session();
		pass(HOUR);
		assert_ok!(Consent::do_review_emergency(Actor::Authority, session, true, None));
		let review = Consent::session(session).and_then(|row| row.review);
		assert_eq!(review.map(|review| review.reviewer), Some(Actor::Authority));
	});
}

#[test]
fn an_account_is_no_authority_whatever_is_said_of_it() {
	run(|| {
		type Anybody = EnsureAuthority<EnsureSigned<u64>>;
		assert!(Anybody::ensure_origin(signed(RESCUER), &AT_CLINIC).is_err());
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn the_origins_that_benchmarks_get_succeed() {
	run(|| {
		type Root = EnsureAuthority<EnsureRoot<u64>>;
		let origin: RuntimeOrigin = Root::try_successful_origin(&AT_CLINIC).expect("root");
		assert_eq!(Root::ensure_origin(origin, &AT_CLINIC).ok(), Some(Actor::Authority));
		type Anybody = EnsureAuthority<EnsureSigned<u64>>;
		let origin: Result<RuntimeOrigin, ()> = Anybody::try_successful_origin(&AT_CLINIC);
		assert!(origin.is_err());
	});
}
