//! Organizations share what care has, by who is there, not by who sends most.

use crate::{mock::*, Budgets, Carried, Holder};
use Ground::*;

/// Sends for `organization` from many accounts until no more gets in, and says how many billionths did.
fn flood(organization: u32, cost: u64) -> u64 {
	let first = 1_000 + u64::from(organization) * 200;
	let before = carried()[2];
	(0..200)
		.take_while(|number| transaction(first + number, Care(organization), cost).apply().is_ok())
		.count();
	carried()[2] - before
}

#[test]
fn a_flooding_organization_does_not_take_another_s_part() {
	chain(|| {
		let crowd = |organization: u32, count: u64| {
			let first = 1_000 + u64::from(organization) * 200;
			(0..count).map(move |number| transaction(first + number, Care(organization), PERCENT))
		};
		let of = |organization, taken: &[Transaction]| {
			let ground = Care(organization);
			let is_its = |one: &&Transaction| matches!(&one.call, RuntimeCall::Toy(toy::Call::act { ground: its, .. }) if *its == ground);
			taken.iter().filter(is_its).count()
		};
		let mut both = (0, 0);
		for number in 0..60 {
			block(|| {
				let few = if number < 20 { 0 } else { 3 };
				let of_other = if number < 40 { few } else { 150 };
				let mut pool = crowd(1, 150).chain(crowd(2, of_other)).collect();
				let taken = author(&mut pool);
				let (one, other) = (of(1, &taken), of(2, &taken));
				match of_other {
					// It has all that there is for care.
					0 => assert!(one >= 74, "{number}: {one}"),
					// In the block in which it comes, both have used nothing of theirs, and a lot decides.
					3 if number > 21 => assert_eq!(other, 3, "{number}"),
					3 => (),
					// It has saved up ten halves at first; then now the one is fuller, now the other.
					_ => both = (both.0 + one, both.1 + other),
				}
			});
		}
		assert!(both.0 >= 20 * 27 && both.1 >= 20 * 27, "each has half of what care has: {both:?}");
	});
}

#[test]
fn an_organization_that_is_alone_may_use_what_all_leave() {
	chain(|| {
		let taken: Vec<u64> = (0..30).map(|_| block(|| flood(1, PERCENT))).collect();
		// The block has no more for care; nobody else is there.
		assert!(taken.iter().all(|taken| *taken > 74 * PERCENT), "{taken:?}");
	});
}

/// Its budget was full again in the next block, and was swept; so it was counted anew in each block, as if it were ten,
/// and the others' parts shrank.
#[test]
fn an_organization_counts_once_in_an_epoch_however_often_it_sends() {
	chain(|| {
		for _ in 0..25 {
			block(|| transaction(1_000, Care(1), PERCENT).ok());
			let tally = Carried::<Test>::get();
			assert!(tally.current <= 1 && tally.before <= 1, "{tally:?}");
		}
		assert_eq!(Carried::<Test>::get().sharing(), 1);
		// Once it is of no use any more, its budget is forgotten.
		pass(12);
		assert!(!Budgets::<Test>::contains_key(Holder::Organization(1)));
	});
}

#[test]
fn parts_follow_the_number_of_organizations() {
	chain(|| {
		let organizations = |count: u32| {
			for _ in 0..20 {
				block(|| {
					for organization in 0..count {
						let who = 1_000 + u64::from(organization);
						transaction(who, Care(organization), PERCENT / 10).ok();
					}
				});
			}
			Carried::<Test>::get().sharing()
		};
		assert_eq!(organizations(40), 40);
		// One of forty has saved up ten fortieths of what care has.
		begin();
		let figures = Admission::figures();
		let level = || {
			let (budget, meter) = Admission::budget(&figures, &Holder::Organization(3));
			meter.level(budget) as u64
		};
		let of_forty = level();
		assert!(of_forty <= 10 * 55 * PERCENT / 40, "{of_forty}");
		assert!(of_forty > 9 * 55 * PERCENT / 40, "{of_forty}");
		end();
		// When the others have gone, its part grows.
		pass(1);
		assert_eq!(organizations(2), 2);
		assert!(level() > of_forty);
	});
}

/// A debt is made of one transaction, and is paid off however many share.
#[test]
fn an_organization_in_debt_is_not_locked_out_when_others_come() {
	chain(|| {
		block(|| {
			// All that is saved up, and one beyond that.
			for number in 0..4 {
				let _ = transaction(1_000 + number, Care(1), 75 * PERCENT).apply();
			}
		});
		for number in 0..9 {
			block(|| {
				let _ = transaction(1_010 + number, Care(1), 75 * PERCENT).apply();
			});
		}
		let mut waited = 0;
		loop {
			let is_admitted = block(|| {
				for organization in 2..52 {
					let who = 2_000 + u64::from(organization);
					transaction(who, Care(organization), PERCENT / 10).ok();
				}
				transaction(1_500, Care(1), PERCENT / 10).apply().is_ok()
			});
			if is_admitted {
				break;
			}
			waited += 1;
			assert!(waited < 60);
		}
	});
}

#[test]
fn an_emergency_is_served_by_the_ordinary_budget_when_its_own_is_spent() {
	chain(|| {
		block(|| {
			// The lane has a tenth of the block.
			for number in 0..10 {
				transaction(1_000 + number, Emergency(1), PERCENT).ok();
			}
			assert!(carried()[0] > 9 * PERCENT);
			for number in 10..40 {
				transaction(1_000 + number, Emergency(1), PERCENT).ok();
			}
			// Somebody else's, too: the lane is full of the first organization's.
			transaction(2_000, Emergency(2), PERCENT).ok();
			assert!(carried()[2] > 29 * PERCENT, "{:?}", carried());
		});
	});
}
