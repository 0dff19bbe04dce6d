/** What a watch does by itself, in a process of its own: seals a day of readings, minute by minute. */
import { fork } from 'node:child_process';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BatchSealer, type ClassPublicKey, MerkleTree, utf8ToBytes } from '@salus/client/format';

export interface Wearing {
	patient: Uint8Array;
	recordClass: number;
	key: ClassPublicKey;
	/** Milliseconds since 1970. */
	from: number;
	minutes: number;
	minutesAtATime: number;
	readingsPerMinute: number;
	/** The minutes whose readings are handed over, and not their roots alone. */
	shown: number[];
}

export interface Reading {
	canonical: Uint8Array;
	sealed: Uint8Array;
	commitment: Uint8Array;
	/** Of the sealed bytes. */
	name: string;
}

/** The readings of a minute. */
export interface Minute {
	header: Uint8Array;
	root: Uint8Array;
	count: number;
	/** None where they are not shown. */
	readings: Reading[];
}

/** Seals the readings of a day, and hands over some minutes at a time. */
export async function* wear(wearing: Wearing): AsyncGenerator<Minute[]> {
	const watch = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
	watch.send(wearing);
	let left = wearing.minutes;
	for await (const [lot] of on(watch, 'message', { close: ['disconnect'] })) {
		left -= (lot as Minute[]).length;
		yield lot as Minute[];
	}
	if (left > 0) throw new Error(`The watch ended ${left} minutes before it was through.`);
}

async function* sealMinutes({ patient, recordClass, key, from, minutes, minutesAtATime, readingsPerMinute, shown }: Wearing): AsyncGenerator<Minute[]> {
	let lot: Minute[] = [];
	for (let minute = 0; minute < minutes; minute++) {
		const sealer = await BatchSealer.begin({ patient, recordClass }, key);
		const readings = Array.from({ length: readingsPerMinute }, (_, reading) => {
			const canonical = heartRate(from + minute * 60_000 + (reading * 60_000) / readingsPerMinute, 60 + ((minute + reading) % 40));
			return { ...sealer.seal({ canonical }), canonical };
		});
		const root = new MerkleTree(readings.map(({ leaf }) => leaf)).root;
		lot.push({ header: sealer.header, root, count: readings.length, readings: shown.includes(minute) ? readings : [] });
		if (lot.length < minutesAtATime && minute < minutes - 1) continue;
		yield lot;
		lot = [];
	}
}

/** A reading, as canonical JSON writes it. */
function heartRate(at: number, value: number): Uint8Array {
	const [code, time] = ['{"coding":[{"code":"8867-4","system":"http://loinc.org"}]}', new Date(at).toISOString()];
	const quantity = `{"unit":"/min","value":${value}}`;
	return utf8ToBytes(`{"resource":{"code":${code},"effectiveDateTime":"${time}","resourceType":"Observation","status":"final","valueQuantity":${quantity}}}`);
}

// Where it was forked, and not where it is imported.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.once('message', async (wearing) => {
		for await (const lot of sealMinutes(wearing as Wearing)) await new Promise((sent) => process.send?.(lot, sent));
		process.disconnect();
	});
}
