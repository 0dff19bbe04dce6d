//! Evicting anchors whose retention is over, bit by bit, when blocks have room.
//!
//! Eviction works off one day after another, of each day one row after another, and of each row one chunk of
//! [`MAX_CHUNK`] anchors in a step. A step looks at so many anchors at most, whether they go or stay: nobody makes one
//! dearer. It writes what it takes away as one Merkle root, [`EvictedChunk`], under the number of the newest: a list
//! names its anchors one after the other, and what named that one finds the chunk in its place, which names the anchor
//! before. So a chunk holds anchors that follow each other in their list, without a gap.

use crate::{
	class_bucket, inclusion, Anchor, Anchors, Config, Dispute, Disputes, DueKey, DueOn, Event,
	Evicted, EvictedChunk, EvictionDay, InclusionFault, Pallet, Verdict, MAX_CHUNK,
};
use alloc::vec::Vec;
use binary_merkle_tree::merkle_root;
use frame_support::{
	traits::{Get, Time},
	weights::{Weight, WeightMeter},
	BoundedVec,
};
use salus_primitives::{
	day_of, Actor, AnchorId, AuditTrail, AuditedEvent, Day, PatientId, TrailId,
};
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;

/// For how many days an anchor is kept, once it is due, while a dispute about it is open. Then it is looked at again.
pub(crate) const HOLD_PERIOD: Day = 90;

/// What becomes of an anchor that eviction comes to.
enum Fate {
	/// Its retention is over.
	Goes,
	/// It is kept longer.
	Stays,
	/// It would go, but a dispute about it is open.
	Held,
}

/// The day that is worked off, and what it is today.
#[derive(Clone, Copy)]
pub(crate) struct Days {
	pub due: Day,
	pub today: Day,
}

impl<T: Config> Pallet<T> {
	/// Takes as many steps as the meter has weight for, and as a block may take: a step evicts a chunk, or finds that a
	/// day is through.
	///
	/// Whatever is due up to today is worked off, in the order of the days, also after the chain stood still for long. A
	/// row that is through is passed over by its key, so that a block does not look through what it removed.
	pub(crate) fn evict(meter: &mut WeightMeter) {
		let db = T::DbWeight::get();
		let to_begin = db.reads_writes(3, 1);
		let to_look = db.reads(2);
		// Without room for one look, it isn't worth a read.
		if !meter.can_consume(to_begin.saturating_add(to_look)) {
			return;
		}
		meter.consume(db.reads(3));
		let today = day_of(T::Time::now());
		let began = EvictionDay::<T>::get();
		// If eviction has never come to its turn, it begins with the first day of all, unless nothing is noted yet.
		let mut due = began.unwrap_or_else(|| {
			if DueOn::<T>::iter_keys().next().is_some() {
				Day::default()
			} else {
				today
			}
		});
		if began.is_some() && due > today {
			return;
		}
		meter.consume(db.writes(1));
		let mut passed: Option<Vec<u8>> = None;
		for _ in 0..T::MaxEvictionSteps::get() {
			if due > today || meter.try_consume(to_look).is_err() {
				break;
			}
			let Some((row, newest)) = Self::next_row(due, passed.clone()) else {
				due = due.saturating_add(1);
				passed = None;
				continue;
			};
			if meter.try_consume(Self::eviction_step_weight()).is_err() {
				break;
			}
			if Self::work_off(row, newest, Days { due, today }) {
				passed = Some(DueOn::<T>::hashed_key_for(due, row));
			}
		}
		EvictionDay::<T>::put(due);
	}

	/// What one step costs that comes to a row, whatever it finds there. Looking for the row is not in it.
	pub(crate) fn eviction_step_weight() -> Weight {
		use crate::WeightInfo;
		T::WeightInfo::evict_chunk().saturating_add(T::Audit::weight())
	}

	/// The first row of a day after that with the key `passed`. Two reads.
	fn next_row(due: Day, passed: Option<Vec<u8>>) -> Option<(DueKey, AnchorId)> {
		match passed {
			Some(key) => DueOn::<T>::iter_prefix_from(due, key).next(),
			None => DueOn::<T>::iter_prefix(due).next(),
		}
	}

	/// Takes one step with `row`, whether it is through or not, and returns whether it is.
	pub(crate) fn work_off(row: DueKey, newest: AnchorId, days: Days) -> bool {
		let next = Self::evict_step(&row, newest, days);
		match next {
			Some(newest) => DueOn::<T>::insert(days.due, row, newest),
			None => DueOn::<T>::remove(days.due, row),
		}
		next.is_none()
	}

	/// Evicts one chunk of what `row` stands for, from `newest` on, and returns where to go on; none if that was all.
	pub(crate) fn evict_step(row: &DueKey, newest: AnchorId, days: Days) -> Option<AnchorId> {
		match *row {
			DueKey::Run { patient, anchored_on, .. } => {
				Self::evict_from_run(&patient, newest, anchored_on, days)
			},
			DueKey::Single { patient, anchor } => {
				let anchored = Anchors::<T>::get(patient, anchor)?;
				match Self::fate(&patient, anchor, &anchored, days.due) {
					Fate::Goes => Self::evict_together(&patient, &[(anchor, anchored)]),
					Fate::Held => Self::hold_for_dispute(&patient, anchor, anchored, days),
					Fate::Stays => (),
				}
				None
			},
		}
	}

