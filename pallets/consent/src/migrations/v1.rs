//! What was stored under version 1.
//!
//! Provisions are read by their present type: what they could say then is written as it was.

use crate::{types::Provision, Config, Pallet};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use frame_support::{
	pallet_prelude::{NMapKey, OptionQuery},
	storage_alias, Identity, Twox64Concat,
};
use salus_primitives::{Commitment, GrantId, Moment, OrganizationId, PatientId};

/// How many grants of one patient could be live at a time.
#[cfg(any(test, feature = "runtime-benchmarks"))]
pub const MAX_LIVE_GRANTS: u32 = 128;

/// For how many ended grants of one patient the moment of their end was kept.
#[cfg(any(test, feature = "runtime-benchmarks"))]
pub const MAX_ENDED_GRANTS: u32 = 64;

/// A provision that a patient had given.
#[derive(Encode, Decode)]
pub struct Grant<AccountId> {
	pub id: GrantId,
	pub granted_at: Moment,
	pub terms: Option<Commitment>,
	pub provision: Provision<AccountId>,
}

/// What one organization held of one patient.
#[derive(Encode, Decode)]
pub struct File<AccountId> {
	pub own: Vec<Grant<AccountId>>,
}

/// A grant that had not been ended.
#[derive(Encode, Decode)]
pub struct LiveGrant {
	pub id: GrantId,
	pub organization: OrganizationId,
	pub until: Option<Moment>,
}

/// A grant that had been ended.
#[derive(Encode, Decode)]
pub struct EndedGrant {
	pub id: GrantId,
	pub at: Moment,
}

/// What decided over all files of one patient.
#[derive(Encode, Decode)]
pub struct Head {
	pub next: GrantId,
	pub live: Vec<LiveGrant>,
	pub ended: Vec<EndedGrant>,
	/// Before this moment some grant may have counted of which nothing was kept.
	pub complete_since: Moment,
}

/// Keys for the grantee of one grant.
#[derive(Encode, Decode)]
pub struct Envelope {
	pub grant: GrantId,
	pub key_epoch: u32,
	pub sealed: Vec<u8>,
}

/// The files.
#[storage_alias]
pub type Files<T: Config> = StorageDoubleMap<
	Pallet<T>,
	Identity,
	PatientId,
	Twox64Concat,
	OrganizationId,
	File<<T as frame_system::Config>::AccountId>,
	OptionQuery,
>;

/// The heads.
#[storage_alias]
pub type Heads<T: Config> = StorageMap<Pallet<T>, Identity, PatientId, Head, OptionQuery>;

/// The envelopes, by the place of their grant in its file.
#[storage_alias]
pub type Envelopes<T: Config> = StorageNMap<
	Pallet<T>,
	(
		NMapKey<Identity, PatientId>,
		NMapKey<Twox64Concat, OrganizationId>,
		NMapKey<Twox64Concat, u8>,
	),
	Envelope,
	OptionQuery,
>;
