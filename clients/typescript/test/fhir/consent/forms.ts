/** The same wish in both releases, for tests that change it, and how they look at what becomes of it. */
import assert from 'node:assert/strict';
import { fromResource } from '../../../src/fhir/consent/bundle.ts';
import { type Call, callsOf } from '../../../src/fhir/consent/calls.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { Inexpressible } from '../../../src/fhir/consent/reader.ts';
import type { Reading } from '../../../src/fhir/consent/setting.ts';
import type { Release } from '../../../src/fhir/consent/systems.ts';
import { NOW, action, organization, purpose, r4, r5 } from './samples.ts';

export const GRANT = { actor: [organization(1)], action: action('access'), purpose: purpose('TREAT') };

/** A grant to organization 1, with changes to its provision and to the Consent. */
export const grants: Record<Release, (change?: Element, rest?: Element) => Element> = {
	R4: (change = {}, rest = {}) => r4({ provision: { type: 'permit', ...GRANT, ...change }, ...rest }),
	R5: (change = {}, rest = {}) => r5({ decision: 'deny', provision: [{ ...GRANT, ...change }], ...rest }),
};

/** A denial with limits and exceptions. */
export const denials: Record<Release, (rule?: Element, exceptions?: Element[], rest?: Element) => Element> = {
	R4: (rule = {}, exceptions = [], rest = {}) => r4({
		provision: { type: 'deny', ...rule, ...(exceptions.length > 0 ? { provision: exceptions.map((exception) => ({ type: 'permit', ...exception })) } : {}) }, ...rest,
	}),
	R5: (rule = {}, exceptions = [], rest = {}) => r5({
		...(Object.keys(rule).length > 0
			? { decision: 'permit', provision: [{ ...rule, ...(exceptions.length > 0 ? { provision: exceptions } : {}) }] }
			: { decision: 'deny', ...(exceptions.length > 0 ? { provision: exceptions } : {}) }),
		...rest,
	}),
};

export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function calls(resource: unknown, reading: Reading = {}): Call[] {
	return callsOf(fromResource(clone(resource), reading).directives, NOW);
}

export function refuses(resource: unknown, reason: RegExp, reading: Reading = {}): void {
	assert.throws(() => calls(resource, reading), (error) => {
		assert.ok(error instanceof Inexpressible, String(error));
		assert.match(error.message, reason);
		assert.equal(error.message.includes('\n'), false);
		return true;
	});
}

export function bundle(resources: unknown[], rest: Element = {}, perEntry: Element = {}): Element {
	return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource, ...perEntry })), ...rest };
}
