//! A sponsor who mistyped the controller's account got its deposit back never, and the patient stayed pending.

use crate::mock::*;
use frame_support::{assert_ok, traits::fungible::InspectHold};

#[test]
fn the_sponsor_withdraws_and_registers_the_person_anew() {
	ExtBuilder::default().with_sponsored(Some(STRANGER)).build_and_execute(|| {
		let mistyped = first_sponsored();
		pass(OFFER_LIFETIME);
		assert_ok!(PatientIdentity::withdraw_sponsorship(signed(DOCTOR), mistyped));
		assert_eq!(Balances::balance_on_hold(&SponsorReason::get(), &DOCTOR), 0);
		let patient = sponsor(Some(ANNA));
		assert_ne!(patient, mistyped);
		assert_ok!(PatientIdentity::confirm_registration(signed(ANNA), patient));
	});
}
