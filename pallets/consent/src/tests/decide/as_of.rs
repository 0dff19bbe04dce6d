//! A decision about a past moment asks everything as of that moment, and nothing as of now.

use super::*;
use salus_primitives::{
	doubles::Records, Basis, ClassSet, Months, NotPractising, OrganizationKind, PractitionerId,
	RecordSummary,
};

/// When something changes that decisions hang on.
const CHANGE: Moment = START + HOUR;

const BEFORE: Period = Period { from: START, until: Some(CHANGE) };
const AFTER: Period = Period { from: CHANGE, until: None };

const NOBODY: Decision = Decision::Deny(Denial::NotPractising(NotPractising::NotAPractitioner));

fn for_ever() -> Provision<u64> {
	Provision { period: Period { from: START, until: None }, ..broad() }
}

/// That `request` was decided so just before the change and is so after it, whatever the clock says.
fn assert_changes(request: &AccessRequest<u64>, before: Decision, after: Decision) {
	for now in [CHANGE, CHANGE + DAY] {
		go_to(now);
		assert_eq!(decide_at(request, CHANGE - 1), before, "just before, asked at {now}");
		assert_eq!(decide_at(request, CHANGE), after, "after it, asked at {now}");
	}
}

#[test]
fn who_acts_for_the_patient_is_asked_as_of_the_moment() {
	let representative = Relation::Representative(Powers::of(&[Power::Access]));
	let adding = |account| AccessRequest { action: Action::Collect, ..as_person(account) };
	let device = Relation::Device {
		classes: ClassSet::truncate_from(vec![OBSERVATION]),
		by_representative: false,
	};
	for (relation, request, basis) in [
		(Relation::Controller, as_person(50), Basis::Patient),
		(representative, as_person(50), Basis::Representative),
		(device, adding(50), Basis::Device),
	] {
		let permitted = Decision::Permit(basis);
		run(|| {
			Patients::relate_during(PATIENT, 50, relation.clone(), BEFORE);
			assert_changes(&request, permitted, NOBODY);
		});
		run(|| {
			Patients::relate_during(PATIENT, 50, relation, AFTER);
			assert_changes(&request, NOBODY, permitted);
		});
	}
}

#[test]
fn who_practises_is_asked_as_of_the_moment_whatever_permits() {
	let roles = Roles::of(&[Role::Physician, Role::Emergency]);
	let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
	let by = |account| Actor::Practitioner { organization: HOSPITAL, account };
	for (permit, request) in [
		("grant", AccessRequest { actor: by(50), ..reading() }),
		("policy", AccessRequest { actor: by(50), ..reading() }),
		("author", AccessRequest { actor: by(50), ..correcting }),
	] {
		for period in [BEFORE, AFTER] {
			run(|| {
				Providers::admit_during(HOSPITAL, 50, roles, period);
				let permitted = Decision::Permit(match permit {
					"grant" => Basis::Grant(grant_to(HOSPITAL, for_ever())),
					"policy" => Basis::Policy(enact(law())),
					_ => Basis::Author,
				});
				if period == BEFORE {
					assert_changes(&request, permitted, NOBODY);
				} else {
					assert_changes(&request, NOBODY, permitted);
				}
			});
		}
	}
}

#[test]
fn a_role_is_asked_as_of_the_moment_too() {
	run(|| {
		let grantee = Grantee::Role(Role::Nurse);
		let grant = grant_to(HOSPITAL, Provision { grantee, ..for_ever() });
		Providers::admit_during(HOSPITAL, NURSE, Roles::of(&[Role::Nurse]), BEFORE);
		assert_changes(&by_nurse(), Decision::Permit(Basis::Grant(grant)), NOBODY);
	});
}

/// Why an organization, or somebody in it, did not practise.
const REASONS: [NotPractising; 4] = [
	NotPractising::NotAccredited,
	NotPractising::OrganizationSuspended,
	NotPractising::AccreditationRevoked,
	NotPractising::OrganizationSucceeded,
];

