//! What happens in a step, there and here.

use super::{
	super::{CorrectionReason, Months, NewBatch, PatientId, Purpose, RecordClass},
	rules::{
		capacity_of, usual, Entry, Reasons, World, FOLLOWER, HEIR, PATIENTS, RESERVED, WATCHED,
	},
	Tally,
};
use crate::{mock::*, Error, Event, Run, RunItem};
use codec::Decode;
use frame_support::{dispatch::DispatchResult, BoundedVec};
use salus_primitives::{dice::Dice, doubles::Patients, Actor, AnchorId};
use sp_runtime::{DispatchError, ModuleError};

const REASONS: [CorrectionReason; 7] = [
	CorrectionReason::WrongPatient,
	CorrectionReason::WrongContent,
	CorrectionReason::Incomplete,
	CorrectionReason::Duplicate,
	CorrectionReason::Unreadable,
	CorrectionReason::WrongClass,
	CorrectionReason::DisputeUpheld,
];

/// The classes: a wearable's, two that share a list, one that most may add.
const CLASSES: [RecordClass; 4] = [WATCHED, RESERVED, RecordClass(RESERVED.0 + 64), RecordClass(3)];

impl World {
	/// Does one thing, and checks that it came out as the rules say.
	pub fn step(&mut self, dice: &mut Dice, tally: &mut Tally) {
		if dice.chance(40) {
			let period = dice.below(5);
			pass(period);
			self.now += period;
		}
		let patient = dice.pick(&PATIENTS);
		match dice.below(100) {
			0..=31 => self.anchor(patient, dice, tally),
			32..=40 => self.run(dice, tally),
			41..=57 => self.amend(patient, dice, tally),
			58..=77 => self.mark(patient, dice, tally),
			78..=94 => self.reinstate(patient, dice, tally),
			95..=97 => self.unsettle(patient, dice, tally),
			_ => self.change_key(patient, dice),
		}
	}

