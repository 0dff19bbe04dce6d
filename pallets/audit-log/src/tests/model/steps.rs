//! What happens in a step, there and here.

use super::{
	super::inquiring::{FOR_OFFICER, OFFICER},
	gate::{Asking, Attempt, Showing},
	world::{World, ARCHIVIST, CLINIC, CLINICIAN, HOUR, MOTHER, NURSE, PATIENTS, TARGETS},
	Tally,
};
use crate::{mock::*, Event, ReleaseReport};
use frame_support::{traits::Hooks, weights::Weight, BoundedVec};
use salus_primitives::{
	dice::Dice, Action, Actor, Capacity, Commitment, Encounter, InquiryAnswer, InquiryVerdict,
	OrganizationId, PractitionerId, Purpose, Recipient, ReportCause, Role, Sequence, Target,
	Targets, TicketHolder, TicketSecret, TrailId, DAY,
};

const AT_ARCHIVE: Capacity = Capacity::Practitioner { organization: ARCHIVE };
const AT_CLINIC: Capacity = Capacity::Practitioner { organization: CLINIC };
const OTHER_SECRET: TicketSecret = TicketSecret([0x5F; 32]);

/// Who asks: those who may have something, the patients, and strangers in the name of others.
const ASKING: [(u64, Capacity); 12] = [
	(PHYSICIAN, AT_HOSPITAL),
	(PHYSICIAN, AT_HOSPITAL),
	(NURSE, AT_HOSPITAL),
	(GATEWAY, FOR_RESIDENT),
	(GATEWAY, FOR_RESIDENT),
	(CLINICIAN, AT_CLINIC),
	(CONTROLLER, PERSON),
	(102, PERSON),
	(103, PERSON),
	(MOTHER, PERSON),
	(OUTSIDER, AT_HOSPITAL),
	(OUTSIDER, NOWHERE),
];

impl World {
	/// Does one thing, and checks that it came out as the journal says.
	pub fn step(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let minute = HOUR / 60;
		self.now += match dice.below(100) {
			0..=24 => dice.pick(&[1, minute, 2 * minute, 7 * minute]),
			25..=34 => dice.pick(&[3 * HOUR, DAY, 5 * DAY, 11 * DAY, 25 * DAY]),
			_ => 0,
		};
		wait(self.now - NOW);
		match dice.below(100) {
			0..=19 => {
				self.step_ask(dice, tally);
				// Often what was asked for is released before time goes on.
				match dice.below(10) {
					0..=2 => self.step_redeem(dice, tally),
					3..=5 => self.step_report(dice, tally),
					_ => {},
				}
			},
			20..=32 => self.step_ask_many(dice, tally),
			33..=51 => self.step_redeem(dice, tally),
			52..=62 => self.step_report(dice, tally),
			63..=73 => self.step_contest(dice, tally),
			74..=79 => self.step_answer(dice, tally),
			80..=84 => self.step_resolve(dice, tally),
			85..=91 => self.step_outside(dice),
			_ => self.step_idle(dice, tally),
		}
	}

	/// Grants come and go, roles too, and at last a patient is closed.
	fn step_outside(&mut self, dice: &mut Dice) {
		match dice.below(20) {
			0 => self.close_third(),
			1..=3 => self.change_role(PractitionerId::Account(NURSE)),
			4 | 5 => self.change_role(PractitionerId::Pseudonym(RESIDENT)),
			_ => {
				for _ in 0..4 {
					let patient = dice.pick(&PATIENTS);
					let organization = dice.pick(&[HOSPITAL, HOSPITAL, CLINIC]);
					self.change_grant(patient, organization, dice.below(5) as usize);
				}
			},
		}
	}

	fn asking(&self, dice: &mut Dice) -> Asking {
		let (account, capacity) = dice.pick(&ASKING);
		let actions =
			[Action::Access, Action::Access, Action::Use, Action::Disclose, Action::Collect];
		Asking {
			actor: Actor::new(account, capacity),
			patient: if dice.chance(10) { PATIENTS[3] } else { dice.pick(&PATIENTS[..3]) },
			targets: vec![dice.pick(&TARGETS)],
			action: dice.pick(&actions),
			purpose: dice.pick(&[Purpose::Treatment, Purpose::Treatment, Purpose::Research]),
			custodian: dice.pick(&[ARCHIVE, ARCHIVE, CLINIC]),
			reason: dice.chance(50).then_some(REASON),
			secret: SECRET,
			encounter: None,
		}
	}

