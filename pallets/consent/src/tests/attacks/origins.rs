//! Who may make which call: nobody else makes it, nor by another origin, and it is free for nobody else.

use super::*;
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn nobody_else_makes_a_call_of_the_patients_side() {
	run(|| {
		busy();
		let outsiders =
			[STRANGER, PHYSICIAN, GATEWAY, CLINIC_OFFICER, OTHER_CONTROLLER, MOTHER, WATCH];
		for who in outsiders {
			for call in calls_of_the_patient(PATIENT) {
				assert_eq!(refused(call, signed(who)), Why::NotAuthorized.into());
			}
		}
		assert_eq!(Heads::<Test>::get(PATIENT).live.len(), 1);
	});
}

#[test]
fn nothing_is_done_for_a_patient_that_is_unknown_or_closed() {
	run(|| {
		busy();
		let gone = PatientId([9; 32]);
		Patients::open(gone, CONTROLLER);
		Patients::close(gone);
		for patient in [gone, PatientId([0; 32])] {
			for call in calls_of_the_patient(patient) {
				assert_eq!(refused(call, signed(CONTROLLER)), Why::PatientNotFound.into());
			}
			// Who practises learns from a call only that there is nothing for it to do.
			for call in calls_of_practitioners(patient, AT_HOSPITAL) {
				let RuntimeCall::Consent(inner) = &call else { unreachable!("all are consent's") };
				let why = match inner {
					Call::renounce { .. } => Why::GrantNotFound,
					Call::refer { .. } => Why::NotReferable,
					Call::request_consent { .. } | Call::withdraw_request { .. } => {
						assert_ok!(call.dispatch(signed(RESCUER)));
						assert_eq!(Requests::<Test>::iter_prefix(patient).count(), 0);
						continue;
					},
					_ => Why::PatientNotFound,
				};
				assert_eq!(refused(call, signed(RESCUER)), why.into());
			}
			assert_ok!(breaking_the_glass(patient, AT_HOSPITAL).dispatch(signed(RESCUER)));
			assert_eq!(NextSession::<Test>::get(), 1, "no session opens");
		}
	});
}

#[test]
fn nobody_else_acts_for_an_organization() {
	run(|| {
		busy();
		let posing = [
			(STRANGER, AT_HOSPITAL),
			(CONTROLLER, AT_HOSPITAL),
			(WATCH, AT_HOSPITAL),
			// Of another organization, of none, and through a gateway without its account.
			(SPECIALIST, AT_HOSPITAL),
			(PHYSICIAN, Capacity::Person),
			(CONTROLLER, Capacity::Person),
			(GATEWAY, AT_HOSPITAL),
			(PHYSICIAN, Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT }),
			(GATEWAY, Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT }),
		];
		for (who, capacity) in posing {
			for call in calls_of_practitioners(PATIENT, capacity) {
				assert_eq!(refused(call, signed(who)), Why::NotPractising.into());
			}
			let [closing, reviewing, answering] = calls_about_sessions(capacity);
			if capacity != Capacity::Person {
				assert_eq!(refused(closing, signed(who)), Why::NotPractising.into());
			} else if who != CONTROLLER {
				assert_eq!(refused(closing, signed(who)), Why::NotAuthorized.into());
			}
			assert_eq!(refused(reviewing, signed(who)), DispatchError::BadOrigin);
			assert_eq!(refused(answering, signed(who)), Why::SessionNotFound.into());
			assert_ok!(breaking_the_glass(PATIENT, capacity).dispatch(signed(who)));
			assert_eq!(NextSession::<Test>::get(), 1, "no session opens");
		}
	});
}

#[test]
fn no_signer_enacts_policies_or_licenses_an_organization() {
	run(|| {
		busy();
		for who in [CONTROLLER, RESCUER, HOSPITAL_OFFICER, STRANGER] {
			for call in calls_of_governance() {
				assert_eq!(refused(call, signed(who)), DispatchError::BadOrigin);
			}
		}
	});
}

#[test]
fn neither_root_nor_nobody_makes_a_call_of_a_person() {
	run(|| {
		busy();
		let calls = || {
			calls_of_the_patient(PATIENT)
				.into_iter()
				.chain(calls_of_practitioners(PATIENT, AT_HOSPITAL))
				.chain(calls_about_sessions(AT_HOSPITAL))
				.chain([breaking_the_glass(PATIENT, AT_HOSPITAL)])
		};
		for call in calls() {
			assert_eq!(refused(call, RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
		for call in calls().chain(calls_of_governance()) {
			assert_eq!(refused(call, RuntimeOrigin::none()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn no_call_is_free_for_whoever_may_not_make_it() {
	run(|| {
		busy();
		let is_free = |call: &RuntimeCall, origin: RuntimeOrigin| {
			use frame_support::dispatch::CheckIfFeeless;
			call.is_feeless(&origin)
		};
		for call in calls_of_the_patient(PATIENT) {
			assert!(is_free(&call, signed(CONTROLLER)), "{call:?}");
			for who in [STRANGER, PHYSICIAN, MOTHER, WATCH] {
				assert!(!is_free(&call, signed(who)), "{call:?}");
			}
			assert!(!is_free(&call, RuntimeOrigin::none()));
		}
		let of_practitioners = || {
			calls_of_practitioners(PATIENT, AT_HOSPITAL)
				.into_iter()
				.chain(calls_about_sessions(AT_HOSPITAL))
				.chain([breaking_the_glass(PATIENT, AT_HOSPITAL)])
		};
		for call in of_practitioners() {
			// No verdict waits for an answer.
			let is_useless = matches!(call, RuntimeCall::Consent(Call::answer_emergency { .. }));
			assert_eq!(is_free(&call, signed(RESCUER)), !is_useless, "{call:?}");
			for who in [STRANGER, CONTROLLER, SPECIALIST, GATEWAY] {
				assert!(!is_free(&call, signed(who)), "{call:?}");
			}
		}
		for call in calls_of_governance() {
			assert!(!is_free(&call, signed(STRANGER)));
			assert!(!is_free(&call, RuntimeOrigin::root()));
		}
		// Whatever it costs, none is weightless.
		for call in of_practitioners().chain(calls_of_the_patient(PATIENT)) {
			assert!(call.get_dispatch_info().call_weight.ref_time() > 0);
		}
	});
}
