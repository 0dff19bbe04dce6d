//! What the pallet should do, in plain Rust: rows in maps, and one method per call.
//!
//! Written from the README and the calls' documentation, not from their code: where the two part, one of
//! them is wrong. It knows no reference counts; those follow from its rows ([`Model::roles`]).

use crate::{mock::*, Call};
use salus_primitives::{
	Actor, Commitment, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	PractitionerId, PublicKey, Role, Roles, Standing,
};
use std::collections::BTreeMap;

/// Why a call is refused: the name of the error.
pub type Refusal = &'static str;

/// A key and its epoch.
pub type Key = Option<(PublicKey, u32)>;

/// How many admins, gateways and predecessors there is room for.
const ROOM: usize = 8;

/// How many entries outside of a row one call forgets.
const FORGOTTEN_PER_CALL: u32 = 16;

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Signer {
	/// Nobody: an unsigned call.
	Nobody,
	/// Whoever accredits and licenses.
	Authority,
	/// An account.
	Account(u64),
}

impl Signer {
	fn account(self) -> Result<u64, Refusal> {
		match self {
			Signer::Account(account) => Ok(account),
			Signer::Nobody | Signer::Authority => Err("BadOrigin"),
		}
	}

	fn authority(self) -> Result<(), Refusal> {
		ensure(self == Signer::Authority, "BadOrigin")
	}
}

/// A moment in which something changed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Change<V> {
	at: Moment,
	/// What counts in that moment.
	within: V,
	/// What counts from the next one on.
	after: V,
}

/// All that something ever was. It forgets nothing; it notes what the pallet may have forgotten.
///
/// What counts in a moment is what it was changed to first, or what began in it anyway; what counts from the
/// next moment on is what it was changed to last.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal<V> {
	pub began_at: Moment,
	changes: Vec<Change<V>>,
	/// From when on the pallet knows.
	pub known_since: Moment,
	/// How many entries the pallet keeps outside of the row.
	pub annexed: u32,
}

impl<V: Copy + PartialEq> Journal<V> {
	fn new(value: V, now: Moment) -> Self {
		let changes = vec![Change { at: now, within: value, after: value }];
		Self { began_at: now, changes, known_since: now, annexed: 0 }
	}

	fn last(&self) -> Change<V> {
		*self.changes.last().unwrap()
	}

	/// The latest word.
	pub fn value(&self) -> V {
		self.last().after
	}

	/// What applied at a moment since it began.
	pub fn at(&self, moment: Moment) -> V {
		let change = self.changes.iter().rev().find(|change| change.at <= moment).unwrap();
		if change.at == moment {
			change.within
		} else {
			change.after
		}
	}

	fn change(&mut self, value: V, now: Moment) {
		let last = self.last();
		let begins_now = last.at + 1 == now && last.within != last.after;
		if value == last.after {
			// Nothing changes.
		} else if last.at == now {
			self.changes.last_mut().unwrap().after = value;
		} else {
			let within = if begins_now { last.after } else { value };
			self.changes.push(Change { at: now, within, after: value });
		}
	}

	/// From when on which value applied, each other than the one before.
	pub fn spans(&self) -> Vec<(Moment, V)> {
		let mut spans = Vec::<(Moment, V)>::new();
		for change in &self.changes {
			for (since, value) in [(change.at, change.within), (change.at + 1, change.after)] {
				if spans.last().is_none_or(|(_, before)| *before != value) {
					spans.push((since, value));
				}
			}
		}
		spans
	}

	/// Since when the latest word counts.
	pub fn since(&self) -> Moment {
		self.spans().last().unwrap().0
	}

	/// What the pallet should answer; `None` if that was before it began.
	fn answer(&self, moment: Moment) -> Option<Result<V, NotPractising>> {
		if moment < self.began_at {
			None
		} else if moment < self.known_since {
			Some(Err(NotPractising::NoLongerKnown))
		} else {
			Some(Ok(self.at(moment)))
		}
	}
}

/// Where an organization stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
	Active,
	Suspended,
	Revoked,
	Succeeded(OrganizationId),
}

/// An organization's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
	pub kind: OrganizationKind,
	pub profile: Commitment,
	pub admins: Vec<u64>,
	/// Who was ever added as a gateway, and when it was one.
	pub gateways: BTreeMap<u64, Journal<bool>>,
	/// From when on the row of the pallet tells of all of them.
	pub gateways_in_row_since: Moment,
	pub gateways_known_since: Moment,
	pub terms: Journal<(Period, State)>,
	pub was_revoked: bool,
	pub key: Key,
	/// Which organizations it has followed, and from when on.
	pub predecessors: Vec<(OrganizationId, Moment)>,
	pub practitioners_known_since: Moment,
}

