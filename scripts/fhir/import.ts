/** `import`: Consents as the calls that do the same on the chain. It sends nothing. */
import { Command } from 'commander';
import { callsOf, FhirMap, fromResource, type Imported, readTimeZone, standingOf, stateJson, warningsOf } from '@salus/client/fhir/consent';
import { InputError } from '@salus/client/errors';
import { nameOf, readJsonSource } from '@salus/client/fhir/source';
import { writeJson } from './output.ts';

interface ImportOptions {
	url?: string;
	map?: string;
	timeZone?: string;
	output?: string;
}

const COUNTED = 'The bounds of the chain are counted in this file alone: what the patient has granted and refused before comes on top.';

export function importCommand(): Command {
	return new Command('import')
		.description('writes the calls that do on the chain what a Consent says, or a Bundle of them; refuses what the chain can\'t express. Restrictions come first. Warnings and what was left out stand in the result, and on standard error')
		.argument('<file>', 'a Consent or a Bundle, of R4 or R5, as JSON; - is standard input')
		.option('--map <file>', 'whom the references, identifiers and policies of a hospital mean on the chain: docs/fhir-mapping.md')
		.option('--time-zone <zone>', 'whose days are meant by periods without a time, such as Europe/Berlin')
		.option('--url <url>', 'a node, such as ws://127.0.0.1:9944, to count what stands on the chain already, too')
		.option('--output <file>', 'write to a file (default: to standard output)')
		.allowExcessArguments(false)
		.action(run);
}

async function run(file: string, { map, timeZone, url, output }: ImportOptions): Promise<void> {
	if (file === '-' && map === '-') throw new InputError('input.options', 'Standard input can be the Consent or the map, not both.');
	const reading = {
		...(map === undefined ? {} : { map: await readNamed(map, FhirMap.read) }),
		...(timeZone === undefined ? {} : { timeZone: readTimeZone(timeZone) }),
	};
	const now = BigInt(Date.now());
	const imported = await readNamed(file, (json) => fromResource(json, reading));
	const { release, chain, patient, directives, notes, state } = imported;
	const standing = url === undefined ? undefined : await standingAt(url, imported);
	const calls = callsOf(directives, now, standing);
	const warnings = warningsOf(directives, now, standing);
	const told = state || url !== undefined ? notes : [...notes, COUNTED];
	writeJson(output, { release, chain, patient, calls, warnings, notes: told, ...(state ? { state: stateJson(state) } : {}) });
	for (const warning of warnings) console.error(`Warning: ${warning}`);
	for (const note of told) console.error(`Note: ${note}`);
}

/** What `read` makes of a file; whatever it refuses is told with the file's name, for two files may be read. */
async function readNamed<T>(file: string, read: (json: unknown) => T): Promise<T> {
	const json = await readJsonSource(file);
	try {
		return read(json);
	} catch (error) {
		throw error instanceof InputError ? new InputError(error.code, `${nameOf(file)}: ${error.message}`, { cause: error }) : error;
	}
}

async function standingAt(url: string, { chain, patient }: Imported): Promise<ReturnType<typeof standingOf>> {
	// Only here: polkadot.js takes longer to load than all else together.
	const { readFromNode } = await import('@salus/client/fhir/consent/chain');
	const state = await readFromNode(url, patient);
	if (state.chain !== chain) throw new InputError('input.chain', `${url}: this node is of another chain (${state.chain}) than the Consents (${chain}).`);
	return standingOf(state);
}
