//! Asked about a moment that the chain has forgotten, `decide` answered *deny* for ids that nobody has and *unknown* for
//! patients: whoever guessed ids could tell which are somebody's.

use super::*;
use frame_support::{traits::Hooks, weights::Weight};
use salus_primitives::{NotPractising, PatientId};

#[test]
fn a_past_moment_tells_who_is_a_patient() {
	run(|| {
		let closed = PatientId([9; 32]);
		Patients::open(closed, STRANGER);
		Patients::close(closed);
		let answers = |at| {
			let by_nobody = AccessRequest { actor: Actor::Person(STRANGER), ..reading() };
			[reading(), by_nobody].map(|request| {
				[PATIENT, closed, PatientId([8; 32])].map(|patient| {
					Consent::preview(AccessRequest { patient, ..request.clone() }, Some(at))
				})
			})
		};
		let are_alike = |at| answers(at).iter().all(|[one, two, three]| one == two && two == three);
		pass(DAY);
		assert!([0, 1, START].map(are_alike).iter().all(|alike| *alike), "nothing is forgotten");
		pass(365 * DAY);
		for block in 2..12 {
			Consent::on_idle(block, Weight::MAX);
		}
		assert!(ForgottenBefore::<Test>::get() > START);
		for at in [0, 1, START] {
			assert!(are_alike(at) && answers(at)[0][0] == Decision::Unknown, "at {at}");
		}
		// Nor where it is the practitioner of whom it is no longer known, though now it is.
		Providers::bar(HOSPITAL, NotPractising::NoLongerKnown);
		Providers::accredit_at(HOSPITAL, Timestamp::get());
		let at = Timestamp::get() - 1;
		assert!(are_alike(at) && answers(at)[0][0] == Decision::Unknown);
	});
}
