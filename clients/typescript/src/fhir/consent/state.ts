/**
 * A patient's consent as the chain keeps it at one moment: what the runtime API answers to `ConsentApi.live_grants` and
 * `.restrictions`, in the JSON that polkadot.js makes of it.
 */
import { decodeAddress, encodeAddress } from '@polkadot/util-crypto/address';
import { ROLES, type Role } from '../../chain/codes.ts';
import { Reader } from './reader.ts';
import type { Months, Span } from './moments.ts';
import { ACTION_CODES, PURPOSE_CODES } from './systems.ts';

export const STATE_FORMAT = 'salus/consent-state/v1';

/** The bounds of the chain: `pallets/consent/src/types/`. */
export const BOUNDS = {
	classes: 16, anchors: 16, ancestors: 3, liveGrants: 96, ownGrants: 16, refusals: 32, confidential: 16, shortestPeriod: 60_000n,
} as const;

export const ALL_ACTIONS = (1 << ACTION_CODES.length) - 1;
export const ALL_PURPOSES = (1 << PURPOSE_CODES.length) - 1;
const U16 = 0xffff;
const U32 = 0xffff_ffff;

export type PractitionerId = { account: string } | { pseudonym: string };

export type Grantee = { organization: null } | { practitioner: string } | { role: Role } | { pseudonym: string };

export type Scope = { all: null } | { classes: number[] } | { anchors: number[] } | { allBut: number[] };

export interface Provision {
	grantee: Grantee;
	scope: Scope;
	content: Months | null;
	actions: number;
	purposes: number;
	period: Span;
}

export interface Grant {
	id: number;
	grantedAt: bigint;
	terms: string | null;
	excludesConfidential: boolean;
	ancestors: number[];
	provision: Provision;
}

export type Refused = { everybody: null } | { organization: number } | { practitioner: PractitionerId };

export interface Refusal {
	whom: Refused;
	class: number | null;
	purposes: number | null;
	evenInEmergency: boolean;
}

export interface StandingRefusal {
	id: number;
	since: bigint;
	byController: boolean;
	refusal: Refusal;
}

export interface Restrictions {
	refusals: StandingRefusal[];
	refuseAll: { since: bigint; byController: boolean; evenInEmergency: boolean } | null;
	/** Nobody but the controller says so. */
	optOut: { since: bigint } | null;
	/** As far as they were marked one by one. */
	confidential: { class: number; since: bigint }[];
	/** All classes but some. */
	allConfidential: { exceptions: number[]; since: bigint } | null;
}

export interface ConsentState {
	/** The hash of the chain's first block. */
	chain: string;
	patient: string;
	/** The chain's clock when this was so. */
	at: bigint;
	/** Each with the organization that holds it. */
	grants: [organization: number, grant: Grant][];
	restrictions: Restrictions;
}

/** Reads a state, and refuses one that the chain could not have. */
export function readState(json: unknown): ConsentState {
	const state = new Reader('state', json, 'absent');
	state.member('format').expect(STATE_FORMAT);
	const read: ConsentState = {
		chain: state.member('chain').bytes32(),
		patient: state.member('patient').bytes32(),
		at: moment(state.member('at')),
		grants: bounded(state, 'grants', BOUNDS.liveGrants).map(heldGrant),
		restrictions: restrictions(state.member('restrictions')),
	};
	state.end();
	return read;
}

/** The state as JSON, in the form that polkadot.js gives. */
export function stateJson({ chain, patient, at, grants, restrictions }: ConsentState): unknown {
	return plain({ format: STATE_FORMAT, chain, patient, at, grants, restrictions });
}

