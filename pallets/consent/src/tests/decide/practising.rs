//! Rule 3: who does not practise is denied, and the author of a record corrects it.

use super::*;
use salus_primitives::{Basis, NotPractising, PractitionerId};

#[test]
fn who_does_not_practise_is_denied_whatever_was_granted() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let actor = Actor::Practitioner { organization: HOSPITAL, account: SPECIALIST };
		assert_eq!(
			decide(&AccessRequest { actor, ..reading() }),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_eq!(
			decide(&reading()),
			Decision::Deny(Denial::NotPractising(NotPractising::OrganizationSuspended))
		);
	});
}

#[test]
fn the_author_corrects_its_own_record_and_no_other() {
	run(|| {
		let correcting = |anchor| AccessRequest { action: Action::Correct, ..of_anchor(anchor) };
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		assert!(!is_permitted(&AccessRequest { actor, ..correcting(BY_HOSPITAL) }));
		assert!(!is_permitted(&of_anchor(BY_HOSPITAL)), "authorship is not a right to read");
	});
}

#[test]
fn a_gateway_acts_only_for_listed_practitioners_and_only_a_listed_gateway_does() {
	run(|| {
		grant_to(HOSPITAL, broad());
		assert_eq!(
			decide(&through_gateway(Pseudonym([0xFF; 32]))),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
		for account in [STRANGER, PHYSICIAN] {
			let actor = Actor::Gateway { organization: HOSPITAL, account, practitioner: RESIDENT };
			assert_eq!(
				decide(&AccessRequest { actor, ..reading() }),
				Decision::Deny(Denial::NotPractising(NotPractising::NotAGateway)),
				"account {account}"
			);
		}
		let itself = Actor::Practitioner { organization: HOSPITAL, account: GATEWAY };
		assert_eq!(
			decide(&AccessRequest { actor: itself, ..reading() }),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
	});
}

#[test]
fn the_author_corrects_through_its_gateway_too() {
	run(|| {
		let correcting = |anchor| AccessRequest {
			action: Action::Correct,
			target: Target::Anchor(anchor),
			..through_gateway(RESIDENT)
		};
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
	});
}

#[test]
fn an_organization_that_has_followed_the_author_corrects_in_its_place() {
	run(|| {
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		let correcting = |anchor| AccessRequest {
			actor: actor.clone(),
			action: Action::Correct,
			..of_anchor(anchor)
		};
		assert!(!is_permitted(&correcting(BY_HOSPITAL)));
		Providers::succeed(HOSPITAL, CLINIC);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSucceeded);
		assert_eq!(decide(&correcting(BY_HOSPITAL)), Decision::Permit(Basis::Author));
		assert!(!is_permitted(&correcting(BY_PATIENT)));
		let by_predecessor = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(
			decide(&by_predecessor),
			Decision::Deny(Denial::NotPractising(NotPractising::OrganizationSucceeded))
		);
	});
}

#[test]
fn following_an_organization_brings_none_of_its_grants() {
	run(|| {
		grant_to(HOSPITAL, broad());
		Providers::succeed(HOSPITAL, CLINIC);
		let actor = Actor::Practitioner { organization: CLINIC, account: SPECIALIST };
		let request = AccessRequest { actor, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(decide(&request), Decision::Deny(Denial::NotGranted));
	});
}

#[test]
fn a_suspended_author_corrects_nothing() {
	run(|| {
		Providers::bar(HOSPITAL, NotPractising::NotAccredited);
		let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(
			decide(&correcting),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAccredited))
		);
	});
}

#[test]
fn the_author_corrects_although_it_is_refused_everything() {
	run(|| {
		refuse_all(true);
		let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		assert_eq!(decide(&correcting), Decision::Permit(Basis::Author));
		assert_eq!(decide(&of_anchor(BY_HOSPITAL)), Decision::Deny(Denial::Refused));
	});
}

