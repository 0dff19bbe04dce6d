use super::was_told;
use crate::{mock::*, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;
use sp_staking::offence::{Kind, Offence, OffenceError, ReportOffence};

/// Two votes in one round.
struct TwoVotes {
	offender: u64,
	round: u64,
}

impl Offence<(u64, ())> for TwoVotes {
	const ID: Kind = *b"test:two votes..";
	type Slot = u64;

	fn offenders(&self) -> Vec<(u64, ())> {
		vec![(self.offender, ())]
	}

	fn session_index(&self) -> u32 {
		7
	}

	fn validator_set_count(&self) -> u32 {
		4
	}

	fn slot(&self) -> u64 {
		self.round
	}

	fn slash_fraction(&self, _: u32) -> Perbill {
		Perbill::one()
	}
}

fn report(offender: u64, round: u64) -> Result<(), OffenceError> {
	ValidatorSet::report_offence(Vec::<u64>::new(), TwoVotes { offender, round })
}

#[test]
fn an_offence_is_told_and_counted_and_takes_nobody_out() {
	with_four(|| {
		assert_ok!(report(3, 1));
		assert!(was_told(Event::OffenceReported { validator: 3, session: 7 }));
		assert_eq!(ValidatorSet::members()[2].1.offences, 1);
		sessions(2);
		assert_eq!(Told::get(), [1, 2, 3, 4]);
	});
}

#[test]
fn whoever_reports_itself_over_and_over_counts_once_in_a_session() {
	with_four(|| {
		assert_ok!(report(3, 1));
		assert_noop!(report(3, 2), OffenceError::DuplicateReport);
		assert_ok!(report(2, 2));
		sessions(1);
		assert_ok!(report(3, 2));
		assert_eq!(ValidatorSet::members()[2].1.offences, 2);
	});
}

#[test]
fn who_is_no_validator_any_more_is_not_reported() {
	with_four(|| {
		assert_noop!(report(9, 1), OffenceError::DuplicateReport);
	});
}
