use super::{emergency::*, *};
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::{Patients, Providers},
	AuditedEvent, Basis, Capacity, Commitment, Denial, EmergencyReason, NotPractising, PatientId,
	PractitionerId, Role, Roles,
};
use sp_runtime::{DispatchError, DispatchResult};

const JUSTIFICATION: Commitment = Commitment::repeat_byte(9);

/// Opens, or not, a session of so many hours.
fn try_open_for(who: u64, capacity: Capacity, patient: PatientId, hours: u8) -> DispatchResult {
	Consent::open_emergency(
		signed(who),
		patient,
		capacity,
		EmergencyReason::Unresponsive,
		JUSTIFICATION,
		hours,
	)
}

fn try_open() -> DispatchResult {
	try_open_for(RESCUER, AT_HOSPITAL, PATIENT, 2)
}

/// Opens another patient for each `number`.
fn patient(number: u8) -> PatientId {
	let patient = PatientId([100 + number; 32]);
	Patients::open(patient, 100 + u64::from(number));
	patient
}

fn license_with(max_open: u16, max_per_day: u16) {
	let terms = Some(BreakGlassTerms { max_open, max_per_day });
	assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
}

fn close(session: u32) {
	assert_ok!(Consent::close_emergency(signed(RESCUER), AT_HOSPITAL, session));
}

fn rows() -> Vec<SessionRow<u64>> {
	Files::<Test>::get(PATIENT, HOSPITAL).sessions.into_inner()
}

#[test]
fn a_session_is_stored_announced_and_written_to_the_trail() {
	run(|| {
		license(HOSPITAL);
		assert_eq!(decide(&by_rescuer()), Decision::Deny(Denial::NotGranted));
		assert_ok!(try_open());
		let (until, review_due) = (START + 2 * HOUR, START + 3 * DAY);
		let actor = Actor::Practitioner { organization: HOSPITAL, account: RESCUER };
		assert_eq!(
			Consent::session(0),
			Some(Session {
				patient: PATIENT,
				actor: actor.clone(),
				organization: HOSPITAL,
				reason: EmergencyReason::Unresponsive,
				justification: JUSTIFICATION,
				opened_at: START,
				until,
				review_due,
				review: None,
				previous: None,
			})
		);
		assert_eq!(NextSession::<Test>::get(), 1);
		let row = SessionRow {
			id: 0,
			practitioner: PractitionerId::Account(RESCUER),
			opened_at: START,
			until,
			is_reviewed: false,
		};
		let file = Files::<Test>::get(PATIENT, HOSPITAL);
		assert_eq!((file.sessions.to_vec(), file.last_session), (vec![row], Some(0)));
		let book = Consent::break_glass(HOSPITAL);
		assert_eq!((u64::from(book.day), book.opened_today), (START / DAY, 1));
		let waiting = PendingReview { session: 0, until, due: review_due };
		assert_eq!(book.pending.to_vec(), vec![waiting]);
		let reason = EmergencyReason::Unresponsive;
		assert_told(
			actor,
			AuditedEvent::EmergencyOpened { session: 0, reason, until },
			Event::EmergencyOpened {
				patient: PATIENT,
				organization: HOSPITAL,
				session: 0,
				reason,
				until,
				review_due,
			},
		);
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(0)));
	});
}

#[test]
fn a_session_permits_to_see_and_to_add_for_emergency_treatment_and_to_its_practitioner() {
	run(|| {
		open_session();
		let permitted = Decision::Permit(Basis::Emergency(0));
		for action in [Action::Access, Action::Collect] {
			assert_eq!(decide(&AccessRequest { action, ..by_rescuer() }), permitted);
		}
		let seen = AccessRequest { target: Target::Anchor(BY_PATIENT), ..by_rescuer() };
		assert_eq!(decide(&seen), permitted);
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&AccessRequest { action, ..by_rescuer() }));
		}
		let onto = AccessRequest { action: Action::Collect, ..seen };
		assert!(!is_permitted(&onto), "new records, not existing ones");
		for purpose in [Purpose::Treatment, Purpose::Research] {
			assert!(!is_permitted(&AccessRequest { purpose, ..by_rescuer() }));
		}
		let rescuer_too = Roles::of(&[Role::Emergency]);
		Providers::admit(HOSPITAL, NURSE, rescuer_too);
		Providers::admit(CLINIC, RESCUER, rescuer_too);
		for (organization, account) in [(HOSPITAL, NURSE), (CLINIC, RESCUER)] {
			let actor = Actor::Practitioner { organization, account };
			assert!(!is_permitted(&AccessRequest { actor, ..by_rescuer() }));
		}
		let other = patient(0);
		assert!(!is_permitted(&AccessRequest { patient: other, ..by_rescuer() }));
	});
}

