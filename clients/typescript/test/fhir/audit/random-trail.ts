/** Random entries of every kind, made by the runtime's metadata: what the chain could hold, with the edges of numbers and moments. */
import { readFileSync } from 'node:fs';
import { Metadata, type PortableRegistry, TypeRegistry } from '@polkadot/types';
import type { SiLookupTypeId, SiVariant } from '@polkadot/types/interfaces/scaleInfo';
import type { Codec } from '@polkadot/types/types';
import { stringCamelCase } from '@polkadot/util';
import type { AuditEntry, TrailId } from '../../../src/chain/generated/told.ts';
import { EMERGENCY_FLAGS, POWERS } from '../../../src/chain/codes.ts';
import type { PlacedEntry, TrailCopy } from '../../../src/fhir/audit/trail.ts';
import { bytesToHex, concatBytes, hexToBytes } from '../../../src/format/bytes.ts';
import { blake2b256 } from '../../../src/format/commitment.ts';

const registry = new TypeRegistry();
const metadata = new Metadata(registry, readFileSync(new URL('../../../../metadata/salus.scale', import.meta.url)));
registry.setMetadata(metadata);
const { lookup } = registry as unknown as { lookup: PortableRegistry };

export const CHAIN = `0x${'c4'.repeat(32)}`;
export const PATIENT = `0x${'a1'.repeat(32)}`;
export const TRAILS: TrailId[] = [{ patient: PATIENT }, { organization: 7 }, { governance: null }];

function idOf(name: string): SiLookupTypeId {
	const found = lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === name);
	if (!found) throw new Error(`the runtime has no type ${name}`);
	return found.id as unknown as SiLookupTypeId;
}

const ENTRY = idOf('AuditEntry');
const EVENT = idOf('AuditedEvent');
export const EVENT_VARIANTS: SiVariant[] = [...lookup.getSiType(EVENT).def.asVariant.variants];

export function encodeEntry(entry: AuditEntry): Uint8Array {
	return createEntry(entry).toU8a();
}

function createEntry(value: unknown): Codec {
	return registry.createType(registry.createLookupType(ENTRY), value);
}

/** The same numbers for the same seed. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = seed * 2_654_435_761 + 1;
	}

	below(sides: number): number {
		this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b_3c6d) + 0x297a_2d39) | 0;
		return ((this.#state ^ (this.#state >>> 12)) >>> 0) % sides;
	}

	of<T>(items: readonly T[]): T {
		return items[this.below(items.length)] as T;
	}

	hex(bytes: number): string {
		return `0x${Array.from({ length: bytes }, () => this.below(256).toString(16).padStart(2, '0')).join('')}`;
	}
}

/** Edges of unsigned integers, beside random ones: FHIR's own end at 31 bits, numbers of JSON at 53, moments of FHIR with the year 9999. */
const EDGES: Record<string, bigint[]> = {
	U8: [0n, 1n, 255n],
	U16: [0n, 1n, 146n, 147n, 0x8000n, 0xfffen, 0xffffn],
	U32: [0n, 1n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n],
	U64: [0n, 1_700_000_000_000n, 253_402_300_799_999n, 253_402_300_800_000n, 2n ** 52n - 1n, 2n ** 52n, 2n ** 53n, 2n ** 64n - 1n],
};

/** Sets hold known codes only. */
const SETS: Record<string, number> = { Powers: 1 << POWERS.length, EmergencyFlags: 1 << EMERGENCY_FLAGS.length };

function random(dice: Dice, id: SiLookupTypeId): unknown {
	const { def, path } = lookup.getSiType(id);
	const name = path.at(-1)?.toString() ?? '';
	if (name === 'AccountId32') return dice.hex(32);
	if (SETS[name]) return dice.below(SETS[name]);
	if (def.isPrimitive) {
		const type = def.asPrimitive.type;
		if (type === 'Bool') return dice.below(2) === 1;
		return `${dice.below(2) === 1 ? dice.of(EDGES[type] as bigint[]) : BigInt(dice.below(type === 'U8' ? 256 : 65_536))}`;
	}
	if (def.isCompact) return random(dice, def.asCompact.type);
	if (def.isArray) return dice.hex(def.asArray.len.toNumber());
	if (def.isSequence) return Array.from({ length: dice.below(4) }, () => random(dice, def.asSequence.type));
	if (def.isTuple) return def.asTuple.map((item) => random(dice, item));
	if (def.isComposite) return fieldsOf(dice, [...def.asComposite.fields]);
	if (name === 'Option') return dice.below(2) === 0 ? null : random(dice, lookup.getSiType(id).params[0]!.type.unwrap());
	return variant(dice, dice.of([...def.asVariant.variants]));
}

function variant(dice: Dice, { name, fields }: SiVariant): unknown {
	return { [name.toString()]: fields.length === 0 ? null : fieldsOf(dice, [...fields]) };
}

function fieldsOf(dice: Dice, fields: { name: { isSome: boolean; unwrap(): { toString(): string } }; type: SiLookupTypeId }[]): unknown {
	if (!fields[0]?.name.isSome) return fields.length === 1 ? random(dice, fields[0]!.type) : fields.map(({ type }) => random(dice, type));
	return Object.fromEntries(fields.map(({ name, type }) => [stringCamelCase(name.unwrap().toString()), random(dice, type)]));
}

/** An entry that tells `event`, otherwise random. */
export function randomEntry(dice: Dice, event: SiVariant): AuditEntry {
	const [, at, actor] = [...lookup.getSiType(ENTRY).def.asComposite.fields];
	return createEntry({ version: 'One', at: random(dice, at!.type), actor: random(dice, actor!.type), event: variant(dice, event) }).toJSON() as unknown as AuditEntry;
}

/** The seed of a trail, with the runtime's own encoding of whose it is. */
function seedByMetadata(trail: TrailId): string {
	const id = registry.createType(registry.createLookupType(idOf('TrailId')), trail).toU8a();
	return `0x${bytesToHex(blake2b256(concatBytes(new TextEncoder().encode('salus/audit/v1'), hexToBytes(CHAIN.slice(2)), id)))}`;
}

/** Entries as a copy of a trail, from a place on, with the hashes that the chain would give them. */
export function copyOf(trail: TrailId, entries: AuditEntry[], from = 0): TrailCopy {
	let before = from === 0 ? seedByMetadata(trail) : `0x${'5e'.repeat(32)}`;
	const placed = entries.map((entry, index): PlacedEntry => {
		const head = `0x${bytesToHex(blake2b256(concatBytes(hexToBytes(before.slice(2)), encodeEntry(entry))))}`;
		const of = { sequence: from + index, before, head, entry };
		before = head;
		return of;
	});
	return { chain: CHAIN, trail, at: 1_800_000_000_000, entries: placed };
}

/** An entry of every kind there is. */
export function everyKind(seed: number, trail: TrailId): TrailCopy {
	const dice = new Dice(seed);
	return copyOf(trail, EVENT_VARIANTS.map((event) => randomEntry(dice, event)), seed);
}

/** What is left after a journey over the wire. */
export const sent = (value: unknown) => JSON.parse(JSON.stringify(value));
