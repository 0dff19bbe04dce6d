/**
 * A practitioner of another organization, who signs with an own account or for whom the organization's gateway
 * does: asks for access, opens what a grant handed over, checks it against the chain.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Codec } from '@polkadot/types/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { type Capacity, type Chain, findEvent, type PractitionerId, publishPractitionerKey, type Purpose, type Receipt } from '@salus/client/chain';
import { type Actor, type Grantee, granteeFor, openEnvelopeOf, type Target } from '@salus/client/consent';
import {
	bytesToHex, canonicalJson, type ClassKey, classOf, deriveKeyPair, type JsonObject, type KeyPair, type OpenedRecord, recordOpener,
	parseJson, verifyInclusion,
} from '@salus/client/format';
import type { ReleasedRecord } from './hospital.ts';

/** What the chain keeps about an anchor. */
export interface KnownAnchor {
	anchor: number;
	recordClass: number;
	root: Uint8Array;
	leaves: number;
}

export class Specialist {
	readonly chain: Chain;
	readonly organization: number;
	/** Who signs: the practitioner, or the gateway. */
	readonly account: KeyringPair;
	readonly practitioner: PractitionerId;
	readonly capacity: Capacity;
	#keys: Promise<KeyPair> = newKeyPair();

	constructor(chain: Chain, organization: number, account: KeyringPair, pseudonym?: Uint8Array) {
		this.chain = chain;
		this.organization = organization;
		this.account = account;
		this.practitioner = pseudonym ? { Pseudonym: pseudonym } : { Account: account.publicKey };
		this.capacity = pseudonym
			? { Gateway: { organization, practitioner: pseudonym } }
			: { Practitioner: { organization } };
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

	/** Publishes the specialist's encryption key, unless it is the one that stands on the chain. */
	async publishKey(): Promise<Receipt | undefined> {
		const { publicKey } = await this.#keys;
		const known = await this.chain.ask('providerRegistryApi', 'practitioner', [this.organization, this.practitioner]);
		if (known.isEmpty) throw new Error('The specialist is not a practitioner of the organization on this chain.');
		if (known.toJSON()?.key?.public === `0x${bytesToHex(publicKey)}`) return undefined;
		const { organization, practitioner } = this;
		return this.chain.send(await publishPractitionerKey(this.chain, { organization, practitioner, encryptionKey: publicKey }), this.account);
	}

	/** Throws the key pair away, and publishes another. */
	async replaceKey(): Promise<Receipt> {
		this.#keys = newKeyPair();
		return (await this.publishKey()) as Receipt;
	}

	/** Asks to read; the receipt comes either way, the ticket's number only if it is permitted. */
	async request(
		patient: Uint8Array,
		target: Target,
		custodian: number,
		purpose: Purpose = 'Treatment',
	): Promise<{ receipt: Receipt; ticket: number | undefined }> {
		const call = this.chain.call('auditLog', 'requestAccess', {
			patient, target, action: 'Access', purpose, capacity: this.capacity, custodian, reason: null,
		});
		const receipt = await this.chain.send(call, this.account);
		const ticket = findEvent(receipt, 'auditLog', 'AccessAnswered')['ticket'] as Codec;
		return { receipt, ticket: ticket.isEmpty ? undefined : Number(ticket.toString()) };
	}

	/** The class keys that came with a grant. */
	async openEnvelope(patient: Uint8Array, grant: number): Promise<ClassKey[]> {
		const { organization, grantee } = this;
		return openEnvelopeOf(this.chain, { patient, organization, grantee }, grant, (await this.#keys).privateKey);
	}

	async anchor(patient: Uint8Array, anchor: number): Promise<KnownAnchor> {
		const known = (await this.chain.ask('recordAnchorApi', 'anchor', [patient, anchor])).toJSON();
		if (!known) throw new Error('The chain has no such anchor.');
		const { class: recordClass, root, leaves } = known;
		return { anchor, recordClass, root: Buffer.from(root.slice(2), 'hex'), leaves };
	}

	/** Opens released records of one class, and makes sure that the chain commits to exactly these bytes. */
	async reader(patient: Uint8Array, known: KnownAnchor, key: ClassKey): Promise<(record: ReleasedRecord) => Promise<JsonObject>> {
		const open = await recordOpener({ patient, recordClass: known.recordClass }, key.privateKey);
		return async (record) => {
			const opened = await open(record.blob);
			if (!(await this.isAnchored(patient, known, opened, record))) {
				throw new Error('The chain does not know this record: it was altered or never anchored.');
			}
			const resource = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(opened.canonical)) as JsonObject;
			if (canonicalJson(resource) !== Buffer.from(opened.canonical).toString('utf8')) throw new Error('The record is not canonical.');
			if (classOf(String(resource['resourceType'])) !== known.recordClass) throw new Error('The record is of another class than its anchor.');
			return resource;
		};
	}

	/** Whether a record's commitment is under the anchor, by the chain's own answer and by our own reckoning. */
	async isAnchored(patient: Uint8Array, known: KnownAnchor, opened: OpenedRecord, record: ReleasedRecord): Promise<boolean> {
		const here = verifyInclusion(known.root, known.leaves, record.index, opened.commitment, record.proof);
		const answer = await this.chain.ask(
			'recordAnchorApi', 'verifyInclusion',
			[patient, known.anchor, record.index, opened.commitment, record.proof],
		);
		const there = 'ok' in answer.toJSON();
		if (here !== there) throw new Error('The chain and this client disagree about a proof of inclusion.');
		return there;
	}
}

function newKeyPair(): Promise<KeyPair> {
	return deriveKeyPair(randomBytes(32));
}
