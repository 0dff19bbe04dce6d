//! The patient rejected what a practitioner asked for. A colleague asked for something else, and withdrew: what was kept
//! as rejected then was the colleague's request, and the first practitioner asked for the same again. So they went on, in
//! turn, and the patient was asked for ever.

use super::*;
use frame_support::{traits::Hooks, weights::Weight};

const LIFETIME: Moment = 7 * DAY;

fn all() -> Provision<u64> {
	Provision { period: Period { from: START, until: None }, ..broad() }
}

fn less(class: RecordClass) -> Provision<u64> {
	Provision { scope: classes(&[class]), ..all() }
}

/// Asks at the hospital. Whether the patient is asked.
fn asks(account: u64, provision: Provision<u64>) -> bool {
	let before = Requests::<Test>::get(PATIENT, HOSPITAL);
	assert_ok!(Consent::request_consent(
		signed(account),
		PATIENT,
		AT_HOSPITAL,
		provision,
		[6; 32].into()
	));
	Requests::<Test>::get(PATIENT, HOSPITAL) != before
}

fn withdraw(account: u64) {
	assert_ok!(Consent::withdraw_request(signed(account), PATIENT, AT_HOSPITAL));
}

fn reject() {
	assert_ok!(Consent::reject_request(signed(CONTROLLER), PATIENT, HOSPITAL));
}

fn kept() -> usize {
	Rejections::<Test>::iter().count()
}

#[test]
fn a_rejection_outlasts_what_a_colleague_asks_and_takes_back() {
	run(|| {
		let lapses = START + LIFETIME;
		assert!(asks(PHYSICIAN, all()));
		reject();
		let rejected = Requests::<Test>::get(PATIENT, HOSPITAL);
		for _ in 0..3 {
			pass(HOUR);
			assert!(asks(NURSE, less(CONDITION)), "something else may be asked for");
			withdraw(NURSE);
			assert_eq!(Requests::<Test>::get(PATIENT, HOSPITAL), rejected, "as it was");
			assert!(!asks(PHYSICIAN, all()));
			assert!(!asks(PHYSICIAN, less(NOTE)));
			assert!(!asks(NURSE, all()), "for as much");
		}
		go_to(lapses - 1);
		assert!(!asks(PHYSICIAN, all()));
		go_to(lapses);
		assert!(asks(PHYSICIAN, all()), "not for longer than the patient's no counts");
		assert_eq!(kept(), 0);
	});
}

#[test]
fn a_rejection_that_lapsed_meanwhile_does_not_come_back() {
	run(|| {
		assert!(asks(PHYSICIAN, all()));
		reject();
		pass(HOUR);
		assert!(asks(NURSE, less(CONDITION)));
		go_to(START + LIFETIME);
		withdraw(NURSE);
		assert_eq!((Requests::<Test>::get(PATIENT, HOSPITAL), kept()), (None, 0));
		assert!(asks(PHYSICIAN, all()));
	});
}

#[test]
fn what_was_rejected_is_kept_no_longer_than_what_follows_it() {
	type Step = fn();
	let ends: [Step; 4] = [
		reject,
		|| {
			let by = signed(CONTROLLER);
			let provision = less(CONDITION);
			assert_ok!(Consent::approve_request(by, PATIENT, HOSPITAL, provision, None, None));
		},
		|| {
			go_to(START + HOUR + LIFETIME);
			assert!(asks(RESCUER, less(NOTE)), "in the place of what has lapsed");
		},
		|| {
			go_to(START + HOUR + LIFETIME);
			Consent::on_idle(1, Weight::MAX);
			assert_eq!(Requests::<Test>::iter().count(), 0);
		},
	];
	for end in ends {
		run(|| {
			assert!(asks(PHYSICIAN, all()));
			reject();
			pass(HOUR);
			assert!(asks(NURSE, less(CONDITION)));
			assert_eq!(kept(), 1);
			end();
			assert_eq!(kept(), 0);
		});
	}
}
