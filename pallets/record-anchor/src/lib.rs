#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod acting;
mod amending;
mod anchoring;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod co_signing;
pub mod config_preludes;
mod custody;
mod directory;
mod disputes;
mod erasure;
mod errors;
mod events;
mod eviction;
mod finding;
pub mod inclusion;
mod limits;
#[cfg(test)]
mod mock;
mod questions;
pub mod retention;
mod rows;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod versions;
mod views;
pub mod weights;

pub use erasure::ERASURE_WINDOW;
pub use inclusion::InclusionFault;
pub use limits::MOST_LEAVES;
pub use pallet::*;
pub use retention::RetentionPolicy;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time, weights::WeightMeter};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, Actor, AnchorId, AuditTrail, Capacity, Commitment, CorrectionReason, Day,
		Moment, OnRecordAnchored, OrganizationId, PatientDirectory, PatientId, PractitionerId,
		ProviderDirectory, Purpose, RecordClass,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of its runtime.
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config {
		/// The chain's clock, in milliseconds since 1970.
		#[pallet::no_default]
		type Time: Time<Moment = Moment>;

		/// Who may act for a patient: these pay no fee. `()` knows nobody: everybody pays, and nothing is permitted.
		#[pallet::no_default_bounds]
		type Patients: PatientDirectory<Self::AccountId>;

		/// Who practises for an organization: these pay no fee. `()` knows no organization.
		#[pallet::no_default_bounds]
		type Providers: ProviderDirectory<Self::AccountId>;

		/// Decides whether an actor may add, correct or read records: pallet-consent, or a policy of the chain's own. `()` denies.
		#[pallet::no_default_bounds]
		type Policy: AccessPolicy<Self::AccountId>;

		/// Where it is written down what happened to records: pallet-audit-log. `()` keeps nothing.
		#[pallet::no_default_bounds]
		type Audit: AuditTrail<Self::AccountId>;

		/// What other pallets do when records were anchored; `()` or a tuple.
		#[pallet::no_default_bounds]
		type OnRecordAnchored: OnRecordAnchored;

		/// For how long anchors stay; `()` keeps all for good.
		#[pallet::no_default_bounds]
		type Retention: RetentionPolicy;

		/// Who lets records count again that their author withholds from the patient.
		#[pallet::no_default]
		type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// How many records one anchor may commit to: 1 to [`MOST_LEAVES`], which is suggested.
		#[pallet::constant]
		type MaxLeaves: Get<u32>;

		/// How long an erasure waits, in milliseconds, so that others can object to a thief's. Above 0. Suggested: as long as a
		/// recovery waits.
		type ErasureDelay: Get<Moment>;

		/// How long an author has to answer a dispute, in milliseconds; a minute at least. Suggested: 60 days (45 CFR 164.526).
		#[pallet::constant]
		type DisputePeriod: Get<Moment>;

		/// How far ahead a custodian may say that it keeps a piece, in milliseconds; a minute at least. Suggested: a year.
		#[pallet::constant]
		type MaxCustodyPeriod: Get<Moment>;

		/// How many steps of eviction a block takes at most, of [`MAX_CHUNK`] anchors each; one at least. Suggested: 100.
		#[pallet::constant]
		type MaxEvictionSteps: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The anchors: patient and the anchor's number → what was anchored.
	///
	/// A patient's id is a hash that the chain derived, and only known patients have anchors, so it
	/// needs no further hashing.
	#[pallet::storage]
	pub type Anchors<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		AnchorId,
		Anchor<T::AccountId>,
		OptionQuery,
	>;

	/// How a patient's anchors are numbered and listed: patient → [`RecordIndex`]. One item, so that an anchor costs one
	/// read and one write for its number and its place in a list.
	#[pallet::storage]
	pub type RecordIndexes<T: Config> = StorageMap<_, Identity, PatientId, RecordIndex, ValueQuery>;

	/// Where a root is anchored: patient, and side with root → the anchor's number. The same batch twice by one side for one
	/// patient is refused by it. An anchor that the arbiter has let count after its root was anchored anew has none. The
	/// second key is hashed alone, to 16 bytes: side and root stand in the anchor.
	#[pallet::storage]
	pub type AnchorByRoot<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Blake2_128, (Side, H256), AnchorId, OptionQuery>;

	/// Who stands by records besides their author: patient and anchor → the co-signatures. Apart from the anchor, which
	/// every decision about it reads.
	#[pallet::storage]
	pub type CoSignaturesOf<T: Config> = StorageDoubleMap<
		_,
		Identity,
		PatientId,
		Twox64Concat,
		AnchorId,
		CoSignatures<T::AccountId>,
		ValueQuery,
	>;

	/// What the patient says against records: patient and anchor → [`Dispute`].
	#[pallet::storage]
	pub type Disputes<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Twox64Concat, AnchorId, Dispute, OptionQuery>;

	/// Who keeps the ciphertext: patient and anchor → [`Custody`].
	#[pallet::storage]
	pub type Custodies<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Twox64Concat, AnchorId, Custody, OptionQuery>;

	/// What is evicted on a day: day, and what a patient's list got on one day, or one anchor → the newest anchor that may
	/// be due; those before it follow. One row for all that a list gets in a day, so a wearable's 1,440 anchors add one.
	#[pallet::storage]
	pub type DueOn<T: Config> =
		StorageDoubleMap<_, Twox64Concat, Day, Blake2_128Concat, DueKey, AnchorId, OptionQuery>;

	/// The day that eviction works at next; all before it are through, and nothing is noted for them any more.
	#[pallet::storage]
	pub type EvictionDay<T> = StorageValue<_, Day, OptionQuery>;

	/// What stays of evicted anchors: patient and the newest of them → [`EvictedChunk`].
	#[pallet::storage]
	pub type Evicted<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Twox64Concat, AnchorId, EvictedChunk, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Evicts anchors whose retention is over, within a quarter of what is left of the block.
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(remaining.div(4));
			Self::evict(&mut meter);
			meter.consumed()
		}

		fn integrity_test() {
			if let Err(reason) = crate::limits::Limits::of::<T>().check() {
				panic!("{reason}");
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// How many batches one run may anchor.
		fn max_run() -> u32 {
			MAX_RUN
		}

		/// How many anchors one call may mark as entered in error.
		fn max_marked() -> u32 {
			MAX_MARKED
		}

		/// How many practitioners may co-sign one anchor.
		fn max_co_signatures() -> u32 {
			MAX_CO_SIGNATURES
		}

		/// How many of these may practise for one organization.
		fn max_co_signatures_per_organization() -> u32 {
			MAX_CO_SIGNATURES_PER_ORGANIZATION
		}

		/// In how many pieces the ciphertext of one anchor may be kept.
		fn max_pieces() -> u32 {
			MAX_PIECES
		}

		/// How many anchors one page holds at most.
		fn max_page() -> u32 {
			MAX_PAGE
		}

		/// How long an erasure waits, in milliseconds.
		fn erasure_delay() -> Moment {
			T::ErasureDelay::get()
		}

		/// For how long after it is due an erasure may be done, in milliseconds.
		fn erasure_window() -> Moment {
			ERASURE_WINDOW
		}
	}

	/// The same answers as [`crate::runtime_api::RecordAnchorApi`].
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The anchor `anchor` of `patient`, with what others say about it.
		pub fn anchored(patient: PatientId, anchor: AnchorId) -> Option<AnchorView<T::AccountId>> {
			Self::view(&patient, anchor)
		}

		/// Those of `patient`'s anchors that meet `filter`, newest first: `limit` of them at most, from 1 to 100, from number
		/// `from` on, or from the newest.
		pub fn anchors(
			patient: PatientId,
			filter: AnchorFilter,
			from: Option<AnchorId>,
			limit: u32,
		) -> AnchorsPage<T::AccountId> {
			Self::find(&patient, &filter, from, limit)
		}

		/// The anchor with `root` that `side` made for `patient`, and that is neither marked as entered in error nor erased.
		pub fn anchor_by_root(patient: PatientId, side: Side, root: H256) -> Option<AnchorId> {
			Self::find_by_root(&patient, side, root)
		}

		/// The versions of what `anchor` commits to, around it; none if there is no such anchor.
		pub fn versions(patient: PatientId, anchor: AnchorId) -> Option<Versions<T::AccountId>> {
			Self::versions_around(&patient, anchor)
		}

		/// Where the ciphertext of `anchor` can be had; none if there is no such anchor, or it was erased.
		pub fn custody(patient: PatientId, anchor: AnchorId) -> Option<CustodyView> {
			Self::custody_of(&patient, anchor)
		}

		/// Whether the record whose leaf is `leaf` is number `index` of the records under
		/// `anchor`, as `proof` (the siblings from the leaf's row upwards) shows.
		pub fn verify_inclusion(
			patient: PatientId,
			anchor: AnchorId,
			index: u32,
			leaf: H256,
			proof: alloc::vec::Vec<H256>,
		) -> Result<(), InclusionFault> {
			Self::verify_record(&patient, anchor, index, leaf, &proof)
		}

		/// Whether `anchor` is what number `number` of `patient` was when it was evicted: number `index`, from the newest,
		/// of those that were evicted with `newest`, as `proof` shows.
		pub fn verify_evicted(
			patient: PatientId,
			newest: AnchorId,
			index: u32,
			number: AnchorId,
			anchor: Anchor<T::AccountId>,
			proof: alloc::vec::Vec<H256>,
		) -> Result<(), InclusionFault> {
			Self::verify_evicted_anchor(&patient, newest, index, number, &anchor, &proof)
		}
	}
}
