/** Reported: Consents that the chain can express, and that were refused. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import { callsOf } from '../../../src/fhir/consent/calls.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { EXTENSION, HL7, KIND_SYSTEM, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { bundle, calls, clone, denials, grants, refuses } from './forms.ts';
import { NAMES, NOW, PATIENT, STATE, action, by, concept, organization, purpose, recipient } from './samples.ts';

const EVERY_ACTION = action('use', 'access', 'correct', 'collect', 'disclose');

for (const release of RELEASES) {
	const grant = grants[release];
	const deny = denials[release];
	const actor = [organization(1)];
	const refusal = (resource: Element) => calls(resource)[0]?.args['refusal'] as { purposes: number | null; evenInEmergency: boolean } | undefined;

	describe(`${release}: a denial of a code, and of codes below it`, () => {
		const [treat, all] = [0b11, 0b1000000001111 | 0b11 | (1 << 4) | (1 << 11)];
		for (const [codes, purposes] of [
			[['TREAT', 'BTG'], treat], [['TREAT', 'ETREAT', 'BTG'], treat], [['TREAT', 'COC'], treat], [['BTG', 'TREAT', 'ERTREAT'], treat], [['ETREAT', 'BTG'], 0b10],
			[['TREAT', 'HPAYMT', 'HOPERAT', 'BTG'], all],
		] as [string[], number][]) {
			test(`${codes.join(', ')}: is one of what is above, even in an emergency`, () => {
				const said = refusal(deny({ actor, purpose: purpose(...codes) }));
				assert.deepEqual([said?.purposes, said?.evenInEmergency], [purposes, true]);
			});
		}
		test('not with an exception for what it names', () => refuses(deny({ actor, purpose: purpose('TREAT', 'BTG') }, [{ purpose: purpose('BTG') }]), /no exceptions on the chain/));
		test('nor of codes that lie below none of them', () => {
			refuses(deny({ actor, purpose: purpose('HRESCH', 'BTG') }), /to everybody for everything/);
			refuses(deny({ actor, purpose: purpose('HPAYMT', 'COC') }), /no purpose "COC"/);
		});
	});

	describe(`${release}: a denial of all five actions`, () => {
		test('is one of every action', () => assert.deepEqual(calls(deny({ actor, action: EVERY_ACTION })), calls(deny({ actor }))));
		test('with an exception, too', () => {
			const exception = [{ purpose: purpose('ETREAT') }];
			assert.deepEqual(calls(deny({ actor, action: EVERY_ACTION }, exception)), calls(deny({ actor }, exception)));
		});
		test('not of four, nor of one twice', () => {
			refuses(deny({ actor, action: EVERY_ACTION.slice(1) }), /a restriction is of every action/);
			refuses(deny({ actor, action: [...EVERY_ACTION.slice(1), ...EVERY_ACTION.slice(1, 2)] }), /a restriction is of every action/);
		});
	});

	describe(`${release}: a restriction that the chain dated after this machine's clock`, () => {
		const exported = fromResource(clone(toBundle(STATE, release))).directives;
		test('has begun', () => assert.equal(callsOf(exported, NOW - 10n).length, exported.length));
		test('one of others hasn\'t', () => {
			const later = { period: { start: '2200-01-01T00:00:00Z' } };
			refuses(release === 'R4' ? deny({ actor, ...later }) : deny({ actor }, [], later), /can't begin later/);
		});
	});

	describe(`${release}: exceptions`, () => {
		const classes = release === 'R4' ? 'class' : 'resourceType';
		const types = (...codes: string[]) => ({ [classes]: codes.map((code) => ({ system: HL7.types[release], code })) });
		const except = (...rules: Element[]) => ({ provision: rules.map((rule) => ({ ...(release === 'R4' ? { type: 'deny' } : {}), ...rule })) });
		const provision = (resource: Element) => calls(resource)[0]?.args['provision'];

		test('of one kind beside each other are one', () => {
			assert.deepEqual(provision(grant(except(types('Observation'), types('Condition', 'Observation')))), provision(grant(except(types('Observation', 'Condition')))));
			const several = { purpose: purpose('TREAT', 'HRESCH', 'HPAYMT') };
			assert.deepEqual(
				provision(grant({ ...several, ...except({ purpose: purpose('HRESCH') }, { purpose: purpose('HPAYMT') }) })),
				provision(grant({ ...several, ...except({ purpose: purpose('HRESCH', 'HPAYMT') }) })),
			);
			assert.deepEqual(calls(deny({ actor }, [{ purpose: purpose('ETREAT') }, { purpose: purpose('BTG') }])), calls(deny({ actor }, [{ purpose: purpose('ETREAT', 'BTG') }])));
			refuses(deny({ actor }, [{ purpose: purpose('ETREAT') }, { purpose: purpose('HRESCH') }]), /one exception/);
			refuses(grant(except(types('Observation'), { ...types('Condition'), action: action('use') })), /provisions of their own/);
		});
		test('with limits of what they are exceptions to are without', () => {
			assert.deepEqual(calls(deny({ actor }, [{ actor, purpose: purpose('ETREAT') }])), calls(deny({ actor }, [{ purpose: purpose('ETREAT') }])));
			assert.deepEqual(provision(grant(except({ actor, action: action('access'), purpose: purpose('TREAT'), ...types('Observation') }))), provision(grant(except(types('Observation')))));
		});
		test('with other limits stay limited, and one that repeats all takes all back', () => {
			refuses(deny({ actor }, [{ actor: [organization(2)], purpose: purpose('ETREAT') }]), /one exception/);
			refuses(grant(except({ actor: [organization(2)], ...types('Observation') })), /provisions of their own/);
			refuses(grant(except({ actor })), /provisions of their own/);
			refuses(grant(except({ actor, action: action('access'), purpose: purpose('TREAT') })), /provisions of their own/);
			refuses(deny({ actor }, [{ actor }]), /one exception/);
		});
	});

	test(`${release}: the patient's number in capitals is the same number`, () => {
		const capitals = by(NAMES.patient, `0x${PATIENT.slice(2).toUpperCase()}`);
		const who = release === 'R4' ? { patient: capitals, performer: [capitals] } : { subject: capitals, grantor: [capitals] };
		assert.equal(calls(grant({}, who))[0]?.args['patient'], PATIENT);
	});

	describe(`${release}: an id is no limit`, () => {
		const withIds = (what: Element): Element => ({ id: 'a', ...what });
		const coding = { id: 'b', system: HL7.action, code: 'access' };
		test('on a coding, a concept, a reference, an identifier or a period', () => {
			const reference = withIds({ identifier: withIds({ system: NAMES.organization, value: '1', assigner: { display: 'North' } }) });
			const given = grant({ actor: [{ ...recipient(reference), role: withIds(concept(HL7.participation, 'PRCP')) }], action: [withIds({ coding: [coding] })], dataPeriod: withIds({ start: '2020-01' }) });
			assert.equal(calls(given)[0]?.args['organization'], 1);
		});
		test('an extension still is one', () => refuses(grant({ action: [{ coding: [{ ...coding, extension: [{ url: 'urn:x' }] }] }] }), /no place for "extension"/));
	});
}

describe('R4: when the paper of a restriction was signed', () => {
	const deny = (rest: Element, dateTime: string) => denials.R4({ actor: [organization(1)], period: { start: '2026-01-01T00:00:00Z' } }, [], { dateTime, ...rest });
	for (const dateTime of ['2026-01-01T10:00:00.123Z', '2026-01-01T10:00:00Z', '2025-12']) {
		test(`doesn't say when it begins: ${dateTime}`, () => assert.equal(calls(deny({}, dateTime))[0]?.call, 'consent.refuse'));
	}
	test('the chain\'s own are of one moment', () => {
		const rest = { identifier: [{ system: NAMES.consent.refusal, value: `${PATIENT}/1` }], extension: [{ url: EXTENSION.byController, valueBoolean: true }] };
		refuses(deny(rest, '2026-01-01T10:00:00.123Z'), /dateTime and period differ/);
	});
});

test('R5: a refusal that names its limits twice may name them in another order', () => {
	const twice = (...inner: string[]) => bundle([denials.R5({}, [], {
		category: [concept(HL7.loinc, '59284-0'), concept(KIND_SYSTEM, 'refusal')], decision: 'deny',
		provision: [{ actor: [organization(1)], purpose: purpose('TREAT', 'HRESCH'), provision: [{ actor: [organization(1)], purpose: purpose(...inner) }] }],
	})]);
	assert.deepEqual(calls(twice('HRESCH', 'TREAT')), calls(twice('TREAT', 'HRESCH')));
	refuses(twice('HRESCH', 'HPAYMT'), /./);
	refuses(twice('HRESCH'), /./);
});

test('a denial of emergency treatment with an exception for it stays one that lets sessions through', () => {
	const resource = denials.R4({ actor: [organization(1)], purpose: purpose('ETREAT') }, [{ purpose: purpose('ETREAT'), action: action('access', 'collect') }]);
	assert.equal((calls(resource)[0]?.args['refusal'] as Element)['evenInEmergency'], false);
});
