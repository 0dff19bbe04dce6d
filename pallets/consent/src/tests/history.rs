//! Was this permitted as of a past moment, and by what?

use super::{decide::by_specialist, emergency::*, *};
use crate::decide::decide_within;
use frame_support::{traits::Hooks, weights::Weight};
use salus_primitives::{Basis, Denial, NotPractising, PatientId, PractitionerId, SessionId};

/// For ever, for treatment and in emergencies.
fn lasting() -> Provision<u64> {
	Provision {
		purposes: Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]),
		period: Period { from: START, until: None },
		..broad()
	}
}

/// As [`lasting`], for something that nobody asks about here.
fn of_no_interest() -> Provision<u64> {
	Provision { purposes: Purposes::of(&[Purpose::Research]), ..lasting() }
}

/// That `request` was permitted by these, each from its moment to the next; before the first it was not.
fn assert_story(request: &AccessRequest<u64>, story: &[(Moment, Option<Basis>)]) {
	let mut expected = None;
	for (from, basis) in story {
		assert_eq!(basis_at(request, from - 1), expected, "just before {from}");
		assert_eq!(basis_at(request, *from), *basis, "at {from}");
		expected = *basis;
	}
	assert_eq!(basis_at(request, Timestamp::get()), expected, "now");
}

fn basis_at(request: &AccessRequest<u64>, at: Moment) -> Option<Basis> {
	match decide_at(request, at) {
		Decision::Permit(basis) => Some(basis),
		Decision::Deny(_) => None,
		Decision::Unknown => panic!("it is known what was at {at}"),
	}
}

fn by_grant(grant: GrantId) -> Option<Basis> {
	Some(Basis::Grant(grant))
}

/// So many steps into the past are taken in [`within_steps`].
const STEPS: u32 = 1_024;

/// As [`decide_at`], with few steps.
fn within_steps(at: Moment) -> Decision {
	decide_within::<Test>(&reading(), at, STEPS)
}

/// Lets a year pass, and the sweep forget all that it may.
fn forget() {
	pass(365 * DAY);
	for block in 2..12 {
		Consent::on_idle(block, Weight::MAX);
	}
	assert_eq!(ForgottenBefore::<Test>::get(), Timestamp::get() - 365 * DAY);
}

// Grants

#[test]
fn the_past_before_a_grant_and_after_its_end_stays_denied() {
	run(|| {
		go_to(START + 2 * MINUTE);
		let grant = grant_to(HOSPITAL, broad());
		go_to(START + 10 * MINUTE);
		revoke(grant);
		go_to(START + HOUR);
		assert_story(
			&reading(),
			&[(START + 2 * MINUTE, by_grant(grant)), (START + 10 * MINUTE, None)],
		);
	});
}

#[test]
fn a_revocation_after_the_period_does_not_prolong_it() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let other = grant_to(HOSPITAL, lasting());
		go_to(START + 2 * HOUR);
		revoke(other);
		assert_eq!(decide_at(&reading(), START + HOUR - 1), Decision::Permit(Basis::Grant(0)));
		assert_eq!(head().end_of(0), Some(START + HOUR));
		assert_story(
			&reading(),
			&[(START, by_grant(0)), (START + HOUR, by_grant(1)), (START + 2 * HOUR, None)],
		);
	});
}

#[test]
fn each_version_of_a_grant_counts_for_its_time() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		let amend = |grant, provision| {
			pass(MINUTE);
			let next = head().next;
			let (owner, patient) = (signed(CONTROLLER), PATIENT);
			assert_ok!(Consent::amend(owner, patient, grant, provision, None, None));
			next
		};
		let narrower = amend(grant, of_no_interest());
		let wider = amend(narrower, lasting());
		pass(MINUTE);
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, wider, OBSERVATION));
		pass(MINUTE);
		assert_eq!(own_rows(HOSPITAL), [3], "all versions had the same place");
		assert_story(
			&reading(),
			&[
				(START, by_grant(grant)),
				(START + MINUTE, None),
				(START + 2 * MINUTE, by_grant(wider)),
				(START + 3 * MINUTE, None),
			],
		);
	});
}

