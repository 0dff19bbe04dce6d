//! Breaking the glass: not against the patient's word, no longer than allowed, and never unseen; and nobody keeps
//! another from it.

use super::{
	super::emergency::{answer_session, assert_denied, give_verdict},
	*,
};
use frame_support::assert_noop;
use salus_primitives::{
	doubles::MisconductHook, Basis, Denial, EmergencyDenial, EmergencyFlag, EmergencyFlags,
	NotPractising, PractitionerId,
};

/// Makes `account` a rescuer of the hospital.
fn admit_rescuer(account: u64) {
	Providers::admit(HOSPITAL, account, Roles::of(&[Role::Physician, Role::Emergency]));
}

/// Opens another patient for each `number`.
fn patient(number: u8) -> PatientId {
	let patient = PatientId([100 + number; 32]);
	Patients::open(patient, 1_000 + u64::from(number));
	patient
}

/// Whether somebody may see the patient's observations for emergency treatment.
fn sees(account: u64, patient: PatientId) -> bool {
	let actor = Actor::Practitioner { organization: HOSPITAL, account };
	is_permitted(&AccessRequest { patient, actor, ..rescuing() })
}

/// That somebody opens a session and sees by it. Returns what it exceeds.
#[track_caller]
fn helps(account: u64, patient: PatientId) -> EmergencyFlags {
	let session = NextSession::<Test>::get();
	assert_ok!(open(account, patient));
	assert!(sees(account, patient), "{account} cannot help");
	Consent::session(session).expect("opened").flags
}

#[test]
fn a_session_opens_nothing_but_reading_and_adding_in_an_emergency() {
	run(|| {
		license(HOSPITAL);
		opened(RESCUER);
		let with =
			|action, purpose, target| AccessRequest { action, purpose, target, ..rescuing() };
		let class = Target::Class { class: OBSERVATION, content: None };
		let anchor = Target::Anchor(BY_PATIENT);
		let emergency = Purpose::EmergencyTreatment;
		assert!(is_permitted(&with(Action::Access, emergency, class)));
		assert!(is_permitted(&with(Action::Access, emergency, anchor)));
		assert!(is_permitted(&with(Action::Collect, emergency, class)));
		assert!(!is_permitted(&with(Action::Collect, emergency, anchor)));
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&with(action, emergency, class)));
			assert!(!is_permitted(&with(action, emergency, anchor)));
		}
		for purpose in [Purpose::Treatment, Purpose::Research, Purpose::Payment] {
			assert!(!is_permitted(&with(Action::Access, purpose, class)));
		}
		// It is the rescuer's, in the hospital: nobody else's, and not in another capacity.
		for actor in [
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			Actor::Practitioner { organization: CLINIC, account: RESCUER },
			Actor::Person(RESCUER),
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT },
		] {
			assert!(!is_permitted(&AccessRequest { actor, ..rescuing() }));
		}
		// Nor is it one for another patient.
		Patients::open(OTHER_PATIENT, OTHER_CONTROLLER);
		assert!(!is_permitted(&AccessRequest { patient: OTHER_PATIENT, ..rescuing() }));
	});
}

#[test]
fn a_session_does_not_revive_a_refused_grant() {
	run(|| {
		license(HOSPITAL);
		grant_to(HOSPITAL, broad());
		refuse(refusal());
		let session = opened(RESCUER);
		let treating = AccessRequest { purpose: Purpose::Treatment, ..rescuing() };
		assert_eq!(decide(&treating), Decision::Deny(Denial::Refused));
		assert_eq!(decide(&rescuing()), Decision::Permit(Basis::Emergency(session)));
	});
}

#[test]
fn an_open_session_ends_with_the_patients_word_the_role_or_the_licence() {
	run(|| {
		license(HOSPITAL);
		opened(RESCUER);
		let permitted = || is_permitted(&rescuing());
		assert!(permitted());
		let controller = || signed(CONTROLLER);

		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert!(!permitted());
		assert_ok!(Consent::opt_in_to_emergencies(controller(), PATIENT));
		assert!(permitted());

		assert_ok!(Consent::refuse_all(controller(), PATIENT, false));
		assert!(permitted());
		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		assert!(!permitted());
		assert_ok!(Consent::lift_refuse_all(controller(), PATIENT));
		refuse(Refusal { class: Some(OBSERVATION), even_in_emergency: true, ..refusal() });
		assert!(!permitted());
		assert_ok!(Consent::lift_refusal(controller(), PATIENT, 0));
		assert!(permitted());

		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Physician]));
		assert!(!permitted());
		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Emergency]));
		assert!(permitted());
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!permitted());
	});
}

