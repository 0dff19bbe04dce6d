use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Basis, Denial, NotPractising, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

fn amend_by(account: u64, grant: GrantId, provision: Provision<u64>) -> DispatchResult {
	Consent::amend(signed(account), PATIENT, grant, provision, None, None)
}

fn amend(grant: GrantId, provision: Provision<u64>) -> DispatchResult {
	amend_by(CONTROLLER, grant, provision)
}

/// Only observations.
fn narrow() -> Provision<u64> {
	Provision { scope: classes(&[OBSERVATION]), ..broad() }
}

#[test]
fn another_version_takes_the_place_of_the_old_in_one_step() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let grant = grant_to(HOSPITAL, broad());
		grant_to(HOSPITAL, broad());
		let old = row(HOSPITAL, grant);
		pass(MINUTE);
		let terms = Some([4; 32].into());
		assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, grant, narrow(), terms, None));
		let version = 3;
		assert_eq!(own_rows(HOSPITAL), vec![0, version, 2]);
		let now = START + MINUTE;
		let new = row(HOSPITAL, version);
		assert_eq!((new.granted_at, new.terms, new.provision), (now, terms, narrow()));
		assert!(head().is_live(version) && !head().is_live(grant));
		let displaced = DisplacedGrant { grant: old, ended_at: now, is_end_in_page: false };
		assert_eq!(annex_of(version).displaced, Some(displaced));
		assert_eq!((head().ended.len(), head().complete_since), (0, now));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentAmended {
				grant,
				version,
				organization: HOSPITAL,
				content: content_of(&narrow()),
			},
			Event::Amended { patient: PATIENT, organization: HOSPITAL, grant, version },
		);
		assert_eq!(Trail::entries().len(), 4);
	});
}

#[test]
fn there_is_no_moment_at_which_both_versions_or_none_count() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		pass(MINUTE);
		assert_ok!(amend(first, narrow()));
		let now = START + MINUTE;
		let on_notes =
			AccessRequest { target: Target::Class { class: NOTE, content: None }, ..reading() };
		assert_eq!(decide_at(&reading(), now - 1), Decision::Permit(Basis::Grant(first)));
		assert_eq!(decide_at(&on_notes, now - 1), Decision::Permit(Basis::Grant(first)));
		assert_eq!(decide_at(&reading(), now), Decision::Permit(Basis::Grant(first + 1)));
		assert_eq!(decide_at(&on_notes, now), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn a_version_brings_its_own_keys_or_none() {
	run(|| {
		let keys = |byte| envelope(0, 0, byte);
		let by = signed(CONTROLLER);
		assert_ok!(Consent::grant(by.clone(), PATIENT, HOSPITAL, broad(), None, Some(keys(1))));
		assert_ok!(Consent::amend(by.clone(), PATIENT, 0, broad(), None, Some(keys(2))));
		assert_eq!(annex_of(1).envelope.expect("given").commitment, Commitment::repeat_byte(2));
		assert_ok!(Consent::amend(by, PATIENT, 1, broad(), None, None));
		assert!(annex_of(2).envelope.is_none());
	});
}

#[test]
fn what_was_passed_on_from_the_old_version_ends_with_it() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		pass(MINUTE);
		assert_ok!(amend(parent, disclosable()));
		assert!(!head().is_live(child));
		assert_eq!(head().end_of(child), Some(START + MINUTE));
	});
}

#[test]
fn full_tables_do_not_stand_in_the_way() {
	run(|| {
		for _ in 0..MAX_OWN_GRANTS - 1 {
			grant_to(CLINIC, broad());
		}
		fill_the_list_of_live_grants();
		grant_to(CLINIC, broad());
		let events = System::event_count();
		assert_ok!(amend(0, narrow()));
		let version = head().next - 1;
		assert_eq!(own_rows(CLINIC)[0], version);
		assert!(head().live.is_full());
		assert_eq!(System::event_count(), events + 1, "nobody else had to make room");
	});
}

