//! What can be asked of the pallet: who may, what comes of it, and why it may be refused. What each call does
//! lies in the file of its subject.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a patient for whom the signer speaks, with its first encryption key and the hash of
		/// the card of its class keys.
		///
		/// The patient's id is derived from the signer, the number of patients that it has registered
		/// before, and `salt`: 32 random bytes of the client's choice, without which everybody could
		/// compute the ids of an account's future patients.
		///
		/// Any signed account may register. The call is free for everyone, also for an account that
		/// has never been on the chain: a patient owns no coin. What keeps the chain from being
		/// flooded is the runtime's limit of free transactions per account and block.
		///
		/// # Events
		/// [`Event::PatientRegistered`]
		///
		/// # Errors
		/// - [`Error::InvalidEncryptionKey`]: the key may not be published.
		/// - [`Error::InvalidCard`]: the card's hash is all zeros.
		/// - [`Error::AlreadyExists`]: the derived id is taken.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|_: &OriginFor<T>, _: &H256, _: &NewPatientKey| -> bool { true })]
		pub fn register(
			origin: OriginFor<T>,
			salt: H256,
			encryption_key: NewPatientKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, salt, encryption_key)?;
			Ok(())
		}

		/// Publishes a new encryption key of `patient` and the hash of the card of its class keys, which starts
		/// the next epoch. A new card, too, is a new epoch.
		///
		/// What was sealed to the old key stays readable to whoever holds that one.
		///
		/// For the patient's controller, or a representative with [`Power::Identity`] and [`Power::Access`], since
		/// whoever holds the key can read; free for them.
		///
		/// # Events
		/// [`Event::EncryptionKeyReplaced`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage the patient's keys.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::InvalidEncryptionKey`]: the key may not be published, or is the present key again.
		/// - [`Error::InvalidCard`]: the card's hash is all zeros, or that of the present card.
		#[pallet::call_index(1)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::replace_encryption_key())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &NewPatientKey| -> bool {
			Pallet::<T>::is_manager_with(origin, patient, &[Power::Identity, Power::Access])
		})]
		pub fn replace_encryption_key(
			origin: OriginFor<T>,
			patient: PatientId,
			encryption_key: NewPatientKey,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_replace_encryption_key(who, patient, encryption_key)?;
			Ok(Self::spent(T::WeightInfo::replace_encryption_key(), confirmed))
		}

		/// Registers a patient in the name of an organization: for somebody with a key
		/// (`controller`), or for somebody who has none (a new-born, a person who cannot act).
		///
		/// With a controller the patient is *pending*: nothing can be done in its name until the
		/// controller has confirmed. Without one it is open at once, and the registrar appoints who
		/// acts for it. The id is derived as for [`Pallet::register`], with the signer as registrant.
		///
		/// For a practitioner of an accredited organization, by an own account or through a gateway.
		/// The signer pays a deposit, which comes back once the controller has confirmed, somebody has
		/// accepted control, the registrar has appointed a representative for a patient without a
		/// controller, or the patient has died or was closed. It is the same for every patient,
		/// whatever is done with it later. Paying gives no power over the patient: the signer cannot
		/// name itself.
		///
		/// # Events
		/// [`Event::PatientSponsored`]
		///
		/// # Errors
		/// - [`Error::NotPractising`]: the signer does not practise in this capacity now.
		/// - [`Error::NotAuthorized`]: the signer names itself as the controller.
		/// - [`Error::InvalidEncryptionKey`]: the key may not be published.
		/// - [`Error::InvalidCard`]: the card's hash is all zeros.
		/// - [`Error::AlreadyExists`]: the derived id is taken.
		/// - Whatever [`Config::Consideration`] says if the signer cannot pay.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::sponsor()).saturating_add(T::Audit::weight()))]
		pub fn sponsor(
			origin: OriginFor<T>,
			capacity: Capacity,
			salt: H256,
			controller: Option<T::AccountId>,
			encryption_key: Option<NewPatientKey>,
			level: AssuranceLevel,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_sponsor(who, capacity, salt, controller, encryption_key, level)
		}

		/// Confirms the registration of `patient`, which an organization made: from now on the signer
		/// speaks for it. Every other call that manages the patient, signed by the controller,
		/// confirms it as well.
		///
		/// For the controller of a pending patient; free for it.
		///
		/// # Events
		/// [`Event::RegistrationConfirmed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::NotPending`]: there is nothing to confirm.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::confirm_registration().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn confirm_registration(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm_registration(who, patient)
		}

		/// Writes down how well an organization knows that `patient` is the person it is held to be.
		///
		/// Only to a higher level than is known; the organization that said what is known, or the one that has
		/// followed it, may also repeat or lower it. What an organization said whose accreditation was revoked
		/// counts as [`AssuranceLevel::Level1`].
		///
		/// For a practitioner of an accredited organization, by an own account or through a gateway;
		/// free for them.
		///
		/// # Events
		/// [`Event::IdentityAttested`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotPractising`]: the signer does not practise in this capacity now.
		/// - [`Error::InvalidAssurance`]: another organization knows as much or more.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::attest_identity()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, capacity: &Capacity,
			_: &AssuranceLevel| -> bool {
			Patients::<T>::contains_key(patient) && Pallet::<T>::is_practitioner(origin, *capacity)
		})]
		pub fn attest_identity(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			level: AssuranceLevel,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_identity(who, patient, capacity, level)
		}

		/// Offers control over `patient` to the account `to`, in the place of any earlier offer. The
		/// account can accept for [`Config::OfferLifetime`].
		///
		/// For the controller, also to hand on control to a new key of its own; free for it. Where there is no
		/// controller, for the registrar: control has no end, so that a representative, who is appointed for a
		/// time and can be ended, would give more than it has.
		///
		/// It counts as soon as it is accepted, also where guardians are committed to. Whoever stole the key
		/// gains nothing by it: guardians who are in office stay so, and can freeze and recover the patient
		/// from the new controller as from the old one, and the registrar can reassign control. A wait, or a way
		/// to take it back, would keep the owner of a new phone from her records for days, and give whoever
		/// holds the old one power over her.
		///
		/// # Events
		/// [`Event::ControlOffered`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not hand on control.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::AlreadyHasRole`]: the account is the controller.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::offer_control()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn offer_control(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let confirmed = Self::do_offer_control(caller, patient, to)?;
			Ok(Self::spent(T::WeightInfo::offer_control(), confirmed))
		}

		/// Takes the offer of control over `patient` back, also one that has lapsed.
		///
		/// For whoever may offer; free for the controller. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::ControlOfferWithdrawn`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not hand on control.
		/// - [`Error::OfferNotFound`]: nothing is offered.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_offer().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn withdraw_offer(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			Self::do_withdraw_offer(caller, patient)
		}

		/// Accepts control over `patient`: from now on the signer speaks for it, and nobody else.
		///
		/// What the signer was for the patient before (a representative, a device) ends; so do an
		/// announced closing and an open proposal about a link. Representatives, devices and guardians
		/// stay: whoever takes over looks through them.
		///
		/// For the account that control was offered to; free for it.
		///
		/// # Events
		/// [`Event::ControlChanged`], after [`Event::RepresentativeEnded`] or [`Event::DeviceRemoved`]
		/// if the signer was one, and for each device that it had authorized.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::OfferNotFound`]: nothing is offered.
		/// - [`Error::NotAuthorized`]: it is offered to another account.
		/// - [`Error::OfferExpired`]: the offer is too old.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side, and it has a
		///   controller.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_all_that_ends(T::WeightInfo::accept_control()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_offered(origin, patient)
		})]
		pub fn accept_control(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_control(who, patient)
		}

		/// Appoints `account` to act for `patient` with these powers in this period, or changes its
		/// appointment.
		///
		/// For the controller, or a representative with [`Power::Identity`], who can give no more
		/// power and for no longer than it has, and can change neither its own appointment nor that of
		/// somebody with more power; free for them. For the registrar, whose appointments the
		/// patient's side can neither change nor end; a deceased patient's executor is appointed
		/// by the registrar alone, with [`Power::Access`] alone. A full table makes room by letting go
		/// of a representative whose time is over.
		///
		/// # Events
		/// [`Event::RepresentativeAppointed`], after [`Event::RegistrationConfirmed`] if the patient
		/// was pending, and [`Event::RepresentativeEnded`] for the one that made room.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased, and the caller is not the registrar.
		/// - [`Error::NotAuthorized`]: the caller may not manage representatives, or is the one whose
		///   appointment it is.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::InvalidPowers`]: no power, one without a meaning, or one that an executor cannot
		///   have.
		/// - [`Error::InvalidPeriod`]: shorter than a minute, or over.
		/// - [`Error::AlreadyHasRole`]: the account is the controller, a device, or appointed by the
		///   other side (the registrar, the patient).
		/// - [`Error::PowersExceeded`]: the representative has less power, or for a shorter time.
		/// - [`Error::MaxRepresentativesExceeded`]: the patient has eight whose time is not over.
		#[pallet::call_index(8)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(Pallet::<T>::with_entries(
				T::WeightInfo::appoint_representative(),
				u64::from(MAX_DEVICES).saturating_add(1),
			))
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId,
			_: &Powers, _: &Period| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Identity)
		})]
		pub fn appoint_representative(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
			powers: Powers,
			period: Period,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let (confirmed, ended) =
				Self::do_appoint_representative(caller, patient, account, powers, period)?;
			let own = Self::with_entries(T::WeightInfo::appoint_representative(), ended);
			Ok(Self::spent(own, confirmed))
		}

		/// Ends the appointment of the representative `account`.
		///
		/// For the controller, or a representative with [`Power::Identity`] who has no less power, if the
		/// patient's side appointed it; for the representative itself, also an executor; free for them. For the
		/// registrar. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::RepresentativeEnded`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller may not manage representatives, or the registrar
		///   appointed this one.
		/// - [`Error::PowersExceeded`]: the account has a power that the representative who signs has not.
		/// - [`Error::RepresentativeNotFound`]: the account is no representative.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::with_confirmation(Pallet::<T>::with_entries(
			T::WeightInfo::end_representative(),
			MAX_DEVICES.into(),
		)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, account: &T::AccountId|
			-> bool {
			Pallet::<T>::is_manager_or_itself(origin, patient, account)
		})]
		pub fn end_representative(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let (confirmed, devices) = Self::do_end_representative(caller, patient, account)?;
			let own = Self::with_entries(T::WeightInfo::end_representative(), devices);
			Ok(Self::spent(own, confirmed))
		}

		/// Lets the device `account` add records of `classes` until a moment, or changes that.
		///
		/// For the controller, or a representative with [`Power::Identity`] and [`Power::Records`]; free for them. A
		/// full table makes room by letting go of a device whose time is over. A device rests on the word of who
		/// authorized it last; what rests on the controller's, no representative changes before its time is over.
		///
		/// # Events
		/// [`Event::DeviceAuthorized`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending, and [`Event::DeviceRemoved`] for the one that made room.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage devices.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::InvalidClasses`]: no class, or one twice.
		/// - [`Error::InvalidPeriod`]: it would end within a minute.
		/// - [`Error::AlreadyHasRole`]: the account is the controller or a representative; or a device that the
		///   controller authorized, and the signer is a representative.
		/// - [`Error::MaxDevicesExceeded`]: the patient has eight whose time is not over.
		#[pallet::call_index(10)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::authorize_device())
				.saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId,
			_: &ClassSet, _: &Moment| -> bool {
			Pallet::<T>::is_manager_with(origin, patient, &[Power::Identity, Power::Records])
		})]
		pub fn authorize_device(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
			classes: ClassSet,
			until: Moment,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (confirmed, made_room) =
				Self::do_authorize_device(who, patient, account, classes, until)?;
			let own = Self::with_entries(T::WeightInfo::authorize_device(), made_room.into());
			Ok(Self::spent(own, confirmed))
		}

		/// Ends the device `account`.
		///
		/// For the controller, a representative with [`Power::Identity`], or the device itself; free
		/// for them. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::DeviceRemoved`], after [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer may not manage devices.
		/// - [`Error::DeviceNotFound`]: the account is no device.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::remove_device()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, account: &T::AccountId|
			-> bool {
			Pallet::<T>::is_manager_or_itself(origin, patient, account)
		})]
		pub fn remove_device(
			origin: OriginFor<T>,
			patient: PatientId,
			account: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_remove_device(who, patient, account)?;
			Ok(Self::spent(T::WeightInfo::remove_device(), confirmed))
		}

		/// Removes the representatives, the devices, the offer and the announced reassignment of `patient` whose
		/// time is over.
		///
		/// For any signed account; free for the controller and for whomever a row names as a
		/// representative or device. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::RepresentativeEnded`], [`Event::DeviceRemoved`], [`Event::ControlOfferWithdrawn`] and
		/// [`Event::ReassignmentDismissed`] for each that is removed, after
		/// [`Event::RegistrationConfirmed`] if the patient was pending and its controller signed.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NothingToDo`]: no row's time is over.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::with_confirmation(Pallet::<T>::with_entries(
			T::WeightInfo::clear_expired(),
			u64::from(MAX_REPRESENTATIVES).saturating_add(u64::from(MAX_DEVICES)).saturating_add(1),
		)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_signed_by(origin, patient, |row, who| row.names(who))
		})]
		pub fn clear_expired(
			origin: OriginFor<T>,
			patient: PatientId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (confirmed, cleared) = Self::do_clear_expired(who, patient)?;
			// At least one was removed; its entry is counted as that of every other call.
			let more = cleared.saturating_sub(1);
			let own = Self::with_entries(T::WeightInfo::clear_expired(), more);
			Ok(Self::spent(own, confirmed))
		}

		/// Plans that those to whom `commitment` commits will be the patient's guardians; `None` if
		/// there shall be none.
		///
		/// The commitment is `blake2_256(SCALE((*b"salus/guardian/1", patient, threshold, members,
		/// salt)))`: see [`guardian_commitment`]. It always takes [`Config::RecoveryDelay`] until they are
		/// in office, the first time, too: so the present guardians have time to stop a thief who wants
		/// to be rid of them. A change that was still to come is replaced.
		///
		/// For the patient's controller; free for it. A representative with [`Power::Recovery`] proposes with the
		/// same call, free for it, too: guardians can give control to anybody, which is more than it has. The
		/// proposal counts once the controller sends the same commitment, or where there is none the registrar,
		/// and not by itself.
		///
		/// # Events
		/// [`Event::GuardiansCommitted`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending; or [`Event::GuardiansProposed`].
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power; or the registrar calls, and there is a controller.
		/// - [`Error::NotProposed`]: the registrar calls, and no representative has proposed that.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NothingToDo`]: that is the commitment in force, or the one to come; or the representative's
		///   proposal already.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::set_guardians()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, _: &Option<H256>| -> bool {
				Pallet::<T>::is_manager(origin, patient, Power::Recovery)
			}
		)]
		pub fn set_guardians(
			origin: OriginFor<T>,
			patient: PatientId,
			commitment: Option<H256>,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let confirmed = Self::do_set_guardians(caller, patient, commitment)?;
			Ok(Self::spent(T::WeightInfo::set_guardians(), confirmed))
		}

		/// Calls off the change of guardians that is still to come, and what a representative proposed.
		///
		/// For the patient's controller. For a representative with [`Power::Recovery`] what was proposed, and where
		/// there is no controller what is to come, too. Free for them.
		///
		/// # Events
		/// [`Event::GuardianChangeCancelled`], after [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side, which called the
		///   change off already.
		/// - [`Error::NoGuardianChange`]: no change is to come or proposed that the signer could call off.
		#[pallet::call_index(14)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::cancel_guardian_change())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Recovery)
		})]
		pub fn cancel_guardian_change(
			origin: OriginFor<T>,
			patient: PatientId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_cancel_guardian_change(who, patient)?;
			Ok(Self::spent(T::WeightInfo::cancel_guardian_change(), confirmed))
		}

		/// Shows who the patient's guardians are, so that they can recover or freeze it.
		///
		/// `members`, `threshold` and `salt` are what the commitment in force commits to: two to eight
		/// guardians in the order of their encoding, at most one of them an institution, and how many of
		/// them it takes. The number of a guardian in `members` is what it is called by from now on;
		/// `member` is the number of the one who signs. Every guardian who is a person gets a reference
		/// of its account, so that all of them can act without a coin.
		///
		/// For a guardian: the person itself, or an admin or a gateway of the institution, or of the one that has
		/// followed it; whoever speaks for the patient is none meanwhile. Free for them.
		///
		/// # Events
		/// [`Event::GuardiansRevealed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::GuardiansNotSet`]: the patient has no guardians now.
		/// - [`Error::InvalidGuardians`]: these are not they, or no guardians can be like this.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::CaseAlreadyOpen`]: they have been shown, or a recovery by those who were
		///   the guardians before has reached its threshold and is not decided yet.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::reveal_guardians()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 members: &GuardianSet<T::AccountId>,
			 threshold: &u8,
			 salt: &H256,
			 member: &u8|
			 -> bool {
				Pallet::<T>::is_signed_by_committed_guardian(
					origin, patient, members, *threshold, salt, *member,
				)
			}
		)]
		pub fn reveal_guardians(
			origin: OriginFor<T>,
			patient: PatientId,
			members: GuardianSet<T::AccountId>,
			threshold: u8,
			salt: H256,
			member: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reveal_guardians(who, patient, members, threshold, salt, member)
		}

		/// Asks, as the guardian `member`, that `to` speak for the patient. That is this guardian's
		/// approval, too.
		///
		/// Each guardian can open one attempt, and no other while that one lives and the case is open, whatever
		/// came of it: for [`Config::AttemptLifetime`], and longer where the threshold was reached late.
		///
		/// For a guardian who was shown: the person itself, or an admin or a gateway of the institution, or of the
		/// one that has followed it. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryOpened`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::AlreadyHasRole`]: `to` speaks for the patient already.
		/// - [`Error::AttemptAlreadyExists`]: this guardian has an attempt that still lives.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::open_recovery()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, member: &u8, _: &T::AccountId| -> bool {
				Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
			}
		)]
		pub fn open_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_recovery(who, patient, member, to)
		}

		/// Joins, as the guardian `member`, in the attempt of the guardian `opener` to give control to
		/// `to`.
		///
		/// Naming `to` makes sure that nobody approves of another account than the one meant. Once as
		/// many have approved as it takes, the attempt can be completed after
		/// [`Config::RecoveryDelay`], for [`Config::FreezePeriod`] at least, and a freeze that stands lasts as
		/// long. A guardian who speaks for the patient meanwhile does not count. A vetoed attempt can be approved, too: what enough guardians ask
		/// for and the controller objects to, the registrar decides.
		///
		/// For a guardian who was shown: the person itself, or an admin or a gateway of the institution, or of the
		/// one that has followed it. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryApproved`], after [`Event::FreezeExtended`] if a freeze would have ended too early.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AlreadyApproved`]: this guardian has approved.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::approve_recovery()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 member: &u8,
			 _: &u8,
			 _: &T::AccountId|
			 -> bool { Pallet::<T>::is_signed_by_guardian(origin, patient, *member) }
		)]
		pub fn approve_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
			opener: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_recovery(who, patient, member, opener, to)
		}

		/// Objects to the attempt of the guardian `opener` to give control to `to`: it can then only come true by
		/// the registrar's word.
		///
		/// For the patient's controller, or a representative with [`Power::Recovery`], unless the
		/// guardians have frozen the patient's side: whoever holds a stolen key shall not be able to
		/// object. Free for them.
		///
		/// # Events
		/// [`Event::RecoveryVetoed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with
		///   that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AttemptVetoed`]: somebody has objected already.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::veto_recovery().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, _: &u8, _: &T::AccountId| -> bool {
				Pallet::<T>::is_manager(origin, patient, Power::Recovery)
			}
		)]
		pub fn veto_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
			to: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_veto_recovery(who, patient, opener, to)
		}

		/// Lets the account `to`, which the attempt of the guardian `opener` names, speak for the patient, once
		/// the delay is over and if the controller did not object.
		///
		/// Of what whoever held the old key has begun or given away in this pallet, these end: an offer of
		/// control, a change of guardians to come or proposed, an announced closing, a proposal about a link, the
		/// freeze, the representatives whom the patient's side appointed, and all devices. Those whom the
		/// registrar appointed stay, and so does what it announced. The guardians who have recovered the patient
		/// are in office, also where others were to be or were by now, and no longer at work. What stays besides is the new controller's to end: the encryption key, links that
		/// both sides had agreed on, and in other pallets whatever was granted or refused.
		///
		/// For a guardian who was shown, who names its number as `member`, or for the new controller
		/// itself, with `None`. Free for them.
		///
		/// # Events
		/// [`Event::ControlChanged`], before [`Event::RepresentativeEnded`] and [`Event::DeviceRemoved`] for each that ends with it,
		/// and after [`Event::ControlOfferWithdrawn`] if an offer to another account was open
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotAuthorized`]: no guardian is named, and the signer is not the account that shall
		///   speak for the patient.
		/// - [`Error::AttemptDismissed`]: the registrar dismissed it.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::AttemptVetoed`]: the controller objected.
		/// - [`Error::ThresholdNotReached`]: too few guardians have approved.
		/// - [`Error::TooEarly`]: the delay is not over.
		/// - [`Error::AlreadyHasRole`]: the account has come to speak for the patient otherwise.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::with_all_that_ends(Pallet::<T>::with_questions(T::WeightInfo::complete_recovery())))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 opener: &u8,
			 to: &T::AccountId,
			 member: &Option<u8>|
			 -> bool {
				match member {
					Some(member) => Pallet::<T>::is_signed_by_guardian(origin, patient, *member),
					None => Pallet::<T>::is_signed_by_successor(origin, patient, *opener, to),
				}
			}
		)]
		pub fn complete_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
			to: T::AccountId,
			member: Option<u8>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_complete_recovery(who, patient, opener, to, member)
		}

		/// Decides on the attempt of the guardian `opener` to give control to `to`: upholds one that
		/// enough guardians approve of and the controller objected to, with all that
		/// [`Pallet::complete_recovery`] does, or dismisses it, whatever its state.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::RecoveryDismissed`]; or [`Event::ControlChanged`], before [`Event::RepresentativeEnded`] and [`Event::DeviceRemoved`] for each that ends with it,
		/// and after [`Event::ControlOfferWithdrawn`] if an offer to another account was open
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::AttemptNotFound`]: `opener` has opened no attempt to give control to `to`.
		/// - [`Error::AttemptDismissed`]: it was dismissed before.
		/// - [`Error::AttemptExpired`]: it is too old.
		/// - [`Error::NotContested`]: the controller did not object, so there is nothing to uphold.
		/// - [`Error::ThresholdNotReached`]: too few guardians have approved for it to be upheld.
		/// - [`Error::AlreadyHasRole`]: the account has come to speak for the patient otherwise.
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::with_all_that_ends(T::WeightInfo::decide_recovery()))]
		pub fn decide_recovery(
			origin: OriginFor<T>,
			patient: PatientId,
			opener: u8,
			to: T::AccountId,
			uphold: bool,
		) -> DispatchResultWithPostInfo {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_decide_recovery(patient, opener, to, uphold)?;
			// To dismiss an attempt changes as little as to object to it does.
			let dismissed = T::WeightInfo::veto_recovery().saturating_add(T::Audit::weight());
			Ok((!uphold).then_some(dismissed).into())
		}

		/// Asks, as the guardian `member`, that the patient's side be frozen: the controller's key may be
		/// in the wrong hands.
		///
		/// Once as many ask for it as a recovery takes, the patient's side is frozen for
		/// [`Config::FreezePeriod`], and what it had begun is called off. Further votes do not make that
		/// longer, but it then takes more to end it. A recovery that has reached its threshold does, so that it can
		/// be completed before the freeze ends.
		///
		/// For a guardian who was shown: the person itself, or an admin or a gateway of the institution, or of the
		/// one that has followed it. Free for them.
		///
		/// # Events
		/// [`Event::FreezeVoted`]; if it was the last vote needed, [`Event::Frozen`], after
		/// [`Event::ControlOfferWithdrawn`] if the controller's offer is called off.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`, or others have
		///   become the guardians.
		/// - [`Error::FreezeBarred`]: the registrar lifted a freeze a short time ago.
		/// - [`Error::AlreadyVoted`]: this guardian asks for it already.
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::with_entries(Pallet::<T>::with_questions(T::WeightInfo::vote_freeze()), 2))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, member: &u8| -> bool {
			Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
		})]
		pub fn vote_freeze(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let freezes = Self::do_vote_freeze(who, patient, member)?;
			// A vote that freezes nothing changes as little as to open an attempt does.
			let counted = Self::with_questions(T::WeightInfo::open_recovery())
				.saturating_add(T::Audit::weight());
			Ok((!freezes).then_some(counted).into())
		}

		/// No longer asks, as the guardian `member`, that the patient's side be frozen. If too few are
		/// left who do, it is no longer.
		///
		/// For a guardian who was shown: the person itself, or an admin or a gateway of the institution, or of the
		/// one that has followed it. Free for them.
		///
		/// # Events
		/// [`Event::FreezeVoteWithdrawn`], and [`Event::Unfrozen`] if that ends the freeze.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotVoted`]: this guardian does not ask for it, or the freeze has run out.
		#[pallet::call_index(22)]
		#[pallet::weight(
			Pallet::<T>::with_questions(T::WeightInfo::withdraw_freeze_vote()).saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, member: &u8| -> bool {
			Pallet::<T>::is_signed_by_guardian(origin, patient, *member)
		})]
		pub fn withdraw_freeze_vote(
			origin: OriginFor<T>,
			patient: PatientId,
			member: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_freeze_vote(who, patient, member)
		}

		/// Lets the patient's side go on: ends a freeze if there is one, forgets the votes, and lets no
		/// other freeze begin for twice [`Config::RecoveryDelay`]. In that time a patient whose guardians
		/// collude can object to what they attempt and let others be its guardians.
		///
		/// For the registrar, whenever the guardians have been shown: they could otherwise withdraw their
		/// votes for the moment in which it decides.
		///
		/// # Events
		/// [`Event::FreezeLifted`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::lift_freeze().saturating_add(T::Audit::weight()))]
		pub fn lift_freeze(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_lift_freeze(patient)
		}

		/// Ends the guardians' work when there is nothing left of it: no freeze stands, no attempt lives,
		/// and they were shown [`Config::AttemptLifetime`] ago. Once others are the guardians, it can
		/// end as soon as none of its attempts has reached its threshold and waits.
		///
		/// For a guardian who was shown, who names its number as `member`, or for the patient's
		/// controller, with `None`. Free for them.
		///
		/// # Events
		/// [`Event::GuardianCaseClosed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::CaseNotFound`]: the guardians have not been shown.
		/// - [`Error::NotAGuardian`]: the signer does not act as the guardian `member`.
		/// - [`Error::NotAuthorized`]: no guardian is named, and the signer is not the controller.
		/// - [`Error::PatientFrozen`]: a freeze stands.
		/// - [`Error::CaseStillLive`]: an attempt lives, or the guardians were shown too short a time
		///   ago.
		#[pallet::call_index(24)]
		#[pallet::weight(
			Pallet::<T>::with_questions(T::WeightInfo::close_guardian_case()).saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, member: &Option<u8>| -> bool {
				match member {
					Some(member) => Pallet::<T>::is_signed_by_guardian(origin, patient, *member),
					None => Pallet::<T>::is_controller(origin, patient),
				}
			}
		)]
		pub fn close_guardian_case(
			origin: OriginFor<T>,
			patient: PatientId,
			member: Option<u8>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_guardian_case(who, patient, member)
		}

		/// Proposes that `patient` and `other` are ids of the same person; done once the controller of
		/// `other` has proposed the same, or at once if the signer is that, too, or the registrar
		/// says so. A patient has one open proposal: a new one takes its place, and one to unlink the
		/// two is taken back.
		///
		/// For the controller of `patient`, free for it, and for the registrar.
		///
		/// # Events
		/// [`Event::LinkProposed`], [`Event::Linked`] or [`Event::LinkProposalWithdrawn`], after
		/// [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::CannotLinkToItself`]: it is one id.
		/// - [`Error::PatientNotFound`]: there is no such patient, or no such other.
		/// - [`Error::PatientDeceased`]: one was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller of `patient`.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::AlreadyLinked`]: they are linked.
		/// - [`Error::MaxLinksExceeded`]: one of them is linked with eight others.
		/// - [`Error::NothingToDo`]: it is proposed already, and the other side has not agreed.
		#[pallet::call_index(25)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::link()).saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn link(
			origin: OriginFor<T>,
			patient: PatientId,
			other: PatientId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let outcome = Self::do_change_link(caller, patient, other, true)?;
			let own = Self::with_entries(T::WeightInfo::link(), outcome.done.into());
			Ok(Self::spent(own, outcome.confirmed))
		}

		/// Proposes that `patient` and `other` are no longer said to be the same person; done, and
		/// taken back, as for [`Pallet::link`].
		///
		/// For the controller of `patient`, free for it, and for the registrar.
		///
		/// # Events
		/// [`Event::LinkProposed`], [`Event::Unlinked`] or [`Event::LinkProposalWithdrawn`].
		///
		/// # Errors
		/// - [`Error::CannotLinkToItself`]: it is one id.
		/// - [`Error::PatientNotFound`]: there is no such patient, or no such other.
		/// - [`Error::PatientDeceased`]: one was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller of `patient`.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NotLinked`]: they are not linked.
		/// - [`Error::NothingToDo`]: it is proposed already, and the other side has not agreed.
		#[pallet::call_index(26)]
		#[pallet::weight(
			Pallet::<T>::with_confirmation(T::WeightInfo::unlink())
				.saturating_add(T::Audit::weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn unlink(
			origin: OriginFor<T>,
			patient: PatientId,
			other: PatientId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			let outcome = Self::do_change_link(caller, patient, other, false)?;
			let own = Self::with_entries(T::WeightInfo::unlink(), outcome.done.into());
			Ok(Self::spent(own, outcome.confirmed))
		}

		/// Declares `patient` deceased: nobody speaks for it any more. Its controller,
		/// representatives, devices and guardians end, with whatever was offered, planned or attempted
		/// about them. `executor` may read its records from now on, without end.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::PatientDeceased`], after [`Event::RepresentativeAppointed`] for the executor.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased already.
		#[pallet::call_index(27)]
		#[pallet::weight(Pallet::<T>::with_entries(T::WeightInfo::declare_deceased(), 2))]
		pub fn declare_deceased(
			origin: OriginFor<T>,
			patient: PatientId,
			executor: Option<T::AccountId>,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_declare_deceased(patient, executor)
		}

		/// Takes back that `patient` is deceased: its executors end, and control over it is offered to
		/// `to`. What ended by the declaration does not come back.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::DeathCorrected`], [`Event::ControlOffered`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::NotDeceased`]: it was not declared deceased.
		#[pallet::call_index(28)]
		#[pallet::weight(Pallet::<T>::with_entries(T::WeightInfo::correct_death(), 2))]
		pub fn correct_death(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_correct_death(patient, to)
		}

		/// Announces that `patient` will be closed, once [`Config::RecoveryDelay`] is over: whoever
		/// stole the controller's key cannot close it before guardians can act.
		///
		/// For the controller; free for it.
		///
		/// # Events
		/// [`Event::ClosingAnnounced`], after [`Event::RegistrationConfirmed`] if the patient was
		/// pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::NothingToDo`]: it is announced already.
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::announce_closing()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn announce_closing(
			origin: OriginFor<T>,
			patient: PatientId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_announce_closing(who, patient)?;
			Ok(Self::spent(T::WeightInfo::announce_closing(), confirmed))
		}

		/// Calls the announced closing of `patient` off.
		///
		/// For the controller; free for it. Possible while the patient's side is frozen.
		///
		/// # Events
		/// [`Event::ClosingCancelled`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::ClosingNotAnnounced`]: it was not announced.
		#[pallet::call_index(30)]
		#[pallet::weight(T::WeightInfo::cancel_closing().saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn cancel_closing(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_closing(who, patient)
		}

		/// Closes `patient` for ever: everything that this pallet knows of it goes, but the moment.
		/// Its trail stays. The id is never used again.
		///
		/// For the controller, once the announced moment has come; free for it. For the registrar, at
		/// once, also a deceased patient.
		///
		/// # Events
		/// [`Event::PatientClosed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased; the registrar may nevertheless.
		/// - [`Error::NotAuthorized`]: the signer is not the controller.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side; the registrar may
		///   nevertheless.
		/// - [`Error::ClosingNotAnnounced`]: the controller has not announced it.
		/// - [`Error::TooEarly`]: the announced moment has not come.
		/// - [`Error::CaseStillLive`]: enough of the patient's guardians have joined in an attempt to
		///   recover it, which lives, or the registrar has announced to give control to another account; the
		///   registrar may nevertheless.
		#[pallet::call_index(31)]
		#[pallet::weight(T::WeightInfo::close().saturating_add(T::Audit::weight()).saturating_add(T::OnClosed::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn close(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			Self::do_close(caller, patient)
		}

		/// Announces that control over `patient` will be given to `to`, because the person has neither the
		/// controller's key nor guardians who could help. It can be completed after [`Config::RecoveryDelay`],
		/// for [`Config::FreezePeriod`].
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::ReassignmentAnnounced`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NoController`]: nobody speaks for the patient; control is offered instead.
		/// - [`Error::AlreadyHasRole`]: `to` speaks for the patient already.
		/// - [`Error::ReassignmentAlreadyAnnounced`]: one was announced and lives; it is dismissed first.
		#[pallet::call_index(32)]
		#[pallet::weight(T::WeightInfo::reassign_control().saturating_add(T::Audit::weight()))]
		pub fn reassign_control(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_reassign_control(patient, to)
		}

		/// Objects to giving control to `to`, which the registrar has announced: it can then only uphold it,
		/// after waiting for [`Config::RecoveryDelay`] from now.
		///
		/// For the patient's controller, or a representative with [`Power::Recovery`], unless the guardians have
		/// frozen the patient's side. Free for them.
		///
		/// # Events
		/// [`Event::ReassignmentVetoed`], after [`Event::RegistrationConfirmed`] if the patient was pending.
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer is neither the controller nor a representative with that power.
		/// - [`Error::PatientFrozen`]: the patient's guardians have frozen its side.
		/// - [`Error::ReassignmentNotFound`]: that was not announced.
		/// - [`Error::ReassignmentExpired`]: it was announced too long ago.
		/// - [`Error::ReassignmentVetoed`]: somebody has objected already.
		#[pallet::call_index(33)]
		#[pallet::weight(Pallet::<T>::with_confirmation(T::WeightInfo::veto_reassignment()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &T::AccountId| -> bool {
			Pallet::<T>::is_manager(origin, patient, Power::Recovery)
		})]
		pub fn veto_reassignment(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let confirmed = Self::do_veto_reassignment(who, patient, to)?;
			Ok(Self::spent(T::WeightInfo::veto_reassignment(), confirmed))
		}

		/// Lets `to` speak for the patient, as the registrar has announced, once the delay is over and if the
		/// patient's side did not object.
		///
		/// What ends is what a recovery ends, see [`Pallet::complete_recovery`], and the guardians besides, who
		/// could not help.
		///
		/// For `to` itself, free for it, and for the registrar.
		///
		/// # Events
		/// [`Event::ControlChanged`], before [`Event::RepresentativeEnded`] and [`Event::DeviceRemoved`] for each that ends with it,
		/// and after [`Event::ControlOfferWithdrawn`] if an offer to another account was open
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the caller is neither `to` nor the registrar.
		/// - [`Error::ReassignmentNotFound`]: that was not announced.
		/// - [`Error::ReassignmentExpired`]: it was announced too long ago.
		/// - [`Error::ReassignmentVetoed`]: the patient's side objected.
		/// - [`Error::TooEarly`]: the delay is not over.
		#[pallet::call_index(34)]
		#[pallet::weight(Pallet::<T>::with_all_that_ends(T::WeightInfo::complete_reassignment()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, to: &T::AccountId| -> bool {
				Pallet::<T>::is_signed_by_reassigned(origin, patient, to)
			}
		)]
		pub fn complete_reassignment(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
		) -> DispatchResult {
			let caller = Self::ensure_registrar_or_signed(origin)?;
			Self::do_complete_reassignment(caller, patient, to)
		}

		/// Decides on giving control to `to`, which was announced: upholds what the patient's side objected to,
		/// with all that [`Pallet::complete_reassignment`] does, or gives it up, whatever its state.
		///
		/// For the registrar.
		///
		/// # Events
		/// [`Event::ReassignmentDismissed`]; or [`Event::ControlChanged`], before [`Event::RepresentativeEnded`] and [`Event::DeviceRemoved`] for each that ends with it,
		/// and after [`Event::ControlOfferWithdrawn`] if an offer to another account was open
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::ReassignmentNotFound`]: that was not announced.
		/// - [`Error::ReassignmentExpired`]: it was announced too long ago.
		/// - [`Error::NotContested`]: nobody objected, so there is nothing to uphold.
		/// - [`Error::TooEarly`]: [`Config::RecoveryDelay`] has not passed since the objection.
		#[pallet::call_index(35)]
		#[pallet::weight(Pallet::<T>::with_all_that_ends(T::WeightInfo::decide_reassignment()))]
		pub fn decide_reassignment(
			origin: OriginFor<T>,
			patient: PatientId,
			to: T::AccountId,
			uphold: bool,
		) -> DispatchResult {
			T::RegistrarOrigin::ensure_origin(origin)?;
			Self::do_decide_reassignment(patient, to, uphold)
		}

		/// Closes `patient`, whom the signer has sponsored and whose controller never acted (its account may
		/// have been mistyped), and gives the deposit back. The id is never used again.
		///
		/// For the sponsor who paid, as long as the registration is not confirmed, once
		/// [`Config::OfferLifetime`] has passed since it: as long as an offer of control can be accepted.
		///
		/// # Events
		/// [`Event::PatientClosed`]
		///
		/// # Errors
		/// - [`Error::PatientNotFound`]: there is no such patient.
		/// - [`Error::PatientDeceased`]: it was declared deceased.
		/// - [`Error::NotAuthorized`]: the signer holds no deposit for the patient.
		/// - [`Error::NotPending`]: nobody has yet to confirm the registration.
		/// - [`Error::TooEarly`]: the controller still has time to act.
		/// - [`Error::RepresentedByRegistrar`]: the registrar has appointed somebody who acts for the patient.
		/// - [`Error::CaseStillLive`]: the registrar has announced to give control to another account.
		#[pallet::call_index(36)]
		// It ends all that closing ends, and asks no more.
		#[pallet::weight(T::WeightInfo::close().saturating_add(T::Audit::weight()).saturating_add(T::OnClosed::weight()))]
		pub fn withdraw_sponsorship(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_sponsorship(who, patient)
		}
	}
}
