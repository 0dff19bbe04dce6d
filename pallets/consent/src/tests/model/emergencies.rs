//! Emergency sessions, by the rules: who may break the glass, what exceeds the terms, who judges.

use super::{
	calls::{promised::*, Verdict},
	journal::{is_meant, Journal, Opened},
	society::employment,
};
use salus_primitives::{
	Actor, AuditedEvent, Capacity, Commitment, EmergencyDenial, EmergencyFlag, EmergencyFlags,
	EmergencyReason, Moment, OrganizationId, PatientId, PractitionerId, Purpose, Relation, Role,
	SessionId, TrailId,
};

/// An entry of a trail.
pub type TrailEntry = (TrailId, Actor<u64>, AuditedEvent<u64>);

impl Journal {
	/// Whether the patient's own word forbids that this practitioner breaks the glass: it opted out; or it said of
	/// everything, without exception, that it is refused even in an emergency, to somebody who the practitioner is.
	pub fn forbids_emergencies(
		&self,
		patient: &PatientId,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
	) -> bool {
		let opted_out = self.opt_outs.iter().any(|out| out.patient == *patient && out.stands());
		let all = self.refusals_of_all.iter();
		let all = all.filter(|all| all.patient == *patient && all.stands()).any(|all| all.what);
		let refused = self.standing_refusals(patient).iter().any(|standing| {
			let (_, refusal) = &standing.what;
			let purposes = refusal.purposes;
			refusal.even_in_emergency
				&& is_meant(&refusal.whom, organization, practitioner)
				&& refusal.class.is_none()
				&& purposes.is_none_or(|set| set.0 & (1 << Purpose::EmergencyTreatment as u32) != 0)
		});
		opted_out || all || refused
	}

	/// Whether this account is one of the patient's own side.
	pub fn is_patients_side(&self, patient: &PatientId, account: u64) -> bool {
		matches!(
			self.society.relation(patient, account),
			Some(Relation::Controller | Relation::Representative(_))
		)
	}

	/// The session that somebody has open for a patient.
	pub fn open_session(
		&self,
		patient: &PatientId,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
	) -> Option<&Opened> {
		self.sessions.iter().find(|opened| {
			opened.patient == *patient
				&& opened.organization == organization
				&& opened.practitioner == *practitioner
				&& self.now < opened.until
		})
	}

	/// Why somebody who asks sensibly breaks no glass.
	fn denial(&self, patient: &PatientId, actor: &Actor<u64>) -> Option<EmergencyDenial> {
		if self.society.patient(patient).is_none() {
			return Some(EmergencyDenial::UnknownOrClosedPatient);
		}
		let office = match self.society.office(actor) {
			Ok(office) => office,
			Err(reason) => return Some(EmergencyDenial::NotPractising(reason)),
		};
		if !office.has(Role::Emergency) {
			return Some(EmergencyDenial::NoEmergencyRole);
		}
		let (organization, practitioner) = employment(actor).expect("it practises");
		let own_account = match practitioner {
			PractitionerId::Account(account) => Some(account),
			PractitionerId::Pseudonym(_) => None,
		};
		if !self.licences.contains_key(&organization) {
			Some(EmergencyDenial::NotLicensed)
		} else if own_account.is_some_and(|account| self.is_patients_side(patient, account)) {
			Some(EmergencyDenial::OnPatientsSide)
		} else if self.society.had_died(patient, self.now) {
			Some(EmergencyDenial::Deceased)
		} else if self.forbids_emergencies(patient, organization, &practitioner) {
			Some(EmergencyDenial::Refused)
		} else {
			None
		}
	}

	/// What speaks against breaking the glass, beside what is answered by a denial.
	pub fn breaking_the_glass(
		&self,
		verdict: &mut Verdict,
		who: u64,
		patient: &PatientId,
		capacity: Capacity,
		hours: u8,
	) {
		verdict.unless((1..=SESSION_HOURS).contains(&hours), "InvalidDuration");
		let actor = Actor::new(who, capacity);
		let is_rescuer =
			self.society.office(&actor).is_ok_and(|office| office.has(Role::Emergency));
		let Some((organization, practitioner)) = employment(&actor) else { return };
		if is_rescuer && self.society.patient(patient).is_some() {
			let already = self.open_session(patient, organization, &practitioner).is_some();
			verdict.unless(!already, "EmergencyAlreadyOpen");
		}
	}

	/// What a session that opens now would exceed, and whether it is listed.
	fn excess(&self, organization: OrganizationId) -> (EmergencyFlags, bool) {
		let own = self.sessions.iter().filter(|opened| opened.organization == organization);
		let own = own.collect::<Vec<_>>();
		let waiting = own.iter().filter(|opened| opened.last_word().is_none());
		let listed = waiting.clone().filter(|opened| opened.listed).collect::<Vec<_>>();
		let unlisted = waiting.filter(|opened| !opened.listed).count();
		let open = listed.iter().filter(|opened| self.now < opened.until).count();
		let overdue = listed.iter().filter(|opened| opened.due <= self.now).count();
		let today = own.iter().filter(|opened| opened.at / A_DAY == self.now / A_DAY).count();
		let terms = self.licences[&organization];
		let has_room = listed.len() < LISTED_REVIEWS;
		let flags = [
			(open >= usize::from(terms.max_open), EmergencyFlag::TooManyOpen),
			(today >= usize::from(terms.max_per_day), EmergencyFlag::TooManyToday),
			(overdue >= OVERDUE_REVIEWS, EmergencyFlag::ReviewsOverdue),
			(!has_room || unlisted > 0, EmergencyFlag::ReviewsPending),
		];
		let flags = flags.into_iter().filter(|(is_exceeded, _)| *is_exceeded);
		let flags = flags.map(|(_, flag)| flag).collect::<Vec<_>>();
		(EmergencyFlags::of(&flags), has_room)
	}

