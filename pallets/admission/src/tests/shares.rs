//! Every lane has its share, whatever the others do; what one leaves, those after it have.

use crate::mock::*;
use frame_support::dispatch::GetDispatchInfo;
use Ground::*;

/// Each lane by a call of somebody in it: the ground, the first of the accounts, and the lane's share in percent.
const LANES: [(Ground, u64, u64); 6] = [
	(Emergency(1), 1_000, 10),
	(Protects, 2_000, 10),
	(Care(1), 3_000, 55),
	(Patient, 4_000, 20),
	(Paid, 1, 0),
	(Other, 6_000, 5),
];

/// Transactions in the lane at this place that would fill it twice over: each of its own account, whose budgets are full.
fn crowd(place: usize, cost: u64) -> Vec<Transaction> {
	another_crowd(0, place, cost)
}

/// The same, of others for each `number`.
fn another_crowd(number: u64, place: usize, cost: u64) -> Vec<Transaction> {
	let (ground, first, _) = LANES[place];
	// Those who pay are few, and pay again.
	let first = if ground == Paid { first } else { first + 200 * number };
	let organizations = 1_000 * number as u32;
	// Of as many organizations as there are transactions, so that no budget runs out.
	(0..2 * BLOCK / cost)
		.map(|number| {
			let organization = organizations + number as u32;
			let ground = match ground {
				Emergency(_) => Emergency(organization),
				Care(_) => Care(organization),
				other => other,
			};
			transaction(first + number, ground, cost)
		})
		.collect()
}

#[test]
fn of_any_two_crowds_neither_takes_the_other_s_share() {
	let cost = 2 * PERCENT;
	for one in 0..LANES.len() {
		for other in 0..LANES.len() {
			if one == other {
				continue;
			}
			chain(|| {
				block(|| {
					let mut pool = [crowd(one, cost), crowd(other, cost)].concat();
					author(&mut pool);
					let used = carried();
					for place in [one, other] {
						// A transaction that does not fit any more leaves less than its cost.
						let (ground, _, share) = LANES[place];
						let least = (share * PERCENT).saturating_sub(cost);
						assert!(used[place] >= least, "{ground:?} of {one}, {other}: {used:?}");
					}
				});
			});
		}
	}
}

#[test]
fn of_crowds_in_all_lanes_each_has_its_share() {
	chain(|| {
		for number in 0..3 {
			block(|| {
				let cost = PERCENT;
				let mut pool =
					(0..LANES.len()).flat_map(|place| another_crowd(number, place, cost)).collect();
				author(&mut pool);
				let used = carried();
				for (place, (ground, _, share)) in LANES.into_iter().enumerate() {
					// Two of them may not fit any more: each is given back a part of its cost when it is over.
					let least = (share * PERCENT).saturating_sub(2 * cost);
					assert!(used[place] >= least, "{number} {ground:?}: {used:?}");
				}
			});
		}
	});
}

/// Each lane alone has the whole block, except for what newcomers have of it where it is paid for.
#[test]
fn a_crowd_that_is_alone_has_what_the_others_leave() {
	// What those before have, and the own share; what comes after is kept for others that may come.
	let shares = [10, 20, 75, 95, 95, 100];
	for (place, most) in shares.into_iter().enumerate() {
		chain(|| {
			block(|| {
				let mut pool = crowd(place, PERCENT);
				author(&mut pool);
				let used = carried()[place];
				assert!(used <= most * PERCENT && used > (most - 1) * PERCENT, "{place}: {used}");
			});
		});
	}
}

/// Accounts whose patients nobody has attested cost nothing. Were all that protects before what is paid for, a crowd of
/// them would leave nothing to those who pay.
#[test]
fn what_protects_unattested_patients_leaves_half_to_those_who_pay() {
	chain(|| {
		let mut had = Vec::new();
		for block_number in 0..4 {
			block(|| {
				let cost = PERCENT;
				let first = 7_000 + 200 * block_number;
				let protecting =
					(0..200).map(|number| transaction(first + number, OtherProtects, cost));
				let mut pool: Vec<_> =
					protecting.chain(another_crowd(block_number, 4, cost)).collect();
				author(&mut pool);
				let [.., paid, others] = carried();
				had.push((paid / PERCENT, others / PERCENT));
			});
		}
		// While nobody had paid, an eighth was kept; then twice what was paid for.
		assert!(had[0].0 >= 11, "{had:?}");
		assert!(had[3].0 >= 47 && had[3].0 + had[3].1 >= 96, "{had:?}");
		// In a block that is full of care, they have their share.
		block(|| {
			let protecting =
				(0..200).map(|number| transaction(8_000 + number, OtherProtects, PERCENT));
			let mut pool: Vec<_> = protecting
				.chain(crowd(2, PERCENT))
				.chain(crowd(3, PERCENT))
				.chain(crowd(4, PERCENT))
				.collect();
			author(&mut pool);
			let others = carried()[5];
			assert!(others > 4 * PERCENT, "{others}");
		});
	});
}

