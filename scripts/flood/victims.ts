/** Those who must not be kept out: each sends what it needs again and again, by stock polkadot.js, and notes how long it took. */
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Spread, spreadOf } from '../load/quantiles.ts';
import { blockOf, type Call, type Guarded, HOSPITAL, type Scene } from '../load/scene.ts';

/** How many blocks a victim waits at most. */
const PATIENCE_BLOCKS = 20;
/** How long a node may say nothing at all. */
const PATIENCE_MS = 90_000;
const REST_MS = 300;

export interface Outcome {
	/** From the best block when it was sent to the one that holds it. */
	blocks: number;
	milliseconds: number;
	/** What became of it, if no block holds it, or if it failed there. */
	refused?: string;
}

/** What is promised to whom. */
export interface Need {
	name: string;
	/** Within how many blocks it is in one; nothing is promised without. */
	within?: number;
	outcomes: Outcome[];
}

/** Sends `call`, and says after how many blocks one held it. */
async function timed(scene: Scene, call: Call, who: KeyringPair): Promise<Outcome> {
	const { api } = scene;
	const bestNow = async () => (await api.rpc.chain.getHeader()).number.toNumber();
	const begun = await bestNow();
	const since = performance.now();
	return new Promise((resolve) => {
		let unsubscribe: (() => void) | undefined;
		let isSettled = false;
		let lastTold = 'not taken';
		const settle = (blocks: number, refused?: string) => {
			isSettled = true;
			clearInterval(watching);
			unsubscribe?.();
			resolve({ blocks, milliseconds: performance.now() - since, ...(refused === undefined ? {} : { refused }) });
		};
		const watching = setInterval(async () => {
			if (performance.now() - since > PATIENCE_MS) return settle(PATIENCE_BLOCKS, `no block in time (${lastTold})`);
			const waited = (await bestNow()) - begun;
			if (!isSettled && waited > PATIENCE_BLOCKS) settle(waited, `no block in time (${lastTold})`);
		}, 1_000);
		call
			.signAndSend(who, { nonce: -1 }, async ({ status, dispatchError }) => {
				if (isSettled) return;
				lastTold = status.type;
				if (status.isDropped || status.isInvalid || status.isUsurped) settle(0, status.type);
				const block = blockOf(status);
				if (block === undefined) return;
				const { number } = await api.rpc.chain.getHeader(block);
				settle(number.toNumber() - begun, dispatchError?.toString());
			})
			.then(
				(stop) => {
					unsubscribe = stop;
					if (isSettled) stop();
				},
				(error: Error) => settle(0, error.message),
			);
	});
}

/** All needs, each served over and over until `until`. `guarded` has a patient for each round of the guardians, and of the rescuers. */
export async function suffer(scene: Scene, patient: string, guarded: Guarded[], until: number): Promise<Need[]> {
	const [owner, bob, alice, ferdie] = ['victim', 'Bob', 'Alice', 'Ferdie'].map((name) => scene.key(name)) as [KeyringPair, KeyringPair, KeyringPair, KeyringPair];
	const need = (name: string, within?: number): Need => ({ name, ...(within === undefined ? {} : { within }), outcomes: [] });
	const emergency = need('a rescuer opens an emergency session', 2);
	const urgent = need('the rescuer asks under it', 2);
	const shown = need('a guardian shows who the guardians are', 3);
	const vote = need('the guardian votes to freeze', 3);
	const grant = need('an attested patient grants', 3);
	const revocation = need('the patient revokes', 2);
	const request = need("another hospital's physician asks", 3);
	const upgrade = need('root authorizes an upgrade', 3);
	const paid = need('somebody pays for a transfer');
	const serve = async (into: Need, call: Call, who: KeyringPair) => {
		const outcome = await timed(scene, call, who);
		into.outcomes.push(outcome);
		return outcome.refused === undefined;
	};
	const repeat = async (round: (index: number) => Promise<unknown>) => {
		for (let index = 0; Date.now() < until; index++) {
			await round(index);
			await pause(REST_MS);
		}
	};
	let grants = 0;
	await Promise.all([
		repeat(async (index) => {
			const who = guarded[index];
			if (!who) return pause(1_000);
			if (await serve(shown, scene.reveal(who), who.friend)) await serve(vote, scene.vote(who), who.friend);
		}),
		repeat(async (index) => {
			const who = guarded[index];
			if (!who) return pause(1_000);
			if (await serve(emergency, scene.openEmergency(who.patient), bob)) await serve(urgent, scene.request(who.patient, HOSPITAL, 'EmergencyTreatment'), bob);
		}),
		repeat(async () => {
			if (await serve(grant, scene.grant(patient), owner)) await serve(revocation, scene.call('consent', 'revoke', patient, grants++), owner);
		}),
		repeat(async () => serve(request, scene.request(patient, HOSPITAL), scene.key('victims-physician'))),
		repeat(async () => serve(upgrade, scene.call('sudo', 'sudo', scene.call('system', 'authorizeUpgrade', new Uint8Array(32).fill(1))), alice)),
		repeat(async () => serve(paid, scene.call('balances', 'transferKeepAlive', bob.address, 10n ** 10n), ferdie)),
	]);
	return [emergency, urgent, shown, vote, grant, revocation, request, upgrade, paid];
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a need came to. */
export interface Summary {
	name: string;
	within?: number;
	sent: number;
	/** How many blocks those waited that got in. */
	blocks?: Spread;
	milliseconds?: Spread;
	/** What became of the others. */
	refused: string[];
	/** Whether it was as promised: all got in, none failed or was dropped, each in time. One that was never sent was not served. */
	isKept: boolean;
}

/** What `outcomes` came to, if `slack` blocks more than promised are in time, too. */
export function summaryOf({ name, within, outcomes }: Need, slack = 0): Summary {
	const served = outcomes.filter(({ refused }) => refused === undefined);
	const refused = outcomes.flatMap(({ refused }) => (refused === undefined ? [] : [refused]));
	const blocks = spreadOf(served.map(({ blocks }) => blocks));
	const milliseconds = spreadOf(served.map(({ milliseconds }) => Math.round(milliseconds)));
	const inTime = within === undefined || (refused.length === 0 && blocks !== undefined && blocks.worst <= within + slack);
	return {
		name, ...(within === undefined ? {} : { within }), sent: outcomes.length, ...(blocks && { blocks }), ...(milliseconds && { milliseconds }),
		refused, isKept: inTime,
	};
}
