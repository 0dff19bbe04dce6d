//! What applied when: a value, the values before it, and how far back they are known.
//!
//! A row keeps the present value and the last [`MAX_HISTORY`] before it. What it has no room for moves into an
//! annex, one entry under each number, so that nobody can make a past unknowable by changing something often.
//! The annex gives away only what ended longer ago than must be known.
//!
//! **One moment, several changes.** Everything in a block happens at the same moment. What was decided in between
//! was decided by what counted then, so the first change within a moment counts at once, and a later one counts
//! from the next moment on. Whoever asks about that moment later gets the answer that was given then.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{defensive, traits::ConstU32, BoundedVec};
use salus_primitives::Moment;
use scale_info::TypeInfo;

/// How many past values a row keeps.
pub const MAX_HISTORY: u32 = 8;

/// How many entries that may be forgotten leave the annex when one moves there. More than one, so that it
/// shrinks.
pub const FORGOTTEN_PER_MOVE: u32 = 2;

/// A value that no longer applies.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Past<T> {
	/// The first moment at which another value applied.
	pub until: Moment,
	/// What applied until then, from the end of the entry before.
	pub value: T,
}

/// What is known of a value at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<T> {
	/// Nothing applied yet.
	NotYet,
	/// Something applied, but it ended so long ago that it was forgotten.
	Unknown,
	/// This applied.
	Value(T),
}

/// The entries of one history that its row has no room for.
pub trait Annex<T> {
	/// The entry with this number.
	fn entry(&self, number: u32) -> Option<Past<T>>;

	/// Stores an entry under this number.
	fn store(&self, number: u32, entry: &Past<T>);

	/// Removes the entry with this number.
	fn remove(&self, number: u32);
}

/// Which numbers the entries of an annex have. They follow one another, the oldest first.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Annexed {
	/// The number of the oldest.
	pub first: u32,
	/// The number that the next will have.
	pub next: u32,
}

impl Annexed {
	/// How many there are.
	pub fn count(&self) -> u32 {
		self.next.saturating_sub(self.first)
	}
}

/// A value that changes from moment to moment, and the last values that it had.
///
/// It never guesses: a moment whose value was forgotten is [`Known::Unknown`], not judged by what happens to be
/// left. A moment to come is judged by the latest value.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct History<T> {
	/// The latest value. It applies since [`Self::since`], which may be the next moment.
	pub latest: T,
	/// What applied before, the oldest first, without gaps. In a full table the oldest moves into the annex.
	pub past: BoundedVec<Past<T>, ConstU32<MAX_HISTORY>>,
	/// The first moment at which something applied.
	pub began_at: Moment,
	/// The first moment for which it is still known what applied; [`Self::began_at`] as long as nothing was
	/// forgotten.
	pub known_since: Moment,
	/// The first moment about which the row itself tells; [`Self::known_since`] if the annex is empty.
	pub in_row_since: Moment,
	/// What lies in the annex.
	pub annexed: Annexed,
}

impl<T: Clone + PartialEq> History<T> {
	/// A history that begins now.
	pub fn new(value: T, now: Moment) -> Self {
		Self {
			latest: value,
			past: BoundedVec::new(),
			began_at: now,
			known_since: now,
			in_row_since: now,
			annexed: Annexed::default(),
		}
	}

	/// Since when the latest value applies: the next moment, if it was not the first change of this one.
	pub fn since(&self) -> Moment {
		self.past.last().map_or(self.in_row_since, |past| past.until)
	}

	/// What applied at `moment`, if the row tells: it does of the present. Without an answer, the annex tells.
	pub fn in_row(&self, moment: Moment) -> Option<Known<&T>> {
		if moment < self.began_at {
			return Some(Known::NotYet);
		}
		if moment < self.known_since {
			return Some(Known::Unknown);
		}
		if moment < self.in_row_since {
			return None;
		}
		let past = self.past.iter().find(|past| moment < past.until);
		Some(Known::Value(past.map_or(&self.latest, |past| &past.value)))
	}

