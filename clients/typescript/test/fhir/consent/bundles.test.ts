/** Reported: pages, histories, versions and warnings of servers were read as all that a patient has said. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { RELEASES } from '../../../src/fhir/consent/systems.ts';
import { bundle, calls, clone, denials, grants, refuses } from './forms.ts';
import { NAMES, STATE, organization } from './samples.ts';

for (const release of RELEASES) {
	const grant = grants[release];
	const refusal = denials[release]({ actor: [organization(7)] });
	const searchset = (entry: Element[], rest: Element = {}) => ({ resourceType: 'Bundle', type: 'searchset', entry, ...rest });
	const match = (resource: Element, rest: Element = {}) => ({ resource, search: { mode: 'match' }, ...rest });
	const outcome = (severity: string, code: string) => ({
		resource: { resourceType: 'OperationOutcome', issue: [{ severity, code, details: { text: 'unknown parameter "x" was ignored' } }] }, search: { mode: 'outcome' },
	});

	describe(`${release}: a Bundle of type`, () => {
		for (const type of ['history', 'document', 'message', 'batch-response', 'transaction-response', 'subscription-notification', 'list', '']) {
			test(`"${type}" is refused by name`, () => refuses(bundle([grant()], { type }), new RegExp(`Bundle\\.type.*"${type}"`)));
		}
		test('none is refused', () => refuses(bundle([grant()], { type: undefined }), /"type" is missing/));
		for (const type of ['collection', 'searchset']) test(`${type} is read`, () => assert.equal(calls(bundle([grant()], { type })).length, 1));
	});

	describe(`${release}: a transaction`, () => {
		const request = (request: Element, resource: Element = grant()) => bundle([resource], { type: 'transaction' }, { request });
		test('that creates Consents is read', () => {
			assert.equal(calls(request({ method: 'POST', url: 'Consent' })).length, 1);
			assert.equal(calls(request({ method: 'PUT', url: 'Consent/a' }, { ...grant(), id: 'a' })).length, 1);
			assert.equal(calls({ ...request({ method: 'POST', url: 'Consent' }), type: 'batch' }).length, 1);
		});
		for (const [what, written] of [
			['a patch', { method: 'PATCH', url: 'Consent/a' }], ['a deletion', { method: 'DELETE', url: 'Consent/a' }], ['a question', { method: 'GET', url: 'Consent/a' }],
			['a condition', { method: 'POST', url: 'Consent', ifNoneExist: 'identifier=1' }], ['a version', { method: 'PUT', url: 'Consent/a', ifMatch: 'W/"1"' }],
			['a search', { method: 'PUT', url: 'Consent?identifier=1' }], ['another address', { method: 'PUT', url: 'Consent/b' }], ['an operation', { method: 'POST', url: 'Consent/$x' }],
			['another type', { method: 'POST', url: 'Observation' }],
		] as [string, Element][]) test(`with ${what} is not`, () => refuses(request(written, { ...grant(), id: 'a' }), /request/));
		test('without a request is not', () => refuses(bundle([grant()], { type: 'transaction' }), /"request" is missing/));
		test('and in a collection nothing is requested', () => refuses(bundle([grant()], {}, { request: { method: 'POST', url: 'Consent' } }), /no place for "request"/));
	});

	describe(`${release}: what is not all is refused`, () => {
		const link = (...relations: string[]) => ({ link: relations.map((relation) => ({ relation, url: `https://fhir.example/${relation}` })) });
		for (const relation of ['next', 'Next', 'previous', 'prev']) test(`a page with the link ${relation}`, () => refuses(searchset([match(grant())], link('self', relation)), /one page of several/));
		test('a page whose first and last differ', () => refuses(searchset([match(grant())], link('self', 'first', 'last')), /one page of several/));
		test('a search that found more', () => {
			refuses(searchset([match(grant())], { total: 2 }), /found 2, and 1 are here/);
			refuses(searchset([match(grant()), outcome('warning', 'not-supported')], { total: 2 }), /found 2, and 1 are here/);
		});
		test('a search that failed in part', () => {
			for (const [severity, code] of [['error', 'exception'], ['fatal', 'processing'], ['warning', 'incomplete'], ['information', 'too-costly']] as const) {
				refuses(searchset([match(grant()), outcome(severity, code)]), /Consents may be missing/);
			}
		});
		const asked = (query: string, relation = 'self') => searchset([match(grant())], { link: [{ relation, url: `https://fhir.example/Consent${query}` }] });
		for (const query of ['?_elements=provision', '?patient=1&_summary=true', '?_summary=data', '?_summary=text&_summary=false', '?%5Felements=status', '?_elements:exclude=provision', '?_elements=false']) {
			test(`a search for parts of resources, ${query}`, () => {
				refuses(asked(query), /Bundle\.link\[0\]: .*parts of resources/);
				refuses(asked(query, 'Self'), /parts of resources/);
			});
		}
		test('but not a search for whole ones', () => {
			for (const query of ['', '?patient=1', '?_summary=false', '?note=_summary']) assert.equal(calls(asked(query)).length, 1);
		});
		test('a page, whatever the total says', () => refuses(searchset([match(grant())], { total: 1, ...link('self', 'next') }), /one page of several/));
		test('a Bundle that is a part of one', () => refuses(bundle([grant()], { meta: { tag: [{ code: 'SUBSETTED' }] } }), /Bundle\.meta\.tag\[0\]/));
		test('but not a search that is all', () => assert.equal(calls(searchset([match(grant()), match(refusal)], { total: 2, ...link('self') })).length, 2));
	});

	describe(`${release}: what a search adds`, () => {
		test('is told where it is a warning', () => {
			const { directives, notes } = fromResource(clone(searchset([match(grant()), outcome('warning', 'not-supported')], { total: 1 })));
			assert.equal(directives.length, 1);
			assert.deepEqual(notes, ['Bundle.entry[1].resource: the server says about its search: warning, not-supported.']);
		});
		test('is told without the server\'s own words, which may be about a person', () => {
			const said = (issue: Element) => searchset([match(grant()), { resource: { resourceType: 'OperationOutcome', issue: [issue] }, search: { mode: 'outcome' } }]);
			const words = { details: { text: 'Maria Muster, born 1970' }, diagnostics: 'SELECT * WHERE name = "Muster"', location: ['Muster'] };
			const notesOf = (issue: Element) => fromResource(clone(said(issue))).notes;
			assert.deepEqual(notesOf({ severity: 'information', code: 'informational', ...words, expression: ['Consent.provision[0].actor', 'Maria Muster', 'Patient.where(name=\'Muster\')'] }),
				['Bundle.entry[1].resource: the server says about its search: information, informational (Consent.provision[0].actor).']);
			for (const issue of [{ severity: 'Muster', code: 'value' }, { severity: 'warning', code: 'Muster' }, { severity: 'error', code: 'Muster' }]) {
				assert.throws(() => notesOf({ ...issue, ...words }), (error: Error) => /entry\[1\]/.test(error.message) && !/Muster/.test(error.message));
			}
		});
		test('is told where it was included', () => {
			const patient = { resource: { resourceType: 'Patient', id: 'x', name: [{ family: 'Someone' }] }, search: { mode: 'include' } };
			const { notes } = fromResource(clone(searchset([match(grant()), patient])));
			assert.deepEqual(notes, ['Bundle.entry[1].resource: left out, a Patient that the search included.']);
		});
		test('is refused where nothing says so', () => {
			const patient = { resourceType: 'Patient', id: 'x' };
			for (const entry of [{ resource: patient }, match(patient), { resource: patient, search: { mode: 'outcome' } }, { resource: grant(), search: { mode: 'outcome' } }, { resource: grant(), search: { mode: 'x' } }]) {
				refuses(searchset([match(grant()), entry]), /entry\[1\]/);
			}
			refuses(searchset([match(grant()), { resource: outcome('warning', 'x').resource }]), /must be "Consent"/);
			refuses(bundle([grant(), patient], {}, { search: { mode: 'include' } }), /no place for "search"/);
		});
		test('is refused as a Bundle', () => refuses(bundle([bundle([grant()])]), /a Bundle within a Bundle/));
		test('is refused without a resource', () => refuses({ resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: 'urn:x' }] }, /"resource" is missing/));
	});

	describe(`${release}: a Consent stands in a Bundle once`, () => {
		const twice = (first: Element, second: Element) => ({ resourceType: 'Bundle', type: 'collection', entry: [first, second] });
		const versions = ['1', '2'].map((versionId) => ({ ...grant(), id: 'a', meta: { versionId } })) as Element[] as [Element, Element];
		test('not in two versions', () => refuses(twice({ resource: versions[0] }, { resource: versions[1] }), /same id as Bundle\.entry\[0\]/));
		test('not under one address', () => {
			refuses(twice({ fullUrl: 'urn:uuid:1', resource: grant() }, { fullUrl: 'urn:uuid:1', resource: refusal }), /same fullUrl/);
			refuses(twice({ fullUrl: 'http://x/Consent/a/_history/1', resource: grant() }, { fullUrl: 'http://x/Consent/a', resource: refusal }), /same fullUrl/);
		});
		test('not under one identifier', () => {
			const identifier = [{ system: 'urn:oid:1.2', value: 'c-1' }];
			refuses(twice({ resource: { ...grant(), identifier } }, { resource: { ...refusal, identifier } }), /same identifier/);
		});
	});

	test(`${release}: an empty value in the Bundle itself is refused`, () => {
		for (const rest of [{ timestamp: null }, { id: '' }, { meta: {} }, { link: [] }, { identifier: {} }, { total: null }]) refuses(bundle([grant()], rest), /Bundle\./);
		for (const perEntry of [{ fullUrl: null }, { link: [] }, { id: '' }]) refuses(bundle([grant()], {}, perEntry), /Bundle\.entry\[0\]\./);
		refuses({ resourceType: 'Bundle', type: 'collection', entry: [] }, /Bundle\.entry/);
		refuses({ resourceType: 'Bundle', type: 'collection', entry: [null] }, /Bundle\.entry\[0\]/);
	});

	test(`${release}: the timestamp of a Bundle that is no export of ours says nothing`, () => {
		for (const timestamp of ['2026-01-01T00:00:00.1234567Z', '1969-01-01T00:00:00Z']) {
			assert.equal(calls(bundle([grant()], { timestamp })).length, 1);
			refuses({ ...clone(toBundle(STATE, release)), timestamp }, /Bundle\.timestamp/);
		}
		const foreign = bundle([grant()], { timestamp: '2026-01-01T00:00:00.1234567Z', identifier: { system: 'urn:x', value: '1' } });
		assert.equal(fromResource(foreign).state, undefined);
	});

	test(`${release}: an export of ours is no state under another type`, () => {
		assert.equal(fromResource({ ...clone(toBundle(STATE, release)), type: 'searchset' }).state, undefined);
		assert.ok(fromResource(clone(toBundle(STATE, release))).state);
		assert.ok(NAMES.state.endsWith('/consent-state'));
	});
}

for (const release of RELEASES) {
	describe(`${release}: reported: a search finds Consents of every status, and one that isn't in force had all of them refused`, () => {
		const [valid, other] = [grants[release](), denials[release]({ actor: [organization(1)] })];
		const found = (status: string) => bundle([valid, { ...other, status }], { type: 'searchset', total: 2 });
		for (const status of ['inactive', 'entered-in-error', 'rejected', 'draft', 'proposed']) {
			test(`${status}: is left out there, and noted`, () => {
				const { directives, notes } = fromResource(found(status));
				assert.equal(directives.length, 1);
				assert.equal(notes.length, 1);
				assert.match(notes[0] ?? '', new RegExp(`^Bundle\\.entry\\[1\\]\\.resource: left out: its status is "${status}", so that it doesn't hold`));
			});
			test(`${status}: elsewhere, and alone, is refused`, () => {
				refuses({ ...other, status }, /status: this must be "active"/);
				refuses(bundle([valid, { ...other, status }]), /status: this must be "active"/);
				assert.throws(() => fromResource(bundle([{ ...other, status }], { type: 'searchset' })), /it holds no Consent/);
			});
		}
		for (const status of ['unknown', 'Inactive', 'not-done', 'constructor']) test(`${status}: is refused there, too`, () => refuses(found(status), /status: this must be "active"/));
	});

	test(`${release}: reported: a Bundle's type that is the name of something else in JavaScript is no type`, () => {
		for (const type of ['constructor', '__proto__', 'toString']) refuses(bundle([grants[release]()], { type }), /is not read: it must be one of collection, searchset, transaction, batch\.$/);
	});

	test(`${release}: reported: what stands in a file reached the terminal as it is`, () => {
		const text = 'x\n\u001b[2JWarning: none\u009b1m\u202e';
		for (const resource of [grants[release]({ [text]: 1 }), grants[release]({}, { category: [{ coding: [{ system: text, code: text }] }] }), bundle([grants[release]()], { type: text })]) {
			refuses(resource, /x\\u000a\\u001b\[2JWarning: none\\u009b1m\\u202e/);
		}
		const { notes } = fromResource({ ...bundle([], { type: 'searchset' }), entry: [{ resource: grants[release]() }, { search: { mode: 'include' }, resource: { resourceType: text } }] });
		assert.equal(notes.join().includes('\\u000a\\u001b'), true);
		for (const char of ['\n', '\u001b']) assert.equal(notes.join().includes(char), false);
	});
}
