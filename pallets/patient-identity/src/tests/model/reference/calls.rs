//! The calls about who a patient is and who speaks and acts for it.

use super::{
	affordable, ensure, patient_id, practises, Device, Model, Patient, Reassignment, Refusal,
	Representative, Signer, Status,
};
use crate::{mock::*, NewPatientKey};
use salus_primitives::{
	Actor, AssuranceLevel, AuditedEvent, Capacity, ControlChange, Moment, OrganizationId,
	PatientId, Period, Power, Powers, RecordClass, MIN_PERIOD,
};
use sp_core::H256;
use std::collections::BTreeSet;

impl Model {
	pub(super) fn register(
		&mut self,
		who: u64,
		salt: H256,
		key: NewPatientKey,
	) -> Result<(), Refusal> {
		ensure_publishable(key)?;
		let patient = self.new_patient(who, salt)?;
		self.patients.insert(
			patient,
			Patient {
				controller: Some(who),
				status: Status::Active,
				assurance: (AssuranceLevel::Level1, None, self.now),
				key: Some((key, 0)),
				representatives: Vec::new(),
				devices: Vec::new(),
				frozen_until: None,
				closing_at: None,
				registered_at: self.now,
			},
		);
		self.write(patient, Actor::Person(who), AuditedEvent::PatientRegistered);
		Ok(())
	}

	pub(super) fn replace_encryption_key(
		&mut self,
		who: u64,
		patient: PatientId,
		key: NewPatientKey,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.ensure_manager(who, patient)?;
		self.ensure_holder(who, patient, Power::Access)?;
		self.ensure_not_frozen(patient)?;
		let present = self.patients[&patient].key;
		ensure_publishable(key)?;
		if let Some((present, _)) = present {
			ensure(present.public != key.public, "InvalidEncryptionKey")?;
			ensure(present.card != key.card, "InvalidCard")?;
		}

		let epoch = present.map_or(0, |(_, epoch)| epoch + 1);
		self.confirm(who, patient);
		self.row(patient).key = Some((key, epoch));
		self.write(patient, Actor::Person(who), AuditedEvent::EncryptionKeyReplaced { epoch });
		Ok(())
	}

	pub(super) fn sponsor(
		&mut self,
		who: u64,
		capacity: Capacity,
		salt: H256,
		controller: Option<u64>,
		key: Option<NewPatientKey>,
		level: AssuranceLevel,
	) -> Result<(), Refusal> {
		let organization = self.organization_of(who, capacity)?;
		ensure(controller != Some(who), "NotAuthorized")?;
		key.map_or(Ok(()), ensure_publishable)?;
		let patient = self.new_patient(who, salt)?;
		let paid = self.deposits.values().filter(|payer| **payer == who).count();
		ensure(paid < affordable(who), "FundsUnavailable")?;

		self.deposits.insert(patient, who);
		self.patients.insert(
			patient,
			Patient {
				controller,
				status: if controller.is_some() { Status::Pending } else { Status::Active },
				assurance: (level, Some(organization), self.now),
				key: key.map(|key| (key, 0)),
				representatives: Vec::new(),
				devices: Vec::new(),
				frozen_until: None,
				closing_at: None,
				registered_at: self.now,
			},
		);
		self.write(patient, Actor::new(who, capacity), AuditedEvent::PatientRegistered);
		Ok(())
	}

	pub(super) fn confirm_registration(
		&mut self,
		who: u64,
		patient: PatientId,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.ensure_controller(who, patient)?;
		ensure(self.patients[&patient].status == Status::Pending, "NotPending")?;
		self.confirm(who, patient);
		Ok(())
	}

	pub(super) fn attest_identity(
		&mut self,
		who: u64,
		patient: PatientId,
		capacity: Capacity,
		level: AssuranceLevel,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let organization = self.organization_of(who, capacity)?;
		let (present, by, _) = self.patients[&patient].assurance;
		ensure(level > present || by == Some(organization), "InvalidAssurance")?;

		self.row(patient).assurance = (level, Some(organization), self.now);
		self.write(patient, Actor::new(who, capacity), AuditedEvent::IdentityAttested { level });
		Ok(())
	}

