/** Coded values as the chain counts them: a set is a number whose bit n stands for index n. */

export const ACTIONS = ['Access', 'Collect', 'Correct', 'Disclose', 'Use'] as const;
export const PURPOSES = [
	'Treatment', 'EmergencyTreatment', 'Payment', 'Operations', 'CareManagement', 'Research', 'ClinicalTrial',
	'PublicHealth', 'PatientRequest', 'FamilyRequest', 'PowerOfAttorney', 'Coverage', 'SystemAdministration',
] as const;

export type Action = (typeof ACTIONS)[number];
export type Purpose = (typeof PURPOSES)[number];

export function actionSet(...actions: Action[]): number {
	return bits(ACTIONS, actions);
}

export function purposeSet(...purposes: Purpose[]): number {
	return bits(PURPOSES, purposes);
}

function bits<T>(codes: readonly T[], chosen: T[]): number {
	return chosen.reduce((set, code) => set | (1 << codes.indexOf(code)), 0);
}
