/** Random states that the chain could have, the same for the same seed. */
import { encodeAddress } from '@polkadot/util-crypto/address';
import { ROLES } from '../../../src/chain/codes.ts';
import { LAST_DATE_TIME } from '../../../src/fhir/consent/moments.ts';
import {
	ALL_ACTIONS, ALL_PURPOSES, BOUNDS, type ConsentState, type Grant, type Grantee, type PractitionerId, type Refused, type Scope,
	type StandingRefusal,
} from '../../../src/fhir/consent/state.ts';

const LAST_MOMENT = 0xffff_ffff_ffff_ffffn;

export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0 to `max`. */
	upTo(max: number): number {
		// mulberry32
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (max + 1));
	}

	one<T>(...choices: (() => T)[]): T {
		return (choices[this.upTo(choices.length - 1)] as () => T)();
	}

	is(): boolean {
		return this.upTo(1) === 1;
	}

	some<T>(most: number, make: () => T, least = 0): T[] {
		return Array.from({ length: least + this.upTo(most - least) }, make);
	}

	bytes32(): string {
		return `0x${this.some(32, () => this.upTo(255).toString(16).padStart(2, '0'), 32).join('')}`;
	}

	account(): string {
		return encodeAddress(this.bytes32(), 42);
	}

	/** Mostly of this century, now and then at an edge of what FHIR or the chain can say. */
	moment(): bigint {
		return this.one(
			() => BigInt(this.upTo(4_000_000_000)) * 1_000n + BigInt(this.upTo(999)),
			() => BigInt(this.upTo(4_000_000_000)) * 1_000n + BigInt(this.upTo(999)),
			() => BigInt(this.upTo(4_000_000_000)) * 1_000n,
			() => (this.is() ? 0n : 1n),
			() => LAST_DATE_TIME + BigInt(this.upTo(4)) - 2n,
			() => LAST_MOMENT - BOUNDS.shortestPeriod - BigInt(this.upTo(2)),
		);
	}
}

export function randomState(seed: number): ConsentState {
	const dice = new Dice(seed);
	let number = dice.upTo(1_000);
	const classes = new Set(dice.some(4, () => recordClass(dice)));
	return {
		chain: dice.bytes32(),
		patient: dice.bytes32(),
		at: BigInt(dice.upTo(4_000_000_000)) * 1_000n + BigInt(dice.upTo(999)),
		grants: dice.some(6, () => [dice.one(() => dice.upTo(20), () => 0xffff_ffff), grant(dice, number++)]),
		restrictions: {
			refusals: dice.some(6, () => refusal(dice, number++)),
			refuseAll: dice.is() ? refuseAll(dice) : null,
			optOut: dice.is() ? { since: dice.moment() } : null,
			confidential: [...classes].map((marked) => ({ class: marked, since: dice.moment() })),
			allConfidential: dice.is() ? { exceptions: [...new Set(dice.some(BOUNDS.classes, () => recordClass(dice)))], since: dice.moment() } : null,
		},
	};
}

function grant(dice: Dice, id: number): Grant {
	const from = dice.moment();
	const room = Number((LAST_MOMENT - from - BOUNDS.shortestPeriod) % 1_000_000_000n);
	const until = from + BOUNDS.shortestPeriod + BigInt(dice.upTo(room));
	return {
		id,
		grantedAt: dice.moment(),
		terms: dice.is() ? dice.bytes32() : null,
		excludesConfidential: dice.is(),
		ancestors: dice.some(BOUNDS.ancestors, () => dice.upTo(1_000)),
		provision: {
			grantee: dice.one<Grantee>(
				() => ({ organization: null }), () => ({ practitioner: dice.account() }), () => ({ pseudonym: dice.bytes32() }),
				() => ({ role: ROLES[dice.upTo(ROLES.length - 1)] as (typeof ROLES)[number] }),
			),
			scope: dice.one<Scope>(
				() => ({ all: null }),
				() => ({ classes: dice.some(BOUNDS.classes, () => recordClass(dice), 1) }),
				() => ({ anchors: dice.some(BOUNDS.anchors, () => dice.upTo(0xffff_ffff), 1) }),
				() => ({ allBut: dice.some(BOUNDS.classes, () => recordClass(dice), 1) }),
			),
			content: dice.is() ? months(dice) : null,
			actions: 1 + dice.upTo(ALL_ACTIONS - 1),
			purposes: 1 + dice.upTo(ALL_PURPOSES - 1),
			period: { from, until: dice.is() ? until : null },
		},
	};
}

function months(dice: Dice): { from: number; until: number } {
	const from = dice.one(() => 0, () => dice.upTo(800), () => dice.upTo(0xfffe));
	return { from, until: dice.one(() => from + 1, () => from + 1 + dice.upTo(0xfffe - from), () => 0xffff) };
}

/** A resource type of either release, an opaque label, or a number that stands for nothing yet. */
function recordClass(dice: Dice): number {
	return dice.one(() => 1 + dice.upTo(177), () => 0x8000 + dice.upTo(0x7fff), () => dice.upTo(0xffff));
}

