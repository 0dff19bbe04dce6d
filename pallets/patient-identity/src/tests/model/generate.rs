//! What happens next: a moment and a call, chosen so that most calls can succeed where the model stands,
//! and the others are refused for as many reasons as there are.

use super::reference::{commitment, Model, Signer, Status, SUSPENDED};
use crate::{mock::*, Call, Guardian, NewPatientKey};
use frame_support::traits::GetCallName;
use salus_primitives::{
	dice::Dice, AssuranceLevel, Capacity, ClassSet, Moment, PatientId, Period, Powers, Pseudonym,
	RecordClass, MIN_PERIOD,
};
use sp_core::H256;

/// Everybody who calls or is named: patients, guardians and representatives (1 to 3), a device (4), the
/// physician (5), the gateway (6), and more people, so that a patient can run out of room.
pub const ACCOUNTS: [u64; 14] = [1, 2, 3, 4, DOCTOR, GATEWAY, 7, 8, 9, 10, 11, 12, 13, 14];

/// As many patients as a case shall know, more or less.
const PATIENTS: usize = 2;

/// In how many of a hundred steps a call is made whatever the model says of it.
const UNASKED: u64 = 25;

/// How often a call is thrown away that the model would refuse.
const ATTEMPTS: usize = 12;

/// How often a call that leads on is among those to choose from, where every other is once.
const LEAD: usize = 4;

/// How many sets of guardians there are to choose from: see [`guardians`].
const GUARDIAN_SETS: u8 = 12;

/// When the next call is made: mostly soon, sometimes in a moment that a row names.
pub fn next_moment(model: &Model, dice: &mut Dice) -> Moment {
	let now = model.now;
	let dues = model.cases.values().flat_map(|case| &case.attempts);
	let dues = dues.filter_map(|attempt| attempt.due);
	let changes = model.plans.values().filter_map(|plan| plan.next);
	let changes = changes.map(|(_, effective_at)| effective_at);
	let announced = model.reassignments.values().map(|announced| announced.due);
	let waited_for = dues.chain(changes).chain(announced).filter(|moment| now < *moment).min();
	if let Some(moment) = waited_for.filter(|_| dice.chance(20)) {
		return moment;
	}
	match dice.below(10) {
		0..=4 => now + 6_000,
		5 => now + MIN_PERIOD,
		6 => now + DAY,
		7 | 8 => {
			let soon = now + ATTEMPT_LIFETIME;
			let edges = edges(model).into_iter().filter(|edge| now < *edge && *edge <= soon);
			let edge = dice.pick_any(&edges.collect::<Vec<_>>()).unwrap_or(now);
			(edge + dice.below(3)).saturating_sub(1).max(now)
		},
		_ => now,
	}
}

/// The moments at which something begins or ends.
fn edges(model: &Model) -> Vec<Moment> {
	let mut edges = Vec::new();
	for row in model.patients.values() {
		edges.extend(row.frozen_until);
		edges.extend(row.closing_at);
		edges.extend(row.devices.iter().map(|device| device.until));
		for representative in &row.representatives {
			edges.push(representative.period.from);
			edges.extend(representative.period.until);
		}
	}
	edges.extend(model.offers.values().map(|(_, until)| *until));
	let announced = model.reassignments.values();
	edges.extend(announced.flat_map(|announced| [announced.due, announced.ends_at]));
	let sponsored = model.deposits.keys().map(|patient| model.patients[patient].registered_at);
	edges.extend(sponsored.map(|registered_at| registered_at + OFFER_LIFETIME));
	for plan in model.plans.values() {
		edges.extend(plan.next.map(|(_, effective_at)| effective_at));
		edges.extend(plan.freeze_barred_until);
	}
	for case in model.cases.values() {
		edges.push(case.revealed_at + ATTEMPT_LIFETIME);
		for attempt in &case.attempts {
			edges.extend(attempt.due);
			edges.push(attempt.ends_at);
		}
	}
	edges
}

