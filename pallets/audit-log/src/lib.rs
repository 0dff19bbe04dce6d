#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod appending;
mod asking;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
pub mod chain;
pub mod config_preludes;
mod counting;
mod errors;
mod events;
mod inquiries;
mod limits;
#[cfg(test)]
mod mock;
mod pruning;
mod questions;
mod redeeming;
mod reporting;
pub mod retention;
pub mod runtime_api;
#[cfg(test)]
mod tests;
mod ticket;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod verifying;
mod views;
pub mod weights;

pub use pallet::*;
pub use reporting::targets_in;
pub use retention::TrailRetention;
pub use types::*;
pub use verifying::MAX_VERIFIED;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

/// How many entries one query returns at most.
pub const MAX_ENTRIES_PER_QUERY: u32 = 256;

/// How many releases one call reports at most.
pub const MAX_REPORTS: u32 = 256;

/// How many targets a custodian reports in one call without a fee: releases, if each is of one.
pub const FREE_REPORTS: usize = 64;

/// How many entries of a patient are contested and wait for an answer at most.
pub const MAX_CONTESTED: u8 = 32;

/// While so many entries of a patient are contested and wait, or more, only the controller contests another: what representatives
/// contest never takes the controller's room.
pub const MAX_CONTESTED_BY_OTHERS: u8 = MAX_CONTESTED / 2;

