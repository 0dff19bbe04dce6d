//! Why the pallet refuses calls.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod errors {
	/// Why a call is refused. A refused call changes nothing.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no patient with this id.
		PatientNotFound,
		/// The signer may not do this for the patient.
		NotAuthorized,
		/// The key may not be published: it is a point of low order, all zeros, or a point that is written otherwise than
		/// X25519 writes it; or it is the present key again.
		InvalidEncryptionKey,
		/// The hash of a card of class keys is all zeros, so the client forgot to make one; or it is the present one.
		InvalidCard,
		/// There is, or was, a patient with the id that would be derived.
		AlreadyExists,
		/// The patient's guardians have frozen its side.
		PatientFrozen,
		/// The patient was declared deceased.
		PatientDeceased,
		/// The patient's registration needs no confirmation.
		NotPending,
		/// Nobody has been offered control over the patient.
		OfferNotFound,
		/// The offer is too old to be accepted.
		OfferExpired,
		/// The account has a role already that goes before or cannot stand beside the other.
		AlreadyHasRole,
		/// The set of powers is empty, has a bit without a meaning, or is not for this patient.
		InvalidPowers,
		/// The period ends before it begins, lasts less than a minute, or is over.
		InvalidPeriod,
		/// A representative can give no more power, and for no longer, than it has itself, and end nobody who has
		/// more.
		PowersExceeded,
		/// The patient has as many representatives as it can have.
		MaxRepresentativesExceeded,
		/// The account is no representative of the patient.
		RepresentativeNotFound,
		/// The patient has as many devices as it can have.
		MaxDevicesExceeded,
		/// The account is no device of the patient.
		DeviceNotFound,
		/// The list of classes is empty or names one twice.
		InvalidClasses,
		/// Only the organization that checked the person, or the one that has followed it, may lower, or repeat, what
		/// it said.
		InvalidAssurance,
		/// The signer does not practise for the organization now.
		NotPractising,
		/// The two patients are linked already.
		AlreadyLinked,
		/// The two patients are not linked.
		NotLinked,
		/// A patient is not linked with itself.
		CannotLinkToItself,
		/// One of the patients is linked with as many others as it can be.
		MaxLinksExceeded,
		/// The controller has not announced that the patient will be closed.
		ClosingNotAnnounced,
		/// It is too early for this.
		TooEarly,
		/// There is nothing to do.
		NothingToDo,
		/// The patient was not declared deceased.
		NotDeceased,
		/// The patient has no guardians.
		GuardiansNotSet,
		/// These are not the guardians that the patient has committed to, or no set of guardians can
		/// be like this.
		InvalidGuardians,
		/// The signer does not act as that guardian of the patient, speaks for the patient itself, or others have
		/// become its guardians.
		NotAGuardian,
		/// The guardians have been shown already.
		CaseAlreadyOpen,
		/// The guardians have not been shown.
		CaseNotFound,
		/// The guardian has opened an attempt already.
		AttemptAlreadyExists,
		/// This guardian has opened no attempt, or one to give control to another account.
		AttemptNotFound,
		/// The guardian has approved of the attempt already.
		AlreadyApproved,
		/// The patient's side objected to the attempt.
		AttemptVetoed,
		/// The registrar dismissed the attempt.
		AttemptDismissed,
		/// The attempt is too old.
		AttemptExpired,
		/// Not enough guardians have approved.
		ThresholdNotReached,
		/// The patient's side has not objected: there is nothing to decide.
		NotContested,
		/// The guardian asks for a freeze already.
		AlreadyVoted,
		/// The guardian does not ask for a freeze.
		NotVoted,
		/// The registrar lifted a freeze, and the time in which no other may begin is not over.
		FreezeBarred,
		/// An attempt still lives, the guardians were shown too short a time ago, or the registrar has announced to give
		/// control to another account.
		CaseStillLive,
		/// No change of guardians is to come, and none is proposed.
		NoGuardianChange,
		/// Nobody speaks for the patient: control is offered, not reassigned.
		NoController,
		/// The registrar has announced already that control will be given to another account.
		ReassignmentAlreadyAnnounced,
		/// The registrar has not announced that control will be given to this account.
		ReassignmentNotFound,
		/// The patient's side objected to it: the registrar decides.
		ReassignmentVetoed,
		/// It was announced too long ago.
		ReassignmentExpired,
		/// No representative has proposed these guardians.
		NotProposed,
		/// The registrar has appointed somebody who acts for the patient.
		RepresentedByRegistrar,
	}
}
