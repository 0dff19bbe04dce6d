//! A representative who was a rescuer broke the glass of its own charge, past the classes that were marked as
//! confidential; and one who was a privacy officer judged the sessions on it.

use super::*;
use frame_support::assert_noop;
use salus_primitives::EmergencyDenial;

#[test]
fn nobody_on_the_patient_s_side_rescues_or_judges() {
	run(|| {
		let session = open_session();
		pass(HOUR);
		for who in [RESCUER, CLINIC_OFFICER] {
			Patients::relate(PATIENT, who, Relation::Representative(Powers::of(&[Power::Access])));
		}
		mark_confidential(NOTE);
		assert_denied(RESCUER, AT_HOSPITAL, PATIENT, EmergencyDenial::OnPatientsSide);
		assert_noop!(give_verdict(session, true), Error::<Test>::CannotReviewOwnSession);
	});
}