#[test]
fn a_session_counts_from_its_first_moment_to_the_one_before_its_end() {
	run(|| {
		pass(MINUTE);
		open_session();
		let until = START + MINUTE + HOUR;
		assert!(!decide_at(&by_rescuer(), START + MINUTE - 1).is_permitted());
		assert!(is_permitted(&by_rescuer()));
		go_to(until - 1);
		assert!(is_permitted(&by_rescuer()));
		assert_noop!(try_open(), Error::<Test>::EmergencyAlreadyOpen);
		go_to(until);
		assert!(!is_permitted(&by_rescuer()));
		assert!(decide_at(&by_rescuer(), until - 1).is_permitted());
		assert_ok!(try_open());
	});
}

#[test]
fn a_gateway_breaks_the_glass_for_a_practitioner_with_the_role() {
	run(|| {
		license(HOSPITAL);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		let not_yet = try_open_for(GATEWAY, capacity, PATIENT, 1);
		assert_noop!(not_yet, Error::<Test>::NotAnEmergencyPractitioner);
		let roles = Roles::of(&[Role::Emergency]);
		let other_gateway = 50;
		for gateway in [GATEWAY, other_gateway] {
			Providers::admit_through(HOSPITAL, gateway, RESIDENT, roles);
		}
		assert_ok!(try_open_for(GATEWAY, capacity, PATIENT, 1));
		assert_eq!(rows()[0].practitioner, PractitionerId::Pseudonym(RESIDENT));
		// It is the practitioner's, whatever gateway signs.
		for account in [GATEWAY, other_gateway] {
			let actor = Actor::Gateway { organization: HOSPITAL, account, practitioner: RESIDENT };
			assert!(is_permitted(&AccessRequest { actor, ..by_rescuer() }));
			let again = try_open_for(account, capacity, PATIENT, 1);
			assert_noop!(again, Error::<Test>::EmergencyAlreadyOpen);
		}
		// Somebody else for whom the gateway signs has none.
		let practitioner = MIDWIFE;
		let actor = Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner };
		assert!(!is_permitted(&AccessRequest { actor, ..by_rescuer() }));
	});
}

#[test]
fn nobody_breaks_the_glass_of_a_patient_who_is_unknown_or_closed() {
	run(|| {
		license(HOSPITAL);
		Patients::close(PATIENT);
		for patient in [PATIENT, PatientId([9; 32])] {
			let opening = try_open_for(RESCUER, AT_HOSPITAL, patient, 1);
			assert_noop!(opening, Error::<Test>::PatientNotFound);
		}
	});
}

#[test]
fn whoever_does_not_practise_breaks_no_glass() {
	run(|| {
		license(HOSPITAL);
		let elsewhere = Capacity::Practitioner { organization: CLINIC };
		for (who, capacity) in [
			(STRANGER, AT_HOSPITAL),
			(RESCUER, elsewhere),
			(RESCUER, Capacity::Person),
			(CONTROLLER, Capacity::Person),
			(GATEWAY, AT_HOSPITAL),
		] {
			let opening = try_open_for(who, capacity, PATIENT, 1);
			assert_noop!(opening, Error::<Test>::NotPractising);
		}
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(try_open(), Error::<Test>::NotPractising);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let reason = EmergencyReason::ImmediateDanger;
			let opening =
				Consent::open_emergency(origin, PATIENT, AT_HOSPITAL, reason, JUSTIFICATION, 1);
			assert_noop!(opening, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn only_the_emergency_role_breaks_the_glass_and_free_of_charge() {
	run(|| {
		license(HOSPITAL);
		let call = Call::<Test>::open_emergency {
			patient: PATIENT,
			capacity: AT_HOSPITAL,
			reason: EmergencyReason::ImmediateDanger,
			justification: JUSTIFICATION,
			hours: 1,
		};
		for account in [PHYSICIAN, NURSE, HOSPITAL_OFFICER] {
			let opening = try_open_for(account, AT_HOSPITAL, PATIENT, 1);
			assert_noop!(opening, Error::<Test>::NotAnEmergencyPractitioner);
			assert!(!call.is_feeless(&signed(account)));
		}
		assert!(call.is_feeless(&signed(RESCUER)));
		assert!(!call.is_feeless(&signed(STRANGER)));
	});
}

#[test]
fn losing_the_role_closes_the_glass_at_once() {
	run(|| {
		open_session();
		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Physician]));
		assert!(!is_permitted(&by_rescuer()));
	});
}

#[test]
fn a_session_lasts_an_hour_at_least_and_a_day_at_most() {
	for (hours, fits) in [(0, false), (1, true), (24, true), (25, false), (u8::MAX, false)] {
		run(|| {
			license(HOSPITAL);
			let opening = || try_open_for(RESCUER, AT_HOSPITAL, PATIENT, hours);
			if fits {
				assert_ok!(opening());
				assert_eq!(rows()[0].until, START + u64::from(hours) * HOUR);
			} else {
				assert_noop!(opening(), Error::<Test>::InvalidDuration);
			}
		});
	}
}

#[test]
fn nobody_breaks_the_glass_of_a_patient_who_opted_out() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		assert_noop!(try_open(), Error::<Test>::EmergencyRefused);
		assert_ok!(Consent::opt_in_to_emergencies(signed(CONTROLLER), PATIENT));
		assert_ok!(try_open());
	});
}

