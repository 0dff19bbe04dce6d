use super::{emergency::*, *};
use frame_support::assert_noop;
use salus_primitives::{
	doubles::Providers, Basis, Denial, OrganizationKind, OrganizationKinds, PolicyId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Laboratories and hospitals may pass on and read observations for public health, for an hour.
fn reporting() -> Policy {
	Policy {
		kinds: OrganizationKinds::of(&[OrganizationKind::Hospital, OrganizationKind::Laboratory]),
		roles: Roles::ALL,
		scope: classes(&[OBSERVATION]),
		actions: Actions::of(&[Action::Access, Action::Disclose]),
		purposes: Purposes::of(&[Purpose::PublicHealth]),
		period: Period { from: START, until: Some(START + HOUR) },
		refusals_bind: false,
		legal_basis: [3; 32],
	}
}

fn try_enact(policy: Policy) -> DispatchResult {
	Consent::enact_policy(RuntimeOrigin::root(), policy)
}

fn repeal(policy: PolicyId) -> DispatchResult {
	Consent::repeal_policy(RuntimeOrigin::root(), policy)
}

/// The physician of the hospital wants to read observations for public health.
fn surveying() -> AccessRequest<u64> {
	AccessRequest { purpose: Purpose::PublicHealth, ..reading() }
}

#[test]
fn a_policy_permits_from_its_enactment_to_its_repeal() {
	run(|| {
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		pass(MINUTE);
		let policy = enact(reporting());
		let enacted = EnactedPolicy { id: 0, enacted_at: START + MINUTE, policy: reporting() };
		assert_eq!(policy, 0);
		assert_eq!(Consent::policies(), vec![enacted.clone()]);
		assert_eq!(Policies::<Test>::get().next, 1);
		System::assert_last_event(Event::PolicyEnacted { policy }.into());
		assert_eq!(decide(&surveying()), Decision::Permit(Basis::Policy(policy)));
		assert!(!decide_at(&surveying(), START + MINUTE - 1).is_permitted());

		let repealed_at = START + 2 * MINUTE;
		go_to(repealed_at);
		assert_ok!(repeal(policy));
		System::assert_last_event(Event::PolicyRepealed { policy }.into());
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		assert_eq!(
			decide_at(&surveying(), repealed_at - 1),
			Decision::Permit(Basis::Policy(policy))
		);
		let book = Policies::<Test>::get();
		assert_eq!((book.next, book.repealed, book.repealed_at), (1, 1, repealed_at));
		assert!(book.enacted.is_empty());
		let kept = RepealedPolicy { enacted, repealed_at };
		assert_eq!(RepealedPolicies::<Test>::get(0), Some(kept));
	});
}

#[test]
fn what_the_council_enacts_counts_after_its_notice() {
	run(|| {
		let council = || RuntimeOrigin::signed(Council::get());
		let lasting = Policy { period: Period { from: START, until: None }, ..reporting() };
		assert_ok!(Consent::enact_policy(council(), lasting.clone()));
		let from = START + NOTICE;
		let stored = Policy { period: Period { from, until: None }, ..lasting.clone() };
		assert_eq!(Consent::policies()[0].policy, stored, "everybody sees it coming");
		let content = crate::content::content_hash(&stored);
		let entry = AuditedEvent::PolicyEnacted { policy: 0, content };
		assert_eq!(Trail::entries().pop(), Some((TrailId::Governance, Actor::Authority, entry)));
		go_to(from - 1);
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		go_to(from);
		assert_eq!(decide(&surveying()), Decision::Permit(Basis::Policy(0)));

		// Of what begins later anyhow, nothing is moved.
		let later = Period { from: from + 3 * NOTICE, until: None };
		assert_ok!(Consent::enact_policy(council(), Policy { period: later, ..lasting }));
		assert_eq!(Consent::policies()[1].policy.period, later);
	});
}

#[test]
fn what_the_council_enacts_can_be_withdrawn_before_it_counts() {
	run(|| {
		let council = || RuntimeOrigin::signed(Council::get());
		let lasting = Policy { period: Period { from: START, until: None }, ..reporting() };
		assert_ok!(Consent::enact_policy(council(), lasting));
		go_to(START + NOTICE - 1);
		assert_ok!(Consent::repeal_policy(council(), 0));
		go_to(START + NOTICE);
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		assert!(!decide_at(&surveying(), START + NOTICE - 1).is_permitted());
	});
}

#[test]
fn a_policy_that_ends_before_its_notice_is_refused() {
	run(|| {
		let council = || RuntimeOrigin::signed(Council::get());
		for until in [START + HOUR, START + NOTICE] {
			let brief =
				Policy { period: Period { from: START, until: Some(until) }, ..reporting() };
			assert_noop!(Consent::enact_policy(council(), brief), Error::<Test>::InvalidPeriod);
		}
	});
}

#[test]
fn only_the_policy_origin_enacts_and_repeals() {
	run(|| {
		let policy = enact(reporting());
		for origin in [signed(CONTROLLER), signed(HOSPITAL_OFFICER), RuntimeOrigin::none()] {
			let enacting = Consent::enact_policy(origin.clone(), reporting());
			assert_noop!(enacting, DispatchError::BadOrigin);
			assert_noop!(Consent::repeal_policy(origin, policy), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_policy_is_for_kinds_of_organizations_and_roles_and_never_for_single_records() {
	run(|| {
		for kinds in [0, 1 << 15, OrganizationKinds::ALL.0 | 1 << 8] {
			let policy = Policy { kinds: OrganizationKinds(kinds), ..reporting() };
			assert_noop!(try_enact(policy), Error::<Test>::InvalidPolicy);
		}
		for roles in [0, 1 << 31, Roles::ALL.0 | 1 << 9] {
			let policy = Policy { roles: Roles(roles), ..reporting() };
			assert_noop!(try_enact(policy), Error::<Test>::InvalidPolicy);
		}
		let single = Policy { scope: anchors(&[BY_HOSPITAL]), ..reporting() };
		assert_noop!(try_enact(single), Error::<Test>::InvalidPolicy);
		for scope in [Scope::All, Scope::AllBut(ClassSet::truncate_from(vec![NOTE]))] {
			assert_ok!(try_enact(Policy { scope, ..reporting() }));
		}
	});
}

#[test]
fn a_policy_that_permits_nothing_is_refused() {
	run(|| {
		let nothing = ClassSet::default();
		for scope in [Scope::Classes(nothing.clone()), Scope::AllBut(nothing)] {
			let policy = Policy { scope, ..reporting() };
			assert_noop!(try_enact(policy), Error::<Test>::EmptyScope);
		}
		for actions in [0, 1 << 5, 0xff] {
			let policy = Policy { actions: Actions(actions), ..reporting() };
			assert_noop!(try_enact(policy), Error::<Test>::InvalidActions);
		}
		for purposes in [0, 1 << 13, u32::MAX] {
			let policy = Policy { purposes: Purposes(purposes), ..reporting() };
			assert_noop!(try_enact(policy), Error::<Test>::InvalidPurposes);
		}
	});
}

#[test]
fn a_policy_lasts_a_minute_at_least_and_is_not_over_yet() {
	run(|| {
		pass(HOUR);
		let now = START + HOUR;
		let lasting =
			|from, until| Policy { period: Period { from, until: Some(until) }, ..reporting() };
		for (from, until) in [(now, now + MINUTE - 1), (now, now), (now + MINUTE, now)] {
			assert_noop!(try_enact(lasting(from, until)), Error::<Test>::InvalidPeriod);
		}
		for until in [now, now - 1] {
			assert_noop!(try_enact(lasting(START, until)), Error::<Test>::PeriodEnded);
		}
		assert_ok!(try_enact(lasting(START, now + 1)));
		assert_ok!(try_enact(lasting(now, now + MINUTE)));
		let open = Period { from: now + DAY, until: None };
		assert_ok!(try_enact(Policy { period: open, ..reporting() }));
	});
}

#[test]
fn a_policy_counts_from_its_first_moment_to_the_one_before_its_end() {
	run(|| {
		let (from, until) = (START + MINUTE, START + HOUR);
		let period = Period { from, until: Some(until) };
		let policy = enact(Policy { period, ..reporting() });
		for (at, counts) in [(START, false), (from - 1, false), (from, true), (until - 1, true)] {
			go_to(at);
			assert_eq!(is_permitted(&surveying()), counts);
		}
		go_to(until);
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		// Its period is over, its place is not free: it stands until it is repealed.
		assert_eq!(Consent::policies().len(), 1);
		assert_ok!(repeal(policy));
	});
}

#[test]
fn so_many_policies_are_in_force_and_no_more() {
	run(|| {
		for _ in 0..MAX_POLICIES {
			enact(reporting());
		}
		assert_noop!(try_enact(reporting()), Error::<Test>::MaxPoliciesExceeded);
		assert_ok!(repeal(5));
		assert_eq!(enact(reporting()), MAX_POLICIES, "a number is never used again");
	});
}

#[test]
fn numbers_of_policies_do_not_wrap_around() {
	run(|| {
		let before = Policies::<Test>::get();
		Policies::<Test>::mutate(|book| book.next = PolicyId::MAX);
		assert_noop!(try_enact(reporting()), Error::<Test>::MaxPoliciesExceeded);
		Policies::<Test>::put(before);
	});
}

#[test]
fn a_policy_is_repealed_once() {
	run(|| {
		assert_noop!(repeal(0), Error::<Test>::PolicyNotFound);
		let (first, second) = (enact(reporting()), enact(reporting()));
		assert_ok!(repeal(first));
		assert_noop!(repeal(first), Error::<Test>::PolicyNotFound);
		assert_eq!(decide(&surveying()), Decision::Permit(Basis::Policy(second)));
		assert_ok!(repeal(second));
		assert_eq!(Policies::<Test>::get().repealed, 2);
		assert_eq!(RepealedPolicies::<Test>::get(1).map(|row| row.enacted.id), Some(second));
	});
}

#[test]
fn a_refusal_binds_a_policy_only_if_the_policy_says_so() {
	for refusals_bind in [false, true] {
		run(|| {
			enact(Policy { refusals_bind, ..reporting() });
			refuse(all_to(Refused::Everybody));
			assert_eq!(is_permitted(&surveying()), !refusals_bind);
		});
	}
}

#[test]
fn a_policy_is_for_the_kinds_it_names() {
	run(|| {
		enact(reporting());
		Providers::set_kind(HOSPITAL, OrganizationKind::Insurer);
		assert_eq!(decide(&surveying()), Decision::Deny(Denial::NotGranted));
		Providers::set_kind(HOSPITAL, OrganizationKind::Laboratory);
		assert!(is_permitted(&surveying()));
	});
}

#[test]
fn a_policy_is_for_the_roles_it_names_not_for_everybody_in_an_organization() {
	run(|| {
		let roles = Roles::of(&[Role::Physician, Role::Laboratory]);
		let policy = enact(Policy { roles, ..reporting() });
		let by = |account| AccessRequest {
			actor: Actor::Practitioner { organization: HOSPITAL, account },
			..surveying()
		};
		let (clerk, chemist) = (50, 51);
		Providers::admit(HOSPITAL, clerk, Roles::of(&[Role::Billing]));
		Providers::admit(HOSPITAL, chemist, Roles::of(&[Role::Billing, Role::Laboratory]));
		for account in [PHYSICIAN, chemist] {
			assert_eq!(decide(&by(account)), Decision::Permit(Basis::Policy(policy)));
		}
		for account in [clerk, NURSE] {
			assert_eq!(decide(&by(account)), Decision::Deny(Denial::NotGranted));
		}
	});
}

#[test]
fn the_oldest_policy_that_covers_is_named_then_as_now() {
	run(|| {
		let narrow = enact(Policy { roles: Roles::of(&[Role::Billing]), ..reporting() });
		let (older, newer) = (enact(reporting()), enact(reporting()));
		assert!(narrow < older && older < newer);
		let named = decide(&surveying());
		assert_eq!(named, Decision::Permit(Basis::Policy(older)));
		pass(MINUTE);
		assert_ok!(repeal(older));
		assert_eq!(decide(&surveying()), Decision::Permit(Basis::Policy(newer)));
		assert_eq!(decide_at(&surveying(), START), named, "as the trail has it");
		pass(MINUTE);
		assert_ok!(repeal(newer));
		assert_eq!(decide_at(&surveying(), START), named);
		let then = decide_at(&surveying(), START + MINUTE);
		assert_eq!(then, Decision::Permit(Basis::Policy(newer)));
	});
}
