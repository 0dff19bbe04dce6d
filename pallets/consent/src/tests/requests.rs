use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{Months, NotPractising, PatientId, PractitionerId, Pseudonym, RequestBar};
use sp_runtime::{DispatchError, DispatchResult};

const LIFETIME: Moment = 7 * DAY;

fn at(organization: OrganizationId) -> Capacity {
	Capacity::Practitioner { organization }
}

fn through(practitioner: Pseudonym) -> Capacity {
	Capacity::Gateway { organization: HOSPITAL, practitioner }
}

/// Open-ended, so that it outlives its request.
fn lasting() -> Provision<u64> {
	Provision { period: Period { from: START, until: None }, ..broad() }
}

fn request_by(account: u64, capacity: Capacity, provision: Provision<u64>) -> DispatchResult {
	Consent::request_consent(signed(account), PATIENT, capacity, provision, [6; 32].into())
}

/// The physician asks for the hospital.
fn request(provision: Provision<u64>) -> DispatchResult {
	request_by(PHYSICIAN, at(HOSPITAL), provision)
}

fn withdraw(account: u64, capacity: Capacity) -> DispatchResult {
	Consent::withdraw_request(signed(account), PATIENT, capacity)
}

fn approve_by(account: u64, provision: Provision<u64>) -> DispatchResult {
	Consent::approve_request(signed(account), PATIENT, HOSPITAL, provision, None, None)
}

fn approve(provision: Provision<u64>) -> DispatchResult {
	approve_by(CONTROLLER, provision)
}

fn reject() -> DispatchResult {
	Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL)
}

/// Nobody has this id.
const UNKNOWN: PatientId = PatientId([9; 32]);

/// That a request by `account` succeeds like any other, and the patient is not asked, for `reason`.
fn assert_barred(
	patient: PatientId,
	(account, capacity): (u64, Capacity),
	provision: Provision<u64>,
	reason: RequestBar,
) {
	let organization = capacity_of(capacity);
	let before = Requests::<Test>::get(patient, organization);
	let by = signed(account);
	assert_ok!(Consent::request_consent(by, patient, capacity, provision, [6; 32].into()));
	assert_eq!(Requests::<Test>::get(patient, organization), before);
	System::assert_last_event(Event::ConsentRequested { patient, organization }.into());
	let trail = if patient == UNKNOWN {
		TrailId::Organization(organization)
	} else {
		TrailId::Patient(patient)
	};
	let event = AuditedEvent::ConsentRequestBarred { patient, organization, reason };
	let actor = Actor::new(account, capacity);
	assert_eq!(Trail::entries().pop(), Some((trail, actor, event)));
}

fn capacity_of(capacity: Capacity) -> OrganizationId {
	Actor::new(0, capacity).organization().expect("it names one")
}

/// That taking a request back succeeds like ever and changes nothing.
fn assert_withdraws_nothing(account: u64, capacity: Capacity) {
	let (before, entries) = (stored(), Trail::entries().len());
	assert_ok!(withdraw(account, capacity));
	assert_eq!((stored(), Trail::entries().len()), (before, entries));
	let organization = capacity_of(capacity);
	System::assert_last_event(Event::RequestWithdrawn { patient: PATIENT, organization }.into());
}

fn stored() -> Option<ConsentRequest<u64>> {
	Requests::<Test>::get(PATIENT, HOSPITAL)
}

fn physician() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN }
}

#[test]
fn a_provider_asks() {
	run(|| {
		assert_ok!(request(lasting()));
		let expected = ConsentRequest {
			requester: physician(),
			provision: lasting(),
			reason: [6; 32].into(),
			asked_at: START,
			lapses_at: START + LIFETIME,
			is_rejected: false,
			follows_rejection: false,
		};
		assert_eq!(stored(), Some(expected));
		assert_told(
			physician(),
			AuditedEvent::ConsentRequested { organization: HOSPITAL },
			Event::ConsentRequested { patient: PATIENT, organization: HOSPITAL },
		);
		assert!(!is_permitted(&reading()), "asking permits nothing");
	});
}

#[test]
fn a_pseudonym_asks_through_a_gateway_and_takes_it_back() {
	run(|| {
		let provision = Provision { grantee: Grantee::Pseudonym(RESIDENT), ..lasting() };
		assert_ok!(request_by(GATEWAY, through(RESIDENT), provision));
		let other_gateway = 27;
		Providers::admit_through(HOSPITAL, other_gateway, RESIDENT, Roles::of(&[Role::Physician]));
		assert_ok!(withdraw(other_gateway, through(RESIDENT)));
		assert_eq!(stored(), None);
	});
}

