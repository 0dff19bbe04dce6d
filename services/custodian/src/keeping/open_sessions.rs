//! The sessions that are open: bounded in number, for each account and in all, and kept by the hashes of their tokens.

use crate::kept::{Moment, Name, Writer};
use std::{
	cmp::Reverse,
	collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
	hash::Hash,
};

/// How long a session lasts, in milliseconds.
pub const SESSION_LENGTH: u64 = 10 * 60 * 1000;

/// How far the clock may be put back, in milliseconds, without an end of what is open; and how long a session may take to begin, whose moment is the one in which it was asked for, without
/// an end of those that began meanwhile.
const STEP_BACK: u64 = 60 * 1000;

/// How many sessions of an account are open at once. Its next one ends its oldest.
const MOST_OF_ACCOUNT: usize = 16;

/// How many are open at once for one organization. It lists as many practitioners as it likes, and shall shut no other one out: its next
/// one ends its oldest.
const MOST_OF_ORGANIZATION: usize = 2_000;

/// How many are open at once of all organizations together, and as many of all patients: patients come without a fee, and shall
/// shut nobody else out. When all are taken, the next one ends the oldest of whichever of that kind has most: so whoever has few keeps them,
/// however many others there are who have more.
const MOST_OF_KIND: usize = 20_000;

/// Who writes, and on whose account it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
	/// The account that began it.
	pub account: [u8; 32],
	/// For whom.
	pub writer: Writer,
}

/// Those that are open.
#[derive(Debug, Default)]
pub struct OpenSessions {
	open: HashMap<Name, Open>,
	/// In the order in which they began.
	order: BTreeMap<Begun, Name>,
	/// Of each account, the oldest first.
	of_account: HashMap<[u8; 32], VecDeque<Name>>,
	/// For each side, the oldest first.
	of_writer: HashMap<Writer, VecDeque<Name>>,
	organizations: Kind,
	patients: Kind,
	next: u64,
}

/// All sides of a kind.
#[derive(Debug, Default)]
struct Kind {
	open: usize,
	/// Who has most is the last; of those who have as many, whoever has the oldest.
	by_number: BTreeSet<Rank>,
}

/// How many a side has, when its oldest began, and which side it is.
type Rank = (usize, Reverse<Begun>, Writer);

/// When, and as which one.
type Begun = (Moment, u64);

#[derive(Debug)]
struct Open {
	session: Session,
	begun: Begun,
}

impl OpenSessions {
	/// Opens one under the hash of its token.
	pub fn add(&mut self, token: Name, session: Session, now: Moment) {
		self.drop_ended(now);
		let oldest = oldest_of(self.of_account.get(&session.account), MOST_OF_ACCOUNT)
			.or_else(|| oldest_of(self.of_writer.get(&session.writer), most_of(session.writer)));
		if let Some(oldest) = oldest {
			self.remove(&oldest);
		}
		if let Some(oldest) = self.oldest_of_most(session.writer) {
			self.remove(&oldest);
		}
		let begun = (now, self.next);
		self.next = self.next.wrapping_add(1);
		self.order.insert(begun, token);
		self.of_account.entry(session.account).or_default().push_back(token);
		self.open.insert(token, Open { session, begun });
		self.change(session.writer, |open| {
			open.of_writer.entry(session.writer).or_default().push_back(token);
		});
		let kind = self.kind(session.writer);
		kind.open = kind.open.saturating_add(1);
	}

	/// If all places of a writer's kind are taken, the oldest session of whoever has most with this one.
	fn oldest_of_most(&mut self, writer: Writer) -> Option<Name> {
		let own = self.of_writer.get(&writer).map_or(0, VecDeque::len);
		let kind = self.kind(writer);
		if kind.open < MOST_OF_KIND {
			return None;
		}
		let (most, _, other) = *kind.by_number.last()?;
		let whose = if own >= most { writer } else { other };
		self.of_writer.get(&whose)?.front().copied()
	}

	/// Changes what a writer has, and its rank with it.
	fn change(&mut self, writer: Writer, change: impl FnOnce(&mut Self)) {
		if let Some(rank) = self.rank(writer) {
			self.kind(writer).by_number.remove(&rank);
		}
		change(self);
		if let Some(rank) = self.rank(writer) {
			self.kind(writer).by_number.insert(rank);
		}
	}

