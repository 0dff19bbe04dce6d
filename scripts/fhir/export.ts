/** `export`: what a patient has granted and restricted, as Consents; or a trail, as AuditEvents. */
import { Command, Option } from 'commander';
import { InputError } from '@salus/client/errors';
import { type ConsentState, readState, stateJson, toBundle, toPcfBundle } from '@salus/client/fhir/consent';
import { readJsonSource } from '@salus/client/fhir/source';
import { checkBytes, releaseOption } from './options.ts';
import { writeJson } from './output.ts';
import { pcfContext, type PcfOptions } from './pcf.ts';
import { exportTrail, type TrailOptions } from './trail.ts';

interface ExportOptions extends PcfOptions, TrailOptions {
	state?: string;
	asState?: boolean;
	trail?: boolean;
}

export function exportCommand(): Command {
	return new Command('export')
		.description('writes a Bundle with a Consent for each live grant and each restriction of a patient; with --trail, one with an AuditEvent for each entry of a trail')
		.addOption(releaseOption().default('R4'))
		.option('--url <url>', 'the node to ask, such as ws://127.0.0.1:9944')
		.option('--patient <id>', 'whose consent: 32 bytes in hexadecimal')
		.option('--block <hash>', 'at which block (default: the latest final one)')
		.option('--state <file>', 'read the state from a file instead of a node; - is standard input')
		.option('--as-state', 'write the state itself, without making FHIR of it')
		.addOption(new Option('--profile <profile>', 'write for IHE Privacy Consent on FHIR, which says less: what it can\'t say is narrowed or left out, and told on standard error').choices(['pcf']))
		.option('--organization <ref>', 'with --profile: who presented the policy and carries it out, such as Organization/1; with --trail: the number of the organization whose trail is meant')
		.option('--policy <uri>', 'with --profile: the policy, under which nothing is permitted that no Consent permits')
		.option('--source <ref>', 'with --profile: what the patient signed, such as DocumentReference/1, for what has no terms on the chain')
		.option('--trail', 'write the audit trail of --patient, --organization or --governance')
		.option('--governance', 'with --trail: that of the authorities, in which their own acts stand')
		.option('--since <moment>', 'with --trail: only what was written at this moment or later, such as 2030-01-31T00:00:00Z')
		.option('--output <file>', 'write to a file (default: to standard output)')
		.allowExcessArguments(false)
		.action(run);
}

async function run(options: ExportOptions): Promise<void> {
	if (options.trail) {
		await exportTrail(options);
		return;
	}
	for (const name of ['governance', 'since'] as const) {
		if (options[name] !== undefined) throw new InputError('input.options', `--${name} is for --trail.`);
	}
	const context = pcfContext(options);
	if (context && options.asState) throw new InputError('input.options', '--as-state writes no Consents: leave --profile out.');
	const state = await stateToExport(options);
	if (!context) {
		writeJson(options.output, options.asState ? stateJson(state) : toBundle(state, options.release));
		return;
	}
	const { bundle, told } = toPcfBundle(state, context);
	writeJson(options.output, bundle);
	for (const sentence of told) console.error(`Note: ${sentence}`);
}

async function stateToExport({ url, patient, block, state }: ExportOptions): Promise<ConsentState> {
	if (state !== undefined) {
		if (url !== undefined || patient !== undefined || block !== undefined) throw new InputError('input.options', '--state stands instead of --url, --patient and --block.');
		return readState(await readJsonSource(state));
	}
	if (url === undefined || patient === undefined) throw new InputError('input.options', 'Say which consent to export: --url and --patient, or --state.');
	checkBytes({ patient, block });
	// Only here: polkadot.js takes longer to load than all else together.
	const { readFromNode } = await import('@salus/client/fhir/consent/chain');
	return readFromNode(url, patient, block);
}
