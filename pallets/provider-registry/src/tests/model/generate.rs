//! What happens next: a moment and an act, chosen so that most calls can succeed where the model stands,
//! and the others are refused for as many reasons as there are.

use super::reference::{Model, Signer, State};
use crate::{mock::*, Call};
use frame_support::traits::GetCallName;
use salus_primitives::{
	dice::Dice, Moment, OrganizationId, OrganizationKind, Period, PractitionerId, Pseudonym,
	PublicKey, Role, Roles, MIN_PERIOD,
};
use sp_core::H256;

/// Everybody who calls or is named.
pub const ACCOUNTS: [u64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/// Those who practise without an account.
pub const PSEUDONYMS: [Pseudonym; 2] = [MIDWIFE, Pseudonym([9; 32])];

/// As many organizations that are not over as a case shall know, more or less.
const ORGANIZATIONS: usize = 2;

/// In how many of a hundred steps a call is made whatever the model says of it.
const UNASKED: u64 = 25;

/// How often a call is thrown away that the model would refuse.
const ATTEMPTS: usize = 12;

/// What happens in a step.
#[derive(Clone, Debug)]
pub enum Act {
	/// Somebody makes a call.
	Call(Signer, Call<Test>),
	/// Another pallet reports that somebody misused a privilege.
	Misconduct(OrganizationId, PractitionerId<u64>),
}

/// When it happens: mostly soon, sometimes in a moment that a row names.
pub fn next_moment(model: &Model, dice: &mut Dice) -> Moment {
	let now = model.now;
	match dice.below(12) {
		0..=4 => now + 6_000,
		5 => now + MIN_PERIOD,
		6 => now + DAY,
		7 | 8 => {
			let soon = now + 10 * DAY;
			let edges = edges(model).into_iter().filter(|edge| now < *edge && *edge <= soon);
			let edge = dice.pick_any(&edges.collect::<Vec<_>>()).unwrap_or(now);
			(edge + dice.below(3)).saturating_sub(1).max(now)
		},
		9 if dice.chance(20) => now + model.retention,
		_ => now,
	}
}

/// The moments at which something begins or ends.
fn edges(model: &Model) -> Vec<Moment> {
	let accreditations = model.organizations.iter().map(|row| row.terms.value().0);
	let licences = model.practitioners.values().map(|row| row.terms.value().licence);
	let mut edges = Vec::new();
	for period in accreditations.chain(licences) {
		edges.push(period.from);
		edges.extend(period.until);
	}
	edges
}

/// The calls that have to do with what is remembered of past moments, as bits.
pub fn about_histories() -> u64 {
	bits(&[
		"suspend_organization",
		"reinstate_organization",
		"change_practitioner",
		"renew_accreditation",
		"add_gateway",
		"remove_gateway",
		"remove_practitioner",
		"set_emergency_role",
		"suspend_practitioner",
		"reinstate_practitioner",
		"forget_practitioner",
		"forget_gateway",
	])
}

/// Calls that change one practitioner, or a gateway, again and again, as bits.
pub fn about_one_history() -> u64 {
	bits(&["set_emergency_role", "change_practitioner", "forget_practitioner"])
}

/// For how long what ended must be known.
pub fn retention(dice: &mut Dice) -> Moment {
	dice.pick(&[MIN_PERIOD, DAY, 10 * DAY, RETENTION])
}

/// One bit for each call that is among these.
pub fn bits(calls: &[&str]) -> u64 {
	let names = Call::<Test>::get_call_names().iter().enumerate();
	let chosen = names.filter(|(_, name)| calls.contains(name));
	chosen.fold(0, |bits, (place, _)| bits | 1 << place)
}

/// What happens next, if only those calls are made whose bit is set in `calls`.
pub fn next_act(model: &Model, dice: &mut Dice, calls: u64) -> Act {
	let names = Call::<Test>::get_call_names();
	let chosen = names.iter().enumerate().filter(|(place, name)| {
		calls & (1 << place) != 0 || ["accredit_organization", "add_practitioner"].contains(*name)
	});
	let chosen = chosen.map(|(_, name)| *name).collect::<Vec<_>>();
	if dice.chance(4) {
		let mut choice = Choice { model, dice };
		let organization = choice.organization();
		return Act::Misconduct(organization, choice.practitioner(organization));
	}
	let mut proposed = propose(model, dice, &chosen);
	if !dice.chance(UNASKED) {
		for _ in 0..ATTEMPTS {
			if model.clone().make(proposed.0, proposed.1.clone()).is_ok() {
				break;
			}
			proposed = propose(model, dice, &chosen);
		}
	}
	Act::Call(proposed.0, proposed.1)
}

/// A call of one of these names, with arguments that have a chance to fit.
fn propose(model: &Model, dice: &mut Dice, names: &[&str]) -> (Signer, Call<Test>) {
	let name = dice.pick(names);
	let lasting = model.organizations.iter();
	let lasting =
		lasting.filter(|row| matches!(row.state(), State::Active | State::Suspended)).count();
	let crowd = (100 * lasting / ORGANIZATIONS).min(95) as u64;
	let passes = match name {
		"accredit_organization" | "accept_application" => !dice.chance(crowd),
		"revoke_accreditation" | "succeed_organization" => dice.chance(crowd),
		_ => true,
	};
	if !passes && lasting > 0 {
		return propose(model, dice, names);
	}
	let mut choice = Choice { model, dice };
	let organization = choice.organization();
	let authority = choice.authority();
	let admin = choice.admin(organization);
	match name {
		"accredit_organization" => {
			let (kind, admin) = (choice.kind(), choice.account());
			let (accreditation, profile) = (choice.period(), choice.profile());
			let call = Call::accredit_organization { kind, admin, accreditation, profile };
			(authority, call)
		},
		"suspend_organization" => (authority, Call::suspend_organization { organization }),
		"reinstate_organization" => (authority, Call::reinstate_organization { organization }),
		"add_practitioner" => {
			let practitioner = if choice.dice.chance(50) {
				choice.practitioner(organization)
			} else {
				choice.anybody()
			};
			let (roles, licence) = (choice.roles(), choice.period());
			(admin, Call::add_practitioner { organization, practitioner, roles, licence })
		},
		"change_practitioner" => {
			let practitioner = choice.practitioner(organization);
			let (roles, licence) = (choice.roles(), choice.period());
			(admin, Call::change_practitioner { organization, practitioner, roles, licence })
		},
		"publish_practitioner_key" => {
			let practitioner = choice.practitioner(organization);
			let signer = match practitioner {
				PractitionerId::Account(account) if choice.dice.chance(90) => account,
				_ => choice.gateway(organization),
			};
			let encryption_key = choice.key();
			let call =
				Call::publish_practitioner_key { organization, practitioner, encryption_key };
			(Signer::Account(signer), call)
		},
		"apply" => {
			let call = Call::apply { kind: choice.kind(), profile: choice.profile() };
			(Signer::Account(choice.account()), call)
		},
		"withdraw_application" => {
			(Signer::Account(choice.applicant()), Call::withdraw_application {})
		},
		"accept_application" => {
			let (applicant, accreditation) = (choice.applicant(), choice.period());
			let (kind, profile) = choice.application(applicant);
			(authority, Call::accept_application { applicant, kind, profile, accreditation })
		},
		"reject_application" => {
			let applicant = choice.applicant();
			let (kind, profile) = choice.application(applicant);
			(authority, Call::reject_application { applicant, kind, profile })
		},
		"renew_accreditation" => {
			let accreditation = choice.period();
			(authority, Call::renew_accreditation { organization, accreditation })
		},
		"revoke_accreditation" => (authority, Call::revoke_accreditation { organization }),
		"succeed_organization" => {
			let by = choice.organization();
			(authority, Call::succeed_organization { organization, by })
		},
		"add_admin" => {
			let signer = if choice.dice.chance(40) { authority } else { admin };
			(signer, Call::add_admin { organization, account: choice.account() })
		},
		"remove_admin" => {
			let signer = if choice.dice.chance(40) { authority } else { admin };
			let account = match choice.admin(organization) {
				Signer::Account(account) => account,
				_ => choice.account(),
			};
			(signer, Call::remove_admin { organization, account })
		},
		"add_gateway" => (admin, Call::add_gateway { organization, account: choice.account() }),
		"remove_gateway" => {
			(admin, Call::remove_gateway { organization, account: choice.gateway(organization) })
		},
		"publish_organization_key" => {
			let encryption_key = choice.key();
			(admin, Call::publish_organization_key { organization, encryption_key })
		},
		"remove_practitioner" => {
			let practitioner = choice.practitioner(organization);
			(admin, Call::remove_practitioner { organization, practitioner })
		},
		"leave" => {
			let who = match choice.practitioner(organization) {
				PractitionerId::Account(account) => account,
				PractitionerId::Pseudonym(_) => choice.account(),
			};
			(Signer::Account(who), Call::leave { organization })
		},
		"set_emergency_role" => {
			let practitioner = choice.practitioner(organization);
			let holds = choice.dice.chance(60);
			(authority, Call::set_emergency_role { organization, practitioner, holds })
		},
		"suspend_practitioner" => {
			let practitioner = choice.practitioner(organization);
			(authority, Call::suspend_practitioner { organization, practitioner })
		},
		"reinstate_practitioner" => {
			let practitioner = choice.practitioner(organization);
			(authority, Call::reinstate_practitioner { organization, practitioner })
		},
		"forget_practitioner" => {
			let practitioner = choice.practitioner(organization);
			let anybody = Signer::Account(choice.account());
			(anybody, Call::forget_practitioner { organization, practitioner })
		},
		"forget_gateway" => {
			let account = choice.gateway(organization);
			let anybody = Signer::Account(choice.account());
			(anybody, Call::forget_gateway { organization, account })
		},
		unknown => panic!("the model does not know the call {unknown}"),
	}
}

struct Choice<'a> {
	model: &'a Model,
	dice: &'a mut Dice,
}

