//! Recovery: enough guardians give control over a patient to another account.
//!
//! A guardian opens an attempt, others join in, and when enough have, a delay begins in which the
//! controller may object. What the controller objected to can only come true by the registrar's word.

use crate::{
	Attempt, Config, Error, Event, GuardianCase, GuardianCases, GuardianPlan, Guardians, MemberSet,
	Pallet, Patient, PatientOf, Patients, RoleReferences,
};
use frame_support::{ensure, traits::Get};
use salus_primitives::{Actor, AuditedEvent, ControlChange, Moment, PatientId};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<AccountId> Attempt<AccountId> {
	/// Whether the attempt can still lead to anything at `now`.
	pub fn is_alive(&self, now: Moment) -> bool {
		now < self.ends_at
	}

	/// Whether as many guardians have joined in as it takes.
	pub fn has_reached_threshold(&self) -> bool {
		self.due.is_some()
	}
}

impl<AccountId> GuardianCase<AccountId> {
	/// The attempt that the member `opener` opened.
	pub fn attempt(&self, opener: u8) -> Option<&Attempt<AccountId>> {
		self.attempts.iter().find(|attempt| attempt.opener == opener)
	}

	/// The attempt that the member `opener` opened to give control to `to`: naming both, nobody decides on
	/// another one than is meant.
	pub(crate) fn attempt_to(&self, opener: u8, to: &AccountId) -> Option<&Attempt<AccountId>>
	where
		AccountId: PartialEq,
	{
		self.attempt(opener).filter(|attempt| attempt.to == *to)
	}

	/// The same, to be changed.
	pub(crate) fn attempt_to_mut(
		&mut self,
		opener: u8,
		to: &AccountId,
	) -> Option<&mut Attempt<AccountId>>
	where
		AccountId: PartialEq,
	{
		self.attempts.iter_mut().find(|attempt| attempt.opener == opener && attempt.to == *to)
	}

