//! Which transaction goes first.

use crate::{priority::Band, Lane};

#[test]
fn no_tip_and_no_fullness_leaves_its_band() {
	let bands = [
		Band::Waiting,
		Band::Others,
		Band::Paid,
		Band::OthersProtect,
		Band::CareAhead,
		Band::Patients,
		Band::Care,
		Band::Protect,
		Band::Emergency,
		Band::Governance,
	];
	for pair in bands.windows(2) {
		let [below, above] = pair else { panic!("two") };
		assert!(below.priority(u64::MAX) < above.priority(0), "{below:?} {above:?}");
	}
}

#[test]
fn what_comes_far_behind_others_of_its_account_does_not_go_before_patients() {
	assert_eq!(Band::of(Lane::Care, false, 1), Band::Care);
	assert_eq!(Band::of(Lane::Care, false, 2), Band::CareAhead);
	assert!(Band::CareAhead < Band::Patients);
	assert_eq!(Band::of(Lane::Others, true, 0), Band::OthersProtect);
	assert_eq!(Band::of(Lane::Others, true, 1), Band::Waiting);
}
