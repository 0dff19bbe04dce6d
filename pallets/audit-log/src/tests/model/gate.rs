//! Asking, redeeming, reporting: what speaks against it, and what it adds to the journal.

use super::{
	world::{World, HOUR},
	Reasons,
};
use crate::{mock::*, InquiryCause, ReleaseReport};
use salus_primitives::{
	AccessAttempt, AccessRequest, Action, Actor, Answer, Answers, AuditedEvent, Basis, Commitment,
	Decision, Denial, Encounter, Moment, OrganizationId, Outcome, PatientId, Pseudonym, Purpose,
	Recipient, ReleaseFlaw, ReportCause, ReportedRelease, Role, Sequence, Target, Targets,
	TicketHolder, TicketSecret, TrailId,
};

/// A request for access.
#[derive(Clone, Debug)]
pub struct Asking {
	pub actor: Actor<u64>,
	pub patient: PatientId,
	pub targets: Vec<Target>,
	pub action: Action,
	pub purpose: Purpose,
	pub custodian: OrganizationId,
	pub reason: Option<Commitment>,
	pub secret: TicketSecret,
	pub encounter: Option<Encounter>,
}

/// What the event of a request must tell: where the ticket is.
#[derive(Debug, PartialEq, Eq)]
pub struct Answered {
	pub trail: Option<TrailId>,
	pub ticket: Option<Sequence>,
}

/// A ticket that is shown.
#[derive(Clone, Debug)]
pub struct Showing {
	pub who: u64,
	pub patient: PatientId,
	pub ticket: Sequence,
	pub holder: u64,
	pub practitioner: Option<Pseudonym>,
	pub custodian: OrganizationId,
	pub secret: TicketSecret,
	pub targets: Vec<Target>,
}

/// An attempt that stands in a patient's trail.
#[derive(Clone, Debug)]
pub struct Attempt {
	pub patient: PatientId,
	pub place: Sequence,
	pub requester: Actor<u64>,
	pub at: Moment,
	pub said: AccessAttempt,
}

impl Attempt {
	pub fn permitted(&self) -> Vec<(Target, Basis)> {
		let mut permitted = Vec::new();
		for answer in &self.said.answers.0 {
			if let Outcome::Permitted(basis) = answer.outcome {
				permitted.extend(answer.targets.iter().map(|target| (*target, basis)));
			}
		}
		permitted
	}

	pub fn is_ticket(&self) -> bool {
		!self.permitted().is_empty()
			&& [Action::Access, Action::Disclose, Action::Use].contains(&self.said.action)
	}

	pub fn role(&self) -> Option<Role> {
		self.said.encounter.and_then(|encounter| match encounter.holder {
			TicketHolder::Role(role) => Some(role),
			TicketHolder::Requester => None,
		})
	}

	pub fn serves_once(&self) -> bool {
		self.said.encounter.is_none() && ServesOnce::get()
	}

	pub fn end(&self) -> Moment {
		let hours = |encounter: Encounter| Moment::from(encounter.hours) * HOUR;
		self.at + self.said.encounter.map_or(LIFETIME, hours)
	}
}

fn has_twice(targets: &[Target]) -> bool {
	targets.iter().any(|one| targets.iter().filter(|other| *other == one).count() > 1)
}

fn organization_of(actor: &Actor<u64>) -> Option<OrganizationId> {
	match actor {
		Actor::Practitioner { organization, .. } | Actor::Gateway { organization, .. } => {
			Some(*organization)
		},
		_ => None,
	}
}

impl World {
	/// What speaks against a request for many.
	pub fn against_asking(&self, asking: &Asking) -> Reasons {
		let mut reasons = Reasons::new();
		if asking.targets.is_empty() || has_twice(&asking.targets) {
			reasons.insert("TargetsNotDistinct");
		}
		if let Some(encounter) = asking.encounter {
			let is_long = encounter.hours == 0 || encounter.hours > 12;
			let is_of_nobody = organization_of(&asking.actor).is_none()
				&& matches!(encounter.holder, TicketHolder::Role(_));
			if is_long || is_of_nobody {
				reasons.insert("EncounterOutOfBounds");
			}
		}
		reasons
	}

