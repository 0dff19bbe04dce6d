//! How another refusal finds its place: the list of a patient's refusals has an end, and refusing has none.
//!
//! Refusals are of three kinds: the controller's *even in an emergency*, which nobody else says; its other ones; and
//! those of representatives. In a list without room two become one, which refuses no less than either:
//!
//! - **Only such as are of one kind are joined.** So whose word a refusal is stays known, and none that gives way in an
//!   emergency holds in one because of another.
//! - **Those that hold even in an emergency are joined only if nothing is added**: one refuses all that the other does,
//!   or they differ in their purposes alone. Two that have less in common would become one about everybody, and close
//!   to emergencies what nobody said so of.
//! - **A place is kept for the first of the controller's, and of representatives', that give way in an emergency.** So
//!   each finds one of its own kind to be joined with, and representatives, however much they refuse, never touch what
//!   the controller refused.
//! - **One that can be joined only by adding something gets the place that is free after two others were joined**, if
//!   that adds less. Representatives' go before the controller's: nothing that the controller refused is widened because of
//!   the number of theirs. For another of a representative's only theirs are joined.
//! - One that holds even in an emergency, and can't be joined so, gets a place in this way, too.
//! - If that can't be, either, there are thirty or more that hold even in an emergency, no two of which can be joined,
//!   and at most one of each other kind. Then it is refused as well, but gives way in an emergency; the event and the
//!   entry in the trail say so. Whoever wants more lifts one, refuses everything, or opts out.
//!
//! Closest are two of which one refuses all that the other does; then two that add nothing to each other; then two
//! about the same people rather than others; then two about the same class; then those with the fewest purposes
//! together; among equals the oldest.

use crate::types::{Head, Refusal, StandingRefusal, MAX_REFUSALS};
use frame_support::defensive;
use salus_primitives::{Moment, RefusalId};

/// What came of another refusal.
pub(crate) struct Made<AccountId> {
	/// The number under which it stands.
	pub id: RefusalId,
	/// The one that it was joined with, which stands no longer by itself.
	pub joined: Option<StandingRefusal<AccountId>>,
	/// Two that became one to make room.
	pub merged: Option<Merged<AccountId>>,
}

/// Two refusals that became one.
pub(crate) struct Merged<AccountId> {
	pub one: StandingRefusal<AccountId>,
	pub other: StandingRefusal<AccountId>,
	/// The number of the one that they became.
	pub id: RefusalId,
}

/// Whose word a refusal is, and how it is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
	by_controller: bool,
	even_in_emergency: bool,
}

impl Kind {
	/// For the first of each of these a place is kept.
	const ALWAYS_WITH_A_PLACE: [Kind; 2] = [
		Kind { by_controller: true, even_in_emergency: false },
		Kind { by_controller: false, even_in_emergency: false },
	];

	fn of<AccountId>(standing: &StandingRefusal<AccountId>) -> Self {
		Self {
			by_controller: standing.by_controller,
			even_in_emergency: standing.refusal.even_in_emergency,
		}
	}

	/// Whether refusals of the `other` kind may be joined to make room for one of this.
	fn may_press(self, other: Kind) -> bool {
		self.by_controller || !other.by_controller
	}

	fn is_in<AccountId>(self, standing: &[StandingRefusal<AccountId>]) -> bool {
		standing.iter().any(|standing| Kind::of(standing) == self)
	}
}

/// How many places are kept for kinds of which there is none yet.
fn places_kept<AccountId>(
	standing: &[StandingRefusal<AccountId>],
	meant: impl Fn(Kind) -> bool,
) -> usize {
	let absent = |kind: &Kind| meant(*kind) && !kind.is_in(standing);
	Kind::ALWAYS_WITH_A_PLACE.into_iter().filter(absent).count()
}

/// Whether the places that are to be kept are there.
pub(crate) fn has_room<AccountId>(standing: &[StandingRefusal<AccountId>]) -> bool {
	standing.len().saturating_add(places_kept(standing, |_| true)) <= MAX_REFUSALS as usize
}

/// Whether there is a place for another of `kind`.
fn has_place_for<AccountId>(standing: &[StandingRefusal<AccountId>], kind: Kind) -> bool {
	let taken = standing.len().saturating_add(places_kept(standing, |other| other != kind));
	taken < MAX_REFUSALS as usize
}

/// As what `refusal` can stand in the list: as one that holds even in an emergency, if it is meant so, only as long as
/// such find room.
pub(crate) fn as_it_can_stand<AccountId: Clone + PartialEq>(
	standing: &[StandingRefusal<AccountId>],
	refusal: Refusal<AccountId>,
) -> Refusal<AccountId> {
	let kind = Kind { by_controller: true, even_in_emergency: true };
	let two_can_be_joined = || {
		let are_two = |kind| standing.iter().filter(|one| Kind::of(one) == kind).nth(1).is_some();
		Kind::ALWAYS_WITH_A_PLACE.into_iter().any(are_two)
			|| closest_pair(standing, |_| true).is_some()
	};
	let finds_room = || {
		has_place_for(standing, kind)
			|| closest(standing, kind, &refusal).is_some()
			|| two_can_be_joined()
	};
	let even_in_emergency = refusal.even_in_emergency && finds_room();
	Refusal { even_in_emergency, ..refusal }
}