/// A request of the hospital's, and what lets something permit it for ever, on a ground of its own.
type Permitted = (AccessRequest<u64>, fn() -> Basis);

fn grounds() -> Vec<Permitted> {
	let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
	vec![
		(reading(), || Basis::Grant(grant_to(HOSPITAL, for_ever()))),
		(reading(), || Basis::Policy(enact(law()))),
		(correcting, || Basis::Author),
		(by_rescuer(), || {
			license(HOSPITAL);
			Basis::Emergency(open_session_as(RESCUER, AT_HOSPITAL, 24))
		}),
	]
}

#[test]
fn whether_an_organization_may_act_is_asked_as_of_the_moment() {
	for reason in REASONS {
		let denied = Decision::Deny(Denial::NotPractising(reason));
		for (request, ground) in grounds() {
			run(|| {
				let permitted = Decision::Permit(ground());
				Providers::bar_at(HOSPITAL, reason, CHANGE);
				assert_changes(&request, permitted, denied);
			});
			run(|| {
				let permitted = Decision::Permit(ground());
				Providers::bar(HOSPITAL, reason);
				Providers::accredit_at(HOSPITAL, CHANGE);
				assert_changes(&request, denied, permitted);
			});
		}
	}
}

#[test]
fn whether_a_practitioner_is_suspended_is_asked_as_of_the_moment() {
	let denied = Decision::Deny(Denial::NotPractising(NotPractising::PractitionerSuspended));
	for (request, ground) in grounds() {
		run(|| {
			let permitted = Decision::Permit(ground());
			let practitioner = request.actor.practitioner().expect("it practises");
			Providers::suspend_at(HOSPITAL, &practitioner, CHANGE);
			assert_changes(&request, permitted, denied);
			let roles = Roles::of(&[Role::Physician, Role::Emergency]);
			Providers::set_roles_at(HOSPITAL, &practitioner, roles, CHANGE + MINUTE);
			assert_eq!(decide_at(&request, CHANGE + MINUTE - 1), denied);
			assert_eq!(decide_at(&request, CHANGE + MINUTE), permitted);
		});
	}
}

#[test]
fn which_role_somebody_has_is_asked_as_of_the_moment_whatever_permits() {
	let (nurse, others) = (Roles::of(&[Role::Nurse]), Roles::of(&[Role::Billing]));
	let none = Decision::Deny(Denial::NotGranted);
	let correcting = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
	let grounds: [Permitted; 3] = [
		(reading(), || {
			let grantee = Grantee::Role(Role::Nurse);
			Basis::Grant(grant_to(HOSPITAL, Provision { grantee, ..for_ever() }))
		}),
		(reading(), || {
			let roles = Roles::of(&[Role::Nurse]);
			Basis::Policy(enact(Policy { roles, ..law() }))
		}),
		(correcting, || Basis::Author),
	];
	for (request, ground) in grounds {
		for account in [PHYSICIAN, NURSE] {
			run(|| {
				let permitted = Decision::Permit(ground());
				let practitioner = PractitionerId::Account(account);
				let actor = Actor::Practitioner { organization: HOSPITAL, account };
				let request = AccessRequest { actor, ..request.clone() };
				Providers::set_roles_at(HOSPITAL, &practitioner, nurse, 0);
				Providers::set_roles_at(HOSPITAL, &practitioner, others, CHANGE);
				assert_changes(&request, permitted, none);
				Providers::set_roles_at(HOSPITAL, &practitioner, others, 0);
				Providers::set_roles_at(HOSPITAL, &practitioner, nurse, CHANGE);
				assert_changes(&request, none, permitted);
			});
		}
	}
}

