#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use history::{History, Known, Past, MAX_HISTORY};
pub use pallet::*;
pub use types::{
	Application, Gateway, GenesisOrganization, Organization, OrganizationState, OrganizationTerms,
	Practitioner, PractitionerState, PractitionerTerms, Predecessor,
};
pub use weights::WeightInfo;

mod applications;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod directory;
pub mod history;
mod members;
#[cfg(test)]
mod mock;
mod organizations;
mod practitioners;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

use alloc::vec::Vec;
use salus_primitives::{
	Actor, Commitment, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	PractitionerId, ProviderDirectory, RoleReferences, Roles, Standing, MAX_PREDECESSORS,
};
use types::{MAX_ADMINS, MAX_GATEWAYS};

/// The references that the pallet holds of the accounts that its rows name.
pub(crate) type References<T> = RoleReferences<T, RoleCount<T>>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Consideration, Footprint, Time},
	};
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

		/// Who accredits organizations, and says where they stand.
		type AccreditOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who licenses practitioners: gives the emergency role, suspends and reinstates.
		type LicensingOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The deposit that an application leaves until it is decided.
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// For how long at least it stays known that somebody practised, after leaving, in milliseconds:
		/// as long as past moments may be asked about, and longer than any verdict on a misconduct
		/// takes, which has nobody to suspend once the row is gone.
		#[pallet::constant]
		type HistoryRetention: Get<Moment>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// For what the pallet holds balances.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit of an application to be accredited.
		#[codec(index = 0)]
		Application,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// How many admins an organization has at most.
		#[pallet::constant_name(MaxAdmins)]
		fn max_admins() -> u32 {
			MAX_ADMINS
		}

		/// How many gateways an organization has at most.
		#[pallet::constant_name(MaxGateways)]
		fn max_gateways() -> u32 {
			MAX_GATEWAYS
		}

		/// How many past terms of an organization, and of a practitioner, are kept.
		#[pallet::constant_name(MaxHistory)]
		fn max_history() -> u32 {
			MAX_HISTORY
		}

		/// How many organizations one may have followed, all together.
		#[pallet::constant_name(MaxPredecessors)]
		fn max_predecessors() -> u32 {
			MAX_PREDECESSORS
		}
	}

	/// The id that the next organization gets, which is also how many there are.
	#[pallet::storage]
	pub type NextOrganizationId<T: Config> = StorageValue<_, OrganizationId, ValueQuery>;

	/// The organizations: from an organization's id to what it is. None is ever removed.
	#[pallet::storage]
	pub type Organizations<T: Config> =
		StorageMap<_, Twox64Concat, OrganizationId, Organization<T::AccountId>, OptionQuery>;

	/// The practitioners: from an organization's id, and an account or a pseudonym that the organization
	/// chose, to what that person is in the organization, also after leaving. One person may practise in
	/// several.
	#[pallet::storage]
	pub type Practitioners<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganizationId,
		Blake2_128Concat,
		PractitionerId<T::AccountId>,
		Practitioner,
		OptionQuery,
	>;

	/// The applications that wait for a decision: from the applicant's account to what it asks for.
	#[pallet::storage]
	pub type Applications<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Application<T::Consideration>, OptionQuery>;

	/// How many rows of this pallet name an account in a role (as an admin, a gateway or a practitioner,
	/// now): from the account to the number. For each of them the pallet holds one of the account's
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
					&given.admin,
					for_ever,
					Commitment::zero(),
					0,
				)
				.expect("genesis: an account has more roles than can be counted");
				for (account, roles) in &given.practitioners {
					let practitioner = PractitionerId::Account(account.clone());
					assert!(
						!Practitioners::<T>::contains_key(organization, &practitioner),
						"genesis: {account:?} is listed twice in organization {organization}"
					);
					assert!(
						roles.is_meaningful(),
						"genesis: {account:?} has no role, or one without a code, in organization \
						 {organization}"
					);
					let row = Practitioner::new(*roles, for_ever, 0);
					Pallet::<T>::store_practitioner(organization, &practitioner, row)
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
		/// An organization added a practitioner, or one who had left came back.
		PractitionerAdded {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The practitioner's roles.
			roles: Roles,
		},
		/// An organization changed a practitioner's roles or licence.
		PractitionerChanged {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The roles from now on, the emergency role among them if it is held.
			roles: Roles,
		},
		/// A practitioner published an encryption key.
		PractitionerKeyPublished {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// The key's epoch.
			epoch: u32,
		},
		/// An institution applied to be accredited.
		ApplicationSubmitted {
			/// The account that applied.
			applicant: T::AccountId,
			/// What kind of institution it is.
			kind: OrganizationKind,
		},
		/// An applicant took its application back.
		ApplicationWithdrawn {
			/// The account that had applied.
			applicant: T::AccountId,
		},
		/// An application was accepted: the applicant is the admin of a new organization.
		ApplicationAccepted {
			/// The account that had applied.
			applicant: T::AccountId,
			/// The new organization.
			organization: OrganizationId,
		},
		/// An application was rejected.
		ApplicationRejected {
			/// The account that had applied.
			applicant: T::AccountId,
		},
		/// An organization is accredited for another period.
		AccreditationRenewed {
			/// The organization.
			organization: OrganizationId,
			/// The period.
			accreditation: Period,
		},
		/// An organization's accreditation was revoked, for good.
		AccreditationRevoked {
			/// The organization.
			organization: OrganizationId,
		},
		/// An organization is over, and another has its custody and authorship.
		OrganizationSucceeded {
			/// The organization that is over.
			organization: OrganizationId,
			/// The one that followed.
			by: OrganizationId,
		},
		/// An organization has another admin.
		AdminAdded {
			/// The organization.
			organization: OrganizationId,
			/// The admin.
			account: T::AccountId,
		},
		/// An account is no longer an admin of an organization.
		AdminRemoved {
			/// The organization.
			organization: OrganizationId,
			/// The account.
			account: T::AccountId,
		},
		/// An organization has another gateway.
		GatewayAdded {
			/// The organization.
			organization: OrganizationId,
			/// The gateway.
			account: T::AccountId,
		},
		/// An account is no longer a gateway of an organization.
		GatewayRemoved {
			/// The organization.
			organization: OrganizationId,
			/// The account.
			account: T::AccountId,
		},
		/// An organization published an encryption key.
		OrganizationKeyPublished {
			/// The organization.
			organization: OrganizationId,
			/// The key's epoch.
			epoch: u32,
		},
		/// An organization removed a practitioner.
		PractitionerRemoved {
			/// The organization.
			organization: OrganizationId,
			/// Who was removed.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner left an organization by itself.
		PractitionerLeft {
			/// The organization.
			organization: OrganizationId,
			/// Who left.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner was given the emergency role, or it was taken away.
		EmergencyRoleSet {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
			/// Whether the practitioner holds the role from now on.
			holds: bool,
		},
		/// A practitioner was suspended in an organization, by whoever licenses or for misconduct.
		PractitionerSuspended {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// A practitioner's suspension was lifted.
		PractitionerReinstated {
			/// The organization.
			organization: OrganizationId,
			/// The practitioner.
			practitioner: PractitionerId<T::AccountId>,
		},
		/// The chain no longer knows that somebody once practised in an organization.
		PractitionerForgotten {
			/// The organization.
			organization: OrganizationId,
			/// Who had left long ago.
			practitioner: PractitionerId<T::AccountId>,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no organization with this id.
		OrganizationNotFound,
		/// That is no practitioner of the organization, or no longer one.
		PractitionerNotFound,
		/// The signer is no admin of the organization, or does not speak for the practitioner.
		NotAuthorized,
		/// The organization may not act now: it is suspended or over, or its accreditation has not begun
		/// or has ended.
		OrganizationNotAccredited,
		/// The organization or the practitioner is suspended already.
		AlreadySuspended,
		/// The organization or the practitioner is not suspended.
		NotSuspended,
		/// The account is that already: a practitioner, an admin, a gateway, an applicant.
		AlreadyExists,
		/// No role is given, or one without a code.
		InvalidRoles,
		/// The emergency role is a licensing authority's to give, not an organization's.
		EmergencyRoleReserved,
		/// The period is shorter than a minute or over already.
		InvalidPeriod,
		/// The key is all zeros, which X25519 must never be given, or it is the present key again.
		InvalidEncryptionKey,
		/// The account has not applied.
		ApplicationNotFound,
		/// The organization's accreditation was revoked, or another has followed it: that is final.
		OrganizationEnded,
		/// An organization cannot follow itself.
		CannotSucceedItself,
		/// The organization would have followed too many.
		MaxPredecessorsExceeded,
		/// The organization has as many admins as it can have.
		MaxAdminsExceeded,
		/// The account is no admin of the organization.
		AdminNotFound,
		/// The last admin stays: nobody could remove a practitioner any more.
		LastAdmin,
		/// The organization has as many gateways as it can have.
		MaxGatewaysExceeded,
		/// The account is no gateway of the organization.
		GatewayNotFound,
		/// It is so already.
		NothingToDo,
		/// The practitioner has not left the organization.
		NotLeft,
		/// The practitioner is suspended; forgetting that would lift it.
		SuspensionStands,
		/// The practitioner left too short a time ago.
		TooEarly,
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
		/// Accredits a new organization, whose practitioners `admin` manages, without an application.
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
			Self::do_accredit(kind, &admin, accreditation, profile)?;
			Ok(())
		}

		/// Suspends an organization from now on: nobody may act for it, at once and with no grant
		/// rewritten. Its admins can still end what it has: practitioners, gateways, admins.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationSuspended`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		/// - [`Error::AlreadySuspended`]: it is suspended already.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::suspend_organization())]
		pub fn suspend_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_suspend_organization(organization)
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
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		/// - [`Error::NotSuspended`]: it is not suspended.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reinstate_organization())]
		pub fn reinstate_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_reinstate_organization(organization)
		}

		/// Makes somebody a practitioner of `organization`, from now on: an account, or a person without
		/// one, under a pseudonym that the organization chose, for whom its gateways act.
		///
		/// Somebody who has left can be added again. The past stays known; a suspension still stands; the
		/// emergency role does not come back.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::InvalidRoles`]: no role, or one without a code.
		/// - [`Error::EmergencyRoleReserved`]: an organization cannot give the emergency role.
		/// - [`Error::InvalidPeriod`]: the licence is shorter than a minute, or over already.
		/// - [`Error::AlreadyExists`]: that is a practitioner of the organization already.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::add_practitioner())]
		pub fn add_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_practitioner(&who, organization, practitioner, roles, licence)
		}

		/// Lets other roles and another licence apply to a practitioner from now on. What applied
		/// before stays known for past moments. The emergency role stays as it is, and so does a
		/// suspension.
		///
		/// The licence must be at least a minute long, or be over already: with one whose `until` is
		/// not after now (and after its `from`), the practitioner's access ends at once. That needs no
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
		/// - [`Error::OrganizationNotAccredited`]: the licence is not over, and the organization is
		///   suspended, over, or not accredited now.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::change_practitioner())]
		pub fn change_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_change_practitioner(&who, organization, practitioner, roles, licence)
		}

		/// Publishes the encryption key to which others seal what a practitioner of `organization` shall
		/// read: the first one, or one that replaces it.
		///
		/// For the practitioner's own account, or for a gateway of the organization if the practitioner
		/// has none. Free for them, as long as the organization is neither suspended nor over.
		///
		/// # Events
		/// [`Event::PractitionerKeyPublished`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer does not speak for this practitioner.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros, or the present key again.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::publish_practitioner_key())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 organization: &OrganizationId,
			 practitioner: &PractitionerId<T::AccountId>,
			 _: &[u8; 32]|
			 -> bool {
				ensure_signed(origin.clone()).is_ok_and(|who| {
					Pallet::<T>::publishes_for_free(&who, *organization, practitioner)
				})
			}
		)]
		pub fn publish_practitioner_key(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_practitioner_key(&who, organization, practitioner, encryption_key)
		}

		/// Asks that an institution be accredited, which the signer will manage. `profile` is a salted
		/// commitment to its description, which whoever accredits gets off the chain.
		///
		/// For anybody, once at a time. The signer pays the fee, and leaves a deposit until the
		/// application is decided or withdrawn, so that it costs something to ask in vain for long.
		///
		/// # Events
		/// [`Event::ApplicationSubmitted`]
		///
		/// # Errors
		/// - [`Error::AlreadyExists`]: an application of the signer waits already.
		/// - Whatever [`Config::Consideration`] says, if the signer cannot pay the deposit.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::apply())]
		pub fn apply(
			origin: OriginFor<T>,
			kind: OrganizationKind,
			profile: Commitment,
		) -> DispatchResult {
			let applicant = ensure_signed(origin)?;
			Self::do_apply(applicant, kind, profile)
		}

		/// Takes the signer's application back, and the deposit with it.
		///
		/// For the applicant, who pays the fee.
		///
		/// # Events
		/// [`Event::ApplicationWithdrawn`]
		///
		/// # Errors
		/// - [`Error::ApplicationNotFound`]: the signer has not applied.
		/// - Whatever [`Config::Consideration`] says, if it cannot give the deposit back.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::withdraw_application())]
		pub fn withdraw_application(origin: OriginFor<T>) -> DispatchResult {
			let applicant = ensure_signed(origin)?;
			Self::do_withdraw_application(applicant)
		}

		/// Accredits the institution that an account applied for, as a new organization with the
		/// applicant as its admin, and gives the deposit back.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationAccredited`], [`Event::ApplicationAccepted`]
		///
		/// # Errors
		/// - [`Error::ApplicationNotFound`]: the account has not applied.
		/// - [`Error::InvalidPeriod`]: the accreditation is shorter than a minute, or over already.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::accept_application())]
		pub fn accept_application(
			origin: OriginFor<T>,
			applicant: T::AccountId,
			accreditation: Period,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_accept_application(applicant, accreditation)
		}

		/// Rejects the application of an account, and gives the deposit back.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::ApplicationRejected`]
		///
		/// # Errors
		/// [`Error::ApplicationNotFound`]: the account has not applied.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reject_application())]
		pub fn reject_application(origin: OriginFor<T>, applicant: T::AccountId) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_reject_application(applicant)
		}

		/// Accredits an organization for another period, which applies from now on: past moments are
		/// judged by the period that applied then. A suspension still stands.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::AccreditationRenewed`]
		///
		/// # Errors
		/// - [`Error::InvalidPeriod`]: the period is shorter than a minute, or over already.
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::renew_accreditation())]
		pub fn renew_accreditation(
			origin: OriginFor<T>,
			organization: OrganizationId,
			accreditation: Period,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_renew_accreditation(organization, accreditation)
		}

		/// Revokes an organization's accreditation from now on, for good. All that can still happen to it
		/// is that another organization follows it; its admins can still end what it has.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::AccreditationRevoked`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::revoke_accreditation())]
		pub fn revoke_accreditation(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_revoke_accreditation(organization)
		}

		/// Lets the organization `by` follow `organization`, which is over from now on, for good. Custody
		/// and authorship of all that `organization` had, and of those that it had followed itself, are
		/// the successor's; practitioners and grants are not.
		///
		/// An organization that is suspended, or whose accreditation was revoked, can be followed, too:
		/// somebody must be able to correct its records.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationSucceeded`]
		///
		/// # Errors
		/// - [`Error::CannotSucceedItself`]: both are the same organization.
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: another has followed it already.
		/// - [`Error::OrganizationNotAccredited`]: the successor is not accredited now.
		/// - [`Error::MaxPredecessorsExceeded`]: the successor would have followed too many.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::succeed_organization())]
		pub fn succeed_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
			by: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_succeed_organization(organization, by)
		}

		/// Makes an account an admin of an organization.
		///
		/// For an admin of an organization that is accredited now, who pays the fee; for
		/// [`Config::AccreditOrigin`] at any time.
		///
		/// # Events
		/// [`Event::AdminAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::AlreadyExists`]: the account is an admin of it already.
		/// - [`Error::MaxAdminsExceeded`]: it has as many as it can have.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::add_admin())]
		pub fn add_admin(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let signer = Self::signer_unless_authority(origin)?;
			Self::do_add_admin(signer.as_ref(), organization, account)
		}

		/// Ends that an account is an admin of an organization. The last one stays.
		///
		/// For an admin of the organization, who pays the fee and may remove itself, and for
		/// [`Config::AccreditOrigin`], at any time. An admin who removes all others leaves whoever
		/// accredits to undo that: add one again, then remove that admin.
		///
		/// # Events
		/// [`Event::AdminRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::AdminNotFound`]: the account is no admin of it.
		/// - [`Error::LastAdmin`]: there would be no admin left.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::remove_admin())]
		pub fn remove_admin(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let signer = Self::signer_unless_authority(origin)?;
			Self::do_remove_admin(signer.as_ref(), organization, account)
		}

		/// Makes an account a gateway of an organization, from now on: it signs for practitioners of the
		/// organization who have no account. In a full table the gateway that was removed first makes
		/// room.
		///
		/// For an admin of an organization that is accredited now, who pays the fee.
		///
		/// # Events
		/// [`Event::GatewayAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::AlreadyExists`]: the account is a gateway of it already.
		/// - [`Error::MaxGatewaysExceeded`]: it has as many as it can have.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::add_gateway())]
		pub fn add_gateway(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_gateway(&who, organization, account)
		}

		/// Ends that an account is a gateway of an organization, at once. That it was one stays known for
		/// past moments, until its place is needed.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::GatewayRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::GatewayNotFound`]: the account is no gateway of it.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::remove_gateway())]
		pub fn remove_gateway(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_gateway(&who, organization, account)
		}

		/// Publishes the encryption key to which others seal what an organization as such shall read: the
		/// first one, or one that replaces it.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::OrganizationKeyPublished`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::InvalidEncryptionKey`]: the key is all zeros, or the present key again.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::publish_organization_key())]
		pub fn publish_organization_key(
			origin: OriginFor<T>,
			organization: OrganizationId,
			encryption_key: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_organization_key(&who, organization, encryption_key)
		}

		/// Ends that somebody is a practitioner of an organization, at once. What applied before stays
		/// known for past moments. This needs no accreditation: a suspended organization, and one that is
		/// over, can still do it.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of it.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::remove_practitioner())]
		pub fn remove_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_practitioner(&who, organization, practitioner)
		}

		/// Ends that the signer is a practitioner of an organization, at once and whatever the
		/// organization says.
		///
		/// For the practitioner; free.
		///
		/// # Events
		/// [`Event::PractitionerLeft`]
		///
		/// # Errors
		/// [`Error::PractitionerNotFound`]: the signer is no practitioner of the organization.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::leave())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, organization: &OrganizationId| -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::may_leave(&who, *organization))
			}
		)]
		pub fn leave(origin: OriginFor<T>, organization: OrganizationId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, organization)
		}

		/// Gives a practitioner the emergency role from now on, which opens records without consent, or
		/// takes it away.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::EmergencyRoleSet`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		/// - [`Error::NothingToDo`]: the practitioner holds the role already, or does not hold it.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::set_emergency_role())]
		pub fn set_emergency_role(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			holds: bool,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_set_emergency_role(organization, practitioner, holds)
		}

		/// Suspends a practitioner in an organization, from now on. Somebody who has left can be
		/// suspended, too: it counts from the moment of coming back.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::PractitionerSuspended`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that never was a practitioner of the organization.
		/// - [`Error::AlreadySuspended`]: the practitioner is suspended already.
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::suspend_practitioner())]
		pub fn suspend_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_suspend_practitioner(organization, practitioner)
		}

		/// Lifts a practitioner's suspension from now on, also one that was imposed for misconduct.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::PractitionerReinstated`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that never was a practitioner of the organization.
		/// - [`Error::NotSuspended`]: the practitioner is not suspended.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::reinstate_practitioner())]
		pub fn reinstate_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_reinstate_practitioner(organization, practitioner)
		}

		/// Removes the row of somebody who left an organization long ago and is not suspended. From then
		/// on the chain no longer knows who else practised in that organization at the moments before that
		/// person left.
		///
		/// For anybody, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerForgotten`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: there is no such row.
		/// - [`Error::NotLeft`]: that is still a practitioner of the organization.
		/// - [`Error::SuspensionStands`]: whoever left is suspended.
		/// - [`Error::TooEarly`]: [`Config::HistoryRetention`] has not passed.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::forget_practitioner())]
		pub fn forget_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_practitioner(organization, practitioner)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The organization with this id; `None` if there is no such organization.
		pub fn organization(organization: OrganizationId) -> Option<Organization<T::AccountId>> {
			Organizations::<T>::get(organization)
		}

		/// What somebody is, or was before leaving, in `organization`; `None` if the chain knows nothing.
		pub fn practitioner(
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> Option<Practitioner> {
			Practitioners::<T>::get(organization, practitioner)
		}

		/// Whether `actor` may act for its organization at `at` (without a moment: now), and with which
		/// roles; if not, why.
		pub fn standing(
			actor: Actor<T::AccountId>,
			at: Option<Moment>,
		) -> Result<Standing, NotPractising> {
			let at = at.unwrap_or_else(T::Time::now);
			<Self as ProviderDirectory<T::AccountId>>::standing(&actor, at)
		}

		/// The application of an account that waits for a decision, without the deposit's ticket.
		pub fn application(applicant: T::AccountId) -> Option<Application<()>> {
			Applications::<T>::get(applicant).map(Application::without_ticket)
		}
	}
}
