//! What the pallet says has happened.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient was registered by the account that speaks for it.
		PatientRegistered {
			/// The new patient.
			patient: PatientId,
			/// The account that speaks for it.
			controller: T::AccountId,
		},
		/// A patient published a new encryption key.
		EncryptionKeyReplaced {
			/// The patient.
			patient: PatientId,
			/// The new key's epoch.
			epoch: u32,
		},
		/// A patient was registered by an organization.
		PatientSponsored {
			/// The new patient.
			patient: PatientId,
			/// The organization.
			organization: OrganizationId,
			/// The account that shall speak for it, once it has confirmed.
			controller: Option<T::AccountId>,
		},
		/// The controller of a patient that an organization registered acted for the first time.
		RegistrationConfirmed {
			/// The patient.
			patient: PatientId,
		},
		/// An organization says how the person was checked.
		IdentityAttested {
			/// The patient.
			patient: PatientId,
			/// The organization.
			organization: OrganizationId,
			/// How well.
			level: AssuranceLevel,
		},
		/// Control over a patient was offered to an account.
		ControlOffered {
			/// The patient.
			patient: PatientId,
			/// The account.
			to: T::AccountId,
			/// The first moment at which it can no longer accept.
			until: Moment,
		},
		/// An offer of control was taken back, or had lapsed and was removed.
		ControlOfferWithdrawn {
			/// The patient.
			patient: PatientId,
		},
		/// Another account speaks for the patient.
		ControlChanged {
			/// The patient.
			patient: PatientId,
			/// The account.
			controller: T::AccountId,
			/// How that came about.
			cause: ControlChange,
		},
		/// A representative was appointed, or its appointment changed.
		RepresentativeAppointed {
			/// The patient.
			patient: PatientId,
			/// The representative.
			representative: T::AccountId,
			/// What it may do.
			powers: Powers,
			/// From when until when.
			period: Period,
		},
		/// A representative's appointment ended, or had lapsed and was removed.
		RepresentativeEnded {
			/// The patient.
			patient: PatientId,
			/// The representative.
			representative: T::AccountId,
		},
		/// A device may add records.
		DeviceAuthorized {
			/// The patient.
			patient: PatientId,
			/// The device.
			device: T::AccountId,
			/// The first moment at which it may no longer.
			until: Moment,
		},
		/// A device may no longer add records, or had lapsed and was removed.
		DeviceRemoved {
			/// The patient.
			patient: PatientId,
			/// The device.
			device: T::AccountId,
		},
		/// A patient's side proposed to link or unlink it with another id of the same person.
		LinkProposed {
			/// The patient whose side proposed it.
			patient: PatientId,
			/// The other id.
			other: PatientId,
			/// Whether to link or to unlink.
			link: bool,
		},
		/// A patient's side no longer proposes anything about another id.
		LinkProposalWithdrawn {
			/// The patient whose side had proposed it.
			patient: PatientId,
			/// The other id.
			other: PatientId,
		},
		/// Two ids are said to be the same person's.
		Linked {
			/// One.
			patient: PatientId,
			/// The other.
			other: PatientId,
		},
		/// Two ids are no longer said to be the same person's.
		Unlinked {
			/// One.
			patient: PatientId,
			/// The other.
			other: PatientId,
		},
		/// A person was declared deceased.
		PatientDeceased {
			/// The patient.
			patient: PatientId,
			/// Who may read its records.
			executor: Option<T::AccountId>,
		},
		/// A person had been declared deceased and is not.
		DeathCorrected {
			/// The patient.
			patient: PatientId,
		},
		/// The controller announced that the patient will be closed.
		ClosingAnnounced {
			/// The patient.
			patient: PatientId,
			/// From when on it may be.
			at: Moment,
		},
		/// The announced closing was called off.
		ClosingCancelled {
			/// The patient.
			patient: PatientId,
		},
		/// A patient was closed, for ever.
		PatientClosed {
			/// The patient.
			patient: PatientId,
		},
		/// Other guardians, or none, were committed to.
		GuardiansCommitted {
			/// The patient.
			patient: PatientId,
			/// The commitment; `None` if there shall be no guardians.
			commitment: Option<H256>,
			/// From when on they are the guardians.
			effective_at: Moment,
		},
		/// A representative proposed other guardians, or none.
		GuardiansProposed {
			/// The patient.
			patient: PatientId,
			/// The commitment; `None` if there shall be no guardians.
			commitment: Option<H256>,
			/// The representative.
			by: T::AccountId,
		},
		/// The change of guardians that was to come, or was proposed, was called off.
		GuardianChangeCancelled {
			/// The patient.
			patient: PatientId,
		},
		/// A guardian showed who the guardians are.
		GuardiansRevealed {
			/// The patient.
			patient: PatientId,
		},
		/// A guardian asked that another account speak for a patient.
		RecoveryOpened {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian, which names the attempt.
			opener: u8,
			/// The account.
			to: T::AccountId,
		},
		/// Another guardian joined in.
		RecoveryApproved {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
			/// The number of the guardian who joined in.
			member: u8,
			/// How many have, the opener included.
			approvals: u8,
			/// From when on it may be completed, once enough have.
			due: Option<Moment>,
		},
		/// The patient's side objected to a recovery.
		RecoveryVetoed {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
		},
		/// The registrar dismissed a recovery.
		RecoveryDismissed {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian who opened the attempt.
			opener: u8,
		},
		/// A guardian asked that the patient's side be frozen.
		FreezeVoted {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian.
			member: u8,
			/// How many ask for it.
			votes: u8,
		},
		/// A guardian no longer asks that the patient's side be frozen.
		FreezeVoteWithdrawn {
			/// The patient.
			patient: PatientId,
			/// The number of the guardian.
			member: u8,
			/// How many still do.
			votes: u8,
		},
		/// Enough guardians asked: the patient's side is frozen. What it had begun is called off: a
		/// change of guardians, an offer of control, a proposal about a link, an announced closing.
		Frozen {
			/// The patient.
			patient: PatientId,
			/// Until when at most.
			until: Moment,
		},
		/// The patient's side stays frozen for longer, so that a recovery can be completed under the freeze.
		FreezeExtended {
			/// The patient.
			patient: PatientId,
			/// Until when at most.
			until: Moment,
		},
		/// The patient's side is no longer frozen: too few guardians ask for it.
		Unfrozen {
			/// The patient.
			patient: PatientId,
		},
		/// The registrar let the patient's side go on.
		FreezeLifted {
			/// The patient.
			patient: PatientId,
			/// The first moment at which another freeze may begin.
			barred_until: Moment,
		},
		/// The guardians, who had been shown, are no longer at work.
		GuardianCaseClosed {
			/// The patient.
			patient: PatientId,
		},
		/// The registrar announced that control over a patient will be given to another account.
		ReassignmentAnnounced {
			/// The patient.
			patient: PatientId,
			/// The account.
			to: T::AccountId,
			/// From when on it may be completed.
			due: Moment,
		},
		/// The patient's side objected to that.
		ReassignmentVetoed {
			/// The patient.
			patient: PatientId,
			/// From when on the registrar may uphold it.
			due: Moment,
		},
		/// The registrar no longer wants to give control to another account, or it was announced so long ago
		/// that it came to nothing.
		ReassignmentDismissed {
			/// The patient.
			patient: PatientId,
		},
	}
}
