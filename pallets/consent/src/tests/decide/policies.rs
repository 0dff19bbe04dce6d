//! Rule 5: a policy of law permits what it covers, without consent.

use super::*;
use salus_primitives::{Basis, NotPractising, OrganizationKind};

#[test]
fn a_policy_permits_without_consent() {
	run(|| {
		let policy = enact(law());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(policy)));
		assert_eq!(decide(&through_gateway(RESIDENT)), Decision::Permit(Basis::Policy(policy)));
		assert!(!is_permitted(&as_person(STRANGER)), "but nobody who practises nowhere");
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert!(!is_permitted(&reading()), "nor for an organization that may not act");
	});
}

#[test]
fn a_policy_covers_its_kinds_records_actions_and_purposes_and_no_others() {
	run(|| {
		enact(Policy { scope: classes(&[OBSERVATION]), ..law() });
		Providers::set_kind(CLINIC, OrganizationKind::Insurer);
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&of_anchor(BY_HOSPITAL)));
		assert!(!is_permitted(&of_anchor(BY_PATIENT)));
		assert!(!is_permitted(&by_specialist()), "an insurer is another kind");
		for action in [Action::Collect, Action::Correct, Action::Disclose, Action::Use] {
			assert!(!is_permitted(&AccessRequest { action, ..reading() }), "{action:?}");
		}
		for purpose in [Purpose::EmergencyTreatment, Purpose::Research] {
			assert!(!is_permitted(&AccessRequest { purpose, ..reading() }), "{purpose:?}");
		}
	});
}

#[test]
fn a_policy_counts_in_its_period_and_from_its_enactment() {
	run(|| {
		go_to(START + MINUTE);
		let period = Period { from: START, until: Some(START + HOUR) };
		enact(Policy { period, ..law() });
		for (at, expected) in [
			(START, false),
			(START + MINUTE - 1, false),
			(START + MINUTE, true),
			(START + HOUR - 1, true),
			(START + HOUR, false),
		] {
			assert_eq!(decide_at(&reading(), at).is_permitted(), expected, "at {at}");
		}
	});
}