	/// What applied at `moment`. Reads nothing besides the row if the row tells, otherwise up to 32 entries of
	/// the annex.
	pub fn at(&self, moment: Moment, annex: &impl Annex<T>) -> Known<T> {
		match self.in_row(moment) {
			Some(Known::NotYet) => Known::NotYet,
			Some(Known::Unknown) => Known::Unknown,
			Some(Known::Value(value)) => Known::Value(value.clone()),
			None => self.in_annex(moment, annex),
		}
	}

	/// What applied at `moment`, by the first entry of the annex that ended later. Each read halves what is left.
	fn in_annex(&self, moment: Moment, annex: &impl Annex<T>) -> Known<T> {
		let Annexed { first: mut low, next: mut high } = self.annexed;
		let mut found = Known::Unknown;
		while low < high {
			let middle = low.saturating_add(high.saturating_sub(low) / 2);
			let Some(entry) = annex.entry(middle) else {
				defensive!("an annex must have no gaps");
				return Known::Unknown;
			};
			if moment < entry.until {
				found = Known::Value(entry.value);
				high = middle;
			} else {
				low = middle.saturating_add(1);
			}
		}
		found
	}

	/// Lets `value` apply: from `now` on if this is the first change of this moment, otherwise from the next
	/// moment on. A value that has not begun yet is replaced without a trace; the same value again takes no room.
	///
	/// What ended at or before `forgettable_until` may leave the annex.
	pub fn change(
		&mut self,
		value: T,
		now: Moment,
		forgettable_until: Moment,
		annex: &impl Annex<T>,
	) {
		if self.latest == value {
			return;
		}
		let since = self.since();
		if now < since {
			self.latest = value;
			if self.past.last().is_some_and(|past| past.value == self.latest) {
				self.past.pop();
			}
			return;
		}
		let until = if since < now { now } else { now.saturating_add(1) };
		let replaced = Past { until, value: core::mem::replace(&mut self.latest, value) };
		let end = self.past.len();
		if let Ok(Some(oldest)) = self.past.force_insert_keep_right(end, replaced) {
			self.move_to_annex(oldest, annex);
			self.forget(forgettable_until, FORGOTTEN_PER_MOVE, annex);
		}
	}

	fn move_to_annex(&mut self, oldest: Past<T>, annex: &impl Annex<T>) {
		self.in_row_since = oldest.until;
		if let Some(next) = self.annexed.next.checked_add(1) {
			annex.store(self.annexed.next, &oldest);
			self.annexed.next = next;
		} else {
			defensive!("nothing changes four thousand million times");
			self.known_since = self.in_row_since;
			self.annexed.first = self.annexed.next;
		}
	}

	/// Forgets up to `at_most` entries of the annex that ended at or before `ended_by`, the oldest first.
	pub fn forget(&mut self, ended_by: Moment, at_most: u32, annex: &impl Annex<T>) {
		for _ in 0..at_most.min(self.annexed.count()) {
			let oldest = self.annexed.first;
			let Some(entry) = annex.entry(oldest) else {
				defensive!("an annex must have no gaps");
				return;
			};
			if ended_by < entry.until {
				return;
			}
			annex.remove(oldest);
			self.annexed.first = oldest.saturating_add(1);
			self.known_since = entry.until;
		}
	}

	/// Whether the entries follow one another from [`Self::known_since`] on, and each differs from the next;
	/// `annexed` are those of the annex.
	#[cfg(any(feature = "try-runtime", test))]
	pub fn is_well_formed(&self, annexed: &[Past<T>]) -> bool {
		let entries = || annexed.iter().chain(&self.past);
		let next_values = entries().map(|past| &past.value).skip(1).chain([&self.latest]);
		let begins = [self.known_since].into_iter().chain(entries().map(|past| past.until));
		let row_begins = annexed.last().map_or(self.known_since, |newest| newest.until);
		self.began_at <= self.known_since
			&& self.in_row_since == row_begins
			&& usize::try_from(self.annexed.count()) == Ok(annexed.len())
			&& begins.zip(entries()).all(|(begin, past)| begin < past.until)
			&& entries().zip(next_values).all(|(past, next)| past.value != *next)
	}
}
