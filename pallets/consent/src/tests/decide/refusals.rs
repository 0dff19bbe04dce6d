//! Rule 4: what is refused is denied, but for a policy that refusals do not bind and for emergencies.

use super::*;
use salus_primitives::{Basis, PractitionerId};

#[test]
fn a_refusal_overrides_grants() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let refusal = refuse(everything(false));
		assert_eq!(decide(&reading()), REFUSED);
		grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading()), REFUSED, "also those that come later");
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
	});
}

#[test]
fn refusing_everything_overrides_grants_and_single_refusals_outlast_it() {
	run(|| {
		grant_to(HOSPITAL, broad());
		grant_to(CLINIC, broad());
		refuse_all(false);
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..everything(false) });
		assert_eq!(decide(&reading()), REFUSED);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
		assert_eq!(decide(&by_specialist()), REFUSED);
	});
}

#[test]
fn a_refusal_overrides_what_was_passed_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, disclosable());
		let child = refer(parent, CLINIC, broad());
		assert_eq!(decide(&by_specialist()), Decision::Permit(Basis::Grant(child)));
		refuse(Refusal { whom: Refused::Organization(CLINIC), ..everything(false) });
		assert_eq!(decide(&by_specialist()), REFUSED);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(parent)));
	});
}

#[test]
fn a_refusal_is_about_whom_it_names() {
	let physician = PractitionerId::Account(PHYSICIAN);
	let resident = PractitionerId::Pseudonym(RESIDENT);
	// Whom it names, and whether the physician, the nurse, the resident and the specialist are meant.
	for (whom, meant) in [
		(Refused::Everybody, [true, true, true, true]),
		(Refused::Organization(HOSPITAL), [true, true, true, false]),
		(Refused::Organization(CLINIC), [false, false, false, true]),
		(Refused::Practitioner(physician), [true, false, false, false]),
		(Refused::Practitioner(resident), [false, false, true, false]),
		(Refused::Practitioner(PractitionerId::Account(GATEWAY)), [false; 4]),
	] {
		run(|| {
			grant_to(HOSPITAL, broad());
			grant_to(CLINIC, broad());
			refuse(Refusal { whom: whom.clone(), ..everything(false) });
			let requests = [reading(), by_nurse(), through_gateway(RESIDENT), by_specialist()];
			for (request, is_meant) in requests.iter().zip(meant) {
				assert_eq!(decide(request) == REFUSED, is_meant, "{whom:?}: {:?}", request.actor);
				assert_eq!(decide(request).is_permitted(), !is_meant);
			}
		});
	}
}

#[test]
fn a_practitioner_is_refused_in_whatever_organization() {
	run(|| {
		Providers::admit(CLINIC, PHYSICIAN, Roles::of(&[Role::Physician]));
		grant_to(CLINIC, broad());
		let actor = Actor::Practitioner { organization: CLINIC, account: PHYSICIAN };
		let request = AccessRequest { actor, ..reading() };
		assert_eq!(decide(&request), Decision::Permit(Basis::Grant(0)));
		let whom = Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
		refuse(Refusal { whom, ..everything(false) });
		assert_eq!(decide(&request), REFUSED);
	});
}

#[test]
fn a_refusal_is_about_the_class_and_the_purposes_that_it_names_together() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::Research]);
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
		let whom = Refused::Organization(HOSPITAL);
		let purposes = Some(Purposes::of(&[Purpose::Research, Purpose::Payment]));
		refuse(Refusal { whom, class: Some(OBSERVATION), purposes, even_in_emergency: true });
		for (class, anchor, purpose, is_refused) in [
			(OBSERVATION, BY_HOSPITAL, Purpose::Research, true),
			(OBSERVATION, BY_HOSPITAL, Purpose::Treatment, false),
			(CONDITION, BY_PATIENT, Purpose::Research, false),
			(CONDITION, BY_PATIENT, Purpose::Treatment, false),
		] {
			for target in [Target::Class { class, content: None }, Target::Anchor(anchor)] {
				let request = AccessRequest { target, purpose, ..reading() };
				assert_eq!(decide(&request) == REFUSED, is_refused, "{request:?}");
				assert_eq!(decide(&request).is_permitted(), !is_refused);
			}
		}
	});
}

#[test]
fn what_is_refused_is_told_from_what_is_not_granted() {
	run(|| {
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		refuse(everything(false));
		assert_eq!(decide(&reading()), REFUSED);
		let told = Consent::preview(reading(), None);
		assert_eq!(told, Decision::Deny(Denial::NotPermitted), "but not to outsiders");
	});
}

#[test]
fn a_policy_that_refusals_do_not_bind_permits_what_is_refused() {
	run(|| {
		let binding = enact(Policy { refusals_bind: true, ..law() });
		refuse(everything(true));
		assert_eq!(decide(&reading()), REFUSED);
		let unbound = enact(Policy { refusals_bind: false, ..law() });
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(unbound)));
		refuse_all(true);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(unbound)));
		let research = AccessRequest { purpose: Purpose::Research, ..reading() };
		assert_eq!(decide(&research), REFUSED, "it covers no research");
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), unbound));
		assert_eq!(decide(&reading()), REFUSED);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, 0));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(binding)));
	});
}

