/** Which classes of a bundle the journey is about. */
import { allClasses, className } from '@salus/client/format';

/** Classes that a specialist asks for first, where the bundle has them. */
const PREFERRED = ['Observation', 'Condition'];
/** Classes that say who and where: granted only if there is nothing else. */
const ADMINISTRATIVE = ['Patient', 'Organization', 'Practitioner', 'PractitionerRole', 'Location'];

/**
 * The classes to grant, and one to be denied: those first that a specialist would want, then by frequency.
 * Two are granted, or the only one there is; where the bundle has no class more, an absent one is asked for.
 */
export function chooseClasses(counts: Map<number, number>): [granted: number[], outside: number] {
	const rank = (recordClass: number) => {
		const name = className(recordClass);
		if (PREFERRED.includes(name)) return 0;
		return ADMINISTRATIVE.includes(name) ? 2 : 1;
	};
	const ranked = [...counts.keys()].sort(
		(a, b) => rank(a) - rank(b) || (counts.get(b) as number) - (counts.get(a) as number),
	);
	const absent = allClasses().find((recordClass) => !counts.has(recordClass)) as number;
	return [ranked.slice(0, 2), ranked[2] ?? absent];
}
