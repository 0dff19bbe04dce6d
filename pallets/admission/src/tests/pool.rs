//! What the pool takes and in which order, and what waits.

use crate::{mock::*, Figures};
use sp_runtime::transaction_validity::InvalidTransaction;
use Ground::*;

const UNPAID: InvalidTransaction = InvalidTransaction::Payment;

#[test]
fn the_lanes_go_in_their_order_whatever_tip_is_offered() {
	chain(|| {
		begin();
		let of = |ground| transaction(1, ground, PERCENT / 10);
		let far = |ground| of(ground).ahead(5);
		let order = [
			of(Governs),
			of(Emergency(1)),
			of(Protects),
			of(Care(1)),
			of(Patient),
			far(Care(1)),
			of(OtherProtects),
			Transaction { tip: 1 << 50, ..of(Paid) },
			of(Paid),
			of(Other),
			far(Other),
		]
		.map(|transaction| transaction.priority());
		assert!(order.is_sorted_by(|one, next| one > next), "{order:?}");
	});
}

/// Of what comes after others of its account nobody knows whether it protects: of it, as much goes first as one needs to take
/// back what one has just given.
#[test]
fn what_protects_far_behind_others_goes_with_patients() {
	chain(|| {
		begin();
		let at = |ahead| transaction(1_000, Protects, PERCENT / 10).ahead(ahead).priority();
		let patient = transaction(1_000, Patient, PERCENT / 10).priority();
		let band = |priority: u64| priority >> 56;
		assert!(at(0) > patient && at(1) > patient);
		assert_eq!(band(at(2)), band(patient));
	});
}

#[test]
fn what_protects_nobody_goes_with_the_rest() {
	chain(|| {
		begin();
		for (protecting, rest) in [(Protects, Patient), (OtherProtects, Other)] {
			let of = |ground| transaction(1_000, ground, PERCENT / 10);
			assert!(of(protecting).priority() > of(rest).priority());
			assert_eq!(of(protecting).failing().priority(), of(rest).priority());
		}
		assert_eq!(toy::Done::<Test>::iter().count(), 0, "nothing was done");
	});
}

#[test]
fn whoever_has_used_less_goes_first() {
	chain(|| {
		block(|| {
			transaction(1_000, Patient, 10 * PERCENT).ok();
			transaction(1_001, Care(1), 30 * PERCENT).ok();
			transaction(1_002, Emergency(1), 5 * PERCENT).ok();
		});
		block(|| {
			let pairs = [
				(Patient, Patient, 1_000),
				(Care(1), Care(2), 1_001),
				(Emergency(1), Emergency(2), 1_002),
			];
			for (used, unused, who) in pairs {
				let of = |who, ground| transaction(who, ground, PERCENT / 10).priority();
				assert!(of(who, used) < of(2_000, unused), "{used:?}");
			}
		});
	});
}

/// Who is first among equals changes from block to block.
#[test]
fn nobody_is_always_first_among_equals() {
	chain(|| {
		let mut first = 0;
		for _ in 0..100 {
			begin();
			let of = |who| transaction(who, Care(1), PERCENT / 10).priority();
			first += u32::from(of(1_000) > of(1_001));
			end();
		}
		assert!((25..=75).contains(&first), "{first}");
	});
}

#[test]
fn the_pool_keeps_as_much_of_an_account_as_figures_say() {
	chain(|| {
		divide(|figures| (figures.organization_reach, figures.reach) = (9, 4));
		begin();
		for (ground, reach) in
			[(Emergency(1), 9), (Care(1), 9), (Protects, 4), (Patient, 4), (Other, 4)]
		{
			let at = |who, ahead| transaction(who, ground, PERCENT / 10).ahead(ahead).validate();
			assert!(at(1_000, reach - 1).is_ok());
			assert_eq!(at(1_000, reach), Err(custom(3)), "{ground:?}");
			assert!(at(1, reach).is_ok(), "it may pay");
		}
	});
}

#[test]
fn what_is_long_is_not_free() {
	chain(|| {
		begin();
		let max = Figures::default().max_length as usize;
		let of = |who, length| Transaction { length, ..transaction(who, Patient, PERCENT / 10) };
		assert!(of(1_000, max).validate().is_ok());
		assert_eq!(of(1_000, max + 1).validate(), Err(custom(2)));
		assert_eq!(of(1_000, max + 1).apply(), Err(custom(2)));
		introduce(1);
		let coins = Balances::free_balance(1);
		of(1, max + 1).ok();
		assert!(Balances::free_balance(1) < coins);
	});
}

#[test]
fn what_is_long_counts_by_its_length() {
	chain(|| {
		begin();
		let length = 16 * 1024;
		Transaction { length, ..transaction(1_000, Patient, PERCENT / 10) }.ok();
		let part = carried()[3];
		let right = (length as u64 * BLOCK).div_ceil(5 * 1024 * 1024 * 3 / 4);
		assert_eq!(part, right);
	});
}

