//! With a refusal standing, only the session of a practitioner let it through; but what was written down was the grant
//! that the patient had refused, and nobody reviewed it.

use super::*;
use salus_primitives::Basis;

#[test]
fn what_a_session_opened_is_told_as_a_refused_grant() {
	run(|| {
		let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
		grant_to(HOSPITAL, Provision { purposes, ..broad() });
		let session = open_session();
		refuse(everything(false));
		assert_eq!(decide(&by_rescuer()), Decision::Permit(Basis::Emergency(session)));
	});
}
