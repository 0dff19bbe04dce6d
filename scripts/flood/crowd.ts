/** Gathers the accounts of a forger: registered, named by those, sponsored by somebody who pays, and such as have never been seen. */
import { Chain, signMetaTransaction } from '@salus/client/chain';
import type { KeyringPair } from '@polkadot/keyring/types';
import { encodeAddress } from '@polkadot/util-crypto';
import { type Crew, type Flooder, flooderOf } from './flooder.ts';
import { grantTemplate, namingTemplates } from './forger.ts';
import { type Key, keyOf } from '../load/keys.ts';
import { firstPatientOf, registration, SALT } from '../load/patient-id.ts';
import { type Birth, type Fork, signedTransaction } from '../load/payload.ts';
import { rowsOf } from '../load/rows.ts';
import { CLINIC, type Scene } from '../load/scene.ts';
import type { Wire } from '../load/wire.ts';

/** What part of the accounts is what; the rest is registered. */
const PARTS = { newcomer: 10, named: 20, sponsored: 5 };
/** Each is signed as a meta transaction by polkadot.js, which is slow. */
const MOST_SPONSORED = 200;
/** How many meta transactions a sponsor sends in one of its own. */
const SPONSORED_AT_ONCE = 10;
const LONGEST_MS = 120_000;
const POLL_MS = 1_000;
/** After how many polls without progress nothing more is waited for: three blocks. */
const IDLE_POLLS = 6;

/** How many accounts of each kind `accounts` are. */
export function crewsOf(accounts: number): Record<'registered' | 'named' | 'sponsored' | 'newcomer', number> {
	const newcomer = Math.floor((accounts * PARTS.newcomer) / 100);
	const named = Math.floor((accounts * PARTS.named) / 100);
	const sponsored = Math.min(MOST_SPONSORED, Math.floor((accounts * PARTS.sponsored) / 100));
	return { newcomer, named, sponsored, registered: accounts - newcomer - named - sponsored };
}

/** What is to be in a block: `key`'s transaction with this nonce. */
interface Wanted {
	key: Key;
	nonce: number;
	call: Uint8Array;
}

/** One crew of the flood, gathered by one process. */
export class Crowd {
	readonly #scene: Scene;
	readonly #wire: Wire;
	readonly #fork: Fork;
	readonly #birth: Birth;
	readonly #prefix: string;
	/** How long each step took, in seconds. */
	readonly steps: Record<string, number> = {};

	constructor(scene: Scene, wire: Wire, fork: Fork, birth: Birth, prefix: string) {
		this.#scene = scene;
		this.#wire = wire;
		this.#fork = fork;
		this.#birth = birth;
		this.#prefix = prefix;
	}

