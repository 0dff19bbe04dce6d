/** What a run must not leave behind, however it ends: finished, failed, interrupted or killed. */

/**
 * Something to undo. `gently` may take its time; `now` must do it at once, because it also runs when the
 * process is ending and nothing can be waited for. `now` follows `gently` and must bear being called twice.
 */
interface Undo {
	now: () => void;
	gently?: () => Promise<void>;
}

const undos = new Set<Undo>();
let stopping = false;
let watching = false;
let cleaning: Promise<void> | undefined;

/** Registers something to undo; returns a function that forgets it. */
export function onEnd(undo: Undo): () => void {
	undos.add(undo);
	return () => undos.delete(undo);
}

/** Undoes everything, the last first; called a second time, it waits for the same. */
export function cleanUp(): Promise<void> {
	cleaning ??= undoAll();
	return cleaning;
}

/** Whether a signal is ending the process: then nothing else that goes wrong is worth a word. */
export function isStopping(): boolean {
	return stopping;
}

/** Lets signals and a closed terminal or pipe clean up, too. Called again, it changes nothing. */
export function watchForTheEnd(): void {
	if (watching) return;
	watching = true;
	const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
	for (const [signal, code] of Object.entries(signals)) {
		process.on(signal, () => {
			// A second signal means: at once.
			if (stopping) process.exit(code);
			stopping = true;
			process.stderr.write(`\nStopped by ${signal}; cleaning up.\n`);
			cleanUp().finally(() => process.exit(code));
		});
	}
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => process.exit(141));
	}
	process.on('exit', () => {
		for (const undo of lastFirst()) undo.now();
	});
}

async function undoAll(): Promise<void> {
	for (const undo of lastFirst()) {
		if (!undos.has(undo)) continue;
		await undo.gently?.().catch(() => {});
		undo.now();
		undos.delete(undo);
	}
}

function lastFirst(): Undo[] {
	return [...undos].reverse();
}