	/// Walks a list from `newest` on, past what stays, gathers what goes up to what stays again, and evicts it. What was
	/// anchored on an earlier day than `anchored_on` is no part of the run.
	fn evict_from_run(
		patient: &PatientId,
		newest: AnchorId,
		anchored_on: Day,
		days: Days,
	) -> Option<AnchorId> {
		let mut chunk: Vec<(AnchorId, Anchor<T::AccountId>)> = Vec::new();
		let mut next = Some(newest);
		for _ in 0..MAX_CHUNK {
			let Some(number) = next else { break };
			let Some(anchor) = Anchors::<T>::get(patient, number) else {
				if chunk.is_empty() {
					// Evicted before, since it was kept for a shorter time.
					next = Evicted::<T>::get(patient, number)
						.filter(|evicted| evicted.anchored_on >= anchored_on)
						.and_then(|evicted| evicted.previous);
					continue;
				}
				break;
			};
			if day_of(anchor.anchored_at) < anchored_on {
				next = None;
				break;
			}
			let previous = anchor.previous;
			match Self::fate(patient, number, &anchor, days.due) {
				Fate::Goes => chunk.push((number, anchor)),
				// What stays ends a chunk, and the next step begins with it.
				_ if !chunk.is_empty() => break,
				Fate::Held => Self::hold_for_dispute(patient, number, anchor, days),
				Fate::Stays => (),
			}
			next = previous;
		}
		Self::evict_together(patient, &chunk);
		next
	}

	/// What becomes of an anchor on the day `due`. One read, if it is disputed.
	fn fate(
		patient: &PatientId,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
		due: Day,
	) -> Fate {
		let is_over = anchor.keep_until.is_some_and(|day| day <= due);
		let is_open = |dispute: Dispute| match dispute.answer.map(|answer| answer.verdict) {
			None => true,
			// What the author owes still: another version, or the mark that the records are wrong.
			Some(Verdict::Upheld) => {
				anchor.superseded.is_none() && anchor.entered_in_error.is_none()
			},
			Some(Verdict::Rejected { .. }) => false,
		};
		if !is_over {
			Fate::Stays
		} else if anchor.is_disputed && Disputes::<T>::get(patient, number).is_some_and(is_open) {
			Fate::Held
		} else {
			Fate::Goes
		}
	}

	/// Writes that an anchor is kept, since a dispute about it is open, and when to look at it again.
	fn hold_for_dispute(
		patient: &PatientId,
		number: AnchorId,
		mut anchor: Anchor<T::AccountId>,
		days: Days,
	) {
		let until = days.due.max(days.today).saturating_add(HOLD_PERIOD);
		let single = DueKey::Single { patient: *patient, anchor: number };
		// If it was kept longer before, up to a day on which a run is due that it belongs to, it has a row of its own.
		if let Some(former) = anchor.keep_until {
			DueOn::<T>::remove(former, single);
		}
		DueOn::<T>::insert(until, single, number);
		anchor.keep_until = Some(until);
		Anchors::<T>::insert(patient, number, anchor);
		Self::deposit_event(Event::RetentionExtended {
			patient: *patient,
			anchor: number,
			until: Some(until),
		});
	}

	/// Removes anchors that follow each other in their list, newest first, with all that was said about them, and writes
	/// down what proves them.
	fn evict_together(patient: &PatientId, chunk: &[(AnchorId, Anchor<T::AccountId>)]) {
		let (Some((newest, _)), Some((oldest, last))) = (chunk.first(), chunk.last()) else {
			return;
		};
		let leaves =
			chunk.iter().map(|(number, anchor)| inclusion::evicted_leaf(patient, *number, anchor));
		let root = merkle_root::<BlakeTwo256, _>(leaves);
		let anchors = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
		let evicted = EvictedChunk {
			root,
			anchors,
			oldest: *oldest,
			previous: last.previous,
			bucket: class_bucket(last.class),
			anchored_on: day_of(last.anchored_at),
		};
		Evicted::<T>::insert(patient, newest, evicted);
		for (number, anchor) in chunk {
			Self::remove_rows(patient, *number, anchor);
			Anchors::<T>::remove(patient, number);
		}

		let entry = AuditedEvent::RecordsEvicted { newest: *newest, anchors, root };
		T::Audit::append(TrailId::Patient(*patient), Actor::Chain, entry);
		Self::deposit_event(Event::RecordsEvicted {
			patient: *patient,
			anchors: BoundedVec::truncate_from(chunk.iter().map(|(number, _)| *number).collect()),
			root,
		});
	}

	/// Whether `anchor` is what number `number` was when it was evicted, number `index` of those that were evicted with
	/// `newest`.
	pub(crate) fn verify_evicted_anchor(
		patient: &PatientId,
		newest: AnchorId,
		index: u32,
		number: AnchorId,
		anchor: &Anchor<T::AccountId>,
		proof: &[H256],
	) -> Result<(), InclusionFault> {
		let chunk = Evicted::<T>::get(patient, newest).ok_or(InclusionFault::UnknownAnchor)?;
		let leaf = inclusion::evicted_leaf(patient, number, anchor);
		inclusion::verify(&chunk.root, chunk.anchors, index, leaf, proof)
	}
}
