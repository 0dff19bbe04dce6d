/** The `fullUrl` of an entry is sealed with its resource, so that what refers to it by that address finds it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, PATIENT, bundleOf, type Json, observation, read, refused } from './samples.ts';

const subject = { reference: 'Patient/p1' };
const UUIDS = ['61ebe359-bfdc-4613-8bf2-c5e300945f0a', '88f151c0-a954-468a-88bd-5ae15c08e059', '99f151c0-a954-468a-88bd-5ae15c08e059'] as const;
const create = (uuid: string, resource: Json): Json => ({ fullUrl: `urn:uuid:${uuid}`, resource, request: { method: 'POST', url: String(resource['resourceType']) } });
const textsOf = (value: unknown) => read(value).resources.map(({ canonical }) => new TextDecoder().decode(canonical));
const fullUrlsOf = (value: unknown, options = {}) => read(value, options).resources.map((resource) => resource.content().fullUrl);

test('what is sealed is the resource with the fullUrl of its entry, in canonical order, and nothing else of the entry', () => {
	const entry = {
		resource: { status: 'final', resourceType: 'Observation', subject }, search: { mode: 'match', score: 1 }, response: { status: '200' }, link: [{ relation: 'alternate', url: 'x' }],
		fullUrl: `${BASE}/Observation/o1`, id: 'e1', extension: [{ url: 'x', valueString: 'y' }],
	};
	assert.deepEqual(textsOf(bundleOf([{ resource: PATIENT }, entry], { type: 'searchset' })).slice(1), [
		`{"fullUrl":"${BASE}/Observation/o1","resource":{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p1"}}}`,
	]);
});

test('without a fullUrl the resource alone is sealed, numbers as written', () => {
	const texts = ['{"resource":{"id":"p1","resourceType":"Patient"}}', '{"resource":{"resourceType":"Observation","subject":{"reference":"Patient/p1"},"valueInteger":1.10e0}}'];
	const resources = ['{"resourceType":"Patient","id":"p1"}', '{"valueInteger":1.10e0,"resourceType":"Observation","subject":{"reference":"Patient/p1"}}'];
	assert.deepEqual(textsOf(resources.join('\n')), texts);
	assert.deepEqual(textsOf(`{"resourceType":"Bundle","type":"collection","entry":[{"resource":${resources[0]}},{"resource":${resources[1]}}]}`), texts);
});

test('references by fullUrl live on in a transaction whose resources have no id', () => {
	const [patientId, conditionId, observationId] = UUIDS;
	const person = { reference: `urn:uuid:${patientId}` };
	const entries = [
		create(patientId, { ...PATIENT, id: undefined }),
		create(conditionId, { resourceType: 'Condition', subject: person }),
		create(observationId, observation({ id: undefined, subject: person, focus: [{ reference: `urn:uuid:${conditionId}` }] })),
	];
	const [patient, condition, record] = read(bundleOf(entries, { type: 'transaction' })).resources.map((resource) => resource.content());
	assert.equal((record?.resource['subject'] as Json)['reference'], patient?.fullUrl);
	assert.deepEqual(record?.resource['focus'], [{ reference: condition?.fullUrl }]);
	// As do those to a resource whose id is another.
	assert.deepEqual(fullUrlsOf(bundleOf(entries.with(1, create(conditionId, { resourceType: 'Condition', id: 'other', subject: person })), { type: 'transaction' })), UUIDS.map((uuid) => `urn:uuid:${uuid}`));
});

test('references to the fullUrl of a server live, absolute and relative', () => {
	for (const reference of [`${BASE}/Condition/c1`, 'Condition/c1', 'Condition/c1/_history/3']) {
		for (const id of [undefined, 'c1']) {
			const fullUrls = ['Patient/p1', 'Condition/c1', 'Observation/o1'].map((name) => `${BASE}/${name}`);
			const resources = [PATIENT, { resourceType: 'Condition', subject, id }, observation({ focus: [{ reference }] })];
			assert.deepEqual(fullUrlsOf(bundleOf(resources.map((resource, i) => ({ fullUrl: fullUrls[i], resource })))), fullUrls);
		}
	}
	refused(bundleOf([{ resource: PATIENT }, { fullUrl: `${BASE}/Condition/c1`, resource: { resourceType: 'Condition', id: 'c2', subject } }]), 'input.records', /entry 2 has a "fullUrl" that does not fit/);
});

test('addresses outside of a Reference live, too', () => {
	const urn = `urn:uuid:${UUIDS[0]}`;
	const binary = { fullUrl: urn, resource: { resourceType: 'Binary', contentType: 'text/plain', data: 'eA==' } };
	for (const more of [{ content: [{ attachment: { url: urn } }] }, { text: { status: 'generated', div: `<div><img src="${urn}"/></div>` } }]) {
		const document = { resource: { resourceType: 'DocumentReference', id: 'd', subject, ...more } };
		assert.deepEqual(fullUrlsOf(bundleOf([{ resource: PATIENT }, binary, document]), { includeUnattributed: true }), [undefined, urn, undefined]);
	}
});

test('what is about a resource that only the fullUrl of a server names is the patient\'s', () => {
	const record = { fullUrl: `${BASE}/Observation/o1`, resource: observation({ id: undefined }) };
	for (const reference of ['Observation/o1', `${BASE}/Observation/o1`]) {
		const provenance = { fullUrl: `${BASE}/Provenance/v`, resource: { resourceType: 'Provenance', id: 'v', target: [{ reference }] } };
		assert.equal(read(bundleOf([{ resource: PATIENT }, record, provenance])).unattributed, 0);
	}
});

test('one resource under two fullUrls is refused: either address would have to go', () => {
	const at = (fullUrl: string | undefined, resource = observation()): Json => ({ ...(fullUrl === undefined ? {} : { fullUrl }), resource });
	const urls = [undefined, `urn:uuid:${UUIDS[0]}`, `urn:uuid:${UUIDS[1]}`, `${BASE}/Observation/o1`, 'https://other.example/Observation/o1'];
	for (const one of urls) {
		for (const other of urls) {
			const value = bundleOf([{ resource: PATIENT }, at(one), at(other)]);
			if (one !== other) refused(value, 'input.records', /entry 2 and entry 3 are the same resource .* with different content or another fullUrl/);
			else assert.deepEqual([read(value).resources.length, read(value).notes], [2, ['entry 3 is the same resource as entry 2 and was left out.']]);
		}
	}
	refused(bundleOf([{ resource: PATIENT }, at(urls[1]), at(urls[1], observation({ id: 'o2' }))]), 'input.records', /the same resource/);
	refused(bundleOf([{ resource: PATIENT }, at(urls[3], observation({ id: undefined })), at(undefined)]), 'input.records', /the same resource/);
});

test('without an id, two resources that are alike under two fullUrls are two', () => {
	const entries = UUIDS.slice(1).map((uuid) => create(uuid, observation({ id: undefined })));
	assert.equal(read(bundleOf([{ resource: PATIENT }, ...entries], { type: 'transaction' })).resources.length, 3);
});

test('a fullUrl changes neither class nor months', () => {
	const [plain, addressed] = [{}, { fullUrl: `urn:uuid:${UUIDS[0]}` }].map((more) => read(bundleOf([{ resource: PATIENT }, { ...more, resource: observation({ effectiveDateTime: '2015-03' }) }])).resources[1]);
	assert.deepEqual([addressed?.recordClass, addressed?.months(680)], [plain?.recordClass, { from: 542, until: 543 }]);
	assert.notDeepEqual(addressed?.canonical, plain?.canonical);
});

test('what nobody could open is not sealed: the record nests one deeper than its resource', () => {
	const nested = (depth: number) => `${JSON.stringify(PATIENT)}\n{"resourceType":"Observation","subject":{"reference":"Patient/p1"},"x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
	assert.equal(read(nested(199)).resources[1]?.content().resourceType, 'Observation');
	refused(nested(200), 'input.records', /line 2 cannot be sealed: the resource is nested more than 199 deep/);
});

test('a fullUrl that is not valid Unicode is refused', () => {
	refused(`{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"x\\ud800","resource":${JSON.stringify(PATIENT)}}]}`, 'input.records', /entry 1 cannot be sealed: a string holds an unpaired surrogate/);
});