	fn step_ask(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let asking = self.asking(dice);
		let (account, capacity) = signed_as(&asking.actor);
		let result = AuditLog::request_access(
			RuntimeOrigin::signed(account),
			asking.patient,
			asking.targets[0],
			asking.action,
			asking.purpose,
			capacity,
			asking.custodian,
			asking.reason,
			asking.secret.claim(),
		);
		assert!(tally.judge("ask", result, &Default::default()));
		self.check_answer(&asking, tally);
	}

	fn step_ask_many(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let mut asking = self.asking(dice);
		asking.targets = some_targets(dice);
		let holder =
			if dice.chance(60) { TicketHolder::Role(Role::Nurse) } else { TicketHolder::Requester };
		let hours = dice.pick(&[1, 1, 2, 4, 4, 8, 12, 12, 12, 0, 13]);
		asking.encounter = dice.chance(50).then_some(Encounter { hours, holder });
		let (account, capacity) = signed_as(&asking.actor);
		let reasons = self.against_asking(&asking);
		let result = AuditLog::request_access_to_many(
			RuntimeOrigin::signed(account),
			asking.patient,
			Targets::truncate_from(asking.targets.clone()),
			asking.action,
			asking.purpose,
			capacity,
			asking.custodian,
			asking.reason,
			asking.secret.claim(),
			asking.encounter,
		);
		if tally.judge("ask many", result, &reasons) {
			self.check_answer(&asking, tally);
		}
	}

	/// The event says where the ticket is and what the trail's hash is, and nothing else of the answer.
	fn check_answer(&mut self, asking: &Asking, tally: &mut Tally) {
		let answered = self.ask(asking);
		match (answered.trail, answered.ticket, asking.encounter) {
			(None, _, _) => tally.note("nowhere"),
			(Some(TrailId::Organization(_)), _, _) => tally.note("in an organization's trail"),
			(_, Some(_), Some(Encounter { holder: TicketHolder::Role(_), .. })) => {
				tally.note("a ticket for a team");
			},
			(_, Some(_), _) => tally.note("a ticket"),
			_ => {},
		}
		let (account, _) = signed_as(&asking.actor);
		let event = Event::AccessAnswered {
			patient: asking.patient,
			account,
			organization: asking.actor.organization(),
			ticket: answered.ticket,
		};
		System::assert_last_event(event.into());
	}

	/// Mostly a ticket that holds, now and then one that is over, or another attempt.
	fn some_attempt(&self, dice: &mut Dice) -> Option<Attempt> {
		let mut attempts = self.attempts();
		if dice.chance(90) {
			attempts.retain(Attempt::is_ticket);
		}
		let holding: Vec<_> =
			attempts.iter().filter(|attempt| attempt.end() > self.now).cloned().collect();
		if !holding.is_empty() && dice.chance(85) {
			attempts = holding;
		}
		let of_teams: Vec<_> =
			attempts.iter().filter(|attempt| attempt.role().is_some()).cloned().collect();
		let some_of_a_team = dice.pick_any(&of_teams).filter(|_| dice.chance(30));
		some_of_a_team.or_else(|| dice.pick_any(&attempts))
	}

	fn step_redeem(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let Some(attempt) = self.some_attempt(dice) else { return };
		// Now and then what it stands for is revoked first, in whole or in part, and given anew at times.
		if let Some(organization) = attempt.requester.organization().filter(|_| dice.chance(10)) {
			for (of, target) in TARGETS.iter().enumerate() {
				let is_meant = attempt.permitted().iter().any(|(permitted, _)| permitted == target);
				let times = if is_meant { dice.below(3) } else { 0 };
				(0..times).for_each(|_| self.change_grant(attempt.patient, organization, of));
			}
		}
		let (holder, capacity) = match attempt.role() {
			Some(_) => dice.pick(&[
				(NURSE, AT_HOSPITAL),
				(PHYSICIAN, AT_HOSPITAL),
				(GATEWAY, FOR_RESIDENT),
				(CLINICIAN, AT_CLINIC),
			]),
			None if dice.chance(90) => signed_as(&attempt.requester),
			None => dice.pick(&ASKING),
		};
		let practitioner = match capacity {
			Capacity::Gateway { practitioner, .. } if dice.chance(90) => Some(practitioner),
			_ => None,
		};
		let custodian = mostly(dice, attempt.said.custodian, &[ARCHIVE, CLINIC, HOSPITAL]);
		let clerk = if custodian == CLINIC { CLINICIAN } else { KEEPER };
		let targets = if dice.chance(60) {
			Vec::new()
		} else if dice.chance(70) {
			attempt.permitted().into_iter().map(|(target, _)| target).take(1).collect()
		} else {
			some_targets(dice)
		};
		let showing = Showing {
			who: mostly(dice, clerk, &[CLINICIAN, ARCHIVIST, PHYSICIAN]),
			patient: attempt.patient,
			ticket: if dice.chance(97) { attempt.place } else { dice.below(50) },
			holder,
			practitioner,
			custodian,
			secret: mostly(dice, SECRET, &[OTHER_SECRET]),
			targets,
		};
		let expected = self.against_redeeming(&showing);
		let reasons = expected.as_ref().err().cloned().unwrap_or_default();
		let result = AuditLog::redeem_ticket(
			RuntimeOrigin::signed(showing.who),
			showing.patient,
			showing.ticket,
			showing.holder,
			showing.practitioner,
			showing.custodian,
			showing.secret,
			Targets::truncate_from(showing.targets.clone()),
		);
		let result = result.map(|_| ()).map_err(|refused| refused.error);
		if tally.judge("redeem", result, &reasons) {
			let (to_a_team, in_part) = self.redeem(&showing, expected.unwrap());
			if to_a_team {
				tally.note("released to a team");
			}
			if in_part {
				tally.note("released in part");
			}
		}
	}

