//! Worlds, and what happens in them: chosen so that most calls can succeed where the journal stands, and
//! the others are refused for as many reasons as there are.

use super::{
	calls::{named_practitioner, Signer},
	journal::{Fate, Granted, Journal},
	society::{Change, Record},
};
use crate::{
	mock::{Test, DAY, HOUR, MINUTE, START},
	AnchorSet, BreakGlassTerms, Call, EmergencyRing, Envelope, Grantee, Policy, Provision, Refusal,
	Refused, Scope,
};
use frame_support::BoundedVec;
use salus_primitives::{
	dice::Dice, Actions, Capacity, ClassSet, Commitment, EmergencyReason, Moment, Months,
	NotPractising, OrganizationId, OrganizationKind, OrganizationKinds, PatientId, Period, Powers,
	PractitionerId, Pseudonym, Purposes, RecordClass, Relation, Role, Roles,
};

/// When worlds begin.
pub const BEGINNING: Moment = 20_000 * DAY;

/// How long the past is kept.
pub const RETENTION: Moment = 365 * DAY;

/// Nobody of this number exists.
const STRANGER: u64 = 99;
const DEVICE: u64 = 5;

/// How often a call is thrown away that would be refused.
const ATTEMPTS: usize = 6;

/// What happens in a step.
#[derive(Clone, Debug)]
pub enum Act {
	/// Somebody makes a call.
	Call(Signer, Box<Call<Test>>),
	/// Something happens outside the pallet.
	Change(Change),
	/// A block has this much weight left.
	Idle(u64),
}

/// What a world is mostly about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
	Everything,
	Grants,
	Referrals,
	Requests,
	Refusals,
	Policies,
	Emergencies,
	/// Months pass between the steps.
	Ages,
	/// Many organizations, and everything that is granted lasts.
	Crowd,
	/// Few places, which are used again and again.
	Churn,
	/// Many places, which are used again and again: more ends than a patient's head keeps.
	Turnover,
}

/// What a world consists of at first.
#[derive(Clone, Debug)]
pub struct Setting {
	pub mood: Mood,
	pub changes: Vec<Change>,
	pub calls: Vec<(Signer, Call<Test>)>,
	/// How many steps are made.
	pub steps: usize,
}

/// Every call, and how often it is made in which mood.
fn frequencies(mood: Mood) -> Vec<(&'static str, u64)> {
	use Mood::*;
	let (grants, referrals, requests, refusals, policies, emergencies) = match mood {
		Everything | Ages => (10, 10, 10, 10, 10, 10),
		Grants => (40, 5, 3, 5, 3, 3),
		Referrals => (8, 60, 2, 3, 2, 2),
		Requests => (4, 2, 60, 4, 2, 2),
		Refusals => (6, 4, 3, 40, 6, 8),
		Policies => (4, 2, 2, 10, 60, 3),
		Emergencies => (8, 2, 2, 12, 8, 50),
		Crowd => (60, 60, 3, 3, 1, 1),
		Churn => (50, 10, 3, 3, 1, 8),
		Turnover => (50, 20, 3, 1, 1, 1),
	};
	let ending = if mood == Crowd { 1 } else { 5 };
	vec![
		("grant", 14 * grants),
		("revoke", ending * grants),
		("amend", 4 * grants),
		("exclude_class", 4 * grants),
		("revoke_organization", ending * grants / 5),
		("revoke_since", ending * grants / 5),
		("renounce", ending * grants / 2),
		("replace_envelope", 2 * grants),
		("refer", 12 * referrals),
		("request_consent", 6 * requests),
		("withdraw_request", 2 * requests),
		("approve_request", 4 * requests),
		("reject_request", 2 * requests),
		("refuse", 10 * refusals),
		("lift_refusal", 4 * refusals),
		("refuse_all", 2 * refusals),
		("lift_refuse_all", 3 * refusals),
		("opt_out_of_emergencies", refusals),
		("opt_in_to_emergencies", 2 * refusals),
		("mark_confidential", 5 * refusals),
		("unmark_confidential", refusals),
		("mark_all_confidential", refusals),
		("unmark_all_confidential", refusals),
		("set_emergency_ring", 2 * refusals),
		("remove_emergency_ring", 2 * refusals),
		("enact_policy", 8 * policies),
		("repeal_policy", 2 * policies),
		("license_break_glass", emergencies),
		("open_emergency", 10 * emergencies),
		("close_emergency", 3 * emergencies),
		("review_emergency", 4 * emergencies),
		("answer_emergency", 2 * emergencies),
	]
}

