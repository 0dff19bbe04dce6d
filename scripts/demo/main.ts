/** The demo: a patient's bundle through all pallets of a running chain. Started by `scripts/demo.sh`. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Command } from 'commander';
import { Listr, PRESET_TIMER } from 'listr2';
import { ask, Chain } from '@salus/client/chain';
import { countByClass, type PatientRecords, readRecords } from '@salus/client/fhir/records';
import { className } from '@salus/client/format';
import { type Cast, Journey, type Report, cast } from './journey/journey.ts';
import { InputError } from '@salus/client/errors';
import { buildNode } from './build.ts';
import { cleanUp, isStopping, watchForTheEnd } from './cleanup.ts';
import { type DevelopmentNode, startNode, temporaryFolder } from './node-process.ts';
import { patientLine, reportTable, trailTable } from './output.ts';

const SAMPLE = fileURLToPath(new URL('../../tests/fhir/sample-bundle.json', import.meta.url));
/** A chain whose clock is further behind than this is a test chain that began in the past. */
const CLOCK_LAG_MS = 60_000;

interface Options {
	bundle?: string[];
	report?: string;
	url?: string;
	keep?: boolean;
}

const program = new Command('demo.sh')
	.description('Plays a patient\'s FHIR bundle through all pallets of a Salus chain: sealing, anchoring, consent, access, audit.')
	.option('--bundle <file>', 'a FHIR R4 Bundle of one patient; may be repeated (default: the sample bundle)', collect)
	.option('--report <file>', 'write the figures as JSON')
	.option('--url <url>', 'use a node that is already running, such as ws://127.0.0.1:9944')
	.option('--keep', 'leave the node up afterwards and print how to open and stop it')
	.allowExcessArguments(false);

watchForTheEnd();
try {
	await run(program.parse().opts<Options>());
} catch (error) {
	// A signal takes the node away, which fails whatever was going on; the handler ends the process.
	if (isStopping()) await new Promise(() => {});
	process.exitCode = 1;
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	if (process.env['DEBUG'] && error instanceof Error) console.error(error.stack);
}
await cleanUp();
process.exit();

async function run({ bundle: files = [SAMPLE], report: reportFile, url, keep }: Options): Promise<void> {
	// All inputs first: nothing is built, started or sent for a run that cannot succeed.
	if (reportFile !== undefined) checkWritable(reportFile);
	if (url !== undefined && keep) throw new InputError('input.options', '--keep is for a node that the demo starts; with --url there is none.');
	const bundles: PatientRecords[] = [];
	for (const file of files) bundles.push(await readRecords(file));
	if (url !== undefined) await ask(url);
	await cryptoWaitReady();

	const node = url === undefined ? await startOwnNode(keep === true) : undefined;
	try {
		const address = url ?? (node as DevelopmentNode).url;
		const reports = await playAll(address, bundles, node);
		console.log(`\n${reportTable(reports)}`);
		if (reportFile !== undefined) writeFileSync(reportFile, `${JSON.stringify(reports, null, '\t')}\n`);
	} finally {
		if (node && keep) keepNode(node);
	}
}

async function startOwnNode(outlivesUs: boolean): Promise<DevelopmentNode> {
	const binary = await buildNode();
	console.log('Starting a development node with a temporary database.');
	return startNode(binary, outlivesUs);
}

async function playAll(url: string, bundles: PatientRecords[], node: DevelopmentNode | undefined): Promise<Report[]> {
	const chain = await Chain.connect(url);
	const clockLag = await lagOf(chain, node);
	const reports = [];
	for (const bundle of bundles) {
		const { folder } = temporaryFolder('salus-store-');
		reports.push(await play(cast(chain, folder, clockLag), bundle));
	}
	return reports;
}

async function play(actors: Cast, bundle: PatientRecords): Promise<Report> {
	const types = [...countByClass(bundle.resources)].map(([recordClass, count]) => `${count} ${className(recordClass)}`);
	console.log(`\n${bundle.source}: ${bundle.resources.length} resources (${types.join(', ')})`);
	const journey = new Journey(actors, bundle);
	const tasks = new Listr(
		journey.steps.map((step) => ({
			title: step.title,
			task: async (_: unknown, task: { title: string; output: string }) => {
				const outcome = await step.run((sentence) => {
					task.output = sentence;
				});
				task.title = `${step.title}. ${outcome}`;
			},
		})),
		{
			concurrent: false,
			registerSignalListeners: false,
			fallbackRenderer: 'simple',
			rendererOptions: { timer: PRESET_TIMER },
			fallbackRendererOptions: { timer: PRESET_TIMER },
		},
	);
	await tasks.run();
	console.log(`\n${patientLine(journey)}: who asked, why, and what came of it\n${trailTable(journey, actors)}`);
	return journey.report();
}

/**
 * How far the chain's clock is behind ours. Stock test nodes start theirs in the past; there the
 * custodian, who trusts no old head, counts from what it found here, and says so.
 */
async function lagOf(chain: Chain, node: DevelopmentNode | undefined): Promise<number> {
	if (node) return 0;
	const lag = Date.now() - (await chain.now());
	if (lag < CLOCK_LAG_MS) return 0;
	const minutes = Math.round(lag / 60_000);
	console.log(`The clock of this chain is ${minutes} minutes behind, as on a test node; the custodian allows for that.`);
	return lag;
}

function keepNode(node: DevelopmentNode): void {
	node.keep();
	console.log(`
The node stays up (process ${node.pid}). Open it in polkadot.js apps:
  https://polkadot.js.org/apps/?rpc=${encodeURIComponent(node.url)}#/explorer
Stop it, and remove its database and log:
  kill ${node.pid}; rm -r ${node.folder}`);
}

function checkWritable(file: string): void {
	const folder = dirname(resolve(file));
	try {
		accessSync(folder, constants.W_OK);
	} catch {
		throw new InputError('input.options', `${file}: the report cannot be written there.`);
	}
	if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new InputError('input.options', `${file}: this is a folder, not a file for the report.`);
}

function collect(value: string, previous: string[] = []): string[] {
	return [...previous, value];
}
