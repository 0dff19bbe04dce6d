//! From storage version 1 to 2: organizations and practitioners keep one history each instead of
//! suspensions here and past terms there, and a practitioner may be a pseudonym, which changes the keys
//! of the practitioners' map.
//!
//! It goes row by row, as much in a block as there is weight for. Old and new rows of the practitioners'
//! map lie under one prefix; they can be told apart because a new key is longer.

use super::v1;
use crate::{Config, NextOrganizationId, Organizations, Pallet, Practitioners, WeightInfo};
use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage::{KeyPrefixIterator, StoragePrefixedMap},
	traits::{ConstU32, GetStorageVersion, StorageVersion},
	weights::WeightMeter,
	Blake2_128Concat, BoundedVec, ReversibleStorageHasher, Twox64Concat,
};
use salus_primitives::{OrganizationId, PractitionerId};

/// How far the migration has come.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen)]
pub enum Cursor {
	/// All organizations before this one are done.
	#[codec(index = 0)]
	Organizations(OrganizationId),
	/// All organizations are done, and all rows of the practitioners' map up to this storage key.
	#[codec(index = 1)]
	Practitioners(BoundedVec<u8, ConstU32<256>>),
}

/// The migration, for `pallet_migrations::Config::Migrations`. A chain whose storage is not of version 1,
/// such as one that started with version 2, is left as it is.
pub struct MigrateToV2<T>(PhantomData<T>);

impl<T: Config> MigrateToV2<T> {
	/// Migrates the row that comes next; `None` when all is done.
	pub(crate) fn migrate_next(cursor: Cursor) -> Result<Option<Cursor>, SteppedMigrationError> {
		if Pallet::<T>::on_chain_storage_version() != StorageVersion::new(1) {
			return Ok(None);
		}
		let next = match cursor {
			Cursor::Organizations(organization) => Some(Self::migrate_organization(organization)?),
			Cursor::Practitioners(done) => Self::migrate_practitioner(done)?,
		};
		if next.is_none() {
			StorageVersion::new(2).put::<Pallet<T>>();
		}
		Ok(next)
	}

	/// Migrates this organization, or passes on to the practitioners if there is none: they are numbered
	/// without gaps.
	fn migrate_organization(organization: OrganizationId) -> Result<Cursor, SteppedMigrationError> {
		let (Some(next), true) =
			(organization.checked_add(1), organization < NextOrganizationId::<T>::get())
		else {
			return Ok(Cursor::Practitioners(BoundedVec::new()));
		};
		let old = v1::Organizations::<T>::get(organization).ok_or(SteppedMigrationError::Failed)?;
		Organizations::<T>::insert(organization, crate::Organization::from(old));
		Ok(Cursor::Organizations(next))
	}

	/// Migrates the row that follows the storage key `done`, or passes over it if it is a new one.
	fn migrate_practitioner(
		done: BoundedVec<u8, ConstU32<256>>,
	) -> Result<Option<Cursor>, SteppedMigrationError> {
		let prefix = v1::Practitioners::<T>::final_prefix().to_vec();
		let after = if done.is_empty() { prefix.clone() } else { done.into_inner() };
		let mut rows = KeyPrefixIterator::<Option<(OrganizationId, T::AccountId)>>::new(
			prefix,
			after,
			|key| Ok(Self::old_key(key)),
		);
		let Some(key) = rows.next() else { return Ok(None) };
		if let Some((organization, account)) = key {
			let old = v1::Practitioners::<T>::take(organization, &account)
				.ok_or(SteppedMigrationError::Failed)?;
			Practitioners::<T>::insert(
				organization,
				PractitionerId::Account(account),
				crate::Practitioner::from(old),
			);
		}
		let done = rows.last_raw_key().to_vec();
		let done = BoundedVec::try_from(done).map_err(|_| SteppedMigrationError::Failed)?;
		Ok(Some(Cursor::Practitioners(done)))
	}

	/// What an old row's key, without the map's prefix, names; `None` if the key is a new one, which holds
	/// a byte more than an account.
	fn old_key(key: &[u8]) -> Option<(OrganizationId, T::AccountId)> {
		let mut organization_and_rest = Twox64Concat::reverse(key);
		let organization = OrganizationId::decode(&mut organization_and_rest).ok()?;
		let mut account = Blake2_128Concat::reverse(organization_and_rest);
		let account = T::AccountId::decode_all(&mut account).ok()?;
		Some((organization, account))
	}
}

impl<T: Config> SteppedMigration for MigrateToV2<T> {
	type Cursor = Cursor;
	type Identifier = MigrationId<23>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"salus/provider-registry", version_from: 1, version_to: 2 }
	}

	fn migrating_prefixes() -> Option<impl IntoIterator<Item = Vec<u8>>> {
		Some([
			Organizations::<T>::final_prefix().to_vec(),
			Practitioners::<T>::final_prefix().to_vec(),
		])
	}

	fn step(
		cursor: Option<Self::Cursor>,
		meter: &mut WeightMeter,
	) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
		let mut cursor = cursor.unwrap_or(Cursor::Organizations(0));
		let mut moved = false;
		loop {
			let required = match cursor {
				Cursor::Organizations(_) => T::WeightInfo::migrate_organization(),
				Cursor::Practitioners(_) => T::WeightInfo::migrate_practitioner(),
			};
			if meter.try_consume(required).is_err() {
				break if moved {
					Ok(Some(cursor))
				} else {
					Err(SteppedMigrationError::InsufficientWeight { required })
				};
			}
			match Self::migrate_next(cursor)? {
				None => break Ok(None),
				Some(next) => cursor = next,
			}
			moved = true;
		}
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		Ok((NextOrganizationId::<T>::get(), Self::count_practitioners()).encode())
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		let before = <(OrganizationId, u64)>::decode_all(&mut &state[..])
			.map_err(|_| "the state before must have been encoded")?;
		frame_support::ensure!(
			before == (NextOrganizationId::<T>::get(), Self::count_practitioners()),
			"no row may be lost"
		);
		Pallet::<T>::do_try_state()
	}
}

#[cfg(feature = "try-runtime")]
impl<T: Config> MigrateToV2<T> {
	/// How many rows the practitioners' map has, old and new.
	fn count_practitioners() -> u64 {
		let prefix = Practitioners::<T>::final_prefix().to_vec();
		KeyPrefixIterator::<()>::new(prefix.clone(), prefix, |_| Ok(())).count() as u64
	}
}
