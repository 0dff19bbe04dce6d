use super::{emergency::*, *};
use frame_support::{
	assert_noop,
	dispatch::{CheckIfFeeless, GetDispatchInfo},
};
use salus_primitives::{
	doubles::{ENTRY_TIME, LISTED_ENTRY_TIME},
	Basis, Commitment, Denial, EmergencyDenial, EmergencyFlag, EmergencyFlags, EmergencyReason,
	NotPractising, PatientId, PractitionerId, Reviewers, SessionId,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

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

/// Opens a session of the rescuer of so many hours, without a draw.
#[track_caller]
fn opened_for(patient: PatientId, hours: u8) -> SessionId {
	let next = NextSession::<Test>::get();
	assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, patient, hours));
	assert_eq!(NextSession::<Test>::get(), next + 1, "no session opened");
	next
}

/// That the rescuer opens no session for the patient, for this reason.
#[track_caller]
fn is_denied(denial: EmergencyDenial) {
	assert_denied(RESCUER, AT_HOSPITAL, PATIENT, denial);
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

/// What a session exceeds.
fn flags_of(session: SessionId) -> EmergencyFlags {
	Consent::session(session).expect("opened").flags
}

fn flagged(flags: &[EmergencyFlag]) -> EmergencyFlags {
	EmergencyFlags::of(flags)
}

fn latest(account: u64) -> Option<LatestSession> {
	LatestSessions::<Test>::get((PATIENT, HOSPITAL, PractitionerId::Account(account)))
}

#[test]
fn a_session_is_stored_announced_and_written_to_the_trail() {
	run(|| {
		license(HOSPITAL);
		assert_eq!(decide(&by_rescuer()), Decision::Deny(Denial::NotGranted));
		assert_ok!(try_open());
		let until = START + 2 * HOUR;
		let review_due = until + REVIEW_PERIOD;
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
				flags: EmergencyFlags::default(),
				review_due,
				reviewers: Reviewers::new(),
				reviews: BoundedVec::new(),
				answer: None,
				previous: None,
			})
		);
		assert_eq!(NextSession::<Test>::get(), 1);
		assert_eq!(latest(RESCUER), Some(LatestSession { id: 0, opened_at: START, until }));
		let book = Consent::break_glass(HOSPITAL);
		assert_eq!((u64::from(book.day), book.opened_today), (START / DAY, 1));
		assert_eq!(book.listed.to_vec(), vec![ListedReview { session: 0, until, due: review_due }]);
		assert_eq!(book.unlisted, 0);
		let pending = PendingReview { organization: HOSPITAL, due: review_due, is_flagged: false };
		assert_eq!(PendingReviews::<Test>::iter().collect::<Vec<_>>(), vec![(0, pending)]);
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
		assert_eq!(Files::<Test>::iter().count(), 0, "no file has anything of it");
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
		opened_for(PATIENT, 1);
	});
}

