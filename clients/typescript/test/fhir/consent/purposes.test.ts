/** Reported: a denial of research let clinical trials through. A denial is one of all that lies below its code; a permission is not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBundle } from '../../../src/fhir/consent/bundle.ts';
import { deniedPurposes } from '../../../src/fhir/consent/purposes.ts';
import { PURPOSE_CODES, RELEASES, bitsOf } from '../../../src/fhir/consent/systems.ts';
import { calls, clone, denials, grants, refuses } from './forms.ts';
import { STATE, action, organization, purpose } from './samples.ts';

const bits = (...codes: string[]) => bitsOf(codes, PURPOSE_CODES);

for (const release of RELEASES) {
	const denied = (codes: string[], exceptions: object[] = [], rule = {}) => calls(denials[release]({ purpose: purpose(...codes), ...rule }, exceptions as never))[0];
	const refusalOf = (codes: string[], exceptions: object[] = []) => denied(codes, exceptions)?.args['refusal'] as { purposes: number; evenInEmergency: boolean };

	describe(`${release}: a denial of`, () => {
		const covered: [string[], string[]][] = [
			[['HRESCH'], ['HRESCH', 'CLINTRCH']],
			[['CLINTRCH'], ['CLINTRCH']],
			[['TREAT'], ['TREAT', 'ETREAT']],
			[['ETREAT'], ['ETREAT']],
			[['HOPERAT'], ['HOPERAT', 'CAREMGT', 'HSYSADMIN']],
			[['HPAYMT'], ['HPAYMT', 'COVERAGE']],
			[['PATRQT'], ['PATRQT', 'FAMRQT', 'PWATRNY']],
			[['PUBHLTH'], ['PUBHLTH']],
			[['HRESCH', 'HPAYMT', 'CLINTRCH'], ['HRESCH', 'CLINTRCH', 'HPAYMT', 'COVERAGE']],
		];
		for (const [codes, expected] of covered) {
			test(`${codes.join(', ')} covers ${expected.join(', ')}`, () => assert.equal(refusalOf(codes).purposes, bits(...expected)));
		}
		for (const code of ['HMARKT', 'HTEST', 'BIORCH', 'CLINTRCHNPC', 'MARKT', 'SRVC', 'nothing', 'constructor', '__proto__']) {
			test(`${code} cannot be kept to`, () => {
				refuses(denials[release]({ purpose: purpose(code) }), /no purpose/);
				refuses(denials[release]({ purpose: purpose('TREAT', code) }), /no purpose/);
			});
		}
		test('treatment holds in emergencies, unless it says otherwise', () => {
			assert.deepEqual(refusalOf(['TREAT']).evenInEmergency, true);
			assert.deepEqual(refusalOf(['TREAT'], [{ purpose: purpose('ETREAT') }]), { whom: 'Everybody', class: null, purposes: 3, evenInEmergency: false });
			assert.deepEqual(refusalOf(['TREAT'], [{ purpose: purpose('BTG') }]).evenInEmergency, false);
		});
		test('all purposes is one of everything', () => {
			assert.deepEqual(denied(['PurposeOfUse'])?.call, 'consent.refuseAll');
			assert.equal(denied(['PurposeOfUse'], [], { actor: [organization(3)] })?.call, 'consent.refuse');
			assert.equal((denied(['PurposeOfUse', 'TREAT'], [], { actor: [organization(3)] })?.args['refusal'] as { purposes: null }).purposes, null);
		});
	});

	test(`${release}: a permission is for the codes that it names, and no others`, () => {
		const provision = calls(grants[release]({ purpose: purpose('TREAT', 'HRESCH') }))[0]?.args['provision'] as { purposes: number };
		assert.equal(provision.purposes, bits('TREAT', 'HRESCH'));
		refuses(grants[release]({ purpose: purpose('PurposeOfUse') }), /no purpose/);
	});

	describe(`${release}: a denial within a permission takes purposes away`, () => {
		const without = (named: string[], denied: string[]) => grants[release]({
			purpose: purpose(...named), provision: [{ ...(release === 'R4' ? { type: 'deny' } : {}), purpose: purpose(...denied) }],
		});
		const left = (named: string[], denied: string[]) => (calls(without(named, denied))[0]?.args['provision'] as { purposes: number }).purposes;
		test('those that lie below, which the chain would not have granted anyway', () => {
			assert.equal(left(['TREAT'], ['ETREAT', 'BTG', 'ERTREAT']), bits('TREAT'));
			assert.equal(left(['TREAT'], ['BTG']), bits('TREAT'));
			assert.equal(left(['TREAT', 'ETREAT'], ['BTG']), bits('TREAT', 'ETREAT'));
			assert.equal(left(['HRESCH', 'TREAT'], ['CLINTRCH']), bits('TREAT', 'HRESCH'));
		});
		test('and those that it names', () => {
			assert.equal(left(['TREAT', 'ETREAT'], ['ETREAT']), bits('TREAT'));
			assert.equal(left(['HRESCH', 'CLINTRCH', 'TREAT'], ['HRESCH']), bits('TREAT'));
		});
		test('but nothing that the chain can\'t leave out, and not all', () => {
			refuses(without(['TREAT'], ['COC']), /use for COC is asked for by the purpose above it/);
			refuses(without(['TREAT', 'ETREAT'], ['ERTREAT']), /use for ERTREAT/);
			refuses(without(['TREAT'], ['TREAT']), /all the purposes/);
			refuses(without(['TREAT'], ['ETREAT', 'ETREAT']), /one purpose twice/);
			for (const code of ['HRESCH', 'HMARKT', 'nothing', '__proto__', 'PurposeOfUse']) refuses(without(['TREAT'], [code]), /makes exceptions of classes/);
		});
	});

	test(`${release}: what is exported names the codes below that are not granted`, () => {
		const exported = (purposes: number) => {
			const [first] = STATE.grants;
			assert.ok(first);
			const state = { ...STATE, grants: [[first[0], { ...first[1], provision: { ...first[1].provision, purposes } }] as typeof first], restrictions: { refusals: [], refuseAll: null, optOut: null, confidential: [], allConfidential: null } };
			const { entry: [entry] } = clone(toBundle(state, release)) as { entry: [{ resource: { provision: any } }] };
			const rule = release === 'R4' ? entry.resource.provision : entry.resource.provision[0];
			return (rule.provision ?? []).flatMap((nested: { purpose: { code: string }[] }) => nested.purpose.map(({ code }) => code));
		};
		assert.deepEqual(exported(bits('TREAT') ?? 0), ['ETREAT', 'BTG', 'ERTREAT']);
		assert.deepEqual(exported(bits('TREAT', 'ETREAT') ?? 0), ['BTG']);
		assert.deepEqual(exported(bits('HRESCH') ?? 0), ['CLINTRCH', 'CLINTRCHNPC', 'CLINTRCHPC', 'PRECLINTRCH']);
		assert.deepEqual(exported(bits('HPAYMT', 'COVERAGE') ?? 0), []);
	});

	describe(`${release}: break-glass only, as IHE writes it`, () => {
		for (const codes of [['BTG'], ['ETREAT'], ['BTG', 'ETREAT'], ['ETREAT', 'BTG']]) {
			test(`with ${codes.join(' and ')}`, () => {
				assert.deepEqual(calls(denials[release]({}, [{ purpose: purpose(...codes) }]))[0]?.args['evenInEmergency'], false);
				const one = calls(denials[release]({ actor: [organization(3)] }, [{ purpose: purpose(...codes) }]))[0];
				assert.deepEqual(one?.args['refusal'], { whom: { Organization: 3 }, class: null, purposes: null, evenInEmergency: false });
			});
		}
		test('but not for one organization, nor for more than a session opens', () => {
			refuses(denials[release]({}, [{ purpose: purpose('BTG'), actor: [organization(3)] }]), /not granted to anybody/);
			refuses(denials[release]({}, [{ purpose: purpose('BTG', 'ETREAT'), actor: [organization(3)] }]), /not granted to anybody/);
			refuses(denials[release]({}, [{ purpose: purpose('BTG', 'TREAT') }]), /one exception/);
			refuses(denials[release]({}, [{ purpose: purpose('BTG'), action: action('disclose') }]), /one exception/);
			refuses(denials[release]({}, [{ purpose: purpose('BTG', 'BTG') }]), /one exception/);
		});
	});
}

test('what is denied is told in the order of the chain, and strangers are kept to be refused', () => {
	assert.deepEqual(deniedPurposes(['HMARKT', 'HRESCH', 'TREAT']), ['TREAT', 'ETREAT', 'HRESCH', 'CLINTRCH', 'HMARKT']);
});
