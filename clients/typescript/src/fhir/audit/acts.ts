/** What kind of act an entry tells, in the codes of DICOM (PS3.16, CID 400 and 401), FHIR and IHE. */
import { SYSTEM } from './names.ts';
import type { Style } from './agents.ts';

export interface Coding {
	system: string;
	code: string;
}

/** FHIR's `AuditEvent.action`: created, read, updated, deleted, executed. */
export type Letter = 'C' | 'R' | 'U' | 'D' | 'E';

export interface Act {
	letter: Letter;
	/** R4 `type`, R5 `category`. */
	type: Coding;
	/** R4 `subtype`, R5 among the codings of `code`. */
	subtypes: Coding[];
	style: Style;
	/** Whether it is told that something was tried and refused. */
	isRefused?: boolean;
}

const dicom = (code: string): Coding => ({ system: SYSTEM.dicom, code });
const PATIENT_RECORD = dicom('110110');
const EXPORT = dicom('110106');
const SECURITY_ALERT = dicom('110113');
const OVERRIDE_STARTED = dicom('110127');
const OVERRIDE_STOPPED = dicom('110128');
const SECURITY_CONFIGURATION = dicom('110136');
const USER_SECURITY_ATTRIBUTES = dicom('110137');
const INTERACTIONS: Partial<Record<Letter, string>> = { C: 'create', U: 'update', D: 'delete' };

/** Something of the patient's file. */
export function record(letter: Letter): Act {
	const interaction = INTERACTIONS[letter];
	return { letter, type: PATIENT_RECORD, subtypes: interaction ? [{ system: SYSTEM.interaction, code: interaction }] : [], style: 'plain' };
}

/** Something that a pallet of somebody else's did. */
export const executed: Act = { letter: 'E', type: PATIENT_RECORD, subtypes: [], style: 'plain' };

/** Who may act for somebody: representatives, guardians, practitioners. */
export function standing(letter: Letter): Act {
	return { letter, type: SECURITY_ALERT, subtypes: [USER_SECURITY_ATTRIBUTES], style: 'plain' };
}

/** What may be done with records: grants, refusals, policies. */
export function rules(letter: Letter): Act {
	return { letter, type: SECURITY_ALERT, subtypes: [SECURITY_CONFIGURATION], style: 'plain' };
}

/** About an emergency session, neither its beginning nor its end. */
export function emergency(letter: Letter): Act {
	return { letter, type: SECURITY_ALERT, subtypes: [], style: 'plain' };
}

export const overrideStarted: Act = { letter: 'C', type: SECURITY_ALERT, subtypes: [OVERRIDE_STARTED], style: 'plain' };
export const overrideStopped: Act = { letter: 'U', type: SECURITY_ALERT, subtypes: [OVERRIDE_STOPPED], style: 'plain' };

/** IHE BALP AuthZconsent: deciding is executed, whatever was asked for. */
export const attempt: Act = {
	letter: 'E', type: SECURITY_ALERT, subtypes: [{ system: SYSTEM.decidedBy, code: 'AuthZ-Consent' }], style: 'attempt',
};

/** IHE BALP PrivacyDisclosure.Source. */
export const release: Act = { letter: 'R', type: EXPORT, subtypes: [{ system: SYSTEM.lifecycle, code: 'disclose' }], style: 'release' };

export function refused(act: Act): Act {
	return { ...act, isRefused: true };
}