	pub(super) fn offer_control(
		&mut self,
		signer: Signer,
		patient: PatientId,
		to: u64,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		self.ensure_alive(patient)?;
		self.ensure_may_offer(signer, patient)?;
		if signer != Signer::Registrar {
			self.ensure_not_frozen(patient)?;
		}
		ensure(self.patients[&patient].controller != Some(to), "AlreadyHasRole")?;

		self.confirm_by(signer, patient);
		self.offers.insert(patient, (to, self.now + OFFER_LIFETIME));
		self.write(patient, actor, AuditedEvent::ControlOffered);
		Ok(())
	}

	pub(super) fn withdraw_offer(
		&mut self,
		signer: Signer,
		patient: PatientId,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		self.ensure_alive(patient)?;
		self.ensure_may_offer(signer, patient)?;
		ensure(self.offers.contains_key(&patient), "OfferNotFound")?;

		self.confirm_by(signer, patient);
		self.offers.remove(&patient);
		self.write(patient, actor, AuditedEvent::ControlOfferWithdrawn);
		Ok(())
	}

	pub(super) fn accept_control(&mut self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let (to, until) = *self.offers.get(&patient).ok_or("OfferNotFound")?;
		ensure(who == to, "NotAuthorized")?;
		ensure(self.now < until, "OfferExpired")?;
		if self.patients[&patient].controller.is_some() {
			self.ensure_not_frozen(patient)?;
		}
		self.pass_control(patient, who, Actor::Person(who), ControlChange::Accepted);
		Ok(())
	}

	pub(super) fn appoint_representative(
		&mut self,
		signer: Signer,
		patient: PatientId,
		account: u64,
		powers: Powers,
		period: Period,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		let now = self.now;
		let by_registrar = signer == Signer::Registrar;
		let row = self.known(patient)?;
		if let Signer::Account(who) = signer {
			self.ensure_alive(patient)?;
			self.ensure_manager(who, patient)?;
			self.ensure_not_frozen(patient)?;
		}
		let is_for_executor = row.status == Status::Deceased;
		ensure(powers.is_meaningful(), "InvalidPowers")?;
		ensure(!is_for_executor || powers == Powers::of(&[Power::Access]), "InvalidPowers")?;
		ensure(period.is_long_enough() && !period.has_ended(now), "InvalidPeriod")?;
		ensure(row.controller != Some(account), "AlreadyHasRole")?;
		ensure(by_registrar || row.device(account).is_none(), "AlreadyHasRole")?;
		let present = row.representative(account);
		let may_be_replaced = |present: &Representative| {
			present.by_registrar == by_registrar || present.period.has_ended(now)
		};
		ensure(present.is_none_or(may_be_replaced), "AlreadyHasRole")?;
		if let Signer::Account(who) = signer {
			if let Some(own) = row.representative(who) {
				let exceeds = |powers: Powers| !powers.is_within(own.powers);
				ensure(who != account, "NotAuthorized")?;
				ensure(!exceeds(powers), "PowersExceeded")?;
				ensure(!present.is_some_and(|present| exceeds(present.powers)), "PowersExceeded")?;
				ensure(is_inside(period, own.period), "PowersExceeded")?;
			}
		}
		let lapsed = if present.is_none() && row.representatives.len() == 8 {
			let lapsed = row.representatives.iter().find(|row| row.period.has_ended(now));
			Some(lapsed.ok_or("MaxRepresentativesExceeded")?.account)
		} else {
			None
		};

		self.confirm_by(signer, patient);
		if by_registrar && self.patients[&patient].status != Status::Pending {
			self.deposits.remove(&patient);
		}
		if let Some(lapsed) = lapsed {
			self.end_by_rule(
				patient,
				|row| row.account == lapsed,
				|device| device.by == Some(lapsed),
			);
		}
		let appointment = Representative { account, powers, period, by_registrar };
		let stood = self.patients[&patient].lets_devices_in(account, now);
		let rows = &mut self.row(patient).representatives;
		match rows.iter_mut().find(|row| row.account == account) {
			Some(present) => *present = appointment,
			None => rows.push(appointment),
		}
		let stands = self.patients[&patient].lets_devices_in(account, now);
		self.end_by_rule(
			patient,
			|_| false,
			|row| row.account == account || (row.by == Some(account) && !(stood && stands)),
		);
		let event = AuditedEvent::RepresentativeAppointed { powers, until: period.until };
		self.write(patient, actor, event);
		Ok(())
	}

