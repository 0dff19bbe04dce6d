import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, PATIENT, bundle, bundleOf, type Json, observation, read, refused } from './samples.ts';

const two = [PATIENT, observation()];

for (const type of ['collection', 'document', 'transaction', 'batch', 'searchset']) {
	test(`a Bundle of type ${type} is read`, () => assert.equal(read(bundle(two, { type })).resources.length, 2));
}

const REFUSED: Record<string, RegExp> = {
	history: /several versions .* ask the server for the current versions/,
	message: /this is a message/,
	'subscription-notification': /a notification of changes/,
	'transaction-response': /the answer to a transaction/,
	'batch-response': /the answers to a batch/,
	other: /"type" is none that FHIR R4 or R5 knows/,
	constructor: /"type" is none/,
};

for (const [type, why] of Object.entries(REFUSED)) {
	test(`a Bundle of type ${type} is refused with a sentence of its own`, () => refused(bundle(two, { type }), 'input.records', why));
}

test('a Bundle that does not say its type is refused', () => {
	refused(bundle(two, { type: undefined }), 'input.records', /does not say its "type"/);
	refused(bundle(two, { type: null }), 'input.records', /"type" is none/);
	refused(bundle(two, { type: ['collection'] }), 'input.records', /"type" is none/);
});

test('what changes the meaning of a Bundle is refused', () => {
	refused(bundle(two, { modifierExtension: [{ url: 'x' }] }), 'input.records', /"modifierExtension"/);
	refused(bundle(two, { implicitRules: 'x' }), 'input.records', /"implicitRules"/);
	refused(bundleOf([{ resource: PATIENT }, { resource: observation(), modifierExtension: [] }]), 'input.records', /entry 2 has "modifierExtension"/);
});

test('the signature of what is sealed resource by resource is not thrown away', () => {
	for (const type of ['collection', 'transaction', 'batch', 'searchset']) refused(bundle(two, { type, signature: { data: 'AAAA' } }), 'input.unsealable', new RegExp(`signed.*Keep the signed ${type}`));
});

test('a fullUrl that is no text is refused', () => {
	for (const fullUrl of ['', 1, null, ['x']]) refused(bundleOf([{ resource: PATIENT }, { fullUrl, resource: observation() }]), 'input.records', /entry 2 has a "fullUrl" that is not text/);
});

for (const method of ['GET', 'HEAD', 'DELETE', 'PATCH']) {
	test(`a ${method} of a transaction is refused by its name`, () => {
		for (const resource of [{ resourceType: 'Binary', id: 'b' }, { resourceType: 'Parameters', id: 'b' }, undefined]) {
			const entries = [{ resource: PATIENT }, { resource: observation() }, { resource, request: { method, url: 'Observation/o1' } }];
			for (const type of ['transaction', 'batch', 'collection']) refused(bundleOf(entries, { type }), 'input.records', new RegExp(`entry 3 is a ${method};`));
		}
	});
}

test('a method that nobody knows is refused, what creates is read', () => {
	const entries = (request: unknown) => [{ resource: PATIENT, request: { method: 'PUT', url: 'Patient/p1' } }, { resource: observation(), request }];
	for (const request of [{}, { method: 'post' }, { method: 1 }, null, 'POST']) refused(bundleOf(entries(request), { type: 'transaction' }), 'input.records', /entry 2 is of no known method/);
	assert.equal(read(bundleOf(entries({ method: 'POST', url: 'Observation', ifNoneExist: 'x' }), { type: 'transaction' })).resources.length, 2);
});

test('a message of the server is left out and told of', () => {
	const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'business-rule', diagnostics: 'Psittacosis' }] };
	for (const entry of [{ resource: outcome, search: { mode: 'outcome' } }, { resource: outcome }]) {
		const { resources, notes } = read(bundleOf([{ resource: PATIENT }, { resource: observation() }, entry], { type: 'searchset' }));
		assert.equal(resources.length, 2);
		assert.match(notes.join(), /^entry 3 is a message of the server/);
	}
	refused(bundleOf([...two, observation({ id: 'o2' })].map((resource, i) => ({ resource, ...(i === 2 ? { search: { mode: 'outcome' } } : {}) })), { type: 'searchset' }), 'input.records', /entry 3 is marked as an outcome and is none/);
	refused(bundleOf([{ resource: PATIENT, search: { mode: 'other' } }], { type: 'searchset' }), 'input.records', /entry 1 has a "search.mode"/);
});

test('an error of the server says that something is missing', () => {
	for (const severity of ['error', 'fatal']) {
		const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'information' }, { severity, diagnostics: 'Psittacosis' }] };
		refused(bundle([...two, outcome], { type: 'searchset' }), 'input.incomplete', /entry 3 is the server's message of an error/);
		refused(bundle(two, { type: 'searchset', issues: outcome }), 'input.incomplete', /"issues"/);
	}
});

