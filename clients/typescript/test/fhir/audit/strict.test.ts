/** A Bundle that is not what is written of a trail is refused with a sentence that says where: nothing is added, dropped, altered or moved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toAuditBundle, trailFromBundle } from '../../../src/fhir/audit/bundle.ts';
import { hashFaults } from '../../../src/fhir/audit/hashes.ts';
import { RELEASES } from '../../../src/fhir/consent/systems.ts';
import { CHAIN, TRAILS, copyOf, encodeEntry, everyKind, sent } from './random-trail.ts';
import { STORY } from './samples.ts';

type Any = Record<string, any>;

const COPY = copyOf(TRAILS[0]!, STORY);
const first = (bundle: Any): Any => bundle['entry'][0].resource;
const at = (bundle: Any, index: number): Any => bundle['entry'][index].resource;
const inOwn = (resource: Any, url: string): Any => resource['extension'][0].extension.find((item: Any) => item.url === url);

const refused: [what: string, change: (bundle: Any) => void, sentence: RegExp][] = [
	['no Bundle', (bundle) => (bundle['resourceType'] = 'List'), /^Bundle\.resourceType: this must be "Bundle"/],
	['the answer to a search', (bundle) => (bundle['type'] = 'searchset'), /^Bundle\.type: this must be "collection"/],
	['a trail of another kind', (bundle) => (bundle['identifier'].system = `${bundle['identifier'].system}s`), /no namespace for the trails of a chain/],
	['a trail of another patient', (bundle) => (bundle['identifier'].value = `0x${'b2'.repeat(32)}`), /this is no entry of the same trail/],
	['a trail of another chain', (bundle) => (bundle['identifier'].system = bundle['identifier'].system.replace(CHAIN.slice(2), 'dd'.repeat(32))), /this must be "https/],
	['an element that nobody knows in the Bundle', (bundle) => (bundle['total'] = 6), /^Bundle\.total: this is not what a trail's Bundle has here\.$/],
	['another resource', (bundle) => (first(bundle)['resourceType'] = 'Provenance'), /this must be "AuditEvent"/],
	['an AuditEvent of somebody else', (bundle) => first(bundle)['extension'].shift(), /it is no entry of a trail/],
	['an element that nobody knows', (bundle) => (first(bundle)['severity2'] = 'x'), /entry\[0\]\.resource\.severity2: this is not what a trail's AuditEvent has here\.$/],
	['another extension', (bundle) => first(bundle)['extension'].push({ url: 'http://x', valueBoolean: true }), /resource\.extension: this is not/],
	['an event that the chain does not have', (bundle) => (inOwn(first(bundle), 'event').valueCoding.code = 'consent-sold'), /the chain has no such event/],
	['an entry of a later shape', (bundle) => (inOwn(first(bundle), 'version').valueCode = 'two'), /it is of a shape that is not known here/],
	['another person', (bundle) => (at(bundle, 1)['agent'][1].who.identifier.value = at(bundle, 0)['agent'][0].who.identifier.value), /agent\[0\]\.who\.identifier\.value: this is not/],
	['an agent more', (bundle) => first(bundle)['agent'].push({ type: { coding: [{ system: 'http://x', code: 'x' }] }, who: { display: 'x' }, requestor: false }), /resource\.agent: this is not/],
	['a name beside an agent', (bundle) => (first(bundle)['agent'][0].who.display = 'Dr Who'), /who\.display: this is not/],
	['no actor', (bundle) => at(bundle, 5)['agent'].shift(), /is missing among the agents/],
	['another outcome', (bundle) => (at(bundle, 2).outcome = '0'), /resource\.outcome: this is not|resource\.outcome\.code/],
	['a patient more', (bundle) => at(bundle, 1)['entity'].push(at(bundle, 1)['entity'][0]), /resource\.entity: this is not/],
	['another patient', (bundle) => (at(bundle, 5)['entity'][0].what.identifier.value = `0x${'b2'.repeat(32)}`), /this is not/],
	['a grant of another patient', (bundle) => (at(bundle, 1)['entity'][1].what.identifier.value = `0x${'b2'.repeat(32)}/12`), /this is of another patient/],
	['the outcome of a disclosure taken away', (bundle) => at(bundle, 1)['entity'].pop(), /this is not/],
	['a requester of a ticket that its entry does not tell', (bundle) => (at(bundle, 3)['agent'].find((agent: Any) => agent.type.coding[0].code === '110152').who = { display: 'somebody' }), /who\.(display|identifier): this is not/],
	['an entry that is missing', (bundle) => bundle['entry'].splice(2, 1), /it does not follow the entry before it/],
	['entries in another order', (bundle) => bundle['entry'].reverse(), /it does not follow the entry before it/],
	['an entry twice', (bundle) => bundle['entry'].splice(1, 0, bundle['entry'][0]), /it does not follow the entry before it/],
	['a hash that does not follow', (bundle) => (inOwn(at(bundle, 3), 'before').valueString = `0x${'00'.repeat(32)}`), /it begins with another hash/],
	['null', (bundle) => (first(bundle)['outcomeDesc'] = null), /FHIR has no null/],
	['an empty list', (bundle) => (first(bundle)['contained'] = []), /FHIR has no empty list/],
	['a part of a resource', (bundle) => (first(bundle)['meta'] = { tag: [{ code: 'SUBSETTED' }] }), /this is a part of a resource/],
	['a part of a Bundle', (bundle) => (bundle['meta'] = { tag: [{ code: 'SUBSETTED' }] }), /this is a part of a resource/],
	['a Bundle of test data', (bundle) => (bundle['meta'] = { security: [{ code: 'HTEST' }] }), /this is test data/],
	['a text of its own', (bundle) => (first(bundle)['text'] = { status: 'additional', div: '<div/>' }), /may say more than the structure/],
	['another address of a resource', (bundle) => (bundle['entry'][0].fullUrl = 'urn:uuid:00000000-0000-0000-0000-000000000000'), /fullUrl: this must be/],
	['a request beside a resource', (bundle) => (bundle['entry'][0].request = { method: 'POST', url: 'AuditEvent' }), /"request"/],
];

for (const release of RELEASES) {
	for (const [what, change, sentence] of refused) {
		test(`${release}: ${what} is refused`, () => {
			const bundle = sent(toAuditBundle(COPY, release)) as Any;
			change(bundle);
			assert.throws(() => trailFromBundle(bundle), { name: 'InputError', message: sentence });
		});
	}

	test(`${release}: what a server adds, a version and a text of the structure, changes nothing`, () => {
		const bundle = sent(toAuditBundle(COPY, release)) as Any;
		for (const { resource } of bundle['entry']) {
			resource.meta = { ...resource.meta, versionId: '1', lastUpdated: '2030-01-01T00:00:00Z' };
			resource.text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };
		}
		assert.deepEqual(trailFromBundle(bundle).copy, COPY);
	});

	test(`${release}: no member of an AuditEvent can be taken away unseen, whatever the event`, () => {
		const bundle = sent(toAuditBundle(everyKind(1, TRAILS[0]!), release)) as Any;
		for (const [index, { resource }] of bundle['entry'].entries()) {
			for (const name of Object.keys(resource)) {
				const { [name]: _, ...rest } = resource;
				const changed = { ...bundle, entry: [{ ...bundle['entry'][index], resource: rest }] };
				const what = `${resource.extension[0].extension[2].valueCoding.code}: ${name}`;
				// The exact moment beside the end of the year 9999: without it another entry is told, whose hash is another.
				if (name === '_recorded') assert.equal(hashFaults(trailFromBundle(changed).copy, encodeEntry).length, 1, what);
				else assert.throws(() => trailFromBundle(changed), { name: 'InputError' }, what);
			}
		}
	});

	test(`${release}: what nobody would write makes it fail with a sentence`, () => {
		for (const value of [null, undefined, 5, 'Bundle', [], {}, { resourceType: 'Bundle' }, { resourceType: 'Bundle', type: 'collection', identifier: { system: 'x', value: 'y' } }]) {
			assert.throws(() => trailFromBundle(value), { name: 'InputError' });
		}
	});
}

test('an entry that was altered in its FHIR, consistently, is found by its hash', () => {
	const altered = structuredClone(COPY);
	altered.entries[2]!.entry.at += 1;
	const { copy } = trailFromBundle(sent(toAuditBundle(altered, 'R4')));
	assert.deepEqual(hashFaults(copy, encodeEntry), ['Entry 2 is not the one that leads to its hash.']);
	assert.deepEqual(hashFaults({ ...COPY, entries: COPY.entries.toSpliced(1, 1) }, encodeEntry), ['Entry 2 does not follow the one before it.']);
	assert.deepEqual(hashFaults({ ...COPY, chain: `0x${'dd'.repeat(32)}` }, encodeEntry), ['Entry 0 does not begin where a trail of this chain begins.']);
	assert.deepEqual(hashFaults(COPY, encodeEntry), []);
});

test('what a later chain tells and this client does not know is refused, and not left out', () => {
	const [entry] = STORY;
	const appointed = { powers: 1 << 7, until: null };
	const newer = [{ consentSold: { grant: 1 } }, { emergencyOpened: { session: 1, reason: 'Bored', until: 1 } }, { representativeAppointed: appointed }];
	for (const event of newer) {
		const copy = { ...COPY, entries: [{ ...COPY.entries[0]!, entry: { ...entry!, event: event as never } }] };
		assert.throws(() => toAuditBundle(copy, 'R4'), { name: 'InputError', code: 'audit.inexpressible', message: /take a later one\.$/ });
	}
});
