//! The calls of and about guardians: recovery and freeze.

use super::{are_acceptable, commitment, ensure, practises, Attempt, Case, Model, Plan, Refusal};
use crate::{mock::*, Guardian};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId};
use sp_core::H256;
use std::collections::BTreeSet;

impl Model {
	pub(super) fn set_guardians(
		&mut self,
		who: u64,
		patient: PatientId,
		commitment: Option<H256>,
	) -> Result<(), Refusal> {
		self.ensure_unfrozen_recovery(who, patient)?;
		let plan = self.plans.get(&patient).cloned().unwrap_or_default();
		ensure(plan.in_force(self.now) != commitment, "NothingToDo")?;
		ensure(plan.pending(self.now) != Some(commitment), "NothingToDo")?;

		self.confirm(who, patient);
		let effective_at = self.now + RECOVERY_DELAY;
		let current = plan.in_force(self.now);
		let next = Some((commitment, effective_at));
		self.plans.insert(patient, Plan { current, next, ..plan });
		let event = AuditedEvent::GuardiansCommitted { effective_at };
		self.write(patient, Actor::Person(who), event);
		Ok(())
	}

	pub(super) fn cancel_guardian_change(
		&mut self,
		who: u64,
		patient: PatientId,
	) -> Result<(), Refusal> {
		self.ensure_unfrozen_recovery(who, patient)?;
		let plan = self.plans.get(&patient).cloned().unwrap_or_default();
		ensure(plan.pending(self.now).is_some(), "NoGuardianChange")?;

		self.call_off_guardian_change(patient);
		self.write(patient, Actor::Person(who), AuditedEvent::GuardianChangeCancelled);
		Ok(())
	}

	pub(super) fn reveal_guardians(
		&mut self,
		who: u64,
		patient: PatientId,
		members: Vec<Guardian<u64>>,
		threshold: u8,
		salt: H256,
		member: u8,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let in_force = self.commitment_in_force(patient).ok_or("GuardiansNotSet")?;
		let shown = commitment(patient, threshold, &members, salt);
		ensure(shown == in_force, "InvalidGuardians")?;
		ensure(are_acceptable(&members, threshold), "InvalidGuardians")?;
		let controller = self.patients[&patient].controller.map(Guardian::Person);
		ensure(
			!members.iter().any(|member| Some(member) == controller.as_ref()),
			"InvalidGuardians",
		)?;
		let actor = acting_as(&members, who, member)?;
		if let Some(earlier) = self.cases.get(&patient) {
			ensure(earlier.commitment != in_force, "CaseAlreadyOpen")?;
			ensure(self.is_over(earlier, in_force), "CaseAlreadyOpen")?;
		}

		let case = Case {
			commitment: in_force,
			members,
			threshold: threshold.into(),
			attempts: Vec::new(),
			freeze_votes: BTreeSet::new(),
			revealed_at: self.now,
		};
		self.cases.insert(patient, case);
		self.write(patient, actor, AuditedEvent::GuardiansRevealed);
		Ok(())
	}

	pub(super) fn open_recovery(
		&mut self,
		who: u64,
		patient: PatientId,
		member: u8,
		to: u64,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let actor = self.guardian_in_office(who, patient, member)?;
		ensure(self.patients[&patient].controller != Some(to), "AlreadyHasRole")?;
		let attempts = &mut self.case(patient).attempts;
		let earlier = attempts.iter().position(|attempt| attempt.opener == member);
		if let Some(earlier) = earlier {
			ensure(attempts[earlier].expires_at() <= now, "AttemptAlreadyExists")?;
			attempts.remove(earlier);
		}

		attempts.push(Attempt {
			opener: member,
			to,
			approvals: BTreeSet::from([member]),
			vetoed: false,
			opened_at: now,
			due: None,
			dismissed: false,
		});
		self.write(patient, actor, AuditedEvent::RecoveryOpened);
		Ok(())
	}

