/** Trails of a real node as FHIR AuditEvents of both releases, and back to the chain's own hashes. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { randomBytes } from '@noble/hashes/utils.js';
import { openEmergency } from '@salus/client/consent';
import { AUTHZ_CONSENT, DISCLOSURE_SOURCE, trailFromBundle, type TrailCopy } from '@salus/client/fhir/audit';
import { copyTrail, faultsByChain } from '@salus/client/fhir/audit/chain';
import { type Release, RELEASES } from '@salus/client/fhir/consent';
import { faultsOf } from '@salus/client/fhir/validate';
import { bytesToHex } from '@salus/client/format';
import { anchorOf, keep, sample, ticketFor } from './keeping.ts';
import { CONDITION, HOSPITAL, OBSERVATION, type World, root } from './world.ts';

interface AuditEvent {
	meta?: { profile: string[] };
	outcome: string;
	recorded: string;
}

const hex = (id: Uint8Array) => `0x${bytesToHex(id)}`;

export function auditEventTests(world: () => World): void {
	test('what happened to a patient\'s records goes through FHIR R4 and R5, valid, and leads to the chain\'s hashes', async () => {
		const { patient, since } = await aStory(world());
		const of = ['--patient', hex(patient)];
		for (const release of RELEASES) {
			const { bundle, copy } = await throughCommand(world(), of, release);
			const told = await copyTrail(world().chain, { trail: { patient: hex(patient) } });
			assert.deepEqual(copy.entries, told.entries.slice(0, copy.entries.length));
			const names = copy.entries.map(({ entry }) => Object.keys(entry.event)[0]);
			for (const name of ['consentGranted', 'recordsAnchored', 'accessRequested', 'recordsReleased', 'emergencyDenied']) assert.ok(names.includes(name), `${name} is missing in ${names.join()}`);
			if (release === 'R4') checkProfiles(bundle);
		}

		// From a moment on: the same entries, which lead to the same head.
		const [whole, part] = [await throughCommand(world(), of, 'R4'), await throughCommand(world(), [...of, '--since', new Date(since).toISOString()], 'R4')];
		const first = whole.copy.entries.findIndex(({ entry }) => entry.at >= since);
		assert.ok(first > 0);
		assert.deepEqual(part.copy.entries, whole.copy.entries.slice(first));
	});

	test('an attempt about somebody whom nobody knows stands in the organization\'s trail, and authorities have theirs', async () => {
		const doctor = await world().physician();
		const unknown = randomBytes(32);
		const { receipt, ticket } = await doctor.request(unknown, { Class: { class: OBSERVATION, content: null } }, HOSPITAL);
		assert.equal(ticket, undefined);
		await receipt.finalized;
		const { copy } = await throughCommand(world(), ['--organization', String(doctor.organization)], 'R4');
		assert.deepEqual(copy.entries.map(({ entry }) => entry.event.accessRequested?.patient), [hex(unknown)]);

		const authorities = await throughCommand(world(), ['--governance'], 'R5');
		assert.ok(authorities.copy.entries.some(({ entry }) => entry.event.organizationAccredited !== undefined));
	});

	test('a patient whom the chain does not know has no trail to export', async () => {
		await assert.rejects(copyTrail(world().chain, { trail: { patient: hex(randomBytes(32)) } }), { name: 'InputError', code: 'patient.unknown' });
	});
}

/** Records are kept, granted, asked for twice, once in vain, released, and somebody without leave tries to break the glass. */
async function aStory(world: World): Promise<{ patient: Uint8Array; since: number }> {
	const hospital = world.hospital();
	const [doctor, stranger, patient] = await Promise.all([world.physician(), world.physician(), world.patientOfHospital()]);
	const { id } = patient;
	await patient.grantAccess(doctor, [CONDITION], 30);
	await patient.deliver(hospital.custodian);
	const batches = await keep(hospital, patient, await sample(CONDITION));
	const anchor = anchorOf(batches, CONDITION);
	const ticket = await ticketFor(doctor, id, { Anchor: anchor });
	await doctor.fetch(hospital.custodian, ticket);
	const since = await world.chain.now();
	const denied = await stranger.request(id, { Anchor: anchor }, HOSPITAL);
	assert.equal(denied.ticket, undefined);
	const { capacity } = stranger;
	// Whoever has no emergency role pays for trying.
	await world.fund(stranger.account);
	const glass = openEmergency(world.chain, { patient: id, capacity, reason: 'Unresponsive', justification: randomBytes(32), hours: 1 });
	await (await world.chain.send(glass, stranger.account)).finalized;
	return { patient: id, since: since + 1 };
}

/** Exports by the command, validates, reads it back, and has the chain's registry hash it. */
async function throughCommand(world: World, of: string[], release: Release): Promise<{ bundle: { entry: { resource: AuditEvent }[] }; copy: TrailCopy }> {
	const main = join(root, 'scripts/fhir/main.ts');
	const args = ['--conditions=source', '--import', 'tsx', main, 'export', '--trail', '--url', world.url, '--release', release, ...of];
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
	const bundle = JSON.parse(stdout);
	assert.deepEqual(await faultsOf(bundle, release), []);
	const { release: found, copy } = trailFromBundle(bundle);
	assert.equal(copy.entries.length === 0 ? release : found, release);
	assert.deepEqual(faultsByChain(world.chain, copy), []);
	return { bundle, copy };
}

/** Permitted and denied attempts are IHE's, and so is the release. */
function checkProfiles({ entry }: { entry: { resource: AuditEvent }[] }): void {
	const outcomes = (profile: string) => entry.filter(({ resource }) => resource.meta?.profile.includes(profile)).map(({ resource }) => resource.outcome);
	assert.deepEqual(outcomes(AUTHZ_CONSENT), ['0', '8']);
	assert.deepEqual(outcomes(DISCLOSURE_SOURCE), ['0']);
}
