/** An account or key of the file of members: an address, and none that everybody knows. */
import { Keyring } from '@polkadot/keyring';
import { InputError } from '@salus/client/errors';
import { decodeAddress, encodeAddress } from '@polkadot/util-crypto';

/** By this number addresses of a consortium's chain are recognised. */
const SS58_PREFIX = 1993;

/** That of any Substrate chain: tools print keys so, and a runtime reads its genesis so. */
const ANY_CHAIN = 42;

/** The phrase and the paths of the keys that every development chain has. */
const KNOWN_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const KNOWN_NAMES = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two', 'Sudo', 'Stash'];

/** The account that `text` names, written as on any Substrate chain. `what` says where it stands. */
export function readAccount(what: string, text: string): string {
	const bytes = decode(text);
	if (!bytes) {
		throw new InputError('members.account', `${what}: ${text} is no address that is read here. One of the consortium's own chain begins with sL (prefix ${SS58_PREFIX}), `
			+ `one for any Substrate chain with 5 (prefix ${ANY_CHAIN}); \`salus-node key inspect\` writes a key so.`);
	}
	const address = encodeAddress(bytes, ANY_CHAIN);
	wellKnown ??= knownKeys();
	if (wellKnown.has(address)) throw new InputError('members.well-known', `${what}: everybody knows the key of ${text}, which is for development. Make one of your own.`);
	return address;
}

function decode(text: string): Uint8Array | undefined {
	if (text.startsWith('0x')) return undefined;
	for (const prefix of [SS58_PREFIX, ANY_CHAIN]) {
		try {
			const bytes = decodeAddress(text, false, prefix);
			if (bytes.length === 32) return bytes;
		} catch {
			// Of the other format, perhaps.
		}
	}
	return undefined;
}

let wellKnown: Set<string> | undefined;

/** The addresses of keys that stand in documentation, and of no key at all. */
function knownKeys(): Set<string> {
	const names = KNOWN_NAMES.flatMap((name) => [`//${name}`, `//${name}//stash`, `//${name.toLowerCase()}`]);
	const numbers = Array.from({ length: 32 }, (_, number) => `//${number}`);
	const paths = ['', ...names, ...numbers].map((path) => `${KNOWN_PHRASE}${path}`);
	const addresses = (['sr25519', 'ed25519'] as const).flatMap((type) => {
		const keyring = new Keyring({ type, ss58Format: ANY_CHAIN });
		return paths.map((path) => keyring.addFromUri(path).address);
	});
	const constant = Array.from({ length: 256 }, (_, byte) => encodeAddress(new Uint8Array(32).fill(byte), ANY_CHAIN));
	return new Set([...addresses, ...constant]);
}
