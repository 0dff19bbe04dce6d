//! Budgets grow to their bound, and no further.

use crate::{
	budget::{Budget, Meter},
	figures::Figures,
	lane::Holder,
	tally::{Lent, Tally, Used, BLOCK},
	Lane,
};
use salus_primitives::dice::Dice;

const METER: Meter = Meter { now: 100, rate: 10, depth: 1_000 };

fn at(now: u64) -> Meter {
	Meter { now, ..METER }
}

#[test]
fn a_budget_that_is_not_kept_is_full() {
	assert_eq!(METER.level(None), 1_000);
	assert_eq!(METER.fullness(None), Meter::FULL);
	assert_eq!(METER.ticks_until_some(None), 0);
}

#[test]
fn a_budget_grows_back_and_stops_when_it_is_full() {
	let spent = METER.take(None, 1_000, 0);
	assert_eq!(METER.level(Some(spent)), 0);
	assert_eq!(at(150).level(Some(spent)), 500);
	assert_eq!(at(150).fullness(Some(spent)), Meter::FULL / 2);
	assert_eq!(at(10_000).level(Some(spent)), 1_000);
	assert!(!at(199).is_full(spent) && at(200).is_full(spent));
}

#[test]
fn no_transaction_is_too_large_and_what_it_takes_too_much_has_to_be_saved_up() {
	let indebted = METER.take(None, 1_500, 0);
	assert_eq!(METER.level(Some(indebted)), -500);
	assert_eq!(METER.fullness(Some(indebted)), 0);
	assert_eq!(METER.ticks_until_some(Some(indebted)), 51);
	assert!(at(150).level(Some(indebted)) <= 0 && at(151).level(Some(indebted)) > 0);
}

#[test]
fn the_largest_numbers_do_no_harm() {
	for budget in [
		Budget { level: i64::MIN, as_of: 0, epoch: 0 },
		Budget { level: i64::MAX, as_of: u64::MAX, epoch: u32::MAX },
	] {
		for meter in [
			METER,
			Meter { now: u64::MAX, rate: u64::MAX, depth: u64::MAX },
			Meter { now: 0, rate: 0, depth: 0 },
		] {
			let taken = meter.take(Some(budget), u64::MAX, 0);
			assert!(meter.level(Some(taken)) <= meter.level(None));
			meter.fullness(Some(taken));
			meter.ticks_until_some(Some(taken));
		}
	}
}

#[test]
fn every_holder_s_budget_grows_and_has_a_bound() {
	let figures = Figures::default();
	let tally = Tally::default();
	for holder in [
		Holder::Organization(1),
		Holder::Emergency(1),
		Holder::Attested(1_u64),
		Holder::Protection(1),
		Holder::Account(1),
	] {
		let meter = Meter::of(&holder, &figures, &tally, 7);
		assert!(meter.rate > 0 && meter.depth > 0, "{holder:?}");
	}
}

/// What care has room for is divided among the organizations that use it: its share, what those before it left, and
/// what those after it lend.
#[test]
fn organizations_share_what_care_has_room_for() {
	let figures = Figures::default();
	let flow = |before, used| {
		let mut tally = Tally { before, ..Tally::default() };
		tally.end_block(&figures, &Used(used));
		tally.flow
	};
	let percent = BLOCK / 100;
	assert_eq!(flow(1, [0; 6]) * 100, 9_375 * percent);
	assert_eq!(flow(1, [0, 0, 90 * percent, 0, 0, 0]) * 100, 9_375 * percent);
	assert_eq!(flow(2, [0, 0, 60 * percent, 20 * percent, 0, 5 * percent]) * 2, 75 * percent);
	assert_eq!(flow(1, [10 * percent, 5 * percent, 0, 20 * percent, 0, 5 * percent]), 60 * percent);
	let mut more = Tally { before: 2, current: 5, ..Tally::default() };
	assert_eq!(more.sharing(), 5);
	for _ in 0..10 {
		more.end_block(&figures, &Used::default());
	}
	assert_eq!((more.before, more.current, more.epoch), (5, 0, 1));
}

/// Whatever is taken and given in whatever order, a budget is never above its bound, and what is spent is never more than
/// what it began with and what it grew by, and one transaction.
#[test]
fn nobody_spends_more_than_has_grown() {
	let mut dice = Dice::new(5);
	for _ in 0..200 {
		let (mut budget, mut spent, mut now) = (None, 0_i64, 100);
		let largest = 300;
		for _ in 0..200 {
			now += dice.below(5);
			let meter = at(now);
			assert!(meter.level(budget) <= 1_000);
			if meter.level(budget) > 0 {
				let cost = dice.below(largest);
				budget = Some(meter.take(budget, cost, 0));
				spent += cost as i64;
			}
			let grown = (now - 100) as i64 * 10;
			assert!(spent <= 1_000 + grown + largest as i64);
		}
	}
}

/// In a block the pool serves the lanes in their order, each with as much as there happens to be.
#[test]
fn each_lane_has_its_share_whatever_those_before_it_take() {
	let figures = Figures::default();
	let lanes =
		[Lane::Emergency, Lane::Protect, Lane::Care, Lane::Patients, Lane::Paid, Lane::Others];
	let cost = 1_000_000;
	let mut dice = Dice::new(9);
	for _ in 0..100 {
		let mut used = Used::default();
		for (place, lane) in lanes.into_iter().enumerate() {
			let mut came = dice.below(1_100) * cost;
			while came > 0 && used.has_room(&figures, lane, cost, Lent::default()) {
				used.add(lane, cost);
				came -= cost;
			}
			let taken = used.0[place];
			assert!(came == 0 || taken >= figures.share(lane), "{lane:?}: {used:?}");
			assert!(used.0.iter().sum::<u64>() <= BLOCK);
		}
	}
}

