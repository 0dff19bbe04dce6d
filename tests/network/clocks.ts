/** Clocks that are wrong, by libfaketime (the Debian package `faketime`), which a process loads before its own libraries. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@salus/client/errors';
import { logOf, type Manner, type Validator } from '../../scripts/network/validator.ts';

const LIBRARIES = '/usr/lib';

/** A node whose clock is ahead by so many seconds, or behind by as many if they are negative. What it measures spans of time by goes right. */
export function clockAheadBy(seconds: number): Manner {
	const sign = seconds < 0 ? '-' : '+';
	return {
		environment: { LD_PRELOAD: library(), FAKETIME: `${sign}${Math.abs(seconds)}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_NO_CACHE: '1' },
	};
}

/** The library for programs with several threads. Debian puts it into a folder of the machine's kind. */
function library(): string {
	const found = readdirSync(LIBRARIES).map((folder) => join(LIBRARIES, folder, 'faketime/libfaketimeMT.so.1')).find((path) => existsSync(path));
	if (!found) throw new InputError('network.no-faketime', 'libfaketime is needed. Install it (Debian: `apt-get install faketime`), then run this again.');
	return found;
}

/** By how many seconds a node's clock is ahead, or behind: what it wrote before the last line of its log, against when the file was written to. Half a second either way. */
export function offsetOf(validator: Validator): number {
	const log = logOf(validator);
	const last = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) as string;
	return (Date.parse(last.slice(0, '2000-01-01 00:00:00'.length)) + 500 - statSync(log).mtimeMs) / 1_000;
}