#[test]
fn a_gateway_breaks_the_glass_for_a_practitioner_with_the_role() {
	run(|| {
		license(HOSPITAL);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_denied(GATEWAY, capacity, PATIENT, EmergencyDenial::NoEmergencyRole);
		let roles = Roles::of(&[Role::Emergency]);
		let other_gateway = 50;
		for gateway in [GATEWAY, other_gateway] {
			Providers::admit_through(HOSPITAL, gateway, RESIDENT, roles);
		}
		assert_ok!(try_open_for(GATEWAY, capacity, PATIENT, 1));
		let key = (PATIENT, HOSPITAL, PractitionerId::Pseudonym(RESIDENT));
		assert_eq!(LatestSessions::<Test>::get(key).map(|latest| latest.id), Some(0));
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
fn an_attempt_on_a_closed_patient_stands_in_its_own_trail_and_on_an_unknown_one_in_the_organizations(
) {
	run(|| {
		license(HOSPITAL);
		Patients::close(PATIENT);
		let unknown = PatientId([9; 32]);
		let elsewhere = Capacity::Practitioner { organization: 77 };
		for (who, capacity, of_unknown) in [
			(RESCUER, AT_HOSPITAL, Some(TrailId::Organization(HOSPITAL))),
			(STRANGER, AT_CLINIC, Some(TrailId::Organization(CLINIC))),
			// Where there is no such organization, nothing is left to write it down with.
			(RESCUER, elsewhere, None),
			(CONTROLLER, Capacity::Person, None),
		] {
			for (patient, trail) in
				[(unknown, of_unknown), (PATIENT, Some(TrailId::Patient(PATIENT)))]
			{
				let written = Trail::entries().len();
				assert_ok!(try_open_for(who, capacity, patient, 1));
				let actor = Actor::new(who, capacity);
				let organization = actor.organization();
				let told = Event::EmergencyDenied { patient, account: who, organization };
				System::assert_last_event(told.into());
				let denial = EmergencyDenial::UnknownOrClosedPatient;
				let entry = AuditedEvent::EmergencyDenied { patient, denial };
				let expected = trail.map(|trail| (trail, actor, entry));
				assert_eq!(Trail::entries().split_off(written), Vec::from_iter(expected));
			}
		}
		assert_eq!(NextSession::<Test>::get(), 0);
	});
}

#[test]
fn whoever_opens_or_tries_to_is_listed_for_its_organization() {
	run(|| {
		license(HOSPITAL);
		let before = Trail::entries().len() as u64;
		assert_ok!(try_open_for(STRANGER, AT_CLINIC, PATIENT, 1));
		assert_ok!(try_open_for(RESCUER, AT_HOSPITAL, PATIENT, 1));
		assert_eq!(Trail::listed(), [before, before + 1]);
		let call = Call::<Test>::open_emergency {
			patient: PATIENT,
			capacity: AT_HOSPITAL,
			reason: EmergencyReason::Unresponsive,
			justification: JUSTIFICATION,
			hours: 1,
		};
		let own = <() as WeightInfo>::open_emergency().ref_time();
		let charged = call.get_dispatch_info().call_weight.ref_time();
		assert_eq!(charged, own + LISTED_ENTRY_TIME + ENTRY_TIME);
	});
}

#[test]
fn whoever_does_not_practise_breaks_no_glass() {
	run(|| {
		license(HOSPITAL);
		let elsewhere = Capacity::Practitioner { organization: CLINIC };
		let not_practising = EmergencyDenial::NotPractising;
		for (who, capacity) in [
			(STRANGER, AT_HOSPITAL),
			(RESCUER, elsewhere),
			(RESCUER, Capacity::Person),
			(CONTROLLER, Capacity::Person),
			(GATEWAY, AT_HOSPITAL),
		] {
			let denial = not_practising(NotPractising::NotAPractitioner);
			assert_denied(who, capacity, PATIENT, denial);
		}
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		is_denied(not_practising(NotPractising::OrganizationSuspended));
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
			let denial = EmergencyDenial::NoEmergencyRole;
			assert_denied(account, AT_HOSPITAL, PATIENT, denial);
			assert!(!call.is_feeless(&signed(account)));
		}
		assert!(call.is_feeless(&signed(RESCUER)));
		assert!(!call.is_feeless(&signed(STRANGER)));
		// Whether it will be refused plays no part: what it costs tells nothing about the patient.
		Patients::close(PATIENT);
		assert!(call.is_feeless(&signed(RESCUER)));
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
			if fits {
				opened_for(PATIENT, hours);
				let until = START + u64::from(hours) * HOUR;
				assert_eq!(latest(RESCUER).map(|latest| latest.until), Some(until));
			} else {
				// Whoever asks for that is told, whether or not it could open any.
				for who in [RESCUER, STRANGER] {
					let opening = try_open_for(who, AT_HOSPITAL, PATIENT, hours);
					assert_noop!(opening, Error::<Test>::InvalidDuration);
				}
			}
		});
	}
}

#[test]
fn nobody_breaks_the_glass_of_a_patient_who_opted_out() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		is_denied(EmergencyDenial::Refused);
		assert_ok!(Consent::opt_in_to_emergencies(signed(CONTROLLER), PATIENT));
		opened_for(PATIENT, 1);
	});
}

#[test]
fn refusing_everything_bars_emergencies_only_if_it_says_so() {
	run(|| {
		license(HOSPITAL);
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		is_denied(EmergencyDenial::Refused);
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		opened_for(PATIENT, 1);
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
				is_denied(EmergencyDenial::Refused);
			} else {
				opened_for(PATIENT, 1);
			}
		});
	}
}

#[test]
fn nobody_breaks_the_glass_of_a_patient_on_whose_side_it_is() {
	run(|| {
		license(HOSPITAL);
		for relation in [
			Relation::Controller,
			Relation::Representative(Powers::of(&[Power::Access])),
			Relation::Representative(Powers::ALL),
		] {
			Patients::relate(PATIENT, RESCUER, relation);
			is_denied(EmergencyDenial::OnPatientsSide);
		}
		// Whoever was appointed and wants to help gives the appointment up.
		Patients::relate(PATIENT, RESCUER, Relation::Stranger);
		opened_for(PATIENT, 1);
	});
}

