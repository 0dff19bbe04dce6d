#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod inclusion;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use inclusion::InclusionFault;
pub use pallet::*;
pub use types::Anchor;
pub use weights::WeightInfo;

use frame_support::traits::Time;
use salus_primitives::{
	AccessRequest, Actor, AnchorId, Capacity, Decision, Moment, Months, OrganizationId,
	PatientDirectory, PatientId, Power, ProviderDirectory, RecordClass, RecordDirectory,
	RecordStatus, RecordSummary, Relation, Target,
};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, Action, AuditTrail, AuditedEvent, OnRecordAnchored, Purpose, TrailId,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of its runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock.
		type Time: Time<Moment = Moment>;

		/// Who may act for a patient: these pay no fee.
		type Patients: PatientDirectory<Self::AccountId>;

		/// Who practises for an organization: these pay no fee.
		type Providers: ProviderDirectory<Self::AccountId>;

		/// Decides whether an actor may add records.
		type Policy: AccessPolicy<Self::AccountId>;

		/// Where it is written down that records were added.
		type Audit: AuditTrail<Self::AccountId>;

		/// What other pallets do when records were anchored; `()` or a tuple.
		type OnRecordAnchored: OnRecordAnchored;

		/// How many records one anchor may commit to.
		#[pallet::constant]
		type MaxLeaves: Get<u32>;

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

	/// How many anchors a patient has: patient → the number of the next one.
	#[pallet::storage]
	pub type AnchorCount<T: Config> = StorageMap<_, Identity, PatientId, u32, ValueQuery>;

	/// Where a root is anchored: patient and root → the anchor's number. The same batch twice for one
	/// patient is refused by it.
	#[pallet::storage]
	pub type AnchorByRoot<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Blake2_128Concat, H256, AnchorId, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(fn deposit_event)]
	pub enum Event<T: Config> {
		/// A batch of records was anchored.
		RecordsAnchored {
			/// Whose records.
			patient: PatientId,
			/// The new anchor's number.
			anchor: AnchorId,
			/// What kind of records.
			class: RecordClass,
			/// The Merkle root over the records' commitments.
			root: H256,
			/// How many records.
			leaves: u32,
			/// The organization that added them; none if the patient's side did.
			organization: Option<OrganizationId>,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The batch holds no record.
		NoLeaves,
		/// The batch holds more records than [`Config::MaxLeaves`].
		TooManyLeaves,
		/// The content period covers no month.
		InvalidContentPeriod,
		/// The actor may not add these records, or there is no such patient: an outsider is not told
		/// which.
		NotPermitted,
		/// The patient has an anchor with this root.
		AlreadyAnchored,
		/// The patient's anchors cannot be numbered any further.
		MaxAnchorsExceeded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxLeaves::get() > 0, "MaxLeaves must allow for a batch of one record");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Commits to a batch of sealed records of one class, of which the chain sees the Merkle root
		/// alone: one record or 65,536 cost the same.
		///
		/// - `root`: over the records' salted commitments, see [`crate::inclusion`].
		/// - `leaves`: how many records.
		/// - `content`: the months that the records' content falls in.
		/// - `purpose`: why they are collected.
		/// - `capacity`: whether the signer acts on the patient's side, as a practitioner, or as a gateway
		///   for one; a gateway's anchor names both as its author.
		///
		/// Signed by whoever the policy permits to collect: the patient's side, or a practitioner of
		/// an organization with a grant, by an own account or through a gateway. Free for these where the
		/// directories know them.
		///
		/// A patient whose side is frozen still adds records, as does whoever treats it: a freeze must not
		/// stop care. Its devices do not; the directory does not know them while it lasts.
		///
		/// # Errors
		/// - [`Error::NoLeaves`], [`Error::TooManyLeaves`], [`Error::InvalidContentPeriod`]
		/// - [`Error::NotPermitted`]: the policy denies it
		/// - [`Error::AlreadyAnchored`]: the patient has an anchor with this root
		/// - [`Error::MaxAnchorsExceeded`]
		///
		/// # Events
		/// - [`Event::RecordsAnchored`]; the trail gets
		///   [`AuditedEvent::RecordsAnchored`] with what permitted it
		///
		/// # Cost
		/// 2 reads and 3 writes beside the decision, the trail's entry and the hooks.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::anchor()
				.saturating_add(T::Policy::weight())
				.saturating_add(T::Audit::weight())
				.saturating_add(T::OnRecordAnchored::weight())
		)]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 class: &RecordClass,
			 _root: &H256,
			 _leaves: &u32,
			 _content: &Months,
			 _purpose: &Purpose,
			 capacity: &Capacity|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::adds_freely(who, patient, *class, *capacity))
			}
		)]
		pub fn anchor(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
			root: H256,
			leaves: u32,
			content: Months,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(leaves > 0, Error::<T>::NoLeaves);
			ensure!(leaves <= T::MaxLeaves::get(), Error::<T>::TooManyLeaves);
			ensure!(content.is_not_empty(), Error::<T>::InvalidContentPeriod);

			let now = T::Time::now();
			let actor = Actor::new(who, capacity);
			let organization = actor.organization();
			let request = AccessRequest {
				patient,
				actor: actor.clone(),
				action: Action::Collect,
				purpose,
				target: Target::Class { class, content: Some(content) },
			};
			let Decision::Permit(basis) = T::Policy::decide(&request, now) else {
				return Err(Error::<T>::NotPermitted.into());
			};
			// Only after the decision: an outsider who holds a batch must not learn from the answer
			// whose it is.
			ensure!(!AnchorByRoot::<T>::contains_key(patient, root), Error::<T>::AlreadyAnchored);
			let anchor = AnchorCount::<T>::get(patient);
			let next = anchor.checked_add(1).ok_or(Error::<T>::MaxAnchorsExceeded)?;

			AnchorCount::<T>::insert(patient, next);
			AnchorByRoot::<T>::insert(patient, root, anchor);
			Anchors::<T>::insert(
				patient,
				anchor,
				Anchor {
					class,
					root,
					leaves,
					content,
					author: actor.clone(),
					anchored_at: now,
					status: RecordStatus::Current,
				},
			);
			T::Audit::append(
				TrailId::Patient(patient),
				actor,
				AuditedEvent::RecordsAnchored { anchor, class, purpose, basis },
			);
			T::OnRecordAnchored::on_record_anchored(&patient, anchor, class);

			Self::deposit_event(Event::RecordsAnchored {
				patient,
				anchor,
				class,
				root,
				leaves,
				organization,
			});
			Ok(())
		}
	}

	/// The same answers as [`crate::runtime_api::RecordAnchorApi`].
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The anchor `anchor` of `patient`.
		pub fn anchored(patient: PatientId, anchor: AnchorId) -> Option<Anchor<T::AccountId>> {
			Anchors::<T>::get(patient, anchor)
		}

		/// Whether the record whose salted commitment is `leaf` is number `index` of the records under
		/// `anchor`, as `proof` (the siblings from the leaf's row upwards) shows.
		pub fn verify_inclusion(
			patient: PatientId,
			anchor: AnchorId,
			index: u32,
			leaf: H256,
			proof: Vec<H256>,
		) -> Result<(), InclusionFault> {
			let anchored =
				Anchors::<T>::get(patient, anchor).ok_or(InclusionFault::UnknownAnchor)?;
			inclusion::verify(&anchored.root, anchored.leaves, index, leaf, &proof)
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Whether `who` pays no fee for adding records: it acts for the patient, is the patient's device
	/// for this class, or may act for the organization and the practitioner it names. Whether it may add
	/// them is for the policy to say.
	fn adds_freely(
		who: T::AccountId,
		patient: &PatientId,
		class: RecordClass,
		capacity: Capacity,
	) -> bool {
		let now = T::Time::now();
		match Actor::new(who, capacity) {
			Actor::Person(account) => {
				T::Patients::relation(patient, &account, now).is_some_and(|relation| {
					relation.holds(Power::Records)
						|| matches!(relation, Relation::Device { classes, .. } if classes.contains(&class))
				})
			},
			actor => T::Providers::standing(&actor, now).is_ok(),
		}
	}
}

impl<T: Config> RecordDirectory<T::AccountId> for Pallet<T> {
	fn record(patient: &PatientId, anchor: AnchorId) -> Option<RecordSummary<T::AccountId>> {
		Anchors::<T>::get(patient, anchor).map(|anchored| anchored.summary())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor_for_benchmark(patient: &PatientId, class: RecordClass) -> AnchorId {
		let anchor = AnchorCount::<T>::get(patient);
		let mut root = sp_core::H256(patient.0);
		root.0[..4].copy_from_slice(&anchor.to_le_bytes());
		Anchors::<T>::insert(
			patient,
			anchor,
			Anchor {
				class,
				root,
				leaves: 1,
				content: Months { from: 0, until: 1 },
				author: Actor::Person(frame_benchmarking::account("author", 0, 0)),
				anchored_at: T::Time::now(),
				status: RecordStatus::Current,
			},
		);
		AnchorByRoot::<T>::insert(patient, root, anchor);
		AnchorCount::<T>::insert(patient, anchor.saturating_add(1));
		anchor
	}
}
