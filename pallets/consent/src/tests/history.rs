//! Was this permitted then?

use super::*;
use salus_primitives::{doubles::Providers, Denial, NotPractising};

#[test]
fn the_past_before_a_grant_and_after_its_end_stays_denied() {
	run(|| {
		go_to(START + 2 * MINUTE);
		let grant = grant_to(HOSPITAL, broad());
		go_to(START + 10 * MINUTE);
		revoke(grant);
		go_to(START + HOUR);
		for (at, expected) in [
			(START + 2 * MINUTE - 1, false),
			(START + 2 * MINUTE, true),
			(START + 10 * MINUTE - 1, true),
			(START + 10 * MINUTE, false),
		] {
			assert_eq!(decide_at(&reading(), at).is_permitted(), expected, "at {at}");
		}
	});
}

#[test]
fn a_revocation_after_the_period_does_not_prolong_it() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		go_to(START + 2 * HOUR);
		revoke(grant);
		assert!(decide_at(&reading(), START + HOUR - 1).is_permitted());
		assert!(!decide_at(&reading(), START + HOUR).is_permitted());
		assert_eq!(Heads::<Test>::get(PATIENT).ended[0].at, START + HOUR);
	});
}

#[test]
fn what_is_no_longer_kept_is_unknown_and_never_permitted() {
	run(|| {
		for _ in 0..MAX_GRANTS_PER_FILE {
			let grant = grant_to(HOSPITAL, broad());
			pass(MINUTE);
			revoke(grant);
		}
		let last_end_of_first = START + MINUTE;
		pass(MINUTE);
		grant_to(CLINIC, broad());
		assert!(decide_at(&reading(), START).is_permitted(), "all are still kept");
		let research = Purposes::of(&[Purpose::Research]);
		grant_to(HOSPITAL, Provision { purposes: research, ..broad() });
		assert_eq!(decide_at(&reading(), START), Decision::Unknown);
		assert!(decide_at(&reading(), last_end_of_first).is_permitted(), "the second grant's time");
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn the_list_of_ended_grants_forgets_the_oldest_and_says_so() {
	run(|| {
		let research = Purposes::of(&[Purpose::Research]);
		for _ in 0..=MAX_ENDED_GRANTS {
			let grant = grant_to(HOSPITAL, Provision { purposes: research, ..broad() });
			pass(1);
			revoke(grant);
		}
		let head = Heads::<Test>::get(PATIENT);
		assert!(head.ended.len() <= MAX_ENDED_GRANTS as usize);
		assert!(head.complete_since > START);
		assert_eq!(decide_at(&reading(), START), Decision::Unknown);
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
			assert_eq!(Consent::decide(request, Some(START)), Decision::Unknown);
		}
	});
}