/// How something is refused in [`every_combination_of_session_and_refusals`].
const WAYS_TO_REFUSE: [(bool, bool, bool, bool); 7] = [
	// by a refusal, by one even in emergencies, by refusing all, by refusing all even in emergencies
	(false, false, false, false),
	(true, false, false, false),
	(false, true, false, false),
	(true, true, false, false),
	(false, false, true, false),
	(false, false, false, true),
	(true, false, true, false),
];

#[test]
fn every_combination_of_session_and_refusals() {
	let policies = [None, Some(true), Some(false)];
	for way in WAYS_TO_REFUSE {
		for policy in policies {
			for bits in 0..16u8 {
				let [has_session, opted_out, granted, in_emergency] =
					[0, 1, 2, 3].map(|bit| bits & (1 << bit) != 0);
				run(|| combine(way, policy, has_session, opted_out, granted, in_emergency));
			}
		}
	}
}

fn combine(
	(soft, hard, all_soft, all_hard): (bool, bool, bool, bool),
	policy: Option<bool>,
	has_session: bool,
	opted_out: bool,
	granted: bool,
	in_emergency: bool,
) {
	let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
	if granted {
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
	}
	if let Some(refusals_bind) = policy {
		enact(Policy { purposes, refusals_bind, ..law() });
	}
	if has_session {
		open_session();
	}
	if opted_out {
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
	}
	if soft {
		refuse(everything(false));
	}
	if hard {
		refuse(everything(true));
	}
	if all_soft || all_hard {
		refuse_all(all_hard);
	}
	let purpose = if in_emergency { Purpose::EmergencyTreatment } else { Purpose::Treatment };

	let session_counts = has_session && in_emergency && !opted_out;
	let holds =
		if session_counts { hard || all_hard } else { soft || hard || all_soft || all_hard };
	let refused = soft || hard || all_soft || all_hard;
	let expected = match (holds, granted, policy, session_counts) {
		_ if refused && policy == Some(false) => Decision::Permit(Basis::Policy(0)),
		(true, _, _, _) => REFUSED,
		// Only the session lets it through, whatever was granted or is law.
		_ if refused => Decision::Permit(Basis::Emergency(0)),
		(false, true, _, _) => Decision::Permit(Basis::Grant(0)),
		(false, false, Some(_), _) => Decision::Permit(Basis::Policy(0)),
		(false, false, None, true) => Decision::Permit(Basis::Emergency(0)),
		(false, false, None, false) => Decision::Deny(Denial::NotGranted),
	};
	assert_eq!(decide(&AccessRequest { purpose, ..by_rescuer() }), expected);
	let of_nurse = decide(&AccessRequest { purpose, ..by_nurse() });
	assert_ne!(of_nurse, Decision::Permit(Basis::Emergency(0)), "the session is the rescuer's");
}

#[test]
fn a_refusal_of_one_class_holds_in_an_emergency_for_that_class() {
	run(|| {
		open_session();
		refuse(Refusal { class: Some(OBSERVATION), ..everything(true) });
		assert_eq!(decide(&by_rescuer()), REFUSED);
		assert_eq!(
			decide(&AccessRequest { target: Target::Anchor(BY_HOSPITAL), ..by_rescuer() }),
			REFUSED
		);
		assert_eq!(
			decide(&AccessRequest { target: Target::Anchor(BY_PATIENT), ..by_rescuer() }),
			Decision::Permit(Basis::Emergency(0))
		);
	});
}

#[test]
fn a_session_revives_nothing_that_it_does_not_open_itself() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
		let actions = Actions::ALL;
		grant_to(HOSPITAL, Provision { purposes, actions, ..broad() });
		open_session();
		refuse(everything(false));
		let treating = AccessRequest { purpose: Purpose::Treatment, ..by_rescuer() };
		assert_eq!(decide(&treating), REFUSED);
		for action in [Action::Correct, Action::Disclose, Action::Use] {
			let request = AccessRequest { action, ..by_rescuer() };
			assert_eq!(decide(&request), REFUSED, "{action:?}");
		}
		let target = Target::Anchor(BY_PATIENT);
		let adding = AccessRequest { action: Action::Collect, target, ..by_rescuer() };
		assert_eq!(decide(&adding), REFUSED);
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(0)));
	});
}

#[test]
fn what_only_the_session_lets_through_is_written_down_as_the_session() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
		enact(Policy { purposes, ..law() });
		let session = open_session();
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Grant(0)), "it was granted");
		pass(MINUTE);
		let refusal = refuse(everything(false));
		let opened = Decision::Permit(Basis::Emergency(session));
		assert_eq!(decide(&by_rescuer()), opened, "neither a refused grant nor what refusals bind");
		pass(MINUTE);
		assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
		revoke(0);
		assert_eq!(decide_at(&by_rescuer(), START + MINUTE), opened, "and so it is told");
		assert_eq!(decide_at(&by_rescuer(), START), Decision::Permit(Basis::Grant(0)));
	});
}
