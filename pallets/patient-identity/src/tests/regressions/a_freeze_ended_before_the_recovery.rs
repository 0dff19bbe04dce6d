//! A freeze lasted for its period whatever the guardians agreed on meanwhile: where they took long, or the
//! delay was set long, it ended before the recovery was due, and the thief's objection came first. And an
//! approval shortly before an attempt's end promised a moment at which the attempt was too old.

use crate::{mock::*, tests::circle::*, Error, Event};
use frame_support::assert_noop;
use proptest::prelude::*;
use salus_primitives::Moment;

/// The thief signs as Anna.
const THIEF: u64 = ANNA;

#[test]
fn guardians_who_take_long_to_agree_are_still_protected() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		freeze(patient);
		pass(FREEZE_PERIOD - 2 * DAY);
		open(patient, BORIS);
		approve(patient, BORIS);
		let until = now() + RECOVERY_DELAY + FREEZE_PERIOD;
		System::assert_has_event(Event::FreezeExtended { patient, until }.into());

		pass(2 * DAY);
		assert_noop!(
			PatientIdentity::veto_recovery(signed(THIEF), patient, member::DAVID, BORIS),
			Error::<Test>::PatientFrozen
		);
		pass(DAY);
		complete(patient, BORIS);
	});
}

#[test]
fn what_is_agreed_on_shortly_before_the_attempt_ends_can_be_completed() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		open(patient, BORIS);
		pass(ATTEMPT_LIFETIME - 1);
		approve(patient, BORIS);
		let due = attempt(patient, member::DAVID).due.expect("enough have agreed");
		set_time(due);
		complete(patient, BORIS);
	});
}

proptest! {
	/// For every delay that the parameter can take, and whenever guardians vote and agree: while a freeze stands
	/// with which they agreed, the thief cannot object before the recovery can be completed.
	#[test]
	fn a_freeze_outlives_every_recovery_that_is_agreed_on_under_it(
		delay in prop_oneof![1..10 * FREEZE_PERIOD, Just(Moment::MAX / 2)],
		opened_after in 0..FREEZE_PERIOD,
		approved_after in 0..FREEZE_PERIOD,
		freezes_first in any::<bool>(),
	) {
		ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
			let patient = shown();
			DelayOfRecoveries::set(delay);
			if freezes_first {
				freeze(patient);
			}
			pass(opened_after);
			open(patient, BORIS);
			pass(approved_after);
			approve(patient, BORIS);
			if !is_frozen(patient) {
				freeze(patient);
			}
			let attempt = attempt(patient, member::DAVID);
			let due = attempt.due.expect("enough have agreed");
			let frozen_until = row(patient).frozen_until.expect("it is frozen");
			assert!(due < frozen_until, "the recovery is due under the freeze");
			assert!(due < attempt.ends_at, "and can be completed then");
			set_time(due);
			assert_noop!(
				PatientIdentity::veto_recovery(signed(THIEF), patient, member::DAVID, BORIS),
				Error::<Test>::PatientFrozen
			);
			complete(patient, BORIS);
		});
	}
}

#[test]
#[should_panic(expected = "a freeze must outlive the recovery that it protects")]
fn a_freeze_shorter_than_the_delay_is_no_configuration() {
	use frame_support::traits::Hooks;
	DelayOfRecoveries::set(FREEZE_PERIOD);
	<PatientIdentity as Hooks<u64>>::integrity_test();
}
