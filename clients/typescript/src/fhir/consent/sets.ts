/** Sets of coded values as the chain keeps them. */
import { Inexpressible } from './reader.ts';
import { bitsOf } from './systems.ts';

/** The set of the codes that a rule names; refused if one is not the chain's, or stands there twice. */
export function setOf(path: string, chosen: string[], codes: readonly string[], what: string): number {
	const unknown = chosen.find((code) => !codes.includes(code));
	if (unknown !== undefined) throw new Inexpressible(path, `the chain has no ${what} "${unknown}".`);
	const bits = bitsOf(chosen, codes);
	if (bits === undefined) throw new Inexpressible(path, `it names one ${what} twice.`);
	return bits;
}
