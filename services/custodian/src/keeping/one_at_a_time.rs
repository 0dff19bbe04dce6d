//! What changes what is kept of a patient is done one after the other: between a look at a store and a change of it nothing else
//! comes in.

use crate::kept::PatientId;
use std::{
	collections::HashMap,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc, Mutex, PoisonError, Weak,
	},
};
use tokio::sync::{Mutex as Waiting, OwnedMutexGuard};

/// Whose turn it is, patient by patient. All parts of a custodian that change what is kept share one.
#[derive(Clone, Debug, Default)]
pub struct OneAtATime(Arc<Mutex<HashMap<PatientId, Weak<Turn>>>>);

/// Who waits for a patient's turn, and how many turns are over that destroyed something, since somebody was first interested.
#[derive(Debug, Default)]
struct Turn {
	waiting: Arc<Waiting<()>>,
	destructions: AtomicU64,
}

/// The turn of whoever holds it, until it is dropped.
#[derive(Debug)]
pub struct Turned {
	entry: Entry,
	guard: Option<OwnedMutexGuard<()>>,
	destroys: bool,
}

/// When somebody began to look at what is kept of a patient, outside its turn.
#[derive(Debug)]
pub struct Look {
	entry: Entry,
	destructions: u64,
}

/// A place in the table, for as long as somebody needs it.
#[derive(Debug)]
struct Entry {
	all: OneAtATime,
	patient: PatientId,
	turn: Option<Arc<Turn>>,
}

impl OneAtATime {
	/// Waits until all that was begun before for the same patient is over.
	pub async fn turn(&self, patient: &PatientId) -> Turned {
		let turn = self.of(patient);
		let waiting = Arc::clone(&turn.waiting);
		// Made before it waits, so that the table is put in order whenever this ends.
		let mut turned = Turned { entry: self.entry(patient, turn), guard: None, destroys: false };
		turned.guard = Some(waiting.lock_owned().await);
		turned
	}

	/// Notes that somebody looks at what is kept of a patient before it waits for the turn. In its turn it asks whether that is
	/// [outdated](Look::is_outdated).
	pub fn look(&self, patient: &PatientId) -> Look {
		let turn = self.of(patient);
		let destructions = turn.destructions.load(Ordering::SeqCst);
		Look { entry: self.entry(patient, turn), destructions }
	}

	fn entry(&self, patient: &PatientId, turn: Arc<Turn>) -> Entry {
		Entry { all: self.clone(), patient: *patient, turn: Some(turn) }
	}

	fn of(&self, patient: &PatientId) -> Arc<Turn> {
		let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(turn) = turns.get(patient).and_then(Weak::upgrade) {
			return turn;
		}
		let turn = Arc::new(Turn::default());
		turns.insert(*patient, Arc::downgrade(&turn));
		turn
	}
}

impl Turned {
	/// Bytes may be destroyed from now on in this turn, whether or not what names them is forgotten as well. Whoever began to look before
	/// the turn is over looks again.
	pub fn destroys(&mut self) {
		self.destroys = true;
	}
}

impl Look {
	/// Whether bytes of the patient may have been destroyed since. Asked in the patient's turn.
	pub fn is_outdated(&self) -> bool {
		self.entry.destructions() != self.destructions
	}
}

impl Entry {
	fn destructions(&self) -> u64 {
		self.turn.as_ref().map_or(0, |turn| turn.destructions.load(Ordering::SeqCst))
	}
}

impl Drop for Turned {
	fn drop(&mut self) {
		if let (true, Some(turn)) = (self.destroys, &self.entry.turn) {
			// At its end, since who began to look within it may have seen what is gone now; and before anybody else has a turn.
			turn.destructions.fetch_add(1, Ordering::SeqCst);
		}
		drop(self.guard.take());
	}
}

impl Drop for Entry {
	fn drop(&mut self) {
		let mut turns = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		drop(self.turn.take());
		// Nobody waits for it, nor can begin to while the table is locked.
		if turns.get(&self.patient).is_some_and(|turn| turn.strong_count() == 0) {
			turns.remove(&self.patient);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		future::Future,
		pin::pin,
		task::{Context, Waker},
	};

	fn is_ready<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Option<T> {
		match future.poll(&mut Context::from_waker(Waker::noop())) {
			std::task::Poll::Ready(value) => Some(value),
			std::task::Poll::Pending => None,
		}
	}

	#[test]
	fn the_second_waits_for_the_first_of_the_same_patient_only() {
		let turns = OneAtATime::default();
		let first = is_ready(pin!(turns.turn(&[1; 32]))).unwrap();
		let mut second = pin!(turns.turn(&[1; 32]));
		assert!(is_ready(second.as_mut()).is_none());
		assert!(is_ready(pin!(turns.turn(&[2; 32]))).is_some());
		drop(first);
		assert!(is_ready(second.as_mut()).is_some());
	}

	#[test]
	fn a_look_is_outdated_by_a_turn_that_destroys_and_ends_after_it_began() {
		let turns = OneAtATime::default();
		let before = turns.look(&[1; 32]);
		drop(is_ready(pin!(turns.turn(&[1; 32]))).unwrap());
		assert!(!before.is_outdated(), "nothing was destroyed");
		let mut turn = is_ready(pin!(turns.turn(&[1; 32]))).unwrap();
		turn.destroys();
		let (within, other) = (turns.look(&[1; 32]), turns.look(&[2; 32]));
		drop(turn);
		assert!(before.is_outdated() && within.is_outdated());
		assert!(!turns.look(&[1; 32]).is_outdated());
		assert!(!other.is_outdated(), "another patient's");
		drop((before, within, other));
		assert!(turns.0.lock().unwrap().is_empty());
	}

	#[test]
	fn nothing_is_left_of_those_who_are_done_or_gave_up() {
		let turns = OneAtATime::default();
		let first = is_ready(pin!(turns.turn(&[1; 32]))).unwrap();
		{
			let mut second = pin!(turns.turn(&[1; 32]));
			assert!(is_ready(second.as_mut()).is_none());
		}
		assert_eq!(turns.0.lock().unwrap().len(), 1);
		{
			let mut third = pin!(turns.turn(&[1; 32]));
			assert!(is_ready(third.as_mut()).is_none());
			drop(first);
			// It is told that it is its turn, and gives up.
		}
		assert!(turns.0.lock().unwrap().is_empty());
	}
}
