/** Those who flood, each kind in a process of its own: `attackers.ts URL KIND ACCOUNTS SECONDS`. */
import type { KeyringPair } from '@polkadot/keyring/types';
import { CLINIC, Scene, UNIT } from './scene.ts';
import { type Call, type Head, headOf, nextNonce, sign, submit } from './sending.ts';
import { pause } from './victims.ts';

/** How many submissions wait for the pool's answer at a time. */
const IN_FLIGHT = 200;
const SHORT_ERA = 4;
const FAR = 50;

/** An account that floods, and for whom. */
interface Flooder {
	key: KeyringPair;
	patient: string;
	nonce: number;
}

export type Kind = 'forger' | 'hospital' | 'payer';

/** What was sent, and what the pool said of it. */
const answers = new Map<string, number>();
let inFlight = 0;

async function throwIn(scene: Scene, signed: string): Promise<void> {
	while (inFlight >= IN_FLIGHT) await pause(1);
	inFlight++;
	void submit(scene.api, signed).then((refused) => {
		inFlight--;
		const text = refused?.slice(0, 80) ?? 'taken';
		answers.set(text, (answers.get(text) ?? 0) + 1);
	});
}

/** Registers accounts of a forger, each with a grant to take back, and some that others have named. */
async function forgers(scene: Scene, accounts: number): Promise<Flooder[]> {
	const flooders: Flooder[] = [];
	const named = new Map<string, string>();
	for (let begun = 0; begun < accounts; begun += 100) {
		const keys = Array.from({ length: Math.min(100, accounts - begun) }, (_, index) => scene.key(`forger/${begun + index}`));
		await Promise.all(keys.map(async (key) => {
			try {
				const patient = await scene.register(key);
				await scene.send(scene.grant(patient), key);
				flooders.push({ key, patient, nonce: await nextNonce(scene.api, key) });
				const device = scene.key(`forger/device/${key.address}`);
				if (named.size < accounts / 10) {
					await scene.send(scene.call('patientIdentity', 'appointRepresentative', patient, device.publicKey, 2, { from: 0, until: null }), key);
					named.set(device.address, patient);
					flooders.push({ key: device, patient, nonce: 0 });
				}
			} catch {
				// It is not admitted: there are others.
			}
		}));
	}
	return flooders;
}

/** What a forger sends, in turn: nothing that is taken away, something that is, what gives, what refuses, what is long. */
function forged(scene: Scene, patient: string, turn: number): Call {
	const refusal = { whom: 'Everybody', class: turn % 90, purposes: null, evenInEmergency: false };
	const calls = [
		() => scene.call('consent', 'revoke', patient, 999),
		() => scene.call('consent', 'revoke', patient, 0),
		() => scene.grant(patient),
		() => scene.call('consent', 'refuse', patient, refusal),
		() => scene.call('patientIdentity', 'register', new Uint8Array(32).fill(turn % 256), { public: { suite: 'X25519', bytes: new Uint8Array(32).fill(9) }, card: new Uint8Array(32) }),
		() => scene.request(patient, CLINIC),
		() => scene.call('system', 'remark', new Uint8Array(16_000)),
	];
	return calls[turn % calls.length]!();
}

async function flood(scene: Scene, flooders: Flooder[], until: number, callOf: (flooder: Flooder, turn: number) => Call, tipOf = (_: number) => 0n): Promise<void> {
	let head: Head = await headOf(scene.api);
	const unsubscribe = await scene.api.rpc.chain.subscribeNewHeads((header) => {
		head = { number: header.number.toNumber(), hash: header.hash.toHex() };
	});
	for (let turn = 0; Date.now() < until; turn++) {
		const flooder = flooders[turn % flooders.length]!;
		const round = Math.floor(turn / flooders.length);
		// Anew from what the chain says, now and then; otherwise one after the other, and some far ahead.
		if (round % 8 === 0) flooder.nonce = await nextNonce(scene.api, flooder.key);
		const nonce = turn % 13 === 0 ? flooder.nonce + FAR : flooder.nonce++;
		const lifetime = turn % 2 === 0 ? SHORT_ERA : 0;
		await throwIn(scene, sign(scene.api, callOf(flooder, round + (turn % 7)), flooder.key, nonce, head, lifetime, tipOf(turn)));
	}
	unsubscribe();
}

async function main([url, kind, accounts, seconds]: string[]): Promise<void> {
	const scene = await Scene.connect(url!);
	const count = Number(accounts);
	let flooders: Flooder[];
	if (kind === 'forger') {
		flooders = await forgers(scene, count);
	} else if (kind === 'hospital') {
		flooders = await Promise.all(Array.from({ length: Math.min(count, 60) }, async (_, index) => {
			const key = scene.key(`insider/${index}`);
			return { key, patient: `0x${'55'.repeat(32)}`, nonce: await nextNonce(scene.api, key) };
		}));
	} else {
		flooders = await Promise.all([0, 1, 2, 3].map(async (index) => {
			const key = scene.key(`payer/${index}`);
			await scene.send(scene.call('balances', 'transferKeepAlive', key.address, 2_500n * UNIT), scene.key('Ferdie'));
			return { key, patient: '', nonce: await nextNonce(scene.api, key) };
		}));
	}
	process.send?.({ ready: flooders.length });
	const until = Date.now() + Number(seconds) * 1_000;
	if (kind === 'forger') await flood(scene, flooders, until, ({ patient }, turn) => forged(scene, patient, turn));
	if (kind === 'hospital') await flood(scene, flooders, until, ({ patient }) => scene.request(patient, CLINIC));
	if (kind === 'payer') await flood(scene, flooders, until, () => scene.call('system', 'remark', new Uint8Array(1_000)), (turn) => BigInt(turn % 3) * 10n ** 9n);
	process.send?.({ answers: [...answers] });
	await pause(200);
	process.exit(0);
}

await main(process.argv.slice(2));
