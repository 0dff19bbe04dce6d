use super::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Denial, PatientId};
use sp_runtime::DispatchError;

#[test]
fn a_revoked_grant_denies_at_once() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		assert!(is_permitted(&reading()));
		revoke(grant);
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		let ended = EndedGrant { id: grant, at: START };
		assert_eq!((head().live.len(), head().ended.to_vec()), (0, vec![ended]));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ConsentRevoked { grant, organization: HOSPITAL },
			Event::Revoked { patient: PATIENT, organization: HOSPITAL, grant },
		);
	});
}

#[test]
fn a_revocation_ends_one_grant_and_no_other() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		let second = grant_to(HOSPITAL, broad());
		revoke(first);
		assert_eq!(decide(&reading()), Decision::Permit(salus_primitives::Basis::Grant(second)));
	});
}

#[test]
fn a_grant_given_again_starts_clean() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		revoke(first);
		let second = grant_to(HOSPITAL, broad());
		assert_ne!(first, second);
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_grant_cannot_be_revoked_twice_nor_before_it_exists() {
	run(|| {
		let revoke = |grant| Consent::revoke(signed(CONTROLLER), PATIENT, grant);
		assert_noop!(revoke(0), Error::<Test>::GrantNotFound);
		let grant = grant_to(HOSPITAL, broad());
		assert_ok!(revoke(grant));
		assert_noop!(revoke(grant), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn only_the_patient_s_side_may_revoke() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let by = |origin| Consent::revoke(origin, PATIENT, grant);
		let parent = 2;
		Patients::relate(PATIENT, parent, Relation::Representative(Powers::of(&[Power::Consent])));
		for account in [STRANGER, PHYSICIAN] {
			assert_noop!(by(signed(account)), Error::<Test>::NotAuthorized);
		}
		assert_noop!(by(RuntimeOrigin::root()), DispatchError::BadOrigin);
		assert_noop!(by(RuntimeOrigin::none()), DispatchError::BadOrigin);
		assert_ok!(by(signed(parent)));
	});
}

#[test]
fn a_patient_cannot_revoke_another_s_grant() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let other = PatientId([8; 32]);
		Patients::open(other, STRANGER);
		assert_noop!(Consent::revoke(signed(STRANGER), other, grant), Error::<Test>::GrantNotFound);
		assert_noop!(
			Consent::revoke(signed(STRANGER), PatientId([9; 32]), grant),
			Error::<Test>::PatientNotFound
		);
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_lapsed_grant_is_no_longer_there_to_be_revoked() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		go_to(START + HOUR);
		assert_noop!(
			Consent::revoke(signed(CONTROLLER), PATIENT, grant),
			Error::<Test>::GrantNotFound
		);
	});
}

#[test]
fn whatever_was_passed_on_ends_at_once() {
	run(|| {
		Providers::admit(200, 200, Roles::of(&[Role::Nurse]));
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, 200, disclosable());
		assert_ok!(try_refer((200, 200), child, CLINIC, broad()));
		let other = grant_to(CLINIC, broad());
		pass(MINUTE);
		revoke(parent);
		assert_eq!(head().live.iter().map(|live| live.id).collect::<Vec<_>>(), vec![other]);
		assert!(head().ended.iter().all(|ended| ended.at == START + MINUTE));
		assert_eq!(head().ended.len(), 3);
	});
}

#[test]
fn a_grant_that_was_passed_on_is_revoked_alone() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		revoke(child);
		assert!(head().is_live(parent));
		assert!(!head().is_live(child));
		assert_eq!(refer(parent, CLINIC, broad()), child + 1, "and can be passed on again");
	});
}

#[test]
fn bounds_never_keep_a_patient_from_revoking() {
	run(|| {
		fill_the_list_of_live_grants();
		for organization in 300..302 {
			Providers::accredit(organization);
		}
		// As many ends as the head keeps beside a full list of live grants.
		for number in 0..32 {
			let grant = 9 + number;
			revoke(grant);
			grant_to(300 + number / MAX_OWN_GRANTS, broad());
		}
		assert_eq!(head().live.len() + head().ended.len(), MAX_TRACKED_GRANTS as usize);
		for live in head().live {
			if head().is_live(live.id) {
				revoke(live.id);
			}
		}
		assert!(head().live.is_empty());
		assert_eq!(head().ended.len(), MAX_TRACKED_GRANTS as usize);
	});
}

#[test]
fn a_replayed_revocation_ends_nothing_that_was_granted_since() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		revoke(first);
		let again = grant_to(HOSPITAL, broad());
		assert_noop!(
			Consent::revoke(signed(CONTROLLER), PATIENT, first),
			Error::<Test>::GrantNotFound
		);
		assert!(head().is_live(again));
	});
}