test('a warning that not all was given, or an error in another form, says so, too', () => {
	for (const issue of [{ severity: 'ERROR' }, { severity: ' error' }, {}, null, 'Psittacosis']) {
		for (const all of [[issue], [{ severity: 'warning' }, issue]]) refused(bundle([...two, { resourceType: 'OperationOutcome', issue: all }]), 'input.incomplete', /entry 3 is the server's message of an error/);
	}
	refused(bundle([...two, { resourceType: 'OperationOutcome', issue: { severity: 'error' } }]), 'input.incomplete', /entry 3 is the server's message of an error/);
	for (const code of ['incomplete', 'too-costly', 'Incomplete']) {
		refused(bundle([...two, { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code }] }]), 'input.incomplete', /entry 3 is the server's message that not all is here/);
	}
});

test('what a server answers not to have is not kept', () => {
	const answered = (response: unknown) => bundleOf([{ resource: PATIENT }, { resource: observation(), response }], { type: 'searchset' });
	for (const response of [{ status: '404' }, { status: '410 Gone' }, { status: 200 }, { status: '2000' }, null, 'x']) refused(answered(response), 'input.records', /entry 2 has a "response.status"/);
	refused(answered({ status: '200', outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] } }), 'input.incomplete', /"response.outcome" of entry 2/);
	for (const response of [{ status: '200 OK' }, { status: '201' }, { etag: 'W/"1"' }]) assert.equal(read(answered(response)).resources.length, 2);
});

test('where a transaction puts a resource does not contradict it', () => {
	const put = (method: string, url: unknown, more: Json = {}) => bundleOf([{ resource: PATIENT }, { resource: observation(more), request: { method, url } }], { type: 'transaction' });
	const identifier = [{ system: 'urn:oid:2.999.5', value: '1' }];
	for (const url of ['Observation/zz', 'Condition/o1', 'Observation?identifier=1', 'Observation', 1]) refused(put('PUT', url), 'input.records', /entry 2 has a "request.url" that does not fit/);
	for (const url of ['Condition?identifier=1', 'Observation?identifier=2', 'Observation?identifier=1&status=final', 'Observation?status=final']) refused(put('PUT', url, { identifier }), 'input.records', /"request.url"/);
	for (const url of ['Condition', 'Observation/o1', 'Observation/$lastn']) refused(put('POST', url), 'input.records', /"request.url"/);
	for (const url of ['Observation/o1', '/Observation/o1', `${BASE}/Observation/o1`, 'Observation?identifier=1', 'Observation?identifier=urn:oid:2.999.5|1']) assert.equal(read(put('PUT', url, { identifier })).resources.length, 2, url);
	for (const url of ['Observation', `${BASE}/Observation`, undefined]) assert.equal(read(put('POST', url)).resources.length, 2, url);
});

const link = (relation: string, url = 'https://x/fhir?page=2') => [{ relation: 'self', url: 'https://x/fhir/Patient/p1/$everything' }, { relation, url }];