	/// The attempts behind which enough guardians stand, and which can still lead to something at `now`. One
	/// to give control to who has it by now leads to nothing.
	fn agreed<'a>(
		&'a self,
		row: &'a Patient<AccountId>,
		now: Moment,
	) -> impl Iterator<Item = &'a Attempt<AccountId>>
	where
		AccountId: PartialEq,
	{
		self.attempts.iter().filter(move |attempt| {
			attempt.is_alive(now)
				&& attempt.has_reached_threshold()
				&& !attempt.dismissed
				&& !row.is_controller(&attempt.to)
		})
	}

	/// Whether there is such an attempt to recover the patient whose row is `row`.
	pub(crate) fn has_agreed(&self, row: &Patient<AccountId>, now: Moment) -> bool
	where
		AccountId: PartialEq,
	{
		self.agreed(row, now).next().is_some()
	}

	/// When the last of these attempts is due.
	pub(crate) fn last_due(&self, row: &Patient<AccountId>, now: Moment) -> Option<Moment>
	where
		AccountId: PartialEq,
	{
		self.agreed(row, now).filter_map(|attempt| attempt.due).max()
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
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let plan = Guardians::<T>::get(patient).unwrap_or_default();
		let (mut case, actor) = Self::case_for_guardian(&patient, &row, &plan, who, member, now)?;
		ensure!(!row.is_controller(&to), Error::<T>::AlreadyHasRole);
		if let Some(earlier) = case.attempt(member) {
			ensure!(!earlier.is_alive(now), Error::<T>::AttemptAlreadyExists);
			case.attempts.retain(|attempt| attempt.opener != member);
		}
		let attempt = Attempt {
			opener: member,
			to: to.clone(),
			approvals: MemberSet::of(member),
			vetoed: false,
			dismissed: false,
			opened_at: now,
			due: None,
			ends_at: now.saturating_add(T::AttemptLifetime::get()),
		};
		// There are as many places as there may be members, and each member has one.
		case.attempts.try_push(attempt).map_err(|_| Error::<T>::AttemptAlreadyExists)?;

		GuardianCases::<T>::insert(patient, case);
		Self::append(patient, actor, AuditedEvent::RecoveryOpened);
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
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		let plan = Guardians::<T>::get(patient).unwrap_or_default();
		let (mut case, actor) = Self::case_for_guardian(&patient, &row, &plan, who, member, now)?;
		let (threshold, absent) = (case.threshold, case.absent(&row));
		let attempt = case.attempt_to_mut(opener, &to).ok_or(Error::<T>::AttemptNotFound)?;
		Self::ensure_undecided(attempt, now)?;
		let is_new = !attempt.approvals.contains(member);
		attempt.approvals.insert(member);
		let approvals = attempt.approvals.without(absent).count();
		let reaches_threshold = attempt.due.is_none() && approvals >= threshold;
		// Once more only where it counts by now: one who had approved spoke for the patient meanwhile.
		ensure!(is_new || reaches_threshold, Error::<T>::AlreadyApproved);
		if reaches_threshold {
			let due = now.saturating_add(T::RecoveryDelay::get());
			attempt.due = Some(due);
			attempt.ends_at = attempt.ends_at.max(due.saturating_add(T::FreezePeriod::get()));
		}
		let due = attempt.due;

		let frozen_until = case.freeze_until(&row, now, T::FreezePeriod::get());
		if reaches_threshold && row.is_frozen(now) && row.frozen_until < Some(frozen_until) {
			row.frozen_until = Some(frozen_until);
			Patients::<T>::insert(patient, row);
			Self::deposit_event(Event::FreezeExtended { patient, until: frozen_until });
		}
		GuardianCases::<T>::insert(patient, case);
		let event = AuditedEvent::RecoveryApproved { approvals };
		Self::append(patient, actor, event);
		Self::deposit_event(Event::RecoveryApproved { patient, opener, member, approvals, due });
		Ok(())
	}

	/// Passes control over `patient` to the account that the attempt of `opener` names, in the name of
	/// a guardian or of that account itself.
	pub(crate) fn do_complete_recovery(
		who: T::AccountId,
		patient: PatientId,
		opener: u8,
		to: T::AccountId,
		member: Option<u8>,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let attempt = case.attempt_to(opener, &to).ok_or(Error::<T>::AttemptNotFound)?;
		let actor = match member {
			Some(member) => Self::acting_as(&row, &case.members, who, member, now)?,
			None => {
				ensure!(who == to, Error::<T>::NotAuthorized);
				Actor::Person(who)
			},
		};
		Self::ensure_undecided(attempt, now)?;
		ensure!(!attempt.vetoed, Error::<T>::AttemptVetoed);
		let due = attempt.due.ok_or(Error::<T>::ThresholdNotReached)?;
		ensure!(due <= now, Error::<T>::TooEarly);
		Self::recover(patient, row, case.commitment, to, ControlChange::Recovered, actor)
	}

	/// Lets the registrar decide on the attempt of `opener` to give control over `patient` to `to`.
	pub(crate) fn do_decide_recovery(
		patient: PatientId,
		opener: u8,
		to: T::AccountId,
		uphold: bool,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let attempt = case.attempt_to_mut(opener, &to).ok_or(Error::<T>::AttemptNotFound)?;
		Self::ensure_undecided(attempt, now)?;
		if uphold {
			ensure!(attempt.vetoed, Error::<T>::NotContested);
			ensure!(attempt.has_reached_threshold(), Error::<T>::ThresholdNotReached);
			let (cause, actor) = (ControlChange::Decided, Actor::Authority);
			return Self::recover(patient, row, case.commitment, to, cause, actor);
		}
		attempt.dismissed = true;

		GuardianCases::<T>::insert(patient, case);
		Self::append(patient, Actor::Authority, AuditedEvent::RecoveryDismissed);
		Self::deposit_event(Event::RecoveryDismissed { patient, opener });
		Ok(())
	}

	/// Marks that the patient's side objects to the attempt of `opener`.
	pub(crate) fn do_veto_recovery(
		who: T::AccountId,
		patient: PatientId,
		opener: u8,
		to: T::AccountId,
	) -> DispatchResult {
		let now = Self::now();
		Self::unfrozen_row(&patient, &who)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let attempt = case.attempt_to_mut(opener, &to).ok_or(Error::<T>::AttemptNotFound)?;
		Self::ensure_undecided(attempt, now)?;
		ensure!(!attempt.vetoed, Error::<T>::AttemptVetoed);
		attempt.vetoed = true;

		GuardianCases::<T>::insert(patient, case);
		Self::append(patient, Actor::Person(who), AuditedEvent::RecoveryVetoed);
		Self::deposit_event(Event::RecoveryVetoed { patient, opener });
		Ok(())
	}

	/// Lets `to` speak for `patient`. Those who have recovered it, and to whom `guardians` commits, are in
	/// office from now on: others whom the thief may have chosen meanwhile would take the patient again.
	fn recover(
		patient: PatientId,
		mut row: PatientOf<T>,
		guardians: H256,
		to: T::AccountId,
		cause: ControlChange,
		actor: Actor<T::AccountId>,
	) -> DispatchResult {
		ensure!(!row.is_controller(&to), Error::<T>::AlreadyHasRole);
		RoleReferences::<T>::ensure_room(&to)?;

		Self::take_control_back(patient, &mut row, to, actor, cause);
		Patients::<T>::insert(patient, row);
		Guardians::<T>::mutate(patient, |plan| {
			let plan = plan.get_or_insert_default();
			*plan = GuardianPlan { current: Some(guardians), next: None, proposed: None, ..*plan };
		});
		Ok(())
	}

	/// That `attempt` can still lead to anything.
	pub(crate) fn ensure_undecided(attempt: &Attempt<T::AccountId>, now: Moment) -> DispatchResult {
		ensure!(!attempt.dismissed, Error::<T>::AttemptDismissed);
		ensure!(attempt.is_alive(now), Error::<T>::AttemptExpired);
		Ok(())
	}
}