	/// Answers, and writes it down.
	pub fn ask(&mut self, asking: &Asking) -> Answered {
		let mut answers: Vec<(Outcome, Vec<Target>)> = Vec::new();
		for target in &asking.targets {
			let request = AccessRequest {
				patient: asking.patient,
				actor: asking.actor.clone(),
				action: asking.action,
				purpose: asking.purpose,
				target: *target,
			};
			let outcome = match self.decides(&request) {
				Decision::Permit(basis) => Outcome::Permitted(basis),
				Decision::Deny(denial) => Outcome::Denied(denial),
				Decision::Unknown => Outcome::Denied(Denial::NotPermitted),
			};
			match answers.iter_mut().find(|(joined, _)| *joined == outcome) {
				Some((_, targets)) => targets.push(*target),
				None => answers.push((outcome, vec![*target])),
			}
		}
		let is_permitted =
			answers.iter().any(|(outcome, _)| matches!(outcome, Outcome::Permitted(_)));
		let organization = organization_of(&asking.actor);
		let (trail, patient) = if self.is_known(&asking.patient) {
			(Some(TrailId::Patient(asking.patient)), None)
		} else {
			// Of the organizations that are named, the 77th does not exist.
			let of = organization.filter(|organization| *organization != 77);
			(of.map(TrailId::Organization), Some(asking.patient).filter(|_| of.is_some()))
		};
		let shows = [Action::Access, Action::Disclose, Action::Use].contains(&asking.action);
		let said = AccessAttempt {
			patient,
			action: asking.action,
			purpose: asking.purpose,
			custodian: asking.custodian,
			reason: asking.reason,
			claim: (is_permitted && shows).then(|| asking.secret.claim()),
			encounter: asking.encounter,
			answers: Answers(
				answers
					.into_iter()
					.map(|(outcome, targets)| Answer {
						outcome,
						targets: Targets::try_from(targets).unwrap(),
					})
					.collect::<Vec<_>>()
					.try_into()
					.unwrap(),
			),
		};
		let event = AuditedEvent::AccessRequested(said);
		let Some(trail) = trail else {
			return Answered { trail, ticket: None };
		};
		let place = self.write_listed(trail, asking.actor.clone(), event);
		Answered { trail: Some(trail), ticket: is_permitted.then_some(place) }
	}

	/// All attempts that stand in patients' trails.
	pub fn attempts(&self) -> Vec<Attempt> {
		let mut attempts = Vec::new();
		for trail in &self.trails {
			let TrailId::Patient(patient) = trail.id else { continue };
			for place in trail.pruned..trail.entries.len() {
				attempts.extend(self.attempt(&patient, place as Sequence));
			}
		}
		attempts
	}

	pub fn attempt(&self, patient: &PatientId, place: Sequence) -> Option<Attempt> {
		let entry = self.entry(&TrailId::Patient(*patient), place)?;
		match &entry.event {
			AuditedEvent::AccessRequested(said) => Some(Attempt {
				patient: *patient,
				place,
				requester: entry.actor.clone(),
				at: entry.at,
				said: said.clone(),
			}),
			_ => None,
		}
	}

	/// As whom the account reads that shows the ticket.
	fn reader(&self, attempt: &Attempt, showing: &Showing) -> Option<Actor<u64>> {
		let account = showing.holder;
		let Some(role) = attempt.role() else {
			let (holder, acts_for) = match attempt.requester {
				Actor::Person(account) | Actor::Practitioner { account, .. } => (account, None),
				Actor::Gateway { account, practitioner, .. } => (account, Some(practitioner)),
				_ => panic!("nobody else asks"),
			};
			let is_holder = holder == account
				&& (showing.practitioner.is_none() || showing.practitioner == acts_for);
			return is_holder.then(|| attempt.requester.clone());
		};
		let organization = organization_of(&attempt.requester)?;
		let reader = match showing.practitioner {
			None => Actor::Practitioner { organization, account },
			Some(practitioner) => Actor::Gateway { organization, account, practitioner },
		};
		self.is(&reader, role, self.now).then_some(reader)
	}

