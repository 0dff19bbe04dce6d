//! Correcting records: another version, a mark that they were entered in error, and taking that back.

use crate::{
	Anchor, AnchorByRoot, Anchors, Config, EnteredInError, Error, Event, MarkedAnchors, NewBatch,
	Pallet, Superseded,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Time};
use salus_primitives::{
	Action, Actor, AnchorId, AuditTrail, AuditedEvent, Basis, Commitment, CorrectionReason, Moment,
	OnRecordAnchored, PatientDirectory, PatientId, Purpose, RecordClass, Target, TrailId,
};

impl<T: Config> Pallet<T> {
	/// Puts another version in the place of one.
	pub(crate) fn do_amend(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		supersedes: AnchorId,
		batch: NewBatch,
		reason: CorrectionReason,
		purpose: Purpose,
	) -> DispatchResult {
		Self::ensure_valid(&batch)?;
		let (mut old, basis) = Self::permit_author(&actor, patient, supersedes, purpose)?;
		ensure!(old.erased_at.is_none(), Error::<T>::Erased);
		ensure!(old.entered_in_error.is_none(), Error::<T>::EnteredInError);
		ensure!(old.superseded.is_none(), Error::<T>::NotLatestVersion);
		ensure!(old.class == batch.class, Error::<T>::OtherClass);
		Self::ensure_may_withhold(&patient, &old, reason, &basis)?;
		let anchor = Self::add(&actor, patient, &batch, &basis, Some(supersedes))?;

		let now = T::Time::now();
		old.superseded = Some(Superseded { by: anchor, at: now, reason });
		if reason == CorrectionReason::WrongPatient {
			old.withheld_since = old.withheld_since.or(Some(now));
		}
		Anchors::<T>::insert(patient, supersedes, old);
		let entry = AuditedEvent::RecordsAmended { anchor, supersedes, reason, purpose, basis };
		T::Audit::append(TrailId::Patient(patient), actor.clone(), entry);
		T::OnRecordAnchored::on_record_anchored(&patient, anchor, batch.class);
		Self::deposit_event(Event::RecordsAmended {
			patient,
			anchor,
			supersedes,
			reason,
			batch,
			author: actor,
		});
		Ok(())
	}

	/// Marks anchors as entered in error, all or none.
	pub(crate) fn do_mark(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchors: MarkedAnchors,
		reason: CorrectionReason,
		purpose: Purpose,
	) -> DispatchResult {
		let distinct: BTreeSet<AnchorId> = anchors.iter().copied().collect();
		ensure!(!anchors.is_empty() && distinct.len() == anchors.len(), Error::<T>::InvalidAnchors);
		let marked = anchors
			.into_iter()
			.map(|number| {
				let (anchor, basis) = Self::permit_author(&actor, patient, number, purpose)?;
				Self::ensure_markable(&patient, &anchor, reason, &basis)?;
				Ok((number, anchor, basis))
			})
			.collect::<Result<Vec<_>, Error<T>>>()?;

		for (number, anchor, basis) in marked {
			Self::mark(&actor, patient, number, anchor, reason, purpose, basis);
		}
		Ok(())
	}

	/// Lets an anchor count again.
	pub(crate) fn do_reinstate(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		marked_at: Moment,
	) -> DispatchResult {
		let mut anchored = match &actor {
			Actor::Authority => {
				Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?
			},
			author => {
				let purpose = if author.organization().is_some() {
					Purpose::Treatment
				} else {
					Purpose::PatientRequest
				};
				Self::permit_author(author, patient, anchor, purpose)?.0
			},
		};
		ensure!(anchored.erased_at.is_none(), Error::<T>::Erased);
		let marked = anchored.entered_in_error.map(|mark| mark.at);
		let since = marked.or(anchored.withheld_since).ok_or(Error::<T>::NothingToReinstate)?;
		ensure!(since == marked_at, Error::<T>::OtherMark);
		// What was marked gave its root free, and has it again. An author that has anchored the root anew must not keep the
		// records from the arbiter: then the root stays with that anchor, and this one counts without it.
		let freed = anchored.batch.filter(|_| marked.is_some());
		let root = freed
			.map(|batch| (anchored.side(), batch.root))
			.filter(|key| !AnchorByRoot::<T>::contains_key(patient, key));
		let is_taken = freed.is_some() && root.is_none();
		ensure!(!is_taken || actor == Actor::Authority, Error::<T>::AlreadyAnchored);

		if let Some(key) = root {
			AnchorByRoot::<T>::insert(patient, key, anchor);
		}
		// What was not withheld from the patient was no matter for the arbiter to settle: it may still turn out to be another
		// patient's.
		anchored.is_settled |= actor == Actor::Authority && anchored.withheld_since.is_some();
		anchored.entered_in_error = None;
		anchored.withheld_since = None;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::RecordsReinstated { anchor };
		T::Audit::append(TrailId::Patient(patient), actor.clone(), entry);
		Self::deposit_event(Event::RecordsReinstated { patient, anchor, actor });
		Ok(())
	}

