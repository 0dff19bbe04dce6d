/**
 * An entry of a trail as a person wants to read it: when by the clock at home, who, for whom, why, what, and what came of it. Names are looked up by whoever
 * shows it; what has none is told by its number.
 */
import { wordingOfEvent, wordingOfOutcome, wordingOfRecipient } from '../chain/event-wordings.ts';
import type { Action, AuditEntry, AuditedEvent, Basis, Outcome, Purpose, Target } from '../chain/generated/told.ts';
import { listed, type Names, type Naming, nameOfActor, nameOfTargets, naming, organizationIn } from '../chain/names.ts';
import { type ForEach, madeOf, type Variant } from '../chain/variants.ts';
import {
	wordingOfBasis, wordingOfCorrection, wordingOfDenial, wordingOfEmergencyDenial, wordingOfFlaw, wordingOfInquiryAnswer, wordingOfInquiryVerdict, wordingOfReportCause, wordingOfRequestBar,
} from '../chain/wordings.ts';
import { InputError } from '../errors.ts';
import { className } from '../format/classes.ts';

export interface TellingOptions {
	/** Where the reader is, such as `Europe/Vienna`. */
	timeZone: string;
	/** How numbers and months are written there; the sentences are English. */
	locale?: string | undefined;
	names?: Names | undefined;
}

/** How something ended. */
export type TellingOutcome = 'permitted' | 'partly permitted' | 'denied' | 'flagged' | 'done';

/** The parts of an entry's sentence. */
export interface Telling {
	/** The moment in the reader's time zone, with the zone's name. */
	when: string;
	/** Who did it. */
	who: string;
	/** The organization for which it was done; `undefined` where nobody's. */
	forWhom: string | undefined;
	/** The purpose or the reason; `undefined` where none is told. */
	why: string | undefined;
	/** What was done, without the outcome where that is a part of its own. */
	what: string;
	outcome: TellingOutcome;
	/** The ground, or the reason for a denial or a flag; `undefined` where there is none. */
	because: string | undefined;
	/** All of it in one sentence. */
	sentence: string;
}

/** Tells an entry. */
export function tellEntry({ at, actor, event }: AuditEntry, { timeZone, locale = 'en-GB', names = {} }: TellingOptions): Telling {
	const name = naming({ ...names, recordClass: (recordClass) => names.recordClass?.(recordClass) ?? className(recordClass) });
	const { what, why, outcome = 'done', because } = madeOf(PARTS, event, name) ?? { what: wordingOfEvent(event, names) };
	const organization = organizationIn(actor);
	const who = nameOfActor(actor, name);
	const forWhom = organization === undefined ? undefined : name.organization(organization);
	const when = momentIn(at, timeZone, locale);
	const behalf = forWhom === undefined || who.includes(forWhom) ? '' : ` for ${forWhom}`;
	const ended = outcome === 'done' ? '' : `: ${outcome}`;
	const sentence = `${when}: ${who}${behalf} ${what}${why === undefined ? '' : ` (${why})`}${ended}${because === undefined ? '' : `${ended ? ', ' : ': '}${because}`}.`;
	return { when, who, forWhom, why, what, outcome, because, sentence };
}

/** A moment as the clock shows it in a time zone. */
export function momentIn(at: number, timeZone: string, locale = 'en-GB'): string {
	const format = (() => {
		try {
			return new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'long' });
		} catch (error) {
			throw new InputError('input.time-zone', `"${timeZone}" or "${locale}" is no name of a time zone or of a language.`, { cause: error });
		}
	})();
	return format.format(at);
}

/** What a purpose is called in a sentence. */
export function wordingOfPurpose(purpose: Purpose): string {
	return PURPOSES[purpose];
}

/** What somebody wants to do with records. */
export function wordingOfAction(action: Action): string {
	return ACTIONS[action];
}

type Parts = Pick<Telling, 'what'> & Partial<Pick<Telling, 'why' | 'outcome' | 'because'>>;

const PURPOSES: Readonly<Record<Purpose, string>> = {
	Treatment: 'treatment',
	EmergencyTreatment: 'treatment in an emergency',
	Payment: 'payment',
	Operations: 'healthcare operations',
	CareManagement: 'care management',
	Research: 'research',
	ClinicalTrial: 'a clinical trial',
	PublicHealth: 'public health',
	PatientRequest: 'the patient\'s own request',
	FamilyRequest: 'a request of the family',
	PowerOfAttorney: 'a power of attorney',
	Coverage: 'coverage by an insurance',
	SystemAdministration: 'administration of a system',
};

