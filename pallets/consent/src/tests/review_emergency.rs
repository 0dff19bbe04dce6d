use super::{emergency::*, *};
use frame_support::{
	assert_noop,
	dispatch::CheckIfFeeless,
	traits::{EitherOf, EnsureOriginWithArg},
};
use frame_system::{EnsureRoot, EnsureSigned};
use salus_primitives::{
	doubles::MisconductHook, NotPractising, PatientId, PractitionerId, Pseudonym, SessionId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// A third organization with a privacy officer, which no lot of these tests names before it is admitted.
const INSURER: OrganizationId = 12;
const INSURERS_OFFICER: u64 = 61;
const AT_INSURER: Capacity = Capacity::Practitioner { organization: INSURER };

fn try_review(
	who: u64,
	capacity: Capacity,
	session: SessionId,
	is_justified: bool,
) -> DispatchResult {
	Consent::review_emergency(signed(who), session, capacity, is_justified, Some(FINDINGS))
}

fn officer() -> Roles {
	Roles::of(&[Role::PrivacyOfficer])
}

fn admit_insurer() {
	Providers::admit(INSURER, INSURERS_OFFICER, officer());
}

/// A session that is over.
fn ended_session() -> SessionId {
	let session = open_session();
	pass(MINUTE);
	close_session(session);
	session
}

/// A session that was found not to be justified, for the first time.
fn contested_session() -> SessionId {
	let session = ended_session();
	assert_ok!(give_verdict(session, false));
	session
}

fn verdict(session: SessionId) -> Option<bool> {
	Consent::session(session).expect("opened").verdict()
}

fn due(session: SessionId) -> Option<Moment> {
	let pending = PendingReviews::<Test>::get(session).map(|pending| pending.due);
	let stored = Consent::session(session).expect("opened").review_due;
	assert!(pending.is_none_or(|due| due == stored));
	pending
}

fn clinics_officer() -> Actor<u64> {
	Actor::Practitioner { organization: CLINIC, account: CLINIC_OFFICER }
}

#[test]
fn a_session_found_justified_waits_no_longer() {
	run(|| {
		let session = ended_session();
		assert_ok!(give_verdict(session, true));
		let stored = Consent::session(session).expect("opened");
		let review = Review {
			reviewer: clinics_officer(),
			at: START + MINUTE,
			is_justified: true,
			findings: Some(FINDINGS),
		};
		assert_eq!(stored.reviews.to_vec(), vec![review]);
		assert_eq!(stored.verdict(), Some(true));
		assert!(Consent::break_glass(HOSPITAL).listed.is_empty());
		assert_eq!(PendingReviews::<Test>::iter().count(), 0);
		assert_told(
			clinics_officer(),
			AuditedEvent::EmergencyReviewed { session, justified: true, is_final: true },
			Event::EmergencyReviewed {
				patient: PATIENT,
				session,
				organization: Some(CLINIC),
				is_justified: true,
				is_final: true,
			},
		);
		assert_eq!(MisconductHook::heard(), vec![]);
	});
}

#[test]
fn a_session_found_justified_needs_no_findings() {
	run(|| {
		let session = ended_session();
		let by_officer = signed(CLINIC_OFFICER);
		assert_ok!(Consent::review_emergency(by_officer, session, AT_CLINIC, true, None));
	});
}

#[test]
fn nothing_follows_from_a_first_verdict_against_a_practitioner() {
	run(|| {
		let session = ended_session();
		pass(HOUR);
		assert_ok!(give_verdict(session, false));
		assert_eq!(MisconductHook::heard(), vec![]);
		assert_eq!(verdict(session), None);
		let now = START + MINUTE + HOUR;
		assert_eq!(due(session), Some(now + REVIEW_PERIOD));
		let listed = ListedReview { session, until: START + MINUTE, due: now + REVIEW_PERIOD };
		assert_eq!(Consent::break_glass(HOSPITAL).listed.to_vec(), vec![listed]);
		assert_told(
			clinics_officer(),
			AuditedEvent::EmergencyReviewed { session, justified: false, is_final: false },
			Event::EmergencyReviewed {
				patient: PATIENT,
				session,
				organization: Some(CLINIC),
				is_justified: false,
				is_final: false,
			},
		);
		// Its practitioner goes on helping.
		open_session();
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn two_verdicts_are_held_against_a_practitioner() {
	run(|| {
		let session = contested_session();
		answer_session(session);
		assert_ok!(give_verdict_as_authority(session, false));
		assert_eq!(verdict(session), Some(false));
		assert_eq!(MisconductHook::heard(), vec![(HOSPITAL, PractitionerId::Account(RESCUER))]);
		assert_eq!(due(session), None);
		assert!(Consent::break_glass(HOSPITAL).listed.is_empty());
		assert_told(
			Actor::Authority,
			AuditedEvent::EmergencyReviewed { session, justified: false, is_final: true },
			Event::EmergencyReviewed {
				patient: PATIENT,
				session,
				organization: None,
				is_justified: false,
				is_final: true,
			},
		);
	});
}

#[test]
fn a_second_verdict_that_it_was_justified_closes_it_without_a_consequence() {
	run(|| {
		let session = contested_session();
		// It needs no answer, since it goes against nobody.
		assert_ok!(give_verdict_as_authority(session, true));
		assert_eq!(verdict(session), Some(true));
		assert_eq!(MisconductHook::heard(), vec![]);
		assert!(Consent::break_glass(HOSPITAL).listed.is_empty());
	});
}

#[test]
fn whoever_finds_that_a_session_was_not_justified_says_why() {
	run(|| {
		let session = ended_session();
		let without = |origin| Consent::review_emergency(origin, session, AT_CLINIC, false, None);
		assert_noop!(without(signed(CLINIC_OFFICER)), Error::<Test>::FindingsMissing);
		assert_ok!(give_verdict(session, false));
		answer_session(session);
		assert_noop!(
			Consent::do_review_emergency(Actor::Authority, session, false, None),
			Error::<Test>::FindingsMissing
		);
	});
}

#[test]
fn nobody_finds_against_a_practitioner_a_second_time_before_it_was_heard() {
	run(|| {
		let session = contested_session();
		let first_at = START + MINUTE;
		assert_noop!(give_verdict_as_authority(session, false), Error::<Test>::AnswerAwaited);
		go_to(first_at + DAY - 1);
		assert_noop!(give_verdict_as_authority(session, false), Error::<Test>::AnswerAwaited);
		go_to(first_at + DAY);
		assert_ok!(give_verdict_as_authority(session, false));
		assert_eq!(MisconductHook::heard().len(), 1);
	});
	run(|| {
		let session = contested_session();
		answer_session(session);
		assert_ok!(give_verdict_as_authority(session, false));
	});
}

#[test]
fn a_second_verdict_is_another_s() {
	run(|| {
		admit_insurer();
		let session = contested_session();
		answer_session(session);
		// The same officer, another of the same organization, one that has followed it.
		let colleague = 62;
		Providers::admit(CLINIC, colleague, officer());
		for who in [CLINIC_OFFICER, colleague] {
			let again = try_review(who, AT_CLINIC, session, false);
			assert_noop!(again, Error::<Test>::CannotReviewTwice);
		}
		Providers::admit(INSURER, CLINIC_OFFICER, officer());
		let elsewhere = try_review(CLINIC_OFFICER, AT_INSURER, session, false);
		assert_noop!(elsewhere, Error::<Test>::CannotReviewTwice);
		let heir = 13;
		Providers::admit(heir, colleague, officer());
		Providers::succeed(CLINIC, heir);
		let at_heir = Capacity::Practitioner { organization: heir };
		pass(REVIEW_PERIOD);
		assert_noop!(
			try_review(colleague, at_heir, session, false),
			Error::<Test>::CannotReviewTwice
		);
		assert_ok!(try_review(INSURERS_OFFICER, AT_INSURER, session, false));
		assert_eq!(MisconductHook::heard().len(), 1);
	});
}

#[test]
fn the_authority_twice_is_not_two() {
	run(|| {
		admit_insurer();
		let session = ended_session();
		assert_ok!(give_verdict_as_authority(session, false));
		answer_session(session);
		pass(REVIEW_PERIOD);
		assert_noop!(give_verdict_as_authority(session, false), Error::<Test>::CannotReviewTwice);
		assert_ok!(try_review(INSURERS_OFFICER, AT_INSURER, session, false));
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
fn the_last_word_is_the_last() {
	for was_justified in [true, false] {
		run(|| {
			let session = open_session();
			review_session(session, was_justified);
			let heard = MisconductHook::heard().len();
			for is_justified in [true, false] {
				let again = give_verdict(session, is_justified);
				assert_noop!(again, Error::<Test>::AlreadyReviewed);
				let again = give_verdict_as_authority(session, is_justified);
				assert_noop!(again, Error::<Test>::AlreadyReviewed);
			}
			assert_eq!(MisconductHook::heard().len(), heard);
		});
	}
}

#[test]
fn an_open_session_is_not_judged_nor_ended_by_a_reviewer() {
	run(|| {
		let session = open_session();
		let until = START + HOUR;
		for moment in [START, until - 1] {
			go_to(moment);
			for is_justified in [true, false] {
				let early = give_verdict(session, is_justified);
				assert_noop!(early, Error::<Test>::SessionStillOpen);
				let early = give_verdict_as_authority(session, is_justified);
				assert_noop!(early, Error::<Test>::SessionStillOpen);
			}
			assert!(is_permitted(&by_rescuer()));
		}
		go_to(until);
		assert_ok!(give_verdict(session, false));
	});
}

#[test]
fn a_session_that_is_not_there_is_not_judged() {
	run(|| {
		assert_noop!(give_verdict(0, true), Error::<Test>::SessionNotFound);
	});
}

#[test]
fn only_a_privacy_officer_judges() {
	run(|| {
		let session = ended_session();
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
		let session = ended_session();
		let (gateway, practitioner) = (60, Pseudonym([0x61; 32]));
		Providers::admit_through(CLINIC, gateway, practitioner, officer());
		let capacity = Capacity::Gateway { organization: CLINIC, practitioner };
		assert_ok!(try_review(gateway, capacity, session, true));
	});
}

#[test]
fn whoever_was_drawn_judges_first_and_after_half_of_the_time_anybody() {
	run(|| {
		let session = ended_session();
		// It was drawn before the insurer had a privacy officer.
		admit_insurer();
		let reviewers = Consent::session(session).expect("opened").reviewers;
		assert_eq!(reviewers.to_vec(), vec![CLINIC]);
		let by_insurer =
			|is_justified| try_review(INSURERS_OFFICER, AT_INSURER, session, is_justified);
		let over = START + MINUTE;
		go_to(over + REVIEW_PERIOD / 2 - 1);
		for is_justified in [true, false] {
			assert_noop!(by_insurer(is_justified), Error::<Test>::NotDrawn);
		}
		go_to(over + REVIEW_PERIOD / 2);
		assert_ok!(by_insurer(false));
		// For the second verdict the lot counts anew.
		let first_at = over + REVIEW_PERIOD / 2;
		answer_session(session);
		let third = 13;
		Providers::admit(third, 63, officer());
		let by_third =
			|| try_review(63, Capacity::Practitioner { organization: third }, session, true);
		go_to(first_at + REVIEW_PERIOD / 2 - 1);
		assert_noop!(by_third(), Error::<Test>::NotDrawn);
		frame_support::hypothetically!({
			assert_ok!(give_verdict(session, true));
		});
		frame_support::hypothetically!({
			assert_ok!(give_verdict_as_authority(session, true));
		});
		go_to(first_at + REVIEW_PERIOD / 2);
		assert_ok!(by_third());
	});
}

#[test]
fn before_anybody_was_drawn_nobody_judges_but_the_authority() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, PATIENT));
		close_session(0);
		assert_eq!(NextDraw::<Test>::get(), 0);
		assert_noop!(give_verdict(0, true), Error::<Test>::NotDrawn);
		frame_support::hypothetically!({
			assert_ok!(give_verdict_as_authority(0, true));
		});
		next_block();
		assert_ok!(give_verdict(0, true));
	});
}

#[test]
fn where_there_was_nobody_to_draw_anybody_judges_at_once() {
	run(|| {
		Providers::dismiss(CLINIC, &PractitionerId::Account(CLINIC_OFFICER));
		let session = ended_session();
		assert!(Consent::session(session).expect("opened").reviewers.is_empty());
		admit_insurer();
		assert_ok!(try_review(INSURERS_OFFICER, AT_INSURER, session, true));
	});
}

#[test]
fn nobody_judges_a_session_of_its_own_organization() {
	run(|| {
		let session = ended_session();
		for pause in [0, REVIEW_PERIOD] {
			pass(pause);
			for is_justified in [true, false] {
				let reviewing = try_review(HOSPITAL_OFFICER, AT_HOSPITAL, session, is_justified);
				assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
			}
		}
	});
}

#[test]
fn nobody_on_the_patient_s_side_judges() {
	for relation in [Relation::Controller, Relation::Representative(Powers::of(&[Power::Access]))] {
		run(|| {
			let session = ended_session();
			Patients::relate(PATIENT, CLINIC_OFFICER, relation.clone());
			for is_justified in [true, false] {
				let reviewing = give_verdict(session, is_justified);
				assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
			}
			// Nor through a gateway, by the account that signs.
			let (gateway, practitioner) = (60, Pseudonym([0x61; 32]));
			Providers::admit_through(CLINIC, gateway, practitioner, officer());
			Patients::relate(PATIENT, gateway, relation);
			let capacity = Capacity::Gateway { organization: CLINIC, practitioner };
			let reviewing = try_review(gateway, capacity, session, true);
			assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
			Patients::relate(PATIENT, CLINIC_OFFICER, Relation::Stranger);
			assert_ok!(give_verdict(session, true));
		});
	}
}

#[test]
fn nobody_judges_its_own_session_under_another_hat() {
	run(|| {
		license(HOSPITAL);
		// The rescuer is a privacy officer of the clinic, too.
		Providers::admit(CLINIC, RESCUER, officer());
		let session = ended_session();
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
		let session = open_session_as(GATEWAY, as_resident, 1);
		pass(HOUR);
		let clinics_gateway = 60;
		Providers::admit(CLINIC, GATEWAY, officer());
		Providers::admit_through(CLINIC, GATEWAY, practitioner, officer());
		// The clinic lists the practitioner by the same pseudonym.
		Providers::admit_through(CLINIC, clinics_gateway, RESIDENT, officer());
		let for_resident = Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT };
		for (who, capacity) in
			[(GATEWAY, AT_CLINIC), (GATEWAY, as_gateway), (clinics_gateway, for_resident)]
		{
			let reviewing = try_review(who, capacity, session, true);
			assert_noop!(reviewing, Error::<Test>::CannotReviewOwnSession);
		}
		assert_ok!(try_review(clinics_gateway, as_gateway, session, true));
	});
}

#[test]
fn neither_a_successor_nor_a_predecessor_judges() {
	run(|| {
		let session = ended_session();
		Providers::succeed(HOSPITAL, CLINIC);
		pass(REVIEW_PERIOD);
		let by_successor = give_verdict(session, true);
		assert_noop!(by_successor, Error::<Test>::CannotReviewOwnSession);
		admit_insurer();
		assert_ok!(try_review(INSURERS_OFFICER, AT_INSURER, session, true));
	});
	run(|| {
		let session = ended_session();
		// Whoever was followed is over: it has nobody left to judge.
		Providers::succeed(CLINIC, HOSPITAL);
		assert_noop!(give_verdict(session, true), DispatchError::BadOrigin);
	});
}

#[test]
fn a_session_is_judged_although_its_organization_or_practitioner_is_gone() {
	run(|| {
		let session = open_session();
		pass(HOUR);
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
			let told =
				AuditedEvent::EmergencyReviewed { session, justified: false, is_final: true };
			assert_eq!(event, told);
		});
	}
}