	/// Writes down an attempt to break the glass, and says what it leaves in trails.
	pub fn break_glass(
		&mut self,
		who: u64,
		patient: PatientId,
		capacity: Capacity,
		reason: EmergencyReason,
		hours: u8,
	) -> Vec<TrailEntry> {
		let actor = Actor::new(who, capacity);
		if let Some(denial) = self.denial(&patient, &actor) {
			let trail = match self.society.patients.get(&patient) {
				None => employment(&actor)
					.map(|(organization, _)| organization)
					.filter(|organization| self.society.organizations.contains_key(organization))
					.map(TrailId::Organization),
				Some(_) => Some(TrailId::Patient(patient)),
			};
			let event = AuditedEvent::EmergencyDenied { patient, denial };
			return trail.map(|trail| (trail, actor, event)).into_iter().collect();
		}
		let (organization, practitioner) = employment(&actor).expect("it practises");
		let (flags, listed) = self.excess(organization);
		let exceeds = flags != EmergencyFlags::default();
		let hours = if exceeds { hours.min(FLAGGED_HOURS) } else { hours };
		let until = self.now + u64::from(hours) * AN_HOUR;
		let session = self.sessions.len() as SessionId;
		self.sessions.push(Opened {
			id: session,
			patient,
			actor: actor.clone(),
			organization,
			practitioner,
			at: self.now,
			until,
			due: until + review_period(flags),
			flags,
			listed,
			drawn: None,
			verdicts: Vec::new(),
			answered: false,
		});
		let opened = AuditedEvent::EmergencyOpened { session, reason, until };
		let flagged = AuditedEvent::EmergencyFlagged { session, flags };
		let events = [opened].into_iter().chain(exceeds.then_some(flagged));
		events.map(|event| (TrailId::Patient(patient), actor.clone(), event)).collect()
	}

	fn session_of(&self, id: SessionId) -> Option<&Opened> {
		self.sessions.get(id as usize)
	}

	pub fn closing_a_session(
		&self,
		verdict: &mut Verdict,
		who: u64,
		capacity: &Capacity,
		session: SessionId,
	) {
		let opened = self.session_of(session).filter(|opened| self.now < opened.until);
		let Some(opened) = opened else {
			verdict.reasons.push("SessionNotFound");
			return;
		};
		let actor = Actor::new(who, *capacity);
		match employment(&actor) {
			None => {
				self.controller(verdict, &opened.patient, who);
				self.thawed(verdict, &opened.patient);
			},
			Some((organization, practitioner)) => {
				let office = self.practising(verdict, &actor);
				let is_officer = office.is_some_and(|office| office.has(Role::PrivacyOfficer));
				let is_theirs = organization == opened.organization
					&& (practitioner == opened.practitioner || is_officer);
				verdict.unless(is_theirs, "SessionNotFound");
			},
		}
	}

	pub fn close_session(
		&mut self,
		actor: Actor<u64>,
		session: SessionId,
	) -> (PatientId, Actor<u64>, AuditedEvent<u64>) {
		let now = self.now;
		let opened = &mut self.sessions[session as usize];
		opened.until = now;
		opened.due = now + review_period(opened.flags);
		(opened.patient, actor, AuditedEvent::EmergencyClosed { session })
	}

	pub fn judging(
		&self,
		verdict: &mut Verdict,
		who: u64,
		capacity: &Capacity,
		session: SessionId,
		is_justified: bool,
		has_findings: bool,
	) {
		let reviewer = Actor::new(who, *capacity);
		let office = self.society.office(&reviewer).ok();
		let Some(office) = office.filter(|office| office.has(Role::PrivacyOfficer)) else {
			verdict.reasons.push("BadOrigin");
			return;
		};
		let Some(opened) = self.session_of(session) else {
			verdict.reasons.push("SessionNotFound");
			return;
		};
		self.may_be_forgotten(verdict, opened);
		verdict.unless(opened.last_word().is_none(), "AlreadyReviewed");
		verdict.unless(opened.until <= self.now, "SessionStillOpen");
		let (mine, me) = employment(&reviewer).expect("an officer is in an organization");
		// Whether the reviewer's organization is this one, or has followed it.
		let speaks_for = |other| mine == other || office.predecessors.contains(&other);
		let is_same = |other: &Actor<u64>| {
			employment(other).is_some_and(|(_, practitioner)| practitioner == me)
				|| signer(other) == Some(who)
		};
		let is_own = speaks_for(opened.organization)
			|| is_same(&opened.actor)
			|| self.is_patients_side(&opened.patient, who);
		verdict.unless(!is_own, "CannotReviewOwnSession");
		if let Some((at, first, _)) = opened.contested() {
			let (theirs, _) = employment(first).expect("only officers judge here");
			verdict.unless(!speaks_for(theirs) && !is_same(first), "CannotReviewTwice");
			let was_heard = opened.answered || at + ANSWER_PERIOD <= self.now;
			verdict.unless(is_justified || was_heard, "AnswerAwaited");
		}
		let is_drawn = opened.drawn.as_ref();
		let is_drawn = is_drawn.is_some_and(|drawn| drawn.is_empty() || drawn.contains(&mine));
		verdict.unless(is_drawn || opened.free_from() <= self.now, "NotDrawn");
		verdict.unless(is_justified || has_findings, "FindingsMissing");
	}

