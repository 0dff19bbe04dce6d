/** What law permits without consent; set by who governs the chain. */
import type { Chain } from '../chain/chain.ts';
import { numberIn, type Receipt } from '../chain/events.ts';
import type { Transaction } from '../chain/sending.ts';
import type { Period, Scope } from './provision.ts';

export interface Policy {
	/** To practitioners of organizations of these kinds, a set as `kindSet` makes it. */
	kinds: number;
	/** To those of them who have one of these roles there, a set as `roleSet` makes it. */
	roles: number;
	/** All records, classes, or all but classes. */
	scope: Exclude<Scope, { Anchors: number[] }>;
	/** A set, as `actionSet` makes it. */
	actions: number;
	/** A set, as `purposeSet` makes it. */
	purposes: number;
	period: Period;
	/** Whether a patient's refusals hold against it. */
	refusalsBind: boolean;
	/** A hash of the legal text, which is public. */
	legalBasis: Uint8Array;
}

export function enactPolicy(chain: Chain, policy: Policy): Transaction {
	return chain.call('consent', 'enactPolicy', { policy });
}

export function repealPolicy(chain: Chain, policy: number): Transaction {
	return chain.call('consent', 'repealPolicy', { policy });
}

/** The number of the policy that a transaction enacted. */
export function policyOf(receipt: Receipt): number {
	return numberIn(receipt, 'consent', 'PolicyEnacted', 'policy');
}

/** The policies in force, in JSON. */
export async function policies(chain: Chain): Promise<{ id: number; enactedAt: number; policy: Record<string, unknown> }[]> {
	return (await chain.ask('consentApi', 'policies', [])).toJSON();
}