/// In the pool it waits for a minute at most; in a block, its author leaves it for the next.
#[test]
fn what_has_no_budget_waits_and_is_not_thrown_away() {
	chain(|| {
		for ground in [Care(1), Patient, Other] {
			let mut sent = 0;
			block(|| {
				while transaction(1_000, ground, 2 * PERCENT).apply().is_ok() {
					sent += 1;
				}
				assert_eq!(transaction(1_000, ground, 2 * PERCENT).apply(), Err(EXHAUSTS));
			});
			assert!(sent > 0, "{ground:?}");
			block(|| {
				let next = transaction(1_000, ground, 2 * PERCENT);
				assert!(next.validate().is_ok());
			});
			pass(30);
			block(|| transaction(1_000, ground, 2 * PERCENT).ok());
			pass(100);
		}
	});
}

#[test]
fn a_debt_that_takes_longer_is_told_and_who_has_coins_pays() {
	chain(|| {
		for who in [1, 1_000] {
			block(|| transaction(who, Other, 20 * PERCENT).ok());
		}
		block(|| {
			let next = |who| transaction(who, Other, PERCENT / 10);
			assert_eq!(next(1_000).validate(), Err(custom(4)));
			// An author to whom the pool gave it earlier does not throw it away.
			assert_eq!(next(1_000).apply(), Err(EXHAUSTS));
			let coins = Balances::free_balance(1);
			next(1).ok();
			assert!(Balances::free_balance(1) < coins);
		});
		// A tenth of a percent in each block: 17 percent are owed.
		pass(140);
		begin();
		assert!(transaction(1_000, Other, PERCENT / 10).validate().is_ok(), "it is soon");
		assert_eq!(transaction(1_000, Other, PERCENT / 10).apply(), Err(EXHAUSTS));
		end();
		pass(30);
		block(|| transaction(1_000, Other, PERCENT / 10).ok());
	});
}

#[test]
fn what_waits_for_a_budget_goes_last() {
	chain(|| {
		block(|| while transaction(1_000, Patient, 5 * PERCENT).apply().is_ok() {});
		block(|| {
			transaction(1_000, Patient, 5 * PERCENT).apply().ok();
			let waiting = transaction(1_000, Patient, 5 * PERCENT).priority();
			assert!(waiting < transaction(1_001, Other, PERCENT).priority(), "{waiting}");
		});
	});
}

/// A budget that is spent on one ground leaves the account the others.
#[test]
fn a_spent_budget_leaves_what_protects() {
	chain(|| {
		block(|| {
			while transaction(1_000, Patient, 5 * PERCENT).apply().is_ok() {}
			transaction(1_000, Protects, PERCENT).ok();
			assert!(carried()[1] > 0);
		});
	});
}

#[test]
fn who_is_not_free_and_has_no_coins_is_told() {
	chain(|| {
		begin();
		assert_eq!(transaction(1_000, Paid, PERCENT).validate(), Err(UNPAID.into()));
		assert_eq!(transaction(1_000, Governs, PERCENT).validate(), Err(UNPAID.into()));
	});
}

/// A block after block of a full pool: what is honest gets in, and nothing is thrown away.
#[test]
fn a_patient_gets_in_however_full_the_pool_is() {
	chain(|| {
		let crowd = |ground, first: u64, per_account: u32| {
			(0..40).flat_map(move |number| {
				(0..per_account)
					.map(move |ahead| transaction(first + number, ground, PERCENT).ahead(ahead))
			})
		};
		let mut pool: Vec<_> = crowd(Emergency(1), 1_000, 4)
			.chain(crowd(Care(1), 2_000, 8))
			.chain(crowd(Care(2), 3_000, 8))
			.chain(crowd(Other, 4_000, 2))
			.chain(crowd(OtherProtects, 5_000, 2))
			.collect();
		let mut sent = vec![];
		for number in 0..13 {
			block(|| {
				let patient = transaction(6_000 + number, Patient, PERCENT);
				let revoking = transaction(7_000 + number, Protects, PERCENT);
				let newcomer = transaction(20_000 + number, Newcomer, PERCENT);
				let rescuer = transaction(8_000 + number, Emergency(3), PERCENT);
				let colleague = transaction(8_100 + number, Care(3), PERCENT);
				let honest = [patient, revoking, rescuer, colleague];
				pool.extend(honest.iter().cloned());
				pool.push(newcomer);
				sent.push(honest);
				author(&mut pool);
				// At first nobody has used anything, and a lot decides; an organization has saved up two blocks' emergencies.
				let before = if number < 3 { 0 } else { sent.len() };
				for honest in sent.iter().take(before).flatten() {
					assert!(!pool.contains(honest), "{number}: {honest:?}");
				}
			});
		}
	});
}