	fn rank(&self, writer: Writer) -> Option<Rank> {
		let own = self.of_writer.get(&writer)?;
		let oldest = self.open.get(own.front()?)?;
		Some((own.len(), Reverse(oldest.begun), writer))
	}

	/// The session of a token, by its hash.
	pub fn of(&self, token: &Name, now: Moment) -> Option<Session> {
		let open = self.open.get(token)?;
		(!has_ended(open.begun, now)).then_some(open.session)
	}

	fn drop_ended(&mut self, now: Moment) {
		while let Some((begun, token)) = self.order.first_key_value() {
			if !has_ended(*begun, now) {
				return;
			}
			let token = *token;
			self.remove(&token);
		}
	}

	fn remove(&mut self, token: &Name) {
		let Some(Open { session, begun }) = self.open.get(token) else { return };
		let (session, begun) = (*session, *begun);
		self.order.remove(&begun);
		take_out(&mut self.of_account, &session.account, token);
		self.change(session.writer, |open| {
			take_out(&mut open.of_writer, &session.writer, token);
		});
		self.open.remove(token);
		let kind = self.kind(session.writer);
		kind.open = kind.open.saturating_sub(1);
	}

	fn kind(&mut self, writer: Writer) -> &mut Kind {
		match writer {
			Writer::Organization(_) => &mut self.organizations,
			Writer::Patient(_) => &mut self.patients,
		}
	}
}

fn most_of(writer: Writer) -> usize {
	match writer {
		Writer::Organization(_) => MOST_OF_ORGANIZATION,
		// A patient's side names as many representatives as it likes.
		Writer::Patient(_) => MOST_OF_ACCOUNT,
	}
}

/// The oldest of them, if there are as many as there may be.
fn oldest_of(own: Option<&VecDeque<Name>>, most: usize) -> Option<Name> {
	own.filter(|own| own.len() >= most)?.front().copied()
}

fn take_out<K: Eq + Hash>(all: &mut HashMap<K, VecDeque<Name>>, key: &K, token: &Name) {
	let Some(own) = all.get_mut(key) else { return };
	own.retain(|other| other != token);
	if own.is_empty() {
		all.remove(key);
	}
}

