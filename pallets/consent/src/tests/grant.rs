use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{Months, NotPractising, PatientId, Pseudonym};
use sp_runtime::DispatchError;

fn try_grant(provision: Provision<u64>) -> sp_runtime::DispatchResult {
	Consent::grant(signed(CONTROLLER), PATIENT, HOSPITAL, provision, None, None)
}

#[test]
fn a_grant_is_stored_announced_and_written_to_the_trail() {
	run(|| {
		Patients::set_key_epoch(PATIENT, 3);
		let terms = Some([9; 32].into());
		let keys = envelope(3, 0, 5);
		assert_ok!(Consent::grant(
			signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			broad(),
			terms,
			Some(keys)
		));
		let expected = Grant {
			id: 0,
			granted_at: START,
			terms,
			excludes_confidential: false,
			ancestors: BoundedVec::new(),
			provision: broad(),
		};
		assert_eq!(Files::<Test>::get(PATIENT, HOSPITAL).own.to_vec(), vec![expected]);
		assert_eq!(head().next, 1);
		let until = Some(START + HOUR);
		let live = LiveGrant { id: 0, organization: HOSPITAL, until, parent: None };
		assert_eq!(head().live.to_vec(), vec![live]);
		let annex = annex_of(0);
		let envelope = annex.envelope.expect("it was given");
		assert_eq!((envelope.key_epoch, envelope.commitment), (3, Commitment::repeat_byte(5)));
		assert_eq!((annex.displaced, annex.ends), (None, None));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentGranted {
				grant: 0,
				organization: HOSPITAL,
				content: content_of(&broad()),
			},
			Event::Granted { patient: PATIENT, organization: HOSPITAL, grant: 0 },
		);
		assert_eq!(Trail::entries().len(), 1);
	});
}

#[test]
fn a_grant_with_nothing_besides_leaves_no_annex() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		assert!(!Annexes::<Test>::contains_key(PATIENT, grant));
	});
}

#[test]
fn a_representative_grants_nothing_to_itself_and_nothing_confidential() {
	run(|| {
		represent(PHYSICIAN);
		let by = |account, grantee| {
			let provision = Provision { grantee, ..broad() };
			Consent::grant(signed(account), PATIENT, HOSPITAL, provision, None, None)
		};
		assert_noop!(
			by(PHYSICIAN, Grantee::Practitioner(PHYSICIAN)),
			Error::<Test>::CannotGrantToItself
		);
		assert_ok!(by(PHYSICIAN, Grantee::Practitioner(NURSE)));
		assert!(row(HOSPITAL, 0).excludes_confidential);
		assert_ok!(by(CONTROLLER, Grantee::Practitioner(PHYSICIAN)));
		assert!(!row(HOSPITAL, 1).excludes_confidential);
	});
}

#[test]
fn a_patient_who_practises_may_grant_to_itself() {
	run(|| {
		Providers::admit(CLINIC, CONTROLLER, Roles::of(&[Role::Nurse]));
		let provision = Provision { grantee: Grantee::Practitioner(CONTROLLER), ..broad() };
		grant_to(CLINIC, provision);
	});
}

#[test]
fn only_the_controller_or_a_representative_with_consent_may_grant() {
	run(|| {
		let by = |account| Consent::grant(signed(account), PATIENT, HOSPITAL, broad(), None, None);
		let parent = 2;
		let nurse_at_home = 3;
		let watch = 4;
		Patients::relate(PATIENT, parent, Relation::Representative(Powers::of(&[Power::Consent])));
		let records_only = Powers::of(&[Power::Records, Power::Access]);
		Patients::relate(PATIENT, nurse_at_home, Relation::Representative(records_only));
		Patients::relate(
			PATIENT,
			watch,
			Relation::Device { classes: Default::default(), by_representative: false },
		);
		assert_ok!(by(parent));
		for account in [nurse_at_home, watch, STRANGER, PHYSICIAN] {
			assert_noop!(by(account), Error::<Test>::NotAuthorized);
		}
	});
}

