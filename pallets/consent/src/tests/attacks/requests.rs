//! Asking for consent: nobody approves its own request, nor more than was asked for, nor asks for ever.

use super::*;
use frame_support::assert_noop;
use salus_primitives::RequestBar;

/// That the last to ask, of `organization`, did not reach the patient, for `reason`.
fn assert_barred(organization: OrganizationId, reason: RequestBar) {
	let event = AuditedEvent::ConsentRequestBarred { patient: PATIENT, organization, reason };
	let last = Trail::entries().pop().map(|(trail, _, event)| (trail, event));
	assert_eq!(last, Some((TrailId::Patient(PATIENT), event)));
}

#[test]
fn nobody_approves_its_own_request() {
	run(|| {
		// A physician who also represents the patient.
		represent_with(PHYSICIAN, Powers::ALL);
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, broad()), Why::CannotApproveOwnRequest);
		// Nor narrower.
		let narrower = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_noop!(approve(PHYSICIAN, HOSPITAL, narrower), Why::CannotApproveOwnRequest);
		assert!(!is_permitted(&reading()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, broad()));
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn a_gateway_that_represents_the_patient_approves_no_request_that_it_signed() {
	run(|| {
		represent_with(GATEWAY, Powers::ALL);
		let capacity = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		assert_ok!(request_consent(GATEWAY, capacity, broad()));
		assert_noop!(approve(GATEWAY, HOSPITAL, broad()), Why::CannotApproveOwnRequest);
	});
}

#[test]
fn a_colleague_asks_for_it_in_vain() {
	run(|| {
		represent_with(PHYSICIAN, Powers::ALL);
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_ok!(request_consent(NURSE, AT_HOSPITAL, hers.clone()));
		assert_noop!(approve(PHYSICIAN, HOSPITAL, hers), Why::CannotGrantToItself);
	});
}

#[test]
fn an_approval_gives_no_more_than_was_asked_for() {
	run(|| {
		let asked = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, asked));
		assert_noop!(approve(CONTROLLER, HOSPITAL, broad()), Why::RequestExceeded);
		// Nor a request that is not there.
		assert_noop!(approve(CONTROLLER, CLINIC, broad()), Why::RequestNotFound);
	});
}

#[test]
fn a_rejected_request_is_not_made_again_by_a_detour() {
	run(|| {
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
		// Neither withdrawn and made again, nor by a colleague, nor through the gateway, nor approved
		// after all.
		for who in [PHYSICIAN, HOSPITAL_OFFICER] {
			assert_ok!(Consent::withdraw_request(signed(who), PATIENT, AT_HOSPITAL));
		}
		let through = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (NURSE, AT_HOSPITAL), (GATEWAY, through)]
		{
			assert_ok!(request_consent(who, capacity, broad()));
			assert_barred(HOSPITAL, RequestBar::RejectedBefore);
		}
		assert_noop!(approve(CONTROLLER, HOSPITAL, broad()), Why::RequestNotFound);

		// Once it would have lapsed, and not a moment earlier.
		let later = Provision { period: Period { from: START, until: None }, ..broad() };
		go_to(START + 7 * DAY - 1);
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, later.clone()));
		assert_barred(HOSPITAL, RequestBar::RejectedBefore);
		go_to(START + 7 * DAY);
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, later.clone()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, later));
	});
}

#[test]
fn many_requests_stand_in_nobodys_way() {
	run(|| {
		for organization in 1_000..1_100 {
			let who = u64::from(organization);
			Providers::admit(organization, who, Roles::of(&[Role::Physician]));
			let capacity = Capacity::Practitioner { organization };
			assert_ok!(request_consent(who, capacity, broad()));
			assert_ok!(request_consent(who, capacity, broad()));
			assert_barred(organization, RequestBar::AlreadyOpen);
		}
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, broad()));
		assert!(is_permitted(&reading()));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, 1_099));
	});
}

#[test]
fn whom_the_patient_refuses_everything_does_not_even_ask() {
	run(|| {
		refuse(Refusal { whom: Refused::Organization(HOSPITAL), ..refusal() });
		let through = Capacity::Gateway { organization: HOSPITAL, practitioner: RESIDENT };
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (GATEWAY, through)] {
			assert_ok!(request_consent(who, capacity, broad()));
			assert_barred(HOSPITAL, RequestBar::Refused);
		}
		assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
		assert_ok!(Consent::refuse_all(signed(CONTROLLER), PATIENT, false));
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC));
	});
}

#[test]
fn a_request_that_was_exchanged_gains_no_more_than_the_patient_read() {
	run(|| {
		let read = Provision { scope: classes(&[OBSERVATION]), ..broad() };
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, read.clone()));
		// While the patient signs, the hospital asks for more in the place of it.
		assert_ok!(Consent::withdraw_request(signed(PHYSICIAN), PATIENT, AT_HOSPITAL));
		assert_ok!(request_consent(PHYSICIAN, AT_HOSPITAL, broad()));
		assert_ok!(approve(CONTROLLER, HOSPITAL, read));
		assert!(is_permitted(&reading()));
		assert!(!is_permitted(&reading_of(CONDITION)));
	});
}
