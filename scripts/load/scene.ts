/** Who is there before anybody floods: two hospitals' people, an attested patient, patients with guardians. */
import { blake2AsHex } from '@polkadot/util-crypto';
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { ExtrinsicStatus } from '@polkadot/types/interfaces';

export type Call = SubmittableExtrinsic<'promise'>;

/** The hospital and the clinic of the preset. */
export const HOSPITAL = 0;
export const CLINIC = 1;
export const UNIT = 10n ** 12n;
const OBSERVATION = 100;
/** Of guardians, of whom two must agree. */
const GUARDIANS_TAG = 'salus/guardian/1';

export interface Guarded {
	patient: string;
	members: string[];
	salt: string;
	friend: KeyringPair;
	number: number;
}

/** How many of each process's insiders may break the glass. */
export const RESCUERS_EACH = 10;

/** The names of keys that flood, by the process that has them. */
export const insiderName = (share: string, index: number): string => `insider/${share}/${index}`;
export const payerName = (share: string, index: number): string => `payer/${share}/${index}`;
/** Who pays for some of a forger's registrations. */
export const sponsorName = (share: string): string => `sponsor/${share}`;

export class Scene {
	readonly api: ApiPromise;
	/** Where the node is. */
	readonly url: string;
	readonly keys = new Keyring({ type: 'sr25519' });
	readonly #queues = new Map<string, Promise<void>>();

	private constructor(api: ApiPromise, url: string) {
		this.api = api;
		this.url = url;
	}

	static async connect(url: string): Promise<Scene> {
		return new Scene(await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true }), url);
	}

	key(name: string): KeyringPair {
		return this.keys.addFromUri(`//${name}`);
	}

	call(section: string, method: string, ...args: unknown[]): Call {
		return this.api.tx[section]![method]!(...args);
	}

	/**
	 * Sends, and waits until a block holds it; gives the events' data by name. Of one account, the next is signed when the pool has taken the one before.
	 */
	send(call: Call, who: KeyringPair): Promise<Map<string, string[]>> {
		const before = this.#queues.get(who.address) ?? Promise.resolve();
		let taken = () => {};
		this.#queues.set(who.address, new Promise<void>((resolve) => {
			taken = resolve;
		}));
		return before.then(() => this.#sendNow(call, who, taken)).finally(taken);
	}

	async #sendNow(call: Call, who: KeyringPair, taken: () => void): Promise<Map<string, string[]>> {
		// What polkadot.js takes for the next nonce does not count what is in the pool.
		const nonce = await this.api.rpc.system.accountNextIndex(who.address);
		return new Promise((resolve, reject) => {
			call
				.signAndSend(who, { nonce }, ({ status, events, dispatchError }) => {
					taken();
					if (status.isDropped || status.isInvalid || status.isUsurped) reject(new Error(`${call.method.method}: ${status.type}`));
					if (blockOf(status) === undefined) return;
					if (dispatchError) reject(new Error(`${call.method.method}: ${dispatchError.toString()}`));
					resolve(new Map(events.map(({ event }) => [`${event.section}.${event.method}`, event.data.map(String)])));
				})
				.catch(reject);
		});
	}

	async asRoot(call: Call): Promise<void> {
		await this.send(this.call('sudo', 'sudo', call), this.key('Alice'));
	}

	/** Registers a patient and says its id. */
	async register(who: KeyringPair): Promise<string> {
		const key = { public: { suite: 'X25519', bytes: who.publicKey }, card: new Uint8Array(32).fill(7) };
		const events = await this.send(this.call('patientIdentity', 'register', new Uint8Array(32).fill(1), key), who);
		return events.get('patientIdentity.PatientRegistered')![0]!;
	}

	attest(patient: string): Call {
		return this.call('patientIdentity', 'attestIdentity', patient, { Practitioner: { organization: HOSPITAL } }, 'Level3');
	}

	/** A grant for the hospital to read what it may of one class. */
	grant(patient: string): Call {
		const provision = {
			grantee: 'Organization', scope: { Classes: [OBSERVATION] }, content: null, actions: 1, purposes: 1, period: { from: 0, until: null },
		};
		return this.call('consent', 'grant', patient, HOSPITAL, provision, null, null);
	}

	request(patient: string, organization: number, purpose = 'Treatment'): Call {
		const target = { Class: { class: OBSERVATION, content: null } };
		return this.call(
			'auditLog', 'requestAccess', patient, target, 'Access', purpose, { Practitioner: { organization } }, HOSPITAL, null, new Uint8Array(16),
		);
	}

	openEmergency(patient: string, organization = HOSPITAL): Call {
		const capacity = { Practitioner: { organization } };
		return this.call('consent', 'openEmergency', patient, capacity, 'Unresponsive', new Uint8Array(32).fill(3), 1);
	}

	/** A patient whose identity is attested, with two guardians who have been in office for long enough to be shown. */
	async guarded(name: string): Promise<Guarded> {
		const [owner, friend, sister] = ['owner', 'friend', 'sister'].map((role) => this.key(`${name}/${role}`)) as [KeyringPair, KeyringPair, KeyringPair];
		const [patient] = await Promise.all([this.register(owner), this.register(friend), this.register(sister)]);
		const members = [friend.address, sister.address].sort((one, other) => compare(this.keys.decodeAddress(one), this.keys.decodeAddress(other)));
		const salt = new Uint8Array(32).fill(9);
		const list = this.api.createType('Vec<PalletPatientIdentityGuardian>', members.map((account) => ({ Person: account })));
		const preimage = [...new TextEncoder().encode(GUARDIANS_TAG), ...this.api.createType('H256', patient).toU8a(), 2, ...list.toU8a(), ...salt];
		await Promise.all([
			this.send(this.attest(patient), this.key('Bob')),
			this.send(this.call('patientIdentity', 'setGuardians', patient, blake2AsHex(new Uint8Array(preimage))), owner),
		]);
		return { patient, members, salt: this.api.createType('H256', salt).toHex(), friend, number: members.indexOf(friend.address) };
	}

	reveal({ patient, members, salt, number }: Guarded): Call {
		return this.call('patientIdentity', 'revealGuardians', patient, members.map((account) => ({ Person: account })), 2, salt, number);
	}

	vote({ patient, number }: Guarded): Call {
		return this.call('patientIdentity', 'voteFreeze', patient, number);
	}
}

/**
 * The block that holds a transaction of this status. polkadot.js reads the block before it tells of it, and tells of the last status only: where finality is quick, of
 * *finalized* and never of *in a block*.
 */
export function blockOf(status: ExtrinsicStatus): Uint8Array | undefined {
	if (status.isInBlock) return status.asInBlock;
	return status.isFinalized ? status.asFinalized : undefined;
}

function compare(one: Uint8Array, other: Uint8Array): number {
	const at = one.findIndex((byte, index) => byte !== other[index]);
	return at < 0 ? 0 : one[at]! - other[at]!;
}
