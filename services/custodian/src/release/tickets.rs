//! How many redemptions of one ticket are on their way at once.

use crate::kept::PatientId;
use std::time::Duration;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::{
	sync::{OwnedSemaphorePermit, Semaphore},
	time::timeout,
};

/// A quarter of what one account has room for: who asks with one ticket again and again waits for itself, and keeps no other from its records.
const AT_ONCE: usize = 4;

/// How long a request waits for its turn.
const TURN_TIME: Duration = Duration::from_secs(30);

/// A turn, until it is dropped.
pub(super) type Turn = OwnedSemaphorePermit;

/// A patient, and the number of a ticket.
type Ticket = (PatientId, u64);

/// Tickets that are being redeemed.
#[derive(Default)]
pub(super) struct Tickets(Mutex<HashMap<Ticket, Weak<Semaphore>>>);

impl Tickets {
	/// Waits for this ticket's turn, which lasts until what comes is dropped; nothing if it does not come in time.
	pub(super) async fn turn(&self, ticket: Ticket) -> Option<Turn> {
		// It is never closed.
		timeout(TURN_TIME, self.of(ticket).acquire_owned()).await.ok()?.ok()
	}

	fn of(&self, ticket: Ticket) -> Arc<Semaphore> {
		let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(known) = all.get(&ticket).and_then(Weak::upgrade) {
			return known;
		}
		all.retain(|_, turns| turns.strong_count() > 0);
		let turns = Arc::new(Semaphore::new(AT_ONCE));
		all.insert(ticket, Arc::downgrade(&turns));
		turns
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	#[tokio::test(start_paused = true)]
	async fn one_ticket_waits_for_itself_and_keeps_back_no_other() {
		let tickets = Tickets::default();
		let (busy, other) = (([1; 32], 7), ([1; 32], 8));
		let mut turns = Vec::new();
		for _ in 0..AT_ONCE {
			turns.push(tickets.turn(busy).await);
		}
		let patience = Duration::from_secs(1);
		assert!(timeout(patience, tickets.turn(busy)).await.is_err());
		assert!(timeout(patience, tickets.turn(other)).await.is_ok());
		assert!(tickets.turn(busy).await.is_none(), "it waits for ever");
		turns.pop();
		assert!(timeout(patience, tickets.turn(busy)).await.is_ok());
	}

	#[tokio::test]
	async fn what_is_over_is_forgotten() {
		let tickets = Tickets::default();
		for number in 0..100 {
			tickets.turn(([1; 32], number)).await;
		}
		assert_eq!(tickets.0.lock().unwrap().len(), 1);
	}
}
