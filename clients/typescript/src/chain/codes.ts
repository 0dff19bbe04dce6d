/** Coded values as the chain counts them: a set is a number whose bit n stands for index n. */

export const ACTIONS = ['Access', 'Collect', 'Correct', 'Disclose', 'Use'] as const;
export const PURPOSES = [
	'Treatment', 'EmergencyTreatment', 'Payment', 'Operations', 'CareManagement', 'Research', 'ClinicalTrial',
	'PublicHealth', 'PatientRequest', 'FamilyRequest', 'PowerOfAttorney', 'Coverage', 'SystemAdministration',
] as const;
export const ROLES = [
	'Physician', 'Nurse', 'Pharmacist', 'Laboratory', 'Researcher', 'PrivacyOfficer', 'Billing', 'Custodian', 'Emergency',
] as const;
export const POWERS = ['Consent', 'Access', 'Records', 'Recovery', 'Identity'] as const;
export const ORGANIZATION_KINDS = [
	'Hospital', 'Clinic', 'Laboratory', 'Pharmacy', 'Insurer', 'ResearchInstitute', 'Regulator', 'Custodian',
] as const;
/** Why somebody breaks the glass. */
export const EMERGENCY_REASONS = ['ImmediateDanger', 'Unresponsive', 'LacksCapacity', 'DangerToOthers', 'MassCasualties'] as const;

/** What an emergency session exceeds: it opens all the same, is shorter and judged earlier. */
export const EMERGENCY_FLAGS = ['TooManyOpen', 'TooManyToday', 'ReviewsOverdue', 'ReviewsPending'] as const;

/** Why records are amended, or marked as entered in error (FHIR `Provenance.reason`). */
export const CORRECTION_REASONS = ['WrongPatient', 'WrongContent', 'Incomplete', 'Duplicate', 'Unreadable', 'WrongClass', 'DisputeUpheld'] as const;

/** Why an author does not amend what a patient disputes (45 CFR 164.526(a)(2)). */
export const REJECTION_REASONS = ['NotCreatedHere', 'NotPartOfRecord', 'NotForInspection', 'AccurateAndComplete'] as const;

/** In which capacity a signer acts: for the patient, or in an organization, by an own account or through its gateway. */
export type Capacity =
	| 'Person'
	| { Practitioner: { organization: number } }
	| { Gateway: { organization: number; practitioner: Uint8Array } };

/** Who practises in an organization: an account, or a pseudonym that the organization's gateways sign for. */
export type PractitionerId = { Account: Uint8Array } | { Pseudonym: Uint8Array };

export type Action = (typeof ACTIONS)[number];
export type Purpose = (typeof PURPOSES)[number];
export type Role = (typeof ROLES)[number];
export type Power = (typeof POWERS)[number];
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];
export type EmergencyFlag = (typeof EMERGENCY_FLAGS)[number];
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export function actionSet(...actions: Action[]): number {
	return bits(ACTIONS, actions);
}

export function purposeSet(...purposes: Purpose[]): number {
	return bits(PURPOSES, purposes);
}

export function roleSet(...roles: Role[]): number {
	return bits(ROLES, roles);
}

export function powerSet(...powers: Power[]): number {
	return bits(POWERS, powers);
}

export function kindSet(...kinds: OrganizationKind[]): number {
	return bits(ORGANIZATION_KINDS, kinds);
}

/** What is in a set that the chain tells of the flags of an emergency session. */
export function emergencyFlagsIn(set: number): EmergencyFlag[] {
	return EMERGENCY_FLAGS.filter((_, index) => (set & (1 << index)) !== 0);
}

function bits<T>(codes: readonly T[], chosen: T[]): number {
	return chosen.reduce((set, code) => set | (1 << codes.indexOf(code)), 0);
}
