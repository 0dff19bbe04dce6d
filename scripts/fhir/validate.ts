/** `validate`: Consents and AuditEvents against HL7's definitions, offline. */
import { Command } from 'commander';
import { InputError } from '@salus/client/errors';
import type { Release } from '@salus/client/fhir/consent';
import { parseSource, printable, readSource } from '@salus/client/fhir/source';
import { faultsOf, type Finding } from '@salus/client/fhir/validate';
import { releaseOption } from './options.ts';

export function validateCommand(): Command {
	return new Command('validate')
		.description('checks Consents, AuditEvents and Bundles of them against HL7\'s definitions, and AuditEvents against IHE\'s profiles that they name, offline')
		.argument('<files...>', 'Consents, AuditEvents or Bundles of them, as JSON; - is standard input')
		.addOption(releaseOption().makeOptionMandatory())
		.allowExcessArguments(false)
		.action(run);
}

async function run(files: string[], { release }: { release: Release }): Promise<void> {
	for (const file of files) {
		const text = await textOf(file);
		if (text === undefined) continue;
		const faults = await faultsOfText(file, text, release);
		console.log(faults.length === 0 ? `${file}: valid ${release}` : `${file}: not valid ${release}`);
		for (const { validator, message } of faults) console.log(`  ${validator}: ${printable(message)}`);
		if (faults.length > 0) process.exitCode = 1;
	}
}

/** A file that can't be read is told, and the next one is checked. */
async function textOf(file: string): Promise<string | undefined> {
	try {
		return await readSource(file);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		console.error(printable(error.message));
		process.exitCode = 1;
		return undefined;
	}
}

/** A text that is no JSON is a fault of the resource. */
async function faultsOfText(file: string, text: string, release: Release): Promise<Finding[]> {
	let resource: unknown;
	try {
		resource = parseSource(file, text);
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return [{ validator: 'json', message: error.message }];
	}
	return faultsOf(resource, release);
}
