//! Everybody outside the pallet, and the journal.

use super::super::inquiring::{OFFICER, SILENT_OFFICER};
use crate::{mock::*, InquiryCause};
use codec::Encode;
use salus_primitives::{
	doubles::{Patients, Policy, Providers},
	AccessRequest, Actor, AuditEntry, AuditedEvent, Basis, Decision, Denial, GrantId, Moment,
	Months, OrganizationId, PatientId, Power, Powers, PractitionerId, RecordClass, Relation, Role,
	Roles, Sequence, Target, TrailId,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

pub const SECOND: PatientId = PatientId([0xA2; 32]);
/// Who is closed some time.
pub const THIRD: PatientId = PatientId([0xA3; 32]);
pub const PATIENTS: [PatientId; 4] = [PATIENT, SECOND, THIRD, NOBODY];
pub const CONTROLLERS: [(PatientId, u64); 3] = [(PATIENT, CONTROLLER), (SECOND, 102), (THIRD, 103)];
/// May read for the second patient.
pub const MOTHER: u64 = 31;
pub const NURSE: u64 = 22;
/// The archive's privacy officer.
pub const ARCHIVIST: u64 = 23;
pub const CLINIC: u32 = 2;
/// The clinic's one and all.
pub const CLINICIAN: u64 = 24;
pub const HOUR: Moment = 60 * 60 * 1_000;

pub const TARGETS: [Target; 5] = [
	Target::Anchor(0),
	Target::Anchor(1),
	Target::Anchor(2),
	Target::Class { class: RecordClass(1), content: None },
	Target::Class { class: RecordClass(1), content: Some(Months { from: 600, until: 612 }) },
];

/// What the patients have granted to organizations.
type Grants = BTreeMap<(PatientId, OrganizationId, usize), GrantId>;

/// A trail, as it must be.
pub struct Trail {
	pub id: TrailId,
	/// All that was ever written.
	pub entries: Vec<AuditEntry<u64>>,
	/// How many of them were pruned.
	pub pruned: usize,
	/// The hash after the last.
	pub tip: H256,
}

/// What somebody has to answer for.
#[derive(Clone, Debug)]
pub struct Asked {
	pub organization: OrganizationId,
	pub trail: TrailId,
	pub entry: Sequence,
	pub cause: InquiryCause,
	pub raised_at: Moment,
	pub due: Moment,
	pub is_answered: bool,
	pub is_escalated: bool,
	pub is_resolved: bool,
}

/// That something is in an organization's list.
#[derive(Clone, Debug)]
pub struct Listed {
	pub at: Moment,
	pub organization: OrganizationId,
	pub trail: TrailId,
	pub entry: Sequence,
}

/// Which roles somebody has from which moments on.
type RolesSince = Vec<(Moment, Roles)>;

pub struct World {
	pub now: Moment,
	grants: Rc<RefCell<Grants>>,
	next_grant: GrantId,
	third_is_closed: bool,
	/// Who had which roles where from when on.
	roles: BTreeMap<(OrganizationId, PractitionerId<u64>), RolesSince>,
	pub trails: Vec<Trail>,
	pub inquiries: Vec<Asked>,
	pub listed: Vec<Listed>,
	/// Tickets that serve once and did, with the hour in which they expire.
	pub marks: BTreeMap<(PatientId, Sequence), Moment>,
}

impl World {
	pub fn begin() -> Self {
		let grants: Rc<RefCell<Grants>> = Rc::default();
		let known = grants.clone();
		Policy::answer_by(move |request, _| decide(&known.borrow(), request));
		for (patient, controller) in CONTROLLERS {
			Patients::open(patient, controller);
		}
		let may_read = Powers::of(&[Power::Access]);
		Patients::relate(SECOND, MOTHER, Relation::Representative(may_read));
		let mut world = Self {
			now: NOW,
			grants,
			next_grant: 0,
			third_is_closed: false,
			roles: BTreeMap::new(),
			trails: Vec::new(),
			inquiries: Vec::new(),
			listed: Vec::new(),
			marks: BTreeMap::new(),
		};
		let physician = [Role::Physician, Role::Nurse];
		world.admit(HOSPITAL, PHYSICIAN, &physician);
		world.admit(HOSPITAL, NURSE, &[Role::Nurse]);
		world.admit(HOSPITAL, OFFICER, &[Role::PrivacyOfficer]);
		world.admit(ARCHIVE, KEEPER, &[Role::Custodian]);
		world.admit(ARCHIVE, ARCHIVIST, &[Role::PrivacyOfficer]);
		world.admit(CLINIC, CLINICIAN, &[Role::Custodian, Role::PrivacyOfficer]);
		for (pseudonym, roles) in
			[(RESIDENT, &physician[..]), (SILENT_OFFICER, &[Role::PrivacyOfficer])]
		{
			Providers::admit_through(HOSPITAL, GATEWAY, pseudonym, Roles::of(roles));
			let practitioner = PractitionerId::Pseudonym(pseudonym);
			world.roles.insert((HOSPITAL, practitioner), vec![(0, Roles::of(roles))]);
		}
		for of in 0..TARGETS.len() {
			world.change_grant(PATIENT, HOSPITAL, of);
			world.change_grant(SECOND, HOSPITAL, of);
			world.change_grant(SECOND, CLINIC, of);
		}
		// As on a chain: blocks have had room before anything was written.
		super::super::inquiring::idle();
		world
	}

	fn admit(&mut self, organization: OrganizationId, account: u64, roles: &[Role]) {
		let roles = Roles::of(roles);
		Providers::admit(organization, account, roles);
		let practitioner = PractitionerId::Account(account);
		self.roles.insert((organization, practitioner), vec![(0, roles)]);
	}

	/// Gives the nurse of a team the role, or takes it.
	pub fn change_role(&mut self, practitioner: PractitionerId<u64>) {
		let had = self.roles_of(HOSPITAL, &practitioner, self.now);
		let roles = if had.contains(Role::Nurse) {
			Roles::of(&[Role::Billing])
		} else {
			Roles::of(&[Role::Nurse])
		};
		Providers::set_roles_at(HOSPITAL, &practitioner, roles, self.now);
		let timeline = self.roles.get_mut(&(HOSPITAL, practitioner)).unwrap();
		timeline.retain(|(from, _)| *from < self.now);
		timeline.push((self.now, roles));
	}

	pub fn close_third(&mut self) {
		Patients::close(THIRD);
		self.third_is_closed = true;
	}

	/// Grants a target, or revokes what was granted of it; what is granted anew has another number.
	pub fn change_grant(&mut self, patient: PatientId, organization: OrganizationId, of: usize) {
		let key = (patient, organization, of);
		let revoked = self.grants.borrow_mut().remove(&key).is_some();
		if !revoked {
			self.grants.borrow_mut().insert(key, self.next_grant);
			self.next_grant += 1;
		}
	}

	pub fn is_known(&self, patient: &PatientId) -> bool {
		*patient != NOBODY
	}

	pub fn is_open(&self, patient: &PatientId) -> bool {
		self.is_known(patient) && !(*patient == THIRD && self.third_is_closed)
	}

	/// Whether `account` may read for the patient.
	pub fn may_read_for(&self, patient: &PatientId, account: u64) -> bool {
		let stands =
			CONTROLLERS.contains(&(*patient, account)) || (*patient == SECOND && account == MOTHER);
		self.is_open(patient) && stands
	}

	/// What is decided.
	pub fn decides(&self, request: &AccessRequest<u64>) -> Decision {
		if self.is_open(&request.patient) {
			decide(&self.grants.borrow(), request)
		} else {
			Decision::Deny(Denial::UnknownOrClosedPatient)
		}
	}

	fn roles_of(
		&self,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> Roles {
		let timeline = self.roles.get(&(organization, practitioner.clone()));
		let last = timeline.and_then(|all| all.iter().rfind(|(from, _)| *from <= at));
		last.map(|(_, roles)| *roles).unwrap_or_default()
	}

	/// Whether `actor` practises in its organization as `role` at `at`.
	pub fn is(&self, actor: &Actor<u64>, role: Role, at: Moment) -> bool {
		let has_role = |organization, practitioner| {
			self.roles_of(organization, &practitioner, at).contains(role)
		};
		match actor {
			Actor::Practitioner { organization, account } => {
				has_role(*organization, PractitionerId::Account(*account))
			},
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner } => {
				has_role(HOSPITAL, PractitionerId::Pseudonym(*practitioner))
			},
			_ => false,
		}
	}

	pub fn is_custodian(&self, account: u64, organization: OrganizationId) -> bool {
		self.is(&Actor::Practitioner { organization, account }, Role::Custodian, self.now)
	}

	/// The trail, if something was ever written into it.
	pub fn trail(&self, id: &TrailId) -> Option<&Trail> {
		self.trails.iter().find(|trail| trail.id == *id)
	}

	/// The entry at that place, unless there is none, or it was pruned.
	pub fn entry(&self, id: &TrailId, place: Sequence) -> Option<&AuditEntry<u64>> {
		let trail = self.trail(id)?;
		let place = usize::try_from(place).ok().filter(|place| *place >= trail.pruned)?;
		trail.entries.get(place)
	}

	/// Writes an entry down, and tells where.
	pub fn write(&mut self, id: TrailId, actor: Actor<u64>, event: AuditedEvent<u64>) -> Sequence {
		if self.trail(&id).is_none() {
			let seed = seed(&id);
			self.trails.push(Trail { id, entries: Vec::new(), pruned: 0, tip: seed });
		}
		let entry = AuditEntry::new(self.now, actor, event);
		let trail = self.trails.iter_mut().find(|trail| trail.id == id).unwrap();
		trail.tip = after(&trail.tip, &entry);
		trail.entries.push(entry);
		trail.entries.len() as Sequence - 1
	}

	/// Writes an entry down that the organization's list names, too.
	pub fn write_listed(
		&mut self,
		trail: TrailId,
		actor: Actor<u64>,
		event: AuditedEvent<u64>,
	) -> Sequence {
		let organization = actor.organization();
		let entry = self.write(trail, actor, event);
		if let Some(organization) = organization {
			self.listed.push(Listed { at: self.now, organization, trail, entry });
		}
		entry
	}
}

/// Of whom the first target was granted: an organization's people have what was granted to it, a controller everything.
fn decide(grants: &Grants, request: &AccessRequest<u64>) -> Decision {
	let target = TARGETS.iter().position(|target| *target == request.target);
	let granted = match (&request.actor, target) {
		(Actor::Person(account), _) => {
			CONTROLLERS.contains(&(request.patient, *account)).then_some(Basis::Patient)
		},
		(actor, Some(target)) => actor.organization().and_then(|organization| {
			let grant = grants.get(&(request.patient, organization, target));
			grant.map(|grant| Basis::Grant(*grant))
		}),
		_ => None,
	};
	granted.map_or(Decision::Deny(Denial::NotGranted), Decision::Permit)
}

/// The hash before the first entry, by the bytes that module `chain` documents.
pub fn seed(trail: &TrailId) -> H256 {
	let genesis = System::block_hash(0);
	let bytes = [&b"salus/audit/v1"[..], genesis.as_bytes(), &trail.encode()].concat();
	H256(blake2_256(&bytes))
}

/// The hash after `entry`, likewise.
pub fn after(head: &H256, entry: &AuditEntry<u64>) -> H256 {
	H256(blake2_256(&[head.as_bytes(), &entry.encode()].concat()))
}
