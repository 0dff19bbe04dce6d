/** The patient's side: a fresh account without a coin, and a ring of roots, one for each epoch, that all its keys come from. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { mnemonicGenerate } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	actionSet, type Chain, findEvent, type PatientKey, type PractitionerId, purposeSet, readTrail, type Receipt, registerPatient, relay,
	replacePatientKey, signMetaTransaction, type Trail, type Transaction,
} from '@salus/client/chain';
import {
	classesScope, daysFrom, envelopeOf, type Grant, grant, type Grantee, granteeBytes, granteeFor, granteeOf, liveGrants, replaceEnvelope, revoke, type SealedKeys, sealTo, setEmergencyRing,
} from '@salus/client/consent';
import {
	type Aftermath, type CustodianService, finishRenewal, type MoveProgress, moveToPresentEpoch, PatientSide, prepareEmergencyRing, presentKey, type Renewal, type RenewalProgress, renewKeys,
} from '@salus/client/custody';
import { SalusError } from '@salus/client/errors';
import {
	allClasses, bytesToHex, CARD_LABELS, type ClassKeys, classKeyPair, classSecretOf, emergencyRingOnChain, type EpochRoot, type KeyCard, keyCardHash, type KeyPair, type KeyRing, keysOfClasses, makeBackup,
	makeKeyCard, nextVersion, type PublicKey, randomRoot, type RingKeepers, type Suite, writeEmergencyRing, writeKeyCard, X25519,
} from '@salus/client/format';

/** Whom a grant is for: the practitioner whose key the envelope is sealed to, in an organization. */
export interface Recipient {
	organization: number;
	practitioner: PractitionerId;
	/** The practitioner's key, where the chain has only its hash. */
	offered?: PublicKey;
}

/** Who keeps a share of the emergency ring, with the key itself where the chain has its hash. */
export interface EmergencyKeeper {
	custodian: CustodianService;
	key?: PublicKey;
}

/** Told of every transaction that was sent. */
type Sent = (receipt: Receipt) => void;

/** The classes of a grant. */
export type Granted = number[] | 'All';

export interface PatientParts {
	suite?: Suite;
	clockLag?: number;
	/** A new one, unless said otherwise. */
	account?: KeyringPair;
	/** Those of which the card has keys: all that there are, and labels, as everybody's. */
	classes?: readonly number[];
}

const EVERY_CLASS = [...allClasses(), ...CARD_LABELS];

export class Patient {
	readonly chain: Chain;
	readonly account: KeyringPair;
	/** Of its keys; after a recovery, of those to come. */
	readonly suite: Suite;
	/** Envelopes that no custodian has yet. */
	readonly envelopes: Uint8Array[] = [];
	/** Grants whose keys could not be sealed anew at the last renewal. */
	readonly unsealed: number[] = [];
	readonly #clock: () => number;
	readonly #classes: readonly number[];
	/** By root, since each holds a key for every class, which takes a while to make. */
	readonly #cards = new WeakMap<Uint8Array, Promise<KeyCard>>();
	#ring: KeyRing;
	/** Of the key on the chain; the ring may hold a root beyond, which is to be published. */
	#epoch = 0;
	#id: Uint8Array | undefined;
	#version: number | undefined;
	/** Who keeps a backup of the ring, and for whom. */
	readonly #backups = new Map<CustodianService, RingKeepers>();
	/** Of grantees of whose keys the chain has a hash only. */
	readonly #offered = new Map<string, PublicKey>();
	#emergencyKeepers: EmergencyKeeper[] = [];

	constructor(chain: Chain, { suite = X25519, clockLag = 0, account, classes = EVERY_CLASS }: PatientParts = {}) {
		this.chain = chain;
		this.suite = suite;
		this.#ring = { roots: [{ suite, root: randomRoot() }] };
		this.#classes = classes;
		this.#clock = () => Date.now() - clockLag;
		this.account = account ?? new Keyring({ type: 'sr25519' }).addFromMnemonic(mnemonicGenerate());
	}

