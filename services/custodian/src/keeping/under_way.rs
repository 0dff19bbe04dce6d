//! Sealed records that are coming in: several times at once, perhaps, of which some break off.

use crate::kept::{Name, PatientId};
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError},
};

type Record = (PatientId, Name);

/// Which records are coming in. Whoever begins and ends one does so in the patient's turn.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<Mutex<HashMap<Record, Coming>>>);

/// A record as it comes in, until this is dropped.
#[derive(Debug)]
pub struct OnItsWay {
	all: UnderWay,
	record: Record,
}

#[derive(Clone, Copy, Debug)]
struct Coming {
	times: usize,
	length: u64,
	was_charged: bool,
	has_come: bool,
}

/// What is known once a record has come in, or broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
	/// It is still coming in on another way, or it was on somebody's account before it began.
	Nothing,
	/// It was charged for this, and has not come.
	ChargedInVain,
}

impl UnderWay {
	/// The length with which a record is coming in now.
	pub fn length(&self, patient: &PatientId, name: &Name) -> Option<u64> {
		let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		all.get(&(*patient, *name)).map(|coming| coming.length)
	}

	/// How often a record is coming in now.
	pub fn times(&self, patient: &PatientId, name: &Name) -> usize {
		let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		all.get(&(*patient, *name)).map_or(0, |coming| coming.times)
	}

	/// A record begins to come in, which was charged for it or was on somebody's account before.
	pub fn begin(
		&self,
		patient: &PatientId,
		name: &Name,
		length: u64,
		was_charged: bool,
	) -> OnItsWay {
		let record = (*patient, *name);
		let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		let coming =
			all.entry(record).or_insert(Coming { times: 0, length, was_charged, has_come: false });
		coming.times = coming.times.saturating_add(1);
		OnItsWay { all: self.clone(), record }
	}
}

impl OnItsWay {
	/// It has come, or broken off.
	pub fn end(self, has_come: bool) -> Ended {
		let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		let Some(coming) = all.get_mut(&self.record) else { return Ended::Nothing };
		coming.has_come |= has_come;
		if coming.times == 1 && coming.was_charged && !coming.has_come {
			Ended::ChargedInVain
		} else {
			Ended::Nothing
		}
		// Dropped now, which counts it.
	}
}

impl Drop for OnItsWay {
	fn drop(&mut self) {
		let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		let Some(coming) = all.get_mut(&self.record) else { return };
		coming.times = coming.times.saturating_sub(1);
		if coming.times == 0 {
			all.remove(&self.record);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PATIENT: PatientId = [1; 32];
	const NAME: Name = [2; 32];

	#[test]
	fn what_was_charged_and_did_not_come_on_any_way_was_charged_in_vain() {
		let all = UnderWay::default();
		let first = all.begin(&PATIENT, &NAME, 9, true);
		let second = all.begin(&PATIENT, &NAME, 9, false);
		assert_eq!(all.length(&PATIENT, &NAME), Some(9));
		assert_eq!(all.length(&[3; 32], &NAME), None);
		assert_eq!(first.end(false), Ended::Nothing);
		assert_eq!(second.end(false), Ended::ChargedInVain);
		assert_eq!(all.length(&PATIENT, &NAME), None);
	}

	#[test]
	fn what_came_on_one_way_stays_charged_whatever_becomes_of_the_other() {
		let all = UnderWay::default();
		let first = all.begin(&PATIENT, &NAME, 9, true);
		let second = all.begin(&PATIENT, &NAME, 9, false);
		assert_eq!(second.end(true), Ended::Nothing);
		assert_eq!(first.end(false), Ended::Nothing);
		assert_eq!(all.begin(&PATIENT, &NAME, 9, false).end(false), Ended::Nothing);
		assert!(all.0.lock().unwrap().is_empty());
	}
}
