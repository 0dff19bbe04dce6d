//! What changes what is kept of a patient is done one after the other: between a look at a store and a change of it nothing else
//! comes in.

use crate::kept::PatientId;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// Whose turn it is, patient by patient. All parts of a custodian that change what is kept share one.
#[derive(Clone, Debug, Default)]
pub struct OneAtATime(Arc<Mutex<HashMap<PatientId, Weak<Turn<()>>>>>);

/// The turn of whoever holds it, until it is dropped.
#[derive(Debug)]
pub struct Turned {
	all: OneAtATime,
	patient: PatientId,
	turn: Option<Arc<Turn<()>>>,
	guard: Option<OwnedMutexGuard<()>>,
}

impl OneAtATime {
	/// Waits until all that was begun before for the same patient is over.
	pub async fn turn(&self, patient: &PatientId) -> Turned {
		let turn = self.of(patient);
		// Made before it waits, so that the table is put in order whenever this ends.
		let mut turned =
			Turned { all: self.clone(), patient: *patient, turn: Some(turn.clone()), guard: None };
		turned.guard = Some(turn.lock_owned().await);
		turned
	}

	fn of(&self, patient: &PatientId) -> Arc<Turn<()>> {
		let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(turn) = turns.get(patient).and_then(Weak::upgrade) {
			return turn;
		}
		let turn = Arc::new(Turn::new(()));
		turns.insert(*patient, Arc::downgrade(&turn));
		turn
	}
}

impl Drop for Turned {
	fn drop(&mut self) {
		let mut turns = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		drop((self.guard.take(), self.turn.take()));
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
