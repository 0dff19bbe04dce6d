/** `import`: Consents as the calls that do the same on the chain. It sends nothing. */
import { Command } from 'commander';
import { callsOf, FhirMap, fromResource, readTimeZone, stateJson, warningsOf } from '@salus/client/fhir/consent';
import { InputError } from '@salus/client/errors';
import { readJsonSource } from '@salus/client/fhir/source';
import { writeJson } from './output.ts';

interface ImportOptions {
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
		.option('--output <file>', 'write to a file (default: to standard output)')
		.allowExcessArguments(false)
		.action(run);
}

async function run(file: string, { map, timeZone, output }: ImportOptions): Promise<void> {
	if (file === '-' && map === '-') throw new InputError('input.options', 'Standard input can be the Consent or the map, not both.');
	const reading = {
		...(map === undefined ? {} : { map: FhirMap.read(await readJsonSource(map)) }),
		...(timeZone === undefined ? {} : { timeZone: readTimeZone(timeZone) }),
	};
	const now = BigInt(Date.now());
	const { release, chain, patient, directives, notes, state } = fromResource(await readJsonSource(file), reading);
	const calls = callsOf(directives, now);
	const warnings = warningsOf(directives, now);
	const told = state ? notes : [...notes, COUNTED];
	writeJson(output, { release, chain, patient, calls, warnings, notes: told, ...(state ? { state: stateJson(state) } : {}) });
	for (const warning of warnings) console.error(`Warning: ${warning}`);
	for (const note of told) console.error(`Note: ${note}`);
}
