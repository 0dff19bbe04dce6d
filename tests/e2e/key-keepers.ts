/** Organizations that keep shares of emergency rings, in this process: so that tests look into their stores and their keys. */
import type { KeyringPair } from '@polkadot/keyring/types';
import type { Chain } from '@salus/client/chain';
import { Custodian } from '@salus/client/custody';
import { type PublicKey, randomKeyPair, X_WING } from '@salus/client/format';
import { CustodianFolder } from './custodian-folder.ts';

/** An organization that keeps shares of keys. */
export interface KeyKeeper {
	custodian: Custodian;
	/** To which its shares are sealed. */
	key: PublicKey;
	/** Who redeems tickets there. */
	clerk: KeyringPair;
}

/** With a new key, which the organization has to publish. */
export async function keyKeeper(chain: Chain, organization: number, clerk: KeyringPair, folder: string): Promise<KeyKeeper> {
	const { suite, publicKey, privateKey } = await randomKeyPair(X_WING);
	const custodian = new Custodian(chain, {
		organization, signer: clerk, stores: new CustodianFolder(folder), keys: [{ suite, privateKey }], clock: () => Date.now(),
	});
	return { custodian, key: { suite, publicKey }, clerk };
}
