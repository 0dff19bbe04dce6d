//! What the pallet should do, in plain Rust: rows in maps, and one method per call.
//!
//! Written from the README and the calls' documentation, not from their code: where the two part, one of
//! them is wrong. It knows no reference counts; those follow from its rows ([`Model::roles`]).

use crate::{mock::*, Call};
use salus_primitives::{
	Actor, Commitment, Moment, NotPractising, OrganizationId, OrganizationKind, Period,
	PractitionerId, Role, Roles, Standing,
};
use std::collections::BTreeMap;

/// Why a call is refused: the name of the error.
pub type Refusal = &'static str;

/// A key and its epoch.
pub type Key = Option<([u8; 32], u32)>;

/// How many past values, admins, gateways and predecessors there is room for.
const ROOM: usize = 8;

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

/// What applied from when on, the oldest first, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<V> {
	pub began_at: Moment,
	pub entries: Vec<(Moment, V)>,
}

impl<V: Copy + PartialEq> Timeline<V> {
	fn new(value: V, now: Moment) -> Self {
		Self { began_at: now, entries: vec![(now, value)] }
	}

	/// What applies, and since when.
	pub fn present(&self) -> (Moment, V) {
		*self.entries.last().unwrap()
	}

	pub fn value(&self) -> V {
		self.present().1
	}

	/// What applied at a moment for which it is known.
	pub fn at(&self, moment: Moment) -> Option<V> {
		self.entries.iter().rev().find(|(since, _)| *since <= moment).map(|(_, value)| *value)
	}