#[test]
fn refusing_everything_bars_emergencies_only_if_it_says_so() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		assert_noop!(try_open(), Error::<Test>::EmergencyRefused);
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_ok!(try_open());
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn a_refusal_that_holds_in_emergencies_bars_whom_it_names() {
	let rescuer = Refused::Practitioner(PractitionerId::Account(RESCUER));
	let nurse = Refused::Practitioner(PractitionerId::Account(NURSE));
	let hard = |whom| Refusal { even_in_emergency: true, ..all_to(whom) };
	let of = |purpose| Some(Purposes::of(&[purpose]));
	for (refusal, bars) in [
		(hard(Refused::Everybody), true),
		(hard(Refused::Organization(HOSPITAL)), true),
		(hard(rescuer.clone()), true),
		(Refusal { purposes: of(Purpose::EmergencyTreatment), ..hard(rescuer.clone()) }, true),
		(hard(Refused::Organization(CLINIC)), false),
		(hard(nurse), false),
		(all_to(rescuer.clone()), false),
		(Refusal { purposes: of(Purpose::Treatment), ..hard(rescuer.clone()) }, false),
		(Refusal { class: Some(OBSERVATION), ..hard(rescuer) }, false),
	] {
		run(|| {
			license(HOSPITAL);
			refuse(refusal);
			if bars {
				assert_noop!(try_open(), Error::<Test>::EmergencyRefused);
			} else {
				assert_ok!(try_open());
			}
		});
	}
}

#[test]
fn a_practitioner_has_one_open_session_for_a_patient() {
	run(|| {
		open_session();
		assert_noop!(try_open(), Error::<Test>::EmergencyAlreadyOpen);
		// For another patient it may have one, and so may another practitioner for this patient.
		assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient(0), 1));
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		assert_ok!(try_open_for(NURSE, AT_HOSPITAL, PATIENT, 1));
		assert_eq!(rows().iter().map(|row| row.id).collect::<Vec<_>>(), vec![0, 2]);
		assert_eq!(Consent::session(2).and_then(|session| session.previous), Some(0));
		assert_eq!(Consent::session(1).and_then(|session| session.previous), None);
	});
}

#[test]
fn an_organization_without_a_licence_breaks_no_glass() {
	run(|| {
		assert_noop!(try_open(), Error::<Test>::BreakGlassNotLicensed);
		license(HOSPITAL);
		assert_ok!(try_open());
		let none = Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, None);
		assert_ok!(none);
		let another = try_open_for(RESCUER, AT_HOSPITAL, patient(0), 1);
		assert_noop!(another, Error::<Test>::BreakGlassNotLicensed);
	});
}

#[test]
fn overdue_reviews_close_the_glass_until_they_are_done() {
	run(|| {
		license(HOSPITAL);
		for number in 0..2 {
			assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient(number), 1));
		}
		go_to(START + 3 * DAY - 1);
		assert_ok!(try_open());
		pass(1);
		let again = || try_open_for(RESCUER, AT_HOSPITAL, patient(9), 1);
		assert_noop!(again(), Error::<Test>::ReviewsOverdue);
		review_session(1, true);
		assert_ok!(again());
	});
}

#[test]
fn so_many_sessions_of_an_organization_are_open_at_a_time() {
	run(|| {
		license_with(2, 100);
		for number in 0..2 {
			assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient(number), 2));
		}
		let third = || try_open_for(RESCUER, AT_HOSPITAL, patient(2), 2);
		assert_noop!(third(), Error::<Test>::EmergencyLimitReached);
		close(0);
		assert_ok!(third());
		go_to(START + 2 * HOUR - 1);
		assert_noop!(try_open(), Error::<Test>::EmergencyLimitReached);
		pass(1);
		assert_ok!(try_open());
	});
}