impl Organization {
	fn has_gateway(&self, account: u64) -> bool {
		self.gateways.get(&account).is_some_and(Journal::value)
	}

	/// Those who have a place among the gateways: also who is one only to the end of this moment.
	pub fn listed_gateways(&self, now: Moment) -> Vec<u64> {
		let listed = self.gateways.iter();
		let listed = listed.filter(|(_, known)| known.value() || known.at(now));
		listed.map(|(account, _)| *account).collect()
	}

	pub fn state(&self) -> State {
		self.terms.value().1
	}

	/// Whether its people may act at `at`.
	fn check(&self, at: Moment) -> Result<(), NotPractising> {
		let terms = self.terms.answer(at).ok_or(NotPractising::NotAccredited)??;
		check_organization(terms, at)
	}

	/// Whether its people may act now and in the next moment.
	fn check_present(&self, now: Moment) -> Result<(), NotPractising> {
		self.check(now)?;
		check_organization(self.terms.value(), now)
	}

	/// Whether an account was a gateway at `at`.
	fn check_gateway(&self, account: u64, at: Moment) -> Result<(), NotPractising> {
		let known = self.gateways.get(&account);
		let is_one = if self.gateways_in_row_since <= at {
			known.is_some_and(|known| known.began_at <= at && known.at(at))
		} else {
			match known.and_then(|known| known.answer(at)) {
				Some(answer) => answer?,
				None if at < self.gateways_known_since => return Err(NotPractising::NoLongerKnown),
				None => false,
			}
		};
		is_one.then_some(()).ok_or(NotPractising::NotAGateway)
	}
}

fn check_organization(
	(accreditation, state): (Period, State),
	at: Moment,
) -> Result<(), NotPractising> {
	match state {
		State::Revoked => Err(NotPractising::AccreditationRevoked),
		State::Succeeded(_) => Err(NotPractising::OrganizationSucceeded),
		_ if !accreditation.contains(at) => Err(NotPractising::NotAccredited),
		State::Suspended => Err(NotPractising::OrganizationSuspended),
		State::Active => Ok(()),
	}
}

/// What applies to a practitioner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
	pub roles: Roles,
	pub licence: Period,
	pub suspended: bool,
	pub left: bool,
}

impl Terms {
	fn check(&self, at: Moment) -> Result<Roles, NotPractising> {
		if self.left {
			Err(NotPractising::PractitionerLeft)
		} else if self.suspended {
			Err(NotPractising::PractitionerSuspended)
		} else if !self.licence.contains(at) {
			Err(NotPractising::NotLicensed)
		} else {
			Ok(self.roles)
		}
	}
}

/// A practitioner's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Practitioner {
	pub terms: Journal<Terms>,
	pub key: Key,
}

/// An application's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Application {
	pub kind: OrganizationKind,
	pub profile: Commitment,
	pub applied_at: Moment,
}

/// Everything that the pallet knows.
#[derive(Clone, Debug)]
pub struct Model {
	pub now: Moment,
	/// For how long what ended must be known.
	pub retention: Moment,
	/// Numbered as they came.
	pub organizations: Vec<Organization>,
	pub practitioners: BTreeMap<(OrganizationId, PractitionerId<u64>), Practitioner>,
	pub applications: BTreeMap<u64, Application>,
}

/// Whether an account can pay a deposit: these have some balance, the others have none.
pub fn is_rich(who: u64) -> bool {
	who <= 4
}

fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	holds.then_some(()).ok_or(refusal)
}

fn with_emergency_role(roles: Roles, holds: bool) -> Roles {
	let emergency = Roles::of(&[Role::Emergency]).0;
	Roles(if holds { roles.0 | emergency } else { roles.0 & !emergency })
}

/// The calls.
impl Model {
	pub fn new(now: Moment, retention: Moment) -> Self {
		Self {
			now,
			retention,
			organizations: Vec::new(),
			practitioners: BTreeMap::new(),
			applications: BTreeMap::new(),
		}
	}

	/// Makes a call: all of it, or nothing.
	pub fn make(&mut self, signer: Signer, call: Call<Test>) -> Result<(), Refusal> {
		let mut after = self.clone();
		after.attempt(signer, call)?;
		*self = after;
		Ok(())
	}