#[test]
fn reviews_are_overdue_from_their_date_on_until_they_are_done() {
	run(|| {
		let first = open_session();
		let due = START + HOUR + REVIEW_PERIOD;
		let pending = |due| PendingReview { organization: HOSPITAL, due, is_flagged: false };
		go_to(due - 1);
		assert_eq!(Consent::overdue_reviews(None).reviews, vec![]);
		go_to(due);
		assert_eq!(Consent::overdue_reviews(None).reviews, vec![(first, pending(due))]);
		let second = open_session();
		assert_eq!(Consent::overdue_reviews(None).reviews.len(), 1, "the second has time");
		// A first verdict gives time for a second one, to the moment.
		assert_ok!(give_verdict(first, false));
		assert_eq!(Consent::overdue_reviews(None).reviews, vec![]);
		close_session(second);
		assert_ok!(give_verdict(second, true));
		go_to(due + REVIEW_PERIOD);
		assert_eq!(
			Consent::overdue_reviews(None).reviews,
			vec![(first, pending(due + REVIEW_PERIOD))]
		);
		assert_ok!(give_verdict_as_authority(first, false));
		assert_eq!(Consent::overdue_reviews(None).reviews, vec![]);
	});
}

#[test]
fn a_list_of_reviews_comes_in_parts_that_are_all_of_it() {
	run(|| {
		let pending = |session| PendingReview {
			organization: HOSPITAL,
			due: START,
			is_flagged: session % 2 == 0,
		};
		frame_support::hypothetically!({
			(0..1_000).for_each(|id| PendingReviews::<Test>::insert(id, pending(id)));
			assert_eq!(all_parts(Consent::overdue_reviews), (vec![256, 256, 256, 232], 1_000));
			assert_eq!(all_parts(Consent::flagged_sessions), (vec![256, 244], 500));
		});
		assert_eq!(Consent::overdue_reviews(None), ReviewsPage::default());
		assert_eq!(Consent::overdue_reviews(Some(7)), ReviewsPage::default());
	});
}

