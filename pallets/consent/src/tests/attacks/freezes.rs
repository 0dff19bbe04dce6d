//! While the patient's side is frozen, nothing is given away, and everything can be ended.

use super::*;
use frame_support::assert_noop;

#[test]
fn a_thief_with_the_controllers_key_gives_nothing_away_while_it_is_frozen() {
	run(|| {
		busy();
		assert_ok!(Consent::mark_confidential(signed(CONTROLLER), PATIENT, CONDITION));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, true));
		assert_ok!(Consent::opt_out_of_emergencies(signed(CONTROLLER), PATIENT));
		Patients::freeze(PATIENT);
		let gives = |call: &RuntimeCall| {
			matches!(
				call,
				RuntimeCall::Consent(
					Call::grant { .. }
						| Call::amend { .. }
						| Call::replace_envelope { .. }
						| Call::approve_request { .. }
						| Call::lift_refusal { .. }
						| Call::lift_refuse_all { .. }
						| Call::opt_in_to_emergencies { .. }
				)
			)
		};
		for call in calls_of_the_patient(PATIENT).into_iter().filter(gives) {
			assert_eq!(refused(call, signed(CONTROLLER)), Why::PatientFrozen.into());
		}
		let unmark =
			RuntimeCall::Consent(Call::unmark_confidential { patient: PATIENT, class: CONDITION });
		assert_eq!(refused(unmark, signed(CONTROLLER)), Why::PatientFrozen.into());
		let weaken =
			RuntimeCall::Consent(Call::refuse_all { patient: PATIENT, even_in_emergency: false });
		assert_eq!(refused(weaken, signed(CONTROLLER)), Why::PatientFrozen.into());
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, 0, CLINIC, referable()), Why::NotReferable);
	});
}

#[test]
fn a_freeze_stops_nobody_from_ending_things() {
	run(|| {
		busy();
		Patients::freeze(PATIENT);
		let controller = || signed(CONTROLLER);
		// Care goes on.
		assert!(is_permitted(&reading()));
		assert!(is_permitted(&rescuing()));
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));

		assert_ok!(Consent::exclude_class(controller(), PATIENT, 0, CONDITION));
		assert_ok!(Consent::reject_request(controller(), PATIENT, CLINIC));
		refuse(Refusal { class: Some(CONDITION), ..refusal() });
		assert_ok!(Consent::mark_confidential(controller(), PATIENT, NOTE));
		assert_ok!(Consent::refuse_all(controller(), PATIENT, false));
		assert!(!is_permitted(&reading()));
		assert!(is_permitted(&rescuing()), "emergencies stay open");
		assert_ok!(Consent::revoke(controller(), PATIENT, 1));
		pass(4 * HOUR);
		assert_ok!(review(CLINIC_OFFICER, AT_CLINIC, 0, false));
	});
}

#[test]
fn a_thief_with_the_controllers_key_closes_no_emergencies_while_it_is_frozen() {
	run(|| {
		busy();
		Patients::freeze(PATIENT);
		let thief = || signed(CONTROLLER);
		let hard = Refusal { even_in_emergency: true, ..refusal() };
		assert_noop!(Consent::refuse(thief(), PATIENT, hard), Why::EmergenciesStayOpen);
		assert_noop!(Consent::refuse_all(thief(), PATIENT, true), Why::EmergenciesStayOpen);
		let out = Consent::opt_out_of_emergencies(thief(), PATIENT);
		assert_noop!(out, Why::EmergenciesStayOpen);
		assert!(is_permitted(&rescuing()));
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Nurse, Role::Emergency]));
		assert_ok!(open(NURSE, PATIENT));
		// Nor does a full list.
		for number in 0..3 * MAX_REFUSALS as u16 {
			refuse(Refusal { class: Some(RecordClass(number)), ..refusal() });
		}
		assert!(is_permitted(&rescuing()));
	});
}