#[test]
fn the_emergency_role_is_asked_as_of_the_moment() {
	run(|| {
		license(HOSPITAL);
		let session = open_session_as(RESCUER, AT_HOSPITAL, 24);
		let rescuer = PractitionerId::Account(RESCUER);
		let without = Roles::of(&[Role::Physician]);
		Providers::set_roles_at(HOSPITAL, &rescuer, without, CHANGE);
		let permitted = Decision::Permit(Basis::Emergency(session));
		assert_changes(&by_rescuer(), permitted, Decision::Deny(Denial::NotGranted));
		// And it is given back.
		let with = Roles::of(&[Role::Physician, Role::Emergency]);
		Providers::set_roles_at(HOSPITAL, &rescuer, with, CHANGE + MINUTE);
		assert_eq!(decide_at(&by_rescuer(), CHANGE + MINUTE), permitted);
		assert_eq!(
			decide_at(&by_rescuer(), CHANGE + MINUTE - 1),
			Decision::Deny(Denial::NotGranted)
		);
	});
}

#[test]
fn whether_somebody_is_a_gateway_is_asked_as_of_the_moment() {
	let denied = Decision::Deny(Denial::NotPractising(NotPractising::NotAGateway));
	for closes in [true, false] {
		run(|| {
			let permitted = Decision::Permit(Basis::Grant(grant_to(HOSPITAL, for_ever())));
			let request = through_gateway(RESIDENT);
			if closes {
				Providers::close_gateway_at(HOSPITAL, GATEWAY, CHANGE);
				assert_changes(&request, permitted, denied);
			} else {
				Providers::close_gateway_at(HOSPITAL, GATEWAY, 0);
				Providers::open_gateway_at(HOSPITAL, GATEWAY, CHANGE);
				assert_changes(&request, denied, permitted);
			}
		});
	}
}

