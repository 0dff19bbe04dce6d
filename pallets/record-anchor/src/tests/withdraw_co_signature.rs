//! `withdraw_co_signature`: who takes a co-signature back.

use crate::{mock::*, Call, CoSignaturesOf, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Policy, Providers, Trail},
	Actor, AuditedEvent, Basis, Capacity, Decision, Denial, NotPractising, PractitionerId,
	Pseudonym, Purpose, Role, Roles,
};

/// An anchor that the clinician has co-signed, and the hospital's resident through the gateway.
fn signed() -> u32 {
	let anchor = anchored(ROOT);
	for (who, capacity) in [(CLINICIAN, AT_CLINIC), (GATEWAY, FOR_RESIDENT)] {
		let origin = RuntimeOrigin::signed(who);
		let purpose = Purpose::Treatment;
		assert_ok!(RecordAnchor::co_sign(origin, PATIENT, anchor, ROOT, purpose, capacity));
	}
	// Nobody needs to be permitted anything from here on.
	Policy::answer(Decision::Deny(Denial::Refused));
	anchor
}

fn withdraw(who: u64, anchor: u32, capacity: Capacity) -> DispatchResult {
	RecordAnchor::withdraw_co_signature(RuntimeOrigin::signed(who), PATIENT, anchor, capacity)
}

fn chain(test: impl FnOnce()) {
	ExtBuilder::permitting_as(Basis::Grant(5)).build_and_execute(test);
}

#[test]
fn a_co_signature_is_taken_back() {
	chain(|| {
		let anchor = signed();
		assert_ok!(withdraw(CLINICIAN, anchor, AT_CLINIC));

		assert_eq!(stored(anchor).co_signatures, 1);
		let left = CoSignaturesOf::<Test>::get(PATIENT, anchor);
		assert_eq!(left.len(), 1);
		assert_eq!(left[0].practitioner, PractitionerId::Pseudonym(RESIDENT));
		assert_entered(
			3,
			Actor::new(CLINICIAN, AT_CLINIC),
			AuditedEvent::CoSignatureWithdrawn { anchor },
		);
		System::assert_last_event(
			Event::CoSignatureWithdrawn {
				patient: PATIENT,
				anchor,
				organization: CLINIC,
				practitioner: PractitionerId::Account(CLINICIAN),
			}
			.into(),
		);
	});
}

#[test]
fn with_the_last_one_the_row_goes() {
	chain(|| {
		let anchor = signed();
		assert_ok!(withdraw(CLINICIAN, anchor, AT_CLINIC));
		assert!(CoSignaturesOf::<Test>::contains_key(PATIENT, anchor));
		assert_ok!(withdraw(GATEWAY, anchor, FOR_RESIDENT));
		assert!(!CoSignaturesOf::<Test>::contains_key(PATIENT, anchor));
		assert_eq!(stored(anchor).co_signatures, 0);
	});
}

#[test]
fn what_was_taken_back_can_be_signed_again() {
	chain(|| {
		let anchor = signed();
		assert_ok!(withdraw(CLINICIAN, anchor, AT_CLINIC));
		permit(Basis::Grant(5));
		let origin = RuntimeOrigin::signed(CLINICIAN);
		let purpose = Purpose::Treatment;
		assert_ok!(RecordAnchor::co_sign(origin, PATIENT, anchor, ROOT, purpose, AT_CLINIC));
		assert_eq!(stored(anchor).co_signatures, 2);
	});
}

#[test]
fn an_own_account_takes_it_back_whatever_became_of_it() {
	chain(|| {
		let anchor = signed();
		Providers::dismiss(CLINIC, &PractitionerId::Account(CLINICIAN));
		Providers::bar(CLINIC, NotPractising::AccreditationRevoked);
		assert_ok!(withdraw(CLINICIAN, anchor, AT_CLINIC));
	});
}

#[test]
fn a_gateway_takes_it_back_only_while_it_acts_for_the_practitioner() {
	chain(|| {
		let anchor = signed();
		let other = Pseudonym([0x77; 32]);
		Providers::admit_through(HOSPITAL, GATEWAY, other, Roles::of(&[Role::Nurse]));
		let for_other = Capacity::Gateway { organization: HOSPITAL, practitioner: other };
		assert_noop!(withdraw(GATEWAY, anchor, for_other), Error::<Test>::NotCoSigned);
		assert_noop!(withdraw(OUTSIDER, anchor, FOR_RESIDENT), Error::<Test>::NotPermitted);
		Providers::close_gateway_at(HOSPITAL, GATEWAY, NOW);
		assert_noop!(withdraw(GATEWAY, anchor, FOR_RESIDENT), Error::<Test>::NotPermitted);
		assert_eq!(Trail::entries().len(), 2);
	});
}

#[test]
fn the_gateway_of_an_organization_that_followed_takes_it_back() {
	chain(|| {
		let anchor = signed();
		let in_clinic = Capacity::Gateway { organization: CLINIC, practitioner: RESIDENT };
		let nurse = Roles::of(&[Role::Nurse]);
		Providers::admit_through(CLINIC, GATEWAY, RESIDENT, nurse);
		assert_noop!(withdraw(GATEWAY, anchor, in_clinic), Error::<Test>::NotCoSigned);
		Providers::succeed(HOSPITAL, CLINIC);
		assert_ok!(withdraw(GATEWAY, anchor, in_clinic));
		System::assert_last_event(
			Event::CoSignatureWithdrawn {
				patient: PATIENT,
				anchor,
				organization: HOSPITAL,
				practitioner: PractitionerId::Pseudonym(RESIDENT),
			}
			.into(),
		);
	});
}

#[test]
fn nobody_takes_back_what_somebody_else_signed() {
	chain(|| {
		let anchor = signed();
		assert_noop!(withdraw(PHYSICIAN, anchor, AT_HOSPITAL), Error::<Test>::NotCoSigned);
		assert_noop!(withdraw(CLINICIAN, anchor, AT_HOSPITAL), Error::<Test>::NotCoSigned);
		assert_noop!(withdraw(CONTROLLER, anchor, PERSON), Error::<Test>::NotCoSigned);
		assert_noop!(withdraw(CLINICIAN, anchor, PERSON), Error::<Test>::NotCoSigned);
	});
}

#[test]
fn an_unknown_anchor_has_none() {
	chain(|| {
		let anchor = signed();
		assert_noop!(withdraw(CLINICIAN, anchor + 1, AT_CLINIC), Error::<Test>::AnchorNotFound);
	});
}

#[test]
fn it_is_free_for_whoever_practises() {
	let call = |capacity| Call::withdraw_co_signature { patient: PATIENT, anchor: 0, capacity };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(CLINICIAN, call(AT_CLINIC)));
		assert!(is_free(GATEWAY, call(FOR_RESIDENT)));
		assert!(!is_free(OUTSIDER, call(AT_CLINIC)));
		assert!(!is_free(OUTSIDER, call(PERSON)));
	});
}
