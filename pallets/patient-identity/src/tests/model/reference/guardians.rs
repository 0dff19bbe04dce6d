//! The calls of and about guardians: recovery and freeze.

use super::{
	are_acceptable, commitment, ensure, speaks_for, Attempt, Case, Model, Plan, Refusal, Signer,
};
use crate::{mock::*, Guardian};
use salus_primitives::{Actor, AuditedEvent, ControlChange, PatientId};
use sp_core::H256;
use std::collections::BTreeSet;

impl Model {
	pub(super) fn set_guardians(
		&mut self,
		signer: Signer,
		patient: PatientId,
		commitment: Option<H256>,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		let plan = self.plans.get(&patient).cloned().unwrap_or_default();
		let proposes_this = plan.proposed.map(|(proposed, _)| proposed) == Some(commitment);
		if let Signer::Account(who) = signer {
			self.ensure_unfrozen_recovery(who, patient)?;
		} else {
			self.ensure_alive(patient)?;
			ensure(self.patients[&patient].controller.is_none(), "NotAuthorized")?;
			ensure(proposes_this, "NotProposed")?;
		}
		ensure(plan.in_force(self.now) != commitment, "NothingToDo")?;
		ensure(plan.pending(self.now) != Some(commitment), "NothingToDo")?;
		let controller = self.patients[&patient].controller.map(Signer::Account);
		if signer != Signer::Registrar && controller != Some(signer) {
			ensure(!proposes_this, "NothingToDo")?;
			let proposed = Some((commitment, self.now));
			self.plans.insert(patient, Plan { proposed, ..plan });
			self.write(patient, actor, AuditedEvent::GuardiansProposed);
			return Ok(());
		}

		self.confirm_by(signer, patient);
		let effective_at = self.now + RECOVERY_DELAY;
		let current = plan.in_force(self.now);
		let next = Some((commitment, effective_at));
		self.plans.insert(patient, Plan { current, next, proposed: None, ..plan });
		let event = AuditedEvent::GuardiansCommitted { effective_at };
		self.write(patient, actor, event);
		Ok(())
	}