#[test]
fn grants_that_gave_up_their_places_are_found_again() {
	run(|| {
		// Three times as many as there are places, one after another.
		let grants: Vec<_> = (0..3 * MAX_OWN_GRANTS)
			.map(|_| {
				let grant = grant_to(HOSPITAL, lasting());
				pass(MINUTE);
				revoke(grant);
				pass(MINUTE);
				grant
			})
			.collect();
		assert_eq!(own_rows(HOSPITAL).len(), MAX_OWN_GRANTS as usize);
		let story: Vec<_> = (START..)
			.step_by(2 * MINUTE as usize)
			.zip(grants)
			.flat_map(|(at, grant)| [(at, by_grant(grant)), (at + MINUTE, None)])
			.collect();
		assert_story(&reading(), &story);
	});
}

#[test]
fn grants_that_counted_side_by_side_are_told_apart() {
	run(|| {
		let conditions =
			grant_to(HOSPITAL, Provision { scope: classes(&[CONDITION]), ..lasting() });
		let observations =
			grant_to(HOSPITAL, Provision { scope: classes(&[OBSERVATION]), ..lasting() });
		pass(MINUTE);
		revoke(conditions);
		pass(MINUTE);
		revoke(observations);
		pass(MINUTE);
		for _ in 0..2 * MAX_OWN_GRANTS {
			let grant = grant_to(HOSPITAL, of_no_interest());
			pass(MINUTE);
			revoke(grant);
		}
		let target = Target::Class { class: CONDITION, content: None };
		let of_conditions = AccessRequest { target, ..reading() };
		assert_story(&of_conditions, &[(START, by_grant(conditions)), (START + MINUTE, None)]);
		assert_story(&reading(), &[(START, by_grant(observations)), (START + 2 * MINUTE, None)]);
	});
}

/// Gives and ends as many grants to the clinic as it takes to move all ends so far out of the head.
fn crowd_out() {
	let pages = 2 + MAX_TRACKED_GRANTS / MAX_ENDS_PER_PAGE;
	for round in 0..pages {
		for place in 0..MAX_ENDS_PER_PAGE {
			let organization = 100 + (round * MAX_ENDS_PER_PAGE + place) / MAX_OWN_GRANTS;
			Providers::accredit(organization);
			let grant = grant_to(organization, lasting());
			pass(1);
			revoke(grant);
		}
	}
}

#[test]
fn an_end_that_the_head_had_no_room_for_is_found_again() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		pass(MINUTE);
		revoke(grant);
		pass(MINUTE);
		crowd_out();
		assert_eq!(head().end_of(grant), None);
		assert_eq!(own_rows(HOSPITAL), [grant], "its row still lies in the file");
		assert_story(&reading(), &[(START, by_grant(grant)), (START + MINUTE, None)]);
	});
}

#[test]
fn an_end_in_a_page_is_found_though_the_grant_gave_up_its_place() {
	run(|| {
		let grants: Vec<_> =
			(0..MAX_OWN_GRANTS).map(|_| grant_to(HOSPITAL, of_no_interest())).collect();
		revoke(grants[0]);
		let grant = grant_to(HOSPITAL, lasting());
		pass(MINUTE);
		revoke(grant);
		pass(MINUTE);
		crowd_out();
		let later = grant_to(HOSPITAL, of_no_interest());
		let displaced = annex_of(later).displaced.expect("the place was reused");
		assert_eq!((displaced.grant.id, displaced.is_end_in_page), (grant, true));
		pass(MINUTE);
		assert_story(&reading(), &[(START, by_grant(grant)), (START + MINUTE, None)]);
	});
}

