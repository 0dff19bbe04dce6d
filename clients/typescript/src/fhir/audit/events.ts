/**
 * What each event of the chain is in FHIR: its act, and where its fields stand. The compiler asks for every event and every field; a test
 * asks the runtime's metadata.
 */
import type {
	AssuranceLevel, AuditedEvent, ControlChange, CorrectionReason, EmergencyDenial, EmergencyReason, InquiryAnswer, InquiryVerdict, ReleaseFlaw,
	ReportCause, RequestBar,
} from '../../chain/generated/told.ts';
import { EMERGENCY_FLAGS, POWERS } from '../../chain/codes.ts';
import { type Act, attempt, emergency, executed, overrideStarted, overrideStopped, record, refused, release, rules, standing } from './acts.ts';
import { answers, basis } from './answers.ts';
import { custodian } from './custodian.ts';
import {
	type Field, anchor, entry, entryIfAny, grant, happened, inExtension, optionally, organization, patient, patientIfAny, person, policy, practitioner, purpose,
	refusal, refusalIfAny, session, set,
} from './fields.ts';
import { recipient, targets } from './releases.ts';
import { action, bytes, coded, day, denial, encounter, flag, moment, number, recordClass } from './values.ts';

/** The name of an event, as the chain's JSON has it. */
export type EventName = keyof AuditedEvent;
type Content<N extends EventName> = Exclude<AuditedEvent[N], undefined>;
type FieldsOf<C> = C extends null ? Record<never, never> : { [F in keyof C]: Field<C[F]> };

export interface Mapping<C> {
	act: Act;
	fields: FieldsOf<C>;
}

const commitment = inExtension(bytes(32));
const commitmentIfAny = optionally(bytes(32));
const content = commitment;
const count = inExtension(number);
const yesOrNo = inExtension(flag);
const at = inExtension(moment);
const atIfAny = optionally(moment);
const ofClass = inExtension(recordClass);
const correction = inExtension(coded<CorrectionReason>('correction-reason', {
	WrongPatient: 0, WrongContent: 0, Incomplete: 0, Duplicate: 0, Unreadable: 0, WrongClass: 0, DisputeUpheld: 0,
}));
const emergencyDenial: Field<EmergencyDenial> = inExtension(denial<keyof EmergencyDenial>('emergency-denial', {
	unknownOrClosedPatient: 0, notPractising: 0, noEmergencyRole: 0, notLicensed: 0, refused: 0, onPatientsSide: 0, deceased: 0,
})) as Field<EmergencyDenial>;

