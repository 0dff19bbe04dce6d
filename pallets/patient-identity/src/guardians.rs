//! Guardians: who may recover a patient, committed to in advance and shown only when they are needed.

use crate::{
	rows::Caller, Config, Error, Event, Guardian, GuardianCase, GuardianCases, GuardianChange,
	GuardianPlan, GuardianProposal, GuardianSet, Guardians, MemberSet, Pallet, PatientOf, Patients,
	RoleReferences, GUARDIANS_TAG, MIN_THRESHOLD,
};
use codec::Encode;
use frame_support::{ensure, traits::Get, BoundedVec};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{
	Actor, AuditedEvent, Moment, OrganizationId, PatientId, Power, ProviderDirectory,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// An open case, and who acts in it.
type CaseAndActor<AccountId> = (GuardianCase<AccountId>, Actor<AccountId>);

impl GuardianPlan {
	/// The commitment to those who are the guardians at `at`.
	pub fn in_force(&self, at: Moment) -> Option<H256> {
		match &self.next {
			Some(change) if change.effective_at <= at => change.commitment,
			_ => self.current,
		}
	}

	/// The change that is still to come at `at`.
	pub fn pending(&self, at: Moment) -> Option<&GuardianChange> {
		self.next.as_ref().filter(|change| at < change.effective_at)
	}

	/// Whether a representative has proposed this commitment.
	pub fn is_proposed(&self, commitment: Option<H256>) -> bool {
		self.proposed.is_some_and(|proposal| proposal.commitment == commitment)
	}

	/// Whether no freeze may begin at `at`.
	pub fn bars_freeze(&self, at: Moment) -> bool {
		self.freeze_barred_until.is_some_and(|until| at < until)
	}

	/// Plans `next` from what is in force at `now`, or calls off what was planned, or proposed.
	fn plan(&mut self, next: Option<GuardianChange>, now: Moment) {
		self.current = self.in_force(now);
		self.next = next;
		self.proposed = None;
	}
}

impl<AccountId> Guardian<AccountId> {
	/// The account of a guardian who is a person.
	pub fn person(&self) -> Option<&AccountId> {
		match self {
			Guardian::Person(account) => Some(account),
			Guardian::Institution(_) => None,
		}
	}

	/// The number of a guardian that is an institution.
	pub fn institution(&self) -> Option<OrganizationId> {
		match self {
			Guardian::Person(_) => None,
			Guardian::Institution(organization) => Some(*organization),
		}
	}
}

/// The commitment to the guardians of `patient`, of whom `threshold` must agree.
pub fn guardian_commitment<AccountId: Encode>(
	patient: &PatientId,
	threshold: u8,
	members: &[Guardian<AccountId>],
	salt: &H256,
) -> H256 {
	let preimage = (GUARDIANS_TAG, patient, threshold, members, salt);
	H256(preimage.using_encoded(sp_io::hashing::blake2_256))
}

/// Whether these may be guardians, of whom `threshold` must agree: it takes two at least, or a single
/// one could take a patient over; nobody is named twice, which the strict order shows; and no more than
/// one is an institution, so that institutions alone never reach a threshold.
pub fn are_acceptable_guardians<AccountId: Ord>(
	members: &[Guardian<AccountId>],
	threshold: u8,
) -> bool {
	threshold >= MIN_THRESHOLD
		&& usize::from(threshold) <= members.len()
		&& members.is_sorted_by(|one, next| one < next)
		&& members.iter().filter_map(Guardian::institution).count() <= 1
}

impl<AccountId> GuardianCase<AccountId> {
	/// Whether the case may go, while `in_force` is the commitment in force.
	///
	/// It stays as long as an attempt lives, so that its opener cannot make room for another; and for
	/// that long after the guardians were shown, so that a thief cannot keep sweeping away the first
	/// votes for a freeze. Once others are the guardians, it stays only for an attempt that had reached
	/// its threshold: those who were replaced cannot keep the new ones from acting.
	pub(crate) fn is_over(
		&self,
		row: &crate::Patient<AccountId>,
		in_force: Option<H256>,
		now: Moment,
		lifetime: Moment,
	) -> bool
	where
		AccountId: PartialEq,
	{
		if in_force == Some(self.commitment) {
			self.revealed_at.saturating_add(lifetime) <= now
				&& !self.attempts.iter().any(|attempt| attempt.is_alive(now))
		} else {
			!self.has_agreed(row, now)
		}
	}

	/// The guardians who do not count, because they speak for the patient themselves: at most one. The set is
	/// none the worse for it; a thief who is one of the guardians, or bribes one, must not be able to
	/// disable the others by taking that one's place.
	pub(crate) fn absent(&self, row: &crate::Patient<AccountId>) -> MemberSet
	where
		AccountId: PartialEq,
	{
		let mut absent = MemberSet::default();
		for (number, member) in (0u8..).zip(&self.members) {
			if member.person().is_some_and(|account| row.is_controller(account)) {
				absent.insert(number);
			}
		}
		absent
	}
}

impl<T: Config> Pallet<T> {
	/// Plans that those to whom `commitment` commits will be the guardians of `patient`, and says whether that
	/// confirmed its registration. By a representative it is a proposal: guardians can give control to
	/// anybody, which is more than a representative has.
	pub(crate) fn do_set_guardians(
		caller: Caller<T::AccountId>,
		patient: PatientId,
		commitment: Option<H256>,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut row = match &caller {
			Caller::Registrar => Self::active_row(&patient)?,
			Caller::Account(who) => Self::unfrozen_row(&patient, who)?,
		};
		let mut plan = Guardians::<T>::get(patient).unwrap_or_default();
		if caller == Caller::Registrar {
			ensure!(row.controller.is_none(), Error::<T>::NotAuthorized);
			ensure!(plan.is_proposed(commitment), Error::<T>::NotProposed);
		}
		ensure!(plan.in_force(now) != commitment, Error::<T>::NothingToDo);
		ensure!(
			plan.pending(now).is_none_or(|change| change.commitment != commitment),
			Error::<T>::NothingToDo
		);
		if let Some(who) = caller.account().filter(|who| !row.is_controller(who)) {
			ensure!(!plan.is_proposed(commitment), Error::<T>::NothingToDo);
			plan.proposed = Some(GuardianProposal { commitment, proposed_at: now });
			Guardians::<T>::insert(patient, plan);
			Self::append(patient, caller.actor(), AuditedEvent::GuardiansProposed);
			Self::deposit_event(Event::GuardiansProposed { patient, commitment, by: who.clone() });
			return Ok(false);
		}
		let effective_at = now.saturating_add(T::RecoveryDelay::get());
		plan.plan(Some(GuardianChange { commitment, effective_at }), now);

		let confirmed = Self::confirm_caller(patient, &mut row, &caller);
		if confirmed {
			Patients::<T>::insert(patient, row);
		}
		Guardians::<T>::insert(patient, plan);
		let event = AuditedEvent::GuardiansCommitted { effective_at };
		Self::append(patient, caller.actor(), event);
		Self::deposit_event(Event::GuardiansCommitted { patient, commitment, effective_at });
		Ok(confirmed)
	}

	/// Calls the change of guardians off that is still to come or is proposed, in the name of the patient's
	/// side, and says whether that confirmed its registration. Where there is a controller, a representative
	/// takes back what was proposed, and no more.
	pub(crate) fn do_cancel_guardian_change(
		who: T::AccountId,
		patient: PatientId,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut row = Self::unfrozen_row(&patient, &who)?;
		let mut plan = Guardians::<T>::get(patient).ok_or(Error::<T>::NoGuardianChange)?;
		let decides = row.is_controller(&who) || row.controller.is_none();
		let has_change = decides && plan.pending(now).is_some();
		ensure!(has_change || plan.proposed.is_some(), Error::<T>::NoGuardianChange);

		let confirmed = Self::confirm(patient, &mut row, &who);
		if confirmed {
			Patients::<T>::insert(patient, row);
		}
		if has_change {
			Self::call_off_guardian_change(&patient, plan, now);
		} else {
			plan.proposed = None;
			Self::keep_plan(&patient, plan, now);
		}
		Self::append(patient, Actor::Person(who), AuditedEvent::GuardianChangeCancelled);
		Self::deposit_event(Event::GuardianChangeCancelled { patient });
		Ok(confirmed)
	}

	/// Opens a case with the guardians that are in force, shown by the one with the number `member`.
	pub(crate) fn do_reveal_guardians(
		who: T::AccountId,
		patient: PatientId,
		members: GuardianSet<T::AccountId>,
		threshold: u8,
		salt: H256,
		member: u8,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let plan = Guardians::<T>::get(patient).ok_or(Error::<T>::GuardiansNotSet)?;
		let commitment = plan.in_force(now).ok_or(Error::<T>::GuardiansNotSet)?;
		ensure!(
			guardian_commitment(&patient, threshold, &members, &salt) == commitment
				&& are_acceptable_guardians(&members, threshold),
			Error::<T>::InvalidGuardians
		);
		let actor = Self::acting_as(&row, &members, who, member, now)?;
		if let Some(earlier) = GuardianCases::<T>::get(patient) {
			ensure!(
				earlier.commitment != commitment
					&& earlier.is_over(&row, Some(commitment), now, T::AttemptLifetime::get()),
				Error::<T>::CaseAlreadyOpen
			);
		}
		for account in members.iter().filter_map(Guardian::person) {
			RoleReferences::<T>::ensure_room(account)?;
		}

		// The new references first: an account that is in both cases must not go in between.
		members.iter().filter_map(Guardian::person).for_each(RoleReferences::<T>::hold);
		Self::drop_guardian_case(&patient);
		GuardianCases::<T>::insert(
			patient,
			GuardianCase {
				commitment,
				members,
				threshold,
				attempts: BoundedVec::default(),
				freeze_votes: MemberSet::default(),
				revealed_at: now,
			},
		);
		Self::append(patient, actor, AuditedEvent::GuardiansRevealed);
		Self::deposit_event(Event::GuardiansRevealed { patient });
		Ok(())
	}

	/// Closes a case that is over, in the name of the guardian with the number `member`, or of the
	/// controller.
	pub(crate) fn do_close_guardian_case(
		who: T::AccountId,
		patient: PatientId,
		member: Option<u8>,
	) -> DispatchResult {
		let now = Self::now();
		let row = Self::active_row(&patient)?;
		let case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let actor = match member {
			Some(member) => Self::acting_as(&row, &case.members, who, member, now)?,
			None => {
				ensure!(row.is_controller(&who), Error::<T>::NotAuthorized);
				Actor::Person(who)
			},
		};
		ensure!(!row.is_frozen(now), Error::<T>::PatientFrozen);
		let plan = Guardians::<T>::get(patient).unwrap_or_default();
		ensure!(
			case.is_over(&row, plan.in_force(now), now, T::AttemptLifetime::get()),
			Error::<T>::CaseStillLive
		);

		Self::drop_guardian_case(&patient);
		Self::append(patient, actor, AuditedEvent::GuardianCaseClosed);
		Self::deposit_event(Event::GuardianCaseClosed { patient });
		Ok(())
	}

	/// The patient, who lives, whose recovery `who` takes part in on the patient's side (the controller, or
	/// a representative with [`Power::Recovery`]), and whose side is not frozen.
	pub(crate) fn unfrozen_row(
		patient: &PatientId,
		who: &T::AccountId,
	) -> Result<PatientOf<T>, DispatchError> {
		let row = Self::active_row(patient)?;
		Self::ensure_manager(&row, who, &[Power::Recovery])?;
		Self::ensure_not_frozen(&row)?;
		Ok(row)
	}

	/// The actor as which `who` acts as the guardian with the number `member`: the person itself, or an admin
	/// or a gateway of the institution, or of the one that has followed it. Whoever speaks for the patient is
	/// no guardian as long as it does.
	pub(crate) fn acting_as(
		row: &PatientOf<T>,
		members: &[Guardian<T::AccountId>],
		who: T::AccountId,
		member: u8,
		now: Moment,
	) -> Result<Actor<T::AccountId>, DispatchError> {
		ensure!(!row.is_controller(&who), Error::<T>::NotAGuardian);
		match members.get(usize::from(member)).ok_or(Error::<T>::NotAGuardian)? {
			Guardian::Person(account) => {
				ensure!(*account == who, Error::<T>::NotAGuardian);
				Ok(Actor::Person(who))
			},
			Guardian::Institution(institution) => {
				// Nobody is two guardians.
				let is_guardian = members.iter().any(|member| member.person() == Some(&who));
				ensure!(!is_guardian, Error::<T>::NotAGuardian);
				let organization = T::Providers::speaks_for(*institution, &who, now)
					.ok_or(Error::<T>::NotAGuardian)?;
				Ok(Actor::Organization { organization, account: who })
			},
		}
	}

	/// The open case of `patient`, and the actor as which `who` acts in it as the guardian with the
	/// number `member`. Guardians whom others have replaced can begin nothing any more.
	pub(crate) fn case_for_guardian(
		patient: &PatientId,
		row: &PatientOf<T>,
		plan: &GuardianPlan,
		who: T::AccountId,
		member: u8,
		now: Moment,
	) -> Result<CaseAndActor<T::AccountId>, DispatchError> {
		let case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let actor = Self::acting_as(row, &case.members, who, member, now)?;
		ensure!(plan.in_force(now) == Some(case.commitment), Error::<T>::NotAGuardian);
		Ok((case, actor))
	}

	/// Whether `origin` is signed by one who acts as the guardian with the number `member` in the open
	/// case of `patient`.
	pub(crate) fn is_signed_by_guardian(
		origin: &OriginFor<T>,
		patient: &PatientId,
		member: u8,
	) -> bool {
		match (ensure_signed(origin.clone()), Patients::<T>::get(patient)) {
			(Ok(who), Some(row)) => GuardianCases::<T>::get(patient).is_some_and(|case| {
				Self::acting_as(&row, &case.members, who, member, Self::now()).is_ok()
			}),
			_ => false,
		}
	}

	/// Whether `origin` is signed by the account to which the attempt of `opener` would give control over
	/// `patient`.
	pub(crate) fn is_signed_by_successor(
		origin: &OriginFor<T>,
		patient: &PatientId,
		opener: u8,
		to: &T::AccountId,
	) -> bool {
		ensure_signed(origin.clone()).is_ok_and(|who| {
			GuardianCases::<T>::get(patient)
				.is_some_and(|case| case.attempt_to(opener, to).is_some() && *to == who)
		})
	}

	/// Whether `origin` is signed by one who acts as the guardian with the number `member` of those to
	/// whom `patient` is committed now.
	pub(crate) fn is_signed_by_committed_guardian(
		origin: &OriginFor<T>,
		patient: &PatientId,
		members: &[Guardian<T::AccountId>],
		threshold: u8,
		salt: &H256,
		member: u8,
	) -> bool {
		let now = Self::now();
		let (Ok(who), Some(row)) = (ensure_signed(origin.clone()), Patients::<T>::get(patient))
		else {
			return false;
		};
		Self::acting_as(&row, members, who, member, now).is_ok()
			&& Guardians::<T>::get(patient).and_then(|plan| plan.in_force(now))
				== Some(guardian_commitment(patient, threshold, members, salt))
	}

	/// Calls the change of guardians off that is still to come or proposed, if there is one, and keeps what is
	/// left of the plan.
	pub(crate) fn call_off_guardian_change(
		patient: &PatientId,
		mut plan: GuardianPlan,
		now: Moment,
	) {
		plan.plan(None, now);
		Self::keep_plan(patient, plan, now);
	}

	/// Stores what is left of the plan, if anything is.
	fn keep_plan(patient: &PatientId, plan: GuardianPlan, now: Moment) {
		if plan.current.is_some() || plan.next.is_some() || plan.bars_freeze(now) {
			Guardians::<T>::insert(patient, plan);
		} else {
			Guardians::<T>::remove(patient);
		}
	}
}
