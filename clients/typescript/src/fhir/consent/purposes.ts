/**
 * What a denial of purposes denies. In HL7's code system a code "is a" whatever it lies below, so a denial of `TREAT` is one of
 * `ETREAT`. A permission is taken for exactly the codes that it names, which is the narrow reading.
 */
import { PURPOSES_BELOW } from './generated/purpose-codes.ts';
import { PURPOSE_CODES } from './systems.ts';

/** The root of the tree: every purpose there is. */
const ANY_PURPOSE = 'PurposeOfUse';

/**
 * The purposes of the chain that a denial of `codes` covers; `undefined` for all, whichever they are. Codes that the chain has no
 * purpose for stay, so that they are refused: nobody would keep to them. Below a code of the chain they may be missing, for on the
 * chain such a use is asked for by the code above.
 */
export function deniedPurposes(codes: string[]): string[] | undefined {
	if (codes.includes(ANY_PURPOSE)) return undefined;
	const known = new Set<string>(PURPOSE_CODES);
	const covered = new Set(codes.flatMap((code) => (known.has(code) ? belowOrSame(code).filter((below) => known.has(below)) : [])));
	const others = codes.filter((code) => !known.has(code));
	return [...PURPOSE_CODES.filter((code) => covered.has(code)), ...others];
}

function belowOrSame(code: string): readonly string[] {
	return [code, ...(Object.hasOwn(PURPOSES_BELOW, code) ? (PURPOSES_BELOW[code] ?? []) : [])];
}