#[test]
fn what_was_passed_on_is_told_for_its_time_wherever_it_lies_by_now() {
	run(|| {
		let parent = grant_to(HOSPITAL, Provision { actions: disclosable().actions, ..lasting() });
		pass(MINUTE);
		let child = refer(parent, CLINIC, lasting());
		pass(MINUTE);
		revoke(parent);
		let story = [(START + MINUTE, by_grant(child)), (START + 2 * MINUTE, None)];
		assert_story(&by_specialist(), &story);
		// Its place, and those of all others, go to what was passed on later.
		for _ in 0..2 * MAX_REFERRED_GRANTS {
			pass(MINUTE);
			let parent = grant_to(
				HOSPITAL,
				Provision { actions: disclosable().actions, ..of_no_interest() },
			);
			refer(parent, CLINIC, of_no_interest());
			revoke(parent);
		}
		pass(MINUTE);
		assert_story(&by_specialist(), &story);
		assert_story(&reading(), &[(START, by_grant(parent)), (START + 2 * MINUTE, None)]);
	});
}

#[test]
fn a_chain_that_is_longer_than_the_steps_one_may_take_is_unknown_at_its_far_end() {
	run(|| {
		let mut grant = grant_to(HOSPITAL, lasting());
		for _ in 0..=STEPS {
			pass(1);
			let (owner, next) = (signed(CONTROLLER), head().next);
			assert_ok!(Consent::amend(owner, PATIENT, grant, lasting(), None, None));
			grant = next;
		}
		pass(1);
		assert_eq!(within_steps(START), Decision::Unknown);
		assert_eq!(decide_at(&reading(), START), Decision::Permit(Basis::Grant(0)));
		assert_eq!(within_steps(START + 1), Decision::Permit(Basis::Grant(1)));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
	});
}

// What is forgotten