#[test]
fn an_organization_has_one_open_request_and_takes_nobody_else_s_place() {
	run(|| {
		assert_ok!(request(lasting()));
		let open = RequestBar::AlreadyOpen;
		assert_barred(PATIENT, (PHYSICIAN, at(HOSPITAL)), lasting(), open);
		assert_barred(PATIENT, (NURSE, at(HOSPITAL)), broad(), open);
		assert_ok!(request_by(SPECIALIST, at(CLINIC), lasting()));
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		let by = signed(PHYSICIAN);
		let reason = [6; 32].into();
		assert_ok!(Consent::request_consent(by, other, at(HOSPITAL), lasting(), reason));
		for organization in 200..400 {
			let account = u64::from(organization);
			Providers::admit(organization, account, Roles::of(&[Role::Billing]));
			assert_ok!(request_by(account, at(organization), lasting()));
		}
	});
}

#[test]
fn a_request_lapses_by_itself() {
	run(|| {
		assert_ok!(request(lasting()));
		go_to(START + LIFETIME - 1);
		let mine = (PHYSICIAN, at(HOSPITAL));
		assert_barred(PATIENT, mine, lasting(), RequestBar::AlreadyOpen);
		go_to(START + LIFETIME);
		assert_noop!(approve(lasting()), Error::<Test>::RequestNotFound);
		assert_noop!(reject(), Error::<Test>::RequestNotFound);
		assert_withdraws_nothing(PHYSICIAN, at(HOSPITAL));
		assert_ok!(request(lasting()));
		assert_eq!(stored().map(|request| request.asked_at), Some(START + LIFETIME));
	});
}

#[test]
fn a_rejected_request_bars_another_until_it_would_have_lapsed() {
	run(|| {
		assert_ok!(request(lasting()));
		pass(DAY);
		assert_ok!(reject());
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentRequestRejected { organization: HOSPITAL },
			Event::RequestRejected { patient: PATIENT, organization: HOSPITAL },
		);
		assert!(stored().is_some_and(|request| request.is_rejected));
		assert_noop!(reject(), Error::<Test>::RequestNotFound);
		assert_noop!(approve(lasting()), Error::<Test>::RequestNotFound);
		assert_withdraws_nothing(PHYSICIAN, at(HOSPITAL));
		go_to(START + LIFETIME - 1);
		let mine = (PHYSICIAN, at(HOSPITAL));
		assert_barred(PATIENT, mine, lasting(), RequestBar::RejectedBefore);
		go_to(START + LIFETIME);
		assert_ok!(request(lasting()));
		assert!(stored().is_some_and(|request| request.is_open(START + LIFETIME)));
	});
}

/// Asks for less than [`lasting`].
fn less() -> Provision<u64> {
	Provision { scope: classes(&[OBSERVATION]), ..lasting() }
}

#[test]
fn a_rejection_bars_who_asked_and_whatever_asks_for_as_much() {
	run(|| {
		assert_ok!(request(less()));
		assert_ok!(reject());
		let rejected = RequestBar::RejectedBefore;
		let narrow = Provision { grantee: Grantee::Practitioner(NURSE), ..less() };
		assert_barred(PATIENT, (PHYSICIAN, at(HOSPITAL)), narrow.clone(), rejected);
		assert_barred(PATIENT, (NURSE, at(HOSPITAL)), less(), rejected);
		assert_barred(PATIENT, (NURSE, at(HOSPITAL)), lasting(), rejected);
		assert_barred(PATIENT, (GATEWAY, through(RESIDENT)), lasting(), rejected);

		assert_ok!(request_by(NURSE, at(HOSPITAL), narrow.clone()));
		assert!(stored().is_some_and(|request| request.provision == narrow));
		assert_ok!(approve(narrow));
		assert_ok!(request(lasting()));
		assert!(stored().is_some_and(|request| !request.is_rejected && !request.follows_rejection));
	});
}

