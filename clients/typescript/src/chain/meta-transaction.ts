/**
 * Meta transactions: one account signs a call, any other sends it and pays for it. That is how a patient gets
 * onto the chain, or acts there, without ever reaching a node.
 *
 * A meta transaction is what an ordinary one is inside of another: a call, a version byte, and extensions, of which the first
 * holds the signature over all that follows it. Which extensions follow is read from the chain's metadata; what each of
 * them adds to the signed bytes without being sent is known here, by its name.
 */
import type { ApiPromise } from '@polkadot/api';
import type { Codec } from '@polkadot/types/types';
import type { PortableRegistry } from '@polkadot/types';
import type { ExtrinsicEra } from '@polkadot/types/interfaces';
import type { SiLookupTypeId } from '@polkadot/types/interfaces/scaleInfo';
import { concatBytes, u32le, utf8ToBytes } from '../format/bytes.ts';
import { blake2b256 } from '../format/commitment.ts';
import { SalusError } from '../errors.ts';
import type { Chain } from './chain.ts';
import { expectInner, type Receipt } from './events.ts';
import { nameOf, type Transaction } from './sending.ts';
import { type Signer, signedBy } from './signer.ts';

/** The only version of the extensions that there is. */
const EXTENSION_VERSION = 0;
const SIGNATURE_EXTENSION = 'VerifySignature';
/** The bytes of a `VerifySignature` that holds no signature. */
const NO_SIGNATURE = 1;
/** How many blocks a meta transaction can be sent in: eight and a half minutes of them, and the chain takes none that lives longer. */
const LIFETIME_BLOCKS = 256;

/** How many blocks finality may be behind. */
const MAX_FINALITY_LAG = 5;

/** What a signer hands to a relayer, who can send it once and change nothing. */
export interface MetaTransaction {
	/** The name of the call in it. */
	call: string;
	/** The SCALE bytes. */
	bytes: Uint8Array;
}

/** What the signed bytes depend on beside the call. */
interface Circumstances {
	nonce: number;
	era: ExtrinsicEra;
	/** The block at which the era begins. */
	birth: Uint8Array;
	genesis: Uint8Array;
	specVersion: number;
	transactionVersion: number;
}

/** An extension's part that is sent, and its part that is only signed. */
interface Extension {
	explicit: (circumstances: Circumstances) => unknown;
	implicit: (circumstances: Circumstances) => Uint8Array;
}

const nothing = () => null;
const noBytes = () => new Uint8Array();

const EXTENSIONS: Record<string, Extension> = {
	// No signature of a meta transaction passes for one of a transaction, nor the other way round.
	MetaTxMarker: { explicit: nothing, implicit: () => utf8ToBytes('_meta_tx') },
	CheckNonZeroSender: { explicit: nothing, implicit: noBytes },
	CheckSpecVersion: { explicit: nothing, implicit: ({ specVersion }) => u32le(specVersion) },
	CheckTxVersion: { explicit: nothing, implicit: ({ transactionVersion }) => u32le(transactionVersion) },
	CheckGenesis: { explicit: nothing, implicit: ({ genesis }) => genesis },
	CheckMortality: { explicit: ({ era }) => era, implicit: ({ birth }) => birth },
	CheckNonce: { explicit: ({ nonce }) => nonce, implicit: noBytes },
};

/** Signs `call` for somebody else to send. Without `nonce` it is the signer's next transaction. */
export async function signMetaTransaction(
	chain: Chain,
	call: Transaction,
	signer: Signer,
	{ nonce, lifetime = LIFETIME_BLOCKS }: { nonce?: number; lifetime?: number } = {},
): Promise<MetaTransaction> {
	const { api } = chain;
	const { type, followers } = readType(chain);
	const circumstances = await circumstancesOf(chain, signer.address, lifetime, nonce);
	const explicit = followers.map((extension) => extension.explicit(circumstances));
	const make = (signature: unknown) =>
		api.registry.createType(type, {
			call: call.method,
			extensionVersion: EXTENSION_VERSION,
			extension: [signature, explicit],
		});
	const unsigned = make({ Disabled: null }) as unknown as { extension: Codec };
	const payload = payloadOf(
		call.method.toU8a(),
		unsigned.extension.toU8a().subarray(NO_SIGNATURE),
		concatBytes(...followers.map((extension) => extension.implicit(circumstances))),
	);
	// Any length is hashed here, other than in an ordinary transaction.
	const signature = await signedBy(async () => signer.sign(blake2b256(payload), { withType: true }));
	const bytes = make({ Signed: { signature, account: signer.publicKey } }).toU8a();
	return { call: nameOf(call), bytes };
}

