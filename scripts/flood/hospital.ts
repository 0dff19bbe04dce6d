/** What the people of one hospital throw: requests, emergencies, long things that they relay, far ahead of their next. */
import { Chain, signMetaTransaction } from '@salus/client/chain';
import type { Flooder, Habit, Throw } from './flooder.ts';
import { hex } from './forger.ts';
import { CLINIC, type Scene } from '../load/scene.ts';
import { blank, Template } from '../load/template.ts';

/** As long as a free transaction may be, nearly. */
const LONG = 15_500;
const MOST_TARGETS = 64;

/** The habit of people of the clinic. */
export async function hospitalsHabit(scene: Scene): Promise<Habit> {
	const patient = hex(blank());
	const capacity = { Practitioner: { organization: CLINIC } };
	const targets = Array.from({ length: MOST_TARGETS }, (_, index) => ({ Class: { class: index, content: null } }));
	const template = (call: { method: { toU8a(): Uint8Array } }) => new Template(call.method.toU8a());
	const request = template(scene.request(patient, CLINIC));
	const urgent = template(scene.request(patient, CLINIC, 'EmergencyTreatment'));
	const emergency = template(scene.openEmergency(patient, CLINIC));
	const many = template(scene.call('auditLog', 'requestAccessToMany', patient, targets, 'Access', 'Treatment', capacity, CLINIC, null, new Uint8Array(16), null));
	const relayed = await longRelay(scene);
	const ordinary: ((turn: number) => Throw)[] = [
		() => ({ call: request.fill(madeUp(1)) }),
		(turn) => ({ call: request.fill(madeUp(turn)), ahead: 1 }),
		(turn) => ({ call: many.fill(madeUp(turn)) }),
		() => ({ call: relayed }),
		(turn) => ({ call: request.fill(madeUp(turn)) }),
		() => ({ call: relayed, ahead: 7 }),
		(turn) => ({ call: request.fill(madeUp(turn)), lifetime: 4 }),
	];
	const hurried: ((turn: number) => Throw)[] = [
		(turn) => ({ call: emergency.fill(madeUp(turn)) }),
		(turn) => ({ call: urgent.fill(madeUp(turn)) }),
		(turn) => ({ call: urgent.fill(madeUp(turn)), ahead: 1 }),
		(turn) => ({ call: emergency.fill(madeUp(turn)), lifetime: 4 }),
	];
	return (flooder: Flooder, round) => {
		const turn = round + flooder.key.account[0]!;
		const habits = flooder.crew === 'rescuer' ? hurried : ordinary;
		return { ...habits[turn % habits.length]!(turn), tip: BigInt(round) };
	};
}

/** A patient of whom nobody knows. */
function madeUp(turn: number): Uint8Array {
	return new Uint8Array(32).fill(turn % 256);
}

/** A long call that the hospital relays for free, whoever signed it and whatever comes of it. */
async function longRelay(scene: Scene): Promise<Uint8Array> {
	const chain = await Chain.connect(scene.url);
	const { bytes } = await signMetaTransaction(chain, chain.call('system', 'remark', { remark: hex(new Uint8Array(LONG)) } as never), scene.key('Ferdie'));
	await chain.disconnect();
	const { api } = scene;
	const [argument] = api.tx['metaTx']!['dispatch']!.meta.fields;
	const inner = scene.call('metaTx', 'dispatch', api.registry.createType(api.registry.createLookupType(argument!.type), bytes), bytes.length);
	return scene.call('admission', 'relay', CLINIC, inner).method.toU8a();
}
