#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use history::{Annex, Annexed, History, Known, Past, MAX_HISTORY};
pub use pallet::*;
pub use reviewers::{Officers, MAX_TRIES};
pub use types::{
	Application, Gateway, GenesisOrganization, Organization, OrganizationState, OrganizationTerms,
	Practitioner, PractitionerState, PractitionerTerms, Predecessor,
};
pub use weights::WeightInfo;

mod annexes;
mod applications;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
pub mod config_preludes;
mod directory;
mod errors;
mod events;
mod governance;
pub mod history;
mod limits;
mod members;
#[cfg(test)]
mod mock;
mod organizations;
mod practitioners;
mod reviewers;
pub mod runtime_api;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

use alloc::vec::Vec;
use frame_support::pallet_macros::import_section;
use salus_primitives::{
	Actor, AuditTrail, Commitment, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	PractitionerId, ProviderDirectory, PublicKey, RoleReferences, Roles, Standing,
	MAX_PREDECESSORS,
};
use types::{MAX_ADMINS, MAX_GATEWAYS};

/// The references that the pallet holds of the accounts that its rows name.
pub(crate) type References<T> = RoleReferences<T, RoleCount<T>>;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
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
	#[pallet::config(with_default)]
	pub trait Config: frame_system::Config {
		/// The chain's clock, in milliseconds since 1970.
		#[pallet::no_default]
		type Time: Time<Moment = Moment>;

		/// The trail in which it stands what authorities did; `()` keeps none.
		#[pallet::no_default_bounds]
		type Audit: AuditTrail<Self::AccountId>;

		/// Who accredits organizations, and says where they stand.
		#[pallet::no_default]
		type AccreditOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who licenses practitioners: gives the emergency role, suspends and reinstates.
		#[pallet::no_default]
		type LicensingOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The deposit that an application leaves until it is decided, such as `HoldConsideration` over pallet-balances. `()`
		/// takes nothing: anybody fills the state for the price of a transaction then.
		#[pallet::no_default_bounds]
		type Consideration: Consideration<Self::AccountId, Footprint>;

		/// For how long at least it stays known who might act, in milliseconds: as long as past moments may be
		/// asked about, and longer than any verdict on a misconduct takes, which has nobody to suspend once
		/// the row is gone. A minute at least. Suggested: as long as consent's history, or longer.
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

		/// How many past terms of an organization, and of a practitioner, lie in its row, and so cost no
		/// further read.
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

	/// The terms of organizations that their rows have no room for: from an organization's id and a running
	/// number to what applied until when. They lie apart, since decisions about the present never need them.
	#[pallet::storage]
	pub type OrganizationAnnexes<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganizationId,
		Twox64Concat,
		u32,
		Past<OrganizationTerms>,
		OptionQuery,
	>;

	/// The terms of practitioners that their rows have no room for: from an organization's id, an account or a
	/// pseudonym, and a running number to what applied until when.
	#[pallet::storage]
	pub type PractitionerAnnexes<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, OrganizationId>,
			NMapKey<Blake2_128Concat, PractitionerId<T::AccountId>>,
			NMapKey<Twox64Concat, u32>,
		),
		Past<PractitionerTerms>,
		OptionQuery,
	>;

	/// When accounts were gateways: from an organization's id and an account to whether it is one, and whether
	/// it was one before. The organization's row lists those who are, so that asking about the present reads
	/// nothing here.
	#[pallet::storage]
	pub type GatewayHistories<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganizationId,
		Blake2_128Concat,
		T::AccountId,
		History<bool>,
		OptionQuery,
	>;

	/// What [`GatewayHistories`] has no room for: from an organization's id, an account and a running number
	/// to whether the account was a gateway until when.
	#[pallet::storage]
	pub type GatewayAnnexes<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, OrganizationId>,
			NMapKey<Blake2_128Concat, T::AccountId>,
			NMapKey<Twox64Concat, u32>,
		),
		Past<bool>,
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

	/// The privacy officers of an organization, and its place among those that can be drawn to judge others: from
	/// the organization's id to [`Officers`]. Not stored for one that has none.
	#[pallet::storage]
	pub type PrivacyOfficers<T: Config> =
		StorageMap<_, Twox64Concat, OrganizationId, Officers, ValueQuery>;

	/// The organizations that can be drawn to judge others: from a place to an organization's id, without gaps. So
	/// a lot is a place.
	#[pallet::storage]
	pub type ReviewerPlaces<T: Config> =
		StorageMap<_, Twox64Concat, u32, OrganizationId, OptionQuery>;

	/// How many places there are.
	#[pallet::storage]
	pub type ReviewerPool<T: Config> = StorageValue<_, u32, ValueQuery>;

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
					let row = Pallet::<T>::new_practitioner(organization, *roles, for_ever, 0);
					Pallet::<T>::store_practitioner(organization, &practitioner, row)
						.expect("genesis: an account has more roles than can be counted");
				}
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
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

		/// When accounts were gateways of `organization`, as far as that is known: of up to `limit` accounts (at
		/// most 100), those that follow `after` in the order of storage. Older times of one that was a gateway
		/// more than four times lie in `gateway_annex`.
		pub fn gateways(
			organization: OrganizationId,
			after: Option<T::AccountId>,
			limit: u32,
		) -> Vec<(T::AccountId, History<bool>)> {
			Self::gateways_after(organization, after, limit)
		}

		/// What `organization` was before what its row tells: up to `limit` entries (at most 100) of the annex
		/// from `number` on. The row says which numbers there are.
		pub fn organization_annex(
			organization: OrganizationId,
			number: u32,
			limit: u32,
		) -> Vec<Past<OrganizationTerms>> {
			annexes::page(&annexes::OrganizationAnnex::<T>::of(organization), number, limit)
		}

		/// What somebody was in `organization` before what its row tells: up to `limit` entries (at most 100)
		/// of the annex from `number` on. The row says which numbers there are.
		pub fn practitioner_annex(
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			number: u32,
			limit: u32,
		) -> Vec<Past<PractitionerTerms>> {
			let annex = annexes::PractitionerAnnex::<T>::of(organization, &practitioner);
			annexes::page(&annex, number, limit)
		}

		/// When an account was a gateway of `organization` before what `gateways` tells: up to `limit` entries
		/// (at most 100) of the annex from `number` on.
		pub fn gateway_annex(
			organization: OrganizationId,
			account: T::AccountId,
			number: u32,
			limit: u32,
		) -> Vec<Past<bool>> {
			annexes::page(&annexes::GatewayAnnex::<T>::of(organization, &account), number, limit)
		}

		/// The application of an account that waits for a decision, without the deposit's ticket.
		pub fn application(applicant: T::AccountId) -> Option<Application<()>> {
			Applications::<T>::get(applicant).map(Application::without_ticket)
		}
	}
}