/// The calls that have to do with guardians, as bits.
pub fn about_guardians() -> u64 {
	bits(&[
		"replace_encryption_key",
		"offer_control",
		"accept_control",
		"appoint_representative",
		"authorize_device",
		"link",
		"unlink",
		"set_guardians",
		"cancel_guardian_change",
		"reveal_guardians",
		"open_recovery",
		"approve_recovery",
		"veto_recovery",
		"complete_recovery",
		"decide_recovery",
		"vote_freeze",
		"withdraw_freeze_vote",
		"lift_freeze",
		"close_guardian_case",
		"announce_closing",
		"reassign_control",
		"veto_reassignment",
		"complete_reassignment",
		"decide_reassignment",
	])
}

/// One bit for each call that is among these.
pub fn bits(calls: &[&str]) -> u64 {
	let names = Call::<Test>::get_call_names().iter().enumerate();
	let chosen = names.filter(|(_, name)| calls.contains(name));
	chosen.fold(0, |bits, (place, _)| bits | 1 << place)
}

/// Who calls what next, if only those calls are made whose bit is set in `calls`.
pub fn next_call(model: &Model, dice: &mut Dice, calls: u64) -> (Signer, Call<Test>) {
	let names = Call::<Test>::get_call_names().iter().enumerate();
	let chosen = names.filter(|(place, name)| calls & (1 << place) != 0 || **name == "register");
	let mut chosen = chosen.map(|(_, name)| *name).collect::<Vec<_>>();
	for next in model.patients.keys().flat_map(|patient| leads_on(model, *patient)) {
		if chosen.contains(&next) {
			chosen.extend([next; LEAD]);
		}
	}
	let mut proposed = propose(model, dice, &chosen);
	if dice.chance(UNASKED) {
		return proposed;
	}
	for _ in 0..ATTEMPTS {
		if model.clone().make(proposed.0, proposed.1.clone()).is_ok() {
			break;
		}
		proposed = propose(model, dice, &chosen);
	}
	proposed
}

/// The calls that bring a patient a step further: to be confirmed, before any other call does it; and what
/// the guardians do, which takes many that chance alone would seldom make one after the other.
fn leads_on(model: &Model, patient: PatientId) -> Vec<&'static str> {
	let plan = model.plans.get(&patient).cloned().unwrap_or_default();
	match model.patients[&patient].status {
		Status::Pending => return vec!["confirm_registration", "withdraw_sponsorship"],
		Status::Deceased => return vec![],
		Status::Active => (),
	}
	if let Some(announced) = model.reassignments.get(&patient) {
		let next = if announced.vetoed { "decide_reassignment" } else { "complete_reassignment" };
		return vec![next, "veto_reassignment"];
	}
	if plan.pending(model.now).is_some() {
		return vec![];
	}
	let Some(in_force) = plan.in_force(model.now) else { return vec!["set_guardians"] };
	let Some(case) = model.cases.get(&patient) else { return vec!["reveal_guardians"] };
	if case.commitment != in_force {
		return vec!["close_guardian_case"];
	}
	let attempts = case.attempts.iter().filter(|attempt| !attempt.dismissed);
	let recovery = match attempts.max_by_key(|attempt| attempt.approvals.len()) {
		None => "open_recovery",
		Some(attempt) if attempt.due.is_none() => "approve_recovery",
		Some(attempt) if attempt.vetoed => "decide_recovery",
		Some(_) => "complete_recovery",
	};
	let freeze =
		if case.freeze_votes.len() < case.threshold { "vote_freeze" } else { "veto_recovery" };
	vec![freeze, recovery]
}