/// A world to begin with. `long` ones fill tables.
pub fn setting(dice: &mut Dice, long: bool) -> Setting {
	use Mood::*;
	let mood = if long {
		dice.pick(&[
			Crowd,
			Crowd,
			Churn,
			Turnover,
			Turnover,
			Refusals,
			Refusals,
			Policies,
			Emergencies,
			Emergencies,
		])
	} else {
		dice.pick(&[
			Everything,
			Everything,
			Everything,
			Grants,
			Grants,
			Referrals,
			Requests,
			Refusals,
			Policies,
			Emergencies,
			Emergencies,
			Ages,
			Ages,
		])
	};
	let steps = match (long, mood) {
		(true, Crowd | Turnover) => 420,
		(true, Refusals) => 220,
		(true, Churn) => 260,
		(true, _) => 150,
		(false, _) => 10 + dice.below(8) as usize,
	};
	let mut changes = Vec::new();
	let patients = if matches!(mood, Crowd | Turnover) || dice.chance(70) { 1 } else { 2 };
	let organizations = match mood {
		Crowd | Turnover => 8,
		Churn => 2,
		Emergencies if long => 2,
		// A second verdict is a third organization's.
		Emergencies => 3 + dice.below(2) as u32,
		_ => 2 + dice.below(3) as u32,
	};
	for number in 1..=patients {
		let patient = PatientId([number; 32]);
		changes.push(Change::Open(patient, u64::from(number)));
		let consent = if dice.chance(80) { 1 } else { 0 };
		let powers = Powers(dice.below(32) as u8 | consent);
		changes.push(Change::Relate(patient, 3, Relation::Representative(powers)));
		if dice.chance(40) {
			let powers = Powers(dice.below(32) as u8);
			changes.push(Change::Relate(patient, 4, Relation::Representative(powers)));
		}
		let classes = ClassSet::truncate_from(vec![class(dice), class(dice)]);
		changes.push(Change::Relate(
			patient,
			DEVICE,
			Relation::Device { classes, by_representative: dice.chance(50) },
		));
		for anchor in 0..4 {
			let author = dice.chance(60).then(|| {
				let organization = 10 + dice.below(u64::from(organizations)) as u32;
				let writer = match dice.below(4) {
					0 => PractitionerId::Pseudonym(Pseudonym([100 + organization as u8; 32])),
					number => PractitionerId::Account(u64::from(organization) * 10 + number % 2),
				};
				(organization, writer)
			});
			let content = months(dice);
			let at = dice.pick(&[START, START, START, START + HOUR, START + DAY]);
			// Some are erased, or turn out to be another patient's.
			let later = [0, HOUR, DAY][usize::from(content.from) % 3];
			let withheld = (anchor == 3 && content.until.is_multiple_of(2)).then_some(at + later);
			let record = Record { class: class(dice), author, content, at, withheld };
			changes.push(Change::Put(patient, anchor, record));
		}
	}
	let mut calls = Vec::new();
	for organization in 10..10 + organizations {
		let base = u64::from(organization) * 10;
		let kind = dice.pick(&[
			OrganizationKind::Hospital,
			OrganizationKind::Clinic,
			OrganizationKind::Laboratory,
			OrganizationKind::Insurer,
		]);
		changes.push(Change::Kind(organization, kind));
		let mut somebody = vec![base, base + 1];
		// Some practise in several organizations, some are patients or represent one.
		for (account, percent) in [(200, 40), (201, 40), (1, 10), (3, 20)] {
			let percent = if mood == Requests { 50 } else { percent };
			if dice.chance(percent) {
				somebody.push(account);
			}
		}
		// The account of a gateway may be a practitioner's as well; whom it acts for is somebody else.
		if dice.chance(30) {
			somebody.push(base + 5);
		}
		for account in somebody {
			changes.push(Change::Admit(organization, account, roles(dice)));
			if dice.chance(60) {
				let practitioner = Some(PractitionerId::Account(account));
				changes.push(Change::Key(organization, practitioner, dice.below(2) as u32));
			}
		}
		let officer = Roles::of(&[Role::PrivacyOfficer]);
		changes.push(Change::Admit(organization, base + 9, officer));
		for pseudonym in [dice.below(3) as u8, 100 + organization as u8] {
			let (pseudonym, gateway) = (Pseudonym([pseudonym; 32]), base + 5 + dice.below(2));
			changes.push(Change::AdmitThrough(organization, gateway, pseudonym, roles(dice)));
		}
		if dice.chance(80) {
			changes.push(Change::Key(organization, None, dice.below(2) as u32));
		}
		if organization > 10 && dice.chance(20) {
			changes.push(Change::Succeed(organization - 1, organization));
		}
		if dice.chance(75) {
			let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 40 });
			calls.push((Signer::Root, Call::license_break_glass { organization, terms }));
		}
	}
	Setting { mood, changes, calls, steps }
}

fn class(dice: &mut Dice) -> RecordClass {
	let many = dice.chance(5);
	match dice.below(if many { 30 } else { 4 }) as u16 {
		number @ 0..=2 => RecordClass(100 + number),
		3 => RecordClass(0x8001),
		number => RecordClass(200 + number),
	}
}

fn months(dice: &mut Dice) -> Months {
	let from = 600 + dice.below(6) as u16;
	Months { from, until: from + 1 + dice.below(6) as u16 }
}

fn roles(dice: &mut Dice) -> Roles {
	let mut roles = 1 << dice.below(6);
	if dice.chance(55) {
		roles |= 1 << Role::Emergency as u32;
	}
	if dice.chance(30) {
		roles |= 1 << dice.below(9);
	}
	Roles(roles)
}

/// How the clock moves: mostly little, sometimes to a moment at which something begins or ends.
pub fn next_moment(journal: &Journal, mood: Mood, dice: &mut Dice) -> Moment {
	let now = journal.now;
	let step = match dice.below(12) {
		0 | 1 => 0,
		2..=4 => 6_000,
		5 => MINUTE,
		6 => HOUR,
		7 if mood != Mood::Crowd && mood != Mood::Emergencies => DAY,
		8 if mood == Mood::Ages => 30 * DAY,
		9 if mood == Mood::Ages => 150 * DAY,
		9 | 10 if mood != Mood::Crowd => {
			let soon = if mood == Mood::Ages { now + 400 * DAY } else { now + 8 * DAY };
			let edges = edges(journal).into_iter();
			let edges = edges.filter(|edge| now < *edge && *edge <= soon).collect::<Vec<_>>();
			let edge = dice.pick_any(&edges).unwrap_or(now);
			return (edge + dice.below(3)).saturating_sub(1).max(now);
		},
		11 if mood == Mood::Ages && dice.chance(50) => RETENTION,
		_ => 1,
	};
	now + step
}

