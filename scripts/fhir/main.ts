/** FHIR Consents of a patient's consent on the chain, and back. Started by `scripts/fhir.sh`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { InputError } from '@salus/client/errors';
import {
	callsOf, type ConsentState, fromResource, readState, type Release, RELEASES, stateJson, toBundle,
} from '@salus/client/fhir/consent';
import { faultsOf } from '@salus/client/fhir/validate';

interface ExportOptions {
	release: Release;
	url?: string;
	patient?: string;
	block?: string;
	state?: string;
	output?: string;
	asState?: boolean;
}

const program = new Command('fhir.sh').description('Turns a patient\'s consent on a Salus chain into FHIR Consent resources, and back. See docs/fhir-mapping.md.');
const release = () => new Option('--release <release>', 'the release of FHIR').choices([...RELEASES]);

program.command('export')
	.description('writes a Bundle with a Consent for each live grant and each restriction of a patient')
	.addOption(release().default('R4'))
	.option('--url <url>', 'the node to ask, such as ws://127.0.0.1:9944')
	.option('--patient <id>', 'whose consent: 32 bytes in hexadecimal')
	.option('--block <hash>', 'at which block (default: the latest final one)')
	.option('--state <file>', 'read the state from a file instead of a node')
	.option('--as-state', 'write the state itself, without making FHIR of it')
	.option('--output <file>', 'write to a file (default: to standard output)')
	.allowExcessArguments(false)
	.action(exportConsents);

program.command('import')
	.description('writes the calls that do on the chain what a Consent says, or a Bundle of them; refuses what the chain can\'t express')
	.argument('<file>', 'a Consent or a Bundle, of R4 or R5, as JSON')
	.option('--output <file>', 'write to a file (default: to standard output)')
	.allowExcessArguments(false)
	.action(importConsents);

program.command('validate')
	.description('checks resources against HL7\'s definitions, offline')
	.argument('<files...>', 'Consents or Bundles, as JSON')
	.addOption(release().makeOptionMandatory())
	.allowExcessArguments(false)
	.action(validate);

try {
	await program.parseAsync();
} catch (error) {
	process.exitCode = 1;
	console.error(error instanceof Error ? error.message : String(error));
	if (process.env['DEBUG'] && error instanceof Error) console.error(error.stack);
}

async function exportConsents(options: ExportOptions): Promise<void> {
	const state = await stateToExport(options);
	write(options.output, options.asState ? stateJson(state) : toBundle(state, options.release));
}

async function stateToExport({ url, patient, block, state }: ExportOptions): Promise<ConsentState> {
	if (state !== undefined) {
		if (url !== undefined || patient !== undefined || block !== undefined) throw new InputError('input.options', '--state stands instead of --url, --patient and --block.');
		return readState(readJson(state));
	}
	if (url === undefined || patient === undefined) throw new InputError('input.options', 'Say which consent to export: --url and --patient, or --state.');
	for (const [option, hash] of [['--patient', patient], ['--block', block]] as const) {
		if (hash !== undefined && !/^0x[0-9a-f]{64}$/i.test(hash)) throw new InputError('input.options', `${option} takes 32 bytes in hexadecimal, such as 0x02ab…`);
	}
	// Only here: a client of the chain takes long to load.
	const { readFromNode } = await import('@salus/client/fhir/consent');
	return readFromNode(url, patient, block);
}

function importConsents(file: string, { output }: { output?: string }): void {
	const { release: found, chain, patient, directives, state } = fromResource(readJson(file));
	const calls = callsOf(directives, BigInt(Date.now()));
	write(output, { release: found, chain, patient, calls, ...(state ? { state: stateJson(state) } : {}) });
}

async function validate(files: string[], { release: wanted }: { release: Release }): Promise<void> {
	for (const file of files) {
		const faults = await faultsOf(readJson(file), wanted);
		console.log(faults.length === 0 ? `${file}: valid ${wanted}` : `${file}: not valid ${wanted}`);
		for (const { validator, message } of faults) console.log(`  ${validator}: ${message}`);
		if (faults.length > 0) process.exitCode = 1;
	}
}

function readJson(file: string): unknown {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		throw new InputError('input.file', `${file}: there is no such file, or it can't be read.`);
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new InputError('input.file', `${file}: this is not JSON.`);
	}
}

function write(file: string | undefined, json: unknown): void {
	const text = `${JSON.stringify(json, null, '\t')}\n`;
	if (file === undefined) process.stdout.write(text);
	else writeFileSync(file, text);
}
