/**
 * SCALE bytes of a value of any type, by what the metadata says of it: not by the library that is to read them. No value is its type's default, numbers
 * differ from each other, and a list has two items.
 */
import type { PortableRegistry } from '@polkadot/types';
import type { SiField, SiLookupTypeId, SiType } from '@polkadot/types/interfaces/scaleInfo';
import { compactToU8a, stringToU8a, u8aConcat } from '@polkadot/util';
import { pathOf } from './path.ts';

const SIZES: Record<string, number> = {
	U8: 1, U16: 2, U32: 4, U64: 8, U128: 16, U256: 32, I8: 1, I16: 2, I32: 4, I64: 8, I128: 16, I256: 32, Char: 4,
};
/** Of 64 blocks, from the 42nd of each on: most other bytes are no era. */
const MORTAL_ERA = Uint8Array.of(0xa5, 0x02);
/** As which a type of more than one form shows its least default one: where bytes have a form that polkadot.js takes from elsewhere than the metadata. */
const CHOSEN: Record<string, string> = { 'sp_runtime::multiaddress::MultiAddress': 'Id' };

export class ScaleValues {
	readonly #lookup: PortableRegistry;
	#last = 0;

	constructor(lookup: PortableRegistry) {
		this.#lookup = lookup;
	}

	/** A value of the type, or nothing if there is none: an enumeration without variants has no values. */
	of(id: SiLookupTypeId): Uint8Array | undefined {
		return this.#build(id, []);
	}

	/** These fields, one after the other. */
	ofFields(fields: Iterable<SiField>): Uint8Array | undefined {
		return this.#all([...fields].map(({ type }) => type), []);
	}

	#build(id: SiLookupTypeId, within: number[]): Uint8Array | undefined {
		const number = id.toNumber();
		// What holds itself ends somewhere: in an empty list, or in another variant.
		if (within.includes(number)) return undefined;
		const type = this.#lookup.getSiType(id);
		const { def } = type;
		const inside = [...within, number];
		if (pathOf(type) === 'sp_runtime::generic::era::Era') return MORTAL_ERA;
		switch (def.type) {
			case 'Primitive':
				return this.#primitive(def.asPrimitive.type);
			case 'Compact':
				return this.#compact(def.asCompact.type);
			case 'Composite':
				return this.#composite(type, inside);
			case 'Tuple':
				return this.#all([...def.asTuple], inside);
			case 'Array':
				return this.#all(Array<SiLookupTypeId>(def.asArray.len.toNumber()).fill(def.asArray.type), inside);
			case 'Sequence':
				return this.#list(def.asSequence.type, 2, inside);
			case 'Variant':
				return this.#variant(type, inside);
			default:
				throw new Error(`No values are made of what is called ${def.type}.`);
		}
	}

	#primitive(name: string): Uint8Array {
		if (name === 'Bool') return Uint8Array.of(1);
		if (name === 'Str') return u8aConcat(compactToU8a(5), stringToU8a('Salus'));
		return Uint8Array.from({ length: SIZES[name] as number }, () => this.#byte());
	}

	/** Another one than before, and none of those that letters are made of: apps show such bytes as text. */
	#byte(): number {
		this.#last = (this.#last + 1) % 128;
		return 128 + this.#last;
	}

	#compact(of: SiLookupTypeId): Uint8Array {
		const { def } = this.#lookup.getSiType(of);
		if (def.isTuple) return new Uint8Array();
		if (def.isComposite) return this.#compact((def.asComposite.fields[0] as SiField).type);
		const size = SIZES[def.asPrimitive.type] as number;
		const bytes = Uint8Array.from({ length: size }, () => this.#byte());
		return compactToU8a(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
	}

	#composite(type: SiType, within: number[]): Uint8Array | undefined {
		const fields = [...type.def.asComposite.fields];
		// What is sorted is so with one item; the order of two would be ours to know.
		const sorted = ['BTreeMap', 'BTreeSet'].includes(pathOf(type)) && fields[0] ? this.#lookup.getSiType(fields[0].type).def : undefined;
		return sorted?.isSequence ? this.#list(sorted.asSequence.type, 1, within) : this.#all(fields.map((field) => field.type), within);
	}

	#list(item: SiLookupTypeId, length: number, within: number[]): Uint8Array {
		const items = this.#all(Array<SiLookupTypeId>(length).fill(item), within);
		return items ? u8aConcat(compactToU8a(length), items) : compactToU8a(0);
	}

	#variant(type: SiType, within: number[]): Uint8Array | undefined {
		const chosen = CHOSEN[pathOf(type)];
		for (const { name, index, fields } of [...type.def.asVariant.variants].reverse()) {
			// It stands for a parameter of the type: nobody makes one, and polkadot.js does not read its own JSON of it.
			if (name.toString() === '_Phantom') continue;
			if (chosen !== undefined && name.toString() !== chosen) continue;
			const content = this.#all([...fields].map((field) => field.type), within);
			if (content) return u8aConcat(Uint8Array.of(index.toNumber()), content);
		}
		return undefined;
	}

	#all(ids: SiLookupTypeId[], within: number[]): Uint8Array | undefined {
		const built: Uint8Array[] = [];
		for (const id of ids) {
			const bytes = this.#build(id, within);
			if (!bytes) return undefined;
			built.push(bytes);
		}
		return u8aConcat(...built);
	}
}
