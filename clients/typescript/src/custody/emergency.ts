/** Keys in an emergency: the patient's client gives them to several custodians together, and who broke the glass puts their shares together. */
import type { Chain } from '../chain/chain.ts';
import { keyOf } from '../consent/envelopes.ts';
import { emergencyRing } from '../consent/emergency-ring.ts';
import { type Restrictions, restrictions } from '../consent/refusals.ts';
import { SalusError } from '../errors.ts';
import { equalBytes } from '../format/bytes.ts';
import { type ClassKeys, keysOfClasses } from '../format/class-keys.ts';
import { type EmergencyRing, type EmergencyRingOnChain, emergencyRingCommitment, makeEmergencyRing, openEmergencyRing, type ReleasedEmergency } from '../format/emergency-ring.ts';
import { shareCommitment } from '../format/shares.ts';
import type { PublicKey } from '../format/suites.ts';
import { CustodianFault } from './faults.ts';

/** Any two of three. */
const DEFAULT_THRESHOLD = 2;

export interface RingPlan {
	patient: Uint8Array;
	/** Of the class keys: the patient's present one. */
	epoch: number;
	/** All keys of the epoch, or those of whichever classes. */
	keys: ClassKeys;
	/** Which classes shall be readable in an emergency. Confidential ones are left out all the same. */
	classes: readonly number[];
	/** Confidential classes that the patient wants to be readable, too. */
	confidentialToo?: readonly number[];
	/** The organizations that shall keep a share each, with the key itself where the chain has a hash of it only. */
	custodians: { custodian: number; offered?: PublicKey }[];
	/** How many of them it takes. */
	threshold?: number;
}

/** Makes a ring for `setEmergencyRing`, and for the custodians to take in once the chain names it. */
export async function prepareEmergencyRing(chain: Chain, plan: RingPlan): Promise<EmergencyRing> {
	const { patient, epoch, custodians, threshold = DEFAULT_THRESHOLD, confidentialToo = [] } = plan;
	const [told, keys] = await Promise.all([
		restrictions(chain, patient), Promise.all(custodians.map(async ({ custodian, offered }) => ({ custodian, key: (await keyOf(chain, custodian, 'Organization', offered)).key }))),
	]);
	const readable = plan.classes.filter((recordClass) => !isConfidential(told, recordClass));
	return makeEmergencyRing({ patient, epoch }, await keysOfClasses(plan.keys, [...readable, ...confidentialToo]), keys, threshold);
}

/** Whether the patient has marked a class as confidential. */
export function isConfidential({ confidential, allConfidential }: Restrictions, recordClass: number): boolean {
	if (confidential.some((marked) => marked.class === recordClass)) return true;
	return allConfidential !== null && !allConfidential.exceptions.includes(recordClass);
}

/** What a custodian handed out in a release. */
export interface HandedRing {
	custodian: number;
	released: ReleasedEmergency;
	/** The block that holds the ticket, as in `HeldTicket`. */
	block?: string | undefined;
}

/** The keys that came of shares, and which custodians handed out something else than the chain commits to. */
export interface EmergencyKeys {
	keys: ClassKeys;
	epoch: number;
	faults: CustodianFault[];
}

/**
 * Puts shares together. A false one is found out and left aside; so is one of a ring that was replaced meanwhile, for which nobody is to blame. Without enough
 * good ones the fault of a false one's custodian is thrown.
 */
export async function openInEmergency(chain: Chain, patient: Uint8Array, handed: HandedRing[]): Promise<EmergencyKeys> {
	const status = await emergencyRing(chain, patient);
	if (!status) throw new SalusError('emergency.no-ring', 'The patient has no emergency ring.');
	const named = status.ring;
	const faults: CustodianFault[] = [];
	const good = new Map<number, HandedRing>();
	let replaced = 0;
	for (const one of handed) {
		const wrong = await whatIsWrong(chain, patient, named, one);
		if (wrong === undefined) good.set(one.custodian, one);
		else if (wrong === 'replaced') replaced += 1;
		else faults.push(wrong);
	}
	if (good.size < named.threshold) {
		const [fault] = faults;
		if (fault) throw fault;
		if (replaced > 0) throw new SalusError('emergency.ring-replaced', 'The ring is not the one that the chain names now; it may have been replaced since the tickets were issued. Ask for the shares again.');
		throw new SalusError('emergency.too-few-shares', `It takes the shares of ${named.threshold} custodians, and there are ${good.size}.`);
	}
	return { keys: await openEmergencyRing(patient, named, [...good.values()]), epoch: named.epoch, faults };
}

/** What is wrong with a share, if anything: somebody is to blame, or the ring was replaced. */
export async function whatIsWrong(chain: Chain, patient: Uint8Array, named: EmergencyRingOnChain, handed: HandedRing): Promise<CustodianFault | 'replaced' | undefined> {
	const fault = (what: string) => new CustodianFault('custodian.false-share', handed.custodian, what);
	if (!isOfRing(patient, named, handed)) return (await isBlamed(chain, patient, named, handed)) ? fault('it handed out another emergency ring than the chain names') : 'replaced';
	return hasOwnShare(handed) ? undefined : fault('its share of the emergency ring is not the one that was made');
}

/** The commitment covers everybody's number and share, so whoever hands out the ring that was made tells the truth about all of it. */
function isOfRing(patient: Uint8Array, named: EmergencyRingOnChain, { released }: HandedRing): boolean {
	return equalBytes(emergencyRingCommitment(patient, released), named.commitment);
}

function hasOwnShare({ custodian, released }: HandedRing): boolean {
	const own = released.shares.find((share) => share.custodian === custodian);
	return own !== undefined && equalBytes(shareCommitment(released.share), own.commitment);
}

/** Whether the ring that is named now was so when the ticket was issued: then a custodian that saw the ticket saw the ring, too. */
async function isBlamed(chain: Chain, patient: Uint8Array, named: EmergencyRingOnChain, { block }: HandedRing): Promise<boolean> {
	const then = block === undefined ? undefined : await emergencyRing(chain, patient, block);
	return then !== undefined && equalBytes(then.ring.commitment, named.commitment);
}
