/**
 * What stands in a trail, in English words for people: one sentence for each event, and for each reason. The compiler sees to it that none is
 * missing. Numbers and codes are told as they are; whoever shows them under other names, or in another language, reads the event itself.
 */
import { type EmergencyFlag, emergencyFlagsIn } from './codes.ts';
import type {
	Actor, AuditedEvent, Basis, ControlChange, CorrectionReason, Denial, EmergencyDenial, NotPractising, RecordStatus, RejectionReason, RequestBar,
} from './generated/told.ts';

/** The variants of an enum, which is told as an object with one member, and what is in each. */
type Variant<T> = T extends unknown ? keyof T : never;
type Content<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;
/** Words for each. */
type Wordings<T> = { readonly [K in Variant<T>]: (content: Content<T, K>) => string };

/** What happened. Who did it is another part of the entry. */
export function wordingOfEvent(event: AuditedEvent): string {
	return told(EVENTS, event);
}

/** Who did it. */
export function wordingOfActor(actor: Actor): string {
	return told(ACTORS, actor);
}

/** What permitted an access. */
export function wordingOfBasis(basis: Basis): string {
	return told(BASES, basis);
}

/** Why an access was denied. */
export function wordingOfDenial(denial: Denial): string {
	return told(DENIALS, denial);
}

/** Why no emergency session opened. */
export function wordingOfEmergencyDenial(denial: EmergencyDenial): string {
	return told(EMERGENCY_DENIALS, denial);
}

/** What an emergency session exceeds. */
export function wordingOfFlag(flag: EmergencyFlag): string {
	return FLAGS[flag];
}

/** Why records were corrected. */
export function wordingOfCorrection(reason: CorrectionReason): string {
	return CORRECTIONS[reason];
}

/** Why an author does not amend what a patient disputes. */
export function wordingOfRejection(reason: RejectionReason): string {
	return REJECTIONS[reason];
}

/** Where an anchor stands in its life. */
export function wordingOfStatus(status: RecordStatus): string {
	return STATUSES[status];
}

const NOT_PRACTISING: Readonly<Record<NotPractising, string>> = {
	UnknownOrganization: 'there is no such organization',
	NotAccredited: 'the organization is not accredited',
	OrganizationSuspended: 'the organization is suspended',
	NotAPractitioner: 'it is not listed there',
	NotLicensed: 'its licence does not run',
	AccreditationRevoked: 'the organization\'s accreditation was revoked',
	OrganizationSucceeded: 'another organization has followed it',
	PractitionerSuspended: 'it is suspended',
	PractitionerLeft: 'it has left the organization',
	NotAGateway: 'the account is no gateway of the organization',
	NoLongerKnown: 'that is no longer known',
};

const CAUSES: Readonly<Record<ControlChange, string>> = {
	Accepted: 'it accepted the offer',
	Recovered: 'guardians recovered the patient',
	Decided: 'the registrar decided so',
	Reassigned: 'the registrar gave control back',
};

const FLAGS: Readonly<Record<EmergencyFlag, string>> = {
	TooManyOpen: 'more sessions are open than the organization\'s terms say',
	TooManyToday: 'more sessions were opened on that day than the terms say',
	ReviewsOverdue: 'too many of its reviews are overdue',
	ReviewsPending: 'too many of its sessions wait for a review',
};

const BARS: Readonly<Record<RequestBar, string>> = {
	UnknownOrClosedPatient: 'there is no such patient',
	Deceased: 'the patient has died',
	Refused: 'the patient refuses all of it',
	AlreadyOpen: 'another request of the organization waits',
	RejectedBefore: 'the patient has rejected it not long ago',
};

const CORRECTIONS: Readonly<Record<CorrectionReason, string>> = {
	WrongPatient: 'they are about somebody else',
	WrongContent: 'what they said was wrong',
	Incomplete: 'something was missing',
	Duplicate: 'they were there already',
	Unreadable: 'they could not be opened',
	WrongClass: 'they were of another class',
	DisputeUpheld: 'the patient disputed them, and was right',
};

const REJECTIONS: Readonly<Record<RejectionReason, string>> = {
	NotCreatedHere: 'somebody else created the records',
	NotPartOfRecord: 'they are not part of the designated record set',
	NotForInspection: 'they are not the patient\'s to inspect',
	AccurateAndComplete: 'they are accurate and complete',
};

const STATUSES: Readonly<Record<RecordStatus, string>> = {
	Current: 'the latest version',
	Superseded: 'another version took its place',
	EnteredInError: 'entered in error',
	Erased: 'erased by the patient',
};

const ACTORS: Wordings<Actor> = {
	person: () => 'the patient\'s side',
	practitioner: ({ organization }) => `a practitioner of organization ${organization}`,
	gateway: ({ organization }) => `a practitioner of organization ${organization}, by its gateway`,
	authority: () => 'an authority',
	organization: ({ organization }) => `organization ${organization}`,
};

