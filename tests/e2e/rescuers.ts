/** Physicians who may break the glass. */
import assert from 'node:assert/strict';
import { randomBytes } from '@noble/hashes/utils.js';
import { openEmergency, sessionOf } from '@salus/client/consent';
import type { Specialist } from '../../scripts/demo/journey/specialist.ts';
import type { World } from './world.ts';

/** A physician of a new clinic, with the emergency role and the licence. */
export async function emergencyPhysician(world: World): Promise<Specialist> {
	const medic = await world.physician();
	await world.licenseEmergencies(medic);
	return medic;
}

/** Breaks the glass; the session. */
export async function breakGlass({ chain }: Pick<World, 'chain'>, { capacity, account }: Specialist, patient: Uint8Array): Promise<number> {
	const call = openEmergency(chain, { patient, capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: 1 });
	const opened = sessionOf(await chain.send(call, account));
	assert.ok(opened, 'no session opened');
	return opened.session;
}
