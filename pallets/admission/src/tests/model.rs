//! Random transactions of random senders, against the rules counted block by block.

use crate::{mock::*, Budgets, Figures, Holder};
use salus_primitives::dice::Dice;
use std::collections::{BTreeMap, BTreeSet};
use Ground::*;

/// Whose budget, in the words of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
	Organization(u32),
	Emergency(u32),
	Attested(u64),
	Protection(u64),
	Account(u64),
}

/// The rules, counted out: each budget grows in each block.
#[derive(Default)]
struct Model {
	/// What each holder who is not full has. Of an organization it is what it has at least: one that was forgotten when it was full
	/// begins with what it may save up by then.
	levels: BTreeMap<Whose, i128>,
	used: [u64; 6],
	/// What the lanes of patients and of others lent to those before them.
	lent: [i128; 2],
	seen: BTreeSet<u32>,
	seen_before: usize,
	blocks: u32,
}

const SHARES: [i128; 6] = [10, 10, 55, 20, 0, 5];

impl Model {
	fn sharing(&self) -> i128 {
		self.seen.len().max(self.seen_before).max(1) as i128
	}

	/// By how much the budget grows in a block that leaves care so much `room`, and up to what.
	fn growth(&self, whose: Whose, room: i128) -> (i128, i128) {
		let percent = i128::from(PERCENT);
		let care = 55 * percent;
		match whose {
			Whose::Organization(_) => (room / self.sharing(), 10 * (care / self.sharing())),
			Whose::Emergency(_) => (2 * percent, 20 * percent),
			Whose::Attested(_) => (percent, 50 * percent),
			Whose::Protection(_) => (percent / 5, percent / 5),
			Whose::Account(_) => (percent / 10, 3 * percent),
		}
	}

	fn level(&self, whose: Whose) -> i128 {
		let (_, most) = self.growth(whose, 0);
		self.levels.get(&whose).map_or(most, |level| *level.min(&most))
	}

	fn end_block(&mut self) {
		// Each keeps twice what it used, and a quarter of its share beside.
		self.lent = [3, 5].map(|lane: usize| {
			let share = SHARES[lane] * i128::from(PERCENT);
			let kept = 2 * i128::from(self.used[lane]) + share / 4;
			(share - kept).max(0)
		});
		// What the lanes before care used is not for care; what those after it lend is.
		let before: u64 = self.used[..2].iter().sum();
		let room = 75 * i128::from(PERCENT) + self.lent.iter().sum::<i128>() - i128::from(before);
		let growths: Vec<_> =
			self.levels.keys().map(|whose| (*whose, self.growth(*whose, room).0)).collect();
		for (whose, growth) in growths {
			*self.levels.entry(whose).or_default() += growth;
		}
		self.used = [0; 6];
		self.blocks += 1;
		if self.blocks == 10 {
			(self.seen_before, self.blocks) = (self.seen.len(), 0);
			self.seen.clear();
		}
	}

	/// Where a transaction on this ground may go.
	fn places(ground: Ground, who: u64) -> Vec<(usize, Option<Whose>)> {
		match ground {
			Emergency(number) => {
				vec![(0, Some(Whose::Emergency(number))), (2, Some(Whose::Organization(number)))]
			},
			Care(number) => vec![(2, Some(Whose::Organization(number)))],
			Protects => vec![(1, Some(Whose::Protection(who))), (3, Some(Whose::Attested(who)))],
			Patient => vec![(3, Some(Whose::Attested(who)))],
			Paid => vec![(4, None)],
			_ => vec![(5, Some(Whose::Account(who)))],
		}
	}

	/// Whether the lane has room: the lanes up to it have not used up their shares. What comes out of its turn leaves the lanes
	/// that it passes theirs.
	fn has_room(&self, from: usize, lane: usize, cost: u64) -> bool {
		let used = |lane: usize| i128::from(self.used[lane]);
		let share = |lane: usize| SHARES[lane] * i128::from(PERCENT);
		let left: i128 = (0..=lane).map(|lane| share(lane) - used(lane)).sum();
		let passed: i128 = (from + 1..lane).map(|lane| (share(lane) - used(lane)).max(0)).sum();
		let [patients, others] = self.lent;
		let lent = [0, 0, patients + others, others, 0, 0][lane];
		i128::from(cost) <= left + lent - passed
	}
}

