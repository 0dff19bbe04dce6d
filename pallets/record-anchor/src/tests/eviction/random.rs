//! Random days: nothing younger than its retention goes, all that is due goes in the end, what went is provable, and
//! lists lead to all that stands.

use super::*;
use crate::{Dispute, DisputeAnswer, Disputes, RecordIndexes, RejectionReason, Verdict};
use salus_primitives::{dice::Dice, doubles::Patients};

const CLASSES: [RecordClass; 3] = [READINGS, LABEL, OTHER_LABEL];
const PATIENTS: [PatientId; 2] = [PATIENT, PatientId([0xA2; 32])];

/// What is known of an anchor: the earliest moment at which it may go; none if never.
type Due = BTreeMap<(PatientId, AnchorId), Option<Moment>>;

struct World {
	dice: Dice,
	due: Due,
	retentions: BTreeMap<(u16, bool), Moment>,
	roots: u64,
	evicted: u32,
}

impl World {
	fn new(seed: u64) -> Self {
		Patients::open(PATIENTS[1], CONTROLLER);
		let mut dice = Dice::new(seed);
		let mut retentions = BTreeMap::new();
		for class in CLASSES {
			for is_device in [false, true] {
				if dice.chance(80) {
					let retention = dice.below(6 * DAY);
					Retention::keep(class, is_device, retention);
					retentions.insert((class.0, is_device), retention);
				}
			}
		}
		Self { dice, due: BTreeMap::new(), retentions, roots: 0, evicted: 0 }
	}

	/// Somebody, or a device, anchors some batches within a day.
	fn anchor(&mut self) {
		let (patient, class) = (self.dice.pick(&PATIENTS), self.dice.pick(&CLASSES));
		let is_device = self.dice.chance(50);
		permit(if is_device { Basis::Device } else { Basis::Author });
		for _ in 0..=self.dice.below(40) {
			pass(self.dice.below(60_000));
			let number = RecordIndexes::<Test>::get(patient).next;
			self.roots += 1;
			let (who, capacity) =
				if is_device { (CONTROLLER, PERSON) } else { (PHYSICIAN, AT_HOSPITAL) };
			let batch = new_batch(class, root(self.roots));
			let origin = RuntimeOrigin::signed(who);
			assert_ok!(RecordAnchor::anchor(origin, patient, batch, Purpose::Treatment, capacity));
			let retention = self.retentions.get(&(class.0, is_device));
			let due = retention.map(|retention| Timestamp::get() + retention);
			self.due.insert((patient, number), due);
		}
	}

	/// Any anchor that stands.
	fn any(&mut self) -> Option<(PatientId, AnchorId)> {
		let all: Vec<_> = self.due.keys().copied().collect();
		self.dice.pick_any(&all)
	}

	fn extend(&mut self) {
		let Some((patient, number)) = self.any() else { return };
		permit(Basis::Patient);
		let until = (!self.dice.chance(20)).then(|| today() + self.dice.below(8) as Day);
		let origin = RuntimeOrigin::signed(CONTROLLER);
		let purpose = Purpose::PatientRequest;
		let former = Anchors::<Test>::get(patient, number).unwrap().keep_until;
		let extended =
			RecordAnchor::extend_retention(origin, patient, number, until, purpose, PERSON);
		let is_longer = former
			.is_some_and(|former| until.is_none_or(|until| until > former && until > today()));
		assert_eq!(extended.is_ok(), is_longer, "{former:?} -> {until:?}, {extended:?}");
		if is_longer {
			self.due.insert((patient, number), until.map(|until| Moment::from(until) * DAY));
		}
	}

	fn dispute(&mut self) {
		let Some((patient, number)) = self.any() else { return };
		let mut anchor = Anchors::<Test>::get(patient, number).unwrap();
		if anchor.author.organization().is_none() {
			return;
		}
		anchor.is_disputed = true;
		Anchors::<Test>::insert(patient, number, anchor);
		let now = Timestamp::get();
		let dispute =
			Dispute { statement: ROOT, filed_at: now, due: now, answer: None, disagreement: None };
		Disputes::<Test>::insert(patient, number, dispute);
	}

	fn answer(&mut self) {
		let open: Vec<_> = Disputes::<Test>::iter_keys().collect();
		let Some((patient, number)) = self.dice.pick_any(&open) else { return };
		let verdict =
			Verdict::Rejected { reason: RejectionReason::NotCreatedHere, explanation: None };
		Disputes::<Test>::mutate(patient, number, |dispute| {
			dispute.as_mut().unwrap().answer =
				Some(DisputeAnswer { verdict, at: Timestamp::get() });
		});
	}

	/// Whether an open dispute keeps the anchor.
	fn is_held((patient, number): (PatientId, AnchorId)) -> bool {
		Disputes::<Test>::get(patient, number).is_some_and(|dispute| dispute.answer.is_none())
	}

	fn idle(&mut self) {
		let held: Vec<_> =
			self.due.keys().copied().filter(|anchor| Self::is_held(*anchor)).collect();
		let copies = copies();
		System::reset_events();
		let steps = self.dice.below(6);
		let room = RecordAnchor::eviction_step_weight().saturating_mul(4 * steps);
		let taken = idle(room);
		assert!(taken.all_lte(room.div(4)));
		let now = Timestamp::get();
		for (patient, anchors, root) in told() {
			for number in &anchors {
				let due = self.due.remove(&(patient, *number)).expect("it stood");
				assert!(due.is_some_and(|due| due <= now), "{number} went before its time");
				assert!(!held.contains(&(patient, *number)), "{number} went though disputed");
				self.evicted += 1;
			}
			let leaves =
				anchors.iter().map(|n| evicted_leaf(&patient, *n, &copies[&(patient, *n)]));
			assert_eq!(root, merkle_root::<BlakeTwo256, _>(leaves));
			assert_provable(patient, &anchors, &copies);
		}
	}

	/// What stands is what should, and lists lead to all of it.
	fn check(&self) {
		let standing: Vec<_> = Anchors::<Test>::iter_keys().collect();
		assert_eq!(standing.len(), self.due.len());
		assert!(standing.iter().all(|anchor| self.due.contains_key(anchor)));
		RecordAnchor::do_try_state().unwrap();
		for class in CLASSES {
			let expected: Vec<AnchorId> = self
				.due
				.keys()
				.rev()
				.filter(|(patient, _)| *patient == PATIENT)
				.map(|(_, number)| *number)
				.filter(|number| stored(*number).class == class)
				.collect();
			assert_eq!(listed(class, 9), expected);
		}
	}
}

#[test]
fn random_days_lose_nothing_and_keep_nothing_too_long() {
	let mut evicted = 0;
	for seed in 0..12 {
		println!("seed {seed}");
		run(|| {
			let mut world = World::new(seed);
			for _ in 0..60 {
				match world.dice.below(10) {
					0..=3 => world.anchor(),
					4..=5 => world.extend(),
					6 => world.dispute(),
					7 => world.answer(),
					_ => pass(world.dice.below(2 * DAY)),
				}
				world.idle();
			}
			world.check();
			// All days that anybody named go by, and whatever holds an anchor without an answer goes on to hold it.
			pass(200 * DAY);
			let held: Vec<_> =
				world.due.keys().copied().filter(|anchor| World::is_held(*anchor)).collect();
			for _ in 0..200 {
				world.idle();
			}
			for (anchor, due) in &world.due {
				assert!(due.is_none() || held.contains(anchor), "{anchor:?} is overdue");
			}
			world.check();
			evicted += world.evicted;
		});
	}
	println!("{evicted} anchors went");
	assert!(evicted > 3_000);
}