	fn some_report(&self, dice: &mut Dice) -> Option<ReleaseReport<u64>> {
		let attempt = self.some_attempt(dice)?;
		let later = dice.pick(&[0, 0, 0, 60_000, LIFETIME]);
		let released_at = (attempt.at + later).min(self.now);
		let outside = Recipient::Outside(REASON);
		let recipients = [
			Recipient::Actor(Actor::new(NURSE, AT_HOSPITAL)),
			Recipient::Actor(Actor::new(GATEWAY, FOR_RESIDENT)),
			Recipient::Organization(CLINIC),
			outside.clone(),
		];
		let mut report = ReleaseReport {
			patient: attempt.patient,
			ticket: Some(attempt.place),
			secret: Some(SECRET).filter(|_| dice.chance(90)),
			recipient: mostly(dice, Recipient::Requester, &recipients),
			action: mostly(dice, attempt.said.action, &[Action::Use]),
			purpose: mostly(dice, attempt.said.purpose, &[Purpose::PublicHealth]),
			targets: if dice.chance(85) {
				Targets::default()
			} else {
				Targets::truncate_from(some_targets(dice))
			},
			released_at: mostly(dice, released_at, &[self.now, NOW, self.now + 1]),
			cause: dice.pick(&[ReportCause::Bulk, ReportCause::Downtime]),
			statement: None,
		};
		if dice.chance(25) {
			report.patient = dice.pick(&PATIENTS);
			report.ticket = None;
			report.recipient = mostly(dice, outside, &[Recipient::Requester]);
			report.targets = Targets::truncate_from(vec![TARGETS[0]]);
		}
		Some(report)
	}

	fn step_report(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let number = dice.pick(&[0, 1, 1, 1, 1, 2, 2, 2, 3]);
		let mut reports: Vec<_> = (0..number).filter_map(|_| self.some_report(dice)).collect();
		// The same twice, now and then.
		if let Some(first) = reports.first().cloned().filter(|_| dice.chance(20)) {
			reports.push(first);
		}
		// Mostly the custodian that the first ticket names.
		let named = reports
			.first()
			.and_then(|report| self.attempt(&report.patient, report.ticket?))
			.map_or(ARCHIVE, |attempt| attempt.said.custodian);
		let custodian = mostly(dice, named, &[ARCHIVE, CLINIC]);
		let clerk = if custodian == CLINIC { CLINICIAN } else { KEEPER };
		let who = mostly(dice, clerk, &[ARCHIVIST]);
		let reasons = self.against_reporting(who, custodian, &reports);
		let told = BoundedVec::truncate_from(reports.clone());
		let result = AuditLog::report_access(RuntimeOrigin::signed(who), custodian, told);
		let result = result.map(|_| ()).map_err(|refused| refused.error);
		if !tally.judge("report", result, &reasons) {
			return;
		}
		let mut flagged = 0;
		for report in &reports {
			let marks = self.marks.len();
			let (flaw, is_flagged) = self.report(who, custodian, report);
			match flaw {
				Some(flaw) => tally.note(format!("flawed: {flaw:?}")),
				None if self.marks.len() > marks => tally.note("a mark by a report"),
				None => tally.note("covered"),
			}
			flagged += u32::from(is_flagged);
		}
		let releases = reports.len() as u32;
		System::assert_last_event(Event::ReleasesReported { custodian, releases, flagged }.into());
	}

