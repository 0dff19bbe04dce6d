#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::{GenesisOrganization, Organization, PastTerms, Practitioner};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

use alloc::vec::Vec;
use salus_primitives::{
	Commitment, EncryptionKey, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	ProviderDirectory, Role, Roles, Standing,
};
use sp_runtime::{ArithmeticError, DispatchError};
use types::{Admins, MAX_ADMINS, MAX_HISTORY};

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Accredited organizations and the practitioners who act in them.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds since 1970.
		type Time: Time<Moment = Moment>;

		/// Who accredits organizations, suspends and reinstates them.
		type AccreditOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// How many admins an organization has at most.
		#[pallet::constant_name(MaxAdmins)]
		fn max_admins() -> u32 {
			MAX_ADMINS
		}

		/// How many suspensions of an organization, and past terms of a practitioner, are kept.
		#[pallet::constant_name(MaxHistory)]
		fn max_history() -> u32 {
			MAX_HISTORY
		}
	}

	/// The id that the next organization gets, which is also how many there are.
	#[pallet::storage]
	pub type NextOrganizationId<T: Config> = StorageValue<_, OrganizationId, ValueQuery>;

	/// The organizations: from an organization's id to what it is.
	#[pallet::storage]
	pub type Organizations<T: Config> =
		StorageMap<_, Twox64Concat, OrganizationId, Organization<T::AccountId>, OptionQuery>;

	/// The practitioners: from an organization's id and an account to what that account is in the
	/// organization. One account may practise in several.
	#[pallet::storage]
	pub type Practitioners<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganizationId,
		Blake2_128Concat,
		T::AccountId,
		Practitioner,
		OptionQuery,
	>;

	/// How many rows of this pallet name an account in a role (as an admin or as a practitioner): from
	/// the account to the number. For each of them the pallet holds one of the account's
	/// `sufficients` references, by which an account without any balance exists and has a nonce.
	#[pallet::storage]
	pub type RoleCount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The organizations and practitioners that a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The organizations; the first gets id 0.
		pub organizations: Vec<GenesisOrganization<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// # Panics
		/// If a practitioner is listed twice in an organization, or has no role or one without a code.
		/// A chain must not start with such a genesis.
		fn build(&self) {
			let for_ever = Period { from: 0, until: None };
			for given in &self.organizations {
				let organization = Pallet::<T>::store_organization(
					given.kind,
					Admins::truncate_from(alloc::vec![given.admin.clone()]),
					for_ever,
					Commitment::zero(),
					0,
				)
				.expect("genesis: an account has more roles than can be counted");
				for (account, roles) in &given.practitioners {
					assert!(
						!Practitioners::<T>::contains_key(organization, account),
						"genesis: {account:?} is listed twice in organization {organization}"
					);
					assert!(
						roles.is_meaningful(),
						"genesis: {account:?} has no role, or one without a code, in organization \
						 {organization}"
					);
					let practitioner = Practitioner::new(*roles, for_ever, 0);
					Pallet::<T>::store_practitioner(organization, account, practitioner)
						.expect("genesis: an account has more roles than can be counted");
				}
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An organization was accredited.
		OrganizationAccredited {
			/// The new organization.
			organization: OrganizationId,
			/// What kind of institution it is.
			kind: OrganizationKind,
		},
		/// An organization was suspended: nobody may act for it.
		OrganizationSuspended {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization's suspension was lifted.
		OrganizationReinstated {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization added a practitioner.
		PractitionerAdded {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			account: T::AccountId,
			/// The practitioner's roles.
			roles: Roles,
		},
		/// An organization changed a practitioner's roles or licence.
		PractitionerChanged {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			account: T::AccountId,
			/// The roles from now on.
			roles: Roles,
		},
		/// A practitioner published an encryption key.
		PractitionerKeyPublished {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			account: T::AccountId,
			/// The key's epoch.
			epoch: u32,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no organization with this id.
		OrganizationNotFound,
		/// The account is no practitioner of the organization.
		PractitionerNotFound,
		/// The signer is no admin of the organization.
		NotAuthorized,
		/// The organization is suspended, or its accreditation has not begun or is over.
		OrganizationNotAccredited,
		/// The organization is suspended already.
		AlreadySuspended,
		/// The organization is not suspended.
		NotSuspended,
		/// The account is already a practitioner of the organization.
		AlreadyExists,
		/// No role is given, or one without a code.
		InvalidRoles,
		/// The emergency role is a licensing authority's to give, not an organization's.
		EmergencyRoleReserved,
		/// The period is shorter than a minute or over already.
		InvalidPeriod,
		/// The key is all zeros, which X25519 must never be given, or it is the present key again.
		InvalidEncryptionKey,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Accredits a new organization, whose practitioners `admin` manages.
		///
		/// `profile` is a salted commitment to the organization's description. An accreditation may be
		/// dated back, but counts from now on only: before this moment the chain knew nothing of the
		/// organization.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationAccredited`]
		///
		/// # Errors
		/// [`Error::InvalidPeriod`]: the accreditation is shorter than a minute, or over already.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit_organization())]
		pub fn accredit_organization(
			origin: OriginFor<T>,
			kind: OrganizationKind,
			admin: T::AccountId,
			accreditation: Period,
			profile: Commitment,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			let now = T::Time::now();
			ensure!(
				accreditation.is_long_enough() && !accreditation.has_ended(now),
				Error::<T>::InvalidPeriod
			);
			let admins = Admins::truncate_from(alloc::vec![admin]);

			let organization = Self::store_organization(kind, admins, accreditation, profile, now)?;
			Self::deposit_event(Event::OrganizationAccredited { organization, kind });
			Ok(())
		}

		/// Suspends an organization from now on: no practitioner of it may act, at once and with no
		/// grant rewritten.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationSuspended`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::AlreadySuspended`]: it is suspended already.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::suspend_organization())]
		pub fn suspend_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			let mut row = Self::organization_row(organization)?;
			ensure!(!row.is_suspended(), Error::<T>::AlreadySuspended);

			row.suspend(T::Time::now());
			Organizations::<T>::insert(organization, row);
			Self::deposit_event(Event::OrganizationSuspended { organization });
			Ok(())
		}

		/// Lifts an organization's suspension from now on. That it was suspended until now stays known.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationReinstated`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotSuspended`]: it is not suspended.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reinstate_organization())]
		pub fn reinstate_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			let mut row = Self::organization_row(organization)?;
			ensure!(row.is_suspended(), Error::<T>::NotSuspended);

			row.reinstate(T::Time::now());
			Organizations::<T>::insert(organization, row);
			Self::deposit_event(Event::OrganizationReinstated { organization });
			Ok(())
		}

		/// Makes `account` a practitioner of `organization`, from now on.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended or not accredited now.
		/// - [`Error::InvalidRoles`]: no role, or one without a code.
		/// - [`Error::EmergencyRoleReserved`]: an organization cannot give the emergency role.
		/// - [`Error::InvalidPeriod`]: the licence is shorter than a minute, or over already.
		/// - [`Error::AlreadyExists`]: the account practises in the organization already.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::add_practitioner())]
		pub fn add_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let now = T::Time::now();
			let row = Self::organization_managed_by(organization, &who)?;
			ensure!(row.check(now).is_ok(), Error::<T>::OrganizationNotAccredited);
			Self::ensure_an_organization_may_give(roles)?;
			ensure!(licence.is_long_enough() && !licence.has_ended(now), Error::<T>::InvalidPeriod);
			ensure!(
				!Practitioners::<T>::contains_key(organization, &account),
				Error::<T>::AlreadyExists
			);

			let practitioner = Practitioner::new(roles, licence, now);
			Self::store_practitioner(organization, &account, practitioner)?;
			Self::deposit_event(Event::PractitionerAdded { organization, account, roles });
			Ok(())
		}

		/// Lets other roles and another licence apply to a practitioner from now on. What applied
		/// before stays known for past moments.
		///
		/// The licence must be at least a minute long, or be over already: with one whose `until` is
		/// not after now (and after its `from`), the practitioner's access ends at once. This needs no
		/// accreditation, so that a suspended organization can still end a practitioner's access.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerChanged`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::InvalidRoles`]: no role, or one without a code.
		/// - [`Error::EmergencyRoleReserved`]: an organization cannot give the emergency role.
		/// - [`Error::InvalidPeriod`]: the licence is not over, and shorter than a minute; or it ends
		///   before it begins.
		/// - [`Error::PractitionerNotFound`]: the account is no practitioner of the organization.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::change_practitioner())]
		pub fn change_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let now = T::Time::now();
			Self::organization_managed_by(organization, &who)?;
			Self::ensure_an_organization_may_give(roles)?;
			let ends_now = licence.has_ended(now) && licence.contains(licence.from);
			ensure!(licence.is_long_enough() || ends_now, Error::<T>::InvalidPeriod);
			let mut practitioner = Practitioners::<T>::get(organization, &account)
				.ok_or(Error::<T>::PractitionerNotFound)?;

			practitioner.change(roles, licence, now);
			Practitioners::<T>::insert(organization, &account, practitioner);
			Self::deposit_event(Event::PractitionerChanged { organization, account, roles });
			Ok(())
		}

		/// Publishes the encryption key to which others seal what the signer shall read as a
		/// practitioner of `organization`: the first one, or one that replaces it.
		///
		/// For the practitioner; free.
		///
		/// # Events
		/// [`Event::PractitionerKeyPublished`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: the signer is no practitioner of the organization.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros, or the present key again.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::publish_practitioner_key())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, organization: &OrganizationId, _: &[u8; 32]| -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Practitioners::<T>::contains_key(organization, who))
			}
		)]
		pub fn publish_practitioner_key(
			origin: OriginFor<T>,
			organization: OrganizationId,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let account = ensure_signed(origin)?;
			let mut practitioner = Practitioners::<T>::get(organization, &account)
				.ok_or(Error::<T>::PractitionerNotFound)?;
			let present = practitioner.key;
			ensure!(
				EncryptionKey::is_acceptable(&encryption_key)
					&& present.is_none_or(|present| present.public != encryption_key),
				Error::<T>::InvalidEncryptionKey
			);
			let key = present.map_or_else(
				|| EncryptionKey::first(encryption_key),
				|present| present.replaced_by(encryption_key),
			);

			practitioner.key = Some(key);
			Practitioners::<T>::insert(organization, &account, practitioner);
			Self::deposit_event(Event::PractitionerKeyPublished {
				organization,
				account,
				epoch: key.epoch,
			});
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The organization with this id; `None` if there is no such organization.
		pub fn organization(organization: OrganizationId) -> Option<Organization<T::AccountId>> {
			Organizations::<T>::get(organization)
		}

		/// The practitioner that `account` is in `organization`; `None` if it is none.
		pub fn practitioner(
			organization: OrganizationId,
			account: T::AccountId,
		) -> Option<Practitioner> {
			Practitioners::<T>::get(organization, account)
		}

		/// Whether `account` may act for `organization` at `at` (without a moment: now), and with
		/// which roles; if not, why.
		pub fn standing(
			organization: OrganizationId,
			account: T::AccountId,
			at: Option<Moment>,
		) -> Result<Standing, NotPractising> {
			let at = at.unwrap_or_else(T::Time::now);
			<Self as ProviderDirectory<T::AccountId>>::standing(organization, &account, at)
		}
	}

	impl<T: Config> Pallet<T> {
		/// The organization with this id.
		fn organization_row(
			organization: OrganizationId,
		) -> Result<Organization<T::AccountId>, Error<T>> {
			Organizations::<T>::get(organization).ok_or(Error::<T>::OrganizationNotFound)
		}

		/// The organization with this id, if `who` is one of its admins.
		fn organization_managed_by(
			organization: OrganizationId,
			who: &T::AccountId,
		) -> Result<Organization<T::AccountId>, Error<T>> {
			let row = Self::organization_row(organization)?;
			ensure!(row.admins.contains(who), Error::<T>::NotAuthorized);
			Ok(row)
		}

		/// Checks that an organization may give these roles: known ones, at least one, and not the
		/// emergency role, which opens records without consent.
		fn ensure_an_organization_may_give(roles: Roles) -> Result<(), Error<T>> {
			ensure!(roles.is_meaningful(), Error::<T>::InvalidRoles);
			ensure!(!roles.contains(Role::Emergency), Error::<T>::EmergencyRoleReserved);
			Ok(())
		}

		/// Stores a new organization and its admins' roles, or nothing.
		pub(crate) fn store_organization(
			kind: OrganizationKind,
			admins: Admins<T::AccountId>,
			accreditation: Period,
			profile: Commitment,
			now: Moment,
		) -> Result<OrganizationId, DispatchError> {
			let organization = NextOrganizationId::<T>::get();
			let next = organization.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			let counts =
				admins.iter().map(Self::role_count_with_one_more).collect::<Result<Vec<_>, _>>()?;

			NextOrganizationId::<T>::put(next);
			for (admin, count) in admins.iter().zip(counts) {
				Self::hold_role(admin, count);
			}
			Organizations::<T>::insert(
				organization,
				Organization::new(kind, admins, accreditation, profile, now),
			);
			Ok(organization)
		}

		/// Stores a new practitioner and its role, or nothing.
		pub(crate) fn store_practitioner(
			organization: OrganizationId,
			account: &T::AccountId,
			practitioner: Practitioner,
		) -> DispatchResult {
			let count = Self::role_count_with_one_more(account)?;

			Self::hold_role(account, count);
			Practitioners::<T>::insert(organization, account, practitioner);
			Ok(())
		}

		/// What the account's role count will be once another row names it.
		fn role_count_with_one_more(account: &T::AccountId) -> Result<u32, ArithmeticError> {
			RoleCount::<T>::get(account).checked_add(1).ok_or(ArithmeticError::Overflow)
		}

		/// Lets the account's role count be `count`, one more than it was, and holds the reference
		/// for it.
		fn hold_role(account: &T::AccountId, count: u32) {
			RoleCount::<T>::insert(account, count);
			frame_system::Pallet::<T>::inc_sufficients(account);
		}
	}

	impl<T: Config> ProviderDirectory<T::AccountId> for Pallet<T> {
		fn standing(
			organization: OrganizationId,
			account: &T::AccountId,
			at: Moment,
		) -> Result<Standing, NotPractising> {
			let row =
				Organizations::<T>::get(organization).ok_or(NotPractising::UnknownOrganization)?;
			row.check(at)?;
			let roles = Practitioners::<T>::get(organization, account)
				.ok_or(NotPractising::NotAPractitioner)?
				.roles_at(at)?;
			Ok(Standing { kind: row.kind, roles })
		}

		fn is_accredited(organization: OrganizationId, at: Moment) -> bool {
			Organizations::<T>::get(organization).is_some_and(|row| row.check(at).is_ok())
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn admit_for_benchmark(account: &T::AccountId) -> OrganizationId {
			benchmarking::admit::<T>(account)
		}
	}
}
