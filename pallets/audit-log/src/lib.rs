#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod chain;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
pub mod ticket;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Ticket, TicketFault, TrailHead};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{
	traits::{DefensiveSaturating, Time},
	weights::Weight,
};
use salus_primitives::{
	AccessRequest, Actor, AuditEntry, AuditTrail, AuditedEvent, Capacity, Moment, NotPractising,
	OrganizationId, PatientDirectory, PatientId, ProviderDirectory, Relation, Role, Sequence,
	TrailId,
};

/// How many entries one query returns at most.
pub const MAX_ENTRIES_PER_QUERY: u32 = 256;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessAttempt, AccessPolicy, Action, Commitment, Decision, Denial, Outcome, Purpose, Target,
	};

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

		/// Who may act for a patient: these ask for access without a fee.
		type Patients: PatientDirectory<Self::AccountId>;

		/// Who practises for an organization: these ask for access without a fee, and redeem tickets
		/// as custodians.
		type Providers: ProviderDirectory<Self::AccountId>;

		/// Decides on every access.
		type Policy: AccessPolicy<Self::AccountId>;

		/// How long a ticket holds, in milliseconds: minutes. A block's author can shift the clock by
		/// about 12 seconds.
		#[pallet::constant]
		type TicketLifetime: Get<Moment>;

		/// Weights of the calls and of an entry.
		type WeightInfo: WeightInfo;
	}

	/// The heads of the trails: trail → where it begins and ends. A trail has a head from its first
	/// entry on.
	#[pallet::storage]
	pub type Heads<T: Config> = StorageMap<_, Blake2_128Concat, TrailId, TrailHead, OptionQuery>;

	/// The entries: trail and place → what happened.
	#[pallet::storage]
	pub type Entries<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		TrailId,
		Twox64Concat,
		Sequence,
		AuditEntry<T::AccountId>,
		OptionQuery,
	>;

	/// The redeemed tickets: patient and the entry's place → when it was redeemed. Apart from the
	/// entries, whose hashes must never change.
	#[pallet::storage]
	pub type Redemptions<T: Config> =
		StorageDoubleMap<_, Identity, PatientId, Twox64Concat, Sequence, Moment, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(fn deposit_event)]
	pub enum Event<T: Config> {
		/// A request for access was answered.
		AccessAnswered {
			/// The patient that was named.
			patient: PatientId,
			/// Who asked.
			account: T::AccountId,
			/// For which organization.
			organization: Option<OrganizationId>,
			/// The place of the entry if it is permitted, which is a ticket if records are to be shown; none
			/// if it is not, whatever the reason.
			ticket: Option<Sequence>,
		},
		/// A custodian released what a ticket stands for.
		TicketRedeemed {
			/// Whose records.
			patient: PatientId,
			/// The ticket.
			sequence: Sequence,
			/// Who released them.
			custodian: OrganizationId,
		},
	}

	/// Why a call is refused. Every [`TicketFault`] has its error of the same name.
	#[pallet::error]
	pub enum Error<T> {
		/// The signer does not practise for the custodian in the role of one.
		NotAuthorized,
		/// The patient's trail has no permitted attempt at that place.
		TicketNotFound,
		/// Another account asked for the access.
		NotTicketHolder,
		/// The ticket names another custodian.
		WrongCustodian,
		/// The ticket's time is over.
		TicketExpired,
		/// The ticket was redeemed before.
		TicketRedeemed,
		/// What was permitted when the access was asked for is not permitted any more, or not on the same
		/// ground.
		NoLongerPermitted,
		/// What was asked for shows nobody any records: to collect new ones, or to correct.
		NothingToRelease,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::TicketLifetime::get() > 0, "a ticket must hold for some time");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Asks for access to a patient's records: decides, writes the attempt into the trail whether
		/// permitted or denied, and answers with a ticket or with none.
		///
		/// - `target`: an anchor, or a class of records.
		/// - `action`, `purpose`: what is done with them, and why.
		/// - `capacity`: whether the signer acts on the patient's side, as a practitioner, or as a gateway
		///   for one.
		/// - `custodian`: the organization that shall release the ciphertext.
		/// - `reason`: a salted commitment to a reason in words, which stays off the chain.
		///
		/// Any signed account may ask. Free for the patient's side, and for whoever practises in the
		/// organization of `capacity`, by an own account or through a gateway.
		///
		/// The call succeeds for every signed origin: a call that failed would take its own evidence
		/// back. For the same reason **it must not be callable inside an atomic batch**, or inside any
		/// other call that can fail after it: whoever probes for permissions could roll the entry
		/// back. The runtime's call filter sees to that.
		///
		/// The answer, the event and the weight are the same for every denial, so that an outsider does
		/// not learn from them whether there is such a patient or what it refused; the reason stands in
		/// the trail. Nothing of the weight is paid back, because that would tell how far the decision
		/// came.
		///
		/// The entry goes to the patient's trail and names, for a gateway, both its account and the
		/// practitioner. Where the patient is unknown or closed, it goes to the trail of the
		/// organization that the signer claims to act for, if there is such an organization: a trail is
		/// never made for an id that somebody thought up.
		///
		/// # Errors
		/// None but a bad origin.
		///
		/// # Events
		/// - [`Event::AccessAnswered`], with the ticket if access is permitted
		///
		/// # Cost
		/// The decision and the trail's entry, nothing else.
		#[pallet::call_index(0)]
		#[pallet::weight(
			T::WeightInfo::request_access()
				.saturating_add(T::Policy::weight())
				.saturating_add(T::WeightInfo::append())
				.max(T::WeightInfo::request_access_to_unknown_patient())
		)]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 _target: &Target,
			 _action: &Action,
			 _purpose: &Purpose,
			 capacity: &Capacity,
			 _custodian: &OrganizationId,
			 _reason: &Option<Commitment>|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::asks_freely(who, patient, *capacity))
			}
		)]
		pub fn request_access(
			origin: OriginFor<T>,
			patient: PatientId,
			target: Target,
			action: Action,
			purpose: Purpose,
			capacity: Capacity,
			custodian: OrganizationId,
			reason: Option<Commitment>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;

			let now = T::Time::now();
			let actor = Actor::new(who.clone(), capacity);
			let organization = actor.organization();
			let request = AccessRequest { patient, actor, action, purpose, target };
			let outcome = match T::Policy::decide(&request, now) {
				Decision::Permit(basis) => Outcome::Permitted(basis),
				Decision::Deny(denial) => Outcome::Denied(denial),
				// About the present a policy always knows; if it does not, nothing is permitted.
				Decision::Unknown => Outcome::Denied(Denial::NotPermitted),
			};
			let trail = if outcome == Outcome::Denied(Denial::UnknownOrClosedPatient) {
				Self::trail_without_patient(&request, now)
			} else {
				Some(TrailId::Patient(patient))
			};

			let attempt =
				AccessAttempt { patient, action, purpose, target, custodian, reason, outcome };
			let sequence = trail.map(|trail| {
				Self::append(trail, request.actor, AuditedEvent::AccessRequested(attempt))
			});

			let ticket = sequence.filter(|_| matches!(outcome, Outcome::Permitted(_)));
			Self::deposit_event(Event::AccessAnswered {
				patient,
				account: who,
				organization,
				ticket,
			});
			Ok(())
		}

		/// Notes that a custodian released what a ticket stands for, so that it is not shown again.
		///
		/// Only an attempt to access, disclose or use shows records. Whoever was permitted to collect or to
		/// correct has nothing to fetch.
		///
		/// The ticket holds on the ground on which it was given. If that has ended (the grant was revoked or
		/// amended, the session closed), a new one does not revive it: whoever is still permitted asks again.
		///
		/// - `patient`, `sequence`: the ticket.
		/// - `holder`: the account that signed the request: the practitioner's, or the gateway's.
		/// - `custodian`: the organization for which the signer releases.
		///
		/// Signed by a practitioner of `custodian` with the role of a custodian, not through a gateway;
		/// free.
		///
		/// # Errors
		/// - [`Error::NotAuthorized`]: the signer does not practise for `custodian` in that role
		/// - [`Error::NotTicketHolder`], [`Error::WrongCustodian`], [`Error::TicketNotFound`],
		///   [`Error::NothingToRelease`], [`Error::TicketExpired`], [`Error::TicketRedeemed`],
		///   [`Error::NoLongerPermitted`]: the ticket does not hold, judged in this order; without an attempt at
		///   that place it is [`Error::TicketNotFound`] at once
		///
		/// # Events
		/// - [`Event::TicketRedeemed`]
		///
		/// # Cost
		/// The decision, the signer's standing (2 reads), 2 reads and 1 write.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::redeem_ticket().saturating_add(T::Policy::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 _patient: &PatientId,
			 _sequence: &Sequence,
			 _holder: &T::AccountId,
			 custodian: &OrganizationId|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::is_custodian(who, *custodian, T::Time::now()))
			}
		)]
		pub fn redeem_ticket(
			origin: OriginFor<T>,
			patient: PatientId,
			sequence: Sequence,
			holder: T::AccountId,
			custodian: OrganizationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let now = T::Time::now();
			ensure!(Self::is_custodian(who, custodian, now), Error::<T>::NotAuthorized);
			ticket::judge::<T>(&patient, sequence, &holder, custodian, now)
				.map_err(Error::<T>::from)?;

			Redemptions::<T>::insert(patient, sequence, now);
			Self::deposit_event(Event::TicketRedeemed { patient, sequence, custodian });
			Ok(())
		}
	}

	/// The same answers as [`crate::runtime_api::AuditLogApi`].
	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether the ticket (`patient`, `sequence`) that `holder` shows to `custodian` holds now, and
		/// what it lets the custodian release.
		pub fn check_ticket(
			patient: PatientId,
			sequence: Sequence,
			holder: T::AccountId,
			custodian: OrganizationId,
		) -> Result<Ticket<T::AccountId>, TicketFault> {
			ticket::judge::<T>(&patient, sequence, &holder, custodian, T::Time::now())
		}

		/// The entries of `trail` from the place `from` on, at most `limit` and at most
		/// [`MAX_ENTRIES_PER_QUERY`], each with its place.
		pub fn entries(
			trail: TrailId,
			from: Sequence,
			limit: u32,
		) -> Vec<(Sequence, AuditEntry<T::AccountId>)> {
			let head = Self::trail_head(&trail);
			let start = from.max(head.first);
			let end = start
				.saturating_add(Sequence::from(limit.min(MAX_ENTRIES_PER_QUERY)))
				.min(head.next);
			(start..end)
				.filter_map(|sequence| {
					Entries::<T>::get(trail, sequence).map(|entry| (sequence, entry))
				})
				.collect()
		}

		/// Where `trail` begins and ends; for a trail without entries, its seed.
		pub fn head(trail: TrailId) -> TrailHead {
			Self::trail_head(&trail)
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

impl<T: Config> Pallet<T> {
	/// The head of `trail`, whether or not it has entries.
	pub(crate) fn trail_head(trail: &TrailId) -> TrailHead {
		Heads::<T>::get(trail).unwrap_or_else(|| TrailHead::empty(chain::seed(trail)))
	}

	/// Where an attempt is written down that names no known patient: with the organization that the
	/// actor claims to act for, if there is one.
	fn trail_without_patient(
		request: &AccessRequest<T::AccountId>,
		now: Moment,
	) -> Option<TrailId> {
		let organization = request.actor.organization()?;
		match T::Providers::standing(&request.actor, now) {
			Err(NotPractising::UnknownOrganization) => None,
			_ => Some(TrailId::Organization(organization)),
		}
	}

	/// Whether `who` pays no fee for asking: it stands in a relation to the patient, or may act for
	/// the organization and the practitioner it names.
	fn asks_freely(who: T::AccountId, patient: &PatientId, capacity: Capacity) -> bool {
		let now = T::Time::now();
		match Actor::new(who, capacity) {
			Actor::Person(account) => T::Patients::relation(patient, &account, now)
				.is_some_and(|relation| relation != Relation::Stranger),
			actor => T::Providers::standing(&actor, now).is_ok(),
		}
	}

	/// Whether `who` practises for `custodian` at `now` in the role of a custodian, by that account: a
	/// service that releases ciphertext holds a key of its own.
	fn is_custodian(who: T::AccountId, custodian: OrganizationId, now: Moment) -> bool {
		let actor = Actor::Practitioner { organization: custodian, account: who };
		T::Providers::standing(&actor, now)
			.is_ok_and(|standing| standing.roles.contains(Role::Custodian))
	}
}

impl<T: Config> AuditTrail<T::AccountId> for Pallet<T> {
	fn append(trail: TrailId, actor: Actor<T::AccountId>, event: AuditedEvent) -> Sequence {
		let now = T::Time::now();
		let entry = AuditEntry { at: now, actor, event };
		let mut head = Self::trail_head(&trail);
		let sequence = head.next;
		if head.is_empty() {
			head.oldest = now;
		}
		head.tip = chain::next_head(&head.tip, &entry);
		head.next.defensive_saturating_accrue(1);
		Entries::<T>::insert(trail, sequence, entry);
		Heads::<T>::insert(trail, head);
		sequence
	}

	fn weight() -> Weight {
		T::WeightInfo::append()
	}
}