	pub(super) fn end_representative(
		&mut self,
		signer: Signer,
		patient: PatientId,
		account: u64,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		let by_registrar =
			self.known(patient)?.representative(account).map(|present| present.by_registrar);
		if let Signer::Account(who) = signer {
			if who != account {
				self.ensure_alive(patient)?;
				self.ensure_manager(who, patient)?;
				ensure(by_registrar != Some(true), "NotAuthorized")?;
				let row = &self.patients[&patient];
				if let (Some(own), Some(other)) =
					(row.representative(who), row.representative(account))
				{
					ensure(other.powers.is_within(own.powers), "PowersExceeded")?;
				}
			}
		}
		ensure(by_registrar.is_some(), "RepresentativeNotFound")?;

		self.confirm_by(signer, patient);
		let row = self.row(patient);
		row.representatives.retain(|row| row.account != account);
		self.write(patient, actor, AuditedEvent::RepresentativeEnded);
		self.end_by_rule(patient, |_| false, |row| row.by == Some(account));
		Ok(())
	}

	pub(super) fn authorize_device(
		&mut self,
		who: u64,
		patient: PatientId,
		account: u64,
		classes: Vec<RecordClass>,
		until: Moment,
	) -> Result<(), Refusal> {
		let now = self.now;
		let actor = Actor::Person(who);
		self.ensure_alive(patient)?;
		self.ensure_manager(who, patient)?;
		self.ensure_holder(who, patient, Power::Records)?;
		self.ensure_not_frozen(patient)?;
		let distinct = classes.iter().collect::<BTreeSet<_>>().len();
		ensure(!classes.is_empty() && distinct == classes.len(), "InvalidClasses")?;
		ensure(now + MIN_PERIOD <= until, "InvalidPeriod")?;
		let row = &self.patients[&patient];
		ensure(row.controller != Some(account), "AlreadyHasRole")?;
		ensure(row.representative(account).is_none(), "AlreadyHasRole")?;
		if row.controller != Some(who) {
			let present = row.device(account);
			let rests_on_controller =
				present.is_some_and(|row| row.by.is_none() && row.until > now);
			ensure(!rests_on_controller, "AlreadyHasRole")?;
		}
		let lapsed = if row.device(account).is_none() && row.devices.len() == 8 {
			let mut devices = row.devices.iter();
			let lapsed = devices.find(|device| device.until <= now || !row.is_backed(device, now));
			Some(lapsed.ok_or("MaxDevicesExceeded")?.account)
		} else {
			None
		};

		self.confirm(who, patient);
		if let Some(lapsed) = lapsed {
			self.end_by_rule(patient, |_| false, |row| row.account == lapsed);
		}
		let by = (self.patients[&patient].controller != Some(who)).then_some(who);
		let device = Device { account, classes, until, by };
		let rows = &mut self.row(patient).devices;
		match rows.iter_mut().find(|row| row.account == account) {
			Some(present) => *present = device,
			None => rows.push(device),
		}
		self.write(patient, actor, AuditedEvent::DeviceAuthorized { until });
		Ok(())
	}

	pub(super) fn remove_device(
		&mut self,
		who: u64,
		patient: PatientId,
		account: u64,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		if who != account {
			self.ensure_manager(who, patient)?;
		}
		ensure(self.patients[&patient].device(account).is_some(), "DeviceNotFound")?;

		self.confirm(who, patient);
		self.row(patient).devices.retain(|row| row.account != account);
		self.write(patient, Actor::Person(who), AuditedEvent::DeviceRemoved);
		Ok(())
	}