test('a page is not taken for the record', () => {
	for (const type of ['searchset', 'collection']) {
		for (const relation of ['next', 'previous', 'prev', 'Next']) refused(bundle(two, { type, link: link(relation) }), 'input.incomplete', /one page of several/);
	}
	refused(bundle(two, { type: 'searchset', total: 5000 }), 'input.incomplete', /found 5000, and 2 are here/);
	refused(bundle(two, { type: 'searchset', total: 5000, link: link('next') }), 'input.incomplete', /found 5000/);
	refused(bundle(two, { type: 'searchset', total: 'many' }), 'input.records', /"total" is not a number/);
	refused(bundle(two, { type: 'searchset', link: {} }), 'input.records', /"link" is not of FHIR's form/);
	// What was included makes no match.
	refused(bundleOf([{ resource: observation(), search: { mode: 'match' } }, { resource: PATIENT, search: { mode: 'include' } }], { type: 'searchset', total: 2 }), 'input.incomplete', /found 2, and 1 are here/);
});

test('a page whose first and last differ is not, either', () => {
	refused(bundle(two, { type: 'searchset', link: [...link('first', 'https://x/1'), ...link('last', 'https://x/2')] }), 'input.incomplete', /one page of several/);
});

test('a page that holds all matches may not hold all that they include', () => {
	for (const relation of ['next', 'previous', 'prev', 'Next', ' next ', 'http://www.iana.org/assignments/relation/next', 'https://www.iana.org/assignments/link-relations/link-relations.xhtml#next']) {
		refused(bundle(two, { type: 'searchset', total: 2, link: link(relation) }), 'input.incomplete', /one page of several/);
	}
});

test('a search that is not paged is the record', () => {
	assert.equal(read(bundle(two, { type: 'searchset', total: 2, link: link('first') })).resources.length, 2);
	assert.equal(read(bundle(two, { type: 'searchset', total: 2, link: [...link('first', 'https://x/1'), ...link('last', 'https://x/2')] })).resources.length, 2);
	assert.equal(read(bundle(two, { type: 'searchset', total: 1 })).resources.length, 2);
});

test('parts of resources are refused, however that shows', () => {
	const meta = { tag: [{ code: 'other' }, { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }] };
	refused(bundle([PATIENT, observation({ meta })]), 'input.incomplete', /entry 2 is tagged SUBSETTED/);
	refused(bundle([{ ...PATIENT, meta }, observation()]), 'input.incomplete', /entry 1 is tagged SUBSETTED/);
	refused(bundle(two, { meta }), 'input.incomplete', /the Bundle is tagged SUBSETTED/);
	refused(bundle([PATIENT, observation({ contained: [{ resourceType: 'Device', id: 'd', meta }] })]), 'input.incomplete', /entry 2 contains .* SUBSETTED/);
	for (const query of ['_elements=subject', '_summary=true', 'x=1&_summary=data', '_elements=false', '%5Felements=subject', '%5felements=subject', '+_elements=subject', '_elements:exclude=code']) {
		refused(bundle(two, { type: 'searchset', link: [{ relation: 'self', url: `https://x/fhir/Observation?${query}` }] }), 'input.incomplete', /parts of resources/);
	}
	for (const relation of ['Self', ' self', 'http://www.iana.org/assignments/relation/self']) {
		refused(bundle(two, { type: 'searchset', link: [{ relation, url: 'https://x/fhir/Observation?%5Felements=subject' }] }), 'input.incomplete', /parts of resources/);
	}
	assert.equal(read(bundle(two, { type: 'searchset', link: [{ relation: 'self', url: 'https://x/fhir/Observation?_summary=false' }] })).resources.length, 2);
});

test('another Patient that a search included is left out, and what is about them refused', () => {
	const entries: Json[] = [
		{ resource: PATIENT, search: { mode: 'match' } }, { resource: observation(), search: { mode: 'match' } },
		{ resource: { resourceType: 'Patient', id: 'mother' }, search: { mode: 'include' } },
	];
	const { resources, notes } = read(bundleOf(entries, { type: 'searchset' }));
	assert.equal(resources.length, 2);
	assert.match(notes.join(), /entry 3 is another Patient, included by the search, and was left out/);
	refused(bundleOf([...entries, { resource: observation({ id: 'o2', subject: { reference: 'Patient/mother' } }) }], { type: 'searchset' }), 'input.another-patient', /entry 4/);
	refused(bundleOf([...entries.slice(0, 2), { ...entries[2], search: { mode: 'match' } }], { type: 'searchset' }), 'input.patient', /2 Patients/);
	// Where only records were searched for, the one Patient that came with them is whose they are.
	assert.equal(read(bundleOf([entries[1] as Json, { resource: PATIENT, search: { mode: 'include' } }], { type: 'searchset' })).resources.length, 2);
});

test('one resource is one record: the same once more is joined, another version refused', () => {
	const fullUrl = `${BASE}/Observation/o1`;
	const again = { code: { text: 'Psittacosis' }, id: 'o1', resourceType: 'Observation', subject: { reference: 'Patient/p1' }, status: 'final' };
	const { resources, notes } = read(bundle([...two, again]));
	assert.equal(resources.length, 2);
	assert.match(notes.join(), /entry 3 is the same resource as entry 2/);
	refused(bundle([...two, { ...again, status: 'amended' }]), 'input.records', /entry 2 and entry 3 are the same resource/);
	const version = (versionId: string) => ({ fullUrl, resource: observation({ meta: { versionId } }) });
	refused(bundleOf([{ resource: PATIENT }, version('1'), version('2')]), 'input.records', /entry 2 and entry 3 are the same resource/);
	const nameless = (status: string) => ({ fullUrl: 'urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059', resource: observation({ id: undefined, status }) });
	refused(bundleOf([{ resource: PATIENT }, nameless('final'), nameless('amended')]), 'input.records', /entry 2 and entry 3/);
	assert.equal(read(bundle([PATIENT, observation(), observation({ id: 'o2' })])).resources.length, 3);
});

test('what was entered in error is kept and counted', () => {
	const condition = { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/p1' }, verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
	assert.match(read(bundle([PATIENT, observation({ status: 'entered-in-error' }), condition])).notes.join(), /2 resources are marked as entered in error/);
});

test('an entry that holds nothing is refused', () => {
	for (const entry of [{}, { resource: null }, { resource: [] }, { response: { status: '204' } }]) {
		refused(bundleOf([{ resource: PATIENT }, { resource: observation() }, entry]), 'input.records', /entry 3 holds no FHIR resource/);
	}
});
