//! Recovery: enough guardians give control over a patient to another account.
//!
//! A guardian opens an attempt, others join in, and when enough have, a delay begins in which the
//! controller may object. What the controller objected to can only come true by the registrar's word.

use crate::{
	AppointedBy, Attempt, Config, Error, Event, GuardianCase, GuardianCaseOf, GuardianCases,
	Guardians, LinkProposals, MemberSet, Pallet, Patients, References,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, ControlChange, Moment, PatientId, TrailId,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<AccountId> Attempt<AccountId> {
	/// Whether the attempt can still lead to anything at `now`, if it lives for `lifetime`.
	pub fn is_alive(&self, now: Moment, lifetime: Moment) -> bool {
		now < self.opened_at.saturating_add(lifetime)
	}

	/// Whether so many guardians have joined in as it takes, and the registrar did not dismiss it.
	pub fn stands(&self) -> bool {
		self.due.is_some() && !self.dismissed
	}
}

impl<AccountId> GuardianCase<AccountId> {
	/// The attempt that the member `opener` opened.
	pub fn attempt(&self, opener: u8) -> Option<&Attempt<AccountId>> {
		self.attempts.iter().find(|attempt| attempt.opener == opener)
	}

	/// The same, to be changed.
	pub(crate) fn attempt_mut(&mut self, opener: u8) -> Option<&mut Attempt<AccountId>> {
		self.attempts.iter_mut().find(|attempt| attempt.opener == opener)
	}
}

impl<T: Config> Pallet<T> {
	/// Opens an attempt of the guardian `member` to give control over `patient` to `to`.
	pub(crate) fn do_open_recovery(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
		to: T::AccountId,
	) -> DispatchResult {
		let now = T::Time::now();
		let row = Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?;
		let (mut case, actor) = Self::case_as_guardian(&patient, who, member, now)?;
		ensure!(row.controller.as_ref() != Some(&to), Error::<T>::AlreadyHasRole);
		let opened_before = case.attempts.iter().position(|attempt| attempt.opener == member);
		if let Some(place) = opened_before {
			let is_dead = case
				.attempts
				.get(place)
				.is_none_or(|attempt| !attempt.is_alive(now, T::AttemptLifetime::get()));
			ensure!(is_dead, Error::<T>::AttemptAlreadyExists);
			case.attempts.remove(place);
		}
		let attempt = Attempt {
			opener: member,
			to: to.clone(),
			approvals: MemberSet::of(member),
			vetoed: false,
			dismissed: false,
			opened_at: now,
			due: None,
		};
		// There are as many places as there may be members, and each member has one.
		case.attempts.try_push(attempt).map_err(|_| Error::<T>::AttemptAlreadyExists)?;

		GuardianCases::<T>::insert(patient, case);
		T::Audit::append(TrailId::Patient(patient), actor, AuditedEvent::RecoveryOpened);
		Self::deposit_event(Event::RecoveryOpened { patient, opener: member, to });
		Ok(())
	}

	/// Lets the guardian `member` join in the attempt of `opener` to give control to `to`.
	pub(crate) fn do_approve_recovery(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
		opener: u8,
		to: T::AccountId,
	) -> DispatchResult {
		let now = T::Time::now();
		let (mut case, actor) = Self::case_as_guardian(&patient, who, member, now)?;
		let threshold = case.threshold;
		let attempt = case
			.attempt_mut(opener)
			.filter(|attempt| attempt.to == to)
			.ok_or(Error::<T>::AttemptNotFound)?;
		Self::ensure_undecided(attempt, now)?;
		ensure!(!attempt.approvals.contains(member), Error::<T>::AlreadyApproved);
		attempt.approvals.insert(member);
		let approvals = attempt.approvals.len();
		if approvals >= threshold && attempt.due.is_none() {
			attempt.due = Some(now.saturating_add(T::RecoveryDelay::get()));
		}
		let due = attempt.due;

		GuardianCases::<T>::insert(patient, case);
		let event = AuditedEvent::RecoveryApproved { approvals };
		T::Audit::append(TrailId::Patient(patient), actor, event);
		Self::deposit_event(Event::RecoveryApproved { patient, opener, member, approvals, due });
		Ok(())
	}

	/// Passes control over `patient` to the account that the attempt of `opener` names, in the name of
	/// a guardian or of that account itself.
	pub(crate) fn do_complete_recovery(
		who: T::AccountId,
		patient: PatientId,
		opener: u8,
		member: Option<u8>,
	) -> DispatchResult {
		let now = T::Time::now();
		let case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let attempt = case.attempt(opener).ok_or(Error::<T>::AttemptNotFound)?;
		let actor = match member {
			Some(member) => Self::acting_as(&case, who, member, now)?,
			None => {
				ensure!(who == attempt.to, Error::<T>::NotAuthorized);
				Actor::Person(who)
			},
		};
		Self::ensure_undecided(attempt, now)?;
		ensure!(!attempt.vetoed, Error::<T>::AttemptVetoed);
		let due = attempt.due.ok_or(Error::<T>::ThresholdNotReached)?;
		ensure!(due <= now, Error::<T>::TooEarly);
		let to = attempt.to.clone();
		Self::recover(patient, to, ControlChange::Recovered, actor, now)
	}

	/// Lets the registrar decide on the attempt of `opener` to give control over `patient` to `to`.
	pub(crate) fn do_decide_recovery(
		patient: PatientId,
		opener: u8,
		to: T::AccountId,
		uphold: bool,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let attempt = case
			.attempt_mut(opener)
			.filter(|attempt| attempt.to == to)
			.ok_or(Error::<T>::AttemptNotFound)?;
		Self::ensure_undecided(attempt, now)?;
		if uphold {
			ensure!(attempt.vetoed, Error::<T>::NotContested);
			ensure!(attempt.due.is_some(), Error::<T>::ThresholdNotReached);
			return Self::recover(patient, to, ControlChange::Decided, Actor::Authority, now);
		}
		attempt.dismissed = true;

		GuardianCases::<T>::insert(patient, case);
		T::Audit::append(
			TrailId::Patient(patient),
			Actor::Authority,
			AuditedEvent::RecoveryDismissed,
		);
		Self::deposit_event(Event::RecoveryDismissed { patient, opener });
		Ok(())
	}

	/// That `attempt` can still lead to anything.
	pub(crate) fn ensure_undecided(
		attempt: &Attempt<T::AccountId>,
		now: Moment,
	) -> DispatchResult {
		ensure!(!attempt.dismissed, Error::<T>::AttemptDismissed);
		ensure!(attempt.is_alive(now, T::AttemptLifetime::get()), Error::<T>::AttemptExpired);
		Ok(())
	}
}
