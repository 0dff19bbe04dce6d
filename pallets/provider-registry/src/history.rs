//! What applied when: a value, the values before it, and how far back they are known.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::Moment;
use scale_info::TypeInfo;

/// How many past values are kept, so that past moments can be judged.
pub const MAX_HISTORY: u32 = 8;

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
	/// Something applied, but the entry had to make room.
	Unknown,
	/// This applied.
	Value(T),
}

/// A value that changes from moment to moment, and the last values that it had.
///
/// It never guesses: a moment whose value had to make room is [`Known::Unknown`], not judged by what
/// happens to be left. A moment to come is judged by the present value.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct History<T> {
	/// What applies now.
	pub current: T,
	/// What applied before, the oldest first, without gaps. In a full table the oldest makes room.
	pub past: BoundedVec<Past<T>, ConstU32<MAX_HISTORY>>,
	/// The first moment at which something applied.
	pub began_at: Moment,
	/// The first moment for which it is still known what applied; [`Self::began_at`] as long as
	/// nothing had to make room.
	pub known_since: Moment,
}

impl<T: PartialEq> History<T> {
	/// A history that begins now.
	pub fn new(value: T, now: Moment) -> Self {
		Self { current: value, past: BoundedVec::new(), began_at: now, known_since: now }
	}

	/// What applied at `moment`.
	pub fn at(&self, moment: Moment) -> Known<&T> {
		if moment < self.began_at {
			return Known::NotYet;
		}
		if moment < self.known_since {
			return Known::Unknown;
		}
		let past = self.past.iter().find(|past| moment < past.until);
		Known::Value(past.map_or(&self.current, |past| &past.value))
	}

	/// Since when the present value applies.
	pub fn since(&self) -> Moment {
		self.past.last().map_or(self.known_since, |past| past.until)
	}

	/// Lets `value` apply from `now` on. A value that is replaced in the moment in which it began never
	/// applied and leaves no trace; the same value again takes no room.
	pub fn change(&mut self, value: T, now: Moment) {
		if self.current == value {
			return;
		}
		if self.since() < now {
			let replaced = Past { until: now, value: core::mem::replace(&mut self.current, value) };
			let end = self.past.len();
			if let Ok(Some(forgotten)) = self.past.force_insert_keep_right(end, replaced) {
				self.known_since = forgotten.until;
			}
			return;
		}
		self.current = value;
		if self.past.last().is_some_and(|past| past.value == self.current) {
			self.past.pop();
		}
	}

	/// Whether the entries follow one another, and each differs from the next.
	pub fn is_well_formed(&self) -> bool {
		let values = self.past.iter().map(|past| &past.value);
		let next_values = values.clone().skip(1).chain([&self.current]);
		let begins = [self.known_since].into_iter().chain(self.past.iter().map(|past| past.until));
		self.began_at <= self.known_since
			&& begins.zip(&self.past).all(|(begin, past)| begin < past.until)
			&& values.zip(next_values).all(|(value, next)| value != next)
	}
}
