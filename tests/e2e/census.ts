/** The demo's counting path finds what it looks for: without that, the zeros that it reports would mean nothing. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { recordsIn } from '@salus/client/fhir/records';
import { blake2b256, utf8ToBytes } from '@salus/client/format';
import { takeCensus } from '../../scripts/demo/journey/census.ts';
import { secretsOf } from '../../scripts/demo/journey/secrets.ts';
import type { World } from './world.ts';

/** Of nobody, and in no other test: those look for their own patient's name in all blocks. */
const FAMILY = 'Zaunkönig-Tester';
const RECORD = {
	resourceType: 'Bundle',
	type: 'collection',
	entry: [
		{ resource: { resourceType: 'Patient', id: 'patient-1', name: [{ family: FAMILY }] } },
		{ resource: { resourceType: 'Observation', id: 'observation-1', status: 'final', subject: { reference: 'Patient/patient-1' }, effectiveDateTime: '2024-02-03' } },
	],
};

export function censusTests(world: () => World): void {
	test('texts and unsalted hashes of a bundle are found wherever somebody puts them', async () => {
		const { chain, url, dev } = world();
		const from = (await chain.api.rpc.chain.getHeader()).number.toNumber();
		const bundle = recordsIn(utf8ToBytes(JSON.stringify(RECORD)), 'a record', {});
		const [first, second] = bundle.resources.map(({ canonical }) => canonical) as [Uint8Array, Uint8Array];
		const patient = await world().patientOfHospital();
		const question = { patient: patient.id, account: patient.account.address, from, preparing: [], secrets: secretsOf(bundle) };
		const before = await takeCensus(url, question);
		assert.deepEqual([before.extrinsics, before.feesOfPatient, before.personal.found], [2, '0', 0]);

		// An unsalted hash as a root, which stands in the transaction and in the state; another in a transaction; a name, which costs a fee.
		await chain.send(world().anchorCall(patient.id, { root: blake2b256(first) }), dev.bob);
		await chain.send(world().anchorCall(patient.id, { root: createHash('sha256').update(second).digest() }), dev.bob);
		await world().fund(patient.account);
		await patient.send(world().call('system', 'remark', { remark: u8aToHex(utf8ToBytes(`seen: ${FAMILY}`)) }));
		const after = await takeCensus(url, question);
		assert.equal(after.extrinsics, before.extrinsics + 3);
		assert.equal(after.personal.found, 3);
		assert.ok(BigInt(after.feesOfPatient) > 0n);
		assert.ok(after.bytes.state > before.bytes.state && after.bytes.events > before.bytes.events);
	});
}