/** On whose account a meta transaction is relayed. */
export interface Relaying {
	/** The organization for which `relayer` practises, and whose budget bears it; without, `relayer` pays the fee. */
	budgetOf?: number;
}

/**
 * Sends a meta transaction in a transaction of `relayer`, who pays unless an organization's budget bears it. Throws a `ChainError` that names the call in it if that
 * call failed, and one that names `metaTx.dispatch` if it was not even tried: altered, replayed or expired.
 */
export async function relay(chain: Chain, { call, bytes }: MetaTransaction, relayer: Signer, { budgetOf }: Relaying = {}): Promise<Receipt> {
	const { type } = readType(chain);
	const dispatch = chain.api.tx['metaTx']!['dispatch']!(chain.api.registry.createType(type, bytes), bytes.length);
	const transaction = budgetOf === undefined ? dispatch : chain.call('admission', 'relay', { organization: budgetOf, call: dispatch });
	const receipt = await chain.send(transaction, relayer);
	expectInner(receipt, call, 'metaTx', 'Dispatched', 'result');
	return receipt;
}

/** What is signed: the version, the call, and of all extensions behind the signature what is sent and what is not. */
export function payloadOf(call: Uint8Array, explicit: Uint8Array, implicit: Uint8Array): Uint8Array {
	return concatBytes(Uint8Array.of(EXTENSION_VERSION), call, explicit, implicit);
}

async function circumstancesOf(chain: Chain, address: string, lifetime: number, nonce?: number): Promise<Circumstances> {
	const { api, genesis } = chain;
	const [next, birth] = await chain.connection.question(() =>
		Promise.all([nonce ?? api.rpc.system.accountNextIndex(address).then((index) => index.toNumber()), birthBlock(api)]),
	);
	return {
		nonce: next,
		// An era of at most 4,096 blocks begins at the very block that it is made at.
		era: api.registry.createType('ExtrinsicEra', { current: birth.number, period: lifetime }),
		birth: birth.hash,
		genesis,
		specVersion: api.runtimeVersion.specVersion.toNumber(),
		transactionVersion: api.runtimeVersion.transactionVersion.toNumber(),
	};
}

/**
 * The block that a lifetime is counted from: the finalized one, which no fork takes away; but the best one where finality is
 * so far behind that the lifetime would be used up. That is polkadot.js' own rule for transactions.
 */
async function birthBlock({ rpc: { chain } }: ApiPromise): Promise<{ hash: Uint8Array; number: number }> {
	const [best, finalized] = await Promise.all([chain.getHeader(), chain.getFinalizedHead().then((hash) => chain.getHeader(hash))]);
	const isFarBehind = best.number.toNumber() - finalized.number.toNumber() > MAX_FINALITY_LAG;
	const { hash, number } = isFarBehind ? best : finalized;
	return { hash: hash.toU8a(), number: number.toNumber() };
}

/** The type of a meta transaction in the chain's metadata, and the extensions that follow the signature. */
function readType({ api }: Chain): { type: string; followers: Extension[] } {
	const { registry } = api;
	const { lookup } = registry as unknown as { lookup: PortableRegistry };
	const [argument] = api.tx['metaTx']?.['dispatch']?.meta.fields ?? [];
	if (!argument) throw new SalusError('meta-transaction.unsupported', 'The chain takes no meta transactions.');
	const extension = lookup.getSiType(argument.type).def.asComposite.fields.find(({ name }) => name.toString() === 'extension');
	if (!extension) throw new SalusError('meta-transaction.unsupported', 'The chain\'s meta transactions have no extensions.');
	const [signature, signed, ...others] = tupleOf(lookup, extension.type).map((id) => ({ id, name: nameOfType(lookup, id) }));
	const names = signed ? tupleOf(lookup, signed.id).map((id) => nameOfType(lookup, id)) : [];
	const unknown = names.filter((name) => !EXTENSIONS[name]);
	if (signature?.name !== SIGNATURE_EXTENSION || others.length > 0 || unknown.length > 0) {
		throw new SalusError('meta-transaction.unsupported', `This client cannot sign meta transactions of this chain: it does not know ${unknown.join(', ') || 'their shape'}.`);
	}
	return { type: registry.createLookupType(argument.type), followers: names.map((name) => EXTENSIONS[name] as Extension) };
}

function tupleOf(lookup: PortableRegistry, id: SiLookupTypeId): SiLookupTypeId[] {
	const { def } = lookup.getSiType(id);
	return def.isTuple ? [...def.asTuple] : [];
}

function nameOfType(lookup: PortableRegistry, id: SiLookupTypeId): string {
	return lookup.getSiType(id).path.at(-1)?.toString() ?? '';
}
