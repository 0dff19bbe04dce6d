//! The next release, as it were, for rehearsing an upgrade on a network: it differs from this one in its version, and in a migration
//! that writes every account again as it is, a few in each block, and counts them.
//!
//! The feature `rehearsal` builds it; nothing else has it.

use crate::{configs::MaxMigrationWeight, AccountId, Runtime};
use frame_support::{
	migrations::{SteppedMigration, SteppedMigrationError},
	storage_alias,
	weights::WeightMeter,
};
use sp_runtime::Perbill;

/// How much of what a migration may take in a block each account takes: so many that the network stands still for some blocks.
const SHARE_OF_A_BLOCK: Perbill = Perbill::from_percent(15);

/// How many accounts were written again, once all are.
#[storage_alias]
type Rewritten = StorageValue<Rehearsal, u32>;

/// Writes every account again as it is.
pub struct RewriteAccounts;

impl SteppedMigration for RewriteAccounts {
	/// The account that was written last, and how many were.
	type Cursor = (AccountId, u32);
	type Identifier = [u8; 9];

	fn id() -> Self::Identifier {
		*b"rehearsal"
	}

	fn step(
		mut cursor: Option<Self::Cursor>,
		meter: &mut WeightMeter,
	) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
		type Accounts = frame_system::Account<Runtime>;
		let required = SHARE_OF_A_BLOCK * MaxMigrationWeight::get();
		if !meter.can_consume(required) {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		let mut accounts = match &cursor {
			None => Accounts::iter_keys(),
			Some((last, _)) => Accounts::iter_keys_from(Accounts::hashed_key_for(last)),
		};
		while meter.try_consume(required).is_ok() {
			let rewritten = cursor.as_ref().map_or(0, |(_, rewritten)| *rewritten);
			let Some(account) = accounts.next() else {
				Rewritten::put(rewritten);
				return Ok(None);
			};
			Accounts::insert(&account, Accounts::get(&account));
			cursor = Some((account, rewritten.saturating_add(1)));
		}
		Ok(cursor)
	}
}
