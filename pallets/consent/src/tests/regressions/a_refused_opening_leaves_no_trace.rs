//! Whoever tried to break the glass and was refused left nothing behind, and was told why: the error said that the
//! patient was known, or refused emergencies.

use super::*;
use salus_primitives::{EmergencyDenial, PatientId};

#[test]
fn a_refused_opening_leaves_a_trace_and_tells_nothing() {
	run(|| {
		license(HOSPITAL);
		refuse_all(true);
		assert_denied(RESCUER, AT_HOSPITAL, PATIENT, EmergencyDenial::Refused);
		let unknown = PatientId([9; 32]);
		assert_ok!(try_open_as(RESCUER, AT_HOSPITAL, unknown));
		let (trail, _, entry) = Trail::entries().pop().expect("written");
		assert_eq!(trail, TrailId::Organization(HOSPITAL));
		let denial = EmergencyDenial::UnknownOrClosedPatient;
		assert_eq!(entry, AuditedEvent::EmergencyDenied { patient: unknown, denial });
	});
}
