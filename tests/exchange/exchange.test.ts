/**
 * 10,000 random vectors that the client in TypeScript and the one in Rust exchange: what either makes the other opens, both ways in each case, or makes
 * byte for byte again. Each case follows from the seed and its number: SALUS_EXCHANGE_SEED plays a seed again, SALUS_EXCHANGE_CASES another number of cases.
 * (What HPKE draws in JavaScript is new each time, and alters no length and no outcome.)
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import * as keys from './keys.ts';
import { Random } from './random.ts';
import * as records from './records.ts';
import * as requests from './requests.ts';
import { Tool } from './tool.ts';
import { trails } from './trails.ts';

/** How many of each 100 cases, and what. */
const EXCHANGES = [
	[38, records.recordContents], [8, records.commitments], [8, records.trees], [4, records.pieces], [7, records.batches], [5, keys.keyPairs], [3, keys.keyCards], [7, keys.envelopes],
	[5, keys.shares], [2, keys.keyRings], [2, keys.emergencyRings], [3, requests.releaseRequests], [3, requests.patientRequests],
	[1, requests.sessionRequests], [2, requests.claims], [2, trails],
] as const;
/** Cases that are on their way at a time: so that neither side waits for the other. */
const AT_A_TIME = 32;

const seed = process.env['SALUS_EXCHANGE_SEED'] ?? randomBytes(8).toString('hex');
const cases = Number(process.env['SALUS_EXCHANGE_CASES'] ?? 10_000);
const all = EXCHANGES.flatMap(([part, exchange]) => Array.from({ length: part }, () => exchange));
let tool: Tool;

before(async () => {
	console.log(`The seed is ${seed}.`);
	await cryptoWaitReady();
	tool = new Tool(new Random(`${seed}/tool`).bytes());
});
after(() => tool.end());

test(`${cases} random vectors of either client are opened by the other`, async () => {
	assert.equal(all.length, 100);
	assert.ok(cases >= 100, 'fewer cases than kinds of them');
	let next = 0;
	const work = async () => {
		while (next < cases) {
			const number = next++;
			// 37 is prime to 100: the kinds are mixed, and each comes as often as it is meant to.
			const exchange = all[(37 * number) % 100] as (typeof all)[number];
			await exchange(new Random(`${seed}/${number}`), tool).catch((error) => {
				next = cases;
				throw new Error(`Case ${number} of seed ${seed} (${exchange.name}): ${error.message}`, { cause: error });
			});
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, work));
});
