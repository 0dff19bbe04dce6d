/** The patient's side: a fresh account without a coin, and a secret that all its keys come from. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Codec } from '@polkadot/types/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Chain, type Receipt, type Transaction, findEvent } from '../chain/chain.ts';
import { type Action, type PractitionerId, actionSet, practitionerBytes, purposeSet } from '../chain/codes.ts';
import { relay, signMetaTransaction } from '../chain/meta-transaction.ts';
import { type Trail, readTrail } from '../chain/trail.ts';
import { bytesToHex } from '../format/bytes.ts';
import { classKeyPair, patientKeyPair } from '../format/class-keys.ts';
import { allClasses } from '../format/classes.ts';
import { sealEnvelope } from '../format/envelope.ts';
import { type KeyCard, makeKeyCard } from '../format/key-card.ts';

/** Whom a grant is for: an organization, and the practitioner in it whose key the envelope is sealed to. */
export interface Recipient {
	organization: number;
	practitioner: PractitionerId;
}

export class Patient {
	readonly chain: Chain;
	readonly account: KeyringPair;
	readonly #secret = randomBytes(32);
	#id: Uint8Array | undefined;
	#epoch = 0;

	constructor(chain: Chain) {
		this.chain = chain;
		this.account = new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
	}

	/** The id that the chain gave. */
	get id(): Uint8Array {
		if (!this.#id) throw new Error('The patient is not registered yet.');
		return this.#id;
	}

	get epoch(): number {
		return this.#epoch;
	}

	async register(): Promise<Receipt> {
		return this.#registered(await this.chain.send(await this.#registration(), this.account));
	}

	/** Registers with a transaction that the patient signs and `relayer` sends and pays for. */
	async registerThrough(relayer: KeyringPair): Promise<Receipt> {
		const signed = await signMetaTransaction(this.chain, await this.#registration(), this.account);
		return this.#registered(await relay(this.chain, signed, relayer));
	}

	/** The public keys of all classes in the current epoch, signed, for whoever shall write records. */
	async keyCard(): Promise<KeyCard> {
		const classes = [];
		for (const recordClass of allClasses()) {
			const { publicKey } = await classKeyPair(this.#secret, this.#epoch, recordClass);
			classes.push({ class: recordClass, publicKey: bytesToHex(publicKey) });
		}
		const content = { genesis: bytesToHex(this.chain.genesis), patient: bytesToHex(this.id), epoch: this.#epoch, classes };
		return makeKeyCard(content, (message) => this.account.sign(message));
	}

	/** Lets an organization add records of every class, for a year; it can read nothing with that. */
	async grantCollect(organization: number): Promise<Receipt> {
		return this.#grant(organization, 'All', ['Collect'], 365, null);
	}

	/** Lets an organization read some classes, and hands the keys of these classes to one practitioner there. */
	async grantAccess(recipient: Recipient, classes: number[], days: number): Promise<Receipt> {
		const { chain } = this;
		const { organization, practitioner } = recipient;
		const known = await chain.ask('providerRegistryApi', 'practitioner', [organization, practitioner]);
		const { key } = (known.toJSON() ?? {}) as { key?: { public: string } | null };
		if (!key) throw new Error('The recipient has published no encryption key.');
		const keys = await Promise.all(
			classes.map(async (recordClass) => ({
				recordClass,
				privateKey: (await classKeyPair(this.#secret, this.#epoch, recordClass)).privateKey,
			})),
		);
		const context = { patient: this.id, organization, grantee: practitionerBytes(practitioner), keyEpoch: this.#epoch };
		const sealed = await sealEnvelope(context, Buffer.from(key.public.slice(2), 'hex'), keys);
		const envelope = { keyEpoch: this.#epoch, sealed: `0x${bytesToHex(sealed)}` };
		return this.#grant(organization, { Classes: [...classes].sort((a, b) => a - b) }, ['Access'], days, envelope);
	}

	async revoke(grant: number): Promise<Receipt> {
		return this.chain.send(this.chain.api.tx['consent']!['revoke']!(this.id, grant), this.account);
	}

	/** Starts a new key epoch: what is sealed from now on opens with no key that was ever handed out. */
	async renewKeys(): Promise<Receipt> {
		const { publicKey } = await patientKeyPair(this.#secret, this.#epoch + 1);
		const call = this.chain.api.tx['patientIdentity']!['replaceEncryptionKey']!(this.id, publicKey);
		const receipt = await this.chain.send(call, this.account);
		this.#epoch += 1;
		return receipt;
	}

	async readTrail(): Promise<Trail> {
		return readTrail(this.chain, this.id);
	}

	async #registration(): Promise<Transaction> {
		const { publicKey } = await patientKeyPair(this.#secret, 0);
		return this.chain.api.tx['patientIdentity']!['register']!(randomBytes(32), publicKey);
	}

	#registered(receipt: Receipt): Receipt {
		this.#id = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		return receipt;
	}

	async #grant(organization: number, scope: unknown, actions: Action[], days: number, envelope: unknown): Promise<Receipt> {
		const from = await this.chain.now();
		const provision = {
			grantee: 'Organization',
			scope,
			content: null,
			actions: actionSet(...actions),
			purposes: purposeSet('Treatment'),
			period: { from, until: from + days * 24 * 60 * 60 * 1000 },
		};
		const call = this.chain.api.tx['consent']!['grant']!(this.id, organization, provision, null, envelope);
		return this.chain.send(call, this.account);
	}
}

/** The number of the grant that a transaction gave. */
export function grantOf(receipt: Receipt): number {
	return Number((findEvent(receipt, 'consent', 'Granted')['grant'] as Codec).toString());
}
