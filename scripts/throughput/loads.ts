/** The commonest calls, each as a load that fills blocks. */
import { claimOf } from '@salus/client/format';
import { encodeAddress } from '@polkadot/util-crypto';
import { createHash } from 'node:crypto';
import type { Key } from '../flood/keys.ts';
import { HOSPITAL, type Scene } from '../flood/scene.ts';
import { blank, type Template } from '../flood/template.ts';
import { type Cast, CLASSES, grantOf, hex, type Practitioner, templateOf } from './cast.ts';
import type { Success } from './carried.ts';

/** A load: whose transactions, which, and what each tells that did what it was sent for. */
export interface Load {
	name: string;
	keys: Key[];
	callOf: (account: number, turn: number) => Uint8Array;
	isSuccess: Success;
	/** How many answers one transaction gets. */
	targets: number;
	/** How many transactions of it a block holds at most, roughly: so many are signed. */
	expected: number;
}

/** As many targets as a call takes. */
const MOST_TARGETS = 64;
const SECRET = new Uint8Array(32).fill(0x5e);
const AMOUNT = 1_000_000n;
/** Grants that patients have given before. */
const FIRST_GRANT = 2;

const tells = (section: string, method: string): Success => (event) => event.section === section && event.method === method;
const isPermitted: Success = (event) => tells('auditLog', 'AccessAnswered')(event) && event.data[3]!.toJSON() !== null;

export function requests(scene: Scene, { practitioners, patients }: Cast): Load {
	const claim = claimOf(SECRET);
	const templates = byOrganization(practitioners, (organization) => templateOf(scene.call(
		'auditLog', 'requestAccess', hex(blank()), { Class: { class: CLASSES[0], content: null } }, 'Access', 'Treatment', { Practitioner: { organization } }, HOSPITAL, null, claim,
	)));
	return {
		name: 'auditLog.requestAccess', keys: keysOf(practitioners), isSuccess: isPermitted, targets: 1, expected: 4_000,
		callOf: (account, turn) => templates.get(practitioners[account]!.organization)!.fill(patients[(account + turn) % patients.length]!.patient),
	};
}

export function requestsForMany(scene: Scene, { practitioners, patients }: Cast): Load {
	const claim = claimOf(SECRET);
	const targets = Array.from({ length: MOST_TARGETS }, (_, index) => {
		const month = 600 + Math.floor(index / CLASSES.length);
		return { Class: { class: CLASSES[index % CLASSES.length], content: { from: month, until: month + 1 } } };
	});
	const templates = byOrganization(practitioners, (organization) => templateOf(scene.call(
		'auditLog', 'requestAccessToMany', hex(blank()), targets, 'Access', 'Treatment', { Practitioner: { organization } }, HOSPITAL, null, claim, null,
	)));
	return {
		name: `auditLog.requestAccessToMany (${MOST_TARGETS} targets)`, keys: keysOf(practitioners), isSuccess: isPermitted, targets: MOST_TARGETS, expected: 1_200,
		callOf: (account, turn) => templates.get(practitioners[account]!.organization)!.fill(patients[(account + turn) % patients.length]!.patient),
	};
}

export function transfers(scene: Scene, { practitioners }: Cast): Load {
	const template = templateOf(scene.call('balances', 'transferKeepAlive', encodeAddress(blank()), AMOUNT));
	const keys = keysOf(practitioners);
	return {
		name: 'balances.transferKeepAlive', keys, isSuccess: tells('balances', 'Transfer'), targets: 1, expected: 5_000,
		callOf: (account, turn) => template.fill(keys[(account + turn + 1) % keys.length]!.account),
	};
}

/** A ticket that somebody was given. */
export interface HeldTicket {
	patient: string;
	holder: string;
	sequence: number;
}

export function redemptions(scene: Scene, { practitioners }: Cast, tickets: HeldTicket[]): Load {
	const custodians = practitioners.filter(({ organization }) => organization === HOSPITAL);
	return {
		name: 'auditLog.redeemTicket', keys: keysOf(custodians), isSuccess: tells('auditLog', 'RecordsReleased'), targets: 1, expected: Math.floor(tickets.length / 4),
		callOf: (account, turn) => {
			const { patient, holder, sequence } = tickets[(account + turn * custodians.length) % tickets.length]!;
			return scene.call('auditLog', 'redeemTicket', patient, sequence, holder, null, HOSPITAL, SECRET, []).method.toU8a();
		},
	};
}

export function anchors(scene: Scene, { practitioners, patients }: Cast): Load {
	const templates = byOrganization(practitioners, (organization) => templateOf(scene.call(
		'recordAnchor', 'anchor', hex(blank(0)), { class: CLASSES[1], root: hex(blank(1)), leaves: 3, content: { from: 600, until: 601 }, custodian: HOSPITAL, keyEpoch: 0 },
		'Treatment', { Practitioner: { organization } },
	), 2));
	return {
		name: 'recordAnchor.anchor', keys: keysOf(practitioners), isSuccess: tells('recordAnchor', 'RecordsAnchored'), targets: 1, expected: 3_000,
		callOf: (account, turn) => templates.get(practitioners[account]!.organization)!.fill(
			patients[(account + turn) % patients.length]!.patient, createHash('sha256').update(`root/${account}/${turn}`).digest(),
		),
	};
}

/** Patients grant and revoke in turn. */
export function grantsAndRevocations(scene: Scene, { patients }: Cast): Load {
	const grant = grantOf(scene, HOSPITAL);
	const revoke = new Map<number, Template>();
	return {
		name: 'consent.grant, consent.revoke', keys: patients.map(({ key }) => key), targets: 1, expected: 1_500,
		isSuccess: (event) => tells('consent', 'Granted')(event) || tells('consent', 'Revoked')(event),
		callOf: (account, turn) => {
			const { patient } = patients[account]!;
			if (turn % 2 === 0) return grant.fill(patient);
			const number = FIRST_GRANT + Math.floor(turn / 2);
			const template = revoke.get(number) ?? templateOf(scene.call('consent', 'revoke', hex(blank()), number));
			revoke.set(number, template);
			return template.fill(patient);
		},
	};
}

function keysOf(practitioners: Practitioner[]): Key[] {
	return practitioners.map(({ key }) => key);
}

function byOrganization(practitioners: Practitioner[], make: (organization: number) => Template): Map<number, Template> {
	return new Map([...new Set(practitioners.map(({ organization }) => organization))].map((organization) => [organization, make(organization)]));
}