#[test]
fn a_second_rejection_bars_the_organization() {
	run(|| {
		let others = Provision { scope: classes(&[CONDITION]), ..lasting() };
		assert_ok!(request(less()));
		assert_ok!(reject());
		pass(DAY);
		assert_ok!(request_by(NURSE, at(HOSPITAL), others));
		assert_ok!(reject());
		let third = Provision { scope: classes(&[NOTE]), ..lasting() };
		for who in [(HOSPITAL_OFFICER, at(HOSPITAL)), (GATEWAY, through(RESIDENT))] {
			assert_barred(PATIENT, who, third.clone(), RequestBar::RejectedBefore);
		}
		assert_ok!(request_by(SPECIALIST, at(CLINIC), lasting()));
		go_to(START + DAY + LIFETIME);
		assert_ok!(request(third.clone()));
		assert!(stored().is_some_and(|request| request.provision == third));
	});
}

#[test]
fn taking_a_second_request_back_forgets_no_rejection() {
	run(|| {
		let others = Provision { scope: classes(&[CONDITION]), ..lasting() };
		assert_ok!(request(less()));
		assert_ok!(reject());
		assert_ok!(request_by(NURSE, at(HOSPITAL), others.clone()));
		assert_ok!(withdraw(NURSE, at(HOSPITAL)));
		assert_noop!(approve(others.clone()), Error::<Test>::RequestNotFound);
		let rejected = RequestBar::RejectedBefore;
		assert_barred(PATIENT, (NURSE, at(HOSPITAL)), less(), rejected);
		assert_barred(PATIENT, (PHYSICIAN, at(HOSPITAL)), others.clone(), rejected);
		// Whoever took its own back may ask once more. If that is rejected, too, it is enough.
		assert_ok!(request_by(NURSE, at(HOSPITAL), others.clone()));
		assert_ok!(reject());
		for who in [PHYSICIAN, NURSE, HOSPITAL_OFFICER] {
			assert_barred(PATIENT, (who, at(HOSPITAL)), others.clone(), rejected);
		}
	});
}

#[test]
fn whoever_asks_learns_nothing_of_the_patient() {
	run(|| {
		let (dead, closed) = (PatientId([5; 32]), PatientId([6; 32]));
		Patients::open(dead, STRANGER);
		Patients::die_at(dead, START);
		Patients::open(closed, STRANGER);
		Patients::close(closed);
		let mine = (PHYSICIAN, at(HOSPITAL));
		assert_barred(UNKNOWN, mine, lasting(), RequestBar::UnknownOrClosedPatient);
		assert_barred(closed, mine, lasting(), RequestBar::UnknownOrClosedPatient);
		assert_barred(dead, mine, lasting(), RequestBar::Deceased);
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_barred(PATIENT, mine, lasting(), RequestBar::Refused);

		// What is wrong with the request as such says nothing about a patient, and comes first.
		for patient in [PATIENT, UNKNOWN, closed, dead] {
			let capacity = at(HOSPITAL);
			let ask = |account, provision| {
				let by = signed(account);
				Consent::request_consent(by, patient, capacity, provision, Default::default())
			};
			assert_noop!(
				ask(PHYSICIAN, Provision { scope: classes(&[]), ..broad() }),
				Error::<Test>::EmptyScope
			);
			assert_noop!(ask(STRANGER, broad()), Error::<Test>::NotPractising);
			let entries = Trail::entries().len();
			assert_ok!(Consent::withdraw_request(signed(PHYSICIAN), patient, capacity));
			assert_eq!(Trail::entries().len(), entries);
			let event = Event::RequestWithdrawn { patient, organization: HOSPITAL };
			System::assert_last_event(event.into());
		}
	});
}