#[test]
fn what_is_beyond_retention_is_unknown_and_what_is_within_is_not() {
	run(|| {
		let old = grant_to(HOSPITAL, lasting());
		pass(MINUTE);
		revoke(old);
		pass(DAY);
		let grant = grant_to(HOSPITAL, lasting());
		let given = Timestamp::get();
		pass(DAY);
		revoke(grant);
		let ended = Timestamp::get();
		forget();
		let horizon = ForgottenBefore::<Test>::get();
		assert_eq!(horizon, ended);
		for at in [0, START, START + MINUTE, given - 1, given, horizon - 1] {
			assert_eq!(decide_at(&reading(), at), Decision::Unknown, "at {at}");
			assert_eq!(Consent::preview(reading(), Some(at)), Decision::Unknown);
		}
		assert_eq!(decide_at(&reading(), horizon), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn what_the_sweep_left_still_tells_the_past() {
	run(|| {
		let grants: Vec<_> = (0..3 * MAX_OWN_GRANTS)
			.map(|_| {
				let grant = grant_to(HOSPITAL, lasting());
				pass(DAY);
				revoke(grant);
				grant
			})
			.collect();
		let middle = START + u64::from(MAX_OWN_GRANTS + 3) * DAY;
		go_to(middle);
		let story: Vec<_> = (START..)
			.step_by(DAY as usize)
			.zip(&grants)
			.map(|(at, id)| (at, by_grant(*id)))
			.collect();
		forget();
		for (at, basis) in story {
			if at < middle {
				assert_eq!(decide_at(&reading(), at), Decision::Unknown);
			} else {
				assert_eq!(basis_at(&reading(), at), basis);
				assert_eq!(basis_at(&reading(), at + DAY - 1), basis);
			}
		}
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn what_is_forgotten_is_unknown_of_everybody_alike() {
	run(|| {
		forget();
		let by_controller = AccessRequest { actor: Actor::Person(CONTROLLER), ..reading() };
		let correcting = AccessRequest {
			action: Action::Correct,
			target: Target::Anchor(BY_HOSPITAL),
			..reading()
		};
		let by_stranger = AccessRequest {
			actor: Actor::Practitioner { organization: HOSPITAL, account: STRANGER },
			..reading()
		};
		for request in [reading(), by_controller, correcting, by_stranger] {
			let of_nobody = AccessRequest { patient: PatientId([8; 32]), ..request.clone() };
			for at in [0, 1, START - 1] {
				assert_eq!(decide_at(&request, at), Decision::Unknown, "{request:?} at {at}");
				assert_eq!(decide_at(&of_nobody, at), Decision::Unknown);
			}
			assert_eq!(ForgottenBefore::<Test>::get(), START);
			assert_ne!(decide_at(&request, START), Decision::Unknown);
		}
	});
}

#[test]
fn a_practitioner_s_past_that_is_no_longer_known_is_unknown_and_never_permitted() {
	run(|| {
		grant_to(HOSPITAL, broad());
		Providers::bar(HOSPITAL, NotPractising::NoLongerKnown);
		let gateway =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		for request in [reading(), AccessRequest { actor: gateway, ..reading() }] {
			assert_eq!(decide_at(&request, START), Decision::Unknown);
			assert!(!decide_at(&request, START).is_permitted());
			assert_eq!(Consent::preview(request.clone(), Some(START)), Decision::Unknown);
			// It tells nobody whether there is such a patient.
			pass(1);
			let of_nobody = AccessRequest { patient: PatientId([8; 32]), ..request };
			assert_eq!(Consent::preview(of_nobody, Some(START)), Decision::Unknown);
		}
	});
}

#[test]
fn the_present_needs_nothing_of_what_is_kept_about_the_past() {
	run(|| {
		// Everything that has a past gets one.
		let aunt = 3;
		Patients::relate(PATIENT, aunt, Relation::Representative(Powers::of(&[Power::Access])));
		grants_that_come_and_go();
		let refusal = refuse(everything(false));
		mark_confidential(OBSERVATION);
		let policy = enact(law());
		review_session(open_session(), false);
		pass(1);
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, OBSERVATION));
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), policy));

		let by_aunt = AccessRequest { actor: Actor::Person(aunt), ..reading() };
		let requests = [reading(), by_specialist(), by_rescuer(), by_aunt];
		let before = requests.each_ref().map(decide);
		frame_support::hypothetically!({
			let _ = Annexes::<Test>::clear(u32::MAX, None);
			let _ = LiftedRestrictions::<Test>::clear(u32::MAX, None);
			let _ = RepealedPolicies::<Test>::clear(u32::MAX, None);
			let _ = Sessions::<Test>::clear(u32::MAX, None);
			ForgottenBefore::<Test>::put(Moment::MAX);
			assert_eq!(requests.each_ref().map(decide), before);
			let tomorrow = Timestamp::get() + DAY;
			assert_ne!(decide_at(&reading(), tomorrow), Decision::Unknown);
			let past = Timestamp::get() - 1;
			assert_eq!(decide_at(&reading(), past), Decision::Unknown);
		});
	});
}

fn grants_that_come_and_go() {
	for _ in 0..2 * MAX_OWN_GRANTS {
		let grant = grant_to(HOSPITAL, lasting());
		pass(1);
		revoke(grant);
	}
	grant_to(HOSPITAL, lasting());
	crowd_out();
}

// Restrictions

#[test]
fn a_refusal_held_from_when_it_was_made_to_just_before_it_was_lifted() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		for _ in 0..2 {
			pass(MINUTE);
			let refusal = refuse(everything(false));
			pass(MINUTE);
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
		}
		pass(MINUTE);
		assert_eq!(
			decide_at(&reading(), START + MINUTE),
			Decision::Deny(Denial::Refused),
			"and so it is told"
		);
		assert_story(
			&reading(),
			&[
				(START, by_grant(grant)),
				(START + MINUTE, None),
				(START + 2 * MINUTE, by_grant(grant)),
				(START + 3 * MINUTE, None),
				(START + 4 * MINUTE, by_grant(grant)),
			],
		);
	});
}

#[test]
fn a_standing_refusal_says_nothing_of_the_time_before_it() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		pass(MINUTE);
		refuse(everything(false));
		pass(MINUTE);
		assert_story(&reading(), &[(START, by_grant(grant)), (START + MINUTE, None)]);
	});
}

#[test]
fn a_refusal_that_was_joined_with_another_is_told_as_it_was() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		let of_class = |class| Refusal { class: Some(RecordClass(class)), ..everything(false) };
		// The last place is kept for representatives.
		for class in 0..MAX_REFUSALS as u16 - 1 {
			refuse(of_class(class));
		}
		assert!(is_permitted(&reading()));
		pass(MINUTE);
		// There is no room: it becomes one of every class.
		refuse(of_class(999));
		pass(MINUTE);
		let of = |class| AccessRequest {
			target: Target::Class { class: RecordClass(class), content: None },
			..reading()
		};
		assert_story(&reading(), &[(START, by_grant(grant)), (START + MINUTE, None)]);
		assert_story(&of(999), &[(START, by_grant(grant)), (START + MINUTE, None)]);
		for class in 0..MAX_REFUSALS as u16 - 1 {
			assert_story(&of(class), &[(START, None)]);
		}
	});
}

