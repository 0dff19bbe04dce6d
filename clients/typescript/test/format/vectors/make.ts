/** Test vectors of record format v1, so that a second implementation can check itself. */
import { hexToBytes } from '../../../src/format/bytes.ts';
import { isSignedBy } from '../../../src/format/signatures.ts';
import { hex } from './fixed.ts';
import { envelopeVectors, keyCardVectors, releaseVectors, requestVectors, signer, ticketSecretVector } from './handed-over.ts';
import { pieceVectors } from './pieces.ts';
import { batchVectors, canonicalVectors, commitmentVectors, inBothSuites, keyVectors, merkleVectors, treeVectors } from './records.ts';
import { emergencyRingVectors, keyRingVectors, shareVectors } from './rings.ts';

/** All but the signatures, which are randomized. */
export async function makeVectors() {
	const { releaseRequest, patientRequest, sessionRequest } = await requestVectors();
	const batch = await inBothSuites(batchVectors);
	return {
		format: 'salus/record-format/v1/vectors',
		canonical: canonicalVectors(),
		commitments: commitmentVectors(),
		keys: await inBothSuites(keyVectors),
		batch,
		envelopes: await envelopeVectors(),
		keyCards: await inBothSuites(keyCardVectors),
		ticketSecret: ticketSecretVector(),
		releaseRequest,
		patientRequest,
		sessionRequest,
		release: await inBothSuites(releaseVectors),
		shares: shareVectors(),
		keyRing: await keyRingVectors(),
		emergencyRing: await emergencyRingVectors(),
		merkle: merkleVectors(),
		trees: treeVectors(),
		pieces: await pieceVectors(batch[0] as (typeof batch)[0]),
	};
}

export type Vectors = Awaited<ReturnType<typeof makeVectors>>;
type Request = Vectors['releaseRequest'] & { signature?: string };
type Requests = { releaseRequest: Request; patientRequest: Request; sessionRequest: Request[] };

/** With signatures: those of `previous` where they still hold, so that a second run changes nothing. */
export function sign(vectors: Vectors, previous: Partial<Requests> | undefined) {
	const signed = (made: Request, before: Request | undefined) => {
		const message = hexToBytes(made.signedBytes);
		const kept = before?.signature !== undefined && isSignedBy(signer().publicKey, message, hexToBytes(before.signature));
		return { ...made, signature: kept ? before.signature : hex(signer().sign(message)) };
	};
	return {
		...vectors,
		releaseRequest: signed(vectors.releaseRequest, previous?.releaseRequest),
		patientRequest: signed(vectors.patientRequest, previous?.patientRequest),
		sessionRequest: vectors.sessionRequest.map((made, index) => signed(made, previous?.sessionRequest?.[index])),
	};
}
