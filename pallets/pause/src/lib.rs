#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod config_preludes;
mod filter;
#[cfg(test)]
mod mock;
mod paused;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use pallet::*;
pub use paused::{CallName, Name, PausedCall};
pub use weights::WeightInfo;

/// The pallet; the crate's page tells what it does.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{Contains, EnsureOrigin, GetCallMetadata},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{Saturating, Zero};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Calls that are paused.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config<RuntimeCall: GetCallMetadata> {
		/// Who pauses a call, and for how many blocks at most.
		#[pallet::no_default]
		type PauseOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = BlockNumberFor<Self>>;

		/// Who lets a paused call go on before its time.
		#[pallet::no_default]
		type ResumeOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The calls that nobody can pause, as (pallet, call): what protects, what a block cannot do without, and what ends a pause. This pallet's own are never
		/// paused. `Nothing` lets every other call be paused.
		#[pallet::no_default]
		type Protected: Contains<CallName>;

		/// How many calls can be paused at a time. At least 1, at most 256. Suggested: 32.
		#[pallet::constant]
		type MaxPaused: Get<u32>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The calls that are paused; whose time is over is dropped when another one is paused. One value, since every call of a block looks at it: it is read when
	/// the block begins, and that read is charged there.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Paused<T: Config> =
		StorageValue<_, BoundedVec<PausedCall<BlockNumberFor<T>>, T::MaxPaused>, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A call is paused.
		#[codec(index = 0)]
		CallPaused {
			/// Of which pallet.
			pallet: Name,
			/// Which call.
			call: Name,
			/// The first block in which it may be sent again.
			until: BlockNumberFor<T>,
		},
		/// A paused call may be sent again, before its time.
		#[codec(index = 1)]
		CallResumed {
			/// Of which pallet.
			pallet: Name,
			/// Which call.
			call: Name,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The runtime has no such call.
		#[codec(index = 0)]
		CallNotFound,
		/// The call cannot be paused: others rely on it for their protection, or the chain does.
		#[codec(index = 1)]
		CallProtected,
		/// A pause lasts one block at least, and no longer than its origin may pause.
		#[codec(index = 2)]
		InvalidDuration,
		/// The call is not paused.
		#[codec(index = 3)]
		NotPaused,
		/// [`Config::MaxPaused`] calls are paused already.
		#[codec(index = 4)]
		MaxPausedExceeded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let _ = Paused::<T>::get();
			T::DbWeight::get().reads(1)
		}

		#[cfg(feature = "std")]
		fn integrity_test() {
			let most = T::MaxPaused::get();
			assert!(
				(1..=256).contains(&most),
				"MaxPaused is {most}: all paused calls are looked at for every call; name 1 to 256"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Pauses a call for so many blocks, this one included. A call that is paused already is paused for so long from now on.
		///
		/// For [`Config::PauseOrigin`].
		///
		/// - `pallet`, `call`: their names, as in the metadata: `Consent`, `grant`.
		///
		/// # Errors
		/// `InvalidDuration`, `CallNotFound`, `CallProtected`, `MaxPausedExceeded`.
		///
		/// # Events
		/// [`Event::CallPaused`].
		#[pallet::call_index(0)]
		// What is paused is at hand in every block, so no measurement counts that it is written.
		#[pallet::weight((
			T::WeightInfo::pause().saturating_add(T::DbWeight::get().writes(1)),
			DispatchClass::Operational,
		))]
		pub fn pause(
			origin: OriginFor<T>,
			pallet: Name,
			call: Name,
			blocks: BlockNumberFor<T>,
		) -> DispatchResult {
			let longest = T::PauseOrigin::ensure_origin(origin)?;
			ensure!(!blocks.is_zero() && blocks <= longest, Error::<T>::InvalidDuration);
			let name = Self::find(&pallet, &call).ok_or(Error::<T>::CallNotFound)?;
			ensure!(!Self::is_protected(&name), Error::<T>::CallProtected);

			let now = frame_system::Pallet::<T>::block_number();
			let until = now.saturating_add(blocks);
			let row = PausedCall { pallet: pallet.clone(), call: call.clone(), until };
			Paused::<T>::try_mutate(|rows| {
				rows.retain(|other| other.lasts_at(now) && !other.is_of(&row));
				rows.try_push(row).map_err(|_| Error::<T>::MaxPausedExceeded)
			})?;
			Self::deposit_event(Event::CallPaused { pallet, call, until });
			Ok(())
		}

		/// Lets a paused call be sent again, before its time.
		///
		/// For [`Config::ResumeOrigin`].
		///
		/// # Errors
		/// `NotPaused`.
		///
		/// # Events
		/// [`Event::CallResumed`].
		#[pallet::call_index(1)]
		#[pallet::weight((
			T::WeightInfo::resume().saturating_add(T::DbWeight::get().writes(1)),
			DispatchClass::Operational,
		))]
		pub fn resume(origin: OriginFor<T>, pallet: Name, call: Name) -> DispatchResult {
			T::ResumeOrigin::ensure_origin(origin)?;
			let now = frame_system::Pallet::<T>::block_number();
			Paused::<T>::try_mutate(|rows| {
				let position = rows
					.iter()
					.position(|row| row.pallet == pallet && row.call == call && row.lasts_at(now))
					.ok_or(Error::<T>::NotPaused)?;
				rows.remove(position);
				Ok::<_, Error<T>>(())
			})?;
			Self::deposit_event(Event::CallResumed { pallet, call });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The calls that nobody may send now, each with the first block in which it may be sent again.
		pub fn paused() -> Vec<PausedCall<BlockNumberFor<T>>> {
			let now = frame_system::Pallet::<T>::block_number();
			Paused::<T>::get().into_iter().filter(|row| row.lasts_at(now)).collect()
		}
	}
}
