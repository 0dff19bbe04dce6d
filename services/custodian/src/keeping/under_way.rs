//! Sealed records that are coming in: several times at once, perhaps, of which some break off.

use crate::kept::{Name, PatientId, Writer};
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
	way: Way,
}

/// Who brings it, and how long it is to be.
type Way = (Writer, u64);

#[derive(Clone, Debug, Default)]
struct Coming {
	ways: Vec<Way>,
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
	/// Whether a record is coming in now.
	pub fn has(&self, patient: &PatientId, name: &Name) -> bool {
		let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		all.contains_key(&(*patient, *name))
	}

	/// The lengths with which this writer is bringing a record now.
	pub fn lengths(&self, patient: &PatientId, name: &Name, writer: Writer) -> Vec<u64> {
		let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		let ways = all.get(&(*patient, *name)).into_iter().flat_map(|coming| &coming.ways);
		ways.filter(|(other, _)| *other == writer).map(|(_, length)| *length).collect()
	}

	/// A record begins to come in, which was charged for it or was on somebody's account before.
	pub fn begin(
		&self,
		patient: &PatientId,
		name: &Name,
		way: (Writer, u64),
		was_charged: bool,
	) -> OnItsWay {
		let record = (*patient, *name);
		let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		let coming = all.entry(record).or_default();
		coming.ways.push(way);
		if was_charged {
			// What came before on another way was destroyed since.
			(coming.was_charged, coming.has_come) = (true, false);
		}
		OnItsWay { all: self.clone(), record, way }
	}
}

impl OnItsWay {
	/// Whether it has come on another way.
	pub fn has_come(&self) -> bool {
		let all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		all.get(&self.record).is_some_and(|coming| coming.has_come)
	}

	/// It has come, or broken off.
	pub fn end(self, has_come: bool) -> Ended {
		let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
		let Some(coming) = all.get_mut(&self.record) else { return Ended::Nothing };
		coming.has_come |= has_come;
		if coming.ways.len() == 1 && coming.was_charged && !coming.has_come {
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
		let own = coming.ways.iter().position(|way| *way == self.way);
		own.map(|own| coming.ways.swap_remove(own));
		if coming.ways.is_empty() {
			all.remove(&self.record);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PATIENT: PatientId = [1; 32];
	const NAME: Name = [2; 32];
	const WRITER: Writer = Writer::Organization(4);

	#[test]
	fn what_was_charged_and_did_not_come_on_any_way_was_charged_in_vain() {
		let all = UnderWay::default();
		let first = all.begin(&PATIENT, &NAME, (WRITER, 9), true);
		let second = all.begin(&PATIENT, &NAME, (WRITER, 9), false);
		assert_eq!(all.lengths(&PATIENT, &NAME, WRITER), [9, 9]);
		assert_eq!(all.lengths(&PATIENT, &NAME, Writer::Organization(5)), [0_u64; 0]);
		assert!(!all.has(&[3; 32], &NAME));
		assert_eq!(first.end(false), Ended::Nothing);
		assert_eq!(second.end(false), Ended::ChargedInVain);
		assert!(!all.has(&PATIENT, &NAME));
	}

	#[test]
	fn what_came_on_one_way_stays_charged_whatever_becomes_of_the_other() {
		let all = UnderWay::default();
		let first = all.begin(&PATIENT, &NAME, (WRITER, 9), true);
		let second = all.begin(&PATIENT, &NAME, (WRITER, 9), false);
		assert_eq!(second.end(true), Ended::Nothing);
		assert_eq!(first.end(false), Ended::Nothing);
		assert_eq!(all.begin(&PATIENT, &NAME, (WRITER, 9), false).end(false), Ended::Nothing);
		assert!(all.0.lock().unwrap().is_empty());
	}
}