#[test]
fn what_is_left_of_a_closed_patient_is_no_request() {
	run(|| {
		assert_ok!(request(lasting()));
		assert_eq!(Consent::open_requests(PATIENT).len(), 1);
		Patients::close(PATIENT);
		assert_eq!(Consent::open_requests(PATIENT), []);
		assert_withdraws_nothing(PHYSICIAN, at(HOSPITAL));
		assert_noop!(reject(), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn whoever_practises_in_the_organization_takes_a_request_back() {
	run(|| {
		assert_withdraws_nothing(PHYSICIAN, at(HOSPITAL));
		for (account, actor) in [
			(PHYSICIAN, physician()),
			(
				HOSPITAL_OFFICER,
				Actor::Practitioner { organization: HOSPITAL, account: HOSPITAL_OFFICER },
			),
		] {
			assert_ok!(request(lasting()));
			assert_withdraws_nothing(CLINIC_OFFICER, at(CLINIC));
			assert_ok!(withdraw(account, at(HOSPITAL)));
			assert_eq!(stored(), None);
			assert_told(
				actor,
				AuditedEvent::ConsentRequestWithdrawn { organization: HOSPITAL },
				Event::RequestWithdrawn { patient: PATIENT, organization: HOSPITAL },
			);
		}
	});
}

#[test]
fn a_request_is_approved_as_it_was_made() {
	run(|| {
		assert_ok!(request(lasting()));
		pass(DAY);
		let terms = Some([4; 32].into());
		let keys = envelope(0, 0, 1);
		assert_ok!(Consent::approve_request(
			signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			lasting(),
			terms,
			Some(keys)
		));
		let granted = row(HOSPITAL, 0);
		assert_eq!((granted.granted_at, granted.terms), (START + DAY, terms));
		assert_eq!(granted.provision, lasting());
		assert!(annex_of(0).envelope.is_some());
		assert_eq!(stored(), None);
		System::assert_has_event(
			Event::Granted { patient: PATIENT, organization: HOSPITAL, grant: 0 }.into(),
		);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentGranted {
				grant: 0,
				organization: HOSPITAL,
				content: content_of(&lasting()),
			},
			Event::RequestApproved { patient: PATIENT, organization: HOSPITAL, grant: 0 },
		);
		assert!(is_permitted(&reading()));
		assert_noop!(approve(lasting()), Error::<Test>::RequestNotFound);
	});
}

#[test]
fn a_request_is_approved_narrower_and_never_wider() {
	run(|| {
		let asked = Provision {
			grantee: Grantee::Role(Role::Physician),
			scope: classes(&[OBSERVATION, NOTE]),
			content: Some(Months { from: 600, until: 610 }),
			..broad()
		};
		assert_ok!(request(asked.clone()));
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = asked.clone();
			change(&mut provision);
			approve(provision)
		};
		for change in [
			(|p| p.grantee = Grantee::Organization) as fn(&mut Provision<u64>),
			|p| p.grantee = Grantee::Role(Role::Nurse),
			|p| p.scope = Scope::All,
			|p| p.scope = classes(&[CONDITION]),
			|p| p.content = None,
			|p| p.content = Some(Months { from: 600, until: 611 }),
			|p| p.actions = Actions::of(&[Action::Access, Action::Disclose]),
			|p| p.purposes = Purposes::of(&[Purpose::Research]),
			|p| p.period.until = None,
		] {
			assert_noop!(with(change), Error::<Test>::RequestExceeded);
		}
		assert_ok!(with(|p| p.scope = classes(&[NOTE])));
		assert_eq!(row(HOSPITAL, 0).provision.scope, classes(&[NOTE]));
	});
}

#[test]
fn a_request_for_all_is_narrowed_to_one_practitioner() {
	run(|| {
		assert_ok!(request(lasting()));
		let grantee = Grantee::Practitioner(SPECIALIST);
		assert_noop!(
			approve(Provision { grantee, ..lasting() }),
			Error::<Test>::PractitionerNotPractising
		);
		let grantee = Grantee::Practitioner(NURSE);
		assert_ok!(approve(Provision { grantee, ..lasting() }));
	});
}

#[test]
fn nobody_approves_its_own_request() {
	run(|| {
		represent(PHYSICIAN);
		represent(GATEWAY);
		represent(2);
		assert_ok!(request(lasting()));
		assert_noop!(approve_by(PHYSICIAN, lasting()), Error::<Test>::CannotApproveOwnRequest);
		assert_ok!(approve_by(2, lasting()));
		assert!(row(HOSPITAL, 0).excludes_confidential);
		assert_ok!(request_by(GATEWAY, through(RESIDENT), lasting()));
		assert_noop!(approve_by(GATEWAY, lasting()), Error::<Test>::CannotApproveOwnRequest);
		Providers::admit(HOSPITAL, CONTROLLER, Roles::of(&[Role::Nurse]));
		assert_ok!(withdraw(GATEWAY, through(RESIDENT)));
		assert_ok!(request_by(CONTROLLER, at(HOSPITAL), lasting()));
		assert_noop!(approve(lasting()), Error::<Test>::CannotApproveOwnRequest);
	});
}

#[test]
fn a_representative_gets_nothing_by_having_a_colleague_ask() {
	run(|| {
		represent(PHYSICIAN);
		let grantee = Grantee::Practitioner(PHYSICIAN);
		let hers = Provision { grantee, ..lasting() };
		assert_ok!(request_by(NURSE, at(HOSPITAL), hers.clone()));
		assert_noop!(approve_by(PHYSICIAN, hers), Error::<Test>::CannotGrantToItself);
	});
}

#[test]
fn the_rules_of_granting_hold_for_approval() {
	run(|| {
		assert_ok!(request(lasting()));
		let narrowed = |change: fn(&mut Provision<u64>)| {
			let mut provision = lasting();
			change(&mut provision);
			approve(provision)
		};
		assert_noop!(
			narrowed(|p| p.period.until = Some(START + MINUTE - 1)),
			Error::<Test>::InvalidPeriod
		);
		assert_noop!(narrowed(|p| p.scope = classes(&[])), Error::<Test>::EmptyScope);
		assert_noop!(narrowed(|p| p.actions = Actions(0)), Error::<Test>::InvalidActions);
		assert_noop!(narrowed(|p| p.purposes = Purposes(0)), Error::<Test>::InvalidPurposes);
		assert_noop!(
			narrowed(|p| p.content = Some(Months { from: 1, until: 1 })),
			Error::<Test>::InvalidContentPeriod
		);
		let sealed = |key_epoch, grantee_key_epoch| {
			let keys = envelope(key_epoch, grantee_key_epoch, 1);
			let by = signed(CONTROLLER);
			Consent::approve_request(by, PATIENT, HOSPITAL, lasting(), None, Some(keys))
		};
		assert_noop!(sealed(1, 0), Error::<Test>::StaleKeyEpoch);
		assert_noop!(sealed(0, 1), Error::<Test>::StaleGranteeKey);
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, lasting());
		}
		assert_noop!(approve(lasting()), Error::<Test>::MaxGrantsExceeded);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(approve(lasting()), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn an_approval_of_a_period_that_is_over_gives_nothing() {
	run(|| {
		assert_ok!(request(broad()));
		go_to(START + HOUR);
		assert_noop!(approve(broad()), Error::<Test>::PeriodEnded);
		assert_ok!(reject());
	});
}

#[test]
fn a_freeze_stops_approval_and_not_rejection() {
	run(|| {
		assert_ok!(request(lasting()));
		Patients::freeze(PATIENT);
		assert_noop!(approve(lasting()), Error::<Test>::PatientFrozen);
		assert_ok!(reject());
	});
}

#[test]
fn only_the_patient_s_side_answers() {
	run(|| {
		assert_ok!(request(lasting()));
		for account in [STRANGER, PHYSICIAN, NURSE] {
			assert_noop!(approve_by(account, lasting()), Error::<Test>::NotAuthorized);
			assert_noop!(
				Consent::reject_request(signed(account), PATIENT, HOSPITAL),
				Error::<Test>::NotAuthorized
			);
		}
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		for (patient, error) in [
			(other, Error::<Test>::RequestNotFound),
			(PatientId([9; 32]), Error::<Test>::PatientNotFound),
		] {
			let by = signed(STRANGER);
			assert_noop!(
				Consent::approve_request(by.clone(), patient, HOSPITAL, lasting(), None, None),
				error
			);
			let error = if patient == other {
				Error::<Test>::RequestNotFound
			} else {
				Error::<Test>::PatientNotFound
			};
			assert_noop!(Consent::reject_request(by, patient, HOSPITAL), error);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::approve_request(origin.clone(), PATIENT, HOSPITAL, lasting(), None, None),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Consent::reject_request(origin, PATIENT, HOSPITAL),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn only_who_practises_now_asks() {
	run(|| {
		for (account, capacity) in [
			(STRANGER, at(HOSPITAL)),
			(PHYSICIAN, at(CLINIC)),
			(PHYSICIAN, at(77)),
			(PHYSICIAN, Capacity::Person),
			(PHYSICIAN, through(RESIDENT)),
		] {
			assert_noop!(request_by(account, capacity, lasting()), Error::<Test>::NotPractising);
			assert_noop!(withdraw(account, capacity), Error::<Test>::NotPractising);
		}
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::request_consent(
					origin.clone(),
					PATIENT,
					at(HOSPITAL),
					lasting(),
					Default::default()
				),
				DispatchError::BadOrigin
			);
			assert_noop!(
				Consent::withdraw_request(origin, PATIENT, at(HOSPITAL)),
				DispatchError::BadOrigin
			);
		}
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(request(lasting()), Error::<Test>::NotPractising);
	});
}

#[test]
fn only_what_could_be_granted_is_asked_for() {
	run(|| {
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = broad();
			change(&mut provision);
			request(provision)
		};
		assert_noop!(
			with(|p| p.period.until = Some(START + MINUTE - 1)),
			Error::<Test>::InvalidPeriod
		);
		assert_noop!(
			with(|p| p.period = Period { from: 0, until: Some(START) }),
			Error::<Test>::PeriodEnded
		);
		assert_noop!(with(|p| p.scope = anchors(&[])), Error::<Test>::EmptyScope);
		assert_noop!(with(|p| p.actions = Actions(0x80)), Error::<Test>::InvalidActions);
		assert_noop!(with(|p| p.purposes = Purposes(0)), Error::<Test>::InvalidPurposes);
		assert_noop!(
			with(|p| p.content = Some(Months { from: 1, until: 1 })),
			Error::<Test>::InvalidContentPeriod
		);
		for grantee in [Grantee::Practitioner(SPECIALIST), Grantee::Pseudonym(Pseudonym([9; 32]))] {
			assert_noop!(
				request(Provision { grantee, ..broad() }),
				Error::<Test>::PractitionerNotPractising
			);
		}
	});
}

#[test]
fn whom_all_of_it_is_refused_does_not_ask_the_patient() {
	run(|| {
		let refuse = |whom, class, purposes| {
			let refusal = Refusal { whom, class, purposes, even_in_emergency: false };
			assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
		};
		let physician = || Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
		let assert_asks = |account, capacity, provision: Provision<u64>| {
			assert_ok!(request_by(account, capacity, provision));
			let stored = Requests::<Test>::take(PATIENT, capacity_of(capacity));
			assert!(stored.is_some());
		};
		let refused = RequestBar::Refused;
		let (mine, nurses) = ((PHYSICIAN, at(HOSPITAL)), (NURSE, at(HOSPITAL)));
		refuse(physician(), Some(NOTE), None);
		refuse(physician(), None, Some(Purposes::of(&[Purpose::Research])));
		assert_asks(PHYSICIAN, at(HOSPITAL), lasting());
		let notes = Provision { scope: classes(&[NOTE]), ..lasting() };
		assert_barred(PATIENT, mine, notes.clone(), refused);
		let research = Purposes::of(&[Purpose::Research]);
		assert_barred(PATIENT, mine, Provision { purposes: research, ..lasting() }, refused);
		refuse(physician(), None, Some(Purposes::of(&[Purpose::Treatment])));
		assert_barred(PATIENT, mine, lasting(), refused);
		assert_asks(NURSE, at(HOSPITAL), lasting());
		// Nor does a colleague ask in the place of whom the patient refuses it.
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..lasting() };
		assert_barred(PATIENT, nurses, hers, refused);
		refuse(Refused::Organization(HOSPITAL), None, None);
		assert_barred(PATIENT, nurses, lasting(), refused);
		assert_asks(SPECIALIST, at(CLINIC), lasting());
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_barred(PATIENT, (SPECIALIST, at(CLINIC)), lasting(), refused);
	});
}

#[test]
fn a_full_file_keeps_no_request_out_and_an_ended_grant_makes_room() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		assert_ok!(request(lasting()));
		revoke(3);
		assert_ok!(approve(lasting()));
		assert_eq!(own_rows(HOSPITAL)[3], MAX_OWN_GRANTS);
	});
}

#[test]
fn asking_and_withdrawing_are_free_for_practitioners() {
	run(|| {
		let is_free = |account| {
			let asking = Call::<Test>::request_consent {
				patient: PATIENT,
				capacity: at(HOSPITAL),
				provision: broad(),
				reason: Default::default(),
			};
			let withdrawing =
				Call::<Test>::withdraw_request { patient: PATIENT, capacity: at(HOSPITAL) };
			let free = asking.is_feeless(&signed(account));
			assert_eq!(withdrawing.is_feeless(&signed(account)), free);
			free
		};
		assert_eq!([PHYSICIAN, SPECIALIST, CONTROLLER].map(is_free), [true, false, false]);
	});
}
