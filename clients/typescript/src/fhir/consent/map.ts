/**
 * The file of `--map`: whom a hospital's references and identifiers mean on the chain, which of its policies say no more than the
 * chain's own rules, and which elements change nothing. Whoever writes it answers for it; nothing in it is guessed.
 */
import { InputError } from '../../errors.ts';
import { withArticle } from '../wording.ts';
import { type Code, readCoding } from './codes.ts';
import { Inexpressible, Reader } from './reader.ts';
import { account } from './state.ts';
import { HL7, type Namespaces, namespaces, parseNamespace } from './systems.ts';

export const MAP_FORMAT = 'salus/fhir-map/v1';

/** Elements that don't limit what is consented to, under the name that FHIR gives them in one release or both. */
export const IGNORABLE = ['organization', 'manager', 'controller', 'source'] as const;
export type Ignorable = (typeof IGNORABLE)[number];

/** What a code for a policy says about everything that a Consent doesn't mention. */
export const MEANINGS = ['OPTIN', 'OPTOUT', 'nothing'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Whom a name means: an identifier of the chain, and the type that a reference to it has. */
export interface Target {
	type: 'Patient' | 'Organization' | 'Practitioner' | 'RelatedPerson';
	system: string;
	value: string;
}

const U32 = 0xffff_ffff;
const ADDRESS = /^(?:https?:\/\/[^\s?#]+\/)?([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/;
const URN = /^urn:(uuid|oid):[0-9A-Za-z.-]+$/;

export class FhirMap {
	readonly chain: string;
	readonly #addresses: ReadonlyMap<string, Target>;
	readonly #identifiers: ReadonlyMap<string, Target>;
	readonly #policies: ReadonlySet<string>;
	readonly #rules: ReadonlyMap<string, Meaning>;
	readonly #categories: ReadonlySet<string>;
	readonly #ignored: ReadonlySet<string>;

	/** Reads a map, and refuses one that could mean two things. */
	static read(json: unknown): FhirMap {
		try {
			return new FhirMap(new Reader('map', json));
		} catch (error) {
			throw error instanceof Inexpressible ? new InputError('map.invalid', error.message, { cause: error }) : error;
		}
	}

	private constructor(map: Reader) {
		map.member('format').expect(MAP_FORMAT);
		this.chain = map.member('chain').bytes32();
		const names = namespaces(this.chain);
		const addresses = new Map<string, Target>();
		const identifiers = new Map<string, Target>();
		for (const [section, target] of Object.entries(SECTIONS)) {
			for (const item of map.items(section)) {
				const meant = target(item, names);
				readName(item, meant, addresses, identifiers);
				item.end();
			}
		}
		this.#addresses = addresses;
		this.#identifiers = identifiers;
		this.#policies = unique(map.items('policies'), (uri) => (/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri.text()) ? uri.text() : uri.refuse('this must be a URI.')));
		this.#rules = new Map(map.items('policyRules').map((rule, index, all) => readRule(rule, all.slice(0, index))));
		this.#categories = unique(map.items('categories'), (coding) => keyOf(readCoding(coding)));
		this.#ignored = unique(map.items('ignore'), (name) => IGNORABLE.find((known) => known === name.value)
			?? name.refuse(`only ${IGNORABLE.join(', ')} can be ignored: anything else may limit what is consented to.`));
		map.end();
	}

	byAddress(address: string): Target | undefined {
		return this.#addresses.get(address);
	}

	byIdentifier(system: string, value: string): Target | undefined {
		return this.#identifiers.get(`${system}|${value}`);
	}

	/** Whether a policy is one that says no more than the chain's own order of decisions. */
	isKnownPolicy(uri: string): boolean {
		return this.#policies.has(uri);
	}

	meaningOf(code: Code): Meaning | undefined {
		return this.#rules.get(keyOf(code));
	}

	isPrivacyCategory(code: Code): boolean {
		return this.#categories.has(keyOf(code));
	}

	ignores(element: Ignorable): boolean {
		return this.#ignored.has(element);
	}
}

/** Whom the items of each list mean. */
const SECTIONS: Readonly<Record<string, (item: Reader, names: Namespaces) => Target>> = {
	patients: (item, names) => ({ type: 'Patient', system: names.patient, value: item.member('patient').bytes32() }),
	organizations: (item, names) => ({ type: 'Organization', system: names.organization, value: String(item.member('organization').number(U32)) }),
	practitioners: (item, names) => {
		const own = item.maybe('account');
		const pseudonym = item.maybe('pseudonym');
		if (own && !pseudonym) return { type: 'Practitioner', system: names.account, value: account(own) };
		if (pseudonym && !own) return { type: 'Practitioner', system: names.pseudonym, value: pseudonym.bytes32() };
		return item.refuse('a practitioner is known by an account or by a pseudonym: one of them must be there.');
	},
	representatives: (item, names) => ({ type: 'RelatedPerson', system: names.representative, value: item.member('patient').bytes32() }),
};

/** The name that an item translates: an address, or an identifier. */
function readName(item: Reader, target: Target, addresses: Map<string, Target>, identifiers: Map<string, Target>): void {
	const address = item.maybe('reference');
	const system = item.maybe('system');
	const value = item.maybe('value');
	if (address && !system && !value) return add(addresses, address, checkAddress(address, target.type), target);
	if (!address && system && value) {
		if (parseNamespace(system.text())) return system.refuse('what the chain numbers needs no map.');
		return add(identifiers, item, `${system.text()}|${value.text()}`, target);
	}
	return item.refuse('it must have a "reference", or a "system" and a "value".');
}

function add(names: Map<string, Target>, where: Reader, name: string, target: Target): void {
	if (names.has(name)) where.refuse('this name is in the map twice.');
	names.set(name, target);
}

function checkAddress(address: Reader, type: Target['type']): string {
	const text = address.text();
	const found = ADDRESS.exec(text)?.[1];
	if (found === undefined && !URN.test(text)) return address.refuse(`this must be an address such as ${type}/1, with or without that of the server, or a urn:uuid:.`);
	if (found !== undefined && found !== type) return address.refuse(`this is an address of ${withArticle(found)}, and ${withArticle(type)} is meant.`);
	return text;
}

function readRule(rule: Reader, earlier: Reader[]): [string, Meaning] {
	const key = keyOf({ system: rule.member('system').text(), code: rule.member('code').text() });
	const means = rule.member('means');
	rule.end();
	if (key === keyOf({ system: HL7.directive, code: 'OPTIN' }) || key === keyOf({ system: HL7.directive, code: 'OPTOUT' })) {
		return rule.refuse('what OPTIN and OPTOUT mean is not to be changed.');
	}
	if (earlier.some((other) => keyOf({ system: other.member('system').text(), code: other.member('code').text() }) === key)) rule.refuse('this code is in the map twice.');
	return [key, MEANINGS.find((known) => known === means.value) ?? means.refuse(`this must be one of ${MEANINGS.join(', ')}.`)];
}

function unique(items: Reader[], read: (item: Reader) => string): Set<string> {
	const found = new Set<string>();
	for (const item of items) {
		const text = read(item);
		if (found.has(text)) item.refuse('this is in the map twice.');
		found.add(text);
	}
	return found;
}

function keyOf({ system, code }: Code): string {
	return `${system}|${code}`;
}