	/// In the end even those are forgotten on which the last word was said.
	fn may_be_forgotten(&self, verdict: &mut Verdict, opened: &Opened) {
		if opened.last_word().is_some() && opened.until <= self.forgotten_before {
			verdict.doubts.push("SessionNotFound");
		}
	}

	pub fn judge_session(
		&mut self,
		reviewer: Actor<u64>,
		session: SessionId,
		justified: bool,
	) -> (PatientId, Actor<u64>, AuditedEvent<u64>) {
		let now = self.now;
		let opened = &mut self.sessions[session as usize];
		opened.verdicts.push((now, reviewer.clone(), justified));
		let is_final = opened.last_word().is_some();
		if !is_final {
			opened.due = now + REVIEW_PERIOD;
		}
		let event = AuditedEvent::EmergencyReviewed { session, justified, is_final };
		(opened.patient, reviewer, event)
	}

	pub fn answering(
		&self,
		verdict: &mut Verdict,
		who: u64,
		capacity: &Capacity,
		session: SessionId,
	) {
		let actor = Actor::new(who, *capacity);
		let opened = self.session_of(session).filter(|opened| {
			employment(&actor) == Some((opened.organization, opened.practitioner.clone()))
		});
		let Some(opened) = opened else {
			verdict.reasons.push("SessionNotFound");
			return;
		};
		self.may_be_forgotten(verdict, opened);
		// A practitioner with an account speaks for itself, whatever has become of it.
		if matches!(actor, Actor::Gateway { .. }) {
			self.practising(verdict, &actor);
		}
		let waits = opened.contested().is_some() && !opened.answered;
		verdict.unless(waits, "NothingToAnswer");
	}

	pub fn answer_session(
		&mut self,
		actor: Actor<u64>,
		session: SessionId,
		answer: Commitment,
	) -> (PatientId, Actor<u64>, AuditedEvent<u64>) {
		let opened = &mut self.sessions[session as usize];
		opened.answered = true;
		(opened.patient, actor, AuditedEvent::EmergencyAnswered { session, answer })
	}

	/// Notes who was drawn in a block: for so many sessions, the oldest first, by `lot`. Says what is wrong with
	/// whom the lot names.
	pub fn draw(
		&mut self,
		lot: impl Fn(SessionId) -> Option<Vec<OrganizationId>>,
	) -> Result<(), String> {
		let undrawn = self.sessions.iter().filter(|opened| opened.drawn.is_none());
		let turn = undrawn.take(DRAWS).map(|opened| opened.id).collect::<Vec<_>>();
		for id in turn {
			let opened = self.sessions[id as usize].clone();
			if opened.last_word().is_some() {
				self.sessions[id as usize].drawn = Some(Vec::new());
				continue;
			}
			let drawn = lot(id).ok_or(format!("session {id} is gone"))?;
			let could = self.could_judge(opened.organization);
			let fits = drawn.iter().all(|organization| could.contains(organization))
				&& drawn.len() == could.len().min(REVIEWERS);
			if !fits {
				return Err(format!("for session {id} were drawn {drawn:?} of {could:?}"));
			}
			self.sessions[id as usize].drawn = Some(drawn);
		}
		Ok(())
	}

	/// The organizations with a privacy officer that have nothing to do with this one.
	fn could_judge(&self, organization: OrganizationId) -> Vec<OrganizationId> {
		let all = self.society.organizations.iter();
		let own = self.society.organizations.get(&organization);
		all.filter(|(id, known)| {
			let has_officer = known
				.practitioners
				.values()
				.any(|roles| roles.0 & (1 << Role::PrivacyOfficer as u32) != 0);
			**id != organization
				&& known.barred.is_none()
				&& has_officer
				&& !known.predecessors.contains(&organization)
				&& !own.is_some_and(|own| own.predecessors.contains(id))
		})
		.map(|(id, _)| *id)
		.collect()
	}
}

fn review_period(flags: EmergencyFlags) -> Moment {
	if flags == EmergencyFlags::default() {
		REVIEW_PERIOD
	} else {
		SHORT_REVIEW_PERIOD
	}
}

fn signer(actor: &Actor<u64>) -> Option<u64> {
	super::calls::account_of(actor)
}