	fn attempt(&mut self, signer: Signer, call: Call<Test>) -> Result<(), Refusal> {
		match call {
			Call::accredit_organization { kind, admin, accreditation, profile } => {
				signer.authority()?;
				self.accredit(kind, admin, accreditation, profile)
			},
			Call::suspend_organization { organization } => {
				signer.authority()?;
				self.lasting(organization)?;
				let state = self.organization(organization)?.state();
				ensure(state != State::Suspended, "AlreadySuspended")?;
				self.enter(organization, State::Suspended);
				Ok(())
			},
			Call::reinstate_organization { organization } => {
				signer.authority()?;
				self.lasting(organization)?;
				let state = self.organization(organization)?.state();
				ensure(state == State::Suspended, "NotSuspended")?;
				self.enter(organization, State::Active);
				Ok(())
			},
			Call::add_practitioner { organization, practitioner, roles, licence } => {
				let who = signer.account()?;
				self.add_practitioner(who, organization, practitioner, roles, licence)
			},
			Call::change_practitioner { organization, practitioner, roles, licence } => {
				let who = signer.account()?;
				self.change_practitioner(who, organization, practitioner, roles, licence)
			},
			Call::publish_practitioner_key { organization, practitioner, encryption_key } => {
				let who = signer.account()?;
				self.publish_practitioner_key(who, organization, practitioner, encryption_key)
			},
			Call::apply { kind, profile } => self.apply(signer.account()?, kind, profile),
			Call::withdraw_application {} => {
				let who = signer.account()?;
				self.applications.remove(&who).map(|_| ()).ok_or("ApplicationNotFound")
			},
			Call::accept_application { applicant, kind, profile, accreditation } => {
				signer.authority()?;
				self.decide_on(applicant, kind, profile)?;
				self.accredit(kind, applicant, accreditation, profile)
			},
			Call::reject_application { applicant, kind, profile } => {
				signer.authority()?;
				self.decide_on(applicant, kind, profile)
			},
			Call::renew_accreditation { organization, accreditation } => {
				signer.authority()?;
				self.ensure_may_begin(accreditation)?;
				self.lasting(organization)?;
				let now = self.now;
				let row = self.row(organization);
				row.terms.change((accreditation, row.state()), now);
				Ok(())
			},
			Call::revoke_accreditation { organization } => {
				signer.authority()?;
				self.lasting(organization)?;
				self.row(organization).was_revoked = true;
				self.enter(organization, State::Revoked);
				Ok(())
			},
			Call::succeed_organization { organization, by } => {
				signer.authority()?;
				self.succeed_organization(organization, by)
			},
			Call::add_admin { organization, account } => {
				if signer != Signer::Authority {
					self.accredited_of(signer.account()?, organization)?;
				}
				self.organization(organization)?;
				let admins = &mut self.row(organization).admins;
				ensure(!admins.contains(&account), "AlreadyExists")?;
				ensure(admins.len() < ROOM, "MaxAdminsExceeded")?;
				admins.push(account);
				Ok(())
			},
			Call::remove_admin { organization, account } => {
				if signer != Signer::Authority {
					self.managed_by(signer.account()?, organization)?;
				}
				self.organization(organization)?;
				let admins = &mut self.row(organization).admins;
				ensure(admins.contains(&account), "AdminNotFound")?;
				ensure(admins.len() > 1, "LastAdmin")?;
				admins.retain(|admin| *admin != account);
				Ok(())
			},
			Call::add_gateway { organization, account } => {
				self.add_gateway(signer.account()?, organization, account)
			},
			Call::remove_gateway { organization, account } => {
				self.remove_gateway(signer.account()?, organization, account)
			},
			Call::publish_organization_key { organization, encryption_key } => {
				self.accredited_of(signer.account()?, organization)?;
				let row = self.row(organization);
				row.key = next_key(row.key, encryption_key)?;
				Ok(())
			},
			Call::remove_practitioner { organization, practitioner } => {
				self.managed_by(signer.account()?, organization)?;
				self.change_terms(organization, practitioner, |terms| terms.left = true)
			},
			Call::leave { organization } => {
				let practitioner = by(signer.account()?);
				self.change_terms(organization, practitioner, |terms| terms.left = true)
			},
			Call::set_emergency_role { organization, practitioner, holds } => {
				signer.authority()?;
				let terms = self.present(organization, &practitioner)?.terms.value();
				ensure(terms.roles.contains(Role::Emergency) != holds, "NothingToDo")?;
				self.change_terms(organization, practitioner, |terms| {
					terms.roles = with_emergency_role(terms.roles, holds);
				})
			},
			Call::suspend_practitioner { organization, practitioner } => {
				signer.authority()?;
				let terms = self.practitioner(organization, &practitioner)?.terms.value();
				ensure(!terms.suspended, "AlreadySuspended")?;
				self.set_suspended(organization, practitioner, true);
				Ok(())
			},
			Call::reinstate_practitioner { organization, practitioner } => {
				signer.authority()?;
				let terms = self.practitioner(organization, &practitioner)?.terms.value();
				ensure(terms.suspended, "NotSuspended")?;
				self.set_suspended(organization, practitioner, false);
				Ok(())
			},
			Call::forget_practitioner { organization, practitioner } => {
				signer.account()?;
				self.forget_practitioner(organization, practitioner)
			},
			Call::forget_gateway { organization, account } => {
				signer.account()?;
				self.forget_gateway(organization, account)
			},
			Call::__Ignore(..) => unreachable!("nothing to call"),
		}
	}