#[test]
fn no_session_opens_against_a_refusal_that_holds_even_in_an_emergency() {
	run(|| {
		license(HOSPITAL);
		let denied = || assert_denied(RESCUER, AT_HOSPITAL, PATIENT, EmergencyDenial::Refused);
		let controller = || signed(CONTROLLER);
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		denied();
		assert_ok!(Consent::opt_in_to_emergencies(controller(), PATIENT));

		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		denied();
		assert_ok!(Consent::lift_refuse_all(controller(), PATIENT));

		let rescuer = Refused::Practitioner(PractitionerId::Account(RESCUER));
		for (id, whom) in
			[Refused::Everybody, Refused::Organization(HOSPITAL), rescuer].into_iter().enumerate()
		{
			refuse(Refusal { whom, even_in_emergency: true, ..refusal() });
			denied();
			assert_ok!(Consent::lift_refusal(controller(), PATIENT, id as u32));
		}
		// Another one's refusal, and one that gives way in emergencies, stop nobody.
		refuse(Refusal {
			whom: Refused::Organization(CLINIC),
			even_in_emergency: true,
			..refusal()
		});
		refuse(refusal());
		helps(RESCUER, PATIENT);
	});
}

#[test]
fn a_team_of_any_size_helps_one_patient() {
	run(|| {
		license(HOSPITAL);
		for account in 200..220 {
			admit_rescuer(account);
			helps(account, PATIENT);
		}
		// Nor does the next shift wait for anybody's verdict.
		for account in 200..220 {
			assert_ok!(close(account, account as u32 - 200));
		}
		pass(DAY);
		for account in 220..240 {
			admit_rescuer(account);
			helps(account, PATIENT);
		}
	});
}

#[test]
fn whoever_opens_and_closes_in_a_loop_locks_nobody_out() {
	run(|| {
		license(HOSPITAL);
		for _ in 0..100 {
			let session = opened(RESCUER);
			assert_ok!(close(RESCUER, session));
			assert!(!sees(RESCUER, PATIENT));
		}
		// It is seen: whatever it opens by now is flagged, and every session waits for its review.
		let last = opened(RESCUER);
		let flags = Consent::session(last).expect("opened").flags;
		assert!(flags.contains(EmergencyFlag::TooManyToday));
		assert!(flags.contains(EmergencyFlag::ReviewsPending));
		assert_eq!(PendingReviews::<Test>::iter().count(), 101);
		admit_rescuer(NURSE);
		helps(NURSE, PATIENT);
		helps(NURSE, patient(0));
	});
}

#[test]
fn whoever_opens_all_that_may_be_open_locks_nobody_out() {
	run(|| {
		license(HOSPITAL);
		for number in 0..8 {
			assert!(helps(RESCUER, patient(number)).is_empty());
		}
		admit_rescuer(NURSE);
		let beyond = EmergencyFlags::of(&[EmergencyFlag::TooManyOpen]);
		assert_eq!(helps(NURSE, PATIENT), beyond);
		// The own privacy officer helps itself.
		for session in 0..8 {
			assert_ok!(close(HOSPITAL_OFFICER, session));
		}
		assert!(helps(NURSE, patient(9)).is_empty());
	});
}

#[test]
fn reviews_that_others_do_not_give_lock_nobody_out() {
	run(|| {
		license(HOSPITAL);
		for number in 0..4 {
			helps(RESCUER, patient(number));
		}
		pass(30 * DAY);
		assert_eq!(Consent::overdue_reviews(None).reviews.len(), 4);
		let flags = helps(RESCUER, PATIENT);
		assert_eq!(flags, EmergencyFlags::of(&[EmergencyFlag::ReviewsOverdue]));
	});
}

