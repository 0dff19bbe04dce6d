import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { told } from '@salus/client/chain';
import { runsOfCustody } from '../output.ts';

const events = (...kinds: string[]) => kinds.map((kind) => ({ [kind]: {} })) as unknown as told.AuditedEvent[];

test('entries about who keeps what are told together as long as they are of one kind, and all others one by one', () => {
	assert.deepEqual(runsOfCustody([]), []);
	assert.deepEqual(
		runsOfCustody(events('recordsAnchored', 'recordsAnchored', 'custodyPlanned', 'custodyPlanned', 'custodyTaken', 'consentGranted', 'custodyTaken', 'custodyTaken')),
		[[0, 0], [1, 1], [2, 3], [4, 4], [5, 5], [6, 7]],
	);
});
