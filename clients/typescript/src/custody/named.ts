/**
 * What the chain names by a hash: envelopes of grants, and emergency rings. A custodian takes in what is named, from whoever brings it, and
 * destroys what no longer is.
 */
import type { Chain } from '../chain/chain.ts';
import { envelopeOf } from '../consent/envelopes.ts';
import { emergencyRing } from '../consent/emergency-ring.ts';
import { liveGrants } from '../consent/grants.ts';
import { bytesToHex, FormatError, utf8ToBytes } from '../format/bytes.ts';
import {
	type EmergencyRing, emergencyRingCommitment, isEmergencyRingOnChain, openEmergencyShare, readEmergencyRing, type ReleasedEmergency, releasedEmergency, writeEmergencyRing,
} from '../format/emergency-ring.ts';
import { envelopeCommitment, MAX_ENVELOPE_LENGTH } from '../format/envelope.ts';
import type { PrivateKey } from '../format/suites.ts';
import { CustodyRefusal } from './faults.ts';
import { freshHeads } from './heads.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { CustodianStores } from './stores.ts';

/** A custodian, as far as things are entrusted to it. */
export interface Entrusted {
	readonly chain: Chain;
	readonly organization: number;
	readonly stores: Pick<CustodianStores, 'envelopes' | 'emergencyRings'>;
	/** With which it opens its shares. */
	readonly keys: PrivateKey[];
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Tells whoever runs the custodian what it has to see to; the work goes on. */
	readonly tell: (trouble: Error) => void;
}

export async function takeEnvelope({ chain, stores }: Entrusted, patient: Uint8Array, envelope: Uint8Array): Promise<void> {
	if (envelope.length > MAX_ENVELOPE_LENGTH) throw new CustodyRefusal('custody.not-as-committed', 'it is longer than any envelope');
	const name = bytesToHex(envelopeCommitment(envelope));
	return oneAtATime(stores, patient, async () => {
		if (!(await envelopeNames(chain, patient)).includes(name)) throw new CustodyRefusal('custody.not-as-committed', 'no live grant names this envelope');
		await stores.envelopes.put(patient, name, envelope);
	});
}

export async function takeEmergencyRing(custodian: Entrusted, text: string): Promise<void> {
	const ring = readEmergencyRing(text);
	const { chain, stores } = custodian;
	return oneAtATime(stores, ring.patient, async () => {
		const named = await emergencyRing(chain, ring.patient);
		if (!named || !isEmergencyRingOnChain(ring, named.ring)) throw new CustodyRefusal('custody.not-as-committed', 'the chain does not name this ring');
		await openShare(custodian, ring);
		// Written anew: no more is kept of it than a ring has.
		await stores.emergencyRings.put(ring.patient, bytesToHex(emergencyRingCommitment(ring.patient, ring)), utf8ToBytes(writeEmergencyRing(ring)));
	});
}

/**
 * What the custodian adds to a release in an emergency: the ring that the chain names, and its own share. `null` if it has none, or its share does not open
 * any more: then others may have theirs, and the records are needed all the same.
 */
export async function releasedEmergencyOf(custodian: Entrusted, patient: Uint8Array, block: string): Promise<ReleasedEmergency | null> {
	const named = await emergencyRing(custodian.chain, patient, block);
	const kept = named && (await custodian.stores.emergencyRings.get(patient, bytesToHex(named.ring.commitment)));
	if (!kept) return null;
	try {
		const ring = readEmergencyRing(new TextDecoder().decode(kept));
		return releasedEmergency(ring, await openShare(custodian, ring));
	} catch (error) {
		if (!(error instanceof FormatError || error instanceof CustodyRefusal)) throw error;
		custodian.tell(error);
		return null;
	}
}

/**
 * Destroys what neither head names: what the finalized one does may still be needed, and what the best one does was brought in time. What there is, is
 * looked at before the heads are, so that what the chain names meanwhile is not taken for what it names no longer.
 */
export async function dropUnnamed({ chain, stores, clock }: Entrusted, patient: Uint8Array): Promise<number> {
	const kept = await Promise.all([stores.envelopes, stores.emergencyRings].map(async (store) => ({ store, names: await store.names(patient) })));
	const { best, finalized } = await freshHeads(chain, clock);
	const named = new Set((await Promise.all([envelopeNames, ringNames].flatMap((namesAt) => [namesAt(chain, patient, best), namesAt(chain, patient, finalized)]))).flat());
	let dropped = 0;
	for (const { store, names } of kept) {
		for (const name of names) {
			if (named.has(name)) continue;
			await store.remove(patient, name);
			dropped += 1;
		}
	}
	return dropped;
}

async function openShare({ organization, keys }: Entrusted, ring: EmergencyRing): Promise<Uint8Array> {
	for (const key of keys) {
		try {
			return await openEmergencyShare(ring, organization, key);
		} catch (error) {
			// Sealed to another of the keys, perhaps.
			if (!(error instanceof FormatError)) throw error;
		}
	}
	throw new CustodyRefusal('custody.not-as-committed', 'the share for this custodian does not open');
}

async function envelopeNames(chain: Chain, patient: Uint8Array, block?: string): Promise<string[]> {
	const live = await liveGrants(chain, patient, block);
	const envelopes = await Promise.all(live.map(([, { id }]) => envelopeOf(chain, patient, id, block)));
	return envelopes.flatMap((status) => (status ? [status.envelope.commitment.slice(2)] : []));
}

async function ringNames(chain: Chain, patient: Uint8Array, block?: string): Promise<string[]> {
	const named = await emergencyRing(chain, patient, block);
	return named ? [bytesToHex(named.ring.commitment)] : [];
}
