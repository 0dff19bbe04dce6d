/**
 * Recovery of records: guardians, who have recovered the account, hand their shares of the ring's key to the new device. Recovery words and a second
 * device open a backup without them (`openBackupByWords`, `openBackupByDevice`).
 */
import { decodeAddress } from '@polkadot/util-crypto';
import type { Chain } from '../chain/chain.ts';
import { type Signer, signedBy } from '../chain/signer.ts';
import { SalusError } from '../errors.ts';
import { equalBytes, FormatError } from '../format/bytes.ts';
import type { KeyRing } from '../format/key-ring.ts';
import { guardiansLock, openBackupByGuardians, type RingBackup } from '../format/ring-backup.ts';
import { findGuardianShare, type GuardianShare, handShare, openHandedShare } from '../format/ring-locks.ts';
import type { KeyPair, PrivateKey } from '../format/suites.ts';
import { isShareRequestSigned, makeShareRequest, type ShareRequest } from './share-request.ts';

/** The new device asks for the shares of a backup: as the account that controls the patient now, for its own key. */
export async function askForShares(chain: Chain, { patient, version }: RingBackup, signer: Signer, { suite, publicKey }: KeyPair): Promise<ShareRequest> {
	const content = { genesis: chain.genesis, patient, account: signer.publicKey, version, device: { suite, publicKey } };
	return makeShareRequest(content, (message) => signedBy(async () => signer.sign(message, { withType: true })));
}

/**
 * A guardian hands its share over, sealed to the new device, if the account that asks controls the patient at the finalized head. After a theft the account
 * alone proves nothing: `isThePatient` is what the guardian did to make sure, by another way, that it is the person who asks.
 */
export async function handOver(
	chain: Chain, backup: RingBackup, guardian: PrivateKey, request: ShareRequest, isThePatient: () => Promise<boolean>,
): Promise<Uint8Array> {
	const { patient, version } = backup;
	const isForThis = equalBytes(request.genesis, chain.genesis) && equalBytes(request.patient, patient) && request.version === version;
	if (!isForThis || !isShareRequestSigned(request)) throw new SalusError('recovery.not-signed', 'The account that is named did not ask for the shares of this backup.');
	const { finalized } = await chain.heads();
	const known = (await chain.ask('patientIdentityApi', 'patient', [patient], finalized)).toJSON();
	if (!known?.controller || !equalBytes(decodeAddress(known.controller), request.account)) {
		throw new SalusError('recovery.not-controller', 'The account that asks does not control the patient.');
	}
	const own = await findGuardianShare(backup, guardiansLock(backup), guardian);
	if (!own) throw new SalusError('recovery.no-share', 'None of the shares is for this guardian\'s key.');
	if (!(await isThePatient())) throw new SalusError('recovery.not-the-patient', 'The guardian does not take who asks for the patient.');
	return handShare(backup, own, request.device);
}

/** What came of the shares that were handed over. */
export interface Reopened {
	ring: KeyRing;
	/** The places among those handed over, from 0, of what was no share of this ring, or another than was made. */
	spoilt: number[];
}

/** Opens the ring with what guardians handed over; what is spoilt is left aside. From fewer than the threshold it does not open. */
export async function reopen(backup: RingBackup, device: PrivateKey, handed: Uint8Array[]): Promise<Reopened> {
	const lock = guardiansLock(backup);
	const shares = new Map<number, GuardianShare>();
	const spoilt: number[] = [];
	for (const [place, sealed] of handed.entries()) {
		const share = await openHandedShare(backup, lock, device, sealed).catch(noShare);
		if (share) shares.set(share.index, share);
		else spoilt.push(place);
	}
	if (shares.size < lock.threshold) throw new SalusError('recovery.too-few-shares', `It takes the shares of ${lock.threshold} guardians, and there are ${shares.size}.`);
	return { ring: await openBackupByGuardians(backup, [...shares.values()]), spoilt };
}

function noShare(error: unknown): undefined {
	if (!(error instanceof FormatError)) throw error;
}