/// How long the parts are, and how many different sessions are in them.
fn all_parts(ask: fn(Option<SessionId>) -> ReviewsPage) -> (Vec<usize>, usize) {
	let first = ask(None);
	let parts = core::iter::successors(Some(first), |part| part.next.map(|last| ask(Some(last))));
	let parts = parts.map(|part| part.reviews).collect::<Vec<_>>();
	let sessions = parts.iter().flatten().map(|(session, _)| *session);
	let different = sessions.collect::<std::collections::BTreeSet<_>>().len();
	(parts.iter().map(Vec::len).collect(), different)
}

#[test]
fn a_part_reads_so_many_sessions_and_no_more() {
	run(|| {
		let pending = PendingReview { organization: HOSPITAL, due: START, is_flagged: false };
		frame_support::hypothetically!({
			(0..1_500).for_each(|session| PendingReviews::<Test>::insert(session, pending));
			let first = Consent::flagged_sessions(None);
			let places = PendingReviews::<Test>::iter_keys().collect::<Vec<_>>();
			assert_eq!((first.reviews, first.next), (vec![], Some(places[1_023])));
			assert_eq!(Consent::flagged_sessions(first.next), ReviewsPage::default());
			// What was judged in between is still a place to go on from.
			PendingReviews::<Test>::remove(places[1_023]);
			PendingReviews::<Test>::mutate_extant(places[1_400], |row| row.is_flagged = true);
			let rest = Consent::flagged_sessions(first.next);
			assert_eq!((rest.reviews.len(), rest.next), (1, None));
		});
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
		let reviews = Consent::session(session).expect("opened").reviews;
		assert_eq!(reviews[0].reviewer, Actor::Authority);
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

#[test]
fn an_executor_judges_no_rescuer_of_the_deceased() {
	run(|| {
		let session = ended_session();
		Patients::die_at(PATIENT, Timestamp::get());
		let executor = Relation::Executor(Powers::of(&[Power::Access]));
		Patients::relate(PATIENT, CLINIC_OFFICER, executor);
		for is_justified in [true, false] {
			let review = give_verdict(session, is_justified);
			assert_noop!(review, Error::<Test>::CannotReviewOwnSession);
		}
	});
}
