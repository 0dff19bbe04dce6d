use super::*;
use salus_primitives::{Basis, Denial};

#[test]
fn a_preview_decides_like_the_policy_but_keeps_reasons_to_itself() {
	run(|| {
		assert_eq!(
			Consent::decide(reading(), None),
			Decision::Deny(Denial::NotPermitted),
			"NotGranted is for the patient's side"
		);
		grant_to(HOSPITAL, broad());
		assert_eq!(Consent::decide(reading(), None), Decision::Permit(Basis::Grant(0)));
		assert_eq!(
			Consent::decide(reading(), Some(START + HOUR)),
			Decision::Deny(Denial::NotPermitted)
		);
	});
}

#[test]
fn live_grants_are_listed_with_their_organization() {
	run(|| {
		let first = grant_to(HOSPITAL, broad());
		let second = grant_to(CLINIC, broad());
		let third = grant_to(HOSPITAL, broad());
		let open_ended = Period { from: START, until: None };
		let fourth = grant_to(CLINIC, Provision { period: open_ended, ..broad() });
		revoke(first);
		let listed = || {
			Consent::live_grants(PATIENT)
				.into_iter()
				.map(|(organization, grant)| (organization, grant.id))
				.collect::<Vec<_>>()
		};
		assert_eq!(listed(), vec![(HOSPITAL, third), (CLINIC, second), (CLINIC, fourth)]);
		go_to(START + HOUR);
		assert_eq!(listed(), vec![(CLINIC, fourth)]);
	});
}

#[test]
fn an_envelope_is_found_by_its_grant() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert_ok!(Consent::grant(
			RuntimeOrigin::signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			broad(),
			None,
			Some(SealedKeys { key_epoch: 0, sealed: vec![1, 2, 3] })
		));
		let envelope = Consent::envelope(PATIENT, HOSPITAL, 1).expect("it came with grant 1");
		assert_eq!(envelope.sealed.to_vec(), vec![1, 2, 3]);
		assert!(Consent::envelope(PATIENT, HOSPITAL, 0).is_none());
		assert!(Consent::envelope(PATIENT, CLINIC, 1).is_none());
	});
}