#[test]
fn a_device_s_account_and_a_gateway_s_are_not_the_patient_s_side() {
	run(|| {
		license(HOSPITAL);
		let classes = ClassSet::truncate_from(vec![OBSERVATION]);
		let device = Relation::Device { classes, by_representative: false };
		Patients::relate(PATIENT, RESCUER, device);
		opened_for(PATIENT, 1);
		// Whoever appoints a hospital's gateway locks nobody out who acts through it.
		Providers::admit_through(HOSPITAL, GATEWAY, RESIDENT, Roles::of(&[Role::Emergency]));
		Patients::relate(PATIENT, GATEWAY, Relation::Representative(Powers::ALL));
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_ok!(try_open_for(GATEWAY, capacity, PATIENT, 1));
		assert_eq!(NextSession::<Test>::get(), 2);
	});
}

#[test]
fn nobody_breaks_the_glass_of_the_dead() {
	run(|| {
		license(HOSPITAL);
		Patients::die_at(PATIENT, START + MINUTE);
		opened_for(PATIENT, 1);
		go_to(START + DAY);
		is_denied(EmergencyDenial::Deceased);
		Patients::correct_death(PATIENT);
		opened_for(PATIENT, 1);
	});
}

#[test]
fn whoever_is_refused_learns_nothing_by_the_answer() {
	type Change = fn();
	let changes: [Change; 6] = [
		|| {
			assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		},
		|| refuse_all(true),
		|| Patients::relate(PATIENT, RESCUER, Relation::Controller),
		|| Patients::die_at(PATIENT, START),
		|| Patients::close(PATIENT),
		|| {
			let none = Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, None);
			assert_ok!(none);
		},
	];
	let mut answers = Vec::new();
	for change in changes {
		run(|| {
			license(HOSPITAL);
			change();
			System::reset_events();
			let result = try_open();
			let events: Vec<_> = System::events().into_iter().map(|row| row.event).collect();
			answers.push((result, events));
		});
	}
	assert_eq!(answers[0].1.len(), 1);
	assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[test]
fn a_practitioner_has_one_open_session_for_a_patient() {
	run(|| {
		open_session();
		assert_noop!(try_open(), Error::<Test>::EmergencyAlreadyOpen);
		// For another patient it may have one, and so may another practitioner for this patient.
		opened_for(patient(0), 1);
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		assert_ok!(try_open_for(NURSE, AT_HOSPITAL, PATIENT, 1));
		assert_eq!(latest(RESCUER).map(|latest| latest.id), Some(0));
		assert_eq!(latest(NURSE).map(|latest| latest.id), Some(2));
		close_session(0);
		let fourth = opened_for(PATIENT, 1);
		let previous = |session| Consent::session(session).and_then(|row| row.previous);
		let chain: Vec<_> = (0..=fourth).map(previous).collect();
		assert_eq!(chain, vec![None, None, None, Some(0)], "each has its own");
	});
}

#[test]
fn an_organization_without_a_licence_breaks_no_glass() {
	run(|| {
		is_denied(EmergencyDenial::NotLicensed);
		license(HOSPITAL);
		opened_for(PATIENT, 1);
		let none = Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, None);
		assert_ok!(none);
		assert_denied(RESCUER, AT_HOSPITAL, patient(0), EmergencyDenial::NotLicensed);
	});
}

#[test]
fn a_flagged_session_is_short_due_early_announced_and_listed() {
	run(|| {
		license_with(1, 100);
		opened_for(patient(0), 24);
		System::reset_events();
		let session = opened_for(PATIENT, 24);
		let flags = flagged(&[EmergencyFlag::TooManyOpen]);
		let stored = Consent::session(session).expect("opened");
		let until = START + 4 * HOUR;
		let due = until + SHORT_REVIEW_PERIOD;
		assert_eq!((stored.flags, stored.until, stored.review_due), (flags, until, due));
		assert_told(
			Actor::Practitioner { organization: HOSPITAL, account: RESCUER },
			AuditedEvent::EmergencyFlagged { session, flags },
			Event::EmergencyFlagged { session, organization: HOSPITAL, flags },
		);
		assert_eq!(System::events().len(), 2, "it was opened, and flagged");
		let pending = PendingReview { organization: HOSPITAL, due, is_flagged: true };
		assert_eq!(Consent::flagged_sessions(None).reviews, vec![(session, pending)]);
		assert!(is_permitted(&by_rescuer()));
		go_to(until);
		assert!(!is_permitted(&by_rescuer()));
		// A short one stays as short as it was asked for.
		let short = opened_for(PATIENT, 1);
		assert_eq!(Consent::session(short).map(|row| row.until), Some(until + HOUR));
		review_session(session, true);
		let listed: Vec<_> =
			Consent::flagged_sessions(None).reviews.into_iter().map(|(id, _)| id).collect();
		assert_eq!(listed, vec![short], "it is judged");
	});
}

