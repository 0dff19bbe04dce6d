//! A policy of law permits what it says, to whom it says, and no more.

use super::*;
use salus_primitives::{Basis, Denial};

#[test]
fn a_policy_of_law_permits_no_more_than_it_says() {
	run(|| {
		let authority = 13;
		Providers::admit(authority, 41, Roles::ALL);
		let request = AccessRequest {
			actor: Actor::Practitioner { organization: authority, account: 41 },
			purpose: Purpose::PublicHealth,
			..reading()
		};
		assert_ok!(Consent::enact_policy(RuntimeOrigin::root(), reporting()));
		// It is a hospital, which the policy does not name.
		assert!(!is_permitted(&request));
		Providers::set_kind(authority, OrganizationKind::Regulator);
		assert_eq!(decide(&request), Decision::Permit(Basis::Policy(0)));
		for beyond in [
			AccessRequest { action: Action::Collect, ..request.clone() },
			AccessRequest { purpose: Purpose::Research, ..request.clone() },
			AccessRequest {
				target: Target::Class { class: CONDITION, content: None },
				..request.clone()
			},
			AccessRequest { actor: Actor::Person(41), ..request.clone() },
			AccessRequest { actor: Actor::Authority, ..request.clone() },
		] {
			assert!(!is_permitted(&beyond), "{beyond:?}");
		}
		// Before it was enacted it permitted nothing.
		assert!(!decide_at(&request, START - 1).is_permitted());
		refuse(refusal());
		assert_eq!(decide(&request), Decision::Deny(Denial::Refused));
	});
}
