/** The one question: may this actor do this, to these records, for this purpose? */
import type { Chain } from '../chain/chain.ts';
import type { Action, Purpose } from '../chain/codes.ts';
import type { Told } from '../chain/types.ts';

/** What is asked for: the records of one anchor, or all of a class. */
export type Target = { Anchor: number } | { Class: { class: number; content: { from: number; until: number } | null } };

/** Who asks: somebody on the patient's side, or a practitioner by an own account or through a gateway. */
export type Actor =
	| { Person: Uint8Array }
	| { Practitioner: { organization: number; account: Uint8Array } }
	| { Gateway: { organization: number; account: Uint8Array; practitioner: Uint8Array } };

export interface AccessRequest {
	patient: Uint8Array;
	actor: Actor;
	action: Action;
	purpose: Purpose;
	target: Target;
}

/** The answer in JSON: what permits it, or that it is denied; `unknown` about a moment that the chain has forgotten. */
export type Decision = Told<'consentApi', 'preview'>;

/** A preview of the chain's decision: now, or at a past moment `at`; by the state of the best block, or of `block`. */
export async function preview(chain: Chain, request: AccessRequest, at: number | null = null, block?: string): Promise<Decision> {
	return (await chain.ask('consentApi', 'preview', [request, at], block)).toJSON();
}

/** All records of a class. */
export function wholeClass(recordClass: number): Target {
	return { Class: { class: recordClass, content: null } };
}
