/** The patient's side: a fresh account without a coin, and a secret that all its keys come from. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	actionSet, type Chain, findEvent, type PractitionerId, purposeSet, readTrail, type Receipt, registerPatient, relay,
	replacePatientKey, signMetaTransaction, type Trail, type Transaction,
} from '@salus/client/chain';
import {
	classesScope, daysFrom, grant, type Grantee, granteeFor, granteeOf, liveGrants, replaceEnvelope, revoke, type SealedKeys,
	sealTo,
} from '@salus/client/consent';
import {
	allClasses, bytesToHex, type ClassKey, classKeyPair, type KeyCard, type KeyPair, makeKeyCard, patientKeyPair,
} from '@salus/client/format';

/** Whom a grant is for: the practitioner whose key the envelope is sealed to, in an organization. */
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

	get isRegistered(): boolean {
		return this.#id !== undefined;
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
			const { publicKey } = await this.classKeys(recordClass);
			classes.push({ class: recordClass, publicKey: bytesToHex(publicKey) });
		}
		const content = { genesis: bytesToHex(this.chain.genesis), patient: bytesToHex(this.id), epoch: this.#epoch, classes };
		return makeKeyCard(content, (message) => this.account.sign(message));
	}

	/** Lets an organization add records of every class, for a year; it can read nothing with that. */
	async grantCollect(organization: number): Promise<Receipt> {
		const provision = {
			grantee: 'Organization' as const,
			scope: 'All' as const,
			content: null,
			actions: actionSet('Collect'),
			purposes: purposeSet('Treatment'),
			period: daysFrom(await this.chain.now(), 365),
		};
		return this.send(grant(this.chain, organization, { patient: this.id, provision }));
	}

	/** Lets a practitioner read some classes, and hands over the keys of these classes. */
	async grantAccess({ organization, practitioner }: Recipient, classes: number[], days: number): Promise<Receipt> {
		const grantee = granteeFor(practitioner);
		const provision = {
			grantee,
			scope: classesScope(...classes),
			content: null,
			actions: actionSet('Access'),
			purposes: purposeSet('Treatment'),
			period: daysFrom(await this.chain.now(), days),
		};
		const envelope = await this.sealKeys(organization, grantee, classes);
		return this.send(grant(this.chain, organization, { patient: this.id, provision, envelope }));
	}

	/** The private keys of some classes, of the current epoch and no other, sealed to a grantee. */
	async sealKeys(organization: number, grantee: Grantee, classes: number[]): Promise<SealedKeys> {
		const keys: ClassKey[] = await Promise.all(
			classes.map(async (recordClass) => ({ recordClass, privateKey: (await this.classKeys(recordClass)).privateKey })),
		);
		return sealTo(this.chain, { patient: this.id, organization, grantee }, this.#epoch, keys);
	}

	/**
	 * Seals the keys of a live grant anew: those of the classes that its scope lists, under the current epochs of both
	 * sides. What is sealed under an earlier epoch of the patient's does not open with them.
	 */
	async rewrap(number: number): Promise<Receipt> {
		const held = (await liveGrants(this.chain, this.id)).find(([, { id }]) => id === number);
		if (!held) throw new Error('There is no live grant with this number.');
		const [organization, { provision }] = held;
		if (!provision.scope.classes) throw new Error('The grant lists no classes whose keys could be sealed.');
		const envelope = await this.sealKeys(organization, granteeOf(provision), provision.scope.classes);
		return this.send(replaceEnvelope(this.chain, this.id, number, envelope));
	}

	async revoke(number: number): Promise<Receipt> {
		return this.send(revoke(this.chain, this.id, number));
	}

	/** Signs and sends with the patient's account. */
	async send(call: Transaction): Promise<Receipt> {
		return this.chain.send(call, this.account);
	}

	/** The key pair of a class, in the current epoch or an earlier one. */
	async classKeys(recordClass: number, epoch = this.#epoch): Promise<KeyPair> {
		return classKeyPair(this.#secret, epoch, recordClass);
	}

	/** Starts a new key epoch: what is sealed from now on opens with no key that was ever handed out. */
	async renewKeys(): Promise<Receipt> {
		const { publicKey } = await patientKeyPair(this.#secret, this.#epoch + 1);
		const receipt = await this.send(await replacePatientKey(this.chain, this.id, publicKey));
		this.#epoch += 1;
		return receipt;
	}

	/** The trail as it stands at `block`, or at the best one. */
	async readTrail(block?: string): Promise<Trail> {
		return readTrail(this.chain, this.id, block);
	}

	async #registration(): Promise<Transaction> {
		const { publicKey } = await patientKeyPair(this.#secret, 0);
		return registerPatient(this.chain, randomBytes(32), publicKey);
	}

	#registered(receipt: Receipt): Receipt {
		this.#id = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		return receipt;
	}
}
