//! The Salus runtime: the pallets of Salus on a consortium chain with Aura and GRANDPA.
//!
//! | module | what it holds |
//! |---|---|
//! | [`configs`] | how each pallet is set up and joined to the others |
//! | [`extensions`] | what happens to a transaction before it is executed |
//! | [`lanes`] | which transactions are free, on whose budget, and how urgent they are |
//! | [`protected`] | which calls nobody can stop |
//! | [`motions`] | how many motions a member may make |
//! | [`evidence`] | which calls are attempts that must leave an entry |
//! | [`retried_migrations`] | what happens when stored data cannot be carried over |
//! | [`apis`] | what clients and the node may ask |
//! | [`genesis`] | the presets `development` and `local_testnet`, and that no chain starts without an authority |
//! | [`weights`] | what blocks, extensions and stock calls cost |

#![cfg_attr(not(feature = "std"), no_std)]
// The runtime's types and its API implementations come out of macros that write no documentation,
// and `sp_version` and the Wasm builder need attributes and code of their own.
#![allow(missing_docs)]
#![recursion_limit = "512"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod evidence;
pub mod extensions;
pub mod genesis;
pub mod lanes;
pub mod lots;
pub mod motions;
pub mod protected;
#[cfg(feature = "rehearsal")]
pub mod rehearsal;
pub mod retried_migrations;
#[cfg(all(feature = "test-migrations", feature = "std"))]
pub mod test_migrations;
pub mod token;
#[cfg(feature = "try-runtime")]
pub mod trial;
pub mod weights;

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use apis::RuntimeApi;

/// Signs transactions: ed25519, sr25519 or ECDSA.
pub type Signature = MultiSignature;
/// Identifies who signs.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An amount of the chain's token, in its smallest unit.
pub type Balance = u128;
/// The place of a transaction among its sender's.
pub type Nonce = u32;
/// Identifies a block.
pub type Hash = sp_core::H256;
/// A block's height.
pub type BlockNumber = u32;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A transaction as it arrives.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, extensions::TxExtension>;
/// What is signed.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, extensions::TxExtension>;
/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// Types for a node, which need not know the runtime's calls.
pub mod opaque {
	use super::*;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block's header.
	pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
	/// A block whose transactions are bytes.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;

	impl_opaque_keys! {
		/// The keys of a validator.
		pub struct SessionKeys {
			pub aura: Aura,
			pub grandpa: Grandpa,
		}
	}
}

/// Says which runtime this is.
macro_rules! version {
	($spec_version:tt) => {
		/// Which runtime this is.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("salus"),
			impl_name: Cow::Borrowed("salus"),
			authoring_version: 1,
			spec_version: $spec_version,
			impl_version: 1,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "rehearsal"))]
version!(1);
#[cfg(feature = "rehearsal")]
version!(2);

/// The time between two blocks, in milliseconds: a clinician waits for the answer.
pub const SLOT_DURATION: u64 = 2_000;

/// How many blocks an hour has.
pub const HOURS: BlockNumber = 60 * 60 * 1_000 / SLOT_DURATION as BlockNumber;
/// How many blocks a day has.
pub const DAYS: BlockNumber = 24 * HOURS;

/// The number by which addresses of a consortium's chain are recognised: they begin with `sL`. Nobody else has registered it.
pub const SS58_PREFIX: u16 = 1993;
/// The number by which addresses of any Substrate chain are recognised, and so of a development chain: off-the-shelf nodes take no others.
pub const DEVELOPMENT_SS58_PREFIX: u16 = 42;

/// One token.
pub const UNIT: Balance = 1_000_000_000_000;
/// The least that an account without another reason to exist must hold.
pub const EXISTENTIAL_DEPOSIT: Balance = UNIT / 1_000;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(3)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(5)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(6)]
	pub type Sudo = pallet_sudo;
	#[runtime::pallet_index(7)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(8)]
	pub type Admission = pallet_admission;
	#[runtime::pallet_index(9)]
	pub type Migrations = pallet_migrations;
	#[runtime::pallet_index(10)]
	pub type MetaTx = pallet_meta_tx;
	#[runtime::pallet_index(11)]
	pub type VerifySignature = pallet_verify_signature;
	#[runtime::pallet_index(12)]
	pub type Parameters = pallet_parameters;
	// In this order: who made the block is told, then the session may end, then the next one is asked for.
	#[runtime::pallet_index(13)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(14)]
	pub type ValidatorSet = pallet_validator_set;
	#[runtime::pallet_index(15)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(16)]
	pub type Historical = pallet_session::historical;

	#[runtime::pallet_index(30)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(31)]
	pub type TechnicalCommittee = pallet_collective<Instance2>;
	#[runtime::pallet_index(32)]
	pub type RegistrarMembers = pallet_membership<Instance1>;
	#[runtime::pallet_index(33)]
	pub type LicensingMembers = pallet_membership<Instance2>;
	#[runtime::pallet_index(34)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(35)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(36)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(37)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(38)]
	pub type Pause = pallet_pause;
	#[runtime::pallet_index(39)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(40)]
	pub type Proxy = pallet_proxy;

	#[runtime::pallet_index(20)]
	pub type PatientIdentity = pallet_patient_identity;
	#[runtime::pallet_index(21)]
	pub type ProviderRegistry = pallet_provider_registry;
	#[runtime::pallet_index(22)]
	pub type RecordAnchor = pallet_record_anchor;
	#[runtime::pallet_index(23)]
	pub type Consent = pallet_consent;
	#[runtime::pallet_index(24)]
	pub type AuditLog = pallet_audit_log;
}
