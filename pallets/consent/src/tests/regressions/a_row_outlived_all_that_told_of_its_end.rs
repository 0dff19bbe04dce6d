//! The row of a grant whose end had been moved into a page stayed in its file for as long as the patient was active,
//! since every change moved the moment from which on the head tells all.

use super::*;
use crate::sweep::MAX_PAGES_PER_STEP;
use frame_support::{traits::Hooks, weights::Weight};
use salus_primitives::Basis;

/// For how long the past is kept.
const KEPT: Moment = 365 * DAY;

fn for_good() -> Provision<u64> {
	Provision { period: Period { from: 0, until: None }, ..broad() }
}

fn sweep() {
	Consent::on_idle(1, Weight::MAX);
}

/// Gives one of many organizations a grant and ends it again, once an hour.
fn stay_active(times: u32) {
	for _ in 0..times {
		pass(HOUR);
		let organization = 200 + head().next % 40;
		Providers::accredit(organization);
		revoke(grant_to(organization, for_good()));
	}
}

fn has_file() -> bool {
	Files::<Test>::contains_key(PATIENT, HOSPITAL)
}

/// The hospital's grant has ended, and its end lies in a page.
fn left_the_hospital() -> GrantId {
	let grant = grant_to(HOSPITAL, for_good());
	stay_active(1);
	revoke(grant);
	stay_active(MAX_TRACKED_GRANTS + MAX_ENDS_PER_PAGE);
	assert_eq!(head().end_of(grant), None, "its end was moved out of the head");
	grant
}

#[test]
fn an_organization_that_the_patient_left_is_forgotten_while_the_patient_stays_active() {
	run(|| {
		left_the_hospital();
		let mut version = grant_to(CLINIC, for_good());
		for _ in 0..8 {
			pass(KEPT / 4);
			let next = head().next;
			let by = signed(CONTROLLER);
			assert_ok!(Consent::amend(by, PATIENT, version, for_good(), None, None));
			version = next;
			sweep();
		}
		assert!(head().complete_since > ForgottenBefore::<Test>::get());
		assert!(!has_file());
	});
}

#[test]
fn a_row_stays_for_as_long_as_a_page_tells_of_its_end() {
	run(|| {
		let grant = left_the_hospital();
		let ended_at = START + HOUR;
		go_to(ended_at + KEPT - 1);
		sweep();
		assert!(has_file());
		assert_eq!(decide_at(&reading(), ended_at - 1), Decision::Permit(Basis::Grant(grant)));
	});
}

#[test]
fn where_there_are_more_pages_than_a_step_reads_a_row_waits() {
	run(|| {
		left_the_hospital();
		go_to(START + KEPT + HOUR);
		stay_active((MAX_PAGES_PER_STEP + 2) * MAX_ENDS_PER_PAGE + MAX_TRACKED_GRANTS);
		for _ in 0..4 {
			pass(DAY);
			sweep();
		}
		assert!(has_file(), "a page out of reach may tell of it");
		pass(KEPT);
		for _ in 0..4 {
			pass(DAY);
			stay_active(1);
			sweep();
		}
		assert!(!has_file());
	});
}

#[test]
fn a_row_goes_though_the_page_that_told_of_its_end_went_before_it() {
	run(|| {
		left_the_hospital();
		go_to(START + KEPT + HOUR);
		stay_active((MAX_PAGES_PER_STEP + 2) * MAX_ENDS_PER_PAGE + MAX_TRACKED_GRANTS);
		pass(KEPT);
		stay_active(MAX_TRACKED_GRANTS + 2 * MAX_ENDS_PER_PAGE);
		pass(DAY);
		sweep();
		assert!(has_file(), "there are more pages than a step reads");
		for _ in 0..4 {
			pass(DAY);
			sweep();
		}
		assert!(head().complete_since > ForgottenBefore::<Test>::get());
		assert!(!has_file());
	});
}
