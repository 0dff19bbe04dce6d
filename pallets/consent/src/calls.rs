//! What people can do, as one list; the files named for what they do say how.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Permits an organization, or someone in it, to do something with the patient's records.
		///
		/// The signer is the patient's controller, or a representative with the power to consent, who gives nothing
		/// to itself and nothing of classes that are marked as confidential. Free for them. Not while the patient's
		/// side is frozen: whoever stole a key shall not give anything away with it.
		///
		/// - `patient`: whose records.
		/// - `organization`: to which institution.
		/// - `provision`: who in it may do what, with which records, why and when.
		/// - `terms`: a salted commitment to the terms agreed to in words.
		/// - `envelope`: what commits to the keys that the grantee needs to read, sealed to it.
		///
		/// An ended grant to the same organization gives up its place if the file is full, and one that was passed
		/// on if the patient's list of live grants is.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `CannotGrantToItself`, `InvalidPeriod`, `PeriodEnded`,
		/// `EmptyScope`, `DuplicateInScope`, `InvalidActions`, `InvalidPurposes`, `InvalidContentPeriod`,
		/// `OrganizationNotAccredited`, `PractitionerNotPractising`, `Refused` if all of it is refused to the
		/// grantee and a representative gives it or keys come with it, `StaleKeyEpoch`, `GranteeHasNoKey`,
		/// `StaleGranteeKey`, `CommitmentMissing`, `MaxGrantsExceeded`.
		///
		/// # Events
		/// [`Event::Granted`], [`Event::Displaced`] if a live grant had to make room; `ConsentGranted` in the
		/// patient's trail, and `ConsentDisplaced` before it.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::grant()).saturating_add(T::Audit::weight().saturating_mul(3)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<Envelope>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn grant(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<Envelope>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant(who, patient, organization, provision, terms, envelope)
		}

		/// Ends a grant at once, and with it all that were passed on from it: from this moment they permit nothing.
		///
		/// The signer is the patient's controller, a representative with the power to consent, or a deceased
		/// patient's executor. Free for them. It needs no free place anywhere and no freeze stops it, so it can never
		/// be blocked.
		///
		/// What was read before cannot be unread; `docs/record-format.md` says what the next epoch of class keys
		/// protects.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `GrantNotFound`.
		///
		/// # Events
		/// [`Event::Revoked`]; `ConsentRevoked` in the patient's trail.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::revoke()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn revoke(origin: OriginFor<T>, patient: PatientId, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, patient, grant)
		}

		/// Replaces a live grant by another version of it, under a new number, in one step: there is no moment at
		/// which both or neither count. What was passed on from the old version ends with it.
		///
		/// By the same people and the same rules as [`Self::grant`]; a grant that was passed on can't be amended.
		///
		/// # Errors
		/// `GrantNotFound`, and those of [`Self::grant`].
		///
		/// # Events
		/// [`Event::Amended`]; `ConsentAmended` in the patient's trail.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::amend()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<Envelope>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn amend(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<Envelope>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_amend(who, patient, grant, provision, terms, envelope)
		}

		/// Takes one class out of a live grant of the patient's own, which so becomes another version of it under a
		/// new number; if nothing remains, it ends. The envelope stays. What was passed on from the old version ends
		/// with it.
		///
		/// By the same people as [`Self::revoke`], also while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `GrantNotFound`, `ClassNotInScope`, `MaxClassesExceeded`.
		///
		/// # Events
		/// [`Event::Amended`] or [`Event::Revoked`]; `ConsentAmended` or `ConsentRevoked` in the patient's trail.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::exclude_class()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &RecordClass| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn exclude_class(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_exclude_class(who, patient, grant, class)
		}

		/// Ends all live grants of an organization at once, those that were passed on to it included, and all that
		/// were passed on from them.
		///
		/// By the same people as [`Self::revoke`], also while frozen. It needs no free place anywhere.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo` if there is none.
		///
		/// # Events
		/// [`Event::OrganizationRevoked`]; `OrganizationRevoked` in the patient's trail.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::revoke_organization()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn revoke_organization(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_organization(who, patient, organization)
		}

		/// Gives a grant back: the grantee does not want it any more. What was passed on from it ends with it.
		///
		/// The signer acts in `capacity` for the organization that holds the grant: the practitioner whom the grant
		/// names, or a privacy officer of the organization. Free for them.
		///
		/// # Errors
		/// `NotPractising`; `GrantNotFound` whether there is no such patient, no such grant, or it is not the
		/// signer's to give back.
		///
		/// # Events
		/// [`Event::Renounced`]; `ConsentRenounced` in the patient's trail.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::renounce()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &GrantId| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn renounce(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			grant: GrantId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renounce(who, patient, capacity, grant)
		}

		/// Puts another envelope in the place of the one that belongs to a live grant: since the patient's key or the
		/// grantee's was replaced, or since none were given.
		///
		/// By the same people as [`Self::grant`], and as little while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `GrantNotFound`, `OrganizationNotAccredited`,
		/// `PractitionerNotPractising`, `Refused` if all of it is refused to the grantee, `StaleKeyEpoch`,
		/// `GranteeHasNoKey`, `StaleGranteeKey`, `CommitmentMissing`.
		///
		/// # Events
		/// [`Event::EnvelopeReplaced`]; `EnvelopeReplaced` in the patient's trail.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::replace_envelope()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &GrantId, _: &Envelope| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn replace_envelope(
			origin: OriginFor<T>,
			patient: PatientId,
			grant: GrantId,
			envelope: Envelope,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_replace_envelope(who, patient, grant, envelope)
		}

		/// Passes on a part of a grant to another organization, or to somebody in it (a referral).
		///
		/// The signer acts in `capacity` and may itself use the grant `parent`, which permits to disclose. What is
		/// passed on lies within the parent in scope, content, actions, purposes and period, and ends with it. At
		/// most three times in a row, once to the same organization, and to eight organizations from one grant.
		/// Nothing can be passed on that the patient has refused to the signer or to the receiver, nothing of a
		/// patient who has died, and nothing within one's own organization. Free for practitioners.
		///
		/// - `organization`: to which institution.
		/// - `provision`: who in it may do what, with which records, why and when.
		/// - `envelope`: what commits to the keys that the grantee needs to read, sealed to it.
		///
		/// # Errors
		/// About the signer and its request: `NotPractising`, `InvalidPeriod`, `PeriodEnded`, `EmptyScope`,
		/// `DuplicateInScope`, `InvalidActions`, `InvalidPurposes`, `InvalidContentPeriod`,
		/// `CannotReferToOwnOrganization`, `OrganizationNotAccredited`, `PractitionerNotPractising`. About the
		/// patient `NotReferable` alone, whatever the reason. About a grant that the signer may pass on:
		/// `ParentExceeded`, `MaxDepthExceeded`, `MaxChildrenExceeded`, `StaleKeyEpoch`, `GranteeHasNoKey`,
		/// `StaleGranteeKey`, `CommitmentMissing`, `MaxReferralsExceeded`, `MaxGrantsExceeded`.
		///
		/// # Events
		/// [`Event::Referred`]; `ConsentReferred` in the patient's trail.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::refer()).saturating_add(T::Audit::weight().saturating_mul(2)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &GrantId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<Envelope>| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn refer(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			parent: GrantId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			envelope: Option<Envelope>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refer(who, patient, capacity, parent, organization, provision, envelope)
		}

		/// Asks a patient for a grant to the signer's organization.
		///
		/// The signer practises for the organization. Free for practitioners. It succeeds, with the same event, whether
		/// or not there is such a patient and it can be asked, so that asking tells nothing about a patient. A
		/// request is left only if the patient is open and alive, does not refuse all of it, and if the organization
		/// has no open request to it. A rejected one bars its practitioner, and whatever asks for as much, until it
		/// would have lapsed; a second rejection in this time bars the organization.
		///
		/// - `provision`: what is asked for.
		/// - `reason`: a salted commitment to the reason given in words.
		///
		/// # Errors
		/// `NotPractising`, `InvalidPeriod`, `PeriodEnded`, `EmptyScope`, `DuplicateInScope`, `InvalidActions`,
		/// `InvalidPurposes`, `InvalidContentPeriod`, `PractitionerNotPractising`: none about the patient.
		///
		/// # Events
		/// [`Event::ConsentRequested`]; `ConsentRequested` or, if the patient was not asked,
		/// `ConsentRequestBarred` in the patient's trail, for an unknown or closed one in the organization's.
		#[pallet::call_index(8)]
		// Whom the request names may be a colleague, whose row is another one.
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::request_consent()).saturating_add(T::Audit::weight().saturating_mul(2)).saturating_add(T::DbWeight::get().reads(1)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &Provision<T::AccountId>, _: &Commitment| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn request_consent(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			provision: Provision<T::AccountId>,
			reason: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_consent(who, patient, capacity, provision, reason)
		}

		/// Takes the organization's open request back, so that another can be made.
		///
		/// The signer practises for the organization. Free for practitioners. It succeeds, with the same event,
		/// whether or not there was one. A rejection that came before the request is not forgotten by this.
		///
		/// # Errors
		/// `NotPractising`.
		///
		/// # Events
		/// [`Event::RequestWithdrawn`]; `ConsentRequestWithdrawn` in the patient's trail if there was one.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::withdraw_request()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn withdraw_request(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_request(who, patient, capacity)
		}

		/// Approves the open request of an organization: gives it the grant that it asked for, or a narrower one.
		///
		/// By the same people and the same rules as [`Self::grant`], but never by who made the request.
		///
		/// - `provision`: what is granted: what was asked for, or less of it in grantee, scope, content, actions,
		///   purposes and period. The patient signs what it has read, so that an organization which puts another
		///   request in the place of that gains nothing.
		///
		/// # Errors
		/// `RequestNotFound`, `RequestExceeded`, `CannotApproveOwnRequest`, and those of [`Self::grant`].
		///
		/// # Events
		/// [`Event::RequestApproved`], [`Event::Granted`], [`Event::Displaced`] if a live grant had to make room;
		/// `ConsentGranted` in the patient's trail, and `ConsentDisplaced` before it.
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::approve_request()).saturating_add(T::Audit::weight().saturating_mul(3)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId, _: &Provision<T::AccountId>, _: &Option<Commitment>, _: &Option<Envelope>| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn approve_request(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
			provision: Provision<T::AccountId>,
			terms: Option<Commitment>,
			envelope: Option<Envelope>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_request(who, patient, organization, provision, terms, envelope)
		}

		/// Says no to the open request of an organization. Neither who asked nor a request for as much reaches the
		/// patient before it would have lapsed; see [`Self::request_consent`].
		///
		/// By the same people as [`Self::revoke`], also while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `RequestNotFound`.
		///
		/// # Events
		/// [`Event::RequestRejected`]; `ConsentRequestRejected` in the patient's trail.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::reject_request()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &OrganizationId| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn reject_request(
			origin: OriginFor<T>,
			patient: PatientId,
			organization: OrganizationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject_request(who, patient, organization)
		}

		/// Refuses something from now on, whatever was or will be granted.
		///
		/// By the same people as [`Self::revoke`], also while frozen. It needs no free place: if the patient has as
		/// many refusals as can be, two are joined to one that refuses what either does: the closest of them and this
		/// one, or two others, if that adds less. The controller's are not joined to make room for a representative's,
		/// and representatives' first to make room for the controller's.
		///
		/// - `refusal`: whom, which class and which purposes, and whether even in an emergency.
		///
		/// A refusal that a representative has made becomes the controller's when the controller makes it, too.
		///
		/// *Even in an emergency* is said by the controller alone, and not while frozen. If as many hold so as can be,
		/// it is refused all the same, but gives way in an emergency; the event says so.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `InvalidPurposes`, `EmergenciesStayOpen`, `NothingToDo` if the same
		/// refusal stands already.
		///
		/// # Events
		/// [`Event::Refused`], [`Event::RefusalsJoined`] if two others made room; `RefusalMade`, and `RefusalsJoined`, in
		/// the patient's trail.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::refuse()).saturating_add(T::Audit::weight().saturating_mul(2)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &Refusal<T::AccountId>| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn refuse(
			origin: OriginFor<T>,
			patient: PatientId,
			refusal: Refusal<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(who, patient, refusal)
		}

		/// Lifts a refusal.
		///
		/// By the same people as [`Self::grant`], and as little while frozen; what the controller refused, only the
		/// controller lifts.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `RefusalNotFound`.
		///
		/// # Events
		/// [`Event::RefusalLifted`]; `RefusalLifted` in the patient's trail.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::lift_refusal()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RefusalId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn lift_refusal(
			origin: OriginFor<T>,
			patient: PatientId,
			refusal: RefusalId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_refusal(who, patient, refusal)
		}

		/// Refuses everything to everybody who acts for an organization, from now on. Grants stay, and count again
		/// when it is lifted. Said again, it changes whether it holds in emergencies, or makes what a representative
		/// said the controller's.
		///
		/// By the same people as [`Self::revoke`], also while frozen. That it holds even in an emergency is said by the
		/// controller alone, and that it no longer does, too; neither while frozen.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `EmergenciesStayOpen`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllRefused`]; `AllRefused` in the patient's trail.
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::refuse_all()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &bool| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn refuse_all(
			origin: OriginFor<T>,
			patient: PatientId,
			even_in_emergency: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse_all(who, patient, even_in_emergency)
		}

		/// No longer refuses everything. Single refusals stay.
		///
		/// By the same people as [`Self::lift_refusal`].
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllRefusedLifted`]; `AllRefusedLifted` in the patient's trail.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::lift_refuse_all()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn lift_refuse_all(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_refuse_all(who, patient)
		}

		/// Wants nobody to break the glass: no session opens, and open ones permit nothing any more.
		///
		/// The signer is the controller, not while frozen: nobody else bars a patient from emergencies, nor does
		/// whoever has stolen its key. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `EmergenciesStayOpen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::EmergenciesOptedOut`]; `EmergenciesOptedOut` in the patient's trail.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::opt_out_of_emergencies()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn opt_out_of_emergencies(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_out_of_emergencies(who, patient)
		}

		/// Permits again that the glass is broken.
		///
		/// The signer is the controller, not while frozen. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::EmergenciesOptedIn`]; `EmergenciesOptedIn` in the patient's trail.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::opt_in_to_emergencies()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn opt_in_to_emergencies(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_in_to_emergencies(who, patient)
		}

		/// Keeps representatives from a class: they neither see nor add such records, and no grant that they give or
		/// gave covers them. Nor does a device add any that a representative authorized. For a teenager's records, or
		/// those of an abused spouse.
		///
		/// The signer is the controller, also while frozen. Free. Sixteen classes are listed; one more marks all.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::ClassMarkedConfidential`], or [`Event::AllMarkedConfidential`] if there is no room for another;
		/// the same in the patient's trail.
		#[pallet::call_index(18)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::mark_confidential()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RecordClass| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn mark_confidential(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mark_confidential(who, patient, class)
		}

		/// No longer keeps representatives from a class. If all are confidential, it becomes an exception.
		///
		/// The signer is the controller, not while frozen. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`, `MaxClassesExceeded` if there are sixteen
		/// exceptions.
		///
		/// # Events
		/// [`Event::ClassUnmarkedConfidential`]; `ClassUnmarkedConfidential` in the patient's trail.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::unmark_confidential()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RecordClass| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn unmark_confidential(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unmark_confidential(who, patient, class)
		}

		/// Lets law permit something without consent, for every patient.
		///
		/// The origin is [`Config::PolicyOrigin`]. The policy counts from its own beginning on, and not before the notice is over that this origin
		/// has to give: a beginning before that is moved to it, in what is stored and in the hash of its content.
		///
		/// # Errors
		/// `BadOrigin`, `InvalidPolicy`, `InvalidPeriod`, `PeriodEnded`, `EmptyScope`, `DuplicateInScope`,
		/// `InvalidActions`, `InvalidPurposes`, `MaxPoliciesExceeded`.
		///
		/// # Events
		/// [`Event::PolicyEnacted`].
		#[pallet::call_index(20)]
		// The policies are at hand in every block, so no measurement counts that they are written.
		#[pallet::weight(T::WeightInfo::enact_policy().saturating_add(T::Audit::weight()).saturating_add(T::DbWeight::get().writes(1)))]
		pub fn enact_policy(origin: OriginFor<T>, policy: Policy) -> DispatchResult {
			let notice = T::PolicyOrigin::ensure_origin(origin)?;
			Self::do_enact_policy(policy, notice)
		}

		/// Ends a policy at once, or withdraws one that does not count yet.
		///
		/// The origin is [`Config::PolicyOrigin`].
		///
		/// # Errors
		/// `BadOrigin`, `PolicyNotFound`.
		///
		/// # Events
		/// [`Event::PolicyRepealed`].
		#[pallet::call_index(21)]
		// The policies are at hand in every block, so no measurement counts that they are written.
		#[pallet::weight(T::WeightInfo::repeal_policy().saturating_add(T::Audit::weight()).saturating_add(T::DbWeight::get().writes(1)))]
		pub fn repeal_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			T::PolicyOrigin::ensure_origin(origin)?;
			Self::do_repeal_policy(policy)
		}

		/// Lets an organization break the glass by these terms, or, without terms, no longer. Open sessions go on.
		///
		/// What goes beyond the terms is not refused, but flagged; terms of nothing flag every session.
		///
		/// The origin is [`Config::LicensingOrigin`].
		///
		/// # Errors
		/// `BadOrigin`, `OrganizationNotAccredited` if it shall get terms and may not act now.
		///
		/// # Events
		/// [`Event::BreakGlassLicensed`].
		#[pallet::call_index(22)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::license_break_glass()).saturating_add(T::Audit::weight()))]
		pub fn license_break_glass(
			origin: OriginFor<T>,
			organization: OrganizationId,
			terms: Option<BreakGlassTerms>,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_license_break_glass(organization, terms)
		}

		/// Breaks the glass: for some hours the signer may see the patient's records, and add new ones, for emergency
		/// treatment.
		///
		/// A session opens for whoever has the emergency role in an organization that may break the glass, unless the
		/// patient has opted out, or refuses this practitioner everything even in an emergency; the patient has died;
		/// or the practitioner's own account is the patient's controller or representative. No count refuses it:
		/// beyond the organization's terms, or with too many reviews overdue or pending, the session is flagged. It
		/// lasts `FlaggedSessionHours` then, if more were asked for, and is to be judged in half of the time.
		///
		/// Whoever signs gets an answer: where no session opens, the call succeeds, tells everybody the same, and
		/// leaves the reason in the patient's trail; of an unknown or closed patient in the trail of the organization.
		/// So a runtime must not let the call stand where it can be rolled back.
		///
		/// Every session is to be judged by somebody of another organization. Free for practitioners with the
		/// emergency role.
		///
		/// - `reason`: what makes it impossible to ask the patient.
		/// - `justification`: a salted commitment to what was written down about it.
		/// - `hours`: for how long, up to `MaxSessionHours`.
		///
		/// # Errors
		/// `InvalidDuration`, `EmergencyAlreadyOpen`.
		///
		/// # Events
		/// [`Event::EmergencyOpened`], and [`Event::EmergencyFlagged`]; or [`Event::EmergencyDenied`]. The same in the
		/// patient's trail.
		#[pallet::call_index(23)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::open_emergency()).saturating_add(T::Audit::listed_weight()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &PatientId, capacity: &Capacity, _: &EmergencyReason, _: &Commitment, _: &u8| -> bool {
			Pallet::<T>::is_emergency_practitioner(origin, capacity)
		})]
		pub fn open_emergency(
			origin: OriginFor<T>,
			patient: PatientId,
			capacity: Capacity,
			reason: EmergencyReason,
			justification: Commitment,
			hours: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_emergency(who, patient, capacity, reason, justification, hours)
		}

		/// Closes an open session before its time. It is to be judged all the same.
		///
		/// By its practitioner, by whatever gateway; by a privacy officer of the same organization; or, as a person, by
		/// the patient's controller, though not while the patient's side is frozen. Free for them.
		///
		/// # Errors
		/// `SessionNotFound`, `NotPractising`; of a person `PatientNotFound`, `NotAuthorized`, `PatientFrozen`.
		///
		/// # Events
		/// [`Event::EmergencyClosed`]; `EmergencyClosed` in the patient's trail.
		#[pallet::call_index(24)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::close_emergency()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, capacity: &Capacity, session: &SessionId| -> bool {
			Pallet::<T>::closes_freely(origin, capacity, session)
		})]
		pub fn close_emergency(
			origin: OriginFor<T>,
			capacity: Capacity,
			session: SessionId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_emergency(who, capacity, session)
		}

		/// Judges an emergency session that is over.
		///
		/// That it was justified is the last word on it. That it was not is a first verdict: nothing follows. The
		/// practitioner may answer it; then, or when `AnswerPeriod` is over, somebody of another organization or the
		/// authority says the same, and [`Config::OnMisconduct`] hears of the practitioner, or says that it was
		/// justified.
		///
		/// The origin is [`Config::ReviewOrigin`], for another organization than the session's and those that
		/// followed it, and not on the patient's side. The organizations that were drawn by lot, and an authority,
		/// judge at once, others when half of the time for the verdict is over. Free for practitioners.
		///
		/// - `capacity`: for whom the signer acts.
		/// - `findings`: a salted commitment to the findings in words; must be there if it was not justified.
		///
		/// # Errors
		/// `BadOrigin`, `SessionNotFound`, `AlreadyReviewed`, `SessionStillOpen`, `CannotReviewOwnSession`,
		/// `CannotReviewTwice`, `NotDrawn`, `FindingsMissing`, `AnswerAwaited`.
		///
		/// # Events
		/// [`Event::EmergencyReviewed`]; `EmergencyReviewed` in the patient's trail.
		#[pallet::call_index(25)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::review_emergency()).saturating_add(T::Audit::weight()).saturating_add(T::OnMisconduct::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, _: &SessionId, capacity: &Capacity, _: &bool, _: &Option<Commitment>| -> bool {
			Pallet::<T>::is_practising(origin, capacity)
		})]
		pub fn review_emergency(
			origin: OriginFor<T>,
			session: SessionId,
			capacity: Capacity,
			is_justified: bool,
			findings: Option<Commitment>,
		) -> DispatchResult {
			let reviewer = T::ReviewOrigin::ensure_origin(origin, &capacity)?;
			Self::do_review_emergency(reviewer, session, is_justified, findings)
		}

		/// Ends all grants that were given at `since` or later, and all that were passed on since, whatever they were
		/// passed on from: for a patient whose key somebody else has held.
		///
		/// A grant that was amended since, or from which a class was taken, is another version, which was given since:
		/// it ends, too. [`Pallet::given_since`] lists what would end. Requests stay: by them nothing is given.
		///
		/// By the same people as [`Self::revoke`], also while frozen. It needs no free place anywhere.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `NothingToDo` if none was given.
		///
		/// # Events
		/// [`Event::RevokedSince`]; `RevokedSince` in the patient's trail.
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::revoke_since()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &Moment| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn revoke_since(
			origin: OriginFor<T>,
			patient: PatientId,
			since: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_since(who, patient, since)
		}

		/// Answers the verdict that a session was not justified, once, before there is a second one.
		///
		/// By its practitioner, by whatever gateway, also one who was suspended or has left. Also if its organization
		/// may no longer act: then by a gateway that it had when the session was opened. Free.
		///
		/// - `answer`: a salted commitment to the answer in words, which the second reviewer gets off the chain.
		///
		/// # Errors
		/// `SessionNotFound`, `NotPractising`, `NothingToAnswer`.
		///
		/// # Events
		/// [`Event::EmergencyAnswered`]; `EmergencyAnswered` in the patient's trail.
		#[pallet::call_index(27)]
		// Measured is an own account, of which nothing is asked.
		#[pallet::weight(
			Pallet::<T>::with_questions(T::WeightInfo::answer_emergency())
				.saturating_add(T::Audit::weight())
				.saturating_add(Pallet::<T>::hearing_weight())
		)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, capacity: &Capacity, session: &SessionId, _: &Commitment| -> bool {
			Pallet::<T>::answers_freely(origin, capacity, session)
		})]
		pub fn answer_emergency(
			origin: OriginFor<T>,
			capacity: Capacity,
			session: SessionId,
			answer: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_emergency(who, capacity, session, answer)
		}

		/// Says which custodians keep the shares of a key to the patient's emergency ring, in the place of any other
		/// ring.
		///
		/// By the same people as [`Self::grant`], and as little while frozen: whoever stole a key would else put a ring
		/// that opens nothing in the place of the patient's, or custodians of its own choice. For the same reason a
		/// representative puts none in the place of the controller's, unless the patient's key was replaced since; a patient
		/// without a controller has only representatives to do it. A representative's ring holds no keys of confidential
		/// classes, since it has none. Each custodian must be accredited and have published a key now, or it could
		/// neither get its share nor hand it on.
		///
		/// - `ring`: the custodians in ascending order, how many of them it takes, the epoch of the patient's key, and
		///   what commits to ring and shares.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `CustodiansNotAscending`, `InvalidThreshold`,
		/// `CommitmentMissing`, `StaleKeyEpoch`, `NothingToDo` if it is the present ring,
		/// `OrganizationNotAccredited`, `CustodianHasNoKey`.
		///
		/// # Events
		/// [`Event::EmergencyRingSet`]; `EmergencyRingSet` in the patient's trail.
		#[pallet::call_index(28)]
		#[pallet::weight(Pallet::<T>::with_questions_about_custodians(T::WeightInfo::set_emergency_ring()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &EmergencyRing| -> bool {
			Pallet::<T>::is_consenter(origin, patient)
		})]
		pub fn set_emergency_ring(
			origin: OriginFor<T>,
			patient: PatientId,
			ring: EmergencyRing,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_emergency_ring(who, patient, ring)
		}

		/// Has no emergency ring any more: custodians hand out no share, and destroy theirs.
		///
		/// By the same people as [`Self::revoke`], but not while frozen, and by a representative only if the
		/// controller has not set it. Other endings go on in a freeze, since they harm nobody but the thief; this one takes
		/// a way to care from somebody who may lie unconscious. Whoever must wait loses little: shares open nothing
		/// before somebody breaks the glass, which the trail shows, and what a custodian has in its hands no call takes
		/// back. Without a ring an emergency session is no less a session: what was granted, it opens.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo` if there is none.
		///
		/// # Events
		/// [`Event::EmergencyRingRemoved`]; `EmergencyRingRemoved` in the patient's trail.
		#[pallet::call_index(29)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::remove_emergency_ring()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_ender(origin, patient)
		})]
		pub fn remove_emergency_ring(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_emergency_ring(who, patient)
		}

		/// Keeps representatives from all classes but `exceptions`, also those to come; as [`Self::mark_confidential`]
		/// does from one. Classes that were marked one by one stay so. Said again, the exceptions are others.
		///
		/// The signer is the controller, also while frozen unless another class becomes an exception. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllMarkedConfidential`]; `AllClassesMarkedConfidential` in the patient's trail.
		#[pallet::call_index(30)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::mark_all_confidential()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &ClassSet| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn mark_all_confidential(
			origin: OriginFor<T>,
			patient: PatientId,
			exceptions: ClassSet,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mark_all_confidential(who, patient, exceptions)
		}

		/// No longer keeps representatives from all classes but some. Those that were marked one by one stay so.
		///
		/// The signer is the controller, not while frozen. Free.
		///
		/// # Errors
		/// `PatientNotFound`, `NotAuthorized`, `PatientFrozen`, `NothingToDo`.
		///
		/// # Events
		/// [`Event::AllUnmarkedConfidential`]; `AllClassesUnmarkedConfidential` in the patient's trail.
		#[pallet::call_index(31)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::unmark_all_confidential()).saturating_add(T::Audit::weight()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId| -> bool {
			Pallet::<T>::is_controller(origin, patient)
		})]
		pub fn unmark_all_confidential(origin: OriginFor<T>, patient: PatientId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unmark_all_confidential(who, patient)
		}
	}
}
