//! What was not used is given back, to the budget and to the lane.

use crate::{mock::*, Holder};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use toy::Call::act;
use Ground::*;

fn level(holder: &Holder<u64>) -> i64 {
	let figures = Admission::figures();
	let (budget, meter) = Admission::budget(&figures, holder);
	meter.level(budget)
}

/// What a transaction of `who` counts with when it is over, if its call says that it has `used` this.
fn counted(who: u64, ground: Ground, used: Option<Weight>, succeeds: bool) -> u64 {
	let before: u64 = carried().iter().sum();
	let call = ending(acting(ground, 4 * PERCENT), used, succeeds);
	let outcome = Transaction::of(who, call).apply().expect("it gets in");
	assert_eq!(outcome.is_ok(), succeeds);
	carried().iter().sum::<u64>() - before
}

#[test]
fn what_a_call_has_not_used_is_given_back_whether_it_succeeds_or_not() {
	let percent = Weight::from_parts(PERCENT * 750, 0);
	for ground in [Emergency(1), Care(1), Protects, Patient, Other, OtherProtects, Paid] {
		for succeeds in [true, false] {
			chain(|| {
				block(|| {
					let who = if ground == Paid { 1 } else { 1_000 };
					let whole = counted(who, ground, None, succeeds);
					// Paying, which a free transaction does not do, is given back.
					assert!(
						whole <= 4 * PERCENT && whole > 39 * PERCENT / 10,
						"{ground:?} {whole}"
					);
					let part = counted(who + 1, ground, Some(percent), succeeds);
					assert!(part > PERCENT && part < 12 * PERCENT / 10, "{ground:?} {part}");
				});
			});
		}
	}
}

#[test]
fn a_budget_bears_what_the_lane_carried() {
	for (ground, holder) in [
		(Emergency(1), Holder::Emergency(1)),
		(Care(1), Holder::Organization(1)),
		(Patient, Holder::Attested(1_000)),
		(Other, Holder::Account(1_000)),
	] {
		chain(|| {
			block(|| {
				let before = level(&holder);
				let used = Some(Weight::from_parts(PERCENT, 0));
				let mut taken = counted(1_000, ground, used, false);
				taken += counted(1_000, ground, None, true);
				assert_eq!(before - level(&holder), taken as i64, "{ground:?}");
			});
		});
	}
}

/// A call that says it has used more than it declared counts with what it declared.
#[test]
fn nobody_is_given_more_than_was_taken() {
	chain(|| {
		block(|| {
			let holder = Holder::Attested(1_000);
			let full = level(&holder);
			let call = acting(Patient, 4 * PERCENT);
			let RuntimeCall::Toy(act { declared, .. }) = &call else { unreachable!() };
			let more = ending(call.clone(), Some(declared.saturating_mul(9)), true);
			assert!(more.get_dispatch_info().call_weight.all_lte(*declared));
			Transaction::of(1_000, more).ok();
			assert!(full - level(&holder) <= (4 * PERCENT) as i64);
			assert!(full - level(&holder) > (39 * PERCENT / 10) as i64);
		});
	});
}

#[test]
fn nobody_pays_for_what_is_free() {
	chain(|| {
		block(|| {
			introduce(1);
			let coins = Balances::free_balance(1);
			for ground in [Emergency(1), Protects, Care(1), Patient, OtherProtects, Other] {
				transaction(1, ground, PERCENT / 10).ok();
				assert_eq!(Balances::free_balance(1), coins, "{ground:?}");
			}
			transaction(1, Paid, PERCENT / 10).ok();
			assert!(Balances::free_balance(1) < coins);
		});
	});
}