	pub(super) fn approve_recovery(
		&mut self,
		who: u64,
		patient: PatientId,
		member: u8,
		opener: u8,
		to: u64,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let actor = self.guardian_in_office(who, patient, member)?;
		let threshold = self.cases[&patient].threshold;
		let attempt = self.attempt_of(patient, opener)?;
		ensure(attempt.to == to, "AttemptNotFound")?;
		attempt.ensure_undecided(now)?;
		ensure(attempt.approvals.insert(member), "AlreadyApproved")?;

		if attempt.approvals.len() >= threshold && attempt.due.is_none() {
			attempt.due = Some(now + RECOVERY_DELAY);
		}
		let approvals = attempt.approvals.len() as u8;
		self.write(patient, actor, AuditedEvent::RecoveryApproved { approvals });
		Ok(())
	}

	pub(super) fn veto_recovery(
		&mut self,
		who: u64,
		patient: PatientId,
		opener: u8,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_unfrozen_recovery(who, patient)?;
		let attempt = self.attempt_of(patient, opener)?;
		attempt.ensure_undecided(now)?;
		ensure(!attempt.vetoed, "AttemptVetoed")?;

		attempt.vetoed = true;
		self.write(patient, Actor::Person(who), AuditedEvent::RecoveryVetoed);
		Ok(())
	}

	pub(super) fn complete_recovery(
		&mut self,
		who: u64,
		patient: PatientId,
		opener: u8,
		member: Option<u8>,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let attempt = self.attempt_of(patient, opener)?.clone();
		let actor = match member {
			Some(member) => acting_as(&self.cases[&patient].members, who, member)?,
			None => {
				ensure(who == attempt.to, "NotAuthorized")?;
				Actor::Person(who)
			},
		};
		attempt.ensure_undecided(now)?;
		ensure(!attempt.vetoed, "AttemptVetoed")?;
		ensure(attempt.due.ok_or("ThresholdNotReached")? <= now, "TooEarly")?;
		self.recover(patient, attempt.to, actor, ControlChange::Recovered)
	}

	pub(super) fn decide_recovery(
		&mut self,
		patient: PatientId,
		opener: u8,
		to: u64,
		uphold: bool,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let attempt = self.attempt_of(patient, opener)?;
		ensure(attempt.to == to, "AttemptNotFound")?;
		attempt.ensure_undecided(now)?;
		if uphold {
			ensure(attempt.vetoed, "NotContested")?;
			ensure(attempt.due.is_some(), "ThresholdNotReached")?;
			return self.recover(patient, to, Actor::Authority, ControlChange::Decided);
		}

		attempt.dismissed = true;
		self.write(patient, Actor::Authority, AuditedEvent::RecoveryDismissed);
		Ok(())
	}

	pub(super) fn vote_freeze(
		&mut self,
		who: u64,
		patient: PatientId,
		member: u8,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let actor = self.guardian_in_office(who, patient, member)?;
		let barred_until = self.plans[&patient].freeze_barred_until;
		ensure(barred_until.is_none_or(|until| until <= now), "FreezeBarred")?;
		self.forget_votes_of_past_freeze(patient);
		let was_frozen = self.patients[&patient].is_frozen(now);
		let case = self.case(patient);
		ensure(case.freeze_votes.insert(member), "AlreadyVoted")?;

		let votes = case.freeze_votes.len();
		if was_frozen || votes < case.threshold {
			let votes = votes as u8;
			self.write(patient, actor, AuditedEvent::FreezeVoted { votes });
			return Ok(());
		}
		let until = now + FREEZE_PERIOD;
		let row = self.row(patient);
		row.frozen_until = Some(until);
		row.closing_at = None;
		self.offers.remove(&patient);
		self.proposals.remove(&patient);
		self.call_off_guardian_change(patient);
		self.write(patient, actor, AuditedEvent::Frozen { until });
		Ok(())
	}

	pub(super) fn withdraw_freeze_vote(
		&mut self,
		who: u64,
		patient: PatientId,
		member: u8,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let members = &self.cases.get(&patient).ok_or("CaseNotFound")?.members;
		let actor = acting_as(members, who, member)?;
		self.forget_votes_of_past_freeze(patient);
		let was_frozen = self.patients[&patient].is_frozen(now);
		let case = self.case(patient);
		ensure(case.freeze_votes.remove(&member), "NotVoted")?;

		let votes = case.freeze_votes.len();
		let event = if was_frozen && votes < case.threshold {
			self.row(patient).frozen_until = None;
			AuditedEvent::Unfrozen
		} else {
			AuditedEvent::FreezeVoteWithdrawn { votes: votes as u8 }
		};
		self.write(patient, actor, event);
		Ok(())
	}