#[test]
fn a_frozen_patient_s_side_grants_nothing_and_revokes_what_it_likes() {
	run(|| {
		let parent = 2;
		Patients::relate(PATIENT, parent, Relation::Representative(Powers::of(&[Power::Consent])));
		let (first, second) = (grant_to(HOSPITAL, broad()), grant_to(HOSPITAL, broad()));
		Patients::freeze(PATIENT);
		for account in [CONTROLLER, parent] {
			let by = signed(account);
			assert_noop!(
				Consent::grant(by, PATIENT, CLINIC, broad(), None, None),
				Error::<Test>::PatientFrozen
			);
		}
		assert!(is_permitted(&reading()), "a freeze must not stop care");
		assert_noop!(
			Consent::grant(signed(STRANGER), PATIENT, CLINIC, broad(), None, None),
			Error::<Test>::NotAuthorized
		);
		revoke(first);
		assert_ok!(Consent::revoke(signed(parent), PATIENT, second));
		assert!(!is_permitted(&reading()));
	});
}

#[test]
fn it_is_free_for_the_patients_side_only_and_stays_so_while_frozen() {
	run(|| {
		let (parent, carer) = (2, 3);
		let with = |power| Relation::Representative(Powers::of(&[power]));
		Patients::relate(PATIENT, parent, with(Power::Consent));
		Patients::relate(PATIENT, carer, with(Power::Access));
		let is_free = |account| {
			let origin = signed(account);
			let granting = Call::<Test>::grant {
				patient: PATIENT,
				organization: HOSPITAL,
				provision: broad(),
				terms: None,
				envelope: None,
			};
			let free = granting.is_feeless(&origin);
			let patient = PATIENT;
			let keys = envelope(0, 0, 1);
			for call in [
				Call::<Test>::revoke { patient, grant: 0 },
				Call::<Test>::amend {
					patient,
					grant: 0,
					provision: broad(),
					terms: None,
					envelope: None,
				},
				Call::<Test>::exclude_class { patient, grant: 0, class: NOTE },
				Call::<Test>::revoke_organization { patient, organization: HOSPITAL },
				Call::<Test>::revoke_since { patient, since: 0 },
				Call::<Test>::replace_envelope { patient, grant: 0, envelope: keys },
				Call::<Test>::approve_request {
					patient,
					organization: HOSPITAL,
					provision: broad(),
					terms: None,
					envelope: None,
				},
				Call::<Test>::reject_request { patient, organization: HOSPITAL },
			] {
				assert_eq!(call.is_feeless(&origin), free, "{call:?}");
			}
			free
		};
		let freely = || [CONTROLLER, parent, carer, PHYSICIAN, STRANGER].map(is_free);
		assert_eq!(freely(), [true, true, false, false, false]);
		Patients::freeze(PATIENT);
		assert_eq!(freely(), [true, true, false, false, false]);
	});
}

#[test]
fn root_and_unsigned_origins_cannot_grant() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::grant(origin, PATIENT, HOSPITAL, broad(), None, None),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_patient_nobody_knows_is_refused() {
	run(|| {
		let unknown = PatientId([8; 32]);
		assert_noop!(
			Consent::grant(signed(CONTROLLER), unknown, HOSPITAL, broad(), None, None),
			Error::<Test>::PatientNotFound
		);
	});
}

#[test]
fn a_period_must_last_a_minute_and_not_be_over() {
	run(|| {
		let lasting = |from, until| {
			try_grant(Provision { period: Period { from, until: Some(until) }, ..broad() })
		};
		assert_noop!(lasting(START, START), Error::<Test>::InvalidPeriod);
		assert_noop!(lasting(START + HOUR, START), Error::<Test>::InvalidPeriod);
		assert_noop!(lasting(START, START + MINUTE - 1), Error::<Test>::InvalidPeriod);
		assert_noop!(lasting(START - HOUR, START), Error::<Test>::PeriodEnded);
		assert_ok!(lasting(START, START + MINUTE));
		assert_ok!(lasting(START - HOUR, START + 1));
		assert_ok!(try_grant(Provision { period: Period { from: 0, until: None }, ..broad() }));
	});
}

