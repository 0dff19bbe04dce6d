/** What a run must not leave behind, however it ends: finished, failed, interrupted or killed. */

type Undo = { now: () => void; gently?: () => Promise<void> };

const undos: Undo[] = [];

/**
 * Registers something to undo. `gently` may take its time; `now` must do it at once, because it also runs
 * when the process is ending and nothing can be waited for. Returns a function that forgets it.
 */
export function onEnd(undo: Undo): () => void {
	undos.push(undo);
	return () => {
		const index = undos.indexOf(undo);
		if (index >= 0) undos.splice(index, 1);
	};
}

/** Undoes everything, the last first. */
export async function cleanUp(): Promise<void> {
	for (let undo = undos.pop(); undo; undo = undos.pop()) {
		try {
			await undo.gently?.();
		} finally {
			undo.now();
		}
	}
}

/** Lets signals, a closed terminal or pipe, and unexpected errors clean up, too. */
export function watchForTheEnd(): void {
	const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
	let stopping = false;
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
		for (let undo = undos.pop(); undo; undo = undos.pop()) undo.now();
	});
}
