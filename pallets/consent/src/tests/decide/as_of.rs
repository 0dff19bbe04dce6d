//! A decision about a past moment asks everything as of that moment, and nothing as of now.

use super::*;
use salus_primitives::{
	doubles::Records, Basis, ClassSet, Months, NotPractising, OrganizationKind, PractitionerId,
	RecordStatus, RecordSummary,
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
			status: RecordStatus::Current,
			root: Default::default(),
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
