/** The main job: one patient's bundle through all pallets of a running chain, step by step. */
import { readFile, writeFile } from 'node:fs/promises';
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { randomBytes } from '@noble/hashes/utils.js';
import { actionSet, type Chain, purposeSet, type Receipt, type Trail, type Transaction } from '@salus/client/chain';
import {
	approveRequest, classesScope, closeEmergency, daysFrom, grantOf, liftRefusal, openEmergency, refusalOf, refuse, requestConsent,
	reviewEmergency, sessionOf, type Target, wholeClass,
} from '@salus/client/consent';
import { countByClass, type PatientRecords } from '@salus/client/fhir/records';
import { BlobStore } from './blob-store.ts';
import {
	allClasses, type ClassKey, className, FormatError, type KeyCard, openRecord, randomSalt, sealRecord, utf8ToBytes,
} from '@salus/client/format';
import { type PrivacyOfficer, licenseEmergencies } from './authorities.ts';
import { type Batch, Hospital, type ReleasedRecord, type Ticket } from './hospital.ts';
import { Patient } from './patient.ts';
import { type KnownAnchor, Specialist } from './specialist.ts';

/** The organizations of the chain's development preset. */
const HOSPITAL = 0;
const CLINIC = 1;
const GRANT_DAYS = 30;
/** What the specialist asks for, of which the patient approves less. */
const ASKED_DAYS = 365;
const EMERGENCY_HOURS = 1;

/** Classes that a specialist asks for first, where the bundle has them. */
const PREFERRED = ['Observation', 'Condition'];
/** Classes that say who and where: granted only if there is nothing else. */
const ADMINISTRATIVE = ['Patient', 'Organization', 'Practitioner', 'PractitionerRole', 'Location'];

/** The figures of one bundle's journey. */
export interface Report {
	bundle: string;
	resources: number;
	batches: number;
	extrinsics: number;
	bytesOnChain: number;
	permitted: number;
	denied: number;
	tamperDetected: number;
	revokedDenied: boolean;
	auditEntries: number;
	headVerified: boolean;
	seconds: number;
}

/** One step: what is going to happen, and what did. */
export interface Step {
	title: string;
	run(progress: (sentence: string) => void): Promise<string>;
}

/** Who plays the journey; the same for every bundle of a run. */
export interface Cast {
	chain: Chain;
	hospital: Hospital;
	specialist: Specialist;
}

export function cast(chain: Chain, storeFolder: string, clockLag: number): Cast {
	const keyring = new Keyring({ type: 'sr25519' });
	return {
		chain,
		hospital: new Hospital(chain, {
			organization: HOSPITAL,
			clinician: keyring.addFromUri('//Bob'),
			custodian: keyring.addFromUri('//Charlie'),
			store: new BlobStore(storeFolder),
			clockLag,
		}),
		specialist: new Specialist(chain, CLINIC, keyring.addFromUri('//Eve')),
	};
}

export class Journey {
	readonly steps: Step[];
	readonly patient: Patient;
	readonly #cast: Cast;
	readonly #bundle: PatientRecords;
	readonly #started = performance.now();
	readonly #receipts: Receipt[] = [];
	/** How many times access was, and must have been, permitted and denied. */
	readonly #asked = { permitted: 0, denied: 0 };
	readonly #granted: number[];
	readonly #outside: number;
	#card: KeyCard | undefined;
	#batches: Batch[] = [];
	#opened: { known: KnownAnchor; key: ClassKey; records: ReleasedRecord[] }[] = [];
	#grant = 0;
	#refusal = 0;
	#officer: PrivacyOfficer | undefined;
	#unused: Ticket | undefined;
	#tamperDetected = 0;
	#revokedDenied = false;
	#trail: Trail | undefined;