	/** Gathers `accounts`; `sponsor` pays for some of them. */
	async gather(accounts: number, sponsor: KeyringPair): Promise<Flooder[]> {
		const counts = crewsOf(accounts);
		const keys = (crew: Crew) => Array.from({ length: counts[crew as keyof typeof counts] }, (_, index) => keyOf(`${this.#prefix}/${crew}/${index}`));
		const [registered, named, sponsored, newcomers] = (['registered', 'named', 'sponsored', 'newcomer'] as const).map(keys) as [Key[], Key[], Key[], Key[]];
		await Promise.all([this.#register(registered, named), this.#sponsor(sponsored, sponsor)]);
		const own = (crew: Crew) => (key: Key) => flooderOf(key, crew, firstPatientOf(key.account));
		const gathered = [
			...registered.map(own('registered')), ...sponsored.map(own('sponsored')), ...newcomers.map(own('newcomer')),
			...named.map((key, index) => flooderOf(key, 'named', firstPatientOf(registered[index % registered.length]!.account))),
		];
		return this.#admitted(gathered);
	}

	/** Registers patients, each with a grant to take back, and has some of them name others. */
	async #register(patients: Key[], named: Key[]): Promise<void> {
		const call = registration(this.#scene);
		await this.#untilIn('register', patients.map((key) => ({ key, nonce: 0, call })));
		const grant = grantTemplate(this.#scene);
		await this.#untilIn('grant', patients.map((key) => ({ key, nonce: 1, call: grant.fill(firstPatientOf(key.account)) })));
		const [appoint, authorize] = namingTemplates(this.#scene);
		await this.#untilIn('name others', named.slice(0, patients.length).map((account, index) => {
			const key = patients[index]!;
			return { key, nonce: 2, call: (index % 2 === 0 ? appoint : authorize).fill(firstPatientOf(key.account), account.account) };
		}));
	}

	/** Has somebody who pays register patients, half of them by `admission.relay` for an organization that is not its own. */
	async #sponsor(patients: Key[], sponsor: KeyringPair): Promise<void> {
		if (patients.length === 0) return;
		const begun = performance.now();
		const { api } = this.#scene;
		const chain = await Chain.connect(this.#scene.url);
		const registering = chain.call('patientIdentity', 'register', {
			salt: SALT, encryptionKey: { public: { suite: 'X25519', bytes: new Uint8Array(32).fill(9) }, card: new Uint8Array(32).fill(7) },
		} as never);
		const signed = [];
		for (const key of patients) {
			const signer = {
				address: encodeAddress(key.account), publicKey: key.account,
				sign: (message: Uint8Array) => Uint8Array.from([0, ...key.sign(message)]),
			};
			signed.push(await signMetaTransaction(chain, registering, signer, { nonce: 0 }));
		}
		const [type] = api.tx['metaTx']!['dispatch']!.meta.fields.map((field) => api.registry.createLookupType(field.type));
		const calls = signed.map(({ bytes }, index) => {
			const dispatch = this.#scene.call('metaTx', 'dispatch', api.registry.createType(type!, bytes), bytes.length);
			return index % 2 === 0 ? dispatch : this.#scene.call('admission', 'relay', CLINIC, dispatch);
		});
		for (let begun = 0; begun < calls.length; begun += SPONSORED_AT_ONCE) {
			await this.#scene.send(this.#scene.call('utility', 'batch', calls.slice(begun, begun + SPONSORED_AT_ONCE)), sponsor);
		}
		await chain.disconnect();
		this.steps['be sponsored'] = (performance.now() - begun) / 1_000;
	}

	/** Throws in what is wanted, again and again, until blocks hold all of it. */
	async #untilIn(step: string, wanted: Wanted[]): Promise<void> {
		const begun = performance.now();
		let open = wanted;
		for (let [tip, until] = [0n, Date.now() + LONGEST_MS]; open.length > 0 && Date.now() < until; tip++) {
			// With another tip it is another transaction: what the pool has dropped once it does not take for a while.
			for (const { key, nonce, call } of open) await this.#wire.throwIn(signedTransaction(call, key, { nonce, tip }, this.#fork, this.#birth), () => {});
			await this.#wire.quiet();
			// Blocks take it bit by bit. What is still open when they take nothing more was refused or dropped.
			for (let idle = 0; open.length > 0 && idle < IDLE_POLLS; ) {
				await new Promise((resolve) => setTimeout(resolve, POLL_MS));
				const rows = await rowsOf(this.#wire, open.map(({ key }) => key.account));
				const before = open.length;
				open = open.filter(({ nonce }, index) => rows[index]!.nonce <= nonce);
				idle = open.length < before ? 0 : idle + 1;
			}
		}
		this.steps[step] = (performance.now() - begun) / 1_000;
	}

	/** Those who can send something, with their nonces; newcomers are known to nobody. */
	async #admitted(flooders: Flooder[]): Promise<Flooder[]> {
		const rows = await rowsOf(this.#wire, flooders.map(({ key }) => key.account));
		return flooders.filter((flooder, index) => {
			const { nonce, isKnown } = rows[index]!;
			flooder.next = nonce;
			flooder.nonce = nonce;
			return isKnown || flooder.crew === 'newcomer';
		});
	}
}
