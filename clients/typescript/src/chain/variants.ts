/** Values of the chain's enums, which are told as objects with one member: what to say of each, of which the compiler sees to it that none is missing. */

/** The variants of an enum, and what is in each. */
export type Variant<T> = T extends unknown ? keyof T : never;
export type Content<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;
/** Something made of each. */
export type ForEach<T, R = string, A extends unknown[] = []> = { readonly [K in Variant<T>]: (content: Content<T, K>, ...more: A) => R };

/** What is made of a value; `undefined` for a variant that this client does not know, as one of a later runtime. */
export function madeOf<T extends object, R, A extends unknown[]>(makers: ForEach<T, R, A>, value: T, ...more: A): R | undefined {
	const [[name, content] = ['', undefined]] = Object.entries(value);
	const make = Object.hasOwn(makers, name) ? (makers as unknown as Record<string, (content: unknown, ...more: A) => R>)[name] : undefined;
	return make?.(content, ...more);
}

/** A value's variant, as its JSON form has it. */
export function variantOf(value: object): string {
	return Object.keys(value)[0] ?? '';
}
