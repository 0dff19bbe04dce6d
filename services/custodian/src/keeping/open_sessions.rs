//! The sessions that are open: bounded in number, for each account and in all, and kept by the hashes of their tokens.

use crate::kept::{Moment, Name, Writer};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// How long a session lasts, in milliseconds.
pub const SESSION_LENGTH: u64 = 10 * 60 * 1000;

/// How many sessions of an account are open at once. Its next one ends its oldest.
const MOST_OF_ACCOUNT: usize = 16;

/// How many are open at once of all organizations together, and as many of all patients: patients come without a fee, and shall
/// shut nobody else out.
const MOST_OF_KIND: usize = 20_000;

/// Who writes, and on whose account it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
	/// The account that began it.
	pub account: [u8; 32],
	/// For whom.
	pub writer: Writer,
}

/// There are as many as there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManySessions;

/// Those that are open.
#[derive(Debug, Default)]
pub struct OpenSessions {
	open: HashMap<Name, Open>,
	/// In the order in which they began.
	order: BTreeMap<Begun, Name>,
	/// Of each account, the oldest first.
	of_account: HashMap<[u8; 32], VecDeque<Name>>,
	organizations: usize,
	patients: usize,
	next: u64,
}

/// When, and as which one.
type Begun = (Moment, u64);

#[derive(Debug)]
struct Open {
	session: Session,
	begun: Begun,
}

impl OpenSessions {
	/// Opens one under the hash of its token.
	pub fn add(
		&mut self,
		token: Name,
		session: Session,
		now: Moment,
	) -> Result<(), TooManySessions> {
		self.drop_ended(now);
		let own = self.of_account.get(&session.account);
		let oldest = own.filter(|own| own.len() >= MOST_OF_ACCOUNT).and_then(VecDeque::front);
		if let Some(oldest) = oldest.copied() {
			self.remove(&oldest);
		}
		let counted = self.counted(session.writer);
		if *counted >= MOST_OF_KIND {
			return Err(TooManySessions);
		}
		*counted = counted.saturating_add(1);
		let begun = (now, self.next);
		self.next = self.next.wrapping_add(1);
		self.order.insert(begun, token);
		self.of_account.entry(session.account).or_default().push_back(token);
		self.open.insert(token, Open { session, begun });
		Ok(())
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
		let Some(Open { session, begun }) = self.open.remove(token) else { return };
		self.order.remove(&begun);
		if let Some(own) = self.of_account.get_mut(&session.account) {
			own.retain(|other| other != token);
			if own.is_empty() {
				self.of_account.remove(&session.account);
			}
		}
		let counted = self.counted(session.writer);
		*counted = counted.saturating_sub(1);
	}

	fn counted(&mut self, writer: Writer) -> &mut usize {
		match writer {
			Writer::Organization(_) => &mut self.organizations,
			Writer::Patient(_) => &mut self.patients,
		}
	}
}

/// Also when the clock was put back, since nobody knows then how long it lasts.
fn has_ended((at, _): Begun, now: Moment) -> bool {
	now.checked_sub(at).is_none_or(|age| age >= SESSION_LENGTH)
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
		open.add(token(1), of(1), 1_000).unwrap();
		assert_eq!(open.of(&token(1), 1_000), Some(of(1)));
		assert_eq!(open.of(&token(2), 1_000), None);
		assert_eq!(open.of(&token(1), 600_999), Some(of(1)));
		assert_eq!(open.of(&token(1), 601_000), None);
		assert_eq!(open.of(&token(1), 999), None, "the clock was put back");
	}

	#[test]
	fn the_next_session_of_an_account_that_has_many_ends_its_oldest() {
		let mut open = OpenSessions::default();
		open.add(token(0), of(2), 0).unwrap();
		for number in 1..=MOST_OF_ACCOUNT + 1 {
			open.add(token(number), of(1), 0).unwrap();
		}
		assert_eq!(open.of(&token(0), 0), Some(of(2)), "another account's");
		assert_eq!(open.of(&token(1), 0), None);
		assert_eq!(open.of(&token(2), 0), Some(of(1)));
		assert_eq!(open.of(&token(MOST_OF_ACCOUNT + 1), 0), Some(of(1)));
	}

	#[test]
	fn patients_do_not_shut_organizations_out_and_room_comes_back() {
		let mut open = OpenSessions::default();
		let patient = |number: usize| Session {
			account: token(number),
			writer: Writer::Patient(token(number)),
		};
		for number in 0..MOST_OF_KIND {
			open.add(token(number), patient(number), 0).unwrap();
		}
		let next = MOST_OF_KIND;
		assert_eq!(open.add(token(next), patient(next), 0), Err(TooManySessions));
		assert_eq!(open.of(&token(next), 0), None);
		open.add(token(next), of(1), 0).unwrap();
		assert_eq!(open.of(&token(0), 0), Some(patient(0)), "nobody's was ended for another's");

		open.add(token(next + 1), patient(next), SESSION_LENGTH).unwrap();
		assert_eq!((open.open.len(), open.order.len(), open.of_account.len()), (1, 1, 1));
		assert_eq!((open.patients, open.organizations), (1, 0));
	}
}
