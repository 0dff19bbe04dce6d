/** Who signs: a key in memory, or whatever else holds one – a wallet, a hardware module, a key service. */
import type { Signer as PolkadotSigner, SignerPayloadJSON } from '@polkadot/types/types';
import { u8aToHex } from '@polkadot/util';
import { blake2b256 } from '../format/commitment.ts';
import { hexToBytes } from '../format/bytes.ts';
import { SalusError } from '../errors.ts';

/** A payload longer than this is signed by its hash (`sp_runtime`, `SignedPayload`). */
const LONGEST_UNHASHED = 256;
const OPENING = new TextEncoder().encode('<Bytes>');

/** An ordinary transaction as wallets want to be shown it. */
export type TransactionPayload = SignerPayloadJSON;

/**
 * Signs for one account. A `KeyringPair` of polkadot.js is one as it is; a key service needs `sign` alone. Signatures begin
 * with the byte that names their scheme (`MultiSignature`: 0 Ed25519, 1 Sr25519, 2 ECDSA).
 */
export interface Signer {
	readonly address: string;
	readonly publicKey: Uint8Array;
	/** Signs exactly these bytes. */
	sign(message: Uint8Array, options: { withType: true }): Uint8Array | Promise<Uint8Array>;
	/** For those who must see what they sign: signs an ordinary transaction, in the place of `sign`. */
	signTransaction?(payload: TransactionPayload): Promise<Uint8Array>;
}

/** An account of a browser extension, and what `web3FromAddress` or `injected.signer` gives for it. */
export interface InjectedAccount {
	address: string;
	publicKey: Uint8Array;
	signer: Pick<PolkadotSigner, 'signPayload' | 'signRaw'>;
}

/**
 * A signer of a browser extension. It signs transactions, and bytes that already stand between `<Bytes>` marks, as those of
 * a key card do; it puts such marks around all others, so that no meta transaction can be signed with it.
 */
export function injectedSigner({ address, publicKey, signer }: InjectedAccount): Signer {
	return {
		address,
		publicKey,
		async sign(message) {
			if (!signer.signRaw || !startsWith(message, OPENING)) {
				throw new SalusError('signer.wraps-bytes', 'A browser extension signs no bare bytes, so it cannot sign this.');
			}
			const { signature } = await signer.signRaw({ address, data: u8aToHex(message), type: 'bytes' });
			return hexToBytes(signature.slice(2));
		},
		async signTransaction(payload) {
			if (!signer.signPayload) throw new SalusError('signer.cannot-sign', 'This wallet signs no transactions.');
			const { signature } = await signer.signPayload(payload);
			return hexToBytes(signature.slice(2));
		},
	};
}

/** A signer as polkadot.js takes it. */
export function toPolkadotSigner(signer: Signer): PolkadotSigner {
	const { signTransaction } = signer;
	if (signTransaction) return { signPayload: (payload) => answer(async () => signTransaction.call(signer, payload)) };
	return {
		signRaw: ({ data }) => {
			const bytes = hexToBytes(data.slice(2));
			return answer(async () => signer.sign(bytes.length > LONGEST_UNHASHED ? blake2b256(bytes) : bytes, { withType: true }));
		},
	};
}

async function answer(signing: () => Promise<Uint8Array>): Promise<{ id: number; signature: `0x${string}` }> {
	return { id: 0, signature: u8aToHex(await signedBy(signing)) };
}

/** What a signer makes, or the error by which it refuses. */
export async function signedBy(signing: () => Promise<Uint8Array>): Promise<Uint8Array> {
	try {
		return await signing();
	} catch (error) {
		if (error instanceof SalusError) throw error;
		throw new SalusError('signer.failed', `It was not signed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
	return beginning.every((byte, index) => bytes[index] === byte);
}
