/**
 * Whether the form in which polkadot.js apps show a value (`toHuman`) shows what its type holds: each field by its name, each variant by its own, lists as
 * lists. What is shown as bytes, and is none, is opaque.
 */
import type { PortableRegistry, TypeRegistry } from '@polkadot/types';
import type { SiField, SiLookupTypeId, SiType, SiVariant } from '@polkadot/types/interfaces/scaleInfo';
import { stringCamelCase } from '@polkadot/util';
import { pathOf } from './path.ts';

/** What polkadot.js shows in a form of its own: addresses, shares, hashes, eras. */
const OWN_FORMS: [path: RegExp, isShown: (human: unknown) => boolean][] = [
	[/^sp_core::crypto::AccountId32$/, (human) => typeof human === 'string' && /^[1-9A-HJ-NP-Za-km-z]{46,50}$/.test(human)],
	[/^sp_runtime::multiaddress::MultiAddress$/, (human) => isObject(human) && 'Id' in human],
	[/^sp_runtime::generic::era::Era$/, isObject],
	[/^sp_arithmetic::per_things::/, (human) => typeof human === 'string' && human.endsWith('%')],
	[/^primitive_types::H256$/, isHex],
];

/** Is told what is found on the way: the path of a type, and how its value is shown. */
type Finder = (path: string, human: unknown) => void;

export class HumanForms {
	readonly #lookup: PortableRegistry;

	constructor({ lookup }: TypeRegistry) {
		this.#lookup = lookup as unknown as PortableRegistry;
	}

	/** What is wrong with the form of a value of this type: a sentence for each part. */
	faults(id: SiLookupTypeId, human: unknown, find: Finder = () => {}): string[] {
		const type = this.#lookup.getSiType(id);
		const path = pathOf(type);
		find(path, human);
		const own = OWN_FORMS.find(([known]) => known.test(path));
		if (own) return own[1](human) ? [] : [opaque(path, human)];
		const { def } = type;
		switch (def.type) {
			case 'Primitive':
				return this.#leaf(human, def.asPrimitive.isBool ? 'boolean' : 'string', def.asPrimitive.type);
			case 'Compact':
				return this.#leaf(human, 'string', 'number');
			case 'Composite':
				return this.#composite(type, human, find);
			case 'Tuple':
				return this.#inOrder([...def.asTuple], human, 'tuple', find);
			case 'Array':
				return this.#list(def.asArray.type, human, find);
			case 'Sequence':
				return this.#list(def.asSequence.type, human, find);
			case 'Variant':
				return this.#variant(type, human, find);
			default:
				return [opaque(def.type, human)];
		}
	}

	/** The same of the fields of an event or a call. */
	faultsOfFields(fields: Iterable<SiField>, human: unknown, name: string, find: Finder = () => {}): string[] {
		const all = [...fields];
		if (all.length === 0) return human === null || Object.keys(human as object).length === 0 ? [] : [opaque(name, human)];
		if (all.every((field) => field.name.isNone)) return this.#inOrder(all.map(({ type }) => type), human, name, find);
		if (!isObject(human)) return [opaque(name, human)];
		return all.flatMap((field) => {
			const declared = field.name.unwrap().toString();
			const camel = stringCamelCase(declared);
			// Of calls polkadot.js shows the declared name; a name that all its values have it marks.
			const shown = [declared, camel, `${camel}_`].find((candidate) => candidate in human);
			return shown === undefined ? [`${name} has a field ${declared}, and shows ${Object.keys(human).join(', ')}`] : this.faults(field.type, human[shown], find);
		});
	}

	#composite(type: SiType, human: unknown, find: Finder): string[] {
		const { fields } = type.def.asComposite;
		const path = pathOf(type);
		if (path === 'BTreeMap') return isObject(human) ? [] : [opaque(path, human)];
		return this.faultsOfFields(fields, human, path || 'struct', find);
	}

	#variant(type: SiType, human: unknown, find: Finder): string[] {
		const path = pathOf(type);
		const { variants } = type.def.asVariant;
		if (path === 'Option') return human === null ? [] : this.faultsOfFields((variants[1] as SiVariant).fields, human, path, find);
		if (isObject(human) && typeof human['section'] === 'string') return this.#ofPallet(type, human, find);
		const name = isObject(human) ? Object.keys(human)[0] : human;
		const variant = variants.find((candidate) => candidate.name.toString() === name);
		if (!variant) return [opaque(path, human)];
		if (isObject(human)) return this.faultsOfFields(variant.fields, human[String(name)], `${path}::${name}`, find);
		return variant.fields.every((field) => this.#isEmpty(field.type)) ? [] : [`${path}::${name} is shown without its content`];
	}

	/** A call or an event: of which pallet, which one, and what is in it. */
	#ofPallet(type: SiType, { section, method, args, data }: Record<string, unknown>, find: Finder): string[] {
		const pallet = type.def.asVariant.variants.find(({ name }) => stringCamelCase(name) === section);
		const inner = pallet?.fields[0] && this.#lookup.getSiType(pallet.fields[0].type).def.asVariant;
		const variant = inner?.variants.find(({ name }) => [name.toString(), stringCamelCase(name)].includes(String(method)));
		if (!variant) return [`${pathOf(type)} has no ${section}.${method}`];
		return variant.fields.length === 0 ? [] : this.faultsOfFields(variant.fields, args ?? data, `${section}.${method}`, find);
	}

	/** Whether there is nothing in values of a type that could be shown. */
	#isEmpty(id: SiLookupTypeId): boolean {
		const { def } = this.#lookup.getSiType(id);
		if (def.isTuple) return def.asTuple.every((inner) => this.#isEmpty(inner));
		return def.isComposite && def.asComposite.fields.every(({ type }) => this.#isEmpty(type));
	}

	#inOrder(ids: SiLookupTypeId[], human: unknown, name: string, find: Finder): string[] {
		const [only, ...others] = ids;
		if (!only) return human === null ? [] : [opaque(name, human)];
		// In brackets, the one field of an event; without, what a type is made of alone.
		if (others.length === 0) return this.faults(only, Array.isArray(human) && human.length === 1 && !this.#isList(only) ? human[0] : human, find);
		if (!Array.isArray(human) || human.length !== ids.length) return [opaque(name, human)];
		return ids.flatMap((id, index) => this.faults(id, human[index], find));
	}

	#isList(id: SiLookupTypeId): boolean {
		const { def } = this.#lookup.getSiType(id);
		if (def.isComposite && def.asComposite.fields.length === 1) return this.#isList((def.asComposite.fields[0] as SiField).type);
		return def.isSequence || def.isArray;
	}

	#list(item: SiLookupTypeId, human: unknown, find: Finder): string[] {
		const { def } = this.#lookup.getSiType(item);
		if (def.isPrimitive && def.asPrimitive.isU8) return this.#leaf(human, 'string', 'bytes');
		return Array.isArray(human) ? human.flatMap((inner) => this.faults(item, inner, find)) : [opaque('list', human)];
	}

	#leaf(human: unknown, shownAs: 'string' | 'boolean', name: string): string[] {
		return typeof human === shownAs ? [] : [opaque(name, human)];
	}
}

function opaque(what: string, human: unknown): string {
	return `${what} is shown as ${JSON.stringify(human)}`;
}

function isObject(human: unknown): human is Record<string, unknown> {
	return typeof human === 'object' && human !== null && !Array.isArray(human);
}

function isHex(human: unknown): boolean {
	return typeof human === 'string' && /^0x[0-9a-f]*$/.test(human);
}
