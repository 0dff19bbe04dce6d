use super::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	doubles::{Patients, Providers, Trail},
	AuditedEvent, Months, NotPractising, PatientId, Power, Powers, Relation, Role, TrailId,
};
use sp_runtime::DispatchError;

fn try_grant(provision: Provision<u64>) -> sp_runtime::DispatchResult {
	Consent::grant(RuntimeOrigin::signed(CONTROLLER), PATIENT, HOSPITAL, provision, None, None)
}

fn try_grant_with(sealed: SealedKeys) -> sp_runtime::DispatchResult {
	Consent::grant(
		RuntimeOrigin::signed(CONTROLLER),
		PATIENT,
		HOSPITAL,
		broad(),
		None,
		Some(sealed),
	)
}

#[test]
fn a_grant_is_stored_announced_and_written_to_the_trail() {
	run(|| {
		Patients::set_key_epoch(PATIENT, 3);
		let terms = Some([9; 32].into());
		assert_ok!(Consent::grant(
			RuntimeOrigin::signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			broad(),
			terms,
			Some(SealedKeys { key_epoch: 3, sealed: vec![5; 512] })
		));
		let expected = Grant { id: 0, granted_at: START, terms, provision: broad() };
		assert_eq!(Files::<Test>::get(PATIENT, HOSPITAL).own.to_vec(), vec![expected]);
		let head = Heads::<Test>::get(PATIENT);
		assert_eq!(head.next, 1);
		let until = Some(START + HOUR);
		assert_eq!(head.live.to_vec(), vec![LiveGrant { id: 0, organization: HOSPITAL, until }]);
		let envelope = Envelopes::<Test>::get((PATIENT, HOSPITAL, 0)).expect("it was given");
		assert_eq!((envelope.grant, envelope.key_epoch, envelope.sealed.len()), (0, 3, 512));
		System::assert_last_event(
			Event::Granted { patient: PATIENT, organization: HOSPITAL, grant: 0 }.into(),
		);
		assert_eq!(
			Trail::entries(),
			vec![(
				TrailId::Patient(PATIENT),
				Actor::Person(CONTROLLER),
				AuditedEvent::ConsentGranted { grant: 0, organization: HOSPITAL }
			)]
		);
	});
}

#[test]
fn only_the_controller_or_a_representative_with_consent_may_grant() {
	run(|| {
		let by = |account| {
			Consent::grant(RuntimeOrigin::signed(account), PATIENT, HOSPITAL, broad(), None, None)
		};
		let parent = 2;
		let nurse_at_home = 3;
		let watch = 4;
		Patients::relate(PATIENT, parent, Relation::Representative(Powers::of(&[Power::Consent])));
		let records_only = Powers::of(&[Power::Records, Power::Access]);
		Patients::relate(PATIENT, nurse_at_home, Relation::Representative(records_only));
		Patients::relate(PATIENT, watch, Relation::Device(Default::default()));
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
			let by = RuntimeOrigin::signed(account);
			assert_noop!(
				Consent::grant(by, PATIENT, CLINIC, broad(), None, None),
				Error::<Test>::PatientFrozen
			);
		}
		assert!(is_permitted(&reading()), "a freeze must not stop care");
		assert_noop!(
			Consent::grant(RuntimeOrigin::signed(STRANGER), PATIENT, CLINIC, broad(), None, None),
			Error::<Test>::NotAuthorized
		);
		revoke(first);
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(parent), PATIENT, second));
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
			let origin = RuntimeOrigin::signed(account);
			let granting = Call::<Test>::grant {
				patient: PATIENT,
				organization: HOSPITAL,
				provision: broad(),
				terms: None,
				envelope: None,
			};
			let revoking = Call::<Test>::revoke { patient: PATIENT, grant: 0 };
			let free = granting.is_feeless(&origin);
			assert_eq!(revoking.is_feeless(&origin), free);
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
			Consent::grant(
				RuntimeOrigin::signed(CONTROLLER),
				unknown,
				HOSPITAL,
				broad(),
				None,
				None
			),
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
fn an_envelope_is_bounded_and_of_the_present_key_epoch() {
	run(|| {
		Patients::set_key_epoch(PATIENT, 2);
		let keys = |key_epoch, length| SealedKeys { key_epoch, sealed: vec![0; length] };
		assert_noop!(try_grant_with(keys(2, 513)), Error::<Test>::EnvelopeTooLong);
		assert_noop!(try_grant_with(keys(1, 100)), Error::<Test>::StaleKeyEpoch);
		assert_noop!(try_grant_with(keys(3, 100)), Error::<Test>::StaleKeyEpoch);
		assert_ok!(try_grant_with(keys(2, 512)));
	});
}

#[test]
fn a_grant_goes_only_to_who_practises_now() {
	run(|| {
		let to = |organization, grantee| {
			Consent::grant(
				RuntimeOrigin::signed(CONTROLLER),
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
		for _ in 0..MAX_GRANTS_PER_FILE {
			grant_to(HOSPITAL, broad());
		}
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		revoke(5);
		let next = grant_to(HOSPITAL, broad());
		let file = Files::<Test>::get(PATIENT, HOSPITAL);
		assert_eq!(file.own.len(), MAX_GRANTS_PER_FILE as usize);
		assert_eq!(file.own[5].id, next, "the new grant takes the ended one's place");
	});
}

#[test]
fn a_lapsed_grant_gives_up_its_place_without_being_revoked() {
	run(|| {
		for _ in 0..MAX_GRANTS_PER_FILE {
			grant_to(HOSPITAL, broad());
		}
		go_to(START + HOUR);
		let period = Period { from: START, until: None };
		grant_to(HOSPITAL, Provision { period, ..broad() });
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn the_list_of_live_grants_is_bounded_and_never_blocks_a_revocation() {
	run(|| {
		for organization in 100..108 {
			Providers::accredit(organization);
			for _ in 0..MAX_GRANTS_PER_FILE {
				grant_to(organization, broad());
			}
		}
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
		revoke(0);
		assert_ok!(try_grant(broad()));
	});
}

#[test]
fn a_grant_without_keys_leaves_no_older_envelope_in_its_place() {
	run(|| {
		assert_ok!(try_grant_with(SealedKeys { key_epoch: 0, sealed: vec![1; 80] }));
		for _ in 1..MAX_GRANTS_PER_FILE {
			grant_to(HOSPITAL, broad());
		}
		revoke(0);
		let next = grant_to(HOSPITAL, broad());
		assert_eq!(Files::<Test>::get(PATIENT, HOSPITAL).own[0].id, next);
		assert!(Envelopes::<Test>::get((PATIENT, HOSPITAL, 0)).is_none());
	});
}

#[test]
fn grant_numbers_run_out_with_an_error() {
	run(|| {
		Heads::<Test>::mutate(PATIENT, |head| head.next = GrantId::MAX);
		assert_noop!(try_grant(broad()), Error::<Test>::MaxGrantsExceeded);
	});
}
