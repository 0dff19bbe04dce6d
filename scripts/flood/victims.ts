/** Those who must not be kept out: each sends what it needs again and again, and notes how long it took. */
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Guarded, HOSPITAL, type Scene } from './scene.ts';
import type { Call } from './sending.ts';

/** How many blocks a victim waits at most. */
const PATIENCE_BLOCKS = 20;

export interface Outcome {
	/** From the best block when it was sent to the one that holds it. */
	blocks: number;
	/** What became of it, if no block holds it. */
	refused?: string;
}

/** What is promised to whom. */
export interface Need {
	name: string;
	/** Within how many blocks it is in one. */
	within: number;
	outcomes: Outcome[];
}

/** Sends `call`, and says after how many blocks one held it. */
async function timed(scene: Scene, call: Call, who: KeyringPair): Promise<Outcome> {
	const { api } = scene;
	const bestNow = async () => (await api.rpc.chain.getHeader()).number.toNumber();
	const begun = await bestNow();
	return new Promise((resolve) => {
		const settle = (outcome: Outcome) => {
			clearInterval(watching);
			resolve(outcome);
		};
		const watching = setInterval(async () => {
			const waited = (await bestNow()) - begun;
			if (waited > PATIENCE_BLOCKS) settle({ blocks: waited, refused: 'no block in time' });
		}, 1_000);
		call
			.signAndSend(who, { nonce: -1 }, async ({ status, dispatchError }) => {
				if (status.isDropped || status.isInvalid || status.isUsurped) settle({ blocks: 0, refused: status.type });
				if (!status.isInBlock) return;
				const { number } = await api.rpc.chain.getHeader(status.asInBlock);
				const blocks = number.toNumber() - begun;
				settle(dispatchError ? { blocks, refused: dispatchError.toString() } : { blocks });
			})
			.catch((error: Error) => settle({ blocks: 0, refused: error.message }));
	});
}

/** All needs, each served over and over until `until`. `guarded` has a patient for each round of the guardians. */
export async function suffer(scene: Scene, patient: string, guarded: Guarded[], until: number): Promise<Need[]> {
	const [owner, bob, alice, charlie] = ['victim', 'Bob', 'Alice', 'Ferdie'].map((name) => scene.key(name)) as [KeyringPair, KeyringPair, KeyringPair, KeyringPair];
	const need = (name: string, within: number): Need => ({ name, within, outcomes: [] });
	const emergency = need("a rescuer opens an emergency session", 2);
	const urgent = need('the rescuer asks under it', 2);
	const shown = need('a guardian shows who the guardians are', 3);
	const vote = need('the guardian votes to freeze', 3);
	const grant = need('an attested patient grants', 3);
	const revocation = need('the patient revokes', 2);
	const request = need("another hospital's physician asks", 3);
	const upgrade = need('root authorizes an upgrade', 3);
	const paid = need('somebody pays for a transfer', Number.POSITIVE_INFINITY);
	const serve = async (into: Need, call: Call, who: KeyringPair) => {
		into.outcomes.push(await timed(scene, call, who));
	};
	const repeat = async (round: (index: number) => Promise<void>) => {
		for (let index = 0; Date.now() < until; index++) {
			await round(index);
			await pause(500);
		}
	};
	let grants = 0;
	await Promise.all([
		repeat(async (index) => {
			const who = guarded[index];
			if (!who) return pause(1_000);
			await serve(shown, scene.reveal(who), who.friend);
			await serve(vote, scene.vote(who), who.friend);
			await serve(emergency, scene.openEmergency(who.patient), bob);
			await serve(urgent, scene.request(who.patient, HOSPITAL, 'EmergencyTreatment'), bob);
		}),
		repeat(async () => {
			await serve(grant, scene.grant(patient), owner);
			if (grant.outcomes.at(-1)?.refused) return;
			await serve(revocation, scene.call('consent', 'revoke', patient, grants++), owner);
		}),
		repeat(async () => serve(request, scene.request(patient, HOSPITAL), scene.key('victims-physician'))),
		repeat(async () => serve(upgrade, scene.call('sudo', 'sudo', scene.call('system', 'authorizeUpgrade', new Uint8Array(32).fill(1))), alice)),
		repeat(async () => serve(paid, scene.call('balances', 'transferKeepAlive', bob.address, 10n ** 10n), charlie)),
	]);
	return [emergency, urgent, shown, vote, grant, revocation, request, upgrade, paid];
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a need came to, in words. */
export function summary({ outcomes }: Need): { sent: number; median: number; worst: number; refused: string[] } {
	const waits = outcomes.filter(({ refused }) => !refused).map(({ blocks }) => blocks).sort((one, other) => one - other);
	return {
		sent: outcomes.length,
		median: waits[Math.floor(waits.length / 2)] ?? Number.NaN,
		worst: waits.at(-1) ?? Number.NaN,
		refused: outcomes.flatMap(({ refused }) => (refused ? [refused] : [])),
	};
}