const BASES: Wordings<Basis> = {
	patient: () => 'the patient itself',
	representative: () => 'a representative of the patient',
	device: () => 'a device of the patient',
	author: () => 'its organization wrote the records',
	grant: (grant) => `grant ${grant}`,
	policy: (policy) => `policy ${policy}, without consent`,
	emergency: (session) => `emergency session ${session}`,
};

const DENIALS: Wordings<Denial> = {
	notPermitted: () => 'no reason is told',
	unknownOrClosedPatient: () => 'there is no such patient',
	unknownRecord: () => 'there is no such record',
	notPractising: (why) => NOT_PRACTISING[why],
	refused: () => 'the patient refuses it',
	notGranted: () => 'nothing permits it',
	withheld: () => 'the records were erased, or belong to another patient',
};

const EMERGENCY_DENIALS: Wordings<EmergencyDenial> = {
	unknownOrClosedPatient: () => 'there is no such patient',
	notPractising: (why) => NOT_PRACTISING[why],
	noEmergencyRole: () => 'the practitioner does not have the emergency role',
	notLicensed: () => 'the organization may not break the glass',
	refused: () => 'the patient forbids it',
	onPatientsSide: () => 'it is the patient\'s controller or representative',
	deceased: () => 'the patient has died',
};

const EVENTS: Wordings<AuditedEvent> = {
	accessRequested: ({ action, purpose, outcome }) => `asked for access (${action}, ${purpose}): ${
		outcome.permitted ? `permitted, ${wordingOfBasis(outcome.permitted)}` : `denied, ${wordingOfDenial(outcome.denied)}`}`,
	patientRegistered: () => 'registered the patient',
	encryptionKeyReplaced: ({ epoch }) => `published another encryption key, of epoch ${epoch}`,
	recordsAnchored: ({ anchor, class: recordClass, basis }) => `added records of class ${recordClass} as anchor ${anchor}: ${wordingOfBasis(basis)}`,
	consentGranted: ({ grant, organization }) => `gave organization ${organization} grant ${grant}`,
	consentRevoked: ({ grant, organization }) => `revoked grant ${grant} of organization ${organization}`,
	registrationConfirmed: () => 'confirmed the registration',
	identityAttested: ({ level }) => `attested the patient's identity, ${level}`,
	controlOffered: () => 'offered control over the patient to another account',
	controlOfferWithdrawn: () => 'took the offer of control back',
	controlChanged: ({ cause }) => `another account speaks for the patient: ${CAUSES[cause]}`,
	representativeAppointed: () => 'appointed a representative, or changed the appointment',
	representativeEnded: () => 'a representative\'s appointment ended',
	deviceAuthorized: () => 'let a device add records',
	deviceRemoved: () => 'a device may no longer add records',
	guardiansCommitted: () => 'chose guardians, or others',
	guardianChangeCancelled: () => 'called a change of guardians off',
	guardiansRevealed: () => 'showed who the guardians are',
	recoveryOpened: () => 'asked that another account speak for the patient',
	recoveryApproved: ({ approvals }) => `joined in a recovery, so that ${approvals} guardians have`,
	recoveryVetoed: () => 'objected to a recovery',
	recoveryDismissed: () => 'dismissed a recovery',
	freezeVoted: ({ votes }) => `asked that the patient's side be frozen, so that ${votes} guardians do`,
	freezeVoteWithdrawn: ({ votes }) => `no longer asks for a freeze; ${votes} guardians still do`,
	frozen: () => 'the patient\'s side is frozen',
	unfrozen: () => 'the patient\'s side is no longer frozen',
	linked: () => 'linked the patient to another of the same person',
	unlinked: () => 'took that link back',
	deceased: () => 'declared the person deceased',
	deathCorrected: () => 'took the declaration of death back',
	closingAnnounced: () => 'announced that the patient will be closed',
	closingCancelled: () => 'will not close the patient after all',
	closed: () => 'closed the patient',
	guardianCaseClosed: () => 'the guardians are no longer at work',
	consentAmended: ({ grant, version, organization }) => `replaced grant ${grant} of organization ${organization} by ${version}`,
	organizationRevoked: ({ organization, grants }) => `revoked all of organization ${organization}: ${grants} grants`,
	consentRenounced: ({ grant, organization }) => `gave grant ${grant} of organization ${organization} back`,
	consentReferred: ({ grant, parent, organization }) => `passed a part of grant ${parent} on to organization ${organization} as grant ${grant}`,
	envelopeReplaced: ({ grant }) => `sealed the keys of grant ${grant} anew`,
	consentRequested: ({ organization }) => `asked the patient for consent, for organization ${organization}`,
	consentRequestWithdrawn: ({ organization }) => `took the request of organization ${organization} back`,
	consentRequestRejected: ({ organization }) => `rejected the request of organization ${organization}`,
	consentRequestBarred: ({ organization, reason }) => `asked for consent, for organization ${organization}, in vain: ${BARS[reason]}`,
	consentDisplaced: ({ grant, organization }) => `grant ${grant} of organization ${organization}, which was passed on, ended to make room`,
	refusalMade: ({ refusal, joined, evenInEmergency }) => `refused something (refusal ${refusal}${
		joined === null ? '' : `, which replaces ${joined}`})${evenInEmergency ? ', even in an emergency' : ''}`,
	refusalsJoined: ({ one, other, refusal }) => `refusals ${one} and ${other} became refusal ${refusal} to make room`,
	refusalLifted: ({ refusal }) => `lifted refusal ${refusal}`,
	allRefused: ({ evenInEmergency }) => `refused everything to everybody${evenInEmergency ? ', even in an emergency' : ''}`,
	allRefusedLifted: () => 'no longer refuses everything',
	emergenciesOptedOut: () => 'wants nobody to break the glass',
	emergenciesOptedIn: () => 'permits again that the glass is broken',
	classMarkedConfidential: ({ class: recordClass }) => `marked class ${recordClass} as confidential`,
	classUnmarkedConfidential: ({ class: recordClass }) => `class ${recordClass} is no longer confidential`,
	allClassesMarkedConfidential: ({ exceptions }) => `marked all classes as confidential${exceptions === 0 ? '' : ` but ${exceptions}`}`,
	allClassesUnmarkedConfidential: () => 'not all classes are confidential any more',
	emergencyOpened: ({ session, reason }) => `broke the glass (${reason}), session ${session}`,
	emergencyDenied: ({ denial }) => `wanted to break the glass, in vain: ${wordingOfEmergencyDenial(denial)}`,
	emergencyFlagged: ({ session, flags }) => `session ${session} is flagged: ${emergencyFlagsIn(flags).map(wordingOfFlag).join('; ')}`,
	emergencyClosed: ({ session }) => `closed emergency session ${session}`,
	emergencyReviewed: ({ session, justified, isFinal }) => `found emergency session ${session} ${justified ? 'justified' : 'not justified'}${
		isFinal ? '' : ', which is not the last word'}`,
	emergencyAnswered: ({ session }) => `answered the verdict on emergency session ${session}`,
	emergencyRingSet: () => 'gave custodians shares of the keys for an emergency',
	emergencyRingRemoved: () => 'has no keys for an emergency with custodians any more',
	guardiansProposed: () => 'proposed other guardians',
	reassignmentAnnounced: () => 'announced that another account will speak for the patient',
	reassignmentVetoed: () => 'objected to giving another account control',
	reassignmentDismissed: () => 'another account will not be given control',
	revokedSince: ({ grants }) => `revoked all that was given since a moment: ${grants} grants`,
	recordsAmended: ({ anchor, supersedes, reason }) => `put anchor ${anchor} in the place of anchor ${supersedes}: ${CORRECTIONS[reason]}`,
	recordsEnteredInError: ({ anchor, reason }) => `marked anchor ${anchor} as entered in error: ${CORRECTIONS[reason]}`,
	recordsReinstated: ({ anchor }) => `lets anchor ${anchor} count again`,
	recordsCoSigned: ({ anchor, basis }) => `co-signed anchor ${anchor}: ${wordingOfBasis(basis)}`,
	coSignatureWithdrawn: ({ anchor }) => `took the co-signature of anchor ${anchor} back`,
	recordsDisputed: ({ anchor }) => `says that the records of anchor ${anchor} are wrong`,
	disputeWithdrawn: ({ anchor }) => `took the dispute about anchor ${anchor} back`,
	disputeAnswered: ({ anchor, isUpheld }) => `answered the dispute about anchor ${anchor}: ${isUpheld ? 'the patient is right' : 'the records stay as they are'}`,
	disagreementStated: ({ anchor }) => `disagrees with the answer about anchor ${anchor}`,
	erasureAnnounced: ({ anchor }) => `announced that anchor ${anchor} will be erased`,
	erasureCancelled: ({ anchor }) => `will not erase anchor ${anchor} after all`,
	recordsErased: ({ anchor }) => `erased anchor ${anchor}`,
	custodyPlanned: ({ anchor, threshold, pieces }) => `planned who keeps the sealed records of anchor ${anchor}: ${pieces} pieces, of which ${threshold} give the whole`,
	custodyTaken: ({ anchor, piece }) => `keeps piece ${piece} of the sealed records of anchor ${anchor}`,
	custodyReleased: ({ anchor, piece }) => `no longer keeps piece ${piece} of the sealed records of anchor ${anchor}`,
	retentionExtended: ({ anchor, until }) => `anchor ${anchor} stays ${until === null ? 'for good' : `until day ${until} since 1970`}`,
	recordsEvicted: ({ newest, anchors }) => `evicted ${anchors} anchors whose retention was over, anchor ${newest} and earlier ones`,
	mixUpReported: ({ class: recordClass }) => `told the patient that records of class ${recordClass} stood in somebody else's file`,
	withholdingPermitted: ({ anchor }) => `permits that anchor ${anchor} is withheld again`,
};

/** A variant that this client does not know, as one of a later runtime, is told by its name. */
function told<T extends object>(wordings: Wordings<T>, value: T): string {
	const [[name, content] = ['', undefined]] = Object.entries(value);
	const wording = (wordings as Readonly<Record<string, (content: unknown) => string>>)[name];
	return wording ? wording(content) : name;
}