	fn somebody(&self, patient: PatientId, dice: &mut Dice) -> Actor<u64> {
		let own = (0..).zip(PATIENTS).find(|(_, each)| *each == patient).unwrap().0;
		let number = if dice.chance(90) { own } else { dice.below(3) };
		dice.pick(&[
			Actor::Person(100 + number),
			Actor::Person(200 + number),
			Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT },
			Actor::Practitioner { organization: CLINIC, account: CLINICIAN },
			Actor::Practitioner { organization: FOLLOWER, account: HEIR },
			Actor::Practitioner { organization: ARCHIVE, account: ARCHIVIST },
		])
	}

	/// Mostly who may well be the author.
	fn author_of(&self, patient: PatientId, number: AnchorId, dice: &mut Dice) -> Actor<u64> {
		match self.file(&patient).get(number as usize) {
			Some(entry) if dice.chance(75) => entry.author.clone(),
			_ => self.somebody(patient, dice),
		}
	}

	fn number(&self, patient: PatientId, dice: &mut Dice) -> AnchorId {
		let there = self.file(&patient).len() as u64;
		// One that there is not, now and then.
		dice.below(there + 1) as AnchorId
	}

	fn reason(&self, dice: &mut Dice) -> CorrectionReason {
		if dice.chance(40) {
			CorrectionReason::WrongPatient
		} else {
			dice.pick(&REASONS)
		}
	}

	/// Few roots, so that the same comes up often.
	fn batch(&self, class: RecordClass, dice: &mut Dice) -> NewBatch {
		let mut batch = usual(class, dice.below(36) as u8);
		batch.content.from -= dice.below(3) as u16;
		batch.custodian = dice.pick(&[ARCHIVE, HOSPITAL]);
		batch.key_epoch = dice.pick(&[None, Some(0), Some(0), Some(1)]);
		match dice.below(40) {
			0 => batch.leaves = 0,
			1 => batch.leaves = 65_537,
			2 => batch.content = Months { from: 640, until: 640 },
			_ => (),
		}
		batch
	}

	fn note(tally: &mut Tally, call: &str, result: DispatchResult, reasons: &Reasons) -> bool {
		match result {
			Ok(()) => {
				assert!(reasons.is_empty(), "{call} went through, against {reasons:?}");
				tally.note(format!("{call}: ok"));
				true
			},
			Err(DispatchError::Module(ModuleError { message: Some(message), .. })) => {
				assert!(reasons.contains(message), "{call}: {message} is none of {reasons:?}");
				tally.note(format!("{call}: {message}"));
				false
			},
			Err(other) => panic!("{call}: {other:?}, expected one of {reasons:?}"),
		}
	}

	fn write(
		&mut self,
		patient: PatientId,
		author: Actor<u64>,
		batch: NewBatch,
		supersedes: Option<AnchorId>,
	) -> AnchorId {
		let entry = Entry {
			batch,
			author,
			at: self.now,
			supersedes,
			superseded_by: None,
			marked: None,
			marked_at: None,
			has_root: true,
			withheld_since: None,
			is_settled: false,
		};
		let file = self.files.entry(patient).or_default();
		file.push(entry);
		file.len() as AnchorId - 1
	}

	fn anchor(&mut self, patient: PatientId, dice: &mut Dice, tally: &mut Tally) {
		let mut actor = self.somebody(patient, dice);
		let class = dice.pick(&CLASSES);
		let mut batch = self.batch(class, dice);
		// Often what its author has marked, anew.
		let marked = self.file(&patient).iter().filter(|entry| entry.marked.is_some());
		let marked: Vec<_> = marked.map(|entry| (entry.author.clone(), entry.batch.root)).collect();
		if let Some((author, root)) = dice.pick_any(&marked).filter(|_| dice.chance(25)) {
			(actor, batch.root) = (author, root);
		}
		let reasons = self.may_anchor(&patient, &actor, &batch);
		let origin = RuntimeOrigin::signed(*actor.account().unwrap());
		let capacity = capacity_of(&actor);
		let result = RecordAnchor::anchor(origin, patient, batch, Purpose::Treatment, capacity);
		if Self::note(tally, "anchor", result, &reasons) {
			self.write(patient, actor, batch, None);
		}
	}

	fn run(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let whose = dice.pick(&PATIENTS);
		let actor = self.somebody(whose, dice);
		let items: Vec<RunItem> = (0..=dice.below(5))
			.map(|_| {
				let patient = dice.pick(&PATIENTS);
				let class = dice.pick(&CLASSES);
				let batch = self.batch(class, dice);
				RunItem { patient, batch, purpose: Purpose::Treatment }
			})
			.collect();
		let told = System::events().len();
		let origin = RuntimeOrigin::signed(*actor.account().unwrap());
		let run = Run::truncate_from(items.clone());
		frame_support::assert_ok!(RecordAnchor::anchor_run(origin, run, capacity_of(&actor)));
		let mut events = System::events().into_iter().skip(told).map(|record| record.event);
		let (mut anchored, mut refused) = (0, 0);
		// One after the other: an earlier item of the run counts for a later one.
		for (index, RunItem { patient, batch, .. }) in (0..).zip(items) {
			let reasons = self.may_anchor(&patient, &actor, &batch);
			match events.next() {
				Some(RuntimeEvent::RecordAnchor(Event::RunItemRefused { index: told, error })) => {
					assert_eq!(told, index);
					// Stored events hold no messages.
					let DispatchError::Module(ModuleError { error, .. }) = error else {
						panic!("a run told {error:?}")
					};
					let error = Error::<Test>::decode(&mut &error[..]).unwrap();
					Self::note(tally, "run item", Err(error.into()), &reasons);
					refused += 1;
				},
				Some(RuntimeEvent::RecordAnchor(Event::RecordsAnchored { .. })) => {
					Self::note(tally, "run item", Ok(()), &reasons);
					self.write(patient, actor.clone(), batch, None);
					anchored += 1;
				},
				other => panic!("a run told {other:?}"),
			}
		}
		let organization = actor.organization();
		let end = Event::RunAnchored { organization, anchored, refused };
		assert_eq!(events.collect::<Vec<_>>(), [RuntimeEvent::RecordAnchor(end)]);
	}

	fn amend(&mut self, patient: PatientId, dice: &mut Dice, tally: &mut Tally) {
		let mut number = self.number(patient, dice);
		// Mostly a latest version.
		while let Some(newer) =
			self.file(&patient).get(number as usize).and_then(|entry| entry.superseded_by)
		{
			if dice.chance(15) {
				break;
			}
			number = newer;
		}
		let actor = self.author_of(patient, number, dice);
		let old = self.file(&patient).get(number as usize).map(|entry| entry.batch.class);
		let class = old.filter(|_| dice.chance(90)).unwrap_or_else(|| dice.pick(&CLASSES));
		let batch = self.batch(class, dice);
		let reason = self.reason(dice);
		let reasons = self.may_amend(&patient, &actor, number, &batch, reason);
		let origin = RuntimeOrigin::signed(*actor.account().unwrap());
		let (purpose, capacity) = (Purpose::Treatment, capacity_of(&actor));
		let result = RecordAnchor::amend(origin, patient, number, batch, reason, purpose, capacity);
		if Self::note(tally, "amend", result, &reasons) {
			let newer = self.write(patient, actor, batch, Some(number));
			let now = self.now;
			let old = self.entry(&patient, number);
			old.superseded_by = Some(newer);
			if reason == CorrectionReason::WrongPatient {
				old.withheld_since = Some(now);
			}
		}
	}

	fn mark(&mut self, patient: PatientId, dice: &mut Dice, tally: &mut Tally) {
		let first = self.number(patient, dice);
		let actor = self.author_of(patient, first, dice);
		let mut numbers = vec![first];
		// Often others of the same author.
		for _ in 0..dice.below(3) {
			let number = self.number(patient, dice);
			let theirs = self.file(&patient).get(number as usize).map(|entry| entry.author.clone());
			if theirs.as_ref() == Some(&actor) || dice.chance(10) {
				numbers.push(number);
			}
		}
		if dice.chance(2) {
			numbers.clear();
		}
		let reason = self.reason(dice);
		let reasons = self.may_mark(&patient, &actor, &numbers, reason);
		let origin = RuntimeOrigin::signed(*actor.account().unwrap());
		let (purpose, capacity) = (Purpose::Treatment, capacity_of(&actor));
		let list = BoundedVec::truncate_from(numbers.clone());
		let result =
			RecordAnchor::mark_entered_in_error(origin, patient, list, reason, purpose, capacity);
		if Self::note(tally, "mark", result, &reasons) {
			let now = self.now;
			for number in numbers {
				let entry = self.entry(&patient, number);
				entry.marked = Some(reason);
				entry.marked_at = Some(now);
				entry.has_root = false;
				if reason == CorrectionReason::WrongPatient && entry.withheld_since.is_none() {
					entry.withheld_since = Some(now);
				}
			}
		}
	}

	fn reinstate(&mut self, patient: PatientId, dice: &mut Dice, tally: &mut Tally) {
		let wrong: Vec<AnchorId> = (0..)
			.zip(self.file(&patient))
			.filter(|(_, entry)| entry.marked.is_some() || entry.withheld_since.is_some())
			.map(|(number, _)| number)
			.collect();
		let number = dice
			.pick_any(&wrong)
			.filter(|_| dice.chance(90))
			.unwrap_or_else(|| self.number(patient, dice));
		let by_arbiter = dice.chance(45);
		let actor = self.author_of(patient, number, dice);
		let signer = (!by_arbiter).then_some(&actor);
		let seen = self.file(&patient).get(number as usize).and_then(Entry::seen_mark);
		let marked_at = seen.filter(|_| dice.chance(95)).unwrap_or_else(|| self.now + 1);
		let reasons = self.may_reinstate(&patient, signer, number, marked_at);
		let origin = match signer {
			Some(actor) => RuntimeOrigin::signed(*actor.account().unwrap()),
			None => RuntimeOrigin::root(),
		};
		let capacity = capacity_of(&actor);
		let result = RecordAnchor::reinstate(origin, patient, number, marked_at, capacity);
		let call = if by_arbiter { "arbitrate" } else { "reinstate" };
		if Self::note(tally, call, result, &reasons) {
			let was_marked = self.entry(&patient, number).marked.is_some();
			let entry = self.entry(&patient, number).clone();
			let is_taken = was_marked && self.is_taken(&patient, &entry);
			if is_taken {
				tally.note("arbitrate beside another");
			}
			let entry = self.entry(&patient, number);
			entry.has_root |= was_marked && !is_taken;
			if by_arbiter && entry.withheld_since.is_some() {
				entry.is_settled = true;
			}
			entry.marked = None;
			entry.withheld_since = None;
		}
	}

	fn unsettle(&mut self, patient: PatientId, dice: &mut Dice, tally: &mut Tally) {
		let settled: Vec<AnchorId> = (0..)
			.zip(self.file(&patient))
			.filter(|(_, entry)| entry.is_settled)
			.map(|(number, _)| number)
			.collect();
		let number = dice
			.pick_any(&settled)
			.filter(|_| dice.chance(80))
			.unwrap_or_else(|| self.number(patient, dice));
		let reasons = self.may_unsettle(&patient, number);
		let result = RecordAnchor::unsettle(RuntimeOrigin::root(), patient, number);
		if Self::note(tally, "unsettle", result, &reasons) {
			self.entry(&patient, number).is_settled = false;
		}
	}

	fn change_key(&mut self, patient: PatientId, dice: &mut Dice) {
		let epoch = dice.pick(&[None, Some(0), Some(1), Some(2)]);
		match epoch {
			Some(epoch) => Patients::set_key_epoch(patient, epoch),
			None => Patients::lose_key(patient),
		}
		self.epochs.insert(patient, epoch);
	}
}