	/** A patient on another device: the account controls the patient now, and the ring came out of backups, by `joinRings`. */
	static restored(chain: Chain, account: KeyringPair, { id, ring, ...parts }: { id: Uint8Array; ring: KeyRing } & PatientParts): Patient {
		const patient = new Patient(chain, { ...parts, account });
		patient.#id = id;
		patient.#ring = ring;
		patient.#epoch = ring.roots.length - 1;
		return patient;
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

	/** All that the patient must not lose. */
	get ring(): KeyRing {
		return { roots: [...this.#ring.roots] };
	}

	async register(): Promise<Receipt> {
		return this.#registered(await this.chain.send(await this.#registration(), this.account));
	}

	/** Registers with a transaction that the patient signs and `relayer` sends and pays for. */
	async registerThrough(relayer: KeyringPair): Promise<Receipt> {
		const signed = await signMetaTransaction(this.chain, await this.#registration(), this.account);
		return this.#registered(await relay(this.chain, signed, relayer));
	}

	/** The public keys of all classes in the current epoch, for whoever shall write records. */
	async keyCard(): Promise<string> {
		return writeKeyCard(await this.#card(this.id, this.epoch, this.#root()));
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

	/** Lets a practitioner read some classes, or all, and seals the keys of these classes to it; `deliver` brings them to custodians. */
	async grantAccess(recipient: Recipient, classes: Granted, days: number): Promise<Receipt> {
		const { organization, practitioner, offered } = recipient;
		const grantee = granteeFor(practitioner);
		const provision = {
			grantee,
			scope: classes === 'All' ? classes : classesScope(...classes),
			content: null,
			actions: actionSet('Access'),
			purposes: purposeSet('Treatment'),
			period: daysFrom(await this.chain.now(), days),
		};
		if (offered) this.#offered.set(nameOf(organization, grantee), offered);
		const { envelope } = await this.sealKeys(organization, grantee, classes, offered);
		return this.send(grant(this.chain, organization, { patient: this.id, provision, envelope }));
	}

	/** The private keys of some classes, or of all, of the current epoch and no other, sealed to a grantee. */
	async sealKeys(organization: number, grantee: Grantee, classes: Granted, offered?: PublicKey): Promise<SealedKeys> {
		const keys = classes === 'All' ? this.#allKeys : await keysOfClasses(this.#allKeys, classes);
		const sealed = await sealTo(this.chain, { patient: this.id, organization, grantee }, this.epoch, keys, offered);
		this.envelopes.push(sealed.sealed);
		return sealed;
	}

	/** Hands custodians the envelopes of grants that were given since the last time. */
	async deliver(...custodians: CustodianService[]): Promise<void> {
		for (const envelope of this.envelopes) for (const custodian of custodians) await custodian.takeEnvelope(this.id, envelope);
		this.envelopes.length = 0;
	}

	/**
	 * Seals the keys of a live grant anew: those of the classes that its scope lists, or of all, under the current epochs of both
	 * sides. What is sealed under an earlier epoch of the patient's does not open with them.
	 */
	async rewrap(number: number, offered?: PublicKey): Promise<Receipt> {
		const held = (await liveGrants(this.chain, this.id)).find(([, { id }]) => id === number);
		if (!held) throw new Error('There is no live grant with this number.');
		const [organization, { provision }] = held;
		const classes = 'all' in provision.scope ? ('All' as const) : provision.scope.classes;
		if (!classes) throw new Error('The grant lists no classes whose keys could be sealed.');
		const { envelope } = await this.sealKeys(organization, granteeOf(provision), classes, offered);
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
	async classKeys(recordClass: number, epoch = this.epoch): Promise<KeyPair> {
		const { suite, root } = this.#root(epoch);
		return classKeyPair(suite, classSecretOf(root), recordClass);
	}

	/**
	 * Starts a new key epoch with a new root: what is sealed from now on opens with no key that was ever handed out. Then whatever was handed out is
	 * sealed anew, and what these custodians keep is moved.
	 */
	renewKeys(custodians: CustodianService[], sent: Sent = () => {}): AsyncGenerator<RenewalProgress, void> {
		return renewKeys({ ...this.#renewal(sent), ...this.#aftermath(custodians, sent) });
	}

	/** Goes on with a renewal that was broken off after its key had been published. */
	finishRenewal(custodians: CustodianService[], sent: Sent = () => {}): AsyncGenerator<RenewalProgress, void> {
		return finishRenewal(this.#aftermath(custodians, sent));
	}

	/** The first half alone: for a patient of whom nobody keeps anything that must follow. */
	async startEpoch(): Promise<Receipt> {
		let published: Receipt | undefined;
		const renewal = this.#renewal((receipt) => (published = receipt));
		for await (const { step } of renewKeys({ ...renewal, ...this.#aftermath([]) })) if (step === 'published') break;
		return published as Receipt;
	}

	/** Has a custodian keep the ring, which any one of the keepers can open; and each ring that comes after it. */
	async backUp(custodian: CustodianService, keepers: RingKeepers): Promise<void> {
		this.#backups.set(custodian, keepers);
		await this.#keepBackup(custodian, keepers);
	}

	/** The backups of the ring that a custodian keeps, as text, the latest first. */
	async fetchBackups(custodian: CustodianService): Promise<string[]> {
		const { request, content } = await this.#side.giveBackups(custodian.organization);
		const texts: string[] = [];
		for await (const text of (await custodian.answer(request, content)).backups ?? []) texts.push(text);
		return texts;
	}

	/** Shares the keys for an emergency among custodians, any two of whom can give them; confidential classes left out. */
	async setEmergencyRing(custodians: EmergencyKeeper[]): Promise<Receipt> {
		this.#emergencyKeepers = custodians;
		const ring = await prepareEmergencyRing(this.chain, {
			patient: this.id, epoch: this.epoch, keys: this.#allKeys, classes: this.#classes,
			custodians: custodians.map(({ custodian, key }) => ({ custodian: custodian.organization, ...(key ? { offered: key } : {}) })),
		});
		const receipt = await this.send(setEmergencyRing(this.chain, this.id, emergencyRingOnChain(ring)));
		for (const { custodian } of custodians) await custodian.takeEmergencyRing(writeEmergencyRing(ring));
		return receipt;
	}

	/** Moves the batches that a custodian keeps to the current epoch. */
	async *moveRecords(custodian: CustodianService): AsyncGenerator<MoveProgress> {
		const side = this.#side;
		const asked = await side.giveHeaders(custodian.organization);
		const { headers = [] } = await custodian.answer(asked.request, asked.content);
		const { epoch } = this;
		const { suite, classes } = await this.#card(this.id, epoch, this.#root());
		const keys = new Map(classes.map(({ class: recordClass, publicKey }) => [recordClass, { epoch, suite, publicKey }]));
		yield* moveToPresentEpoch({
			patient: this.id, batches: headers, epoch, keys,
			keyOf: async (recordClass, earlier) => (this.#ring.roots[earlier] ? this.classKeys(recordClass, earlier) : undefined),
			replace: async (anchor, header) => {
				const { request, content } = await side.exchangeHeader(custodian.organization, anchor, header);
				await custodian.answer(request, content);
			},
		});
	}

	/** The trail as it stands at `block`, or at the best one. */
	async readTrail(block?: string): Promise<Trail> {
		return readTrail(this.chain, this.id, block);
	}

	#root(epoch = this.epoch): EpochRoot {
		const root = this.#ring.roots[epoch];
		if (!root) throw new Error(`The root of epoch ${epoch} is not known.`);
		return root;
	}

	/** What gives the keys of all classes in the current epoch. */
	get #allKeys(): ClassKeys {
		const { suite, root } = this.#root();
		return { suite, classSecret: classSecretOf(root) };
	}

	get #side(): PatientSide {
		return new PatientSide(this.chain, { patient: this.id, signer: this.account, clock: this.#clock });
	}

	#renewal(sent: Sent): Renewal {
		return {
			ring: this.ring, suite: this.suite,
			present: async () => presentKey(this.chain, this.id),
			backUp: async (ring) => {
				this.#ring = ring;
				for (const [custodian, keepers] of this.#backups) await this.#keepBackup(custodian, keepers);
			},
			publish: async (root, epoch) => {
				const receipt = await this.#publish(root, epoch);
				sent(receipt);
				await receipt.finalized;
				return this.#epoch;
			},
		};
	}

	#aftermath(custodians: CustodianService[], sent: Sent = () => {}): Aftermath {
		return {
			sealEnvelopes: async () => {
				this.unsealed.length = 0;
				// All of them: of one that fits, custodians may not have got the bytes before the device went away.
				for (const [organization, held] of await liveGrants(this.chain, this.id)) {
					if (await envelopeOf(this.chain, this.id, held.id)) await this.#sealAnew(organization, held, sent);
				}
				await this.deliver(...custodians);
			},
			shareForEmergency: async () => {
				if (this.#emergencyKeepers.length > 0) sent(await this.setEmergencyRing(this.#emergencyKeepers));
			},
			moveRecords: () => this.#moveAll(custodians),
		};
	}

	/** A grantee to which nothing can be sealed now is no reason to leave the others without. */
	async #sealAnew(organization: number, { id, provision }: Grant, sent: Sent): Promise<void> {
		try {
			sent(await this.rewrap(id, this.#offered.get(nameOf(organization, granteeOf(provision)))));
		} catch (error) {
			if (!(error instanceof SalusError)) throw error;
			this.unsealed.push(id);
		}
	}

	async *#moveAll(custodians: CustodianService[]): AsyncGenerator<MoveProgress> {
		for (const custodian of custodians) yield* this.moveRecords(custodian);
	}

	/** Publishes the key of a root; `#epoch` is then the one that the chain gave it. */
	async #publish(root: EpochRoot, epoch: number): Promise<Receipt> {
		const receipt = await this.send(await replacePatientKey(this.chain, this.id, await this.#key(epoch, root)));
		this.#epoch = findEvent(receipt, 'patientIdentity', 'EncryptionKeyReplaced')['epoch']!.toJSON() as number;
		return receipt;
	}

	async #keepBackup(custodian: CustodianService, keepers: RingKeepers): Promise<void> {
		const { genesis } = this.chain;
		this.#version = nextVersion(this.#version, this.#clock());
		const backup = await makeBackup({ genesis, patient: this.id, version: this.#version }, this.ring, keepers);
		const { request, content } = await this.#side.keepBackup(custodian.organization, backup);
		await custodian.answer(request, content);
	}

	async #registration(): Promise<Transaction> {
		return registerPatient(this.chain, randomBytes(32), await this.#key(0, this.#root(0)));
	}

	/** What is published in an epoch. The card's hash tells nothing of the patient's id, which comes with registering. */
	async #key(epoch: number, root: EpochRoot): Promise<PatientKey> {
		const card = await this.#card(this.#id ?? new Uint8Array(32), epoch, root);
		return { key: { suite: root.suite, publicKey: card.publicKey }, card: keyCardHash(card) };
	}

	async #card(patient: Uint8Array, epoch: number, known: EpochRoot): Promise<KeyCard> {
		const { suite, root } = known;
		let card = this.#cards.get(root);
		if (!card) {
			card = makeKeyCard({ genesis: this.chain.genesis, patient, epoch, suite }, root, this.#classes);
			this.#cards.set(root, card);
		}
		return { ...(await card), patient, epoch };
	}

	#registered(receipt: Receipt): Receipt {
		this.#id = findEvent(receipt, 'patientIdentity', 'PatientRegistered')['patient']!.toU8a();
		return receipt;
	}
}

function nameOf(organization: number, grantee: Grantee): string {
	return `${organization} ${bytesToHex(granteeBytes(grantee))}`;
}