const ACTIONS: Readonly<Record<Action, string>> = {
	Access: 'see',
	Collect: 'collect',
	Correct: 'correct',
	Disclose: 'pass on',
	Use: 'use',
};

const EMERGENCIES = {
	ImmediateDanger: 'immediate danger',
	Unresponsive: 'the patient was unresponsive',
	LacksCapacity: 'the patient could not decide',
	DangerToOthers: 'danger to others',
	MassCasualties: 'mass casualties',
} as const;

/** Plain acts, whose wording says all. */
function plainly<K extends Variant<AuditedEvent>>(...variants: K[]): Readonly<Record<K, (content: unknown, name: Naming) => Parts>> {
	const parts = variants.map((variant) => [variant, (content: unknown, name: Naming) => ({ what: wordingOfEvent({ [variant]: content ?? null } as unknown as AuditedEvent, name) })]);
	return Object.fromEntries(parts) as Record<K, (content: unknown, name: Naming) => Parts>;
}

/** Records that were written on some ground, and for some purpose. */
const written = (what: string, purpose: Purpose, basis: Basis): Parts => ({ what, why: wordingOfPurpose(purpose), because: wordingOfBasis(basis) });

/** The parts of each event that has a reason or an outcome of its own; the compiler sees to it that none is missing. */
const PARTS: ForEach<AuditedEvent, Parts, [Naming]> = {
	accessRequested: ({ patient, action, purpose, encounter, answers }, name) => {
		const targets = answers.flatMap((answer) => answer.targets);
		const team = encounter?.holder.role ? `, for each ${encounter.holder.role} of its organization` : '';
		return {
			what: `asked to ${wordingOfAction(action)} ${recordsOf(targets, name)}${patient === null ? '' : ` of ${name.patient(patient)}`}${
				encounter ? ` for ${encounter.hours} ${encounter.hours === 1 ? 'hour' : 'hours'}${team}` : ''}`,
			why: wordingOfPurpose(purpose),
			...outcomeOf(answers, name),
		};
	},
	recordsReleased: ({ ticket, recipient, targets }, name) => ({
		what: `released ${targets.length === 0 ? 'all that was permitted' : recordsOf(targets, name)} to ${wordingOfRecipient(recipient, name)}`,
		because: `entry ${ticket} permits it`,
	}),
	releaseReported: ({ patient, ticket, recipient, purpose, targets, cause, flaw }, name) => ({
		what: `reported that it had released ${targets.length === 0 ? 'records' : recordsOf(targets, name)}${patient === null ? '' : ` of ${name.patient(patient)}`} to ${
			wordingOfRecipient(recipient, name)}, since ${wordingOfReportCause(cause)}`,
		why: wordingOfPurpose(purpose),
		...(flaw === null ? { because: ticket === null ? undefined : `entry ${ticket} permits it` } : { outcome: 'flagged', because: wordingOfFlaw(flaw) }),
	}),
	recordsAnchored: ({ anchor, class: recordClass, purpose, basis }, name) => written(`added records (${name.recordClass(recordClass)}) as ${name.anchor(anchor)}`, purpose, basis),
	recordsAmended: ({ anchor, supersedes, reason, purpose, basis }, name) =>
		written(`put ${name.anchor(anchor)} in the place of ${name.anchor(supersedes)}, since ${wordingOfCorrection(reason)}`, purpose, basis),
	recordsEnteredInError: ({ anchor, reason, purpose, basis }, name) =>
		written(`marked ${name.anchor(anchor)} as entered in error, since ${wordingOfCorrection(reason)}`, purpose, basis),
	recordsCoSigned: ({ anchor, purpose, basis }, name) => written(`co-signed ${name.anchor(anchor)}`, purpose, basis),
	emergencyOpened: ({ session, reason }) => ({ what: `broke the glass (session ${session})`, why: EMERGENCIES[reason], outcome: 'permitted' }),
	emergencyDenied: ({ patient, denial }, name) => ({ what: `wanted to break the glass for ${name.patient(patient)}`, outcome: 'denied', because: wordingOfEmergencyDenial(denial) }),
	consentRequestBarred: ({ patient, organization, reason }, name) => ({
		what: `asked ${name.patient(patient)} for consent, for ${name.organization(organization)}`, outcome: 'denied', because: wordingOfRequestBar(reason),
	}),
	inquiryAnswered: ({ entry, answer, isLate }) => ({ what: `answered for entry ${entry}${isLate ? ', late' : ''}`, because: wordingOfInquiryAnswer(answer) }),
	inquiryResolved: ({ entry, verdict }) => ({ what: `had the last word on entry ${entry}`, because: wordingOfInquiryVerdict(verdict) }),
	...plainly(
		'patientRegistered', 'encryptionKeyReplaced', 'consentGranted', 'consentRevoked', 'registrationConfirmed', 'identityAttested', 'controlOffered',
		'controlOfferWithdrawn', 'controlChanged', 'representativeAppointed', 'representativeEnded', 'deviceAuthorized', 'deviceRemoved', 'guardiansCommitted',
		'guardianChangeCancelled', 'guardiansRevealed', 'recoveryOpened', 'recoveryApproved', 'recoveryVetoed', 'recoveryDismissed', 'freezeVoted', 'freezeVoteWithdrawn',
		'frozen', 'unfrozen', 'linked', 'unlinked', 'deceased', 'deathCorrected', 'closingAnnounced', 'closingCancelled', 'closed', 'guardianCaseClosed',
		'consentAmended', 'organizationRevoked', 'consentRenounced', 'consentReferred', 'envelopeReplaced', 'consentRequested', 'consentRequestWithdrawn',
		'consentRequestRejected', 'refusalMade', 'refusalLifted', 'allRefused', 'allRefusedLifted', 'emergenciesOptedOut', 'emergenciesOptedIn',
		'classMarkedConfidential', 'classUnmarkedConfidential', 'emergencyClosed', 'emergencyReviewed', 'guardiansProposed', 'reassignmentAnnounced',
		'reassignmentVetoed', 'reassignmentDismissed', 'revokedSince', 'consentDisplaced', 'emergencyFlagged', 'emergencyAnswered', 'emergencyRingSet', 'refusalsJoined',
		'allClassesMarkedConfidential', 'allClassesUnmarkedConfidential', 'emergencyRingRemoved', 'recordsReinstated', 'coSignatureWithdrawn', 'recordsDisputed',
		'disputeWithdrawn', 'disputeAnswered', 'disagreementStated', 'erasureAnnounced', 'erasureCancelled', 'recordsErased', 'custodyPlanned', 'custodyTaken',
		'custodyReleased', 'retentionExtended', 'recordsEvicted', 'mixUpReported', 'withholdingPermitted', 'entryContested', 'inquiryEscalated', 'organizationAccredited',
		'applicationRejected', 'organizationSuspended', 'organizationReinstated', 'accreditationRevoked', 'organizationSucceeded', 'emergencyRoleSet',
		'practitionerSuspended', 'practitionerReinstated', 'breakGlassLicensed', 'policyEnacted', 'policyRepealed', 'consentLapsed', 'consentRequestLapsed',
		'adminAdded', 'adminRemoved', 'other',
	),
};

/** What came of an attempt as a whole, and of its parts where they differ. */
function outcomeOf(answers: readonly { outcome: Outcome; targets: readonly Target[] }[], name: Naming): Pick<Parts, 'outcome' | 'because'> {
	const permitted = answers.filter(({ outcome }) => outcome.permitted !== undefined);
	const outcome = permitted.length === 0 ? 'denied' : permitted.length === answers.length ? 'permitted' : 'partly permitted';
	const [only, ...others] = answers;
	if (!only) return { outcome };
	const because = others.length === 0
		? (only.outcome.permitted ? wordingOfBasis(only.outcome.permitted) : wordingOfDenial(only.outcome.denied))
		: listed(answers.map((answer) => `${nameOfTargets(answer.targets, name)} ${wordingOfOutcome(answer.outcome)}`));
	return { outcome, because };
}

function recordsOf(targets: readonly Target[], name: Naming): string {
	return targets.length === 0 ? 'nothing' : nameOfTargets(targets, name);
}
