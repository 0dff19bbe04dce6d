//! What several calls do with a patient's row.

use crate::{
	types::{MAX_DEVICES, MAX_REPRESENTATIVES},
	Appointer, Config, Deposit, Deposits, Error, Event, Guardian, GuardianCases, LinkProposals,
	Offers, Pallet, PatientOf, PatientStatus, Patients, Reassignments, RoleReferences, WeightInfo,
};
use frame_support::{
	dispatch::PostDispatchInfo,
	ensure,
	traits::{EnsureOrigin, Time},
	weights::Weight,
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use salus_primitives::{
	deposits::give_back, Actor, AuditTrail, AuditedEvent, ControlChange, Moment, PatientId, Power,
	Powers, TrailId,
};
use sp_runtime::DispatchError;

/// Who calls: the registrar, or an account.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Caller<AccountId> {
	/// The registrar, by its origin.
	Registrar,
	/// Somebody who signed.
	Account(AccountId),
}

impl<AccountId: Clone> Caller<AccountId> {
	/// The caller as a trail names it.
	pub(crate) fn actor(&self) -> Actor<AccountId> {
		match self {
			Caller::Registrar => Actor::Authority,
			Caller::Account(who) => Actor::Person(who.clone()),
		}
	}

	/// The account that signed; the registrar has none.
	pub(crate) fn account(&self) -> Option<&AccountId> {
		match self {
			Caller::Registrar => None,
			Caller::Account(who) => Some(who),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The chain's clock.
	pub(crate) fn now() -> Moment {
		T::Time::now()
	}

	/// The registrar, or who signed. An account that is the registrar is taken for it.
	pub(crate) fn ensure_registrar_or_signed(
		origin: OriginFor<T>,
	) -> Result<Caller<T::AccountId>, DispatchError> {
		match T::RegistrarOrigin::try_origin(origin) {
			Ok(_) => Ok(Caller::Registrar),
			Err(origin) => Ok(Caller::Account(ensure_signed(origin)?)),
		}
	}

	/// The patient, which may be deceased.
	pub(crate) fn row(patient: &PatientId) -> Result<PatientOf<T>, DispatchError> {
		Ok(Patients::<T>::get(patient).ok_or(Error::<T>::PatientNotFound)?)
	}

	/// The patient, who lives.
	pub(crate) fn active_row(patient: &PatientId) -> Result<PatientOf<T>, DispatchError> {
		let row = Self::row(patient)?;
		ensure!(!row.is_deceased(), Error::<T>::PatientDeceased);
		Ok(row)
	}

	/// `who` speaks for the patient, be it confirmed or not.
	pub(crate) fn ensure_controller(
		row: &PatientOf<T>,
		who: &T::AccountId,
	) -> Result<(), DispatchError> {
		ensure!(row.is_controller(who), Error::<T>::NotAuthorized);
		Ok(())
	}

	/// `who` may manage the patient itself with all of `powers` now.
	pub(crate) fn ensure_manager(
		row: &PatientOf<T>,
		who: &T::AccountId,
		powers: &[Power],
	) -> Result<(), DispatchError> {
		let now = Self::now();
		ensure!(
			powers.iter().all(|power| row.is_managed_by(who, *power, now)),
			Error::<T>::NotAuthorized
		);
		Ok(())
	}

	/// The patient's side is not frozen now.
	pub(crate) fn ensure_not_frozen(row: &PatientOf<T>) -> Result<(), DispatchError> {
		ensure!(!row.is_frozen(Self::now()), Error::<T>::PatientFrozen);
		Ok(())
	}

	/// Writes into the patient's trail that `actor` did `event`.
	pub(crate) fn append(
		patient: PatientId,
		actor: Actor<T::AccountId>,
		event: AuditedEvent<T::AccountId>,
	) {
		T::Audit::append(TrailId::Patient(patient), actor, event);
	}

	/// Confirms a pending patient's registration if `who` is its controller, and says whether it did.
	/// The row is changed and not stored.
	pub(crate) fn confirm(patient: PatientId, row: &mut PatientOf<T>, who: &T::AccountId) -> bool {
		let confirms = row.status == PatientStatus::Pending && row.is_controller(who);
		if confirms {
			row.status = PatientStatus::Active;
			Self::release_deposit(patient);
			Self::append(patient, Actor::Person(who.clone()), AuditedEvent::RegistrationConfirmed);
			Self::deposit_event(Event::RegistrationConfirmed { patient });
		}
		confirms
	}

	/// [`Self::confirm`], if the caller is an account.
	pub(crate) fn confirm_caller(
		patient: PatientId,
		row: &mut PatientOf<T>,
		caller: &Caller<T::AccountId>,
	) -> bool {
		caller.account().is_some_and(|who| Self::confirm(patient, row, who))
	}

	/// Gives the patient's sponsor back what it paid, if that can be: the patient must not be stuck for what
	/// became of the payer.
	pub(crate) fn release_deposit(patient: PatientId) {
		if let Some(Deposit { payer, ticket }) = Deposits::<T>::take(patient) {
			give_back(&payer, ticket);
		}
	}

	/// Lets `to` speak for the patient from now on. Its other roles for the patient end, and so do an
	/// open offer, an announced closing and a proposal about links: they were the old controller's.
	/// The row is changed and not stored.
	///
	/// Whoever calls has made sure that [`RoleReferences::ensure_room`] holds for `to`.
	pub(crate) fn pass_control(
		patient: PatientId,
		row: &mut PatientOf<T>,
		to: T::AccountId,
		actor: Actor<T::AccountId>,
		cause: ControlChange,
	) {
		// Before any reference is let go of: an account that loses its last one loses its nonce.
		RoleReferences::<T>::hold(&to);
		let ended = Self::drop_representatives(row, |other| other.account == to);
		Self::tell_of_ended_representatives(patient, ended);
		Self::drop_devices_of(patient, row, &to);
		let ended = Self::drop_devices(row, |device| device.account == to);
		Self::tell_of_ended_devices(patient, ended);
		if let Some(old) = row.controller.replace(to.clone()) {
			RoleReferences::<T>::release(&old);
		}
		if Offers::<T>::get(patient).is_some_and(|offer| row.is_controller(&offer.to)) {
			// It has been accepted, or is not needed any more.
			Self::drop_offer(&patient);
		} else {
			Self::call_off_offer(patient);
		}
		if Reassignments::<T>::get(patient)
			.is_some_and(|announced| row.is_controller(&announced.to))
		{
			Self::drop_reassignment(&patient);
		}
		LinkProposals::<T>::remove(patient);
		row.closing_at = None;
		if row.status == PatientStatus::Pending {
			row.status = PatientStatus::Active;
		}
		Self::release_deposit(patient);
		Self::append(patient, actor, AuditedEvent::ControlChanged { cause });
		Self::deposit_event(Event::ControlChanged { patient, controller: to, cause });
	}

	/// Lets `to` speak for the patient in the place of whoever held its key wrongly, or of nobody, and leaves
	/// nothing behind that was begun or given away with that key: a thief's accomplices would otherwise stay
	/// as representatives or devices. Those whom the registrar appointed stay. The row is changed and not
	/// stored.
	///
	/// Whoever calls has made sure that [`RoleReferences::ensure_room`] holds for `to`.
	pub(crate) fn take_control_back(
		patient: PatientId,
		row: &mut PatientOf<T>,
		to: T::AccountId,
		actor: Actor<T::AccountId>,
		cause: ControlChange,
	) {
		Self::pass_control(patient, row, to, actor, cause);
		let ended =
			Self::drop_representatives(row, |other| other.appointed_by == Appointer::Patient);
		Self::tell_of_ended_representatives(patient, ended);
		let ended = Self::drop_devices(row, |_| true);
		Self::tell_of_ended_devices(patient, ended);
		Self::drop_guardian_case(&patient);
		row.frozen_until = None;
	}

	/// Ends the representatives that `ends` says, lets go of their references, and returns them. The
	/// row is changed and not stored.
	pub(crate) fn drop_representatives(
		row: &mut PatientOf<T>,
		ends: impl Fn(&crate::Representative<T::AccountId>) -> bool,
	) -> alloc::vec::Vec<T::AccountId> {
		let mut ended = alloc::vec::Vec::new();
		row.representatives.retain(|representative| {
			let stays = !ends(representative);
			if !stays {
				ended.push(representative.account.clone());
			}
			stays
		});
		ended.iter().for_each(RoleReferences::<T>::release);
		ended
	}

	/// Ends the devices that `ends` says, lets go of their references, and returns them. The row is
	/// changed and not stored.
	pub(crate) fn drop_devices(
		row: &mut PatientOf<T>,
		ends: impl Fn(&crate::Device<T::AccountId>) -> bool,
	) -> alloc::vec::Vec<T::AccountId> {
		let mut ended = alloc::vec::Vec::new();
		row.devices.retain(|device| {
			let stays = !ends(device);
			if !stays {
				ended.push(device.account.clone());
			}
			stays
		});
		ended.iter().for_each(RoleReferences::<T>::release);
		ended
	}

	/// Ends the devices that have their authority from `representative`, which has lost it, and tells of them.
	/// Says how many there were. The row is changed and not stored.
	pub(crate) fn drop_devices_of(
		patient: PatientId,
		row: &mut PatientOf<T>,
		representative: &T::AccountId,
	) -> u64 {
		let ended =
			Self::drop_devices(row, |device| device.authorized_by.as_ref() == Some(representative));
		Self::tell_of_ended_devices(patient, ended)
	}

	/// Tells, an entry in the trail each, of representatives that have ended by the chain's rules: their time is over,
	/// or something else has ended them. Says how many there were.
	pub(crate) fn tell_of_ended_representatives(
		patient: PatientId,
		ended: alloc::vec::Vec<T::AccountId>,
	) -> u64 {
		let count = ended.len() as u64;
		for representative in ended {
			Self::append(patient, Actor::Chain, AuditedEvent::RepresentativeEnded);
			Self::deposit_event(Event::RepresentativeEnded { patient, representative });
		}
		count
	}

	/// As [`Self::tell_of_ended_representatives`], of devices.
	pub(crate) fn tell_of_ended_devices(
		patient: PatientId,
		ended: alloc::vec::Vec<T::AccountId>,
	) -> u64 {
		let count = ended.len() as u64;
		for device in ended {
			Self::append(patient, Actor::Chain, AuditedEvent::DeviceRemoved);
			Self::deposit_event(Event::DeviceRemoved { patient, device });
		}
		count
	}

	/// Removes the offer of control, if there is one, since something else makes an end of it, and tells of it.
	pub(crate) fn call_off_offer(patient: PatientId) {
		if Self::drop_offer(&patient) {
			Self::append(patient, Actor::Chain, AuditedEvent::ControlOfferWithdrawn);
			Self::deposit_event(Event::ControlOfferWithdrawn { patient });
		}
	}

	/// Removes the offer of control, if there is one, and says whether there was.
	pub(crate) fn drop_offer(patient: &PatientId) -> bool {
		Offers::<T>::take(patient).is_some_and(|offer| {
			RoleReferences::<T>::release(&offer.to);
			true
		})
	}

	/// Removes the announced reassignment, if there is one, and says whether there was.
	pub(crate) fn drop_reassignment(patient: &PatientId) -> bool {
		Reassignments::<T>::take(patient).is_some_and(|announced| {
			RoleReferences::<T>::release(&announced.to);
			true
		})
	}

	/// Removes what the patient's guardians are doing, and lets go of their references.
	pub(crate) fn drop_guardian_case(patient: &PatientId) {
		if let Some(case) = GuardianCases::<T>::take(patient) {
			for member in case.members {
				if let Guardian::Person(account) = member {
					RoleReferences::<T>::release(&account);
				}
			}
		}
	}

	/// Whether `origin` is signed by an account whose row says that it may manage the patient itself
	/// with `power`, whatever the moment: whether a call is free must not hang on the clock, which is
	/// the last block's in the pool.
	pub(crate) fn is_manager(origin: &OriginFor<T>, patient: &PatientId, power: Power) -> bool {
		Self::is_manager_with(origin, patient, &[power])
	}

	/// [`Self::is_manager`] with all of `powers`.
	pub(crate) fn is_manager_with(
		origin: &OriginFor<T>,
		patient: &PatientId,
		powers: &[Power],
	) -> bool {
		Self::is_signed_by(origin, patient, |row, who| {
			row.is_controller(who)
				|| row
					.representative(who)
					.is_some_and(|found| Powers::of(powers).is_within(found.powers))
		})
	}

	/// Whether `origin` is signed by the patient's controller.
	pub(crate) fn is_controller(origin: &OriginFor<T>, patient: &PatientId) -> bool {
		Self::is_signed_by(origin, patient, |row, who| row.is_controller(who))
	}

	/// [`Self::is_manager`] with [`Power::Identity`], or signed by `account` itself, which is one of the
	/// patient's representatives or devices.
	pub(crate) fn is_manager_or_itself(
		origin: &OriginFor<T>,
		patient: &PatientId,
		account: &T::AccountId,
	) -> bool {
		Self::is_manager(origin, patient, Power::Identity)
			|| Self::is_signed_by(origin, patient, |row, who| who == account && row.names(who))
	}

	/// Whether `origin` is signed by the account that control over the patient is offered to.
	pub(crate) fn is_offered(origin: &OriginFor<T>, patient: &PatientId) -> bool {
		ensure_signed(origin.clone())
			.is_ok_and(|who| Offers::<T>::get(patient).is_some_and(|offer| offer.to == who))
	}

	/// Whether `origin` is signed by an account that stands to `patient` as `stands` says.
	pub(crate) fn is_signed_by(
		origin: &OriginFor<T>,
		patient: &PatientId,
		stands: impl FnOnce(&PatientOf<T>, &T::AccountId) -> bool,
	) -> bool {
		ensure_signed(origin.clone())
			.is_ok_and(|who| Patients::<T>::get(patient).is_some_and(|row| stands(&row, &who)))
	}

	/// What a call costs, and `entries` in a trail.
	pub(crate) fn with_entries(call: Weight, entries: u64) -> Weight {
		call.saturating_add(T::Audit::weight().saturating_mul(entries))
	}

	/// What a call costs at most that gives control to somebody in the place of whoever held the key wrongly: an
	/// entry each for the change, and for whatever ends with it.
	pub(crate) fn with_all_that_ends(call: Weight) -> Weight {
		// The offer, and the change itself.
		let entries = u64::from(MAX_REPRESENTATIVES).saturating_add(MAX_DEVICES.into());
		Self::with_entries(call, entries.saturating_add(2))
	}

	/// What a call costs at most that may confirm a registration beside what it does.
	pub(crate) fn with_confirmation(call: Weight) -> Weight {
		call.saturating_add(T::Audit::weight())
			.saturating_add(T::WeightInfo::confirm_registration())
			.saturating_add(T::Audit::weight())
	}

	/// What such a call has cost.
	pub(crate) fn spent(call: Weight, confirmed: bool) -> PostDispatchInfo {
		let actual = (!confirmed).then(|| call.saturating_add(T::Audit::weight()));
		PostDispatchInfo { actual_weight: actual, ..Default::default() }
	}
}
