/** Keeps polkadot.js's own log out of a program's output: whatever goes wrong, the program says it itself, in a sentence. */

/** The names under which polkadot.js logs, each after the date. */
const LOGGERS = new Set(['API-WS:', 'API/INIT:', 'API/DECOR:', 'RPC-CORE:', 'RPC-PROVIDER:']);

/** From now on; unless `DEBUG` is set. */
export function silencePolkadot(): void {
	if (process.env['DEBUG']) return;
	for (const level of ['error', 'warn'] as const) {
		const print = console[level].bind(console);
		console[level] = (...parts: unknown[]) => {
			if (!LOGGERS.has(String(parts[1]).trim())) print(...parts);
		};
	}
}
