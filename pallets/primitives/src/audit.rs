//! What an audit trail records (FHIR `AuditEvent`).

mod attempt;
mod causes;

pub use attempt::{AccessAttempt, Outcome};
pub use causes::{ControlChange, EmergencyDenial, RequestBar};

use crate::{
	Actor, AnchorId, AssuranceLevel, Basis, Commitment, CorrectionReason, Day, EmergencyFlags,
	EmergencyReason, GrantId, Moment, OrganizationId, PatientId, Powers, Purpose, RecordClass,
	RefusalId, SessionId,
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
	/// An organization's: what its people attempted about no known or open patient.
	#[codec(index = 1)]
	Organization(OrganizationId),
}

/// One entry of a trail.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AuditEntry<AccountId> {
	/// When (`AuditEvent.recorded`).
	pub at: Moment,
	/// Who, and for which organization (`AuditEvent.agent`).
	pub actor: Actor<AccountId>,
	/// What (`AuditEvent.type`, `action`, `outcome`, `entity`).
	pub event: AuditedEvent,
}

/// What an entry tells. The letter is FHIR's `AuditEvent.action`.
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
pub enum AuditedEvent {
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
}