#[test]
fn one_officer_neither_ends_a_running_session_nor_suspends_anybody() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		for is_justified in [true, false] {
			assert_noop!(give_verdict(session, is_justified), Why::SessionStillOpen);
		}
		assert!(sees(RESCUER, PATIENT));
		pass(4 * HOUR);
		assert_ok!(give_verdict(session, false));
		answer_session(session);
		// As often as it likes, in whatever capacity: one is not two.
		Providers::admit(12, CLINIC_OFFICER, Roles::of(&[Role::PrivacyOfficer]));
		pass(30 * DAY);
		for capacity in [AT_CLINIC, Capacity::Practitioner { organization: 12 }] {
			let again = review(CLINIC_OFFICER, capacity, session, false);
			assert_noop!(again, Why::CannotReviewTwice);
		}
		assert!(MisconductHook::heard().is_empty());
		helps(RESCUER, PATIENT);
	});
}

#[test]
fn nobody_keeps_a_rescuer_away_by_making_it_a_relative() {
	run(|| {
		license(HOSPITAL);
		represent_with(RESCUER, Powers::ALL);
		assert_denied(RESCUER, AT_HOSPITAL, PATIENT, EmergencyDenial::OnPatientsSide);
		// It is the one practitioner who was named, and it can give the appointment up.
		admit_rescuer(NURSE);
		helps(NURSE, PATIENT);
		Patients::relate(PATIENT, RESCUER, Relation::Stranger);
		helps(RESCUER, PATIENT);
	});
}

#[test]
fn no_session_opens_without_terms_and_those_beyond_them_are_flagged() {
	run(|| {
		let terms = |max_open, max_per_day| Some(BreakGlassTerms { max_open, max_per_day });
		let license = |terms| {
			assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
		};
		let flagged = EmergencyFlags::of;
		let denied = || assert_denied(RESCUER, AT_HOSPITAL, PATIENT, EmergencyDenial::NotLicensed);
		denied();
		license(terms(2, 3));
		assert!(helps(RESCUER, patient(0)).is_empty());
		assert!(helps(RESCUER, patient(1)).is_empty());
		assert_eq!(helps(RESCUER, patient(2)), flagged(&[EmergencyFlag::TooManyOpen]));
		// Closing makes room at a time, not in the day; nor does a licence that is given anew.
		for session in 0..3 {
			assert_ok!(close(RESCUER, session));
		}
		assert_eq!(helps(RESCUER, patient(3)), flagged(&[EmergencyFlag::TooManyToday]));
		license(None);
		denied();
		license(terms(2, 3));
		assert_eq!(helps(RESCUER, patient(4)), flagged(&[EmergencyFlag::TooManyToday]));
		// A review gives the day nothing back.
		next_block();
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		let both = flagged(&[EmergencyFlag::TooManyOpen, EmergencyFlag::TooManyToday]);
		assert_eq!(helps(RESCUER, patient(5)), both);

		// The next day, to the moment.
		let tomorrow = (START / DAY + 1) * DAY;
		go_to(tomorrow - 1);
		assert_eq!(helps(RESCUER, patient(6)), flagged(&[EmergencyFlag::TooManyToday]));
		go_to(tomorrow);
		assert!(!helps(RESCUER, patient(7)).contains(EmergencyFlag::TooManyToday));
	});
}

#[test]
fn no_colleague_closes_anothers_session() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		admit_rescuer(NURSE);
		for who in [PHYSICIAN, NURSE] {
			assert_noop!(close(who, session), Why::SessionNotFound);
		}
		assert_noop!(close(RESCUER, session + 1), Why::SessionNotFound);
		// The same person in another organization is not who opened it.
		Providers::admit(CLINIC, RESCUER, Roles::ALL);
		assert_noop!(
			Consent::close_emergency(signed(RESCUER), AT_CLINIC, session),
			Why::SessionNotFound
		);
		assert!(is_permitted(&rescuing()));
	});
}

#[test]
fn no_session_lasts_no_time_or_too_long() {
	run(|| {
		license(HOSPITAL);
		for hours in [0, 25, u8::MAX] {
			assert_noop!(
				Consent::open_emergency(
					signed(RESCUER),
					PATIENT,
					AT_HOSPITAL,
					EmergencyReason::Unresponsive,
					Commitment::zero(),
					hours
				),
				Why::InvalidDuration
			);
		}
		assert_denied(PHYSICIAN, AT_HOSPITAL, PATIENT, EmergencyDenial::NoEmergencyRole);
	});
}
