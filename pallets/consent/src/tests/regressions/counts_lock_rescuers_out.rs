//! A fifth clinician of one hospital could not help a patient, nor anybody after four sessions that nobody had
//! judged; a hospital with as many open sessions, sessions of a day or overdue reviews as its terms said could help
//! nobody at all.

use super::*;
use salus_primitives::PatientId;

#[test]
fn no_count_locks_a_rescuer_out() {
	run(|| {
		let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
		assert_ok!(Consent::license_break_glass(RuntimeOrigin::root(), HOSPITAL, terms));
		let others = (0..70).map(|number| PatientId([100 + number; 32]));
		let patients: Vec<_> = [PATIENT].into_iter().chain(others).collect();
		for patient in &patients {
			Patients::open(*patient, CONTROLLER);
		}
		let mut opened = 0;
		for rescuer in 200..205 {
			Providers::admit(HOSPITAL, rescuer, Roles::of(&[Role::Emergency]));
			for patient in &patients {
				assert_ok!(try_open_as(rescuer, AT_HOSPITAL, *patient));
				opened += 1;
				assert_eq!(NextSession::<Test>::get(), opened);
			}
			pass(10 * DAY);
		}
		assert_eq!(Consent::overdue_reviews(None).reviews.len(), 256);
	});
}
