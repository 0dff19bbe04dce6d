//! A representative gives itself nothing, opens nothing confidential, weakens nothing of the patient's.

use super::*;
use frame_support::assert_noop;
use salus_primitives::Basis;

#[test]
fn a_representative_gives_nothing_to_itself() {
	run(|| {
		represent_with(PHYSICIAN, Powers::of(&[Power::Consent]));
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_noop!(
			Consent::grant(signed(PHYSICIAN), PATIENT, HOSPITAL, hers.clone(), None, None),
			Why::CannotGrantToItself
		);
		let grant =
			grant_to(HOSPITAL, Provision { scope: classes(&[OBSERVATION]), ..hers.clone() });
		assert_noop!(
			Consent::amend(signed(PHYSICIAN), PATIENT, grant, hers.clone(), None, None),
			Why::CannotGrantToItself
		);
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, broad()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, hers), Why::CannotGrantToItself);
	});
}

#[test]
fn a_representative_gives_nobody_what_is_confidential() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let mothers = || signed(MOTHER);
		let is_open = |class| is_permitted(&reading_of(class));

		// Before it was marked and after, given and amended.
		let next = Heads::<Test>::get(PATIENT).next;
		assert_ok!(Consent::grant(mothers(), PATIENT, HOSPITAL, referable(), None, None));
		assert!(is_open(NOTE));
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
		assert!(!is_open(NOTE));
		assert!(is_open(OBSERVATION));
		let named = Provision { scope: classes(&[NOTE]), ..referable() };
		assert_ok!(Consent::amend(mothers(), PATIENT, next, named, None, None));
		assert!(!is_open(NOTE));
		// Passed on, it is no more.
		assert_ok!(pass_on(
			PHYSICIAN,
			HOSPITAL,
			next + 1,
			CLINIC,
			Provision { scope: classes(&[NOTE]), ..referable() }
		));
		let note = Target::Class { class: NOTE, content: None };
		assert!(!is_permitted(&AccessRequest { target: note, ..reading_at_the_clinic() }));
		// Approved, neither.
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, broad()));
		assert_ok!(approve(MOTHER, HOSPITAL, broad()));
		assert!(!is_open(NOTE));

		// The patient's own grant covers it, until a representative has laid hands on it.
		let own = grant_to(HOSPITAL, broad());
		assert_eq!(decide(&reading_of(NOTE)), Decision::Permit(Basis::Grant(own)));
		assert_ok!(Consent::exclude_class(mothers(), PATIENT, own, CONDITION));
		assert!(!is_open(NOTE));
	});
}

#[test]
fn a_representative_neither_sees_nor_adds_what_is_confidential() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, CONDITION));
		let with = |action, target| AccessRequest {
			actor: Actor::Person(MOTHER),
			action,
			target,
			..reading()
		};
		let class = |class| Target::Class { class, content: None };
		for action in [Action::Access, Action::Collect, Action::Correct, Action::Disclose] {
			assert!(!is_permitted(&with(action, class(CONDITION))));
			assert!(is_permitted(&with(action, class(OBSERVATION))));
		}
		// By its anchor, the class is the same.
		assert!(!is_permitted(&with(Action::Access, Target::Anchor(BY_PATIENT))));
		assert!(is_permitted(&with(Action::Access, Target::Anchor(BY_HOSPITAL))));
		// Nor does it unmark the class or mark others.
		for call in [
			Call::unmark_confidential { patient: PATIENT, class: CONDITION },
			Call::mark_confidential { patient: PATIENT, class: OBSERVATION },
		] {
			let call = RuntimeCall::Consent(call);
			assert_eq!(refused(call, signed(MOTHER)), Why::NotAuthorized.into());
		}
	});
}

#[test]
fn a_representative_weakens_nothing_that_the_controller_said() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let mothers = || signed(MOTHER);
		refuse(refusal());
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		assert_noop!(Consent::lift_refusal(mothers(), PATIENT, 0), Why::NotAuthorized);
		assert_noop!(Consent::refuse_all(mothers(), PATIENT, false), Why::NotAuthorized);
		assert_noop!(Consent::lift_refuse_all(mothers(), PATIENT), Why::NotAuthorized);
		assert_noop!(Consent::opt_in_to_emergencies(mothers(), PATIENT), Why::NotAuthorized);
		assert_ok!(Consent::lift_refuse_all(signed(CONTROLLER), PATIENT));

		// Nor by saying more first: what is joined or said again stays the controller's.
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_ok!(Consent::refuse_all(mothers(), PATIENT, true));
		assert_noop!(Consent::lift_refuse_all(mothers(), PATIENT), Why::NotAuthorized);
	});
}
