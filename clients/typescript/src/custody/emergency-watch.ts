/** Whether the emergency ring that stands can still be opened. Custodians lose their accreditation, and change their keys, without a word to the patient. */
import type { Chain } from '../chain/chain.ts';
import { isToldKey } from '../chain/published-keys.ts';
import { emergencyRing } from '../consent/emergency-ring.ts';
import type { PublicKey } from '../format/suites.ts';

/** The ring that stands, as far as it is of use. */
export interface RingOutlook {
	/** How many custodians it takes. */
	threshold: number;
	/** Those who can hand out their share: accredited now, and with a published key. */
	able: number[];
	/** Those who cannot, or have published another key than their share was sealed to. */
	unable: number[];
	/** It is of an earlier epoch than the present one. */
	isStale: boolean;
	/** Enough are able. If not, or if it is stale, the patient sets another ring. */
	canBeOpened: boolean;
}

/** `undefined` if there is no ring. `sealedTo` are the keys that the shares were sealed to, by custodian, as the patient's client kept them. */
export async function ringOutlook(chain: Chain, patient: Uint8Array, sealedTo: ReadonlyMap<number, PublicKey> = new Map()): Promise<RingOutlook | undefined> {
	const [status, now] = await Promise.all([emergencyRing(chain, patient), chain.now()]);
	if (!status) return undefined;
	const { custodians, threshold } = status.ring;
	const told = await Promise.all(custodians.map((custodian) => isAble(chain, custodian, now, sealedTo.get(custodian))));
	const able = custodians.filter((_, i) => told[i]);
	return { threshold, able, unable: custodians.filter((_, i) => !told[i]), isStale: status.isStale, canBeOpened: able.length >= threshold };
}

async function isAble(chain: Chain, custodian: number, now: number, sealedTo: PublicKey | undefined): Promise<boolean> {
	const row = (await chain.ask('providerRegistryApi', 'organization', [custodian])).toJSON();
	if (!row?.key) return false;
	const { state, accreditation: { from, until } } = row.terms.latest;
	const isAccredited = 'active' in state && from <= now && (until === null || now < until);
	return isAccredited && (sealedTo === undefined || isToldKey(sealedTo, row.key.public));
}
