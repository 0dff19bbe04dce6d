import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { expandMetadata } from '@polkadot/types/metadata';
import { cryptoWaitReady, signatureVerify } from '@polkadot/util-crypto';
import type { Chain } from '../../src/chain/chain.ts';
import { Connection } from '../../src/chain/connection.ts';
import { signMetaTransaction } from '../../src/chain/meta-transaction.ts';
import type { Transaction } from '../../src/chain/sending.ts';
import { bytesToHex, concatBytes, u32le, utf8ToBytes } from '../../src/format/bytes.ts';
import { blake2b256 } from '../../src/format/commitment.ts';

const STOCK = ['MetaTxMarker', 'CheckNonZeroSender', 'CheckSpecVersion', 'CheckTxVersion', 'CheckGenesis', 'CheckMortality', 'CheckNonce'];
const filled = (byte: number) => new Uint8Array(32).fill(byte);
const [GENESIS, HEAD, BEST] = [filled(7), filled(9), filled(10)];
const [SPEC_VERSION, TRANSACTION_VERSION, NEXT_NONCE, HEIGHT] = [2, 3, 5, 100];

before(cryptoWaitReady);

test('a meta transaction is the call, the version, the signature, and what follows it', async () => {
	const { signed, call, signer } = await sign(STOCK);
	assert.equal(signed.call, 'system.remark');
	const signature = signed.bytes.subarray(call.length + 3, call.length + 3 + 64);
	// No extension that sends nothing takes a byte; era 256 from block 100; nonce 5, compact.
	const expected = concatBytes(call, Uint8Array.of(0, 1, 1), signature, signer.publicKey, Uint8Array.of(0x47, 0x06, NEXT_NONCE << 2));
	assert.equal(bytesToHex(signed.bytes), bytesToHex(expected));
});

test('its signature is over everything but itself, sent or not, in the order of the extensions', async () => {
	const { signed, call, signer } = await sign(STOCK);
	const signature = signed.bytes.subarray(call.length + 3, call.length + 3 + 64);
	const payload = (change: { call?: Uint8Array; genesis?: Uint8Array; marker?: string } = {}) =>
		concatBytes(
			Uint8Array.of(0), change.call ?? call, Uint8Array.of(0x47, 0x06, NEXT_NONCE << 2), utf8ToBytes(change.marker ?? '_meta_tx'),
			u32le(SPEC_VERSION), u32le(TRANSACTION_VERSION), change.genesis ?? GENESIS, HEAD,
		);
	const verifies = (bytes: Uint8Array) => signatureVerify(blake2b256(bytes), signature, signer.publicKey).isValid;
	assert.ok(verifies(payload()));
	assert.ok(!verifies(payload({ genesis: filled(8) })));
	assert.ok(!verifies(payload({ marker: '' })));
	const altered = call.slice();
	altered[altered.length - 1]! ^= 1;
	assert.ok(!verifies(payload({ call: altered })));
});

test('extensions are signed in the order that the chain names', async () => {
	const [forward, backward] = await Promise.all([sign(STOCK), sign([...STOCK].reverse())]);
	const tail = (bytes: Uint8Array) => bytesToHex(bytes.slice(-3));
	assert.equal(tail(forward.signed.bytes), '470614');
	assert.equal(tail(backward.signed.bytes), '144706');
});

test('a chain with extensions that this client does not know is refused, not guessed at', async () => {
	await assert.rejects(sign([...STOCK, 'CheckWeather']), /CheckWeather/);
	await assert.rejects(sign(STOCK, 'CheckSignature'), /their shape/);
});

test('it lives from the finalized block, and from the best one where finality is far behind', async () => {
	const eraAt = (number: number) => bytesToHex(new TypeRegistry().createType('ExtrinsicEra', { current: number, period: 256 }).toU8a());
	const [near, far] = await Promise.all([sign(STOCK, undefined, HEIGHT + 5), sign(STOCK, undefined, HEIGHT + 65)]);
	const era = (bytes: Uint8Array) => bytesToHex(bytes.slice(-3, -1));
	assert.equal(era(near.signed.bytes), eraAt(HEIGHT));
	assert.equal(era(far.signed.bytes), eraAt(HEIGHT + 65));
});

async function sign(extensions: string[], signatureExtension?: string, best = HEIGHT + 1) {
	const chain = chainWith(extensions, signatureExtension, best);
	const remark = chain.api.tx['system']!['remark']!('0x0102') as unknown as Transaction['method'];
	const signer = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
	const signed = await signMetaTransaction(chain, { method: remark } as Transaction, signer);
	return { signed, call: remark.toU8a(), signer };
}

