//! A grant is one patient's, to one grantee, under one number: nobody else uses, ends or revives it.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{Basis, Denial, NotPractising};

#[test]
fn a_grant_for_one_patient_says_nothing_of_another() {
	run(|| {
		busy();
		let request = AccessRequest { patient: OTHER_PATIENT, ..reading() };
		assert!(is_permitted(&reading()));
		assert!(!is_permitted(&request));
		// Numbers are those of one patient: the other one's controller ends nothing with them.
		assert_noop!(
			Consent::revoke(signed(OTHER_CONTROLLER), OTHER_PATIENT, 0),
			Why::GrantNotFound
		);
		let provision = referable();
		assert_noop!(
			Consent::refer(
				signed(PHYSICIAN),
				OTHER_PATIENT,
				AT_HOSPITAL,
				0,
				CLINIC,
				provision,
				None
			),
			Why::NotReferable
		);
		assert!(is_permitted(&reading()));
	});
}

#[test]
fn an_old_number_is_dead_for_ever() {
	run(|| {
		let old = grant_to(HOSPITAL, referable());
		let child = passed_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable());
		revoke(old);
		let new = grant_to(HOSPITAL, referable());
		assert_ne!(new, old);

		// Granting anew brings no child back.
		assert!(!is_permitted(&reading_at_the_clinic()));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(new)));
		for grant in [old, child] {
			assert_noop!(Consent::revoke(signed(CONTROLLER), PATIENT, grant), Why::GrantNotFound);
			assert_noop!(
				Consent::amend(signed(CONTROLLER), PATIENT, grant, broad(), None, None),
				Why::GrantNotFound
			);
			assert_noop!(
				Consent::exclude_class(signed(CONTROLLER), PATIENT, grant, NOTE),
				Why::GrantNotFound
			);
			let envelope = envelope(0, 0, 1);
			assert_noop!(
				Consent::replace_envelope(signed(CONTROLLER), PATIENT, grant, envelope),
				Why::GrantNotFound
			);
		}
		assert_noop!(pass_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable()), Why::NotReferable);
		assert_noop!(pass_on(SPECIALIST, CLINIC, child, HOSPITAL, referable()), Why::NotReferable);
		for (who, capacity, grant) in
			[(HOSPITAL_OFFICER, AT_HOSPITAL, old), (CLINIC_OFFICER, AT_CLINIC, child)]
		{
			assert_noop!(
				Consent::renounce(signed(who), PATIENT, capacity, grant),
				Why::GrantNotFound
			);
		}
	});
}

#[test]
fn a_child_gains_nothing_when_its_parents_place_is_taken() {
	run(|| {
		let old = grant_to(HOSPITAL, referable());
		passed_on(PHYSICIAN, HOSPITAL, old, CLINIC, referable());
		revoke(old);
		// Every place of both files is used anew.
		for _ in 0..MAX_OWN_GRANTS {
			grant_to(HOSPITAL, referable());
		}
		assert!(Files::<Test>::get(PATIENT, HOSPITAL).grant(old).is_none());
		assert!(!is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn nothing_is_given_to_an_organization_that_may_not_act() {
	run(|| {
		let parent = grant_to(HOSPITAL, referable());
		let standing = grant_to(CLINIC, broad());
		assert_ok!(request_consent(SPECIALIST, AT_CLINIC, broad()));
		assert!(is_permitted(&reading_at_the_clinic()));

		for reason in [
			NotPractising::OrganizationSuspended,
			NotPractising::NotAccredited,
			NotPractising::AccreditationRevoked,
			NotPractising::OrganizationSucceeded,
		] {
			Providers::bar(CLINIC, reason);
			assert_eq!(
				decide(&reading_at_the_clinic()),
				Decision::Deny(Denial::NotPractising(reason))
			);
			let controller = || signed(CONTROLLER);
			assert_noop!(
				Consent::grant(controller(), PATIENT, CLINIC, broad(), None, None),
				Why::OrganizationNotAccredited
			);
			assert_noop!(
				Consent::amend(controller(), PATIENT, standing, broad(), None, None),
				Why::OrganizationNotAccredited
			);
			assert_noop!(approve(CONTROLLER, CLINIC, broad()), Why::OrganizationNotAccredited);
			assert_noop!(
				pass_on(PHYSICIAN, HOSPITAL, parent, CLINIC, referable()),
				Why::OrganizationNotAccredited
			);
			assert_noop!(
				pass_on(SPECIALIST, CLINIC, standing, HOSPITAL, broad()),
				Why::NotPractising
			);
			let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
			assert_noop!(
				Consent::license_break_glass(RuntimeOrigin::root(), CLINIC, terms),
				Why::OrganizationNotAccredited
			);
		}
		// What was granted counts again with the accreditation, and can be ended without it.
		Providers::accredit(CLINIC);
		assert!(is_permitted(&reading_at_the_clinic()));
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, CLINIC));
		revoke(standing);
		Providers::accredit(CLINIC);
		assert!(!is_permitted(&reading_at_the_clinic()));
	});
}

#[test]
fn nobody_gives_back_what_is_anothers() {
	run(|| {
		let hers =
			grant_to(HOSPITAL, Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() });
		let everybodys = grant_to(HOSPITAL, broad());
		let renounce =
			|who, capacity, grant| Consent::renounce(signed(who), PATIENT, capacity, grant);
		assert_noop!(renounce(NURSE, AT_HOSPITAL, hers), Why::GrantNotFound);
		// One of many does not speak for all.
		assert_noop!(renounce(PHYSICIAN, AT_HOSPITAL, everybodys), Why::GrantNotFound);
		for who in [SPECIALIST, CLINIC_OFFICER] {
			for grant in [hers, everybodys] {
				assert_noop!(renounce(who, AT_CLINIC, grant), Why::GrantNotFound);
			}
		}
		assert_ok!(renounce(PHYSICIAN, AT_HOSPITAL, hers));
		assert_ok!(renounce(HOSPITAL_OFFICER, AT_HOSPITAL, everybodys));
	});
}
