/** Signed transactions by stock polkadot.js, with nonces and eras of our choosing. */
import type { ApiPromise } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { KeyringPair } from '@polkadot/keyring/types';

export type Call = SubmittableExtrinsic<'promise'>;

/** For how many blocks a transaction is good; 0 is for ever. */
export type Lifetime = number;

/** A block that the chain has, from which an era counts. */
export interface Head {
	number: number;
	hash: string;
}

export async function headOf(api: ApiPromise): Promise<Head> {
	const header = await api.rpc.chain.getHeader();
	return { number: header.number.toNumber(), hash: header.hash.toHex() };
}

export async function nextNonce(api: ApiPromise, who: KeyringPair): Promise<number> {
	return (await api.rpc.system.accountNextIndex(who.address)).toNumber();
}

/** Signs `call`, so that it can be sent as it is. */
export function sign(api: ApiPromise, call: Call, who: KeyringPair, nonce: number, head: Head, lifetime: Lifetime = 0, tip = 0n): string {
	const era = lifetime === 0 ? 0 : api.createType('ExtrinsicEra', { current: head.number, period: lifetime });
	return call
		.sign(who, {
			nonce, tip, era: era as never, genesisHash: api.genesisHash, runtimeVersion: api.runtimeVersion,
			blockHash: lifetime === 0 ? api.genesisHash : head.hash,
		})
		.toHex();
}

/** Sends without waiting for more than the pool's answer; says what the pool refused, if it did. */
export async function submit(api: ApiPromise, signed: string): Promise<string | undefined> {
	try {
		await api.rpc.author.submitExtrinsic(signed);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}
