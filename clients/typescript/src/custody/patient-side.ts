/** The patient's side of a custodian's desk: makes and signs what is asked. How it reaches the custodian is up to whoever sends it. */
import type { Chain } from '../chain/chain.ts';
import { type Signer, signedBy } from '../chain/signer.ts';
import { utf8ToBytes } from '../format/bytes.ts';
import { makePatientRequest, movedHeader, PATIENT_REQUEST_KINDS, type PatientRequest, type PatientRequestKind } from '../format/patient-request.ts';
import { type RingBackup, writeBackup } from '../format/ring-backup.ts';

/** A request and its content, which travels beside it. */
export interface AskedOf {
	request: PatientRequest;
	content: Uint8Array;
}

export interface PatientSideParts {
	patient: Uint8Array;
	/** The controller, or a representative. */
	signer: Signer;
	/** Milliseconds since 1970. */
	clock: () => number;
}

export class PatientSide {
	readonly #chain: Chain;
	readonly #parts: PatientSideParts;

	constructor(chain: Chain, parts: PatientSideParts) {
		this.#chain = chain;
		this.#parts = parts;
	}

	async keepBackup(custodian: number, backup: RingBackup): Promise<AskedOf> {
		return this.#ask(custodian, PATIENT_REQUEST_KINDS.takeBackup, utf8ToBytes(writeBackup(backup)));
	}

	async giveBackups(custodian: number): Promise<AskedOf> {
		return this.#ask(custodian, PATIENT_REQUEST_KINDS.giveBackups, new Uint8Array());
	}

	async exchangeHeader(custodian: number, anchor: number, header: Uint8Array): Promise<AskedOf> {
		return this.#ask(custodian, PATIENT_REQUEST_KINDS.takeMovedHeader, movedHeader(anchor, header));
	}

	async giveHeaders(custodian: number): Promise<AskedOf> {
		return this.#ask(custodian, PATIENT_REQUEST_KINDS.giveHeaders, new Uint8Array());
	}

	async #ask(custodian: number, kind: PatientRequestKind, content: Uint8Array): Promise<AskedOf> {
		const { patient, signer, clock } = this.#parts;
		const request = await makePatientRequest(
			{ genesis: this.#chain.genesis, patient, account: signer.publicKey, custodian, kind, content, time: clock() },
			(message) => signedBy(async () => signer.sign(message, { withType: true })),
		);
		return { request, content };
	}
}