/// The moments at which something began, ended, begins or ends.
pub fn edges(journal: &Journal) -> Vec<Moment> {
	let mut edges = Vec::new();
	for grant in &journal.grants {
		edges.extend([grant.at, grant.provision.period.from]);
		edges.extend(grant.provision.period.until);
		edges.extend(grant.ended.map(|(at, _)| at));
	}
	for refused in &journal.refusals {
		edges.push(refused.since);
		edges.extend(refused.lifted);
	}
	for all in &journal.refusals_of_all {
		edges.push(all.since);
		edges.extend(all.lifted);
	}
	for out in &journal.opt_outs {
		edges.push(out.since);
		edges.extend(out.lifted);
	}
	for mark in &journal.marks {
		edges.push(mark.since);
		edges.extend(mark.lifted);
	}
	for all in &journal.marks_of_all {
		edges.push(all.since);
		edges.extend(all.lifted);
	}
	edges.extend(journal.society.patients.values().filter_map(|known| known.died));
	for enacted in &journal.policies {
		edges.extend([enacted.at, enacted.policy.period.from]);
		edges.extend(enacted.policy.period.until);
		edges.extend(enacted.repealed);
	}
	for opened in &journal.sessions {
		edges.extend([opened.at, opened.until, opened.due, opened.free_from()]);
	}
	edges.extend(journal.society.records.values().map(|record| record.at));
	edges.extend(journal.requests.iter().map(|asked| asked.lapses));
	edges.push(journal.forgotten_before);
	edges
}

/// What happens next.
pub fn next_act(journal: &Journal, mood: Mood, dice: &mut Dice) -> Act {
	let change = if matches!(mood, Mood::Crowd | Mood::Turnover) { 2 } else { 9 };
	if dice.chance(change) {
		if let Some(change) = next_change(journal, dice) {
			return Act::Change(change);
		}
	}
	let idle = if mood == Mood::Ages { 25 } else { 4 };
	if dice.chance(idle) {
		return Act::Idle(dice.pick(&[1_000_000_000, 5_000_000_000, 2_000_000_000_000]));
	}
	let frequencies = frequencies(mood);
	let asked = dice.chance(if mood == Mood::Refusals { 50 } else { 75 });
	let mut proposed = propose(journal, mood, dice, &frequencies);
	if asked {
		for _ in 0..ATTEMPTS {
			if journal.verdict(proposed.0, &proposed.1).is_clear() {
				break;
			}
			proposed = propose(journal, mood, dice, &frequencies);
		}
	}
	Act::Call(proposed.0, Box::new(proposed.1))
}

/// Something that other pallets do; of closed patients nothing more is heard.
fn next_change(journal: &Journal, dice: &mut Dice) -> Option<Change> {
	let society = &journal.society;
	let patients = society.patients.iter();
	let open = patients.filter(|(_, known)| !known.closed).map(|(patient, _)| *patient);
	let patient = dice.pick_any(&open.collect::<Vec<_>>())?;
	let known = &society.patients[&patient];
	let mut choice = Choice { journal, mood: Mood::Everything, dice };
	let organization = choice.known_organization();
	let practitioner = choice.practitioner(organization);
	let dice = choice.dice;
	Some(match dice.below(20) {
		0..=3 if known.frozen => Change::Thaw(patient),
		0..=1 => Change::Freeze(patient),
		2 if dice.chance(15) => Change::Close(patient),
		2 => {
			let died = known.died.is_none().then(|| journal.now - dice.below(2) * HOUR);
			Change::Die(patient, died)
		},
		3 => {
			let powers = Powers(dice.below(32) as u8 | u8::from(dice.chance(50)));
			Change::Relate(patient, 3, Relation::Representative(powers))
		},
		4 => Change::Relate(patient, 4, Relation::Stranger),
		5 | 6 => Change::PatientKey(patient, known.key_epoch + 1),
		7 => {
			use NotPractising::*;
			let reason = dice.pick(&[
				NotAccredited,
				OrganizationSuspended,
				OrganizationSuspended,
				NoLongerKnown,
			]);
			Change::Bar(organization, reason)
		},
		8..=11 => Change::Accredit(organization),
		12 | 13 => Change::Dismiss(organization, practitioner),
		14..=16 => match practitioner {
			PractitionerId::Account(account) => Change::Admit(organization, account, roles(dice)),
			PractitionerId::Pseudonym(pseudonym) => {
				let gateway = u64::from(organization) * 10 + 5 + dice.below(2);
				Change::AdmitThrough(organization, gateway, pseudonym, roles(dice))
			},
		},
		17 | 18 => {
			let whose = dice.chance(50).then_some(practitioner);
			Change::Key(organization, whose, dice.below(3) as u32)
		},
		_ => {
			let kind = dice.pick(&[OrganizationKind::Hospital, OrganizationKind::Insurer]);
			Change::Kind(organization, kind)
		},
	})
}