/// Adds a refusal to the head, which is [as it can stand](as_it_can_stand).
pub(crate) fn add<AccountId: Clone + PartialEq>(
	head: &mut Head<AccountId>,
	refusal: Refusal<AccountId>,
	by_controller: bool,
	now: Moment,
) -> Made<AccountId> {
	let kind = Kind { by_controller, even_in_emergency: refusal.even_in_emergency };
	let (mut refusal, mut joined, mut merged) = (refusal, None, None);
	if !has_place_for(&head.refusals, kind) {
		let pair = closest_pair(&head.refusals, |other| kind.may_press(other));
		let rather_joined = |with: &StandingRefusal<AccountId>| {
			let cost = cost(kind, &with.refusal, &refusal);
			!cost.adds || pair.as_ref().is_none_or(|(other, _)| cost <= *other)
		};
		let with = closest(&head.refusals, kind, &refusal)
			.filter(|position| head.refusals.get(*position).is_some_and(rather_joined));
		if let Some(position) = with {
			let standing = head.refusals.remove(position);
			refusal = standing.refusal.joined(&refusal);
			joined = Some(standing);
		} else {
			merged = pair.map(|(_, pair)| merge(head, pair, now));
		}
	}
	let id = push(head, refusal, by_controller, now);
	Made { id, joined, merged }
}

/// Frees the place that is to be kept for representatives, if the only one of theirs has become the controller's.
pub(crate) fn make_room<AccountId: Clone + PartialEq>(
	head: &mut Head<AccountId>,
	now: Moment,
) -> Option<Merged<AccountId>> {
	// What has become the controller's is one of at least two now that can be joined.
	let meant = |kind: Kind| kind.by_controller && !kind.even_in_emergency;
	if has_room(&head.refusals) {
		return None;
	}
	let (_, pair) = closest_pair(&head.refusals, meant)?;
	Some(merge(head, pair, now))
}

fn push<AccountId>(
	head: &mut Head<AccountId>,
	refusal: Refusal<AccountId>,
	by_controller: bool,
	now: Moment,
) -> RefusalId {
	let id = head.next_refusal;
	head.next_refusal = id.saturating_add(1);
	let made = StandingRefusal { id, since: now, by_controller, refusal };
	if head.refusals.try_push(made).is_err() {
		defensive!("a refusal found no room");
	}
	id
}

/// Lets two refusals become one.
fn merge<AccountId: Clone + PartialEq>(
	head: &mut Head<AccountId>,
	(first, second): (usize, usize),
	now: Moment,
) -> Merged<AccountId> {
	// The later one first, so that the other keeps its place.
	let other = head.refusals.remove(second);
	let one = head.refusals.remove(first);
	let id = push(head, one.refusal.joined(&other.refusal), one.by_controller, now);
	Merged { one, other, id }
}

/// Where the two refusals are that are of one kind, may be joined, and cost the least; the earlier first.
fn closest_pair<AccountId: Clone + PartialEq>(
	standing: &[StandingRefusal<AccountId>],
	meant: impl Fn(Kind) -> bool,
) -> Option<(Cost, (usize, usize))> {
	let mut found: Option<(Cost, (usize, usize))> = None;
	for (first, one) in standing.iter().enumerate() {
		let kind = Kind::of(one);
		let begins = first.saturating_add(1);
		let later = standing.get(begins..).unwrap_or_default();
		if !meant(kind) {
			continue;
		}
		let Some(next) = closest(later, kind, &one.refusal) else { continue };
		let Some(other) = later.get(next) else { continue };
		let cost = cost(kind, &other.refusal, &one.refusal);
		if found.as_ref().is_none_or(|(least, _)| cost < *least) {
			found = Some((cost, (first, begins.saturating_add(next))));
		}
	}
	found
}

/// What it costs that two refusals become one: least where nothing is added, then where representatives said them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
	adds: bool,
	by_controller: bool,
	widening: Widening,
}

fn cost<AccountId: Clone + PartialEq>(
	kind: Kind,
	standing: &Refusal<AccountId>,
	other: &Refusal<AccountId>,
) -> Cost {
	Cost {
		adds: !standing.joins_exactly(other),
		by_controller: kind.by_controller,
		widening: widening(standing, other),
	}
}

/// In the order of what counts first.
type Widening = (bool, bool, bool, bool, u32);

/// How much wider than either of two refusals it is to refuse what both do.
fn widening<AccountId: Clone + PartialEq>(
	standing: &Refusal<AccountId>,
	other: &Refusal<AccountId>,
) -> Widening {
	let joined = standing.joined(other);
	(
		joined != *standing && joined != *other,
		!standing.joins_exactly(other),
		standing.whom != other.whom,
		standing.class != other.class,
		joined.purposes.map_or(u32::MAX, |purposes| purposes.0.count_ones()),
	)
}

/// Where in the list the refusal of that kind is that is closest to `refusal`, and may be joined with it.
fn closest<AccountId: Clone + PartialEq>(
	standing: &[StandingRefusal<AccountId>],
	kind: Kind,
	refusal: &Refusal<AccountId>,
) -> Option<usize> {
	let may_be_joined = |other: &StandingRefusal<AccountId>| {
		Kind::of(other) == kind && (!kind.even_in_emergency || other.refusal.joins_exactly(refusal))
	};
	standing
		.iter()
		.enumerate()
		.filter(|(_, other)| may_be_joined(other))
		.min_by_key(|(_, other)| widening(&other.refusal, refusal))
		.map(|(position, _)| position)
}
