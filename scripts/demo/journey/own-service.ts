/** A custodian of an organization's own: a process of `salus-custodian`, asked over HTTP. */
import type { KeyringPair } from '@polkadot/keyring/types';
import { Keyring } from '@polkadot/keyring';
import { randomBytes } from '@noble/hashes/utils.js';
import type { Chain } from '@salus/client/chain';
import { RemoteCustodian, type Writer } from '@salus/client/custody';
import { type PrivateKey, type PublicKey, randomKeyPair, X_WING } from '@salus/client/format';
import { CustodianProcess } from '../custodian-process.ts';
import { FolderStore } from './folder-store.ts';

/** Where services are run. */
export interface Services {
	/** Of `salus-custodian`. */
	binary: string;
	/** The address of the node that they ask. */
	node: string;
	/** How far the chain's clock is behind ours by design: 0, except on test nodes whose clock starts in the past. */
	clockLag: number;
}

/** What an organization has before its service is started. */
export interface Founding {
	/** Whose account redeems tickets, and says what the organization keeps. */
	clerk: KeyringPair;
	seed: Uint8Array;
	/** To which shares are sealed; the organization publishes the one half. */
	key: PublicKey & PrivateKey;
}

export async function founding(): Promise<Founding> {
	const seed = randomBytes(32);
	return { seed, clerk: new Keyring({ type: 'sr25519' }).addFromSeed(seed), key: await randomKeyPair(X_WING) };
}

export interface OwnServiceParts {
	organization: number;
	founded: Founding;
	folder: string;
	services: Services;
	/** Who hands records and pieces in, and asks for pieces. */
	writer: Writer;
	/** How long it is asked again when it is gone, if it is to be otherwise than in the ordinary way. */
	patienceMs?: number;
}

export class OwnService {
	readonly custodian: RemoteCustodian;
	readonly #process: CustodianProcess;

	private constructor(custodian: RemoteCustodian, process: CustodianProcess) {
		this.custodian = custodian;
		this.#process = process;
	}

	/** Starts the service of an organization that is on the chain, with its clerk. */
	static async open(chain: Chain, { organization, founded, folder, services, writer, patienceMs }: OwnServiceParts): Promise<OwnService> {
		const { seed: clerk, key } = founded;
		const process = await CustodianProcess.start({ ...services, genesis: chain.genesis, organization, clerk, key, folder });
		const custodian = new RemoteCustodian(chain, {
			organization, url: process.url, clock: () => Date.now() - services.clockLag, writer, ...(patienceMs === undefined ? {} : { timing: { patienceMs } }),
		});
		await custodian.about();
		return new OwnService(custodian, process);
	}

	/** The sealed records of a patient, where they lie on its disk: for who breaks into it, or loses it. */
	recordsOf(patient: Uint8Array): FolderStore {
		return new FolderStore(this.#process.recordsOf(patient));
	}

	/** What it has told whoever runs it. */
	get log(): string {
		return this.#process.log;
	}

	/** The process is killed in the middle of whatever it does, and its store is gone. */
	async loseAll(): Promise<void> {
		await this.#process.kill();
		this.#process.loseStore();
	}

	/** Begins anew with an empty store: its keys did not lie there. */
	async comeBack(): Promise<void> {
		await this.#process.startAgain();
	}
}
