//! Breaking the glass: no more, no longer and no oftener than allowed, nor against the patient's word.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Basis, Denial, NotPractising, PractitionerId};

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
		let controller = || signed(CONTROLLER);
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
		assert_ok!(Consent::opt_in_to_emergencies(controller(), PATIENT));

		assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
		assert_ok!(Consent::lift_refuse_all(controller(), PATIENT));

		let rescuer = Refused::Practitioner(PractitionerId::Account(RESCUER));
		for (id, whom) in
			[Refused::Everybody, Refused::Organization(HOSPITAL), rescuer].into_iter().enumerate()
		{
			refuse(Refusal { whom, even_in_emergency: true, ..refusal() });
			assert_noop!(open(RESCUER, PATIENT), Why::EmergencyRefused);
			assert_ok!(Consent::lift_refusal(controller(), PATIENT, id as u32));
		}
		// Another one's refusal, and one that gives way in emergencies, stop nobody.
		refuse(Refusal {
			whom: Refused::Organization(CLINIC),
			even_in_emergency: true,
			..refusal()
		});
		refuse(refusal());
		assert_ok!(open(RESCUER, PATIENT));
	});
}

#[test]
fn nobody_keeps_a_glass_broken_by_breaking_it_again() {
	run(|| {
		license(HOSPITAL);
		for _ in 0..MAX_SESSIONS {
			let session = opened(RESCUER);
			assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
			assert_ok!(close(RESCUER, session));
			assert!(!is_permitted(&rescuing()));
		}
		// Four are closed and none is judged: neither the rescuer nor a colleague opens a fifth.
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		for who in [RESCUER, NURSE] {
			assert_noop!(open(who, PATIENT), Why::MaxSessionsExceeded);
		}
		// A review makes room for one.
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_ok!(open(RESCUER, PATIENT));
		assert_ok!(close(RESCUER, MAX_SESSIONS));
		assert_noop!(open(RESCUER, PATIENT), Why::MaxSessionsExceeded);
	});
}

#[test]
fn an_organization_breaks_no_more_glasses_than_its_terms_say() {
	run(|| {
		let terms = |max_open, max_per_day| Some(BreakGlassTerms { max_open, max_per_day });
		let license = |terms| {
			assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
		};
		let patients: Vec<_> = (50..60).map(|byte| PatientId([byte; 32])).collect();
		for patient in &patients {
			Patients::open(*patient, CONTROLLER);
		}
		assert_noop!(open(RESCUER, patients[0]), Why::BreakGlassNotLicensed);
		license(terms(2, 3));
		assert_ok!(open(RESCUER, patients[0]));
		assert_ok!(open(RESCUER, patients[1]));
		assert_noop!(open(RESCUER, patients[2]), Why::EmergencyLimitReached);
		// Closing makes room at a time, not in the day; nor does a licence that is given anew.
		assert_ok!(close(RESCUER, 0));
		assert_ok!(open(RESCUER, patients[2]));
		assert_ok!(close(RESCUER, 1));
		assert_ok!(close(RESCUER, 2));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		license(None);
		assert_noop!(open(RESCUER, patients[3]), Why::BreakGlassNotLicensed);
		license(terms(2, 3));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		// A review gives the day nothing back.
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, true));
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);

		// The next day, to the moment.
		let tomorrow = (START / DAY + 1) * DAY;
		go_to(tomorrow - 1);
		assert_noop!(open(RESCUER, patients[3]), Why::EmergencyLimitReached);
		go_to(tomorrow);
		assert_ok!(open(RESCUER, patients[3]));
	});
}

#[test]
fn nobody_closes_anothers_session() {
	run(|| {
		license(HOSPITAL);
		let session = opened(RESCUER);
		for who in [PHYSICIAN, HOSPITAL_OFFICER] {
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
		assert_noop!(open(PHYSICIAN, PATIENT), Why::NotAnEmergencyPractitioner);
	});
}
