//! A migration that fails half-way, and how the chain gets on.
//!
//! A node that has a code substitute executes it from its block on instead of the code in the state, as long as
//! both have the same version. To the blocks it looks as it does here: another code of the same version meets
//! the state that the failing one left.

use super::old::{
	old_chain, put_in_the_broken_one, put_in_the_right_one, World, ROWS_PER_BLOCK, WITHOUT_MOMENT,
};
use pallet_migrations::{Cursor, Event, MigrationCursor};
use salus_runtime::Runtime;

/// A chain whose migration has failed in its second block, in the middle of a step.
fn failed_chain() -> World {
	put_in_the_broken_one();
	let mut world = old_chain();
	assert!(!has_failed(&world.closed_block()));
	assert!(has_failed(&world.closed_block()));
	assert!(
		(ROWS_PER_BLOCK as usize) < WITHOUT_MOMENT,
		"there were rows in the step before it failed"
	);
	world
}

fn has_failed(events: &[Event<Runtime>]) -> bool {
	events.iter().any(|event| matches!(event, Event::MigrationFailed { index: 0, .. }))
}

/// Where the migration goes on, as it is stored.
fn cursor(world: &mut World) -> Vec<u8> {
	world.chain.look(|| match Cursor::<Runtime>::get() {
		Some(MigrationCursor::Active(active)) => {
			active.inner_cursor.expect("a step was done").into_inner()
		},
		other => panic!("nobody knows where to go on: {other:?}"),
	})
}

#[test]
fn a_step_that_fails_leaves_everything_as_it_was() {
	let mut world = failed_chain();
	let (stored, place) = (world.stored(), cursor(&mut world));
	assert_eq!(world.carried_over() as u64, ROWS_PER_BLOCK, "what the step did is rolled back");
	for _ in 0..50 {
		assert!(has_failed(&world.closed_block()));
		assert_eq!(world.stored(), stored);
		assert_eq!(cursor(&mut world), place);
	}
}

#[test]
fn each_block_says_for_how_long_the_migration_has_been_stuck() {
	let mut world = failed_chain();
	for blocks in 3..10 {
		let failed = Event::MigrationFailed { index: 0, took: blocks };
		assert!(world.closed_block().contains(&failed));
	}
}

#[test]
fn a_substitute_that_can_take_the_step_brings_a_stuck_chain_on() {
	let mut world = failed_chain();
	for _ in 0..5 {
		assert!(has_failed(&world.closed_block()));
	}
	put_in_the_right_one();
	world.closed_block();
	assert_eq!(
		world.carried_over() as u64,
		2 * ROWS_PER_BLOCK,
		"it goes on where the other one stood"
	);
	world.migrate();
	world.check_all();
	world.go_on();
}

#[test]
fn a_substitute_that_fails_as_well_makes_nothing_worse() {
	let mut world = failed_chain();
	put_in_the_broken_one();
	assert!(has_failed(&world.closed_block()));
	put_in_the_right_one();
	world.migrate();
	world.check_all();
}

#[test]
#[should_panic(expected = "Only inherents are allowed in this block")]
fn a_block_with_a_transaction_of_root_is_invalid_while_the_chain_is_stuck() {
	let mut world = failed_chain();
	let cursor = pallet_migrations::Call::<Runtime>::force_set_cursor { cursor: None };
	let call = Box::new(cursor.into());
	let alice = salus_runtime_tests::person("Alice");
	world.chain.execute(&alice, pallet_sudo::Call::<Runtime>::sudo { call });
}
