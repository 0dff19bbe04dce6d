/**
 * What a denial of purposes denies. In HL7's code system a code "is a" whatever it lies below, so a denial of `TREAT` is one of
 * `ETREAT`. A permission is taken for exactly the codes that it names, which is the narrow reading.
 */
import { PURPOSES_BELOW } from './generated/purpose-codes.ts';
import { Inexpressible } from './reader.ts';
import { BREAK_THE_GLASS, PURPOSE_CODES } from './systems.ts';

/** The root of the tree: every purpose there is. */
const ANY_PURPOSE = 'PurposeOfUse';

/**
 * The purposes of the chain that a denial of `codes` covers; `undefined` for all, whichever they are. Codes that the chain has no
 * purpose for stay, so that they are refused: nobody would keep to them. Below a code of the chain they may be missing, for on the
 * chain such a use is asked for by the code above; if they are denied beside that, they are left out.
 */
export function deniedPurposes(codes: string[]): string[] | undefined {
	if (codes.includes(ANY_PURPOSE)) return undefined;
	const known = new Set<string>(PURPOSE_CODES);
	const covered = new Set(codes.flatMap((code) => (known.has(code) ? belowOrSame(code).filter((below) => known.has(below)) : [])));
	const others = codes.filter((code) => !known.has(code) && !codes.some((above) => known.has(above) && above !== code && belowOrSame(above).includes(code)));
	return [...PURPOSE_CODES.filter((code) => covered.has(code)), ...others];
}

function belowOrSame(code: string): readonly string[] {
	return [code, ...(Object.hasOwn(PURPOSES_BELOW, code) ? (PURPOSES_BELOW[code] ?? []) : [])];
}

/**
 * The codes below those that are granted, by which the chain grants nothing: its other purposes, and breaking the glass, with all that
 * lies below these. Whoever goes by the tree takes a permission for `TREAT` as one for `ETREAT`, unless these are taken out of it.
 * Other codes below, such as `COC`, are uses that are asked for by the code above on the chain.
 */
export function ungrantedBelow(granted: string[]): string[] {
	const below = new Set(granted.flatMap((code) => belowOrSame(code)));
	const apart = [...PURPOSE_CODES, BREAK_THE_GLASS].filter((code) => below.has(code) && !granted.includes(code));
	const ungranted = new Set(apart.flatMap((code) => belowOrSame(code)));
	return [...below].filter((code) => ungranted.has(code) && !granted.includes(code));
}

/** Whether every code is one of `named` or lies below one: only of those can a denial within a permission take something away. */
export function liesWithin(codes: string[], named: string[]): boolean {
	const within = new Set(named.flatMap((code) => belowOrSame(code)));
	return codes.every((code) => within.has(code));
}

/** What a permission for `named` leaves after the denial of `denied` in it; refused if the chain can't leave out exactly that. */
export function purposesLeft(path: string, named: string[], denied: string[]): string[] {
	const apart = new Set<string>([...PURPOSE_CODES, BREAK_THE_GLASS]);
	const covered = new Set(denied.filter((code) => apart.has(code)).flatMap((code) => belowOrSame(code)));
	const inseparable = denied.find((code) => !covered.has(code));
	if (inseparable !== undefined) {
		throw new Inexpressible(path, `on the chain a use for ${inseparable} is asked for by the purpose above it, so that it can't be left out of that.`);
	}
	if (new Set(denied).size !== denied.length) throw new Inexpressible(path, 'it denies one purpose twice.');
	const left = named.filter((code) => !covered.has(code));
	if (left.length === 0) throw new Inexpressible(path, 'it denies all the purposes that it permits.');
	return left;
}