	fn accredit(
		&mut self,
		kind: OrganizationKind,
		admin: u64,
		accreditation: Period,
		profile: Commitment,
	) -> Result<(), Refusal> {
		self.ensure_may_begin(accreditation)?;
		self.organizations.push(Organization {
			kind,
			profile,
			admins: vec![admin],
			gateways: BTreeMap::new(),
			gateways_in_row_since: self.now,
			gateways_known_since: self.now,
			terms: Journal::new((accreditation, State::Active), self.now),
			was_revoked: false,
			key: None,
			predecessors: Vec::new(),
			practitioners_known_since: self.now,
		});
		Ok(())
	}

	fn add_practitioner(
		&mut self,
		who: u64,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		roles: Roles,
		licence: Period,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.accredited_of(who, organization)?;
		ensure_may_be_given(roles)?;
		self.ensure_may_begin(licence)?;
		let mut terms = Terms { roles, licence, suspended: false, left: false };
		if let Some(row) = self.practitioners.get_mut(&(organization, practitioner.clone())) {
			ensure(row.terms.value().left, "AlreadyExists")?;
			terms.suspended = row.terms.value().suspended;
			row.terms.change(terms, now);
		} else {
			let row = Practitioner { terms: Journal::new(terms, now), key: None };
			self.practitioners.insert((organization, practitioner), row);
		}
		Ok(())
	}

	fn change_practitioner(
		&mut self,
		who: u64,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		roles: Roles,
		licence: Period,
	) -> Result<(), Refusal> {
		let now = self.now;
		let employer = self.managed_by(who, organization)?;
		ensure_may_be_given(roles)?;
		let is_over = licence.until.is_some_and(|until| until <= now);
		let ends_now = is_over && licence.until > Some(licence.from);
		ensure(licence.is_long_enough() || ends_now, "InvalidPeriod")?;
		ensure(is_over || employer.check_present(now).is_ok(), "OrganizationNotAccredited")?;
		self.change_terms(organization, practitioner, |terms| {
			terms.roles = with_emergency_role(roles, terms.roles.contains(Role::Emergency));
			terms.licence = licence;
		})
	}

	fn publish_practitioner_key(
		&mut self,
		who: u64,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		key: PublicKey,
	) -> Result<(), Refusal> {
		let employer = self.organization(organization)?;
		let speaks_for = match practitioner {
			PractitionerId::Account(account) => account == who,
			PractitionerId::Pseudonym(_) => employer.has_gateway(who),
		};
		ensure(speaks_for, "NotAuthorized")?;
		ensure(employer.check_present(self.now).is_ok(), "OrganizationNotAccredited")?;
		let terms = &self.present(organization, &practitioner)?.terms;
		let may_act = terms.at(self.now).check(self.now).and(terms.value().check(self.now));
		ensure(may_act.is_ok(), "NotPractising")?;
		let row = self.practitioners.get_mut(&(organization, practitioner)).unwrap();
		row.key = next_key(row.key, key)?;
		Ok(())
	}

	fn apply(
		&mut self,
		who: u64,
		kind: OrganizationKind,
		profile: Commitment,
	) -> Result<(), Refusal> {
		ensure(!self.applications.contains_key(&who), "AlreadyExists")?;
		ensure(is_rich(who), "FundsUnavailable")?;
		self.applications.insert(who, Application { kind, profile, applied_at: self.now });
		Ok(())
	}