/// An organization's account sent what filled nine tenths of a block, and left patients less than their share.
#[test]
fn no_free_transaction_takes_what_belongs_to_the_lanes_after_it() {
	chain(|| {
		block(|| {
			let heaviest = transaction(3_000, Care(1), 75 * PERCENT);
			heaviest.ok();
			assert_eq!(transaction(3_001, Care(2), PERCENT).apply(), Err(EXHAUSTS));
			let mut patients = crowd(3, PERCENT);
			author(&mut patients);
			assert!(carried()[3] > 19 * PERCENT, "{:?}", carried());
		});
		begin();
		let heavier = transaction(3_000, Care(3), 76 * PERCENT);
		assert_eq!(heavier.validate(), Err(custom(2)));
		// Whoever has coins may pay for it.
		assert_eq!(transaction(1, Care(3), 76 * PERCENT).validate().map(|_| ()), Ok(()));
	});
}

#[test]
fn what_is_larger_than_a_small_lane_gets_into_a_block_that_has_carried_nothing() {
	chain(|| {
		for ground in [Emergency(1), Protects] {
			block(|| transaction(1_000, ground, 40 * PERCENT).ok());
			pass(40);
		}
		block(|| {
			transaction(1_002, Emergency(2), PERCENT).ok();
			let before = carried();
			// It goes into the lane for what has time.
			transaction(1_003, Emergency(3), 40 * PERCENT).ok();
			assert_eq!(carried()[0], before[0]);
			assert!(carried()[2] > 39 * PERCENT);
		});
	});
}

/// The lane of those who pay has a twentieth of the block less than others. A transaction of more was valid in the pool and
/// found no room in any block: it stayed there, before others, and never paid.
#[test]
fn what_no_block_has_room_for_is_not_kept_in_the_pool() {
	chain(|| {
		begin();
		let long = |percent: usize| Transaction {
			length: 5 * 1024 * 1024 * 3 / 4 * percent / 100,
			..transaction(1, Paid, PERCENT)
		};
		assert_eq!(long(96).validate(), Err(EXHAUSTS));
		long(95).validate().expect("it finds room");
		long(95).ok();
	});
}

/// Governance and what is operational have room of their own.
#[test]
fn a_full_block_keeps_nobody_from_governing() {
	chain(|| {
		block(|| {
			let mut pool = (0..LANES.len()).flat_map(|place| crowd(place, PERCENT / 2)).collect();
			author(&mut pool);
			let full = carried();
			let declared = acting(Paid, 5 * PERCENT).get_dispatch_info().call_weight;
			Transaction::of(900, toy::Call::<Test>::operate { declared }.into()).ok();
			assert_eq!(carried(), full);
		});
		block(|| {
			transaction(901, Governs, 20 * PERCENT).ok();
			assert_eq!(carried(), [0; 6]);
		});
	});
}

/// What protects goes before care. When its own lane was full it went into that of patients, with all that care had not used yet: care
/// found the block full.
#[test]
fn what_is_urgent_and_finds_its_lane_full_leaves_the_lanes_that_it_passes_their_shares() {
	chain(|| {
		block(|| {
			let mut pool = [crowd(1, PERCENT), crowd(2, PERCENT)].concat();
			author(&mut pool);
			let [_, protect, care, patients, ..] = carried();
			assert!(protect > 19 * PERCENT && patients > 19 * PERCENT, "{protect} {patients}");
			assert!(care > 54 * PERCENT, "{care}");
		});
		block(|| {
			let mut pool = [crowd(0, PERCENT), crowd(1, PERCENT), crowd(3, PERCENT)].concat();
			author(&mut pool);
			let [emergency, protect, care, patients, ..] = carried();
			assert!(emergency + care > 63 * PERCENT, "{emergency} {care}");
			assert!(protect > 9 * PERCENT, "{protect}");
			assert!(patients > 19 * PERCENT, "{patients}");
		});
	});
}