/// A call of any name, with arguments that have a chance to fit.
fn propose(model: &Model, dice: &mut Dice, names: &[&str]) -> (Signer, Call<Test>) {
	let name = dice.pick(names);
	let crowd = (100 * model.patients.len() / PATIENTS).min(95) as u64;
	if ["register", "sponsor"].contains(&name) && dice.chance(crowd) {
		return propose(model, dice, names);
	}
	let mut choice = Choice { model, dice };
	let patient = choice.patient();
	let row = model.patients.get(&patient);
	let mut controller = choice.controller(patient);
	let call = match name {
		"register" => {
			// Sometimes by somebody who speaks for another patient.
			if choice.dice.chance(60) || row.is_none_or(|row| row.controller.is_none()) {
				controller = Signer::Account(choice.account());
			}
			Call::register { salt: choice.salt(), encryption_key: choice.key() }
		},
		"replace_encryption_key" => {
			Call::replace_encryption_key { patient, encryption_key: choice.key() }
		},
		"sponsor" => {
			let (signer, capacity) = choice.practitioner();
			let encryption_key = choice.dice.chance(70).then(|| choice.key());
			let controller = choice.dice.chance(60).then(|| choice.account());
			let (salt, level) = (choice.salt(), choice.level());
			let call = Call::sponsor { capacity, salt, controller, encryption_key, level };
			return (signer, call);
		},
		"confirm_registration" => Call::confirm_registration { patient },
		"attest_identity" => {
			let (signer, capacity) = choice.practitioner();
			let call = Call::attest_identity { patient, capacity, level: choice.level() };
			return (signer, call);
		},
		"offer_control" => Call::offer_control { patient, to: choice.account() },
		"withdraw_offer" => Call::withdraw_offer { patient },
		"accept_control" => {
			let offered = model.offers.get(&patient).map(|(to, _)| Signer::Account(*to));
			controller = offered.unwrap_or(controller);
			Call::accept_control { patient }
		},
		"appoint_representative" => Call::appoint_representative {
			patient,
			account: choice.representative(patient),
			powers: choice.powers(row.is_some_and(|row| row.status == Status::Deceased)),
			period: choice.period(),
		},
		"end_representative" => {
			let account = choice.one_of(choice.representatives(patient));
			if choice.dice.chance(20) {
				controller = Signer::Account(account);
			}
			Call::end_representative { patient, account }
		},
		"authorize_device" => Call::authorize_device {
			patient,
			account: choice.dice.pick(&ACCOUNTS),
			classes: choice.classes(),
			until: choice.period().until.unwrap_or(model.now + 400 * DAY),
		},
		"remove_device" => {
			let accounts =
				row.map_or(Vec::new(), |row| row.devices.iter().map(|row| row.account).collect());
			let account = choice.one_of(accounts);
			if choice.dice.chance(20) {
				controller = Signer::Account(account);
			}
			Call::remove_device { patient, account }
		},
		"clear_expired" => Call::clear_expired { patient },
		"set_guardians" => {
			let (members, threshold, salt) = guardians(choice.dice.below(14) as u8);
			let none = choice.dice.chance(10);
			let any = (!none).then(|| commitment(patient, threshold, &members, salt));
			let proposed = model.plans.get(&patient).and_then(|plan| plan.proposed);
			let agreed = proposed.filter(|_| choice.dice.chance(50));
			let commitment = agreed.map_or(any, |(commitment, _)| commitment);
			Call::set_guardians { patient, commitment }
		},
		"cancel_guardian_change" => Call::cancel_guardian_change { patient },
		"reveal_guardians" => {
			let plan = model.plans.get(&patient);
			let in_force = plan.and_then(|plan| plan.in_force(model.now));
			let shown = (0..GUARDIAN_SETS)
				.find(|set| {
					let (members, threshold, salt) = guardians(*set);
					Some(commitment(patient, threshold, &members, salt)) == in_force
				})
				.filter(|_| !choice.dice.chance(10))
				.unwrap_or(0);
			let (members, threshold, salt) = guardians(shown);
			let (signer, member) = choice.member_of(&members);
			let members = members.try_into().expect("no set has more than eight");
			let call = Call::reveal_guardians { patient, members, threshold, salt, member };
			return (signer, call);
		},
		"open_recovery" => {
			let (signer, member) = choice.guardian(patient);
			return (signer, Call::open_recovery { patient, member, to: choice.account() });
		},
		"approve_recovery" => {
			let (signer, member) = choice.guardian(patient);
			let (opener, to) = choice.attempt(patient);
			return (signer, Call::approve_recovery { patient, member, opener, to });
		},
		"veto_recovery" => {
			let (opener, to) = choice.attempt(patient);
			Call::veto_recovery { patient, opener, to }
		},
		"complete_recovery" => {
			let (opener, to) = choice.attempt(patient);
			let (guardian, member) = choice.guardian(patient);
			let itself = choice.dice.chance(40);
			let signer = if itself { Signer::Account(to) } else { guardian };
			let member = (!itself).then_some(member);
			return (signer, Call::complete_recovery { patient, opener, to, member });
		},
		"decide_recovery" => {
			let (opener, to) = choice.attempt(patient);
			let uphold = choice.dice.chance(60);
			let call = Call::decide_recovery { patient, opener, to, uphold };
			return (choice.registrar(), call);
		},
		"vote_freeze" => {
			let (signer, member) = choice.guardian(patient);
			return (signer, Call::vote_freeze { patient, member });
		},
		"withdraw_freeze_vote" => {
			let (signer, member) = choice.guardian(patient);
			return (signer, Call::withdraw_freeze_vote { patient, member });
		},
		"lift_freeze" => {
			// Without a freeze it can be called, too, and bars one.
			if row.is_some_and(|row| !row.is_frozen(model.now)) && choice.dice.chance(80) {
				return propose(model, choice.dice, names);
			}
			return (choice.registrar(), Call::lift_freeze { patient });
		},
		"close_guardian_case" => {
			let (guardian, member) = choice.guardian(patient);
			let itself = choice.dice.chance(40);
			let signer = if itself { controller } else { guardian };
			let member = (!itself).then_some(member);
			return (signer, Call::close_guardian_case { patient, member });
		},
		"reassign_control" => {
			// Guardians shall mostly get their turn.
			if choice.dice.chance(60) {
				return propose(model, choice.dice, names);
			}
			let call = Call::reassign_control { patient, to: choice.account() };
			return (choice.registrar(), call);
		},
		"veto_reassignment" => Call::veto_reassignment { patient, to: choice.announced(patient) },
		"complete_reassignment" => {
			let to = choice.announced(patient);
			let itself = choice.dice.chance(50);
			let signer = if itself { Signer::Account(to) } else { choice.registrar() };
			return (signer, Call::complete_reassignment { patient, to });
		},
		"decide_reassignment" => {
			let (to, uphold) = (choice.announced(patient), choice.dice.chance(60));
			return (choice.registrar(), Call::decide_reassignment { patient, to, uphold });
		},
		"withdraw_sponsorship" => {
			let payer = model.deposits.get(&patient).copied();
			let signer = Signer::Account(payer.unwrap_or_else(|| choice.account()));
			return (signer, Call::withdraw_sponsorship { patient });
		},
		"link" => Call::link { patient, other: choice.patient() },
		"unlink" => {
			let linked = model.links.get(&patient).into_iter().flatten().copied();
			let proposed = model.proposals.get(&patient).map(|(other, _)| *other);
			let others = linked.chain(proposed).collect::<Vec<_>>();
			let other = choice.dice.pick_any(&others).unwrap_or_else(|| choice.patient());
			Call::unlink { patient, other }
		},
		"declare_deceased" => {
			let executor = choice.dice.chance(70).then(|| choice.account());
			// Most lives shall go on.
			if choice.dice.chance(60) {
				return propose(model, choice.dice, names);
			}
			return (choice.registrar(), Call::declare_deceased { patient, executor });
		},
		"correct_death" => {
			return (choice.registrar(), Call::correct_death { patient, to: choice.account() });
		},
		"announce_closing" => Call::announce_closing { patient },
		"cancel_closing" => Call::cancel_closing { patient },
		"close" => {
			if controller == Signer::Registrar && choice.dice.chance(60) {
				controller = choice.controller(patient);
			}
			Call::close { patient }
		},
		unknown => panic!("the model does not know the call {unknown}"),
	};
	(controller, call)
}