#[test]
fn so_many_sessions_of_an_organization_are_opened_in_a_day() {
	run(|| {
		license_with(100, 2);
		let midnight = (START / DAY + 1) * DAY;
		for number in 0..2 {
			assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient(number), 1));
			close(number.into());
		}
		let third = || try_open_for(RESCUER, AT_HOSPITAL, patient(2), 1);
		// Neither closing nor a review gives back what was used.
		review_session(0, true);
		assert_noop!(third(), Error::<Test>::EmergencyLimitReached);
		go_to(midnight - 1);
		assert_noop!(third(), Error::<Test>::EmergencyLimitReached);
		go_to(midnight);
		assert_ok!(third());
		assert_eq!(Consent::break_glass(HOSPITAL).opened_today, 1);
	});
}

#[test]
fn terms_of_nothing_permit_nothing() {
	run(|| {
		for (max_open, max_per_day) in [(0, 1), (1, 0)] {
			license_with(max_open, max_per_day);
			assert_noop!(try_open(), Error::<Test>::EmergencyLimitReached);
		}
	});
}

#[test]
fn an_organization_with_too_many_reviews_waiting_opens_none() {
	run(|| {
		license_with(u16::MAX, u16::MAX);
		for number in 0..MAX_PENDING_REVIEWS as u8 {
			assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient(number), 1));
		}
		pass(DAY);
		assert_noop!(try_open(), Error::<Test>::EmergencyLimitReached);
		// It is its own reviews alone that hold it up: the clinic goes on.
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Emergency]));
		let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
		assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), CLINIC, terms));
		let at_clinic = Capacity::Practitioner { organization: CLINIC };
		assert_ok!(try_open_for(SPECIALIST, at_clinic, PATIENT, 1));
		review_session(7, true);
		assert_ok!(try_open());
	});
}

#[test]
fn sessions_in_a_loop_soon_find_no_place_until_they_are_judged() {
	run(|| {
		license(HOSPITAL);
		for session in 0..MAX_SESSIONS {
			assert_ok!(try_open());
			close(session);
		}
		assert_noop!(try_open(), Error::<Test>::MaxSessionsExceeded);
		pass(DAY);
		assert_noop!(try_open(), Error::<Test>::MaxSessionsExceeded);
		review_session(2, true);
		assert_ok!(try_open());
		assert_eq!(rows().iter().map(|row| row.id).collect::<Vec<_>>(), vec![0, 1, 3, 4]);
		// What gave up its place is found from the latest.
		let previous = |session| Consent::session(session).and_then(|row| row.previous);
		assert_eq!(Files::<Test>::get(PATIENT, HOSPITAL).last_session, Some(4));
		let chain: Vec<_> = (0..5).map(previous).collect();
		assert_eq!(chain, vec![None, Some(0), Some(1), Some(2), Some(3)]);
	});
}

#[test]
fn a_session_that_was_judged_while_open_gives_up_its_place() {
	run(|| {
		license(HOSPITAL);
		for number in 0..MAX_SESSIONS as u64 {
			let rescuer = 200 + number;
			Providers::admit(HOSPITAL, rescuer, Roles::of(&[Role::Emergency]));
			assert_ok!(try_open_for(rescuer, AT_HOSPITAL, PATIENT, 2));
		}
		assert_noop!(try_open(), Error::<Test>::MaxSessionsExceeded);
		review_session(1, false);
		assert_ok!(try_open());
		assert_eq!(rows().iter().map(|row| row.id).collect::<Vec<_>>(), vec![0, 2, 3, 4]);
	});
}

#[test]
fn numbers_of_sessions_do_not_wrap_around() {
	run(|| {
		license(HOSPITAL);
		NextSession::<Test>::put(u32::MAX);
		assert_noop!(try_open(), Error::<Test>::EmergencyLimitReached);
		NextSession::<Test>::kill();
	});
}

#[test]
fn no_freeze_stops_care() {
	run(|| {
		license(HOSPITAL);
		Patients::freeze(PATIENT);
		assert_ok!(try_open());
		assert!(is_permitted(&by_rescuer()));
	});
}

#[test]
fn a_session_lifts_a_refusal_for_emergency_treatment_alone() {
	run(|| {
		grant_to(HOSPITAL, broad());
		open_session();
		refuse(all_to(Refused::Everybody));
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(0)));
		let treating = AccessRequest { purpose: Purpose::Treatment, ..by_rescuer() };
		assert_eq!(decide(&treating), Decision::Deny(Denial::Refused));
		let harder = Refusal {
			class: Some(OBSERVATION),
			even_in_emergency: true,
			..all_to(Refused::Everybody)
		};
		refuse(harder);
		assert_eq!(decide(&by_rescuer()), Decision::Deny(Denial::Refused));
		let conditions = Target::Class { class: CONDITION, content: None };
		assert!(is_permitted(&AccessRequest { target: conditions, ..by_rescuer() }));
	});
}
