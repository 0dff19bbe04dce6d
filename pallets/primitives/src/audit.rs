//! What an audit trail records (FHIR `AuditEvent`).

mod attempt;
mod causes;
mod inquiry;
mod release;

pub use attempt::{
	AccessAttempt, Answer, Answers, Encounter, Outcome, Targets, TicketClaim, TicketHolder,
	TicketSecret, MAX_TARGETS,
};
pub use causes::{ControlChange, EmergencyDenial, RequestBar};
pub use inquiry::{InquiryAnswer, InquiryVerdict};
pub use release::{Recipient, ReleaseFlaw, ReportCause, ReportedRelease};

use crate::{
	Actor, AnchorId, AssuranceLevel, Basis, Commitment, CorrectionReason, Day, EmergencyFlags,
	EmergencyReason, GrantId, Moment, OrganizationId, PatientId, PolicyId, Powers, PractitionerId,
	Purpose, RecordClass, RefusalId, SessionId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// An entry's place in its trail, from 0 and without gaps.
pub type Sequence = u64;

/// Whose trail it is.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum TrailId {
	/// A patient's: everything that happened to the person's records.
	#[codec(index = 0)]
	Patient(PatientId),
	/// An organization's: what was attempted in its name about patients that nobody knows.
	#[codec(index = 1)]
	Organization(OrganizationId),
	/// The authorities': which organizations they accredited, whom they licensed, which policies they enacted.
	#[codec(index = 2)]
	Governance,
}

/// The shape of an entry, its first byte: whoever reads an archive of many years knows what follows. A later shape gets
/// another number, and entries of an earlier one stay as they are, since their hashes must not change.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum EntryVersion {
	/// When, who, what.
	#[default]
	#[codec(index = 1)]
	One,
}

/// One entry of a trail.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AuditEntry<AccountId> {
	/// How the entry is written down.
	pub version: EntryVersion,
	/// When (`AuditEvent.recorded`).
	pub at: Moment,
	/// Who, and for which organization (`AuditEvent.agent`).
	pub actor: Actor<AccountId>,
	/// What (`AuditEvent.type`, `action`, `outcome`, `entity`).
	pub event: AuditedEvent<AccountId>,
}

impl<AccountId> AuditEntry<AccountId> {
	/// The entry of what `actor` did at `at`.
	pub fn new(at: Moment, actor: Actor<AccountId>, event: AuditedEvent<AccountId>) -> Self {
		Self { version: EntryVersion::One, at, actor, event }
	}
}

