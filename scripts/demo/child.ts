/** Child processes that end with us. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { onEnd } from './cleanup.ts';

/** How long a child may take to end by itself. */
const GRACE_MS = 10_000;

export interface Child {
	process: ChildProcess;
	ended: Promise<number | string>;
	stop(): Promise<void>;
	/** Lets the child live on after us. */
	letGo(): void;
}

/** Starts a program in a process group of its own, so that its own children can be ended with it. */
export function start(command: string, args: string[], options: SpawnOptions): Child {
	const child = spawn(command, args, { ...options, detached: true });
	const ended = new Promise<number | string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
	});
	const signal = (name: NodeJS.Signals) => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, name);
		} catch {
			// It is gone already.
		}
	};
	const stop = async () => {
		signal('SIGTERM');
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, GRACE_MS);
		});
		await Promise.race([ended, late]);
		clearTimeout(timer);
		signal('SIGKILL');
		await ended;
	};
	const forget = onEnd({ gently: stop, now: () => signal('SIGKILL') });
	ended.then(() => {
		// What it started may have stayed.
		signal('SIGKILL');
		forget();
	});
	return {
		process: child,
		ended,
		stop,
		letGo: () => {
			forget();
			child.unref();
		},
	};
}
