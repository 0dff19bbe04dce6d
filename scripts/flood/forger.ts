/** What the accounts of a forger throw: free calls of each kind, some of no effect, some far ahead, some long or heavy. */
import type { Flooder, Habit, Throw } from './flooder.ts';
import { type Scene, CLINIC, HOSPITAL } from '../load/scene.ts';
import { registration } from '../load/patient-id.ts';
import { blank, Template } from '../load/template.ts';

/** As many batches as a run takes. */
const RUN = 32;
/** How far ahead of its account's next a transaction is that waits in the pool, and one that is too far. */
const WAITING = 5;
const TOO_FAR = 50;
const SHORT_LIFETIMES = [4, 8, undefined];
const CLASSES = 60;
const EVERYTHING = 31;

export function grantTemplate(scene: Scene): Template {
	return new Template(scene.grant(hex(blank())).method.toU8a());
}

/** The appointment of a representative with all powers, and the authorization of a device. */
export function namingTemplates(scene: Scene): [Template, Template] {
	const [patient, named] = [hex(blank(0)), blank(1)];
	const until = Date.now() + 86_400_000;
	return [
		new Template(scene.call('patientIdentity', 'appointRepresentative', patient, named, EVERYTHING, { from: 0, until: null }).method.toU8a(), 2),
		new Template(scene.call('patientIdentity', 'authorizeDevice', patient, named, [100], until).method.toU8a(), 2),
	];
}

export function forgersHabit(scene: Scene): Habit {
	const of = (section: string, method: string, ...further: unknown[]) =>
		new Template(scene.call(section, method, hex(blank()), ...further).method.toU8a());
	const refusals = Array.from({ length: CLASSES }, (_, index) =>
		of('consent', 'refuse', { whom: 'Everybody', class: index, purposes: null, evenInEmergency: false }));
	const marks = Array.from({ length: CLASSES }, (_, index) => of('consent', 'markConfidential', index));
	const registrations = Array.from({ length: CLASSES }, (_, index) => registration(scene, new Uint8Array(32).fill(index + 2)));
	const batch = (index: number) => ({ class: 100, root: new Uint8Array(32).fill(index + 1), leaves: 1, content: { from: 0, until: 0 }, custodian: HOSPITAL, keyEpoch: null });
	const run = new Template(
		scene.call('recordAnchor', 'anchorRun', Array.from({ length: RUN }, (_, index) => ({ patient: hex(blank()), batch: batch(index), purpose: 'Treatment' })), 'Person').method.toU8a(),
	);
	const [revoked, absent, ring] = [of('consent', 'revoke', 0), of('consent', 'revoke', 999), of('consent', 'refuseAll', true)];
	const others = [
		grantTemplate(scene), of('patientIdentity', 'setGuardians', hex(new Uint8Array(32).fill(5))), of('consent', 'optOutOfEmergencies'), of('consent', 'liftRefuseAll'),
		of('patientIdentity', 'clearExpired'), of('patientIdentity', 'confirmRegistration'),
	];
	const forged = [new Template(scene.request(hex(blank()), CLINIC).method.toU8a()), new Template(scene.openEmergency(hex(blank())).method.toU8a())];
	const remark = scene.call('system', 'remark', hex(new Uint8Array(16_000))).method.toU8a();
	const calls: ((flooder: Flooder, turn: number) => Throw)[] = [
		({ patient }) => ({ call: revoked.fill(patient) }),
		({ patient }, turn) => ({ call: refusals[turn % CLASSES]!.fill(patient) }),
		({ patient }) => ({ call: run.fill(patient) }),
		({ patient }, turn) => ({ call: marks[turn % CLASSES]!.fill(patient) }),
		({ patient }, turn) => ({ call: others[turn % others.length]!.fill(patient) }),
		({ patient }) => ({ call: absent.fill(patient) }),
		(_, turn) => ({ call: registrations[turn % CLASSES]! }),
		({ patient }, turn) => ({ call: run.fill(patient), ahead: 1 + (turn % WAITING) }),
		({ patient }) => ({ call: ring.fill(patient) }),
		({ patient }, turn) => ({ call: refusals[(turn * 7) % CLASSES]!.fill(patient), ahead: 1 + (turn % 2) }),
		({ patient }, turn) => ({ call: forged[turn % forged.length]!.fill(patient) }),
		({ patient }) => ({ call: absent.fill(patient), ahead: TOO_FAR }),
		() => ({ call: remark }),
	];
	const first = registration(scene);
	return (flooder, round) => {
		const [a, b] = flooder.key.account;
		const turn = round + a! + b!;
		// The first round fills the pool with what waits: one heavy thing of each account, ahead of its next.
		if (round === 0 && flooder.crew !== 'newcomer') return { call: run.fill(flooder.patient), ahead: 1 + (turn % WAITING) };
		if (flooder.crew === 'newcomer' && flooder.next === 0 && turn % 4 > 0) return { call: first, ahead: 0, tip: BigInt(round) };
		const thrown = calls[turn % calls.length]!(flooder, turn);
		const lifetime = SHORT_LIFETIMES[turn % SHORT_LIFETIMES.length];
		// Another tip makes it another transaction, which the pool has not refused yet.
		return { ...thrown, tip: BigInt(round), ...(lifetime === undefined ? {} : { lifetime }) };
	};
}

export function hex(bytes: Uint8Array): string {
	return `0x${Buffer.from(bytes).toString('hex')}`;
}
