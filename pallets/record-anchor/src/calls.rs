//! What people can do, as one list; the files named for what they do say how.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Commits to a batch of sealed records of one class, of which the chain sees the Merkle root
		/// alone: one record or 65,536 cost the same.
		///
		/// - `batch`: class, root, number of records, months of content, custodian, epoch of the patient's key.
		/// - `purpose`: why they are collected.
		/// - `capacity`: whether the signer acts on the patient's side, as a practitioner, or as a gateway
		///   for one; a gateway's anchor names both as its author.
		///
		/// Signed by whoever the policy permits to collect: the patient's side, or a practitioner of
		/// an organization with a grant, by an own account or through a gateway. Free for these where the
		/// directories know them.
		///
		/// A patient whose side is frozen still adds records, as does whoever treats it: a freeze must not
		/// stop care. Its devices do not; the directory does not know them while it lasts.
		///
		/// # Errors
		/// - [`Error::NoLeaves`], [`Error::TooManyLeaves`], [`Error::InvalidContentPeriod`]
		/// - [`Error::NotPermitted`]: the policy denies it
		/// - [`Error::AlreadyAnchored`]: the same side has anchored this root for the patient
		/// - [`Error::UnknownKeyEpoch`], [`Error::MaxAnchorsExceeded`]
		///
		/// # Events
		/// - [`Event::RecordsAnchored`]; the trail gets `RecordsAnchored` with what permitted it
		///
		/// # Cost
		/// 2 reads and 4 writes beside the decision, the trail's entry and the hooks.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::anchoring(T::WeightInfo::anchor()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, batch: &NewBatch, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::adds_freely(origin, patient, batch.class, *capacity)
		})]
		pub fn anchor(
			origin: OriginFor<T>,
			patient: PatientId,
			batch: NewBatch,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor(Actor::new(who, capacity), patient, batch, purpose)
		}

		/// Anchors batches for several patients, such as a laboratory's of one morning: each is decided and
		/// written down by itself, and one that is refused does not take the others back.
		///
		/// Whoever reads the chain sees that these patients' records came in one run. Free where [`Pallet::anchor`] is; an empty
		/// run is not.
		///
		/// # Errors
		/// - [`Error::EmptyRun`]
		///
		/// # Events
		/// - [`Event::RecordsAnchored`] or [`Event::RunItemRefused`] for each, then [`Event::RunAnchored`]
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::anchoring(T::WeightInfo::anchor()).saturating_mul(u64::from(run.len() as u32).max(1)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, run: &Run, capacity: &Capacity| -> bool {
			Pallet::<T>::runs_freely(origin, run, *capacity)
		})]
		pub fn anchor_run(origin: OriginFor<T>, run: Run, capacity: Capacity) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor_run(Actor::new(who, capacity), run)
		}

		/// Puts another version of records in the place of one, which stays (FHIR `Provenance.entity`,
		/// role *revision*).
		///
		/// - `supersedes`: the version that the signer saw. If another one took its place meanwhile, the call
		///   fails, so that no correction is lost.
		/// - `reason`: why. With `WrongPatient` nobody is let see the old version any more.
		///
		/// Only the organization that wrote the records amends them, or one that has followed it; the patient's side amends what
		/// it wrote itself. Free for them.
		///
		/// # Errors
		/// as [`Pallet::anchor`], and [`Error::AnchorNotFound`], [`Error::OtherClass`], [`Error::NotLatestVersion`],
		/// [`Error::EnteredInError`], [`Error::Erased`], [`Error::NotTheAuthor`], [`Error::Settled`], and with `WrongPatient`
		/// [`Error::PatientFrozen`] for the patient's side
		///
		/// # Events
		/// - [`Event::RecordsAmended`]; `RecordsAmended` in the trail
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::anchoring(T::WeightInfo::amend()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &NewBatch, _: &CorrectionReason, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn amend(
			origin: OriginFor<T>,
			patient: PatientId,
			supersedes: AnchorId,
			batch: NewBatch,
			reason: CorrectionReason,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_amend(Actor::new(who, capacity), patient, supersedes, batch, reason, purpose)
		}

		/// Marks anchors as entered in error (FHIR `entered-in-error`): all of them, or none. They stay.
		///
		/// - `reason`: why. With `WrongPatient` nobody is let see their records any more, since they are
		///   another patient's. Superseded versions can be marked, too.
		///
		/// Only the side that wrote them marks them. Free for it. A root that is marked may be anchored again.
		///
		/// # Errors
		/// - [`Error::InvalidAnchors`], [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::NotTheAuthor`],
		///   [`Error::EnteredInError`], [`Error::Erased`], [`Error::Settled`], and with `WrongPatient` [`Error::PatientFrozen`] for
		///   the patient's side
		///
		/// # Events
		/// - [`Event::RecordsEnteredInError`] for each; `RecordsEnteredInError` in the trail for each
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::mark_entered_in_error()).saturating_mul(u64::from(anchors.len() as u32).max(1)))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &MarkedAnchors, _: &CorrectionReason, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn mark_entered_in_error(
			origin: OriginFor<T>,
			patient: PatientId,
			anchors: MarkedAnchors,
			reason: CorrectionReason,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mark(Actor::new(who, capacity), patient, anchors, reason, purpose)
		}

		/// Lets an anchor count again that was marked as entered in error, or withheld, by mistake or wrongly.
		///
		/// - `marked_at`: when it was marked, or else withheld, as the signer saw it. If it was marked anew meanwhile, the call
		///   fails, so that nobody takes back what it has not seen.
		///
		/// Its author can, free of charge, and [`Config::ArbiterOrigin`], to which a patient turns from whom an author
		/// withholds its own records; `capacity` plays no part then, and what was withheld the author cannot withhold again.
		///
		/// # Errors
		/// - [`Error::AnchorNotFound`], [`Error::NotPermitted`], [`Error::NotTheAuthor`], [`Error::Erased`],
		///   [`Error::NothingToReinstate`], [`Error::OtherMark`]
		/// - [`Error::AlreadyAnchored`]: the author has anchored the root anew; the arbiter lets the anchor count all the same
		///
		/// # Events
		/// - [`Event::RecordsReinstated`]; `RecordsReinstated` in the trail
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::reinstate()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &Moment, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn reinstate(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			marked_at: Moment,
			capacity: Capacity,
		) -> DispatchResult {
			let actor = match T::ArbiterOrigin::try_origin(origin) {
				Ok(_) => Actor::Authority,
				Err(origin) => Actor::new(ensure_signed(origin)?, capacity),
			};
			Self::do_reinstate(actor, patient, anchor, marked_at)
		}

		/// Stands by records that somebody else wrote, as a second reader does (FHIR `Provenance.signature`).
		///
		/// - `root`: what is signed; the anchor's own.
		/// - `purpose`: for which the signer may read the records; whoever may not, cannot sign them.
		///
		/// Signed by a practitioner other than the author, by an own account or through a gateway, and not by somebody who
		/// also acts for the patient. Free for them. Only the latest version is signed, since that one counts.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::CannotCoSign`], [`Error::Erased`],
		///   [`Error::EnteredInError`], [`Error::NotLatestVersion`]
		/// - [`Error::OtherRoot`], [`Error::AlreadyCoSigned`], [`Error::MaxCoSignaturesExceeded`]
		///
		/// # Events
		/// - [`Event::RecordsCoSigned`]; `RecordsCoSigned` in the trail
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::co_sign()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &H256, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn co_sign(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			root: H256,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_co_sign(Actor::new(who, capacity), patient, anchor, root, purpose)
		}

		/// Takes a co-signature back. By an own account always, whatever has become of the practitioner and the organization;
		/// through a gateway as long as that acts for the practitioner, also a gateway of an organization that has followed the one
		/// signed for. Free for whoever practises still.
		///
		/// # Errors
		/// - [`Error::AnchorNotFound`]
		/// - [`Error::NotPermitted`]: the gateway does not act for the practitioner
		/// - [`Error::NotCoSigned`]
		///
		/// # Events
		/// - [`Event::CoSignatureWithdrawn`]; `CoSignatureWithdrawn` in the trail
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::standing(T::WeightInfo::withdraw_co_signature()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn withdraw_co_signature(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_co_signature(Actor::new(who, capacity), patient, anchor)
		}

		/// Says that records which somebody else wrote are wrong (45 CFR 164.526, GDPR article 16), or that they were wrongly
		/// marked as entered in error. Everybody who asks about the anchor sees it.
		///
		/// - `statement`: a salted commitment to what the patient says.
		///
		/// Signed by the controller, or a representative with the power *records*, also during a freeze. Free for them. The
		/// dispute stays with the version that it is about; superseded versions can be disputed, too.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::Erased`], [`Error::OwnRecords`],
		///   [`Error::AlreadyDisputed`]
		///
		/// # Events
		/// - [`Event::RecordsDisputed`]; `RecordsDisputed` in the trail
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::dispute()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &Commitment| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn dispute(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_dispute(who, patient, anchor, statement)
		}

		/// Takes a dispute back, with whatever was answered to it. Another one can be made then.
		///
		/// Signed by the controller, or a representative with the power *records*; not while their side is frozen, so that whoever
		/// stole a key does not silence the patient. Free for them.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::PatientFrozen`], [`Error::NotDisputed`]
		///
		/// # Events
		/// - [`Event::DisputeWithdrawn`]; `DisputeWithdrawn` in the trail
		#[pallet::call_index(8)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::withdraw_dispute()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn withdraw_dispute(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_dispute(who, patient, anchor)
		}

		/// Answers a dispute: upheld, and the records must be amended; or rejected, and why. Once; but what was rejected can be
		/// upheld later, as when the patient's disagreement convinces. What was upheld is not rejected any more.
		///
		/// - `statement`: the one that is answered.
		///
		/// Signed for the organization that wrote the records, or one that has followed it. Free for it.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::NotTheAuthor`], [`Error::NotDisputed`],
		///   [`Error::OtherStatement`], [`Error::AlreadyAnswered`]
		///
		/// # Events
		/// - [`Event::DisputeAnswered`]; `DisputeAnswered` in the trail
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::answer_dispute()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &Commitment, _: &Verdict, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn answer_dispute(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			statement: Commitment,
			verdict: Verdict,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let actor = Actor::new(who, capacity);
			Self::do_answer_dispute(actor, patient, anchor, statement, verdict, purpose)
		}

		/// Disagrees with the rejection of a dispute (45 CFR 164.526(d)(2)); once.
		///
		/// - `statement`: a salted commitment to the statement of disagreement.
		///
		/// Signed by the controller, or a representative with the power *records*, also during a freeze. Free for them.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::NotDisputed`], [`Error::NothingToDisagreeWith`]
		///
		/// # Events
		/// - [`Event::DisagreementStated`]; `DisagreementStated` in the trail
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::disagree()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &Commitment| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn disagree(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			statement: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_disagree(who, patient, anchor, statement)
		}

		/// Announces that an anchor will be erased (GDPR article 17). It can be after [`Config::ErasureDelay`], so that whoever
		/// stole a key destroys nothing before the owner, or the guardians, have noticed.
		///
		/// Signed by the controller; not while its side is frozen. Free for it. What was announced is erased within 30 days
		/// after it is due, or must be announced anew: a forgotten announcement must not spare a thief the waiting.
		///
		/// # Errors
		/// - [`Error::NotPermitted`]: also to representatives and executors, and when the person has died
		/// - [`Error::AnchorNotFound`], [`Error::PatientFrozen`], [`Error::Erased`], [`Error::ErasureAnnounced`]
		///
		/// # Events
		/// - [`Event::ErasureAnnounced`]; `ErasureAnnounced` in the trail
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::announce_erasure()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn announce_erasure(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_announce_erasure(who, patient, anchor)
		}

		/// Takes the announcement back. Signed by the controller, or a representative or the executor with the power *records*,
		/// also during a freeze. Free for them.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::ErasureNotAnnounced`]
		///
		/// # Events
		/// - [`Event::ErasureCancelled`]; `ErasureCancelled` in the trail
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::cancel_erasure()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn cancel_erasure(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_erasure(who, patient, anchor)
		}

		/// Erases an anchor for ever: what proves its records goes, with what was said about them, and their custodians are
		/// released. That there was an anchor, of which class and months, by whom and when, stays; so does the trail. Nobody is let see
		/// its records any more.
		///
		/// Signed by the controller, when it is due; not while its side is frozen. Free for it.
		///
		/// # Errors
		/// - [`Error::NotPermitted`]: also to representatives and executors, and when the person has died
		/// - [`Error::AnchorNotFound`], [`Error::PatientFrozen`], [`Error::Erased`]
		/// - [`Error::ErasureNotAnnounced`]: or so long ago that it has lapsed
		/// - [`Error::ErasureNotDue`]
		///
		/// # Events
		/// - [`Event::RecordsErased`]; `RecordsErased` in the trail
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::erase()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId| -> bool {
			Pallet::<T>::acts_freely(origin, patient, Capacity::Person)
		})]
		pub fn erase(origin: OriginFor<T>, patient: PatientId, anchor: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_erase(who, patient, anchor)
		}

		/// Says which custodians shall keep an anchor's ciphertext, in pieces of which any `threshold` give the whole; with 1
		/// each is a copy. It takes the place of what was planned before; a piece that stays with its custodian, with the same
		/// root, stays held. Once the patient's side has planned, only it plans anew.
		///
		/// Signed by the patient's side, not while it is frozen, or for the organization that wrote the records. Free for them.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::NotTheAuthor`], [`Error::PatientFrozen`],
		///   [`Error::Erased`], [`Error::InvalidThreshold`], [`Error::PlannedByPatient`]
		///
		/// # Events
		/// - [`Event::CustodyPlanned`]; `CustodyPlanned` in the trail
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::plan_custody()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &u8, _: &Pieces, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn plan_custody(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			threshold: u8,
			pieces: Pieces,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let actor = Actor::new(who, capacity);
			Self::do_plan_custody(actor, patient, anchor, threshold, pieces, purpose)
		}

		/// Says until when a custodian keeps a piece of an anchor's ciphertext; said again, it renews, or shortens. Where nothing was
		/// planned, piece 0 is the whole, with the custodian that the anchor names, and its root the anchor's.
		///
		/// - `root`: what commits to the piece that the custodian has.
		/// - `until`: in milliseconds since 1970, a minute to [`Config::MaxCustodyPeriod`] from now.
		///
		/// Signed by somebody with the role *custodian* in that organization, or in one that has followed it, whose the piece is from
		/// then on; by an own account or through a gateway. Free for them.
		///
		/// # Errors
		/// - [`Error::AnchorNotFound`], [`Error::Erased`], [`Error::PieceNotFound`], [`Error::NotTheCustodian`], [`Error::OtherRoot`],
		///   [`Error::InvalidCustodyPeriod`]
		///
		/// # Events
		/// - [`Event::PieceHeld`]; `CustodyTaken` in the trail, when it is not a renewal
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::auditing(T::WeightInfo::hold()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &u8, _: &H256, _: &Moment, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn hold(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			piece: u8,
			root: H256,
			until: Moment,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_hold(Actor::new(who, capacity), patient, anchor, piece, root, until)
		}

		/// Says that a custodian no longer keeps its piece.
		///
		/// Signed as [`Pallet::hold`] is. Free for them.
		///
		/// # Errors
		/// - [`Error::AnchorNotFound`], [`Error::Erased`], [`Error::PieceNotFound`], [`Error::NotTheCustodian`],
		///   [`Error::NotHeld`]
		///
		/// # Events
		/// - [`Event::PieceReleased`]; `CustodyReleased` in the trail
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::auditing(T::WeightInfo::release()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &u8, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn release(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			piece: u8,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_release(Actor::new(who, capacity), patient, anchor, piece)
		}

		/// Keeps an anchor longer than its retention says, or for good.
		///
		/// - `until`: the day, counted from 1970-01-01, before which it is not evicted; for good if none.
		///
		/// Signed by the patient's side, or for the organization that wrote the records. Free for them.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::AnchorNotFound`], [`Error::NotTheAuthor`], [`Error::Erased`], [`Error::NotLonger`]
		///
		/// # Events
		/// - [`Event::RetentionExtended`]; `RetentionExtended` in the trail
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::extend_retention()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &AnchorId, _: &Option<Day>, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn extend_retention(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
			until: Option<Day>,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend_retention(Actor::new(who, capacity), patient, anchor, until, purpose)
		}

		/// Tells a patient that records of it stood in somebody else's file, so that it knows of the breach (45 CFR 164.404,
		/// GDPR article 34). It names nobody else: who else was concerned is in the notice, which stays off the chain.
		///
		/// - `class`: what kind of records.
		/// - `since`: from which moment on they stood there.
		/// - `notice`: a salted commitment to the notice in words.
		///
		/// Signed for an organization that may collect records of that class for the patient, whatever their months, as the one
		/// does that files them rightly. Free for it.
		///
		/// # Errors
		/// - [`Error::NotPermitted`], [`Error::MomentToCome`]
		///
		/// # Events
		/// - [`Event::MixUpReported`]; `MixUpReported` in the trail
		#[pallet::call_index(18)]
		#[pallet::weight(Pallet::<T>::deciding(T::WeightInfo::report_mix_up()))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, patient: &PatientId, _: &RecordClass, _: &Moment, _: &Commitment, _: &Purpose, capacity: &Capacity| -> bool {
			Pallet::<T>::acts_freely(origin, patient, *capacity)
		})]
		pub fn report_mix_up(
			origin: OriginFor<T>,
			patient: PatientId,
			class: RecordClass,
			since: Moment,
			notice: Commitment,
			purpose: Purpose,
			capacity: Capacity,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let actor = Actor::new(who, capacity);
			Self::do_report_mix_up(actor, patient, class, since, notice, purpose)
		}

		/// Permits that the author withholds records again that the arbiter has let count, since they turned out to be
		/// another patient's after all. It withholds nothing by itself.
		///
		/// By [`Config::ArbiterOrigin`].
		///
		/// # Errors
		/// - [`Error::AnchorNotFound`], [`Error::Erased`], [`Error::NotSettled`]
		///
		/// # Events
		/// - [`Event::Unsettled`]; `WithholdingPermitted` in the trail
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::auditing(T::WeightInfo::unsettle()))]
		pub fn unsettle(
			origin: OriginFor<T>,
			patient: PatientId,
			anchor: AnchorId,
		) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_unsettle(patient, anchor)
		}
	}
}
