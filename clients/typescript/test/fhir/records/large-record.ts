/**
 * Writes a large record of one invented patient to standard output, the same for the same arguments: a Bundle, or with `--ndjson` a resource on each
 * line. `node --import tsx large-record.ts 60000 > large.json` makes about 50 MB.
 */
import { fileURLToPath } from 'node:url';

const BYTES_OF_NOTES = 420;

/** The resources one by one: the Patient, then encounters with observations and conditions in turn. */
export function* largeRecord(resources: number, seed = 1): Generator<object> {
	const random = randomNumbers(seed);
	const subject = { reference: 'Patient/p1' };
	yield { resourceType: 'Patient', id: 'p1', birthDate: '1950-07-04' };
	for (let i = 1; i < resources; i++) {
		const date = `${1990 + Math.floor(random() * 35)}-${pad(1 + Math.floor(random() * 12))}-${pad(1 + Math.floor(random() * 28))}`;
		const encounter = { reference: `Encounter/r${i - (i % 10) + 1}` };
		const words = Array.from({ length: BYTES_OF_NOTES / 7 }, () => Math.floor(random() * 36 ** 6).toString(36).padStart(6, '0')).join(' ');
		if (i % 10 === 1) yield { resourceType: 'Encounter', id: `r${i}`, status: 'finished', class: { code: 'AMB' }, subject, period: { start: date, end: date }, reasonCode: [{ text: words }] };
		else if (i % 10 < 9) yield {
			resourceType: 'Observation', id: `r${i}`, status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body height' }] }, subject, encounter,
			effectiveDateTime: `${date}T08:00:00+01:00`, issued: `${date}T09:00:00+01:00`, valueQuantity: { value: Math.round(random() * 1e6) / 1000, unit: 'cm' }, note: [{ text: words }],
		};
		else yield { resourceType: 'Condition', id: `r${i}`, code: { text: `Þ ${words}` }, subject, encounter, onsetDateTime: date, recordedDate: date };
	}
}

/** The text in pieces, so that nobody needs to hold it. */
export function* largeText(resources: number, ndjson = false): Generator<string> {
	if (!ndjson) yield '{"resourceType":"Bundle","type":"collection","entry":[';
	let isFirst = true;
	for (const resource of largeRecord(resources)) {
		const text = JSON.stringify(resource);
		yield ndjson ? `${text}\n` : `${isFirst ? '' : ',\n'}{"resource":${text}}`;
		isFirst = false;
	}
	if (!ndjson) yield ']}';
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function pad(number: number): string {
	return String(number).padStart(2, '0');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const piece of largeText(Number(process.argv[2] ?? 60_000), process.argv.includes('--ndjson'))) process.stdout.write(piece);
}
