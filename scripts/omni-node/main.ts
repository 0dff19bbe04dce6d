/** Plays the demo on stock polkadot-omni-node. Started by `scripts/omni-node.sh`. */
import { fileURLToPath } from 'node:url';
import { InputError } from '@salus/client/errors';
import { buildNode } from '../demo/build.ts';
import { start } from '../demo/child.ts';
import { cleanUp, isStopping, watchForTheEnd } from '../demo/cleanup.ts';
import { checkExecutable } from '../demo/node-process.ts';
import { HOW_TO_GET, omniNode } from './binary.ts';
import { startOmniNode } from './start.ts';

const DEMO = fileURLToPath(new URL('../demo.sh', import.meta.url));
/** Which node plays is settled here, and it goes with us. */
const NOT_HERE = ['--url', '--keep'];

watchForTheEnd();
try {
	await run(process.argv.slice(2));
} catch (error) {
	// A signal takes the node away, which fails whatever was going on; the handler ends the process.
	if (isStopping()) await new Promise(() => {});
	process.exitCode = 1;
	process.stderr.write(`${error instanceof InputError ? error.message : String((error as Error).stack)}\n`);
}
await cleanUp();
process.exit();

async function run(options: string[]): Promise<void> {
	const refused = options.find((option) => NOT_HERE.includes(option.split('=')[0] as string));
	if (refused !== undefined) throw new InputError('input.options', `${refused} is not for this script, which starts a node and ends it.`);
	const stock = omniNode();
	if (stock === undefined) throw new InputError('input.omni-node', HOW_TO_GET);
	checkExecutable(stock);
	const salus = await buildNode();
	process.stdout.write(`Starting ${stock} with the runtime of ${salus} and a temporary database.\n`);
	const { url } = await startOmniNode(stock, salus);
	const how = await start(DEMO, ['--url', url, ...options], { stdio: 'inherit' }).ended;
	if (how !== 0) process.exitCode = typeof how === 'number' ? how : 1;
}
