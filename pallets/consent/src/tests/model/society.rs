//! The people, patients, organizations and records of a world: tables of the model's own, kept in step
//! with the doubles that stand in for the other pallets.

use crate::mock::Consent;
use salus_primitives::{
	doubles::{Patients, Providers, Records},
	Action, Actor, AnchorId, Moment, Months, NotPractising, OnPatientClosed, OrganizationId,
	OrganizationKind, PatientId, Power, PractitionerId, Pseudonym, RecordClass, RecordSummary,
	Relation, Role, Roles,
};
use std::collections::BTreeMap;

/// Whether the bit of a code is set.
pub fn has_bit(bits: u32, code: u32) -> bool {
	(bits >> code) & 1 == 1
}

/// A patient.
#[derive(Clone, Debug, Default)]
pub struct Patient {
	pub relations: BTreeMap<u64, Relation>,
	pub frozen: bool,
	pub closed: bool,
	pub died: Option<Moment>,
	pub key_epoch: u32,
}

impl Patient {
	/// Who speaks for it.
	pub fn controllers(&self) -> Vec<u64> {
		let all = self.relations.iter();
		all.filter(|(_, relation)| **relation == Relation::Controller)
			.map(|(account, _)| *account)
			.collect()
	}
}

/// An organization.
#[derive(Clone, Debug, Default)]
pub struct Organization {
	pub barred: Option<NotPractising>,
	pub kind: Option<OrganizationKind>,
	pub practitioners: BTreeMap<PractitionerId<u64>, Roles>,
	pub gateways: Vec<u64>,
	pub keys: BTreeMap<Option<PractitionerId<u64>>, u32>,
	pub predecessors: Vec<OrganizationId>,
}

/// What is under an anchor.
#[derive(Clone, Debug)]
pub struct Record {
	pub class: RecordClass,
	/// The organization, and who wrote it there; none if the patient did.
	pub author: Option<(OrganizationId, PractitionerId<u64>)>,
	pub content: Months,
	/// When it was anchored.
	pub at: Moment,
	/// Since when it is shown to nobody: it was erased, or is another patient's.
	pub withheld: Option<Moment>,
}

/// What a practitioner is.
#[derive(Clone, Debug)]
pub struct Office {
	pub kind: OrganizationKind,
	pub roles: Roles,
	pub predecessors: Vec<OrganizationId>,
}

impl Office {
	pub fn has(&self, role: Role) -> bool {
		has_bit(self.roles.0, role as u32)
	}
}

/// Something that other pallets would do.
#[derive(Clone, Debug)]
pub enum Change {
	Open(PatientId, u64),
	Relate(PatientId, u64, Relation),
	Freeze(PatientId),
	Thaw(PatientId),
	Close(PatientId),
	/// From a moment on, or after all not.
	Die(PatientId, Option<Moment>),
	PatientKey(PatientId, u32),
	Kind(OrganizationId, OrganizationKind),
	Admit(OrganizationId, u64, Roles),
	AdmitThrough(OrganizationId, u64, Pseudonym, Roles),
	Dismiss(OrganizationId, PractitionerId<u64>),
	Bar(OrganizationId, NotPractising),
	Accredit(OrganizationId),
	Key(OrganizationId, Option<PractitionerId<u64>>, u32),
	Succeed(OrganizationId, OrganizationId),
	Put(PatientId, AnchorId, Record),
}

/// Everybody and everything outside the pallet.
#[derive(Clone, Debug, Default)]
pub struct Society {
	pub patients: BTreeMap<PatientId, Patient>,
	pub organizations: BTreeMap<OrganizationId, Organization>,
	pub records: BTreeMap<(PatientId, AnchorId), Record>,
}

