/** What stands in for the authorities on a development chain: its superuser. */
import { Keyring } from '@polkadot/keyring';
import type { KeyringPair } from '@polkadot/keyring/types';
import { type Chain, nameOf, type Receipt, type Transaction } from '@salus/client/chain';

/** Of the development chain: its superuser, whose key everybody knows. */
export const SUPERUSER = '//Alice';

/** An account of the development chain. */
export function wellKnown(name: string): KeyringPair {
	return new Keyring({ type: 'sr25519' }).addFromUri(name);
}

/** Sends a call with the authority of the chain's superuser. */
export async function asSuperuser(chain: Chain, call: Transaction, superuser: KeyringPair): Promise<Receipt> {
	const receipt = await chain.send(chain.call('sudo', 'sudo', { call }), superuser);
	chain.expectInner(receipt, nameOf(call), 'sudo', 'Sudid', 'sudoResult');
	return receipt;
}
