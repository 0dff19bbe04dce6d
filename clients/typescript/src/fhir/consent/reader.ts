/**
 * Reading JSON strictly: whatever is not asked for is an error. A tool that passes over an element may turn a
 * consent into a wider one.
 */
import { InputError } from '../../errors.ts';
import { LosslessNumber } from '../../format/json.ts';
import { printable } from '../wording.ts';

/** Something in a resource or a state that cannot be expressed on the other side. */
export class Inexpressible extends InputError {
	override name = 'Inexpressible';
	/** Where, such as `Consent.provision.actor[0]`. */
	readonly path: string;

	constructor(path: string, sentence: string) {
		super('consent.inexpressible', printable(`${path}: ${sentence}`));
		this.path = path;
	}
}

/** What null means: nothing that may stand there, or that a value is absent, as polkadot.js writes it. */
export type Nulls = 'refused' | 'absent';

/** One JSON value, and where it stands. Numbers may keep the text of their source. */
export class Reader {
	readonly path: string;
	readonly value: unknown;
	readonly #nulls: Nulls;
	#asked = new Set<string>();

	constructor(path: string, value: unknown, nulls: Nulls = 'refused') {
		this.path = path;
		this.value = value;
		this.#nulls = nulls;
	}

	/** The member `name`; `undefined` if it is not there. */
	maybe(name: string): Reader | undefined {
		const members = this.#members();
		this.#asked.add(name);
		const value = Object.hasOwn(members, name) ? members[name] : undefined;
		if (value === undefined || (value === null && this.#nulls === 'absent')) return undefined;
		const member = this.#inner(`.${name}`, value);
		return value === null ? member.refuse('this must not be null: leave it out, or say what it is.') : member;
	}

	/** The member `name`, which must be there. */
	member(name: string): Reader {
		return this.maybe(name) ?? this.refuse(`"${name}" is missing.`);
	}

	/** The items of the array `name`; none if it is not there. An empty array is one only where null is a value. */
	items(name: string): Reader[] {
		const list = this.maybe(name);
		if (!list) return [];
		if (!Array.isArray(list.value)) return list.refuse('this must be an array.');
		if (list.value.length === 0 && this.#nulls === 'refused') return list.refuse('this must not be empty: leave it out, or say what is in it.');
		return list.all();
	}

	/** The items of this array. */
	all(): Reader[] {
		const { value } = this;
		return Array.isArray(value) ? value.map((item, index) => this.#inner(`[${index}]`, item)) : this.refuse('this must be an array.');
	}

	/** The one item of the array `name`, if the array is there. */
	only(name: string, why: string): Reader | undefined {
		const items = this.items(name);
		if (items.length > 1) return this.refuse(`"${name}" has ${items.length} items, and ${why}`);
		return items[0];
	}

	/** Members that may be passed over, because they change nothing about what is consented to. */
	pass(...names: string[]): this {
		for (const name of names) this.#asked.add(name);
		return this;
	}

	/** Refuses whatever was not asked for. To be called last. */
	end(): void {
		const left = Object.entries(this.#members()).filter(([name, value]) => value !== undefined && !this.#asked.has(name)).map(([name]) => name);
		if (left.length === 0) return;
		const isOfMap = /^map\b/.test(this.path);
		this.refuse(isOfMap ? `a map has no "${left[0]}" here.` : `the chain has no place for "${left[0]}". Take it out if the consent is the same without it.`);
	}

	/** Which of these members is there; there must be exactly one, and none else. */
	variant(...names: string[]): string {
		const found = Object.keys(this.#members());
		const name = found[0];
		if (found.length !== 1 || name === undefined || !names.includes(name)) {
			return this.refuse(`this must have one member out of ${names.join(', ')}.`);
		}
		return name;
	}

	text(): string {
		return typeof this.value === 'string' ? this.value : this.refuse('this must be a text.');
	}

	truth(): boolean {
		return typeof this.value === 'boolean' ? this.value : this.refuse('this must be true or false.');
	}

	/** A whole number from 0 to `max`. */
	number(max: number): number {
		const value = this.value instanceof LosslessNumber && /^(0|[1-9]\d{0,15})$/.test(this.value.value) ? Number(this.value.value) : this.value;
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
			return this.refuse(`this must be a whole number up to ${max}.`);
		}
		return value;
	}

	/** 32 bytes in hexadecimal. */
	bytes32(): string {
		const text = this.text().toLowerCase();
		return /^0x[0-9a-f]{64}$/.test(text) ? text : this.refuse('this must be 32 bytes in hexadecimal.');
	}

	/** Refuses the value unless it is `expected`. */
	expect(expected: string, why = ''): void {
		if (this.value !== expected) this.refuse(`this must be "${expected}"${why}.`);
	}

	refuse(sentence: string): never {
		throw new Inexpressible(this.path, sentence);
	}

	#members(): Record<string, unknown> {
		const { value } = this;
		if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof LosslessNumber) return this.refuse('this must be an object.');
		return value as Record<string, unknown>;
	}

	#inner(step: string, value: unknown): Reader {
		return new Reader(`${this.path}${step}`, value, this.#nulls);
	}
}
