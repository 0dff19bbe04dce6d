#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod admit;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod budget;
mod check_nonce;
mod evidence;
mod figures;
mod lane;
#[cfg(test)]
mod mock;
mod nonces;
mod priority;
mod refusal;
mod seating;
mod short_mortality;
mod sweeping;
mod tally;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use admit::Admit;
pub use budget::Budget;
pub use check_nonce::CheckKeptNonce;
pub use evidence::{Evidence, KeepsEvidence};
pub use figures::Figures;
pub use lane::{Claim, Holder, Lane, Table, Verdict};
pub use pallet::*;
pub use refusal::Refusal;
pub use short_mortality::ShortMortality;
pub use tally::{Tally, Used as Carries};
pub use weights::WeightInfo;

/// The pallet; the crate's page tells what it does.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::Contains,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// How the pallet is set up.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Which transactions are free, on what ground, and how urgent they are.
		type Table: Table<Self::AccountId, Self::RuntimeCall>;

		/// Which calls an organization may send for others on its budget: such as `meta_tx.dispatch`, by which it relays
		/// what a patient has signed.
		type Relayed: Contains<Self::RuntimeCall>;

		/// Who sets the figures.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// For how many blocks a transaction is good at most that somebody else sends: a power of two.
		#[pallet::constant]
		type MaxRelayedLifetime: Get<u64>;

		/// What calls and extensions cost.
		type WeightInfo: WeightInfo;
	}

	/// How a block is divided, and how large budgets are.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type CurrentFigures<T: Config> = StorageValue<_, Figures, ValueQuery>;

	/// Budgets that have been used lately. One that is full again is swept.
	#[pallet::storage]
	pub type Budgets<T: Config> =
		StorageMap<_, Blake2_128Concat, Holder<T::AccountId>, Budget, OptionQuery>;

	/// The budget at which sweeping goes on.
	#[pallet::storage]
	pub type SweptTo<T: Config> = StorageValue<_, Holder<T::AccountId>, OptionQuery>;

	/// What blocks have carried so far.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Carried<T: Config> = StorageValue<_, Tally, ValueQuery>;

	/// What the block that is being made carries. Empty between blocks.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Used<T: Config> = StorageValue<_, tally::Used, ValueQuery>;

	/// The next nonces of accounts that have sent something and that the system does not know any more, by the
	/// `transaction_version` under which they went: from the account to the nonce that it goes on with. Nothing is kept of
	/// an account that never sent anything: it would begin at 0 anyway.
	///
	/// A row stays when the account comes back, and counts until it sends something: from then on the system's own
	/// nonce is the higher one.
	#[pallet::storage]
	pub type Retired<T: Config> =
		StorageDoubleMap<_, Identity, u32, Blake2_128Concat, T::AccountId, T::Nonce, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Blocks are divided in another way from the next transaction on.
		#[codec(index = 0)]
		FiguresSet {
			/// How.
			figures: Figures,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The shares do not make one block, or a figure is out of its bounds.
		#[codec(index = 0)]
		UnsoundFigures,
		/// This call is not one that an organization may send for others.
		#[codec(index = 1)]
		NotRelayed,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// For the end of the block.
			T::WeightInfo::end_block()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::end_block();
		}

		fn on_idle(_: BlockNumberFor<T>, limit: Weight) -> Weight {
			let spent = Self::sweep_budgets(limit);
			spent.saturating_add(Self::sweep_retired(limit.saturating_sub(spent)))
		}

		#[cfg(feature = "std")]
		fn integrity_test() {
			assert!(
				T::MaxRelayedLifetime::get().is_power_of_two(),
				"MaxRelayedLifetime is compared with the period of an era, which is a power of two: choose one"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T>
	where
		T::RuntimeCall: Dispatchable<RuntimeOrigin = T::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo,
	{
		/// Divides blocks in another way, from the next transaction on.
		///
		/// For [`Config::AdminOrigin`].
		///
		/// # Errors
		///
		/// [`Error::UnsoundFigures`]: the shares do not make one block, or a figure is out of its bounds.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_figures())]
		pub fn set_figures(origin: OriginFor<T>, figures: Figures) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			ensure!(figures.are_sound(), Error::<T>::UnsoundFigures);
			CurrentFigures::<T>::put(&figures);
			Self::deposit_event(Event::FiguresSet { figures });
			Ok(())
		}

		/// Sends, on the budget of an organization, a call that carries what somebody else has signed, such as a
		/// registration.
		///
		/// For anybody; free for who practises for `organization`, as far as the runtime's [`Config::Table`] says so. The call is
		/// sent by the signer, as if it had sent it itself.
		///
		/// # Errors
		///
		/// - [`Error::NotRelayed`]: the call is none of [`Config::Relayed`].
		/// - those of the call
		#[pallet::call_index(1)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(T::WeightInfo::relay().saturating_add(info.call_weight), info.class)
		})]
		pub fn relay(
			origin: OriginFor<T>,
			organization: salus_primitives::OrganizationId,
			call: Box<<T as frame_system::Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let _ = organization;
			ensure_signed(origin.clone())?;
			ensure!(T::Relayed::contains(&call), Error::<T>::NotRelayed);
			let info = call.get_dispatch_info();
			let with_own = |post_info: PostDispatchInfo| PostDispatchInfo {
				actual_weight: Some(
					T::WeightInfo::relay()
						.saturating_add(post_info.actual_weight.unwrap_or(info.call_weight)),
				),
				..post_info
			};
			match call.dispatch(origin) {
				Ok(post_info) => Ok(with_own(post_info)),
				Err(mut error) => {
					error.post_info = with_own(error.post_info);
					Err(error)
				},
			}
		}
	}
}