/** JSON in which a moment is a number, or a text in hexadecimal where a number would lose digits: so does polkadot.js. */
export function plain(value: unknown): unknown {
	if (typeof value === 'bigint') return value <= Number.MAX_SAFE_INTEGER ? Number(value) : `0x${value.toString(16).padStart(16, '0')}`;
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

function heldGrant(pair: Reader): [number, Grant] {
	if (!Array.isArray(pair.value) || pair.value.length !== 2) return pair.refuse('this must be a pair of organization and grant.');
	const [organization, grant] = pair.all() as [Reader, Reader];
	return [organization.number(U32), readGrant(grant)];
}

function readGrant(grant: Reader): Grant {
	const read: Grant = {
		id: grant.member('id').number(U32),
		grantedAt: moment(grant.member('grantedAt')),
		terms: grant.maybe('terms')?.bytes32() ?? null,
		excludesConfidential: grant.member('excludesConfidential').truth(),
		ancestors: bounded(grant, 'ancestors', BOUNDS.ancestors).map((id) => id.number(U32)),
		provision: readProvision(grant.member('provision')),
	};
	grant.end();
	return read;
}

export function readProvision(provision: Reader): Provision {
	const read: Provision = {
		grantee: grantee(provision.member('grantee')),
		scope: scope(provision.member('scope')),
		content: months(provision.maybe('content')),
		actions: set(provision.member('actions'), ALL_ACTIONS),
		purposes: set(provision.member('purposes'), ALL_PURPOSES),
		period: span(provision.member('period')),
	};
	provision.end();
	return read;
}

function grantee(value: Reader): Grantee {
	const kind = value.variant('organization', 'practitioner', 'role', 'pseudonym');
	switch (kind) {
		case 'organization': return nothing(value, kind), { organization: null };
		case 'practitioner': return { practitioner: account(value.member(kind)) };
		case 'pseudonym': return { pseudonym: value.member(kind).bytes32() };
		default: {
			const role = value.member(kind);
			return { role: ROLES.find((name) => name === role.value) ?? role.refuse('the chain has no such role.') };
		}
	}
}

function scope(value: Reader): Scope {
	const kind = value.variant('all', 'classes', 'anchors', 'allBut');
	if (kind === 'all') return nothing(value, kind), { all: null };
	const list = bounded(value, kind, kind === 'anchors' ? BOUNDS.anchors : BOUNDS.classes);
	if (list.length === 0) return value.refuse('a scope lists at least one.');
	const numbers = list.map((item) => item.number(kind === 'anchors' ? U32 : U16));
	return { [kind]: numbers } as Scope;
}

function months(value: Reader | undefined): Months | null {
	if (!value) return null;
	const read = { from: value.member('from').number(U16), until: value.member('until').number(U16) };
	value.end();
	return read.from < read.until ? read : value.refuse('there is no month in it.');
}

function span(value: Reader): Span {
	const until = value.maybe('until');
	const read = { from: moment(value.member('from')), until: until ? moment(until) : null };
	value.end();
	if (read.until !== null && read.until - read.from < BOUNDS.shortestPeriod) return value.refuse('a period lasts a minute at least.');
	return read;
}

function restrictions(value: Reader): Restrictions {
	const all = value.maybe('refuseAll');
	const out = value.maybe('optOut');
	const allMarked = value.maybe('allConfidential');
	const read: Restrictions = {
		refusals: bounded(value, 'refusals', BOUNDS.refusals).map(standingRefusal),
		refuseAll: all ? { ...stand(all), evenInEmergency: inEmergency(all, all) } : null,
		optOut: out ? { since: moment(out.member('since')) } : null,
		confidential: bounded(value, 'confidential', BOUNDS.confidential).map((marked) => {
			const read = { class: marked.member('class').number(U16), since: moment(marked.member('since')) };
			marked.end();
			return read;
		}),
		allConfidential: allMarked ? {
			exceptions: bounded(allMarked, 'exceptions', BOUNDS.classes).map((exception) => exception.number(U16)),
			since: moment(allMarked.member('since')),
		} : null,
	};
	for (const part of [all, out, allMarked, value]) part?.end();
	return read;
}

/** Whether a refusal holds even in an emergency, which is the controller's to say. */
function inEmergency(refusal: Reader, standing: Reader): boolean {
	const evenInEmergency = refusal.member('evenInEmergency').truth();
	if (evenInEmergency && !standing.member('byController').truth()) return refusal.refuse('nobody but the controller refuses even in an emergency.');
	return evenInEmergency;
}

function stand(value: Reader): { since: bigint; byController: boolean } {
	return { since: moment(value.member('since')), byController: value.member('byController').truth() };
}

function standingRefusal(value: Reader): StandingRefusal {
	const refusal = value.member('refusal');
	const read: StandingRefusal = {
		id: value.member('id').number(U32),
		...stand(value),
		refusal: {
			whom: refused(refusal.member('whom')),
			class: refusal.maybe('class')?.number(U16) ?? null,
			purposes: optional(refusal.maybe('purposes'), (purposes) => set(purposes, ALL_PURPOSES)),
			evenInEmergency: inEmergency(refusal, value),
		},
	};
	refusal.end();
	value.end();
	return read;
}

function refused(value: Reader): Refused {
	const kind = value.variant('everybody', 'organization', 'practitioner');
	if (kind === 'everybody') return nothing(value, kind), { everybody: null };
	if (kind === 'organization') return { organization: value.member(kind).number(U32) };
	const practitioner = value.member(kind);
	const how = practitioner.variant('account', 'pseudonym');
	if (how === 'account') return { practitioner: { account: account(practitioner.member(how)) } };
	return { practitioner: { pseudonym: practitioner.member(how).bytes32() } };
}

/** The value of a variant that has none. */
function nothing(value: Reader, name: string): void {
	const inner = value.maybe(name);
	if (inner) inner.refuse('this must be null.');
}

/** A set of coded values: not empty, and no bit without a meaning. */
function set(value: Reader, all: number): number {
	const bits = value.number(U32);
	return bits !== 0 && (bits & ~all) === 0 ? bits : value.refuse('the set is empty, or has a bit without a meaning.');
}

/**
 * An account: an SS58 address of 32 bytes, in the address format of the chain whichever it was written in. The decoder also takes
 * hexadecimal of any length, and addresses of other lengths, which no account has.
 */
export function account(value: Reader): string {
	const text = value.text();
	if (text.startsWith('0x')) return value.refuse('this is no account: write it as an address, such as 5GrwvaEF…');
	const key = decoded(text);
	return key?.length === 32 ? encodeAddress(key, 42) : value.refuse('this is no account.');
}

function decoded(address: string): Uint8Array | undefined {
	try {
		return decodeAddress(address);
	} catch {
		return undefined;
	}
}

/** Milliseconds, as a number or as polkadot.js writes large numbers. */
function moment(value: Reader): bigint {
	if (typeof value.value === 'string' && /^0x[0-9a-f]{1,16}$/i.test(value.value)) return BigInt(value.value);
	return BigInt(value.number(Number.MAX_SAFE_INTEGER));
}

function bounded(value: Reader, name: string, max: number): Reader[] {
	const items = value.items(name);
	return items.length <= max ? items : value.refuse(`"${name}" has more than the ${max} that the chain keeps.`);
}

function optional<T>(value: Reader | undefined, read: (value: Reader) => T): T | null {
	return value ? read(value) : null;
}
