//! What the patient refused to somebody was passed on, granted by representatives and sealed to it all the same; the
//! keys stood on the chain.

use super::*;
use frame_support::assert_noop;
use salus_primitives::{NotPractising, PractitionerId};
use sp_runtime::DispatchResult;

fn keys() -> Option<Envelope> {
	Some(envelope(0, 0, 1))
}

fn give_by(account: u64, provision: Provision<u64>, envelope: Option<Envelope>) -> DispatchResult {
	Consent::grant(signed(account), PATIENT, HOSPITAL, provision, None, envelope)
}

fn replace(grant: GrantId) -> DispatchResult {
	Consent::replace_envelope(signed(CONTROLLER), PATIENT, grant, keys().expect("some"))
}

fn refuse(refusal: Refusal<u64>) {
	assert_ok!(Consent::refuse(signed(CONTROLLER), PATIENT, refusal));
}

fn hospital() -> Refusal<u64> {
	all_to(Refused::Organization(HOSPITAL))
}

#[test]
fn no_keys_go_to_whom_the_patient_refuses_all_of_it() {
	run(|| {
		let grant = grant_to(HOSPITAL, broad());
		let asking = Consent::request_consent(
			signed(PHYSICIAN),
			PATIENT,
			AT_HOSPITAL,
			broad(),
			Default::default(),
		);
		assert_ok!(asking);
		refuse(hospital());
		let by = || signed(CONTROLLER);
		assert_noop!(give_by(CONTROLLER, broad(), keys()), Error::<Test>::Refused);
		assert_noop!(
			Consent::amend(by(), PATIENT, grant, broad(), None, keys()),
			Error::<Test>::Refused
		);
		assert_noop!(
			Consent::approve_request(by(), PATIENT, HOSPITAL, broad(), None, keys()),
			Error::<Test>::Refused
		);
		assert_noop!(replace(grant), Error::<Test>::Refused);
		// A patient may prepare what counts once the refusal is lifted.
		assert_ok!(give_by(CONTROLLER, broad(), None));
		assert_ok!(Consent::lift_refusal(by(), PATIENT, 0));
		assert_ok!(replace(grant));
	});
}

#[test]
fn who_is_refused_some_of_it_gets_the_keys_of_the_rest() {
	let physician = Refused::Practitioner(PractitionerId::Account(PHYSICIAN));
	for refusal in [
		Refusal { class: Some(NOTE), ..hospital() },
		Refusal { purposes: Some(Purposes::of(&[Purpose::Research])), ..hospital() },
		all_to(Refused::Organization(CLINIC)),
		all_to(physician),
	] {
		run(|| {
			refuse(refusal);
			assert_ok!(give_by(CONTROLLER, broad(), keys()));
			assert_ok!(replace(0));
		});
	}
}

#[test]
fn a_refusal_of_the_practitioner_named_keeps_the_keys_back() {
	run(|| {
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_ok!(give_by(CONTROLLER, hers.clone(), None));
		refuse(all_to(Refused::Practitioner(PractitionerId::Account(PHYSICIAN))));
		assert_noop!(give_by(CONTROLLER, hers, keys()), Error::<Test>::Refused);
		assert_noop!(replace(0), Error::<Test>::Refused);
	});
}

#[test]
fn a_representative_grants_nothing_to_whom_all_of_it_is_refused() {
	run(|| {
		represent(PARENT);
		refuse(Refusal { class: Some(NOTE), ..hospital() });
		let notes = Provision { scope: classes(&[NOTE]), ..broad() };
		assert_noop!(give_by(PARENT, notes.clone(), None), Error::<Test>::Refused);
		assert_ok!(give_by(CONTROLLER, notes, None));
		assert_ok!(give_by(PARENT, broad(), None));
		refuse(hospital());
		assert_noop!(give_by(PARENT, broad(), None), Error::<Test>::Refused);
	});
}

#[test]
fn no_keys_go_to_who_does_not_practise_now() {
	run(|| {
		let hers = Provision { grantee: Grantee::Practitioner(PHYSICIAN), ..broad() };
		assert_ok!(give_by(CONTROLLER, hers, None));
		assert_ok!(give_by(CONTROLLER, broad(), None));
		Providers::dismiss_at(HOSPITAL, &PractitionerId::Account(PHYSICIAN), START);
		assert_noop!(replace(0), Error::<Test>::PractitionerNotPractising);
		assert_ok!(replace(1));
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_noop!(replace(1), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn a_patient_without_a_key_has_no_epoch_to_seal_under() {
	run(|| {
		assert_ok!(give_by(CONTROLLER, broad(), None));
		Patients::lose_key(PATIENT);
		assert_noop!(give_by(CONTROLLER, broad(), keys()), Error::<Test>::StaleKeyEpoch);
		assert_noop!(replace(0), Error::<Test>::StaleKeyEpoch);
		assert_ok!(give_by(CONTROLLER, broad(), None));
		assert!(is_permitted(&reading()));
	});
}
