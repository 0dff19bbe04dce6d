//! What the pallet should do, in plain Rust: rows in maps, and one method per call.
//!
//! Written from the README and the calls' documentation, not from their code: where the two part, one of
//! them is wrong. It knows no reference counts; those follow from its rows ([`Model::roles`]).

mod calls;
mod guardians;

use crate::{mock::*, Call, Guardian, NewPatientKey};
use codec::Encode;
use salus_primitives::{
	Actor, AssuranceLevel, AuditedEvent, ClassSet, ControlChange, Moment, OrganizationId,
	PatientId, Period, Power, Powers, RecordClass, Relation,
};
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};

/// Why a call is refused: the name of the error.
pub type Refusal = &'static str;

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Signer {
	/// Nobody: an unsigned call.
	Nobody,
	/// The registrar.
	Registrar,
	/// An account.
	Account(u64),
}

impl Signer {
	fn account(self) -> Result<u64, Refusal> {
		match self {
			Signer::Account(account) => Ok(account),
			Signer::Nobody | Signer::Registrar => Err("BadOrigin"),
		}
	}

	fn registrar(self) -> Result<(), Refusal> {
		ensure(self == Signer::Registrar, "BadOrigin")
	}

	/// As the trail names whoever is the registrar or signed.
	fn actor(self) -> Result<Actor<u64>, Refusal> {
		match self {
			Signer::Account(account) => Ok(Actor::Person(account)),
			Signer::Registrar => Ok(Actor::Authority),
			Signer::Nobody => Err("BadOrigin"),
		}
	}
}

/// Where a patient stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
	Active,
	Pending,
	Deceased,
}

/// A patient's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Patient {
	pub controller: Option<u64>,
	pub status: Status,
	pub assurance: (AssuranceLevel, Option<OrganizationId>, Moment),
	pub key: Option<(NewPatientKey, u32)>,
	/// In the order in which they came.
	pub representatives: Vec<Representative>,
	/// In the order in which they came.
	pub devices: Vec<Device>,
	pub frozen_until: Option<Moment>,
	pub closing_at: Option<Moment>,
	pub registered_at: Moment,
}

impl Patient {
	pub fn representative(&self, account: u64) -> Option<&Representative> {
		self.representatives.iter().find(|row| row.account == account)
	}

	pub fn device(&self, account: u64) -> Option<&Device> {
		self.devices.iter().find(|row| row.account == account)
	}

	/// Whether `account` represents the patient at `at` with the powers to let a device in.
	pub fn lets_devices_in(&self, account: u64, at: Moment) -> bool {
		let needed = Powers::of(&[Power::Identity, Power::Records]);
		self.representative(account)
			.is_some_and(|row| row.period.contains(at) && needed.is_within(row.powers))
	}

	/// Whether somebody stands behind the device at `at`.
	pub fn is_backed(&self, device: &Device, at: Moment) -> bool {
		device.by.is_none_or(|by| self.lets_devices_in(by, at))
	}

	pub fn is_frozen(&self, at: Moment) -> bool {
		self.frozen_until.is_some_and(|until| at < until)
	}
}

/// A representative's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Representative {
	pub account: u64,
	pub powers: Powers,
	pub period: Period,
	pub by_registrar: bool,
}

/// A device's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
	pub account: u64,
	pub classes: Vec<RecordClass>,
	pub until: Moment,
	/// The representative from whom it has its authority.
	pub by: Option<u64>,
}

/// The commitments to guardians.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
	pub current: Option<H256>,
	pub next: Option<(Option<H256>, Moment)>,
	/// What a representative proposed, and when.
	pub proposed: Option<(Option<H256>, Moment)>,
	pub freeze_barred_until: Option<Moment>,
}

impl Plan {
	pub fn in_force(&self, now: Moment) -> Option<H256> {
		match self.next {
			Some((commitment, effective_at)) if effective_at <= now => commitment,
			_ => self.current,
		}
	}

	pub fn pending(&self, now: Moment) -> Option<Option<H256>> {
		self.next.filter(|(_, effective_at)| now < *effective_at).map(|(commitment, _)| commitment)
	}
}

/// An open case of guardians.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
	pub commitment: H256,
	pub members: Vec<Guardian<u64>>,
	pub threshold: usize,
	/// In the order in which they were opened.
	pub attempts: Vec<Attempt>,
	pub freeze_votes: BTreeSet<u8>,
	pub revealed_at: Moment,
}