	fn change(&mut self, value: V, now: Moment) {
		let (since, present) = self.present();
		if present == value {
			return;
		}
		if since == now {
			// What applied for no time at all leaves no trace.
			self.entries.pop();
		}
		if self.entries.last().is_none_or(|(_, before)| *before != value) {
			self.entries.push((now, value));
		}
		if self.entries.len() > ROOM + 1 {
			self.entries.remove(0);
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
	/// The gateways that are or were, and from when until when; in the order in which they came.
	pub gateways: Vec<(u64, Period)>,
	pub gateways_known_since: Moment,
	pub terms: Timeline<(Period, State)>,
	pub key: Key,
	/// Which organizations it has followed, and from when on.
	pub predecessors: Vec<(OrganizationId, Moment)>,
	pub practitioners_known_since: Moment,
}

impl Organization {
	fn has_gateway(&self, account: u64) -> bool {
		self.gateways.iter().any(|(other, period)| *other == account && period.until.is_none())
	}

	pub fn state(&self) -> State {
		self.terms.value().1
	}

	/// Whether its people may act at `at`.
	fn check(&self, at: Moment) -> Result<(), NotPractising> {
		if at < self.terms.began_at {
			return Err(NotPractising::NotAccredited);
		}
		let (accreditation, state) = self.terms.at(at).ok_or(NotPractising::NoLongerKnown)?;
		match state {
			State::Revoked => Err(NotPractising::AccreditationRevoked),
			State::Succeeded(_) => Err(NotPractising::OrganizationSucceeded),
			_ if !accreditation.contains(at) => Err(NotPractising::NotAccredited),
			State::Suspended => Err(NotPractising::OrganizationSuspended),
			State::Active => Ok(()),
		}
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

/// A practitioner's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Practitioner {
	pub terms: Timeline<Terms>,
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
	pub fn new(now: Moment) -> Self {
		Self {
			now,
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
				self.managed_by(signer.account()?, organization)?;
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
			gateways: Vec::new(),
			gateways_known_since: self.now,
			terms: Timeline::new((accreditation, State::Active), self.now),
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
			let row = Practitioner { terms: Timeline::new(terms, now), key: None };
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
		ensure(is_over || employer.check(now).is_ok(), "OrganizationNotAccredited")?;
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
		key: [u8; 32],
	) -> Result<(), Refusal> {
		let employer = self.organization(organization)?;
		let speaks_for = match practitioner {
			PractitionerId::Account(account) => account == who,
			PractitionerId::Pseudonym(_) => employer.has_gateway(who),
		};
		ensure(speaks_for, "NotAuthorized")?;
		self.present(organization, &practitioner)?;
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
		ensure(successor.check(now).is_ok(), "OrganizationNotAccredited")?;
		let mut followed = row.predecessors.iter().map(|(id, _)| (*id, now)).collect::<Vec<_>>();
		followed.push((organization, now));
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
		let removed_now =
			|(other, period): &&mut (u64, Period)| *other == account && period.until == Some(now);
		if let Some((_, period)) = row.gateways.iter_mut().find(removed_now) {
			period.until = None;
			return Ok(());
		}
		if row.gateways.len() == ROOM {
			let removed = row.gateways.iter().filter_map(|(_, period)| period.until);
			let first = removed.min().ok_or("MaxGatewaysExceeded")?;
			row.gateways.retain(|(_, period)| period.until != Some(first));
			row.gateways_known_since = row.gateways_known_since.max(first);
		}
		row.gateways.push((account, Period { from: now, until: None }));
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
		for (other, period) in &mut row.gateways {
			if *other == account && period.until.is_none() {
				period.until = Some(now);
			}
		}
		row.gateways.retain(|(_, period)| period.until != Some(period.from));
		Ok(())
	}

	fn forget_practitioner(
		&mut self,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
	) -> Result<(), Refusal> {
		let (since, terms) = self.practitioner(organization, &practitioner)?.terms.present();
		ensure(terms.left, "NotLeft")?;
		ensure(!terms.suspended, "SuspensionStands")?;
		ensure(since + RETENTION <= self.now, "TooEarly")?;
		self.practitioners.remove(&(organization, practitioner));
		let row = self.row(organization);
		row.practitioners_known_since = row.practitioners_known_since.max(since);
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
		ensure(row.check(self.now).is_ok(), "OrganizationNotAccredited")
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
			let gateways = row.gateways.iter().filter(|(_, period)| period.until.is_none());
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
			let is_gateway = employer
				.gateways
				.iter()
				.any(|(other, period)| other == account && period.contains(at));
			if !is_gateway && at < employer.gateways_known_since {
				return Err(NotPractising::NoLongerKnown);
			}
			if !is_gateway {
				return Err(NotPractising::NotAGateway);
			}
		}
		let row = self.practitioners.get(&(organization, practitioner));
		let Some(row) = row.filter(|row| row.terms.began_at <= at) else {
			return Err(if at < employer.practitioners_known_since {
				NotPractising::NoLongerKnown
			} else {
				NotPractising::NotAPractitioner
			});
		};
		let terms = row.terms.at(at).ok_or(NotPractising::NoLongerKnown)?;
		if terms.left {
			return Err(NotPractising::PractitionerLeft);
		}
		if terms.suspended {
			return Err(NotPractising::PractitionerSuspended);
		}
		if !terms.licence.contains(at) {
			return Err(NotPractising::NotLicensed);
		}
		let predecessors = employer
			.predecessors
			.iter()
			.filter(|(_, since)| *since <= at)
			.map(|(organization, _)| *organization)
			.collect::<Vec<_>>();
		let predecessors = predecessors.try_into().expect("no more than there is room for");
		Ok(Standing { kind: employer.kind, roles: terms.roles, predecessors })
	}
}

fn ensure_may_be_given(roles: Roles) -> Result<(), Refusal> {
	ensure(roles.is_meaningful(), "InvalidRoles")?;
	ensure(!roles.contains(Role::Emergency), "EmergencyRoleReserved")
}

fn next_key(present: Key, public: [u8; 32]) -> Result<Key, Refusal> {
	ensure(public != [0; 32], "InvalidEncryptionKey")?;
	match present {
		None => Ok(Some((public, 0))),
		Some((same, _)) if same == public => Err("InvalidEncryptionKey"),
		Some((_, epoch)) => Ok(Some((public, epoch + 1))),
	}
}