	fn step_contest(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let patient = dice.pick(&PATIENTS);
		let who = match patient {
			PATIENT => CONTROLLER,
			_ if patient == PATIENTS[1] => dice.pick(&[102, MOTHER]),
			_ => 103,
		};
		let who = mostly(dice, who, &[OUTSIDER, PHYSICIAN, MOTHER]);
		let entries = self.trail(&TrailId::Patient(patient)).map_or(0, |all| all.entries.len());
		let place = dice.below(entries as u64 + 2);
		let reasons = self.against_contesting(who, &patient, place);
		let result = AuditLog::contest_entry(RuntimeOrigin::signed(who), patient, place, REASON);
		if tally.judge("contest", result, &reasons) {
			let trail = TrailId::Patient(patient);
			let is_flagged =
				self.inquiries.iter().any(|asked| (asked.trail, asked.entry) == (trail, place));
			if is_flagged {
				tally.note("a flagged release contested");
			}
			self.contest(who, patient, place, REASON);
		}
	}

	/// Mostly an entry that somebody has to answer for.
	fn some_inquiry(&self, dice: &mut Dice) -> (OrganizationId, TrailId, Sequence) {
		let asked: Vec<_> = self
			.inquiries
			.iter()
			.map(|asked| (asked.organization, asked.trail, asked.entry))
			.collect();
		let (organization, trail, place) =
			dice.pick_any(&asked).unwrap_or((HOSPITAL, TrailId::Patient(PATIENT), dice.below(20)));
		(
			mostly(dice, organization, &[HOSPITAL, ARCHIVE]),
			mostly(dice, trail, &[TrailId::Organization(HOSPITAL)]),
			if dice.chance(95) { place } else { dice.below(50) },
		)
	}

	fn step_answer(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let (organization, trail, place) = self.some_inquiry(dice);
		let officers = match organization {
			HOSPITAL => [(OFFICER, AT_HOSPITAL), (GATEWAY, FOR_OFFICER)],
			ARCHIVE => [(ARCHIVIST, AT_ARCHIVE); 2],
			_ => [(CLINICIAN, AT_CLINIC); 2],
		};
		let officer = dice.pick(&officers);
		let (who, capacity) = mostly(
			dice,
			officer,
			&[(PHYSICIAN, AT_HOSPITAL), (CLINICIAN, AT_CLINIC), (GATEWAY, FOR_RESIDENT)],
		);
		let actor = Actor::new(who, capacity);
		let answer =
			dice.pick(&[InquiryAnswer::Justified, InquiryAnswer::Mistaken, InquiryAnswer::Misused]);
		let reasons = self.against_answering(&actor, &trail, place);
		let statement = Commitment::repeat_byte(dice.below(9) as u8);
		let signer = RuntimeOrigin::signed(who);
		let result = AuditLog::answer_inquiry(signer, capacity, trail, place, answer, statement);
		if tally.judge("answer", result, &reasons)
			&& self.answer(actor, trail, place, answer, statement)
		{
			tally.note("answered late");
		}
	}

	fn step_resolve(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let (organization, trail, place) = self.some_inquiry(dice);
		let verdict = dice.pick(&[InquiryVerdict::Unfounded, InquiryVerdict::Upheld]);
		let findings = dice.chance(50).then_some(REASON);
		let reasons = self.against_resolving(organization, &trail, place);
		let authority = RuntimeOrigin::root();
		let result =
			AuditLog::resolve_inquiry(authority, organization, trail, place, verdict, findings);
		if tally.judge("resolve", result, &reasons) {
			self.resolve(trail, place, verdict, findings);
		}
	}

	/// A block with room for everything, or with little.
	fn step_idle(&mut self, dice: &mut Dice, tally: &mut Tally) {
		let has_room = dice.chance(60);
		let room = if has_room {
			Weight::MAX
		} else {
			Weight::from_parts(dice.below(4_000_000_000), 10_000_000)
		};
		AuditLog::on_idle(1, room);
		self.follow_the_block(has_room, tally);
	}
}

/// By which account, and in which capacity.
fn signed_as(actor: &Actor<u64>) -> (u64, Capacity) {
	match *actor {
		Actor::Person(account) => (account, Capacity::Person),
		Actor::Practitioner { organization, account } => {
			(account, Capacity::Practitioner { organization })
		},
		Actor::Gateway { organization, account, practitioner } => {
			(account, Capacity::Gateway { organization, practitioner })
		},
		_ => panic!("nobody else signs"),
	}
}

/// `usual`, and one of `others` now and then.
fn mostly<C: Clone>(dice: &mut Dice, usual: C, others: &[C]) -> C {
	if dice.chance(94) {
		usual
	} else {
		dice.pick(others)
	}
}

/// Some of all targets; none, or one twice, now and then.
fn some_targets(dice: &mut Dice) -> Vec<Target> {
	let mut targets: Vec<Target> = TARGETS.iter().copied().filter(|_| dice.chance(60)).collect();
	if dice.chance(5) {
		targets.extend(targets.first().copied());
	}
	targets
}
