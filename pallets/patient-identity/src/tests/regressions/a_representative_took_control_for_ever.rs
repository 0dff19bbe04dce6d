//! Where there was no controller, a representative with all powers offered control to itself, and then spoke for
//! the patient without end: the court that had appointed it for a time could neither end nor replace it.

use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Period, Power, Powers};

const ALL: [Power; 5] =
	[Power::Consent, Power::Access, Power::Records, Power::Recovery, Power::Identity];

#[test]
fn whom_a_court_appointed_offers_control_to_nobody() {
	ExtBuilder::default().with_sponsored(None).build_and_execute(|| {
		let child = first_sponsored();
		appoint(registrar(), child, BORIS, &ALL);
		let without_end = Period { from: NOW, until: None };
		assert_ok!(PatientIdentity::appoint_representative(
			registrar(),
			child,
			CARLA,
			Powers::ALL,
			without_end
		));
		// Neither to itself nor to an account that may be its own, for a time or without end.
		for (who, to) in [(BORIS, BORIS), (BORIS, STRANGER), (CARLA, CARLA), (CARLA, STRANGER)] {
			assert_noop!(
				PatientIdentity::offer_control(signed(who), child, to),
				Error::<Test>::NotAuthorized
			);
		}
		// The court can still end it.
		assert_ok!(PatientIdentity::end_representative(registrar(), child, BORIS));
		assert_ok!(PatientIdentity::offer_control(registrar(), child, ANNA));
	});
}
