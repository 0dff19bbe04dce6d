//! What the pallet tells, for whoever shows it to people.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient gave a grant.
		Granted {
			/// Whose records.
			patient: PatientId,
			/// To whom.
			organization: OrganizationId,
			/// The new grant.
			grant: GrantId,
		},
		/// A patient ended a grant, and with it all that were passed on from it.
		Revoked {
			/// Whose records.
			patient: PatientId,
			/// Whose grant it was.
			organization: OrganizationId,
			/// The grant.
			grant: GrantId,
		},
		/// A patient replaced a grant by another version of it. What was passed on from the old one has
		/// ended.
		Amended {
			/// Whose records.
			patient: PatientId,
			/// Whose grant it is.
			organization: OrganizationId,
			/// The version that has ended.
			grant: GrantId,
			/// The one that counts from now on.
			version: GrantId,
		},
		/// A patient ended all grants of an organization.
		OrganizationRevoked {
			/// Whose records.
			patient: PatientId,
			/// Which organization.
			organization: OrganizationId,
			/// How many grants ended, those passed on from them included.
			grants: u32,
		},
		/// A patient ended all grants that were given at a moment or later.
		RevokedSince {
			/// Whose records.
			patient: PatientId,
			/// The moment.
			since: Moment,
			/// How many grants ended, those passed on included.
			grants: u32,
		},
		/// A grantee gave a grant back.
		Renounced {
			/// Whose records.
			patient: PatientId,
			/// Whose grant it was.
			organization: OrganizationId,
			/// The grant.
			grant: GrantId,
		},
		/// A grantee passed on a part of its grant.
		Referred {
			/// Whose records.
			patient: PatientId,
			/// Who passed it on.
			from: OrganizationId,
			/// To whom.
			organization: OrganizationId,
			/// The grant of which it is a part.
			parent: GrantId,
			/// The new grant.
			grant: GrantId,
		},
		/// A grant that had been passed on gave up its place among the live ones to a patient's own.
		Displaced {
			/// Whose records.
			patient: PatientId,
			/// Whose grant it was.
			organization: OrganizationId,
			/// The grant.
			grant: GrantId,
		},
		/// A grant has another envelope: its keys were sealed anew.
		EnvelopeReplaced {
			/// Whose records.
			patient: PatientId,
			/// The grant.
			grant: GrantId,
		},
		/// A patient was closed, and all its live grants ended with that.
		EndedWithPatient {
			/// Which patient.
			patient: PatientId,
			/// How many grants ended, those passed on included.
			grants: u32,
		},
		/// A provider asks a patient for consent. The same is told if there is no such patient, or it can't be
		/// asked: the request is there if [`Pallet::open_requests`] lists it.
		ConsentRequested {
			/// Whose consent.
			patient: PatientId,
			/// Who asks.
			organization: OrganizationId,
		},
		/// A provider took its request back, if there was one.
		RequestWithdrawn {
			/// Whose consent was asked for.
			patient: PatientId,
			/// Who asked.
			organization: OrganizationId,
		},
		/// A patient approved a request, as it was made or narrower.
		RequestApproved {
			/// Whose records.
			patient: PatientId,
			/// Who asked.
			organization: OrganizationId,
			/// The grant that came of it.
			grant: GrantId,
		},
		/// A patient said no to a request.
		RequestRejected {
			/// Whose consent was asked for.
			patient: PatientId,
			/// Who asked.
			organization: OrganizationId,
		},
		/// A patient refused something, whatever was or will be granted.
		Refused {
			/// Whose records.
			patient: PatientId,
			/// The refusal.
			refusal: RefusalId,
			/// The refusal that it replaces, since there was no room for another: it refuses what either
			/// of them did.
			joined: Option<RefusalId>,
			/// Whether it holds even in an emergency. Not if as many do as can be.
			even_in_emergency: bool,
		},
		/// Two refusals of a patient became one, since there was no room for another: it refuses what either of
		/// them did.
		RefusalsJoined {
			/// Whose records.
			patient: PatientId,
			/// The one,
			one: RefusalId,
			/// and the other that stand no longer by themselves.
			other: RefusalId,
			/// The refusal that they became.
			refusal: RefusalId,
		},
		/// A patient lifted a refusal.
		RefusalLifted {
			/// Whose records.
			patient: PatientId,
			/// The refusal.
			refusal: RefusalId,
		},
		/// A patient refused everything to everybody who acts for an organization.
		AllRefused {
			/// Whose records.
			patient: PatientId,
			/// Whether it holds in emergencies, too.
			even_in_emergency: bool,
		},
		/// A patient no longer refuses everything.
		AllRefusedLifted {
			/// Whose records.
			patient: PatientId,
		},
		/// A patient wants nobody to break the glass.
		EmergenciesOptedOut {
			/// Whose records.
			patient: PatientId,
		},
		/// A patient permits that again.
		EmergenciesOptedIn {
			/// Whose records.
			patient: PatientId,
		},
		/// A patient keeps representatives from a class.
		ClassMarkedConfidential {
			/// Whose records.
			patient: PatientId,
			/// The class.
			class: RecordClass,
		},
		/// A patient no longer does.
		ClassUnmarkedConfidential {
			/// Whose records.
			patient: PatientId,
			/// The class.
			class: RecordClass,
		},
		/// A patient keeps representatives from all classes but some.
		AllMarkedConfidential {
			/// Whose records.
			patient: PatientId,
			/// The classes that are not meant.
			exceptions: ClassSet,
		},
		/// A patient no longer does; classes that it marked one by one stay so.
		AllUnmarkedConfidential {
			/// Whose records.
			patient: PatientId,
		},
		/// Law permits something without consent from now on.
		PolicyEnacted {
			/// The policy.
			policy: PolicyId,
		},
		/// It no longer does.
		PolicyRepealed {
			/// The policy.
			policy: PolicyId,
		},
		/// An organization may break the glass by these terms, or no longer may.
		BreakGlassLicensed {
			/// Which organization.
			organization: OrganizationId,
			/// The terms; without any it may not.
			terms: Option<BreakGlassTerms>,
		},
		/// A practitioner broke the glass. The patient is to be told.
		EmergencyOpened {
			/// Whose records.
			patient: PatientId,
			/// For which organization.
			organization: OrganizationId,
			/// The session.
			session: SessionId,
			/// Why.
			reason: EmergencyReason,
			/// Until when at most.
			until: Moment,
			/// By when it is to be judged.
			review_due: Moment,
		},
		/// Somebody wanted to break the glass, and no session opened. Why stands in the patient's trail.
		EmergencyDenied {
			/// Whose records.
			patient: PatientId,
			/// Who signed.
			account: T::AccountId,
			/// For which organization it says that it acts.
			organization: Option<OrganizationId>,
		},
		/// A session that was opened exceeds something: it is shorter than others, and to be judged earlier.
		EmergencyFlagged {
			/// The session.
			session: SessionId,
			/// Whose session it is.
			organization: OrganizationId,
			/// What it exceeds.
			flags: EmergencyFlags,
		},
		/// Who judges a session was drawn by lot. Until half of the time for the verdict is over, nobody else
		/// does but the authority; if there is none in the list, everybody may who is independent.
		ReviewersDrawn {
			/// Whose records.
			patient: PatientId,
			/// The session.
			session: SessionId,
			/// The organizations.
			organizations: Reviewers,
		},
		/// A session was closed before its time.
		EmergencyClosed {
			/// Whose records.
			patient: PatientId,
			/// The session.
			session: SessionId,
		},
		/// A reviewer judged a session.
		EmergencyReviewed {
			/// Whose records.
			patient: PatientId,
			/// The session.
			session: SessionId,
			/// For which organization the reviewer acts; none for an authority.
			organization: Option<OrganizationId>,
			/// Whether it was justified.
			is_justified: bool,
			/// Whether that is the last word. Otherwise the practitioner may answer, and somebody else gives a
			/// second verdict.
			is_final: bool,
		},
		/// A practitioner answered the verdict that its session was not justified.
		EmergencyAnswered {
			/// Whose records.
			patient: PatientId,
			/// The session.
			session: SessionId,
		},
		/// A patient says which custodians keep the shares of a key to its emergency ring.
		EmergencyRingSet {
			/// Whose records.
			patient: PatientId,
			/// The custodians.
			custodians: BoundedVec<OrganizationId, ConstU32<MAX_RING_CUSTODIANS>>,
			/// How many of them are needed.
			threshold: u8,
			/// The epoch of the patient's key whose class keys are in the ring.
			key_epoch: u32,
			/// What commits to ring and shares.
			commitment: Commitment,
		},
		/// A patient has no emergency ring any more. Custodians destroy their shares.
		EmergencyRingRemoved {
			/// Whose records.
			patient: PatientId,
		},
	}
}