/// An attempt of guardians.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
	/// The number of the guardian who opened it, which names it.
	pub opener: u8,
	pub to: u64,
	pub approvals: BTreeSet<u8>,
	pub vetoed: bool,
	pub opened_at: Moment,
	pub due: Option<Moment>,
	pub ends_at: Moment,
	pub dismissed: bool,
}

/// What the registrar has announced.
#[derive(Clone, Debug, PartialEq)]
pub struct Reassignment {
	pub to: u64,
	pub due: Moment,
	pub vetoed: bool,
	pub ends_at: Moment,
}

impl Attempt {
	fn ensure_undecided(&self, now: Moment) -> Result<(), Refusal> {
		ensure(!self.dismissed, "AttemptDismissed")?;
		ensure(now < self.ends_at, "AttemptExpired")
	}
}

/// Everything that the pallet knows.
#[derive(Clone, Debug)]
pub struct Model {
	pub now: Moment,
	pub patients: BTreeMap<PatientId, Patient>,
	pub registrations: BTreeMap<u64, u32>,
	pub tombstones: BTreeMap<PatientId, Moment>,
	/// From a patient to the account that paid.
	pub deposits: BTreeMap<PatientId, u64>,
	/// From a patient to whom control is offered, and until when.
	pub offers: BTreeMap<PatientId, (u64, Moment)>,
	pub reassignments: BTreeMap<PatientId, Reassignment>,
	pub links: BTreeMap<PatientId, BTreeSet<PatientId>>,
	/// From a patient to the other, and whether to link.
	pub proposals: BTreeMap<PatientId, (PatientId, bool)>,
	pub plans: BTreeMap<PatientId, Plan>,
	pub cases: BTreeMap<PatientId, Case>,
	/// What the last call wrote down.
	pub trail: Vec<(PatientId, Actor<u64>, AuditedEvent<u64>)>,
}

/// Another organization in which the physician would practise, were it not suspended.
pub const SUSPENDED: OrganizationId = 2;

/// For which organizations an account practises: the providers stay as they are.
fn practises(who: u64, organization: OrganizationId) -> bool {
	who == DOCTOR && [HOSPITAL, OTHER_HOSPITAL].contains(&organization)
}

/// For which organizations an account speaks as such.
fn speaks_for(who: u64, organization: OrganizationId) -> bool {
	(who == ADMIN && [HOSPITAL, OTHER_HOSPITAL].contains(&organization))
		|| (who == GATEWAY && organization == HOSPITAL)
}

/// How many patients a sponsor can pay for at a time.
pub fn affordable(who: u64) -> usize {
	if who == GATEWAY {
		1
	} else {
		usize::MAX
	}
}

fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	holds.then_some(()).ok_or(refusal)
}

/// `blake2_256(SCALE((tag, patient, threshold, members, salt)))`, as the README has it.
pub fn commitment(
	patient: PatientId,
	threshold: u8,
	members: &[Guardian<u64>],
	salt: H256,
) -> H256 {
	let preimage = (*b"salus/guardian/1", patient, threshold, members.to_vec(), salt);
	H256(sp_io::hashing::blake2_256(&preimage.encode()))
}

/// `blake2_256(SCALE((tag, registrant, count, salt)))`, as the README has it.
pub fn patient_id(registrant: u64, count: u32, salt: H256) -> PatientId {
	let preimage = (*b"salus/patient/v1", registrant, count, salt);
	PatientId(sp_io::hashing::blake2_256(&preimage.encode()))
}

/// Whether these may be somebody's guardians.
pub fn are_acceptable(members: &[Guardian<u64>], threshold: u8) -> bool {
	let institutions =
		members.iter().filter(|member| matches!(member, Guardian::Institution(_))).count();
	let encoded = members.iter().map(Encode::encode).collect::<BTreeSet<_>>();
	let sorted = members.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
	2 <= threshold
		&& usize::from(threshold) <= members.len()
		&& members.len() <= 8
		&& institutions <= 1
		&& encoded.len() == members.len()
		&& sorted == members
}

/// The calls.
impl Model {
	pub fn new(now: Moment) -> Self {
		Self {
			now,
			patients: BTreeMap::new(),
			registrations: BTreeMap::new(),
			tombstones: BTreeMap::new(),
			deposits: BTreeMap::new(),
			offers: BTreeMap::new(),
			reassignments: BTreeMap::new(),
			links: BTreeMap::new(),
			proposals: BTreeMap::new(),
			plans: BTreeMap::new(),
			cases: BTreeMap::new(),
			trail: Vec::new(),
		}
	}

