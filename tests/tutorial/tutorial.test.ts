/**
 * Plays docs/tutorial.md as a reader would: writes its files, types its commands, compares what they print. Its runtime is built once and runs on each
 * node that there is: that of Salus, which `SALUS_NODE` names, and stock polkadot-omni-node, where `POLKADOT_OMNI_NODE` or
 * the `PATH` has one.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cleanUp, watchForTheEnd } from '../../scripts/demo/cleanup.ts';
import { startNode } from '../../scripts/demo/node-process.ts';
import { HOW_TO_GET, omniNode } from '../../scripts/omni-node/binary.ts';
import { isShown, stepsOf } from './document.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TARGET = resolve(process.env['CARGO_TARGET_DIR'] ?? join(homedir(), '.cache/salus/target'));
/** Beside what is compiled, and the same each time, so that only what has changed is compiled again. */
const PLACE = join(TARGET, 'tutorial');
const FOLDER = join(PLACE, 'hospital-chain');
/** Where the page's reader has the node. */
const USUAL_URL = 'ws://127.0.0.1:9944';

const STEPS = stepsOf(readFileSync(join(ROOT, 'docs/tutorial.md'), 'utf8'));
/** From here on the steps are about a node. */
const FIRST_WITH_NODE = STEPS.findIndex(({ kind, text }) => kind === 'run' && text.startsWith('$NODE'));

assert.ok(FIRST_WITH_NODE > 0 && ['start', 'shown'].every((kind) => STEPS.some((step) => step.kind === kind)), 'The page starts a node and shows what comes of it.');

/** Runs `command` in the reader's folder, and gives what it prints. */
function type(command: string, node = ''): string {
	const { SKIP_WASM_BUILD: _, ...environment } = process.env;
	const done = spawnSync('bash', ['-euc', command], {
		cwd: FOLDER,
		env: { ...environment, CARGO_TARGET_DIR: TARGET, WASM_BUILD_WORKSPACE_HINT: FOLDER, NODE: node },
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	assert.equal(done.status, 0, `${command}${done.stdout}${done.stderr}`);
	return done.stdout;
}

function write(path: string, text: string): void {
	const file = join(FOLDER, path);
	mkdirSync(dirname(file), { recursive: true });
	if (contentOf(file) !== text) writeFileSync(file, text);
}

function contentOf(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/** Plays the steps about a node, on this one. */
async function playOn(node: string): Promise<void> {
	let url = USUAL_URL;
	let printed = '';
	for (const { kind, text } of STEPS.slice(FIRST_WITH_NODE)) {
		if (kind === 'start') {
			const [program, ...further] = text.trim().split(' ');
			assert.equal(program, '$NODE');
			url = (await startNode(node, false, further.map((argument) => (argument.endsWith('.json') ? join(FOLDER, argument) : argument)))).url;
		} else if (kind === 'run') printed = type(text.replace(USUAL_URL, url), node);
		else if (kind === 'shown') assert.ok(isShown(printed, text), `The page shows\n${text}\nand printed is\n${printed}`);
	}
}

describe('The tutorial', () => {
	before(() => {
		watchForTheEnd();
		// From nothing, but if all is as it was: what is new to cargo it compiles.
		if (!STEPS.every((step) => step.kind !== 'file' || contentOf(join(FOLDER, step.path)) === step.text)) rmSync(PLACE, { recursive: true, force: true });
		mkdirSync(FOLDER, { recursive: true });
		rmSync(join(PLACE, 'salus'), { force: true });
		symlinkSync(ROOT, join(PLACE, 'salus'));
		for (const step of STEPS) if (step.kind === 'file') write(step.path, step.text);
		for (const { text } of STEPS.slice(0, FIRST_WITH_NODE).filter(({ kind }) => kind === 'run')) type(text);
	});
	after(cleanUp);

	test('its files are formatted as those of Salus are', () => {
		type('rustfmt --check --edition 2021 --config-path ../salus/rustfmt.toml src/lib.rs');
	});

	test("its chain runs on Salus's node, and does what the page shows", async () => {
		await playOn(process.env['SALUS_NODE'] ?? join(TARGET, 'release/salus-node'));
	});

	const stock = omniNode();
	const skip = stock === undefined && HOW_TO_GET;
	test('the same on stock polkadot-omni-node', { skip }, async () => {
		await playOn(stock ?? '');
	});
});
