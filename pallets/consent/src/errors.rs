//! Why the pallet refuses calls.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod errors {
	/// Why a call was refused. A refused call changes nothing.
	#[pallet::error]
	pub enum Error<T> {
		/// The patient is unknown or closed.
		PatientNotFound,
		/// The signer is neither the patient's controller nor a representative with the power to
		/// consent, nor, where something is ended, a deceased patient's executor; or only the controller may do
		/// this.
		NotAuthorized,
		/// The period ends before it begins, or lasts less than a minute.
		InvalidPeriod,
		/// The period is already over.
		PeriodEnded,
		/// The scope lists nothing.
		EmptyScope,
		/// The scope lists a class or an anchor twice.
		DuplicateInScope,
		/// The set of actions is empty or has a bit without a meaning.
		InvalidActions,
		/// The set of purposes is empty or has a bit without a meaning.
		InvalidPurposes,
		/// The content period holds no month.
		InvalidContentPeriod,
		/// The keys of the envelope or the ring were made under another epoch than that of the patient's present key.
		StaleKeyEpoch,
		/// The envelope was sealed to another key than the grantee's present one.
		StaleGranteeKey,
		/// The grantee has published no key to which anything could be sealed.
		GranteeHasNoKey,
		/// An envelope or a ring is committed to by all zeros: whoever sent that has made none.
		CommitmentMissing,
		/// The organization is unknown, suspended or not accredited now.
		OrganizationNotAccredited,
		/// The practitioner who shall get the grant does not practise for the organization now.
		PractitionerNotPractising,
		/// The organization's file, or the patient's list of live grants, is full of live grants.
		MaxGrantsExceeded,
		/// The patient has no live grant with this number: there was none, it was ended, or its period is over. To
		/// whoever gives one back: or it is not the signer's to give back, or there is no such patient.
		GrantNotFound,
		/// The patient's guardians have frozen its side: nothing new is given away, and the emergency ring stays. What
		/// was granted before goes on, and can be revoked.
		PatientFrozen,
		/// A representative can give nothing to itself.
		CannotGrantToItself,
		/// The class is not in the grant's scope, or the grant lists anchors: amend it instead.
		ClassNotInScope,
		/// There are as many exceptions as can be: in the grant, or among confidential classes.
		MaxClassesExceeded,
		/// The signer does not practise for the organization now.
		NotPractising,
		/// The signer cannot pass on this from that grant: there is no such patient or grant, it is not the signer's or
		/// does not permit to disclose, or the patient has died, is frozen, or refuses any of it to the signer or
		/// the receiver. Which of these it is, is not for the signer to know.
		NotReferable,
		/// Nothing is passed on within one's own organization.
		CannotReferToOwnOrganization,
		/// More would be passed on than the grant permits, or for longer.
		ParentExceeded,
		/// The grant was passed on three times already.
		MaxDepthExceeded,
		/// The organization's file is full of grants passed on to it.
		MaxReferralsExceeded,
		/// As many grants as can be were passed on from this one, or one to that organization.
		MaxChildrenExceeded,
		/// The patient refuses the grantee all of it: nobody gives that in its name, and no keys are handed out
		/// for it.
		Refused,
		/// There is no open request of this organization.
		RequestNotFound,
		/// More would be granted than was asked for.
		RequestExceeded,
		/// Nobody approves its own request.
		CannotApproveOwnRequest,
		/// The patient has no such refusal.
		RefusalNotFound,
		/// It is so already.
		NothingToDo,
		/// Nobody but the controller, and not during a freeze, bars the patient from emergencies: by opting out, or
		/// by refusing even in an emergency. It can be refused without that.
		EmergenciesStayOpen,
		/// There is no such policy in force.
		PolicyNotFound,
		/// The policy is for no kind of organization, for no role, or lists anchors.
		InvalidPolicy,
		/// As many policies as can be are in force.
		MaxPoliciesExceeded,
		/// The practitioner has an open session for this patient already.
		EmergencyAlreadyOpen,
		/// The session would last no time or too long.
		InvalidDuration,
		/// There is no such session, it is not the signer's, or it is over.
		SessionNotFound,
		/// The last word on the session was said already.
		AlreadyReviewed,
		/// Nobody judges a session of its own organization, its own, or one for a patient whose controller or
		/// representative it is.
		CannotReviewOwnSession,
		/// The session is still open: what its practitioner will do in it, nobody can judge.
		SessionStillOpen,
		/// Whoever gave the first verdict, or acts for the same organization, cannot give the second.
		CannotReviewTwice,
		/// Other organizations were drawn to judge the session, or are to be drawn, and have time until half of
		/// that for the verdict is over.
		NotDrawn,
		/// Who finds that a session was not justified must say why.
		FindingsMissing,
		/// The practitioner has not answered the first verdict yet, and has time to.
		AnswerAwaited,
		/// No verdict waits for an answer: there is none that the session was not justified, it was answered, or
		/// there is a second one.
		NothingToAnswer,
		/// The custodians of a ring are named in ascending order, each once.
		CustodiansNotAscending,
		/// It takes at least two custodians to open a ring, and no more than there are.
		InvalidThreshold,
		/// A custodian has published no key to which its share could be sealed.
		CustodianHasNoKey,
	}
}
