/** What `export --profile pcf` has to be told, since IHE asks for it and the chain doesn't know it. */
import { InputError } from '@salus/client/errors';
import type { PcfContext, Release } from '@salus/client/fhir/consent';

export interface PcfOptions {
	release: Release;
	profile?: 'pcf';
	organization?: string;
	policy?: string;
	source?: string;
}

const ORGANIZATIONS = ['Organization'];
const SOURCES = ['Consent', 'Contract', 'DocumentReference', 'QuestionnaireResponse'];

/** The context of an export for PCF; `undefined` for a full export. */
export function pcfContext({ profile, release, organization, policy, source }: PcfOptions): PcfContext | undefined {
	if (profile === undefined) {
		const given = Object.entries({ organization, policy, source }).find(([, value]) => value !== undefined);
		if (given) throw new InputError('input.options', `--${given[0]} is for --profile pcf.`);
		return undefined;
	}
	if (release !== 'R4') throw new InputError('input.options', 'IHE PCF is a profile of R4: leave --release out.');
	if (policy !== undefined && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(policy)) throw new InputError('input.options', '--policy takes a URI, such as https://hospital.example/policies/privacy.');
	return {
		organization: referenceIn('organization', required('organization', organization, 'the organization that presented the policy and carries it out, such as Organization/1'), ORGANIZATIONS),
		policy: required('policy', policy, 'the URI of the policy that was presented, under which nothing is permitted that no Consent permits'),
		source: referenceIn('source', required('source', source, 'what the patient signed, such as DocumentReference/1'), SOURCES),
	};
}

function required(option: string, value: string | undefined, what: string): string {
	if (value === undefined || value === '') throw new InputError('input.options', `--profile pcf needs --${option}: ${what}.`);
	return value;
}

/** A reference: `Type/id`, an absolute address, or an identifier as `system|value`. */
function referenceIn(option: string, text: string, types: string[]): Record<string, unknown> {
	const [system, value, ...more] = text.split('|');
	if (system && value && more.length === 0) return { identifier: { system, value } };
	const relative = /^([A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/.exec(text);
	const isAddress = /^(https?:\/\/|urn:(uuid|oid):)[^\s|]+$/.test(text);
	if (!isAddress && !types.includes(relative?.[1] ?? '')) {
		throw new InputError('input.options', `--${option} takes a reference, such as ${types[0]}/1, an address, or an identifier as system|value.`);
	}
	return { reference: text };
}
