/** Stock polkadot.js that reads a node by one version of its metadata, as older and newer apps do. */
import { ApiPromise, WsProvider } from '@polkadot/api';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { TypeRegistry } from '@polkadot/types';

/** A node's metadata of a version, as it is encoded. */
export async function metadataAt(provider: WsProvider, version: number): Promise<`0x${string}`> {
	const asked = u8aToHex(Uint8Array.of(version, 0, 0, 0));
	const answer = await provider.send<string>('state_call', ['Metadata_metadata_at_version', asked]);
	const metadata = new TypeRegistry().createType('Option<OpaqueMetadata>', hexToU8a(answer));
	if (metadata.isNone) throw new Error(`The node has no metadata of version ${version}.`);
	return metadata.unwrap().toHex();
}

/**
 * Connects to the node at `url`. Left to itself, polkadot.js takes the newest version that it knows; metadata that it is given it takes as it is, under the
 * name of the chain and of its runtime's version.
 */
export async function connectBy(url: string, version: number): Promise<{ api: ApiPromise; provider: WsProvider }> {
	const provider = new WsProvider(url, false);
	await provider.connect();
	await provider.isReady;
	const [genesis, { specVersion }, metadata] = await Promise.all([
		provider.send<string>('chain_getBlockHash', [0]), provider.send<{ specVersion: number }>('state_getRuntimeVersion', []), metadataAt(provider, version),
	]);
	const api = await ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true, throwOnUnknown: true, metadata: { [`${genesis}-${specVersion}`]: metadata } });
	return { api, provider };
}
