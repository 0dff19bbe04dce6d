//! How a patient comes to be, and its key.

use crate::{
	Assurance, Config, Deposit, Deposits, Error, Event, NewPatientKey, Pallet, Patient, PatientKey,
	PatientOf, PatientStatus, Patients, Registrations, RoleReferences, Tombstones, PATIENT_ID_TAG,
};
use codec::Encode;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint},
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{
	Actor, AssuranceLevel, AuditedEvent, Capacity, OrganizationId, PatientId, Power, Predecessors,
	ProviderDirectory,
};
use sp_core::H256;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The id of the patient that `registrant` registers with `salt` after `count` others.
	pub fn derive_patient_id(registrant: &T::AccountId, count: u32, salt: H256) -> PatientId {
		let id =
			(PATIENT_ID_TAG, registrant, count, salt).using_encoded(sp_io::hashing::blake2_256);
		PatientId(id)
	}

	/// Registers a patient for whom `controller` speaks.
	pub(crate) fn do_register(
		controller: T::AccountId,
		salt: H256,
		encryption_key: NewPatientKey,
	) -> Result<PatientId, DispatchError> {
		let key = Self::first_key(encryption_key)?;
		let (patient, registrations) = Self::next_patient_id(&controller, salt)?;
		RoleReferences::<T>::ensure_room(&controller)?;

		Registrations::<T>::insert(&controller, registrations);
		RoleReferences::<T>::hold(&controller);
		let now = Self::now();
		let row = Patient {
			controller: Some(controller.clone()),
			status: PatientStatus::Active,
			deceased_at: None,
			assurance: Assurance::of_nobody(now),
			key: Some(key),
			representatives: Default::default(),
			devices: Default::default(),
			frozen_until: None,
			closing_at: None,
			registered_at: now,
		};
		Patients::<T>::insert(patient, row);
		Self::append(patient, Actor::Person(controller.clone()), AuditedEvent::PatientRegistered);
		Self::deposit_event(Event::PatientRegistered { patient, controller });
		Ok(patient)
	}

	/// Registers a patient in the name of an organization.
	pub(crate) fn do_sponsor(
		who: T::AccountId,
		capacity: Capacity,
		salt: H256,
		controller: Option<T::AccountId>,
		encryption_key: Option<NewPatientKey>,
		level: AssuranceLevel,
	) -> DispatchResult {
		let actor = Actor::new(who.clone(), capacity);
		let (organization, _) = Self::ensure_practises(&actor)?;
		// Whoever pays never gains power over the patient.
		ensure!(controller.as_ref() != Some(&who), Error::<T>::NotAuthorized);
		let key = encryption_key.map(Self::first_key).transpose()?;
		let (patient, registrations) = Self::next_patient_id(&who, salt)?;
		if let Some(controller) = &controller {
			RoleReferences::<T>::ensure_room(controller)?;
		}
		// The price of a whole row, paid once: nothing that the patient does with it changes that.
		let footprint = Footprint::from_mel::<PatientOf<T>>();
		let ticket = T::Consideration::new(&who, footprint)?;

		Deposits::<T>::insert(patient, Deposit { payer: who.clone(), ticket });
		Registrations::<T>::insert(&who, registrations);
		controller.iter().for_each(RoleReferences::<T>::hold);
		let now = Self::now();
		let status =
			if controller.is_some() { PatientStatus::Pending } else { PatientStatus::Active };
		let row = Patient {
			controller: controller.clone(),
			status,
			deceased_at: None,
			assurance: Assurance { level, by: Some(organization), at: now },
			key,
			representatives: Default::default(),
			devices: Default::default(),
			frozen_until: None,
			closing_at: None,
			registered_at: now,
		};
		Patients::<T>::insert(patient, row);
		Self::append(patient, actor, AuditedEvent::PatientRegistered);
		Self::deposit_event(Event::PatientSponsored { patient, organization, controller });
		Ok(())
	}

	/// Confirms the registration of `patient`.
	pub(crate) fn do_confirm_registration(who: T::AccountId, patient: PatientId) -> DispatchResult {
		let mut row = Self::active_row(&patient)?;
		Self::ensure_controller(&row, &who)?;
		ensure!(Self::confirm(patient, &mut row, &who), Error::<T>::NotPending);

		Patients::<T>::insert(patient, row);
		Ok(())
	}

	/// How well it is known who the patient is. What an organization attested that is no longer believed counts
	/// as if nobody had looked.
	pub(crate) fn counted_assurance(row: &PatientOf<T>) -> Assurance {
		let attested = row.assurance;
		let counts = attested.by.is_none_or(|by| T::Providers::vouches(by, Self::now()));
		let level = if counts { attested.level } else { AssuranceLevel::Level1 };
		Assurance { level, ..attested }
	}

	/// Writes down how well an organization knows who `patient` is.
	pub(crate) fn do_attest_identity(
		who: T::AccountId,
		patient: PatientId,
		capacity: Capacity,
		level: AssuranceLevel,
	) -> DispatchResult {
		let mut row = Self::active_row(&patient)?;
		let actor = Actor::new(who, capacity);
		let (organization, predecessors) = Self::ensure_practises(&actor)?;
		// What an organization said, its successor says now.
		let is_own_word =
			row.assurance.by.is_some_and(|by| by == organization || predecessors.contains(&by));
		ensure!(
			is_own_word || level > Self::counted_assurance(&row).level,
			Error::<T>::InvalidAssurance
		);

		row.assurance = Assurance { level, by: Some(organization), at: Self::now() };
		Patients::<T>::insert(patient, row);
		Self::append(patient, actor, AuditedEvent::IdentityAttested { level });
		Self::deposit_event(Event::IdentityAttested { patient, organization, level });
		Ok(())
	}

	/// Whether whoever signed `origin` practises for an organization in this capacity now.
	pub(crate) fn is_practitioner(origin: &OriginFor<T>, capacity: Capacity) -> bool {
		ensure_signed(origin.clone())
			.is_ok_and(|who| Self::ensure_practises(&Actor::new(who, capacity)).is_ok())
	}

	/// The organization that `actor` practises for now, and those that it has followed.
	fn ensure_practises(
		actor: &Actor<T::AccountId>,
	) -> Result<(OrganizationId, Predecessors), DispatchError> {
		let organization = actor.organization().ok_or(Error::<T>::NotPractising)?;
		let standing =
			T::Providers::standing(actor, Self::now()).map_err(|_| Error::<T>::NotPractising)?;
		Ok((organization, standing.predecessors))
	}

	/// Replaces the key of `patient`, and says whether that confirmed its registration.
	pub(crate) fn do_replace_encryption_key(
		who: T::AccountId,
		patient: PatientId,
		encryption_key: NewPatientKey,
	) -> Result<bool, DispatchError> {
		let mut row = Self::active_row(&patient)?;
		// Whoever holds the key reads what is sealed to it from now on.
		Self::ensure_manager(&row, &who, &[Power::Identity, Power::Access])?;
		Self::ensure_not_frozen(&row)?;
		let first = Self::first_key(encryption_key)?;
		if let Some(present) = &row.key {
			let NewPatientKey { public, card } = encryption_key;
			ensure!(present.public != public, Error::<T>::InvalidEncryptionKey);
			// A card covers the patient's key: this one would be of the other.
			ensure!(present.card != card, Error::<T>::InvalidCard);
		}
		let key = row.key.map_or(first, |key| key.replaced_by(encryption_key));

		let confirmed = Self::confirm(patient, &mut row, &who);
		row.key = Some(key);
		Patients::<T>::insert(patient, row);
		Self::append(
			patient,
			Actor::Person(who),
			AuditedEvent::EncryptionKeyReplaced { epoch: key.epoch },
		);
		Self::deposit_event(Event::EncryptionKeyReplaced { patient, epoch: key.epoch });
		Ok(confirmed)
	}

	/// This as a first key, if it may be published as one.
	fn first_key(key: NewPatientKey) -> Result<PatientKey, DispatchError> {
		ensure!(key.public.is_acceptable(), Error::<T>::InvalidEncryptionKey);
		ensure!(!key.card.is_zero(), Error::<T>::InvalidCard);
		Ok(PatientKey::first(key))
	}

	/// The id of the next patient that `registrant` registers, and how many it has registered then.
	fn next_patient_id(
		registrant: &T::AccountId,
		salt: H256,
	) -> Result<(PatientId, u32), DispatchError> {
		let before = Registrations::<T>::get(registrant);
		let registrations = before.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		let patient = Self::derive_patient_id(registrant, before, salt);
		ensure!(
			!Patients::<T>::contains_key(patient) && !Tombstones::<T>::contains_key(patient),
			Error::<T>::AlreadyExists
		);
		Ok((patient, registrations))
	}
}
