/** Files of the repository. */
import { readFileSync } from 'node:fs';

/** What stands in the file at `path`, from the repository's root on. */
export function read(path: string): string {
	return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
