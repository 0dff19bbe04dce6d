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

		// Nor by saying it first: said again, it is the controller's.
		assert_ok!(Consent::refuse_all(mothers(), PATIENT, false));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_noop!(Consent::lift_refuse_all(mothers(), PATIENT), Why::NotAuthorized);
	});
}

#[test]
fn a_representative_closes_no_emergencies_for_somebody_else() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		license(HOSPITAL);
		let mothers = || signed(MOTHER);
		let hard = Refusal { even_in_emergency: true, ..refusal() };
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_noop!(Consent::refuse(mothers(), PATIENT, hard), Why::EmergenciesStayOpen);
		assert_noop!(Consent::refuse_all(mothers(), PATIENT, true), Why::EmergenciesStayOpen);
		let out = Consent::opt_out_of_emergencies(mothers(), PATIENT);
		assert_noop!(out, Why::EmergenciesStayOpen);
		// Nor by filling the list, in which one of the controller's holds even in an emergency.
		let notes = Refusal { class: Some(NOTE), even_in_emergency: true, ..refusal() };
		refuse(notes);
		for number in 0..3 * MAX_REFUSALS as u16 {
			let of_class = Refusal { class: Some(RecordClass(number)), ..refusal() };
			assert_ok!(Consent::refuse(mothers(), PATIENT, of_class));
		}
		opened(RESCUER);
		assert!(is_permitted(&rescuing()));
	});
}

#[test]
fn a_representative_s_device_adds_nothing_confidential() {
	run(|| {
		represent_with(MOTHER, Powers::ALL);
		let adding = |account| AccessRequest {
			actor: Actor::Person(account),
			action: Action::Collect,
			target: Target::Class { class: NOTE, content: None },
			..reading()
		};
		let classes = ClassSet::truncate_from(vec![NOTE]);
		let (of_mother, of_patient) = (WATCH, WATCH + 1);
		let device =
			|by_representative| Relation::Device { classes: classes.clone(), by_representative };
		Patients::relate(PATIENT, of_mother, device(true));
		Patients::relate(PATIENT, of_patient, device(false));
		for account in [of_mother, of_patient] {
			assert_eq!(decide(&adding(account)), Decision::Permit(Basis::Device));
		}
		let marks: [fn(); 2] = [
			|| {
				assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, NOTE));
			},
			|| {
				assert_ok!(Consent::unmark_confidential(signed(CONTROLLER), PATIENT, NOTE));
				let exceptions = ClassSet::truncate_from(vec![OBSERVATION]);
				let by = signed(CONTROLLER);
				assert_ok!(Consent::mark_all_confidential(by, PATIENT, exceptions));
			},
		];
		for mark in marks {
			pass(MINUTE);
			mark();
			let refused = Decision::Deny(salus_primitives::Denial::Refused);
			assert_eq!(decide(&adding(of_mother)), refused);
			assert_eq!(decide(&adding(of_patient)), Decision::Permit(Basis::Device));
			let before = decide_at(&adding(of_mother), START);
			assert_eq!(before, Decision::Permit(Basis::Device), "as of the moment");
		}
	});
}