	/// What of a ticket is permitted to `reader` still.
	fn still(&self, attempt: &Attempt, reader: &Actor<u64>) -> Vec<Target> {
		let mut still = Vec::new();
		for (target, basis) in attempt.permitted() {
			let request = AccessRequest {
				patient: attempt.patient,
				actor: reader.clone(),
				action: attempt.said.action,
				purpose: attempt.said.purpose,
				target,
			};
			if self.decides(&request) == Decision::Permit(basis) {
				still.push(target);
			}
		}
		still
	}

	fn is_redeemed(&self, attempt: &Attempt) -> bool {
		attempt.serves_once() && self.marks.contains_key(&(attempt.patient, attempt.place))
	}

	fn mark(&mut self, attempt: &Attempt) {
		let hour = attempt.end() / HOUR;
		if attempt.serves_once() && self.now / HOUR <= hour {
			self.marks.insert((attempt.patient, attempt.place), hour);
		}
	}

	/// What speaks against a redemption; if nothing does, who reads, and what.
	pub fn against_redeeming(
		&self,
		showing: &Showing,
	) -> Result<(Attempt, Actor<u64>, Vec<Target>), Reasons> {
		let mut reasons = Reasons::new();
		if !self.is_custodian(showing.who, showing.custodian) {
			reasons.insert("NotAuthorized");
		}
		let Some(attempt) = self.attempt(&showing.patient, showing.ticket) else {
			reasons.insert("TicketNotFound");
			return Err(reasons);
		};
		if attempt.permitted().is_empty() {
			reasons.insert("TicketNotFound");
		} else if !attempt.is_ticket() {
			reasons.insert("NothingToRelease");
		}
		if attempt.said.custodian != showing.custodian {
			reasons.insert("WrongCustodian");
		}
		if attempt.end() <= self.now {
			reasons.insert("TicketExpired");
		}
		if self.is_redeemed(&attempt) {
			reasons.insert("TicketRedeemed");
		}
		if attempt.said.claim != Some(showing.secret.claim()) {
			reasons.insert("WrongSecret");
		}
		if has_twice(&showing.targets) {
			reasons.insert("TargetsNotDistinct");
		}
		let Some(reader) = self.reader(&attempt, showing) else {
			reasons.insert("NotTicketHolder");
			return Err(reasons);
		};
		let still = self.still(&attempt, &reader);
		let named = |targets: &[Target]| targets.iter().all(|target| still.contains(target));
		if !named(&showing.targets) {
			reasons.insert("NotCovered");
		}
		let judged = still
			.iter()
			.filter(|target| showing.targets.is_empty() || showing.targets.contains(target));
		if judged.count() == 0 {
			reasons.insert("NoLongerPermitted");
		}
		if reasons.is_empty() {
			Ok((attempt, reader, still))
		} else {
			Err(reasons)
		}
	}

	/// Writes a redemption down. Whether it was of a team's ticket, and whether of a part of what the ticket permitted.
	pub fn redeem(
		&mut self,
		showing: &Showing,
		(attempt, reader, still): (Attempt, Actor<u64>, Vec<Target>),
	) -> (bool, bool) {
		let is_whole = still.len() == attempt.permitted().len();
		let targets = match showing.targets.as_slice() {
			[] if is_whole => Vec::new(),
			[] => still,
			named => named.to_vec(),
		};
		let recipient = match attempt.role() {
			Some(_) => Recipient::Actor(reader),
			None => Recipient::Requester,
		};
		let came = (attempt.role().is_some(), !targets.is_empty());
		self.mark(&attempt);
		let targets = Targets::try_from(targets).unwrap();
		self.write_listed(
			TrailId::Patient(showing.patient),
			Actor::Practitioner { organization: showing.custodian, account: showing.who },
			AuditedEvent::RecordsReleased { ticket: showing.ticket, recipient, targets },
		);
		came
	}