	/// Makes a call: all of it, or nothing.
	pub fn make(&mut self, signer: Signer, call: Call<Test>) -> Result<(), Refusal> {
		let mut after = self.clone();
		after.trail.clear();
		after.attempt(signer, call)?;
		*self = after;
		Ok(())
	}

	fn attempt(&mut self, signer: Signer, call: Call<Test>) -> Result<(), Refusal> {
		match call {
			Call::register { salt, encryption_key } => {
				self.register(signer.account()?, salt, encryption_key)
			},
			Call::replace_encryption_key { patient, encryption_key } => {
				self.replace_encryption_key(signer.account()?, patient, encryption_key)
			},
			Call::sponsor { capacity, salt, controller, encryption_key, level } => {
				self.sponsor(signer.account()?, capacity, salt, controller, encryption_key, level)
			},
			Call::confirm_registration { patient } => {
				self.confirm_registration(signer.account()?, patient)
			},
			Call::attest_identity { patient, capacity, level } => {
				self.attest_identity(signer.account()?, patient, capacity, level)
			},
			Call::offer_control { patient, to } => self.offer_control(signer, patient, to),
			Call::withdraw_offer { patient } => self.withdraw_offer(signer, patient),
			Call::accept_control { patient } => self.accept_control(signer.account()?, patient),
			Call::appoint_representative { patient, account, powers, period } => {
				self.appoint_representative(signer, patient, account, powers, period)
			},
			Call::end_representative { patient, account } => {
				self.end_representative(signer, patient, account)
			},
			Call::authorize_device { patient, account, classes, until } => {
				self.authorize_device(signer.account()?, patient, account, classes.into(), until)
			},
			Call::remove_device { patient, account } => {
				self.remove_device(signer.account()?, patient, account)
			},
			Call::clear_expired { patient } => self.clear_expired(signer.account()?, patient),
			Call::set_guardians { patient, commitment } => {
				self.set_guardians(signer, patient, commitment)
			},
			Call::cancel_guardian_change { patient } => {
				self.cancel_guardian_change(signer.account()?, patient)
			},
			Call::reveal_guardians { patient, members, threshold, salt, member } => {
				let who = signer.account()?;
				self.reveal_guardians(who, patient, members.into(), threshold, salt, member)
			},
			Call::open_recovery { patient, member, to } => {
				self.open_recovery(signer.account()?, patient, member, to)
			},
			Call::approve_recovery { patient, member, opener, to } => {
				self.approve_recovery(signer.account()?, patient, member, opener, to)
			},
			Call::veto_recovery { patient, opener, to } => {
				self.veto_recovery(signer.account()?, patient, opener, to)
			},
			Call::complete_recovery { patient, opener, to, member } => {
				self.complete_recovery(signer.account()?, patient, opener, to, member)
			},
			Call::decide_recovery { patient, opener, to, uphold } => {
				signer.registrar()?;
				self.decide_recovery(patient, opener, to, uphold)
			},
			Call::vote_freeze { patient, member } => {
				self.vote_freeze(signer.account()?, patient, member)
			},
			Call::withdraw_freeze_vote { patient, member } => {
				self.withdraw_freeze_vote(signer.account()?, patient, member)
			},
			Call::lift_freeze { patient } => {
				signer.registrar()?;
				self.lift_freeze(patient)
			},
			Call::close_guardian_case { patient, member } => {
				self.close_guardian_case(signer.account()?, patient, member)
			},
			Call::link { patient, other } => self.change_link(signer, patient, other, true),
			Call::unlink { patient, other } => self.change_link(signer, patient, other, false),
			Call::declare_deceased { patient, executor } => {
				signer.registrar()?;
				self.declare_deceased(patient, executor)
			},
			Call::correct_death { patient, to } => {
				signer.registrar()?;
				self.correct_death(patient, to)
			},
			Call::announce_closing { patient } => self.announce_closing(signer.account()?, patient),
			Call::cancel_closing { patient } => self.cancel_closing(signer.account()?, patient),
			Call::close { patient } => self.close(signer, patient),
			Call::reassign_control { patient, to } => {
				signer.registrar()?;
				self.reassign_control(patient, to)
			},
			Call::veto_reassignment { patient, to } => {
				self.veto_reassignment(signer.account()?, patient, to)
			},
			Call::complete_reassignment { patient, to } => {
				self.complete_reassignment(signer, patient, to)
			},
			Call::decide_reassignment { patient, to, uphold } => {
				signer.registrar()?;
				self.decide_reassignment(patient, to, uphold)
			},
			Call::withdraw_sponsorship { patient } => {
				self.withdraw_sponsorship(signer.account()?, patient)
			},
			Call::__Ignore(..) => unreachable!("nothing to call"),
		}
	}
}

