/**
 * A practitioner of another organization, who signs with an own account or for whom the organization's gateway
 * does: asks for access, fetches and opens what the custodian releases, checks it against the chain.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Capacity, type Chain, isToldKey, type PractitionerId, publishPractitionerKey, type Purpose, type Receipt } from '@salus/client/chain';
import { type Actor, type Grantee, granteeFor, type Target } from '@salus/client/consent';
import {
	type AccessAnswer, askFor, askForEncounter, askForMany, type CustodianService, type Encounter, type HeldTicket, Reader, type ReceivedRelease,
} from '@salus/client/custody';
import { type ClassKeys, type KeyPair, keyOfClass, type PrivateKey, type PublicKey, randomKeyPair, type Suite, X25519 } from '@salus/client/format';

/** What a custodian released. */
export interface Fetched {
	/** That the ticket is redeemed. */
	receipt: Receipt;
	release: ReceivedRelease;
}

/** What came of a request for access. */
export interface Asked {
	receipt: Receipt;
	/** The place of the ticket in the patient's trail. */
	ticket: number | undefined;
	/** The ticket, with its secret. */
	held: HeldTicket | undefined;
}

export class Specialist {
	readonly chain: Chain;
	readonly organization: number;
	/** Who signs: the practitioner, or the gateway. */
	readonly account: KeyringPair;
	readonly practitioner: PractitionerId;
	readonly capacity: Capacity;
	readonly suite: Suite;
	readonly #clock: () => number;
	#keys: Promise<KeyPair>;

	constructor(
		chain: Chain, organization: number, account: KeyringPair, pseudonym?: Uint8Array,
		{ suite = X25519, clockLag = 0 }: { suite?: Suite; clockLag?: number } = {},
	) {
		this.chain = chain;
		this.organization = organization;
		this.account = account;
		this.practitioner = pseudonym ? { Pseudonym: pseudonym } : { Account: account.publicKey };
		this.capacity = pseudonym
			? { Gateway: { organization, practitioner: pseudonym } }
			: { Practitioner: { organization } };
		this.suite = suite;
		this.#clock = () => Date.now() - clockLag;
		this.#keys = randomKeyPair(suite);
	}

	/** Who is written down as having acted. */
	get actor(): Actor {
		const { organization, practitioner } = this;
		const account = this.account.publicKey;
		return 'Pseudonym' in practitioner
			? { Gateway: { organization, account, practitioner: practitioner.Pseudonym } }
			: { Practitioner: { organization, account } };
	}

	/** The grantee of a grant that is for this practitioner and nobody else. */
	get grantee(): Grantee {
		return granteeFor(this.practitioner);
	}

	/** The key that the specialist hands out: the chain may have its hash only. */
	async publicKey(): Promise<PublicKey> {
		const { suite, publicKey } = await this.#keys;
		return { suite, publicKey };
	}

	/** With which the specialist opens what is sealed to it. */
	async privateKey(): Promise<PrivateKey> {
		const { suite, privateKey } = await this.#keys;
		return { suite, privateKey };
	}

	/** Publishes the specialist's encryption key, unless it is the one that stands on the chain. */
	async publishKey(): Promise<Receipt | undefined> {
		const key = await this.publicKey();
		const known = (await this.chain.ask('providerRegistryApi', 'practitioner', [this.organization, this.practitioner])).toJSON();
		if (!known) throw new Error('The specialist is not a practitioner of the organization on this chain.');
		if (known.key && isToldKey(key, known.key.public)) return undefined;
		const { organization, practitioner } = this;
		return this.chain.send(await publishPractitionerKey(this.chain, { organization, practitioner, key }), this.account);
	}

	/** Throws the key pair away, and publishes another. */
	async replaceKey(): Promise<Receipt> {
		this.#keys = randomKeyPair(this.suite);
		return (await this.publishKey()) as Receipt;
	}

	/** Asks to read; the receipt comes either way, the ticket, by its number and as its holder keeps it, only if it is permitted. */
	async request(patient: Uint8Array, target: Target, custodian: number, purpose: Purpose = 'Treatment'): Promise<Asked> {
		return asked(await askFor(this.chain, this.account, { patient, custodian, purpose, capacity: this.capacity }, target));
	}

	/** Asks to read several at once; with hours, for an encounter: for as long the ticket serves again and again, whoever of the team shows it. */
	async requestMany(patient: Uint8Array, targets: Target[], custodian: number, encounter?: Encounter, purpose: Purpose = 'Treatment'): Promise<Asked> {
		const question = { patient, custodian, purpose, capacity: this.capacity };
		const { chain, account } = this;
		return asked(await (encounter ? askForEncounter(chain, account, question, targets, encounter) : askForMany(chain, account, question, targets)));
	}

	/** Who asks custodians, by the key of today. */
	async reader(): Promise<Reader> {
		return new Reader(this.chain, { signer: this.account, key: await this.#keys, clock: this.#clock });
	}

	/** Fetches what a ticket is for. */
	async fetch(custodian: CustodianService, ticket: HeldTicket): Promise<Fetched> {
		const reader = await this.reader();
		const request = await reader.request(ticket);
		const { receipt, stream } = await custodian.release(request);
		const release = await reader.open(ticket, request, stream);
		return { receipt: await receipt, release };
	}

	/** Fetches some of what a ticket is for by one request, part by part; each is to be read before the next is asked for. */
	async *fetchEach(custodian: CustodianService, ticket: HeldTicket, targets = ticket.targets): AsyncGenerator<Fetched> {
		const reader = await this.reader();
		const request = await reader.request(ticket, targets);
		const { receipt, stream } = await custodian.release(request);
		for await (const release of reader.openEach(ticket, request, stream)) yield { receipt: await receipt, release };
	}

	/** The class keys that a grant handed over, as they came with a release. */
	async keysIn(release: ReceivedRelease, grant: number): Promise<ClassKeys> {
		const { organization, grantee } = this;
		return (await release.classKeys({ organization, grantee }, grant)).keys;
	}

	/** Opens the records of a release one after the other, and makes sure that the chain commits to each; how many there were. */
	async readAll(release: ReceivedRelease, keys: ClassKeys, tell: () => void = () => {}): Promise<number> {
		let read = 0;
		for await (const _ of release.records((recordClass) => keyOfClass(keys, recordClass))) {
			read += 1;
			tell();
		}
		return read;
	}
}

function asked({ receipt, ticket }: AccessAnswer): Asked {
	return { receipt, ticket: ticket?.sequence, held: ticket };
}