#[test]
fn a_grant_must_say_something() {
	run(|| {
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = broad();
			change(&mut provision);
			try_grant(provision)
		};
		assert_noop!(with(|p| p.scope = classes(&[])), Error::<Test>::EmptyScope);
		assert_noop!(with(|p| p.scope = anchors(&[])), Error::<Test>::EmptyScope);
		assert_noop!(with(|p| p.actions = Actions(0)), Error::<Test>::InvalidActions);
		assert_noop!(with(|p| p.actions = Actions(0x21)), Error::<Test>::InvalidActions);
		assert_noop!(with(|p| p.purposes = Purposes(0)), Error::<Test>::InvalidPurposes);
		assert_noop!(with(|p| p.purposes = Purposes(1 << 13)), Error::<Test>::InvalidPurposes);
		assert_noop!(
			with(|p| p.content = Some(Months { from: 5, until: 5 })),
			Error::<Test>::InvalidContentPeriod
		);
	});
}

#[test]
fn a_grant_goes_only_to_who_practises_now() {
	run(|| {
		let to = |organization, grantee| {
			Consent::grant(
				signed(CONTROLLER),
				PATIENT,
				organization,
				Provision { grantee, ..broad() },
				None,
				None,
			)
		};
		assert_noop!(to(77, Grantee::Organization), Error::<Test>::OrganizationNotAccredited);
		assert_noop!(
			to(HOSPITAL, Grantee::Practitioner(SPECIALIST)),
			Error::<Test>::PractitionerNotPractising
		);
		assert_ok!(to(HOSPITAL, Grantee::Practitioner(PHYSICIAN)));
		assert_ok!(to(HOSPITAL, Grantee::Role(Role::Pharmacist)));
		assert_ok!(to(HOSPITAL, Grantee::Pseudonym(RESIDENT)));
		for (organization, pseudonym) in [(CLINIC, RESIDENT), (HOSPITAL, Pseudonym([9; 32]))] {
			assert_noop!(
				to(organization, Grantee::Pseudonym(pseudonym)),
				Error::<Test>::PractitionerNotPractising
			);
		}
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(to(HOSPITAL, Grantee::Organization), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn a_gateway_s_account_is_no_practitioner_to_grant_to() {
	run(|| {
		assert_noop!(
			try_grant(Provision { grantee: Grantee::Practitioner(GATEWAY), ..broad() }),
			Error::<Test>::PractitionerNotPractising
		);
	});
}

#[test]
fn a_full_file_refuses_until_a_grant_in_it_has_ended() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		revoke(5);
		pass(MINUTE);
		let (sixth, at) = (row(HOSPITAL, 5), START);
		let next = grant_to(HOSPITAL, broad());
		let rows = own_rows(HOSPITAL);
		assert_eq!(rows.len(), MAX_OWN_GRANTS as usize);
		assert_eq!(rows[5], next, "the new grant takes the ended one's place");
		let displaced = DisplacedGrant { grant: sixth, ended_at: at, is_end_in_page: false };
		assert_eq!(annex_of(next).displaced, Some(displaced), "and keeps it");
		assert!(head().ended.is_empty());
		assert_eq!(head().complete_since, at);
	});
}

#[test]
fn the_oldest_of_those_that_have_ended_gives_up_its_place() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		for grant in [9, 4, 6] {
			revoke(grant);
		}
		let next = grant_to(HOSPITAL, broad());
		assert_eq!(own_rows(HOSPITAL)[4], next);
	});
}

#[test]
fn a_lapsed_grant_gives_up_its_place_without_being_revoked() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		go_to(START + 2 * HOUR);
		let period = Period { from: START, until: None };
		let next = grant_to(HOSPITAL, Provision { period, ..broad() });
		assert_eq!(head().live.len(), 1);
		let displaced = annex_of(next).displaced.expect("a grant was there");
		assert_eq!(displaced.ended_at, START + HOUR, "it ended when its period did");
	});
}

#[test]
fn the_list_of_live_grants_is_bounded_and_never_blocks_a_revocation() {
	run(|| {
		for organization in 100..100 + MAX_LIVE_GRANTS / MAX_OWN_GRANTS {
			Providers::accredit(organization);
			for _ in 0..MAX_OWN_GRANTS {
				grant_to(organization, broad());
			}
		}
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		revoke(0);
		assert_ok!(try_grant(broad()));
	});
}