/// What several calls ask and do.
impl Model {
	fn known(&self, patient: PatientId) -> Result<&Patient, Refusal> {
		self.patients.get(&patient).ok_or("PatientNotFound")
	}

	fn ensure_alive(&self, patient: PatientId) -> Result<(), Refusal> {
		ensure(self.known(patient)?.status != Status::Deceased, "PatientDeceased")
	}

	fn ensure_controller(&self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		ensure(self.patients[&patient].controller == Some(who), "NotAuthorized")
	}

	fn ensure_unfrozen_controller(&self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.ensure_controller(who, patient)?;
		self.ensure_not_frozen(patient)
	}

	/// Somebody who takes part in recovery on the side of the patient, which is not frozen.
	fn ensure_unfrozen_recovery(&self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.ensure_holder(who, patient, Power::Recovery)?;
		self.ensure_not_frozen(patient)
	}

	/// The controller, confirmed or not, or a representative with the power over the identity.
	fn ensure_manager(&self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_holder(who, patient, Power::Identity)
	}

	/// The controller, confirmed or not, or a representative with `power`.
	fn ensure_holder(&self, who: u64, patient: PatientId, power: Power) -> Result<(), Refusal> {
		let row = &self.patients[&patient];
		let represents = row
			.representative(who)
			.is_some_and(|row| row.powers.contains(power) && row.period.contains(self.now));
		ensure(row.controller == Some(who) || represents, "NotAuthorized")
	}

	fn ensure_not_frozen(&self, patient: PatientId) -> Result<(), Refusal> {
		ensure(!self.patients[&patient].is_frozen(self.now), "PatientFrozen")
	}

	fn row(&mut self, patient: PatientId) -> &mut Patient {
		self.patients.get_mut(&patient).unwrap()
	}

	fn write(&mut self, patient: PatientId, actor: Actor<u64>, event: AuditedEvent<u64>) {
		self.trail.push((patient, actor, event));
	}

	/// Whatever the controller of a pending patient does confirms it.
	fn confirm(&mut self, who: u64, patient: PatientId) {
		let row = self.row(patient);
		if row.status == Status::Pending && row.controller == Some(who) {
			row.status = Status::Active;
			self.deposits.remove(&patient);
			self.write(patient, Actor::Person(who), AuditedEvent::RegistrationConfirmed);
		}
	}

	fn confirm_by(&mut self, signer: Signer, patient: PatientId) {
		if let Signer::Account(who) = signer {
			self.confirm(who, patient);
		}
	}

	/// Lets `to` speak for the patient, and nobody else have begun anything in its name.
	fn pass_control(
		&mut self,
		patient: PatientId,
		to: u64,
		actor: Actor<u64>,
		cause: ControlChange,
	) {
		let row = self.row(patient);
		row.controller = Some(to);
		row.status = Status::Active;
		row.closing_at = None;
		self.end_by_rule(
			patient,
			|row| row.account == to,
			|row| row.account == to || row.by == Some(to),
		);
		if self.offers.get(&patient).is_some_and(|(offered, _)| *offered == to) {
			self.offers.remove(&patient);
		}
		self.call_off_offer(patient);
		if self.reassignments.get(&patient).is_some_and(|announced| announced.to == to) {
			self.reassignments.remove(&patient);
		}
		self.proposals.remove(&patient);
		self.deposits.remove(&patient);
		self.write(patient, actor, AuditedEvent::ControlChanged { cause });
	}

	/// Lets `to` speak for the patient, and ends whatever whoever held the key had begun or given away, or
	/// others had begun because of it.
	fn take_control_back(
		&mut self,
		patient: PatientId,
		to: u64,
		actor: Actor<u64>,
		cause: ControlChange,
	) {
		self.pass_control(patient, to, actor, cause);
		self.end_by_rule(patient, |row| !row.by_registrar, |_| true);
		self.row(patient).frozen_until = None;
		self.cases.remove(&patient);
	}