	fn succeed_organization(
		&mut self,
		organization: OrganizationId,
		by: OrganizationId,
	) -> Result<(), Refusal> {
		let now = self.now;
		ensure(organization != by, "CannotSucceedItself")?;
		let row = self.organization(organization)?;
		ensure(!matches!(row.state(), State::Succeeded(_)), "OrganizationEnded")?;
		let successor = self.organization(by)?;
		ensure(successor.check_present(now).is_ok(), "OrganizationNotAccredited")?;
		let since = if successor.predecessors.iter().any(|(_, since)| *since >= now) {
			now + 1
		} else {
			now
		};
		let mut followed = row.predecessors.iter().map(|(id, _)| (*id, since)).collect::<Vec<_>>();
		followed.push((organization, since));
		ensure(successor.predecessors.len() + followed.len() <= ROOM, "MaxPredecessorsExceeded")?;
		self.row(by).predecessors.extend(followed);
		self.enter(organization, State::Succeeded(by));
		Ok(())
	}

	fn add_gateway(
		&mut self,
		who: u64,
		organization: OrganizationId,
		account: u64,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.accredited_of(who, organization)?;
		let row = self.row(organization);
		ensure(!row.has_gateway(account), "AlreadyExists")?;
		let mut listed = row.listed_gateways(now);
		listed.retain(|other| *other != account);
		ensure(listed.len() < ROOM, "MaxGatewaysExceeded")?;
		row.gateways.entry(account).or_insert_with(|| Journal::new(true, now)).change(true, now);
		Ok(())
	}

	fn remove_gateway(
		&mut self,
		who: u64,
		organization: OrganizationId,
		account: u64,
	) -> Result<(), Refusal> {
		let now = self.now;
		self.managed_by(who, organization)?;
		let row = self.row(organization);
		ensure(row.has_gateway(account), "GatewayNotFound")?;
		row.gateways.get_mut(&account).unwrap().change(false, now);
		Ok(())
	}

	fn forget_gateway(
		&mut self,
		organization: OrganizationId,
		account: u64,
	) -> Result<(), Refusal> {
		let (now, retention) = (self.now, self.retention);
		let row = self.organizations.get_mut(organization as usize).ok_or("GatewayNotFound")?;
		let known = row.gateways.get(&account).ok_or("GatewayNotFound")?;
		ensure(!known.value(), "NotLeft")?;
		ensure(known.since() + retention <= now, "TooEarly")?;
		if known.annexed <= FORGOTTEN_PER_CALL {
			row.gateways_known_since = row.gateways_known_since.max(known.since());
			row.gateways.remove(&account);
		}
		Ok(())
	}

	fn forget_practitioner(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
	) -> Result<(), Refusal> {
		let terms = &self.practitioner(organization, &practitioner)?.terms;
		let since = terms.since();
		ensure(terms.value().left, "NotLeft")?;
		ensure(!terms.value().suspended, "SuspensionStands")?;
		ensure(since + self.retention <= self.now, "TooEarly")?;
		if terms.annexed <= FORGOTTEN_PER_CALL {
			self.practitioners.remove(&(organization, practitioner));
			let row = self.row(organization);
			row.practitioners_known_since = row.practitioners_known_since.max(since);
		}
		Ok(())
	}

	/// What other pallets report: somebody misused a privilege.
	pub fn misconduct(&mut self, organization: OrganizationId, practitioner: PractitionerId<u64>) {
		if self.practitioner(organization, &practitioner).is_ok() {
			self.set_suspended(organization, practitioner, true);
		}
	}
}

/// What several calls ask and do.
impl Model {
	/// Takes the application that is meant off the list.
	fn decide_on(
		&mut self,
		applicant: u64,
		kind: OrganizationKind,
		profile: Commitment,
	) -> Result<(), Refusal> {
		let applied = self.applications.remove(&applicant).ok_or("ApplicationNotFound")?;
		ensure((applied.kind, applied.profile) == (kind, profile), "ApplicationChanged")
	}

	fn organization(&self, organization: OrganizationId) -> Result<&Organization, Refusal> {
		self.organizations.get(organization as usize).ok_or("OrganizationNotFound")
	}

	fn lasting(&self, organization: OrganizationId) -> Result<(), Refusal> {
		let state = self.organization(organization)?.state();
		ensure(!matches!(state, State::Revoked | State::Succeeded(_)), "OrganizationEnded")
	}

	fn managed_by(&self, who: u64, organization: OrganizationId) -> Result<&Organization, Refusal> {
		let row = self.organization(organization)?;
		ensure(row.admins.contains(&who), "NotAuthorized")?;
		Ok(row)
	}

