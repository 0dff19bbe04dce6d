//! Drawing who judges an emergency session.
//!
//! It happens when a block begins, for sessions that were opened in earlier ones, and by a lot that nobody knew
//! when they were: whoever opens a session cannot choose who judges it.

use crate::{Config, Event, NextDraw, NextSession, Pallet, Sessions, WeightInfo};
use codec::Encode;
use frame_support::{
	traits::{Get, Randomness, Time},
	weights::Weight,
};
use salus_primitives::{Moment, ProviderDirectory, SessionId};

/// For how many sessions a block draws at most. Those beyond wait for the next one.
pub const MAX_DRAWS: u32 = 16;

/// What the lot is drawn for, so that no other draw of the same block comes to the same.
const SUBJECT: &[u8; 17] = b"salus/reviewers/1";

impl<T: Config> Pallet<T> {
	/// Draws for the sessions that were opened before this block and have waited longest. Returns what that cost.
	pub(crate) fn draw_waiting() -> Weight {
		let db = T::DbWeight::get();
		let first = NextDraw::<T>::get();
		let end = NextSession::<T>::get().min(first.saturating_add(MAX_DRAWS));
		if end <= first {
			return db.reads(2);
		}
		let now = T::Time::now();
		for session in first..end {
			Self::draw(session, now);
		}
		NextDraw::<T>::put(end);
		let draws = Moment::from(end.saturating_sub(first));
		T::WeightInfo::draw_reviewers()
			.saturating_add(T::Providers::weight())
			.saturating_mul(draws)
			.saturating_add(db.reads_writes(2, 1))
	}

	/// Draws who judges `session`, unless that was said already.
	pub(crate) fn draw(session: SessionId, now: Moment) {
		let Some(mut drawn_for) = Sessions::<T>::get(session) else { return };
		if drawn_for.verdict().is_some() {
			return;
		}
		let (seed, _) = T::Randomness::random(&(SUBJECT, session).encode());
		let organizations = T::Providers::draw_reviewers(seed, drawn_for.organization, now);
		drawn_for.reviewers = organizations.clone();
		let patient = drawn_for.patient;
		Sessions::<T>::insert(session, drawn_for);
		Self::deposit_event(Event::ReviewersDrawn { patient, session, organizations });
	}
}