#[test]
fn what_the_lanes_before_leave_the_ones_after_may_use() {
	let figures = Figures::default();
	let used = Used::default();
	assert!(used.has_room(&figures, Lane::Others, BLOCK, Lent::default()));
	assert!(used.has_room(&figures, Lane::Paid, 950_000_000, Lent::default()));
	assert!(
		!used.has_room(&figures, Lane::Paid, 950_000_001, Lent::default()),
		"others keep theirs"
	);
	let mut used = Used::default();
	used.add(Lane::Care, 600_000_000);
	assert!(used.has_room(&figures, Lane::Patients, 350_000_000, Lent::default()));
	assert!(!used.has_room(&figures, Lane::Patients, 350_000_001, Lent::default()));
}

#[test]
fn an_empty_lane_takes_what_is_larger_than_its_share() {
	let figures = Figures::default();
	let mut used = Used::default();
	assert!(used.has_room(&figures, Lane::Emergency, 200_000_000, Lent::default()));
	used.add(Lane::Emergency, 1);
	assert!(!used.has_room(&figures, Lane::Emergency, 200_000_000, Lent::default()));
}

/// The lanes in their order, each with as much as there happens to be, block after block.
#[test]
fn whoever_lends_has_its_share_again_within_two_blocks() {
	let figures = Figures::default();
	let mut tally = Tally::default();
	let idle = Used::default();
	tally.end_block(&figures, &idle);
	assert_eq!(tally.lent, Lent { patients: 150_000_000, others: 37_500_000 });
	let cost = 1_250_000;
	let fill = |used: &mut Used, lane, lent| {
		while used.has_room(&figures, lane, cost, lent) {
			used.add(lane, cost);
		}
	};
	// Care has as much as it can take; from the second block on, so have patients and others.
	let mut carried = Vec::new();
	for block in 0..4 {
		let mut used = Used::default();
		fill(&mut used, Lane::Care, tally.lent);
		if block > 0 {
			fill(&mut used, Lane::Patients, tally.lent);
			fill(&mut used, Lane::Others, tally.lent);
		}
		tally.end_block(&figures, &used);
		let of = |lane: Lane| used.0[lane.place()] / 1_250_000;
		carried.push((of(Lane::Care), of(Lane::Patients), of(Lane::Others)));
	}
	// In eight-hundredth parts of a block.
	assert_eq!(carried, [(750, 0, 0), (750, 40, 10), (650, 120, 30), (600, 160, 40)]);
}

#[test]
fn care_alone_borrows() {
	let figures = Figures::default();
	let lent = Lent { patients: 150_000_000, others: 37_500_000 };
	let mut used = Used::default();
	used.add(Lane::Emergency, 1);
	let most = |lane| {
		let room = |cost: &u64| used.has_room(&figures, lane, *cost, lent);
		(1..=1_000).map(|part| part * 1_000_000 - 1).filter(room).max().unwrap_or_default()
	};
	assert_eq!(most(Lane::Emergency), 99_999_999);
	assert_eq!(most(Lane::Protect), 199_999_999);
	assert_eq!(most(Lane::Care), 936_999_999);
	assert_eq!(most(Lane::Patients), 986_999_999);
	assert_eq!(most(Lane::Paid), 949_999_999);
	assert_eq!(most(Lane::Others), 999_999_999);
}

/// Thousands of them would keep an author busy that find no room any more, and those who pay would never have their turn.
#[test]
fn the_more_crowded_it_is_before_those_who_pay_the_fewer_go_there() {
	let figures = Figures::default();
	let mut tally = Tally::default();
	let going = |tally: &Tally| (0..=u16::MAX).filter(|lot| tally.goes_before_paid(*lot)).count();
	assert_eq!(going(&tally), 65_536);
	let crowded = Used([0, 0, 0, 0, 0, 87 * BLOCK / 100]);
	for expected in [32_768, 16_384, 8_192, 4_096, 2_048, 1_024, 512, 256, 256] {
		tally.end_block(&figures, &crowded);
		assert_eq!(going(&tally), expected);
	}
	tally.end_block(&figures, &Used::default());
	assert_eq!(going(&tally), 512);
}

#[test]
fn those_who_pay_keep_half_of_what_is_left_while_they_use_it() {
	let figures = Figures::default();
	let percent = BLOCK / 100;
	let most = |used: Used, paid: u64| {
		let has_room = |cost: &u64| used.has_room_before_paid(&figures, *cost * percent, paid);
		(1..=100).filter(has_room).max().unwrap_or_default()
	};
	// An empty lane takes one that is larger than that.
	let begun = |care| Used([0, 0, care * percent, 0, 0, percent]);
	assert_eq!(most(begun(0), 0), 86);
	assert_eq!(most(begun(0), 20 * percent), 59);
	assert_eq!(most(begun(0), 60 * percent), 49);
	assert_eq!(most(begun(60), 0), 34);
	assert_eq!(most(begun(95), 50 * percent), 4, "its own share it has in any case");
}
