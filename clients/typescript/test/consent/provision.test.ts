import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeAddress } from '@polkadot/util-crypto';
import { randomBytes } from '@noble/hashes/utils.js';
import {
	type Grantee, type ToldProvision, classesScope, daysFrom, granteeBytes, granteeFor, granteeOf, practitionerIn,
} from '../../src/consent/provision.ts';
import { bytesToHex } from '../../src/format/bytes.ts';

const [account, pseudonym] = [randomBytes(32), randomBytes(32)];
const told = (grantee: ToldProvision['grantee']) => granteeOf({ grantee } as ToldProvision);

test('a grantee is read from what the chain tells', () => {
	const cases: [ToldProvision['grantee'], Grantee][] = [
		[{ organization: null }, 'Organization'],
		[{ role: 'Nurse' }, { Role: 'Nurse' }],
		[{ practitioner: encodeAddress(account) }, { Practitioner: account }],
		[{ pseudonym: `0x${bytesToHex(pseudonym)}` }, { Pseudonym: pseudonym }],
	];
	for (const [json, grantee] of cases) assert.deepEqual(told(json), grantee);
});

test('an envelope names the practitioner, and nobody where the key is the organization\'s', () => {
	assert.deepEqual(granteeBytes(granteeFor({ Account: account })), account);
	assert.deepEqual(granteeBytes(granteeFor({ Pseudonym: pseudonym })), pseudonym);
	for (const grantee of ['Organization', { Role: 'Physician' }] as const) {
		assert.deepEqual(granteeBytes(grantee), new Uint8Array(32));
		assert.equal(practitionerIn(grantee), undefined);
	}
	assert.deepEqual(practitionerIn({ Practitioner: account }), { Account: account });
});

test('a scope lists its classes in ascending order, and a period is so many days long', () => {
	assert.deepEqual(classesScope(96, 28, 1_000), { Classes: [28, 96, 1_000] });
	assert.deepEqual(daysFrom(5, 1), { from: 5, until: 5 + 86_400_000 });
});
