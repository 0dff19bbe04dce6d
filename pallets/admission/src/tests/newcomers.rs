//! Somebody to whom nothing refers sends what newcomers may, and nothing else.

use crate::{mock::*, Retired};
use sp_runtime::transaction_validity::InvalidTransaction;
use Ground::*;

const NEWCOMER: u64 = 50_000;

fn exists(who: u64) -> bool {
	frame_system::Account::<Test>::contains_key(who)
}

#[test]
fn a_newcomer_registers_and_is_somebody() {
	chain(|| {
		block(|| {
			transaction(NEWCOMER, Newcomer, PERCENT / 10).ok();
			assert_eq!(System::account_nonce(NEWCOMER), 1);
			assert!(!Retired::<Test>::contains_key(1, NEWCOMER));
			transaction(NEWCOMER, Other, PERCENT / 10).ok();
		});
	});
}

#[test]
fn a_newcomer_sends_nothing_else_and_nothing_that_is_still_to_come() {
	chain(|| {
		begin();
		for ground in
			[Governs, Emergency(1), Protects, Care(1), Patient, OtherProtects, Other, Paid]
		{
			let refused = Err(InvalidTransaction::Payment.into());
			assert_eq!(transaction(NEWCOMER, ground, PERCENT).validate(), refused, "{ground:?}");
		}
		let later = transaction(NEWCOMER, Newcomer, PERCENT).ahead(1);
		assert_eq!(later.validate(), Err(InvalidTransaction::Future.into()));
	});
}

/// It counts in its lane and on its budget, its nonce is used, and nothing of its account stays.
#[test]
fn a_registration_that_fails_is_counted_and_never_good_again() {
	chain(|| {
		block(|| {
			let failing = transaction(NEWCOMER, Newcomer, PERCENT).failing();
			assert!(failing.apply().expect("it gets in").is_err());
			assert!(carried()[5] > PERCENT * 9 / 10);
			assert!(!exists(NEWCOMER));
			assert_eq!(Admission::next_nonce(&NEWCOMER), 1);
			assert_eq!(failing.apply(), Err(InvalidTransaction::Stale.into()));
			assert_eq!(failing.validate(), Err(InvalidTransaction::Stale.into()));
			// Three percent are saved up.
			let mut more = 0;
			while transaction(NEWCOMER, Newcomer, PERCENT).failing().apply().is_ok() {
				more += 1;
			}
			assert_eq!(more, 2 + 1, "one may fall below nothing");
			assert!(!exists(NEWCOMER));
		});
	});
}

#[test]
fn newcomers_without_number_have_no_more_than_their_lane() {
	chain(|| {
		block(|| {
			let mut pool: Vec<_> = (0..150)
				.map(|number| transaction(NEWCOMER + number, Newcomer, PERCENT))
				.chain((1..150).map(|who| transaction(who, Paid, PERCENT)))
				.collect();
			author(&mut pool);
			let [.., paid, others] = carried();
			assert!(paid > 93 * PERCENT, "{paid}");
			assert!((4 * PERCENT..=6 * PERCENT).contains(&others), "{others}");
		});
	});
}