	pub(super) fn cancel_guardian_change(
		&mut self,
		who: u64,
		patient: PatientId,
	) -> Result<(), Refusal> {
		self.ensure_unfrozen_recovery(who, patient)?;
		let plan = self.plans.get(&patient).cloned().unwrap_or_default();
		let controller = self.patients[&patient].controller;
		let decides = controller.is_none() || controller == Some(who);
		let pending = decides && plan.pending(self.now).is_some();
		ensure(pending || plan.proposed.is_some(), "NoGuardianChange")?;

		self.confirm(who, patient);
		if pending {
			self.call_off_guardian_change(patient);
		} else if plan.current.is_none()
			&& plan.next.is_none()
			&& plan.freeze_barred_until.is_none_or(|until| until <= self.now)
		{
			self.plans.remove(&patient);
		} else {
			self.plans.insert(patient, Plan { proposed: None, ..plan });
		}
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
		let actor = self.acting_as(patient, &members, who, member)?;
		if let Some(earlier) = self.cases.get(&patient) {
			ensure(earlier.commitment != in_force, "CaseAlreadyOpen")?;
			ensure(self.is_over(patient, in_force), "CaseAlreadyOpen")?;
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
			ensure(attempts[earlier].ends_at <= now, "AttemptAlreadyExists")?;
			attempts.remove(earlier);
		}

		attempts.push(Attempt {
			opener: member,
			to,
			approvals: BTreeSet::from([member]),
			vetoed: false,
			opened_at: now,
			due: None,
			ends_at: now + ATTEMPT_LIFETIME,
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
		let present = self.members_who_count(patient);
		let attempt = self.attempt_to(patient, opener, to)?;
		attempt.ensure_undecided(now)?;
		let is_new = attempt.approvals.insert(member);
		let approvals = attempt.approvals.intersection(&present).count();
		let agreed_now = attempt.due.is_none() && approvals >= threshold;
		ensure(is_new || agreed_now, "AlreadyApproved")?;

		if agreed_now {
			let due = now + RECOVERY_DELAY;
			attempt.due = Some(due);
			// For as long as a freeze lasts it can be completed, and a freeze that stands lasts as long.
			attempt.ends_at = attempt.ends_at.max(due + FREEZE_PERIOD);
			let row = self.row(patient);
			if row.is_frozen(now) {
				row.frozen_until = row.frozen_until.max(Some(due + FREEZE_PERIOD));
			}
		}
		let approvals = approvals as u8;
		self.write(patient, actor, AuditedEvent::RecoveryApproved { approvals });
		Ok(())
	}

	pub(super) fn veto_recovery(
		&mut self,
		who: u64,
		patient: PatientId,
		opener: u8,
		to: u64,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_unfrozen_recovery(who, patient)?;
		let attempt = self.attempt_to(patient, opener, to)?;
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
		to: u64,
		member: Option<u8>,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let attempt = self.attempt_to(patient, opener, to)?.clone();
		let actor = match member {
			Some(member) => self.acting_as(patient, &self.cases[&patient].members, who, member)?,
			None => {
				ensure(who == to, "NotAuthorized")?;
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
		let attempt = self.attempt_to(patient, opener, to)?;
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
		let present = self.members_who_count(patient);
		let case = self.case(patient);
		case.freeze_votes.retain(|member| present.contains(member));
		ensure(case.freeze_votes.insert(member), "AlreadyVoted")?;

		let votes = case.freeze_votes.len();
		if was_frozen || votes < case.threshold {
			let votes = votes as u8;
			self.write(patient, actor, AuditedEvent::FreezeVoted { votes });
			return Ok(());
		}
		// A recovery that is agreed on shall be due while the freeze stands.
		let agreed = self.agreed(patient).into_iter().filter_map(|attempt| attempt.due);
		let until = agreed.chain([now]).max().unwrap_or(now) + FREEZE_PERIOD;
		let row = self.row(patient);
		row.frozen_until = Some(until);
		row.closing_at = None;
		if row.controller.is_some() {
			self.call_off_offer(patient);
		}
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
		let actor = self.acting_as(patient, members, who, member)?;
		self.forget_votes_of_past_freeze(patient);
		let was_frozen = self.patients[&patient].is_frozen(now);
		let case = self.case(patient);
		ensure(case.freeze_votes.remove(&member), "NotVoted")?;

		let (votes, threshold) = (case.freeze_votes.clone(), case.threshold);
		let votes = votes.intersection(&self.members_who_count(patient)).count();
		let event = if was_frozen && votes < threshold {
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
			Some(member) => self.acting_as(patient, &case.members, who, member)?,
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
				&& case.attempts.iter().all(|attempt| attempt.ends_at <= self.now)
		} else {
			self.is_over(patient, in_force.unwrap_or_default())
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
		// Who has recovered the patient guards it.
		let current = Some(self.cases[&patient].commitment);
		self.take_control_back(patient, to, actor, cause);
		let plan = self.plans.entry(patient).or_default();
		*plan = Plan { current, next: None, proposed: None, ..plan.clone() };
		Ok(())
	}

	fn case(&mut self, patient: PatientId) -> &mut Case {
		self.cases.get_mut(&patient).unwrap()
	}

	fn attempt_to(
		&mut self,
		patient: PatientId,
		opener: u8,
		to: u64,
	) -> Result<&mut Attempt, Refusal> {
		let case = self.cases.get_mut(&patient).ok_or("CaseNotFound")?;
		let mut attempts = case.attempts.iter_mut();
		let found = attempts.find(|attempt| (attempt.opener, attempt.to) == (opener, to));
		found.ok_or("AttemptNotFound")
	}

	/// The numbers of the guardians who do not speak for the patient themselves.
	fn members_who_count(&self, patient: PatientId) -> BTreeSet<u8> {
		let controller = self.patients[&patient].controller.map(Guardian::Person);
		let members = (0..).zip(&self.cases[&patient].members);
		let present = members.filter(|(_, member)| controller.as_ref() != Some(member));
		present.map(|(number, _)| number).collect()
	}

	/// Whether the case of guardians whom others have replaced may go.
	fn is_over(&self, patient: PatientId, in_force: H256) -> bool {
		assert_ne!(self.cases[&patient].commitment, in_force);
		self.agreed(patient).is_empty()
	}

	/// What enough guardians want, and what can still come true: to give control to somebody else.
	pub(super) fn agreed(&self, patient: PatientId) -> Vec<Attempt> {
		let controller = self.patients[&patient].controller;
		let attempts = self.cases.get(&patient).into_iter().flat_map(|case| &case.attempts);
		let agreed = attempts.filter(|attempt| {
			attempt.due.is_some()
				&& attempt.ensure_undecided(self.now).is_ok()
				&& controller != Some(attempt.to)
		});
		agreed.cloned().collect()
	}

	/// The actor as which `who` acts as the guardian `member`, whom nobody has replaced.
	fn guardian_in_office(
		&self,
		who: u64,
		patient: PatientId,
		member: u8,
	) -> Result<Actor<u64>, Refusal> {
		let case = self.cases.get(&patient).ok_or("CaseNotFound")?;
		let actor = self.acting_as(patient, &case.members, who, member)?;
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

	/// The actor as which `who` acts as the guardian `member`: not who speaks for the patient.
	fn acting_as(
		&self,
		patient: PatientId,
		members: &[Guardian<u64>],
		who: u64,
		member: u8,
	) -> Result<Actor<u64>, Refusal> {
		ensure(self.patients[&patient].controller != Some(who), "NotAGuardian")?;
		match members.get(usize::from(member)).ok_or("NotAGuardian")? {
			Guardian::Person(account) => {
				ensure(*account == who, "NotAGuardian")?;
				Ok(Actor::Person(who))
			},
			Guardian::Institution(organization) => {
				ensure(!members.contains(&Guardian::Person(who)), "NotAGuardian")?;
				ensure(speaks_for(who, *organization), "NotAGuardian")?;
				Ok(Actor::Organization { organization: *organization, account: who })
			},
		}
	}
}