#[test]
fn overdue_reviews_flag_sessions_until_they_are_done() {
	run(|| {
		license(HOSPITAL);
		for number in 0..2 {
			opened_for(patient(number), 1);
		}
		let due = START + HOUR + REVIEW_PERIOD;
		go_to(due - 1);
		assert!(flags_of(opened_for(PATIENT, 1)).is_empty());
		pass(1);
		let late = opened_for(patient(9), 1);
		assert_eq!(flags_of(late), flagged(&[EmergencyFlag::ReviewsOverdue]));
		review_session(1, true);
		assert!(flags_of(opened_for(patient(10), 1)).is_empty());
	});
}

#[test]
fn sessions_beyond_those_that_may_be_open_at_a_time_are_flagged() {
	run(|| {
		license_with(2, 100);
		for number in 0..2 {
			assert!(flags_of(opened_for(patient(number), 2)).is_empty());
		}
		let third = opened_for(patient(2), 2);
		assert_eq!(flags_of(third), flagged(&[EmergencyFlag::TooManyOpen]));
		close_session(0);
		close_session(third);
		assert!(flags_of(opened_for(patient(3), 2)).is_empty());
		go_to(START + 2 * HOUR - 1);
		assert_eq!(flags_of(opened_for(patient(4), 1)), flagged(&[EmergencyFlag::TooManyOpen]));
		pass(1);
		assert!(flags_of(opened_for(PATIENT, 1)).is_empty());
	});
}

#[test]
fn sessions_beyond_those_of_a_day_are_flagged() {
	run(|| {
		license_with(100, 2);
		let midnight = (START / DAY + 1) * DAY;
		for number in 0..2 {
			let session = opened_for(patient(number), 1);
			assert!(flags_of(session).is_empty());
			close_session(session);
		}
		// Neither closing nor a review gives back what was used.
		review_session(0, true);
		let beyond = flagged(&[EmergencyFlag::TooManyToday]);
		assert_eq!(flags_of(opened_for(patient(2), 1)), beyond);
		go_to(midnight - 1);
		assert_eq!(flags_of(opened_for(patient(3), 1)), beyond);
		go_to(midnight);
		assert!(flags_of(opened_for(patient(4), 1)).is_empty());
		assert_eq!(Consent::break_glass(HOSPITAL).opened_today, 1);
	});
}

#[test]
fn terms_of_nothing_flag_everything() {
	for (max_open, max_per_day, flag) in
		[(0, 1, EmergencyFlag::TooManyOpen), (1, 0, EmergencyFlag::TooManyToday)]
	{
		run(|| {
			license_with(max_open, max_per_day);
			assert_eq!(flags_of(opened_for(PATIENT, 1)), flagged(&[flag]));
		});
	}
}

#[test]
fn sessions_for_which_the_list_has_no_room_are_flagged_counted_and_judged() {
	run(|| {
		license_with(u16::MAX, u16::MAX);
		let full = MAX_LISTED_REVIEWS as u8;
		for number in 0..full {
			assert!(flags_of(opened_for(patient(number), 1)).is_empty());
		}
		let beyond = flagged(&[EmergencyFlag::ReviewsPending]);
		let first = opened_for(patient(full), 1);
		let second = opened_for(patient(full + 1), 1);
		assert_eq!((flags_of(first), flags_of(second)), (beyond, beyond));
		let book = || {
			let book = Consent::break_glass(HOSPITAL);
			(book.listed.len() as u32, book.unlisted)
		};
		assert_eq!(book(), (MAX_LISTED_REVIEWS, 2));
		// It is its own reviews alone that count: the clinic's session is none of them.
		Providers::admit(CLINIC, SPECIALIST, Roles::of(&[Role::Emergency]));
		license(CLINIC);
		assert_ok!(try_open_for(SPECIALIST, AT_CLINIC, PATIENT, 1));
		assert!(flags_of(second + 1).is_empty());

		for _ in 0..6 {
			next_block();
		}
		review_session(7, true);
		assert_eq!(book(), (MAX_LISTED_REVIEWS - 1, 2));
		// While some wait that are not listed, nobody knows how many of them are open or overdue.
		let third = opened_for(patient(full + 3), 1);
		assert_eq!((flags_of(third), book()), (beyond, (MAX_LISTED_REVIEWS, 2)));
		review_session(first, true);
		review_session(second, false);
		assert_eq!(book(), (MAX_LISTED_REVIEWS, 0));
		review_session(8, true);
		assert!(flags_of(opened_for(patient(full + 4), 1)).is_empty());
	});
}

#[test]
fn numbers_of_sessions_do_not_wrap_around() {
	run(|| {
		license(HOSPITAL);
		NextSession::<Test>::put(u32::MAX);
		assert_noop!(try_open(), ArithmeticError::Overflow);
		NextSession::<Test>::kill();
	});
}

#[test]
fn no_freeze_stops_care() {
	run(|| {
		license(HOSPITAL);
		Patients::freeze(PATIENT);
		opened_for(PATIENT, 1);
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
