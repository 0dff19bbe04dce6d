use super::*;
use salus_primitives::{Basis, Denial};

#[test]
fn a_preview_decides_like_the_policy_but_keeps_reasons_to_itself() {
	run(|| {
		assert_eq!(
			Consent::preview(reading(), None),
			Decision::Deny(Denial::NotPermitted),
			"NotGranted is for the patient's side"
		);
		grant_to(HOSPITAL, broad());
		assert_eq!(Consent::preview(reading(), None), Decision::Permit(Basis::Grant(0)));
		assert_eq!(
			Consent::preview(reading(), Some(START + HOUR)),
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
fn what_was_passed_on_is_listed_among_the_live() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		let own = grant_to(CLINIC, broad());
		let listed = Consent::live_grants(PATIENT);
		let ids = listed.iter().map(|(_, grant)| grant.id).collect::<Vec<_>>();
		assert_eq!(ids, vec![parent, own, child]);
		assert_eq!(listed[2].1.ancestors.to_vec(), vec![parent]);
	});
}

#[test]
fn past_grants_are_listed_the_latest_first() {
	run(|| {
		let lasting = Provision { period: Period { from: START, until: None }, ..broad() };
		let first = grant_to(HOSPITAL, lasting.clone());
		let second = grant_to(HOSPITAL, broad());
		let third = grant_to(HOSPITAL, lasting.clone());
		let elsewhere = grant_to(CLINIC, lasting.clone());
		let past = || {
			Consent::past_grants(PATIENT, HOSPITAL)
				.into_iter()
				.map(|past| (past.grant.id, past.ended_at))
				.collect::<Vec<_>>()
		};
		assert!(past().is_empty());
		go_to(START + MINUTE);
		revoke(third);
		revoke(elsewhere);
		go_to(START + HOUR);
		assert_eq!(
			past(),
			vec![(second, START + HOUR), (third, START + MINUTE)],
			"a lapsed grant has ended, whether or not a call noted it"
		);
		go_to(START + 2 * HOUR);
		let by = signed(CONTROLLER);
		assert_ok!(Consent::amend(by, PATIENT, first, lasting, None, None));
		assert_eq!(
			past(),
			vec![(first, START + 2 * HOUR), (second, START + HOUR), (third, START + MINUTE)]
		);
		assert_eq!(Consent::past_grants(PATIENT, CLINIC).len(), 1);
		assert_eq!(Consent::past_grants(PATIENT, 77), vec![]);
	});
}

#[test]
fn no_more_than_256_past_grants_are_listed() {
	run(|| {
		for _ in 0..300 {
			pass(1);
			let grant = grant_to(HOSPITAL, broad());
			revoke(grant);
		}
		let past = Consent::past_grants(PATIENT, HOSPITAL);
		let ids = past.iter().map(|past| past.grant.id).collect::<Vec<_>>();
		assert_eq!(ids, (44..300).rev().collect::<Vec<_>>());
		assert!(past.iter().all(|past| past.ended_at == START + 1 + Moment::from(past.grant.id)));
	});
}

#[test]
fn past_grants_that_were_passed_on_are_listed_too() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		revoke(parent);
		let past = Consent::past_grants(PATIENT, CLINIC);
		assert_eq!(past.iter().map(|past| past.grant.id).collect::<Vec<_>>(), vec![child]);
	});
}

#[test]
fn an_envelope_is_found_by_its_grant() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let keys = envelope(0, 0, 1);
		assert_ok!(Consent::grant(
			signed(CONTROLLER),
			PATIENT,
			HOSPITAL,
			broad(),
			None,
			Some(keys)
		));
		let found = Consent::envelope(PATIENT, 1).expect("it came with grant 1");
		assert_eq!(found.envelope, envelope(0, 0, 1));
		assert!(!found.is_patient_key_stale && !found.is_grantee_key_stale);
		assert!(Consent::envelope(PATIENT, 0).is_none());
		assert!(Consent::envelope(PATIENT, 2).is_none());
		revoke(1);
		assert!(Consent::envelope(PATIENT, 1).is_none(), "it has ended");
	});
}

#[test]
fn an_envelope_tells_whose_key_was_replaced_since() {
	run(|| {
		let grantee = Grantee::Practitioner(PHYSICIAN);
		let keys = envelope(0, 0, 1);
		let provision = Provision { grantee, ..broad() };
		let by = signed(CONTROLLER);
		assert_ok!(Consent::grant(by.clone(), PATIENT, HOSPITAL, provision, None, Some(keys)));
		let stale = || {
			let found = Consent::envelope(PATIENT, 0).expect("it came with the grant");
			(found.is_patient_key_stale, found.is_grantee_key_stale)
		};
		Providers::set_key_epoch(HOSPITAL, None, 1);
		assert_eq!(stale(), (false, false), "the hospital's own key is another");
		let physician = salus_primitives::PractitionerId::Account(PHYSICIAN);
		Providers::set_key_epoch(HOSPITAL, Some(physician), 1);
		assert_eq!(stale(), (false, true));
		Patients::set_key_epoch(PATIENT, 1);
		assert_eq!(stale(), (true, true));
		let keys = envelope(1, 1, 2);
		assert_ok!(Consent::replace_envelope(by, PATIENT, 0, keys));
		assert_eq!(stale(), (false, false));
	});
}

#[test]
fn open_requests_are_those_that_can_be_answered() {
	run(|| {
		let ask = |account, organization| {
			let capacity = Capacity::Practitioner { organization };
			let reason = Default::default();
			assert_ok!(Consent::request_consent(
				signed(account),
				PATIENT,
				capacity,
				broad(),
				reason
			));
		};
		let open = || {
			let mut open = Consent::open_requests(PATIENT)
				.into_iter()
				.map(|(organization, _)| organization)
				.collect::<Vec<_>>();
			open.sort();
			open
		};
		ask(PHYSICIAN, HOSPITAL);
		go_to(START + MINUTE);
		ask(SPECIALIST, CLINIC);
		assert_eq!(open(), vec![HOSPITAL, CLINIC]);
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
		assert_eq!(open(), vec![CLINIC]);
		go_to(START + MINUTE + 7 * DAY);
		assert!(open().is_empty());
	});
}
