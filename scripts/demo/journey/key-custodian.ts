/**
 * An organization that keeps shares of emergency rings, and a piece of the sealed records of each batch: its service is a process of its own, asked over HTTP. It says by itself
 * on the chain what it keeps.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import { Keyring } from '@polkadot/keyring';
import { randomBytes } from '@noble/hashes/utils.js';
import type { Capacity, Chain } from '@salus/client/chain';
import { RemoteCustodian, type Writer } from '@salus/client/custody';
import { type PublicKey, type PrivateKey, randomKeyPair, X_WING } from '@salus/client/format';
import { CustodianProcess } from '../custodian-process.ts';
import type { Keeper } from './piece-keeper.ts';

/** How long a service that is gone is asked again. */
const PATIENCE_MS = 2_000;

/** Where services are run. */
export interface Services {
	/** Of `salus-custodian`. */
	binary: string;
	/** The address of the node that they ask. */
	node: string;
}

/** What an organization has before it is on the chain. */
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

export interface KeyCustodianParts {
	organization: number;
	founded: Founding;
	folder: string;
	services: Services;
	/** Who hands pieces in, and asks for them. */
	writer: Writer;
}

export class KeyCustodian implements Keeper {
	readonly custodian: RemoteCustodian;
	/** To which its shares are sealed. */
	readonly key: PublicKey;
	readonly clerk: KeyringPair;
	readonly tellsItself = true;
	readonly #process: CustodianProcess;

	private constructor(custodian: RemoteCustodian, { key: { suite, publicKey }, clerk }: Founding, process: CustodianProcess) {
		this.custodian = custodian;
		this.key = { suite, publicKey };
		this.clerk = clerk;
		this.#process = process;
	}

	/** Starts the service of an organization that is on the chain, with its clerk and its key. */
	static async open(chain: Chain, { organization, founded, folder, services: { binary, node }, writer }: KeyCustodianParts): Promise<KeyCustodian> {
		const { seed: clerk, key } = founded;
		const process = await CustodianProcess.start({ binary, node, genesis: chain.genesis, organization, clerk, key, folder });
		const custodian = new RemoteCustodian(chain, { organization, url: process.url, clock: () => Date.now(), writer, timing: { patienceMs: PATIENCE_MS } });
		await custodian.about();
		return new KeyCustodian(custodian, founded, process);
	}

	get organization(): number {
		return this.custodian.organization;
	}

	get capacity(): Capacity {
		return { Practitioner: { organization: this.organization } };
	}

	takePiece: Keeper['takePiece'] = (...args) => this.custodian.takePiece(...args);

	givePiece: Keeper['givePiece'] = (...args) => this.custodian.givePiece(...args);

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