	/// Lets the author withhold records again that the arbiter has let count.
	pub(crate) fn do_unsettle(patient: PatientId, anchor: AnchorId) -> DispatchResult {
		let mut anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?;
		ensure!(anchored.erased_at.is_none(), Error::<T>::Erased);
		ensure!(anchored.is_settled, Error::<T>::NotSettled);

		anchored.is_settled = false;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::WithholdingPermitted { anchor };
		T::Audit::append(TrailId::Patient(patient), Actor::Authority, entry);
		Self::deposit_event(Event::Unsettled { patient, anchor });
		Ok(())
	}

	/// Tells a patient that records of it stood in somebody else's file.
	pub(crate) fn do_report_mix_up(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		class: RecordClass,
		since: Moment,
		notice: Commitment,
		purpose: Purpose,
	) -> DispatchResult {
		// Nobody reports a mix-up to itself, nor does its device.
		let organization = actor.organization();
		ensure!(organization.is_some(), Error::<T>::NotPermitted);
		let target = Target::Class { class, content: None };
		Self::permit(&actor, patient, Action::Collect, purpose, target)?;
		ensure!(since <= T::Time::now(), Error::<T>::MomentToCome);

		let entry = AuditedEvent::MixUpReported { class, since, notice };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::MixUpReported { patient, class, since, notice, organization });
		Ok(())
	}

	/// Whether the anchor can be marked. One that is marked can be marked once more, if it only now turns out that it
	/// belongs to another patient.
	fn ensure_markable(
		patient: &PatientId,
		anchor: &Anchor<T::AccountId>,
		reason: CorrectionReason,
		basis: &Basis,
	) -> Result<(), Error<T>> {
		ensure!(anchor.erased_at.is_none(), Error::<T>::Erased);
		let turns_out = reason == CorrectionReason::WrongPatient && anchor.withheld_since.is_none();
		ensure!(anchor.entered_in_error.is_none() || turns_out, Error::<T>::EnteredInError);
		Self::ensure_may_withhold(patient, anchor, reason, basis)
	}

	/// Nobody withholds records from a patient again that the arbiter has let count, unless the arbiter permits it; and nobody
	/// in the name of a side that is frozen: whoever stole a key would hide what the patient reported from those who treat it.
	fn ensure_may_withhold(
		patient: &PatientId,
		anchor: &Anchor<T::AccountId>,
		reason: CorrectionReason,
		basis: &Basis,
	) -> Result<(), Error<T>> {
		if reason != CorrectionReason::WrongPatient {
			return Ok(());
		}
		ensure!(!anchor.is_settled, Error::<T>::Settled);
		let is_frozen = *basis != Basis::Author && T::Patients::is_frozen(patient, T::Time::now());
		ensure!(!is_frozen, Error::<T>::PatientFrozen);
		Ok(())
	}

	/// Writes a mark down.
	fn mark(
		actor: &Actor<T::AccountId>,
		patient: PatientId,
		number: AnchorId,
		mut anchor: Anchor<T::AccountId>,
		reason: CorrectionReason,
		purpose: Purpose,
		basis: Basis,
	) {
		let now = T::Time::now();
		Self::free_root(&patient, number, &anchor);
		anchor.entered_in_error = Some(EnteredInError { at: now, reason });
		if reason == CorrectionReason::WrongPatient {
			anchor.withheld_since = anchor.withheld_since.or(Some(now));
		}
		Anchors::<T>::insert(patient, number, anchor);
		let entry = AuditedEvent::RecordsEnteredInError { anchor: number, reason, purpose, basis };
		T::Audit::append(TrailId::Patient(patient), actor.clone(), entry);
		Self::deposit_event(Event::RecordsEnteredInError {
			patient,
			anchor: number,
			reason,
			organization: actor.organization(),
		});
	}
}