#[test]
fn the_newest_grant_that_was_passed_on_makes_room_for_the_patient_s_own() {
	run(|| {
		fill_the_list_of_live_grants();
		let next = grant_to(CLINIC, broad());
		assert!(head().live.is_full());
		assert!(head().is_live(next));
		assert_eq!(head().end_of(8), Some(START));
		let displaced = Event::Displaced { patient: PATIENT, organization: 207, grant: 8 };
		System::assert_has_event(displaced.into());
		for left in (1..8).rev() {
			pass(MINUTE);
			grant_to(CLINIC, broad());
			assert!(!head().is_live(left));
		}
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		revoke(0);
		assert_ok!(try_grant(broad()));
	});
}

#[test]
fn a_grant_that_finds_no_place_displaces_nothing() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS - 1 {
			grant_to(HOSPITAL, broad());
		}
		fill_the_list_of_live_grants();
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		assert!(head().is_live(head().next - 1));
	});
}

/// Gives a grant to each place of nine files and revokes it at once.
fn fill_the_list_of_ends() {
	for organization in 100..100 + MAX_TRACKED_GRANTS / MAX_OWN_GRANTS {
		Providers::accredit(organization);
		for _ in 0..MAX_OWN_GRANTS {
			revoke(grant_to(organization, broad()));
			pass(1);
		}
	}
	assert!(head().ended.is_full());
}

#[test]
fn old_ends_make_room_for_new_ones() {
	run(|| {
		fill_the_list_of_ends();
		assert_eq!((head().older_ends, head().complete_since), (None, 0));
		let next = grant_to(CLINIC, broad());
		assert_eq!(next, MAX_TRACKED_GRANTS);
		let page = annex_of(next).ends.expect("the oldest ends lie here");
		let ids = page.ends.iter().map(|ended| ended.id).collect::<Vec<_>>();
		assert_eq!(ids, (0..MAX_ENDS_PER_PAGE).collect::<Vec<_>>());
		assert_eq!(page.previous, None);
		assert_eq!(head().older_ends, Some(next));
		assert_eq!(head().complete_since, START + 31, "when the last of them ended");
		assert_eq!(head().ended.len(), (MAX_TRACKED_GRANTS - MAX_ENDS_PER_PAGE) as usize);
		assert_eq!(head().end_of(31), None);
		assert_eq!(head().end_of(32), Some(START + 32));

		for organization in [300, 301, 302] {
			Providers::accredit(organization);
			for _ in 0..MAX_OWN_GRANTS {
				revoke(grant_to(organization, broad()));
			}
		}
		let latest = head().older_ends.expect("ends were moved again");
		assert!(latest > next);
		assert_eq!(annex_of(latest).ends.expect("a page").previous, Some(next));
	});
}

#[test]
fn a_place_is_taken_without_a_search_for_its_end() {
	run(|| {
		fill_the_list_of_ends();
		grant_to(CLINIC, broad());
		let oldest = row(100, 0);
		let next = grant_to(100, broad());
		let now = Timestamp::get();
		let displaced = DisplacedGrant { grant: oldest, ended_at: now, is_end_in_page: true };
		assert_eq!(annex_of(next).displaced, Some(displaced));
		let past = Consent::past_grants(PATIENT, 100);
		let ends = past.iter().map(|past| (past.grant.id, past.ended_at)).collect::<Vec<_>>();
		let expected = (0..MAX_OWN_GRANTS).rev().map(|id| (id, START + Moment::from(id)));
		assert_eq!(ends, expected.collect::<Vec<_>>());
	});
}

#[test]
fn a_grant_without_keys_leaves_no_older_envelope_in_its_place() {
	run(|| {
		let keys = envelope(0, 0, 1);
		assert_ok!(Consent::grant(
			signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			broad(),
			None,
			Some(keys)
		));
		for _ in 1..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, broad());
		}
		revoke(0);
		let next = grant_to(HOSPITAL, broad());
		assert_eq!(own_rows(HOSPITAL)[0], next);
		assert!(annex_of(next).envelope.is_none());
	});
}

#[test]
fn grant_numbers_run_out_with_an_error() {
	run(|| {
		Heads::<Test>::mutate(PATIENT, |head| head.next = GrantId::MAX);
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
	});
}
