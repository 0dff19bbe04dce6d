/** Where a type is declared, as Rust writes it: `salus_primitives::ids::PatientId`; nothing for tuples, numbers and the like. */
import type { SiType } from '@polkadot/types/interfaces/scaleInfo';

export function pathOf({ path }: SiType): string {
	return path.map(String).join('::');
}