/// A call with arguments that have a chance to fit.
fn propose(
	journal: &Journal,
	mood: Mood,
	dice: &mut Dice,
	frequencies: &[(&'static str, u64)],
) -> (Signer, Call<Test>) {
	let all = frequencies.iter().map(|(_, frequency)| frequency).sum();
	let mut place = dice.below(all);
	let mut name = frequencies[0].0;
	for (candidate, frequency) in frequencies {
		if place < *frequency {
			name = candidate;
			break;
		}
		place -= frequency;
	}
	let mut choice = Choice { journal, mood, dice };
	let (signer, call) = choice.call(name);
	let signer = match choice.dice.below(400) {
		0 => Signer::Nobody,
		1 => Signer::Root,
		_ => signer,
	};
	(signer, call)
}

/// Draws arguments.
pub struct Choice<'a> {
	pub journal: &'a Journal,
	pub mood: Mood,
	pub dice: &'a mut Dice,
}

impl Choice<'_> {
	fn call(&mut self, name: &str) -> (Signer, Call<Test>) {
		let patient = self.patient();
		let organization = self.organization();
		let terms = None;
		match name {
			"grant" => {
				let provision = self.provision(organization);
				let envelope = self.envelope(patient, organization, &provision);
				let call = Call::grant { patient, organization, provision, terms, envelope };
				(self.consenter(patient), call)
			},
			"revoke" => {
				let grant = self.grant(patient);
				(self.consenter(patient), Call::revoke { patient, grant })
			},
			"amend" => {
				let grant = self.own_grant(patient);
				let old = self.journal.grant(&patient, grant);
				let organization = old.map_or(organization, |grant| grant.organization);
				let provision = self.provision(organization);
				let envelope = self.envelope(patient, organization, &provision);
				let call = Call::amend { patient, grant, provision, terms, envelope };
				(self.consenter(patient), call)
			},
			"exclude_class" => {
				let mut grant = self.own_grant(patient);
				let live = self.journal.live(&patient).into_iter();
				let full = live.filter(
					|grant| matches!(&grant.provision.scope, Scope::AllBut(list) if list.len() == 16),
				);
				let full = full.map(|grant| grant.id).collect::<Vec<_>>();
				if self.dice.chance(20) {
					grant = self.dice.pick_any(&full).unwrap_or(grant);
				}
				let class = class(self.dice);
				(self.consenter(patient), Call::exclude_class { patient, grant, class })
			},
			"revoke_organization" => {
				let call = Call::revoke_organization { patient, organization };
				(self.consenter(patient), call)
			},
			"revoke_since" => {
				// Mostly a moment at which something happened not long ago, or the one beside it.
				let mut edges = edges(self.journal);
				edges.retain(|edge| *edge <= self.journal.now);
				edges.sort();
				let latest = edges.split_off(edges.len().saturating_sub(12));
				let edge = self.dice.pick_any(&latest).unwrap_or(self.journal.now);
				let since = (edge + self.dice.below(3)).saturating_sub(1);
				(self.consenter(patient), Call::revoke_since { patient, since })
			},
			"renounce" => {
				let grant = self.grant(patient);
				let known = self.journal.grant(&patient, grant);
				let (signer, capacity) = match known {
					Some(known) => self.grantee(known),
					None => self.acting(organization),
				};
				(signer, Call::renounce { patient, capacity, grant })
			},
			"replace_envelope" => {
				let grant = self.grant(patient);
				let known = self.journal.grant(&patient, grant);
				let envelope = match known {
					Some(known) => {
						self.sealed(patient, known.organization, &known.provision.grantee)
					},
					None => self.sealed(patient, organization, &Grantee::Organization),
				};
				let call = Call::replace_envelope { patient, grant, envelope };
				(self.consenter(patient), call)
			},
			"refer" => {
				let live = self.journal.live(&patient).into_iter().cloned().collect::<Vec<_>>();
				let live = live
					.into_iter()
					.filter(|grant| grant.provision.actions.0 & 8 != 0 || self.dice.chance(15));
				let live = live.collect::<Vec<_>>();
				let Some(of) = self.dice.pick_any(&live) else {
					return self.call("grant");
				};
				// Where grants are passed on often, they shall be so in a row.
				let deepest = live.iter().max_by_key(|grant| self.journal.depth(grant));
				let deepest = deepest.filter(|_| self.dice.chance(25)).cloned();
				let of = deepest.unwrap_or(of);
				// Where a table is about to be full, it shall get so.
				let often = if self.mood == Mood::Crowd { 75 } else { 35 };
				let organization = if self.dice.chance(often) { 11 } else { organization };
				let (signer, capacity) = self.grantee(&of);
				let provision = self.narrowed(&of.provision, organization, true);
				let envelope = self.envelope(patient, organization, &provision);
				let parent = of.id;
				let call =
					Call::refer { patient, capacity, parent, organization, provision, envelope };
				(signer, call)
			},
			"request_consent" => {
				let of_patient = self.practitioners(organization, None);
				let of_patient = of_patient
					.into_iter()
					.filter(|practitioner| matches!(practitioner, PractitionerId::Account(1 | 3)));
				let of_patient = of_patient.collect::<Vec<_>>();
				let (signer, capacity) = match self.dice.pick_any(&of_patient) {
					Some(practitioner) if self.dice.chance(40) => {
						self.act_as(organization, practitioner)
					},
					_ => self.acting(organization),
				};
				let provision = self.provision(organization);
				let reason = Default::default();
				let call = Call::request_consent { patient, capacity, provision, reason };
				(signer, call)
			},
			"withdraw_request" => {
				let (patient, organization) = self.asked(patient, organization);
				let asked = self.journal.request(&patient, organization);
				let (signer, capacity) = match asked.map(|asked| asked.requester.clone()) {
					Some(actor) if self.dice.chance(60) => signer_of(&actor),
					_ => self.acting(organization),
				};
				(signer, Call::withdraw_request { patient, capacity })
			},
			"approve_request" => {
				let (patient, organization) = self.asked(patient, organization);
				let asked = self.journal.request(&patient, organization);
				let asked = asked.map(|asked| (asked.provision.clone(), asked.requester.clone()));
				let provision = match &asked {
					Some(_) if self.dice.chance(15) => self.provision(organization),
					Some((provision, _)) if self.dice.chance(50) => {
						self.narrowed(provision, organization, false)
					},
					Some((provision, _)) => provision.clone(),
					None => self.provision(organization),
				};
				let envelope = self.envelope(patient, organization, &provision);
				let signer = match asked {
					Some((_, requester)) if self.dice.chance(12) => signer_of(&requester).0,
					_ => self.consenter(patient),
				};
				let call =
					Call::approve_request { patient, organization, provision, terms, envelope };
				(signer, call)
			},
			"reject_request" => {
				let (patient, organization) = self.asked(patient, organization);
				(self.consenter(patient), Call::reject_request { patient, organization })
			},
			"refuse" => {
				let refusal = self.refusal(organization);
				(self.consenter(patient), Call::refuse { patient, refusal })
			},
			"lift_refusal" => {
				let standing = self.journal.standing_refusals(&patient);
				let standing = standing.iter().map(|refused| refused.what.0).collect::<Vec<_>>();
				let known = if self.dice.chance(95) { self.dice.pick_any(&standing) } else { None };
				let refusal = known.unwrap_or_else(|| self.dice.below(6) as u32);
				(self.lifter(patient), Call::lift_refusal { patient, refusal })
			},
			"refuse_all" => {
				let even_in_emergency = self.dice.chance(30);
				(self.consenter(patient), Call::refuse_all { patient, even_in_emergency })
			},
			"lift_refuse_all" => (self.lifter(patient), Call::lift_refuse_all { patient }),
			"opt_out_of_emergencies" => {
				(self.consenter(patient), Call::opt_out_of_emergencies { patient })
			},
			"opt_in_to_emergencies" => {
				let outs = self.journal.opt_outs.iter().filter(|out| out.stands());
				let patient = self.mostly_among(outs.map(|out| out.patient).collect(), patient);
				(self.lifter(patient), Call::opt_in_to_emergencies { patient })
			},
			"mark_confidential" => {
				let many = self.mood == Mood::Refusals && self.dice.chance(60);
				let class = if many {
					RecordClass(200 + self.dice.below(30) as u16)
				} else {
					class(self.dice)
				};
				(self.controller(patient), Call::mark_confidential { patient, class })
			},
			"mark_all_confidential" => {
				let count = self.dice.pick(&[0, 1, 2, 15, 16]);
				let exceptions = (0..count).map(|place| match place {
					0 | 1 => class(self.dice),
					_ => RecordClass(200 + place),
				});
				let exceptions = ClassSet::truncate_from(exceptions.collect());
				(self.controller(patient), Call::mark_all_confidential { patient, exceptions })
			},
			"unmark_all_confidential" => {
				(self.controller(patient), Call::unmark_all_confidential { patient })
			},
			"unmark_confidential" => {
				let class = class(self.dice);
				(self.controller(patient), Call::unmark_confidential { patient, class })
			},
			"set_emergency_ring" => {
				let ring = self.ring(patient);
				(self.consenter(patient), Call::set_emergency_ring { patient, ring })
			},
			"remove_emergency_ring" => {
				let with_ring = self.journal.rings.keys().copied().collect();
				let patient = self.mostly_among(with_ring, patient);
				(self.consenter(patient), Call::remove_emergency_ring { patient })
			},
			"enact_policy" => (self.root(), Call::enact_policy { policy: self.policy() }),
			"repeal_policy" => {
				let in_force = self.journal.policies.iter();
				let in_force = in_force.filter(|enacted| enacted.repealed.is_none());
				let in_force = in_force.map(|enacted| enacted.id).collect::<Vec<_>>();
				let known = if self.dice.chance(90) { self.dice.pick_any(&in_force) } else { None };
				let policy = known.unwrap_or_else(|| self.dice.below(20) as u32);
				(self.root(), Call::repeal_policy { policy })
			},
			"license_break_glass" => {
				let terms = self.dice.chance(85).then(|| BreakGlassTerms {
					max_open: self.dice.pick(&[0, 1, 2, 8, 8, 100, 100]),
					max_per_day: self.dice.pick(&[1, 3, 40, 40, 200]),
				});
				(self.root(), Call::license_break_glass { organization, terms })
			},
			"open_emergency" => {
				let organization = if self.dice.chance(40) { 10 } else { organization };
				let rescuers = self.practitioners(organization, Some(Role::Emergency));
				let (signer, capacity) = match self.dice.pick_any(&rescuers) {
					Some(rescuer) if self.dice.chance(85) => self.act_as(organization, rescuer),
					_ => self.acting(organization),
				};
				let hours = self.dice.pick(&[1, 1, 2, 8, 24, 24, 0, 25]);
				let reason = EmergencyReason::Unresponsive;
				let justification = Default::default();
				let call = Call::open_emergency { patient, capacity, reason, justification, hours };
				(signer, call)
			},
			"close_emergency" => {
				let open = self.journal.sessions.iter();
				let open = open.filter(|opened| self.journal.now < opened.until);
				let open = open.collect::<Vec<_>>();
				let known = if self.dice.chance(90) { self.dice.pick_any(&open) } else { None };
				let Some(opened) = known.or_else(|| self.journal.sessions.last()) else {
					return self.call("open_emergency");
				};
				let opened = opened.clone();
				let officers = self.practitioners(opened.organization, Some(Role::PrivacyOfficer));
				let (signer, capacity) = match self.dice.below(12) {
					0 => self.acting(opened.organization),
					10 => (self.consenter(opened.patient), Capacity::Person),
					11 if !officers.is_empty() => {
						let officer = self.dice.pick(&officers);
						self.act_as(opened.organization, officer)
					},
					1 | 2 => self.act_as(opened.organization, opened.practitioner.clone()),
					_ => signer_of(&opened.actor),
				};
				(signer, Call::close_emergency { capacity, session: opened.id })
			},
			"review_emergency" => {
				let pending = self.journal.sessions.iter();
				let pending = pending.filter(|opened| {
					opened.last_word().is_none()
						&& (opened.until <= self.journal.now || self.dice.chance(10))
				});
				let pending = pending.map(|opened| opened.id).collect::<Vec<_>>();
				let contested = self.journal.sessions.iter();
				let contested = contested.filter(|opened| opened.contested().is_some());
				let contested = contested.map(|opened| opened.id).collect::<Vec<_>>();
				let known = match self.dice.below(20) {
					0..=1 => None,
					2..=8 if !contested.is_empty() => self.dice.pick_any(&contested),
					_ => self.dice.pick_any(&pending),
				};
				let Some(session) =
					known.or_else(|| (!self.journal.sessions.is_empty()).then_some(0))
				else {
					return self.call("open_emergency");
				};
				let opened = &self.journal.sessions[session as usize];
				let first = opened.contested().and_then(|(_, first, _)| first.organization());
				let drawn = opened.drawn.clone().unwrap_or_default();
				let drawn = drawn.into_iter().filter(|drawn| Some(*drawn) != first);
				let drawn = drawn.collect::<Vec<_>>();
				let reviewer = match self.dice.pick_any(&drawn) {
					Some(drawn) if self.dice.chance(50) => drawn,
					_ if self.dice.chance(80) => organization,
					_ => 10,
				};
				let officers = self.practitioners(reviewer, Some(Role::PrivacyOfficer));
				let (signer, capacity) = match self.dice.pick_any(&officers) {
					Some(officer) if self.dice.chance(90) => self.act_as(reviewer, officer),
					_ => self.acting(reviewer),
				};
				let is_justified = self.dice.chance(if first.is_some() { 15 } else { 30 });
				let findings = self.dice.chance(90).then(Default::default);
				let call = Call::review_emergency { session, capacity, is_justified, findings };
				(signer, call)
			},
			"answer_emergency" => {
				let waiting = self.journal.sessions.iter();
				let waiting = waiting.filter(|opened| opened.contested().is_some());
				let waiting = waiting.cloned().collect::<Vec<_>>();
				let known = if self.dice.chance(90) { self.dice.pick_any(&waiting) } else { None };
				let Some(opened) = known.or_else(|| self.journal.sessions.last().cloned()) else {
					return self.call("open_emergency");
				};
				let (signer, capacity) = match self.dice.below(10) {
					0 => self.acting(opened.organization),
					1 | 2 => self.act_as(opened.organization, opened.practitioner.clone()),
					_ => signer_of(&opened.actor),
				};
				let (session, answer) = (opened.id, Default::default());
				(signer, Call::answer_emergency { capacity, session, answer })
			},
			unknown => panic!("the model does not know the call {unknown}"),
		}
	}

	pub fn patient(&mut self) -> PatientId {
		let known = self.journal.society.patients.keys().copied().collect::<Vec<_>>();
		if self.dice.chance(1) {
			return PatientId([77; 32]);
		}
		self.dice.pick(&known)
	}

	pub fn known_organization(&mut self) -> OrganizationId {
		let known = self.journal.society.organizations.keys().copied().collect::<Vec<_>>();
		self.dice.pick(&known)
	}

	fn organization(&mut self) -> OrganizationId {
		if self.dice.chance(1) {
			return 77;
		}
		self.known_organization()
	}

	fn root(&mut self) -> Signer {
		if self.dice.chance(4) {
			Signer::Account(1)
		} else {
			Signer::Root
		}
	}

	fn controller(&mut self, patient: PatientId) -> Signer {
		if self.dice.chance(10) {
			return self.consenter(patient);
		}
		let known = self.journal.society.patients.get(&patient);
		let controllers = known.map(|known| known.controllers()).unwrap_or_default();
		Signer::Account(self.dice.pick_any(&controllers).unwrap_or(STRANGER))
	}

	fn consenter(&mut self, patient: PatientId) -> Signer {
		match self.dice.below(20) {
			0 => Signer::Account(self.dice.pick(&[1, 2, 4, DEVICE, 100, STRANGER])),
			1..=5 => Signer::Account(3),
			_ => {
				let known = self.journal.society.patients.get(&patient);
				let controllers = known.map(|known| known.controllers()).unwrap_or_default();
				Signer::Account(self.dice.pick_any(&controllers).unwrap_or(STRANGER))
			},
		}
	}

	/// Who takes a restriction back, or tries to: often somebody who did not set it.
	fn lifter(&mut self, patient: PatientId) -> Signer {
		if self.mood == Mood::Refusals && self.dice.chance(50) {
			return Signer::Account(3);
		}
		self.consenter(patient)
	}

	/// Those who practise in an organization, if it is asked for with this role.
	pub fn practitioners(
		&self,
		organization: OrganizationId,
		role: Option<Role>,
	) -> Vec<PractitionerId<u64>> {
		let known = self.journal.society.organizations.get(&organization);
		let all = known.into_iter().flat_map(|known| &known.practitioners);
		let all = all.filter(|(_, roles)| {
			role.is_none_or(|role| super::society::has_bit(roles.0, role as u32))
		});
		all.map(|(practitioner, _)| practitioner.clone()).collect()
	}

	fn practitioner(&mut self, organization: OrganizationId) -> PractitionerId<u64> {
		let all = self.practitioners(organization, None);
		let known = if self.dice.chance(96) { self.dice.pick_any(&all) } else { None };
		known.unwrap_or(PractitionerId::Account(STRANGER))
	}

	/// Somebody of an organization, who signs.
	fn acting(&mut self, organization: OrganizationId) -> (Signer, Capacity) {
		if self.dice.chance(1) {
			return (Signer::Account(1), Capacity::Person);
		}
		let practitioner = self.practitioner(organization);
		self.act_as(organization, practitioner)
	}

	/// How a practitioner of an organization signs.
	pub fn act_as(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
	) -> (Signer, Capacity) {
		match practitioner {
			PractitionerId::Account(account) => {
				(Signer::Account(account), Capacity::Practitioner { organization })
			},
			PractitionerId::Pseudonym(practitioner) => {
				let known = self.journal.society.organizations.get(&organization);
				let gateways = known.map(|known| known.gateways.clone()).unwrap_or_default();
				let known = if self.dice.chance(97) { self.dice.pick_any(&gateways) } else { None };
				let gateway = known.unwrap_or(STRANGER);
				(Signer::Account(gateway), Capacity::Gateway { organization, practitioner })
			},
		}
	}

	/// Somebody who may use a grant; rarely somebody else.
	pub fn grantee(&mut self, grant: &Granted) -> (Signer, Capacity) {
		let organization = grant.organization;
		if self.dice.chance(8) {
			return self.acting(organization);
		}
		let of_role = match grant.provision.grantee {
			Grantee::Role(role) => self.practitioners(organization, Some(role)),
			_ => self.practitioners(organization, None),
		};
		let practitioner = named_practitioner(&grant.provision.grantee)
			.or_else(|| self.dice.pick_any(&of_role))
			.unwrap_or(PractitionerId::Account(STRANGER));
		self.act_as(organization, practitioner)
	}

	/// The number of a grant that is live; sometimes of one that was, rarely of none.
	fn grant(&mut self, patient: PatientId) -> u32 {
		let live = self.journal.live(&patient);
		let live = live.iter().map(|grant| grant.id).collect::<Vec<_>>();
		let known = if self.dice.chance(90) { self.dice.pick_any(&live) } else { None };
		known.unwrap_or_else(|| self.dice.below(self.journal.grants.len() as u64 + 1) as u32)
	}

	fn own_grant(&mut self, patient: PatientId) -> u32 {
		let live = self.journal.live(&patient);
		let own = live.iter().filter(|grant| grant.parent.is_none());
		let own = own.map(|grant| grant.id).collect::<Vec<_>>();
		let known = if self.dice.chance(90) { self.dice.pick_any(&own) } else { None };
		known.unwrap_or_else(|| self.grant(patient))
	}

	/// An open request, if there is one.
	fn asked(
		&mut self,
		patient: PatientId,
		organization: OrganizationId,
	) -> (PatientId, OrganizationId) {
		let waiting = self
			.journal
			.requests
			.iter()
			.filter(|asked| asked.fate == Fate::Waiting && self.journal.now < asked.lapses);
		let waiting = waiting.map(|asked| (asked.patient, asked.organization)).collect::<Vec<_>>();
		let known = if self.dice.chance(93) { self.dice.pick_any(&waiting) } else { None };
		known.unwrap_or((patient, organization))
	}

	fn classes(&mut self) -> ClassSet {
		let count = match self.dice.below(40) {
			0 => 0,
			1 => 16,
			number => 1 + number % 3,
		};
		let mut classes = ClassSet::new();
		for place in 0..count {
			let next = if count == 16 { RecordClass(200 + place as u16) } else { class(self.dice) };
			if !classes.contains(&next) || self.dice.chance(4) {
				classes.try_push(next).expect("no more than 16");
			}
		}
		classes
	}

	fn scope(&mut self) -> Scope {
		match self.dice.below(20) {
			0..=6 => Scope::All,
			7..=12 => Scope::Classes(self.classes()),
			13 if self.dice.chance(30) => {
				let sixteen = (200..216).map(RecordClass).collect();
				Scope::AllBut(ClassSet::truncate_from(sixteen))
			},
			13..=16 => Scope::AllBut(self.classes()),
			_ => {
				let count = if self.dice.chance(4) { 0 } else { 1 + self.dice.below(2) };
				let anchors = (0..count).map(|_| self.dice.below(5) as u32).collect();
				Scope::Anchors(AnchorSet::truncate_from(anchors))
			},
		}
	}

	fn actions(&mut self) -> Actions {
		let many = if self.mood == Mood::Referrals || self.mood == Mood::Crowd { 38 } else { 15 };
		match self.dice.below(40) {
			0 => Actions(0),
			1 => Actions(0x80 | 1),
			place if 2 <= place && place <= many => Actions(0b0_1011),
			_ => Actions(1 + self.dice.below(31) as u8),
		}
	}

	fn purposes(&mut self) -> Purposes {
		match self.dice.below(40) {
			0 => Purposes(0),
			1 => Purposes(1 << 13),
			2..=9 => Purposes(0b11),
			10..=20 => Purposes(1 << self.dice.below(4)),
			_ => Purposes(1 + self.dice.below(0x1fff) as u32),
		}
	}

	fn period(&mut self) -> Period {
		let now = self.journal.now;
		let from = self.dice.pick(&[now, now, now, now - DAY, now - 40 * DAY, now + HOUR, 0]);
		let lasts = self.mood == Mood::Crowd && self.dice.chance(90);
		let from = if lasts { now } else { from };
		let until = match self.dice.below(if lasts { 8 } else { 20 }) {
			0..=7 => None,
			8 => Some(from + 59_999),
			9 => Some(from + MINUTE),
			10 | 11 => Some(now + HOUR),
			12 | 13 => Some(now + DAY),
			14 => Some(now + MINUTE),
			15 => Some(now),
			16 => Some(now + 2 * RETENTION),
			_ => Some(now + 40 * DAY),
		};
		Period { from, until }
	}

	fn content(&mut self) -> Option<Months> {
		match self.dice.below(40) {
			0 => Some(Months { from: 600, until: 600 }),
			1..=8 => Some(months(self.dice)),
			9..=12 => Some(Months { from: 600, until: 612 }),
			_ => None,
		}
	}

	fn any_grantee(&mut self, organization: OrganizationId) -> Grantee<u64> {
		match self.dice.below(20) {
			0..=8 => Grantee::Organization,
			9..=12 => Grantee::Role(self.dice.pick(&[
				Role::Physician,
				Role::Nurse,
				Role::Emergency,
				Role::PrivacyOfficer,
			])),
			13 if self.dice.chance(20) => Grantee::Practitioner(3),
			_ => match self.practitioner(organization) {
				PractitionerId::Account(account) => Grantee::Practitioner(account),
				PractitionerId::Pseudonym(pseudonym) => Grantee::Pseudonym(pseudonym),
			},
		}
	}

	fn provision(&mut self, organization: OrganizationId) -> Provision<u64> {
		Provision {
			grantee: self.any_grantee(organization),
			scope: self.scope(),
			content: self.content(),
			actions: self.actions(),
			purposes: self.purposes(),
			period: self.period(),
		}
	}

	/// Mostly a part of a provision; to somebody else if it is passed on.
	fn narrowed(
		&mut self,
		whole: &Provision<u64>,
		organization: OrganizationId,
		passed_on: bool,
	) -> Provision<u64> {
		let mut part = whole.clone();
		if passed_on || (part.grantee == Grantee::Organization && self.dice.chance(50)) {
			part.grantee = self.any_grantee(organization);
		}
		if self.dice.chance(30) {
			part.scope = match &part.scope {
				Scope::All => self.scope(),
				Scope::Classes(list) => Scope::Classes(ClassSet::truncate_from(list[..1].to_vec())),
				Scope::AllBut(list) => {
					let mut list = list.to_vec();
					list.push(class(self.dice));
					Scope::AllBut(ClassSet::truncate_from(list))
				},
				Scope::Anchors(list) => {
					Scope::Anchors(AnchorSet::truncate_from(list[..1].to_vec()))
				},
			};
		}
		if self.dice.chance(20) {
			part.actions = Actions(part.actions.0 & self.dice.below(32) as u8 | 1 & part.actions.0);
		}
		if self.dice.chance(20) {
			part.purposes = Purposes(part.purposes.0 & self.dice.below(0x1fff) as u32);
		}
		if self.dice.chance(15) {
			part.content = match part.content {
				Some(Months { from, until }) if from + 1 < until => {
					Some(Months { from: from + 1, until })
				},
				_ => self.content(),
			};
		}
		if self.dice.chance(20) {
			let end = self.journal.now + 2 * MINUTE;
			part.period.until = Some(part.period.until.map_or(end, |until| until.min(end)));
		}
		// Something that goes beyond.
		match self.dice.below(40) {
			0 => part.scope = self.scope(),
			1 => part.actions = self.actions(),
			2 => part.purposes = self.purposes(),
			3 => part.period = self.period(),
			4 => part.content = self.content(),
			5 => part.grantee = self.any_grantee(organization),
			6 => {
				part.period.until = part.period.until.map(|until| until + 1);
			},
			7 => part.period.from = part.period.from.saturating_sub(1),
			_ => (),
		}
		part
	}

	/// Mostly one of the patients who fit, if there are any.
	fn mostly_among(&mut self, fitting: Vec<PatientId>, otherwise: PatientId) -> PatientId {
		let known = if self.dice.chance(70) { self.dice.pick_any(&fitting) } else { None };
		known.unwrap_or(otherwise)
	}

	/// A ring that mostly is in order; now and then the present one.
	fn ring(&mut self, patient: PatientId) -> EmergencyRing {
		let present = self.journal.rings.get(&patient);
		if let Some((present, ..)) = present.filter(|_| self.dice.chance(10)) {
			return present.clone();
		}
		let society = &self.journal.society;
		let known = society.organizations.iter();
		let able = known.filter(|(_, known)| {
			known.barred.is_none() && known.keys.contains_key(&None) || self.dice.chance(15)
		});
		let mut custodians = able.map(|(organization, _)| *organization).collect::<Vec<_>>();
		custodians.truncate(self.dice.pick(&[1, 2, 3, 8]));
		match self.dice.below(20) {
			0 => custodians.reverse(),
			1 => custodians.extend(custodians.last().copied()),
			2 => custodians.push(999),
			_ => (),
		}
		let threshold = match self.dice.below(10) {
			0 => 1,
			1 => custodians.len() as u8 + 1,
			_ => 2,
		};
		EmergencyRing {
			custodians: BoundedVec::truncate_from(custodians),
			threshold,
			key_epoch: society.patients.get(&patient).map_or(0, |known| known.key_epoch)
				+ u32::from(self.dice.chance(5)),
			commitment: Commitment::repeat_byte(self.dice.below(20) as u8),
		}
	}

	fn sealed(
		&mut self,
		patient: PatientId,
		organization: OrganizationId,
		grantee: &Grantee<u64>,
	) -> Envelope {
		let known = self.journal.society.patients.get(&patient);
		let organization = self.journal.society.organizations.get(&organization);
		let key = organization.and_then(|known| known.keys.get(&named_practitioner(grantee)));
		let mut envelope = Envelope {
			key_epoch: known.map_or(0, |known| known.key_epoch),
			grantee_key_epoch: key.copied().unwrap_or_default(),
			commitment: Commitment::repeat_byte(1),
		};
		match self.dice.below(20) {
			0 => envelope.key_epoch += 1,
			1 => envelope.grantee_key_epoch += 1,
			2 => envelope.commitment = Commitment::zero(),
			_ => (),
		}
		envelope
	}

	fn envelope(
		&mut self,
		patient: PatientId,
		organization: OrganizationId,
		provision: &Provision<u64>,
	) -> Option<Envelope> {
		self.dice.chance(20).then(|| self.sealed(patient, organization, &provision.grantee))
	}

	fn refusal(&mut self, organization: OrganizationId) -> Refusal<u64> {
		let whom = match self.dice.below(10) {
			0..=1 => Refused::Everybody,
			2..=4 => Refused::Organization(organization),
			_ => Refused::Practitioner(self.practitioner(organization)),
		};
		let class = self.dice.chance(50).then(|| class(self.dice));
		let purposes = self.dice.chance(50).then(|| self.purposes());
		Refusal { whom, class, purposes, even_in_emergency: self.dice.chance(30) }
	}

	fn policy(&mut self) -> Policy {
		let kinds = match self.dice.below(30) {
			0 => OrganizationKinds(0),
			1 => OrganizationKinds(0x100),
			2..=6 => OrganizationKinds(0xff),
			_ => OrganizationKinds(1 + self.dice.below(0xff) as u16),
		};
		let mut scope = self.scope();
		if matches!(scope, Scope::Anchors(_)) && self.dice.chance(90) {
			scope = Scope::All;
		}
		let roles = match self.dice.below(30) {
			0 => Roles(0),
			1 => Roles(1 << 9),
			2..=14 => Roles::ALL,
			_ => Roles(1 + self.dice.below(0x1ff) as u32),
		};
		Policy {
			kinds,
			roles,
			scope,
			actions: self.actions(),
			purposes: self.purposes(),
			period: self.period(),
			refusals_bind: self.dice.chance(50),
			legal_basis: [0; 32],
		}
	}
}

/// How somebody signed, to sign again.
pub fn signer_of(actor: &salus_primitives::Actor<u64>) -> (Signer, Capacity) {
	use salus_primitives::Actor::*;
	match actor {
		Person(account) => (Signer::Account(*account), Capacity::Person),
		Practitioner { organization, account } => {
			(Signer::Account(*account), Capacity::Practitioner { organization: *organization })
		},
		Gateway { organization, account, practitioner } => (
			Signer::Account(*account),
			Capacity::Gateway { organization: *organization, practitioner: *practitioner },
		),
		Authority | Chain => (Signer::Root, Capacity::Person),
		// No call of the pallet is made for an organization as such.
		Organization { account, .. } => (Signer::Account(*account), Capacity::Person),
	}
}