#[test]
fn whom_an_organization_has_followed_is_asked_as_of_the_moment() {
	run(|| {
		Providers::succeed_at(HOSPITAL, CLINIC, CHANGE);
		let by_successor = AccessRequest {
			actor: Actor::Practitioner { organization: CLINIC, account: SPECIALIST },
			action: Action::Correct,
			..of_anchor(BY_HOSPITAL)
		};
		let (none, author) = (Decision::Deny(Denial::NotGranted), Decision::Permit(Basis::Author));
		assert_changes(&by_successor, none, author);
		let by_predecessor = AccessRequest { action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		let over = NotPractising::OrganizationSucceeded;
		assert_changes(&by_predecessor, author, Decision::Deny(Denial::NotPractising(over)));
	});
}

#[test]
fn what_is_refused_or_marked_is_asked_as_of_the_moment_whatever_permits() {
	for (request, ground) in grounds().into_iter().filter(|(request, _)| {
		// Nobody takes an author's duty away but a refusal by name, of somebody who did not write it.
		request.action != Action::Correct
	}) {
		run(|| {
			let permitted = Decision::Permit(ground());
			go_to(CHANGE);
			let refusal = refuse(everything(true));
			assert_changes(&request, permitted, REFUSED);
			let lifted_at = Timestamp::get();
			assert_ok!(Consent::lift_refusal(signed(CONTROLLER), PATIENT, refusal));
			go_to(lifted_at + MINUTE);
			assert_eq!(decide_at(&request, lifted_at - 1), REFUSED);
			if request.purpose == Purpose::Treatment {
				assert_eq!(decide_at(&request, lifted_at), permitted);
			}
		});
	}
	run(|| {
		let by_name = Refused::Practitioner(PractitionerId::Account(NURSE));
		let actor = Actor::Practitioner { organization: HOSPITAL, account: NURSE };
		let correcting = AccessRequest { actor, action: Action::Correct, ..of_anchor(BY_HOSPITAL) };
		go_to(CHANGE);
		refuse(Refusal { whom: by_name, ..everything(false) });
		assert_changes(&correcting, Decision::Permit(Basis::Author), REFUSED);
	});
	run(|| {
		let classes = ClassSet::truncate_from(vec![OBSERVATION]);
		let device = Relation::Device { classes, by_representative: true };
		Patients::relate(PATIENT, 50, device);
		let adding = AccessRequest { action: Action::Collect, ..as_person(50) };
		go_to(CHANGE);
		mark_confidential(OBSERVATION);
		assert_changes(&adding, Decision::Permit(Basis::Device), REFUSED);
	});
}

#[test]
fn who_authorized_a_device_is_asked_as_of_the_moment() {
	run(|| {
		let classes = ClassSet::truncate_from(vec![OBSERVATION]);
		let device =
			|by_representative| Relation::Device { classes: classes.clone(), by_representative };
		mark_confidential(OBSERVATION);
		Patients::relate(PATIENT, 50, device(true));
		Patients::relate_at(PATIENT, 50, device(false), CHANGE);
		let adding = AccessRequest { action: Action::Collect, ..as_person(50) };
		assert_changes(&adding, REFUSED, Decision::Permit(Basis::Device));
	});
}

#[test]
fn death_is_asked_as_of_the_moment() {
	run(|| {
		license(HOSPITAL);
		let session = open_session_as(RESCUER, AT_HOSPITAL, 24);
		let parent = grant_to(HOSPITAL, Provision { period: for_ever().period, ..disclosable() });
		let child = refer(parent, CLINIC, for_ever());
		Patients::die_at(PATIENT, CHANGE);
		let none = Decision::Deny(Denial::NotGranted);
		assert_changes(&by_rescuer(), Decision::Permit(Basis::Emergency(session)), none);
		assert_changes(&by_specialist(), Decision::Permit(Basis::Grant(child)), none);
		let own = Decision::Permit(Basis::Grant(parent));
		assert_changes(&reading(), own, own);
	});
}

#[test]
fn an_open_session_counts_as_of_the_moment_for_who_practised_at_it() {
	run(|| {
		let session = open_session();
		Providers::dismiss_at(HOSPITAL, &PractitionerId::Account(RESCUER), CHANGE);
		assert_changes(&by_rescuer(), Decision::Permit(Basis::Emergency(session)), NOBODY);
	});
}

#[test]
fn a_record_is_none_before_it_was_anchored() {
	run(|| {
		grant_to(HOSPITAL, for_ever());
		let late = 7;
		let record = RecordSummary {
			class: OBSERVATION,
			author: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			content: Months { from: 600, until: 603 },
			anchored_at: CHANGE,
			withheld_since: None,
		};
		Records::put(PATIENT, late, record);
		let unknown = Decision::Deny(Denial::UnknownRecord);
		assert_changes(&of_anchor(late), unknown, Decision::Permit(Basis::Grant(0)));
		let by_patient = AccessRequest { target: Target::Anchor(late), ..as_person(CONTROLLER) };
		assert_changes(&by_patient, unknown, Decision::Permit(Basis::Patient));
	});
}

#[test]
fn law_is_asked_as_of_the_moment() {
	run(|| {
		Providers::set_kind(CLINIC, OrganizationKind::Insurer);
		let policy = enact(law());
		go_to(CHANGE);
		assert_ok!(Consent::repeal_policy(RuntimeOrigin::root(), policy));
		let none = Decision::Deny(Denial::NotGranted);
		assert_changes(&reading(), Decision::Permit(Basis::Policy(policy)), none);
		go_to(CHANGE + 2 * DAY);
		let later = enact(law());
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Policy(later)));
		assert_eq!(decide_at(&reading(), CHANGE), none);
	});
}

#[test]
fn opting_out_is_asked_as_of_the_moment() {
	run(|| {
		license(HOSPITAL);
		let session = open_session_as(RESCUER, AT_HOSPITAL, 24);
		go_to(CHANGE);
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		let none = Decision::Deny(Denial::NotGranted);
		assert_changes(&by_rescuer(), Decision::Permit(Basis::Emergency(session)), none);
	});
}
