#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod config_preludes;
mod handler;
mod membership;
#[cfg(test)]
mod mock;
mod sessions;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use handler::NeverNobody;
pub use membership::Membership;
pub use pallet::*;
pub use sessions::{EndedElsewhere, NothingMore, Sessions};
pub use weights::WeightInfo;

/// The pallet; the crate's page tells what it does.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{EnsureOrigin, Time, ValidatorRegistration, ValidatorSet},
		BoundedBTreeMap,
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::Moment;
	use sp_runtime::traits::{One, Zero};
	use sp_staking::SessionIndex;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Who validates.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config {
		/// The chain's clock, in milliseconds since 1970.
		#[pallet::no_default]
		type Time: Time<Moment = Moment>;

		/// Where session keys are published, and who validates now: pallet-session.
		#[pallet::no_default]
		type Session: ValidatorRegistration<Self::AccountId>
			+ ValidatorSet<Self::AccountId, ValidatorId = Self::AccountId>
			+ Sessions<Self::AccountId>;

		/// How many blocks a session has. At least 2; it may change while the chain runs. Suggested: five minutes of them.
		#[pallet::no_default_bounds]
		type SessionLength: Get<BlockNumberFor<Self>>;

		/// The consortium: it admits and removes validators. A vote of several members, of which none decides alone.
		#[pallet::no_default]
		type ConsortiumOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// No vote and no end leaves fewer: who would be missed can neither be removed nor run out. At least 1; it may change while the chain runs.
		/// Suggested: 4, of which one may fail.
		type MinValidators: Get<u32>;

		/// How many there can be. At least [`Config::MinValidators`], at most 256. Suggested: 32.
		#[pallet::constant]
		type MaxValidators: Get<u32>;

		/// After how many sessions in a row without a block of its own a validator counts as failing. At least 1. Suggested: 3, where a session has ten
		/// times as many blocks as there are validators.
		#[pallet::constant]
		type FailingAfter: Get<u32>;

		/// What benchmarks cannot do by themselves.
		#[cfg(feature = "runtime-benchmarks")]
		#[pallet::no_default]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;

		/// What calls and sessions cost.
		type WeightInfo: WeightInfo;
	}

	/// What a benchmark cannot do by itself.
	#[cfg(feature = "runtime-benchmarks")]
	pub trait BenchmarkHelper<AccountId> {
		/// Lets `account` have session keys that no other account has.
		fn publish_keys(account: &AccountId);

		/// Lets consensus engines forget a change that they wait with, as they do after the block in which it was made.
		fn settle() {}
	}

	/// Who has been admitted, by account. One value, since it is read as a whole when a session is planned.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageValue<_, BoundedBTreeMap<T::AccountId, Membership, T::MaxValidators>, ValueQuery>;

	/// Who has made a block in this session. Its rows go at the end of the session.
	#[pallet::storage]
	pub type Authors<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, (), OptionQuery>;

	/// Whom the chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The first validators, without an end. Their keys are in pallet-session's genesis.
		pub validators: Vec<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let members = self
				.validators
				.iter()
				.map(|validator| (validator.clone(), Membership::until(None)));
			let members: alloc::collections::BTreeMap<_, _> = members.collect();
			assert_eq!(members.len(), self.validators.len(), "a validator is named twice");
			let members = BoundedBTreeMap::try_from(members);
			Members::<T>::put(members.expect("MaxValidators allows for those of the genesis"));
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A validator was admitted. It validates from the session after the next one on.
		#[codec(index = 0)]
		ValidatorAdded {
			/// Who.
			validator: T::AccountId,
			/// Until when; without an end if none is said.
			until: Option<Moment>,
		},
		/// A validator was removed. It validates until the session after the next one begins.
		#[codec(index = 1)]
		ValidatorRemoved {
			/// Who.
			validator: T::AccountId,
		},
		/// It was said anew until when a validator may validate.
		#[codec(index = 2)]
		ExpirySet {
			/// Who.
			validator: T::AccountId,
			/// Until when; without an end if none is said.
			until: Option<Moment>,
		},
		/// A validator's time has run out, and it is removed.
		#[codec(index = 3)]
		ValidatorExpired {
			/// Who.
			validator: T::AccountId,
		},
		/// Others than before will validate.
		#[codec(index = 4)]
		ValidatorsPlanned {
			/// From which session on.
			session: SessionIndex,
			/// How many.
			validators: u32,
		},
		/// Fewer than the minimum can validate: they do, and the consortium should add others, or extend them.
		#[codec(index = 5)]
		TooFewEligible {
			/// How many could.
			eligible: u32,
		},
		/// A validator has made no block in a whole session.
		#[codec(index = 6)]
		SessionMissed {
			/// Who.
			validator: T::AccountId,
			/// In how many sessions in a row.
			missed: u32,
		},
		/// A validator counts as failing: it has missed [`Config::FailingAfter`] sessions in a row.
		#[codec(index = 7)]
		ValidatorFailing {
			/// Who.
			validator: T::AccountId,
		},
		/// It was proved that a validator has said two things at once, such as two votes for one round. Told once in a session of each.
		#[codec(index = 8)]
		OffenceReported {
			/// Who.
			validator: T::AccountId,
			/// In which session it did.
			session: SessionIndex,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The account is a validator already.
		#[codec(index = 0)]
		AlreadyAdded,
		/// The account is no validator.
		#[codec(index = 1)]
		ValidatorNotFound,
		/// The account has published no session keys: `session.setKeys` does.
		#[codec(index = 2)]
		KeysMissing,
		/// There are [`Config::MaxValidators`] already.
		#[codec(index = 3)]
		MaxValidatorsExceeded,
		/// Fewer than [`Config::MinValidators`] would be left who can validate.
		#[codec(index = 4)]
		TooFewValidators,
		/// The end is over already.
		#[codec(index = 5)]
		PeriodEnded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			// For pallet-authorship, which tells who made the block and charges nothing.
			// And for where a runtime keeps how long a session is.
			let noted = T::WeightInfo::note_author().saturating_add(T::DbWeight::get().reads(1));
			if !(now % T::SessionLength::get().max(One::one())).is_zero() {
				return noted;
			}
			T::Session::rotate();
			// And a row that a runtime forgets with each session, of one long ago.
			let forgotten = T::DbWeight::get().reads_writes(1, 2);
			noted.saturating_add(T::WeightInfo::change_session()).saturating_add(forgotten)
		}

		#[cfg(feature = "std")]
		fn integrity_test() {
			let (least, most) = (T::MinValidators::get(), T::MaxValidators::get());
			assert!(
				least >= 1,
				"MinValidators is 0: a vote could leave the chain without anybody who makes blocks; name at least 1"
			);
			assert!(
				(least..=256).contains(&most),
				"MaxValidators is {most}: all of them are read at once; name at least MinValidators, {least}, and at most 256"
			);
			assert!(
				T::SessionLength::get() >= 2_u32.into(),
				"SessionLength is less than 2 blocks: nobody would have a turn in a session; name the blocks of some minutes"
			);
			assert!(
				T::FailingAfter::get() >= 1,
				"FailingAfter is 0: everybody would count as failing; name at least 1"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Admits a validator, which has published its session keys (`session.setKeys`). It validates from the session after the next one on.
		///
		/// For [`Config::ConsortiumOrigin`].
		///
		/// - `until`: from when on it validates no more, unless fewer than the minimum would be left; without an end if none is named.
		///
		/// # Errors
		/// `AlreadyAdded`, `KeysMissing`, `PeriodEnded`, `MaxValidatorsExceeded`.
		///
		/// # Events
		/// [`Event::ValidatorAdded`]; [`Event::ValidatorsPlanned`] when its session is planned.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::add_validator())]
		pub fn add_validator(
			origin: OriginFor<T>,
			validator: T::AccountId,
			until: Option<Moment>,
		) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Self::ensure_admissible(&validator, until)?;
			Members::<T>::try_mutate(|members| {
				ensure!(!members.contains_key(&validator), Error::<T>::AlreadyAdded);
				members
					.try_insert(validator.clone(), Membership::until(until))
					.map_err(|_| Error::<T>::MaxValidatorsExceeded)
			})?;
			Self::deposit_event(Event::ValidatorAdded { validator, until });
			Ok(())
		}

		/// Removes a validator. It validates until the session after the next one begins.
		///
		/// For [`Config::ConsortiumOrigin`]. Not if fewer than [`Config::MinValidators`] were left who can validate: then
		/// [`Self::exchange_validator`].
		///
		/// # Errors
		/// `ValidatorNotFound`, `TooFewValidators`.
		///
		/// # Events
		/// [`Event::ValidatorRemoved`]; [`Event::ValidatorsPlanned`] when the session is planned from which on it does not.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::remove_validator())]
		pub fn remove_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Members::<T>::try_mutate(|members| {
				let before = Self::eligible_among(members);
				members.remove(&validator).ok_or(Error::<T>::ValidatorNotFound)?;
				Self::ensure_enough(members, before)
			})?;
			Self::deposit_event(Event::ValidatorRemoved { validator });
			Ok(())
		}

		/// Puts a validator in the place of another, in one step: for one whose keys are lost or stolen, also where there are no more than the
		/// minimum.
		///
		/// For [`Config::ConsortiumOrigin`].
		///
		/// # Errors
		/// `ValidatorNotFound` about the old one; `AlreadyAdded`, `KeysMissing`, `PeriodEnded` about the new one; `TooFewValidators`.
		///
		/// # Events
		/// [`Event::ValidatorRemoved`], [`Event::ValidatorAdded`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::exchange_validator())]
		pub fn exchange_validator(
			origin: OriginFor<T>,
			old: T::AccountId,
			new: T::AccountId,
			until: Option<Moment>,
		) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Self::ensure_admissible(&new, until)?;
			Members::<T>::try_mutate(|members| {
				ensure!(!members.contains_key(&new), Error::<T>::AlreadyAdded);
				let before = Self::eligible_among(members);
				members.remove(&old).ok_or(Error::<T>::ValidatorNotFound)?;
				members
					.try_insert(new.clone(), Membership::until(until))
					.map_err(|_| Error::<T>::MaxValidatorsExceeded)?;
				Self::ensure_enough(members, before)
			})?;
			Self::deposit_event(Event::ValidatorRemoved { validator: old });
			Self::deposit_event(Event::ValidatorAdded { validator: new, until });
			Ok(())
		}

		/// Says anew until when a validator may validate.
		///
		/// For [`Config::ConsortiumOrigin`].
		///
		/// # Errors
		/// `ValidatorNotFound`, `PeriodEnded`: who shall go at once is removed.
		///
		/// # Events
		/// [`Event::ExpirySet`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_expiry())]
		pub fn set_expiry(
			origin: OriginFor<T>,
			validator: T::AccountId,
			until: Option<Moment>,
		) -> DispatchResult {
			T::ConsortiumOrigin::ensure_origin(origin)?;
			Self::ensure_in_future(until)?;
			Members::<T>::try_mutate(|members| {
				let membership =
					members.get_mut(&validator).ok_or(Error::<T>::ValidatorNotFound)?;
				membership.until = until;
				Ok::<_, Error<T>>(())
			})?;
			Self::deposit_event(Event::ExpirySet { validator, until });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Who has been admitted, with until when, how many sessions in a row each has missed, and how often it was found to have said two
		/// things at once.
		pub fn members() -> Vec<(T::AccountId, Membership)> {
			Members::<T>::get().into_iter().collect()
		}

		/// Who has missed [`Config::FailingAfter`] sessions in a row, and could be removed.
		pub fn failing() -> Vec<T::AccountId> {
			let failing = |membership: &Membership| membership.missed >= T::FailingAfter::get();
			let members = Members::<T>::get().into_iter();
			members.filter(|(_, row)| failing(row)).map(|(account, _)| account).collect()
		}
	}

	impl<T: Config> Pallet<T> {
		fn ensure_in_future(until: Option<Moment>) -> Result<(), Error<T>> {
			ensure!(until.is_none_or(|until| until > T::Time::now()), Error::<T>::PeriodEnded);
			Ok(())
		}

		/// That somebody could be admitted.
		fn ensure_admissible(
			validator: &T::AccountId,
			until: Option<Moment>,
		) -> Result<(), Error<T>> {
			Self::ensure_in_future(until)?;
			ensure!(T::Session::is_registered(validator), Error::<T>::KeysMissing);
			Ok(())
		}
	}
}