	pub(super) fn lift_freeze(&mut self, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.cases.get_mut(&patient).ok_or("CaseNotFound")?.freeze_votes.clear();

		self.row(patient).frozen_until = None;
		let barred_until = self.now + 2 * RECOVERY_DELAY;
		self.plans.entry(patient).or_default().freeze_barred_until = Some(barred_until);
		self.write(patient, Actor::Authority, AuditedEvent::Unfrozen);
		Ok(())
	}

	pub(super) fn close_guardian_case(
		&mut self,
		who: u64,
		patient: PatientId,
		member: Option<u8>,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let case = self.cases.get(&patient).ok_or("CaseNotFound")?;
		let actor = match member {
			Some(member) => acting_as(&case.members, who, member)?,
			None => {
				self.ensure_controller(who, patient)?;
				Actor::Person(who)
			},
		};
		self.ensure_not_frozen(patient)?;
		let in_force = self.commitment_in_force(patient);
		let in_office = in_force == Some(case.commitment);
		let is_over = if in_office {
			case.revealed_at + ATTEMPT_LIFETIME <= self.now
				&& case.attempts.iter().all(|attempt| attempt.expires_at() <= self.now)
		} else {
			self.is_over(case, in_force.unwrap_or_default())
		};
		ensure(is_over, "CaseStillLive")?;

		self.cases.remove(&patient);
		self.write(patient, actor, AuditedEvent::GuardianCaseClosed);
		Ok(())
	}

	fn recover(
		&mut self,
		patient: PatientId,
		to: u64,
		actor: Actor<u64>,
		cause: ControlChange,
	) -> Result<(), Refusal> {
		ensure(self.patients[&patient].controller != Some(to), "AlreadyHasRole")?;
		self.pass_control(patient, to, actor, cause);
		let row = self.row(patient);
		row.representatives.retain(|row| row.by_registrar);
		row.devices.clear();
		row.frozen_until = None;
		self.call_off_guardian_change(patient);
		self.cases.remove(&patient);
		Ok(())
	}

	fn case(&mut self, patient: PatientId) -> &mut Case {
		self.cases.get_mut(&patient).unwrap()
	}

	fn attempt_of(&mut self, patient: PatientId, opener: u8) -> Result<&mut Attempt, Refusal> {
		let case = self.cases.get_mut(&patient).ok_or("CaseNotFound")?;
		let found = case.attempts.iter_mut().find(|attempt| attempt.opener == opener);
		found.ok_or("AttemptNotFound")
	}

	/// Whether the case of guardians whom others have replaced may go.
	fn is_over(&self, replaced: &Case, in_force: H256) -> bool {
		assert_ne!(replaced.commitment, in_force);
		!replaced.attempts.iter().any(|attempt| {
			self.now < attempt.expires_at() && attempt.due.is_some() && !attempt.dismissed
		})
	}

	/// The actor as which `who` acts as the guardian `member`, whom nobody has replaced.
	fn guardian_in_office(
		&self,
		who: u64,
		patient: PatientId,
		member: u8,
	) -> Result<Actor<u64>, Refusal> {
		let case = self.cases.get(&patient).ok_or("CaseNotFound")?;
		let actor = acting_as(&case.members, who, member)?;
		ensure(self.commitment_in_force(patient) == Some(case.commitment), "NotAGuardian")?;
		Ok(actor)
	}

	/// The votes for a freeze that has run out do not count for another.
	fn forget_votes_of_past_freeze(&mut self, patient: PatientId) {
		let is_frozen = self.patients[&patient].is_frozen(self.now);
		let case = self.case(patient);
		if !is_frozen && case.freeze_votes.len() >= case.threshold {
			case.freeze_votes.clear();
		}
	}
}

/// The actor as which `who` acts as the guardian `member`.
fn acting_as(members: &[Guardian<u64>], who: u64, member: u8) -> Result<Actor<u64>, Refusal> {
	match members.get(usize::from(member)).ok_or("NotAGuardian")? {
		Guardian::Person(account) => {
			ensure(*account == who, "NotAGuardian")?;
			Ok(Actor::Person(who))
		},
		Guardian::Institution(organization) => {
			ensure(practises(who, *organization), "NotAGuardian")?;
			Ok(Actor::Practitioner { organization: *organization, account: who })
		},
	}
}
