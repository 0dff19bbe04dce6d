//! What was stored under version 1.

use crate::{Config, Pallet};
use codec::{Decode, Encode};
use frame_support::{pallet_prelude::OptionQuery, storage_alias, Identity};
use salus_primitives::{EncryptionKey, Moment, PatientId};

/// A patient, and the one account that speaks for it.
#[derive(Encode, Decode)]
pub struct Patient<AccountId> {
	pub controller: AccountId,
	pub key: EncryptionKey,
	pub registered_at: Moment,
}

/// The patients.
#[storage_alias]
pub type Patients<T: Config> = StorageMap<
	Pallet<T>,
	Identity,
	PatientId,
	Patient<<T as frame_system::Config>::AccountId>,
	OptionQuery,
>;