/// Guardians that a patient may commit to, most of whom may be its guardians, and how many of them it
/// takes.
fn guardians(set: u8) -> (Vec<Guardian<u64>>, u8, H256) {
	use Guardian::{Institution, Person};
	let (members, threshold) = match set {
		0 => (vec![Person(1), Person(2)], 2),
		1 => (vec![Person(2), Person(3)], 2),
		2 => (vec![Person(1), Person(2), Person(3)], 2),
		3 => (vec![Person(2), Person(3), Person(9)], 3),
		4 => (vec![Person(3), Person(7), Institution(HOSPITAL)], 2),
		5 => (vec![Person(7), Person(8), Person(9), Institution(OTHER_HOSPITAL)], 2),
		6 => (vec![Person(1), Institution(SUSPENDED)], 2),
		7 => ((7..=14).map(Person).collect(), 3),
		8 => (vec![Person(1), Person(2)], 1),
		9 => (vec![Person(1), Person(2)], 3),
		10 => (vec![Person(2), Person(1), Person(3)], 2),
		11 => (vec![Person(1), Institution(HOSPITAL), Institution(OTHER_HOSPITAL)], 2),
		12 => (vec![Person(1), Person(1), Person(2)], 2),
		_ => (vec![], 2),
	};
	(members, threshold, H256::repeat_byte(set))
}

