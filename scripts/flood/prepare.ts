/** Puts in place who must not be kept out, and what those need who flood. */
import { keyOf } from '../load/keys.ts';
import type { Kind } from './options.ts';
import { type Call, CLINIC, type Guarded, HOSPITAL, insiderName, payerName, RESCUERS_EACH, type Scene, sponsorName, UNIT } from '../load/scene.ts';

/** How many patients with guardians are prepared at a time. */
const AT_ONCE = 16;
/** How many calls go in one batch. */
const BATCH = 60;
/** What those have together who pay. */
const COINS = 10_000n * UNIT;
const ACCOUNTS_THAT_PAY = 64;
/** How many patients are registered by one who pays, with a deposit for each. */
const SPONSORS_COINS = 5_000n * UNIT;
const LEAST_PEOPLE = 60;
const ACCOUNTS_PER_PERSON = 20;

/** A process that floods: whose kind it is, and how many accounts it has. */
export interface Share {
	kind: Kind;
	name: string;
	accounts: number;
}

/** Divides an attack among processes: two for one kind alone, one for each of several. */
export function sharesOf(kinds: Kind[], accounts: number): Share[] {
	const total = { forger: accounts, hospital: Math.max(LEAST_PEOPLE, Math.floor(accounts / ACCOUNTS_PER_PERSON)), payer: ACCOUNTS_THAT_PAY };
	const processes = kinds.length === 1 ? 2 : 1;
	return kinds.flatMap((kind) =>
		Array.from({ length: processes }, (_, index) => ({ kind, name: String(index), accounts: Math.ceil(total[kind] / processes) })));
}

/** What those who flood need of others. */
export async function arm(scene: Scene, shares: Share[]): Promise<void> {
	const of = (kind: Kind) => shares.filter((share) => share.kind === kind);
	const [dave, ferdie] = [scene.key('Dave'), scene.key('Ferdie')];
	const pay = (account: Uint8Array, amount: bigint) => scene.call('balances', 'transferKeepAlive', account, amount);
	const payers = of('payer').flatMap(({ name, accounts }) => Array.from({ length: accounts }, (_, index) => keyOf(payerName(name, index)).account));
	const funded = [
		...payers.map((account) => pay(account, COINS / BigInt(payers.length))),
		...of('forger').map(({ name }) => pay(scene.key(sponsorName(name)).publicKey, SPONSORS_COINS)),
	];
	const people = of('hospital').flatMap(({ name, accounts }) =>
		Array.from({ length: accounts }, (_, index) => ({ account: keyOf(insiderName(name, index)).account, isRescuer: index < RESCUERS_EACH })));
	const added = people.map(({ account }) => scene.call('providerRegistry', 'addPractitioner', CLINIC, { Account: account }, 1, { from: 0, until: null }));
	await Promise.all([inBatches(scene, funded, (batch) => scene.send(batch, ferdie)), inBatches(scene, added, (batch) => scene.send(batch, dave))]);
	const rescuers = people.filter(({ isRescuer }) => isRescuer);
	if (rescuers.length === 0) return;
	await scene.asRoot(scene.call('utility', 'batchAll', [
		scene.call('consent', 'licenseBreakGlass', CLINIC, { maxOpen: 1_000, maxPerDay: 1_000 }),
		...rescuers.map(({ account }) => scene.call('providerRegistry', 'setEmergencyRole', CLINIC, { Account: account }, true)),
	]));
}

async function inBatches(scene: Scene, calls: Call[], send: (batch: Call) => Promise<unknown>): Promise<void> {
	const batches = Array.from({ length: Math.ceil(calls.length / BATCH) }, (_, index) => scene.call('utility', 'batchAll', calls.slice(index * BATCH, (index + 1) * BATCH)));
	for (const batch of batches) await send(batch);
}

/** The people who must not be kept out: an attested patient, and as many as there are rounds with guardians. */
export async function people(scene: Scene, rounds: number): Promise<{ patient: string; guarded: Guarded[] }> {
	const bob = scene.key('Bob');
	await scene.asRoot(scene.call('utility', 'batchAll', [
		scene.call('parameters', 'setParameter', { Recovery: { RecoveryDelay: [null, 4_000] } }),
		scene.call('providerRegistry', 'setEmergencyRole', HOSPITAL, { Account: bob.publicKey }, true),
		scene.call('consent', 'licenseBreakGlass', HOSPITAL, { maxOpen: 1_000, maxPerDay: 1_000 }),
	]));
	const physician = scene.call('providerRegistry', 'addPractitioner', HOSPITAL, { Account: scene.key('victims-physician').publicKey }, 1, { from: 0, until: null });
	const attested = async () => {
		const patient = await scene.register(scene.key('victim'));
		await scene.send(scene.attest(patient), bob);
		return patient;
	};
	const [patient] = await Promise.all([attested(), scene.send(physician, scene.key('Alice'))]);
	const guarded: Guarded[] = [];
	for (let round = 0; round < rounds; round += AT_ONCE) {
		const names = Array.from({ length: Math.min(AT_ONCE, rounds - round) }, (_, index) => `guarded/${round + index}`);
		guarded.push(...(await Promise.all(names.map((name) => scene.guarded(name)))));
	}
	return { patient, guarded };
}