/// Up to how many flagged releases of its own that it has not answered for an organization reports without a fee.
pub const MAX_OPEN_FLAGGED: u32 = 256;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::{asking::Question, ticket::Shown};
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Time, weights::WeightMeter};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessPolicy, Action, Actor, AuditEntry, Capacity, Commitment, Day, Encounter,
		InquiryAnswer, InquiryVerdict, Moment, OrganizationId, PatientDirectory, PatientId, Period,
		PractitionerId, ProviderDirectory, Pseudonym, Purpose, Sequence, Target, Targets,
		TicketClaim, TicketSecret, TrailId, MAX_TARGETS,
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

		/// Who may act for a patient: these ask for access without a fee, and contest entries. `()` knows nobody: no attempt has
		/// a trail.
		#[pallet::no_default_bounds]
		type Patients: PatientDirectory<Self::AccountId>;

		/// Who practises for an organization: these ask for access without a fee, redeem tickets
		/// as custodians, and answer as privacy officers.
		#[pallet::no_default_bounds]
		type Providers: ProviderDirectory<Self::AccountId>;

		/// Decides on every access: pallet-consent, or a policy of the chain's own. `()` denies.
		#[pallet::no_default_bounds]
		type Policy: AccessPolicy<Self::AccountId>;

		/// For how long entries are kept; `()` keeps all for good.
		#[pallet::no_default_bounds]
		type Retention: TrailRetention<Self::AccountId>;

		/// Who has the last word on what an organization has not answered in time.
		#[pallet::no_default]
		type AuthorityOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// How long a ticket holds that is for no encounter, in milliseconds, above 0. Suggested: five minutes. A block's author can shift the
		/// clock by about 12 seconds. An upgrade that changes it lets a ticket that was redeemed just before serve once more.
		#[pallet::constant]
		type TicketLifetime: Get<Moment>;

		/// Whether such a ticket serves once; otherwise until it expires.
		#[pallet::constant]
		type SingleUseTickets: Get<bool>;

		/// For how many hours a ticket may hold that is for an encounter, one at least. Suggested: 12, a shift.
		#[pallet::constant]
		type MaxEncounterHours: Get<u8>;

		/// How long an organization has to answer for an entry, in milliseconds, above 0. Suggested: 30 days.
		#[pallet::constant]
		type AnswerPeriod: Get<Moment>;

		/// For how many days it stays listed what the people of an organization did. The entries themselves stay as long
		/// as [`Config::Retention`] says. One at least. Suggested: 90.
		#[pallet::constant]
		type ActivityDays: Get<Day>;

		/// How many attempts of one practitioner at one patient are free in a day, from midnight to midnight in UTC; each
		/// further one is paid for. Asking for emergency treatment stays free for whoever has the emergency role. One at least.
		/// Suggested: 256.
		#[pallet::constant]
		type FreeAttempts: Get<u16>;

		/// How many steps of pruning a block takes at most, four at least. Suggested: 100.
		#[pallet::constant]
		type MaxPruningSteps: Get<u32>;

		/// Weights of the calls and of an entry.
		type WeightInfo: WeightInfo;
	}

	/// The heads of the trails: trail → where it begins and ends. A trail has a head from its first
	/// entry on, for good.
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Blake2_128Concat, TrailId, TrailHead, OptionQuery>;

	/// The entries: trail and place → what happened. Places are counted, so they need no hashing.
	#[pallet::storage]
	pub type Entries<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		TrailId,
		Identity,
		Sequence,
		AuditEntry<T::AccountId>,
		OptionQuery,
	>;

	/// The tickets that serve once and were redeemed: the hour, counted from 1970, in which the ticket expires; patient and
	/// place → nothing. When the hour is over, the mark is of no use and goes.
	#[pallet::storage]
	pub type Redeemed<T: Config> =
		StorageDoubleMap<_, Twox64Concat, u32, Identity, (PatientId, Sequence), (), OptionQuery>;

	/// What the people of organizations did: day, organization, trail and place → what it was. The entry stands in the
	/// trail; this only says where.
	#[pallet::storage]
	pub type Activities<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, Day>,
			NMapKey<Twox64Concat, OrganizationId>,
			NMapKey<Identity, (TrailId, Sequence)>,
		),
		ActivityKind,
		OptionQuery,
	>;

	/// How often somebody tried on a day, as a practitioner of an organization, to get at a patient's records or to open an
	/// emergency: day; the id that was named, and who tried → attempts, permitted and denied. Gone when the day is over.
	#[pallet::storage]
	pub type Attempts<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		Day,
		Blake2_128Concat,
		(PatientId, Actor<T::AccountId>),
		u16,
		ValueQuery,
	>;

	/// What organizations have to answer for, or had: organization, and the entry's trail and place → how that stands. It
	/// goes with the entry.
	#[pallet::storage]
	pub type Inquiries<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		OrganizationId,
		Identity,
		(TrailId, Sequence),
		Inquiry,
		OptionQuery,
	>;

	/// Which inquiries are to be answered by when: the day in which the first moment lies that is too late; organization,
	/// trail and place → nothing. Gone once it is answered, or escalated.
	#[pallet::storage]
	pub type InquiriesDue<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		Day,
		Twox64Concat,
		(OrganizationId, TrailId, Sequence),
		(),
		OptionQuery,
	>;

	/// The inquiries that were not answered in time and wait for the authority: organization, trail and place → nothing.
	#[pallet::storage]
	pub type Escalated<T: Config> =
		StorageMap<_, Twox64Concat, (OrganizationId, TrailId, Sequence), (), OptionQuery>;

	/// How many flagged releases an organization has to answer for that are not over; none if there is none.
	#[pallet::storage]
	pub type Flagged<T: Config> = StorageMap<_, Twox64Concat, OrganizationId, u32, ValueQuery>;

	/// The first day of which overdue inquiries may wait to be escalated; none before the first inquiry.
	#[pallet::storage]
	pub type EscalationDay<T: Config> = StorageValue<_, Day, OptionQuery>;

	/// The trail that was pruned last; from the next one on pruning goes on.
	#[pallet::storage]
	pub type PrunedLast<T: Config> = StorageValue<_, TrailId, OptionQuery>;

	/// The first day of which it is listed what organizations did.
	#[pallet::storage]
	pub type FirstActivityDay<T: Config> = StorageValue<_, Day, OptionQuery>;

	/// The first day of which attempts are counted.
	#[pallet::storage]
	pub type FirstAttemptDay<T: Config> = StorageValue<_, Day, OptionQuery>;

	/// The first hour of which marks of redeemed tickets are kept.
	#[pallet::storage]
	pub type FirstRedeemedHour<T: Config> = StorageValue<_, u32, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Has the genesis hash at hand, which the seed of a new trail names.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let _ = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::default());
			T::DbWeight::get().reads(1)
		}

		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			let mut meter = WeightMeter::with_limit(remaining.div(4));
			Self::escalate(&mut meter);
			Self::prune(&mut meter);
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

	/// The same answers as [`crate::runtime_api::AuditLogApi`].
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether the ticket (`patient`, `sequence`) that `holder` shows to `custodian` holds now, and
		/// what it lets the custodian release. `practitioner` is whom a gateway shows a team's ticket for.
		pub fn check_ticket(
			patient: PatientId,
			sequence: Sequence,
			holder: T::AccountId,
			practitioner: Option<Pseudonym>,
			custodian: OrganizationId,
		) -> Result<Ticket<T::AccountId>, TicketFault> {
			let shown = Shown { patient, sequence, holder, practitioner, custodian };
			ticket::judge::<T>(&shown, T::Time::now())
		}

		/// The entries of `trail` from the place `from` on, at most `limit`, but at least 1, and at most
		/// [`MAX_ENTRIES_PER_QUERY`], each with its place. The bounds of `limit` are the same in all questions.
		pub fn entries(
			trail: TrailId,
			from: Sequence,
			limit: u32,
		) -> Vec<(Sequence, AuditEntry<T::AccountId>)> {
			Self::entries_from(trail, from, limit)
		}

		/// Where `trail` begins and ends; for a trail without entries, its seed.
		pub fn head(trail: TrailId) -> TrailHead {
			Self::trail_head(&trail)
		}

		/// The place of the first entry kept of `trail` that was written at `moment` or later; that of the next entry, if
		/// there is none.
		pub fn first_since(trail: TrailId, moment: Moment) -> Sequence {
			Self::first_entry_since(trail, moment)
		}

		/// Hashes `trail` anew, at most [`MAX_VERIFIED`] entries: whether they lead to its tip, and to which hashes they lead before
		/// `from` and before `to`. With `before`, the hash before `from`, the entries `from..to` alone: so a longer trail is
		/// hashed part by part, from its checkpoint on and each from where the last one led, until `is_to_the_tip`.
		pub fn verify(
			trail: TrailId,
			from: Sequence,
			to: Sequence,
			before: Option<H256>,
		) -> Result<Verified, VerifyFault> {
			Self::verified(trail, from, to, before)
		}

		/// What was released between two moments, to whom and why, of a patient's records or by a custodian, for
		/// `purpose` or any: in the order of the entries, from after `after` on, at most `limit` and at most
		/// [`MAX_ENTRIES_PER_QUERY`]; and since when nothing is missing, since it was pruned.
		pub fn releases(
			whose: Whose,
			between: Period,
			purpose: Option<Purpose>,
			after: Option<ReleaseCursor>,
			limit: u32,
		) -> ReleasesPage<T::AccountId> {
			Self::releases_of(whose, between, purpose, after, limit)
		}

		/// What was done or attempted in the name of `organization`, or by one practitioner, in the days in which `between`
		/// lies, also by whoever does not practise there: day by day, within
		/// a day by trail, from after `after` on, at most `limit` and at most [`MAX_ENTRIES_PER_QUERY`]; and where to go
		/// on, unless that was all. Days whose lists were pruned are not told: `complete_since` of the organization's
		/// `releases` says which.
		pub fn activity(
			organization: OrganizationId,
			practitioner: Option<PractitionerId<T::AccountId>>,
			between: Period,
			after: Option<ActivityCursor>,
			limit: u32,
		) -> (Vec<Activity<T::AccountId>>, Option<ActivityCursor>) {
			Self::activity_of(organization, practitioner, between, after, limit)
		}

		/// What `organization` has to answer for, or had, from after `after` on, at most `limit` and at most
		/// [`MAX_ENTRIES_PER_QUERY`].
		pub fn inquiries(
			organization: OrganizationId,
			after: Option<(TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry> {
			Self::inquiries_of(organization, after, limit)
		}

		/// What waits for the authority, since it was not answered in time, from after `after` on, at most `limit` and at
		/// most [`MAX_ENTRIES_PER_QUERY`].
		pub fn escalated(
			after: Option<(OrganizationId, TrailId, Sequence)>,
			limit: u32,
		) -> Vec<OpenInquiry> {
			Self::escalated_after(after, limit)
		}

		/// All trails, in the order of their keys, from after `after` on, at most `limit` and at most
		/// [`MAX_ENTRIES_PER_QUERY`]: for an auditor who goes through all.
		pub fn trails(after: Option<TrailId>, limit: u32) -> Vec<(TrailId, TrailHead)> {
			Self::trails_after(after, limit)
		}
	}

	impl<T> From<TicketFault> for Error<T> {
		fn from(fault: TicketFault) -> Self {
			match fault {
				TicketFault::TicketNotFound => Error::TicketNotFound,
				TicketFault::NotTicketHolder => Error::NotTicketHolder,
				TicketFault::WrongCustodian => Error::WrongCustodian,
				TicketFault::TicketExpired => Error::TicketExpired,
				TicketFault::TicketRedeemed => Error::TicketRedeemed,
				TicketFault::NoLongerPermitted => Error::NoLongerPermitted,
				TicketFault::NothingToRelease => Error::NothingToRelease,
			}
		}
	}
}