fn holder(whose: Whose) -> Holder<u64> {
	match whose {
		Whose::Organization(number) => Holder::Organization(number),
		Whose::Emergency(number) => Holder::Emergency(number),
		Whose::Attested(who) => Holder::Attested(who),
		Whose::Protection(who) => Holder::Protection(who),
		Whose::Account(who) => Holder::Account(who),
	}
}

fn level(whose: Whose) -> (i128, i128) {
	let (budget, meter) = Admission::budget(&Figures::default(), &holder(whose));
	(meter.level(budget).into(), meter.depth.into())
}

fn any_ground(dice: &mut Dice) -> Ground {
	let organization = dice.below(4) as u32;
	dice.pick(&[
		Emergency(organization),
		Care(organization),
		Care(organization),
		Protects,
		Patient,
		Patient,
		Paid,
		Other,
	])
}

fn run(seed: u64) {
	let mut model = Model::default();
	let mut admitted = 0;
	let mut turned_away = 0;
	for number in 0..80 {
		let mut dice = Dice::new(seed * 1_000 + number);
		begin();
		let crowd = if dice.chance(30) { 60 } else { 6 };
		for _ in 0..dice.below(crowd) {
			let ground = any_ground(&mut dice);
			let who = if ground == Paid { 1 + dice.below(3) } else { 1_000 + dice.below(8) };
			let cost = PERCENT / 10 + dice.below(3 * PERCENT);
			let sent = transaction(who, ground, cost);
			let sent = if dice.chance(20) { sent.failing() } else { sent };
			let is_valid = sent.validate().is_ok();
			let places = Model::places(ground, who);
			let first = places[0].0;
			let place = places.into_iter().find(|(lane, whose)| {
				let has_budget = whose.is_none_or(|whose| model.level(whose) > 0);
				has_budget && model.has_room(first.min(*lane), *lane, cost)
			});
			let before = carried();
			let result = sent.apply();
			let after = carried();
			match (place, &result) {
				(Some((lane, whose)), Ok(_)) => {
					admitted += 1;
					assert!(is_valid, "{sent:?} gets in and is not valid in the pool");
					let taken = after[lane] - before[lane];
					assert!(taken > 0 && taken <= cost, "{ground:?}: {before:?} {after:?}");
					model.used[lane] += taken;
					if let Some(whose) = whose {
						let left = model.level(whose) - i128::from(taken);
						model.levels.insert(whose, left);
						if let Whose::Organization(number) = whose {
							model.seen.insert(number);
						}
					}
				},
				(None, Err(refusal)) => {
					turned_away += 1;
					assert_eq!(*refusal, EXHAUSTS, "{sent:?}");
				},
				// It has more than the rules say at least, having been forgotten while it was full.
				(None, Ok(_)) => {
					let lane =
						(0..6).find(|lane| after[*lane] > before[*lane]).expect("it is counted");
					let (Emergency(number) | Care(number)) = ground else { panic!("{sent:?}") };
					assert_eq!(lane, 2, "{sent:?}");
					let taken = after[2] - before[2];
					let whose = Whose::Organization(number);
					let left = model.level(whose) - i128::from(taken);
					model.levels.insert(whose, left);
					model.seen.insert(number);
					model.used[2] += taken;
				},
				// The lane has room, and the block has none: those after it have used what they may, and came first.
				(Some(_), Err(refusal)) if before.iter().sum::<u64>() + cost > BLOCK => {
					turned_away += 1;
					assert_eq!(*refusal, EXHAUSTS, "{sent:?}");
				},
				(Some(place), Err(refusal)) => {
					panic!("{sent:?} has room at {place:?} and is turned away: {refusal:?}")
				},
			}
			assert_eq!(model.used, after);
		}
		for whose in model.levels.keys() {
			let (is, most) = level(*whose);
			let rule = model.level(*whose);
			assert!(is <= most, "{whose:?} has more than fits");
			match whose {
				Whose::Organization(_) => assert!(is >= rule, "{whose:?}: {is} {rule}"),
				_ => assert_eq!(is, rule, "{whose:?} in block {number}"),
			}
		}
		model.end_block();
		end();
	}
	assert!(admitted > 200 && turned_away > 20, "{admitted} {turned_away}");
	pass(100);
	assert_eq!(Budgets::<Test>::iter_keys().count(), 0, "all budgets are full again");
}

#[test]
fn whatever_is_sent_lanes_and_budgets_follow_the_rules() {
	for seed in 0..3 {
		chain(|| run(seed));
	}
}
