//! Lists that named something twice, and envelopes of any length, were taken in.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Months, OrganizationKind, OrganizationKinds};
use sp_runtime::DispatchError;

type Change = fn(&mut Provision<u64>);

/// What is wrong with a provision, and what it is called.
fn unsound() -> Vec<(Change, Error<Test>)> {
	vec![
		(|p| p.period = Period { from: START + HOUR, until: Some(START) }, Error::InvalidPeriod),
		(|p| p.period = Period { from: START, until: Some(START) }, Error::InvalidPeriod),
		(
			|p| p.period = Period { from: START, until: Some(START + MINUTE - 1) },
			Error::InvalidPeriod,
		),
		(|p| p.period = Period { from: 0, until: Some(START) }, Error::PeriodEnded),
		(|p| p.scope = classes(&[]), Error::EmptyScope),
		(|p| p.scope = Scope::AllBut(Default::default()), Error::EmptyScope),
		(|p| p.scope = anchors(&[]), Error::EmptyScope),
		(|p| p.scope = classes(&[NOTE, OBSERVATION, NOTE]), Error::DuplicateInScope),
		(
			|p| p.scope = Scope::AllBut(ClassSet::truncate_from(vec![NOTE, NOTE])),
			Error::DuplicateInScope,
		),
		(|p| p.scope = anchors(&[3, 1, 3]), Error::DuplicateInScope),
		(|p| p.actions = Actions(0), Error::InvalidActions),
		(|p| p.actions = Actions(0x20), Error::InvalidActions),
		(|p| p.actions = Actions(0x21), Error::InvalidActions),
		(|p| p.purposes = Purposes(0), Error::InvalidPurposes),
		(|p| p.purposes = Purposes(1 | 1 << 13), Error::InvalidPurposes),
		(|p| p.content = Some(Months { from: 600, until: 600 }), Error::InvalidContentPeriod),
		(|p| p.content = Some(Months { from: 601, until: 600 }), Error::InvalidContentPeriod),
		(|p| p.content = Some(Months { from: u16::MAX, until: 0 }), Error::InvalidContentPeriod),
	]
}

#[test]
fn a_provision_that_says_nothing_or_something_twice_is_refused_by_every_call() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		for (change, error) in unsound() {
			let mut provision = broad();
			change(&mut provision);
			let error = DispatchError::from(error);
			let given = || provision.clone();
			let by = || signed(CONTROLLER);
			assert_noop!(Consent::grant(by(), PATIENT, HOSPITAL, given(), None, None), error);
			assert_noop!(Consent::amend(by(), PATIENT, parent, given(), None, None), error);
			assert_noop!(try_refer((HOSPITAL, PHYSICIAN), parent, CLINIC, given()), error);
			assert_noop!(
				Consent::request_consent(
					signed(PHYSICIAN),
					PATIENT,
					AT_HOSPITAL,
					given(),
					Default::default()
				),
				error
			);
		}
	});
}

#[test]
fn a_policy_that_says_nothing_or_something_twice_is_refused() {
	let sound = || Policy {
		kinds: OrganizationKinds::of(&[OrganizationKind::Regulator]),
		roles: Roles::of(&[Role::PrivacyOfficer]),
		scope: classes(&[OBSERVATION]),
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::PublicHealth]),
		period: Period { from: START, until: None },
		refusals_bind: true,
		legal_basis: [1; 32],
	};
	run(|| {
		let mut wrong: Vec<(Policy, Error<Test>)> = vec![
			(Policy { kinds: OrganizationKinds(0), ..sound() }, Error::InvalidPolicy),
			(Policy { kinds: OrganizationKinds(1 << 8), ..sound() }, Error::InvalidPolicy),
			(Policy { roles: Roles(0), ..sound() }, Error::InvalidPolicy),
			(Policy { roles: Roles(1 << 9), ..sound() }, Error::InvalidPolicy),
			(Policy { scope: anchors(&[1]), ..sound() }, Error::InvalidPolicy),
		];
		for (change, error) in unsound() {
			let mut provision = broad();
			change(&mut provision);
			let Provision { scope, content, actions, purposes, period, .. } = provision;
			if content.is_none() && !matches!(scope, Scope::Anchors(_)) {
				wrong.push((Policy { scope, actions, purposes, period, ..sound() }, error));
			}
		}
		for (policy, error) in wrong {
			assert_noop!(
				Consent::enact_policy(RuntimeOrigin::root(), policy),
				DispatchError::from(error)
			);
		}
		assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), sound()));
	});
}

#[test]
fn a_refusal_of_purposes_without_a_meaning_is_refused() {
	run(|| {
		for purposes in [Purposes(0), Purposes(1 << 13), Purposes(1 | 1 << 31)] {
			let refusal =
				Refusal { purposes: Some(purposes), ..all_to(Refused::Organization(HOSPITAL)) };
			assert_noop!(
				Consent::refuse(signed(CONTROLLER), PATIENT, refusal),
				Error::<Test>::InvalidPurposes
			);
		}
	});
}

#[test]
fn no_call_takes_a_list_without_a_bound() {
	// Each bound is part of the type, so the longest call is known.
	fn longest<Bounded: codec::MaxEncodedLen>() -> usize {
		Bounded::max_encoded_len()
	}
	assert!(longest::<Provision<u64>>() < 256);
	assert!(longest::<Envelope>() <= 40);
	assert!(longest::<EmergencyRing>() < 80);
	assert!(longest::<Refusal<u64>>() < 64);
	assert!(longest::<Policy>() < 256);
}