	pub(super) fn clear_expired(&mut self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		let now = self.now;
		self.ensure_alive(patient)?;
		let row = &self.patients[&patient];
		let representatives =
			row.representatives.iter().filter(|row| row.period.has_ended(now)).count();
		let is_over = |device: &Device| {
			let by = device.by.and_then(|by| row.representative(by));
			device.until <= now || by.is_some_and(|by| by.period.has_ended(now))
		};
		let over = row.devices.iter().filter(|device| is_over(device)).map(|row| row.account);
		let over = over.collect::<Vec<_>>();
		let devices = over.len();
		let offer = self.offers.get(&patient).is_some_and(|(_, until)| *until <= now);
		let announced = self.reassignments.get(&patient).is_some_and(|row| row.ends_at <= now);
		ensure(offer || announced || representatives > 0 || devices > 0, "NothingToDo")?;

		self.confirm(who, patient);
		self.end_by_rule(
			patient,
			|row| row.period.has_ended(now),
			|row| over.contains(&row.account),
		);
		if offer {
			self.call_off_offer(patient);
		}
		if announced {
			self.reassignments.remove(&patient);
			self.write(patient, Actor::Chain, AuditedEvent::ReassignmentDismissed);
		}
		Ok(())
	}

	pub(super) fn change_link(
		&mut self,
		signer: Signer,
		patient: PatientId,
		other: PatientId,
		link: bool,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		ensure(patient != other, "CannotLinkToItself")?;
		if let Signer::Account(who) = signer {
			self.ensure_unfrozen_controller(who, patient)?;
			self.ensure_alive(other)?;
		}
		self.known(patient)?;
		self.known(other)?;
		let is_linked = self.links.get(&patient).is_some_and(|others| others.contains(&other));
		let own = self.proposals.get(&patient).copied();
		if is_linked == link {
			let takes_back = signer != Signer::Registrar && own == Some((other, !link));
			ensure(takes_back, if link { "AlreadyLinked" } else { "NotLinked" })?;
			self.confirm_by(signer, patient);
			self.proposals.remove(&patient);
			return Ok(());
		}
		let count = |patient| self.links.get(patient).map_or(0, BTreeSet::len);
		ensure(!link || count(&patient).max(count(&other)) < 8, "MaxLinksExceeded")?;
		let agreed = match signer {
			Signer::Nobody | Signer::Registrar => true,
			Signer::Account(who) => {
				let row = &self.patients[&other];
				!row.is_frozen(self.now)
					&& (self.proposals.get(&other) == Some(&(patient, link))
						|| (row.controller == Some(who) && row.status == Status::Active))
			},
		};
		ensure(agreed || own != Some((other, link)), "NothingToDo")?;

		self.confirm_by(signer, patient);
		if !agreed {
			self.proposals.insert(patient, (other, link));
			return Ok(());
		}
		for (one, another) in [(patient, other), (other, patient)] {
			if self.proposals.get(&one).is_some_and(|(about, _)| *about == another) {
				self.proposals.remove(&one);
			}
			self.set_link(one, another, link);
			let event = if link {
				AuditedEvent::Linked { other: another }
			} else {
				AuditedEvent::Unlinked { other: another }
			};
			self.write(one, actor.clone(), event);
		}
		Ok(())
	}

	pub(super) fn declare_deceased(
		&mut self,
		patient: PatientId,
		executor: Option<u64>,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;

		self.end_everything_of(patient);
		let powers = Powers::of(&[Power::Access]);
		let period = Period { from: self.now, until: None };
		let row = self.row(patient);
		row.status = Status::Deceased;
		row.representatives.extend(executor.map(|account| Representative {
			account,
			powers,
			period,
			by_registrar: true,
		}));
		self.write(patient, Actor::Authority, AuditedEvent::Deceased);
		if executor.is_some() {
			let event = AuditedEvent::RepresentativeAppointed { powers, until: None };
			self.write(patient, Actor::Authority, event);
		}
		Ok(())
	}

	pub(super) fn correct_death(&mut self, patient: PatientId, to: u64) -> Result<(), Refusal> {
		ensure(self.known(patient)?.status == Status::Deceased, "NotDeceased")?;

		let row = self.row(patient);
		row.status = Status::Active;
		row.representatives.clear();
		self.offers.insert(patient, (to, self.now + OFFER_LIFETIME));
		self.write(patient, Actor::Authority, AuditedEvent::DeathCorrected);
		self.write(patient, Actor::Authority, AuditedEvent::ControlOffered);
		Ok(())
	}

