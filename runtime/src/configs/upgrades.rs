//! What changes while the chain runs: stored data after an upgrade, and parameters.

use super::{authorities::Consortium, system::RuntimeBlockWeights};
use crate::{retried_migrations::Retried, BlockNumber, Runtime, RuntimeEvent};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	migrations::FreezeChainOnFailedMigration,
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU32},
	weights::Weight,
};
use salus_primitives::Moment;
use sp_runtime::Perbill;

parameter_types! {
	/// How much of a block a migration may fill. No transaction stands beside it.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
}

/// What an upgrade to this version of the runtime does to stored data, block by block. Until it is
/// done, blocks carry no transactions.
///
/// Nothing yet: there is no older release. After the first one, whoever changes the shape of something
/// stored adds the migration here.
#[cfg(not(feature = "rehearsal"))]
pub type ReleaseMigrations = ();

/// What a rehearsed upgrade does.
#[cfg(feature = "rehearsal")]
pub type ReleaseMigrations = (crate::rehearsal::RewriteAccounts,);

/// The migrations of the runtime: those of the release.
#[cfg(not(all(feature = "test-migrations", feature = "std")))]
pub type UpgradeMigrations = Retried<ReleaseMigrations>;

/// The migrations of the runtime: those that a test brings along, or those of the release.
#[cfg(all(feature = "test-migrations", feature = "std"))]
pub type UpgradeMigrations = Retried<crate::test_migrations::Brought>;

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Migrations = UpgradeMigrations;
	type CursorMaxLen = ConstU32<1_024>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	/// A step that fails is tried again and never gets here. Only a runtime that is put in while data is being
	/// carried over would, and none can be.
	type FailedMigrationHandler = FreezeChainOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

/// What the operators may change without an upgrade.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// How a patient gets back under control of the person.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod recovery {
		/// For how long the controller may object to a recovery, and how long it takes until other
		/// guardians are in office and until a patient can be closed, in milliseconds: three days.
		/// Less than two blocks counts as two blocks, more than fifteen days as fifteen days.
		#[codec(index = 0)]
		pub static RecoveryDelay: Moment = 3 * 24 * 60 * 60 * 1_000;
	}

	/// Who runs the chain.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod consortium {
		/// Below how many validators nobody is removed. On a development chain there is one; a consortium's has four at least, of
		/// which one may fail. 0 counts as 1.
		#[codec(index = 0)]
		pub static MinValidators: u32 = 1;

		/// How many blocks a session has: five minutes. Whoever is added or removed is so after two of them at most, so a consortium that has lost validators, and
		/// makes blocks more slowly for it, may shorten them. Less than 10 counts as 10, more than 1,800 as 1,800.
		#[codec(index = 1)]
		pub static SessionLength: BlockNumber = 150;
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = AsEnsureOriginWithArg<Consortium>;
	/// The crate keeps its other weights to itself.
	type WeightInfo = ();
}
