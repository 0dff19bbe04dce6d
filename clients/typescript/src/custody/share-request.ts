/**
 * With what a patient's new device asks the guardians for their shares: signed by the account that it controls the patient with, so that no guardian
 * hands its share to the key of somebody who only names that account.
 */
import { assertLength, u16le, u32le, u8, utf8ToBytes } from '../format/bytes.ts';
import { betweenMarks, isSignedBy, type Sign, signatureOf } from '../format/signatures.ts';
import { assertPublicKey, type PublicKey } from '../format/suites.ts';

const TAG = utf8ToBytes('salus/share-request/v1');

interface ShareRequestContent {
	genesis: Uint8Array;
	patient: Uint8Array;
	/** Who controls the patient now. */
	account: Uint8Array;
	/** Of the backup whose shares are asked for. */
	version: number;
	/** The new device's. */
	device: PublicKey;
}

export interface ShareRequest extends ShareRequestContent {
	signature: Uint8Array;
}

export async function makeShareRequest(content: ShareRequestContent, sign: Sign): Promise<ShareRequest> {
	return { ...content, signature: await signatureOf(content.account, shareRequestBytes(content), sign) };
}

/** Whether the account that the request names has signed it. */
export function isShareRequestSigned(request: ShareRequest): boolean {
	return isSignedBy(request.account, shareRequestBytes(request), request.signature);
}

function shareRequestBytes({ genesis, patient, account, version, device }: ShareRequestContent): Uint8Array {
	for (const bytes of [genesis, patient, account]) assertLength(bytes, 32, 'a hash, id or account');
	assertPublicKey(device);
	return betweenMarks(TAG, genesis, patient, account, u32le(version), u8(device.suite), u16le(device.publicKey.length), device.publicKey);
}
