/**
 * An organization that keeps shares of emergency rings, and a piece of the sealed records of each batch, with a service of its own. It says by itself on the chain what it
 * keeps.
 */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Capacity, Chain } from '@salus/client/chain';
import type { RemoteCustodian } from '@salus/client/custody';
import type { PublicKey } from '@salus/client/format';
import { type Founding, OwnService, type OwnServiceParts } from './own-service.ts';
import type { Keeper } from './piece-keeper.ts';

/** How long a service that is gone is asked again. */
const PATIENCE_MS = 2_000;

export class KeyCustodian implements Keeper {
	/** To which its shares are sealed. */
	readonly key: PublicKey;
	readonly clerk: KeyringPair;
	readonly tellsItself = true;
	readonly #service: OwnService;

	private constructor(service: OwnService, { key: { suite, publicKey }, clerk }: Founding) {
		this.#service = service;
		this.key = { suite, publicKey };
		this.clerk = clerk;
	}

	/** Starts the service of an organization that is on the chain, with its clerk and its key. */
	static async open(chain: Chain, parts: Omit<OwnServiceParts, 'patienceMs'>): Promise<KeyCustodian> {
		return new KeyCustodian(await OwnService.open(chain, { ...parts, patienceMs: PATIENCE_MS }), parts.founded);
	}

	get custodian(): RemoteCustodian {
		return this.#service.custodian;
	}

	get organization(): number {
		return this.custodian.organization;
	}

	get capacity(): Capacity {
		return { Practitioner: { organization: this.organization } };
	}

	takePiece: Keeper['takePiece'] = (...args) => this.custodian.takePiece(...args);

	givePiece: Keeper['givePiece'] = (...args) => this.custodian.givePiece(...args);

	async loseAll(): Promise<void> {
		await this.#service.loseAll();
	}

	/** Begins anew with an empty store: its keys did not lie there. */
	async comeBack(): Promise<void> {
		await this.#service.comeBack();
	}
}