/// Clocks are put right by small steps, also back. By a longer one nobody knows any more how long a session lasts, and it is over.
fn has_ended((at, _): Begun, now: Moment) -> bool {
	match now.checked_sub(at) {
		Some(age) => age >= SESSION_LENGTH,
		None => at.saturating_sub(now) > STEP_BACK,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn token(number: usize) -> Name {
		let mut token = [0; 32];
		token[..8].copy_from_slice(&number.to_le_bytes());
		token
	}

	fn of(account: u8) -> Session {
		Session { account: [account; 32], writer: Writer::Organization(0) }
	}

	#[test]
	fn a_session_lasts_ten_minutes() {
		let mut open = OpenSessions::default();
		open.add(token(1), of(1), 100_000);
		assert_eq!(open.of(&token(1), 100_000), Some(of(1)));
		assert_eq!(open.of(&token(2), 100_000), None);
		assert_eq!(open.of(&token(1), 699_999), Some(of(1)));
		assert_eq!(open.of(&token(1), 700_000), None);
		assert_eq!(open.of(&token(1), 99_999), Some(of(1)), "the clock was put right");
		assert_eq!(open.of(&token(1), 40_000), Some(of(1)));
		assert_eq!(open.of(&token(1), 39_999), None, "the clock was put back");
	}

	#[test]
	fn whoever_takes_longer_to_begin_ends_no_session_that_began_meanwhile() {
		let mut open = OpenSessions::default();
		open.add(token(1), of(1), 100_000);
		open.add(token(2), of(2), 90_000);
		assert_eq!(open.of(&token(1), 100_000), Some(of(1)));
		assert_eq!(open.of(&token(2), 100_000), Some(of(2)));
	}

	#[test]
	fn the_next_session_of_an_account_that_has_many_ends_its_oldest() {
		let mut open = OpenSessions::default();
		open.add(token(0), of(2), 0);
		for number in 1..=MOST_OF_ACCOUNT + 1 {
			open.add(token(number), of(1), 0);
		}
		assert_eq!(open.of(&token(0), 0), Some(of(2)), "another account's");
		assert_eq!(open.of(&token(1), 0), None);
		assert_eq!(open.of(&token(2), 0), Some(of(1)));
		assert_eq!(open.of(&token(MOST_OF_ACCOUNT + 1), 0), Some(of(1)));
	}

	#[test]
	fn an_organization_or_a_patient_of_many_accounts_shuts_nobody_out() {
		for (writer, most) in [
			(Writer::Organization(0), MOST_OF_ORGANIZATION),
			(Writer::Patient([3; 32]), MOST_OF_ACCOUNT),
		] {
			let mut open = OpenSessions::default();
			for number in 0..=MOST_OF_KIND {
				let session = Session { account: token(number), writer };
				open.add(token(number), session, 0);
			}
			assert_eq!(
				(open.open.len(), open.of_account.len(), open.order.len()),
				(most, most, most)
			);
			assert_eq!(open.of(&token(MOST_OF_KIND - most), 0), None, "its oldest has ended");
			assert!(open.of(&token(MOST_OF_KIND), 0).is_some());
			for (number, other) in
				[Writer::Organization(1), Writer::Patient([4; 32])].into_iter().enumerate()
			{
				let number = MOST_OF_KIND + 1 + number;
				let session = Session { account: token(number), writer: other };
				open.add(token(number), session, 0);
				assert_eq!(open.of(&token(number), 0), Some(session));
			}
		}
	}

	fn of_patient(number: usize) -> Session {
		Session { account: token(number), writer: Writer::Patient(token(number)) }
	}

	#[test]
	fn strangers_with_many_sessions_shut_no_patient_out() {
		let mut open = OpenSessions::default();
		let mut tokens = (0..).map(token);
		let mut begin = |open: &mut OpenSessions, patient| {
			let token = tokens.next().unwrap();
			open.add(token, of_patient(patient), 0);
			token
		};
		for stranger in 0..MOST_OF_KIND {
			begin(&mut open, stranger / MOST_OF_ACCOUNT);
		}
		assert_eq!(open.patients.open, MOST_OF_KIND);
		let patient = MOST_OF_KIND;
		let own = begin(&mut open, patient);
		assert_eq!(open.of(&own, 0), Some(of_patient(patient)));
		assert_eq!(open.of(&token(0), 0), None, "the oldest of those who have most");
		// Those who are there go on, and as many come.
		for stranger in (0..MOST_OF_KIND).map(|number| number % 2_500) {
			begin(&mut open, stranger);
		}
		assert_eq!(open.of(&own, 0), Some(of_patient(patient)));
		assert_eq!((open.open.len(), open.order.len()), (MOST_OF_KIND, MOST_OF_KIND));
		assert_eq!(open.patients.by_number.len(), open.of_writer.len());
	}

	#[test]
	fn who_has_most_with_its_next_session_ends_its_own_oldest() {
		let mut open = OpenSessions::default();
		for number in 0..MOST_OF_KIND {
			open.add(token(number), of_patient(number / 2), 0);
		}
		let last = MOST_OF_KIND / 2 - 1;
		open.add(token(MOST_OF_KIND), of_patient(last), 0);
		assert_eq!(open.of(&token(0), 0), Some(of_patient(0)));
		assert_eq!(open.of(&token(2 * last), 0), None);
		assert_eq!(open.of(&token(MOST_OF_KIND), 0), Some(of_patient(last)));
	}

	#[test]
	fn patients_do_not_shut_organizations_out_and_room_comes_back() {
		let mut open = OpenSessions::default();
		open.add(token(MOST_OF_KIND), of(1), 0);
		for number in (0..MOST_OF_KIND).chain([MOST_OF_KIND + 1]) {
			open.add(token(number), of_patient(number), 0);
		}
		assert_eq!(open.of(&token(0), 0), None, "of those who have one the oldest");
		assert_eq!(open.of(&token(1), 0), Some(of_patient(1)));
		assert_eq!(open.of(&token(MOST_OF_KIND), 0), Some(of(1)));
		assert_eq!(open.of(&token(MOST_OF_KIND + 1), 0), Some(of_patient(MOST_OF_KIND + 1)));

		open.add(token(0), of_patient(0), SESSION_LENGTH);
		assert_eq!((open.open.len(), open.order.len(), open.of_account.len()), (1, 1, 1));
		assert_eq!((open.of_writer.len(), open.patients.by_number.len()), (1, 1));
		assert_eq!((open.patients.open, open.organizations.open), (1, 0));
	}
}
