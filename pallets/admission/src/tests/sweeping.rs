//! Budgets that are full again are forgotten, a few in each block.

use crate::{budget::Budget, mock::*, Budgets, Holder, SweptTo, WeightInfo};
use frame_support::weights::Weight;
use Ground::*;

#[test]
fn a_budget_that_is_full_again_is_forgotten_and_no_other() {
	chain(|| {
		block(|| {
			transaction(1_000, Other, PERCENT).ok();
			transaction(1_001, Patient, 10 * PERCENT).ok();
			transaction(1_002, Emergency(1), PERCENT).ok();
			transaction(1_003, Protects, PERCENT / 10).ok();
		});
		assert_eq!(Budgets::<Test>::count_rows(), 4);
		pass(2);
		let has = |holder: Holder<u64>| Budgets::<Test>::contains_key(holder);
		assert!(has(Holder::Account(1_000)) && has(Holder::Attested(1_001)));
		assert!(!has(Holder::Emergency(1)) && !has(Holder::Protection(1_003)));
		pass(12);
		assert_eq!(Budgets::<Test>::count_rows(), 0);
	});
}

#[test]
fn each_block_goes_on_where_the_one_before_ended() {
	chain(|| {
		// All are full but those that owe.
		for who in 0..100 {
			let level = if who % 10 == 0 { -1_000_000_000 } else { 1 };
			Budgets::<Test>::insert(Holder::Account(who), Budget { level, as_of: 0, epoch: 0 });
		}
		pass(60);
		assert_eq!(Budgets::<Test>::count_rows(), 10);
		let owing = |holder: &Holder<u64>| matches!(holder, Holder::Account(who) if who % 10 == 0);
		assert!(Budgets::<Test>::iter_keys().all(|holder| owing(&holder)));
	});
}

#[test]
fn sweeping_stays_within_what_the_block_has_left() {
	chain(|| {
		for who in 0..10 {
			Budgets::<Test>::insert(Holder::Account(who), Budget { level: 1, as_of: 0, epoch: 0 });
		}
		System::set_block_number(10_000);
		assert_eq!(Admission::sweep_budgets(Weight::from_parts(1, 0)), Weight::zero());
		assert_eq!(Budgets::<Test>::count_rows(), 10);
		let step = <() as WeightInfo>::sweep_budget();
		let limit = step.saturating_mul(4);
		assert!(Admission::sweep_budgets(limit).all_lte(limit));
		let left = Budgets::<Test>::count_rows();
		assert!((6..10).contains(&left), "{left}");
		assert!(SweptTo::<Test>::exists());
		Admission::sweep_budgets(Weight::MAX);
		Admission::sweep_budgets(Weight::MAX);
		assert_eq!(Budgets::<Test>::count_rows(), 0);
	});
}

trait CountRows {
	fn count_rows() -> usize;
}

impl CountRows for Budgets<Test> {
	fn count_rows() -> usize {
		Self::iter_keys().count()
	}
}
