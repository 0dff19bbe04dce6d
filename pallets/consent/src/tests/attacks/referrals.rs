//! Passing on: never more than was granted, by nobody else, no deeper, and nothing outlives its root.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Basis, Months, PractitionerId};

#[test]
fn a_referral_gives_no_more_than_its_parent() {
	run(|| {
		let parent = grant_to(
			HOSPITAL,
			Provision {
				scope: classes(&[OBSERVATION, CONDITION]),
				content: Some(Months { from: 600, until: 612 }),
				..referable()
			},
		);
		let within = Provision {
			scope: classes(&[OBSERVATION]),
			content: Some(Months { from: 600, until: 612 }),
			..referable()
		};
		let listed = AllowedBeyond::each(&within);
		for (what, beyond) in listed {
			assert_noop!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, beyond), Why::ParentExceeded);
			assert!(!is_permitted(&reading_at_the_clinic()), "{what}");
		}
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, within));
	});
}

/// What goes beyond a parent, in one respect each.
struct AllowedBeyond;

impl AllowedBeyond {
	fn each(within: &Provision<u64>) -> Vec<(&'static str, Provision<u64>)> {
		let with = |change: &dyn Fn(&mut Provision<u64>)| {
			let mut provision = within.clone();
			change(&mut provision);
			provision
		};
		vec![
			("another class", with(&|it| it.scope = classes(&[OBSERVATION, NOTE]))),
			("all classes", with(&|it| it.scope = Scope::All)),
			(
				"all but one",
				with(&|it| {
					it.scope = Scope::AllBut(ClassSet::truncate_from(vec![NOTE]));
				}),
			),
			("an anchor", with(&|it| it.scope = anchors(&[BY_HOSPITAL]))),
			("all months", with(&|it| it.content = None)),
			("a month more", with(&|it| it.content = Some(Months { from: 599, until: 612 }))),
			(
				"another action",
				with(&|it| {
					it.actions = Actions::of(&[Action::Access, Action::Correct]);
				}),
			),
			(
				"another purpose",
				with(&|it| {
					it.purposes = Purposes::of(&[Purpose::Treatment, Purpose::Research]);
				}),
			),
			(
				"emergencies",
				with(&|it| {
					it.purposes = Purposes::of(&[Purpose::EmergencyTreatment]);
				}),
			),
			("no end", with(&|it| it.period.until = None)),
			("a moment longer", with(&|it| it.period.until = Some(START + DAY + 1))),
			("a moment earlier", with(&|it| it.period.from = START - 1)),
		]
	}
}

#[test]
fn nobody_passes_on_what_is_not_for_it() {
	run(|| {
		let hers = grant_to(
			HOSPITAL,
			Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..referable() },
		);
		let nurses =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Role(Role::Nurse), ..referable() });
		let residents =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Pseudonym(RESIDENT), ..referable() });
		for (who, parent) in [(NURSE, hers), (PHYSICIAN, nurses), (PHYSICIAN, residents)] {
			assert_noop!(pass_on(who, HOSPITAL, parent, CLINIC, referable()), Why::NotReferable);
		}
		// A gateway acts for one of its practitioners, not for another.
		assert_noop!(
			Consent::refer(
				signed(GATEWAY),
				PATIENT,
				Capacity::Gateway { organization: HOSPITAL, practitioner: MIDWIFE },
				residents,
				CLINIC,
				referable(),
				None
			),
			Why::NotReferable
		);
		// The clinic has no such grant, whatever the number.
		for parent in [hers, nurses, residents, 77] {
			assert_noop!(
				pass_on(SPECIALIST, CLINIC, parent, HOSPITAL, referable()),
				Why::NotReferable
			);
		}
	});
}

#[test]
fn a_grant_that_may_not_be_passed_on_is_not() {
	run(|| {
		let silent = grant_to(HOSPITAL, broad());
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, silent, CLINIC, broad()), Why::NotReferable);
		// Nor does a child that was not given the right to.
		let parent = grant_to(HOSPITAL, referable());
		let child = passed_on(PHYSICIAN, HOSPITAL, parent, CLINIC, broad());
		assert_noop!(pass_on(SPECIALIST, CLINIC, child, HOSPITAL, broad()), Why::NotReferable);
	});
}

#[test]
fn a_grant_that_comes_back_in_a_circle_ends_with_its_root_and_goes_no_deeper() {
	run(|| {
		let root = grant_to(HOSPITAL, referable());
		let first = passed_on(PHYSICIAN, HOSPITAL, root, CLINIC, referable());
		let second = passed_on(SPECIALIST, CLINIC, first, HOSPITAL, referable());
		let third = passed_on(PHYSICIAN, HOSPITAL, second, CLINIC, referable());
		assert_noop!(
			pass_on(SPECIALIST, CLINIC, third, HOSPITAL, referable()),
			Why::MaxDepthExceeded
		);
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&reading_at_the_clinic()));

		revoke(root);
		assert!(!is_permitted(&reading()));
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert!(Heads::<Test>::get(PATIENT).live.is_empty());
	});
}

#[test]
fn a_middle_link_that_ends_takes_along_only_what_hangs_on_it() {
	run(|| {
		let root = grant_to(HOSPITAL, referable());
		let first = passed_on(PHYSICIAN, HOSPITAL, root, CLINIC, referable());
		passed_on(SPECIALIST, CLINIC, first, HOSPITAL, referable());
		revoke(first);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(root)));
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn whom_the_patient_refuses_passes_nothing_on() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		refuse(Refusal {
			whom: Refused::Practitioner(PractitionerId::Account(PHYSICIAN)),
			class: Some(CONDITION),
			..refusal()
		});
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable()), Why::NotReferable);
		// Not about what was refused, or by somebody else.
		let observations = Provision { scope: classes(&[OBSERVATION]), ..referable() };
		assert_ok!(pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, observations));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		Providers::accredit(12);
		assert_noop!(pass_on(NURSE, HOSPITAL, parent, 12, referable()), Why::NotReferable);
	});
}