	pub fn against_reporting(
		&self,
		who: u64,
		custodian: OrganizationId,
		reports: &[ReleaseReport<u64>],
	) -> Reasons {
		let mut reasons = Reasons::new();
		if !self.is_custodian(who, custodian) {
			reasons.insert("NotAuthorized");
		}
		if reports.is_empty() {
			reasons.insert("NothingReported");
		}
		for report in reports {
			if report.released_at > self.now {
				reasons.insert("ReleasedInFuture");
			}
			let is_vague =
				report.targets.is_empty() || matches!(report.recipient, Recipient::Requester);
			if report.ticket.is_none() && is_vague {
				reasons.insert("IncompleteReport");
			}
			if has_twice(&report.targets) {
				reasons.insert("TargetsNotDistinct");
			}
		}
		reasons
	}

	/// Writes a report down, and tells what it lacks, and whether it is to be answered for.
	pub fn report(
		&mut self,
		who: u64,
		custodian: OrganizationId,
		report: &ReleaseReport<u64>,
	) -> (Option<ReleaseFlaw>, bool) {
		let flaw = match self.lacks(custodian, report) {
			Err(flaw) => Some(flaw),
			Ok(attempt) => {
				self.mark(&attempt);
				None
			},
		};
		let (trail, patient) = if self.is_known(&report.patient) {
			(TrailId::Patient(report.patient), None)
		} else {
			(TrailId::Organization(custodian), Some(report.patient))
		};
		let actor = Actor::Practitioner { organization: custodian, account: who };
		let said = ReportedRelease {
			patient,
			ticket: report.ticket,
			recipient: report.recipient.clone(),
			action: report.action,
			purpose: report.purpose,
			targets: report.targets.clone(),
			released_at: report.released_at,
			cause: report.cause,
			flaw,
			statement: report.statement,
		};
		let place = self.write_listed(trail, actor, AuditedEvent::ReleaseReported(said));
		let is_flagged = flaw.is_some() || report.cause == ReportCause::Downtime;
		if is_flagged {
			self.ask_about(custodian, trail, place, InquiryCause::Flagged);
		}
		(flaw, is_flagged)
	}

	fn lacks(
		&self,
		custodian: OrganizationId,
		report: &ReleaseReport<u64>,
	) -> Result<Attempt, ReleaseFlaw> {
		let Some(place) = report.ticket else { return Err(ReleaseFlaw::NoTicket) };
		let attempt = self.attempt(&report.patient, place).filter(Attempt::is_ticket);
		let Some(attempt) = attempt else { return Err(ReleaseFlaw::TicketNotFound) };
		if attempt.said.custodian != custodian {
			return Err(ReleaseFlaw::WrongCustodian);
		}
		let recipient = match &report.recipient {
			Recipient::Requester => attempt.requester.clone(),
			Recipient::Actor(actor) => actor.clone(),
			_ => return Err(ReleaseFlaw::NotTicketHolder),
		};
		let could = match attempt.role() {
			None => recipient == attempt.requester,
			Some(role) => {
				organization_of(&recipient) == organization_of(&attempt.requester)
					&& self.is(&recipient, role, report.released_at)
			},
		};
		if !could {
			return Err(ReleaseFlaw::NotTicketHolder);
		}
		let permitted: Vec<_> = attempt.permitted().into_iter().map(|(target, _)| target).collect();
		let is_other = attempt.said.action != report.action
			|| attempt.said.purpose != report.purpose
			|| report.targets.iter().any(|target| !permitted.contains(target));
		if is_other {
			return Err(ReleaseFlaw::NotCovered);
		}
		if report.released_at < attempt.at || report.released_at >= attempt.end() {
			return Err(ReleaseFlaw::OutsideItsLife);
		}
		if self.is_redeemed(&attempt) {
			return Err(ReleaseFlaw::RedeemedBefore);
		}
		if report.secret.map(|secret| secret.claim()) != attempt.said.claim {
			return Err(ReleaseFlaw::NotProven);
		}
		if attempt.serves_once() && self.now / HOUR > attempt.end() / HOUR {
			return Err(ReleaseFlaw::TooLate);
		}
		let still = self.still(&attempt, &recipient);
		let released = if report.targets.is_empty() { permitted } else { report.targets.to_vec() };
		if released.iter().any(|target| !still.contains(target)) {
			return Err(ReleaseFlaw::NoLongerPermitted);
		}
		Ok(attempt)
	}
}
