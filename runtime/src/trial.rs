//! An upgrade, tried off the chain.

use crate::{AllPalletsWithSystem, Block, Executive, Migrations, Runtime, System, VERSION};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use frame_support::{
	migrations::MultiStepMigrator,
	storage::{with_transaction, TransactionOutcome},
	traits::{BeforeAllRuntimeMigrations, OnRuntimeUpgrade, TryDecodeEntireStorage, TryState},
	weights::Weight,
};
use frame_system::LastRuntimeUpgradeInfo;
use frame_try_runtime::{TryStateSelect, UpgradeCheckSelect};
use sp_runtime::{traits::Block as BlockT, TryRuntimeError};

/// What the runtime does when it is put in, with the checks of its migrations before and after it.
///
/// As `Executive::try_runtime_upgrade` has it, but for one thing: while data is being carried over block by block, what is
/// not carried over yet is of the old shape and version, and the checks of the whole state wait until it is. Whoever tries an
/// upgrade makes blocks until then, and has another one checked by [`execute_block`].
pub fn upgrade(checks: UpgradeCheckSelect) -> Result<Weight, String> {
	type OfOneBlock = <Runtime as frame_system::Config>::SingleBlockMigrations;
	let mut weight = AllPalletsWithSystem::before_all_runtime_migrations();
	let carried_over = OfOneBlock::try_on_runtime_upgrade(checks.pre_and_post()).map_err(told)?;
	weight.saturating_accrue(carried_over);
	weight.saturating_accrue(AllPalletsWithSystem::on_runtime_upgrade());
	frame_system::LastRuntimeUpgrade::<Runtime>::put(LastRuntimeUpgradeInfo::from(VERSION));
	if Migrations::ongoing() {
		return Ok(weight);
	}
	if checks.any() {
		let undecodable =
			|errors: Vec<_>| errors.first().map(ToString::to_string).unwrap_or_default();
		AllPalletsWithSystem::try_decode_entire_state().map_err(undecodable)?;
	}
	if checks.pre_and_post() {
		check_versions()?;
	}
	if checks.try_state() {
		let now = System::block_number();
		AllPalletsWithSystem::try_state(now, TryStateSelect::All).map_err(told)?;
	}
	Ok(weight)
}

/// What the runtime does with a block, and the checks of the state after it: that it decodes, that every pallet's is of the
/// version that its code is written for, and what the pallets promise of it.
pub fn execute_block(
	block: <Block as BlockT>::LazyBlock,
	state_root_check: bool,
	signature_check: bool,
	select: TryStateSelect,
) -> Result<Weight, String> {
	let is_checked = select.any();
	let executed = Executive::try_execute_block(block, state_root_check, signature_check, select);
	let weight = executed.map_err(|error| format!("{error:?}"))?;
	if is_checked {
		check_versions()?;
	}
	Ok(weight)
}

/// Whether every pallet's state is of the version that its code is written for, as each tells after an upgrade. What they do
/// for one is taken back.
fn check_versions() -> Result<(), String> {
	with_transaction(|| {
		TransactionOutcome::Rollback(AllPalletsWithSystem::try_on_runtime_upgrade(true))
	})
	.map(drop)
	.map_err(told)
}

fn told(error: TryRuntimeError) -> String {
	format!("{error:?}")
}