function refusal(dice: Dice, id: number): StandingRefusal {
	const practitioner = (): PractitionerId => (dice.is() ? { account: dice.account() } : { pseudonym: dice.bytes32() });
	const standing = stand(dice);
	return {
		id,
		...standing,
		refusal: {
			whom: dice.one<Refused>(() => ({ everybody: null }), () => ({ organization: dice.upTo(20) }), () => ({ practitioner: practitioner() })),
			class: dice.is() ? recordClass(dice) : null,
			purposes: dice.is() ? 1 + dice.upTo(ALL_PURPOSES - 1) : null,
			evenInEmergency: standing.byController && dice.is(),
		},
	};
}

function refuseAll(dice: Dice): NonNullable<ConsentState['restrictions']['refuseAll']> {
	const standing = stand(dice);
	return { ...standing, evenInEmergency: standing.byController && dice.is() };
}

/** Whose word it is; *even in an emergency* is the controller's alone. */
function stand(dice: Dice): { since: bigint; byController: boolean } {
	return { since: dice.moment(), byController: dice.is() };
}

/** The same in a small world and at one time, so that refusals touch grants: few organizations, people, classes and anchors. */
export function crowdedState(seed: number): ConsentState {
	const state = randomState(seed);
	const dice = new Dice(seed + 7_919);
	const { refusals, refuseAll, optOut, confidential, allConfidential } = state.restrictions;
	const since = () => state.at - BigInt(dice.upTo(1_000));
	// Refusing everything leaves nothing to look at, so it is rare here.
	const isRare = () => dice.upTo(5) === 0;
	const set = (all: number) => (dice.is() ? all : 1 + dice.upTo(all - 1));
	return {
		...state,
		at: state.at + 100_000n,
		grants: state.grants.map(([organization, grant]) => [organization % CROWD.organizations, {
			...grant,
			grantedAt: since(),
			excludesConfidential: dice.upTo(2) === 0,
			provision: {
				...grant.provision,
				grantee: few(grant.provision.grantee, dice),
				scope: fewClasses(dice.upTo(2) === 0 ? { all: null } : grant.provision.scope, dice),
				content: dice.is() ? null : grant.provision.content,
				actions: set(ALL_ACTIONS),
				period: { from: since(), until: dice.is() ? null : state.at + 160_000n + BigInt(dice.upTo(100_000)) },
			},
		}]),
		restrictions: {
			refusals: refusals.slice(0, 1 + dice.upTo(3)).map((standing) => ({
				...standing,
				since: since(),
				refusal: {
					...standing.refusal,
					whom: dice.one<Refused>(
						() => ({ everybody: null }), () => ({ organization: dice.upTo(CROWD.organizations - 1) }),
						() => ({ practitioner: { account: CROWD.accounts[dice.upTo(1)] as string } }), () => ({ practitioner: { pseudonym: CROWD.pseudonym } }),
					),
					class: standing.refusal.class === null ? null : oneClass(dice),
				},
			})),
			refuseAll: refuseAll && isRare() ? { ...refuseAll, since: since() } : null,
			optOut: optOut && isRare() ? { ...optOut, since: since() } : null,
			confidential: [...new Set(confidential.map(() => oneClass(dice)))].map((marked) => ({ class: marked, since: since() })),
			allConfidential: allConfidential && dice.is() ? { exceptions: [...new Set(dice.some(3, () => oneClass(dice)))], since: since() } : null,
		},
	};
}

/** Whom and what a crowded state is about. */
export const CROWD = {
	organizations: 3,
	accounts: [1, 2].map((byte) => encodeAddress(new Uint8Array(32).fill(byte), 42)),
	pseudonym: `0x${'5d'.repeat(32)}`,
	/** Types of both releases, of one only, and an opaque label. */
	classes: [96, 28, 74, 167, 0x8001],
	anchors: 3,
} as const;

const oneClass = (dice: Dice): number => CROWD.classes[dice.upTo(CROWD.classes.length - 1)] as number;

function few(grantee: Grantee, dice: Dice): Grantee {
	if ('practitioner' in grantee) return { practitioner: CROWD.accounts[dice.upTo(1)] as string };
	if ('pseudonym' in grantee) return { pseudonym: CROWD.pseudonym };
	return 'role' in grantee ? { role: ROLES[dice.upTo(1)] as (typeof ROLES)[number] } : grantee;
}

function fewClasses(scope: Scope, dice: Dice): Scope {
	if ('classes' in scope) return { classes: [...new Set(scope.classes.map(() => oneClass(dice)))] };
	if ('allBut' in scope) return { allBut: [...new Set(scope.allBut.slice(0, 2).map(() => oneClass(dice)))] };
	return 'anchors' in scope ? { anchors: [...new Set(scope.anchors.map(() => dice.upTo(CROWD.anchors - 1)))] } : scope;
}
