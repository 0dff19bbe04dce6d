//! What a patient says against records, and what their author says to that.

use crate::{
	Anchor, Anchors, Config, Disagreement, Dispute, DisputeAnswer, Disputes, Error, Event, Pallet,
	RecordStatus, Side, Verdict,
};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
};
use salus_primitives::{
	Actor, AnchorId, AuditTrail, AuditedEvent, Basis, Commitment, PatientDirectory, PatientId,
	Purpose, TrailId,
};

/// Whoever signed, and the anchor that is meant.
pub(crate) type SignerAndAnchor<AccountId> = (Actor<AccountId>, Anchor<AccountId>);

impl<T: Config> Pallet<T> {
	/// Disputes an anchor. A freeze does not stop it: nothing is given away or destroyed.
	pub(crate) fn do_dispute(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
		statement: Commitment,
	) -> DispatchResult {
		let (actor, mut anchored) = Self::permit_patients_side(who, patient, anchor)?;
		ensure!(anchored.status() != RecordStatus::Erased, Error::<T>::Erased);
		ensure!(anchored.side() != Side::Patient, Error::<T>::OwnRecords);
		ensure!(!anchored.is_disputed, Error::<T>::AlreadyDisputed);
		let now = T::Time::now();
		let due = now.saturating_add(T::DisputePeriod::get());

		let dispute = Dispute { statement, filed_at: now, due, answer: None, disagreement: None };
		Disputes::<T>::insert(patient, anchor, dispute);
		anchored.is_disputed = true;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::RecordsDisputed { anchor, statement };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::RecordsDisputed { patient, anchor, statement, due });
		Ok(())
	}

	/// Takes a dispute back; not in a freeze, since whoever stole a key would silence the patient.
	pub(crate) fn do_withdraw_dispute(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
	) -> DispatchResult {
		let (actor, mut anchored) = Self::permit_patients_side(who, patient, anchor)?;
		let is_frozen = T::Patients::is_frozen(&patient, T::Time::now());
		ensure!(!is_frozen, Error::<T>::PatientFrozen);
		ensure!(anchored.is_disputed, Error::<T>::NotDisputed);

		Disputes::<T>::remove(patient, anchor);
		anchored.is_disputed = false;
		Anchors::<T>::insert(patient, anchor, anchored);
		let entry = AuditedEvent::DisputeWithdrawn { anchor };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::DisputeWithdrawn { patient, anchor });
		Ok(())
	}

	/// Answers a dispute. A rejection may become an agreement later, as when the patient's disagreement convinces;
	/// an agreement stands, since the patient relies on it.
	pub(crate) fn do_answer_dispute(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		statement: Commitment,
		verdict: Verdict,
		purpose: Purpose,
	) -> DispatchResult {
		let (_, basis) = Self::permit_author(&actor, patient, anchor, purpose)?;
		ensure!(basis == Basis::Author, Error::<T>::NotTheAuthor);
		let mut dispute = Disputes::<T>::get(patient, anchor).ok_or(Error::<T>::NotDisputed)?;
		ensure!(dispute.statement == statement, Error::<T>::OtherStatement);
		let was_rejected =
			|answer: &DisputeAnswer| matches!(answer.verdict, Verdict::Rejected { .. });
		let is_news = dispute
			.answer
			.as_ref()
			.is_none_or(|answer| was_rejected(answer) && verdict == Verdict::Upheld);
		ensure!(is_news, Error::<T>::AlreadyAnswered);

		dispute.answer = Some(DisputeAnswer { verdict, at: T::Time::now() });
		Disputes::<T>::insert(patient, anchor, dispute);
		let organization = actor.organization();
		let is_upheld = verdict == Verdict::Upheld;
		let entry = AuditedEvent::DisputeAnswered { anchor, is_upheld };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::DisputeAnswered { patient, anchor, verdict, organization });
		Ok(())
	}

	/// Disagrees with a rejection.
	pub(crate) fn do_disagree(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
		statement: Commitment,
	) -> DispatchResult {
		let (actor, _) = Self::permit_patients_side(who, patient, anchor)?;
		let mut dispute = Disputes::<T>::get(patient, anchor).ok_or(Error::<T>::NotDisputed)?;
		let is_rejected =
			matches!(dispute.answer, Some(DisputeAnswer { verdict: Verdict::Rejected { .. }, .. }));
		let is_first = dispute.disagreement.is_none();
		ensure!(is_rejected && is_first, Error::<T>::NothingToDisagreeWith);

		dispute.disagreement = Some(Disagreement { statement, at: T::Time::now() });
		Disputes::<T>::insert(patient, anchor, dispute);
		let entry = AuditedEvent::DisagreementStated { anchor, statement };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::DisagreementStated { patient, anchor, statement });
		Ok(())
	}

	/// The signer as a person of the patient's side, and the anchor, if the policy permits that person to correct it:
	/// the controller, or a representative with the power *records* from whom the patient does not keep the class.
	pub(crate) fn permit_patients_side(
		who: T::AccountId,
		patient: PatientId,
		anchor: AnchorId,
	) -> Result<SignerAndAnchor<T::AccountId>, Error<T>> {
		let actor = Actor::Person(who);
		let (anchored, basis) =
			Self::permit_to_correct(&actor, patient, anchor, Purpose::PatientRequest)?;
		match basis {
			Basis::Patient | Basis::Representative => Ok((actor, anchored)),
			_ => Err(Error::NotPermitted),
		}
	}
}
