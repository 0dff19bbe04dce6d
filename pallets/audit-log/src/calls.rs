//! The calls, one readable list: each says what it does, who may, what it costs and what it tells, and hands on to the
//! file that does it.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Asks for access to a patient's records: decides, writes the attempt into the trail whether
		/// permitted or denied, and answers with a ticket or with none.
		///
		/// - `target`: an anchor, or a class of records.
		/// - `action`, `purpose`: what is done with them, and why.
		/// - `capacity`: whether the signer acts on the patient's side, as a practitioner, or as a gateway
		///   for one.
		/// - `custodian`: the organization that shall release the ciphertext.
		/// - `reason`: a salted commitment to a reason in words, which stays off the chain.
		/// - `claim`: commits to a secret, with which the custodian that the holder asks redeems the ticket
		///   ([`TicketSecret::claim`]).
		///
		/// Any signed account may ask. Free for the patient's side, and for whoever practises in the
		/// organization of `capacity`, by an own account or through a gateway: [`Config::FreeAttempts`] times a day for
		/// one patient, and always for emergency treatment with the emergency role.
		///
		/// The call succeeds for every signed origin: a call that failed would take its own evidence
		/// back. For the same reason **it must not be callable inside an atomic batch**, or inside any
		/// other call that can fail after it: whoever probes for permissions could roll the entry
		/// back. The runtime's call filter sees to that.
		///
		/// The answer, the event and the weight are the same for every denial, so that an outsider does
		/// not learn from them whether there is such a patient or what it refused; the reason stands in
		/// the trail. Nothing of the weight is paid back, because that would tell how far the decision
		/// came.
		///
		/// The entry goes to the patient's trail, also of one who is closed, and names, for a gateway, both its account and
		/// the practitioner. Where nobody knows the patient, it goes to the trail of the
		/// organization that the signer claims to act for, if there is such an organization: a trail is
		/// never made for an id that somebody thought up.
		///
		/// # Errors
		/// None but a bad origin.
		///
		/// # Events
		/// - [`Event::AccessAnswered`], with the ticket if access is permitted; then [`Event::EntryAppended`], too
		///
		/// # Cost
		/// The decision, the trail's entry, a row in the list of the signer's organization, and the count of attempts.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::weight_of_request(1))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 _target: &Target,
			 _action: &Action,
			 purpose: &Purpose,
			 capacity: &Capacity,
			 _custodian: &OrganizationId,
			 _reason: &Option<Commitment>,
			 _claim: &TicketClaim|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::asks_freely(who, patient, *purpose, *capacity))
			}
		)]
		#[allow(clippy::too_many_arguments)]
		pub fn request_access(
			origin: OriginFor<T>,
			patient: PatientId,
			target: Target,
			action: Action,
			purpose: Purpose,
			capacity: Capacity,
			custodian: OrganizationId,
			reason: Option<Commitment>,
			claim: TicketClaim,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let question =
				Question { patient, action, purpose, custodian, reason, claim, encounter: None };
			Self::answer(who, capacity, question, &[target]);
			Ok(())
		}

		/// Notes that a custodian releases what a ticket stands for: an entry in the patient's trail, which names who
		/// released it to whom. A ticket that serves once is not shown again.
		///
		/// Only an attempt to access, disclose or use shows records. Whoever was permitted to collect or to
		/// correct has nothing to fetch.
		///
		/// The ticket holds on the ground on which it was given. If that has ended (the grant was revoked or
		/// amended, the session closed), a new one does not revive it: whoever is still permitted asks again.
		///
		/// - `patient`, `sequence`: the ticket.
		/// - `holder`: the account that shows it: the practitioner's, or the gateway's.
		/// - `practitioner`: of a ticket for a team that a gateway shows: for whom. None otherwise.
		/// - `custodian`: the organization for which the signer releases.
		/// - `secret`: what the holder told this custodian when it asked, and committed to when it asked for access. So
		///   nobody uses a ticket up whose holder has not come.
		/// - `targets`: which of the ticket's records are released; all if none are named.
		///
		/// Signed by a practitioner of `custodian` with the role of a custodian, not through a gateway;
		/// free.
		///
		/// # Errors
		/// - [`Error::NotAuthorized`]: the signer does not practise for `custodian` in that role
		/// - [`Error::TicketNotFound`], [`Error::NotTicketHolder`], [`Error::WrongCustodian`],
		///   [`Error::NothingToRelease`], [`Error::TicketExpired`], [`Error::TicketRedeemed`],
		///   [`Error::NoLongerPermitted`]: the ticket does not hold, judged in this order; an attempt at which nothing was
		///   permitted is not found, whoever shows it
		/// - [`Error::WrongSecret`]: `secret` is not what the holder committed to
		/// - [`Error::TargetsNotDistinct`]: `targets` names something twice
		/// - [`Error::NotCovered`]: of `targets`, one is not permitted, or not any more
		///
		/// # Events
		/// - [`Event::RecordsReleased`], [`Event::EntryAppended`]
		///
		/// # Cost
		/// The decision for each of the targets that are released, the signer's standing (2 reads), for a team's ticket the
		/// reader's (among the decision's), the ticket's entry and its mark (2 reads, 1 write), the trail's entry and a row
		/// in the list of the custodian. The weight is that of [`MAX_TARGETS`] decisions; those that were not
		/// made are paid back, also if it is refused.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::weight_of_redemption(MAX_TARGETS))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 _patient: &PatientId,
			 _sequence: &Sequence,
			 _holder: &T::AccountId,
			 _practitioner: &Option<Pseudonym>,
			 custodian: &OrganizationId,
			 _secret: &TicketSecret,
			 _targets: &Targets|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::is_custodian(&who, *custodian))
			}
		)]
		#[allow(clippy::too_many_arguments)]
		pub fn redeem_ticket(
			origin: OriginFor<T>,
			patient: PatientId,
			sequence: Sequence,
			holder: T::AccountId,
			practitioner: Option<Pseudonym>,
			custodian: OrganizationId,
			secret: TicketSecret,
			targets: Targets,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let shown = Shown { patient, sequence, holder, practitioner, custodian };
			Self::do_redeem(who, shown, secret, targets)
		}

		/// Asks for access to up to 64 anchors and classes of one patient: one decision for each, one entry that tells what
		/// came of each, and one ticket that lists what is permitted, or none.
		///
		/// With `encounter` the ticket stands for some hours, for who asks or for a role in its organization, and serves
		/// until they are over: a ward round is not two hundred requests. Each release under it is an entry, and each is
		/// judged anew, by who it is that reads.
		///
		/// - `targets`: each once, at least one.
		/// - `encounter`: for how long and for whom; none for a ticket of minutes.
		///
		/// All else is as in [`Pallet::request_access`], also that it must not be callable inside an atomic batch.
		///
		/// # Errors
		/// They say nothing of the patient, and nothing was decided:
		/// - [`Error::TargetsNotDistinct`]: none, or one twice
		/// - [`Error::EncounterOutOfBounds`]: no hours or too many, or a role of nobody's organization
		///
		/// # Events
		/// - [`Event::AccessAnswered`], with the ticket if something is permitted; then [`Event::EntryAppended`], too
		///
		/// # Cost
		/// The decisions, of which each reads what the first has read and its own anchor; the trail's entry, a row in
		/// the list of the signer's organization, and the count of attempts.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::weight_of_request(targets.len() as u32))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 patient: &PatientId,
			 _targets: &Targets,
			 _action: &Action,
			 purpose: &Purpose,
			 capacity: &Capacity,
			 _custodian: &OrganizationId,
			 _reason: &Option<Commitment>,
			 _claim: &TicketClaim,
			 _encounter: &Option<Encounter>|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::asks_freely(who, patient, *purpose, *capacity))
			}
		)]
		#[allow(clippy::too_many_arguments)]
		pub fn request_access_to_many(
			origin: OriginFor<T>,
			patient: PatientId,
			targets: Targets,
			action: Action,
			purpose: Purpose,
			capacity: Capacity,
			custodian: OrganizationId,
			reason: Option<Commitment>,
			claim: TicketClaim,
			encounter: Option<Encounter>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_distinct(&targets)?;
			Self::ensure_encounter(capacity, encounter)?;
			let question =
				Question { patient, action, purpose, custodian, reason, claim, encounter };
			Self::answer(who, capacity, question, &targets);
			Ok(())
		}

		/// Reports what a custodian has released without redeeming a ticket at the time: many at once, during a downtime, or
		/// outside the chain. One entry each, in the patient's trail, or, if nobody knows the patient, in the custodian's.
		///
		/// A release that its ticket covers is an entry like a redemption. One without, or that its ticket does not cover,
		/// or no longer, is recorded all the same and **flagged**, and so is whatever was released during a downtime: the
		/// custodian's privacy officer has to answer for it.
		///
		/// - `custodian`: the organization for which the signer released.
		/// - `reports`: up to 256.
		///
		/// Signed by a practitioner of `custodian` with the role of a custodian, not through a gateway; free up to
		/// [`FREE_REPORTS`] targets, so long as no more than [`MAX_OPEN_FLAGGED`] releases of the custodian are flagged and
		/// not answered for. It is never refused.
		///
		/// # Errors
		/// - [`Error::NotAuthorized`]: the signer does not practise for `custodian` in that role
		/// - [`Error::NothingReported`]: the list is empty
		/// - [`Error::ReleasedInFuture`]: one is to come yet
		/// - [`Error::IncompleteReport`]: one without a ticket does not say to whom, or which records
		/// - [`Error::TargetsNotDistinct`]: one names the same records twice
		///
		/// # Events
		/// - [`Event::ReleasesReported`], and none for an entry: in which trail it stands would tell whether there is such a
		///   patient
		///
		/// # Cost
		/// For each: the ticket's entry and mark (2 reads, 1 write), the decision on what it was for, the trail's entry, a row
		/// in the custodian's list, and an inquiry if it is flagged (2 writes). Once, how many are flagged (1 read, 1 write).
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::most_for_reports(reports.len()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, custodian: &OrganizationId, reports: &BoundedVec<ReleaseReport<T::AccountId>, ConstU32<MAX_REPORTS>>| -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::reports_freely(&who, *custodian, reports))
			}
		)]
		pub fn report_access(
			origin: OriginFor<T>,
			custodian: OrganizationId,
			reports: BoundedVec<ReleaseReport<T::AccountId>, ConstU32<MAX_REPORTS>>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_report(who, custodian, reports.into_inner())
		}

		/// Contests an entry of the patient's trail: that was not treatment, that was not agreed. The organization whose
		/// people it tells of has to answer by a date; if it does not, the authority sees to it.
		///
		/// - `patient`, `sequence`: the entry. It tells of somebody who acted for an organization, and was not contested
		///   before. A flagged release may be, once: the inquiry begins anew, with a date of its own, unless it is with the
		///   authority.
		/// - `statement`: a salted commitment to what the patient says, which goes to the organization off the chain.
		///
		/// Signed by the patient's controller, or a representative who may read; free.
		///
		/// # Errors
		/// - [`Error::NotAuthorized`]: the signer is neither
		/// - [`Error::EntryNotFound`], [`Error::NothingToContest`], [`Error::AlreadyContested`]: of the entry
		/// - [`Error::TooManyContested`]: [`MAX_CONTESTED`] wait for an answer, or, where the signer is not the controller,
		///   [`MAX_CONTESTED_BY_OTHERS`]
		///
		/// # Events
		/// - [`Event::EntryContested`], [`Event::EntryAppended`]
		///
		/// # Cost
		/// The signer's relation to the patient, the entry, the inquiry and the first day (4 reads, 2 writes), of a flagged
		/// release also its count and its old date (1 read, 2 writes), and the trail's entry.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::contest_entry()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, patient: &PatientId, _sequence: &Sequence, _statement: &Commitment| -> bool {
				ensure_signed(origin.clone()).is_ok_and(|who| Pallet::<T>::may_contest(patient, &who))
			}
		)]
		pub fn contest_entry(
			origin: OriginFor<T>,
			patient: PatientId,
			sequence: Sequence,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contest(who, patient, sequence, statement)
		}

		/// Answers for an entry that is contested, or flagged.
		///
		/// - `capacity`: for which organization the signer answers, by an own account or through a gateway.
		/// - `trail`, `sequence`: the entry.
		/// - `answer`, and `statement`: a salted commitment to it in words.
		///
		/// Signed by a privacy officer of the organization, or of the one that has followed it, who did not do what the entry
		/// tells; free. It is also taken after its date; once the inquiry is with the authority, that has the last word.
		///
		/// # Errors
		/// - [`Error::NotAuthorized`]: the signer is no such privacy officer, or it is the signer's own doing
		/// - [`Error::InquiryNotFound`], [`Error::AlreadyAnswered`]: of the inquiry
		///
		/// # Events
		/// - [`Event::InquiryAnswered`], [`Event::EntryAppended`]
		///
		/// # Cost
		/// The signer's standing (2 reads), the inquiry and the entry (2 reads, 2 writes), for a flagged release how many are
		/// (1 read, 1 write), and the trail's entry.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_questions(T::WeightInfo::answer_inquiry()))]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 capacity: &Capacity,
			 _trail: &TrailId,
			 _sequence: &Sequence,
			 _answer: &InquiryAnswer,
			 _statement: &Commitment|
			 -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::is_privacy_officer(&Actor::new(who, *capacity)))
			}
		)]
		pub fn answer_inquiry(
			origin: OriginFor<T>,
			capacity: Capacity,
			trail: TrailId,
			sequence: Sequence,
			answer: InquiryAnswer,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer(Actor::new(who, capacity), trail, sequence, answer, statement)
		}

		/// Has the last word on an inquiry that was not answered in time.
		///
		/// - `organization`, `trail`, `sequence`: the inquiry.
		/// - `verdict`, and `findings`: a salted commitment to them in words.
		///
		/// By [`Config::AuthorityOrigin`].
		///
		/// # Errors
		/// - [`Error::InquiryNotFound`], [`Error::NotEscalated`]: of the inquiry
		///
		/// # Events
		/// - [`Event::InquiryResolved`], [`Event::EntryAppended`]
		///
		/// # Cost
		/// The inquiry (1 read, 2 writes), for a flagged release how many are (1 read, 1 write), and the trail's entry.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::resolve_inquiry())]
		pub fn resolve_inquiry(
			origin: OriginFor<T>,
			organization: OrganizationId,
			trail: TrailId,
			sequence: Sequence,
			verdict: InquiryVerdict,
			findings: Option<Commitment>,
		) -> DispatchResult {
			T::AuthorityOrigin::ensure_origin(origin)?;
			Self::do_resolve(organization, trail, sequence, verdict, findings)
		}
	}
}
