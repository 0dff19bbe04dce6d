/** Reported: what says nothing was read as "no limit", and a part, a test or another kind of Consent as a whole consent. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource } from '../../../src/fhir/consent/bundle.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { HL7, KIND_SYSTEM, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { FormatError } from '../../../src/format/bytes.ts';
import { parseJson } from '../../../src/format/json.ts';
import { calls, denials, grants, refuses } from './forms.ts';
import { concept, organization, purpose } from './samples.ts';

const CATEGORY_CODES = 'http://terminology.hl7.org/CodeSystem/consentcategorycodes';

for (const release of RELEASES) {
	const grant = grants[release];
	const classes = release === 'R4' ? 'class' : 'resourceType';

	describe(`${release}: an empty value is not "everything"`, () => {
		for (const element of [classes, 'action', 'data', 'purpose', 'actor', 'securityLabel', 'provision']) {
			for (const [what, empty] of [['an empty list', []], ['null', null], ['a list with null', [null]], ['a list with an empty object', [{}]]] as const) {
				test(`${element}: ${what}`, () => refuses(grant({ [element]: empty }), new RegExp(`${element}.*:`)));
			}
		}
		for (const element of ['period', 'dataPeriod']) {
			for (const empty of [null, {}, { start: null }, { end: null }, { start: null, end: null }, { start: '' }, []]) {
				test(`${element}: ${JSON.stringify(empty)}`, () => refuses(grant({ [element]: empty }), new RegExp(element)));
			}
		}
		test('an end that is null beside a start', () => refuses(grant({ period: { start: '2026-01-01T00:00:00Z', end: null } }), /period\.end: this must not be null/));
		test('a period of the Consent', () => refuses(grant({}, { period: {} }), /period/));
		for (const [element, empty] of [['identifier', []], ['contained', []], ['extension', []], ['text', {}], ['meta', { tag: [] }], ['meta', { profile: [] }], ['id', ''], ['language', null]] as const) {
			test(`${element}, which says nothing about the consent: ${JSON.stringify(empty)}`, () => refuses(grant({}, { [element]: empty }), new RegExp(element)));
		}
		test('deep in what is passed over', () => refuses(grant({}, { identifier: [{ system: 'urn:x', value: '1', type: { coding: [] } }] }), /identifier\[0\]\.type\.coding/));
	});

	describe(`${release}: the header can change what a resource is`, () => {
		const tag = (code: string) => ({ tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code }] });
		test('a part of a resource is not the whole', () => {
			refuses(grant({}, { meta: tag('SUBSETTED') }), /meta\.tag\[0\].*SUBSETTED/);
			refuses(denials[release]({ actor: [organization(7)] }, [], { meta: tag('SUBSETTED') }), /SUBSETTED/);
			refuses(grant({}, { meta: { tag: [{ code: 'x' }, { code: 'SUBSETTED' }] } }), /meta\.tag\[1\]/);
		});
		test('test data is nobody\'s word', () => refuses(grant({}, { meta: { security: [{ system: HL7.purpose, code: 'HTEST' }] } }), /HTEST/));
		test('other labels, versions and profiles change nothing', () => {
			const meta = { versionId: '3', lastUpdated: '2026-01-01T00:00:00.1234567Z', profile: ['urn:x'], source: 'urn:y', security: [{ system: 'urn:z', code: 'R' }], tag: [{ code: 'a' }] };
			assert.equal(calls(grant({}, { meta })).length, 1);
		});
		for (const status of ['additional', 'extensions', 'other', undefined]) {
			test(`a text of status ${status}`, () => refuses(grant({}, { text: { status, div: '<div>Only until Friday</div>' } }), /text(\.status)?:/));
		}
		for (const status of ['generated', 'empty']) {
			test(`but a text of status ${status} says nothing more`, () => assert.equal(calls(grant({}, { text: { status, div: '<div/>' } })).length, 1));
		}
	});

	describe(`${release}: only a privacy consent is one to the use of records`, () => {
		const categories = (...codes: [string, string][]) => ({ category: codes.map(([system, code]) => concept(system, code)) });
		for (const code of ['dnr', 'polst', 'acd', 'research', 'hcd', 'rsdid', 'rsreid', 'emrgonly', 'npp']) {
			test(`not ${code}, alone or beside a privacy category`, () => {
				refuses(grant({}, categories([CATEGORY_CODES, code])), new RegExp(`"${code}"`));
				refuses(denials[release]({}, [], categories([HL7.loinc, '59284-0'], [CATEGORY_CODES, code])), new RegExp(`category\\[1\\].*"${code}"`));
			});
		}
		test('nor one of which the category is a text', () => refuses(grant({}, { category: [{ text: 'Do not resuscitate' }] }), /no code in it/));
		test('nor one by two codes in one concept', () => {
			const category = [{ coding: [{ system: HL7.loinc, code: '59284-0' }, { system: CATEGORY_CODES, code: 'dnr' }] }];
			refuses(grant({}, { category }), /coding\[1\]/);
		});
		test('nor one of two kinds of ours', () => refuses(grant({}, categories([KIND_SYSTEM, 'grant'], [KIND_SYSTEM, 'refusal'])), /several kinds/));
		for (const [system, code] of [[HL7.loinc, '59284-0'], [HL7.loinc, '64292-6'], [HL7.directive, 'IDSCL'], [HL7.scope, 'patient-privacy'], [KIND_SYSTEM, 'grant']] as [string, string][]) {
			test(`but ${code} is`, () => assert.equal(calls(grant({}, categories([system, code]))).length, 1));
		}
		for (const code of ['treatment', 'research', 'adr']) {
			test(`and not scope ${code}`, () => {
				const rest = release === 'R4' ? { scope: concept(HL7.scope, code) } : categories([HL7.scope, code]);
				refuses(grant({}, rest), /use of records/);
			});
		}
	});

	describe(`${release}: a moment is one that there is`, () => {
		for (const zone of ['+99:99', '+14:01', '-14:01', '+13:60', '-15:00', '+24:00', '+0200', '+2', '']) {
			test(`no offset "${zone}"`, () => refuses(grant({ period: { start: `2026-01-01T00:00:00${zone}` } }), /period\.start/));
		}
		for (const time of ['24:00:00', '23:60:00', '23:59:60', '23:59']) {
			test(`no time ${time}`, () => refuses(grant({ period: { start: `2026-01-01T${time}Z` } }), /period\.start/));
		}
		for (const zone of ['+14:00', '-14:00', '+13:59', '-00:00', '+05:45']) {
			test(`but the offset ${zone}`, () => assert.equal(calls(grant({ period: { start: `2026-01-01T00:00:00${zone}` } })).length, 1));
		}
		test('and the date of the paper is one, too', () => {
			const element = release === 'R4' ? 'dateTime' : 'date';
			refuses(grant({}, { [element]: '2026-13-01' }), new RegExp(element));
			assert.equal(calls(grant({}, { [element]: '2026-06' })).length, 1);
		});
	});

	test(`${release}: information recipients are recipients, as IHE's profiles write them`, () => {
		const actor = (code: string) => [{ ...organization(1), role: concept(HL7.participation, code) }];
		assert.deepEqual(calls(grant({ actor: actor('IRCP') })), calls(grant({ actor: actor('PRCP') })));
		for (const code of ['CST', 'AUT', 'PROV']) refuses(grant({ actor: actor(code) }), /recipients of information/);
	});

	test(`${release}: numbers that keep their text are numbers`, () => {
		const text = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ resource: grant() }] });
		assert.equal(fromResource(parseJson(text)).directives.length, 1);
		assert.throws(() => fromResource(parseJson(text.replace('"total":1', '"total":1e0'))), /total: this must be a whole number/);
		assert.throws(() => fromResource(parseJson(text.replace('"total":1', '"total":{"isLosslessNumber":true,"value":"1"}'))), /total: this must be a whole number/);
	});

	test(`${release}: one name twice is refused before it is read`, () => {
		const text = JSON.stringify(grant({ purpose: purpose('TREAT') }));
		for (const twice of [text.replace('"status":', '"status":"entered-in-error","status":'), text.replace('"purpose":', '"purpose":[],"purpose":'), text.replace('"status":', '"status":"active","status":')]) {
			assert.throws(() => parseJson(twice), FormatError);
		}
	});
}

test('R5: without a category it could be a consent to anything', () => {
	const grant = grants.R5() as Element;
	delete grant['category'];
	refuses(grant, /no category/);
});
