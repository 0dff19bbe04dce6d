//! Writing an entry down.

use crate::{
	chain, counting::attempted_at, Activities, ActivityKind, Config, Entries, Event, Heads, Pallet,
	TrailHead, WeightInfo,
};
use frame_support::{
	traits::{DefensiveSaturating, Get, Time},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use salus_primitives::{
	day_of, Actor, AuditEntry, AuditTrail, AuditedEvent, PatientId, Sequence, TrailId,
};
use sp_core::H256;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// The head of `trail`, whether or not it has entries.
	pub(crate) fn trail_head(trail: &TrailId) -> TrailHead {
		Heads::<T>::get(trail).unwrap_or_else(|| TrailHead::empty(Self::seed(trail)))
	}

	/// The hash before entry 0 of `trail`. The genesis hash is at hand: `on_initialize` reads it.
	pub(crate) fn seed(trail: &TrailId) -> H256 {
		chain::seed(&frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero()), trail)
	}

	/// As [`AuditTrail::append`], for what this pallet's own calls do.
	pub(crate) fn enter(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		let (sequence, tip) = Self::append_silently(trail, actor, event);
		Self::deposit_event(Event::EntryAppended { trail, sequence, tip });
		sequence
	}

	/// As [`AuditTrail::append_listed`].
	pub(crate) fn enter_listed(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		let listing = Listing::of(&trail, &event);
		let sequence = Self::enter(trail, actor.clone(), event);
		Self::list(trail, sequence, &actor, listing);
		sequence
	}

	/// As [`AuditTrail::append_quietly`].
	pub(crate) fn enter_quietly(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		let listing = Listing::of(&trail, &event);
		let (sequence, _) = Self::append_silently(trail, actor.clone(), event);
		Self::list(trail, sequence, &actor, listing);
		sequence
	}

	/// Appends to `trail`, telling nobody. Where the entry is, and the hash of the trail after it.
	fn append_silently(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> (Sequence, H256) {
		let now = T::Time::now();
		let entry = AuditEntry::new(now, actor, event);
		let mut head = Self::trail_head(&trail);
		let sequence = head.next;
		if head.is_empty() {
			head.oldest = now;
		}
		head.tip = chain::next_head(&head.tip, &entry);
		head.next.defensive_saturating_accrue(1);
		Entries::<T>::insert(trail, sequence, entry);
		Heads::<T>::insert(trail, head);
		(sequence, head.tip)
	}

	/// Lists an entry for the organization that acted, and the day; and counts it, if it is an attempt.
	fn list(
		trail: TrailId,
		sequence: Sequence,
		actor: &Actor<T::AccountId>,
		listing: Option<Listing>,
	) {
		if let (Some(organization), Some(listing)) = (actor.organization(), listing) {
			let key = (day_of(T::Time::now()), organization, (trail, sequence));
			Activities::<T>::insert(key, listing.kind);
			if let Some(patient) = listing.attempted_at {
				Self::count_attempt(patient, actor);
			}
		}
	}
}

/// As what an entry is listed.
struct Listing {
	kind: ActivityKind,
	/// At whom it is an attempt.
	attempted_at: Option<PatientId>,
}

impl Listing {
	/// As what `event` is listed that stands in `trail`, if it is.
	fn of<AccountId>(trail: &TrailId, event: &AuditedEvent<AccountId>) -> Option<Self> {
		ActivityKind::of(event).map(|kind| Self { kind, attempted_at: attempted_at(trail, event) })
	}
}

/// Whether an entry of another pallet is written down. In a Wasm runtime that is built for measuring none is: an entry is
/// measured by itself, and each call that has one adds its weight; with it, every entry would count twice.
const KEEPS_OTHERS: bool = !cfg!(all(feature = "runtime-benchmarks", not(feature = "std")));

impl<T: Config> AuditTrail<T::AccountId> for Pallet<T> {
	fn append(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		if !KEEPS_OTHERS {
			return 0;
		}
		Self::enter(trail, actor, event)
	}

	fn append_listed(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		if !KEEPS_OTHERS {
			return 0;
		}
		Self::enter_listed(trail, actor, event)
	}

	fn append_quietly(
		trail: TrailId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) -> Sequence {
		if !KEEPS_OTHERS {
			return 0;
		}
		Self::enter_quietly(trail, actor, event)
	}

	fn weight() -> Weight {
		T::WeightInfo::append()
	}

	fn listed_weight() -> Weight {
		T::WeightInfo::append().saturating_add(T::DbWeight::get().reads_writes(1, 2))
	}
}