#[test]
fn refusing_everything_was_as_strong_as_it_was() {
	run(|| {
		open_session();
		pass(MINUTE);
		refuse_all(false);
		pass(MINUTE);
		refuse_all(true);
		pass(MINUTE);
		refuse_all(false);
		pass(MINUTE);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		pass(MINUTE);
		let session = Some(Basis::Emergency(0));
		assert_story(
			&by_rescuer(),
			&[(START, session), (START + 2 * MINUTE, None), (START + 3 * MINUTE, session)],
		);
		let refused = Decision::Deny(Denial::Refused);
		for (at, is_refused) in [
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + 2 * MINUTE, true),
			(START + 4 * MINUTE - 1, true),
			(START + 4 * MINUTE, false),
		] {
			assert_eq!(decide_at(&reading(), at) == refused, is_refused, "at {at}");
		}
	});
}

#[test]
fn opting_out_of_emergencies_held_for_its_time() {
	run(|| {
		open_session();
		pass(MINUTE);
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		pass(MINUTE);
		assert_ok!(Consent::opt_in_to_emergencies(signed(CONTROLLER), PATIENT));
		pass(MINUTE);
		let session = Some(Basis::Emergency(0));
		assert_story(
			&by_rescuer(),
			&[(START, session), (START + MINUTE, None), (START + 2 * MINUTE, session)],
		);
	});
}

#[test]
fn a_class_was_confidential_for_its_time() {
	run(|| {
		let aunt = 3;
		let powers = Powers::of(&[Power::Access, Power::Consent]);
		Patients::relate(PATIENT, aunt, Relation::Representative(powers));
		let (patient, provision) = (PATIENT, lasting());
		assert_ok!(Consent::grant(signed(aunt), patient, HOSPITAL, provision, None, None));
		pass(MINUTE);
		mark_confidential(OBSERVATION);
		pass(MINUTE);
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, OBSERVATION));
		pass(MINUTE);
		let story = |basis| [(START, basis), (START + MINUTE, None), (START + 2 * MINUTE, basis)];
		assert_story(&reading(), &story(by_grant(0)));
		let by_aunt = AccessRequest { actor: Actor::Person(aunt), ..reading() };
		let representative = Some(Basis::Representative);
		assert_story(
			&by_aunt,
			&story(representative)[1..].iter().map(|(at, basis)| (*at, *basis)).collect::<Vec<_>>()
				[1..],
		);
	});
}

#[test]
fn whether_a_class_was_confidential_is_unknown_once_it_is_forgotten() {
	run(|| {
		let aunt = 3;
		Patients::relate(PATIENT, aunt, Relation::Representative(Powers::of(&[Power::Access])));
		let by_aunt = AccessRequest { actor: Actor::Person(aunt), ..reading() };
		mark_confidential(OBSERVATION);
		pass(MINUTE);
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, OBSERVATION));
		let lifted = Timestamp::get();
		forget();
		assert_eq!(decide_at(&by_aunt, lifted - 1), Decision::Unknown);
		assert_eq!(decide_at(&by_aunt, lifted), Decision::Permit(Basis::Representative));
	});
}

#[test]
fn restrictions_that_were_lifted_within_retention_are_kept() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		let mut lifted = Vec::new();
		for _ in 0..4 {
			let refusal = refuse(everything(false));
			pass(DAY);
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
			lifted.push(Timestamp::get());
			pass(DAY);
		}
		go_to(lifted[2] - MINUTE);
		forget();
		assert_eq!(LiftedRestrictions::<Test>::iter().count(), 2);
		assert_eq!(decide_at(&reading(), lifted[1]), Decision::Unknown);
		let kept = lifted[2] - MINUTE;
		assert_eq!(decide_at(&reading(), kept), Decision::Deny(Denial::Refused));
		assert_eq!(basis_at(&reading(), lifted[2]), by_grant(grant));
		assert_eq!(basis_at(&reading(), lifted[3] - 1), None);
		assert_eq!(basis_at(&reading(), lifted[3]), by_grant(grant));
	});
}