	pub(super) fn announce_closing(&mut self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_unfrozen_controller(who, patient)?;
		ensure(self.patients[&patient].closing_at.is_none(), "NothingToDo")?;

		self.confirm(who, patient);
		let at = self.now + RECOVERY_DELAY;
		self.row(patient).closing_at = Some(at);
		self.write(patient, Actor::Person(who), AuditedEvent::ClosingAnnounced { at });
		Ok(())
	}

	pub(super) fn cancel_closing(&mut self, who: u64, patient: PatientId) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		self.ensure_controller(who, patient)?;
		ensure(self.patients[&patient].closing_at.is_some(), "ClosingNotAnnounced")?;

		self.row(patient).closing_at = None;
		self.write(patient, Actor::Person(who), AuditedEvent::ClosingCancelled);
		Ok(())
	}

	pub(super) fn close(&mut self, signer: Signer, patient: PatientId) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		let announced_for = self.known(patient)?.closing_at;
		if let Signer::Account(who) = signer {
			self.ensure_unfrozen_controller(who, patient)?;
			ensure(announced_for.ok_or("ClosingNotAnnounced")? <= self.now, "TooEarly")?;
			ensure(self.agreed(patient).is_empty(), "CaseStillLive")?;
			let announced = self.reassignments.get(&patient);
			ensure(announced.is_none_or(|row| row.ends_at <= self.now), "CaseStillLive")?;
		}
		self.bury_id(patient, actor);
		Ok(())
	}

	pub(super) fn withdraw_sponsorship(
		&mut self,
		who: u64,
		patient: PatientId,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		ensure(self.deposits.get(&patient) == Some(&who), "NotAuthorized")?;
		let row = &self.patients[&patient];
		ensure(row.status == Status::Pending, "NotPending")?;
		ensure(!row.representatives.iter().any(|row| row.by_registrar), "RepresentedByRegistrar")?;
		let announced = self.reassignments.get(&patient);
		ensure(announced.is_none_or(|row| row.ends_at <= self.now), "CaseStillLive")?;
		ensure(row.registered_at + OFFER_LIFETIME <= self.now, "TooEarly")?;
		self.bury_id(patient, Actor::Person(who));
		Ok(())
	}

	/// Nothing is left of the patient but that there was one.
	fn bury_id(&mut self, patient: PatientId, actor: Actor<u64>) {
		self.end_everything_of(patient);
		for other in self.links.remove(&patient).unwrap_or_default() {
			self.set_link(other, patient, false);
		}
		self.patients.remove(&patient);
		self.tombstones.insert(patient, self.now);
		self.write(patient, actor, AuditedEvent::Closed);
	}

	pub(super) fn reassign_control(&mut self, patient: PatientId, to: u64) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let controller = self.patients[&patient].controller.ok_or("NoController")?;
		ensure(controller != to, "AlreadyHasRole")?;
		let earlier = self.reassignments.get(&patient);
		ensure(earlier.is_none_or(|row| row.ends_at <= self.now), "ReassignmentAlreadyAnnounced")?;

		let due = self.now + RECOVERY_DELAY;
		let announced = Reassignment { to, due, vetoed: false, ends_at: due + FREEZE_PERIOD };
		self.reassignments.insert(patient, announced);
		self.write(patient, Actor::Authority, AuditedEvent::ReassignmentAnnounced { due });
		Ok(())
	}

	pub(super) fn veto_reassignment(
		&mut self,
		who: u64,
		patient: PatientId,
		to: u64,
	) -> Result<(), Refusal> {
		self.ensure_unfrozen_recovery(who, patient)?;
		let announced = self.announced(patient, to)?;
		ensure(!announced.vetoed, "ReassignmentVetoed")?;

		self.confirm(who, patient);
		let due = self.now + RECOVERY_DELAY;
		let ends_at = announced.ends_at.max(due + FREEZE_PERIOD);
		self.reassignments.insert(patient, Reassignment { to, due, vetoed: true, ends_at });
		self.write(patient, Actor::Person(who), AuditedEvent::ReassignmentVetoed);
		Ok(())
	}

	pub(super) fn complete_reassignment(
		&mut self,
		signer: Signer,
		patient: PatientId,
		to: u64,
	) -> Result<(), Refusal> {
		let actor = signer.actor()?;
		self.ensure_alive(patient)?;
		ensure([Signer::Registrar, Signer::Account(to)].contains(&signer), "NotAuthorized")?;
		let announced = self.announced(patient, to)?;
		ensure(!announced.vetoed, "ReassignmentVetoed")?;
		ensure(announced.due <= self.now, "TooEarly")?;
		self.take_control_back(patient, to, actor, ControlChange::Reassigned);
		self.reassignments.remove(&patient);
		self.plans.remove(&patient);
		Ok(())
	}

	pub(super) fn decide_reassignment(
		&mut self,
		patient: PatientId,
		to: u64,
		uphold: bool,
	) -> Result<(), Refusal> {
		self.ensure_alive(patient)?;
		let announced = self.announced(patient, to)?;
		if uphold {
			ensure(announced.vetoed, "NotContested")?;
			ensure(announced.due <= self.now, "TooEarly")?;
			self.take_control_back(patient, to, Actor::Authority, ControlChange::Decided);
			self.reassignments.remove(&patient);
			self.plans.remove(&patient);
			return Ok(());
		}
		self.reassignments.remove(&patient);
		self.write(patient, Actor::Authority, AuditedEvent::ReassignmentDismissed);
		Ok(())
	}

	/// What the registrar has announced to give control to `to`, if that can still be.
	fn announced(&self, patient: PatientId, to: u64) -> Result<Reassignment, Refusal> {
		let announced = self.reassignments.get(&patient).filter(|row| row.to == to);
		let announced = announced.ok_or("ReassignmentNotFound")?;
		ensure(self.now < announced.ends_at, "ReassignmentExpired")?;
		Ok(announced.clone())
	}

	/// The id of the next patient of `registrant`, which counts it.
	fn new_patient(&mut self, registrant: u64, salt: H256) -> Result<PatientId, Refusal> {
		let count = self.registrations.entry(registrant).or_default();
		let patient = patient_id(registrant, *count, salt);
		*count += 1;
		let is_taken =
			self.patients.contains_key(&patient) || self.tombstones.contains_key(&patient);
		ensure(!is_taken, "AlreadyExists")?;
		Ok(patient)
	}

	fn ensure_may_offer(&self, signer: Signer, patient: PatientId) -> Result<(), Refusal> {
		let row = &self.patients[&patient];
		let may = match (row.controller, signer) {
			(_, Signer::Nobody) | (Some(_), Signer::Registrar) => false,
			(None, Signer::Registrar) => true,
			(Some(controller), Signer::Account(who)) => controller == who,
			(None, Signer::Account(_)) => false,
		};
		ensure(may, "NotAuthorized")
	}

	/// The organization that `who` practises for in this capacity.
	fn organization_of(&self, who: u64, capacity: Capacity) -> Result<OrganizationId, Refusal> {
		let (organization, practises) = match capacity {
			Capacity::Person => (0, false),
			Capacity::Practitioner { organization } => (organization, practises(who, organization)),
			Capacity::Gateway { organization, practitioner } => {
				let is_gateway = (who, organization) == (GATEWAY, HOSPITAL);
				(organization, is_gateway && practitioner == NURSE)
			},
		};
		ensure(practises, "NotPractising")?;
		Ok(organization)
	}

	fn set_link(&mut self, one: PatientId, another: PatientId, link: bool) {
		let others = self.links.entry(one).or_default();
		if link {
			others.insert(another);
		} else {
			others.remove(&another);
		}
		if others.is_empty() {
			self.links.remove(&one);
		}
	}
}

fn ensure_publishable(key: NewPatientKey) -> Result<(), Refusal> {
	ensure(key.public.bytes != [0; 32], "InvalidEncryptionKey")?;
	ensure(key.card != H256::zero(), "InvalidCard")
}

/// Whether `inner` lies inside `outer`.
fn is_inside(inner: Period, outer: Period) -> bool {
	outer.from <= inner.from
		&& outer
			.until
			.is_none_or(|outer_end| inner.until.is_some_and(|inner_end| inner_end <= outer_end))
}