/// What an entry tells. The letter is FHIR's `AuditEvent.action`.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum AuditedEvent<AccountId> {
	/// Somebody asked for access (the letter follows the action asked for).
	#[codec(index = 0)]
	AccessRequested(AccessAttempt),
	/// The patient was registered (C).
	#[codec(index = 1)]
	PatientRegistered,
	/// The patient published a new encryption key (U).
	#[codec(index = 2)]
	EncryptionKeyReplaced {
		/// The new key's epoch.
		epoch: u32,
	},
	/// Records were added (C).
	#[codec(index = 3)]
	RecordsAnchored {
		/// The new anchor.
		anchor: AnchorId,
		/// Its class.
		class: RecordClass,
		/// Why they were collected.
		purpose: Purpose,
		/// What permitted it.
		basis: Basis,
	},
	/// The patient gave a grant (C).
	#[codec(index = 4)]
	ConsentGranted {
		/// The grant.
		grant: GrantId,
		/// To whom.
		organization: OrganizationId,
		/// Of what it says: `blake2b_256(SCALE(what was given))`, so that the trail still tells when the chain has forgotten it.
		content: H256,
	},
	/// The patient ended a grant (D).
	#[codec(index = 5)]
	ConsentRevoked {
		/// The grant.
		grant: GrantId,
		/// Whose it was.
		organization: OrganizationId,
	},
	/// The controller of a patient whom somebody else registered acted for the first time (U).
	#[codec(index = 6)]
	RegistrationConfirmed,
	/// An organization says how the person was checked (U).
	#[codec(index = 7)]
	IdentityAttested {
		/// How well.
		level: AssuranceLevel,
	},
	/// Control over the patient was offered to an account (C).
	#[codec(index = 8)]
	ControlOffered,
	/// The offer was taken back (D).
	#[codec(index = 9)]
	ControlOfferWithdrawn,
	/// Another account speaks for the patient from now on (U).
	#[codec(index = 10)]
	ControlChanged {
		/// How that came about.
		cause: ControlChange,
	},
	/// A representative was appointed, or its appointment changed (C).
	#[codec(index = 11)]
	RepresentativeAppointed {
		/// What it may do.
		powers: Powers,
		/// Until when, if not without end.
		until: Option<Moment>,
	},
	/// A representative's appointment ended (D).
	#[codec(index = 12)]
	RepresentativeEnded,
	/// A device may add records (C).
	#[codec(index = 13)]
	DeviceAuthorized {
		/// Until when.
		until: Moment,
	},
	/// A device may no longer add records (D).
	#[codec(index = 14)]
	DeviceRemoved,
	/// Other guardians, or for the first time some, were committed to (U).
	#[codec(index = 15)]
	GuardiansCommitted {
		/// From when on they are the guardians.
		effective_at: Moment,
	},
	/// The change of guardians that was to come was called off (D).
	#[codec(index = 16)]
	GuardianChangeCancelled,
	/// A guardian showed who the guardians are, to use what they are for (U).
	#[codec(index = 17)]
	GuardiansRevealed,
	/// A guardian asked that another account speak for the patient (C).
	#[codec(index = 18)]
	RecoveryOpened,
	/// Another guardian joined in (U).
	#[codec(index = 19)]
	RecoveryApproved {
		/// How many have, so far.
		approvals: u8,
	},
	/// The controller objected (U).
	#[codec(index = 20)]
	RecoveryVetoed,
	/// The registrar dismissed it (D).
	#[codec(index = 21)]
	RecoveryDismissed,
	/// A guardian asked that the patient's side be frozen (U).
	#[codec(index = 22)]
	FreezeVoted {
		/// How many have, so far.
		votes: u8,
	},
	/// A guardian no longer asks for it (U).
	#[codec(index = 23)]
	FreezeVoteWithdrawn {
		/// How many still do.
		votes: u8,
	},
	/// Enough guardians asked: the patient's side is frozen (U).
	#[codec(index = 24)]
	Frozen {
		/// Until when at most.
		until: Moment,
	},
	/// The patient's side is no longer frozen (U).
	#[codec(index = 25)]
	Unfrozen,
	/// The patient and another are said to be the same person (U).
	#[codec(index = 26)]
	Linked {
		/// The other patient.
		other: PatientId,
	},
	/// It is no longer said (U).
	#[codec(index = 27)]
	Unlinked {
		/// The other patient.
		other: PatientId,
	},
	/// The registrar declared the person deceased (U).
	#[codec(index = 28)]
	Deceased,
	/// The registrar took that back (U).
	#[codec(index = 29)]
	DeathCorrected,
	/// The controller announced that the patient will be closed (U).
	#[codec(index = 30)]
	ClosingAnnounced {
		/// From when on it may be.
		at: Moment,
	},
	/// The controller took that back (U).
	#[codec(index = 31)]
	ClosingCancelled,
	/// The patient was closed, for ever (D).
	#[codec(index = 32)]
	Closed,
	/// The guardians, who had been shown, are no longer at work (D).
	#[codec(index = 33)]
	GuardianCaseClosed,
	/// The patient replaced a grant by another version of it (U).
	#[codec(index = 34)]
	ConsentAmended {
		/// The version that has ended.
		grant: GrantId,
		/// The one that counts from now on.
		version: GrantId,
		/// Whose it is.
		organization: OrganizationId,
		/// Of what it says: `blake2b_256(SCALE(what was given))`, so that the trail still tells when the chain has forgotten it.
		content: H256,
	},
	/// The patient ended all grants of an organization (D).
	#[codec(index = 35)]
	OrganizationRevoked {
		/// Which organization.
		organization: OrganizationId,
		/// How many grants ended, those passed on from them included.
		grants: u32,
	},
	/// A grantee gave a grant back (D).
	#[codec(index = 36)]
	ConsentRenounced {
		/// The grant.
		grant: GrantId,
		/// Whose it was.
		organization: OrganizationId,
	},
	/// A grantee passed on a part of its grant (C).
	#[codec(index = 37)]
	ConsentReferred {
		/// The new grant.
		grant: GrantId,
		/// The grant of which it is a part.
		parent: GrantId,
		/// To whom.
		organization: OrganizationId,
		/// Of what it says: `blake2b_256(SCALE(what was given))`, so that the trail still tells when the chain has forgotten it.
		content: H256,
	},
	/// The keys that belong to a grant were sealed anew (U).
	#[codec(index = 38)]
	EnvelopeReplaced {
		/// The grant.
		grant: GrantId,
	},
	/// A provider asked the patient for consent (C).
	#[codec(index = 39)]
	ConsentRequested {
		/// Which organization.
		organization: OrganizationId,
	},
	/// A provider took its request back (D).
	#[codec(index = 40)]
	ConsentRequestWithdrawn {
		/// Which organization.
		organization: OrganizationId,
	},
	/// The patient said no to a request (U).
	#[codec(index = 41)]
	ConsentRequestRejected {
		/// Which organization.
		organization: OrganizationId,
	},
	/// The patient refused something, whatever was or will be granted (C).
	#[codec(index = 42)]
	RefusalMade {
		/// The refusal.
		refusal: RefusalId,
		/// The refusal that it replaces, since there was no room for another.
		joined: Option<RefusalId>,
		/// Whether it holds even in an emergency.
		even_in_emergency: bool,
		/// Of what it says: `blake2b_256(SCALE(what was given))`, so that the trail still tells when the chain has forgotten it.
		content: H256,
	},
	/// The patient lifted a refusal (D).
	#[codec(index = 43)]
	RefusalLifted {
		/// The refusal.
		refusal: RefusalId,
	},
	/// The patient refused everything to everybody (C).
	#[codec(index = 44)]
	AllRefused {
		/// Whether it holds in emergencies, too.
		even_in_emergency: bool,
	},
	/// The patient no longer refuses everything (D).
	#[codec(index = 45)]
	AllRefusedLifted,
	/// The patient wants nobody to break the glass (C).
	#[codec(index = 46)]
	EmergenciesOptedOut,
	/// The patient permits that again (D).
	#[codec(index = 47)]
	EmergenciesOptedIn,
	/// The patient marked a class as confidential: representatives are kept from it (C).
	#[codec(index = 48)]
	ClassMarkedConfidential {
		/// The class.
		class: RecordClass,
	},
	/// The class is no longer confidential (D).
	#[codec(index = 49)]
	ClassUnmarkedConfidential {
		/// The class.
		class: RecordClass,
	},
	/// A practitioner broke the glass (C).
	#[codec(index = 50)]
	EmergencyOpened {
		/// The session.
		session: SessionId,
		/// Why.
		reason: EmergencyReason,
		/// Until when at most.
		until: Moment,
	},
	/// The practitioner, a privacy officer of the same organization or the patient's side closed the session
	/// before its time (U).
	#[codec(index = 51)]
	EmergencyClosed {
		/// The session.
		session: SessionId,
	},
	/// A reviewer judged the session (U).
	#[codec(index = 52)]
	EmergencyReviewed {
		/// The session.
		session: SessionId,
		/// Whether it was justified.
		justified: bool,
		/// Whether that is the last word; otherwise somebody else gives a second one.
		is_final: bool,
	},
	/// A representative proposed other guardians, or none (C).
	#[codec(index = 53)]
	GuardiansProposed,
	/// The registrar announced that another account will speak for the patient (C).
	#[codec(index = 54)]
	ReassignmentAnnounced {
		/// From when on.
		due: Moment,
	},
	/// The patient's side objected to that (U).
	#[codec(index = 55)]
	ReassignmentVetoed,
	/// The registrar no longer wants it, or it came to nothing (D).
	#[codec(index = 56)]
	ReassignmentDismissed,
	/// The patient ended all grants that were given at a moment or later (D).
	#[codec(index = 57)]
	RevokedSince {
		/// The moment.
		since: Moment,
		/// How many grants ended, those passed on included.
		grants: u32,
	},
	/// A grant that had been passed on ended, since the patient gave another and its list was full (D).
	#[codec(index = 58)]
	ConsentDisplaced {
		/// The grant that ended.
		grant: GrantId,
		/// Whose it was.
		organization: OrganizationId,
	},
	/// Somebody tried to break the glass and was refused (C).
	#[codec(index = 59)]
	EmergencyDenied {
		/// The patient that was named; an entry in an organization's trail names one that does not exist.
		patient: PatientId,
		/// Why no session opened.
		denial: EmergencyDenial,
	},
	/// A session that was opened exceeds something: it is shorter, and judged earlier (U).
	#[codec(index = 60)]
	EmergencyFlagged {
		/// The session.
		session: SessionId,
		/// What it exceeds.
		flags: EmergencyFlags,
	},
	/// The practitioner answered the first verdict (U).
	#[codec(index = 61)]
	EmergencyAnswered {
		/// The session.
		session: SessionId,
		/// A salted commitment to the answer in words.
		answer: Commitment,
	},
	/// The patient said which custodians keep the shares of a key to its emergency ring (U).
	#[codec(index = 62)]
	EmergencyRingSet {
		/// The epoch of the patient's key whose class keys are in the ring.
		key_epoch: u32,
		/// What commits to ring and shares, so that it is known later which ring stood.
		commitment: Commitment,
	},
	/// Two refusals of the patient became one, since there was no room for another (U).
	#[codec(index = 63)]
	RefusalsJoined {
		/// The one,
		one: RefusalId,
		/// and the other that stand no longer by themselves.
		other: RefusalId,
		/// The refusal that they became.
		refusal: RefusalId,
	},
	/// The patient marked all classes as confidential but some (C).
	#[codec(index = 64)]
	AllClassesMarkedConfidential {
		/// How many are not meant.
		exceptions: u32,
	},
	/// It is no longer so that all are; classes that were marked one by one stay so (D).
	#[codec(index = 65)]
	AllClassesUnmarkedConfidential,
	/// The patient has no emergency ring any more (D).
	#[codec(index = 66)]
	EmergencyRingRemoved,
	/// A provider asked for consent and the patient was not asked (C, without success). In the
	/// organization's trail if the patient is unknown or closed.
	#[codec(index = 67)]
	ConsentRequestBarred {
		/// The patient that was named.
		patient: PatientId,
		/// Who asked.
		organization: OrganizationId,
		/// Why.
		reason: RequestBar,
	},
	/// Records were replaced by another version of them (U).
	#[codec(index = 68)]
	RecordsAmended {
		/// The new version.
		anchor: AnchorId,
		/// The version that it supersedes.
		supersedes: AnchorId,
		/// Why.
		reason: CorrectionReason,
		/// For which purpose.
		purpose: Purpose,
		/// What permitted it.
		basis: Basis,
	},
	/// Records were marked as entered in error (U).
	#[codec(index = 69)]
	RecordsEnteredInError {
		/// The anchor.
		anchor: AnchorId,
		/// Why.
		reason: CorrectionReason,
		/// For which purpose.
		purpose: Purpose,
		/// What permitted it.
		basis: Basis,
	},
	/// Records that were marked as entered in error, or withheld, count again (U).
	#[codec(index = 70)]
	RecordsReinstated {
		/// The anchor.
		anchor: AnchorId,
	},
	/// A practitioner signed records that somebody else wrote (U).
	#[codec(index = 71)]
	RecordsCoSigned {
		/// The anchor.
		anchor: AnchorId,
		/// For which purpose they were read.
		purpose: Purpose,
		/// What permitted to read them.
		basis: Basis,
	},
	/// The practitioner took the signature back (D).
	#[codec(index = 72)]
	CoSignatureWithdrawn {
		/// The anchor.
		anchor: AnchorId,
	},
	/// The patient disputed records (C).
	#[codec(index = 73)]
	RecordsDisputed {
		/// The anchor.
		anchor: AnchorId,
		/// A salted commitment to what the patient says is wrong.
		statement: Commitment,
	},
	/// The patient took the dispute back (D).
	#[codec(index = 74)]
	DisputeWithdrawn {
		/// The anchor.
		anchor: AnchorId,
	},
	/// The author answered the dispute (U).
	#[codec(index = 75)]
	DisputeAnswered {
		/// The anchor.
		anchor: AnchorId,
		/// Whether the patient is right, so that the records must be amended.
		is_upheld: bool,
	},
	/// The patient disagrees with the rejection of its dispute (C).
	#[codec(index = 76)]
	DisagreementStated {
		/// The anchor.
		anchor: AnchorId,
		/// A salted commitment to the statement of disagreement.
		statement: Commitment,
	},
	/// The patient announced that an anchor will be erased (U).
	#[codec(index = 77)]
	ErasureAnnounced {
		/// The anchor.
		anchor: AnchorId,
		/// From when on it may be.
		due: Moment,
	},
	/// The patient took that back (U).
	#[codec(index = 78)]
	ErasureCancelled {
		/// The anchor.
		anchor: AnchorId,
	},
	/// The patient erased an anchor: what proved its records is gone (D).
	#[codec(index = 79)]
	RecordsErased {
		/// The anchor.
		anchor: AnchorId,
	},
	/// It was said which custodians shall hold the ciphertext, or pieces of it (U).
	#[codec(index = 80)]
	CustodyPlanned {
		/// The anchor.
		anchor: AnchorId,
		/// How many pieces give the whole.
		threshold: u8,
		/// How many there are.
		pieces: u8,
	},
	/// A custodian holds a piece of the ciphertext (C). Renewing it is not told.
	#[codec(index = 81)]
	CustodyTaken {
		/// The anchor.
		anchor: AnchorId,
		/// The piece, from 0.
		piece: u8,
	},
	/// A custodian no longer holds its piece (D).
	#[codec(index = 82)]
	CustodyReleased {
		/// The anchor.
		anchor: AnchorId,
		/// The piece, from 0.
		piece: u8,
	},
	/// An anchor stays longer than it would have (U).
	#[codec(index = 83)]
	RetentionExtended {
		/// The anchor.
		anchor: AnchorId,
		/// The day, counted from 1970-01-01, before which it is not evicted; for good if none.
		until: Option<Day>,
	},
	/// Anchors whose retention was over were evicted; their root keeps them provable (D).
	#[codec(index = 84)]
	RecordsEvicted {
		/// The newest of them, under which the root is kept.
		newest: AnchorId,
		/// How many.
		anchors: u32,
		/// The Merkle root over them.
		root: H256,
	},
	/// Records of the patient stood in somebody else's file (C).
	#[codec(index = 85)]
	MixUpReported {
		/// What kind of records.
		class: RecordClass,
		/// From when on.
		since: Moment,
		/// A salted commitment to the notice in words.
		notice: Commitment,
	},
	/// Records may be withheld again that the arbiter had let count (U).
	#[codec(index = 86)]
	WithholdingPermitted {
		/// The anchor.
		anchor: AnchorId,
	},
	/// A custodian released what a ticket stands for (R).
	#[codec(index = 87)]
	RecordsReleased {
		/// The ticket: the place of the attempt in the same trail.
		ticket: Sequence,
		/// To whom.
		recipient: Recipient<AccountId>,
		/// Which of the ticket's records; all that it permits if none are named.
		targets: Targets,
	},
	/// A custodian reported afterwards that it had released records (R).
	#[codec(index = 88)]
	ReleaseReported(ReportedRelease<AccountId>),
	/// The patient's side says that an entry is not what it should be: this was not treatment, that was not I (C).
	#[codec(index = 89)]
	EntryContested {
		/// The entry's place in the same trail.
		entry: Sequence,
		/// Whose people it tells of, who have to answer.
		organization: OrganizationId,
		/// A salted commitment to what the patient says.
		statement: Commitment,
	},
	/// A privacy officer answered what was contested, or a release that was flagged (U).
	#[codec(index = 90)]
	InquiryAnswered {
		/// The entry that it is about.
		entry: Sequence,
		/// The answer.
		answer: InquiryAnswer,
		/// Whether it came after its date.
		is_late: bool,
		/// A salted commitment to the answer in words.
		statement: Commitment,
	},
	/// No answer came in time: the authority sees to it (U).
	#[codec(index = 91)]
	InquiryEscalated {
		/// The entry that it is about.
		entry: Sequence,
	},
	/// The authority has the last word on an inquiry that was not answered in time (U).
	#[codec(index = 92)]
	InquiryResolved {
		/// The entry that it is about.
		entry: Sequence,
		/// What it found.
		verdict: InquiryVerdict,
		/// A salted commitment to its findings in words.
		findings: Option<Commitment>,
	},
	/// An organization was accredited, or its accreditation renewed (C). In the authorities' trail, as are those that follow.
	#[codec(index = 93)]
	OrganizationAccredited {
		/// Which organization.
		organization: OrganizationId,
		/// Until when, if not without end.
		until: Option<Moment>,
	},
	/// An application for accreditation was rejected (D).
	#[codec(index = 94)]
	ApplicationRejected {
		/// Who had applied.
		applicant: AccountId,
	},
	/// An organization may not act for the time being (U).
	#[codec(index = 95)]
	OrganizationSuspended {
		/// Which organization.
		organization: OrganizationId,
	},
	/// It may act again (U).
	#[codec(index = 96)]
	OrganizationReinstated {
		/// Which organization.
		organization: OrganizationId,
	},
	/// An organization may never act again (D).
	#[codec(index = 97)]
	AccreditationRevoked {
		/// Which organization.
		organization: OrganizationId,
	},
	/// An organization has followed another one (U).
	#[codec(index = 98)]
	OrganizationSucceeded {
		/// The one that is over.
		organization: OrganizationId,
		/// The one that has followed.
		by: OrganizationId,
	},
	/// A practitioner may open emergency sessions, or no longer (U).
	#[codec(index = 99)]
	EmergencyRoleSet {
		/// In which organization.
		organization: OrganizationId,
		/// Who.
		practitioner: PractitionerId<AccountId>,
		/// Whether it may.
		is_given: bool,
	},
	/// A practitioner may not act in an organization for the time being (U).
	#[codec(index = 100)]
	PractitionerSuspended {
		/// In which organization.
		organization: OrganizationId,
		/// Who.
		practitioner: PractitionerId<AccountId>,
	},
	/// It may act again (U).
	#[codec(index = 101)]
	PractitionerReinstated {
		/// In which organization.
		organization: OrganizationId,
		/// Who.
		practitioner: PractitionerId<AccountId>,
	},
	/// An organization was licensed to break the glass, on other terms, or no longer (U).
	#[codec(index = 102)]
	BreakGlassLicensed {
		/// Which organization.
		organization: OrganizationId,
		/// Whether it is from now on.
		is_licensed: bool,
		/// How many sessions may be open at a time without a flag; 0 if it is licensed no longer.
		open: u16,
		/// How many may be opened in a day without a flag; 0 if it is licensed no longer.
		daily: u16,
	},
	/// A policy was enacted: law permits something without consent (C).
	#[codec(index = 103)]
	PolicyEnacted {
		/// The policy.
		policy: PolicyId,
		/// Of what it says: `blake2b_256(SCALE(the policy))`.
		content: H256,
	},
	/// A policy was repealed (D).
	#[codec(index = 104)]
	PolicyRepealed {
		/// The policy.
		policy: PolicyId,
	},
	/// A grant had lapsed, its period being over, and gives up its place: the chain forgets it, or will (D). Of one whose end
	/// the chain no longer knows it is taken that the period was its end; an earlier entry may tell another.
	#[codec(index = 105)]
	ConsentLapsed {
		/// The grant.
		grant: GrantId,
		/// Whose it was.
		organization: OrganizationId,
		/// When it lapsed.
		lapsed_at: Moment,
	},
	/// A provider's request for consent lapsed without an answer, and the chain forgets it (D).
	#[codec(index = 106)]
	ConsentRequestLapsed {
		/// Whose it was.
		organization: OrganizationId,
	},
	/// An authority made an account an admin of an organization (C). In the authorities' trail; what an organization's own
	/// admins do is not.
	#[codec(index = 107)]
	AdminAdded {
		/// Of which organization.
		organization: OrganizationId,
		/// The account.
		account: AccountId,
	},
	/// An authority ended that an account is an admin of an organization (D). In the authorities' trail.
	#[codec(index = 108)]
	AdminRemoved {
		/// Of which organization.
		organization: OrganizationId,
		/// The account.
		account: AccountId,
	},
	/// A pallet that is none of Salus's did something (E). What, its own documentation says.
	#[codec(index = 109)]
	Other {
		/// Which pallet: what it alone uses on any chain, such as its `PalletId`.
		pallet: [u8; 8],
		/// What it did, in codes of its own. A code is never used again for another meaning.
		code: u16,
		/// Of whatever else there is to say, off the chain: salted, and nothing that tells who somebody is.
		statement: Option<Commitment>,
	},
}