/** As much of a chain as signing takes: a metadata of a few types, and fixed answers. */
function chainWith(extensions: string[], signatureExtension = 'VerifySignature', best = HEIGHT + 1): Chain {
	const registry = new TypeRegistry();
	const metadata = new Metadata(registry, metadataWith(extensions, signatureExtension) as never);
	registry.setMetadata(metadata);
	const { tx } = expandMetadata(registry, metadata);
	const number = (value: number) => registry.createType('u32', value);
	const hash = (value: Uint8Array) => registry.createType('H256', value);
	const api = {
		registry,
		tx,
		runtimeVersion: { specVersion: number(SPEC_VERSION), transactionVersion: number(TRANSACTION_VERSION) },
		rpc: {
			system: { accountNextIndex: async () => number(NEXT_NONCE) },
			chain: {
				getFinalizedHead: async () => hash(HEAD),
				getHeader: async (block?: object) => (block ? { number: number(HEIGHT), hash: hash(HEAD) } : { number: number(best), hash: hash(BEST) }),
			},
		},
		on: () => {},
	};
	const connection = new Connection(api as never, {} as never);
	return { api, genesis: GENESIS, connection } as unknown as Chain;
}

function metadataWith(extensions: string[], signatureExtension: string) {
	const types: object[] = [];
	const add = (path: string, def: object, params: Record<string, number> = {}) => {
		const named = Object.entries(params).map(([name, type]) => ({ name, type }));
		types.push({ id: types.length, type: { path: path ? path.split('::') : [], params: named, def, docs: [] } });
		return types.length - 1;
	};
	const field = (type: number, name: string | null = null) => ({ name, type, typeName: null, docs: [] });
	const variants = (...all: [string, ...ReturnType<typeof field>[]][]) => ({
		variant: { variants: all.map(([name, ...fields], index) => ({ name, fields, index, docs: [] })) },
	});
	const composite = (...fields: ReturnType<typeof field>[]) => ({ composite: { fields } });

	const u8 = add('', { primitive: 'U8' });
	const u32 = add('', { primitive: 'U32' });
	for (const primitive of ['U16', 'U64']) add('', { primitive });
	const bytes = add('', { sequence: { type: u8 } });
	const array = (len: number) => add('', { array: { len, type: u8 } });
	const account = add('sp_core::crypto::AccountId32', composite(field(array(32))));
	const signature = add('sp_runtime::MultiSignature', variants(['Ed25519', field(array(64))], ['Sr25519', field(array(64))]));
	const remark = add('frame_system::pallet::Call', variants(['remark', field(bytes, 'remark')]));
	const call = add('salus_runtime::RuntimeCall', variants(['System', field(remark)]));
	const contents: Record<string, ReturnType<typeof field>[]> = {
		CheckMortality: [field(add('sp_runtime::generic::era::Era', variants(['Immortal'])))],
		CheckNonce: [field(add('', { compact: { type: u32 } }))],
	};
	const followers = extensions.map((name) => add(`frame_system::extensions::${name}`, composite(...(contents[name] ?? []))));
	const verify = add(
		`pallet_verify_signature::extension::${signatureExtension}`,
		variants(['Disabled'], ['Signed', field(signature, 'signature'), field(account, 'account')]),
	);
	const extension = add('', { tuple: [verify, add('', { tuple: followers })] });
	const metaTx = add('pallet_meta_tx::MetaTx', composite(field(call, 'call'), field(u8, 'extension_version'), field(extension, 'extension')));
	const dispatch = add('pallet_meta_tx::pallet::Call', variants(['dispatch', field(metaTx, 'meta_tx'), field(u32, 'meta_tx_encoded_len')]));
	// polkadot.js looks for these two in every metadata.
	add('frame_system::EventRecord', composite(), { E: add('salus_runtime::RuntimeEvent', variants(['System'])), T: bytes });
	const extrinsic = { Address: account, Call: call, Signature: signature, Extra: u8 };
	const type = add('sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic', composite(field(bytes)), extrinsic);
	const pallet = (name: string, index: number, calls: number) => ({
		name, index, calls: { type: calls }, storage: null, events: null, constants: [], errors: null,
	});
	return {
		magicNumber: 0x6174656d,
		metadata: {
			v14: {
				lookup: { types },
				pallets: [pallet('System', 0, remark), pallet('MetaTx', 11, dispatch)],
				extrinsic: { type, version: 4, signedExtensions: [] },
				type: call,
			},
		},
	};
}