struct Choice<'a> {
	model: &'a Model,
	dice: &'a mut Dice,
}

impl Choice<'_> {
	/// A patient, mostly one that is open.
	fn patient(&mut self) -> PatientId {
		let open = self.model.patients.keys().copied().collect::<Vec<_>>();
		let closed = self.model.tombstones.keys().copied().collect::<Vec<_>>();
		let candidates = if self.dice.chance(95) { open } else { closed };
		self.dice.pick_any(&candidates).unwrap_or(PatientId([0xee; 32]))
	}

	fn account(&mut self) -> u64 {
		// The first few more often than the others, so that their ways cross.
		if self.dice.chance(50) {
			self.dice.pick(&ACCOUNTS[..4])
		} else {
			self.dice.pick(&ACCOUNTS)
		}
	}

	fn representatives(&self, patient: PatientId) -> Vec<u64> {
		let row = self.model.patients.get(&patient);
		row.into_iter().flat_map(|row| &row.representatives).map(|row| row.account).collect()
	}

	/// Somebody to be a representative of the patient, or one who is.
	fn representative(&mut self, patient: PatientId) -> u64 {
		let present = self.representatives(patient);
		if self.dice.chance(30) {
			self.one_of(present)
		} else {
			self.dice.pick(&ACCOUNTS)
		}
	}

	/// One of these, or anybody.
	fn one_of(&mut self, accounts: Vec<u64>) -> u64 {
		self.dice.pick_any(&accounts).unwrap_or_else(|| self.account())
	}

	/// Somebody on the patient's side, mostly the controller; sometimes the registrar or anybody.
	fn controller(&mut self, patient: PatientId) -> Signer {
		let controller = self.model.patients.get(&patient).and_then(|row| row.controller);
		let representatives = self.representatives(patient);
		match self.dice.below(20) {
			0..=11 => controller.map_or(Signer::Registrar, Signer::Account),
			12..=15 => Signer::Account(self.one_of(representatives)),
			16 | 17 => self.registrar(),
			_ => Signer::Account(self.account()),
		}
	}

	fn registrar(&mut self) -> Signer {
		match self.dice.below(20) {
			0 => Signer::Nobody,
			1 => Signer::Account(self.account()),
			_ => Signer::Registrar,
		}
	}

	/// Somebody who practises, or not.
	fn practitioner(&mut self) -> (Signer, Capacity) {
		let through = |organization, practitioner| Capacity::Gateway { organization, practitioner };
		let own = |organization| Capacity::Practitioner { organization };
		let (account, capacity) = match self.dice.below(16) {
			0..=4 => (DOCTOR, own(HOSPITAL)),
			5..=7 => (DOCTOR, own(OTHER_HOSPITAL)),
			8..=10 => (GATEWAY, through(HOSPITAL, NURSE)),
			11 => (GATEWAY, through(HOSPITAL, Pseudonym([1; 32]))),
			12 => (DOCTOR, own(SUSPENDED)),
			13 => (DOCTOR, Capacity::Person),
			14 => (self.account(), through(HOSPITAL, NURSE)),
			_ => (self.account(), own(HOSPITAL)),
		};
		(Signer::Account(account), capacity)
	}

	/// One of the patient's guardians, and its number.
	fn guardian(&mut self, patient: PatientId) -> (Signer, u8) {
		let members = self.model.cases.get(&patient).map(|case| case.members.clone());
		self.member_of(&members.unwrap_or_default())
	}

	fn member_of(&mut self, members: &[Guardian<u64>]) -> (Signer, u8) {
		let member = self.dice.below(members.len() as u64 + 1) as u8;
		let account = match members.get(usize::from(member)) {
			Some(Guardian::Person(account)) if self.dice.chance(95) => *account,
			Some(Guardian::Institution(_)) => self.dice.pick(&[ADMIN, ADMIN, GATEWAY, DOCTOR]),
			_ => self.account(),
		};
		(Signer::Account(account), member)
	}

	/// An attempt to recover the patient: its opener, and to whom it gives control.
	fn attempt(&mut self, patient: PatientId) -> (u8, u64) {
		let attempts = self.model.cases.get(&patient).into_iter().flat_map(|case| &case.attempts);
		let attempts = attempts.map(|attempt| (attempt.opener, attempt.to)).collect::<Vec<_>>();
		let (opener, to) = self.dice.pick_any(&attempts).unwrap_or((0, 1));
		(opener, if self.dice.chance(95) { to } else { self.account() })
	}

	/// To whom the registrar has announced to give control.
	fn announced(&mut self, patient: PatientId) -> u64 {
		let announced = self.model.reassignments.get(&patient).map(|announced| announced.to);
		announced.filter(|_| self.dice.chance(95)).unwrap_or_else(|| self.account())
	}

	fn salt(&mut self) -> H256 {
		H256::repeat_byte(self.dice.below(4) as u8)
	}

	/// A key; rarely one that may not be, or has a card of another.
	fn key(&mut self) -> NewPatientKey {
		let mut number = || if self.dice.chance(5) { 0 } else { 1 + self.dice.below(6) } as u8;
		let (public, another) = (key(number()), key(number()));
		if self.dice.chance(10) {
			NewPatientKey { card: another.card, ..public }
		} else {
			public
		}
	}

	fn level(&mut self) -> AssuranceLevel {
		use AssuranceLevel::*;
		self.dice.pick(&[Level1, Level2, Level3, Level4])
	}

	/// Powers: all, one, two, for an executor, or some that mean nothing.
	fn powers(&mut self, of_executor: bool) -> Powers {
		match self.dice.below(20) {
			0 => Powers(0),
			1 => Powers(0b10_0001),
			_ if of_executor => Powers(0b10),
			2..=7 => Powers::ALL,
			8..=11 => Powers(0b1_0000),
			_ => Powers(1 << self.dice.below(5) | 1 << self.dice.below(5)),
		}
	}

	fn period(&mut self) -> Period {
		let now = self.model.now;
		let from = self.dice.pick(&[NOW, now, now, now, now + DAY, now.saturating_sub(DAY)]);
		let length = self.dice.pick(&[
			0,
			MIN_PERIOD - 1,
			MIN_PERIOD,
			2 * MIN_PERIOD,
			DAY,
			3 * DAY,
			40 * DAY,
			90 * DAY,
		]);
		let until = if self.dice.chance(40) { None } else { Some(from + length) };
		Period { from, until }
	}

	fn classes(&mut self) -> ClassSet {
		let classes = match self.dice.below(12) {
			0 => vec![],
			1 => vec![7, 8, 7],
			2 => (0..16).collect(),
			number => vec![number as u16, 0x8000],
		};
		ClassSet::truncate_from(classes.into_iter().map(RecordClass).collect())
	}
}
