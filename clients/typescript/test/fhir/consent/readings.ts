/** How strangers may read what is exported: codes of purposes in two ways, classes as each release writes them. */
import { PURPOSES_BELOW } from '../../../src/fhir/consent/generated/purpose-codes.ts';
import type { Release } from '../../../src/fhir/consent/systems.ts';
import type { PurposeReading } from './evaluator.ts';

export const READINGS: Record<string, PurposeReading> = {
	'code by code': (named, asked) => named === asked,
	'by the tree of codes': (named, asked) => named === asked || (PURPOSES_BELOW[named] ?? []).includes(asked),
};

/** By hand, so that nothing is shared with what writes. */
export const typeIn: Record<Release, (recordClass: number) => string> = {
	R4: (recordClass) => ({ 96: 'Observation', 28: 'Condition', 74: 'Media' })[recordClass] ?? String(recordClass),
	R5: (recordClass) => ({ 96: 'Observation', 28: 'Condition', 167: 'NutritionIntake' })[recordClass] ?? String(recordClass),
};
