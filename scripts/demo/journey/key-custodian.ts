/** An organization that keeps shares of emergency rings, and no records. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain } from '@salus/client/chain';
import { Custodian } from '@salus/client/custody';
import { type PublicKey, randomKeyPair, X_WING } from '@salus/client/format';
import { CustodianFolder } from './custodian-folder.ts';

export interface KeyCustodianParts {
	organization: number;
	/** Redeems tickets. */
	clerk: KeyringPair;
	folder: string;
	clockLag: number;
}

export class KeyCustodian {
	readonly custodian: Custodian;
	/** To which its shares are sealed; the organization publishes it. */
	readonly key: PublicKey;

	private constructor(custodian: Custodian, key: PublicKey) {
		this.custodian = custodian;
		this.key = key;
	}

	/** With a new key. */
	static async found(chain: Chain, { organization, clerk, folder, clockLag }: KeyCustodianParts): Promise<KeyCustodian> {
		const { suite, publicKey, privateKey } = await randomKeyPair(X_WING);
		const custodian = new Custodian(chain, {
			organization, signer: clerk, stores: new CustodianFolder(folder), keys: [{ suite, privateKey }], clock: () => Date.now() - clockLag,
		});
		return new KeyCustodian(custodian, { suite, publicKey });
	}

	get organization(): number {
		return this.custodian.organization;
	}
}