	/// Ends representatives and devices, which is nobody's doing but follows from something else. Each is written down.
	fn end_by_rule(
		&mut self,
		patient: PatientId,
		ends: impl Fn(&Representative) -> bool,
		ends_device: impl Fn(&Device) -> bool,
	) {
		let row = self.row(patient);
		let before = (row.representatives.len(), row.devices.len());
		row.representatives.retain(|row| !ends(row));
		row.devices.retain(|row| !ends_device(row));
		let after = (row.representatives.len(), row.devices.len());
		for _ in after.0..before.0 {
			self.write(patient, Actor::Chain, AuditedEvent::RepresentativeEnded);
		}
		for _ in after.1..before.1 {
			self.write(patient, Actor::Chain, AuditedEvent::DeviceRemoved);
		}
	}

	/// Ends an offer that stands, if there is one, in the same way.
	fn call_off_offer(&mut self, patient: PatientId) {
		if self.offers.remove(&patient).is_some() {
			self.write(patient, Actor::Chain, AuditedEvent::ControlOfferWithdrawn);
		}
	}

	fn commitment_in_force(&self, patient: PatientId) -> Option<H256> {
		self.plans.get(&patient).and_then(|plan| plan.in_force(self.now))
	}

	/// Keeps of the plan what is in force, and no row if nothing is.
	fn call_off_guardian_change(&mut self, patient: PatientId) {
		let now = self.now;
		let plan = self.plans.entry(patient).or_default();
		plan.current = plan.in_force(now);
		plan.next = None;
		plan.proposed = None;
		let bars_freeze = plan.freeze_barred_until.is_some_and(|until| now < until);
		if plan.current.is_none() && !bars_freeze {
			self.plans.remove(&patient);
		}
	}

	/// Nobody speaks or acts for the patient any more, and nothing that they began goes on.
	fn end_everything_of(&mut self, patient: PatientId) {
		let row = self.row(patient);
		row.controller = None;
		row.representatives.clear();
		row.devices.clear();
		row.frozen_until = None;
		row.closing_at = None;
		self.offers.remove(&patient);
		self.proposals.remove(&patient);
		self.plans.remove(&patient);
		self.reassignments.remove(&patient);
		self.cases.remove(&patient);
		self.deposits.remove(&patient);
	}
}

/// What follows from the rows.
impl Model {
	/// How many rows name each account in a role.
	pub fn roles(&self) -> BTreeMap<u64, u32> {
		let rows = self.patients.values().flat_map(|row| {
			let representatives = row.representatives.iter().map(|row| row.account);
			let devices = row.devices.iter().map(|row| row.account);
			row.controller.into_iter().chain(representatives).chain(devices)
		});
		let offered = self.offers.values().map(|(to, _)| *to);
		let guardians = self.cases.values().flat_map(|case| {
			case.members.iter().filter_map(|member| match member {
				Guardian::Person(account) => Some(*account),
				Guardian::Institution(_) => None,
			})
		});
		let announced = self.reassignments.values().map(|announced| announced.to);
		let mut roles = BTreeMap::new();
		for account in rows.chain(offered).chain(announced).chain(guardians) {
			*roles.entry(account).or_default() += 1;
		}
		roles
	}

	/// How `account` stands to `patient`, as other pallets are told.
	pub fn relation(&self, patient: PatientId, account: u64) -> Option<Relation> {
		let row = self.patients.get(&patient)?;
		if row.controller == Some(account) && row.status == Status::Active {
			return Some(Relation::Controller);
		}
		let represents =
			row.representative(account).filter(|found| found.period.contains(self.now));
		if let Some(found) = represents {
			return Some(match row.status {
				Status::Deceased => Relation::Executor(found.powers),
				Status::Active | Status::Pending => Relation::Representative(found.powers),
			});
		}
		let adds_records = row.device(account).filter(|device| {
			self.now < device.until && !row.is_frozen(self.now) && row.is_backed(device, self.now)
		});
		Some(adds_records.map_or(Relation::Stranger, |device| Relation::Device {
			classes: ClassSet::truncate_from(device.classes.clone()),
			by_representative: device.by.is_some(),
		}))
	}
}
