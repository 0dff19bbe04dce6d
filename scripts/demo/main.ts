/** The demo: a patient's bundle through all pallets of a running chain. Started by `scripts/demo.sh`. */
import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Listr, PRESET_TIMER } from 'listr2';
import { ask, Chain } from '@salus/client/chain';
import { InputError } from '@salus/client/errors';
import { countByClass, type PatientRecords, readRecords } from '@salus/client/fhir/records';
import { className } from '@salus/client/format';
import { silencePolkadot } from '../quiet.ts';
import { buildCustodian, buildNode } from './build.ts';
import { cleanUp, isStopping, onEnd, watchForTheEnd } from './cleanup.ts';
import { Journey } from './journey/journey.ts';
import type { Report } from './journey/report.ts';
import type { Services } from './journey/own-service.ts';
import { cast } from './journey/staff.ts';
import { LeftOut } from './journey/step.ts';
import { trailBundle } from './trail-bundle.ts';
import { ALL_STATES, type DevelopmentNode, startNode, temporaryFolder } from './node-process.ts';
import { type Options, program } from './options.ts';
import { patientLine, reportTable } from './output.ts';
import { trailOf } from './trail-story.ts';

const SAMPLE = fileURLToPath(new URL('../../tests/fhir/sample-bundle.json', import.meta.url));
/** A chain whose clock is further behind than this is a test chain that began in the past. */
const CLOCK_LAG_MS = 60_000;

silencePolkadot();
watchForTheEnd();
try {
	await run(program().parse().opts<Options>());
} catch (error) {
	// A signal takes the node away, which fails whatever was going on; the handler ends the process.
	if (isStopping()) await new Promise(() => {});
	process.exitCode = 1;
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	if (process.env['DEBUG'] && error instanceof Error) console.error(error.stack);
}
await cleanUp();
process.exit();

async function run({ bundle: files = [SAMPLE], includeUnattributed = false, report: reportFile, trail: trailFile, url, keep }: Options): Promise<void> {
	// All inputs first: nothing is built, started or sent for a run that cannot succeed.
	if (reportFile !== undefined) checkWritable(reportFile, 'report');
	if (trailFile !== undefined) checkWritable(trailFile, 'trail');
	if (trailFile !== undefined && files.length > 1) throw new InputError('input.options', '--trail is for the trail of one patient: give one --bundle only.');
	if (url !== undefined && keep) throw new InputError('input.options', '--keep is for a node that the demo starts; with --url there is none.');
	const bundles: PatientRecords[] = [];
	for (const file of files) bundles.push(await readRecords(file, { includeUnattributed }));
	if (url !== undefined) await ask(url);
	await cryptoWaitReady();

	const node = url === undefined ? await startOwnNode(keep === true) : undefined;
	const journeys: Journey[] = [];
	const reported = keepReport(reportFile, journeys);
	try {
		await playAll(url ?? (node as DevelopmentNode).url, bundles, journeys, { node, trailFile });
	} finally {
		if (node && keep) keepNode(node);
		const reports = reported();
		if (reports.length > 0) console.log(`\n${reportTable(reports)}`);
	}
}

async function startOwnNode(outlivesUs: boolean): Promise<DevelopmentNode> {
	const binary = await buildNode();
	console.log('Starting a development node with a temporary database.');
	return startNode(binary, outlivesUs, ALL_STATES);
}

async function playAll(
	url: string, bundles: PatientRecords[], journeys: Journey[], { node, trailFile }: { node: DevelopmentNode | undefined; trailFile: string | undefined },
): Promise<void> {
	const chain = await Chain.connect(url);
	const services: Services = { clockLag: await lagOf(chain, node), binary: await buildCustodian(), node: url };
	for (const bundle of bundles) {
		const { folder } = temporaryFolder('salus-store-');
		const firstBlock = (await chain.read(({ rpc }) => rpc.chain.getHeader())).number.toNumber();
		const journey = new Journey(await cast(chain, folder, services), bundle, { url, firstBlock });
		journeys.push(journey);
		await play(journey, bundle);
		if (trailFile !== undefined) writeFileSync(trailFile, `${JSON.stringify(await trailBundle(journey.play), null, '\t')}\n`);
	}
}

async function play(journey: Journey, bundle: PatientRecords): Promise<void> {
	const types = [...countByClass(bundle.resources)].map(([recordClass, count]) => `${count} ${className(recordClass)}`);
	console.log(`\n${bundle.source}: ${bundle.resources.length} resources (${types.join(', ')})`);
	for (const note of bundle.notes) console.log(`  ${note}`);
	if (bundle.unattributed > 0) console.log(`  ${bundle.unattributed} of them do not say whose they are, and were included as you asked.`);
	const tasks = new Listr(
		journey.titles.map((title, index) => ({
			title,
			task: async (_: unknown, task) => {
				const progress = (sentence: string) => {
					task.output = sentence;
				};
				try {
					task.title = `${title}. ${await journey.step(index, progress)}`;
				} catch (error) {
					if (!(error instanceof LeftOut)) throw error;
					task.skip(`${title}. Left out: ${error.message}`);
				}
			},
		})),
		{
			concurrent: false,
			registerSignalListeners: false,
			fallbackRenderer: 'simple',
			rendererOptions: { timer: PRESET_TIMER, collapseSkips: true },
			fallbackRendererOptions: { timer: PRESET_TIMER },
		},
	);
	try {
		await tasks.run();
	} catch (error) {
		await journey.countAfterFailure();
		throw error;
	}
	if (journey.trail) console.log(`\n${patientLine(journey)}: who did what, why, and what came of it. ${trailOf(journey.play, journey.trail)}`);
}

/** Writes the report at the end, however the demo ends; the function that is returned does it now. */
function keepReport(file: string | undefined, journeys: Journey[]): () => Report[] {
	const write = () => {
		const reports = journeys.map((journey) => journey.report());
		if (file !== undefined && reports.length > 0) writeReport(file, reports);
		return reports;
	};
	const forget = onEnd({ now: write });
	return () => {
		forget();
		return write();
	};
}

/**
 * How far the chain's clock is behind ours. Stock test nodes start theirs in the past; there the
 * custodians, who trust no old head, set theirs back by what was found here.
 */
async function lagOf(chain: Chain, node: DevelopmentNode | undefined): Promise<number> {
	if (node) return 0;
	// Before its first block a chain has no time yet.
	await chain.untilMoment(1);
	const lag = Date.now() - (await chain.now());
	if (lag < CLOCK_LAG_MS) return 0;
	const minutes = Math.round(lag / 60_000);
	console.log(`The clock of this chain is ${minutes} minutes behind, as on a test node; the custodians allow for that.`);
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

/** A report that cannot be written is told, and takes nothing else with it. */
function writeReport(file: string, reports: Report[]): void {
	try {
		writeFileSync(file, `${JSON.stringify(reports, null, '\t')}\n`);
	} catch (error) {
		process.exitCode = 1;
		console.error(`${file}: the report could not be written (${String((error as NodeJS.ErrnoException).code)}).`);
	}
}

function checkWritable(file: string, what: 'report' | 'trail'): void {
	const folder = dirname(resolve(file));
	try {
		accessSync(existsSync(file) ? file : folder, constants.W_OK);
	} catch {
		throw new InputError(`input.${what}`, `${file}: the ${what} cannot be written there.`);
	}
	if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new InputError(`input.${what}`, `${file}: this is a folder, not a file for the ${what}.`);
}
