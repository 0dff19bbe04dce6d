/** Copies of restrictions in grants and in exceptions: an import takes them out only after it has seen the restriction itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromResource, toBundle } from '../../../src/fhir/consent/bundle.ts';
import type { Element } from '../../../src/fhir/consent/moments.ts';
import type { Scope } from '../../../src/fhir/consent/state.ts';
import { EXTENSION, HL7, KIND_SYSTEM, RELEASES } from '../../../src/fhir/consent/systems.ts';
import { bundle, calls, clone, denials, grants, refuses } from './forms.ts';
import { NAMES, PATIENT, STATE, action, by, concept, organization, purpose, r5 } from './samples.ts';

interface Exported { entry: { fullUrl: string; resource: Record<string, any> }[] }

for (const release of RELEASES) {
	const exported = () => clone(toBundle(STATE, release)) as unknown as Exported;
	const provisionOf = (resource: Record<string, any>) => (release === 'R4' ? resource['provision'] : resource['provision'][0]);
	const copiesOf = (provision: Record<string, any>): Record<string, any>[] => provision['provision'].filter(({ extension }: Element) => extension);
	const named = (kind: string, number?: number) => [{
		url: EXTENSION.copiedFrom,
		valueReference: { type: 'Consent', ...by((NAMES.consent as Record<string, string>)[kind] as string, number === undefined ? PATIENT : `${PATIENT}/${number}`) },
	}];
	const type = release === 'R4' ? { type: 'deny' } : {};
	const classes = release === 'R4' ? 'class' : 'resourceType';

	describe(`${release}: copies`, () => {
		test('stand in each grant that a restriction touches, and name it', () => {
			const grant = exported().entry[3]?.resource as Record<string, any>;
			// Of an organization, of another person and of purposes there is no trace: they don't touch this grant.
			assert.deepEqual(copiesOf(provisionOf(grant)).map(({ extension }) => extension), [
				named('refusal', 2), named('refusal', 3), named('refusal', 4), named('refuse-all'), named('all-confidential'),
			]);
		});

		test('of confidential classes name them, for whoever doesn\'t know the label', () => {
			const { grants: [first, ...rest], restrictions } = STATE;
			assert.ok(first);
			const state = { ...STATE, grants: [[first[0], { ...first[1], excludesConfidential: true }] as typeof first, ...rest], restrictions: { ...restrictions, refusals: [], refuseAll: null, allConfidential: null } };
			const { entry } = clone(toBundle(state, release)) as unknown as Exported;
			const provision = provisionOf(entry[0]?.resource as Element);
			assert.deepEqual(copiesOf(provision), [{ extension: named('confidential-class', 0x8001), ...type, [classes]: [{ system: 'https://salus.example/fhir/CodeSystem/record-class', code: '32769' }] }]);
			assert.ok(provision.provision.some((nested: Element) => nested['securityLabel']));
		});

		test('of all classes but some name those that are left', () => {
			const { grants: [first], restrictions } = STATE;
			assert.ok(first);
			const [organization, grant] = first;
			const left = (exceptions: number[], scope: Scope = { all: null }) => {
				const restricted = { ...restrictions, refusals: [], refuseAll: null, confidential: [], allConfidential: { exceptions, since: STATE.at } };
				const provision = { ...grant.provision, scope };
				const state = { ...STATE, grants: [[organization, { ...grant, provision, excludesConfidential: true }] as typeof first], restrictions: restricted };
				const { entry } = clone(toBundle(state, release)) as unknown as Exported;
				return copiesOf(provisionOf(entry[0]?.resource as Element));
			};
			const all = { extension: named('all-confidential'), ...type, action: action('access', 'collect', 'disclose') };
			assert.deepEqual(left([]), [all]);
			const permitted = { ...(release === 'R4' ? { type: 'permit' } : {}), [classes]: [{ system: HL7.types[release], code: 'Observation' }] };
			assert.deepEqual(left([96]), [{ ...all, provision: [permitted] }]);
			assert.deepEqual(left([96], { classes: [96] }), []);
			assert.equal(left([96], { classes: [96, 28] }).length, 1);
		});

		test('close the exception for broken glass where it is closed', () => {
			const { entry } = exported();
			const refuseAll = entry.find(({ resource }) => resource['category'][1].coding[0].code === 'refuse-all')?.resource as Record<string, any>;
			const exception = release === 'R4' ? refuseAll['provision'].provision[0] : refuseAll['provision'][0];
			assert.deepEqual(exception.purpose, purpose('BTG'));
			assert.deepEqual(copiesOf(exception).map(({ extension }) => extension), [named('refusal', 0), named('refusal', 4), named('emergency-opt-out')]);
		});

		const without = (kind: string) => {
			const all = exported();
			return { ...all, entry: all.entry.filter(({ resource }) => resource['category'][1].coding[0].code !== kind) };
		};
		for (const kind of ['refusal', 'refuse-all', 'emergency-opt-out', 'all-confidential']) {
			test(`of a ${kind} that is missing are refused`, () => refuses(without(kind), new RegExp(`copy of the ${kind}.*, which is not here`)));
		}
		test('of a confidential class that is missing are refused', () => {
			const { entry, ...rest } = without('confidential-class');
			// Of the exports above only this grant leaves out what a representative may not give.
			refuses({ ...rest, entry }, /copy of the confidential-class 32769, which is not here/);
		});

		test('that say less or more than the restriction are refused', () => {
			const changes: ((copy: Record<string, any>) => void)[] = [
				(copy) => (copy['purpose'] = purpose('HRESCH')),
				(copy) => (copy['actor'] = [organization(9)]),
				(copy) => (copy[classes] = [{ system: HL7.types[release], code: 'Condition' }]),
				(copy) => (copy['action'] = action('use')),
				(copy) => (copy['period'] = { start: '2030-01-01T00:00:00Z' }),
			];
			for (const change of changes) {
				const all = exported();
				change(copiesOf(provisionOf(all.entry[0]?.resource as Element))[0] as Element);
				refuses(all, /copy of the refusal \d, and says something else/);
			}
		});

		test('with exceptions of their own are refused', () => {
			const all = exported();
			const [copy] = copiesOf(provisionOf(all.entry[0]?.resource as Element));
			assert.ok(copy);
			copy['provision'] = [{ ...(release === 'R4' ? { type: 'permit' } : {}), purpose: purpose('TREAT') }];
			refuses(all, /says something else/);
		});

		test('of what is no restriction are refused', () => {
			const nested = (extension: unknown) => grants[release]({ provision: [{ extension, ...type, actor: [organization(1)] }] });
			refuses(nested(named('grant', 0)), /copy of the grant 0, which is not here/);
			refuses(nested([{ url: EXTENSION.copiedFrom, valueReference: by(NAMES.patient, PATIENT) }]), /not one of Consents/);
			refuses(nested([{ url: EXTENSION.copiedFrom, valueReference: by(NAMES.consent.refusal, `${'0x'}${'00'.repeat(32)}/1`) }]), /of another patient/);
			refuses(nested([...named('refusal', 0), ...named('refusal', 0)]), /twice/);
			refuses(nested([{ url: 'urn:x', valueBoolean: true }]), /no place for this extension/);
		});

		test('of a refusal that somebody else wrote are refused, for it has no number of the chain', () => {
			const lone = grants[release]({ provision: [{ extension: named('refusal', 7), ...type, actor: [organization(1)] }] });
			refuses(bundle([lone, denials[release]({ actor: [organization(1)] })]), /which is not here/);
		});

		test('stand in no denial', () => {
			const permit = release === 'R4' ? { type: 'permit' } : {};
			refuses(denials[release]({ actor: [organization(1)] }, [{ extension: named('refusal', 0), ...permit, purpose: purpose('BTG') }]), /stand in what permits something/);
		});

		test('that are taken out by hand make the grant no wider on the chain, where the refusal stands', () => {
			const all = exported();
			for (const { resource } of all.entry.slice(0, 4)) {
				const provision = provisionOf(resource);
				provision.provision = provision.provision.filter(({ extension }: Element) => !extension);
			}
			assert.deepEqual(fromResource(all).state, STATE);
		});
	});
}

describe('R5: a denial that names its limits twice', () => {
	const limits = { actor: [organization(7)], purpose: purpose('TREAT') };
	const twice = (rest: Element = {}, inner: Element = limits) => r5({ decision: 'deny', provision: [{ ...limits, provision: [inner] }], ...rest });
	const kind = (code: string) => ({ category: [concept(HL7.loinc, '59284-0'), concept(KIND_SYSTEM, code)] });

	test('is a refusal where it says that it is one', () => {
		assert.deepEqual(calls(twice(kind('refusal')))[0]?.args['refusal'], { whom: { Organization: 7 }, class: null, purposes: 3, evenInEmergency: true });
	});
	test('and otherwise what its text says, which the chain can\'t', () => {
		refuses(twice(), /makes exceptions of classes/);
		refuses(twice(kind('grant')), /makes exceptions of classes/);
		refuses(twice(kind('refuse-all')), /says that it is a refuse-all/);
	});
	test('must deny all that it excepted', () => {
		for (const inner of [{ ...limits, actor: [organization(8)] }, { actor: [organization(7)] }, { ...limits, purpose: purpose('HRESCH') }, { purpose: purpose('TREAT') }]) {
			refuses(twice(kind('refusal'), inner), /makes it a grant|rules make it/);
		}
	});
});
