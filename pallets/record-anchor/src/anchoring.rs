//! Adding batches of records.

use crate::{
	class_bucket, Anchor, AnchorByRoot, Anchors, Batch, Config, Error, Event, NewBatch, Pallet,
	RecordIndexes, RetentionPolicy, Run, RunItem, Side,
};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{Get, Time},
};
use salus_primitives::{
	Action, Actor, AnchorId, AuditTrail, AuditedEvent, Basis, OnRecordAnchored, PatientDirectory,
	PatientId, Purpose, Target, TrailId,
};

impl<T: Config> Pallet<T> {
	/// Anchors one batch.
	pub(crate) fn do_anchor(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		batch: NewBatch,
		purpose: Purpose,
	) -> DispatchResult {
		Self::ensure_valid(&batch)?;
		let NewBatch { class, content, .. } = batch;
		let target = Target::Class { class, content: Some(content) };
		let basis = Self::permit(&actor, patient, Action::Collect, purpose, target)?;
		let anchor = Self::add(&actor, patient, &batch, &basis, None)?;

		let entry = AuditedEvent::RecordsAnchored { anchor, class, purpose, basis };
		T::Audit::append(TrailId::Patient(patient), actor.clone(), entry);
		T::OnRecordAnchored::on_record_anchored(&patient, anchor, class);
		Self::deposit_event(Event::RecordsAnchored { patient, anchor, batch, author: actor });
		Ok(())
	}

	/// Anchors each batch of a run by itself. A batch that is refused has changed nothing: all that can refuse it is
	/// asked before anything is written.
	pub(crate) fn do_anchor_run(actor: Actor<T::AccountId>, run: Run) -> DispatchResult {
		ensure!(!run.is_empty(), Error::<T>::EmptyRun);
		let (mut anchored, mut refused) = (0u32, 0u32);
		for (index, RunItem { patient, batch, purpose }) in (0u32..).zip(run) {
			match Self::do_anchor(actor.clone(), patient, batch, purpose) {
				Ok(()) => anchored = anchored.saturating_add(1),
				Err(error) => {
					refused = refused.saturating_add(1);
					Self::deposit_event(Event::RunItemRefused { index, error });
				},
			}
		}
		let organization = actor.organization();
		Self::deposit_event(Event::RunAnchored { organization, anchored, refused });
		Ok(())
	}

	/// Checks what can be said of a batch without knowing whose it is.
	pub(crate) fn ensure_valid(batch: &NewBatch) -> Result<(), Error<T>> {
		ensure!(batch.leaves > 0, Error::<T>::NoLeaves);
		ensure!(batch.leaves <= T::MaxLeaves::get(), Error::<T>::TooManyLeaves);
		ensure!(batch.content.is_not_empty(), Error::<T>::InvalidContentPeriod);
		Ok(())
	}

	/// Writes an anchor under the next number, after the last checks, and returns that number.
	///
	/// To be called after the decision: an outsider who holds a batch must not learn from an error whose it is.
	pub(crate) fn add(
		author: &Actor<T::AccountId>,
		patient: PatientId,
		batch: &NewBatch,
		basis: &Basis,
		supersedes: Option<AnchorId>,
	) -> Result<AnchorId, Error<T>> {
		let NewBatch { class, root, leaves, content, custodian, key_epoch } = *batch;
		let side = Side::of(author);
		ensure!(
			!AnchorByRoot::<T>::contains_key(patient, (side, root)),
			Error::<T>::AlreadyAnchored
		);
		// An earlier epoch is good: who writes may not have heard of the latest, and must write all the same.
		let has_begun = |epoch| T::Patients::key_epoch(&patient).is_some_and(|now| epoch <= now);
		ensure!(key_epoch.is_none_or(has_begun), Error::<T>::UnknownKeyEpoch);
		let mut index = RecordIndexes::<T>::get(patient);
		let bucket = class_bucket(class);
		let number = index.next;
		let previous = index.newest.get(&bucket).copied();
		index.next = number.checked_add(1).ok_or(Error::<T>::MaxAnchorsExceeded)?;
		index.newest.try_insert(bucket, number).map_err(|_| Error::<T>::MaxAnchorsExceeded)?;

		let now = T::Time::now();
		let keep_until = T::Retention::retention(class, basis)
			.map(|retention| Self::retention_day(now, retention));
		if let Some(day) = keep_until {
			Self::note_due(patient, class, number, day, now);
		}
		RecordIndexes::<T>::insert(patient, index);
		AnchorByRoot::<T>::insert(patient, (side, root), number);
		Anchors::<T>::insert(
			patient,
			number,
			Anchor {
				class,
				batch: Some(Batch { root, leaves }),
				content,
				author: author.clone(),
				custodian,
				key_epoch,
				anchored_at: now,
				keep_until,
				previous,
				supersedes,
				superseded: None,
				entered_in_error: None,
				withheld_since: None,
				is_settled: false,
				erasable_from: None,
				erased_at: None,
				is_disputed: false,
				co_signatures: 0,
				has_custody: false,
			},
		);
		Ok(number)
	}
}
