//! A patient whose every list is full is still master of its file.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Basis, Denial, PractitionerId};

/// Fills everything that others can fill of a patient's, and that it can fill itself: 16 own grants in the
/// hospital's file, 96 live grants, 32 refusals, 16 confidential classes, more unreviewed sessions than an
/// organization lists, the last of them open, a request of each of many organizations.
fn fill() {
	license(HOSPITAL);
	let parents: Vec<_> = (0..MAX_OWN_GRANTS).map(|_| grant_to(HOSPITAL, referable())).collect();
	// 80 more, eight in each of ten files, five from each of the hospital's grants.
	let others: Vec<OrganizationId> = (1_000..1_010).collect();
	for organization in &others {
		Providers::admit(*organization, u64::from(*organization), Roles::of(&[Role::Physician]));
		let capacity = Capacity::Practitioner { organization: *organization };
		assert_ok!(request_consent(u64::from(*organization), capacity, broad()));
	}
	for (position, organization) in others.iter().cycle().take(80).enumerate() {
		let parent = parents[position / 5];
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, *organization, referable()));
	}
	represent_with(MOTHER, Powers::of(&[Power::Consent]));
	for number in 0..MAX_REFUSALS {
		let refusal = Refusal {
			whom: Refused::Organization(5_000 + number),
			class: Some(RecordClass(number as u16)),
			..refusal()
		};
		// The last place is kept for a representative.
		let who = if number + 1 < MAX_REFUSALS { CONTROLLER } else { MOTHER };
		assert_ok!(Consent::refuse(signed(who), PATIENT, refusal));
	}
	for number in 0..MAX_CONFIDENTIAL {
		let class = RecordClass(0x9000 + number as u16);
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, class));
	}
	for _ in 0..MAX_LISTED_REVIEWS {
		assert_ok!(close(RESCUER, opened(RESCUER)));
	}
	opened(RESCUER);
	let head = Heads::<Test>::get(PATIENT);
	assert_eq!(head.live.len(), MAX_LIVE_GRANTS as usize);
	assert_eq!(head.refusals.len(), MAX_REFUSALS as usize);
	assert_eq!(head.confidential.len(), MAX_CONFIDENTIAL as usize);
}

#[test]
fn in_a_full_world_others_gain_no_more_room() {
	run(|| {
		fill();
		Providers::admit(2_000, 2_000, Roles::ALL);
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, 8, 2_000, referable()), Why::MaxGrantsExceeded);
		assert_noop!(open(RESCUER, PATIENT), Why::EmergencyAlreadyOpen);
		assert_eq!(BreakGlasses::<Test>::get(HOSPITAL).listed.len() as u32, MAX_LISTED_REVIEWS);
		assert_noop!(
			Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, broad(), None, None),
			Why::MaxGrantsExceeded
		);
	});
}

#[test]
fn in_a_full_world_the_patient_still_gives_what_it_wants() {
	run(|| {
		fill();
		let newest = Heads::<Test>::get(PATIENT).live.last().unwrap().id;
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Permit(Basis::Grant(own)));
		System::assert_has_event(
			Event::Displaced { patient: PATIENT, organization: 1_009, grant: newest }.into(),
		);
		assert!(!Heads::<Test>::get(PATIENT).is_live(newest));
		// Amending and taking a class out need no place of another.
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, 15, NOTE));
		assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, 14, broad(), None, None));
		assert_ok!(approve(CONTROLLER, 1_000, broad()));
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
		assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, RecordClass(0x9000)));
	});
}

#[test]
fn in_a_full_world_every_way_of_ending_works_at_once() {
	let requests = || {
		[HOSPITAL, 1_000, 1_009].map(|organization| AccessRequest {
			actor: Actor::Practitioner {
				organization,
				account: if organization == HOSPITAL { PHYSICIAN } else { u64::from(organization) },
			},
			..reading()
		})
	};
	let all_denied = || requests().iter().all(|request| !is_permitted(request));
	let controller = || signed(CONTROLLER);
	let ways: [(&str, &dyn Fn()); 6] = [
		("revoke", &|| {
			for grant in 0..MAX_OWN_GRANTS {
				revoke(grant);
			}
		}),
		("revoke_organization", &|| {
			assert_ok!(Consent::revoke_organization(controller(), PATIENT, HOSPITAL));
			System::assert_has_event(
				Event::OrganizationRevoked {
					patient: PATIENT,
					organization: HOSPITAL,
					grants: MAX_LIVE_GRANTS,
				}
				.into(),
			);
		}),
		("revoke_since", &|| {
			assert_ok!(Consent::revoke_since(controller(), PATIENT, START));
			let (patient, grants) = (PATIENT, MAX_LIVE_GRANTS);
			System::assert_has_event(Event::RevokedSince { patient, since: START, grants }.into());
		}),
		("refuse", &|| refuse(refusal())),
		("refuse_all", &|| {
			assert_ok!(Consent::refuse_all(controller(), PATIENT, true));
		}),
		("exclude_class", &|| {
			for grant in 0..MAX_OWN_GRANTS {
				assert_ok!(Consent::exclude_class(controller(), PATIENT, grant, OBSERVATION));
			}
		}),
	];
	for (name, end) in ways {
		run(|| {
			fill();
			assert!(requests().iter().all(is_permitted), "{name}");
			end();
			assert!(all_denied(), "{name} left something open");
		});
	}
	run(|| {
		fill();
		assert!(is_permitted(&rescuing()));
		assert_ok!(Consent::opt_out_of_emergencies(controller(), PATIENT));
		assert!(!is_permitted(&rescuing()));
		for organization in 1_000..1_010 {
			assert_ok!(Consent::reject_request(controller(), PATIENT, organization));
		}
	});
}

