//! Contesting, answering, resolving: what speaks against it, and what it adds to the journal.

use super::{
	world::{Asked, World, CONTROLLERS},
	Reasons,
};
use crate::{mock::*, InquiryCause};
use salus_primitives::{
	Actor, AuditedEvent, Commitment, InquiryAnswer, InquiryVerdict, Moment, OrganizationId,
	PatientId, Role, Sequence, TrailId, DAY,
};

impl World {
	/// Lets an organization answer for an entry; what was asked before about it is replaced.
	pub fn ask_about(
		&mut self,
		organization: OrganizationId,
		trail: TrailId,
		entry: Sequence,
		cause: InquiryCause,
	) {
		self.inquiries.retain(|asked| (asked.trail, asked.entry) != (trail, entry));
		self.inquiries.push(Asked {
			organization,
			trail,
			entry,
			cause,
			raised_at: self.now,
			due: self.now + ANSWER_PERIOD,
			is_answered: false,
			is_escalated: false,
			is_resolved: false,
		});
	}

	fn asked(&mut self, trail: &TrailId, entry: Sequence) -> Option<&mut Asked> {
		self.inquiries.iter_mut().find(|asked| asked.trail == *trail && asked.entry == entry)
	}

	/// How many entries of the trail are contested and not over.
	pub fn contested(&self, trail: &TrailId) -> usize {
		self.inquiries
			.iter()
			.filter(|asked| asked.trail == *trail && asked.cause == InquiryCause::Contested)
			.filter(|asked| match (asked.is_escalated, asked.is_resolved) {
				(false, _) => !asked.is_answered,
				(true, is_resolved) => !is_resolved,
			})
			.count()
	}

	pub fn against_contesting(
		&mut self,
		who: u64,
		patient: &PatientId,
		place: Sequence,
	) -> Reasons {
		let mut reasons = Reasons::new();
		if !self.may_read_for(patient, who) {
			reasons.insert("NotAuthorized");
		}
		let trail = TrailId::Patient(*patient);
		match self.entry(&trail, place) {
			None => {
				reasons.insert("EntryNotFound");
			},
			Some(entry) => {
				let is_nobodys =
					!matches!(entry.actor, Actor::Practitioner { .. } | Actor::Gateway { .. });
				if is_nobodys || matches!(entry.event, AuditedEvent::InquiryAnswered { .. }) {
					reasons.insert("NothingToContest");
				}
			},
		}
		let is_free = |asked: &mut Asked| {
			let is_with_authority = asked.is_escalated && !asked.is_resolved;
			asked.cause == InquiryCause::Flagged && !is_with_authority
		};
		if !self.asked(&trail, place).is_none_or(is_free) {
			reasons.insert("AlreadyContested");
		}
		// What representatives file leaves the controller half of the room.
		let room = if CONTROLLERS.contains(&(*patient, who)) { 32 } else { 16 };
		if self.contested(&trail) >= room {
			reasons.insert("TooManyContested");
		}
		reasons
	}

	pub fn contest(&mut self, who: u64, patient: PatientId, place: Sequence, said: Commitment) {
		let trail = TrailId::Patient(patient);
		let organization = match self.entry(&trail, place).map(|entry| &entry.actor) {
			Some(
				Actor::Practitioner { organization, .. } | Actor::Gateway { organization, .. },
			) => *organization,
			_ => panic!("an organization has to answer"),
		};
		self.ask_about(organization, trail, place, InquiryCause::Contested);
		let event = AuditedEvent::EntryContested { entry: place, organization, statement: said };
		self.write(trail, Actor::Person(who), event);
	}

	pub fn against_answering(
		&mut self,
		actor: &Actor<u64>,
		trail: &TrailId,
		place: Sequence,
	) -> Reasons {
		let mut reasons = Reasons::new();
		if !self.is(actor, Role::PrivacyOfficer, self.now) {
			reasons.insert("NotAuthorized");
		}
		let doer = self.entry(trail, place).map(|entry| entry.actor.clone());
		let is_own = match (actor, &doer) {
			(
				Actor::Gateway { practitioner: one, .. },
				Some(Actor::Gateway { practitioner: other, .. }),
			) => one == other,
			(
				Actor::Practitioner { account: one, .. } | Actor::Gateway { account: one, .. },
				Some(
					Actor::Practitioner { account: other, .. }
					| Actor::Gateway { account: other, .. },
				),
			) => one == other,
			_ => false,
		};
		if is_own {
			reasons.insert("NotAuthorized");
		}
		let for_whom = match actor {
			Actor::Practitioner { organization, .. } | Actor::Gateway { organization, .. } => {
				Some(*organization)
			},
			_ => None,
		};
		match self.asked(trail, place) {
			Some(asked) if Some(asked.organization) == for_whom => {
				if asked.is_answered || asked.is_resolved {
					reasons.insert("AlreadyAnswered");
				}
			},
			_ => {
				reasons.insert("InquiryNotFound");
			},
		}
		reasons
	}

	/// Writes an answer down, and tells whether it is late.
	pub fn answer(
		&mut self,
		actor: Actor<u64>,
		trail: TrailId,
		place: Sequence,
		answer: InquiryAnswer,
		statement: Commitment,
	) -> bool {
		let now = self.now;
		let asked = self.asked(&trail, place).unwrap();
		asked.is_answered = true;
		let is_late = now >= asked.due;
		let event = AuditedEvent::InquiryAnswered { entry: place, answer, is_late, statement };
		self.write(trail, actor, event);
		is_late
	}

	pub fn against_resolving(
		&mut self,
		organization: OrganizationId,
		trail: &TrailId,
		place: Sequence,
	) -> Reasons {
		let mut reasons = Reasons::new();
		match self.asked(trail, place).filter(|asked| asked.organization == organization) {
			None => {
				reasons.insert("InquiryNotFound");
			},
			Some(asked) if !asked.is_escalated || asked.is_resolved => {
				reasons.insert("NotEscalated");
			},
			Some(_) => {},
		}
		reasons
	}

	pub fn resolve(
		&mut self,
		trail: TrailId,
		place: Sequence,
		verdict: InquiryVerdict,
		findings: Option<Commitment>,
	) {
		self.asked(&trail, place).unwrap().is_resolved = true;
		let event = AuditedEvent::InquiryResolved { entry: place, verdict, findings };
		self.write(trail, Actor::Authority, event);
	}

	/// Which inquiries may be handed to the authority now; with room, all of those that are overdue since yesterday are.
	pub fn may_be_escalated(asked: &Asked, now: Moment) -> bool {
		asked.due <= now && !asked.is_answered && !asked.is_escalated
	}

	pub fn must_be_escalated(asked: &Asked, now: Moment) -> bool {
		asked.due / DAY < now / DAY && !asked.is_answered && !asked.is_escalated
	}

	/// Writes down that the chain handed an inquiry over.
	pub fn escalate(&mut self, trail: TrailId, place: Sequence) {
		let now = self.now;
		let asked = self.asked(&trail, place).expect("what is handed over was asked");
		assert!(Self::may_be_escalated(asked, now), "handed over too early: {asked:?}");
		asked.is_escalated = true;
		self.write(trail, Actor::Chain, AuditedEvent::InquiryEscalated { entry: place });
	}
}
