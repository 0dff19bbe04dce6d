//! The periods and bounds of a runtime that have to make sense together.

use crate::{Config, File, Head};
use alloc::{format, string::String};
use codec::MaxEncodedLen;
use frame_support::traits::Get;
use salus_primitives::{Moment, HOUR, MIN_PERIOD};

/// A row that every decision reads takes less than so many bytes.
pub(crate) const LONGEST_ROW: usize = 6_000;

/// Those of a runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
	pub request_lifetime: Moment,
	pub session_hours: u8,
	pub flagged_session_hours: u8,
	pub review_period: Moment,
	pub answer_period: Moment,
	pub overdue_reviews: u32,
	pub history_retention: Moment,
	/// How many bytes an account takes at most, and with such accounts a file and a head.
	pub account: usize,
	pub file: usize,
	pub head: usize,
}

impl Limits {
	pub fn of<T: Config>() -> Self {
		Self {
			request_lifetime: T::RequestLifetime::get(),
			session_hours: T::MaxSessionHours::get(),
			flagged_session_hours: T::FlaggedSessionHours::get(),
			review_period: T::ReviewPeriod::get(),
			answer_period: T::AnswerPeriod::get(),
			overdue_reviews: T::MaxOverdueReviews::get(),
			history_retention: T::HistoryRetention::get(),
			account: T::AccountId::max_encoded_len(),
			file: File::<T::AccountId>::max_encoded_len(),
			head: Head::<T::AccountId>::max_encoded_len(),
		}
	}

	/// Why they make no sense, and what to do about it.
	pub fn check(&self) -> Result<(), String> {
		self.check_rows()?;
		self.check_sessions()?;
		if self.request_lifetime < MIN_PERIOD {
			return Err(format!(
				"RequestLifetime is {} ms: a request would lapse before anybody could answer it; name at least {MIN_PERIOD}",
				self.request_lifetime
			));
		}
		// What is asked about when a verdict is given is what was so when the session was opened.
		let session = HOUR.saturating_mul(self.session_hours.into());
		let judging = session.saturating_add(self.review_period.saturating_mul(2));
		let longest = judging.max(self.request_lifetime);
		if self.history_retention < longest {
			return Err(format!(
				"HistoryRetention is {} ms: nobody could tell any more what held when an emergency is judged, or a request \
				 answered; name at least {longest}",
				self.history_retention
			));
		}
		Ok(())
	}

	fn check_rows(&self) -> Result<(), String> {
		let Self { account, .. } = self;
		for (what, bytes) in [("a file", self.file), ("a head", self.head)] {
			if bytes >= LONGEST_ROW {
				return Err(format!(
					"AccountId takes {account} bytes: with it {what}, which every decision reads, takes {bytes}, and must take \
					 less than {LONGEST_ROW}; name an AccountId of 32 bytes, such as a hash of the longer one"
				));
			}
		}
		Ok(())
	}

	fn check_sessions(&self) -> Result<(), String> {
		let Self { session_hours, flagged_session_hours, review_period, answer_period, .. } = *self;
		if session_hours == 0 {
			return Err(
				"MaxSessionHours is 0: no emergency could be opened; name at least 1".into()
			);
		}
		if !(1..=session_hours).contains(&flagged_session_hours) {
			return Err(format!(
				"FlaggedSessionHours is {flagged_session_hours}: what is flagged is still an emergency, and lasts no longer than \
				 another one; name 1 to {session_hours}"
			));
		}
		if self.overdue_reviews == 0 {
			return Err("MaxOverdueReviews is 0: every session would be flagged, though no review is overdue; name at least 1".into());
		}
		if answer_period < MIN_PERIOD {
			return Err(format!(
				"AnswerPeriod is {answer_period} ms: nobody could answer a verdict before the next one; name at least {MIN_PERIOD}"
			));
		}
		let session = HOUR.saturating_mul(session_hours.into());
		let shortest = session.max(answer_period);
		if review_period < shortest {
			return Err(format!(
				"ReviewPeriod is {review_period} ms: a second verdict must wait for an answer ({answer_period} ms), and there must be \
				 as much time to judge a session as it lasted ({session} ms); name at least {shortest}"
			));
		}
		Ok(())
	}
}