export const EVENTS: { [N in EventName]: Mapping<Content<N>> } = {
	// Access.
	accessRequested: {
		act: attempt,
		fields: {
			patient: patientIfAny, action: inExtension(action), purpose, custodian, reason: commitmentIfAny, claim: optionally(bytes(16)),
			encounter: optionally(encounter), answers,
		},
	},
	recordsReleased: { act: release, fields: { ticket: entry, recipient, targets } },
	releaseReported: {
		act: release,
		fields: {
			patient: patientIfAny, ticket: entryIfAny, recipient, action: inExtension(action), purpose, targets, releasedAt: happened,
			cause: inExtension(coded<ReportCause>('report-cause', { Bulk: 0, Downtime: 0, OutsideTheChain: 0 })),
			flaw: optionally(coded<ReleaseFlaw>('release-flaw', {
				NoTicket: 0, TicketNotFound: 0, WrongCustodian: 0, NotTicketHolder: 0, NotCovered: 0, OutsideItsLife: 0, RedeemedBefore: 0, NotProven: 0, TooLate: 0,
				NoLongerPermitted: 0,
			})),
			statement: commitmentIfAny,
		},
	},

	// Inquiries.
	entryContested: { act: record('C'), fields: { entry, organization, statement: commitment } },
	inquiryAnswered: {
		act: record('U'),
		fields: {
			entry, answer: inExtension(coded<InquiryAnswer>('inquiry-answer', { Justified: 0, Mistaken: 0, Misused: 0 })), isLate: yesOrNo,
			statement: commitment,
		},
	},
	inquiryEscalated: { act: record('U'), fields: { entry } },
	inquiryResolved: {
		act: record('U'),
		fields: { entry, verdict: inExtension(coded<InquiryVerdict>('inquiry-verdict', { Unfounded: 0, Upheld: 0 })), findings: commitmentIfAny },
	},

	// The patient, and who acts for it.
	patientRegistered: { act: record('C'), fields: {} },
	encryptionKeyReplaced: { act: record('U'), fields: { epoch: count } },
	registrationConfirmed: { act: record('U'), fields: {} },
	identityAttested: {
		act: record('U'), fields: { level: inExtension(coded<AssuranceLevel>('assurance-level', { Level1: 0, Level2: 0, Level3: 0, Level4: 0 })) },
	},
	controlOffered: { act: standing('C'), fields: {} },
	controlOfferWithdrawn: { act: standing('D'), fields: {} },
	controlChanged: {
		act: standing('U'), fields: { cause: inExtension(coded<ControlChange>('control-change', { Accepted: 0, Recovered: 0, Decided: 0, Reassigned: 0 })) },
	},
	representativeAppointed: { act: standing('C'), fields: { powers: set('power', POWERS), until: atIfAny } },
	representativeEnded: { act: standing('D'), fields: {} },
	deviceAuthorized: { act: standing('C'), fields: { until: at } },
	deviceRemoved: { act: standing('D'), fields: {} },
	guardiansCommitted: { act: standing('U'), fields: { effectiveAt: at } },
	guardianChangeCancelled: { act: standing('D'), fields: {} },
	guardiansRevealed: { act: standing('U'), fields: {} },
	guardiansProposed: { act: standing('C'), fields: {} },
	guardianCaseClosed: { act: standing('D'), fields: {} },
	recoveryOpened: { act: standing('C'), fields: {} },
	recoveryApproved: { act: standing('U'), fields: { approvals: count } },
	recoveryVetoed: { act: standing('U'), fields: {} },
	recoveryDismissed: { act: standing('D'), fields: {} },
	reassignmentAnnounced: { act: standing('C'), fields: { due: at } },
	reassignmentVetoed: { act: standing('U'), fields: {} },
	reassignmentDismissed: { act: standing('D'), fields: {} },
	freezeVoted: { act: standing('U'), fields: { votes: count } },
	freezeVoteWithdrawn: { act: standing('U'), fields: { votes: count } },
	frozen: { act: standing('U'), fields: { until: at } },
	unfrozen: { act: standing('U'), fields: {} },
	linked: { act: record('U'), fields: { other: patient } },
	unlinked: { act: record('U'), fields: { other: patient } },
	deceased: { act: record('U'), fields: {} },
	deathCorrected: { act: record('U'), fields: {} },
	closingAnnounced: { act: record('U'), fields: { at } },
	closingCancelled: { act: record('U'), fields: {} },
	closed: { act: record('D'), fields: {} },

	// Consent.
	consentGranted: { act: rules('C'), fields: { grant, organization, content } },
	consentAmended: { act: rules('U'), fields: { grant, version: grant, organization, content } },
	consentRevoked: { act: rules('D'), fields: { grant, organization } },
	consentRenounced: { act: rules('D'), fields: { grant, organization } },
	consentDisplaced: { act: rules('D'), fields: { grant, organization } },
	consentLapsed: { act: rules('D'), fields: { grant, organization, lapsedAt: at } },
	consentReferred: { act: rules('C'), fields: { grant, parent: grant, organization, content } },
	organizationRevoked: { act: rules('D'), fields: { organization, grants: count } },
	revokedSince: { act: rules('D'), fields: { since: at, grants: count } },
	envelopeReplaced: { act: rules('U'), fields: { grant } },
	consentRequested: { act: rules('C'), fields: { organization } },
	consentRequestBarred: {
		act: refused(rules('C')),
		fields: {
			patient, organization,
			reason: inExtension(coded<RequestBar>('request-bar', { UnknownOrClosedPatient: 0, Deceased: 0, Refused: 0, AlreadyOpen: 0, RejectedBefore: 0 })),
		},
	},
	consentRequestWithdrawn: { act: rules('D'), fields: { organization } },
	consentRequestRejected: { act: rules('U'), fields: { organization } },
	consentRequestLapsed: { act: rules('D'), fields: { organization } },
	refusalMade: { act: rules('C'), fields: { refusal, joined: refusalIfAny, evenInEmergency: yesOrNo, content } },
	refusalsJoined: { act: rules('U'), fields: { one: refusal, other: refusal, refusal } },
	refusalLifted: { act: rules('D'), fields: { refusal } },
	allRefused: { act: rules('C'), fields: { evenInEmergency: yesOrNo } },
	allRefusedLifted: { act: rules('D'), fields: {} },
	emergenciesOptedOut: { act: rules('C'), fields: {} },
	emergenciesOptedIn: { act: rules('D'), fields: {} },
	classMarkedConfidential: { act: rules('C'), fields: { class: ofClass } },
	classUnmarkedConfidential: { act: rules('D'), fields: { class: ofClass } },
	allClassesMarkedConfidential: { act: rules('C'), fields: { exceptions: count } },
	allClassesUnmarkedConfidential: { act: rules('D'), fields: {} },

	// Emergencies.
	emergencyOpened: {
		act: overrideStarted,
		fields: {
			session,
			reason: inExtension(coded<EmergencyReason>('emergency-reason', {
				ImmediateDanger: 0, Unresponsive: 0, LacksCapacity: 0, DangerToOthers: 0, MassCasualties: 0,
			})),
			until: at,
		},
	},
	emergencyDenied: { act: refused(overrideStarted), fields: { patient, denial: emergencyDenial } },
	emergencyClosed: { act: overrideStopped, fields: { session } },
	emergencyFlagged: { act: emergency('U'), fields: { session, flags: set('emergency-flag', EMERGENCY_FLAGS) } },
	emergencyReviewed: { act: emergency('U'), fields: { session, justified: yesOrNo, isFinal: yesOrNo } },
	emergencyAnswered: { act: emergency('U'), fields: { session, answer: commitment } },
	emergencyRingSet: { act: rules('U'), fields: { keyEpoch: count, commitment } },
	emergencyRingRemoved: { act: rules('D'), fields: {} },

	// Records.
	recordsAnchored: { act: record('C'), fields: { anchor, class: ofClass, purpose, basis } },
	recordsAmended: { act: record('U'), fields: { anchor, supersedes: anchor, reason: correction, purpose, basis } },
	recordsEnteredInError: { act: record('U'), fields: { anchor, reason: correction, purpose, basis } },
	recordsReinstated: { act: record('U'), fields: { anchor } },
	recordsCoSigned: { act: record('U'), fields: { anchor, purpose, basis } },
	coSignatureWithdrawn: { act: record('D'), fields: { anchor } },
	recordsDisputed: { act: record('C'), fields: { anchor, statement: commitment } },
	disputeWithdrawn: { act: record('D'), fields: { anchor } },
	disputeAnswered: { act: record('U'), fields: { anchor, isUpheld: yesOrNo } },
	disagreementStated: { act: record('C'), fields: { anchor, statement: commitment } },
	erasureAnnounced: { act: record('U'), fields: { anchor, due: at } },
	erasureCancelled: { act: record('U'), fields: { anchor } },
	recordsErased: { act: record('D'), fields: { anchor } },
	recordsEvicted: { act: record('D'), fields: { newest: anchor, anchors: count, root: commitment } },
	retentionExtended: { act: record('U'), fields: { anchor, until: optionally(day) } },
	custodyPlanned: { act: record('U'), fields: { anchor, threshold: count, pieces: count } },
	custodyTaken: { act: record('C'), fields: { anchor, piece: count } },
	custodyReleased: { act: record('D'), fields: { anchor, piece: count } },
	mixUpReported: { act: record('C'), fields: { class: ofClass, since: at, notice: commitment } },
	withholdingPermitted: { act: record('U'), fields: { anchor } },

	// Authorities.
	organizationAccredited: { act: standing('C'), fields: { organization, until: atIfAny } },
	applicationRejected: { act: standing('D'), fields: { applicant: person } },
	organizationSuspended: { act: standing('U'), fields: { organization } },
	organizationReinstated: { act: standing('U'), fields: { organization } },
	accreditationRevoked: { act: standing('D'), fields: { organization } },
	organizationSucceeded: { act: standing('U'), fields: { organization, by: organization } },
	emergencyRoleSet: { act: standing('U'), fields: { organization, practitioner, isGiven: yesOrNo } },
	practitionerSuspended: { act: standing('U'), fields: { organization, practitioner } },
	practitionerReinstated: { act: standing('U'), fields: { organization, practitioner } },
	breakGlassLicensed: { act: standing('U'), fields: { organization, isLicensed: yesOrNo, open: count, daily: count } },
	adminAdded: { act: standing('C'), fields: { organization, account: person } },
	adminRemoved: { act: standing('D'), fields: { organization, account: person } },
	policyEnacted: { act: rules('C'), fields: { policy, content } },
	policyRepealed: { act: rules('D'), fields: { policy } },

	// Pallets of others.
	other: { act: executed, fields: { pallet: inExtension(bytes(8)), code: count, statement: commitmentIfAny } },
};
