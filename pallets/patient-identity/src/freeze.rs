//! The freeze: enough guardians stop the patient's side while somebody else may hold its key.
//!
//! It stops what gives something away in the patient's name: another controller, another key, other
//! guardians, new representatives, devices and grants, objecting to a recovery, closing. It never stops
//! care, nor what takes something back. It lasts longer than any recovery that it protects.

use crate::{
	Config, Error, Event, GuardianCase, GuardianCases, Guardians, LinkProposals, MemberSet, Pallet,
	Patient, Patients,
};
use frame_support::{ensure, traits::Get};
use salus_primitives::{Actor, AuditedEvent, Moment, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

impl<AccountId> GuardianCase<AccountId> {
	/// Until when a freeze lasts that begins, or goes on, at `now`: for `period`, and for as long after the
	/// last recovery is due that enough guardians stand behind, so that it is completed under the freeze.
	pub(crate) fn freeze_until(
		&self,
		row: &Patient<AccountId>,
		now: Moment,
		period: Moment,
	) -> Moment
	where
		AccountId: PartialEq,
	{
		self.last_due(row, now).unwrap_or(now).max(now).saturating_add(period)
	}

	/// The votes that count. Those of a freeze that has run out do not: it takes as many again to
	/// begin another.
	fn votes(&self, is_frozen: bool) -> MemberSet {
		if !is_frozen && self.freeze_votes.count() >= self.threshold {
			MemberSet::default()
		} else {
			self.freeze_votes
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Counts the vote of the guardian `member` to freeze the side of `patient`, freezes it if that was
	/// the last vote it took, and says whether it was.
	///
	/// Votes beyond that are counted as well, so that one guardian alone cannot thaw what more than
	/// enough have frozen; they don't make the freeze last longer.
	pub(crate) fn do_vote_freeze(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
	) -> Result<bool, DispatchError> {
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		let plan = Guardians::<T>::get(patient).unwrap_or_default();
		let (mut case, actor) = Self::case_for_guardian(&patient, &row, &plan, who, member, now)?;
		ensure!(!plan.bars_freeze(now), Error::<T>::FreezeBarred);
		let was_frozen = row.is_frozen(now);
		case.freeze_votes = case.votes(was_frozen).without(case.absent(&row));
		ensure!(!case.freeze_votes.contains(member), Error::<T>::AlreadyVoted);
		case.freeze_votes.insert(member);
		let votes = case.freeze_votes.count();
		let freezes = !was_frozen && votes >= case.threshold;
		let until = case.freeze_until(&row, now, T::FreezePeriod::get());

		GuardianCases::<T>::insert(patient, case);
		Self::deposit_event(Event::FreezeVoted { patient, member, votes });
		let event = if freezes {
			row.frozen_until = Some(until);
			row.closing_at = None;
			// Where there is no controller, the registrar has offered.
			if row.controller.is_some() {
				Self::call_off_offer(patient);
			}
			Patients::<T>::insert(patient, row);
			Self::call_off_guardian_change(&patient, plan, now);
			LinkProposals::<T>::remove(patient);
			Self::deposit_event(Event::Frozen { patient, until });
			AuditedEvent::Frozen { until }
		} else {
			AuditedEvent::FreezeVoted { votes }
		};
		Self::append(patient, actor, event);
		Ok(freezes)
	}

	/// Takes the vote of the guardian `member` back, and thaws the side of `patient` if too few are
	/// left.
	pub(crate) fn do_withdraw_freeze_vote(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
	) -> DispatchResult {
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let actor = Self::acting_as(&row, &case.members, who, member, now)?;
		let was_frozen = row.is_frozen(now);
		case.freeze_votes = case.votes(was_frozen);
		ensure!(case.freeze_votes.contains(member), Error::<T>::NotVoted);
		case.freeze_votes.remove(member);
		let votes = case.freeze_votes.without(case.absent(&row)).count();
		let ends = was_frozen && votes < case.threshold;

		GuardianCases::<T>::insert(patient, case);
		Self::deposit_event(Event::FreezeVoteWithdrawn { patient, member, votes });
		let event = if ends {
			row.frozen_until = None;
			Patients::<T>::insert(patient, row);
			Self::deposit_event(Event::Unfrozen { patient });
			AuditedEvent::Unfrozen
		} else {
			AuditedEvent::FreezeVoteWithdrawn { votes }
		};
		Self::append(patient, actor, event);
		Ok(())
	}

	/// Thaws the side of `patient`, forgets the votes, and lets no other freeze begin for twice the
	/// recovery delay: in that time the patient can object to attempts and let others be its guardians.
	pub(crate) fn do_lift_freeze(patient: PatientId) -> DispatchResult {
		let now = Self::now();
		let mut row = Self::active_row(&patient)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let mut plan = Guardians::<T>::get(patient).unwrap_or_default();
		let barred_until = now.saturating_add(T::RecoveryDelay::get().saturating_mul(2));

		row.frozen_until = None;
		case.freeze_votes = MemberSet::default();
		plan.freeze_barred_until = Some(barred_until);
		Patients::<T>::insert(patient, row);
		GuardianCases::<T>::insert(patient, case);
		Guardians::<T>::insert(patient, plan);
		Self::append(patient, Actor::Authority, AuditedEvent::Unfrozen);
		Self::deposit_event(Event::FreezeLifted { patient, barred_until });
		Ok(())
	}
}