#[test]
fn in_a_full_world_another_refusal_takes_effect_whatever_it_is_joined_with() {
	run(|| {
		fill();
		let hers = Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			class: Some(OBSERVATION),
			..refusal()
		};
		assert!(is_permitted(&reading()));
		refuse(hers.clone());
		assert_eq!(decide(&reading()), Decision::Deny(Denial::Refused));
		assert_eq!(head().refusals.len(), MAX_REFUSALS as usize);
		// It had nothing in common with any of them, so it refuses everything to everybody; but it gives
		// way in emergencies, as each of them did.
		let refusals = head().refusals;
		let joined = refusals.last().unwrap();
		assert_eq!(joined.refusal, refusal());
		assert!(is_permitted(&rescuing()));
		// The patient can make room and say it again.
		for standing in &refusals {
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, standing.id));
		}
		refuse(hers);
		assert!(!is_permitted(&reading()));
		let nurse = Actor::Practitioner { organization: HOSPITAL, account: NURSE };
		assert!(is_permitted(&AccessRequest { actor: nurse, ..reading() }));
	});
}

#[test]
fn a_patient_with_nothing_but_own_grants_ends_them_all_the_same() {
	run(|| {
		let organizations: Vec<OrganizationId> = (1_000..1_006).collect();
		for organization in &organizations {
			Providers::accredit(*organization);
			for _ in 0..MAX_OWN_GRANTS {
				grant_to(*organization, broad());
			}
		}
		assert_noop!(
			Consent::grant(signed(CONTROLLER), PATIENT, CLINIC, broad(), None, None),
			Why::MaxGrantsExceeded
		);
		revoke(0);
		let own = grant_to(CLINIC, broad());
		assert_eq!(decide(&reading_at_the_clinic()), Decision::Permit(Basis::Grant(own)));
		for organization in organizations {
			assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, organization));
		}
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn a_patient_who_changes_its_mind_a_thousand_times_is_still_master_of_its_file() {
	run(|| {
		grant_to(CLINIC, referable());
		for round in 0..1_000 {
			pass(MINUTE);
			let period = Period { from: START, until: None };
			let grant = grant_to(HOSPITAL, Provision { period, ..broad() });
			assert!(is_permitted(&reading()), "in round {round}");
			revoke(grant);
			assert!(!is_permitted(&reading()), "in round {round}");
		}
		assert!(Heads::<Test>::get(PATIENT).ended.len() <= MAX_TRACKED_GRANTS as usize);
	});
}

#[test]
fn a_lapsed_grant_takes_no_place_of_a_live_one() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		go_to(START + HOUR);
		let period = Period { from: START, until: None };
		let grant = grant_to(HOSPITAL, Provision { period, ..broad() });
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(grant)));
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn every_path_of_a_full_head_leads_into_its_annexes_and_back() {
	run(|| {
		fill();
		// All that is live ends, twice over; then every moment is still known.
		pass(MINUTE);
		assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, HOSPITAL));
		pass(MINUTE);
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, referable());
		}
		pass(MINUTE);
		assert_ok!(Consent::revoke_organization(signed(CONTROLLER), PATIENT, HOSPITAL));
		let answers = [(0, true), (1, false), (2, true), (3, false)];
		for (minute, permitted) in answers {
			let at = START + minute * MINUTE;
			assert_eq!(decide_at(&reading(), at).is_permitted(), permitted, "in minute {minute}");
			assert_ne!(decide_at(&reading(), at), Decision::Unknown, "in minute {minute}");
		}
	});
}
