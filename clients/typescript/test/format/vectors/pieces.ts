/** Vectors of pieces: a package, what it is split into, and the proof of a chunk. */
import { packBatch, packageRoot } from '../../../src/format/batch-package.ts';
import { hexToBytes } from '../../../src/format/bytes.ts';
import { proveChunk } from '../../../src/format/piece-chunks.ts';
import { splitIntoPieces } from '../../../src/format/pieces.ts';
import type { batchVectors } from './records.ts';
import { counting, hex } from './fixed.ts';

const PLANS = [[1, 1], [1, 3], [2, 3], [3, 5], [10, 16], [16, 16]] as const;
/** Of a piece that has several chunks; the bytes are not written out. */
const LONG = 300_000;

/** The records of a batch in a package, and its pieces; and roots and a proof of longer ones. */
export async function pieceVectors({ records, root }: Awaited<ReturnType<typeof batchVectors>>) {
	const packed = records.map(({ commitment, sealed }) => ({ commitment: hexToBytes(commitment), sealed: hexToBytes(sealed) }));
	const bytes = packBatch(packed);
	if (hex(packageRoot(packed)) !== root) throw new Error('The package is not of the batch.');
	const long = packBatch([{ commitment: counting(0x10), sealed: Uint8Array.from({ length: LONG }, (_, i) => i % 251) }]);
	const split = await splitIntoPieces(long, 2, 3);
	const { index, chunk, proof } = proveChunk(split.pieces[2] as Uint8Array, 1);
	return {
		records: records.map(({ commitment, sealed }) => ({ commitment, sealed })),
		package: hex(bytes),
		root,
		plans: await Promise.all(PLANS.map(async ([needed, of]) => {
			const { pieces, plan } = await splitIntoPieces(bytes, needed, of);
			return { needed, pieces: pieces.map(hex), roots: plan.roots.map(hex) };
		})),
		long: {
			commitment: hex(counting(0x10)), sealedLength: LONG, needed: 2, roots: split.plan.roots.map(hex),
			chunk: { piece: 2, index, length: chunk.length, proof: proof.map(hex) },
		},
	};
}
