/**
 * Who acted, and the reasons that the chain gives, in English words for people. The compiler sees to it that none is missing. Numbers and codes are told
 * as they are; whoever shows them under other names, or in another language, reads the value itself.
 */
import type { EmergencyFlag } from './codes.ts';
import type {
	Actor, Basis, ControlChange, CorrectionReason, Denial, EmergencyDenial, Exemption, InquiryAnswer, InquiryVerdict, NotPractising, RecordStatus, RejectionReason, ReleaseFlaw,
	ReportCause, RequestBar,
} from './generated/told.ts';
import { type ForEach, madeOf, variantOf } from './variants.ts';

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

/** How control over a patient came to another account. */
export function wordingOfControlChange(cause: ControlChange): string {
	return CAUSES[cause];
}

/** Why a patient was not asked for consent. */
export function wordingOfRequestBar(bar: RequestBar): string {
	return BARS[bar];
}

/** What a ticket lacks that a release was reported against. */
export function wordingOfFlaw(flaw: ReleaseFlaw): string {
	return FLAWS[flaw];
}

/** Why a release was reported afterwards. */
export function wordingOfReportCause(cause: ReportCause): string {
	return REPORT_CAUSES[cause];
}

/** What a privacy officer answered. */
export function wordingOfInquiryAnswer(answer: InquiryAnswer): string {
	return INQUIRY_ANSWERS[answer];
}

/** What the authority found. */
export function wordingOfInquiryVerdict(verdict: InquiryVerdict): string {
	return INQUIRY_VERDICTS[verdict];
}

/** Why a disclosure need not be accounted for (45 CFR 164.528(a)(1)). */
export function wordingOfExemption(exemption: Exemption): string {
	return EXEMPTIONS[exemption];
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

const FLAWS: Readonly<Record<ReleaseFlaw, string>> = {
	NoTicket: 'there was no ticket',
	TicketNotFound: 'there is no such ticket',
	WrongCustodian: 'the ticket names another custodian',
	NotTicketHolder: 'it went to somebody who could not use the ticket',
	NotCovered: 'the ticket is for something else',
	OutsideItsLife: 'it was before the ticket\'s time, or after it',
	RedeemedBefore: 'the ticket, which serves once, was used before',
	NotProven: 'nothing proves that the ticket\'s holder asked for it',
	TooLate: 'the ticket serves once, and it is too late to show that it was not used before',
	NoLongerPermitted: 'the ground of the ticket is gone, and nothing shows that it still held',
};

const REPORT_CAUSES: Readonly<Record<ReportCause, string>> = {
	Bulk: 'the custodian tells its releases together',
	Downtime: 'the chain, or the way to it, stood still',
	OutsideTheChain: 'it went another way, such as on paper',
};

const INQUIRY_ANSWERS: Readonly<Record<InquiryAnswer, string>> = {
	Justified: 'it was as the entry says, and justified',
	Mistaken: 'it was a mistake',
	Misused: 'it was a misuse',
};

const INQUIRY_VERDICTS: Readonly<Record<InquiryVerdict, string>> = {
	Unfounded: 'there is nothing to object to',
	Upheld: 'the objection was right',
};

const EXEMPTIONS: Readonly<Record<Exemption, string>> = {
	TreatmentPaymentOperations: 'it was for treatment, payment or operations',
	ToTheIndividual: 'it was to the patient, or to who acts for it',
	Authorized: 'the patient had granted it',
};

const ACTORS: ForEach<Actor> = {
	person: () => 'the patient\'s side',
	practitioner: ({ organization }) => `a practitioner of organization ${organization}`,
	gateway: ({ organization }) => `a practitioner of organization ${organization}, by its gateway`,
	authority: () => 'an authority',
	organization: ({ organization }) => `organization ${organization}`,
	chain: () => 'the chain, by its own rules',
};

const BASES: ForEach<Basis> = {
	patient: () => 'the patient itself',
	representative: () => 'a representative of the patient',
	device: () => 'a device of the patient',
	author: () => 'its organization wrote the records',
	grant: (grant) => `grant ${grant}`,
	policy: (policy) => `policy ${policy}, without consent`,
	emergency: (session) => `emergency session ${session}`,
};

const DENIALS: ForEach<Denial> = {
	notPermitted: () => 'no reason is told',
	unknownOrClosedPatient: () => 'there is no such patient',
	unknownRecord: () => 'there is no such record',
	notPractising: (why) => NOT_PRACTISING[why],
	refused: () => 'the patient refuses it',
	notGranted: () => 'nothing permits it',
	withheld: () => 'the records were erased, or belong to another patient',
};

const EMERGENCY_DENIALS: ForEach<EmergencyDenial> = {
	unknownOrClosedPatient: () => 'there is no such patient',
	notPractising: (why) => NOT_PRACTISING[why],
	noEmergencyRole: () => 'the practitioner does not have the emergency role',
	notLicensed: () => 'the organization may not break the glass',
	refused: () => 'the patient forbids it',
	onPatientsSide: () => 'it is the patient\'s controller or representative',
	deceased: () => 'the patient has died',
};

/** A variant that this client does not know, as one of a later runtime, is told by its name. */
function told<T extends object>(wordings: ForEach<T>, value: T): string {
	return madeOf(wordings, value) ?? variantOf(value);
}
