/** The runtime's types by their names. */
import type { Registry } from '@polkadot/types/types';
import { SalusError } from '../errors.ts';

/** What a registry with the chain's metadata calls the type of a name, such as `AuditEntry`. */
export function typeNamed({ lookup, createLookupType }: Registry, name: string): string {
	const found = lookup.types.find(({ type: { path } }) => path.at(-1)?.toString() === name);
	if (!found) throw new SalusError('chain.unknown-type', `The chain has no type ${name}.`);
	return createLookupType(found.id);
}
