/** Reported: grants came before refusals, and what the chain would refuse or join was not told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import { callsOf } from '../../../src/fhir/consent/calls.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import { CLASS_SYSTEM, HL7, RELEASES, type Release } from '../../../src/fhir/consent/systems.ts';
import { standingOf, warningsOf } from '../../../src/fhir/consent/warnings.ts';
import { bundle, calls, clone, denials, grants, refuses } from './forms.ts';
import { ACCOUNT, NAMES, NOW, STATE, by, concept, label, organization, purpose, r4, recipient } from './samples.ts';

const warnings = (resource: unknown) => warningsOf(fromResource(clone(resource)).directives, NOW);

for (const release of RELEASES) {
	const grant = grants[release];
	const deny = denials[release];
	const type = release === 'R4' ? 'class' : 'resourceType';
	const inClass = (...codes: string[]) => ({ [type]: codes.map((code) => (/^\d/.test(code) ? { system: CLASS_SYSTEM, code } : { system: HL7.types[release], code })) });
	const many = (count: number, make: (index: number) => Element) => Array.from({ length: count }, (_, index) => make(index));

	test(`${release}: what restricts comes first, whatever the order in the Bundle`, () => {
		const resources = [grant(), deny({ actor: [organization(7)] }), grant({ purpose: purpose('HRESCH') }), deny({}), deny({ purpose: purpose('BTG') })];
		assert.deepEqual(calls(bundle(resources)).map(({ call }) => call), ['consent.refuse', 'consent.refuseAll', 'consent.optOutOfEmergencies', 'consent.grant', 'consent.grant']);
	});

	describe(`${release}: what the chain would refuse is refused`, () => {
		test('a grant that is over', () => {
			refuses(grant({ period: { start: '2020-01-01T00:00:00Z', end: '2022-12-31T23:59:59Z' } }), /its period ended at 2022-12-31T23:59:59\.999Z/);
			assert.equal(calls(grant({ period: { end: '2026-12-31T23:59:59Z' } })).length, 1);
		});
		test('but one that the chain exported is told of', () => {
			const { directives } = fromResource(clone(toBundle(STATE, release)));
			const later = NOW + 400n * 24n * 3_600_000n;
			assert.equal(callsOf(directives, later).length, directives.length);
			assert.equal(warningsOf(directives, later).filter((warning) => /period is over/.test(warning)).length, 2);
		});
		test('the 17th grant of an organization', () => {
			assert.equal(calls(bundle(many(16, () => grant()))).length, 16);
			refuses(bundle(many(17, () => grant())), /entry\[16\].*at most 16 grants/);
		});
		test('the 97th grant of a patient', () => {
			const to = (index: number) => grant({ actor: [organization(index)] });
			assert.equal(calls(bundle(many(96, to))).length, 96);
			refuses(bundle(many(97, to)), /entry\[96\].*at most 96 live grants/);
		});
		test('a class twice', () => refuses(grant(inClass('Observation', 'Observation')), /class 96 twice/));
		test('classes that no record is of', () => {
			for (const code of ['0', '179', '32767']) {
				refuses(grant(inClass(code)), new RegExp(`of class ${code}`));
				refuses(deny(inClass(code)), new RegExp(`of class ${code}`));
			}
			assert.equal(calls(grant(inClass('32768', '65535'))).length, 1);
		});
		test('what is refused twice', () => {
			refuses(bundle([deny({ actor: [organization(7)] }), deny({ actor: [organization(7)] })]), /entry\[0\]\.resource restricts the same/);
			refuses(bundle([deny({ purpose: purpose('TREAT') }), deny({ purpose: purpose('TREAT', 'ETREAT') })]), /restricts the same/);
			refuses(bundle([deny({ purpose: purpose('BTG') }), deny({ purpose: purpose('BTG') })]), /restricts the same/);
		});
		test('everything refused twice, of which one would make the other weaker', () => {
			refuses(bundle([deny({}), deny({}, [{ purpose: purpose('ETREAT') }])]), /say once whether it holds in emergencies/);
			refuses(bundle([deny({}, [{ purpose: purpose('ETREAT') }]), deny({})]), /say once whether it holds in emergencies/);
		});
	});

	describe(`${release}: what its author may not have meant is told`, () => {
		test('a grant that a refusal of the same Bundle makes worthless', () => {
			for (const refusal of [deny({ actor: [organization(1)] }), deny({}), deny({ purpose: purpose('TREAT') })]) {
				assert.match(warnings(bundle([grant(), refusal])).join(), /^Bundle\.entry\[0\]\.resource: it permits nothing as long as Bundle\.entry\[1\].*later ones too\.$/);
				const byRepresentative = grant({ provision: [{ ...(release === 'R4' ? { type: 'deny' } : {}), securityLabel: [label] }] });
				assert.match(warnings(bundle([byRepresentative, refusal])).join(), /later ones too\. From a representative the chain takes it only when that is lifted\.$/);
			}
			assert.match(warnings(bundle([grant(inClass('Observation')), deny(inClass('Observation'))])).join(), /permits nothing/);
		});
		test('or worth less', () => {
			for (const refusal of [deny({ actor: [recipient(by(NAMES.account, ACCOUNT))] }), deny(inClass('Observation'))]) {
				assert.match(warnings(bundle([refusal, grant()])).join(), /takes a part of it away/);
			}
			assert.match(warnings(bundle([grant({ purpose: purpose('TREAT', 'HRESCH') }), deny({ purpose: purpose('HRESCH') })])).join(), /a part/);
		});
		test('not one that a refusal doesn\'t touch', () => {
			for (const refusal of [deny({ actor: [organization(2)] }), deny({ purpose: purpose('HRESCH') }), deny({ purpose: purpose('BTG') })]) {
				assert.deepEqual(warnings(bundle([grant(), refusal])), []);
			}
			assert.deepEqual(warnings(bundle([grant(inClass('Condition')), deny(inClass('Observation'))])), []);
		});
		test('a refusal for which there may be no room', () => {
			const refusals = (count: number) => bundle(many(count, (index) => deny({ actor: [organization(index)] })));
			assert.deepEqual(warnings(refusals(30)), []);
			assert.match(warnings(refusals(31)).join(), /^Bundle\.entry\[30\]\.resource: a patient has at most 32 refusals, and room is kept .* the chain joins/);
			assert.equal(calls(refusals(33)).length, 33);
		});
		test('the same grant twice', () => assert.match(warnings(bundle([grant(), grant()])).join(), /grants the same as Bundle\.entry\[0\]/));
	});
}

test('the 17th confidential class is refused', () => {
	const { entry } = clone(toBundle(STATE, 'R4')) as { entry: { resource: Element }[] };
	const marked = entry.find(({ resource }) => JSON.stringify(resource).includes('"confidential-class"'))?.resource as Element;
	const { identifier: _, id: __, extension: ___, dateTime: ____, ...rest } = marked;
	const mark = (index: number) => {
		const { period: _____, ...provision } = clone(rest)['provision'] as Element;
		return { ...clone(rest), provision: { ...provision, class: [{ system: CLASS_SYSTEM, code: String(40_000 + index) }] } };
	};
	assert.equal(calls(bundle(Array.from({ length: 16 }, (_v, index) => mark(index)))).length, 16);
	refuses(bundle(Array.from({ length: 17 }, (_v, index) => mark(index))), /at most 16 confidential/);
	refuses(bundle([mark(0), mark(0)]), /restricts the same/);
});

test('all confidential classes but some come after those that are marked one by one', () => {
	const exported = clone(toBundle(STATE, 'R4')) as { entry: unknown[] };
	const called = calls({ ...exported, entry: exported.entry.toReversed() }).map(({ call }) => call);
	assert.deepEqual(called.filter((call) => /Confidential$/.test(call)), ['consent.markConfidential', 'consent.markAllConfidential']);
	assert.ok(called.indexOf('consent.markAllConfidential') < called.indexOf('consent.grant'));
});

describe('R4: a base and a provision that say the opposite about everything can be read two ways', () => {
	const optIn = concept(HL7.directive, 'OPTIN');
	const optOut = concept(HL7.directive, 'OPTOUT');
	const exception = { type: 'permit', purpose: purpose('ETREAT') };
	for (const [what, rest] of [
		['OPTIN and deny', { policyRule: optIn, provision: { type: 'deny' } }],
		['OPTIN and deny with an exception', { policyRule: optIn, provision: { type: 'deny', provision: [exception] } }],
		['OPTIN and deny in a period', { policyRule: optIn, provision: { type: 'deny', period: { start: '2026-01-01T00:00:00Z' } } }],
		['OPTIN and a provision without a type', { policyRule: optIn, provision: { period: { start: '2026-01-01T00:00:00Z' } } }],
		['OPTOUT and permit with an exception', { policyRule: optOut, provision: { type: 'permit', provision: [{ type: 'deny', actor: [organization(3)] }] } }],
	] as [string, Element][]) {
		test(what, () => refuses(r4(rest), /two ways/));
	}
});

test('what stands on the chain counts, too, if it is given', () => {
	const standing = standingOf(STATE);
	const directives = (resource: Element) => fromResource(clone(resource)).directives;
	const refusal = directives(denials.R4({ actor: [organization(7)] }));
	assert.throws(() => callsOf(refusal, NOW, standing), /Consent: the refusal 0 on the chain restricts the same already/);
	assert.equal(callsOf(refusal, NOW).length, 1);
	const grant = directives(grants.R5());
	assert.equal(callsOf(grant, NOW, standing).length, 1);
	assert.match(warningsOf(grant, NOW, standing).join(), /Consent: it permits nothing as long as the refuse-all on the chain stands/);
	const exported = fromResource(clone(toBundle(STATE, 'R4'))).directives;
	assert.equal(callsOf(exported, NOW, standing).length, exported.length);
	assert.deepEqual(warningsOf(exported, NOW, standing), []);
});

describe('what the chain exported and has no longer', () => {
	const exported = fromResource(clone(toBundle(STATE, 'R4'))).directives;
	const nothing = standingOf({ ...STATE, grants: [], restrictions: { refusals: [], refuseAll: null, optOut: null, confidential: [], allConfidential: null } });
	const later = NOW + 10_000_000_000_000n;

	test('is new to it, and told', () => {
		const [first, ...others] = STATE.grants;
		const standing = standingOf({ ...STATE, grants: others });
		const told = warningsOf(exported, NOW, standing);
		assert.equal(told.filter((warning) => /it was exported as the grant 0, which stands on the chain no more/.test(warning)).length, 1);
		assert.ok(told.some((warning) => /it permits nothing as long as the refuse-all on the chain stands/.test(warning)), told.join('\n'));
		const numbers = callsOf(exported, NOW, standing).filter(({ call }) => call === 'consent.grant').map(({ number }) => number);
		assert.deepEqual(numbers, [undefined, 2, 3]);
		assert.equal(first?.[1].id, 0);
	});
	test('is held against its bounds, also where nothing stands at all', () => {
		assert.equal(callsOf(exported, later).length, exported.length);
		assert.throws(() => callsOf(exported, later, nothing), /its period ended at/);
		assert.throws(() => callsOf(exported, later, standingOf({ ...STATE, grants: STATE.grants.slice(1) })), /its period ended at/);
		assert.equal(callsOf(exported, later, standingOf(STATE)).length, exported.length);
		assert.ok(callsOf(exported, NOW, nothing).every(({ number }) => number === undefined));
	});
	test('keeps its number where the chain has it, also in a Consent that was changed', () => {
		const changed = exported.filter(({ decision, number }) => decision === 'permit' && number === 0).map(({ made: _, ...rest }) => rest);
		assert.deepEqual(callsOf(changed, NOW, standingOf(STATE)).map(({ number }) => number), [0]);
		assert.deepEqual(callsOf(changed, NOW, nothing).map(({ number }) => number), [undefined]);
	});
	test('counts among the grants of an organization', () => {
		const grant = STATE.grants[2] as typeof STATE.grants[number];
		const full = Array.from({ length: 16 }, (_, index): typeof grant => [1, { ...grant[1], id: 100 + index }]);
		const standing = standingOf({ ...STATE, grants: full });
		assert.throws(() => callsOf(exported, NOW, standing), /one too many for organization 1/);
	});
	test('is compared by kind, too: a refusal of the same number is no grant', () => {
		const standing = standingOf({ ...STATE, grants: [] });
		assert.match(warningsOf(exported, NOW, standing).join(), /exported as the grant 0, .*exported as the grant 1, /s);
	});
});

describe('reported: a changed restriction keeps its number, so that its call was taken for one that isn\'t needed', () => {
	const standing = standingOf(STATE);
	const numbered = (release: Release, kind: string, change: (consent: any) => void) => {
		const { entry } = clone(toBundle(STATE, release)) as { entry: { resource: any }[] };
		const { resource } = entry.find((one) => one.resource.identifier[0].system.endsWith(`/${kind}`)) as { resource: any };
		change(resource);
		return fromResource(resource).directives;
	};
	const toOrganization = (value: string) => (consent: any) => {
		const change = (provision: any) => (provision.actor[0].reference.identifier.value = value);
		change(Array.isArray(consent.provision) ? consent.provision[0] : consent.provision);
		if (Array.isArray(consent.provision)) change(consent.provision[0].provision[0]);
	};

	for (const release of RELEASES) {
		test(`${release}: what stands as it is here needs no call`, () => {
			const exported = fromResource(clone(toBundle(STATE, release))).directives;
			assert.ok(callsOf(exported, NOW, standing).every(({ isThere }) => isThere === true));
			assert.ok(callsOf(exported, NOW).every((call) => !('isThere' in call)));
		});
		test(`${release}: a refusal that is not what stands under its number is told, and has no number`, () => {
			const changed = numbered(release, 'refusal', toOrganization('8'));
			const [call] = callsOf(changed, NOW, standing);
			assert.deepEqual([call?.call, call?.number, call?.isThere], ['consent.refuse', undefined, undefined]);
			assert.match(warningsOf(changed, NOW, standing).join(), /^Consent: the refusal 0 on the chain says something else: its call makes another refusal/);
		});
		test(`${release}: a changed refusal of everything is told`, () => {
			const changed = numbered(release, 'refuse-all', (consent) => {
				if (release === 'R4') delete consent.provision.provision;
				else delete consent.provision;
			});
			assert.match(warningsOf(changed, NOW, standing).join(), /^Consent: the refuse-all on the chain says something else/);
			assert.equal(callsOf(changed, NOW, standing)[0]?.isThere, undefined);
		});
		test(`${release}: a changed grant is told, and keeps the number that is to be amended`, () => {
			const changed = numbered(release, 'grant', (consent) => {
				(Array.isArray(consent.provision) ? consent.provision[0] : consent.provision).action = [concept(HL7.action, 'use')];
				for (const provision of [consent.provision].flat()) provision.provision = provision.provision.filter((inner: Element) => !inner['extension']);
			});
			const [call] = callsOf(changed, NOW, standing);
			assert.deepEqual([call?.number, call?.isThere], [0, undefined]);
			assert.match(warningsOf(changed, NOW, standing).join(), /^Consent: the grant 0 on the chain says something else: .*consent\.amend/);
		});
		test(`${release}: without a chain it is told that nothing was compared`, () => {
			assert.match(warningsOf(numbered(release, 'refusal', toOrganization('8')), NOW).join(), /^Consent: it was exported from a chain\. .*not compared/);
			assert.match(warningsOf(fromResource(clone(toBundle(STATE, release))).directives, NOW).join(), /it and others \(13 in all\) were exported/);
			assert.deepEqual(warningsOf(fromResource(clone(denials[release]({ actor: [organization(1)] }))).directives, NOW), []);
		});
	}
});