	constructor(cast: Cast, bundle: PatientRecords) {
		this.#cast = cast;
		this.#bundle = bundle;
		this.patient = new Patient(cast.chain);
		[this.#granted, this.#outside] = chooseClasses(countByClass(bundle.resources));
		const names = this.#granted.map(className).join(' and ');
		const step = (title: string, run: Step['run']): Step => ({ title, run });
		this.steps = [
			step('The patient registers with a new key and no coin', () => this.#register()),
			step('The patient lets the hospital add records', () => this.#letHospitalCollect()),
			step('The hospital commits to and seals every resource', (progress) => this.#seal(progress)),
			step('The hospital anchors the sealed records, one batch for each class', (progress) => this.#anchor(progress)),
			step('A specialist of another clinic asks for a record, and then the patient for consent', () => this.#askForConsent()),
			step(`The patient approves less: ${GRANT_DAYS} days of ${names} for treatment`, () => this.#approve()),
			step('The specialist asks again, the custodian checks the tickets and releases', (progress) => this.#release(progress)),
			step('The specialist opens every released record and checks it against the chain', (progress) => this.#read(progress)),
			step('Somebody alters a stored record by one byte, and re-seals another', () => this.#tamper()),
			step(`The patient refuses the clinic ${className(this.#refused)}, which stays granted`, () => this.#refuse()),
			step('An emergency: the specialist breaks the glass, and somebody of another organization judges it', () => this.#emergency()),
			step('The patient lifts the refusal and revokes the grant', () => this.#revoke()),
			step('The patient reads the trail and re-computes its hash chain', () => this.#readTrail()),
		];
	}

	/** The patient's trail; there from the last step on. */
	get trail(): Trail {
		if (!this.#trail) throw new Error('The trail was not read yet.');
		return this.#trail;
	}

	report(): Report {
		const { entries, verified } = this.trail;
		const outcomes = entries.map(({ entry }) => outcomeOf(entry.toJSON()));
		return {
			bundle: this.#bundle.source,
			resources: this.#bundle.resources.length,
			batches: this.#batches.length,
			extrinsics: this.#receipts.length,
			bytesOnChain: this.#receipts.reduce((sum, { bytes }) => sum + bytes, 0),
			permitted: outcomes.filter((outcome) => outcome === 'permitted').length,
			denied: outcomes.filter((outcome) => outcome === 'denied').length,
			tamperDetected: this.#tamperDetected,
			revokedDenied: this.#revokedDenied,
			auditEntries: entries.length,
			headVerified: verified,
			seconds: Math.round((performance.now() - this.#started) / 100) / 10,
		};
	}

	async #register(): Promise<string> {
		const { chain, specialist } = this.#cast;
		const [registered, published, officer] = await Promise.all([
			this.patient.register(), specialist.publishKey(), licenseEmergencies(chain, specialist, HOSPITAL),
		]);
		this.#receipts.push(registered, ...(published ? [published] : []));
		this.#officer = officer;
		const { data } = (await this.#cast.chain.api.query['system']!['account']!(this.patient.account.address)).toJSON() as {
			data: { free: number };
		};
		expect(data.free === 0, 'the patient needed a coin to register');
		return 'Registered, with a balance of zero. The specialist has published an encryption key.';
	}

	async #letHospitalCollect(): Promise<string> {
		const { hospital } = this.#cast;
		this.#receipts.push(await this.patient.grantCollect(hospital.organization));
		this.#card = await this.patient.keyCard();
		return 'Granted for a year. The hospital got public keys to seal with, and can read nothing with them.';
	}

	async #seal(progress: (sentence: string) => void): Promise<string> {
		const { hospital } = this.#cast;
		const { resources } = this.#bundle;
		const keys = await hospital.checkCard(this.#card as KeyCard, this.patient.id);
		const say = (done: number) => {
			if (done % Math.ceil(resources.length / 10) === 0 || done === resources.length) progress(`${done} of ${resources.length} sealed`);
		};
		this.#batches = await hospital.sealAll(this.patient.id, this.patient.epoch, keys, resources, say);
		const bytes = await this.#sizeOfStore();
		return `${resources.length} resources of ${this.#batches.length} types sealed: ${bytes} bytes of ciphertext in the store, none on the chain.`;
	}

	async #anchor(progress: (sentence: string) => void): Promise<string> {
		const started = performance.now();
		const receipts = await this.#cast.hospital.anchorAll(this.patient.id, this.#batches);
		this.#receipts.push(...receipts);
		progress(`${receipts.length} batches in blocks; waiting for finality`);
		await Promise.all(receipts.map(({ finalized }) => finalized));
		const seconds = Math.round((performance.now() - started) / 1000);
		const blocks = new Set(receipts.map(({ block }) => block)).size;
		return `${receipts.length} batches final in ${blocks} ${blocks === 1 ? 'block' : 'blocks'} after ${seconds} seconds.`;
	}

	async #askForConsent(): Promise<string> {
		const { chain, specialist } = this.#cast;
		const batch = this.#batchOf(this.#granted[0] as number);
		const asked = requestConsent(chain, {
			patient: this.patient.id,
			capacity: specialist.capacity,
			provision: {
				grantee: specialist.grantee,
				scope: classesScope(...this.#granted, this.#outside),
				content: null,
				actions: actionSet('Access'),
				purposes: purposeSet('Treatment', 'Research'),
				period: daysFrom(await chain.now(), ASKED_DAYS),
			},
			reason: randomBytes(32),
		});
		await Promise.all([this.#expectDenied({ Anchor: batch.anchor as number }), this.#send(asked, specialist.account)]);
		const names = [...this.#granted, this.#outside].map(className).join(', ');
		return `The record was denied. Asked for, and waiting for the patient's answer: ${ASKED_DAYS} days of ${names} for treatment and research.`;
	}

	async #approve(): Promise<string> {
		const { chain, specialist } = this.#cast;
		const { organization, grantee } = specialist;
		const provision = {
			grantee,
			scope: classesScope(...this.#granted),
			content: null,
			actions: actionSet('Access'),
			purposes: purposeSet('Treatment'),
			period: daysFrom(await chain.now(), GRANT_DAYS),
		};
		const envelope = await this.patient.sealKeys(organization, grantee, this.#granted);
		const receipt = await this.patient.send(approveRequest(chain, this.patient.id, organization, provision, { envelope }));
		this.#receipts.push(receipt);
		this.#grant = grantOf(receipt);
		return 'Granted. The keys of these classes, and of no other, went along sealed to the specialist.';
	}

	async #release(progress: (sentence: string) => void): Promise<string> {
		const { hospital, specialist } = this.#cast;
		const anchors = this.#granted.map((recordClass) => this.#batchOf(recordClass).anchor as number);
		// One ticket more than is used: it will be shown again after the grant is revoked.
		const requests = await Promise.all(
			[...anchors, anchors[0] as number].map((anchor) => this.#expectPermitted(anchor)),
		);
		progress('Permitted; the custodian waits until the tickets are final');
		await Promise.all(requests.map(({ receipt }) => receipt.finalized));
		const tickets = requests.map(({ ticket }) => ticket);
		this.#unused = tickets.pop() as Ticket;
		expect(holds(await hospital.judge(this.#unused)), 'a fresh ticket does not hold');
		const keys = await specialist.openEnvelope(this.patient.id, this.#grant);
		expect(keys.length === this.#granted.length, 'the envelope does not hold the keys of the granted classes alone');
		this.#opened = await Promise.all(
			tickets.map(async (ticket) => {
				const { receipt, records } = await hospital.release(ticket);
				this.#receipts.push(receipt);
				const known = await specialist.anchor(this.patient.id, ticket.anchor);
				const key = keys.find(({ recordClass }) => recordClass === known.recordClass);
				if (!key) throw new Error('The envelope lacks the key of a granted class.');
				return { known, key, records };
			}),
		);
		const count = this.#opened.reduce((sum, { records }) => sum + records.length, 0);
		return `${tickets.length} ${tickets.length === 1 ? 'ticket' : 'tickets'} checked at the best and the finalized block and redeemed; ${count} sealed records released.`;
	}

	async #read(progress: (sentence: string) => void): Promise<string> {
		const { specialist } = this.#cast;
		const total = this.#opened.reduce((sum, { records }) => sum + records.length, 0);
		let done = 0;
		for (const { known, key, records } of this.#opened) {
			expect(records.length === known.leaves, 'the custodian released fewer records than are anchored');
			for (const record of records) {
				await specialist.read(this.patient.id, known, key, record);
				if (++done % Math.ceil(total / 10) === 0 || done === total) progress(`${done} of ${total} verified`);
			}
		}
		return `${total} records opened; each is, byte for byte, what the hospital anchored.`;
	}

	async #tamper(): Promise<string> {
		const { hospital, specialist } = this.#cast;
		const [first] = this.#opened;
		if (!first) throw new Error('Nothing was released.');
		const { known, key, records } = first;
		const record = records.at(-1) as ReleasedRecord;
		const context = { patient: this.patient.id, recordClass: known.recordClass };

		// In the store itself: one bit of one byte, and back.
		const name = hospital.batchOf(this.patient.id, known.anchor).records[record.index]!.blob;
		const path = hospital.store.path(name);
		const altered = new Uint8Array(await readFile(path));
		const position = Math.floor(Math.random() * altered.length);
		altered[position] = (altered[position] as number) ^ 1;
		await writeFile(path, altered);
		const noticedByName = await refusesFormat(hospital.store.get(name));
		const handedOut = await hospital.store.getUnchecked(name);
		const noticedByCipher = await refusesFormat(openRecord(context, key.privateKey, handedOut));
		await writeFile(path, record.blob);
		expect(noticedByName && noticedByCipher, 'a record altered by one byte was not noticed');
		this.#tamperDetected += 1;

		// By somebody who may read and seal: one character changed, sealed anew without a flaw.
		const genuine = await openRecord(context, key.privateKey, record.blob);
		const forged = utf8ToBytes(alterOneCharacter(Buffer.from(genuine.canonical).toString('utf8')));
		const publicKey = (await hospital.checkCard(this.#card as KeyCard, this.patient.id)).get(known.recordClass) as Uint8Array;
		const resealed = await sealRecord(context, this.patient.epoch, publicKey, genuine.salt, forged);
		const opened = await openRecord(context, key.privateKey, resealed);
		const anchored = await specialist.isAnchored(this.patient.id, known, opened, { ...record, blob: resealed });
		expect(!anchored, 'a forged record passed for an anchored one');
		this.#tamperDetected += 1;
		return 'Both detected: the altered byte does not open, the forgery opens but is not what the chain commits to.';
	}

	async #refuse(): Promise<string> {
		const { chain, specialist } = this.#cast;
		const refusal = { whom: { Organization: specialist.organization }, class: this.#refused };
		const receipt = await this.patient.send(refuse(chain, this.patient.id, refusal));
		this.#receipts.push(receipt);
		this.#refusal = refusalOf(receipt);
		await Promise.all([this.#expectDenied(this.#targetOf(this.#refused)), this.#expectDenied(this.#targetOf(this.#outside))]);
		return `Denied ${className(this.#refused)}, since a refusal beats every grant; and ${className(this.#outside)}, which was never granted.`;
	}

	async #emergency(): Promise<string> {
		const { chain, hospital, specialist } = this.#cast;
		const officer = this.#officer;
		if (!officer) return 'Left out: on this chain we know no superuser who could license it.';
		const opened = await this.#send(
			openEmergency(chain, {
				patient: this.patient.id, capacity: specialist.capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: EMERGENCY_HOURS,
			}),
			specialist.account,
		);
		const session = sessionOf(opened);
		const { receipt, ticket } = await specialist.request(
			this.patient.id, this.#targetOf(this.#refused), hospital.organization, 'EmergencyTreatment',
		);
		this.#receipts.push(receipt);
		expect(ticket !== undefined, 'an emergency session did not open what was refused for other times');
		this.#asked.permitted += 1;
		// One after the other: a verdict ends a session, so that closing one that is judged already fails.
		await this.#send(closeEmergency(chain, specialist.capacity, session), specialist.account);
		await this.#send(reviewEmergency(chain, { session, capacity: officer.capacity, isJustified: true, findings: randomBytes(32) }), officer.account);
		return `Permitted ${className(this.#refused)}, which was not refused even in an emergency. The patient was told at once; a privacy officer of the hospital found it justified.`;
	}

	async #revoke(): Promise<string> {
		const { hospital } = this.#cast;
		const ticket = this.#unused as Ticket;
		// In this order, so that nothing but the revocation denies what follows.
		const lift = liftRefusal(this.#cast.chain, this.patient.id, this.#refusal);
		this.#receipts.push(...(await Promise.all([this.patient.send(lift), this.patient.revoke(this.#grant)])));
		const judged = await hospital.judge(ticket);
		expect(judged.best === 'NoLongerPermitted', 'a ticket outlived the grant it came from');
		const refused = await hospital.release(ticket).then(() => false, () => true);
		expect(refused, 'the custodian released records after the grant was revoked');
		// A new key epoch: what is sealed from now on opens with none of the keys that were handed out.
		const [renewed] = await Promise.all([this.patient.renewKeys(), this.#expectDenied({ Anchor: ticket.anchor })]);
		this.#receipts.push(renewed);
		expect((await this.#opensWithOldKey()) === false, 'an old key opens what was sealed after the revocation');
		this.#revokedDenied = true;
		return 'Denied at once, the unused ticket is void, and new records are sealed under new keys. What was read cannot be unread.';
	}

	async #readTrail(): Promise<string> {
		this.#trail = await this.patient.readTrail();
		const report = this.report();
		expect(report.headVerified, 'the trail does not hash to the head that the chain shows');
		expect(report.permitted === this.#asked.permitted, 'the trail does not show every permitted access');
		expect(report.denied === this.#asked.denied, 'the trail does not show every denied access');
		return `${report.auditEntries} entries; the hash chain over their bytes gives the head that the chain shows.`;
	}

	/** Whether the key that the specialist got opens a record that the hospital seals now. */
	async #opensWithOldKey(): Promise<boolean> {
		const { hospital } = this.#cast;
		const { key } = this.#opened[0]!;
		const publicKeys = await hospital.checkCard(await this.patient.keyCard(), this.patient.id);
		const context = { patient: this.patient.id, recordClass: key.recordClass };
		const publicKey = publicKeys.get(key.recordClass) as Uint8Array;
		const blob = await sealRecord(context, this.patient.epoch, publicKey, randomSalt(), utf8ToBytes('{}'));
		return !(await refusesFormat(openRecord(context, key.privateKey, blob)));
	}

	async #expectPermitted(anchor: number): Promise<{ receipt: Receipt; ticket: Ticket }> {
		const { hospital, specialist } = this.#cast;
		const { receipt, ticket } = await specialist.request(this.patient.id, { Anchor: anchor }, hospital.organization);
		this.#receipts.push(receipt);
		if (ticket === undefined) throw new ExpectationError('access under a grant was denied');
		this.#asked.permitted += 1;
		return { receipt, ticket: { patient: this.patient.id, sequence: ticket, holder: specialist.account.publicKey, anchor } };
	}

	async #expectDenied(target: Target): Promise<void> {
		const { hospital, specialist } = this.#cast;
		const { receipt, ticket } = await specialist.request(this.patient.id, target, hospital.organization);
		this.#receipts.push(receipt);
		expect(ticket === undefined, 'access without a grant was permitted');
		this.#asked.denied += 1;
	}

	async #send(call: Transaction, signer: KeyringPair): Promise<Receipt> {
		const receipt = await this.#cast.chain.send(call, signer);
		this.#receipts.push(receipt);
		return receipt;
	}

	/** The anchored records of a class; all of the class, where there are none. */
	#targetOf(recordClass: number): Target {
		const batch = this.#batches.find((candidate) => candidate.recordClass === recordClass);
		return batch ? { Anchor: batch.anchor as number } : wholeClass(recordClass);
	}

	/** The granted class that the patient refuses. */
	get #refused(): number {
		return this.#granted.at(-1) as number;
	}

	#batchOf(recordClass: number): Batch {
		return this.#batches.find((batch) => batch.recordClass === recordClass) as Batch;
	}

	async #sizeOfStore(): Promise<number> {
		const { store } = this.#cast.hospital;
		const blobs = this.#batches.flatMap(({ records }) => records.map(({ blob }) => store.get(blob)));
		return (await Promise.all(blobs)).reduce((sum, blob) => sum + blob.length, 0);
	}
}

/** Something that had to happen did not, or the other way round. */
export class ExpectationError extends Error {
	override name = 'ExpectationError';

	constructor(what: string) {
		super(`Not as it must be: ${what}.`);
	}
}

function expect(holds: boolean, otherwise: string): asserts holds {
	if (!holds) throw new ExpectationError(otherwise);
}

function holds({ best, finalized }: { best: string | undefined; finalized: string | undefined }): boolean {
	return best === undefined && finalized === undefined;
}

/**
 * The classes to grant, and one to be denied: those first that a specialist would want, then by frequency.
 * Two are granted, or the only one there is; where the bundle has no class more, an absent one is asked for.
 */
export function chooseClasses(counts: Map<number, number>): [granted: number[], outside: number] {
	const rank = (recordClass: number) => {
		const name = className(recordClass);
		if (PREFERRED.includes(name)) return 0;
		return ADMINISTRATIVE.includes(name) ? 2 : 1;
	};
	const ranked = [...counts.keys()].sort(
		(a, b) => rank(a) - rank(b) || (counts.get(b) as number) - (counts.get(a) as number),
	);
	const absent = allClasses().find((recordClass) => !counts.has(recordClass)) as number;
	return [ranked.slice(0, 2), ranked[2] ?? absent];
}

async function refusesFormat(attempt: Promise<unknown>): Promise<boolean> {
	return attempt.then(
		() => false,
		(error) => {
			if (error instanceof FormatError) return true;
			throw error;
		},
	);
}

/** The same text with one letter or digit of its last third replaced: still JSON, but not the record. */
function alterOneCharacter(text: string): string {
	for (let i = Math.floor((text.length * 2) / 3); i < text.length; i++) {
		const char = text[i] as string;
		if (/[a-y0-8]/.test(char) && text[i - 1] !== '\\') {
			return text.slice(0, i) + String.fromCharCode(char.charCodeAt(0) + 1) + text.slice(i + 1);
		}
	}
	return `${text} `;
}

/** What came of an access attempt; `undefined` for an entry of another kind. */
export function outcomeOf(entry: unknown): 'permitted' | 'denied' | undefined {
	const event = (entry as { event: Record<string, { outcome?: object }> }).event;
	const outcome = event['accessRequested']?.outcome;
	if (!outcome) return undefined;
	return 'permitted' in outcome ? 'permitted' : 'denied';
}