impl Society {
	/// Lets a change happen here and in the doubles.
	pub fn make(&mut self, change: Change) {
		match change {
			Change::Open(patient, controller) => {
				Patients::open(patient, controller);
				let known = self.patients.entry(patient).or_default();
				known.relations.insert(controller, Relation::Controller);
			},
			Change::Relate(patient, account, relation) => {
				Patients::relate(patient, account, relation.clone());
				let known = self.patients.entry(patient).or_default();
				known.relations.insert(account, relation);
			},
			Change::Freeze(patient) => {
				Patients::freeze(patient);
				self.patients.entry(patient).or_default().frozen = true;
			},
			Change::Thaw(patient) => {
				Patients::thaw(patient);
				self.patients.entry(patient).or_default().frozen = false;
			},
			Change::Close(patient) => {
				Patients::close(patient);
				<Consent as OnPatientClosed>::on_patient_closed(&patient);
				self.patients.entry(patient).or_default().closed = true;
			},
			Change::Die(patient, at) => {
				match at {
					Some(at) => Patients::die_at(patient, at),
					None => Patients::correct_death(patient),
				}
				self.patients.entry(patient).or_default().died = at;
			},
			Change::PatientKey(patient, epoch) => {
				Patients::set_key_epoch(patient, epoch);
				self.patients.entry(patient).or_default().key_epoch = epoch;
			},
			Change::Kind(organization, kind) => {
				Providers::set_kind(organization, kind);
				self.organizations.entry(organization).or_default().kind = Some(kind);
			},
			Change::Admit(organization, account, roles) => {
				Providers::admit(organization, account, roles);
				let known = self.organizations.entry(organization).or_default();
				known.barred = None;
				known.practitioners.insert(PractitionerId::Account(account), roles);
			},
			Change::AdmitThrough(organization, gateway, pseudonym, roles) => {
				Providers::admit_through(organization, gateway, pseudonym, roles);
				let known = self.organizations.entry(organization).or_default();
				known.barred = None;
				if !known.gateways.contains(&gateway) {
					known.gateways.push(gateway);
				}
				known.practitioners.insert(PractitionerId::Pseudonym(pseudonym), roles);
			},
			Change::Dismiss(organization, practitioner) => {
				Providers::dismiss(organization, &practitioner);
				let known = self.organizations.entry(organization).or_default();
				known.practitioners.remove(&practitioner);
			},
			Change::Bar(organization, reason) => {
				Providers::bar(organization, reason);
				self.organizations.entry(organization).or_default().barred = Some(reason);
			},
			Change::Accredit(organization) => {
				Providers::accredit(organization);
				self.organizations.entry(organization).or_default().barred = None;
			},
			Change::Key(organization, practitioner, epoch) => {
				Providers::set_key_epoch(organization, practitioner.clone(), epoch);
				let known = self.organizations.entry(organization).or_default();
				known.keys.insert(practitioner, epoch);
			},
			Change::Succeed(predecessor, organization) => {
				Providers::succeed(predecessor, organization);
				let known = self.organizations.entry(organization).or_default();
				known.predecessors.push(predecessor);
				let over = self.organizations.entry(predecessor).or_default();
				over.barred = Some(NotPractising::OrganizationSucceeded);
			},
			Change::Put(patient, anchor, record) => {
				let summary = RecordSummary {
					class: record.class,
					author: match &record.author {
						None => Actor::Person(0),
						Some((organization, PractitionerId::Account(account))) => {
							Actor::Practitioner { organization: *organization, account: *account }
						},
						Some((organization, PractitionerId::Pseudonym(practitioner))) => {
							Actor::Gateway {
								organization: *organization,
								account: 0,
								practitioner: *practitioner,
							}
						},
					},
					content: record.content,
					anchored_at: record.at,
					withheld_since: record.withheld,
				};
				Records::put(patient, anchor, summary);
				self.records.insert((patient, anchor), record);
			},
		}
	}

	/// The patient, if it is open.
	pub fn patient(&self, patient: &PatientId) -> Option<&Patient> {
		self.patients.get(patient).filter(|known| !known.closed)
	}

	/// Whether the patient was not alive any more.
	pub fn had_died(&self, patient: &PatientId, at: Moment) -> bool {
		let known = self.patient(patient);
		known.and_then(|known| known.died).is_some_and(|died| died <= at)
	}

	/// How `account` stands to an open patient.
	pub fn relation(&self, patient: &PatientId, account: u64) -> Option<Relation> {
		let known = self.patient(patient)?;
		Some(known.relations.get(&account).cloned().unwrap_or(Relation::Stranger))
	}

	/// What somebody is who acts for an organization, or why it may not.
	pub fn office(&self, actor: &Actor<u64>) -> Result<Office, NotPractising> {
		let (organization, practitioner, gateway) = match actor {
			Actor::Person(_) | Actor::Authority | Actor::Organization { .. } | Actor::Chain => {
				return Err(NotPractising::NotAPractitioner);
			},
			Actor::Practitioner { organization, account } => {
				(organization, PractitionerId::Account(*account), None)
			},
			Actor::Gateway { organization, account, practitioner } => {
				(organization, PractitionerId::Pseudonym(*practitioner), Some(account))
			},
		};
		let known =
			self.organizations.get(organization).ok_or(NotPractising::UnknownOrganization)?;
		if let Some(reason) = known.barred {
			return Err(reason);
		}
		if gateway.is_some_and(|account| !known.gateways.contains(account)) {
			return Err(NotPractising::NotAGateway);
		}
		let roles = known.practitioners.get(&practitioner);
		Ok(Office {
			kind: known.kind.unwrap_or(OrganizationKind::Hospital),
			roles: *roles.ok_or(NotPractising::NotAPractitioner)?,
			predecessors: known.predecessors.clone(),
		})
	}

	/// Whether an organization may act.
	pub fn is_accredited(&self, organization: OrganizationId) -> bool {
		self.organizations.get(&organization).is_some_and(|known| known.barred.is_none())
	}
}

/// Whom an actor acts for, and who it is there.
pub fn employment(actor: &Actor<u64>) -> Option<(OrganizationId, PractitionerId<u64>)> {
	match actor {
		Actor::Person(_) | Actor::Authority | Actor::Organization { .. } | Actor::Chain => None,
		Actor::Practitioner { organization, account } => {
			Some((*organization, PractitionerId::Account(*account)))
		},
		Actor::Gateway { organization, practitioner, .. } => {
			Some((*organization, PractitionerId::Pseudonym(*practitioner)))
		},
	}
}

/// Whether somebody in this relation may act for the patient with `power`.
pub fn may(relation: &Relation, power: Power) -> bool {
	match relation {
		Relation::Controller => true,
		Relation::Representative(powers) => has_bit(powers.0.into(), power as u32),
		Relation::Executor(powers) => {
			power != Power::Consent && has_bit(powers.0.into(), power as u32)
		},
		Relation::Device { .. } | Relation::Stranger => false,
	}
}

/// The power that a representative needs to do this.
pub fn needed(action: Action) -> Power {
	match action {
		Action::Access | Action::Disclose | Action::Use => Power::Access,
		Action::Collect | Action::Correct => Power::Records,
	}
}
