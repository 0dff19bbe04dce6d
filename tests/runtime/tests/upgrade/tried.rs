//! An upgrade that is tried before it is put in.

use super::old::{old_chain, put_in_the_right_one, World};
use frame_support::traits::{TryDecodeEntireStorage, UpgradeCheckSelect};
use salus_runtime::{trial, AllPalletsWithSystem};

#[test]
fn what_is_carried_over_block_by_block_may_be_of_the_old_shape_meanwhile() {
	put_in_the_right_one();
	let mut world = old_chain();
	assert_ne!(undecodable(&mut world), 0, "the old shape is another one");
	let tried = world.chain.look(|| trial::upgrade(UpgradeCheckSelect::All));
	assert!(tried.is_ok(), "{tried:?}");
	assert!(world.is_migrating());
	world.migrate();
	assert_eq!(undecodable(&mut world), 0);
	world.check_all();
}

#[test]
fn what_nothing_carries_over_is_found() {
	// The release's own migrations, of which there is none.
	let mut world = old_chain();
	let tried = world.chain.look(|| trial::upgrade(UpgradeCheckSelect::All));
	let error = tried.expect_err("patients are of the old shape");
	assert!(error.contains("PatientIdentity::Patients"), "{error}");
}

/// How many of the values that are stored are of no shape of this runtime's.
fn undecodable(world: &mut World) -> usize {
	let decoded = world.chain.look(AllPalletsWithSystem::try_decode_entire_state);
	decoded.err().map_or(0, |errors| errors.len())
}
