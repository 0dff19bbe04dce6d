/** The processes that flood, as seen by the one that starts them. */
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Child, start } from '../demo/child.ts';
import type { Said, Word } from './attackers.ts';
import type { Share } from './prepare.ts';
import type { Tally } from './volley.ts';

const PROGRAM = fileURLToPath(new URL('attackers.ts', import.meta.url));

type Ready = Extract<Said, { ready: unknown }>['ready'];

export interface Attacker {
	share: Share;
	/** Lets it gather its accounts; says who is there, and how long it took. */
	gather(): Promise<Ready>;
	/** Lets it flood; gives what came of it. */
	flood(): Promise<Tally>;
	stop(): Promise<void>;
}

/** Starts a process that floods the node at `url` for so many seconds. It waits until it is told to. */
export function startAttacker(url: string, share: Share, seconds: number): Attacker {
	const child = start(
		process.execPath,
		[...process.execArgv, PROGRAM, url, share.kind, String(share.accounts), String(seconds), share.name],
		{ stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
	);
	const say = (word: Word) => child.process.send?.(word);
	const heard = (key: 'ready' | 'done') => messageOf(child, key, share);
	return {
		share,
		gather: () => {
			const ready = heard('ready') as Promise<Ready>;
			say('gather');
			return ready;
		},
		flood: () => {
			const done = heard('done') as Promise<Tally>;
			say('flood');
			return done;
		},
		stop: () => child.stop(),
	};
}

/** The first message with `key`; an error if the process ends before. */
function messageOf(child: Child, key: string, { kind, name }: Share): Promise<unknown> {
	const said = new Promise((resolve) => {
		(child.process as ChildProcess).on('message', (message) => {
			if (message !== null && typeof message === 'object' && key in message) resolve((message as Record<string, unknown>)[key]);
		});
	});
	const ended = child.ended.then((how) => {
		throw new Error(`The process of ${kind} ${name} ended (${how}) before it was ${key}.`);
	});
	const either = Promise.race([said, ended]);
	// Whoever waits for it hears of it; nobody else has to.
	either.catch(() => {});
	return either;
}