#[test]
fn more_lifted_restrictions_than_steps_one_may_take_are_unknown_at_the_far_end() {
	run(|| {
		let grant = grant_to(HOSPITAL, lasting());
		for _ in 0..=STEPS {
			pass(1);
			refuse_all(false);
			pass(1);
			assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		}
		pass(1);
		let permitted = Decision::Permit(Basis::Grant(grant));
		assert_eq!(within_steps(START), Decision::Unknown);
		assert_eq!(decide_at(&reading(), START), permitted);
		assert_eq!(within_steps(START + 4), permitted);
		assert_eq!(within_steps(START + 5), Decision::Deny(Denial::Refused));
	});
}

// Policies

#[test]
fn a_policy_held_from_its_enactment_to_just_before_its_repeal() {
	run(|| {
		pass(MINUTE);
		let first = enact(law());
		pass(MINUTE);
		let second = enact(law());
		pass(MINUTE);
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), first));
		pass(MINUTE);
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), second));
		pass(MINUTE);
		let (first, second) = (Basis::Policy(first), Basis::Policy(second));
		let at = |minutes| START + minutes * MINUTE;
		assert_eq!(basis_at(&reading(), at(1) - 1), None);
		assert_eq!(basis_at(&reading(), at(1)), Some(first));
		assert_eq!(basis_at(&reading(), at(2) - 1), Some(first));
		assert_eq!(basis_at(&reading(), at(2)), Some(first));
		assert_eq!(basis_at(&reading(), at(3) - 1), Some(first));
		assert_eq!(basis_at(&reading(), at(3)), Some(second));
		assert_eq!(basis_at(&reading(), at(4) - 1), Some(second));
		assert_eq!(basis_at(&reading(), at(4)), None);
	});
}

#[test]
fn a_repealed_policy_lets_through_what_was_refused_at_its_time() {
	run(|| {
		refuse_all(true);
		let policy = enact(Policy { refusals_bind: false, ..law() });
		pass(MINUTE);
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), policy));
		pass(MINUTE);
		let basis = Some(Basis::Policy(policy));
		assert_story(&reading(), &[(START, basis), (START + MINUTE, None)]);
	});
}

#[test]
fn policies_that_were_repealed_within_retention_are_kept() {
	run(|| {
		let mut repealed = Vec::new();
		for _ in 0..4 {
			let policy = enact(law());
			pass(DAY);
			assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), policy));
			repealed.push(Timestamp::get());
			pass(DAY);
		}
		go_to(repealed[2] - MINUTE);
		forget();
		assert_eq!(RepealedPolicies::<Test>::iter().count(), 2);
		assert_eq!(decide_at(&reading(), repealed[1]), Decision::Unknown);
		assert_eq!(basis_at(&reading(), repealed[2] - 1), Some(Basis::Policy(2)));
		assert_eq!(basis_at(&reading(), repealed[2]), None);
		assert_eq!(basis_at(&reading(), repealed[3] - 1), Some(Basis::Policy(3)));
		assert_eq!(basis_at(&reading(), repealed[3]), None);
	});
}

// Emergency sessions

fn by_session(session: SessionId) -> Option<Basis> {
	Some(Basis::Emergency(session))
}

#[test]
fn earlier_sessions_of_a_practitioner_are_found_again() {
	run(|| {
		let mut story = Vec::new();
		for round in 0..12 {
			let session = open_session();
			story.push((Timestamp::get(), by_session(session)));
			pass(MINUTE);
			if round % 2 == 0 {
				close_session(session);
				review_session(session, true);
			} else {
				review_session(session, false);
			}
			story.push((Timestamp::get(), None));
			pass(MINUTE);
		}
		assert_story(&by_rescuer(), &story);
		let nurse = PractitionerId::Account(NURSE);
		assert_ne!(by_rescuer().actor.practitioner(), Some(nurse));
		let actor = Actor::Practitioner { organization: HOSPITAL, account: NURSE };
		Providers::admit(HOSPITAL, NURSE, Roles::ALL);
		let by_nurse = AccessRequest { actor, ..by_rescuer() };
		assert_story(&by_nurse, &[(START, None)]);
	});
}