	fn accredited_of(&self, who: u64, organization: OrganizationId) -> Result<(), Refusal> {
		let row = self.managed_by(who, organization)?;
		ensure(row.check_present(self.now).is_ok(), "OrganizationNotAccredited")
	}

	fn ensure_may_begin(&self, period: Period) -> Result<(), Refusal> {
		ensure(period.is_long_enough() && !period.has_ended(self.now), "InvalidPeriod")
	}

	fn practitioner(
		&self,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
	) -> Result<&Practitioner, Refusal> {
		let found = self.practitioners.get(&(organization, practitioner.clone()));
		found.ok_or("PractitionerNotFound")
	}

	/// One who has not left.
	fn present(
		&self,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
	) -> Result<&Practitioner, Refusal> {
		let row = self.practitioner(organization, practitioner)?;
		ensure(!row.terms.value().left, "PractitionerNotFound")?;
		Ok(row)
	}

	fn row(&mut self, organization: OrganizationId) -> &mut Organization {
		&mut self.organizations[organization as usize]
	}

	fn enter(&mut self, organization: OrganizationId, state: State) {
		let now = self.now;
		let row = self.row(organization);
		let (accreditation, _) = row.terms.value();
		row.terms.change((accreditation, state), now);
	}

	/// Changes the terms of somebody who has not left.
	fn change_terms(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		change: impl FnOnce(&mut Terms),
	) -> Result<(), Refusal> {
		let mut terms = self.present(organization, &practitioner)?.terms.value();
		change(&mut terms);
		let now = self.now;
		let row = self.practitioners.get_mut(&(organization, practitioner)).unwrap();
		row.terms.change(terms, now);
		Ok(())
	}

	fn set_suspended(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		suspended: bool,
	) {
		let now = self.now;
		let row = self.practitioners.get_mut(&(organization, practitioner)).unwrap();
		let terms = Terms { suspended, ..row.terms.value() };
		row.terms.change(terms, now);
	}
}

/// What follows from the rows.
impl Model {
	/// How many rows name each account in a role.
	pub fn roles(&self) -> BTreeMap<u64, u32> {
		let organizations = self.organizations.iter().flat_map(|row| {
			let gateways = row.gateways.iter().filter(|(_, known)| known.value());
			row.admins.iter().copied().chain(gateways.map(|(account, _)| *account))
		});
		let practitioners = self.practitioners.iter().filter_map(|((_, practitioner), row)| {
			practitioner.account().copied().filter(|_| !row.terms.value().left)
		});
		let mut roles = BTreeMap::new();
		for account in organizations.chain(practitioners) {
			*roles.entry(account).or_default() += 1;
		}
		roles
	}

	/// Whether `actor` may act for its organization at `at`, and in which roles.
	pub fn standing(&self, actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(NotPractising::NotAPractitioner);
		};
		let employer =
			self.organization(organization).map_err(|_| NotPractising::UnknownOrganization)?;
		employer.check(at)?;
		if let Actor::Gateway { account, .. } = actor {
			employer.check_gateway(*account, at)?;
		}
		let row = self.practitioners.get(&(organization, practitioner));
		let terms = match row.and_then(|row| row.terms.answer(at)) {
			Some(answer) => answer?,
			None if at < employer.practitioners_known_since => {
				return Err(NotPractising::NoLongerKnown)
			},
			None => return Err(NotPractising::NotAPractitioner),
		};
		let roles = terms.check(at)?;
		let predecessors = employer
			.predecessors
			.iter()
			.filter(|(_, since)| *since <= at)
			.map(|(organization, _)| *organization)
			.collect::<Vec<_>>();
		let predecessors = predecessors.try_into().expect("no more than there is room for");
		Ok(Standing { kind: employer.kind, roles, predecessors })
	}
}

fn ensure_may_be_given(roles: Roles) -> Result<(), Refusal> {
	ensure(roles.is_meaningful(), "InvalidRoles")?;
	ensure(!roles.contains(Role::Emergency), "EmergencyRoleReserved")
}

fn next_key(present: Key, public: PublicKey) -> Result<Key, Refusal> {
	ensure(public.bytes != [0; 32], "InvalidEncryptionKey")?;
	match present {
		None => Ok(Some((public, 0))),
		Some((same, _)) if same == public => Err("InvalidEncryptionKey"),
		Some((_, epoch)) => Ok(Some((public, epoch + 1))),
	}
}
