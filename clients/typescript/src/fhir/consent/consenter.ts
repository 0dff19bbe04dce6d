/** Whose word a Consent is: R4's `performer`, R5's `grantor`. */
import type { Contained } from './actors.ts';
import { type Directive, isFromChain } from './directives.ts';
import type { Element } from './moments.ts';
import type { Reader } from './reader.ts';
import { readPatient, readReference } from './references.ts';
import type { Setting } from './setting.ts';

export type Consenter = 'patient' | 'representative';

/** The id of the contained resource. */
const CONTAINED = 'representative';

/** The patient; or somebody who represents the patient, of whom the chain tells no more in a grant or a restriction. */
export function writeConsenter({ byRepresentative }: Directive, { patientReference }: Setting): { reference: Element; contained?: Element } {
	if (!byRepresentative) return { reference: patientReference };
	return { reference: { reference: `#${CONTAINED}` }, contained: { resourceType: 'RelatedPerson', id: CONTAINED, patient: patientReference } };
}

/** Who consented, if it is told. `isOfChain`: whether the Consent has an identifier of the chain, which knows its representatives. */
export function readConsenter(consent: Reader, element: 'performer' | 'grantor', contained: Contained, setting: Setting, isOfChain: boolean): Consenter | undefined {
	const ref = consent.only(element, 'on the chain one consents: the patient, or a representative.');
	if (!ref) return undefined;
	const address = ref.maybe('reference');
	if (!address?.text().startsWith('#')) return readNamed(ref, setting);
	ref.pass('id', 'type', 'display').end();
	const person = contained.take(address);
	person.member('resourceType').expect('RelatedPerson');
	const whom = person.member('patient');
	if (readPatient(whom, setting).patient !== setting.patient) whom.refuse('this represents another patient.');
	person.pass('id').end();
	return isOfChain ? 'representative' : person.refuse('which representative this is, the chain can\'t know: name the one who consented in a file for --map.');
}

function readNamed(ref: Reader, setting: Setting): Consenter {
	const { type, system, value, isMapped } = readReference(ref, setting);
	if (isMapped && system.value === setting.names.representative) {
		if (value.value !== setting.patient) return ref.refuse('by the map this represents another patient.');
		return 'representative';
	}
	if (type && type.value !== 'Patient') {
		return ref.refuse('the chain knows the patient as the one who consents, and representatives whom a file for --map names.');
	}
	if (system.value !== setting.names.patient) return system.refuse(`this must be a number of the chain, in the namespace ${setting.names.patient}.`);
	return value.bytes32() === setting.patient ? 'patient' : ref.refuse('this is another patient.');
}

/** Refuses a Consent in which one says that the patient consented, and the other that a representative did. */
export function checkConsenter(consent: Reader, directive: Directive, consenter: Consenter | undefined): void {
	const { byController, rule } = directive;
	if (directive.decision === 'deny') {
		if (consenter === 'representative' && byController === true) consent.refuse('it is the word of a representative, and of the controller by its extension.');
		if (consenter === 'patient' && byController === false) consent.refuse('it is the word of the patient, and of a representative by its extension.');
		return;
	}
	const leavesOutConfidential = rule.exceptions.some(({ label }) => label !== undefined);
	if (consenter === 'patient' && leavesOutConfidential) {
		consent.refuse('the patient\'s own grants cover confidential classes, too: one that leaves them out is the word of a representative.');
	}
	if (consenter === 'representative' && !leavesOutConfidential && isFromChain(directive)) {
		consent.refuse('a representative\'s grant leaves confidential classes out, and this one doesn\'t.');
	}
}