#[test]
fn versions_of_versions_form_a_chain() {
	run(|| {
		let mut latest = grant_to(HOSPITAL, broad());
		for _ in 0..3 {
			pass(1);
			assert_ok!(amend(latest, broad()));
			latest += 1;
		}
		let mut chain = vec![latest];
		while let Some(displaced) = annex_of(latest).displaced {
			latest = displaced.grant.id;
			chain.push(latest);
		}
		assert_eq!(chain, vec![3, 2, 1, 0]);
	});
}

#[test]
fn only_live_grants_of_the_patient_s_own_are_amended() {
	run(|| {
		assert_noop!(amend(0, narrow()), Error::<Test>::GrantNotFound);
		let revoked = grant_to(HOSPITAL, broad());
		revoke(revoked);
		let parent = grant_to(HOSPITAL, disclosable());
		let passed_on = refer(parent, CLINIC, broad());
		for grant in [revoked, passed_on, 99] {
			assert_noop!(amend(grant, narrow()), Error::<Test>::GrantNotFound);
		}
		go_to(START + HOUR);
		let open_ended = Period { from: START, until: None };
		let lasting = Provision { period: open_ended, ..broad() };
		assert_noop!(amend(parent, lasting), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn a_patient_cannot_amend_another_s_grant() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		let by_stranger =
			|patient| Consent::amend(signed(STRANGER), patient, grant, narrow(), None, None);
		assert_noop!(by_stranger(other), Error::<Test>::GrantNotFound);
		assert_noop!(by_stranger(PATIENT), Error::<Test>::NotAuthorized);
		assert_noop!(by_stranger(PatientId([9; 32])), Error::<Test>::PatientNotFound);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::amend(origin, PATIENT, grant, narrow(), None, None),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn the_rules_of_granting_hold() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let with = |change: fn(&mut Provision<u64>)| {
			let mut provision = broad();
			change(&mut provision);
			amend(grant, provision)
		};
		assert_noop!(
			with(|p| p.period.until = Some(START + MINUTE - 1)),
			Error::<Test>::InvalidPeriod
		);
		assert_noop!(
			with(|p| p.period = Period { from: 0, until: Some(START) }),
			Error::<Test>::PeriodEnded
		);
		assert_noop!(with(|p| p.scope = classes(&[])), Error::<Test>::EmptyScope);
		assert_noop!(with(|p| p.actions = Actions(0)), Error::<Test>::InvalidActions);
		assert_noop!(with(|p| p.purposes = Purposes(0)), Error::<Test>::InvalidPurposes);
		assert_noop!(
			with(|p| p.content = Some(salus_primitives::Months { from: 1, until: 1 })),
			Error::<Test>::InvalidContentPeriod
		);
		assert_noop!(
			with(|p| p.grantee = Grantee::Practitioner(SPECIALIST)),
			Error::<Test>::PractitionerNotPractising
		);
		let stale = envelope(1, 0, 1);
		assert_noop!(
			Consent::amend(signed(CONTROLLER), PATIENT, grant, broad(), None, Some(stale)),
			Error::<Test>::StaleKeyEpoch
		);
		Heads::<Test>::mutate(PATIENT, |head| head.next = GrantId::MAX);
		assert_noop!(amend(grant, narrow()), Error::<Test>::MaxGrantsExceeded);
		Heads::<Test>::mutate(PATIENT, |head| head.next = 1);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(amend(grant, narrow()), Error::<Test>::OrganizationNotAccredited);
		Patients::freeze(PATIENT);
		assert_noop!(amend(grant, narrow()), Error::<Test>::PatientFrozen);
	});
}

#[test]
fn what_a_representative_amends_leaves_out_what_is_confidential() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		represent(PHYSICIAN);
		let to_itself = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_noop!(
			amend_by(PHYSICIAN, grant, to_itself.clone()),
			Error::<Test>::CannotGrantToItself
		);
		assert_ok!(amend_by(PHYSICIAN, grant, broad()));
		assert!(row(HOSPITAL, 1).excludes_confidential);
		assert_ok!(amend(1, to_itself));
		assert!(!row(HOSPITAL, 2).excludes_confidential);
	});
}
