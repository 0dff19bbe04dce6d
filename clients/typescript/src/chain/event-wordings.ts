/**
 * What stands in a trail, in English words for people: one sentence for each event. The compiler sees to it that none is missing. Whoever shows it in another
 * language reads the event itself.
 */
import { emergencyFlagsIn } from './codes.ts';
import type { AuditedEvent, Encounter, Outcome, Recipient } from './generated/told.ts';
import { nameOfActor, nameOfTargets, type Names, type Naming, naming } from './names.ts';
import { type ForEach, madeOf, variantOf } from './variants.ts';
import {
	wordingOfBasis, wordingOfControlChange, wordingOfCorrection, wordingOfDenial, wordingOfEmergencyDenial, wordingOfFlag, wordingOfFlaw, wordingOfInquiryAnswer, wordingOfInquiryVerdict,
	wordingOfReportCause, wordingOfRequestBar,
} from './wordings.ts';

/** What happened. Who did it is another part of the entry. What `names` does not know is told by its number. */
export function wordingOfEvent(event: AuditedEvent, names?: Names): string {
	return madeOf(EVENTS, event, naming(names)) ?? variantOf(event);
}

/** What came of an attempt, with the ground or the reason. */
export function wordingOfOutcome({ permitted, denied }: Outcome): string {
	return permitted ? `permitted, ${wordingOfBasis(permitted)}` : `denied, ${wordingOfDenial(denied)}`;
}

/** Who got records. */
export function wordingOfRecipient({ requester, actor, organization, outside }: Recipient, name: Naming = naming()): string {
	if (requester === null) return 'who asked for it';
	if (actor) return nameOfActor(actor, name);
	if (organization !== undefined) return name.organization(organization);
	return outside === undefined ? 'the patient\'s side' : 'somebody whom the chain does not know';
}

function encounterWording({ hours, holder }: Encounter): string {
	return ` for an encounter of ${hours} hours${holder.role ? `, for each ${holder.role} of its organization` : ''}`;
}