impl Choice<'_> {
	/// An organization, rarely one that does not exist.
	fn organization(&mut self) -> OrganizationId {
		let known = self.model.organizations.len() as u64;
		let unknown = u64::from(known == 0 || self.dice.chance(4));
		self.dice.below(known + unknown) as OrganizationId
	}

	fn account(&mut self) -> u64 {
		self.dice.pick(&ACCOUNTS)
	}

	fn authority(&mut self) -> Signer {
		match self.dice.below(20) {
			0 => Signer::Nobody,
			1 => Signer::Account(self.account()),
			_ => Signer::Authority,
		}
	}

	/// An admin of the organization; rarely somebody else.
	fn admin(&mut self, organization: OrganizationId) -> Signer {
		let admins = self.model.organizations.get(organization as usize);
		let admins = admins.map(|row| row.admins.clone()).unwrap_or_default();
		match self.dice.below(20) {
			0 => Signer::Authority,
			1 => Signer::Account(self.account()),
			_ => Signer::Account(self.dice.pick_any(&admins).unwrap_or(ADMIN)),
		}
	}

	/// A gateway that the organization has or had; rarely another account.
	fn gateway(&mut self, organization: OrganizationId) -> u64 {
		let gateways = self.model.organizations.get(organization as usize);
		let gateways = gateways.into_iter().flat_map(|row| row.gateways.keys().copied());
		let gateways = gateways.collect::<Vec<_>>();
		let known = if self.dice.chance(95) { self.dice.pick_any(&gateways) } else { None };
		known.unwrap_or_else(|| self.account())
	}

	/// Somebody who practises or practised in the organization; rarely anybody.
	fn practitioner(&mut self, organization: OrganizationId) -> PractitionerId<u64> {
		let known = self.model.practitioners.keys().filter(|(id, _)| *id == organization);
		let known = known.map(|(_, practitioner)| practitioner.clone()).collect::<Vec<_>>();
		let known = if self.dice.chance(95) { self.dice.pick_any(&known) } else { None };
		known.unwrap_or_else(|| self.anybody())
	}

	fn anybody(&mut self) -> PractitionerId<u64> {
		if self.dice.chance(30) {
			PractitionerId::Pseudonym(self.dice.pick(&PSEUDONYMS))
		} else {
			PractitionerId::Account(self.account())
		}
	}

	fn applicant(&mut self) -> u64 {
		let applicants = self.model.applications.keys().copied().collect::<Vec<_>>();
		let applied = if self.dice.chance(95) { self.dice.pick_any(&applicants) } else { None };
		applied.unwrap_or_else(|| self.account())
	}

	/// What an account has applied for; rarely something else.
	fn application(&mut self, applicant: u64) -> (OrganizationKind, H256) {
		match self.model.applications.get(&applicant) {
			Some(applied) if self.dice.chance(90) => (applied.kind, applied.profile),
			_ => (self.kind(), self.profile()),
		}
	}

	fn kind(&mut self) -> OrganizationKind {
		use OrganizationKind::*;
		self.dice.pick(&[Hospital, Laboratory, Insurer])
	}

	fn profile(&mut self) -> H256 {
		H256::repeat_byte(self.dice.below(3) as u8)
	}

	/// A key; rarely the one that may not be.
	fn key(&mut self) -> PublicKey {
		let number = if self.dice.chance(5) { 0 } else { 1 + self.dice.below(6) };
		key(number as u8)
	}

	/// Roles that an organization may give; rarely none, one that it may not give, or none with a code.
	fn roles(&mut self) -> Roles {
		match self.dice.below(20) {
			0 => Roles(0),
			1 => Roles::of(&[Role::Nurse, Role::Emergency]),
			2 => Roles(1 << 20),
			_ => Roles(1 << self.dice.below(8) | 1 << self.dice.below(8)),
		}
	}

	fn period(&mut self) -> Period {
		let now = self.model.now;
		let from = self.dice.pick(&[NOW, now, now, now, now + DAY, now - DAY]);
		let length =
			self.dice.pick(&[0, MIN_PERIOD - 1, MIN_PERIOD, DAY, 3 * DAY, 40 * DAY, 2 * RETENTION]);
		let until = if self.dice.chance(50) { None } else { Some(from + length) };
		Period { from, until }
	}
}