#[test]
fn sessions_of_two_practitioners_are_told_apart() {
	run(|| {
		let nurse = Actor::Practitioner { organization: HOSPITAL, account: NURSE };
		let by_nurse = AccessRequest { actor: nurse, ..by_rescuer() };
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Practitioner { organization: HOSPITAL };
		license(HOSPITAL);
		let long = open_session_as(RESCUER, capacity, 3);
		pass(HOUR);
		let short = open_session_as(NURSE, capacity, 1);
		pass(3 * HOUR);
		review_session(long, true);
		review_session(short, true);
		for _ in 0..4 {
			let session = open_session();
			pass(HOUR);
			review_session(session, true);
		}
		let at = |hours| START + hours * HOUR;
		let story = [(at(0), by_session(long)), (at(3), None), (at(4), by_session(2))];
		for (from, basis) in story {
			assert_eq!(basis_at(&by_rescuer(), from), basis);
		}
		assert_eq!(basis_at(&by_rescuer(), at(3) - 1), by_session(long));
		assert_story(&by_nurse, &[(at(1), by_session(short)), (at(2), None)]);
	});
}

#[test]
fn a_session_needed_the_role_and_lifted_refusals_as_of_a_past_moment() {
	run(|| {
		grant_to(HOSPITAL, lasting());
		refuse(everything(false));
		let session = open_session();
		pass(MINUTE);
		close_session(session);
		pass(MINUTE);
		// What was granted was refused: only the session let it through.
		assert_story(&by_rescuer(), &[(START, by_session(session)), (START + MINUTE, None)]);
		Providers::admit(HOSPITAL, RESCUER, Roles::of(&[Role::Physician]));
		assert_eq!(decide_at(&by_rescuer(), START), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn sessions_that_are_forgotten_leave_the_later_past_known() {
	run(|| {
		let first = open_session();
		pass(HOUR);
		review_session(first, true);
		pass(30 * DAY);
		let second = open_session();
		let opened = Timestamp::get();
		pass(HOUR);
		review_session(second, true);
		go_to(opened - DAY);
		forget();
		assert!(Sessions::<Test>::get(first).is_none());
		assert!(Sessions::<Test>::get(second).is_some());
		assert_eq!(decide_at(&by_rescuer(), START), Decision::Unknown);
		assert_eq!(basis_at(&by_rescuer(), opened - 1), None);
		assert_eq!(basis_at(&by_rescuer(), opened), by_session(second));
		assert_eq!(basis_at(&by_rescuer(), opened + HOUR), None);
	});
}

#[test]
fn a_long_session_is_known_behind_a_short_one_that_was_over_before_the_horizon() {
	run(|| {
		license(HOSPITAL);
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Emergency]));
		let capacity = Capacity::Practitioner { organization: HOSPITAL };
		let long = open_session_as(RESCUER, capacity, 24);
		pass(MINUTE);
		let short = open_session_as(NURSE, capacity, 1);
		pass(DAY);
		review_session(long, true);
		review_session(short, true);
		for _ in 0..4 {
			let session = open_session();
			pass(HOUR);
			review_session(session, true);
		}
		go_to(START + 12 * HOUR);
		forget();
		let at = ForgottenBefore::<Test>::get();
		assert_eq!(at, START + 12 * HOUR);
		assert_eq!(decide_at(&by_rescuer(), at - 1), Decision::Unknown);
		assert_eq!(basis_at(&by_rescuer(), at), by_session(long));
		assert_eq!(basis_at(&by_rescuer(), START + 24 * HOUR - 1), by_session(long));
		assert_eq!(basis_at(&by_rescuer(), START + 24 * HOUR), None);
	});
}