const EVENTS: ForEach<AuditedEvent, string, [Naming]> = {
	accessRequested: ({ patient, action, purpose, encounter, answers }, name) =>
		`asked for access${patient === null ? '' : ` to ${name.patient(patient)}`} (${action}, ${purpose})${encounter ? encounterWording(encounter) : ''}: ${
			answers.map(({ outcome, targets }) => `${nameOfTargets(targets, name)} ${wordingOfOutcome(outcome)}`).join('; ') || 'nothing'}`,
	patientRegistered: () => 'registered the patient',
	encryptionKeyReplaced: ({ epoch }) => `published another encryption key, of epoch ${epoch}`,
	recordsAnchored: ({ anchor, class: recordClass, basis }, name) => `added records of ${name.recordClass(recordClass)} as ${name.anchor(anchor)}: ${wordingOfBasis(basis)}`,
	consentGranted: ({ grant, organization }, name) => `gave ${name.organization(organization)} grant ${grant}`,
	consentRevoked: ({ grant, organization }, name) => `revoked grant ${grant} of ${name.organization(organization)}`,
	registrationConfirmed: () => 'confirmed the registration',
	identityAttested: ({ level }) => `attested the patient's identity, ${level}`,
	controlOffered: () => 'offered control over the patient to another account',
	controlOfferWithdrawn: () => 'took the offer of control back',
	controlChanged: ({ cause }) => `another account speaks for the patient: ${wordingOfControlChange(cause)}`,
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
	consentAmended: ({ grant, version, organization }, name) => `replaced grant ${grant} of ${name.organization(organization)} by ${version}`,
	organizationRevoked: ({ organization, grants }, name) => `revoked all of ${name.organization(organization)}: ${grants} grants`,
	consentRenounced: ({ grant, organization }, name) => `gave grant ${grant} of ${name.organization(organization)} back`,
	consentReferred: ({ grant, parent, organization }, name) => `passed a part of grant ${parent} on to ${name.organization(organization)} as grant ${grant}`,
	envelopeReplaced: ({ grant }) => `sealed the keys of grant ${grant} anew`,
	consentRequested: ({ organization }, name) => `asked the patient for consent, for ${name.organization(organization)}`,
	consentRequestWithdrawn: ({ organization }, name) => `took the request of ${name.organization(organization)} back`,
	consentRequestRejected: ({ organization }, name) => `rejected the request of ${name.organization(organization)}`,
	consentRequestBarred: ({ organization, reason }, name) => `asked for consent, for ${name.organization(organization)}, in vain: ${wordingOfRequestBar(reason)}`,
	consentDisplaced: ({ grant, organization }, name) => `grant ${grant} of ${name.organization(organization)}, which was passed on, ended to make room`,
	refusalMade: ({ refusal, joined, evenInEmergency }) => `refused something (refusal ${refusal}${
		joined === null ? '' : `, which replaces ${joined}`})${evenInEmergency ? ', even in an emergency' : ''}`,
	refusalsJoined: ({ one, other, refusal }) => `refusals ${one} and ${other} became refusal ${refusal} to make room`,
	refusalLifted: ({ refusal }) => `lifted refusal ${refusal}`,
	allRefused: ({ evenInEmergency }) => `refused everything to everybody${evenInEmergency ? ', even in an emergency' : ''}`,
	allRefusedLifted: () => 'no longer refuses everything',
	emergenciesOptedOut: () => 'wants nobody to break the glass',
	emergenciesOptedIn: () => 'permits again that the glass is broken',
	classMarkedConfidential: ({ class: recordClass }, name) => `marked ${name.recordClass(recordClass)} as confidential`,
	classUnmarkedConfidential: ({ class: recordClass }, name) => `${name.recordClass(recordClass)} is no longer confidential`,
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
	recordsAmended: ({ anchor, supersedes, reason }, name) => `put ${name.anchor(anchor)} in the place of ${name.anchor(supersedes)}: ${wordingOfCorrection(reason)}`,
	recordsEnteredInError: ({ anchor, reason }, name) => `marked ${name.anchor(anchor)} as entered in error: ${wordingOfCorrection(reason)}`,
	recordsReinstated: ({ anchor }, name) => `lets ${name.anchor(anchor)} count again`,
	recordsCoSigned: ({ anchor, basis }, name) => `co-signed ${name.anchor(anchor)}: ${wordingOfBasis(basis)}`,
	coSignatureWithdrawn: ({ anchor }, name) => `took the co-signature of ${name.anchor(anchor)} back`,
	recordsDisputed: ({ anchor }, name) => `says that the records of ${name.anchor(anchor)} are wrong`,
	disputeWithdrawn: ({ anchor }, name) => `took the dispute about ${name.anchor(anchor)} back`,
	disputeAnswered: ({ anchor, isUpheld }, name) => `answered the dispute about ${name.anchor(anchor)}: ${isUpheld ? 'the patient is right' : 'the records stay as they are'}`,
	disagreementStated: ({ anchor }, name) => `disagrees with the answer about ${name.anchor(anchor)}`,
	erasureAnnounced: ({ anchor }, name) => `announced that ${name.anchor(anchor)} will be erased`,
	erasureCancelled: ({ anchor }, name) => `will not erase ${name.anchor(anchor)} after all`,
	recordsErased: ({ anchor }, name) => `erased ${name.anchor(anchor)}`,
	custodyPlanned: ({ anchor, threshold, pieces }, name) => `planned who keeps the sealed records of ${name.anchor(anchor)}: ${pieces} pieces, of which ${threshold} give the whole`,
	custodyTaken: ({ anchor, piece }, name) => `keeps piece ${piece} of the sealed records of ${name.anchor(anchor)}`,
	custodyReleased: ({ anchor, piece }, name) => `no longer keeps piece ${piece} of the sealed records of ${name.anchor(anchor)}`,
	retentionExtended: ({ anchor, until }, name) => `${name.anchor(anchor)} stays ${until === null ? 'for good' : `until day ${until} since 1970`}`,
	recordsEvicted: ({ newest, anchors }, name) => `evicted ${anchors} anchors whose retention was over, ${name.anchor(newest)} and earlier ones`,
	mixUpReported: ({ class: recordClass }, name) => `told the patient that records of ${name.recordClass(recordClass)} stood in somebody else's file`,
	withholdingPermitted: ({ anchor }, name) => `permits that ${name.anchor(anchor)} is withheld again`,
	recordsReleased: ({ ticket, recipient, targets }, name) => `released ${targets.length === 0 ? 'all that ticket' : `${nameOfTargets(targets, name)} of what ticket`} ${ticket} permits, to ${
		wordingOfRecipient(recipient, name)}`,
	releaseReported: ({ patient, ticket, recipient, action, purpose, targets, cause, flaw }, name) => `reported a release${
		patient === null ? '' : ` about ${name.patient(patient)}`} (${action}, ${purpose}) of ${
		targets.length === 0 ? 'all that its ticket permits' : nameOfTargets(targets, name)}, to ${wordingOfRecipient(recipient, name)}, ${
		ticket === null ? 'without a ticket' : `against ticket ${ticket}`}, since ${wordingOfReportCause(cause)}${flaw === null ? '' : `; flagged: ${wordingOfFlaw(flaw)}`}`,
	entryContested: ({ entry, organization }, name) => `contests entry ${entry}, for which ${name.organization(organization)} has to answer`,
	inquiryAnswered: ({ entry, answer, isLate }) => `answered for entry ${entry}${isLate ? ', late' : ''}: ${wordingOfInquiryAnswer(answer)}`,
	inquiryEscalated: ({ entry }) => `nobody answered for entry ${entry} in time, so that the authority sees to it`,
	inquiryResolved: ({ entry, verdict }) => `has the last word on entry ${entry}: ${wordingOfInquiryVerdict(verdict)}`,
	organizationAccredited: ({ organization }, name) => `accredited ${name.organization(organization)}`,
	applicationRejected: ({ applicant }, name) => `rejected the application of ${name.person(applicant)} for accreditation`,
	organizationSuspended: ({ organization }, name) => `suspended ${name.organization(organization)}`,
	organizationReinstated: ({ organization }, name) => `lets ${name.organization(organization)} act again`,
	accreditationRevoked: ({ organization }, name) => `revoked the accreditation of ${name.organization(organization)}`,
	organizationSucceeded: ({ organization, by }, name) => `${name.organization(by)} has followed ${name.organization(organization)}`,
	emergencyRoleSet: ({ organization, practitioner, isGiven }, name) => `${name.practitioner(practitioner, organization)} ${
		isGiven ? 'may break the glass' : 'may no longer break the glass'}`,
	practitionerSuspended: ({ organization, practitioner }, name) => `suspended ${name.practitioner(practitioner, organization)}`,
	practitionerReinstated: ({ organization, practitioner }, name) => `lets ${name.practitioner(practitioner, organization)} act again`,
	breakGlassLicensed: ({ organization, isLicensed, open, daily }, name) => (isLicensed
		? `licensed ${name.organization(organization)} to break the glass: ${open} open at a time, ${daily} a day`
		: `${name.organization(organization)} may no longer break the glass`),
	policyEnacted: ({ policy }) => `enacted policy ${policy}`,
	policyRepealed: ({ policy }) => `repealed policy ${policy}`,
	consentLapsed: ({ grant, organization }, name) => `grant ${grant} of ${name.organization(organization)} had lapsed, and is forgotten`,
	consentRequestLapsed: ({ organization }, name) => `a request of ${name.organization(organization)} had lapsed without an answer, and is forgotten`,
	adminAdded: ({ organization, account }, name) => `made ${name.person(account)} an admin of ${name.organization(organization)}`,
	adminRemoved: ({ organization, account }, name) => `ended that ${name.person(account)} is an admin of ${name.organization(organization)}`,
	other: ({ pallet, code }) => `did what the pallet ${pallet} calls ${code}`,
};
