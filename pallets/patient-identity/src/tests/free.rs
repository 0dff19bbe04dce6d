//! What is free for whom is tested with each call; here, that it hangs on all powers that the call takes.

use crate::{mock::*, Call};
use salus_primitives::{ClassSet, Power, RecordClass};

#[test]
fn what_a_representative_may_is_free_for_it_and_nothing_else() {
	use Power::*;
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = first_patient_of(ANNA);
		let to = BORIS;
		let classes = ClassSet::truncate_from(vec![RecordClass(1)]);
		let calls: [(Call<Test>, &[Power]); 8] = [
			(Call::replace_encryption_key { patient, encryption_key: key(2) }, &[Identity, Access]),
			(
				Call::authorize_device { patient, account: WATCH, classes, until: NOW + DAY },
				&[Identity, Records],
			),
			(Call::set_guardians { patient, commitment: None }, &[Recovery]),
			(Call::cancel_guardian_change { patient }, &[Recovery]),
			(Call::veto_recovery { patient, opener: 0, to }, &[Recovery]),
			(Call::veto_reassignment { patient, to }, &[Recovery]),
			(Call::offer_control { patient, to }, &[]),
			(Call::withdraw_offer { patient }, &[]),
		];
		let all = [Consent, Access, Records, Recovery, Identity];
		for (call, needed) in calls {
			appoint(signed(ANNA), patient, CARLA, if needed.is_empty() { &all } else { needed });
			assert_eq!(is_free(&call, CARLA), !needed.is_empty(), "{call:?}");
			// Each power that it takes is missed.
			for missing in needed {
				let others = all.into_iter().filter(|power| power != missing).collect::<Vec<_>>();
				appoint(signed(ANNA), patient, CARLA, &others);
				assert!(!is_free(&call, CARLA), "{call:?} without {missing:?}");
			}
		}
	});
}
