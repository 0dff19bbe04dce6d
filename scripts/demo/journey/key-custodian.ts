/** An organization that keeps shares of emergency rings, and a piece of the sealed records of each batch. */
import { join } from 'node:path';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain } from '@salus/client/chain';
import { Custodian } from '@salus/client/custody';
import { type PublicKey, randomKeyPair, X_WING } from '@salus/client/format';
import { CustodianFolder } from './custodian-folder.ts';
import { PieceKeeper } from './piece-keeper.ts';

export interface KeyCustodianParts {
	organization: number;
	/** Redeems tickets, and says what the organization keeps. */
	clerk: KeyringPair;
	folder: string;
	clockLag: number;
}

export class KeyCustodian {
	readonly custodian: Custodian;
	/** To which its shares are sealed; the organization publishes it. */
	readonly key: PublicKey;
	readonly pieces: PieceKeeper;

	private constructor(custodian: Custodian, key: PublicKey, pieces: PieceKeeper) {
		this.custodian = custodian;
		this.key = key;
		this.pieces = pieces;
	}

	/** With a new key. */
	static async found(chain: Chain, { organization, clerk, folder, clockLag }: KeyCustodianParts): Promise<KeyCustodian> {
		const { suite, publicKey, privateKey } = await randomKeyPair(X_WING);
		const custodian = new Custodian(chain, {
			organization, signer: clerk, stores: new CustodianFolder(folder), keys: [{ suite, privateKey }], clock: () => Date.now() - clockLag,
		});
		return new KeyCustodian(custodian, { suite, publicKey }, new PieceKeeper(organization, clerk, join(folder, 'pieces')));
	}

	get organization(): number {
		return this.custodian.organization;
	}
}
