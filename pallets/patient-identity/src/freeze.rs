//! The freeze: enough guardians stop the patient's side while somebody else may hold its key.
//!
//! It stops what gives something away in the patient's name: another controller, another key, other
//! guardians, new representatives, devices and grants, objecting to a recovery, closing. It never stops
//! care, nor what takes something back.

use crate::{
	Config, Error, Event, GuardianCase, GuardianCases, Guardians, MemberSet, Pallet, Patients,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Actor, AuditTrail, AuditedEvent, PatientId, TrailId};
use sp_runtime::DispatchResult;

impl<AccountId> GuardianCase<AccountId> {
	/// The votes that count. Those of a freeze that has run out do not: it takes as many again to
	/// begin another.
	fn votes(&self, is_frozen: bool) -> MemberSet {
		if !is_frozen && self.freeze_votes.len() >= self.threshold {
			MemberSet::default()
		} else {
			self.freeze_votes
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Counts the vote of the guardian `member` to freeze the side of `patient`, and freezes it if
	/// that was the last vote it took.
	///
	/// Votes beyond that are counted as well, so that one guardian alone cannot thaw what more than
	/// enough have frozen; they don't make the freeze last longer.
	pub(crate) fn do_vote_freeze(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut row = Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?;
		let mut plan = Guardians::<T>::get(patient).unwrap_or_default();
		let (mut case, actor) = Self::case_as_guardian(&patient, &plan, who, member, now)?;
		ensure!(!plan.bars_freeze(now), Error::<T>::FreezeBarred);
		let was_frozen = row.is_frozen(now);
		case.freeze_votes = case.votes(was_frozen);
		ensure!(!case.freeze_votes.contains(member), Error::<T>::AlreadyVoted);
		case.freeze_votes.insert(member);
		let votes = case.freeze_votes.len();
		let begins = !was_frozen && votes >= case.threshold;

		GuardianCases::<T>::insert(patient, case);
		Self::deposit_event(Event::FreezeVoted { patient, member, votes });
		let event = if begins {
			let until = now.saturating_add(T::FreezePeriod::get());
			row.frozen_until = Some(until);
			row.closing_at = None;
			Patients::<T>::insert(patient, row);
			Self::call_off_what_is_pending(&patient, plan, now);
			Self::deposit_event(Event::Frozen { patient, until });
			AuditedEvent::Frozen { until }
		} else {
			AuditedEvent::FreezeVoted { votes }
		};
		T::Audit::append(TrailId::Patient(patient), actor, event);
		Ok(())
	}

	/// Takes the vote of the guardian `member` back, and thaws the side of `patient` if too few are
	/// left.
	pub(crate) fn do_withdraw_freeze_vote(
		who: T::AccountId,
		patient: PatientId,
		member: u8,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut row = Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let actor = Self::acting_as(&case, who, member, now)?;
		let was_frozen = row.is_frozen(now);
		case.freeze_votes = case.votes(was_frozen);
		ensure!(case.freeze_votes.contains(member), Error::<T>::NotVoted);
		case.freeze_votes.remove(member);
		let votes = case.freeze_votes.len();
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
		T::Audit::append(TrailId::Patient(patient), actor, event);
		Ok(())
	}

	/// Thaws the side of `patient`, forgets the votes, and lets no other freeze begin for twice the
	/// recovery delay: in that time the patient can object to attempts and let others be its guardians.
	pub(crate) fn do_lift_freeze(patient: PatientId) -> DispatchResult {
		let now = T::Time::now();
		let mut row = Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?;
		let mut case = GuardianCases::<T>::get(patient).ok_or(Error::<T>::CaseNotFound)?;
		let mut plan = Guardians::<T>::get(patient).unwrap_or_default();
		let barred_until = now.saturating_add(T::RecoveryDelay::get().saturating_mul(2));

		row.frozen_until = None;
		case.freeze_votes = MemberSet::default();
		plan.freeze_barred_until = Some(barred_until);
		Patients::<T>::insert(patient, row);
		GuardianCases::<T>::insert(patient, case);
		Guardians::<T>::insert(patient, plan);
		T::Audit::append(TrailId::Patient(patient), Actor::Authority, AuditedEvent::Unfrozen);
		Self::deposit_event(Event::FreezeLifted { patient, barred_until });
		Ok(())
	}
}