#[test]
fn the_author_corrects_in_a_clinical_role_alone() {
	run(|| {
		let correcting = |account| AccessRequest {
			actor: Actor::Practitioner { organization: HOSPITAL, account },
			action: Action::Correct,
			..of_anchor(BY_HOSPITAL)
		};
		let (clerk, chemist) = (50, 51);
		let others = Roles(Roles::ALL.0 & !Roles::CLINICAL.0);
		Providers::admit(HOSPITAL, clerk, others);
		Providers::admit(HOSPITAL, chemist, Roles::of(&[Role::Laboratory]));
		for account in [PHYSICIAN, NURSE, chemist] {
			assert_eq!(decide(&correcting(account)), Decision::Permit(Basis::Author));
		}
		for account in [clerk, HOSPITAL_OFFICER] {
			assert_eq!(decide(&correcting(account)), Decision::Deny(Denial::NotGranted));
		}
		// What was granted permits it to them, too.
		let grant = grant_to(HOSPITAL, Provision { actions: Actions::ALL, ..broad() });
		assert_eq!(decide(&correcting(clerk)), Decision::Permit(Basis::Grant(grant)));
	});
}

#[test]
fn who_is_refused_by_name_corrects_only_what_it_wrote_itself() {
	let nurse = PractitionerId::Account(NURSE);
	let physician = PractitionerId::Account(PHYSICIAN);
	let everybody = Refused::Everybody;
	for even_in_emergency in [false, true] {
		// Who is refused what, and whether the nurse and the physician, who wrote it, may correct it.
		for (whom, class, purpose, nurse_may, physician_may) in [
			(Refused::Practitioner(nurse.clone()), None, None, false, true),
			(Refused::Practitioner(nurse.clone()), Some(OBSERVATION), None, false, true),
			(Refused::Practitioner(nurse.clone()), Some(NOTE), None, true, true),
			(Refused::Practitioner(nurse.clone()), None, Some(Purpose::Treatment), false, true),
			(Refused::Practitioner(nurse.clone()), None, Some(Purpose::Research), true, true),
			(Refused::Practitioner(physician.clone()), None, None, true, true),
			(Refused::Organization(HOSPITAL), None, None, true, true),
			(everybody.clone(), None, None, true, true),
		] {
			run(|| {
				let purposes = purpose.map(|purpose| Purposes::of(&[purpose]));
				refuse(Refusal { whom, class, purposes, even_in_emergency });
				grant_to(HOSPITAL, Provision { actions: Actions::ALL, ..broad() });
				for (account, may) in [(NURSE, nurse_may), (PHYSICIAN, physician_may)] {
					let correcting = AccessRequest {
						actor: Actor::Practitioner { organization: HOSPITAL, account },
						action: Action::Correct,
						..of_anchor(BY_HOSPITAL)
					};
					let expected = if may { Decision::Permit(Basis::Author) } else { REFUSED };
					assert_eq!(decide(&correcting), expected);
				}
			});
		}
	}
}

#[test]
fn whoever_left_since_is_judged_by_what_it_was_then() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let left_at = START + HOUR;
		Providers::dismiss_at(HOSPITAL, &PractitionerId::Account(PHYSICIAN), left_at);
		Providers::close_gateway_at(HOSPITAL, GATEWAY, left_at);
		let nobody = NotPractising::NotAPractitioner;
		let through = through_gateway(RESIDENT);
		for now in [left_at, left_at + DAY] {
			go_to(now);
			for (request, reason) in
				[(reading(), nobody), (through.clone(), NotPractising::NotAGateway)]
			{
				let before = decide_at(&request, left_at - 1);
				assert_eq!(before, Decision::Permit(Basis::Grant(0)));
				let denied = Decision::Deny(Denial::NotPractising(reason));
				assert_eq!(decide_at(&request, left_at), denied);
			}
		}
	});
}

#[test]
fn whoever_practises_now_is_judged_by_what_it_was_not_then() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let came_at = START + MINUTE;
		let roles = Roles::of(&[Role::Physician]);
		let from_then_on = Period { from: came_at, until: None };
		Providers::admit_during(HOSPITAL, PHYSICIAN, roles, from_then_on);
		go_to(came_at);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(0)));
		assert_eq!(
			decide_at(&reading(), came_at - 1),
			Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner))
		);
	});
}
